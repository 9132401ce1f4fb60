"""What stands in the site folder before a publish: whose it is, and what it holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.publish.errors import PublishError, listed
from sitegen.publish.manifest import MANIFEST, read_manifest
from sitegen.publish.names import TakenNames, folders_of

if TYPE_CHECKING:
    from sitegen.model import Page

Entries = Mapping[str, "os.DirEntry[str]"]
"""Files and links ("a/b.html") and folders, which end in a slash ("a/"), each after its folder."""


@dataclass(frozen=True, slots=True)
class ExistingSite:
    """The files of a folder, by whose they are.

    Attributes:
        made: What a build made.
        foreign: What no build made: a CNAME, a link, a folder of someone's own.
    """

    made: Entries
    foreign: Entries

    def holds(self, page: Page) -> bool:
        """Whether a build made this very page; the size tells most that differ without reading."""
        if not (entry := self.made.get(page.path)):
            return False
        return (
            entry.stat(follow_symlinks=False).st_size == len(page.content)
            and Path(entry.path).read_bytes() == page.content
        )

    def check_way_is_free(self, names: TakenNames) -> None:
        """Hold that nothing foreign stands where a page wants to be.

        Args:
            names: The names that the pages take; those of foreign files are added.

        Raises:
            PublishError: Something does.
        """
        in_the_way = [path for path in sorted(self.foreign) if names.take(path)]
        if in_the_way:
            raise PublishError(
                "In the way of pages, and made by no build: "
                f"{listed([self.foreign[path].path for path in in_the_way])}. "
                "Move that away and build again."
            )


def survey_site(site: Path) -> ExistingSite:
    """Tell the files that a build made from all others.

    Raises:
        PublishError: There are files but no list of what a build made, or a damaged one.
    """
    entries = dict(_walk(site)) if site.exists() else {}
    own = _own_names(site, entries) if entries else frozenset[str]()
    made = {path: entry for path, entry in entries.items() if path in own and _is_plain(entry)}
    return ExistingSite(
        made={path: entry for path, entry in made.items() if not path.endswith("/")},
        foreign={path: entry for path, entry in entries.items() if path not in made},
    )


def _walk(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(site / folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                    yield folders[-1], entry
                else:
                    yield folder + entry.name, entry


def _own_names(site: Path, entries: Entries) -> frozenset[str]:
    """The files that a build made, and their folders."""
    if MANIFEST not in entries or not _is_plain(entries[MANIFEST]):
        names = sorted(path for path in entries if not path.endswith("/")) or sorted(entries)
        raise PublishError(
            f"{site} holds what no build made: {listed(names)}. Move that away, or choose another "
            "output folder; if an earlier build made it, delete the folder and build again."
        )
    files = read_manifest(site / MANIFEST)
    return files.union(*map(folders_of, files))


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file or folder, not a link or device that took the place of one."""
    return entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
