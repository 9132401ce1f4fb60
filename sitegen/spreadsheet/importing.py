"""A spreadsheet of stretches to draft pages, with every fault at its cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from sitegen import codes
from sitegen.checks import check_guide
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.load import load_guide
from sitegen.load.files import Finds
from sitegen.load.read_file import read_file
from sitegen.model import Stretch
from sitegen.spreadsheet.columns import columns_of
from sitegen.spreadsheet.drafts import Draft, draft_of
from sitegen.spreadsheet.rows import RowReader
from sitegen.spreadsheet.table import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from sitegen.model import Guide
    from sitegen.spreadsheet.cells import Cell
    from sitegen.spreadsheet.columns import Column
    from sitegen.spreadsheet.table import Table


@dataclass(frozen=True)
class Imported:
    """What a spreadsheet came to.

    Attributes:
        pages: File to text, for each row; none of them is written yet.  Where one of the
            diagnostics is an error, none can be.
        diagnostics: Every fault, in the order of the cells.
    """

    pages: Mapping[Path, str]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Made:
    """The page of one row.

    Attributes:
        slug: Its address; "" where it can have none, and is only looked through.
        draft: Its text.
        source: The same as a file.
        cells: The cells that it was made of, by the key of their column.
        first: The cell to name where a fault is of the row as a whole.
    """

    slug: str
    draft: Draft
    source: SourceFile
    cells: Mapping[str, Cell]
    first: Cell

    def at_cell(self, fault: Diagnostic) -> Diagnostic:
        """A fault of the page, at the cell that it comes from; at the title where at none."""
        key = self.draft.keys[fault.span.line - 1]
        cell = self.cells.get(key)
        if cell is None:
            return replace(fault, source=self.first, span=self.first.span_of(""))
        line = self.source.lines[fault.span.line - 1]
        at = fault.span.column - 1
        part = line[at : at + fault.span.length].strip("\"'")
        message = f"{cell.header}: {fault.message.removeprefix(f'`{key}` ')}"
        hint = fault.hint
        if "," in part and fault.code.name.startswith("unknown-"):
            hint = "Put a semicolon between two names."
        return replace(fault, source=cell, span=cell.span_of(part), message=message, hint=hint)


def import_stretches(path: Path, content: Path, *, today: date) -> Imported:
    """Turn a spreadsheet into draft pages, none of which is written yet.

    Args:
        path: A CSV file, one row a stretch.
        content: The content folder, whose names the rows may use.
        today: The day against which reviews are past due.

    Returns:
        The pages, and every fault of the spreadsheet.
    """
    finds = Finds()
    loaded = load_guide(content, drafts=True)
    lost = [fault for fault in loaded.diagnostics if fault.code is codes.MISSING_FOLDER]
    table = read_table(path, finds)
    columns = columns_of(table, finds) if table else {}
    if table is None or lost or "title" not in {column.key for column in columns.values()}:
        return Imported({}, tuple(lost + finds.diagnostics))
    folder = content / "stretches"
    made = _made_of(table, columns, loaded.guide, folder, finds)
    finds.diagnostics += _faults_of(made, loaded.guide, today)
    pages = {folder / f"{page.slug}.md": page.draft.text for page in made.values() if page.slug}
    return Imported(pages, tuple(sorted(finds.diagnostics, key=_in_order)))


def _made_of(
    table: Table, columns: Mapping[int, Column], guide: Guide, folder: Path, finds: Finds
) -> dict[str, _Made]:
    """The page of each row by its address, or by a name that no page can have."""
    made: dict[str, _Made] = {}
    taken: dict[str, int] = {}
    for cells in table.rows:
        row = RowReader(cells, columns, guide, finds)
        slug = row.slug(folder, taken)
        draft = draft_of(row.read(), guide)
        number = row.first.row
        name = slug or f".row-{number}"
        source = SourceFile((folder / f"{name}.md").as_posix(), draft.text)
        made[name] = _Made(slug, draft, source, row.cells, row.cells.get("title", row.first))
        taken[name] = number
    return made


def _in_order(fault: Diagnostic) -> tuple[Any, ...]:
    cell = fault.source
    place = getattr(cell, "row", 0), getattr(cell, "column", 0)
    return *place, fault.span, fault.code.name, fault.message


def _faults_of(made: Mapping[str, _Made], guide: Guide, today: date) -> list[Diagnostic]:
    """What a build would report of the pages, each fault at its cell."""
    by_path = {page.source.path: page for page in made.values()}
    found: list[Diagnostic] = []
    stretches = dict(guide.stretches)
    for slug, page in made.items():
        file = read_file(Stretch, (slug, page.source))
        found += (*file.front_matter_faults, *file.faults)
        if file.item:
            stretches[slug] = file.item
    whole = msgspec.structs.replace(guide, stretches=stretches)
    found += check_guide(whole, today=today)
    ours = ((by_path[fault.source.path], fault) for fault in found if fault.source.path in by_path)
    return [page.at_cell(fault) for page, fault in ours if _is_of_a_cell(page, fault)]


def _is_of_a_cell(page: _Made, fault: Diagnostic) -> bool:
    """Whether somebody wrote it: what stands in for the rest is marked as not done already."""
    return fault.is_error or bool(page.draft.keys[fault.span.line - 1])
