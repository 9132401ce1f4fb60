"""The files of the templates: plain files all of them, and text."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile, suggestion
from sitegen.model.fields import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.layers import Layers

# In these the build reads files by their names; an edition can replace one, and add none.
_ONLY_ITS_OWN = ("styles", "scripts")
_WORDS_FILE = re.compile(rf"words/{LANGUAGE.pattern}\.yaml")


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


def unread_files(templates: Layers) -> Iterator[Diagnostic]:
    """Report what stands in the templates of an edition, and would not be read."""
    names = (templates.lowest / folder for folder in _ONLY_ITS_OWN)
    known = {path.relative_to(templates.lowest) for folder in names for path in folder.glob("*")}
    folders = {path.name for path in templates.lowest.iterdir()}
    for layer in templates.folders[1:]:
        for path in sorted(path for path in layer.rglob("*") if path.is_file()):
            name = path.relative_to(layer)
            left_alone = any(
                part.startswith((".", "#")) or part.endswith("~") for part in name.parts
            )
            if left_alone or name.suffix == ".md":
                continue
            if name.parts[0] not in folders:
                hint = suggestion(name.parts[0], folders)
            elif name.parts[0] in _ONLY_ITS_OWN and name not in known:
                hint = suggestion(name.as_posix(), {it.as_posix() for it in known})
            elif name.parts[0] == "words" and not _WORDS_FILE.fullmatch(name.as_posix()):
                hint = "Name it after its language, as in `words/en.yaml`."
            else:
                continue
            message = f"`{name.as_posix()}` is not read: the templates have nothing of that name."
            source = SourceFile(path.as_posix())
            hint = hint or "Correct its name, or take it out of this folder."
            yield Diagnostic(codes.UNEXPECTED_FILE, message, source, hint=hint)


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
