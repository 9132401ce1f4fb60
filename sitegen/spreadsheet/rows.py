"""A row of cells to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.load import is_slug, slug_near
from sitegen.spreadsheet.columns import ADDRESS, CLOSING, INTRODUCTION, STEPS
from sitegen.spreadsheet.drafts import Row
from sitegen.spreadsheet.values import NotAValueError, step_of, steps_of, value_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from sitegen.load.files import Finds
    from sitegen.model import Guide
    from sitegen.spreadsheet.cells import Cell
    from sitegen.spreadsheet.columns import Column


class RowReader:
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

    def slug(self, folder: Path, taken: Mapping[str, int]) -> str:
        """The address of the page; "" where it can have none.

        Args:
            folder: Where the pages are.
            taken: The row that has an address already.
        """
        title = self.cells.get("title", self.first)
        if "title" not in self.columns:
            message, hint = "This row has no title.", "Write one, or delete the row."
            self._report(codes.MISSING_KEY, message, title, hint)
            return ""
        named = self.cells[ADDRESS] if ADDRESS in self.columns else title
        slug = named.text if named is not title else slug_near(title.text)
        if not is_slug(slug):
            message = "This makes no address."
            hint = "Write one of a to z, digits and hyphens into a column `Address`: `ear-to-hip`."
            self._report(codes.BAD_SLUG, message, named, hint)
            return ""
        if slug in taken:
            message = f"Row {taken[slug]} already has the address `{slug}`."
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
                self._report(codes.WRONG_TYPE, f"{cell.header}: this {words}", cell, hint)
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
        numbers = [
            int(key.removeprefix("step ")) for key in self.columns if key.startswith("step ")
        ]
        keys = [f"step {number}" for number in range(1, max(numbers, default=0) + 1)]
        return ((key, step_of(self._text(key))) for key in keys)
