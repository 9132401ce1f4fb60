"""The plan of six weeks: every dose inside its range, and never less than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitegen.load import load_guide
from sitegen.model import Range, routine_parts
from sitegen.render.six_weeks import six_weeks_view, thirds
from sitegen.render.views import RoutineCard

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = load_guide(ROOT / "content").guide
CARD = RoutineCard("Title", "/routines/x/", "", "", "", "", "")


@given(low=st.integers(0, 120), more=st.integers(0, 120))
def test_a_dose_goes_up_inside_its_range(low: int, more: int) -> None:
    """It begins at the low end, ends at the high one, and never goes down or past either."""
    first, second, third = thirds(Range(low, low + more))

    assert (first, third) == (low, low + more)
    assert first <= second <= third


def test_wide_ranges_go_up_in_fives() -> None:
    """People count to 20 more easily than to 22; a short pause goes up by seconds."""
    assert thirds(Range(15, 30)) == (15, 20, 30)
    assert thirds(Range(3, 5)) == (3, 4, 5)
    assert thirds(Range(2, 2)) == (2, 2, 2)


@pytest.mark.parametrize("slug", sorted(GUIDE.routines))
def test_a_plan_has_every_stretch_of_its_routine(slug: str) -> None:
    """In the routine's order, with a dose for each two weeks."""
    routine = GUIDE.routines[slug]
    plan = six_weeks_view(GUIDE, routine, CARD, ())

    assert [row.title for row in plan.rows] == [
        part.stretch.title for part in routine_parts(GUIDE, routine)
    ]
    assert {len(row.doses) for row in plan.rows} == {3}


def test_a_routines_own_dose_is_the_plans() -> None:
    """The morning holds a knee for 20 seconds at most, though the stretch goes to 30."""
    plan = six_weeks_view(GUIDE, GUIDE.routines["morning"], CARD, ())
    knee = next(row for row in plan.rows if row.title == "One knee to chest")

    assert knee.doses == ("10 seconds, 2 times", "15 seconds, 2 times", "20 seconds, 2 times")
    assert knee.sides == "Each side"


@pytest.mark.parametrize("slug", sorted(GUIDE.routines))
def test_a_plan_says_for_which_rows_to_ask_first(slug: str, site: Path) -> None:
    """The same conditions and numbers as the routine's page, which its rows are numbered by."""
    pages = [
        LexborHTMLParser((site / "routines" / slug / where / "index.html").read_bytes())
        for where in ("", "plan")
    ]
    routine, plan = ([n.text() for n in page.css(".guide-ask-first li")] for page in pages)
    numbers = [node.text().split(".")[0] for node in pages[1].css(".guide-six-weeks th a")]

    assert routine
    assert plan == routine
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
