"""Boxes of facts: what follows from a dose and from a routine's stretches, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.render import words
from sitegen.render.views import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Routine, RoutinePart, Stretch


def dose_facts(stretch: Stretch) -> tuple[Fact, ...]:
    """The dose box: a hold in seconds and breaths, or a movement with its pause."""
    dose = stretch.dose
    facts = []
    if stretch.kind == "hold":
        seconds = words.counted(dose.hold, "second", "seconds")
        facts.append(Fact("Hold", f"{seconds} ({words.breaths_words(dose.hold)})"))
    elif dose.hold.high > 0:
        facts.append(Fact("Pause", words.counted(dose.hold, "second", "seconds")))
    repeat = words.times_words(dose.times) + words.sides_words(stretch.sides)
    often = f"{words.per_day_words(dose.per_day)}, {words.days_words(dose.days_per_week)}"
    minutes = words.minutes_words(stretch.seconds(dose.hold, dose.times))
    return (
        *facts,
        Fact("Do it", words.sentence_case(repeat)),
        Fact("How often", words.sentence_case(often)),
        Fact("Takes", f"About {minutes}"),
    )


def place_words(routine: Routine, parts: Sequence[RoutinePart]) -> str:
    """Where a routine is done: `On the floor`, `In bed, then standing`."""
    places: list[str] = []
    for part in parts:
        place = _place(routine, part)
        if place not in places[-1:]:
            places.append(place)
    return words.sentence_case(", then ".join(dict.fromkeys(places)))


def _place(routine: Routine, part: RoutinePart) -> str:
    if part.on_floor:
        return "on the floor"
    if part.stretch.is_on_floor:
        return "in bed" if routine.lying_on == "bed" else "on the floor"
    return "sitting" if "sitting" in part.stretch.positions else "standing"
