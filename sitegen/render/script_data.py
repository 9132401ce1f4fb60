"""What scripts know of the guide: a script that a page's own scripts follow, in the same file.

It is a script, not JSON, since a page that is opened from disk may load no other kind of file.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sitegen.model import CHANGE_SECONDS, RESET_SECONDS
from sitegen.render import words
from sitegen.render.addresses import file_of
from sitegen.render.floor_steps import floor_steps
from sitegen.render.markdown import plain_text
from sitegen.render.pictures import END, START, small_picture
from sitegen.render.references import listed_title, short_title
from sitegen.render.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model import Guide, Stretch


class _Known(NamedTuple):
    """Keys of the guide, and of each stretch."""

    guide: frozenset[str]
    stretch: frozenset[str]

    def __or__(self, other: _Known) -> _Known:
        return _Known(self.guide | other.guide, self.stretch | other.stretch)


def _known(guide: str, stretch: str) -> _Known:
    return _Known(frozenset(guide.split()), frozenset(stretch.split()))


_NOTHING = _known("", "")
_ADDING = _known("", "title file hold times")
_FINDING = _known(
    "areas alsoCalled cautions positions needs levels",
    "title summary file areas positions needs level askFirst seconds feel muscles",
)
_SHOWING = _known("reset change", "title inShort start picture balance kind sides steps")
_PRINTING = _known("floor", "onFloor sides")
_CHOOSING = _known("areas shortCautions needs", "areas needs askFirst")
# Scripts, and what each reads, with what those read that it calls.
_KNOWN = {
    "add-to-routine": _ADDING,
    "finder": _FINDING,
    "my-routine": _ADDING | _SHOWING | _CHOOSING,
    "session": _SHOWING | _known("stop", ""),
    "sheet-choices": _PRINTING,
}


def script_data(guide: Guide, scripts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """By kind of page, the guide as a script that sets `supple.guide`.

    What a session fetches comes later, and must not replace that: it sets `supple.sessionGuide`.

    Args:
        guide: The guide.
        scripts: The names of the scripts of each kind of page.

    Returns:
        What its scripts read of a `Guide` of `templates/scripts/types.d.ts`, as text.
    """
    data = {
        "areas": {area.slug: listed_title(area) for area in guide.areas.values()},
        "alsoCalled": {area.slug: area.also_called for area in guide.areas.values()},
        "cautions": {caution.slug: listed_title(caution) for caution in guide.cautions.values()},
        "shortCautions": {
            caution.slug: short_title(caution) for caution in guide.cautions.values()
        },
        "positions": {name: say(said) for name, said in words.POSITIONS.items()},
        "needs": {name: say(said) for name, said in words.NEEDS.items()},
        "levels": {level: say(said) for level, said in words.LEVELS.items()},
        "reset": RESET_SECONDS,
        "change": CHANGE_SECONDS,
        "stop": guide.settings.safety.stop,
        "floor": floor_steps(guide),
    }
    stretches = {stretch.slug: _stretch(guide, stretch) for stretch in guide.stretches.values()}
    return {
        kind: _script("sessionGuide" if kind == "session" else "guide", known, data, stretches)
        for kind, names in scripts.items()
        if (known := reduce(or_, (_KNOWN[name] for name in names if name in _KNOWN), _NOTHING))
        != _NOTHING
    }


def _script(
    name: str, known: _Known, guide: dict[str, Any], stretches: dict[str, dict[str, Any]]
) -> str:
    data = _part(guide, known.guide)
    data["stretches"] = {slug: _part(stretch, known.stretch) for slug, stretch in stretches.items()}
    text = msgspec.json.encode(data).decode()
    return f"window.supple={{...window.supple,{name}:{text}}};\n"


def _part(values: dict[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: values[key] for key in sorted(keys)}


def _stretch(guide: Guide, stretch: Stretch) -> dict[str, Any]:
    dose = stretch.dose
    return {
        "title": listed_title(stretch),
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
        "steps": [plain_text(step.text) for step in stretch.steps],
        "feel": stretch.feel,
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
