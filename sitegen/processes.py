"""One function over many values, in as many processes as pay."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

ValueT = TypeVar("ValueT")
ResultT = TypeVar("ResultT")
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many are done."""

# Below this many pages, starting a second process costs more than it saves.
PAYS_FROM = 400
_CHUNK = 50
_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def map_in_processes(
    function: Callable[[ValueT], ResultT],
    values: Sequence[ValueT],
    jobs: int | None,
    progress: Progress,
) -> list[ResultT]:
    """Apply a function to each value, in order.

    The processes are forked, so that neither function nor values need to be copied to them;
    where the system cannot fork, there is one process.

    Args:
        function: Applied to each value; what it returns must be picklable.
        values: The values.
        jobs: In how many processes; None takes every core once there is enough to do.
        progress: Is told how many of how many are done.
    """
    wanted = jobs or (os.cpu_count() or 1 if len(values) >= PAYS_FROM else 1)
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
    starts = range(0, total, _CHUNK)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for chunk in pool.imap(_run_chunk, starts):
            results += chunk
            progress(len(results), total)
    return results


def _run_chunk(start: int) -> list[Any]:
    """Runs in a forked process, which inherited what is shared."""
    function, values = _shared[-1]
    return [function(value) for value in values[start : start + _CHUNK]]
