"""JSON Schemas of what contributors write, made from the declarations that the loader goes by.

They stand in `docs/schemas/`, for editors and other programs.  They say what a schema can say: a
range with its high number first, or a name that leads nowhere, is found by `build.py check` alone.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

import msgspec
import yaml

from sitegen import limits
from sitegen.model import (
    CONTENT_KINDS,
    DIRECTIONS,
    ContentKind,
    Declared,
    Direction,
    Fields,
    Range,
    declared_fields,
    example_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_COUNT = {"type": "integer", "minimum": 0}
_RANGE = {
    "description": "A whole number, or [low, high].",
    "anyOf": [_COUNT, {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}],
}
_VECTOR = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 3,
    "maxItems": 3,
    "not": {"items": {"const": 0}},
}
_DIRECTION = {
    "description": "A direction, or [forward, left, up].",
    "anyOf": [{"enum": list(DIRECTIONS)}, _VECTOR],
}
_PLAIN: Mapping[type, dict[str, Any]] = {
    str: {"type": "string", "pattern": r"\S"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: _DATE,
}
_SHARED: Mapping[type, dict[str, Any]] = {Range: _RANGE, Direction: _DIRECTION}


def schema_files() -> dict[str, str]:
    """Each file of docs/schemas/ by its name, as text."""
    return {
        f"{kind.name}.schema.json": f"{json.dumps(content_schema(kind), indent=2)}\n"
        for kind in CONTENT_KINDS
    }


def content_schema(kind: ContentKind) -> dict[str, Any]:
    """The JSON Schema of one kind of file."""
    maker = _Maker({})
    group = maker.group(kind.fields)
    if kind.is_by_name:
        entries = maker.reference(kind.fields)
        group = {"type": "object", "additionalProperties": entries, "minProperties": 1}
    shared = {"$defs": dict(sorted(maker.shared.items()))} if maker.shared else {}
    head = {"$schema": _DIALECT, "title": f"{kind.title}: {kind.files}"}
    return {**head, "description": kind.fields.__doc__, **group, **shared}


class _Maker(NamedTuple):
    """Makes the schemas of one file; what several keys share stands in it once, by name."""

    shared: dict[str, Any]

    def reference(self, type_: type) -> dict[str, Any]:
        """A reference to the schema of a type, which is made where it is new."""
        name = type_.__name__.removesuffix("Fields")
        if name not in self.shared:
            self.shared[name] = {}  # holds its place
            self.shared[name] = _SHARED[type_] if type_ in _SHARED else self.group(type_)
        return {"$ref": f"#/$defs/{name}"}

    def group(self, kind: type[Fields]) -> dict[str, Any]:
        """A group of keys."""
        declared = declared_fields(kind)
        defaults = {each.name: each.default for each in msgspec.structs.fields(kind)}
        required = [name for name, field in declared.items() if field.is_required]
        return {
            "description": kind.__doc__,
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: self.key(field, defaults[name]) for name, field in declared.items()
            },
            **({"required": required} if required else {}),
        }

    def key(self, field: Declared, default: Any) -> dict[str, Any]:
        """What stands behind a key: its value, and what is told of it."""
        told: dict[str, Any] = {"description": field.about.meaning}
        if default is not msgspec.NODEFAULT and default is not None:
            told["default"] = _as_written(default)
        told["examples"] = [_as_written(yaml.safe_load(example_of(field)))]
        value = self.value(field)
        return {**told, **(_or_null(value) if field.may_be_empty else value)}

    def value(self, field: Declared) -> dict[str, Any]:
        """A value of a field's type, within its limits."""
        about, type_ = field.about, field.type
        if get_origin(type_) is Literal:
            return {"enum": list(get_args(type_))}
        if get_origin(type_) is tuple:
            item = self.value(field._replace(type=get_args(type_)[0]))
            fewest = {"minItems": 1} if field.is_required else {}
            return {"type": "array", "items": item, **fewest, "maxItems": limits.ITEMS}
        if type_ in _PLAIN:
            bounds = {
                "minimum": about.least,
                "maximum": about.most,
                "maxLength": about.longest,
                "pattern": f"^(?:{about.form.pattern})$" if about.form else None,
            }
            known = {name: bound for name, bound in bounds.items() if bound is not None}
            return {**_PLAIN[type_], **known}
        reference = self.reference(type_)
        if issubclass(type_, Fields) and type_.shorthand:
            word = self.value(declared_fields(type_)[type_.shorthand])
            return {"anyOf": [word, reference]}
        return reference


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, or no value at all."""
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _as_written(value: Any) -> Any:
    """A value as JSON has it: what a contributor writes."""
    if isinstance(value, Direction):
        return next(name for name, direction in DIRECTIONS.items() if direction == value)
    if isinstance(value, Range) and value.low == value.high:
        return value.low
    if isinstance(value, Fields):
        own = {
            each.name: _as_written(getattr(value, each.name))
            for each in msgspec.structs.fields(type(value))
            if getattr(value, each.name) != each.default
        }
        short = type(value).shorthand
        return own or (_as_written(getattr(value, short)) if short else {})
    if isinstance(value, tuple | list):
        return [_as_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value
