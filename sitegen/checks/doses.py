"""Doses that the sources support (FACTS 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic
from sitegen.load.blanks import DOSE
from sitegen.model import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Guide, Routine, Stretch

HOLD_SECONDS = Range(5, 60)
PAUSE_SECONDS = Range(0, 60)
SECONDS_A_SIDE = Range(20, 120)
TIMES = Range(1, 30)
PER_DAY = Range(1, 6)
DAYS_PER_WEEK = Range(1, 7)


def check_dose_makes_sense(stretch: Stretch) -> Iterator[Diagnostic]:
    """A hold is 5 to 60 seconds; repetitions and days are numbers that a week has room for."""
    dose = stretch.dose
    is_hold = stretch.kind == "hold"
    limits = HOLD_SECONDS if is_hold else PAUSE_SECONDS
    if not limits.holds(dose.hold):
        what = "A hold" if is_hold else "The pause of a movement"
        message = f"{what} is {limits.low} to {limits.high} seconds, not {_shown(dose.hold)}."
        hint = "" if is_hold else "Is this a hold, not a movement?"
        yield _found(codes.HOLD_OUT_OF_RANGE, message, stretch, "hold", hint)
    for key, value, limits in (
        ("times", dose.times, TIMES),
        ("per_day", dose.per_day, PER_DAY),
        ("days_per_week", dose.days_per_week, DAYS_PER_WEEK),
    ):
        if not limits.holds(value):
            message = f"`{key}` is {limits.low} to {limits.high}, not {_shown(value)}."
            yield _found(codes.REPETITIONS_OUT_OF_RANGE, message, stretch, key)


def check_week_has_the_days(routine: Routine) -> Iterator[Diagnostic]:
    """A routine is done on 1 to 7 days a week."""
    if not DAYS_PER_WEEK.holds(routine.days_per_week):
        message = f"A week has 1 to 7 days, not {_shown(routine.days_per_week)}."
        span = routine.span_of("days_per_week")
        yield Diagnostic(codes.REPETITIONS_OUT_OF_RANGE, message, routine.source_file, span)


def check_holds_add_up(stretch: Stretch) -> Iterator[Diagnostic]:
    """What a hold works up to comes near the minute a side that the sources aim at."""
    dose = stretch.dose
    total = dose.hold.high * dose.times.high
    is_sound = HOLD_SECONDS.holds(dose.hold) and TIMES.holds(dose.times)
    if stretch.kind != "hold" or not is_sound:
        return
    message = f"{dose.hold.high} seconds, {dose.times.high} times, come to {total} seconds a side."
    if total < SECONDS_A_SIDE.low:
        hint = "Hold a little longer, or repeat it more often."
        yield _found(codes.LITTLE_STRETCH, message, stretch, "hold", hint)
    elif total > SECONDS_A_SIDE.high:
        hint = "Hold it for less time, or repeat it less often."
        yield _found(codes.MUCH_STRETCH, message, stretch, "hold", hint)


def check_routine_doses_fit(guide: Guide) -> Iterator[Diagnostic]:
    """A routine's own dose lies inside the range of the stretch; repetitions may be fewer."""
    for routine in guide.routines.values():
        for place, entry in enumerate(routine.stretches):
            stretch = guide.stretches.get(entry.stretch)
            if stretch is None or entry.dose is None or stretch.dose is DOSE:
                continue  # what is unknown, or could not be read, is reported already
            allowed = {
                "hold": stretch.dose.hold,
                "times": Range(1, max(1, stretch.dose.times.high)),
            }
            for key, limits in allowed.items():
                value: Range | None = getattr(entry.dose, key)
                if value and not limits.holds(value):
                    message = (
                        f"`{key}` is {_shown(limits)} for `{stretch.slug}`, not {_shown(value)}."
                    )
                    span = routine.span_of("stretches", place, "dose", key)
                    hint = "Stay inside the range, or correct the stretch."
                    yield Diagnostic(
                        codes.DOSE_OUTSIDE_STRETCH, message, routine.source_file, span, hint
                    )


def _shown(value: Range) -> str:
    return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"


def _found(
    code: codes.Code, message: str, stretch: Stretch, key: str, hint: str = ""
) -> Diagnostic:
    return Diagnostic(code, message, stretch.source_file, stretch.span_of("dose", key), hint)
