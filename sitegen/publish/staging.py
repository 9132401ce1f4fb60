"""The next website, made whole beside the old one."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.publish.names import folders_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from sitegen.model import Page
    from sitegen.publish.existing import ExistingSite

# Any web server can read what is published, whatever the umask of whoever built it.
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


@contextmanager
def staging_folder(staging: Path) -> Iterator[None]:
    """Make a folder, and delete whatever is in its place at the end.

    What cannot be deleted is left for the next publish, which says so if it cannot either: by
    then the new website stands.
    """
    try:
        _make_folder(staging)
        yield
    finally:
        try:
            shutil.rmtree(staging, ignore_errors=True)
        finally:  # a signal could have cut that short; no second one does
            shutil.rmtree(staging, ignore_errors=True)


def stage_site(files: Iterable[Page], current: set[str], existing: ExistingSite, to: Path) -> None:
    """Fill a folder with the next website.

    Args:
        files: What it is made of.
        current: The paths of those that the existing site holds already.
        existing: The old website.
        to: The folder, empty.
    """
    files = tuple(files)
    _make_folders((*(file.path for file in files), *existing.foreign), to)
    for file in files:
        if file.path in current:
            _keep(existing.made[file.path], to / file.path)
        else:
            _write(to / file.path, file.content)
    for path, entry in existing.foreign.items():
        if not path.endswith("/"):
            _keep(entry, to / path)
    _keep_folder_looks(existing, to)


def _make_folders(paths: Iterable[str], to: Path) -> None:
    for folder in sorted({folder for path in paths for folder in folders_of(path)}):
        _make_folder(to / folder)


def _make_folder(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(_FOLDER_MODE)


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
        path.chmod(_FILE_MODE)
    except OSError as error:
        # The system does not say which file it could not write to when the disk is full.
        error.filename = error.filename or str(path)
        raise


def _keep(entry: os.DirEntry[str], path: Path) -> None:
    """Take a file or link of the old website over into the new one."""
    if entry.is_symlink():
        path.symlink_to(Path(entry.path).readlink())
        return
    try:
        path.hardlink_to(entry.path)
    except OSError:
        # Not every file system has hard links, and they say so in many ways.  If this was
        # something else, the copy fails for the same reason.
        shutil.copy2(entry.path, path)


def _keep_folder_looks(existing: ExistingSite, to: Path) -> None:
    """Give foreign folders their old mode and time, the innermost first: a mode can lock one."""
    for path in sorted(existing.foreign, reverse=True):
        if path.endswith("/"):
            shutil.copystat(existing.foreign[path].path, to / path)
