"""What the live preview promises, seen in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import served
from playwright.sync_api import Browser, Page, expect
from test_browser import violations
from test_serve import Workshop, eventually, open_workshop, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import ViewportSize

# What a website can try against another address, each with what became of it.
ATTACK = """
async (preview) => {
  const asked = (options) => fetch(preview, options).then(() => "answered", () => "refused");
  const outcome = (name, property, address, more) => new Promise((resolve) => {
    const element = Object.assign(document.createElement(name), more);
    element.onload = () => resolve("loaded");
    element.onerror = () => resolve("refused");
    element[property] = address;
    document.body.append(element);
  });
  const heard = new Promise((resolve) => {
    const line = new WebSocket(preview.replace("http", "ws") + "/livereload");
    line.onopen = () => resolve("connected");
    line.onclose = () => resolve("refused");
  });
  const opened = open(preview);
  while (!opened.closed) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    read: await asked(),
    send: await asked({mode: "no-cors", method: "POST"}),
    use: await asked({mode: "no-cors"}),
    script: await outcome("script", "src", preview + "/new.js"),
    image: await outcome("img", "src", preview + "/icon.svg"),
    style: await outcome("link", "href", preview + "/assets/site.css", {rel: "stylesheet"}),
    listen: await heard,
    frame: await outcome("iframe", "src", preview).then(() => `shows ${frames[0].length} frames`),
    window: "out of reach",
  };
}
"""
LONG = '<p id="long">Long</p>'
STYLE = "#long { height: 5000px; color: rgb(255, 0, 0) }"
SAVES_IN_A_ROW = 20
RED, BLUE = "rgb(255, 0, 0)", "rgb(0, 0, 255)"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """A preview of a guide with one long page."""
    guide = Workshop(tmp_path / "guide")
    guide.write("index.html", page(LONG + "<p>Home</p>"))
    guide.write("assets/site.aaaaaa.css", STYLE)
    with open_workshop(guide.folder) as opened:
        yield opened


@pytest.fixture
def tab(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    """A browser tab that shows the guide, and is connected to the preview."""
    opened = browser.new_page()
    with opened.expect_websocket():
        opened.goto(workshop.address)
    opened.evaluate("window.isOldPage = true")
    yield opened
    opened.close()


def is_old_page(tab: Page) -> bool:
    """Whether the tab has not loaded its page again since it was opened."""
    return bool(tab.evaluate("window.isOldPage === true"))


def colour(tab: Page) -> str:
    """The colour that the stylesheet gives."""
    return str(tab.evaluate("getComputedStyle(document.getElementById('long')).color"))


def test_a_save_reloads_the_page(workshop: Workshop, tab: Page) -> None:
    """The new words are there without a key pressed."""
    workshop.write("index.html", page(LONG + "<p>Rewritten</p>"))

    expect(tab.get_by_text("Rewritten")).to_be_visible()
    assert not is_old_page(tab)


def test_two_files_saved_at_once_make_one_build(workshop: Workshop, tab: Page) -> None:
    """Both are in the page that the browser loads."""
    with workshop.at_once:
        workshop.write("index.html", page('<p>Rewritten</p><script src="/new.js"></script>'))
        workshop.write("new.js", "document.title = 'Both'")

    expect(tab).to_have_title("Both")
    assert workshop.builds == 2


def test_a_new_style_is_put_on_without_reloading(workshop: Workshop, tab: Page) -> None:
    """One goes on looking at the same place of the same page."""
    tab.evaluate("scrollTo(0, 3000)")
    with workshop.at_once:
        (workshop.folder / "assets/site.aaaaaa.css").unlink()
        workshop.write("assets/site.bbbbbb.css", STYLE.replace("255, 0, 0", "0, 0, 255"))
        workshop.write("index.html", page(LONG + "<p>Home</p>", style="/assets/site.bbbbbb.css"))
    eventually(lambda: colour(tab) == "rgb(0, 0, 255)")

    assert is_old_page(tab)
    assert tab.evaluate("scrollY") == 3000


def test_faults_come_and_go_by_themselves(workshop: Workshop, tab: Page) -> None:
    """What a writer quotes is shown as text; it makes no element of the page."""
    workshop.write("a.txt", "error: <img src=x> & <script>document.title = 'run'</script>")
    expect(tab.get_by_role("heading", name="1 error")).to_be_visible()
    expect(tab.locator("strong")).to_have_text(
        "<img src=x> & <script>document.title = 'run'</script>"
    )
    expect(tab.locator("img")).to_have_count(0)

    workshop.write("a.txt", "mended")

    expect(tab.get_by_text("Home")).to_be_visible()


def test_the_last_good_version_is_one_click_away_and_back(workshop: Workshop, tab: Page) -> None:
    """It has its style, and when all is mended its ribbon goes by itself."""
    workshop.write("a.txt", "error: one\nerror: two")
    tab.get_by_role("link", name="See the last good version").click()
    ribbon = tab.get_by_text("This is the last good version; 2 faults")
    expect(ribbon).to_be_visible()
    expect(tab.get_by_text("Home")).to_be_visible()
    assert colour(tab) == "rgb(255, 0, 0)"

    tab.get_by_role("link", name="2 faults").click()
    expect(tab.get_by_role("heading", name="2 errors")).to_be_visible()

    tab.get_by_role("link", name="See the last good version").click()
    expect(ribbon).to_be_visible()
    workshop.write("a.txt", "mended")

    expect(ribbon).to_have_count(0)
    expect(tab).to_have_url(f"{workshop.address}/")


def test_the_panel_opens_by_keyboard_and_stays_open(workshop: Workshop, tab: Page) -> None:
    """A fault comes with a save and goes with the next one; Escape closes it; never on paper."""
    button = tab.locator(".supple-preview-panel > summary")
    expect(button).to_have_text("No faults")
    tab.evaluate("scrollTo(0, 3000)")
    tab.keyboard.press("Tab")
    expect(button).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("link", name="The whole guide")).to_be_in_viewport()

    workshop.write("a.txt", "warning: <b>could be plainer</b>")

    expect(tab.get_by_text("<b>could be plainer</b>", exact=True)).to_be_in_viewport()
    expect(button).to_have_text("1 warning")
    expect(button).to_be_focused()
    assert tab.evaluate("scrollY") > 0

    workshop.write("a.txt", "mended")

    expect(button).to_have_text("No faults")
    expect(tab.get_by_text("could be plainer")).to_have_count(0)
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("link", name="The whole guide")).to_be_hidden()
    tab.emulate_media(media="print")
    expect(button).to_be_hidden()


def near(body: str) -> str:
    """A page with a stylesheet whose address is relative, as in a guide."""
    return page(body, style="assets/site.aaaaaa.css")


def test_phone_desk_and_paper_stand_side_by_side(workshop: Workshop, browser: Browser) -> None:
    """Each as wide as it says, paper with its own rules; a save and a link lead all three on."""
    style = "p { color: red } @media print { p { color: blue } } @media screen { a { color: red } }"
    with workshop.at_once:
        workshop.write("assets/site.aaaaaa.css", style)
        workshop.write("index.html", near("<p>Home</p><a href='other.html'>Other</a>"))
        workshop.write("other.html", near("<p>Elsewhere</p>"))
    eventually(lambda: "blue" in workshop.ask("/assets/site.css").text)
    tab = browser.new_page()
    tab.goto(f"{workshop.address}/_preview/side-by-side/")
    frames = [tab.frame_locator(f"[title={name}]") for name in ("Phone", "Desk", "Paper")]
    for frame, colour, width in zip(frames, (RED, RED, BLUE), (360, 1280, 718), strict=True):
        expect(frame.locator("body > p")).to_have_css("color", colour)
        assert frame.locator("html").evaluate("() => Math.round(innerWidth)") == width
        expect(frame.locator(".supple-preview-strip")).to_have_count(0)

    workshop.write("index.html", near("<p>Anew</p><a href='other.html'>Other</a>"))
    for frame in frames:
        expect(frame.locator("body > p")).to_have_text("Anew")

    frames[0].get_by_role("link", name="Other").click()
    for frame in frames:
        expect(frame.locator("body > p")).to_have_text("Elsewhere")
    expect(frames[2].locator("body > p")).to_have_css("color", BLUE)
    expect(tab).to_have_url(re.compile(r"/side-by-side/\?page=/other\.html$"))
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_the_preview_adds_is_accessible(
    workshop: Workshop, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    """Axe finds nothing in the panel, opened, nor in the overview, on a phone; all fits there."""
    with workshop.at_once:
        workshop.write("a.txt", "warning: could be plainer")
        workshop.write("index.html", page("<main><h1>Home</h1></main>"))
    eventually(lambda: "<h1>Home" in workshop.ask("/").text)
    viewport: ViewportSize = {"width": 360, "height": 740}
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    context.add_init_script(AXE_SCRIPT)
    tab = context.new_page()
    for address in ("/", "/_preview/"):
        tab.goto(workshop.address + address)
        for folded in tab.locator("details").all():
            folded.evaluate("folded => folded.open = true")

        assert violations(tab, "best-practice") == []
        assert tab.evaluate("document.documentElement.scrollWidth") == 360
    tab.goto(f"{workshop.address}/_preview/side-by-side/")
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_a_tab_finds_a_preview_that_was_started_again(browser: Browser, tmp_path: Path) -> None:
    """What was saved in between is shown; no one has to reload."""
    guide = Workshop(tmp_path)
    guide.write("index.html", page("<p>Before</p>"))
    tab = browser.new_page()
    with open_workshop(tmp_path) as first, tab.expect_websocket():
        tab.goto(first.address)
        port = first.port
    guide.write("index.html", page("<p>After</p>"))

    with open_workshop(tmp_path, port=port):
        expect(tab.get_by_text("After")).to_be_visible()
        tab.close()


def test_a_strict_policy_blocks_what_the_published_page_blocks(
    browser: Browser, workshop: Workshop
) -> None:
    """Inline code and service workers; livereload itself is let through."""
    inline = (
        "<script>document.title = 'run'</script><script src='/worker.js'></script><p>Strict</p>"
    )
    workshop.write("sw.js", "")
    workshop.write(
        "worker.js", "navigator.serviceWorker.register('/sw.js').catch(() => document.title = 'no')"
    )
    workshop.write("index.html", page(inline))
    eventually(lambda: "Strict" in workshop.ask("/").text)
    tab = browser.new_page()
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text))
    with tab.expect_websocket():
        tab.goto(workshop.address)

    expect(tab).to_have_title("no")
    assert len([text for text in refused if "Content Security Policy" in text]) == 2
    tab.close()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_hostile_website_gets_nothing(
    browser: Browser, workshop: Workshop, tmp_path: Path, name: str
) -> None:
    """Neither from another port of this computer, which counts as the same site, nor from afar."""
    workshop.write("new.js", "document.title = 'run'")
    workshop.write("icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    workshop.write("index.html", page("Draft <iframe></iframe>"))
    eventually(lambda: "Draft" in workshop.ask("/").text)
    website = tmp_path / "website"
    website.mkdir()
    (website / "index.html").write_text("<title>Hostile</title>", encoding="utf-8")
    with served(website) as address:
        tab = browser.new_page()
        tab.goto(address.replace("127.0.0.1", name))
        outcomes = tab.evaluate(ATTACK, workshop.address)

        assert outcomes == {
            "read": "refused",
            "send": "refused",
            "use": "refused",
            "script": "refused",
            "image": "refused",
            "style": "refused",
            "listen": "refused",
            "frame": "shows 0 frames",
            "window": "out of reach",
        }
        assert tab.title() == "Hostile"
        tab.context.close()


def test_no_save_of_many_is_missed(workshop: Workshop, tab: Page) -> None:
    """Saves that follow each other at once all reach the browser, the last one for good."""
    for number in range(SAVES_IN_A_ROW):
        workshop.write("index.html", page(f"<p>Save {number}.</p>"))
        tab.get_by_text(re.compile(rf"^Save {number}\.$")).wait_for()

    assert tab.inner_text("body > p") == f"Save {SAVES_IN_A_ROW - 1}."
