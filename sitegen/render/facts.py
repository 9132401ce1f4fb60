"""Boxes of facts: what follows from a dose and from a routine's stretches, in words."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from sitegen.model import BED_POSITIONS, FLOOR_POSITIONS
from sitegen.render import words
from sitegen.render.saying import noted, say
from sitegen.render.views import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Routine, RoutinePart, Stretch


def dose_facts(stretch: Stretch) -> tuple[Fact, ...]:
    """What to do, large: a hold in seconds and breaths or a pause, and how many times."""
    dose = stretch.dose
    repeat = words.repeat_words(dose.times, stretch.sides)
    facts = [Fact(say("Do it"), words.sentence_case(repeat))]
    seconds = words.seconds_words(dose.hold)
    if stretch.kind == "hold":
        return (Fact(say("Hold"), seconds, words.breaths_words(dose.hold)), *facts)
    return (Fact(say("Pause"), seconds), *facts) if dose.hold.high else tuple(facts)


def setting_facts(stretch: Stretch) -> tuple[Fact, ...]:
    """How often, how long it takes, and what one needs for it."""
    dose = stretch.dose
    often = f"{words.per_day_words(dose.per_day)}, {words.days_words(dose.days_per_week)}"
    minutes = words.minutes_words(stretch.seconds(dose.hold, dose.times))
    needs = words.sentence_case(words.needs_words([stretch]))
    return (
        Fact(say("How often"), words.sentence_case(often)),
        Fact(say("Takes"), say("About {minutes}", minutes=minutes)),
        Fact(say("Position"), words.positions_words(stretch.positions)),
        *([Fact(say("You need"), needs)] if needs else []),
        Fact(say("Level"), say(words.LEVELS[stretch.level])),
    )


def feel_words(stretch: Stretch) -> str:
    """Where one feels it; a hold also says how much, for more is not better."""
    return (
        say("A gentle pull, never a sharp pain. {feel}", feel=stretch.feel)
        if stretch.kind == "hold"
        else stretch.feel
    )


def place_words(routine: Routine, parts: Sequence[RoutinePart]) -> str:
    """Where a routine is done: `On the floor`, `In bed, then standing`.

    What can be done in several places is done where one is already, or else where one goes next.
    """
    options = [_places(routine, part) for part in parts]
    places: list[str] = []
    for possible, following in zip_longest(options, options[1:], fillvalue=()):
        wanted = (*places[-1:], *following, *possible)
        places.append(next(place for place in wanted if place in possible))
    said = ""
    for place in dict.fromkeys(places):
        then = say(place)
        said = say("{first}, then {then}", first=said, then=then) if said else then
    return words.sentence_case(said)


def _places(routine: Routine, part: RoutinePart) -> tuple[str, ...]:
    """Where a stretch of a routine can be done; never empty."""
    positions = part.stretch.positions
    if part.on_floor:
        return (noted("on the floor"),)
    if FLOOR_POSITIONS.issuperset(positions):
        return (noted("in bed"),)
    lying = "in bed" if routine.lying_on == "bed" else "on the floor"
    upright = tuple(place for place in ("sitting", "standing") if place in positions)
    if BED_POSITIONS.isdisjoint(positions):
        return upright
    return (lying, *upright) if routine.lying_on == "bed" else (*upright, lying)
