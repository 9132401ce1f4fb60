"""What scripts know of the guide: one file that the finder, sessions and one's own routine share.

It is a script, not JSON, since a page that is opened from disk may load no other kind of file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sitegen.model import CHANGE_SECONDS, RESET_SECONDS
from sitegen.render import words
from sitegen.render.addresses import file_of
from sitegen.render.floor_steps import floor_steps
from sitegen.render.markdown import inline_html
from sitegen.render.pictures import END, START, small_picture

if TYPE_CHECKING:
    from sitegen.model import Guide, Stretch


def script_data(guide: Guide) -> str:
    """The guide as a script that sets `supple.guide`.

    Returns:
        What `templates/scripts/types.d.ts` calls a `Guide`, as text.
    """
    data = {
        "name": guide.settings.name,
        "areas": {area.slug: area.title for area in guide.areas.values()},
        "alsoCalled": {area.slug: area.also_called for area in guide.areas.values()},
        "cautions": {caution.slug: caution.title for caution in guide.cautions.values()},
        "positions": words.POSITIONS,
        "needs": words.NEEDS,
        "levels": words.LEVELS,
        "reset": RESET_SECONDS,
        "change": CHANGE_SECONDS,
        "stop": guide.settings.safety.stop,
        "floor": floor_steps(guide),
        "stretches": {
            stretch.slug: _stretch(guide, stretch) for stretch in guide.stretches.values()
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.supple={{...window.supple,guide:{text}}};\n"


def _stretch(guide: Guide, stretch: Stretch) -> dict[str, Any]:
    dose = stretch.dose
    return {
        "title": stretch.title,
        "summary": stretch.summary,
        "inShort": stretch.in_short,
        "file": file_of(f"/stretches/{stretch.slug}/"),
        "start": _picture(guide, stretch, START),
        "picture": _picture(guide, stretch, END),
        "areas": stretch.areas,
        "positions": stretch.positions,
        "needs": stretch.needs,
        "level": stretch.level,
        "askFirst": stretch.ask_first,
        "onFloor": stretch.is_on_floor,
        "balance": stretch.balance,
        "kind": stretch.kind,
        "sides": stretch.sides,
        "hold": dose.hold,
        "times": dose.times,
        "seconds": round(stretch.seconds(dose.hold, dose.times)),
        "steps": [inline_html(step.text).striptags() for step in stretch.steps],
        "feel": stretch.feel,
        "stopIf": stretch.stop_if,
        "muscles": [_muscle(guide, name) for name in stretch.muscles],
    }


def _picture(guide: Guide, stretch: Stretch, index: int) -> tuple[str, int, int] | None:
    """Address from the root of the site, width and height in pixels."""
    picture = small_picture(stretch, guide.settings.body, index)
    return (picture.address[1:], picture.width, picture.height) if picture else None


def _muscle(guide: Guide, name: str) -> str:
    """A muscle's anatomical name and its plain one, to be found by either."""
    term = guide.glossary.get(name)
    return f"{name}, {term.plain}" if term else name
