"""The files of the templates: plain files all of them, and text."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.layers import Layers


def check_plain(templates: Layers) -> None:
    """Make sure that each is a file: who reads a pipe waits for ever, and a device has no end.

    A link to a file is one.  What an editor leaves lying about is not looked at, nor what stands
    behind a link to a folder.

    Raises:
        OSError: One is something else, or a folder cannot be read.
    """
    for layer in templates.folders:
        for folder, _, names in os.walk(layer, onerror=_give_up):
            for path in (Path(folder, name) for name in names if not name.startswith((".", "#"))):
                if not path.is_file():
                    raise OSError(errno.EINVAL, "it is no plain file", str(path))


def _give_up(error: OSError) -> None:
    raise error


def text_of(path: Path) -> str:
    """Read a style, a script or another file that is no template of Jinja2.

    Raises:
        OSError: It cannot be read, or is no text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OSError(errno.EILSEQ, "it is not UTF-8 text", str(path)) from error
