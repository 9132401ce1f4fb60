"""One function over many values, in as many processes as pay."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

ValueT = TypeVar("ValueT")
ResultT = TypeVar("ResultT")
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many are done."""

_CHUNKS = 8
"""In so many pieces each process takes its part, so that none waits long for another."""
_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def map_in_processes(
    function: Callable[[ValueT], ResultT],
    values: Sequence[ValueT],
    jobs: int | None,
    progress: Progress = no_progress,
    *,
    pays_from: int,
) -> list[ResultT]:
    """Apply a function to each value, in order.

    The processes are forked, so that neither function nor values need to be copied to them;
    where the system cannot fork, there is one process.

    Args:
        function: Applied to each value; what it returns must be picklable.
        values: The values.
        jobs: In how many processes; None takes every core once there is enough to do.
        progress: Is told how many of how many are done.
        pays_from: Of fewer values, starting a second process costs more than it saves.
    """
    wanted = jobs or (os.cpu_count() or 1 if len(values) >= pays_from else 1)
    if wanted == 1 or not hasattr(os, "fork"):
        return _map_here(function, values, progress)
    _shared.append((function, values))
    try:
        return _map_forked(len(values), wanted, progress)
    finally:
        _shared.pop()


def _map_here(
    function: Callable[[ValueT], ResultT], values: Sequence[ValueT], progress: Progress
) -> list[ResultT]:
    results = []
    for value in values:
        results.append(function(value))
        progress(len(results), len(values))
    return results


def _map_forked(total: int, jobs: int, progress: Progress) -> list[Any]:
    import multiprocessing  # noqa: PLC0415 - most builds are too small for a second process

    results: list[Any] = []
    size = max(total // (jobs * _CHUNKS), 1)
    chunks = [slice(start, start + size) for start in range(0, total, size)]
    # What is there already is nobody's garbage: looking for it would only copy shared memory.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(jobs, _end_quietly) as pool:
            for chunk in pool.imap(_run_chunk, chunks):
                results += chunk
                progress(len(results), total)
    finally:
        gc.unfreeze()
    return results


def _end_quietly() -> None:
    """Runs first in a forked process: whoever started it sees to Ctrl-C, and then ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _run_chunk(chunk: slice) -> list[Any]:
    """Runs in a forked process, which inherited what is shared."""
    function, values = _shared[-1]
    return [function(value) for value in values[chunk]]
