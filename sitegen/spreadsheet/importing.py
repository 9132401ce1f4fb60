"""A spreadsheet of stretches to draft pages, with every fault at its cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from sitegen import codes
from sitegen.checks import check_guide
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.load import is_slug, load_guide, slug_near
from sitegen.load.files import Finds
from sitegen.load.read_file import read_file
from sitegen.model import Stretch
from sitegen.spreadsheet.columns import ADDRESS, CLOSING, INTRODUCTION, STEPS, columns_of
from sitegen.spreadsheet.drafts import Draft, Row, draft_of
from sitegen.spreadsheet.table import read_table
from sitegen.spreadsheet.values import NotAValueError, folded, step_of, steps_of, value_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from sitegen.model import Guide
    from sitegen.spreadsheet.cells import Cell
    from sitegen.spreadsheet.columns import Column


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
    made: dict[str, _Made] = {}
    for cells in table.rows:
        row = _RowReader(cells, columns, loaded.guide, finds)
        slug = row.slug(folder, made)
        draft = draft_of(row.read(), loaded.guide)
        name = slug or f".row-{row.first.row}"  # which no page can have
        source = SourceFile((folder / f"{name}.md").as_posix(), draft.text)
        made[name] = _Made(slug, draft, source, row.cells, row.cells.get("title", row.first))
    finds.diagnostics += _faults_of(made, loaded.guide, today)
    pages = {folder / f"{page.slug}.md": page.draft.text for page in made.values()}
    return Imported(pages, tuple(sorted(finds.diagnostics, key=_in_order)))


def _in_order(fault: Diagnostic) -> tuple[Any, ...]:
    cell = fault.source
    place = getattr(cell, "row", 0), getattr(cell, "column", 0)
    return *place, fault.span, fault.code.name, fault.message


class _RowReader:
    """Reads one row; what is wrong with a cell is reported, and the cell left out.

    Attributes:
        cells: Each cell by the key of its column, even where nothing stands in it.
        columns: Those columns in which something stands.
    """

    def __init__(
        self, cells: Iterable[Cell], columns: Mapping[int, Column], guide: Guide, finds: Finds
    ) -> None:
        self.guide = guide
        self.finds = finds
        self.columns: dict[str, Column] = {}
        self.cells: dict[str, Cell] = {}
        self.first = next(iter(cells))
        for cell in cells:
            if cell.text and not cell.header:
                message = "This cell stands below no header, so it would be lost."
                hint = "Name its column in the first row, or delete it."
                self._report(codes.UNKNOWN_KEY, message, cell, hint)
            elif column := columns.get(cell.column):
                self.cells[column.key] = cell
                if cell.text:
                    self.columns[column.key] = column

    def _report(self, code: codes.Code, message: str, cell: Cell, hint: str) -> None:
        self.finds.add(code, message, cell, cell.span_of(""), hint)

    def slug(self, folder: Path, taken: Mapping[str, _Made]) -> str:
        """The address of the page; "" where it can have none."""
        title = self.cells.get("title", self.first)
        if "title" not in self.columns:
            message, hint = "This row has no title.", "Write one, or delete the row."
            self._report(codes.MISSING_KEY, message, title, hint)
            return ""
        named = self.cells[ADDRESS] if ADDRESS in self.columns else title
        slug = named.text if named is not title else slug_near(title.text)
        if not is_slug(slug):
            message = f"`{folded(named.text)}` makes no address."
            hint = "Write one of a to z, digits and hyphens into a column `Address`: `ear-to-hip`."
            self._report(codes.BAD_SLUG, message, named, hint)
            return ""
        if slug in taken:
            row = taken[slug].cells["title"].row
            message = f"Row {row} already has the address `{slug}`."
            self._report(codes.ADDRESS_TAKEN, message, named, "Change one of the two titles.")
            return ""
        if (folder / f"{slug}.md").exists():
            message = f"There is a page `{slug}` already; it is left as it is."
            hint = "Change the title, or delete the row."
            self._report(codes.ADDRESS_TAKEN, message, named, hint)
            return ""
        return slug

    def read(self) -> Row:
        """What the row says."""
        values = {}
        for key, column in self.columns.items():
            if column.field is None:
                continue
            cell = self.cells[key]
            try:
                value = value_of(cell.text, column.field, self._known(key))
            except NotAValueError as error:
                words, hint = error.args
                self._report(codes.WRONG_TYPE, f"{cell.header}: `{cell.text}` {words}", cell, hint)
                continue
            if value != ():
                values[key] = value
        return Row(values, self._text(INTRODUCTION), tuple(self._steps()), self._text(CLOSING))

    def _known(self, key: str) -> Collection[str]:
        """The names of the guide that a column can hold."""
        if key == "muscles":
            return [term.slug for term in self.guide.glossary.values() if term.muscle]
        kinds = {"areas": "areas", "ask_first": "cautions", "sources": "sources"}
        return getattr(self.guide, kinds[key]) if key in kinds else ()

    def _text(self, key: str) -> str:
        cell = self.cells.get(key)
        return cell.text if cell else ""

    def _steps(self) -> Iterable[tuple[str, str]]:
        if STEPS in self.columns:
            return ((STEPS, step) for step in steps_of(self.cells[STEPS].text))
        numbers = [int(key.removeprefix("step ")) for key in self.columns if "step " in key]
        keys = [f"step {number}" for number in range(1, max(numbers, default=0) + 1)]
        return ((key, step_of(self._text(key))) for key in keys)


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
