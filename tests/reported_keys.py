"""At which key of a content file a fault is reported, and what docs/fields.md says of that key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_origin

from sitegen.load.files import Finds
from sitegen.load.placed_yaml import read_mapping
from sitegen.model import CONTENT_KINDS, Declared, Fields, declared_fields
from sitegen.reference import GENERAL_FAULTS, faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.diagnostics import Diagnostic
    from sitegen.model import Location


def is_explained(diagnostic: Diagnostic) -> bool:
    """Whether docs/fields.md has the code at the key it is reported at, or at one around that."""
    keys = list(_keys_at(diagnostic))
    return not keys or diagnostic.code in {
        *GENERAL_FAULTS,
        *(code for key in keys for code in faults_of(key)),
    }


def _keys_at(diagnostic: Diagnostic) -> Iterator[Declared]:
    """The declared keys around the place of a fault, outer ones first, where there are any."""
    path = Path(diagnostic.source.path)
    kind = next((kind for kind in CONTENT_KINDS if path.match(kind.files)), None)
    location = _location(diagnostic)
    if kind is None or not location:
        return
    fields = kind.fields
    for part in location[kind.is_by_name :]:
        if isinstance(part, str):
            declared = declared_fields(fields).get(part)
            if declared is None:
                return
            yield declared
            is_list = get_origin(declared.type) is tuple
            inner = get_args(declared.type)[0] if is_list else declared.type
            if not (isinstance(inner, type) and issubclass(inner, Fields)):
                return
            fields = inner


def _location(diagnostic: Diagnostic) -> Location:
    """The keys that lead to the innermost value at the place of a fault."""
    source, line = diagnostic.source, 1
    text = source.text
    if source.path.endswith(".md"):
        parts = text.split("---\n")
        text, line = (parts[1], 2) if len(parts) > 2 and not parts[0] else ("", 1)
    placed = read_mapping(text, line, source, Finds())
    here = diagnostic.span
    around = [
        location
        for location, span in (placed.value_spans if placed else {}).items()
        if span.line == here.line and 0 <= here.column - span.column < span.length
    ]
    return max(around, key=len, default=()) if here.length else ()
