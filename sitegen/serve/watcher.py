"""Tell when files were saved, by looking at them ten times a second.

Looking costs two milliseconds for the files of a guide, and works the same on every
system, network folder and container; the notifications of the operating systems do not.
The files that were saved last are likely the next, so those are looked at more often.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from threading import Event

Stamp = tuple[int, int, int, int]
"""Time of change in nanoseconds, size, inode, mode.

An editor that replaces a file changes the inode, and who lets it be read again only the mode.
"""

_GLANCE_SECONDS = 0.01
_GLANCES_TO_A_LOOK = 10
# A checkout of another branch changes them all, and nobody writes in all of them next.
_MOST_GLANCED_AT = 20
# Long enough for an editor that saves two files at once, too short to be felt.
_SETTLE_SECONDS = 0.01
# A file that is written to without end must not hold up the build for ever.
_MOST_SETTLINGS = 20


def saves(folders: Sequence[Path], stop: Event) -> Iterator[None]:
    """Yield at once, and again after each batch of saves, until `stop` is set.

    What is saved while the caller is busy with one batch makes the next.

    Args:
        folders: Watched with all below them; they may vanish and come back.
        stop: Ends the watch.

    Yields:
        Nothing but the moment.
    """
    seen = snapshot(folders)
    last: set[str] = set()
    yield
    while not _glanced(last, seen, stop):
        found = snapshot(folders)
        if found != seen:
            found = _settled(folders, found, stop)
            changed = {path for path, _ in found.items() ^ seen.items()}
            last = changed if len(changed) <= _MOST_GLANCED_AT else set()
            seen = found
            yield


def _glanced(last: set[str], seen: dict[str, Stamp], stop: Event) -> bool:
    """Wait for the next look at all files, or until one of the last changes; whether to stop."""
    for _ in range(_GLANCES_TO_A_LOOK):
        if stop.wait(_GLANCE_SECONDS):
            return True
        if any(_stamp(path) != seen.get(path) for path in last):
            break
    return False


def _settled(folders: Sequence[Path], found: dict[str, Stamp], stop: Event) -> dict[str, Stamp]:
    """Wait until nothing changes any more."""
    for _ in range(_MOST_SETTLINGS):
        before = found
        stop.wait(_SETTLE_SECONDS)
        found = snapshot(folders)
        if found == before:
            break
    return found


def snapshot(folders: Sequence[Path]) -> dict[str, Stamp]:
    """Stamp every file below the folders, by path; links are not followed."""
    stamps: dict[str, Stamp] = {}
    for folder in folders:
        for path in _files(folder):
            if stamp := _stamp(path):
                stamps[path] = stamp
    return stamps


def _files(folder: Path) -> Iterator[str]:
    # Paths as text: making a Path of each would more than double what it costs to look.
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(filter(_is_watched, folders))
        yield from (f"{parent}/{name}" for name in sorted(filter(_is_watched, names)))


def _is_watched(name: str) -> bool:
    """Whether a name is a person's, not one that an editor leaves lying about."""
    return not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".swx"))


def _stamp(path: str) -> Stamp | None:
    """The stamp of a file; None where there is none any more."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode
