"""Text size, contrast and colours as a reader chooses them, and the buttons of a page."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from test_browser import faults_on, violations
from test_site import html_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

STRETCH = "stretches/half-step-hip/index.html"
AREA = "areas/neck/index.html"
PAGES = ("index.html", STRETCH, AREA, "routines/morning/index.html", "safety/index.html")
TOGGLE = "Text size and colours"
ALL_CHOICES = {"text": "largest", "contrast": "strong", "colours": "dark"}
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("not here", "SecurityError"); },
});"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException("no room", "QuotaExceededError");
};"""
# Nothing is painted before there is a body.
FIRST_SIGHT = """new MutationObserver((_, observer) => {
    if (!document.body) return;
    window.firstSight = { ...document.documentElement.dataset };
    observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""
LOOK_OF_ALL = """() => [...document.querySelectorAll("*")].map(element => {
    const style = getComputedStyle(element);
    return ["display", "fontSize", "color", "backgroundColor", "borderTopWidth", "borderTopColor",
        "fill", "stroke", "colorScheme"].map(name => style[name]).join(" ");
})"""

# Every word of all that is shown which stands on more than one line.
BROKEN_WORDS = r"""() => {
    document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (!text.parentElement.checkVisibility()) continue;
        for (const word of text.data.matchAll(/[^\s-]+/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((box) => box.top));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser on a phone that keeps nothing yet."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


def choose(page: Page, *names: str) -> None:
    """Open the choices where they are closed, and press these."""
    box = page.locator("#reading")
    if box.get_attribute("open") is None:
        page.get_by_text(TOGGLE, exact=True).click()
    for name in names:
        page.get_by_label(name, exact=True).check()


def keep(context: BrowserContext, choices: dict[str, str]) -> None:
    """What an earlier visit has left on the device."""
    context.add_init_script(f"localStorage.setItem('supple.reading', JSON.stringify({choices!r}));")


def root(page: Page) -> dict[str, str]:
    """What the root element of a page says."""
    said: dict[str, str] = page.evaluate("({...document.documentElement.dataset})")
    return said


def text_size(page: Page) -> float:
    """Of a plain paragraph, in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def background(page: Page) -> str:
    """The colour behind the page."""
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


# Text size, contrast and colours


def test_choices_hold_on_the_next_page_and_the_next_visit(
    context: BrowserContext, home: str
) -> None:
    """Who sets large white text on black once has it everywhere, before anything is painted."""
    page = context.new_page()
    faults = faults_on(page)
    page.goto(home + STRETCH)
    before = text_size(page)
    choose(page, "Largest", "Strong", "Dark")

    assert text_size(page) == pytest.approx(1.5 * before)
    assert background(page) == "rgb(0, 0, 0)"
    page.close()
    later = context.new_page()
    later.add_init_script(FIRST_SIGHT)
    later.goto(home + AREA)
    assert later.evaluate("window.firstSight") == ALL_CHOICES
    assert text_size(later) == pytest.approx(1.5 * before)
    assert background(later) == "rgb(0, 0, 0)"
    choose(later)
    assert later.locator("#reading :checked").evaluate_all("all => all.map(one => one.value)") == [
        "largest",
        "strong",
        "dark",
    ]
    assert faults == []


def test_first_choices_leave_everything_to_the_device(
    context: BrowserContext,
    address: str,
) -> None:
    """Back to normal is back to what the browser says, and nothing is kept."""
    page = context.new_page()
    page.goto(address + STRETCH)
    look = page.evaluate(LOOK_OF_ALL)
    kept = page.evaluate("localStorage.length")
    choose(page, "Larger", "Strong", "Light")
    for group in ("Text size", "Contrast"):
        page.get_by_role("group", name=group).get_by_label("Normal").check()
    choose(page, "As on my device")

    assert kept == page.evaluate("localStorage.length") == 0
    page.reload()
    assert root(page) == {}
    assert page.evaluate(LOOK_OF_ALL) == look


def test_choices_are_made_by_keyboard(context: BrowserContext, home: str) -> None:
    """Enter opens them, arrows move through a group, and the focus stays where it is."""
    page = context.new_page()
    page.goto(home + STRETCH)
    page.get_by_text(TOGGLE, exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")

    assert root(page) == {"text": "larger"}
    assert page.evaluate("document.activeElement.value") == "larger"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert root(page) == {"text": "larger", "contrast": "strong"}


def test_link_at_the_top_leads_to_the_choices(context: BrowserContext, home: str) -> None:
    """It stands beside the trail, where it costs a phone no line, and opens the choices."""
    page = context.new_page()
    page.goto(home + STRETCH)
    link = page.get_by_role("link", name="Text size")
    trail = page.get_by_role("link", name="Home")
    tops = [one.bounding_box() for one in (link, trail)]
    link.click()

    assert tops[0] is not None
    assert tops[1] is not None
    assert tops[0]["y"] == tops[1]["y"]
    assert page.get_by_label("Largest").is_visible()


def test_a_choice_stays_under_the_finger(
    context: BrowserContext,
    address: str,
) -> None:
    """The page above grows by a half; what was pressed does not run away."""
    page = context.new_page()
    page.goto(address + STRETCH)
    choose(page)
    label = page.locator("label", has_text="Largest")
    label.scroll_into_view_if_needed()
    before = label.bounding_box()
    page.mouse.click(before["x"] + 20, before["y"] + 20) if before else None
    after = label.bounding_box()

    assert root(page) == {"text": "largest"}
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) <= 0.5 * before["height"]


def test_choices_are_large_enough_to_press(
    context: BrowserContext,
    address: str,
) -> None:
    """48 pixels each way."""
    page = context.new_page()
    page.goto(address + STRETCH)
    choose(page)
    places = page.locator("#reading label, #reading summary, .guide-page-tools button")
    sizes = [place.bounding_box() for place in places.all()]

    assert len(sizes) == 11
    assert [box for box in sizes if not box or min(box["width"], box["height"]) < 48] == []


@pytest.mark.parametrize("fault", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_storage_that_keeps_nothing_breaks_nothing(
    context: BrowserContext, home: str, fault: str
) -> None:
    """A choice holds on its page, which says that it cannot be kept."""
    context.add_init_script(fault)
    page = context.new_page()
    faults = faults_on(page)
    page.goto(home + STRETCH)
    choose(page, "Larger")

    assert root(page) == {"text": "larger"}
    assert "on this page only" in page.locator("#reading [role=status]").inner_text()
    assert faults == []


@pytest.mark.parametrize("kept", ["{", "null", "7", '{"text":"huge"}', '{"a-b":1}'])
def test_spoilt_storage_breaks_nothing(
    context: BrowserContext,
    address: str,
    kept: str,
) -> None:
    """What somebody else wrote there leaves the page as it is, and can be chosen away."""
    first = context.new_page()
    first.goto(address + STRETCH)
    normal = text_size(first)
    first.evaluate("kept => localStorage.setItem('supple.reading', kept)", kept)
    spoilt = context.new_page()
    faults = faults_on(spoilt)
    spoilt.goto(address + STRETCH)

    assert text_size(spoilt) == normal
    choose(spoilt, "Larger")
    mended = context.new_page()
    mended.goto(address + STRETCH)
    assert text_size(mended) == pytest.approx(1.25 * normal)
    assert faults == []


def test_another_open_page_follows(
    context: BrowserContext,
    address: str,
) -> None:
    """Two pages open side by side never look different."""
    one, other = context.new_page(), context.new_page()
    one.goto(address + STRETCH)
    other.goto(address + AREA)
    choose(one, "Dark")

    other.wait_for_function("document.documentElement.dataset.colours === 'dark'")
    assert other.locator("#reading input[value=dark]").is_checked()


def test_small_pictures_follow_the_colours(
    browser: Browser,
    address: str,
) -> None:
    """A picture in a file of its own is dark where the page is dark, by choice or by device."""

    def picture(device: Literal["light", "dark"], choice: str) -> bytes:
        context = browser.new_context(color_scheme=device)
        if choice:
            keep(context, {"colours": choice})
        page = context.new_page()
        page.goto(address + AREA)
        shot = page.locator("img.guide-card__picture").first.screenshot()
        context.close()
        return shot

    light, dark = picture("light", ""), picture("dark", "")
    assert light != dark
    assert picture("dark", "light") == light
    assert picture("light", "dark") == dark


def test_device_that_asks_for_contrast_gets_it(
    context: BrowserContext,
    address: str,
) -> None:
    """Black on white without a choice on this site."""
    page = context.new_page()
    page.emulate_media(contrast="more")
    page.goto(address + STRETCH)
    wanted = page.evaluate(LOOK_OF_ALL)
    page.emulate_media(contrast="no-preference")
    choose(page, "Strong")
    page.reload()

    assert background(page) == "rgb(255, 255, 255)"
    assert page.evaluate(LOOK_OF_ALL) == wanted


def test_paper_is_the_same_whatever_is_chosen(
    browser: Browser,
    address: str,
) -> None:
    """Black on white, at its own size."""
    looks = []
    for choices in ({}, ALL_CHOICES, {"text": "larger", "colours": "light"}):
        context = browser.new_context(color_scheme="dark")
        keep(context, choices)
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(address + "routines/morning/index.html")
        looks.append(page.evaluate(LOOK_OF_ALL))
        assert background(page) == "rgb(255, 255, 255)"
        displays = page.locator(".guide-reading, .guide-page-tools").evaluate_all(
            "all => all.map(one => getComputedStyle(one).display)"
        )
        assert displays == ["none", "none"]
        context.close()

    assert looks[0] == looks[1] == looks[2]


@pytest.mark.parametrize(
    ("contrast", "colours", "device"),
    [
        ("strong", "light", "light"),
        ("strong", "dark", "light"),
        ("", "dark", "light"),
        ("", "light", "dark"),
    ],
)
def test_every_look_is_accessible(
    browser: Browser,
    address: str,
    contrast: str,
    colours: str,
    device: Literal["light", "dark"],
) -> None:
    """Axe finds nothing, and text keeps 7:1, with the choices open and largest text."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=device)
    context.add_init_script(AXE_SCRIPT)
    keep(context, {"text": "largest", "contrast": contrast, "colours": colours})
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(address + path)
        choose(page)
        found[path] = violations(page)
    context.close()

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_largest_text_on_the_smallest_phone_is_never_cut(
    browser: Browser, site: Path, address: str
) -> None:
    """No page of readers scrolls sideways at 320 pixels, none clips a word."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    keep(context, {"text": "largest", "contrast": "strong"})
    page = context.new_page()
    wrong = []
    for file in html_files(site):
        path = file.relative_to(site).as_posix()
        if path.startswith("styleguide/"):
            continue
        page.goto(address + path)
        if not path.startswith("es/"):  # what was chosen holds there too; the choice is not there
            choose(page)
        cut = page.evaluate("""() => [...document.querySelectorAll("body *")].filter(element => {
            const style = getComputedStyle(element);
            return style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1
                && !element.closest("svg") && !element.classList.contains("guide-hidden");
        }).length""")
        if cut or page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(path)
    context.close()

    assert wrong == []


def test_without_javascript_nothing_offers_what_cannot_work(
    browser: Browser,
    address: str,
) -> None:
    """No choice, no button, and no gap where they would stand."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + STRETCH)

    assert page.locator(".guide-reading, .guide-page-tools").count() == 2
    assert page.locator(".guide-reading").is_hidden()
    assert page.locator(".guide-page-tools").is_hidden()
    assert page.get_by_role("link", name="Report a problem").is_visible()
    assert page.get_by_role("link", name="Edit this page").is_visible()
    context.close()


# Print and share


@pytest.mark.parametrize("path", PAGES[1:])
def test_a_page_is_printed_with_one_press(
    context: BrowserContext,
    address: str,
    path: str,
) -> None:
    """Without looking for the browser's own menu."""
    context.add_init_script("window.print = () => { window.printed = true; };")
    page = context.new_page()
    page.goto(address + path)
    page.get_by_role("button", name="Print this page").click()

    assert page.evaluate("window.printed")


@pytest.fixture
def sharing(context: BrowserContext, home: str) -> Callable[[str], tuple[Page, str]]:
    """Opens a page whose browser shares in the given way, and presses the button."""

    def share(script: str) -> tuple[Page, str]:
        context.add_init_script(script)
        page = context.new_page()
        page.goto(home + STRETCH)
        page.get_by_role("button", name="Share this page").click()
        return page, str(page.locator("link[rel=canonical]").get_attribute("href"))

    return share


COPIES = """Object.defineProperty(navigator, "clipboard", {
    value: { async writeText(text) { window.copied = text; } },
});"""
CANNOT_COPY = 'Object.defineProperty(navigator, "clipboard", { value: undefined });'
CANNOT_SHARE = 'Object.defineProperty(navigator, "share", { value: undefined });'
SHARES = """Object.defineProperty(navigator, "share", {
    value: async data => { window.shared = data; },
});"""
CHANGES_MIND = """Object.defineProperty(navigator, "share", {
    value: async () => { throw new DOMException("closed", "AbortError"); },
});"""


def test_a_phone_shares_a_page_in_its_own_way(
    sharing: Callable[[str], tuple[Page, str]],
) -> None:
    """Its list of people opens, with the public address of the page."""
    page, link = sharing(SHARES)
    shared: dict[str, Any] = page.evaluate("window.shared")

    assert shared["url"] == link
    assert shared["title"].startswith("Half-step")


def test_elsewhere_the_address_is_copied(sharing: Callable[[str], tuple[Page, str]]) -> None:
    """And the page says so."""
    page, link = sharing(CANNOT_SHARE + COPIES)

    page.get_by_text("The address of this page is copied").wait_for()
    assert page.evaluate("window.copied") == link


def test_what_can_neither_be_shared_nor_copied_is_shown(
    sharing: Callable[[str], tuple[Page, str]],
) -> None:
    """To be copied by hand."""
    page, link = sharing(CANNOT_SHARE + CANNOT_COPY)

    shown = page.get_by_text(f"The address of this page is {link}")
    shown.wait_for()

    assert shown.is_visible()


def test_who_closes_the_list_has_shared_nothing(
    sharing: Callable[[str], tuple[Page, str]],
) -> None:
    """Nothing is copied behind their back."""
    page, _ = sharing(CHANGES_MIND + COPIES)

    assert page.evaluate("window.copied === undefined")
    assert page.locator(".guide-page-tools [role=status]").inner_text() == ""


# The home page


def test_home_page_offers_what_one_can_do_today(context: BrowserContext, home: str) -> None:
    """Nine answers, each with routines to press, two presses from the start."""
    page = context.new_page()
    page.goto(home + "index.html")
    questions = page.locator(".guide-choice__question")
    words = questions.all_inner_texts()

    assert words == [
        "I am just starting",
        "I can only sit",
        "I can stand, but not get down to the floor",
        "I am still in bed",
        "I have a few minutes",
        "My neck or shoulders are stiff",
        "My upper back or chest is stiff",
        "My lower back is stiff",
        "My hips or legs are stiff",
    ]
    questions.nth(5).focus()
    page.keyboard.press("Enter")
    page.locator(".guide-choice[open] a", has_text="Stiff neck").click()
    page.wait_for_url("**/routines/stiff-neck/index.html")


def test_home_page_asks_where_before_what(context: BrowserContext, home: str) -> None:
    """One line of safety, the map of the body, what one can do today, then all routines."""
    page = context.new_page()
    page.goto(home + "index.html")
    places = [
        page.locator(selector).first.bounding_box()
        for selector in (
            ".guide-safety-strip",
            ".guide-body-map",
            ".guide-choice",
            ".guide-main .guide-card:has(.guide-card__place)",
        )
    ]
    tops = [box["y"] for box in places if box]

    assert len(tops) == 4
    assert all(above < below for above, below in itertools.pairwise(tops))


def test_largest_words_stay_whole(context: BrowserContext, address: str) -> None:
    """On the smallest phone no everyday word is broken, in a box, a button or beside a label."""
    keep(context, ALL_CHOICES)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 740})
    broken = {}
    for path in (*PAGES, "stretches/index.html", "my-routine/index.html"):
        page.goto(address + path)
        words = page.evaluate(BROKEN_WORDS)
        # Some terms of medicine are longer than a line.
        broken[path] = [word for word in words if len(word) < 11]

    assert {path: words for path, words in broken.items() if words} == {}


def test_largest_words_of_a_session_stay_whole(context: BrowserContext, address: str) -> None:
    """Nor in a session, where buttons stand side by side."""
    keep(context, ALL_CHOICES)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(f"{address}routines/morning/index.html")
    page.get_by_role("button", name="Start, step by step").click()
    before = page.evaluate(BROKEN_WORDS)
    page.get_by_role("button", name="Start", exact=True).click()

    assert before == []
    assert page.evaluate(BROKEN_WORDS) == []
