"""Where the website goes, and the hidden folder beside it where the next one is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR

from sitegen.publish.errors import PublishError


@dataclass(frozen=True, slots=True)
class Workplace:
    """The hidden folder beside a website; each website beside another has its own."""

    site: Path

    @property
    def folder(self) -> Path:
        """On the file system of the site, so that the two can change places."""
        return self.site.parent / ".supple" / self.site.name

    @property
    def lock(self) -> Path:
        """The file that a build locks while it publishes; it stays."""
        return self.folder / "lock"

    @property
    def staging(self) -> Path:
        """The next website while it is made; the old one after the swap."""
        return self.folder / "staging"

    @property
    def previous(self) -> Path:
        """The old website in the middle of a swap by renaming."""
        return self.folder / "previous"

    def make(self) -> None:
        """Make the folder.

        Raises:
            PublishError: It is a link: someone else would say where we write and delete.
        """
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(parents=True, exist_ok=True)
            if folder.is_symlink():
                raise PublishError(f"{folder} is a symbolic link. Delete it and build again.")


def locate_site(site: Path) -> Path:
    """Find the folder that a path means.

    Returns:
        Its absolute path; links on the way to it are followed, a link in its place is not.

    Raises:
        PublishError: It is not a folder that can be swapped for another.
    """
    is_named = site.name not in {"", ".."}
    folder = site.parent.resolve() / site.name if is_named else site.resolve()
    if fault := _fault_of(folder):
        raise PublishError(f"Cannot publish to {folder}: it {fault}. Choose another output folder.")
    return folder


def _fault_of(folder: Path) -> str:
    """Why a folder cannot be swapped for another, or ""."""
    if folder.is_symlink():
        return f"is a symbolic link to {folder.readlink()}"
    try:
        # Asked once: a build beside this one may be about to change the folder for another.
        status = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    # Path.home() raises where the user has no home, as in some containers; this does not.
    home = Path(os.path.expanduser("~"))  # noqa: PTH111
    faults = (
        (not S_ISDIR(status.st_mode), "is not a folder"),
        (_holds(status, Path.cwd()), "is the folder that you are in, or holds it"),
        (_holds(status, home), "is your home folder, or holds it"),
        # Path.is_mount() does not exist on Windows before Python 3.12.
        (os.path.ismount(folder), "is a mount point, and only a folder inside it can be swapped"),
    )
    return next((words for is_so, words in faults if is_so), "")


def _holds(folder: os.stat_result, inner: Path) -> bool:
    """Whether a folder is another or around it, however either is spelled."""
    around = (path for path in (inner, *inner.parents) if path.exists())
    return any(os.path.samestat(path.stat(), folder) for path in around)
