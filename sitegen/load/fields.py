"""Values of front matter to typed fields: every mistake of a file at once, in plain words.

A writer's mistake never raises.  It is reported at its place, the field gets a harmless value,
and loading goes on, so that the faults further down are found in the same run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from sitegen import codes
from sitegen.diagnostics import START, Span, suggestion
from sitegen.load.placed_yaml import UNREADABLE
from sitegen.model import Document, Fields, Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from sitegen.load.files import Finds

FieldsT = TypeVar("FieldsT", bound=Fields)

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list such as [one, two]",
    "model_type": "a group of keys, indented below it",
    "model_attributes_type": "a group of keys, indented below it",
}
_BOOLEANS = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}
_LONGEST_SHOWN = 40
_LIMITS = {
    "string_too_long": (codes.TOO_LONG, "has {length} characters; {max_length} are the most"),
    "too_short": (codes.WRONG_VALUE, "is empty; it needs at least one"),
    "string_too_short": (codes.WRONG_VALUE, "is empty"),
    "greater_than_equal": (codes.WRONG_VALUE, "must be at least {ge}, not {shown}"),
    "less_than_equal": (codes.WRONG_VALUE, "must be at most {le}, not {shown}"),
    "string_pattern_mismatch": (codes.WRONG_VALUE, "must be {form}, not {shown}"),
}
# What is right for one depends on the other: a blank beside a true value would seem a fault.
_UNDERSTOOD_TOGETHER = (
    frozenset({"kind", "dose"}),
    frozenset({"reviewed_by", "reviewed_on"}),
)
_FORMS = {
    "address": "a web address such as `https://guide.example/`",
    "repository": "a web address such as `https://guide.example/source`",
    "language": "a language such as `en` or `en-GB`",
}
_LITERAL_CODES = {"positions": codes.UNKNOWN_POSITION, "needs": codes.UNKNOWN_NEED}


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
        blank: Valid fields; where a value is unusable, its field is taken from here.
        at: Where in the document these values are, if not at its top.

    Returns:
        Valid fields.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        details = _without_echoes(error.errors(include_url=False, include_context=True))
    for detail in details:
        if not _is_reported(detail["input"]):
            _report(kind, detail, document, finds, at)
    return _mended(kind, dict(values), [detail["loc"] for detail in details], blank)


def _is_reported(value: object) -> bool:
    """Whether a value is one that YAML could not give, or a list with one in it."""
    if isinstance(value, tuple):
        return any(_is_reported(item) for item in value)
    return value is UNREADABLE


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drop "too few items" of a list whose items were refused one by one."""
    parents = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    return [d for d in details if d["type"] != "too_short" or d["loc"] not in parents]


def _mended(
    kind: type[FieldsT], values: dict[str, Any], faults: list[Location], blank: FieldsT
) -> FieldsT:
    """The same fields, with every faulty one taken from the blank."""
    names = {str(fault[0]) for fault in faults}
    for together in _UNDERSTOOD_TOGETHER:
        names |= together if together & names and together <= kind.model_fields.keys() else set()
    good = {name: value for name, value in values.items() if name not in names}
    blanks = {name: getattr(blank, name) for name in names & kind.model_fields.keys()}
    # A required list may not be empty, as a blank one is: it goes in once the rest is validated.
    filled = {
        name: ("blank",) if value == () and kind.model_fields[name].is_required() else value
        for name, value in blanks.items()
    }
    return kind.model_validate(good | filled).model_copy(update=blanks)


def _report(
    kind: type[Fields], detail: ErrorDetails, document: Document, finds: Finds, at: Location
) -> None:
    location = (*at, *detail["loc"])
    key = next((str(part) for part in reversed(location) if isinstance(part, str)), "")
    code, message, hint = _describe(kind, detail, key)
    if detail["type"] == "missing":
        parent = location[:-1]
        span = document.key_span_of(*parent) if parent else START
    elif detail["type"] == "extra_forbidden":
        span = document.key_span_of(*location)
    else:
        span = document.span_of(*location)
        if detail["input"] is None:  # nothing stands there: point at the key
            span = document.key_span_of(*location)
    finds.add(code, message, document.source, Span(span.line, span.column, span.length), hint)


def _describe(kind: type[Fields], detail: ErrorDetails, key: str) -> tuple[codes.Code, str, str]:
    """Code, message and hint for one of pydantic's findings."""
    owner = _fields_at(kind, detail["loc"][:-1])
    value = detail["input"]
    if detail["type"] == "missing":
        purpose = owner.model_fields[key].description or "It is needed."
        found = codes.MISSING_KEY, f"`{key}` is missing.", purpose
    elif detail["type"] == "extra_forbidden":
        hint = suggestion(key, owner.model_fields) or "Correct the name, or delete the line."
        found = codes.UNKNOWN_KEY, f"`{key}` is not a key that belongs here.", hint
    elif value is None:
        found = codes.WRONG_TYPE, f"`{key}` has no value.", "Write one behind the colon."
    elif detail["type"] == "literal_error":
        found = _describe_choice(detail, key)
    elif detail["type"] in _LIMITS:
        code, text = _LIMITS[detail["type"]]
        limits = {**detail.get("ctx", {}), "length": len(str(value)), "shown": _shown(value)}
        limits["form"] = _FORMS.get(key, "of another form")
        description = owner.model_fields[key].description if key in owner.model_fields else ""
        found = code, f"`{key}` {text.format(**limits)}.", description or ""
    else:
        expected = _EXPECTED.get(detail["type"], detail["msg"])
        hint = _type_hint(detail["type"], value)
        code = codes.WRONG_VALUE if _is_range_of_numbers(detail) else codes.WRONG_TYPE
        found = code, f"`{key}` must be {expected}, not {_shown(value)}.", hint
    return found


def _describe_choice(detail: ErrorDetails, key: str) -> tuple[codes.Code, str, str]:
    known = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    hint = suggestion(str(detail["input"]), known) or f"Use one of {', '.join(known)}."
    code = _LITERAL_CODES.get(key, codes.WRONG_VALUE)
    return code, f"`{key}` cannot be {_shown(detail['input'])}.", hint


def _fields_at(kind: type[Fields], location: Location) -> type[Fields]:
    """The fields that a location inside another kind's values leads to."""
    for part in location:
        if isinstance(part, str) and part in kind.model_fields:
            kind = _fields_in(kind.model_fields[part].annotation) or kind
    return kind


def _fields_in(annotation: Any) -> type[Fields] | None:
    """The one kind of fields inside a type such as `tuple[RoutineEntry, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    inner = (_fields_in(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)


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


def _type_hint(fault: str, value: object) -> str:
    """What to do about a value of another type, where that is sure."""
    if fault == "string_type" and isinstance(value, dict):
        return "Put quotes around a text that has a colon in it."
    if fault == "string_type" and not isinstance(value, tuple):
        return "Put quotes around it."
    if fault == "tuple_type" and isinstance(value, str):
        return f"Write `[{value}]`." if len(value) <= _LONGEST_SHOWN else ""
    if fault in {"int_type", "range"} and isinstance(value, str) and _is_number(value):
        return "Write it without quotes."
    if fault == "bool_type" and str(value).lower() in _BOOLEANS:
        return f"Write `{_BOOLEANS[str(value).lower()]}`."
    return ""


def _is_range_of_numbers(detail: ErrorDetails) -> bool:
    """Whether a range is made of whole numbers, but not of two that fit."""
    value = detail["input"]
    numbers = value if isinstance(value, tuple) else (value,)
    return detail["type"] == "range" and len(numbers) <= 2 and {type(n) for n in numbers} == {int}


def _is_number(text: str) -> bool:
    return text.isdecimal() and (text == "0" or not text.startswith("0"))
