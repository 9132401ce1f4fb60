"""One's own routine: built, ordered, kept, sent, printed; and proof against what others send."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import ROOT
from test_browser import LOOKS, PAPERS, violations

from sitegen.load import load_guide
from sitegen.model import Range
from sitegen.render import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

KEY = "supple.my-routine"
PAGE = "my-routine/index.html"
# Five stretches of every sort, as a physiotherapist might send them.
LINK = (
    "#r=1;chin-tuck:5x8;ear-to-shoulder:10x3;half-step-hip:10x2;cat-cow:2x8;one-knee-to-chest:15x2"
)
NAMES = "&name=After%20work&for=Ann&by=Bo%20Ek&note=Slowly%2E%0ATwice%20a%20day%2E"
TITLES = ["Chin tuck", "Ear to shoulder", "Half-step hip stretch", "Cat and cow"]
FORBIDDEN = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('forbidden', 'SecurityError'); }
})"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has never seen the site."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.set_default_timeout(3000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """The page of one's own routine, empty."""
    page = context.new_page()
    page.goto(address + PAGE)
    return page


def rows(page: Page) -> list[str]:
    """The titles of the routine, in order."""
    return page.locator("[data-part=list] h3").all_inner_texts()


def doses(page: Page) -> list[str]:
    """The doses of the routine, in order."""
    return page.locator("[data-part=list] .guide-routine-sheet__dose").all_inner_texts()


def said(page: Page) -> str:
    """What the page last told."""
    return page.locator("[data-part=status]").inner_text()


def problems(page: Page) -> str:
    """What the page could not take as it came."""
    return " ".join(page.locator("[data-part=problems] li").all_inner_texts())


def button(page: Page, name: str) -> Locator:
    """A button by the whole of what a screen reader says of it; it may pause before the colon."""
    return page.get_by_role("button", name=re.compile(f"^{name.replace(': ', ' ?: ')}$"))


def add(page: Page, *titles: str) -> None:
    """Choose stretches in the list of the page."""
    for title in titles:
        page.get_by_label("Stretch").select_option(label=title)
        button(page, "Add").click()


def kept(page: Page) -> Any:
    """What the device keeps."""
    return json.loads(page.evaluate(f"localStorage.getItem({KEY!r})") or "null")


def sheets(page: Page, paper: str) -> int:
    """How many sheets of paper the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def faults_of(page: Page) -> list[str]:
    """What goes wrong on a page from now on, and what pops up."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    return faults


def reopen(page: Page, link: str) -> None:
    """Open a link as from a message: the page is loaded anew."""
    page.goto("about:blank")
    page.goto(link)


# Building it


def test_a_routine_is_built_from_the_list_and_kept(page: Page) -> None:
    """Each stretch starts with the least of its dose; all is there after a reload."""
    add(page, "Chin tuck", "One knee to chest")

    assert said(page) == "One knee to chest is added. It is number 2."
    assert doses(page)[0] == "Move slowly, pause 3 seconds, 8 times"
    page.reload()
    assert rows(page) == ["Chin tuck", "One knee to chest"]


def test_a_stretch_is_added_from_its_own_page_and_taken_out_again(
    page: Page,
    address: str,
) -> None:
    """The button says what it does next, and leads to the routine."""
    page.goto(address + "stretches/chin-tuck/index.html")
    button(page, "Add to my routine: Chin tuck").tap()
    page.locator(".guide-add").get_by_text("Added. Your routine has 1 stretch.").wait_for()
    page.reload()
    button(page, "Take out of my routine: Chin tuck").click()
    button(page, "Add to my routine: Chin tuck").click()
    page.get_by_role("link", name="See my routine").click()
    page.locator("[data-part=list] h3").first.wait_for()

    assert rows(page) == ["Chin tuck"]
    page.go_back()
    button(page, "Take out of my routine: Chin tuck").wait_for()


def test_a_stretch_that_is_put_back_has_its_old_dose_and_place(
    page: Page,
    address: str,
) -> None:
    """Taking out by mistake loses nothing."""
    page.goto(address + PAGE + LINK)
    page.goto(address + "stretches/ear-to-shoulder/index.html")
    button(page, "Take out of my routine: Ear to shoulder").click()
    button(page, "Add to my routine: Ear to shoulder").click()

    assert kept(page)["items"][1] == {"stretch": "ear-to-shoulder", "hold": 10, "times": 3}


@pytest.mark.parametrize("path", ["areas/neck/index.html", "stretches/index.html"])
def test_a_stretch_is_added_from_a_list(page: Page, address: str, path: str) -> None:
    """Its card has a button of its own, above the link that covers the card."""
    page.goto(address + path)
    button(page, "Add to my routine: Chin tuck").click()

    assert page.url == address + path
    assert [item["stretch"] for item in kept(page)["items"]] == ["chin-tuck"]


def test_a_routine_is_put_in_order_by_keyboard(page: Page, address: str) -> None:
    """The focus goes with the stretch; at an end the button says so and stays."""
    page.goto(address + PAGE + LINK)
    button(page, "Move up: Half-step hip stretch").focus()
    page.keyboard.press("Enter")

    assert said(page) == "Half-step hip stretch moved up. Now 2 of 5."
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert said(page) == "Half-step hip stretch is the first already."
    assert rows(page)[:3] == ["Half-step hip stretch", "Chin tuck", "Ear to shoulder"]
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Move up: Half-step hip stretch"


def test_a_routine_is_put_in_order_by_dragging(page: Page, address: str) -> None:
    """A row follows the mouse by its handle, and lies where it is let go."""
    page.goto(address + PAGE + LINK)
    handle = page.get_by_text("Drag to move").first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    third = page.locator("[data-part=list] > li").nth(2).bounding_box()
    assert third is not None
    page.mouse.move(box["x"] + 20, third["y"] + third["height"] - 5, steps=5)
    page.mouse.up()

    assert rows(page)[:3] == ["Ear to shoulder", "Half-step hip stretch", "Chin tuck"]
    assert said(page) == "Chin tuck moved down. Now 3 of 5."


def test_dragging_is_given_up_by_escape(page: Page, address: str) -> None:
    """Nothing is changed, and all rows are whole again."""
    page.goto(address + PAGE + LINK)
    before = rows(page)
    page.get_by_text("Drag to move").first.hover()
    page.mouse.down()
    page.mouse.move(100, 700, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()

    assert rows(page) == before
    assert page.locator("[class*=dragg]").count() == 0


def test_a_finger_drags_too(context: BrowserContext, page: Page, address: str) -> None:
    """Touching the handle drags the row and does not scroll the page away."""
    page.goto(address + PAGE + LINK)
    handle = page.get_by_text("Drag to move").first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    touch = context.new_cdp_session(page)
    x, y = box["x"] + 20, box["y"] + 20
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    last = page.locator("[data-part=list] > li").nth(1).bounding_box()
    assert last is not None
    for step in (y, last["y"] + last["height"] - 4):
        point = [{"x": x, "y": step}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": point})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.get_by_text("Chin tuck moved down.").wait_for()

    assert rows(page)[1] == "Chin tuck"


def test_a_dose_stays_inside_the_range_of_its_stretch(page: Page) -> None:
    """Buttons go from the least to the most that the guide gives, and no further."""
    add(page, "One knee to chest")
    low, high = page.evaluate("supple.guide.stretches['one-knee-to-chest'].hold")
    button(page, "Shorter hold: One knee to chest").press("Enter")

    assert said(page) == "That is the least that this guide gives for One knee to chest."
    for _ in range(20):
        button(page, "Longer hold: One knee to chest").press("Enter")
    assert said(page) == "That is the most that this guide gives for One knee to chest."
    assert kept(page)["items"][0]["hold"] == high > low


def test_a_stretch_is_removed_and_the_focus_goes_on(page: Page, address: str) -> None:
    """The next row has the focus, so that several can be removed in turn."""
    page.goto(address + PAGE + LINK)
    button(page, "Remove: Ear to shoulder").focus()
    page.keyboard.press("Enter")

    assert said(page) == "Ear to shoulder is removed. Undo brings it back."
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Remove: Half-step hip stretch"


def test_twenty_changes_are_undone(page: Page, address: str) -> None:
    """By the button and by Ctrl+Z; then there is nothing more to undo."""
    page.goto(address + PAGE + LINK)
    for _ in range(10):
        button(page, "Move down: Chin tuck").click()
        button(page, "Move up: Chin tuck").click()
    button(page, "Start again").click()
    assert kept(page) is None
    for _ in range(11):
        button(page, "Undo").click()
    page.locator("h2").first.click()
    for _ in range(10):
        page.keyboard.press("Control+z")

    assert rows(page)[:4] == TITLES
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert said(page) == "There is nothing to undo."


def test_a_name_is_one_change_and_its_field_has_an_undo_of_its_own(page: Page) -> None:
    """The title follows each letter; Ctrl+Z in the field is the browser's."""
    add(page, "Chin tuck")
    page.get_by_label("Name of the routine").press_sequentially("Desk")

    assert page.locator("h1").inner_text() == "Desk"
    page.keyboard.press("Control+z")
    assert rows(page) == ["Chin tuck"]
    page.get_by_label("Name of the routine").fill("Desk")
    page.get_by_label("Note").fill("Gently")
    button(page, "Undo").click()
    assert (kept(page)["name"], kept(page)["note"]) == ("Desk", "")


def test_texts_are_of_limited_length(page: Page) -> None:
    """A sheet stays a sheet."""
    page.get_by_label("Name of the routine").fill("x" * 90)
    page.get_by_label("Note").fill("x" * 900)

    assert (len(kept(page)["name"]), len(kept(page)["note"])) == (60, 400)


def test_at_most_twenty_stretches(page: Page) -> None:
    """The next one is refused in words, here and on its own page."""
    titles = page.locator("[data-part=choice] option:not([value=''])").all_inner_texts()
    add(page, *titles[:21])

    assert len(rows(page)) == min(20, len(titles))
    assert said(page) == "Your routine is full: 20 stretches at most."


def test_the_floor_and_what_to_ask_first_are_shown(page: Page, address: str) -> None:
    """Getting down twice is pointed out; every condition links to its place."""
    floor = "#r=1;one-knee-to-chest:10x2;chin-tuck:3x8;cat-cow:2x8"
    page.goto(address + PAGE + floor)

    assert page.get_by_text("You get down to the floor 2 times.").is_visible()
    button(page, "Move down: Chin tuck").click()
    assert page.get_by_text("You get down to the floor").is_hidden()
    assert page.get_by_text("how to get down and up again").is_visible()
    link = page.locator("[data-part=cautions] a").first
    numbers = page.locator("[data-part=cautions] li").first.locator("strong").inner_text()
    caution = (link.get_attribute("href") or "").partition("#")[2]
    stretches = load_guide(ROOT / "content").guide.stretches
    order = ("one-knee-to-chest", "cat-cow", "chin-tuck")
    asking = [str(n) for n, slug in enumerate(order, 1) if caution in stretches[slug].ask_first]
    assert numbers == ", ".join(asking)
    link.click()
    place = page.locator(":target")
    place.wait_for()  # the other page may still be on its way
    assert place.is_visible()


# As the guide itself says it


def test_doses_and_minutes_are_worded_as_in_the_guide(page: Page) -> None:
    """The script and the build say the same of every stretch."""
    guide = load_guide(ROOT / "content").guide
    said_here = page.evaluate("""() => Object.keys(supple.guide.stretches).map(slug => {
        const item = supple.routines.itemOf(slug);
        const seconds = supple.routines.secondsOf({ items: [item] });
        return [slug, supple.routines.doseWords(item), supple.routines.minutesWords(seconds)];
    })""")

    for slug, dose, minutes in said_here:
        stretch = guide.stretches[slug]
        hold, times = (
            Range(value.low, value.low) for value in (stretch.dose.hold, stretch.dose.times)
        )
        assert dose == words.dose_words(stretch.kind, hold, times, stretch.sides)
        assert minutes == words.minutes_words(stretch.seconds(hold, times))


# Sending it


@pytest.mark.parametrize("where", ["served", "from disk"])
def test_a_link_carries_all_of_it_to_another_device(
    browser: Browser,
    address: str,
    site: Path,
    where: str,
) -> None:
    """What a physiotherapist sets and sends is what the patient sees, and it is kept there."""
    start = address + PAGE if where == "served" else (site / PAGE).as_uri()
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(start + LINK + NAMES)
    mine = kept(page)
    button(page, "Copy link").click()
    page.get_by_text("The link is copied.").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    context.close()
    other = browser.new_context()
    page = other.new_page()
    page.goto(start + "#" + link.partition("#")[2])

    published = "https://example.org/supple/my-routine/"
    assert link.startswith(start if where == "served" else published)
    assert mine == kept(page)
    assert mine["note"] == "Slowly.\nTwice a day."
    assert page.locator("h1").inner_text() == "After work"
    assert page.get_by_text("Prepared for Ann by Bo Ek.").is_visible()
    other.close()


def test_a_link_can_be_copied_by_hand(browser: Browser, address: str) -> None:
    """Where a browser has no clipboard for pages, the link stands there, marked."""
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(address + PAGE + LINK)
    button(page, "Copy link").click()

    assert page.get_by_label("Your link").input_value().endswith(LINK)
    assert said(page) == "Copy the marked link."
    context.close()


def test_a_link_does_not_overwrite_what_is_kept(page: Page, address: str) -> None:
    """The other routine is shown, unchangeable; the reader decides."""
    add(page, "Knee rolls")
    reopen(page, address + PAGE + LINK)

    assert rows(page)[:4] == TITLES
    assert button(page, "Remove: Chin tuck").is_hidden()
    assert [item["stretch"] for item in kept(page)["items"]] == ["knee-rolls"]
    button(page, "Go back to mine").click()
    assert rows(page) == ["Knee rolls"]
    reopen(page, address + PAGE + LINK)
    button(page, "Keep this as my routine").click()
    assert button(page, "Remove: Chin tuck").is_visible()
    page.reload()
    assert rows(page)[:4] == TITLES


def test_keeping_a_routine_from_a_link_can_be_undone(page: Page, address: str) -> None:
    """Whoever keeps it by mistake has their own back."""
    add(page, "Knee rolls")
    reopen(page, address + PAGE + LINK)
    button(page, "Keep this as my routine").click()
    button(page, "Undo").click()

    assert rows(page) == ["Knee rolls"]


def test_a_link_pasted_into_the_open_page_is_opened(page: Page) -> None:
    """Nothing is loaded anew then; the page notices it all the same."""
    page.evaluate(f"location.hash = {LINK!r}")
    page.get_by_role("heading", name="Chin tuck").wait_for()

    assert rows(page)[:4] == TITLES


def test_renamed_stretches_are_named_and_the_rest_is_kept(page: Page, address: str) -> None:
    """A link of last year still works."""
    page.goto(address + PAGE + "#r=1;old-neck-roll:5x5;chin-tuck:5x8;toe-touch:9x9")

    assert rows(page) == ["Chin tuck"]
    assert (
        "This routine names 2 stretches that this guide does not have: "
        "old neck roll, toe touch. The rest is here."
    ) in problems(page)


def test_a_kept_routine_survives_a_stretch_that_is_gone(page: Page) -> None:
    """The guide changed since the last visit: the page says so."""
    add(page, "Chin tuck")
    routine = kept(page)
    routine["items"].append({"stretch": "toe-touch", "hold": 5, "times": 2})
    page.evaluate(f"value => localStorage.setItem({KEY!r}, value)", json.dumps(routine))
    page.reload()

    assert rows(page) == ["Chin tuck"]
    assert "1 stretch that this guide does not have: toe touch" in problems(page)


def test_doses_outside_their_range_are_brought_inside(page: Page, address: str) -> None:
    """A link cannot make anybody hold a stretch for a thousand seconds."""
    page.goto(address + PAGE + "#r=1;chin-tuck:999x999;one-knee-to-chest:0x0")
    items = kept(page)["items"]
    ranges = page.evaluate("supple.guide.stretches")

    assert "They are changed: Chin tuck, One knee to chest." in problems(page)
    assert items[0]["hold"] == ranges["chin-tuck"]["hold"][1]
    assert items[0]["times"] == ranges["chin-tuck"]["times"][1]
    assert items[1]["hold"] == ranges["one-knee-to-chest"]["hold"][0]


HOSTILE = (
    "#r=1;__proto__:1x1",
    "#r=1;constructor:1x1;toString:1x1",
    "#r=1;hasownproperty:1x1;valueof:1x1",
    "#r=1;chin-tuck:NaNxNaN",
    "#r=1;chin-tuck:-5x-5",
    "#r=1;chin-tuck:1e9x1e9",
    "#r=1;chin-tuck:5.5x8",
    "#r=1;chin-tuck:99999999999999999999x1",
    "#r=1;chin-tuck:0x10x10",
    "#r=1;../../safety:5x5",
    "#r=1;https://evil.example/:5x5",
    "#r=1;javascript:5x5",
    "#r=1;<img src=x onerror=alert(1)>:5x5",
    "#r=1;%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E:5x5",
    "#r=2;chin-tuck:5x8",
    "#r=",
    "#r=1",
    "#r=1;",
    "#r=1&name=You%20have%20won",
    "#r=1;chin-tuck:5x8&name=%",
    "#r=1;chin-tuck:5x8&name=%E0%A4%A",
    "#r=1&__proto__=x&constructor=y",
    "#r=1&version=2&items=x",
    "#r=1" + ";chin-tuck:5x8" * 5000,
    "#r=1;chin-tuck:5x8&note=" + "A" * 200_000,
    "#<script>alert(1)</script>",
    "#javascript:alert(1)",
)


def test_hostile_links_do_nothing(context: BrowserContext, address: str) -> None:
    """Names from nowhere, numbers that are none, too much of everything: no stretch comes of it."""
    page = context.new_page()
    faults = faults_of(page)
    found = {}
    for link in HOSTILE:
        reopen(page, address + PAGE + link)
        if rows(page) or kept(page) or page.locator("h1").inner_text() != "My routine":
            found[link[:60]] = rows(page)
        page.evaluate("localStorage.clear()")

    assert found == {}
    assert faults == []
    assert page.evaluate("({}).stretch") is None


# The kinds of the OWASP cheat sheet on filter evasion.
SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="data:text/html,<script>alert(1)</script>">',
    "</textarea><script>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;:alert(1)>",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content=0>",
)


def test_scripts_in_texts_are_text(context: BrowserContext, address: str) -> None:
    """They are shown letter by letter, and run nowhere."""
    page = context.new_page()
    faults = faults_of(page)
    page.goto(address + PAGE + "#r=1;chin-tuck:5x8&name=x&note=x")
    before = page.locator("#own-routine *").count()
    page.evaluate("localStorage.clear()")
    for text in SCRIPTS:
        reopen(page, address + PAGE)
        page.evaluate(
            """text => {
                const code = encodeURIComponent(text);
                const texts = ['name', 'for', 'by', 'note'].map(key => `&${key}=${code}`);
                location.hash = `#r=1;chin-tuck:5x8${texts.join('')}`;
            }""",
            text,
        )
        page.wait_for_function(
            "text => document.querySelector('h1').textContent === text", arg=text[:60]
        )

        assert page.locator("#own-routine *").count() == before
        assert kept(page)["note"] == text
        page.evaluate("localStorage.clear()")
    assert faults == []


def test_letters_that_turn_text_round_are_left_out(page: Page, address: str) -> None:
    """No text can look like another one."""
    page.goto(address + PAGE + "#r=1;chin-tuck:5x8&name=a%E2%80%AEb%00c%E2%80%A8d%0Ae")

    assert kept(page)["name"] == "abcd e"


# Files


def test_a_routine_is_saved_as_a_file_and_opened_again(
    page: Page, address: str, tmp_path: Path
) -> None:
    """For those who keep things in folders."""
    page.goto(address + PAGE + LINK + NAMES)
    with page.expect_download() as download:
        button(page, "Save as file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    before = kept(page)
    button(page, "Start again").click()
    page.locator("[data-part=file]").set_input_files(saved)
    page.get_by_text("Opened: 5 stretches.").wait_for()

    assert saved.name == "my-routine.json"
    assert kept(page) == before == json.loads(saved.read_text("utf-8"))
    button(page, "Undo").click()
    assert rows(page) == []


DAMAGED = (
    "",
    "no JSON",
    "null",
    "[]",
    "7",
    '{"version": 2, "items": []}',
    '{"version": 1}',
    '{"version": 1, "items": "chin-tuck"}',
    '{"version": 1, "items": [',
    '{"version": 1, "items": []}' + " " * 200_000,
)


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_changes_nothing(page: Page, text: str, tmp_path: Path) -> None:
    """The page says so, and what was there is still there."""
    add(page, "Chin tuck")
    file = tmp_path / "file.json"
    file.write_text(text, "utf-8")
    page.locator("[data-part=file]").set_input_files(file)
    page.get_by_text(
        "This file holds no routine, or it is damaged. Nothing was changed."
    ).wait_for()

    assert rows(page) == ["Chin tuck"]


def test_a_half_damaged_file_gives_what_is_whole(page: Page, tmp_path: Path) -> None:
    """Values of the wrong kind count as none."""
    items: list[object] = [
        None,
        5,
        {"stretch": []},
        {"stretch": "__proto__"},
        {"stretch": "chin-tuck"},
    ]
    routine = {"version": 1, "name": {"a": 1}, "note": 7, "items": [*items, *items]}
    file = tmp_path / "file.json"
    file.write_text(json.dumps(routine), "utf-8")
    page.locator("[data-part=file]").set_input_files(file)
    page.get_by_text("Opened: 1 stretch.").wait_for()

    assert rows(page) == ["Chin tuck"]
    assert (kept(page)["name"], kept(page)["note"]) == ("", "")


# Where something is missing


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_without_storage_the_page_works_and_says_so(
    browser: Browser,
    address: str,
    storage: str,
) -> None:
    """A private window, or a device with no room left."""
    context = browser.new_context()
    context.add_init_script(storage)
    page = context.new_page()
    faults = faults_of(page)
    page.goto(address + PAGE)
    add(page, "Chin tuck", "Knee rolls")
    button(page, "Move up: Knee rolls").click()

    assert rows(page) == ["Knee rolls", "Chin tuck"]
    assert page.get_by_text("This browser does not let the page keep your routine.").is_visible()
    reopen(page, address + PAGE + LINK)
    page.reload()
    assert rows(page)[:4] == TITLES
    page.goto(address + "stretches/chin-tuck/index.html")
    button(page, "Add to my routine: Chin tuck").click()
    assert (
        page.locator(".guide-add")
        .get_by_text("This browser does not let the page keep your routine.")
        .is_visible()
    )
    assert faults == []
    context.close()


@pytest.mark.parametrize("value", ["", "{", "[]", '{"version": 9}', '"x"'])
def test_damaged_storage_is_as_if_there_were_none(page: Page, value: str) -> None:
    """Whatever stands under the key, the page starts."""
    page.evaluate(f"value => localStorage.setItem({KEY!r}, value)", value)
    page.reload()
    add(page, "Chin tuck")

    assert rows(page) == ["Chin tuck"]


def test_another_tab_is_noticed(context: BrowserContext, page: Page, address: str) -> None:
    """What is added there is shown here, and not lost by the next change."""
    add(page, "Chin tuck")
    other = context.new_page()
    other.goto(address + "stretches/knee-rolls/index.html")
    button(other, "Add to my routine: Knee rolls").click()
    page.get_by_role("heading", name="Knee rolls").wait_for()

    assert rows(page) == ["Chin tuck", "Knee rolls"]


def test_without_javascript_the_ready_routines_are_offered(browser: Browser, address: str) -> None:
    """Nothing stands there that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)

    assert page.get_by_text("This page needs JavaScript").is_visible()
    assert page.get_by_role("link", name="ready routines").is_visible()
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    page.goto(address + "stretches/chin-tuck/index.html")
    assert page.get_by_role("button").count() == 0
    context.close()


def test_it_all_works_from_disk(browser: Browser, site: Path) -> None:
    """A guide on a memory stick: add, keep, look, with pictures and links."""
    context = browser.new_context()
    page = context.new_page()
    faults = faults_of(page)
    page.goto((site / "areas/neck/index.html").as_uri())
    button(page, "Add to my routine: Chin tuck").click()
    page.get_by_role("link", name="See my routine").click()
    page.locator("[data-part=list] img").first.evaluate("image => image.decode()")
    page.get_by_role("link", name="Chin tuck", exact=True).click()

    assert page.url == (site / "stretches/chin-tuck/index.html").as_uri()
    assert faults == []
    context.close()


# The guided session


def test_a_session_leads_through_the_routine(page: Page, address: str) -> None:
    """It is given the routine as it stands, and comes back to the page."""
    page.goto(address + PAGE)
    assert button(page, "Start").is_hidden()
    page.goto(address + PAGE + LINK)
    button(page, "Move down: Chin tuck").click()
    button(page, "Start").click()

    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.get_by_role("heading", name="My routine").is_visible()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert rows(page)[:2] == ["Ear to shoulder", "Chin tuck"]


# On paper


LONG_NAMES = {
    "name": "After the operation, first six weeks",
    "preparedFor": "Mrs Wilhelmina Featherstonehaugh-Cholmondeley of Ward Seven",
    "preparedBy": "Bartholomew Montgomery-Smythe, chartered physiotherapist, BA",
}
LONG_NOTE = {"note": "Take it slowly, and stop if it hurts more than so. " * 2}


def ordinary_routine(page: Page, texts: dict[str, str]) -> str:
    """Eight stretches with as many words as most have."""
    return str(
        page.evaluate(
            """(texts) => {
            const length = ([, stretch]) => stretch.title.length + stretch.inShort.length;
            const sorted = Object.entries(supple.guide.stretches)
                .sort((a, b) => length(b) - length(a));
            const middle = sorted.slice(sorted.length / 2 - 4).slice(0, 8);
            const items = middle.map(([slug]) => supple.routines.itemOf(slug));
            return supple.routineLink.toHash({ ...supple.routines.empty(), ...texts, items });
        }""",
            texts,
        )
    )


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("texts", [LONG_NAMES, LONG_NOTE], ids=["names", "note"])
def test_eight_stretches_print_on_one_side(
    page: Page, address: str, paper: str, texts: dict[str, str]
) -> None:
    """With long names, or a note of two lines."""
    reopen(page, address + PAGE + ordinary_routine(page, texts))

    assert len(rows(page)) == 8
    assert sheets(page, paper) == 1


def test_paper_shows_the_sheet_alone(page: Page, address: str) -> None:
    """Names, note, doses, boxes to tick and when to stop; nothing to press."""
    page.goto(address + PAGE + LINK + NAMES)
    page.emulate_media(media="print")

    assert (
        page.locator("button:visible, input:visible, select:visible, textarea:visible").count() == 0
    )
    assert page.get_by_text("Prepared for Ann", exact=True).is_visible()
    assert page.get_by_text("by Bo Ek", exact=True).is_visible()
    assert page.locator(".guide-my-routine__note").is_visible()
    assert page.locator(".guide-sheet-foot__box:visible").count() == 7
    assert page.locator(".guide-safety-notice__stop").is_visible()
    assert page.locator(".guide-safety-notice").is_visible()
    assert page.get_by_text("Drag to move").first.is_hidden()


def test_a_note_says_whose_it_is(page: Page, address: str) -> None:
    """A stranger's words in a link are not taken for those of the guide, whose address it has."""
    whose = page.get_by_text("from whoever made this routine, not from this guide")
    page.goto(address + PAGE + LINK)

    assert whose.is_hidden()
    for said in ("&note=Ring%20me", "&by=Bo%20Ek", "&for=Ann"):
        reopen(page, address + PAGE + LINK + said)
        assert whose.is_visible()


# For everybody


def test_no_rule_of_accessibility_is_broken(browser: Browser, address: str) -> None:
    """Axe finds nothing: empty, full, with a routine from a link; on a phone and a desk."""
    context = browser.new_context()
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    found = {}
    for state in ("", LINK + NAMES, "#r=1;knee-rolls:3x8;gone:1x1"):
        reopen(page, address + PAGE + state)
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 740})
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page, "best-practice"):
                found[state, width, scheme] = broken
    context.close()

    assert found == {}


def test_targets_are_large_and_nothing_is_scrolled_sideways(page: Page, address: str) -> None:
    """48 pixels for a sore hand, on the narrowest screen, also with text of twice the size."""
    page.goto(address + PAGE + LINK + NAMES)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        small = page.locator(
            "#own-routine :is(button, select, input, textarea):visible"
        ).evaluate_all("all => all.filter(one => one.offsetHeight < 48).map(one => one.outerHTML)")

        assert small == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_what_has_the_focus_is_never_covered(page: Page, address: str) -> None:
    """The bar with the last message lies over no focused button (WCAG 2.4.11)."""
    page.goto(address + PAGE + LINK)
    page.locator("[data-part=list] a").first.focus()
    covered = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("""() => {
            const box = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector('.guide-my-routine__bar');
            const isInBar = bar.contains(document.activeElement);
            const isCovered = !isInBar && box.bottom > bar.getBoundingClientRect().top
                && box.top < bar.getBoundingClientRect().bottom;
            return isCovered && document.activeElement.textContent;
        }""")
        if name:
            covered.append(name)

    assert covered == []
