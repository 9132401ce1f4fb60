"""What can you do today?  Each answer of the home page leads to the routines that suit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from selectolax.lexbor import LexborHTMLParser

from sitegen.load import load_guide
from sitegen.model import routine_parts
from sitegen.render.facts import place_words
from sitegen.render.situations import SHELVES, SITUATIONS

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.parametrize("title", SUITED)
def test_no_answer_leads_to_a_long_list(title: str) -> None:
    """Whoever answers wants to choose among a few, not to search again."""
    assert len(SUITED[title]) <= 7


@pytest.mark.parametrize(
    ("title", "homes", "routine"),
    [
        ("My neck or shoulders are stiff", {"neck", "shoulders"}, "stiff-neck"),
        ("My lower back is stiff", {"lower-back"}, "low-back-ease"),
    ],
)
def test_a_stiff_place_leads_to_routines_made_for_it(
    title: str, homes: set[str], routine: str
) -> None:
    """At least half of their stretches are at home there; one among others is not enough."""
    assert routine in SUITED[title]
    for slug in SUITED[title]:
        parts = routine_parts(GUIDE, GUIDE.routines[slug])
        assert sum(part.stretch.home in homes for part in parts) >= len(parts) / 2
    assert "morning" not in SUITED[title]


def test_every_routine_is_on_one_shelf(site: Path) -> None:
    """The list of routines has each of them once, on shelves named after places."""
    page = LexborHTMLParser((site / "routines" / "index.html").read_text("utf-8"))
    listed = [link.text() for link in page.css("main .guide-card__link")]

    assert sorted(listed) == sorted(routine.title for routine in GUIDE.routines.values())
    assert [shelf.text() for shelf in page.css("main section:has(.guide-card) > h2")] == [
        title for title, _ in SHELVES
    ]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("before-bed", "In bed"),
        ("bed-next-step", "In bed"),
        ("after-sitting", "Standing"),
        ("morning", "In bed, then sitting, then standing"),
        ("upper-back", "Sitting, then standing, then on the floor"),
    ],
)
def test_what_can_be_done_in_several_places_is_done_where_one_is(slug: str, said: str) -> None:
    """Nobody is told to sit up in bed for a breath, or to sit down between two that stand."""
    routine = GUIDE.routines[slug]

    assert place_words(routine, routine_parts(GUIDE, routine)) == said
