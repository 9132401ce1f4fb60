"""The columns of a spreadsheet of stretches, and which of them a header means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen import codes
from sitegen.checks.steps import MOST as MOST_STEPS
from sitegen.diagnostics import suggestion
from sitegen.model import Declared, Dose, StretchFields, declared_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.load.files import Finds
    from sitegen.spreadsheet.cells import Cell
    from sitegen.spreadsheet.table import Table

ADDRESS, INTRODUCTION, STEPS, CLOSING = "address", "introduction", "steps", "closing"
_NAMES = {
    "hold": "Hold (seconds)",
    "per_day": "Times a day",
    "days_per_week": "Days a week",
    "balance": "Can tip over",
    "feel": "Where you feel it",
    INTRODUCTION: "Words above the steps",
    CLOSING: "Words below the steps",
}
"""What a column is called where the key of the field is not plain enough."""
_AT_THE_END = ("sources", "author", "reviewed_by", "reviewed_on")
_ELSEWHERE = {
    "draft": "Delete this column: every page comes in as a draft.",
    "figure": "Delete this column: pictures are drawn in the page itself.",
}
"""Fields that no cell can hold."""
_STEP = re.compile(r"step ?([1-9][0-9]?)")


class Column(NamedTuple):
    """A column that a spreadsheet can have.

    Attributes:
        key: The field that it fills, or the part of the page: `steps`, `step 3`, `address`.
        name: What it is called in the template.
        field: The field, where it fills one.
    """

    key: str
    name: str
    field: Declared | None = None


def _columns() -> Iterator[Column]:
    fields = dict(declared_fields(StretchFields))
    last = {key: fields.pop(key) for key in _AT_THE_END}
    for key, field in fields.items():
        group = declared_fields(Dose) if field.type is Dose else {key: field}
        yield from (_column(inner, its) for inner, its in group.items() if inner not in _ELSEWHERE)
    yield from map(_column, (INTRODUCTION, STEPS))
    yield from (_column(step_key(number)) for number in range(1, MOST_STEPS + 1))
    yield _column(CLOSING)
    yield from (_column(key, field) for key, field in last.items())
    yield _column(ADDRESS)


def _column(key: str, field: Declared | None = None) -> Column:
    return Column(key, _NAMES.get(key, key.replace("_", " ").capitalize()), field)


def step_key(number: int) -> str:
    """The key of the column that holds one step."""
    return f"step {number}"


COLUMNS: Mapping[str, Column] = {column.key: column for column in _columns()}
"""By key, in the order of the template."""


def _plain(header: str) -> str:
    """A header as it is compared: small letters, one space for whatever separates the words."""
    return re.sub(r"[\W_]+", " ", header.lower()).strip()


_MEANT = {_plain(name): column for column in COLUMNS.values() for name in (column.key, column.name)}


def columns_of(table: Table, finds: Finds) -> dict[int, Column]:
    """What each column of a spreadsheet means.

    Args:
        table: The spreadsheet.
        finds: Takes a header that nothing reads, or that stands twice, and a title that is missing.

    Returns:
        The place of a column, from 1, to its meaning.
    """
    columns: dict[int, Column] = {}
    first: dict[str, Cell] = {}
    for cell in table.header:
        column = _meant_by(cell.text)
        if column is None:
            _report_unknown(cell, finds)
        elif column.key in first:
            letters = first[column.key].letters
            message = f"This column stands twice, first in {letters}."
            finds.add(codes.DUPLICATE_KEY, message, cell, cell.span_of(""), "Keep one.")
        else:
            first[column.key] = cell
            columns[cell.column] = column
    if "title" not in first:
        corner = table.header[0]
        message, hint = "There is no column `Title`.", "Add it: a page needs a name."
        finds.add(codes.MISSING_KEY, message, corner, corner.span_of(""), hint)
    steps = [cell for key, cell in first.items() if _STEP.fullmatch(key)]
    if STEPS in first and steps:
        message = f"Steps stand in the column `{first[STEPS].text}` and in `{steps[0].text}`."
        hint = "Keep the one column, or the one for each step."
        finds.add(codes.DUPLICATE_KEY, message, steps[0], steps[0].span_of(""), hint)
    return columns


def _meant_by(header: str) -> Column | None:
    plain = _plain(header)
    if step := _STEP.fullmatch(plain):
        return _column(step_key(int(step[1])))
    return _MEANT.get(plain)


def _report_unknown(cell: Cell, finds: Finds) -> None:
    if not cell.text:
        return  # what stands below it is reported there
    plain = _plain(cell.text).replace(" ", "_")
    hint = _ELSEWHERE.get(plain) or suggestion(cell.text, _all_names())
    message = "No column has this name, so what stands below would be lost."
    finds.add(
        codes.UNKNOWN_KEY,
        message,
        cell,
        cell.span_of(""),
        hint or "Correct the name, or delete the column.",
    )


def _all_names() -> Iterable[str]:
    return {name for column in COLUMNS.values() for name in (column.key, column.name)}
