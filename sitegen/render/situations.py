"""What can you do today?  Situations on the home page, and which routines suit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.model import Routine, RoutinePart

Situation: TypeAlias = "Callable[[Routine, Sequence[RoutinePart]], bool]"

# "A few minutes": getting ready and a slow start are part of the time.
_SHORT_SECONDS = 7 * 60


def _is_all_sitting(_: Routine, parts: Sequence[RoutinePart]) -> bool:
    return all("sitting" in part.stretch.positions for part in parts)


def _needs_no_floor(_: Routine, parts: Sequence[RoutinePart]) -> bool:
    return not any(part.on_floor for part in parts)


def _starts_in_bed(routine: Routine, _: Sequence[RoutinePart]) -> bool:
    return routine.lying_on == "bed"


def _is_short(_: Routine, parts: Sequence[RoutinePart]) -> bool:
    return sum(part.seconds for part in parts) <= _SHORT_SECONDS


def _is_mostly_for(area: str) -> Situation:
    """That over half of the stretches have this area as their home."""

    def suits(_: Routine, parts: Sequence[RoutinePart]) -> bool:
        return 2 * sum(part.stretch.home == area for part in parts) > len(parts)

    return suits


SITUATIONS: tuple[tuple[str, Situation], ...] = (
    ("I can only sit", _is_all_sitting),
    ("I cannot get down to the floor", _needs_no_floor),
    ("I am still in bed", _starts_in_bed),
    ("I have a few minutes", _is_short),
    ("My neck is stiff", _is_mostly_for("neck")),
    ("My lower back is stiff", _is_mostly_for("lower-back")),
)
