"""What machines read of a page: schema.org JSON-LD (STANDARDS 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from sitegen.model import routine_seconds
from sitegen.render.words import least_days_words, sentence_case

if TYPE_CHECKING:
    from sitegen.model import Area, Guide, PublishedFields, Routine, Settings, Stretch
    from sitegen.render.views import Head

# JSON inside a script element: these characters could end the element.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def structured_data(settings: Settings, head: Head, *extra: dict[str, Any]) -> Markup:
    """The JSON-LD of one page: the page, its trail, and what it is about.

    Args:
        settings: Of the guide.
        head: What the page says of itself.
        extra: Further things; the keys of one without a `@type` belong to the page.
    """
    page = _web_page(settings, head)
    things = [thing for thing in extra if "@type" in thing]
    for thing in extra:
        page |= {} if "@type" in thing else thing
    graph = [page, _trail(settings, head), *things]
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for a script element above


def _public(settings: Settings, address: str) -> str:
    return settings.address + address.removeprefix("/")


def _web_page(settings: Settings, head: Head) -> dict[str, Any]:
    return {
        "@type": "MedicalWebPage",
        "@id": _public(settings, head.address),
        "name": head.title,
        "description": head.summary,
        "inLanguage": settings.language,
        "license": settings.licence.address,
        "publisher": {"@type": "Organization", "name": settings.publisher},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }


def _trail(settings: Settings, head: Head) -> dict[str, Any]:
    links = [*((link.title, link.address) for link in head.trail), (head.title, head.address)]
    places = [(title, _public(settings, address)) for title, address in links]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": address}
            for place, (title, address) in enumerate(places, start=1)
        ],
    }


def review_data(fields: PublishedFields) -> dict[str, Any]:
    """Who checked a page; nothing where nobody did."""
    if not (fields.reviewed_by and fields.reviewed_on):
        return {}
    reviewer = {"@type": "Person", "name": fields.reviewed_by}
    return {"reviewedBy": reviewer, "lastReviewed": fields.reviewed_on.isoformat()}


def _how_to(settings: Settings, stretch: str) -> str:
    return _public(settings, f"/stretches/{stretch}/#how")


def stretch_data(settings: Settings, stretch: Stretch) -> dict[str, Any]:
    """A stretch as a HowTo; its steps stand on the page, and for machines in guide.json."""
    dose = stretch.dose
    return {
        "@type": "HowTo",
        "@id": _how_to(settings, stretch.slug),
        "name": stretch.title,
        "totalTime": f"PT{round(stretch.seconds(dose.hold, dose.times))}S",
        "tool": [{"@type": "HowToTool", "name": need} for need in stretch.needs],
    }


def routine_data(guide: Guide, routine: Routine) -> dict[str, Any]:
    """A routine as an ExercisePlan; what it takes of each stretch stands on the page."""
    return {
        "@type": "ExercisePlan",
        "@id": _public(guide.settings, f"/routines/{routine.slug}/#plan"),
        "name": routine.title,
        "exerciseType": "flexibility training",
        "activityDuration": f"PT{round(routine_seconds(guide, routine))}S",
        "activityFrequency": sentence_case(least_days_words(routine.days_per_week)),
        "hasPart": [
            {"@id": _how_to(guide.settings, entry.stretch)}
            for entry in routine.stretches
            if entry.stretch in guide.stretches
        ],
    }


def area_data(area: Area) -> dict[str, Any]:
    """What the page of an area is about."""
    return {"about": {"@type": "AnatomicalStructure", "name": area.title}}


def glossary_data(settings: Settings) -> dict[str, Any]:
    """The glossary as a set of defined terms; they stand on the page, each with its meaning."""
    return {
        "@type": "DefinedTermSet",
        "@id": _public(settings, "/glossary/#terms"),
        "name": "Glossary",
    }
