"""A file that was asked for by name: wholly written, or as it was."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sitegen.publish.errors import PublishError

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step, in place of one that is there.

    Args:
        path: The file.
        content: Its bytes.

    Raises:
        PublishError: The system refuses; what was there is untouched.
    """
    if not path.name:
        raise PublishError(f"{path} is a folder. Name a file in it.")
    new = path.with_name(f".{path.name}.new")
    try:
        # A new file, never what is there: that could be a link.
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(content)
        new.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        message = f"{path} cannot be written: {reason}. Choose another place for it."
        raise PublishError(message) from error
