"""An end to what would take too long, counted in the processor's time: a busy machine is no fault.

What one file may hold is limited so that nothing comes near this (limits.py).  It is for what
nobody has thought of.
"""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class TooLongError(Exception):
    """The time is up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let what is done inside take no longer.

    On Windows, which has no such clock, and outside the main thread it may take as long as it does.

    Args:
        seconds: Of the processor's time.

    Raises:
        TooLongError: It took longer.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as the system calls it
    raise TooLongError
