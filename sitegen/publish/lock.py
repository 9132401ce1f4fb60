"""One build at a time: a lock that dies with its process."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sitegen.publish.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 10.0
_POLL_SECONDS = 0.05
# Windows has no such flag, and seldom such links.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def exclusive(lock: Path) -> Iterator[None]:
    """Keep other builds out.

    The file is never deleted: a build that waits for a deleted file would not keep out one that
    makes the file anew.

    Args:
        lock: The file to lock.

    Raises:
        PublishError: Another build still holds the lock after `WAIT_SECONDS`.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
    try:
        _wait_for(descriptor, lock)
        yield
    finally:
        # The lock goes with the descriptor, even where a disk has something to say of it; and
        # what was published is published.
        with suppress(OSError):
            os.close(descriptor)


def _wait_for(descriptor: int, lock: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not _try_to_lock(descriptor):
        if time.monotonic() >= deadline:
            raise PublishError(
                f"Another build is publishing here and holds {lock}. "
                "Wait until it ends, or stop it, and build again."
            )
        time.sleep(_POLL_SECONDS)
