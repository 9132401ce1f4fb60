"""What follows from a routine's list of stretches: doses, time, floor; never written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sitegen.model.content import BED_POSITIONS

if TYPE_CHECKING:
    from sitegen.model.content import Guide, Routine, Stretch
    from sitegen.model.fields import Range


class RoutinePart(msgspec.Struct, frozen=True):
    """One stretch of a routine, with the dose that the routine gives it.

    Attributes:
        index: Its place in the routine's list, from 0.
        on_floor: Whether the routine goes to the floor for it.
    """

    index: int
    stretch: Stretch
    hold: Range
    times: Range
    on_floor: bool

    @property
    def seconds(self) -> float:
        """How long it takes, both sides and getting ready included."""
        return self.stretch.seconds(self.hold, self.times)


def routine_parts(guide: Guide, routine: Routine) -> tuple[RoutinePart, ...]:
    """The stretches of a routine in order; one that the guide does not have is left out."""
    parts = []
    for index, entry in enumerate(routine.stretches):
        stretch = guide.stretches.get(entry.stretch)
        if stretch is None:
            continue
        dose, own = stretch.dose, entry.dose
        hold = own.hold if own and own.hold else dose.hold
        times = own.times if own and own.times else dose.times
        parts.append(RoutinePart(index, stretch, hold, times, _is_on_floor(routine, stretch)))
    return tuple(parts)


def _is_on_floor(routine: Routine, stretch: Stretch) -> bool:
    on_bed = routine.lying_on == "bed" and BED_POSITIONS.issuperset(stretch.positions)
    return stretch.is_on_floor and not on_bed


def routine_seconds(guide: Guide, routine: Routine) -> float:
    """How long a routine takes."""
    return sum(part.seconds for part in routine_parts(guide, routine))


def routines_with(guide: Guide, slugs: frozenset[str]) -> tuple[Routine, ...]:
    """The routines that use at least one of these stretches, in the guide's order."""
    return tuple(
        routine
        for routine in guide.routines.values()
        if not slugs.isdisjoint(entry.stretch for entry in routine.stretches)
    )
