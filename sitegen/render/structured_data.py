"""What machines read of a page: schema.org JSON-LD (STANDARDS 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from sitegen.model import routine_seconds
from sitegen.render.words import least_days_words, sentence_case

if TYPE_CHECKING:
    from sitegen.model import Area, Guide, PublishedFields, Routine, Stretch
    from sitegen.render.views import Head

# JSON inside a script element: these characters could end the element.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def structured_data(guide: Guide, head: Head, *extra: dict[str, Any]) -> Markup:
    """The JSON-LD of one page: the page, its trail, and what it is about.

    Args:
        guide: The guide.
        head: What the page says of itself.
        extra: Further things; the keys of one without a `@type` belong to the page.
    """
    page = _web_page(guide, head)
    things = [thing for thing in extra if "@type" in thing]
    for thing in extra:
        page |= {} if "@type" in thing else thing
    graph = [page, _trail(guide, head), *things]
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for a script element above


def _public(guide: Guide, address: str) -> str:
    return guide.settings.address + address.removeprefix("/")


def _web_page(guide: Guide, head: Head) -> dict[str, Any]:
    settings = guide.settings
    return {
        "@type": "MedicalWebPage",
        "@id": _public(guide, head.address),
        "name": head.title,
        "description": head.summary,
        "inLanguage": settings.language,
        "license": settings.licence.address,
        "publisher": {"@type": "Organization", "name": settings.publisher},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }


def _trail(guide: Guide, head: Head) -> dict[str, Any]:
    links = [*((link.title, link.address) for link in head.trail), (head.title, head.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": _public(guide, address)}
            for place, (title, address) in enumerate(links, start=1)
        ],
    }


def review_data(fields: PublishedFields) -> dict[str, Any]:
    """Who checked a page; nothing where nobody did."""
    if not (fields.reviewed_by and fields.reviewed_on):
        return {}
    reviewer = {"@type": "Person", "name": fields.reviewed_by}
    return {"reviewedBy": reviewer, "lastReviewed": fields.reviewed_on.isoformat()}


def _how_to(guide: Guide, stretch: str) -> str:
    return _public(guide, f"/stretches/{stretch}/#how")


def stretch_data(guide: Guide, stretch: Stretch) -> dict[str, Any]:
    """A stretch as a HowTo; its steps stand on the page, and for machines in guide.json."""
    dose = stretch.dose
    return {
        "@type": "HowTo",
        "@id": _how_to(guide, stretch.slug),
        "name": stretch.title,
        "totalTime": f"PT{round(stretch.seconds(dose.hold, dose.times))}S",
        "tool": [{"@type": "HowToTool", "name": need} for need in stretch.needs],
    }


def routine_data(guide: Guide, routine: Routine) -> dict[str, Any]:
    """A routine as an ExercisePlan; what it takes of each stretch stands on the page."""
    return {
        "@type": "ExercisePlan",
        "@id": _public(guide, f"/routines/{routine.slug}/#plan"),
        "name": routine.title,
        "exerciseType": "flexibility training",
        "activityDuration": f"PT{round(routine_seconds(guide, routine))}S",
        "activityFrequency": sentence_case(least_days_words(routine.days_per_week)),
        "hasPart": [
            {"@id": _how_to(guide, entry.stretch)}
            for entry in routine.stretches
            if entry.stretch in guide.stretches
        ],
    }


def area_data(area: Area) -> dict[str, Any]:
    """What the page of an area is about."""
    return {"about": {"@type": "AnatomicalStructure", "name": area.title}}


def glossary_data(guide: Guide) -> dict[str, Any]:
    """The glossary as a set of defined terms; they stand on the page, each with its meaning."""
    return {
        "@type": "DefinedTermSet",
        "@id": _public(guide, "/glossary/#terms"),
        "name": "Glossary",
    }
