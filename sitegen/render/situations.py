"""What can you do today?  Situations and places, and which routines suit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.model import Routine, RoutinePart

Situation: TypeAlias = "Callable[[Routine, Sequence[RoutinePart]], bool]"

# "A few minutes": getting ready and a slow start are part of the time.
_SHORT_SECONDS = 7 * 60


def _is_for_beginners(routine: Routine, _: Sequence[RoutinePart]) -> bool:
    return routine.for_older_adults


def _is_all_sitting(_: Routine, parts: Sequence[RoutinePart]) -> bool:
    return all("sitting" in part.stretch.positions for part in parts)


def _starts_in_bed(routine: Routine, _: Sequence[RoutinePart]) -> bool:
    return routine.lying_on == "bed"


def _goes_to_the_floor(_: Routine, parts: Sequence[RoutinePart]) -> bool:
    return any(part.on_floor for part in parts)


def _is_on_ones_feet(routine: Routine, parts: Sequence[RoutinePart]) -> bool:
    """That it is neither in bed nor on the floor, nor on the chair alone."""
    elsewhere = (_starts_in_bed, _goes_to_the_floor, _is_all_sitting)
    return not any(suits(routine, parts) for suits in elsewhere)


def _is_short(_: Routine, parts: Sequence[RoutinePart]) -> bool:
    return sum(part.seconds for part in parts) <= _SHORT_SECONDS


def _is_mostly_for(*areas: str) -> Situation:
    """That over half of the stretches have one of these areas as their home."""

    def suits(_: Routine, parts: Sequence[RoutinePart]) -> bool:
        return 2 * sum(part.stretch.home in areas for part in parts) > len(parts)

    return suits


SITUATIONS: tuple[tuple[str, Situation], ...] = (
    ("I am just starting", _is_for_beginners),
    ("I can only sit", _is_all_sitting),
    ("I can stand, but not get down to the floor", _is_on_ones_feet),
    ("I am still in bed", _starts_in_bed),
    ("I have a few minutes", _is_short),
    ("My neck or shoulders are stiff", _is_mostly_for("neck", "shoulders")),
    ("My lower back is stiff", _is_mostly_for("lower-back")),
    (
        "My hips or legs are stiff",
        _is_mostly_for("hips", "buttocks", "hamstrings", "thighs", "calves"),
    ),
)

SHELVES: tuple[tuple[str, Situation], ...] = (
    ("On a chair", _is_all_sitting),
    ("On your feet", _is_on_ones_feet),
    ("In bed", _starts_in_bed),
    ("On the floor", _goes_to_the_floor),
)
"""Every routine stands on the first of these that suits it."""
