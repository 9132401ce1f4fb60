"""guide.json: the whole guide as data, and the JSON Schema that it keeps to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.model import Page, routine_parts, routine_seconds

if TYPE_CHECKING:
    from sitegen.model import Guide, Routine, RoutinePart, Stretch

SCHEMA_VERSION = 1
_SCHEMA = Path(__file__).with_name("guide.schema.json")


def export_files(guide: Guide) -> list[Page]:
    """guide.json and its schema."""
    schema = {
        "$id": f"{guide.settings.address}guide.schema.json",
        **json.loads(_SCHEMA.read_text(encoding="utf-8")),
    }
    data = {"$schema": "guide.schema.json", **_guide(guide)}
    schema_text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return [Page("guide.json", _json(data)), Page("guide.schema.json", schema_text.encode())]


def _json(data: dict[str, Any]) -> bytes:
    """A key on each line, and below it each of many on a line: quick to write, easy to compare."""
    lines = [f"{_line(key)}: {_lines(value)}" for key, value in data.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n" + ",\n".join(map(_line, value)) + "\n]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _guide(guide: Guide) -> dict[str, Any]:
    settings = guide.settings
    return {
        "version": SCHEMA_VERSION,
        "name": settings.name,
        "tagline": settings.tagline,
        "edition": settings.version,
        "dated": settings.dated.isoformat(),
        "address": settings.address,
        "language": settings.language,
        "publisher": settings.publisher,
        "licence": settings.licence.name,
        "safety": {
            "line": settings.safety.line,
            "stop_line": settings.safety.stop_line,
            "notice": list(settings.safety.notice),
            "stop": list(settings.safety.stop),
        },
        "areas": [
            {
                "slug": area.slug,
                "title": area.title,
                "summary": area.summary,
                "address": f"{settings.address}areas/{area.slug}/",
                "region": area.region,
                "also_called": list(area.also_called),
            }
            for area in guide.areas.values()
        ],
        "stretches": [_stretch(guide, stretch) for stretch in guide.stretches.values()],
        "routines": [_routine(guide, routine) for routine in guide.routines.values()],
        "cautions": [
            {"slug": c.slug, "title": c.title, "who": c.who, "sentence": c.sentence}
            for c in guide.cautions.values()
        ],
        "sources": [
            {
                "slug": source.slug,
                "title": source.title,
                "publisher": source.publisher,
                "year": source.year,
                "address": source.address,
                "checked": source.checked.isoformat() if source.checked else None,
            }
            for source in guide.sources.values()
        ],
        "glossary": [
            {"name": t.slug, "plain": t.plain, "meaning": t.meaning, "muscle": t.muscle}
            for t in guide.glossary.values()
        ],
    }


def _stretch(guide: Guide, stretch: Stretch) -> dict[str, Any]:
    dose = stretch.dose
    return {
        "slug": stretch.slug,
        "title": stretch.title,
        "summary": stretch.summary,
        "in_short": stretch.in_short,
        "address": f"{guide.settings.address}stretches/{stretch.slug}/",
        "areas": list(stretch.areas),
        "positions": list(stretch.positions),
        "kind": stretch.kind,
        "sides": stretch.sides,
        "dose": {
            "hold_seconds": dose.hold._asdict(),
            "times": dose.times._asdict(),
            "per_day": dose.per_day._asdict(),
            "days_per_week": dose.days_per_week._asdict(),
        },
        "seconds": round(stretch.seconds(dose.hold, dose.times)),
        "level": stretch.level,
        "needs": list(stretch.needs),
        "on_floor": stretch.is_on_floor,
        "balance": stretch.balance,
        "muscles": list(stretch.muscles),
        "steps": [step.text for step in stretch.steps],
        "feel": stretch.feel,
        "mistakes": list(stretch.mistakes),
        "easier": stretch.easier,
        "harder": stretch.harder,
        "stop_if": list(stretch.stop_if),
        "ask_first": list(stretch.ask_first),
        "sources": list(stretch.sources),
        "reviewed_by": stretch.reviewed_by,
        "reviewed_on": stretch.reviewed_on.isoformat() if stretch.reviewed_on else None,
    }


def _routine(guide: Guide, routine: Routine) -> dict[str, Any]:
    parts = routine_parts(guide, routine)
    return {
        "slug": routine.slug,
        "title": routine.title,
        "summary": routine.summary,
        "address": f"{guide.settings.address}routines/{routine.slug}/",
        "when": routine.when,
        "days_per_week": routine.days_per_week._asdict(),
        "seconds": round(routine_seconds(guide, routine)),
        "for_older_adults": routine.for_older_adults,
        "on_floor": any(part.on_floor for part in parts),
        "parts": [_part(part) for part in parts],
    }


def _part(part: RoutinePart) -> dict[str, Any]:
    return {
        "stretch": part.stretch.slug,
        "hold_seconds": part.hold._asdict(),
        "times": part.times._asdict(),
        "seconds": round(part.seconds),
    }
