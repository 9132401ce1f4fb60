"""What the studio promises, seen in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Locator, Page, expect
from test_browser import LOOKS, violations
from test_serve import Workshop, open_workshop, page
from test_studio import STRETCHES, STUDIO

from sitegen.load.figure_text import edited, figure_text_of, read_figure_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TEXT = figure_text_of(STRETCHES["calf-wall"].source_file)
NECK = "Neck: extension or flexion"
CANNOT_COPY = 'Object.defineProperty(navigator, "clipboard", { value: undefined });'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the studio of a preview is."""
    guide = Workshop(tmp_path_factory.mktemp("studio") / "guide")
    guide.write("index.html", page("Home"))
    guide.write("favicon.ico", "")
    with open_workshop(guide.folder, studio=STUDIO) as opened:
        yield f"{opened.address}/_studio/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window that may copy."""
    opened = browser.new_context()
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def studio(context: BrowserContext, address: str) -> Iterator[Page]:
    """The studio with the calf stretch at the wall; no script of it may fail."""
    errors: list[str] = []
    tab = context.new_page()
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    tab.goto(f"{address}?stretch=calf-wall")
    expect(tab.locator("#picture svg")).to_be_visible()
    yield tab
    assert errors == []


def picture(studio: Page) -> str:
    """The large picture, as markup."""
    return str(studio.locator("#picture").inner_html())


def part_of(studio: Page, name: str) -> Locator:
    """The controls under a name, unfolded."""
    part = studio.locator("details").filter(has=studio.get_by_text(name, exact=True))
    part.evaluate("part => { part.open = true; }")
    return part


def test_a_slider_moved_by_keyboard_bends_the_picture(studio: Page) -> None:
    """Only its own number changes in the text; past the limit, the slider says so."""
    before = picture(studio)
    slider = studio.get_by_role("slider", name=NECK)
    slider.focus()
    slider.press("ArrowLeft")
    expect(studio.locator("#text")).to_have_value(TEXT.replace("extension: 6", "extension: 7"))

    assert picture(studio) != before
    expect(slider).to_have_attribute("aria-valuetext", "7 degrees extension")
    slider.press("Home")
    expect(slider).to_have_attribute("aria-invalid", "true")
    fault = studio.locator(f"#{slider.get_attribute('aria-describedby')}")
    expect(fault).to_have_text(
        "Fault: neck extension of 55 degrees is past the limit of 45. Draw 60 to 80 % of it."
    )
    expect(studio.get_by_role("list", name="Faults")).to_contain_text("past the limit of 45")
    slider.press("End")
    expect(studio.locator("#text")).to_have_value(TEXT.replace("extension: 6", "flexion: 55"))


def test_what_is_copied_is_what_is_shown(studio: Page) -> None:
    """It loads again as a figure, with every key that was not touched."""
    part_of(studio, "Neck").get_by_label("extension").first.fill("9.5")
    expect(studio.locator("#text")).to_have_value(re.compile("extension: 9.5"))
    studio.get_by_role("button", name="Copy as front matter").click()
    expect(studio.get_by_role("button", name="Copied")).to_be_visible()
    copied = studio.evaluate("navigator.clipboard.readText()")

    assert read_figure_text(copied).figure
    assert copied.count("\n") == TEXT.count("\n")
    assert "hands: {to: wall, at: [0.345, 0.09, 0.80], fingers: up, shape: flat}" in copied


def test_without_a_clipboard_the_text_is_selected(context: BrowserContext, address: str) -> None:
    """So that a key copies it."""
    context.add_init_script(CANNOT_COPY)
    tab = context.new_page()
    tab.goto(f"{address}?stretch=calf-wall")
    expect(tab.locator("#text")).to_have_value(TEXT)
    tab.get_by_role("button", name="Copy as front matter").click()
    expect(tab.get_by_role("button", name="Now press Ctrl+C")).to_be_visible()

    assert tab.evaluate("getSelection().toString()") == TEXT


def test_text_and_sliders_follow_each_other(studio: Page) -> None:
    """Also through a text that cannot be drawn, which leaves the last picture with a note."""
    before = picture(studio)
    text = studio.locator("#text")
    text.fill(TEXT.replace("extension: 6", "extension: ["))
    expect(studio.locator("#state")).to_contain_text("This is the last picture that could be drawn")
    assert picture(studio) == before

    text.fill(edited(TEXT, ("end", "neck", "extension"), 20))
    expect(studio.get_by_role("slider", name=NECK)).to_have_attribute(
        "aria-valuetext", "20 degrees extension"
    )
    expect(studio.locator("#state")).to_have_text("No faults.")
    undo = studio.get_by_role("button", name="Undo")
    while undo.is_enabled():
        undo.click()
    expect(text).to_have_value(TEXT)


def test_a_hand_goes_where_it_is_sent_and_lets_go(studio: Page) -> None:
    """By the name of its target; a slider of its arm lets go of that."""
    part_of(studio, "Hand").get_by_label("Goes to").select_option("hips")
    expect(studio.locator("#text")).to_have_value(re.compile(r"hand_right: \{to: hips\}"))
    expect(studio.locator("#words")).to_contain_text("The right hand is on the hip")

    elbow = part_of(studio, "Elbow")
    expect(elbow).to_contain_text("It follows the hand, which goes to the hips.")
    elbow.get_by_role("slider").press("ArrowRight")
    expect(studio.locator("#text")).not_to_have_value(re.compile("hand_right"))
    expect(studio.locator("#text")).to_have_value(re.compile(r"elbow_right: \{flexion"))


def test_words_of_a_text_stay_words(studio: Page) -> None:
    """In the pictures, in the list of faults and at the controls."""
    evil = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    studio.locator("#text").fill(
        TEXT.replace("Hands flat on the wall", f"'{evil}'")
        .replace("[calf-right]", f"['{evil}']")
        .replace("figure:\n", f"figure:\n  '{evil}': '{evil}'\n")
    )
    expect(studio.locator("#faults")).to_contain_text("<img src=x")

    expect(studio.locator("img, body script")).to_have_count(0)


def test_a_stretch_is_found_and_opened(context: BrowserContext, address: str) -> None:
    """By a part of its title; and one that is not there leads back to the choice."""
    tab = context.new_page()
    tab.goto(f"{address}?stretch=nowhere")
    expect(tab.get_by_role("alert")).to_have_text("There is no such stretch. Choose one of these.")
    tab.get_by_label("Find a stretch").fill("wall calf")
    expect(tab.locator("#stretches a:visible")).to_have_count(1)
    tab.get_by_role("link", name="Wall calf stretch").click()
    expect(tab.locator("#text")).to_have_value(TEXT)


@pytest.mark.parametrize("query", ["", "?base=lying-side"])
def test_the_studio_is_accessible(browser: Browser, address: str, query: str) -> None:
    """Everything unfolded, with faults, axe finds nothing, and on a phone nothing is cut off."""
    context = browser.new_context()
    context.add_init_script(AXE_SCRIPT)
    tab = context.new_page()
    tab.goto(f"{address}{query}")
    expect(tab.locator("#picture svg, #stretches li").first).to_be_visible()
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for slider in tab.get_by_role("slider", name=NECK).all():
        slider.press("Home")
        expect(tab.locator("#state")).to_contain_text("1 fault")
    found = {}
    for width, scheme in (LOOKS[0], LOOKS[-1]):
        tab.set_viewport_size({"width": width, "height": 740})
        tab.emulate_media(color_scheme=scheme)
        tab.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # under the picture is no target
        if broken := violations(tab, "best-practice"):
            found[width, scheme] = broken
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

    assert found == {}
