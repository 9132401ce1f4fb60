"""What a skeleton or a spreadsheet left to be written is written before a page is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, span_at
from sitegen.model import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.diagnostics import SourceFile
    from sitegen.model import Guide


def check_no_example_is_left(guide: Guide) -> Iterator[Diagnostic]:
    """No page that is not a draft says what a skeleton said, or has something still to do."""
    kinds = (guide.stretches, guide.routines, guide.areas, guide.pages, guide.cautions)
    for item in (item for kind in kinds for item in kind.values() if not item.draft):
        yield from _left_in(item.source_file)


def _left_in(source: SourceFile) -> Iterator[Diagnostic]:
    for example in EXAMPLES:
        place = source.text.find(example)
        if place >= 0:
            span = span_at(source.text, place, len(example))
            message = f"“{example}” is not said by you yet."
            hint = "Write it, or put `draft: true` back until it is ready."
            yield Diagnostic(codes.STILL_AN_EXAMPLE, message, source, span, hint)
