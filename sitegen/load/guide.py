"""The content folder to one guide, with every fault of every file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.load import blanks
from sitegen.load.fields import read_fields
from sitegen.load.files import (
    DATA_FILES,
    FOLDERS,
    Finds,
    check_top_level,
    content_files,
    names_in,
    read_source,
)
from sitegen.load.placed_yaml import UNREADABLE, read_mapping
from sitegen.load.read_file import FOLDER_OF, FiledT, ModelT, read_file, with_file
from sitegen.memory import Memory
from sitegen.model import (
    EVERY_NAME,
    Area,
    Caution,
    Document,
    Fields,
    Guide,
    GuidePage,
    Routine,
    Settings,
    SettingsFields,
    Source,
    SourceFields,
    Stretch,
    Term,
    TermFields,
    declared_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FieldsT = TypeVar("FieldsT", bound=Fields)
SluggedT = TypeVar("SluggedT", Source, Term)
_PAYS_FROM = 200


@dataclass(frozen=True)
class Loaded:
    """What a content folder came to.

    Attributes:
        guide: The guide; where something was unusable, a harmless value stands in its place.
        diagnostics: Every fault found while reading.
    """

    guide: Guide
    diagnostics: tuple[Diagnostic, ...]


def load_guide(
    content: Path, *, drafts: bool = False, address: str | None = None, jobs: int | None = None
) -> Loaded:
    """Read a content folder.

    Args:
        content: The folder.
        drafts: Whether to keep pages that say `draft: true`.
        address: The public address, where it is not the one in guide.yaml.
        jobs: In how many processes; None decides by the number of new files.

    Returns:
        The guide, and every fault of every file.
    """
    finds = Finds()
    if not content.is_dir():
        message = f"There is no folder `{content.as_posix()}`."
        hint = "Start from the project's folder, or name the right one with --content."
        finds.add(codes.MISSING_FOLDER, message, SourceFile(content.as_posix()), hint=hint)
        return Loaded(_guide_of_nothing(content), tuple(finds.diagnostics))
    check_top_level(content, finds)
    reader = _ContentReader(content, finds, keep_drafts=drafts, jobs=jobs)
    areas = reader.areas()
    guide = Guide(
        settings=reader.settings(address),
        areas=areas,
        stretches=reader.stretches(areas),
        routines=reader.routines(),
        pages=reader.pages(),
        cautions=reader.cautions(),
        sources=reader.entries("sources.yaml", SourceFields, blanks.SOURCE, Source),
        glossary=reader.entries("glossary.yaml", TermFields, blanks.TERM, Term),
        unusable={kind: frozenset(slugs) for kind, slugs in reader.unusable.items()},
        drafts={kind: frozenset(slugs) for kind, slugs in reader.drafts.items()},
    )
    reader.memory.keep()
    return Loaded(guide, tuple(finds.diagnostics))


def _guide_of_nothing(content: Path) -> Guide:
    document = Document(SourceFile((content / "guide.yaml").as_posix()))
    settings = with_file(Settings, blanks.SETTINGS, slug="guide", document=document)
    kinds = (*FOLDERS, "sources", "glossary")
    unusable = dict.fromkeys(kinds, frozenset({EVERY_NAME}))
    return Guide(settings, {}, {}, {}, {}, {}, {}, {}, unusable)


class _ContentReader:
    """Reads one content folder, kind by kind."""

    def __init__(self, content: Path, finds: Finds, *, keep_drafts: bool, jobs: int | None) -> None:
        self.content = content
        self.memory = Memory("content", content)
        self.jobs = jobs
        self.finds = finds
        self.keep_drafts = keep_drafts
        # A stretch whose own areas could not be read belongs to a stand-in.
        self.unusable: dict[str, set[str]] = {"areas": {blanks.NAME}}
        self.drafts: dict[str, set[str]] = {}

    def settings(self, address: str | None) -> Settings:
        """guide.yaml, with another public address where one is given."""
        document, values = self.data_file("guide.yaml")
        fields = blanks.SETTINGS
        if values:
            fields = read_fields(SettingsFields, values, document, self.finds, blank=fields)
        if address:
            fields = replace(fields, address=address)
        return with_file(Settings, fields, slug="guide", document=document)

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
        folder = self.content / name
        unusable = self.unusable.setdefault(name, set())
        unusable |= names_in(folder) if folder.is_dir() else {EVERY_NAME}
        sources = [
            (slug, source)
            for slug, path in content_files(folder, self.finds)
            if (source := read_source(path, self.finds))
        ]
        keys = [f"{name}\0{source.path}\0{source.text}" for _, source in sources]
        read = partial(read_file, model)
        files = self.memory.map(read, sources, keys, pays_from=_PAYS_FROM, jobs=self.jobs)
        usable = []
        for (slug, _), file in zip(sources, files, strict=True):
            self.finds.diagnostics += file.front_matter_faults
            if file.is_draft and not self.keep_drafts:
                unusable.discard(slug)
                self.drafts.setdefault(name, set()).add(slug)
                continue
            self.finds.diagnostics += file.faults
            if file.item:
                unusable.discard(slug)
                usable.append(file.item)
        return usable

    def entries(
        self, name: str, kind: type[FieldsT], blank: FieldsT, model: type[SluggedT]
    ) -> dict[str, SluggedT]:
        """Every entry of a file such as sources.yaml, which maps names to fields."""
        document, values = self.data_file(name)
        unusable = self.unusable.setdefault(name.removesuffix(".yaml"), set())
        if not values:
            unusable.add(EVERY_NAME)
        entries = {}
        for key, value in values.items():
            if isinstance(value, dict):
                fields = read_fields(kind, value, document, self.finds, blank=blank, at=(key,))
                entries[key] = with_file(model, fields, slug=key, document=document)
                continue
            unusable.add(key)
            if value is not UNREADABLE:
                message = f"`{key}` must have keys of its own, indented below it."
                hint = f"Begin with `{next(iter(declared_fields(kind)))}: …`."
                span = document.key_span_of(key)
                self.finds.add(codes.WRONG_TYPE, message, document.source, span, hint)
        return dict(sorted(entries.items()))

    def data_file(self, name: str) -> tuple[Document, Mapping[str, Any]]:
        """A YAML file of the content folder; no values where it cannot be read."""
        path = self.content / name
        source = read_source(path, self.finds)
        placed = read_mapping(source.text, 1, source, self.finds) if source else None
        if source is None or placed is None:
            return Document(SourceFile(path.as_posix())), {}
        if not placed.values:
            message, hint = f"`{name}` has no keys in it.", DATA_FILES[name]
            self.finds.add(codes.EMPTY_FILE, message, source, hint=hint)
        return Document(source, placed.key_spans, placed.value_spans), placed.values


def _by_slug(items: Iterable[ModelT]) -> dict[str, ModelT]:
    return {item.slug: item for item in items}
