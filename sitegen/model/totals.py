"""How long a dose takes at the least and at the most: once, in a day, in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.model.content import Stretch
from sitegen.model.fields import Range
from sitegen.model.routines import routine_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.content import Guide, Routine

    Dosed: TypeAlias = tuple[Stretch, Range, Range]

# A routine says on how many days it is done, and it is done once on each.
_ONCE = Range(1, 1)


class Total(NamedTuple):
    """Seconds: with the smallest numbers of a dose, and with the largest."""

    low: float
    high: float


class DoseTotals(NamedTuple):
    """What a dose comes to: each time, in a day, in a week."""

    session: Total
    day: Total
    week: Total


def dose_totals(guide: Guide, item: Stretch | Routine) -> DoseTotals:
    """Sum up the dose of a stretch, or those of a routine.

    Args:
        guide: The guide, which has the stretches of a routine.
        item: What is done.
    """
    if isinstance(item, Stretch):
        dose = item.dose
        session = _session([(item, dose.hold, dose.times)])
        return _totals(session, dose.per_day, dose.days_per_week)
    parts = routine_parts(guide, item)
    session = _session((part.stretch, part.hold, part.times) for part in parts)
    return _totals(session, _ONCE, item.days_per_week)


def _session(doses: Iterable[Dosed]) -> Total:
    """One time through, with the smallest and with the largest hold and number of repetitions."""
    low = high = 0.0
    for stretch, hold, times in doses:
        low += stretch.seconds(Range(hold.low, hold.low), Range(times.low, times.low))
        high += stretch.seconds(Range(hold.high, hold.high), Range(times.high, times.high))
    return Total(low, high)


def _totals(session: Total, per_day: Range, days: Range) -> DoseTotals:
    day = Total(session.low * per_day.low, session.high * per_day.high)
    return DoseTotals(session, day, Total(day.low * days.low, day.high * days.high))
