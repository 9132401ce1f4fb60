"""What stands behind the pages that are shown: the content file of each, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from sitegen.checks.measures import Measures, measure
from sitegen.checks.pemat import Question, Verdicts, by_eye, judge
from sitegen.checks.prose import prose_of
from sitegen.model import Area, DoseTotals, Guide, GuidePage, Routine, Stretch, dose_totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.diagnostics import Diagnostic
    from sitegen.model import Page

Item: TypeAlias = Stretch | Area | Routine | GuidePage
"""What has a content file and a page of its own."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of one page.

    Attributes:
        item: What it shows.
        measures: Its words in numbers.
        totals: What its dose comes to, where it has one.
        verdicts: What a machine can tell of PEMAT-P.
        questions: What of that is left to the eye.
    """

    item: Item
    measures: Measures
    totals: DoseTotals | None
    verdicts: Verdicts
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Contents:
    """The guide behind a build.

    Attributes:
        guide: The guide; None where there is none to look at.
        shown: By the path of each page, that of the content file that it shows; "" for none.
    """

    guide: Guide | None = None
    shown: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, guide: Guide | None, pages: Mapping[str, Page]) -> Contents:
        """The contents of a website."""
        htmls = (page for page in pages.values() if page.is_html)
        return cls(guide, {page.path: page.source.path if page.source else "" for page in htmls})

    @cached_property
    def items(self) -> dict[str, Item]:
        """What has a page of its own, by the path of its file."""
        return {item.source_file.path: item for item in _items(self.guide)} if self.guide else {}

    @cached_property
    def pages(self) -> dict[str, str]:
        """The address of the first page of each content file, by the file's path."""
        # A plan stands below its routine, and the second page of an area below the first.
        longest_first = sorted(self.shown.items(), key=lambda shown: -len(shown[0]))
        return {file: _address(path) for path, file in longest_first if file}

    def address_of(self, diagnostic: Diagnostic) -> str:
        """Where a fault shows; "" where that is no page."""
        path = diagnostic.source.path  # of a content file, or of the page that a template made
        return _address(path) if path in self.shown else self.pages.get(path, "")

    def is_on(self, page: str, diagnostic: Diagnostic) -> bool:
        """Whether a fault is in what a page shows, or in how that is shown.

        Args:
            page: The path of the page, as in `stretches/x/index.html`.
            diagnostic: The fault.
        """
        return diagnostic.source.path in {page, self.shown.get(page)}

    def report_on(self, page: str) -> Report | None:
        """What is known of a page; None where it shows no content file."""
        item = self.items.get(self.shown.get(page, ""))
        return self.report_of(item) if item else None

    def report_of(self, item: Item) -> Report:
        """What is known of the page of an item, computed when it is asked for.

        Raises:
            ValueError: There is no guide that the item could be of.
        """
        if not self.guide:
            raise ValueError("contents without a guide have no items")
        prose = prose_of(item)
        totals = dose_totals(self.guide, item) if isinstance(item, Stretch | Routine) else None
        verdicts = judge(self.guide, prose)
        return Report(item, measure(prose), totals, verdicts, by_eye(type(item)))


def _address(page: str) -> str:
    return f"/{quote(page.removesuffix('index.html'), errors='replace')}"


def _items(guide: Guide) -> Iterator[Item]:
    yield from guide.stretches.values()
    yield from guide.routines.values()
    yield from guide.areas.values()
    yield from guide.pages.values()
