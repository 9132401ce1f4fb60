"""The days of a routine: ticked by whoever did them, kept on their device alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from test_browser import LOOKS, violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

MORNING = "routines/morning/index.html"
WEDNESDAY = dt.datetime(2026, 11, 25, 8, 30)  # noqa: DTZ001 - a reader's own morning


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone on a Wednesday morning."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="en-GB", timezone_id="Pacific/Auckland"
    )
    page = context.new_page()
    page.clock.install(time=WEDNESDAY.replace(tzinfo=dt.timezone(dt.timedelta(hours=13))))
    yield page
    context.close()


def day(page: Page, name: str) -> Locator:
    """The box of a day, by its name: `Wednesday`."""
    return page.locator(f".guide-diary__day[aria-label^={name}]")


def ticked(page: Page) -> list[str]:
    """The days of the week that is shown which are ticked."""
    boxes = page.locator(".guide-diary__day[aria-pressed=true]")
    return [str(box.get_attribute("aria-label")).split()[0].strip(",") for box in boxes.all()]


def test_a_day_is_ticked_with_one_press_and_stays(page: Page, address: str) -> None:
    """Today is marked, days to come cannot be ticked, and a tick is there tomorrow."""
    page.goto(address + MORNING)
    assert day(page, "Wednesday").get_attribute("aria-current") == "date"
    assert day(page, "Thursday").is_disabled()
    day(page, "Wednesday").click()
    day(page, "Monday").click()
    assert page.get_by_text("2 days ticked in this week. The aim: at least 3").is_visible()
    page.reload()

    assert ticked(page) == ["Monday", "Wednesday"]


def test_a_tick_can_be_taken_back(page: Page, address: str) -> None:
    """A second press takes it away; the change is said once."""
    page.goto(address + MORNING)
    day(page, "Tuesday").click()
    assert page.get_by_role("status").filter(has_text="done").is_visible()
    day(page, "Tuesday").click()

    assert ticked(page) == []
    assert page.get_by_role("status").filter(has_text="not ticked any more").is_visible()


def test_works_by_keyboard_and_keeps_its_place(page: Page, address: str) -> None:
    """Focus stays on the day that was ticked."""
    page.goto(address + MORNING)
    day(page, "Tuesday").focus()
    page.keyboard.press("Space")

    assert ticked(page) == ["Tuesday"]
    assert "Tuesday" in page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_other_weeks_can_be_seen(page: Page, address: str) -> None:
    """Back as far as one likes, forward to this week."""
    page.goto(address + MORNING)
    assert page.get_by_role("button", name="Week after").is_disabled()
    page.get_by_role("button", name="Week before").click()
    day(page, "Sunday").click()
    assert ticked(page) == ["Sunday"]
    page.get_by_role("button", name="Week after").click()

    assert ticked(page) == []


def test_each_routine_has_its_own_days(page: Page, address: str) -> None:
    """What was done in the morning is not what was done at the desk."""
    page.goto(address + MORNING)
    day(page, "Monday").click()
    page.goto(f"{address}routines/desk-break/index.html")

    assert ticked(page) == []


def test_a_session_that_ends_ticks_today(page: Page, address: str) -> None:
    """Whoever was led to the end has done it."""
    page.goto(address + MORNING)
    page.get_by_role("button", name="Start, step by step").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(3_600_000)
    page.get_by_role("button", name="Close").click()

    assert ticked(page) == ["Wednesday"]


def test_days_can_be_saved_as_a_table(page: Page, address: str) -> None:
    """One line a day, in order, for any spreadsheet; a title is never a formula."""
    page.goto(address + MORNING)
    day(page, "Wednesday").click()
    day(page, "Monday").click()
    page.evaluate("""() => {
        const kept = JSON.parse(localStorage.getItem("supple.diary"));
        kept.mine = {title: '=HYPERLINK("x")', days: ["2026-11-24"]};
        localStorage.setItem("supple.diary", JSON.stringify(kept));
    }""")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a table").click()

    assert download.value.suggested_filename == "my-days.csv"
    assert Path(download.value.path()).read_bytes().decode().split("\r\n") == [
        "date,routine",
        '2026-11-23,"Good morning"',
        '2026-11-24,"\'=HYPERLINK(""x"")"',
        '2026-11-25,"Good morning"',
        "",
    ]


def test_all_days_can_be_deleted_with_one_press_and_brought_back(page: Page, address: str) -> None:
    """Nothing of them is left on the device, unless one takes it back at once."""
    page.goto(address + MORNING)
    day(page, "Monday").click()
    page.get_by_role("button", name="Delete all my days").click()
    assert ticked(page) == []
    assert page.evaluate("localStorage.getItem('supple.diary')") is None
    page.get_by_role("button", name="Take that back").click()

    assert ticked(page) == ["Monday"]


@pytest.mark.parametrize(
    "kept", ["", "{", "null", "[]", "7", '{"morning": 1}', '{"morning": {"days": ["x", 3, null]}}']
)
def test_a_damaged_diary_does_no_harm(page: Page, address: str, kept: str) -> None:
    """What is not a diary counts as an empty one."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + MORNING)
    page.evaluate("kept => localStorage.setItem('supple.diary', kept)", kept)
    page.reload()
    day(page, "Monday").click()

    assert ticked(page) == ["Monday"]
    assert faults == []


def test_a_day_that_is_no_text_is_left_out_of_the_table(page: Page, address: str) -> None:
    """A list with one day in it looks like that day, to a rule for texts."""
    kept = '{"morning": {"title": "Good morning", "days": [["2026-11-23"], "2026-11-24"]}}'
    page.goto(address + MORNING)
    page.evaluate("kept => localStorage.setItem('supple.diary', kept)", kept)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a table").click()

    rows = Path(download.value.path()).read_bytes().decode().split("\r\n")
    assert rows == ["date,routine", '2026-11-24,"Good morning"', ""]


def test_a_routine_may_be_called_as_a_part_of_every_object(page: Page, address: str) -> None:
    """Its days are those that were kept under its name, of which there are none."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def rename(route: Route) -> None:
        response = route.fetch()
        html = response.text().replace('data-diary="morning"', 'data-diary="constructor"')
        route.fulfill(response=response, body=html)

    page.route(f"**/{MORNING}", rename)
    page.goto(address + MORNING)
    page.evaluate("localStorage.setItem('supple.diary', '{}')")
    page.reload()
    day(page, "Monday").click()

    assert ticked(page) == ["Monday"]
    assert faults == []


def test_is_left_out_where_nothing_can_be_kept(browser: Browser, address: str) -> None:
    """A browser without storage shows no boxes that forget; nor does one without scripts."""
    forbidden = browser.new_page()
    forbidden.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    scriptless = browser.new_page(java_script_enabled=False)
    for page in (forbidden, scriptless):
        page.goto(address + MORNING)
        assert page.get_by_text("My days").count() == 0
        page.close()


def test_says_when_there_is_no_room_left(page: Page, address: str) -> None:
    """A full device is told of, not passed over."""
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.goto(address + MORNING)
    day(page, "Monday").click()

    assert page.get_by_text("no room left on this device").is_visible()


def test_is_not_printed(page: Page, address: str) -> None:
    """The sheet has boxes of its own."""
    page.goto(address + MORNING)
    page.emulate_media(media="print")

    assert page.locator(".guide-diary").is_hidden()


def test_breaks_no_rule_of_accessibility(browser: Browser, address: str) -> None:
    """Ticked or not, in light and in dark; every box is 44 pixels or more, down to 320 wide."""
    context = browser.new_context()
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    found = {}
    for width, scheme in (*LOOKS, (320, "light")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        page.goto(address + MORNING)
        page.locator(".guide-diary__day[aria-current]").click()
        if broken := violations(page, "best-practice"):
            found[width, scheme] = broken
        for control in page.locator(".guide-diary button").all():
            box = control.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()

    assert found == {}
