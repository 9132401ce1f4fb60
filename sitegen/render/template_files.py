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


def not_utf8(templates: Path) -> OSError:
    """The style or script that is no text; the folder, where that was mended meanwhile."""
    words = errno.EILSEQ, "It is not UTF-8 text"
    for ending in ("css", "js"):
        for path in sorted(templates.rglob(f"*.{ending}")):
            try:
                path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                return OSError(*words, str(path))
            except OSError as error:
                return error
    return OSError(*words, str(templates))
