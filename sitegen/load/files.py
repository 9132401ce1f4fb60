"""Content files to text: plain files only, UTF-8 only, and every other thing reported."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import START, Diagnostic, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_LIMIT = 1_000_000
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Windows cannot make a file of these names, whatever their ending.
_DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul"})
# Invisible characters that cut or reorder text; tab and line feed are the only ones allowed.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


@dataclass
class Finds:
    """A list of diagnostics that the functions of this room add to."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: codes.Code, message: str, source: SourceFile, span: Span = START, hint: str = ""
    ) -> None:
        """Note one diagnostic."""
        self.diagnostics.append(Diagnostic(code, message, source, span, hint))


def is_slug(name: str) -> bool:
    """Whether a name makes a good address: small letters, digits, single hyphens."""
    return bool(_SLUG.fullmatch(name)) and name not in _DEVICE_NAMES


def content_files(folder: Path, finds: Finds) -> Iterator[tuple[str, Path]]:
    """Name the Markdown files of one content folder.

    Args:
        folder: For example content/stretches.
        finds: Takes what is in the way: other files, links, names that are no slug.

    Yields:
        Slug and path, in the order of the slugs.
    """
    if not folder.is_dir():
        message = f"`{folder.name}/` is not in the content folder."
        finds.add(codes.MISSING_FOLDER, message, SourceFile(folder.as_posix()))
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        name, slug, ending = path.name, path.stem, path.suffix
        if name.startswith((".", "#")) or name.endswith("~"):
            continue  # what editors and operating systems leave lying about
        source = SourceFile(path.as_posix())
        if ending != ".md":
            hint = f"Rename it to `{slug}.md`." if ending in {".markdown", ".txt", ".MD"} else ""
            finds.add(
                codes.UNEXPECTED_FILE,
                f"`{name}` is not read: it does not end in `.md`.",
                source,
                hint=hint,
            )
        elif not is_slug(slug):
            message = (
                f"`{slug}` cannot be an address: only small letters, digits and single hyphens can."
            )
            finds.add(codes.BAD_SLUG, message, source, hint=_slug_hint(slug))
        else:
            yield slug, path


def _slug_hint(name: str) -> str:
    better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"Rename it to `{better}.md`." if is_slug(better) else ""


def read_source(path: Path, finds: Finds) -> SourceFile | None:
    """Read one content file as text.

    A byte order mark and Windows line ends are taken off, so that every later place is right.

    Args:
        path: The file.
        finds: Takes what is wrong with it.

    Returns:
        The file with its text, or None where it cannot be used.
    """
    source = SourceFile(path.as_posix())
    try:
        data = _read_plain_file(path)
    except FileNotFoundError:
        finds.add(codes.MISSING_FILE, f"`{path.name}` is not there.", source)
        return None
    except _NotAPlainFileError as error:
        finds.add(codes.NOT_A_FILE, f"`{path.name}` is {error}, not a plain file.", source)
        return None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        finds.add(codes.UNREADABLE_FILE, f"`{path.name}` cannot be read: {reason}.", source)
        return None
    if len(data) > FILE_LIMIT:
        message = f"`{path.name}` is over {FILE_LIMIT:,} bytes; no page of a guide needs that."
        finds.add(codes.TOO_LARGE, message, source)
        return None
    return _decode(data, source, finds)


class _NotAPlainFileError(Exception):
    """A folder, link, pipe or device."""


def _read_plain_file(path: Path) -> bytes:
    """Read at most one byte over the limit, without following a link or waiting on a pipe."""
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe"}
        raise _NotAPlainFileError(kinds.get(stat.S_IFMT(mode), "a device"))
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, mode: os.open(name, mode | flags)) as file:
        return file.read(FILE_LIMIT + 1)


def _decode(data: bytes, source: SourceFile, finds: Finds) -> SourceFile | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        text = data.decode("utf-8", "replace")
        shown = SourceFile(source.path, text.replace("\r\n", "\n"))
        message = f"The byte 0x{data[error.start]:02X} is not UTF-8 text."
        finds.add(codes.NOT_UTF8, message, shown, _span_at(before, 1), "Save the file as UTF-8.")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _CONTROL.search(text):
        # Drawn as a visible mark: the raw character could act on a terminal.
        shown = SourceFile(source.path, _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))
        message = f"The invisible character U+{ord(bad[0]):04X} does not belong in a page."
        finds.add(
            codes.CONTROL_CHARACTER, message, shown, _span_at(text[: bad.start()], 1), "Delete it."
        )
        return None
    return SourceFile(source.path, text)


def _span_at(before: str, length: int) -> Span:
    """The place right behind a text that starts the file."""
    line = before.count("\n") + 1
    return Span(line, len(before) - before.rfind("\n"), length)
