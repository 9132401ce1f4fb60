"""The file of a sheet: a therapist's prescription, which stands outside the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from sitegen import codes
from sitegen.load import blanks
from sitegen.load.fields import read_fields
from sitegen.load.files import Finds, read_source
from sitegen.load.placed_yaml import read_mapping
from sitegen.model import Document, Sheet, SheetFields

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.diagnostics import Diagnostic

SLUG = "sheet"
"""The name under which a sheet is checked; it has no address."""


def load_sheet(path: Path) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    """Read the file of a sheet.

    Args:
        path: A YAML file: `title`, `stretches`, and what else `SheetFields` knows.

    Returns:
        The sheet, and every fault of the file; no sheet where it cannot be read.
    """
    finds = Finds()
    source = read_source(path, finds)
    placed = read_mapping(source.text, 1, source, finds) if source else None
    if source is None or placed is None:
        return None, tuple(finds.diagnostics)
    if not placed.values:
        message = f"`{path.name}` has no keys in it."
        hint = "Begin with `title: …`, and below it `stretches:` with a slug on each line."
        finds.add(codes.EMPTY_FILE, message, source, hint=hint)
        return None, tuple(finds.diagnostics)
    document = Document(source, placed.places)
    fields = read_fields(SheetFields, placed.values, document, finds, blank=blanks.SHEET)
    sheet = Sheet(**asdict(fields), slug=SLUG, document=document)
    return sheet, tuple(finds.diagnostics)
