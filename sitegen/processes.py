"""One function over many values, in as many processes as pay."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ValueT = TypeVar("ValueT")
ResultT = TypeVar("ResultT")
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many are done."""

_CHUNKS = 8
"""In so many pieces each process takes its part, so that none waits long for another."""
_ENDING = (signal.SIGINT, signal.SIGTERM)
_LOST = (
    "A process of the build was ended from outside, perhaps for want of memory. "
    "Build again, with `--jobs 1` if it happens again."
)
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

    Raises:
        ChildProcessError: The system ended one of the processes.
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
    from multiprocessing.connection import wait  # noqa: PLC0415 - most builds need one process

    size = max(total // (jobs * _CHUNKS), 1)
    chunks = [slice(start, start + size) for start in range(0, total, size)]
    to_do = iter(chunks)
    done: dict[int, list[Any]] = {}
    with _workers(min(jobs, len(chunks))) as idle:
        busy = {worker: chunk.start for worker, chunk in _give(idle, to_do)}
        while busy:
            for worker in cast("list[Connection]", wait(list(busy))):
                done[busy.pop(worker)] = _result_from(worker)
                progress(sum(map(len, done.values())), total)
                busy |= {worker: chunk.start for worker, chunk in _give([worker], to_do)}
    return [result for start in sorted(done) for result in done[start]]


def _give(idle: list[Connection], to_do: Iterator[slice]) -> Iterator[tuple[Connection, slice]]:
    """Hand each idle worker its next piece, as far as there is one."""
    for worker, chunk in zip(idle, to_do, strict=False):
        _send(worker, chunk)
        yield worker, chunk


def _send(worker: Connection, chunk: slice) -> None:
    try:
        worker.send(chunk)
    except OSError as error:
        raise ChildProcessError(_LOST) from error


def _result_from(worker: Connection) -> list[Any]:
    """What a worker made of its piece.

    Raises:
        ChildProcessError: It is no more.
        Exception: What the function raised there.
    """
    try:
        results, error = worker.recv()
    except (EOFError, OSError) as lost:
        raise ChildProcessError(_LOST) from lost
    if error:
        raise error
    return cast("list[Any]", results)


@contextmanager
def _workers(number: int) -> Iterator[list[Connection]]:
    """Forked processes that wait for pieces of what is shared; all end with the block.

    `multiprocessing.Pool` would wait for ever for a process that the system killed, and its
    processes outlive a build that is killed.  Here each is at the other end of a pipe, and a pipe
    tells when its other end is gone.
    """
    import multiprocessing  # noqa: PLC0415 - most builds need one process

    forked = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    processes: list[BaseProcess] = []
    gc.freeze()  # what is there already is nobody's garbage: to look for it would only copy it
    try:
        for _ in range(number):
            ours, theirs = forked.Pipe()
            ends.append(ours)
            processes.append(forked.Process(target=_work, args=(theirs, list(ends)), daemon=True))
            # A Ctrl-C between the fork and `_work` would find nobody who sees to it.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
            try:
                processes[-1].start()
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()
        yield ends
    finally:
        for process in processes:
            if process.pid:
                process.kill()
                process.join()
        for end in ends:
            end.close()
        gc.unfreeze()


def _work(pieces: Connection, others: list[Connection]) -> None:
    """Run in a forked process, which inherited what is shared, until nobody asks any more.

    Args:
        pieces: Where pieces come from and results go to.
        others: The ends that this process has inherited and that only its parent may hold.
    """
    # Whoever started it sees to Ctrl-C, and then ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    for other in others:
        other.close()
    function, values = _shared[-1]
    with suppress(EOFError, OSError):
        while True:
            pieces.send(_outcome(function, values[pieces.recv()]))


def _outcome(
    function: Callable[[Any], Any], values: Sequence[Any]
) -> tuple[list[Any], Exception | None]:
    """What a function came to for some values, or what it raised."""
    try:
        return [function(value) for value in values], None
    except Exception as error:  # noqa: BLE001 - raised again by whoever asked
        import traceback  # noqa: PLC0415 - where there is something to tell

        error.add_note(f"In a process of its own:\n{traceback.format_exc()}")
        return [], error
