"""Files that are opened where a stranger may have put something else in their place."""

from __future__ import annotations

import os

# Windows has neither flag, and seldom such links.
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def open_plain(name: str, flags: int) -> int:
    """Open a file, following no link and waiting on no pipe: an opener for `open`.

    Raises:
        OSError: It is a link, or cannot be opened.
    """
    return os.open(name, flags | _FLAGS, 0o666)
