"""Who checked a page, and when: both or neither, and not too long ago."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sitegen.model import Area, Guide, GuidePage, Routine, Stretch

REVIEW_LASTS_YEARS = 2


def check_reviews_are_whole(guide: Guide, today: date) -> Iterator[Diagnostic]:
    """A review has a name and a day, the day has come, and it is at most two years ago."""
    items: chain[Stretch | Routine | GuidePage | Area] = chain(
        guide.stretches.values(),
        guide.routines.values(),
        guide.pages.values(),
        guide.areas.values(),
    )
    for item in items:
        day = item.reviewed_on
        if bool(item.reviewed_by) != bool(day):
            key, other = ("reviewed_on", "reviewed_by") if day else ("reviewed_by", "reviewed_on")
            message = f"`{key}` is given without `{other}`."
            hint = "Give both, or neither; nobody is named who did not check it."
            yield Diagnostic(
                codes.HALF_A_REVIEW, message, item.source_file, item.span_of(key), hint
            )
        elif day and day > today:
            message = f"{day} has not come yet."
            span = item.span_of("reviewed_on")
            hint = "Correct the date: year-month-day."
            yield Diagnostic(codes.REVIEW_IN_FUTURE, message, item.source_file, span, hint)
        elif day and _years_later(day) < today:
            message = f"The check of {day} is more than {REVIEW_LASTS_YEARS} years ago."
            span = item.span_of("reviewed_on")
            yield Diagnostic(
                codes.REVIEW_PAST_DUE, message, item.source_file, span, "Ask for a new one."
            )


def _years_later(day: date) -> date:
    """The same day two years on; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + REVIEW_LASTS_YEARS, day=last)
