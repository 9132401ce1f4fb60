"""Whether anything has changed since the last build: then there is nothing to do.

A build leaves a record beside the site: the command, a stamp of all that it read, a stamp of what
it published, and what it said.  Where all of that still holds, a new build would write the same
bytes and say the same.  Whatever is not certain (another day on which a review could be due, say)
means that the build is run.  As with the stamps, nothing is imported that takes time to import.
"""

from __future__ import annotations

import os
import sys
import time
from binascii import crc32

from sitegen.plain_files import open_plain
from sitegen.stamps import engine_stamp, stamp_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_FORM = "supple last build 4"
_IN_ORDER = {"lock", "last-build"}
"""All that publishing keeps beside the site where no build was killed."""
DEFAULT_SITE = "site"
"""Where a build publishes unless it is told otherwise."""


def stamp_of_inputs(folders: Iterable[str]) -> str:
    """Stamp all that a build goes by.

    Args:
        folders: All that it reads.

    Returns:
        A text that changes whenever a build could come out differently; "" where nothing is
        certain.
    """
    engine, today = engine_stamp(), time.gmtime()[:3]
    return stamp_of(folders, engine, today) if engine else ""


def site_in(command: Sequence[str]) -> str:
    """The folder that a command publishes into, as far as that shows without reading all of it."""
    for index, word in enumerate(command):
        if word.startswith("--site="):
            return word.removeprefix("--site=")
        if word == "--site":
            return "".join(command[index + 1 : index + 2])
    return DEFAULT_SITE


def repeat_if_unchanged(command: Sequence[str], say: Callable[[str], None]) -> bool:
    """Say what the last build said, where a new one would only repeat it.

    Args:
        command: The words of the command line.
        say: Shows a line to a person.

    Returns:
        Whether that is so; otherwise nothing was said.
    """
    started = time.perf_counter()
    site = site_in(command)
    try:
        record = _record_of(site)
        if not {*os.listdir(os.path.dirname(record))} <= _IN_ORDER:  # noqa: PTH120, PTH208 - pathlib takes 5 ms
            return False  # a build was killed, and the next one clears up
        with open(record, "rb", opener=open_plain) as file:
            parts = _parts_of(file.read())
        form, words, folders, inputs, published, done, *said = parts
        if form != _FORM or words != "\0".join(command):
            return False
        if inputs != stamp_of_inputs(folders.split("\0")):
            return False
        if not inputs or published != stamp_of([site]):
            return False
    except (OSError, ValueError):
        return False  # no record, or not one of ours: the build writes it anew
    in_colour = wants_colour()
    for plain, coloured in zip(said[::2], said[1::2], strict=True):
        say(coloured if in_colour else plain)
    say(f"{done}, {time.perf_counter() - started:.2f} s.")
    return True


def wants_colour() -> bool:
    """Whether the terminal shows colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def remember(
    command: Sequence[str],
    folders: Iterable[str],
    inputs: str,
    site: str,
    done: str,
    said: Iterable[tuple[str, str]],
) -> None:
    """Record what a build was made from, and what it made.

    Where the record cannot be written, the next build is simply run.

    Args:
        command: The words of the command line.
        folders: All that it read.
        inputs: The stamp of what the build read.
        site: The folder that it published into.
        done: What to say where it is repeated: how many pages there are.
        said: Each thing that it reported, plain and in colour.
    """
    published = stamp_of([site])
    if inputs and published:
        parts = [_FORM, "\0".join(command), "\0".join(folders), inputs, published, done]
        parts += (text for pair in said for text in pair)
        try:
            _replace(_record_of(site), _sealed(parts))
        except OSError:
            return


def _replace(path: str, content: bytes) -> None:
    """Put a new file in place of what is there, which could be a link.

    Raises:
        OSError: The system refuses; nothing is left then.
    """
    if os.path.lexists(path):
        os.unlink(path)  # noqa: PTH108 - as above
    try:
        with open(path, "xb") as file:  # noqa: PTH123 - as above
            file.write(content)
    except OSError:
        if os.path.lexists(path):
            os.unlink(path)  # noqa: PTH108 - as above
        raise


def _sealed(parts: Iterable[str]) -> bytes:
    """The parts of a record, each behind its length, and all behind their checksum."""
    text = "".join(f"{len(part)}\n{part}" for part in parts)
    content = text.encode("utf-8", "surrogateescape")
    return b"%d\n%b" % (crc32(content), content)


def _parts_of(record: bytes) -> list[str]:
    """The parts of a record.

    Raises:
        ValueError: It is not as a build wrote it.
    """
    text = record.partition(b"\n")[2].decode("utf-8", "surrogateescape")
    parts = []
    at = 0
    while at < len(text):
        start = text.index("\n", at) + 1
        at = start + max(int(text[at:start]), 0)
        parts.append(text[start:at])
    if _sealed(parts) != record:
        raise ValueError("The seal is broken.")
    return parts


def _record_of(site: str) -> str:
    """The record, in the hidden folder that publishing keeps beside the site."""
    folder, name = os.path.split(os.path.realpath(site))
    return os.path.join(folder, ".supple", name, "last-build")  # noqa: PTH118 - as above
