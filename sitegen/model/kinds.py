"""The kinds of files that people write, and a good value for each of their keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args, get_origin

from sitegen.model.declaring import Declared, Fields
from sitegen.model.fields import (
    AreaFields,
    CautionFields,
    PageFields,
    RoutineFields,
    SettingsFields,
    SheetFields,
    SourceFields,
    StretchFields,
    TermFields,
)
from sitegen.model.figures import Direction
from sitegen.model.translations import (
    CautionWords,
    GuideWords,
    PageWords,
    RoutineWords,
    StretchWords,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class ContentKind(NamedTuple):
    """One kind of file.

    Attributes:
        name: What it is called.
        fields: What it says.
        files: Where its files are; in Markdown the keys are the front matter.
        title: The same in words.
        is_by_name: Whether it holds many such groups of keys, each below a name.
    """

    name: str
    fields: type[Fields]
    files: str
    title: str
    is_by_name: bool = False


CONTENT_KINDS = (
    ContentKind("stretch", StretchFields, "content/stretches/*.md", "A stretch"),
    ContentKind("routine", RoutineFields, "content/routines/*.md", "A routine"),
    ContentKind("area", AreaFields, "content/areas/*.md", "A body area"),
    ContentKind("page", PageFields, "content/pages/*.md", "A page"),
    ContentKind("caution", CautionFields, "content/cautions/*.md", "A caution"),
    ContentKind("sources", SourceFields, "content/sources.yaml", "The sources", is_by_name=True),
    ContentKind("glossary", TermFields, "content/glossary.yaml", "The glossary", is_by_name=True),
    ContentKind("guide", SettingsFields, "content/guide.yaml", "The guide"),
    ContentKind("sheet", SheetFields, "FILE of build.py sheet", "A sheet"),
    ContentKind(
        "stretch-words", StretchWords, "content/stretches/*.es.md", "A stretch in another language"
    ),
    ContentKind(
        "routine-words", RoutineWords, "content/routines/*.es.md", "A routine in another language"
    ),
    ContentKind("page-words", PageWords, "content/pages/*.es.md", "A page in another language"),
    ContentKind(
        "caution-words", CautionWords, "content/cautions/*.es.md", "A caution in another language"
    ),
    ContentKind(
        "guide-words", GuideWords, "content/guide.es.yaml", "The guide in another language"
    ),
)

# Of what has the same good value wherever it stands.
_EXAMPLES: Mapping[type, str] = {bool: "true", float: "0.5", Direction: "up", date: "2026-05-31"}
_DEGREES = "20"


def example_of(field: Declared) -> str:
    """A good value of a field, as it is written in YAML."""
    if field.about.example:
        return field.about.example
    if field.about.unit == "degrees" and field.type is float:
        return _DEGREES
    if get_origin(field.type) is Literal:
        return str(get_args(field.type)[0])
    if get_origin(field.type) is tuple:
        return f"[{example_of(field._replace(type=get_args(field.type)[0]))}]"
    if issubclass(field.type, Fields):
        return str(field.type.example)
    return _EXAMPLES[field.type]
