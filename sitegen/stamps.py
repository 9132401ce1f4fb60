"""Whether files are what they were, told by their stamps: what the system says of each.

No program can change a file and leave its time of change as it was.  Where that is not certain (a
file that changed just now, a disk that counts whole seconds), there is no stamp.  This is the first
that a build looks at, and often the last: nothing is imported that takes time to import.
"""

from __future__ import annotations

import os
import sys
import time

from sitegen.limits import FACTOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENGINE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib takes 5 ms
"""The folder of this program."""
# Two changes within one tick of the system's clock have the same time; none is longer than 10 ms.
_TICK_NS = 20_000_000
_SECOND_NS = 1_000_000_000


def stamp_of(folders: Iterable[str], *besides: object) -> str:
    """Stamp every file, link and folder below some folders.

    Args:
        folders: The folders.
        besides: What else the stamp is to change with.

    Returns:
        A text that is the same as long as all of them are; "" where nothing is certain.
    """
    newest = 0
    marks = [repr(besides)]
    try:
        for folder in folders:
            for entry in _entries_below(folder):
                if entry.is_dir():
                    marks.append(f"{entry.path}/")  # its times change with what editors lay aside
                    continue
                status = entry.stat()
                newest = max(newest, status.st_ctime_ns)
                marks += (entry.path, _mark(status))
                if entry.is_symlink():
                    link = entry.stat(follow_symlinks=False)
                    newest = max(newest, link.st_ctime_ns)
                    marks.append(_mark(link))
                if os.name == "nt":  # Windows tells no time of change, so the bytes have to be read
                    marks.append(_digest(entry.path))
    except OSError:
        return ""
    return "\0".join(marks) if _is_past(newest) else ""


def engine_stamp() -> str:
    """Stamp this program, its limits, its libraries and Python; "" where that is not certain."""
    return stamp_of([ENGINE], sys.version, libraries(), FACTOR)


def libraries() -> list[list[str]]:
    """The names and versions of all that is installed."""
    places = (folder for folder in sys.path if folder.endswith("-packages"))
    return [
        sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208 - as above
        for place in places
        if os.path.isdir(place)  # noqa: PTH112 - as above
    ]


def files_below(folder: str) -> Iterator[os.DirEntry[str]]:
    """Every file and link below a folder but compiled Python, in a fixed order.

    Raises:
        OSError: A folder cannot be read, or is a link.
    """
    return (entry for entry in _entries_below(folder) if not entry.is_dir())


def _entries_below(folder: str) -> Iterator[os.DirEntry[str]]:
    """The same with the folders, each before what it holds."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__" and entry.is_dir():
            continue
        yield entry
        if entry.is_dir():
            if entry.is_symlink():  # a build reads what is behind it, which may be a circle
                raise OSError(f"{entry.path} is a link to a folder")
            yield from _entries_below(entry.path)


def _mark(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _digest(path: str) -> str:
    import hashlib  # noqa: PLC0415 - on one system alone

    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return hashlib.sha256(file.read()).hexdigest()


def _is_past(newest: int) -> bool:
    """Wait until a later change would have a later time; False where it might not."""
    if newest and newest % _SECOND_NS == 0:
        return time.time_ns() - newest > 2 * _SECOND_NS  # it may be a disk that counts seconds
    if (age := time.time_ns() - newest) < _TICK_NS:
        time.sleep(min(_TICK_NS - age, _TICK_NS) / _SECOND_NS)
    return time.time_ns() - newest >= _TICK_NS
