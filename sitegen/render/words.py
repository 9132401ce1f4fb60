"""Numbers and names to plain English: the one place that words a dose, a time or a position."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sitegen.model import Kind, Range, Sides, Stretch

# A calm breath, in and out, takes about this long; common practice, not a measurement.
SECONDS_A_BREATH = 5

POSITIONS = {
    "standing": "standing",
    "sitting": "sitting",
    "floor-sitting": "sitting on the floor",
    "all-fours": "on hands and knees",
    "kneeling": "kneeling",
    "lying-back": "lying on your back",
    "lying-front": "lying on your front",
    "lying-side": "lying on your side",
}
LEVELS = {1: "Easy", 2: "Needs some mobility", 3: "Only if you are fit"}
# A need is shown as "a chair"; a wall or a step is there already.
NEEDS = {
    "chair": "a sturdy chair",
    "wall": "a wall",
    "towel": "a towel",
    "cushion": "a cushion",
    "doorway": "a doorway",
    "step": "a low step",
    "table": "a table",
    "bed": "a bed",
}
_SIDES = {"each": " on each side", "both": "", "none": ""}


def range_words(value: Range) -> str:
    """`5 to 15`, or `5` where low and high are the same."""
    return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"


def counted(value: Range, one: str, many: str) -> str:
    """A range with its noun: `1 second`, `5 to 15 seconds`."""
    return f"{range_words(value)} {one if value.high == 1 else many}"


def times_words(times: Range) -> str:
    """`once`, `2 times`, `2 to 4 times`."""
    return "once" if times.high == 1 else f"{range_words(times)} times"


def sides_words(sides: Sides) -> str:
    """` on each side` where one side follows the other, else nothing."""
    return _SIDES[sides]


def breaths_words(hold: Range) -> str:
    """How many slow breaths a hold is: `about 1 to 3 slow breaths`."""
    low, high = (max(1, round(seconds / SECONDS_A_BREATH)) for seconds in (hold.low, hold.high))
    number = str(low) if low == high else f"{low} to {high}"
    return f"about {number} slow {'breath' if high == 1 else 'breaths'}"


def dose_words(kind: Kind, hold: Range, times: Range, sides: Sides) -> str:
    """The whole dose in one line, as a card and a sheet show it."""
    repeat = times_words(times) + sides_words(sides)
    if kind == "hold":
        return f"Hold {counted(hold, 'second', 'seconds')}, {repeat}"
    if hold.high == 0:
        return f"Move slowly, {repeat}"
    return f"Move slowly, pause {counted(hold, 'second', 'seconds')}, {repeat}"


def minutes_words(seconds: float) -> str:
    """A time rounded up to half a minute: `1½ minutes`."""
    halves = max(1, ceil(seconds / 30))
    whole, half = divmod(halves, 2)
    number = f"{whole or ''}{'½' if half else ''}"
    return f"{number} {'minute' if halves <= 2 else 'minutes'}"


def per_day_words(per_day: Range) -> str:
    """`once a day`, `once or twice a day`, `2 to 4 times a day`."""
    if per_day == (1, 2):
        return "once or twice a day"
    return f"{times_words(per_day)} a day"


def days_words(days: Range) -> str:
    """`every day`, `3 to 7 days a week`."""
    return "every day" if days.low == 7 else f"{counted(days, 'day', 'days')} a week"


def least_days_words(days: Range) -> str:
    """A routine's days: at least so many, better so many."""
    least = "every day" if days.low == 7 else f"at least {days.low} days a week"
    return least if days.low == days.high else f"{least}, better {days.high}"


def day_words(day: date) -> str:
    """`25 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def joined(words: Iterable[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    parts = list(words)
    return (
        parts[0]
        if len(parts) == 1
        else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
        if parts
        else ""
    )


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def positions_words(positions: Iterable[str]) -> str:
    """`Sitting or standing`."""
    return sentence_case(joined(POSITIONS[position] for position in positions))


def needs_words(stretches: Iterable[Stretch]) -> str:
    """What one needs for all of these: `a sturdy chair and a towel`; "" for nothing."""
    needed = {need for stretch in stretches for need in stretch.needs}
    return joined((words for need, words in NEEDS.items() if need in needed), last="and")
