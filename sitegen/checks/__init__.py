"""Guide to diagnostics: one truth a function, their order as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sitegen.checks.doses import check_routine_doses_fit
from sitegen.checks.each_file import check_each_file
from sitegen.checks.examples import check_no_example_is_left
from sitegen.checks.figures import check_figures_can_be_copied, check_pictures_belong_to_steps
from sitegen.checks.finished_pages import (
    check_addresses_are_unique,
    check_links_lead_somewhere,
    check_links_run_no_code,
    check_notice_is_shown,
    check_red_flags_are_shown,
    read_pages,
)
from sitegen.checks.names import (
    check_areas_exist,
    check_cautions_exist,
    check_muscles_are_in_the_glossary,
    check_needed_pages_exist,
    check_sources_exist,
    check_stretches_exist,
)
from sitegen.checks.publisher import check_contact_is_good
from sitegen.checks.reviews import check_reviews_are_whole
from sitegen.checks.routines import (
    check_floor_is_visited_once,
    check_levels_suit_older_adults,
    check_start_is_gentle,
)
from sitegen.checks.sides import check_other_sides_are_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from sitegen.checks.finished_pages import FinishedPages
    from sitegen.diagnostics import Diagnostic
    from sitegen.model import Guide, Page

GuideCheck: TypeAlias = "Callable[[Guide], Iterator[Diagnostic]]"
PageCheck: TypeAlias = "Callable[[Guide, FinishedPages], Iterator[Diagnostic]]"

GUIDE_CHECKS: tuple[GuideCheck, ...] = (
    check_needed_pages_exist,
    check_areas_exist,
    check_muscles_are_in_the_glossary,
    check_cautions_exist,
    check_sources_exist,
    check_stretches_exist,
    check_routine_doses_fit,
    check_floor_is_visited_once,
    check_start_is_gentle,
    check_levels_suit_older_adults,
    check_each_file,
    check_figures_can_be_copied,
    check_pictures_belong_to_steps,
    check_no_example_is_left,
    check_other_sides_are_said,
)
PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_addresses_are_unique,
    check_notice_is_shown,
    check_red_flags_are_shown,
    check_links_run_no_code,
    check_links_lead_somewhere,
)


def check_guide(guide: Guide, *, today: date) -> Iterator[Diagnostic]:
    """Everything that is wrong with what the guide says.

    Args:
        guide: The guide.
        today: The day against which reviews and contacts are past due.
    """
    for check in GUIDE_CHECKS:
        yield from check(guide)
    yield from check_reviews_are_whole(guide, today)
    yield from check_contact_is_good(guide, today)


def check_sheet(guide: Guide, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Everything that is wrong with a page that is printed alone: its links lead to the website."""
    yield from check_notice_is_shown(guide, read_pages(pages))


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Everything that is wrong with the finished pages."""
    whole = read_pages(pages, Path(guide.settings.source_file.path).parent)
    for check in PAGE_CHECKS:
        yield from check(guide, whole)
