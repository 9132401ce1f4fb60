"""The files of the templates folder, before anything reads them."""

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
            raise OSError(errno.EINVAL, "It is no plain file", entry.path)


def check_utf8(templates: Path) -> None:
    """Find the style or script that is no text.

    Raises:
        OSError: One is not, or cannot be read.
    """
    for ending in ("css", "js"):
        for path in sorted(templates.rglob(f"*.{ending}")):
            try:
                path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                raise OSError(errno.EILSEQ, "It is not UTF-8 text", str(path)) from None
