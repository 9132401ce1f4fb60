"""Content files to text: plain files only, UTF-8 only, and every other thing reported."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen import codes, limits
from sitegen.diagnostics import (
    CONTROL_CHARACTER,
    START,
    Diagnostic,
    SourceFile,
    Span,
    span_at,
    suggestion,
)
from sitegen.plain_files import open_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FOLDERS = ("areas", "stretches", "routines", "pages", "cautions")
DATA_FILES = {
    "guide.yaml": "It holds the name, the address, the emergency numbers and the safety words.",
    "sources.yaml": "It holds the sources: a name each, below it `title`, `publisher`, `address`.",
    "glossary.yaml": "It holds the terms: a name each, below it `plain` and `meaning`.",
}
"""What the files beside the folders hold."""
_FOR_PEOPLE = {"LICENSE.md", "README.md"}
_LANGUAGE = r"(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?)"
TRANSLATED_PAGE = re.compile(rf"(?P<slug>[a-z0-9-]+)\.{_LANGUAGE}\.md")
"""The name of a page in another language: `ear-to-shoulder.es.md`."""

TRANSLATED_GUIDE = re.compile(rf"guide\.{_LANGUAGE}\.yaml")
"""The name of the file that begins a language: `guide.es.yaml`."""
# Windows cannot make a file of these names, whatever their ending.
_DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul"})


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
    is_short = len(name) <= limits.SLUG_CHARACTERS
    return is_short and bool(_SLUG.fullmatch(name)) and name not in _DEVICE_NAMES


def entries_of(folder: Path, finds: Finds) -> list[Path] | None:
    """What stands in a folder of the content, by name; None where that is reported."""
    source = SourceFile(folder.as_posix())
    try:
        if is_link(folder):
            message = f"`{folder.name}` is a link, not a folder."
            hint = "Put the folder itself there."
            finds.add(codes.NOT_A_FILE, message, source, hint=hint)
            return None
        return listed(folder)
    except (FileNotFoundError, NotADirectoryError):
        message = f"The content folder has no folder `{folder.name}`."
        hint = "Make it, even if nothing stands in it yet."
        finds.add(codes.MISSING_FOLDER, message, source, hint=hint)
    except OSError as error:
        _add_unreadable(folder, error, source, finds)
    return None


def is_link(folder: Path) -> bool:
    """Whether a folder is elsewhere: a link, or what Windows has for one."""
    is_junction: Callable[[], bool] = getattr(folder, "is_junction", bool)  # from Python 3.12 on
    return folder.is_symlink() or is_junction()


def listed(folder: Path) -> list[Path]:
    """What stands in a folder, by name.

    Raises:
        OSError: It cannot be read.
    """
    return sorted(folder.iterdir(), key=lambda path: path.name)


def content_files(entries: Iterable[Path], finds: Finds) -> Iterator[tuple[str, Path]]:
    """Name the Markdown files of one content folder.

    Args:
        entries: What stands in it.
        finds: Takes what is in the way: other files, links, names that are no slug.

    Yields:
        Slug and path, in the order of the slugs.
    """
    for path in entries:
        name, slug, ending = path.name, path.stem, path.suffix
        if _is_left_alone(name) or TRANSLATED_PAGE.fullmatch(name):
            continue
        source = SourceFile(path.as_posix())
        if path.is_dir() and not path.is_symlink() and ending != ".md":
            message = f"`{name}` is a folder; nothing in it is read."
            hint = f"Move its files up into `{path.parent.name}/`."
            finds.add(codes.UNEXPECTED_FILE, message, source, hint=hint)
        elif ending != ".md":
            message = f"`{name}` is not read: it does not end in `.md`."
            is_text = ending.lower() in {"", ".markdown", ".txt", ".md"}
            hint = f"Rename it to `{slug}.md`." if is_text else "Move it out of this folder."
            finds.add(codes.UNEXPECTED_FILE, message, source, hint=hint)
        elif len(slug) > limits.SLUG_CHARACTERS:
            message = f"The name has {len(slug)} characters; {limits.SLUG_CHARACTERS} are the most."
            hint = "Shorten it: it becomes an address."
            finds.add(codes.BAD_SLUG, message, source, hint=hint)
        elif not is_slug(slug):
            message = (
                f"`{slug}` cannot be an address: only small letters, digits and single hyphens can."
            )
            finds.add(codes.BAD_SLUG, message, source, hint=_slug_hint(slug))
        else:
            yield slug, path


def check_top_level(entries: Iterable[Path], finds: Finds, *besides: str) -> None:
    """Report what stands in the content folder itself, or an edition's, and would not be read."""
    known = {*FOLDERS, *DATA_FILES, *besides}
    for path in entries:
        is_known = path.name in known | _FOR_PEOPLE or TRANSLATED_GUIDE.fullmatch(path.name)
        if not is_known and not _is_left_alone(path.name):
            message = f"`{path.name}` is not read: it is no part of a content folder."
            hint = suggestion(path.name, known) or "Move it to the folder where it belongs."
            finds.add(codes.UNEXPECTED_FILE, message, SourceFile(path.as_posix()), hint=hint)


def _is_left_alone(name: str) -> bool:
    """Whether an editor or an operating system left it lying about."""
    return name.startswith((".", "#")) or name.endswith("~")


def names_of(entries: Iterable[Path]) -> set[str]:
    """The slugs that the files of a folder have, or would have if they were named well."""
    return {slug_near(path.stem) for path in entries if not _is_left_alone(path.name)}


def slug_near(name: str) -> str:
    """The slug nearest to a name; "" where it has neither a letter a to z nor a digit."""
    unaccented = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", unaccented.lower()).strip("-")


def _slug_hint(name: str) -> str:
    better = slug_near(name)
    if not is_slug(better):
        return "Rename it after what it shows, as in `ear-to-shoulder.md`."
    return f"Rename it to `{better}.md`."


def read_source(path: Path, finds: Finds) -> SourceFile | None:
    """Read one content file as text.

    A byte order mark and Windows line ends are taken off, so that every later place is right.

    Args:
        path: The file.
        finds: Takes what is wrong with it.

    Returns:
        The file with its text, or None where it cannot be used.
    """
    data = read_bytes(path, finds)
    return None if data is None else _decode(data, SourceFile(path.as_posix()), finds)


def read_bytes(path: Path, finds: Finds) -> bytes | None:
    """The bytes of a plain file; None where it cannot be read or is too large: it is reported."""
    source = SourceFile(path.as_posix())
    try:
        data = _read_plain_file(path)
    except FileNotFoundError:
        hint = DATA_FILES.get(path.name, "")
        finds.add(codes.MISSING_FILE, f"`{path.name}` is not there.", source, hint=hint)
        return None
    except _NotAPlainFileError as error:
        message, hint = f"`{path.name}` is {error}, not a plain file.", "Put the file itself there."
        finds.add(codes.NOT_A_FILE, message, source, hint=hint)
        return None
    except OSError as error:
        _add_unreadable(path, error, source, finds)
        return None
    if len(data) > limits.FILE_BYTES:
        megabytes = limits.FILE_BYTES // 1_000_000
        message = f"`{path.name}` is over {megabytes} MB; no page of a guide needs that."
        finds.add(codes.TOO_LARGE, message, source, hint="Shorten it, or split it in two.")
        return None
    return data


def _add_unreadable(path: Path, error: OSError, source: SourceFile, finds: Finds) -> None:
    reason = (error.strerror or "the system gave no reason").lower()
    message, hint = f"`{path.name}` cannot be read: {reason}.", "Check who may read it."
    finds.add(codes.UNREADABLE_FILE, message, source, hint=hint)


class _NotAPlainFileError(Exception):
    """A folder, link, pipe or device."""


def _read_plain_file(path: Path) -> bytes:
    """Read at most one byte over the limit, without following a link or waiting on a pipe."""
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe"}
        raise _NotAPlainFileError(kinds.get(stat.S_IFMT(mode), "a device"))
    with open(path, "rb", opener=open_plain) as file:
        return file.read(limits.FILE_BYTES + 1)


def _decode(data: bytes, source: SourceFile, finds: Finds) -> SourceFile | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        shown = SourceFile(source.path, _plain_ends(data.decode("utf-8-sig", "replace")))
        message = "The underlined character is not UTF-8 text."
        hint = "Save the file again with the encoding UTF-8."
        read = _plain_ends(before)
        finds.add(codes.NOT_UTF8, message, shown, span_at(read, len(read)), hint)
        return None
    text = _plain_ends(text)
    if bad := CONTROL_CHARACTER.search(text):
        shown = SourceFile(source.path, text)
        message = f"The invisible character U+{ord(bad[0]):04X} does not belong in a page."
        span = span_at(text, bad.start())
        finds.add(codes.CONTROL_CHARACTER, message, shown, span, "Delete it.")
        return None
    return SourceFile(source.path, text)


def _plain_ends(text: str) -> str:
    """A text with line feeds for line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
