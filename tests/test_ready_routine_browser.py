"""A ready routine made one's own, and the days of one's own: opened straight from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from test_my_routine_browser import KEY, PAGE, add, button, doses, kept, rows, said

from sitegen.load import load_guide
from sitegen.model import routine_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

GUIDE = load_guide(ROOT / "content").guide
MORNING = "routines/morning/index.html"
DIARY = "supple.diary"


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """The page of one's own routine on a phone, from a file, with nothing in it yet."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto((site / PAGE).as_uri())
    yield page
    context.close()


def make_own(page: Page, site: Path, path: str = MORNING) -> None:
    """Press the link on the page of a ready routine."""
    page.goto((site / path).as_uri())
    page.get_by_role("link", name="Make it my own").click()
    page.locator("#own-routine:not([hidden])").wait_for()


def test_every_ready_routine_can_be_made_ones_own(page: Page, site: Path) -> None:
    """Its stretches in order, each with the least of the dose that the routine gives it."""
    for slug, routine in GUIDE.routines.items():
        page.evaluate("localStorage.clear()")
        make_own(page, site, f"routines/{slug}/index.html")

        assert page.locator("h1").inner_text() == kept(page)["name"] == routine.title
        assert kept(page)["items"] == [
            {"stretch": part.stretch.slug, "hold": part.hold.low, "times": part.times.low}
            for part in routine_parts(GUIDE, routine)
        ]
        assert page.locator("[data-part=problems] li").count() == 0


def test_a_routine_that_one_has_is_kept_until_one_says_so(page: Page, site: Path) -> None:
    """The other is shown, and asked about; then Undo still brings the old one back."""
    add(page, "Chin tuck")
    make_own(page, site)
    assert page.get_by_text("You have one already, and it is still kept").is_visible()
    assert [item["stretch"] for item in kept(page)["items"]] == ["chin-tuck"]
    button(page, "Go back to mine").click()
    assert rows(page) == ["Chin tuck"]

    make_own(page, site)
    button(page, "Keep this as my routine").click()
    assert len(rows(page)) == 7
    assert said(page) == "This is your routine now. Undo brings back the one before."
    button(page, "Undo").click()
    assert rows(page) == ["Chin tuck"]


def test_one_starts_from_a_ready_routine_by_keyboard(page: Page) -> None:
    """Chosen in the list, taken with Enter; what to do next has the focus."""
    page.get_by_label("Ready routine").focus()
    page.keyboard.type("Desk")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.locator("h1").inner_text() == "Desk break"
    assert page.evaluate("document.activeElement.textContent") == "Start"
    assert page.get_by_label("Ready routine").input_value() == ""
    button(page, "Undo").click()
    assert kept(page) is None


def test_another_ready_routine_is_asked_about(page: Page) -> None:
    """With a routine there, the question has the focus, and is in sight."""
    add(page, "Chin tuck")
    page.get_by_label("Ready routine").select_option(index=1)
    button(page, "Use this routine").click()

    assert page.evaluate("document.activeElement.textContent") == "Keep this as my routine"
    box = button(page, "Keep this as my routine").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == next(iter(GUIDE.routines.values())).title


def test_nothing_chosen_changes_nothing(page: Page) -> None:
    """It says what to do first."""
    add(page, "Chin tuck")
    button(page, "Use this routine").click()

    assert said(page) == "Choose a ready routine first."
    assert rows(page) == ["Chin tuck"]


def test_shorter_than_a_session_never_asks_for_more(page: Page, site: Path) -> None:
    """The words on the page are the least of the routine's own range."""
    make_own(page, site)

    assert doses(page)[0] == "Hold 5 seconds, 3 times"


# The days of one's own routine


def test_days_stay_whatever_the_routine_is_called(page: Page) -> None:
    """A name typed anew, or another routine of one's own, loses no day."""
    assert page.locator(".guide-diary").is_hidden()
    add(page, "Chin tuck")
    page.locator(".guide-diary__day[aria-current]").click()
    page.get_by_label("Name of the routine").fill("What my therapist gave me")
    page.reload()

    assert page.locator(".guide-diary__day[aria-pressed=true]").count() == 1
    assert page.get_by_text("1 day ticked in this week.", exact=True).is_visible()


def test_days_are_under_a_name_that_no_routine_of_the_guide_can_have(page: Page) -> None:
    """A routine of the guide may be called my-routine one day; slugs have no space."""
    add(page, "Chin tuck")
    page.locator(".guide-diary__day[aria-current]").click()

    assert page.evaluate(f"Object.keys(JSON.parse(localStorage.getItem({DIARY!r})))") == [
        "my routine"
    ]


def test_a_session_of_ones_own_ticks_today(page: Page) -> None:
    """Led to the end by the keyboard, it is done."""
    add(page, "Chin tuck")
    button(page, "Start").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Start", exact=True).press("Enter")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Close").press("Enter")

    today = page.locator(".guide-diary__day[aria-current]")
    assert today.get_attribute("aria-pressed") == "true"


def test_a_routine_that_is_only_looked_at_ticks_nothing(page: Page, site: Path) -> None:
    """Its session can be tried, but it is not one's own yet."""
    add(page, "Chin tuck")
    make_own(page, site, "routines/desk-break/index.html")
    assert page.locator(".guide-diary").is_hidden()
    button(page, "Start").click()
    page.get_by_role("dialog").get_by_role("button", name="Start", exact=True).click()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Close").click()

    assert page.evaluate(f"localStorage.getItem({DIARY!r})") is None
    assert page.evaluate(f"JSON.parse(localStorage.getItem({KEY!r})).items.length") == 1


def test_paper_shows_none_of_it(page: Page, site: Path) -> None:
    """No days, no list of ready routines, and no link to make a routine one's own."""
    add(page, "Chin tuck")
    page.emulate_media(media="print")
    assert page.locator(".guide-diary").is_hidden()
    assert page.get_by_text("Start from a ready routine", exact=True).is_hidden()
    page.goto((site / MORNING).as_uri())

    assert page.get_by_text("Make it my own").is_hidden()
