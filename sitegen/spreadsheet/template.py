"""The spreadsheet to fill in: its header, and a stretch of the guide as an example."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from sitegen.checks.prose import prose_of, written_items
from sitegen.checks.repetition import MOST_PAGES, own_sentences
from sitegen.load import load_guide
from sitegen.model import Range
from sitegen.spreadsheet.columns import (
    ADDRESS,
    CLOSING,
    COLUMNS,
    INTRODUCTION,
    STEPS,
    step_key,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Guide, Stretch

# Excel takes a CSV file for UTF-8 only where it begins with this.
_BYTE_ORDER_MARK = "\ufeff"


def template(content: Path) -> bytes:
    """The template as a CSV file, its example from the guide's first stretch."""
    guide = load_guide(content).guide
    rows = [[column.name for column in COLUMNS.values() if column.key != STEPS]]
    for stretch in _examples(guide):
        cells = row_of(stretch) | {"title": f"{stretch.title} (example)", ADDRESS: ""}
        rows.append([cells[key] for key in COLUMNS if key != STEPS])
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _examples(guide: Guide) -> list[Stretch]:
    """The first stretch whose sentences can stand on one page more, if there is any."""
    pages = Counter(text for item in written_items(guide) for text in own_sentences(prose_of(item)))
    for stretch in guide.stretches.values():
        if all(pages[text] < MOST_PAGES for text in own_sentences(prose_of(stretch))):
            return [stretch]
    return []


def row_of(stretch: Stretch) -> dict[str, str]:
    """A stretch as the cells of a row, by the key of their column."""
    steps = {step_key(number): step.text for number, step in enumerate(stretch.steps, start=1)}
    body = {INTRODUCTION: stretch.introduction, CLOSING: stretch.closing, ADDRESS: stretch.slug}
    fields = {
        key: _cell(getattr(stretch.dose if hasattr(stretch.dose, key) else stretch, key))
        for key, column in COLUMNS.items()
        if column.field
    }
    return dict.fromkeys(COLUMNS, "") | fields | steps | body


def _cell(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Range):
        # With a hyphen, a spreadsheet would take 3-7 for a day in July.
        return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
