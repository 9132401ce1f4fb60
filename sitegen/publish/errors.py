"""Why a website could not be published, in words for the person who ran the build."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ADVICE_BY_ERRNO = {
    errno.ENOSPC: "Make room on the disk",
    errno.EDQUOT: "Make room on the disk",
    errno.EACCES: "Give yourself the right to write there, or choose another output folder,",
    errno.EPERM: "Give yourself the right to write there, or choose another output folder,",
    errno.EROFS: "Choose an output folder on a disk that can be written",
    # What a mount point, or a folder from a lower layer of a container image, answers.
    errno.EBUSY: "This folder cannot be moved as a whole: choose a folder inside it",
    errno.EXDEV: "This folder cannot be moved as a whole: choose a folder inside it",
}


class PublishError(Exception):
    """The website was not published; its folder is as it was.

    The message says what is wrong, where, and what to do.
    """


@contextmanager
def system_errors_explained(site: Path) -> Iterator[None]:
    """Turn what the system refuses into a PublishError.

    Args:
        site: The place to name where the system names none.

    Raises:
        PublishError: An OSError came up inside.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        advice = _ADVICE_BY_ERRNO.get(error.errno or 0, "Mend that")
        raise PublishError(
            f"Publishing stopped at {error.filename or site}: {reason}. "
            f"{advice} and build again; the site is as it was."
        ) from error


def listed(names: list[str]) -> str:
    """Name up to three, and count the rest: "a, b, c and 4 more"."""
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
