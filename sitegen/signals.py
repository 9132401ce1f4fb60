"""SIGINT and SIGTERM: a command ends in good order, with the status that a shell expects."""

from __future__ import annotations

import os
import signal
import sys

_ENDING = (signal.SIGINT, signal.SIGTERM)


def end_in_good_order() -> None:
    """Let what is half made be deleted on the way out, whichever of the signals comes."""
    for ending in _ENDING:
        if signal.getsignal(ending) != signal.SIG_IGN:  # as `nohup` and `&` in a script set it
            signal.signal(ending, _end)


def ignore() -> None:
    """Let none of the signals interrupt what is done from here on."""
    for ending in _ENDING:
        signal.signal(ending, signal.SIG_IGN)


def _end(number: int, _: object) -> None:
    ignore()  # one is enough
    status = 128 + number

    def end_at_once(found: sys.UnraisableHookArgs) -> None:
        if isinstance(found.exc_value, SystemExit):
            os._exit(status)
        sys.__unraisablehook__(found)

    # Where nothing can be raised, as in a destructor, the signal would be forgotten.
    sys.unraisablehook = end_at_once
    sys.exit(status)
