"""guide.json: the whole guide as data, and the JSON Schema that it keeps to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from sitegen.model import Page, routine_parts, routine_seconds

if TYPE_CHECKING:
    from sitegen.model import Guide, Range, Routine, RoutinePart, Stretch

SCHEMA_VERSION = 1


class _Export(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class NumberRange(_Export):
    """From low to high; equal where it is one number."""

    low: int
    high: int


class ExportedDose(_Export):
    """How long and how often."""

    hold_seconds: NumberRange = Field(description="The hold; for a movement the pause at its end.")
    times: NumberRange = Field(description="Repetitions, on each side where sides is each.")
    per_day: NumberRange
    days_per_week: NumberRange


class ExportedStretch(_Export):
    """One stretch."""

    slug: str
    title: str
    summary: str
    address: str
    areas: list[str]
    positions: list[str]
    kind: str = Field(description="hold = keep still; move = go to and fro.")
    sides: str = Field(description="each, both or none.")
    dose: ExportedDose
    seconds: int = Field(description="How long it takes in the middle of its range, both sides.")
    level: int = Field(ge=1, le=3)
    needs: list[str]
    on_floor: bool
    balance: bool = Field(description="One can tip over: hold on.")
    muscles: list[str]
    steps: list[str] = Field(description="Markdown, one step each.")
    feel: str
    mistakes: list[str]
    easier: str | None = Field(description="A sentence, or a slug.")
    harder: str | None = Field(description="A sentence, or a slug.")
    stop_if: list[str]
    ask_first: list[str]
    sources: list[str]
    reviewed_by: str | None = Field(description="Null: nobody clinical has checked it.")
    reviewed_on: str | None


class ExportedPart(_Export):
    """One stretch of a routine with the routine's dose."""

    stretch: str
    hold_seconds: NumberRange
    times: NumberRange
    seconds: int


class ExportedRoutine(_Export):
    """One routine."""

    slug: str
    title: str
    summary: str
    address: str
    when: str
    days_per_week: NumberRange = Field(description="At least low, better high.")
    seconds: int
    for_older_adults: bool
    on_floor: bool
    parts: list[ExportedPart]


class ExportedArea(_Export):
    """One body area."""

    slug: str
    title: str
    summary: str
    address: str
    region: str


class ExportedCaution(_Export):
    """A condition for which to ask first."""

    slug: str
    title: str
    who: str
    sentence: str


class ExportedSource(_Export):
    """A source."""

    slug: str
    title: str
    publisher: str
    year: int | None
    address: str
    checked: str | None = Field(description="The day on which a person read the point there.")


class ExportedTerm(_Export):
    """A glossary entry."""

    name: str
    plain: str
    meaning: str
    muscle: bool


class ExportedSafety(_Export):
    """What has to be shown wherever anything of this guide is shown."""

    line: str
    notice: list[str]
    stop: list[str]


class ExportedGuide(_Export):
    """The whole guide."""

    version: int = Field(description="Of this form; a new number means that old keys changed.")
    name: str
    tagline: str
    address: str
    language: str
    publisher: str
    licence: str
    safety: ExportedSafety
    areas: list[ExportedArea]
    stretches: list[ExportedStretch]
    routines: list[ExportedRoutine]
    cautions: list[ExportedCaution]
    sources: list[ExportedSource]
    glossary: list[ExportedTerm]


def export_files(guide: Guide) -> list[Page]:
    """guide.json and its schema."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{guide.settings.address}guide.schema.json",
        **ExportedGuide.model_json_schema(),
    }
    data = {"$schema": "guide.schema.json", **exported_guide(guide).model_dump()}
    schema["properties"]["$schema"] = {"type": "string"}
    return [Page("guide.json", _json(data)), Page("guide.schema.json", _json(schema))]


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def exported_guide(guide: Guide) -> ExportedGuide:
    """The guide in the form that is published as data."""
    settings = guide.settings
    return ExportedGuide(
        version=SCHEMA_VERSION,
        name=settings.name,
        tagline=settings.tagline,
        address=settings.address,
        language=settings.language,
        publisher=settings.publisher,
        licence=settings.licence.name,
        safety=ExportedSafety(
            line=settings.safety.line,
            notice=list(settings.safety.notice),
            stop=list(settings.safety.stop),
        ),
        areas=[
            ExportedArea(
                slug=area.slug,
                title=area.title,
                summary=area.summary,
                address=f"{settings.address}areas/{area.slug}/",
                region=area.region,
            )
            for area in guide.areas.values()
        ],
        stretches=[_stretch(guide, stretch) for stretch in guide.stretches.values()],
        routines=[_routine(guide, routine) for routine in guide.routines.values()],
        cautions=[
            ExportedCaution(slug=c.slug, title=c.title, who=c.who, sentence=c.sentence)
            for c in guide.cautions.values()
        ],
        sources=[
            ExportedSource(
                slug=source.slug,
                title=source.title,
                publisher=source.publisher,
                year=source.year,
                address=source.address,
                checked=source.checked.isoformat() if source.checked else None,
            )
            for source in guide.sources.values()
        ],
        glossary=[
            ExportedTerm(name=t.slug, plain=t.plain, meaning=t.meaning, muscle=t.muscle)
            for t in guide.glossary.values()
        ],
    )


def _range(value: Range) -> NumberRange:
    return NumberRange(low=value.low, high=value.high)


def _stretch(guide: Guide, stretch: Stretch) -> ExportedStretch:
    dose = stretch.dose
    return ExportedStretch(
        slug=stretch.slug,
        title=stretch.title,
        summary=stretch.summary,
        address=f"{guide.settings.address}stretches/{stretch.slug}/",
        areas=list(stretch.areas),
        positions=list(stretch.positions),
        kind=stretch.kind,
        sides=stretch.sides,
        dose=ExportedDose(
            hold_seconds=_range(dose.hold),
            times=_range(dose.times),
            per_day=_range(dose.per_day),
            days_per_week=_range(dose.days_per_week),
        ),
        seconds=round(stretch.seconds(dose.hold, dose.times)),
        level=stretch.level,
        needs=list(stretch.needs),
        on_floor=stretch.is_on_floor,
        balance=stretch.balance,
        muscles=list(stretch.muscles),
        steps=[step.text for step in stretch.steps],
        feel=stretch.feel,
        mistakes=list(stretch.mistakes),
        easier=stretch.easier,
        harder=stretch.harder,
        stop_if=list(stretch.stop_if),
        ask_first=list(stretch.ask_first),
        sources=list(stretch.sources),
        reviewed_by=stretch.reviewed_by,
        reviewed_on=stretch.reviewed_on.isoformat() if stretch.reviewed_on else None,
    )


def _routine(guide: Guide, routine: Routine) -> ExportedRoutine:
    parts = routine_parts(guide, routine)
    return ExportedRoutine(
        slug=routine.slug,
        title=routine.title,
        summary=routine.summary,
        address=f"{guide.settings.address}routines/{routine.slug}/",
        when=routine.when,
        days_per_week=_range(routine.days_per_week),
        seconds=round(routine_seconds(guide, routine)),
        for_older_adults=routine.for_older_adults,
        on_floor=any(part.on_floor for part in parts),
        parts=[_part(part) for part in parts],
    )


def _part(part: RoutinePart) -> ExportedPart:
    return ExportedPart(
        stretch=part.stretch.slug,
        hold_seconds=_range(part.hold),
        times=_range(part.times),
        seconds=round(part.seconds),
    )
