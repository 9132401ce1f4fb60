"""What can you do today?  Each answer of the home page leads to the routines that suit it."""

from __future__ import annotations

import pytest
from conftest import ROOT

from sitegen.load import load_guide
from sitegen.model import routine_parts
from sitegen.render.situations import SITUATIONS

GUIDE = load_guide(ROOT / "content").guide
SUITED = {
    title: [
        slug
        for slug, routine in GUIDE.routines.items()
        if suits(routine, routine_parts(GUIDE, routine))
    ]
    for title, suits in SITUATIONS
}


@pytest.mark.parametrize("title", SUITED)
def test_every_answer_has_a_routine(title: str) -> None:
    """No reader is told that there is nothing for them."""
    assert SUITED[title]


@pytest.mark.parametrize(
    ("title", "home", "routine"),
    [
        ("My neck is stiff", "neck", "stiff-neck"),
        ("My lower back is stiff", "lower-back", "low-back-ease"),
    ],
)
def test_a_stiff_place_leads_to_routines_made_for_it(title: str, home: str, routine: str) -> None:
    """Over half of their stretches are at home there; one stretch among others is not enough."""
    assert routine in SUITED[title]
    for slug in SUITED[title]:
        homes = [part.stretch.home for part in routine_parts(GUIDE, GUIDE.routines[slug])]
        assert homes.count(home) > len(homes) / 2
    assert "morning" not in SUITED[title]
