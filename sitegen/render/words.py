"""Numbers and names to plain words: the one place that words a dose, a time or a position."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from sitegen.model import Range
from sitegen.render.saying import noted, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sitegen.model import Kind, Sides, Stretch

# A calm breath, in and out, takes about this long; common practice, not a measurement.
SECONDS_A_BREATH = 5

POSITIONS = {
    "standing": noted("standing"),
    "sitting": noted("sitting"),
    "floor-sitting": noted("sitting on the floor"),
    "all-fours": noted("on hands and knees"),
    "kneeling": noted("kneeling"),
    "lying-back": noted("lying on your back"),
    "lying-front": noted("lying on your front"),
    "lying-side": noted("lying on your side"),
}
LEVELS = {1: noted("Easy"), 2: noted("Needs some mobility"), 3: noted("Only if you are fit")}
# A need is shown as "a chair"; a wall or a step is there already.
NEEDS = {
    "chair": noted("a sturdy chair"),
    "wall": noted("a wall"),
    "towel": noted("a towel"),
    "cushion": noted("a cushion"),
    "doorway": noted("a doorway"),
    "step": noted("a low step"),
    "table": noted("a table"),
    "bed": noted("a bed"),
}
_MONTHS = (
    noted("January"),
    noted("February"),
    noted("March"),
    noted("April"),
    noted("May"),
    noted("June"),
    noted("July"),
    noted("August"),
    noted("September"),
    noted("October"),
    noted("November"),
    noted("December"),
)


def range_words(value: Range) -> str:
    """`5 to 15`, or `5` where low and high are the same."""
    if value.low == value.high:
        return str(value.low)
    return say("{low} to {high}", low=value.low, high=value.high)


def counted(value: Range, one: str, many: str) -> str:
    """A range with its noun: `1 second`, `5 to 15 seconds`.

    Args:
        value: The range.
        one: What is said of one: `{number} second`.
        many: What is said of more.
    """
    return say(one if value.high == 1 else many, number=range_words(value))


def seconds_words(seconds: Range) -> str:
    """`5 to 15 seconds`."""
    return counted(seconds, noted("{number} second"), noted("{number} seconds"))


def stretches_words(count: int) -> str:
    """`7 stretches`."""
    return counted(Range(count, count), noted("{number} stretch"), noted("{number} stretches"))


def times_words(times: Range) -> str:
    """`once`, `2 times`, `2 to 4 times`."""
    return counted(times, noted("once"), noted("{number} times"))


def repeat_words(times: Range, sides: Sides) -> str:
    """How many times, where one side follows the other `3 times on each side`."""
    repeat = times_words(times)
    return say("{times} on each side", times=repeat) if sides == "each" else repeat


def breaths_words(hold: Range) -> str:
    """How many slow breaths a hold is: `about 1 to 3 slow breaths`."""
    low, high = (max(1, round(seconds / SECONDS_A_BREATH)) for seconds in (hold.low, hold.high))
    breaths = Range(low, high)
    return counted(
        breaths, noted("about {number} slow breath"), noted("about {number} slow breaths")
    )


def dose_words(kind: Kind, hold: Range, times: Range, sides: Sides) -> str:
    """The whole dose in one line, as a card and a sheet show it."""
    repeat = repeat_words(times, sides)
    if kind == "hold":
        return say("Hold {seconds}, {times}", seconds=seconds_words(hold), times=repeat)
    if hold.high == 0:
        return say("Move slowly, {times}", times=repeat)
    return say("Move slowly, pause {seconds}, {times}", seconds=seconds_words(hold), times=repeat)


def minutes_words(seconds: float) -> str:
    """A time rounded up to half a minute: `1½ minutes`."""
    halves = max(1, ceil(seconds / 30))
    whole, half = divmod(halves, 2)
    number = f"{whole or ''}{'½' if half else ''}"
    one, many = noted("{number} minute"), noted("{number} minutes")
    return say(one if halves <= 2 else many, number=number)


def per_day_words(per_day: Range) -> str:
    """`once a day`, `once or twice a day`, `2 to 4 times a day`."""
    if per_day == (1, 2):
        return say("once or twice a day")
    return say("{times} a day", times=times_words(per_day))


def days_words(days: Range) -> str:
    """`every day`, `3 to 7 days a week`."""
    if days.low == 7:
        return say("every day")
    return counted(days, noted("{number} day a week"), noted("{number} days a week"))


def least_days_words(days: Range) -> str:
    """A routine's days: at least so many, better so many."""
    least = say("every day")
    if days.low != 7:
        least = say("at least {number} days a week", number=days.low)
    if days.low == days.high:
        return least
    return say("{least}, better {number}", least=least, number=days.high)


def day_words(day: date) -> str:
    """`25 November 2026`."""
    return say(
        "{day} {month} {year}", day=day.day, month=say(_MONTHS[day.month - 1]), year=day.year
    )


def joined(words: Iterable[str], form: str = noted("{first} or {last}")) -> str:
    """`a`, `a or b`, `a, b or c`."""
    *first, last = [*words] or [""]
    return say(form, first=", ".join(first), last=last) if first else last


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def positions_words(positions: Iterable[str]) -> str:
    """`Sitting or standing`."""
    return sentence_case(joined(say(POSITIONS[position]) for position in positions))


def needs_words(stretches: Iterable[Stretch]) -> str:
    """What one needs for all of these: `a sturdy chair and a towel`; "" for nothing."""
    needed = {need for stretch in stretches for need in stretch.needs}
    things = (say(words) for need, words in NEEDS.items() if need in needed)
    return joined(things, noted("{first} and {last}"))
