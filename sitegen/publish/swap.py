"""The new website in place of the old one: in one step where the system has such a step.

Linux has it since 3.15 (renameat2) and macOS since 10.12 (renamex_np), on the file systems
that take part: ext4, XFS, Btrfs, tmpfs, APFS do; NFS, FAT and some network shares do not.
There, and on Windows, the old one is renamed away and the new one renamed into its place.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# linux/fcntl.h, linux/fs.h, sys/stdio.h of macOS.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2

# EPERM is the answer of a sandbox that does not know the call.
_NOT_POSSIBLE_HERE = {
    errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM,
}  # fmt: skip

Exchange = Callable[[bytes, bytes], int]
"""Lets two paths change places; answers 0, or another number and sets errno."""


def put_in_place(new: Path, site: Path, previous: Path) -> None:
    """Let the new website stand at `site`; the old one is then at `new`, or deleted.

    Args:
        new: The new website, on the file system of the site.
        site: The place.
        previous: A free place for the old website for a moment.
    """
    if not site.exists():
        new.rename(site)
    elif not _exchanged(new, site):
        try:
            site.rename(previous)
            new.rename(site)
        finally:
            try:
                _clear(site, previous)
            finally:  # a signal could have cut that short; no second one does
                _clear(site, previous)


def _clear(site: Path, previous: Path) -> None:
    """Let a website stand, the old one if need be, and only then delete what is left of it."""
    mend_swap(site, previous)
    # What cannot be deleted is no error, it is litter for the next publish.
    shutil.rmtree(previous, ignore_errors=True)


def mend_swap(site: Path, previous: Path) -> None:
    """Put the old website back if a swap stopped between its two renames."""
    if previous.exists() and not os.path.lexists(site):
        previous.rename(site)


def _exchanged(first: Path, second: Path) -> bool:
    """Let two folders change places in one step; False where that is not possible."""
    exchange = system_exchange()
    if not exchange:
        return False
    if exchange(os.fsencode(first), os.fsencode(second)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_POSSIBLE_HERE:
        return False
    raise OSError(number, os.strerror(number), str(second))


def system_exchange() -> Exchange | None:
    """The system's own call, if it has one."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        return lambda first, second: library.renameat2(
            _AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE
        )
    if hasattr(library, "renamex_np"):
        return lambda first, second: library.renamex_np(first, second, _RENAME_SWAP)
    return None
