"""Values of front matter to typed fields: every mistake of a file at once, in plain words.

A writer's mistake never raises.  It is reported at its place, the field gets a harmless value,
and loading goes on, so that the faults further down are found in the same run.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

from sitegen import codes, limits
from sitegen.diagnostics import START, Span, suggestion
from sitegen.load.placed_yaml import UNREADABLE
from sitegen.model import (
    DIRECTIONS,
    Declared,
    Direction,
    Document,
    Fields,
    Location,
    Range,
    declared_fields,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.load.files import Finds

FieldsT = TypeVar("FieldsT", bound=Fields)

_BOOLEANS = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}
_LONGEST_SHOWN = 40
# What is right for one depends on the other: a blank beside a true value would seem a fault.
_UNDERSTOOD_TOGETHER = (
    frozenset({"kind", "dose"}),
    frozenset({"reviewed_by", "reviewed_on"}),
)


def read_fields(
    kind: type[FieldsT],
    values: Mapping[str, Any],
    document: Document,
    finds: Finds,
    *,
    blank: FieldsT,
    at: Location = (),
) -> FieldsT:
    """Read values as fields of one kind.

    Args:
        kind: The fields to read.
        values: Values as YAML gave them, lists as tuples.
        document: Where they stand.
        finds: Takes every mistake.
        blank: Fields to take the place of those that cannot be used.
        at: Where in the document these values are, if not at its top.

    Returns:
        Fields of the right types.
    """
    read = _Reader(document, finds).keys(kind, values, at)
    unusable = {name for name, value in read.items() if value is UNREADABLE}
    for together in _UNDERSTOOD_TOGETHER:
        unusable |= together if together & unusable and together <= read.keys() else set()
    return kind(**read | {name: getattr(blank, name) for name in unusable})


def read_given(
    kind: type[Fields],
    values: Mapping[str, Any],
    document: Document,
    finds: Finds,
    *,
    at: Location = (),
) -> dict[str, Any]:
    """Read the fields of a kind that are given, as `read_fields` does; the faulty are left out."""
    read = _Reader(document, finds).keys(kind, values, at, needs_all=False)
    return {name: value for name, value in read.items() if value is not UNREADABLE}


class _Reader:
    """Reads the values of one document; `UNREADABLE` stands for each that was reported."""

    def __init__(self, document: Document, finds: Finds) -> None:
        self.document = document
        self.finds = finds

    def keys(
        self,
        kind: type[Fields],
        values: Mapping[str, Any],
        at: Location,
        *,
        needs_all: bool = True,
    ) -> dict[str, Any]:
        """The values of a group of keys; of those left out, only the required ones are named."""
        declared = declared_fields(kind)
        read: dict[str, Any] = {}
        for key, field in declared.items():
            if key in values:
                read[key] = self.value(field, values[key], (*at, key))
            elif field.is_required and needs_all:
                span = self.document.key_span_of(*at) if at else START
                hint = field.about.text or "It is needed."
                self.report(codes.MISSING_KEY, f"`{key}` is missing.", span, hint)
                read[key] = UNREADABLE
        unknown = [key for key in values if key not in declared]
        if len(unknown) > limits.ITEMS:
            span = self.document.key_span_of(*at, unknown[0])
            message = f"{len(unknown):,} keys have names that nothing reads; this is the first."
            self.report(codes.TOO_LARGE, message, span, "Delete them.")
            return read
        for key in unknown:
            hint = suggestion(key, declared) or "Correct the name, or delete the line."
            message = f"`{key}` is not a key that belongs here."
            self.report(codes.UNKNOWN_KEY, message, self.document.key_span_of(*at, key), hint)
        return read

    def value(self, field: Declared, value: Any, at: Location) -> Any:
        """The value of one field or list item, as its type wants it."""
        if value is UNREADABLE or (value is None and field.may_be_empty):
            return value
        if value is None:
            message, hint = f"`{_key(at)}` has no value.", "Write one behind the colon."
            return self.report(codes.WRONG_TYPE, message, self.document.key_span_of(*at), hint)
        if get_origin(field.type) is Literal:
            return self.choice(field, value, at)
        if get_origin(field.type) is tuple:
            return self.items(field, value, at)
        return self.single(field, value, at)

    def single(self, field: Declared, value: Any, at: Location) -> Any:
        """A group of keys, a range, or a plain value within its limits."""
        if issubclass(field.type, Fields):
            return self.group(field.type, value, at)
        if field.type is Range:
            return self.range(value, at)
        if field.type is Direction:
            return self.direction(value, at)
        if field.type is float and type(value) is int:
            value = float(value)
        if type(value) is not field.type:
            hint = _type_hint(field.type, value)
            return self.wrong_type(_EXPECTED[field.type], value, at, hint)
        if fault := _limit_fault(field, value):
            code, words = fault
            return self.wrong(code, words, at, field.about.text)
        return value

    def choice(self, field: Declared, value: Any, at: Location) -> Any:
        """One of a few words."""
        known = get_args(field.type)
        if value in known:
            return value
        hint = suggestion(str(value), known) or f"Use one of {', '.join(known)}."
        code = field.about.unknown or codes.WRONG_VALUE
        return self.wrong(code, f"cannot be {_shown(value)}", at, hint)

    def items(self, field: Declared, value: Any, at: Location) -> Any:
        """A list, each item read; one faulty item makes the list unusable."""
        if not isinstance(value, tuple):
            shown = f"Write `[{value}]`."
            hint = shown if isinstance(value, str) and len(value) <= _LONGEST_SHOWN else ""
            return self.wrong_type("a list such as [one, two]", value, at, hint)
        if field.is_required and not value:
            words = "is empty; it needs at least one"
            return self.wrong(codes.WRONG_VALUE, words, at, field.about.text)
        if len(value) > limits.ITEMS:
            words = f"has {len(value):,} items; {limits.ITEMS} are the most"
            return self.wrong(codes.TOO_LARGE, words, at, "Take some out.")
        item = Declared(get_args(field.type)[0], field.about, is_required=True, may_be_empty=False)
        read = tuple(self.value(item, each, (*at, i)) for i, each in enumerate(value))
        return UNREADABLE if UNREADABLE in read else read

    def group(self, kind: type[Fields], value: Any, at: Location) -> Any:
        """A group of keys, or the one text that may stand for it."""
        if kind.shorthand and isinstance(value, str):
            value = {kind.shorthand: value}
        if not isinstance(value, dict):
            return self.wrong_type("a group of keys, indented below it", value, at)
        read = self.keys(kind, value, at)
        return UNREADABLE if UNREADABLE in read.values() else kind(**read)

    def range(self, value: Any, at: Location) -> Any:
        """3 as (3, 3), and [5, 15] as (5, 15)."""
        numbers = value if isinstance(value, tuple) else (value, value)
        is_whole = {type(number) for number in numbers} == {int}
        if len(numbers) != 2 or not is_whole:
            hint = _type_hint(int, value) or _range_hint(value)
            is_near = is_whole and len(numbers) < 2
            code = codes.WRONG_VALUE if is_near else codes.WRONG_TYPE
            return self.wrong_type("a whole number, or [low, high]", value, at, hint, code)
        expected = ""
        if numbers[0] > numbers[1]:
            expected = "a range with its low number first"
        elif numbers[0] < 0:
            expected = "a number that is not below 0"
        if expected:
            return self.wrong_type(expected, value, at, "", codes.WRONG_VALUE)
        return Range(*numbers)

    def direction(self, value: Any, at: Location) -> Any:
        """`up`, or [forward, left, up]."""
        if isinstance(value, str):
            if value in DIRECTIONS:
                return DIRECTIONS[value]
            hint = suggestion(value, DIRECTIONS) or f"Use one of {', '.join(DIRECTIONS)}."
            return self.wrong(codes.WRONG_VALUE, f"cannot be {_shown(value)}", at, hint)
        is_vector = isinstance(value, tuple) and all(type(n) in {int, float} for n in value)
        if not is_vector or len(value) != 3 or not any(value):
            hint = "As in `up` or `[1, 0, 0.5]`."
            return self.wrong_type("a direction or [forward, left, up]", value, at, hint)
        return Direction(*map(float, value))

    def wrong_type(
        self,
        expected: str,
        value: Any,
        at: Location,
        hint: str = "",
        code: codes.Code = codes.WRONG_TYPE,
    ) -> Any:
        """Report a value that should be something else."""
        return self.wrong(code, f"must be {expected}, not {_shown(value)}", at, hint)

    def wrong(self, code: codes.Code, words: str, at: Location, hint: str) -> Any:
        """Report a value at its place."""
        return self.report(code, f"`{_key(at)}` {words}.", self.document.span_of(*at), hint)

    def report(self, code: codes.Code, message: str, span: Span, hint: str) -> Any:
        """Report a fault; what stands there is unusable."""
        self.finds.add(code, message, self.document.source, span, hint)
        return UNREADABLE


def _key(at: Location) -> str:
    """The last key on the way to a place: that of the list, for an item."""
    return next(part for part in reversed(at) if isinstance(part, str))


_EXPECTED = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-05-31",
}


def _limit_fault(field: Declared, value: Any) -> tuple[codes.Code, str] | None:
    """What is wrong with a value of the right type: code, and the words behind its key."""
    about = field.about
    if isinstance(value, str):
        if not value.strip():
            return codes.WRONG_VALUE, "is empty"
        if about.longest and len(value) > about.longest:
            words = f"has {len(value)} characters; {about.longest} are the most"
            return codes.TOO_LONG, words
        if about.form and not re.fullmatch(about.form.pattern, value):
            return codes.WRONG_VALUE, f"must be {about.form.words}, not {_shown(value)}"
    if about.least is not None and value < about.least:
        return codes.WRONG_VALUE, f"must be at least {about.least}, not {_shown(value)}"
    if about.most is not None and value > about.most:
        return codes.WRONG_VALUE, f"must be at most {about.most}, not {_shown(value)}"
    return None


def _shown(value: object) -> str:
    """A value as its writer would recognise it, short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(item).strip(chr(39)) for item in value[:6])}]"
    if isinstance(value, dict):
        return "keys"
    text = str(value)
    text = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return f"'{text}'" if isinstance(value, str) else text


def _type_hint(expected: type, value: object) -> str:
    """What to do about a value of another type, where that is sure."""
    if expected is str and isinstance(value, dict):
        return "Put quotes around a text that has a colon in it."
    if expected is str and not isinstance(value, tuple):
        return "Put quotes around it."
    is_quoted = _is_number if expected in {int, float} else _is_date if expected is date else None
    if is_quoted and isinstance(value, str) and is_quoted(value):
        return "Write it without quotes."
    if expected is bool and str(value).lower() in _BOOLEANS:
        return f"Write `{_BOOLEANS[str(value).lower()]}`."
    return ""


def _range_hint(value: object) -> str:
    """How two numbers in a text, as `3-5` or `3 to 5 seconds`, are written."""
    numbers = re.findall(r"[0-9]+", value) if isinstance(value, str) else []
    if len(numbers) == 2:
        return f"Write `[{int(numbers[0])}, {int(numbers[1])}]`."
    return f"Write `{int(numbers[0])}`, without a unit." if len(numbers) == 1 else ""


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))


def _is_number(text: str) -> bool:
    return text.isdecimal() and (text == "0" or not text.startswith("0"))
