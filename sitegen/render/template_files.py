"""The files of the templates folder: plain files all of them, and text."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from sitegen.stamps import files_below

if TYPE_CHECKING:
    from pathlib import Path


def check_plain(templates: Path) -> None:
    """Make sure that each is a file: who reads a pipe waits for ever, and a device has no end.

    A link to a file is one.  What an editor leaves lying about is not looked at.

    Raises:
        OSError: One is something else, or cannot be looked at.
    """
    for entry in files_below(str(templates)):
        if not entry.name.startswith((".", "#")) and not entry.is_file():
            raise OSError(errno.EINVAL, "it is no plain file", entry.path)


def text_of(path: Path) -> str:
    """Read a style, a script or another file that is no template of Jinja2.

    Raises:
        OSError: It cannot be read, or is no text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OSError(errno.EILSEQ, "it is not UTF-8 text", str(path)) from error
