"""What the guide holds: each kind of content as its file says it, and where it says so."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import force_setattr

from sitegen.diagnostics import START, SourceFile, Span
from sitegen.model.fields import (
    AreaFields,
    CautionFields,
    PageFields,
    Position,
    Range,
    RoutineFields,
    SettingsFields,
    SheetFields,
    SourceFields,
    StretchFields,
    TermFields,
)
from sitegen.model.places import NOWHERE, Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.translations import Translation

EVERY_NAME = "*"
"""Stands among unusable names for all that a folder or file may hold."""

# What a Markdown body may use: callouts that have a look of their own, links that run no code.
CALLOUTS = frozenset({"emergency", "urgent", "ask", "note"})
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# A bed is too soft to kneel on safely.
BED_POSITIONS = frozenset[Position]({"lying-back", "lying-front", "lying-side", "floor-sitting"})
FLOOR_POSITIONS = BED_POSITIONS | frozenset[Position]({"all-fours", "kneeling"})

# Seconds between two repetitions, and to get ready for the next stretch.  A hold takes
# longer to come out of than a movement (the sum that the guide promises its readers).
RESET_SECONDS = {"hold": 5, "move": 3}
CHANGE_SECONDS = {"hold": 15, "move": 10}


class Document(msgspec.Struct, frozen=True):
    """A content file as it stands on disk: where each key and value is, and its body.

    Attributes:
        source: The file.
        places: Where each key and value stands.
        body: The Markdown below the front matter, without blank lines around it.
        body_line: The line of the file that the body starts on.
    """

    source: SourceFile
    places: Places = NOWHERE
    body: str = ""
    body_line: int = 1

    def span_of(self, *location: str | int) -> Span:
        """The place of a value, or of the nearest value around it."""
        for end in range(len(location), 0, -1):
            if span := self.places.of_value(location[:end]):
                return span
        return START

    def key_span_of(self, *location: str | int) -> Span:
        """The place of a key, or of the nearest value around it."""
        return self.places.of_key(location) or self.span_of(*location)


class Step(msgspec.Struct, frozen=True):
    """One step of a stretch: its Markdown, on one line, and where it stands."""

    text: str
    span: Span


class _FromFile:
    """What is told of everything that was read from a file.

    A struct has the fields of one parent alone, so each kind names its slug and document itself.
    """

    __slots__ = ()

    document: Document

    def span_of(self, *location: str | int) -> Span:
        """The place of a value of this file's front matter."""
        return self.document.span_of(*location)

    @property
    def source_file(self) -> SourceFile:
        """The file that this was read from."""
        return self.document.source


class Stretch(StretchFields, _FromFile, frozen=True, kw_only=True):
    """A stretch: its front matter, and its body split around the numbered list of steps."""

    slug: str
    document: Document

    introduction: str
    steps: tuple[Step, ...]
    closing: str

    @property
    def home(self) -> str:
        """The slug of the area that it belongs to first."""
        return self.areas[0]

    @property
    def is_on_floor(self) -> bool:
        """Whether every way to do it needs lying, kneeling or sitting down there, and not a bed."""
        return FLOOR_POSITIONS.issuperset(self.positions) and "bed" not in self.needs

    def seconds(self, hold: Range, times: Range) -> float:
        """How long it takes with this dose, both sides and getting ready included.

        Source:
            CATALOGUE, "Routines": (middle of the hold + reset) x times x sides + change.
        """
        one = hold.middle + RESET_SECONDS[self.kind]
        return one * times.middle * self.side_count + CHANGE_SECONDS[self.kind]

    @property
    def side_count(self) -> int:
        """How many times the dose is done: once a side."""
        return 2 if self.sides == "each" else 1


class Area(AreaFields, _FromFile, frozen=True, kw_only=True):
    """A body area; its introduction is the body of its document."""

    slug: str
    document: Document


class Routine(RoutineFields, _FromFile, frozen=True, kw_only=True):
    """A routine; its introduction is the body of its document."""

    slug: str
    document: Document


class Sheet(SheetFields, _FromFile, frozen=True, kw_only=True):
    """What a therapist prescribes to one person; never published."""

    slug: str
    document: Document

    @property
    def routine(self) -> Routine:
        """The same as a routine of the guide, so that it is checked and shown as one."""
        return Routine(
            title=self.title,
            summary=self.title,
            when=self.when,
            days_per_week=self.days_per_week,
            lying_on=self.lying_on,
            stretches=self.stretches,
            slug=self.slug,
            document=self.document,
        )


class GuidePage(PageFields, _FromFile, frozen=True, kw_only=True):
    """A page such as safety or about; its text is the body of its document."""

    slug: str
    document: Document


class Caution(CautionFields, _FromFile, frozen=True, kw_only=True):
    """A condition for which to ask first."""

    slug: str
    document: Document


class Source(SourceFields, _FromFile, frozen=True, kw_only=True):
    """A source of what the guide says; its slug is its name in sources.yaml."""

    slug: str
    document: Document


class Term(TermFields, _FromFile, frozen=True, kw_only=True):
    """A glossary entry; its slug is the term itself."""

    slug: str
    document: Document


class Settings(SettingsFields, _FromFile, frozen=True, kw_only=True):
    """guide.yaml, or what an edition makes of it.

    Attributes:
        below: The guide's own settings, where these are those of an edition.
    """

    slug: str
    document: Document
    below: Settings | None = None

    @property
    def of_the_guide(self) -> Settings:
        """The guide's own settings."""
        return self.below or self

    @property
    def text(self) -> str:
        """All that the files say of them."""
        return self.source_file.text + (f"\0{self.below.source_file.text}" if self.below else "")

    def that_say(self, key: str) -> Settings:
        """These settings where their own file has a key, otherwise the guide's own."""
        return self if self.document.places.of_key((key,)) else self.of_the_guide


class Guide(msgspec.Struct, frozen=True):
    """Everything that content/ says, each kind by slug, in the order in which it is shown.

    Attributes:
        unusable: What exists but could not be read, by kind ("stretches", ...); its fault is
            reported, so a name that leads there is not called unknown.  `EVERY_NAME` is among
            them where the whole folder or file could not be read.
        drafts: What was left out as a draft, by kind.
        translations: The guide in other languages, by their tags.
    """

    settings: Settings
    areas: Mapping[str, Area]
    stretches: Mapping[str, Stretch]
    routines: Mapping[str, Routine]
    pages: Mapping[str, GuidePage]
    cautions: Mapping[str, Caution]
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term]
    unusable: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)
    drafts: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)
    translations: Mapping[str, Translation] = msgspec.field(default_factory=dict)

    def has_unusable(self, kind: str, name: str) -> bool:
        """Whether a name leads to what could not be read, so that its fault is reported."""
        return not self.unusable.get(kind, frozenset()).isdisjoint({name, EVERY_NAME})

    def has_draft(self, kind: str, name: str) -> bool:
        """Whether a name leads to a draft that was left out."""
        return name in self.drafts.get(kind, frozenset())


class Page(msgspec.Struct, frozen=True):
    """One file of the website.

    Attributes:
        path: Where it goes in the output folder, with forward slashes.
        content: Its bytes.
        source: The content file that it shows, where it shows one.
        digest: The SHA-256 of its bytes: most stages ask whether they are those of before.
    """

    path: str
    content: bytes
    source: SourceFile | None = None
    digest: bytes = b""

    def __post_init__(self) -> None:
        """Digest the bytes, unless whoever made the page has done so."""
        if not self.digest:
            force_setattr(self, "digest", sha256(self.content).digest())

    @property
    def is_html(self) -> bool:
        """Whether a reader opens it in a browser."""
        return self.path.endswith(".html")
