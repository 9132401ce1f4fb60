"""A cell of a spreadsheet as a place where something can be wrong: `C4` is column C of row 4."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.diagnostics import SourceFile, Span

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Cell(SourceFile):
    """A cell: its file, its text, and where it stands.

    Attributes:
        row: As the spreadsheet counts, from 1.
        column: The same.
        header: The name of its column as it is written, "" where it has none.
    """

    row: int = 1
    column: int = 1
    header: str = ""

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it: A to Z, then AA."""
        letters, left = "", self.column
        while left:
            left, place = divmod(left - 1, len(_LETTERS))
            letters = _LETTERS[place] + letters
        return letters

    def place(self, span: Span) -> str:  # noqa: ARG002 - a cell is place enough
        """Where it is, as it is told: `4:C`."""
        return f"{self.row}:{self.letters}"

    def gutter(self, span: Span) -> str:  # noqa: ARG002 - the same
        """The name of the cell."""
        return f"{self.letters}{self.row}"

    def span_of(self, part: str) -> Span:
        """The place of a part of its text; the first line where it has no such part."""
        at = self.text.find(part) if part else -1
        if at < 0:
            return Span(1, 1, max(1, len(self.lines[0])))
        line = self.text.count("\n", 0, at)
        return Span(line + 1, at - self.text.rfind("\n", 0, at), len(part.partition("\n")[0]))
