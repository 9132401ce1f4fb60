"""Every name that content uses leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitegen.codes import Code
    from sitegen.model import Area, Caution, Guide, GuidePage, Location, Routine, Stretch

    Citing = Stretch | Area | Routine | GuidePage | Caution

NEEDED_PAGES = ("safety", "floor", "evidence", "about", "privacy", "offline", "how-to-use")
REGIONS = (
    "neck",
    "shoulders",
    "chest",
    "upper-back",
    "lower-back",
    "hips",
    "buttocks",
    "hamstrings",
    "thighs",
    "calves",
    "wrists-and-forearms",
    "whole-body",
)
_SLUG_LIKE = re.compile(r"[a-z0-9-]+")


def _unknown(
    code: Code, kind: str, item: Citing, location: Location, name: str, known: Collection[str]
) -> Diagnostic:
    message = f"No {kind} is called `{name}`."
    hint = suggestion(name, known)
    return Diagnostic(code, message, item.source_file, item.span_of(*location), hint)


def _citing(guide: Guide) -> Iterator[Citing]:
    """Everything that can name sources."""
    yield from guide.stretches.values()
    yield from guide.areas.values()
    yield from guide.routines.values()
    yield from guide.pages.values()
    yield from guide.cautions.values()


def check_needed_pages_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Safety, the floor page and the others that every page of the site links to are there."""
    folder = guide.settings.source_file.path.removesuffix("guide.yaml") + "pages"
    for slug in NEEDED_PAGES:
        if slug not in guide.pages and slug not in guide.unusable.get("pages", ()):
            message = f"`pages/{slug}.md` is not there; no guide is published without it."
            yield Diagnostic(codes.MISSING_FILE, message, SourceFile(f"{folder}/{slug}.md"))


def check_areas_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every area that a stretch names has a page in content/areas/."""
    usable = guide.areas.keys() | guide.unusable.get("areas", frozenset())
    for stretch in guide.stretches.values():
        for place, name in enumerate(stretch.areas):
            if name not in usable:
                location = ("areas", place)
                yield _unknown(
                    codes.UNKNOWN_AREA, "body area", stretch, location, name, guide.areas
                )


def check_regions_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every area has its region on the body map."""
    for area in guide.areas.values():
        if area.region and area.region not in REGIONS:
            message = f"The body map has no region `{area.region}`."
            hint = suggestion(area.region, REGIONS) or f"Use one of {', '.join(REGIONS)}."
            span = area.span_of("region")
            yield Diagnostic(codes.UNKNOWN_REGION, message, area.source_file, span, hint)


def check_muscles_are_in_the_glossary(guide: Guide) -> Iterator[Diagnostic]:
    """Every muscle has a plain name in the glossary."""
    muscles = {name for name, term in guide.glossary.items() if term.muscle}
    for stretch in guide.stretches.values():
        for place, name in enumerate(stretch.muscles):
            if name not in muscles:
                location = ("muscles", place)
                yield _unknown(
                    codes.UNKNOWN_MUSCLE, "muscle of the glossary", stretch, location, name, muscles
                )


def check_cautions_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every caution that a stretch names has a page in content/cautions/."""
    usable = guide.cautions.keys() | guide.unusable.get("cautions", frozenset())
    for stretch in guide.stretches.values():
        for place, name in enumerate(stretch.ask_first):
            if name not in usable:
                location = ("ask_first", place)
                yield _unknown(
                    codes.UNKNOWN_CAUTION, "caution", stretch, location, name, guide.cautions
                )


def check_sources_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every source that anything names is in content/sources.yaml."""
    for item in _citing(guide):
        for place, name in enumerate(item.sources):
            if name not in guide.sources:
                location = ("sources", place)
                yield _unknown(codes.UNKNOWN_SOURCE, "source", item, location, name, guide.sources)


def check_stretches_exist(guide: Guide) -> Iterator[Diagnostic]:
    """Every stretch that a routine or another stretch names is in the guide."""
    for routine in guide.routines.values():
        for place, entry in enumerate(routine.stretches):
            location: Location = ("stretches", place, "stretch")
            yield from _check_stretch(guide, routine, location, entry.stretch)
    for stretch in guide.stretches.values():
        for key, text in (("easier", stretch.easier), ("harder", stretch.harder)):
            if text and _SLUG_LIKE.fullmatch(text):
                yield from _check_stretch(guide, stretch, (key,), text)


def _check_stretch(
    guide: Guide, item: Routine | Stretch, location: Location, name: str
) -> Iterator[Diagnostic]:
    if name in guide.stretches:
        return
    found = _unknown(codes.UNKNOWN_STRETCH, "stretch", item, location, name, guide.stretches)
    if name not in guide.unusable.get("stretches", ()):
        yield found
    elif name in guide.drafts:
        message = f"`{name}` is a draft, so it is not part of the guide yet."
        hint = "Take `draft: true` off it, or build with --drafts."
        yield Diagnostic(found.code, message, found.source, found.span, hint)


def check_names_stand_once(guide: Guide) -> Iterator[Diagnostic]:
    """No list of names has the same name twice."""
    for stretch in guide.stretches.values():
        for key in ("areas", "positions", "needs", "muscles", "ask_first"):
            yield from _check_once(stretch, key, getattr(stretch, key))
    for item in _citing(guide):
        yield from _check_once(item, "sources", item.sources)
    for routine in guide.routines.values():
        yield from _check_once(routine, "stretches", [e.stretch for e in routine.stretches])


def _check_once(item: Citing, key: str, names: Collection[str]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            message = f"`{key}` has `{name}` twice."
            span = item.span_of(key, place)
            yield Diagnostic(codes.REPEATED_NAME, message, item.source_file, span, "Delete one.")
        seen.add(name)
