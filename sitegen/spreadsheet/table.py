"""A CSV file to rows of cells, however the spreadsheet wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen import codes, limits
from sitegen.diagnostics import CONTROL_CHARACTER, SourceFile
from sitegen.load.files import read_bytes
from sitegen.spreadsheet.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.load.files import Finds

_SEPARATORS = ",;\t"
# What a workbook itself begins with: the packed one of today, and the old one.
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0"))
_SAVE_AGAIN = "In the spreadsheet, choose `Save as` and the kind `CSV UTF-8`."


class Table(NamedTuple):
    """A spreadsheet: the cells of its header, and those of each row below that has any."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read_table(path: Path, finds: Finds) -> Table | None:
    """Read a spreadsheet.

    Args:
        path: A CSV file; comma, semicolon or tab between its cells.
        finds: Takes every fault.

    Returns:
        Its cells without the space around their texts; None where it cannot be read.
    """
    source = SourceFile(path.as_posix())
    data = read_bytes(path, finds)
    text = None if data is None else _text_of(data, source, finds)
    if text is None:
        return None
    rows = list(_rows(text, source, finds))
    if not rows:
        message, hint = "The spreadsheet is empty.", "`build.py import --template FILE` writes one."
        finds.add(codes.EMPTY_FILE, message, source, hint=hint)
        return None
    (number, names), *below = rows
    header = _cells(source.path, number, names, ())
    table = Table(header, tuple(_cells(source.path, place, texts, names) for place, texts in below))
    return table if _is_usable(table, finds) else None


def _text_of(data: bytes, source: SourceFile, finds: Finds) -> str | None:
    """The text of a file in one of the encodings that spreadsheets write."""
    if data.startswith(_WORKBOOKS):
        message = "This is a workbook, not a CSV file."
        finds.add(codes.BROKEN_SPREADSHEET, message, source, hint=_SAVE_AGAIN)
        return None
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "" if is_wide else _old_text(data, source, finds)
    if not text and data:
        finds.add(codes.NOT_UTF8, "This is no text that can be read.", source, hint=_SAVE_AGAIN)
        return None
    if "\0" in text:
        message = "This is no text: it has zeros in it."
        finds.add(codes.BROKEN_SPREADSHEET, message, source, hint=_SAVE_AGAIN)
        return None
    return text


def _old_text(data: bytes, source: SourceFile, finds: Finds) -> str:
    """A text as older spreadsheets wrote it; "" where it is none."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    message = "The file is not UTF-8, so it was read as Windows-1252, as older Excel writes it."
    hint = "Look at letters such as é in the pages, or save it again as `CSV UTF-8`."
    finds.add(codes.OLD_ENCODING, message, source, hint=hint)
    return text


def _rows(text: str, source: SourceFile, finds: Finds) -> Iterator[tuple[int, list[str]]]:
    """The rows that have any text, each with its number; no more than one over the limit."""
    # Only what stands outside quotes separates, and only the header is sure to have no prose.
    first_line = re.sub(r'"[^"]*"', "", text).lstrip("\r\n").replace("\r", "\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = found = 0
    try:
        for number, texts in enumerate(reader, start=1):
            plain = [part.replace("\r\n", "\n").replace("\r", "\n").strip() for part in texts]
            if any(plain):
                yield number, plain
                found += 1
            if found > limits.SHEET_ROWS + 1:
                return
    except csv.Error:
        cell = Cell(source.path, row=number + 1)
        message = "In this row a quotation mark is opened and not closed, or text stands behind it."
        hint = f'Write `""` for a quotation mark inside a quoted cell. {_SAVE_AGAIN}'
        finds.add(codes.BROKEN_SPREADSHEET, message, cell, hint=hint)


def _cells(path: str, row: int, texts: list[str], names: list[str] | tuple[()]) -> tuple[Cell, ...]:
    """One row as cells, without the empty ones at its end."""
    last = max((place for place, text in enumerate(texts) if text), default=-1)
    headers = [*names, *[""] * len(texts)]
    return tuple(
        Cell(path, text, row, place + 1, headers[place])
        for place, text in enumerate(texts[: last + 1])
    )


def _is_usable(table: Table, finds: Finds) -> bool:
    """Whether no cell is too large, invisible or one too many; what is wrong is reported."""
    before = len(finds.diagnostics)
    if len(table.rows) > limits.SHEET_ROWS:
        message = f"There are over {limits.SHEET_ROWS:,} rows; no guide has so many stretches."
        finds.add(codes.TOO_LARGE, message, table.rows[-1][0], hint="Make two spreadsheets of it.")
        return False
    for cell in (cell for row in (table.header, *table.rows) for cell in row):
        if cell.column > limits.ITEMS:
            message = f"There are over {limits.ITEMS} columns."
            finds.add(codes.TOO_LARGE, message, cell, hint="Delete those that nothing reads.")
            return False
        if len(cell.text) > limits.CELL_CHARACTERS:
            most = f"{limits.CELL_CHARACTERS:,}"
            message = f"This cell has {len(cell.text):,} characters; {most} are the most."
            finds.add(codes.TOO_LARGE, message, cell, cell.span_of(""), "Shorten it.")
        elif bad := CONTROL_CHARACTER.search(cell.text):
            message = f"This cell contains the invisible character U+{ord(bad[0]):04X}."
            hint = "Delete it, or type the cell anew."
            finds.add(codes.CONTROL_CHARACTER, message, cell, cell.span_of(bad[0]), hint)
    return len(finds.diagnostics) == before
