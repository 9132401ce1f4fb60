"""Folders laid on top of one another: those of the guide, and those of an edition above them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layers:
    """Folders, the lowest first; a file of an upper one takes the place of its namesake below.

    Attributes:
        folders: At least one.
    """

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, lowest: Path, *above: Path) -> Layers:
        """Lay folders on the lowest, those of them that are there."""
        return cls((lowest, *(folder for folder in above if os.path.lexists(folder))))

    @property
    def lowest(self) -> Path:
        """The folder that the others stand on."""
        return self.folders[0]

    def path(self, name: str) -> Path:
        """Where a file is; where no folder has it, where the lowest one would."""
        places = (folder / name for folder in reversed(self.folders))
        return next(filter(os.path.lexists, places), self.lowest / name)

    def paths(self, pattern: str) -> dict[str, Path]:
        """What fits a pattern, by its name, in the order of these."""
        named = {
            path.relative_to(folder).as_posix(): path
            for folder in self.folders
            for path in folder.glob(pattern)
        }
        return dict(sorted(named.items()))

    def laid_on(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the files that upper folders replace, and of those that they add."""
        below = {path.relative_to(self.lowest) for path in self.lowest.rglob("*")}
        above = {
            path.relative_to(folder)
            for folder in self.folders[1:]
            for path in folder.rglob("*")
            if path.is_file()
        }
        names = (sorted(map(Path.as_posix, paths)) for paths in (above & below, above - below))
        replaced, added = map(tuple, names)
        return replaced, added
