"""The text of a cell to the value that its field wants, as people write it into a spreadsheet."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from sitegen.model import Range

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.model import Declared

_BETWEEN = re.compile(r"[ \t\n]+")
_BETWEEN_ITEMS = re.compile(r"[;\n]")
_BULLET = re.compile(r"\A[-*\u2022\u2013] +")
_NUMBERED = re.compile(r"\A(?:[Ss]tep +)?[0-9]{1,2} *[.):]\s+")
_WHOLE = re.compile(r"[0-9]{1,9}")
_RANGE = re.compile(r"([0-9]{1,9})(?:\s*(?:-|\u2013|\u2014|to)\s*([0-9]{1,9}))?", re.IGNORECASE)
_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
# A spreadsheet takes 3-7 for a day, and shows 07-Mar or 3. Jul in its place.
_DAY = re.compile(
    r"[0-9]{1,2}[-.] ?[^\W\d_]{3,4}\.?|[^\W\d_]{3,4}\.?-[0-9]{1,2}|[0-9]+[./][0-9]+.*|[0-9]{4}-.*"
)


class NotAValueError(Exception):
    """A cell's text is not what its field wants; the message says that, then what to do."""


def folded(text: str) -> str:
    """A text on one line, without space around it."""
    return _BETWEEN.sub(" ", text).strip()


def items_of(text: str) -> tuple[str, ...]:
    """The items of a list: a semicolon or a line break stands between two."""
    items = (folded(_BULLET.sub("", part.strip())) for part in _BETWEEN_ITEMS.split(text))
    return tuple(item for item in items if item)


def steps_of(text: str) -> tuple[str, ...]:
    """The steps in one cell: one a line, with or without its number."""
    return tuple(step for line in text.split("\n") if (step := step_of(line)))


def step_of(text: str) -> str:
    """One step, without its number."""
    bare = _BULLET.sub("", text.strip())
    return folded(_NUMBERED.sub("", bare))


def value_of(text: str, field: Declared, known: Collection[str]) -> Any:
    """The value of a cell that is not empty.

    Args:
        text: What stands in it.
        field: The field that it fills.
        known: Names of the guide that it can hold; a spreadsheet begins them with a capital.

    Returns:
        A value for front matter: text, number, true or false, date, range, or a tuple of texts.

    Raises:
        NotAValueError: It is of another kind.
    """
    if get_origin(field.type) is tuple:
        names = get_args(get_args(field.type)[0]) or known
        return tuple(_as_known(item, names) for item in items_of(text))
    text = folded(text)
    if get_origin(field.type) is Literal:
        return _as_known(text, get_args(field.type))
    return _READERS[field.type](text)


def _as_known(text: str, known: Collection[str]) -> str:
    """A name as the guide spells it, where only capitals, spaces and hyphens differ."""
    spelled = _spelled(text)
    return next((name for name in known if _spelled(name) == spelled), text)


def _spelled(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.casefold())


def _number(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise NotAValueError("must be a whole number.", "Write it in digits alone, as in `2`.")
    return int(text)


def _range(text: str) -> Range:
    match = _RANGE.fullmatch(text)
    if not match:
        hint = "Write `10` or `10 to 20`, in digits alone."
        if _DAY.fullmatch(text):
            hint = "Has the spreadsheet made a day of it? Write it with a word: `3 to 7`."
        raise NotAValueError("must be a number, or two with `to` between them.", hint)
    return Range(int(match[1]), int(match[2] or match[1]))


def _truth(text: str) -> bool:
    if text.casefold() not in _YES_OR_NO:
        raise NotAValueError("must be yes or no.", "Write `yes` or `no`.")
    return _YES_OR_NO[text.casefold()]


def _day(text: str) -> date:
    try:
        # From Python 3.11 on, that alone would read 20260531 as well.
        return date.fromisoformat(text if len(text) == len("2026-05-31") else "")
    except ValueError:
        hint = "Give the column the format `Text`, and write year-month-day: `2026-05-31`."
        raise NotAValueError("must be a date such as 2026-05-31.", hint) from None


_READERS: dict[type, Any] = {str: str, int: _number, Range: _range, bool: _truth, date: _day}
