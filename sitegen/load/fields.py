"""Values of front matter to typed fields: every mistake of a file at once, in plain words.

A writer's mistake never raises.  It is reported at its place, the field gets a harmless value,
and loading goes on, so that the faults further down are found in the same run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from sitegen import codes
from sitegen.diagnostics import START, Span, suggestion
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
    "model_type": "keys of its own, indented below it",
    "model_attributes_type": "keys of its own, indented below it",
}
_LIMITS = {
    "string_too_long": (codes.TOO_LONG, "has {length} characters; {max_length} are the most"),
    "too_short": (codes.WRONG_VALUE, "is empty; it needs at least one"),
    "string_too_short": (codes.WRONG_VALUE, "is empty"),
    "greater_than_equal": (codes.WRONG_VALUE, "must be at least {ge}, not {shown}"),
    "less_than_equal": (codes.WRONG_VALUE, "must be at most {le}, not {shown}"),
    "string_pattern_mismatch": (codes.WRONG_VALUE, "is not of the right form: {shown}"),
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
        _report(kind, detail, document, finds, at)
    return _mended(kind, dict(values), [detail["loc"] for detail in details], blank)


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drop "too few items" of a list whose items were refused one by one."""
    parents = {detail["loc"][:-1] for detail in details}
    return [d for d in details if d["type"] != "too_short" or d["loc"] not in parents]


def _mended(
    kind: type[FieldsT], values: dict[str, Any], faults: list[Location], blank: FieldsT
) -> FieldsT:
    """The same fields, with every faulty one taken from the blank."""
    names = {str(fault[0]) for fault in faults}
    good = {name: value for name, value in values.items() if name not in names}
    blanks = {name: getattr(blank, name) for name in names & kind.model_fields.keys()}
    # A blank list is empty, which some kinds refuse: it goes in once the rest is validated.
    filled = {name: value if value != () else ("blank",) for name, value in blanks.items()}
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
        hint = suggestion(key, owner.model_fields)
        found = codes.UNKNOWN_KEY, f"`{key}` is not a key that belongs here.", hint
    elif value is None:
        found = codes.WRONG_TYPE, f"`{key}` has no value.", ""
    elif detail["type"] == "literal_error":
        found = _describe_choice(detail, key)
    elif detail["type"] in _LIMITS:
        code, text = _LIMITS[detail["type"]]
        limits = {**detail.get("ctx", {}), "length": len(str(value)), "shown": _shown(value)}
        description = owner.model_fields[key].description if key in owner.model_fields else ""
        found = code, f"`{key}` {text.format(**limits)}.", description or ""
    else:
        expected = _EXPECTED.get(detail["type"], detail["msg"])
        hint = "Write it without quotes." if _is_quoted_number(detail["type"], value) else ""
        found = codes.WRONG_TYPE, f"`{key}` must be {expected}, not {_shown(value)}.", hint
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
    text = text if len(text) <= 40 else text[:37] + "…"
    return f"'{text}'" if isinstance(value, str) else text


def _is_quoted_number(fault: str, value: object) -> bool:
    return (
        fault in {"int_type", "range"}
        and isinstance(value, str)
        and value.isdigit()
        and (value == "0" or not value.startswith("0"))
    )
