"""Files that are new: all of them, whole, or none; what is there already is never touched."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_new(texts: Mapping[Path, str]) -> None:
    """Write files that are not there yet.

    Each is made under a name that nothing reads, and gets its own when all of them are whole.

    Args:
        texts: File to text.

    Raises:
        FileExistsError: One of them is there already.
        OSError: The system refuses.  As with the other, none of them is written then.
    """
    waiting = {path: path.with_name(f".{path.name}.new") for path in texts}
    named: list[Path] = []
    try:
        for path, text in texts.items():
            waiting[path].unlink(missing_ok=True)  # left by one that was killed
            with waiting[path].open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        for path, new in waiting.items():
            _give_name(new, path)
            named.append(path)
    finally:
        is_done = len(named) == len(waiting)
        for path, new in waiting.items():
            if not is_done and (path in named or _are_one(new, path)):
                path.unlink()
            new.unlink(missing_ok=True)


def replace_text(path: Path, text: bytes) -> None:
    """Put another text into a file that is there, in one step.

    Raises:
        OSError: The system refuses; the file is as it was.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(text)
        shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _give_name(new: Path, path: Path) -> None:
    """Let a file have its own name, if nothing has it."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system has hard links.  If this was something else, it comes up again.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        new.rename(path)


def _are_one(new: Path, path: Path) -> bool:
    """Whether both names are of one file, which is ours then."""
    try:
        return path.samefile(new)
    except OSError:
        return False
