"""Routines in an order that a sore body can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic
from sitegen.model import routine_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Guide, Routine, RoutinePart

# A hold that starts at this length is a long one; what starts below it is gentle enough to begin.
LONG_HOLD_SECONDS = 20
OLDER_ADULTS_LEVEL = 2


def check_floor_is_visited_once(guide: Guide) -> Iterator[Diagnostic]:
    """A routine goes down to the floor at most once."""
    for routine in guide.routines.values():
        visits, is_down = 0, False
        for part in routine_parts(guide, routine):
            visits += part.on_floor and not is_down
            if part.on_floor and not is_down and visits > 1:
                message = f"`{part.stretch.slug}` goes down to the floor a second time."
                hint = "Put the floor stretches next to each other."
                yield _found(codes.FLOOR_TWICE, message, routine, part, hint)
            # A stretch that can be done lying too does not make anyone get up.
            is_down = part.on_floor or (is_down and _can_stay_down(part))


def _can_stay_down(part: RoutinePart) -> bool:
    return any(position.startswith("lying") for position in part.stretch.positions)


def check_start_is_gentle(guide: Guide) -> Iterator[Diagnostic]:
    """A routine starts with a movement or a short hold, not with a long one."""
    for routine in guide.routines.values():
        for part in routine_parts(guide, routine)[:1]:
            if part.stretch.kind == "hold" and part.hold.low >= LONG_HOLD_SECONDS:
                message = f"The routine begins with a hold of {part.hold.low} seconds or more."
                hint = "Begin with a movement, or with a short and easy hold."
                yield _found(codes.ABRUPT_START, message, routine, part, hint)


def check_levels_suit_older_adults(guide: Guide) -> Iterator[Diagnostic]:
    """A routine for older adults has no stretch that is only for fit people."""
    for routine in guide.routines.values():
        if not routine.for_older_adults:
            continue
        for part in routine_parts(guide, routine):
            if part.stretch.level > OLDER_ADULTS_LEVEL:
                message = (
                    f"`{part.stretch.slug}` is of level {part.stretch.level}, only for fit people."
                )
                hint = "Choose an easier stretch."
                yield _found(codes.LEVEL_FOR_OLDER_ADULTS, message, routine, part, hint)


def _found(
    code: codes.Code, message: str, routine: Routine, part: RoutinePart, hint: str
) -> Diagnostic:
    span = routine.span_of("stretches", part.index, "stretch")
    return Diagnostic(code, message, routine.source_file, span, hint)
