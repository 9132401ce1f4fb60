"""The content folder, and an edition's above it, to one guide, with every fault of every file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.layers import Layers
from sitegen.load import blanks
from sitegen.load.data_file import DataFile, NamedT, read_entries, read_settings
from sitegen.load.edition import (
    SHAPE,
    Laid,
    dropped_warnings,
    read_edition_settings,
    with_edition,
)
from sitegen.load.files import (
    FOLDERS,
    Finds,
    check_top_level,
    content_files,
    entries_of,
    listed,
    names_of,
    read_source,
)
from sitegen.load.read_file import (
    FOLDER_OF,
    ContentFile,
    FiledT,
    ModelT,
    read_file,
    unread_file,
    with_file,
)
from sitegen.load.translations import load_translations
from sitegen.memory import Memory
from sitegen.model import (
    EVERY_NAME,
    Area,
    Caution,
    Document,
    Guide,
    GuidePage,
    Routine,
    Settings,
    Source,
    Stretch,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

ContentT = TypeVar("ContentT")
_PAYS_FROM = 200


@dataclass(frozen=True)
class Loaded:
    """What a content folder came to.

    Attributes:
        guide: The guide; where something was unusable, a harmless value stands in its place.
        diagnostics: Every fault found while reading.
        laid: What an edition has of its own; None where there is none.
    """

    guide: Guide
    diagnostics: tuple[Diagnostic, ...]
    laid: Laid | None = None


def load_guide(
    content: Path,
    *,
    edition: Path | None = None,
    drafts: bool = False,
    address: str | None = None,
    jobs: int | None = None,
) -> Loaded:
    """Read a content folder.

    Args:
        content: The folder.
        edition: A publisher's folder, whose files are laid over those of the content.
        drafts: Whether to keep pages that say `draft: true`.
        address: The public address, where it is not the one in guide.yaml.
        jobs: In how many processes; None decides by the number of new files.

    Returns:
        The guide, and every fault of every file.
    """
    finds = Finds()
    for folder, option, besides in ((content, "--content", ()), (edition, "--edition", (SHAPE,))):
        if folder is None:
            continue
        try:
            entries = listed(folder)
        except OSError as error:
            reason = (error.strerror or "the system gave no reason").lower()
            message = f"There is no folder `{folder.as_posix()}`: {reason}."
            hint = f"Start from the project's folder, or name the right one with {option}."
            finds.add(codes.MISSING_FOLDER, message, SourceFile(folder.as_posix()), hint=hint)
            return Loaded(_guide_of_nothing(content), tuple(finds.diagnostics))
        check_top_level(entries, finds, *besides)
    reader = _ContentReader(content, edition, finds, keep_drafts=drafts, jobs=jobs)
    areas = reader.areas()
    guide = Guide(
        settings=reader.settings(address),
        areas=areas,
        stretches=reader.stretches(areas),
        routines=reader.routines(),
        pages=reader.pages(),
        cautions=reader.cautions(),
        sources=reader.entries("sources.yaml", Source),
        glossary=reader.entries("glossary.yaml", Term),
        unusable={kind: frozenset(slugs) for kind, slugs in reader.unusable.items()},
        drafts={kind: frozenset(slugs) for kind, slugs in reader.drafts.items()},
    )
    above = [edition] if edition else []
    layers = Layers.of(content, *above)
    translations = load_translations(layers, guide, reader.memory, finds)
    guide = replace(guide, translations=translations)
    reader.memory.keep()
    return Loaded(guide, tuple(finds.diagnostics), reader.laid if edition else None)


def _guide_of_nothing(content: Path) -> Guide:
    document = Document(SourceFile((content / "guide.yaml").as_posix()))
    settings = with_file(Settings, blanks.SETTINGS, slug="guide", document=document)
    kinds = (*FOLDERS, "sources", "glossary")
    unusable = dict.fromkeys(kinds, frozenset({EVERY_NAME}))
    return Guide(settings, {}, {}, {}, {}, {}, {}, {}, unusable)


class _ContentReader:
    """Reads one content folder, kind by kind, with what an edition lays over it."""

    def __init__(
        self,
        content: Path,
        edition: Path | None,
        finds: Finds,
        *,
        keep_drafts: bool,
        jobs: int | None,
    ) -> None:
        self.content = content
        self.edition = edition
        self.laid = Laid()
        self.memory = Memory("content", edition or content)
        self.jobs = jobs
        self.finds = finds
        self.keep_drafts = keep_drafts
        # A stretch whose own areas could not be read belongs to a stand-in.
        self.unusable: dict[str, set[str]] = {"areas": {blanks.NAME}}
        self.drafts: dict[str, set[str]] = {}

    def settings(self, address: str | None) -> Settings:
        """guide.yaml, with another public address where one is given."""
        settings = self.data_file(self.content, "guide.yaml", read_settings).content
        if self.edition and os.path.lexists(self.edition / "guide.yaml"):
            given = self.data_file(self.edition, "guide.yaml", read_edition_settings).content
            settings = with_edition(settings, given, self.laid)
        return replace(settings, address=address) if address else settings

    def areas(self) -> dict[str, Area]:
        """The areas, from head to toe."""
        return _by_slug(sorted(self.folder(Area), key=lambda area: (area.order, area.slug)))

    def stretches(self, areas: Iterable[str]) -> dict[str, Stretch]:
        """The stretches: by home area from head to toe, the easy ones first."""
        places = {slug: place for place, slug in enumerate(areas)}
        return _by_slug(
            sorted(
                self.folder(Stretch),
                key=lambda s: (places.get(s.home, len(places)), s.level, s.title, s.slug),
            )
        )

    def routines(self) -> dict[str, Routine]:
        """The routines, in their order."""
        return _by_slug(
            sorted(self.folder(Routine), key=lambda routine: (routine.order, routine.slug))
        )

    def pages(self) -> dict[str, GuidePage]:
        """The pages, in the order of the menu."""
        return _by_slug(
            sorted(
                self.folder(GuidePage), key=lambda page: (page.order is None, page.order, page.slug)
            )
        )

    def cautions(self) -> dict[str, Caution]:
        """The cautions, by name."""
        return _by_slug(self.folder(Caution))

    def folder(self, model: type[FiledT]) -> list[FiledT]:
        """Every usable file of one folder, in the order of their names."""
        name = FOLDER_OF[model]
        unusable = self.unusable.setdefault(name, set())
        below, above = self.files(model, self.content), {}
        if self.edition and os.path.lexists(self.edition / name):
            above = self.files(model, self.edition)
        # What is not ready yet takes no place: the guide's own page stays.
        ready = {slug: file for slug, file in above.items() if not self.is_left_out(file)}
        self.laid.note_files(name, below, ready)
        usable = []
        for slug, file in sorted((above | below | ready).items()):
            self.finds.diagnostics += file.front_matter_faults
            if self.is_left_out(file):
                unusable.discard(slug)
                self.drafts.setdefault(name, set()).add(slug)
                continue
            self.finds.diagnostics += file.faults
            if file.item:
                unusable.discard(slug)
                usable.append(file.item)
            if slug in ready and slug in below:
                self.finds.diagnostics += dropped_warnings(file.item, below[slug].item)
        return usable

    def files(self, model: type[FiledT], home: Path) -> dict[str, ContentFile[FiledT]]:
        """What each file of one folder came to, by its slug."""
        name = FOLDER_OF[model]
        entries = entries_of(home / name, self.finds)
        self.unusable[name] |= {EVERY_NAME} if entries is None else names_of(entries)
        sources = [
            (slug, source)
            for slug, path in content_files(entries or (), self.finds)
            if (source := read_source(path, self.finds))
        ]
        keys = [f"{name}\0{source.path}\0{source.text}" for _, source in sources]
        read = partial(read_file, model)
        files = self.memory.map(
            read, sources, keys, pays_from=_PAYS_FROM, jobs=self.jobs, instead=unread_file
        )
        return {slug: file for (slug, _), file in zip(sources, files, strict=True)}

    def is_left_out(self, file: ContentFile[FiledT]) -> bool:
        """Whether a file is a draft, and drafts are not wanted."""
        return file.is_draft and not self.keep_drafts

    def entries(self, name: str, model: type[NamedT]) -> dict[str, NamedT]:
        """Every entry of a file such as sources.yaml, which maps names to fields."""
        entries, unusable = self.ready_entries(self.content, name, model)
        if self.edition and os.path.lexists(self.edition / name):
            above, unusable_above = self.ready_entries(self.edition, name, model)
            self.laid.note_keys(name, entries, above)
            entries = dict(sorted((entries | above).items()))
            unusable = (unusable - above.keys()) | unusable_above
        kind = name.removesuffix(".yaml")
        self.unusable[kind] = set(unusable)
        if kind in self.drafts:
            self.drafts[kind] -= entries.keys()
        return entries

    def ready_entries(
        self, home: Path, name: str, model: type[NamedT]
    ) -> tuple[dict[str, NamedT], frozenset[str]]:
        """The entries of a folder's file but for drafts that are left out, and what is unusable."""
        read = self.data_file(home, name, partial(read_entries, model))
        if self.keep_drafts:
            self.finds.diagnostics += read.draft_faults
            return read.content, read.unusable
        drafts = {slug for slug, item in read.content.items() if item.draft}
        if drafts:
            self.drafts.setdefault(name.removesuffix(".yaml"), set()).update(drafts)
        ready = {slug: item for slug, item in read.content.items() if slug not in drafts}
        return ready, read.unusable

    def data_file(
        self, home: Path, name: str, read: Callable[[SourceFile], DataFile[ContentT]]
    ) -> DataFile[ContentT]:
        """What a YAML file of a folder came to; one that is not there is empty."""
        path = home / name
        source = read_source(path, self.finds)
        if source is None:
            return read(SourceFile(path.as_posix()))
        # A folder that is an edition to one build may be the content of the next.
        key = f"{home is self.edition}\0{name}\0{source.path}\0{source.text}"
        file = self.memory.of(read, source, key)
        self.finds.diagnostics += file.faults
        return file


def _by_slug(items: Iterable[ModelT]) -> dict[str, ModelT]:
    return {item.slug: item for item in items}
