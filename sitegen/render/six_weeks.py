"""A routine as a plan of six weeks: each dose goes up in three steps inside its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Range, routine_parts
from sitegen.render import words
from sitegen.render.pictures import END, small_picture
from sitegen.render.references import listed_title
from sitegen.render.views import SixWeeksRow, SixWeeksView

if TYPE_CHECKING:
    from sitegen.model import Guide, Kind, Routine
    from sitegen.render.views import RoutineCard, RoutineCaution

# From here up people count in fives.
_COARSE = 10


def six_weeks_address(slug: str) -> str:
    """The address of a routine's plan, from the root of the site."""
    return f"/routines/{slug}/plan/"


def six_weeks_view(
    guide: Guide, routine: Routine, card: RoutineCard, cautions: tuple[RoutineCaution, ...]
) -> SixWeeksView:
    """The plan of a routine.

    Args:
        guide: The guide.
        routine: The routine.
        card: As it stands in lists.
        cautions: For which conditions to ask first, with the numbers of stretches.

    Returns:
        For each stretch its dose in weeks 1 and 2, 3 and 4, 5 and 6: low, between, high.
    """
    rows = tuple(
        SixWeeksRow(
            title=listed_title(part.stretch),
            address=f"/stretches/{part.stretch.slug}/",
            sides="Each side" if part.stretch.sides == "each" else "",
            picture=small_picture(part.stretch, guide.settings.body, END),
            doses=tuple(
                _dose(part.stretch.kind, hold, times)
                for hold, times in zip(thirds(part.hold), thirds(part.times), strict=True)
            ),
        )
        for part in routine_parts(guide, routine)
    )
    return SixWeeksView(
        card, rows, cautions, words.least_days_words(routine.days_per_week), routine.draft
    )


def thirds(value: Range) -> tuple[int, int, int]:
    """Low, a round number between, and high."""
    middle = (value.low + value.high) // 2
    if value.high - value.low >= _COARSE:
        middle -= middle % 5
    return value.low, middle, value.high


def _dose(kind: Kind, hold: int, times: int) -> str:
    """`15 seconds, 2 times`; of a movement, its repetitions and the pause."""
    repeat = words.times_words(Range(times, times))
    seconds = words.seconds_words(Range(hold, hold))
    if kind == "hold":
        return f"{seconds}, {repeat}"
    return f"{repeat}, pause {seconds}" if hold else repeat
