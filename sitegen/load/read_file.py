"""One Markdown file of the content to the value that it stands for, and its faults.

It depends on the file alone, so what it came to can be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec.structs import asdict

from sitegen import codes
from sitegen.diagnostics import Diagnostic, too_slow
from sitegen.load import blanks
from sitegen.load.body import body_is_usable
from sitegen.load.fields import read_fields
from sitegen.load.files import Finds
from sitegen.load.front_matter import read_document
from sitegen.load.steps import split_body
from sitegen.model import (
    Area,
    AreaFields,
    Caution,
    CautionFields,
    Document,
    Fields,
    GuidePage,
    PageFields,
    Routine,
    RoutineFields,
    Settings,
    Source,
    Stretch,
    StretchFields,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.diagnostics import SourceFile

ModelT = TypeVar("ModelT", Settings, Area, Stretch, Routine, GuidePage, Caution, Source, Term)
FiledT = TypeVar("FiledT", Area, Stretch, Routine, GuidePage, Caution)

FOLDER_OF: Mapping[type, str] = {
    Area: "areas",
    Stretch: "stretches",
    Routine: "routines",
    GuidePage: "pages",
    Caution: "cautions",
}
_FIELDS: Mapping[type, tuple[type[Fields], Fields]] = {
    Area: (AreaFields, blanks.AREA),
    Stretch: (StretchFields, blanks.STRETCH),
    Routine: (RoutineFields, blanks.ROUTINE),
    GuidePage: (PageFields, blanks.PAGE),
    Caution: (CautionFields, blanks.CAUTION),
}


@dataclass(frozen=True, slots=True)
class ContentFile(Generic[FiledT]):
    """What a file came to.

    Attributes:
        item: What it stands for; None where it cannot be used.
        is_draft: Whether it says so.
        front_matter_faults: What is wrong with it as YAML.
        faults: What else is wrong, which nobody is told of a draft that is left out.
    """

    item: FiledT | None
    is_draft: bool = False
    front_matter_faults: tuple[Diagnostic, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def read_file(model: type[FiledT], named: tuple[str, SourceFile]) -> ContentFile[FiledT]:
    """Read one file.

    Args:
        model: What it stands for.
        named: Its slug, and the file.
    """
    slug, source = named
    finds = Finds()
    read = read_document(source, finds)
    front_matter_faults = tuple(finds.diagnostics)
    if read is None:
        return ContentFile(None, front_matter_faults=front_matter_faults)
    document, values = read
    kind, blank = _FIELDS[model]
    is_draft = values.get("draft") is True
    finds.diagnostics.clear()
    item = None
    if body_is_usable(document, finds):
        fields = read_fields(kind, values, document, finds, blank=blank)
        more = _body_of_stretch(document, finds) if model is Stretch else {}
        item = with_file(model, fields, slug=slug, document=document, **more)
    return ContentFile(item, is_draft, front_matter_faults, tuple(finds.diagnostics))


def unread_file(named: tuple[str, SourceFile]) -> ContentFile[Any]:
    """What stands for a file that took too long to read."""
    _, source = named
    return ContentFile(None, faults=(too_slow(source),))


def _body_of_stretch(document: Document, finds: Finds) -> dict[str, Any]:
    """The steps of a stretch, and what stands around them."""
    body = split_body(document)
    if body.second_list:
        message = "A second numbered list begins here; only the first becomes the steps."
        hint = "Make it one list, or begin the lines of the second with hyphens."
        finds.add(codes.SECOND_NUMBERED_LIST, message, document.source, body.second_list, hint)
    return {"introduction": body.introduction, "steps": body.steps, "closing": body.closing}


def with_file(model: type[ModelT], fields: Fields, **file: Any) -> ModelT:
    """Fields that were validated already, together with what their file adds."""
    return model(**asdict(fields), **file)
