"""Whether files are what they were: by their stamps, made without reading any, or by their bytes.

A stamp goes by what the system says of each file: no program can change one and leave its time of
change as it was.  Where that is not certain (a file that changed just now, a disk that counts whole
seconds), there is no stamp.  A digest goes by the bytes, and holds on another machine too.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENGINE = Path(__file__).parent
_STARTED_NS = time.time_ns()
# Two changes within one tick of the system's clock have the same time; none is longer than 10 ms.
_TICK_NS = 20_000_000
_SECOND_NS = 1_000_000_000


def stamp_of(folders: Sequence[Path], *besides: object) -> str:
    """Stamp every file and link below some folders.

    Args:
        folders: The folders.
        besides: What else the stamp is to change with.

    Returns:
        A digest; "" where nothing is certain.
    """
    newest = 0
    marks = [repr(besides)]
    try:
        for folder in folders:
            for path, entry in _files_below(str(folder)):
                status = entry.stat()
                link = entry.stat(follow_symlinks=False) if entry.is_symlink() else status
                newest = max(newest, status.st_ctime_ns, link.st_ctime_ns)
                marks.append(f"{path}\0{_mark(status)}\0{_mark(link)}")
                if os.name == "nt":  # Windows tells no time of change, so the bytes have to be read
                    marks.append(hashlib.sha256(Path(path).read_bytes()).hexdigest())
    except OSError:
        return ""
    whole = "\n".join(marks).encode("utf-8", "surrogateescape")
    return hashlib.sha256(whole).hexdigest() if _is_past(newest) else ""


@cache
def engine_stamp() -> str:
    """Stamp this program, the libraries below it and Python; "" where that is not certain."""
    return stamp_of([_ENGINE], sys.version, _libraries())


@cache
def engine_digest() -> str:
    """Digest this program, the libraries below it and Python.

    Returns:
        The digest; "" where a file of the program changed while it ran, so that nobody knows which
        of the two states made what it makes.
    """
    files = [path for path, _ in _files_below(str(_ENGINE))]
    if any(os.stat(path).st_ctime_ns > _STARTED_NS for path in files):  # noqa: PTH116 - of many
        return ""
    return digest_of([_ENGINE], sys.version, _libraries())


def digest_of(folders: Sequence[Path], *besides: object) -> str:
    """Digest the bytes of every file below some folders.

    Args:
        folders: The folders.
        besides: What else the digest is to change with.

    Returns:
        The digest; "" where something cannot be read.
    """
    digest = hashlib.sha256(repr(besides).encode())
    try:
        for folder in folders:
            for path, entry in _files_below(str(folder)):
                if entry.is_file():
                    content = Path(path).read_bytes()
                    name = os.path.relpath(path, folder)
                    digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
                    digest.update(content)
    except OSError:
        return ""
    return digest.hexdigest()


def _libraries() -> list[list[str]]:
    """The names and versions of all that is installed."""
    places = (Path(folder) for folder in sys.path if folder.endswith("-packages"))
    return [sorted(path.name for path in place.glob("*.dist-info")) for place in places]


def _files_below(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file and link below a folder but compiled Python, in a fixed order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path, entry
        elif entry.name != "__pycache__":
            yield from _files_below(entry.path)


def _mark(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _is_past(newest: int) -> bool:
    """Wait until a later change would have a later time; False where it might not."""
    if newest and newest % _SECOND_NS == 0:
        return time.time_ns() - newest > 2 * _SECOND_NS  # it may be a disk that counts seconds
    if (age := time.time_ns() - newest) < _TICK_NS:
        time.sleep(min(_TICK_NS - age, _TICK_NS) / _SECOND_NS)
    return time.time_ns() - newest >= _TICK_NS
