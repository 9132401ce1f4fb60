"""The files of stretches one by one, as they are on disk now: no other file is waited for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.diagnostics import SourceFile
from sitegen.load.data_file import read_settings
from sitegen.load.edition import read_edition_settings
from sitegen.load.files import Finds, content_files, entries_of, is_slug, read_source
from sitegen.load.placed_yaml import read_mapping
from sitegen.load.read_file import FOLDER_OF, read_file
from sitegen.model import Stretch

if TYPE_CHECKING:
    from sitegen.layers import Layers
    from sitegen.model import BodyName

_TITLE = "title:"


class StretchFiles:
    """Reads what is asked for, when it is asked for.

    Args:
        content: The folder of the Markdown, with an edition above it where there is one.
    """

    def __init__(self, content: Layers) -> None:
        self._content = content

    def titles(self) -> dict[str, str]:
        """The title of each stretch by its slug, in the order of the titles."""
        finds = Finds()
        folders = (folder / FOLDER_OF[Stretch] for folder in self._content.folders)
        entries = (entry for folder in folders for entry in entries_of(folder, finds) or ())
        titles = {slug: self.title(slug) for slug, _ in content_files(entries, finds)}
        return dict(sorted(titles.items(), key=lambda item: item[1].lower()))

    def title(self, slug: str) -> str:
        """The title of a stretch; its slug, where it says none."""
        source = self.source(slug)
        lines = source.lines if source else ()
        line = next((line for line in lines if line.startswith(_TITLE)), "")
        return _title_in(line) or slug

    def source(self, slug: str) -> SourceFile | None:
        """The file of a stretch; None where there is none that can be read."""
        path = self._content.path(f"{FOLDER_OF[Stretch]}/{slug}.md")
        return read_source(path, Finds()) if is_slug(slug) else None

    def step_count(self, slug: str) -> int:
        """How many steps a stretch has; 0 where it cannot be read."""
        source = self.source(slug)
        item = read_file(Stretch, (slug, source)).item if source else None
        return len(item.steps) if item else 0

    def body(self) -> BodyName:
        """Whose body pictures show that name none."""
        path = self._content.lowest / "guide.yaml"
        source = read_source(path, Finds()) or SourceFile(path.as_posix())
        said = read_settings(source).content.body
        for folder in self._content.folders[1:]:
            above = read_source(folder / "guide.yaml", Finds())
            said = read_edition_settings(above).content.get("body", said) if above else said
        return said


@lru_cache(maxsize=10_000)
def _title_in(line: str) -> str:
    """What a line `title: …` says; "" where that is no text."""
    placed = read_mapping(line, 1, SourceFile("", line), Finds())
    title = placed.values.get("title") if placed else None
    return title if isinstance(title, str) else ""
