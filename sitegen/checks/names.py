"""Every name that content uses leads somewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile, suggestion
from sitegen.model import Routine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitegen.codes import Code
    from sitegen.model import Area, Caution, Guide, GuidePage, Location, Stretch

    Citing = Stretch | Area | Routine | GuidePage | Caution

NEEDED_PAGES = ("safety", "floor", "evidence", "about", "privacy", "offline", "how-to-use")
_MOST_LISTED = 15
_FINISH_DRAFT = "Take `draft: true` off it, or build with --drafts."
_LISTS_OF_NAMES = (
    "areas",
    "positions",
    "needs",
    "muscles",
    "ask_first",
    "also_called",
    "sources",
)
_SLUG_LIKE = re.compile(r"[a-z0-9-]+")


def _check_name(
    guide: Guide, named: _Named, item: Citing, location: Location, name: str
) -> Iterator[Diagnostic]:
    """Report a name that leads nowhere, or to a draft; what is reported already is passed over."""
    known = getattr(guide, named.kind)
    if name in known or guide.has_unusable(named.kind, name):
        return
    message = f"No {named.noun} is called `{name}`."
    are_few = 0 < len(known) <= _MOST_LISTED
    listed = f" The guide has {', '.join(known)}." if are_few else ""
    hint = suggestion(name, known) or f"{named.hint}{listed}"
    if guide.has_draft(named.kind, name):
        message, hint = f"`{name}` is a draft, so it is not part of the guide yet.", _FINISH_DRAFT
    span = item.span_of(*location)
    yield Diagnostic(named.code, message, item.source_file, span, hint)


@dataclass(frozen=True, slots=True)
class _Named:
    """A kind of thing that is named elsewhere: its place in the guide, its noun, what to do."""

    code: Code
    kind: str
    noun: str
    hint: str


_AREA = _Named(
    codes.UNKNOWN_AREA, "areas", "body area", "Correct the name, or write its page in `areas/`."
)
_CAUTION = _Named(
    codes.UNKNOWN_CAUTION, "cautions", "caution", "Correct the name, or write it in `cautions/`."
)
_SOURCE = _Named(
    codes.UNKNOWN_SOURCE, "sources", "source", "Correct the name, or add it to `sources.yaml`."
)
_STRETCH = _Named(
    codes.UNKNOWN_STRETCH, "stretches", "stretch", "Correct the name, or write that stretch."
)
_VARIANT = replace(_STRETCH, hint="Correct the name, or write a sentence of more than one word.")
_MUSCLE = _Named(
    codes.UNKNOWN_MUSCLE, "glossary", "muscle", "Correct the name, or add it to `glossary.yaml`."
)


def _citing(guide: Guide) -> Iterator[Citing]:
    """Everything that can name sources."""
    yield from guide.stretches.values()
    yield from guide.areas.values()
    yield from guide.routines.values()
    yield from guide.pages.values()
    yield from guide.cautions.values()


def check_needed_pages_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Safety, the floor page and the others that every page of the site links to are there."""
    folder = guide.settings.of_the_guide.source_file.path.removesuffix("guide.yaml") + "pages"
    for slug in NEEDED_PAGES:
        if slug in guide.pages or guide.has_unusable("pages", slug):
            continue
        source = SourceFile(f"{folder}/{slug}.md")
        if guide.has_draft("pages", slug):
            message = f"`pages/{slug}.md` is a draft; no guide is published without it."
            yield Diagnostic(codes.MISSING_FILE, message, source, hint=_FINISH_DRAFT)
        else:
            message = f"`pages/{slug}.md` is not there; no guide is published without it."
            hint = "Write it: other pages link to it."
            yield Diagnostic(codes.MISSING_FILE, message, source, hint=hint)


def check_areas_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every area that a stretch names has a page in content/areas/."""
    for stretch in guide.stretches.values():
        for place, name in enumerate(stretch.areas):
            yield from _check_name(guide, _AREA, stretch, ("areas", place), name)


def check_muscles_are_in_the_glossary(guide: Guide) -> Iterator[Diagnostic]:
    """Every muscle has a plain name in the glossary, which calls it a muscle."""
    for stretch in guide.stretches.values():
        for place, name in enumerate(stretch.muscles):
            term, location = guide.glossary.get(name), ("muscles", place)
            if term is None:
                yield from _check_name(guide, _MUSCLE, stretch, location, name)
            elif not term.muscle:
                message = f"`{name}` is in the glossary, but not as a muscle."
                hint = f"Add `muscle: true` below `{name}` in `glossary.yaml`, if it is one."
                span = stretch.span_of(*location)
                yield Diagnostic(codes.UNKNOWN_MUSCLE, message, stretch.source_file, span, hint)


def check_cautions_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every caution that a stretch names has a page in content/cautions/."""
    for stretch in guide.stretches.values():
        for place, name in enumerate(stretch.ask_first):
            yield from _check_name(guide, _CAUTION, stretch, ("ask_first", place), name)


def check_sources_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every source that anything names is in content/sources.yaml."""
    for item in _citing(guide):
        for place, name in enumerate(item.sources):
            yield from _check_name(guide, _SOURCE, item, ("sources", place), name)


def check_stretches_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every stretch that a routine or another stretch names is in the guide."""
    for routine in guide.routines.values():
        for place, entry in enumerate(routine.stretches):
            location: Location = ("stretches", place, "stretch")
            yield from _check_name(guide, _STRETCH, routine, location, entry.stretch)
    for stretch in guide.stretches.values():
        for key, text in (("easier", stretch.easier), ("harder", stretch.harder)):
            if text and _SLUG_LIKE.fullmatch(text):
                yield from _check_name(guide, _VARIANT, stretch, (key,), text)


def check_names_stand_once(item: Citing) -> Iterator[Diagnostic]:
    """No list of names has the same name twice."""
    for key in _LISTS_OF_NAMES:
        yield from _check_once(item, key, getattr(item, key, ()))
    if isinstance(item, Routine):
        yield from _check_once(item, "stretches", [entry.stretch for entry in item.stretches])


def _check_once(item: Citing, key: str, names: Collection[str]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            message = f"`{key}` has `{name}` twice."
            span = item.span_of(key, place, "stretch")  # a routine's entry may have keys
            yield Diagnostic(codes.REPEATED_NAME, message, item.source_file, span, "Delete one.")
        seen.add(name)
