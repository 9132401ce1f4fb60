"""What can you do today?  Situations and places, and which routines suit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.model import Routine, RoutinePart

Situation: TypeAlias = "Callable[[Routine, Sequence[RoutinePart]], bool]"

# "A few minutes": getting ready and a slow start are part of the time.
_SHORT_SECONDS = 7 * 60
_EASY, _FOR_THE_FIT = 1, 3
"""Levels of stretches."""


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


def _is_safe_on_ones_feet(routine: Routine, parts: Sequence[RoutinePart]) -> bool:
    return _is_on_ones_feet(routine, parts) and _hardest(parts) < _FOR_THE_FIT


def _is_easy_in_bed(routine: Routine, parts: Sequence[RoutinePart]) -> bool:
    return _starts_in_bed(routine, parts) and _hardest(parts) == _EASY


def _hardest(parts: Sequence[RoutinePart]) -> int:
    return max((part.stretch.level for part in parts), default=_EASY)


def _is_short(routine: Routine, parts: Sequence[RoutinePart]) -> bool:
    seconds = sum(part.seconds for part in parts)
    return seconds <= _SHORT_SECONDS and not _goes_to_the_floor(routine, parts)


def _is_mostly_for(*areas: str) -> Situation:
    """That at least half of the stretches have one of these as their home, and all can do them."""

    def suits(_: Routine, parts: Sequence[RoutinePart]) -> bool:
        at_home = sum(part.stretch.home in areas for part in parts)
        return 2 * at_home >= len(parts) and _hardest(parts) < _FOR_THE_FIT

    return suits


SITUATIONS: tuple[tuple[str, Situation], ...] = (
    ("I am just starting", _is_for_beginners),
    ("I can only sit", _is_all_sitting),
    ("I can stand, but not get down to the floor", _is_safe_on_ones_feet),
    ("I am still in bed", _is_easy_in_bed),
    ("I have a few minutes", _is_short),
    ("My neck or shoulders are stiff", _is_mostly_for("neck", "shoulders")),
    ("My upper back or chest is stiff", _is_mostly_for("upper-back", "chest")),
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
