"""One YAML file beside the folders to what it holds, and its faults.

It depends on the file alone, so what it came to can be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sitegen import codes
from sitegen.load import blanks
from sitegen.load.fields import read_fields
from sitegen.load.files import DATA_FILES, Finds
from sitegen.load.placed_yaml import UNREADABLE, read_mapping
from sitegen.load.read_file import with_file
from sitegen.model import (
    EVERY_NAME,
    Document,
    Fields,
    Settings,
    SettingsFields,
    Source,
    SourceFields,
    Term,
    TermFields,
    declared_fields,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.diagnostics import Diagnostic, SourceFile

ContentT = TypeVar("ContentT")
NamedT = TypeVar("NamedT", Source, Term)

_FIELDS: Mapping[type, tuple[type[Fields], Fields]] = {
    Source: (SourceFields, blanks.SOURCE),
    Term: (TermFields, blanks.TERM),
}


@dataclass(frozen=True, slots=True)
class DataFile(Generic[ContentT]):
    """What a file came to.

    Attributes:
        content: What it holds; where something was unusable, it is left out or harmless.
        faults: What is wrong with it.
        unusable: The names of what was left out.
        draft_faults: What is wrong with the entries that say that they are drafts.
    """

    content: ContentT
    faults: tuple[Diagnostic, ...] = ()
    unusable: frozenset[str] = frozenset()
    draft_faults: tuple[Diagnostic, ...] = ()


def read_settings(source: SourceFile) -> DataFile[Settings]:
    """Read guide.yaml."""
    finds = Finds()
    document, values = read_data(source, finds)
    fields = blanks.SETTINGS
    if values:
        fields = read_fields(SettingsFields, values, document, finds, blank=fields)
    settings = with_file(Settings, fields, slug="guide", document=document)
    return DataFile(settings, tuple(finds.diagnostics))


def read_entries(model: type[NamedT], source: SourceFile) -> DataFile[dict[str, NamedT]]:
    """Read a file such as sources.yaml, which maps names to fields.

    Args:
        model: What each entry stands for.
        source: The file.
    """
    finds = Finds()
    document, values = read_data(source, finds)
    unusable = set() if values else {EVERY_NAME}
    kind, blank = _FIELDS[model]
    entries = {}
    of_drafts = Finds()
    for key, value in values.items():
        if isinstance(value, dict):
            takes = of_drafts if value.get("draft") is True else finds
            fields = read_fields(kind, value, document, takes, blank=blank, at=(key,))
            entries[key] = with_file(model, fields, slug=key, document=document)
            continue
        unusable.add(key)
        if value is not UNREADABLE:
            message = f"`{key}` must have keys of its own, indented below it."
            hint = f"Begin with `{next(iter(declared_fields(kind)))}: …`."
            finds.add(codes.WRONG_TYPE, message, source, document.key_span_of(key), hint)
    return DataFile(
        dict(sorted(entries.items())),
        tuple(finds.diagnostics),
        frozenset(unusable),
        tuple(of_drafts.diagnostics),
    )


def read_data(source: SourceFile, finds: Finds) -> tuple[Document, dict[str, Any]]:
    """The values of a file; none where it cannot be read."""
    placed = read_mapping(source.text, 1, source, finds)
    if placed is None:
        return Document(source), {}
    if not placed.values:
        name = source.path.rpartition("/")[2]
        message, hint = f"`{name}` has no keys in it.", DATA_FILES[name]
        finds.add(codes.EMPTY_FILE, message, source, hint=hint)
    return Document(source, placed.places), placed.values
