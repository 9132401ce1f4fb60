"""The names of files in the website: inside it, and apart from each other on every file system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

# A backslash or colon leaves the folder on Windows; the rest cannot be in a name everywhere.
_FORBIDDEN = re.compile(r"[\\:\x00-\x1f\x7f\ud800-\udfff]")


def folders_of(path: str) -> list[str]:
    """Name the folders on the way, outermost first: "a/b/c.html" gives "a/" and "a/b/"."""
    return [path[: slash.end()] for slash in re.finditer("/", path)]


class TakenNames:
    """The names taken in a tree: files ("a/b.html"), and folders, which end in a slash ("a/")."""

    def __init__(self) -> None:
        self._spelling_by_key: dict[str, str] = {}

    def take(self, path: str) -> str:
        """Take the name of a file or folder, and of the folders that it is in.

        Args:
            path: The name; a folder may be taken again, a file may not.

        Returns:
            The name taken before that it would be the same as on some file system, or "".
        """
        for folder in folders_of(path):
            if (taken := self._spelling_by_key.setdefault(_key(folder), folder)) != folder:
                return taken
        if path.endswith("/"):
            return ""
        if taken := self._spelling_by_key.get(_key(path), ""):
            return taken
        self._spelling_by_key[_key(path)] = path
        return ""


def _key(path: str) -> str:
    """What is equal for two names that macOS or Windows may take for one."""
    return normalize("NFD", normalize("NFD", path.rstrip("/")).casefold())


def check_names(paths: Iterable[str]) -> TakenNames:
    """Hold that each path stays in its folder and that no two meet.

    Args:
        paths: The names of files, with forward slashes.

    Returns:
        The names, taken.

    Raises:
        ValueError: A path leads outside, is not plain, or is another's on some file system.
    """
    names = TakenNames()
    for path in paths:
        if _FORBIDDEN.search(path) or not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise ValueError(f"{path!r} is no plain path inside the site.")
        if taken := names.take(path):
            raise ValueError(f"{path!r} meets {taken!r}: on some file system the two are one.")
    return names
