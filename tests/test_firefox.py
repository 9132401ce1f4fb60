"""The main ways through the guide in Firefox, as a person goes them; Chromium's tests say more."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest
from conftest import installed, served
from playwright.sync_api import Error, expect, sync_playwright
from test_browser import PLAY, STOP
from test_finder_browser import SEARCH, shown
from test_my_routine_browser import button, faults_of
from test_offline_browser import is_styled, visit
from test_reading_browser import background, choose
from test_serve import eventually
from test_session_browser import MORNING, opened, seconds
from test_site import html_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    Launch = Callable[..., Browser]

STRETCH = "stretches/half-step-hip/index.html"


@pytest.fixture(scope="module")
def launch() -> Iterator[Launch]:
    """Starts Firefox, with preferences where a test has some."""
    firefox = installed("firefox-esr", "firefox")
    with sync_playwright() as playwright:
        # The channel for a Firefox that is not of playwright's own making.
        yield functools.partial(
            playwright.firefox.launch, channel="moz-firefox", executable_path=firefox
        )


@pytest.fixture(scope="module")
def firefox(launch: Launch) -> Iterator[Browser]:
    """Firefox as it is installed."""
    started = launch()
    yield started
    started.close()


@pytest.fixture
def context(firefox: Browser) -> Iterator[BrowserContext]:
    """The narrowest of phones, which has never seen the site."""
    context = firefox.new_context(viewport={"width": 320, "height": 740})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong or complain."""
    page = context.new_page()
    faults = faults_of(page)
    yield page
    # A picture that is still on its way when its page is left fails in the service worker.
    assert [fault for fault in faults if "ServiceWorker intercepted" not in fault] == []


def test_a_broken_policy_would_be_seen(context: BrowserContext, home: str) -> None:
    """No script of strangers runs in a page, and the tests below would hear of one."""
    page = context.new_page()
    faults = faults_of(page)
    page.goto(home + "index.html")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.append("window.isHarmed = true");
        document.body.append(script);
    }""")

    assert page.evaluate("window.isHarmed") is None
    for _ in range(100):  # Firefox tells of it in its own time
        if faults:
            break
        page.wait_for_timeout(100)
    assert len(faults) == 1
    assert "settings blocked" in faults[0]


def test_text_is_never_read_as_html(context: BrowserContext, home: str) -> None:
    """Nor is a script fetched from elsewhere, in a Firefox that knows Trusted Types."""
    page = context.new_page()
    page.goto(home + STRETCH)
    if not page.evaluate("'trustedTypes' in window"):
        pytest.skip("this Firefox is older than Trusted Types")

    for sink in ("document.body.innerHTML = '<b>text</b>'", "document.scripts[0].src = 'x.js'"):
        with pytest.raises(Error, match="TypeError"):
            page.evaluate(sink)


def test_browser_without_trusted_types_fetches_the_same_scripts(launch: Launch, home: str) -> None:
    """There the address of a script is a text, and the policy's test is made all the same."""
    older = launch(firefox_user_prefs={"dom.security.trusted_types.enabled": False})
    page = older.new_page()
    page.goto(home + STRETCH)
    assert not page.evaluate("'trustedTypes' in window")
    page.get_by_role("button", name=PLAY).click()
    page.get_by_role("button", name=STOP).wait_for()
    session = opened(page, home)

    expect(session).to_be_visible()
    with pytest.raises(Error, match="no script of this guide"):
        page.evaluate("supple.ownScripts.createScriptURL('https://evil.example/assets/x.js')")
    older.close()


def test_every_page_opens_in_silence_and_fits_the_narrowest_phone(
    page: Page, site: Path, address: str
) -> None:
    """Nothing fails, no policy is broken, nothing has to be scrolled sideways at 320 pixels."""
    too_wide = []
    for file in html_files(site):
        path = file.relative_to(site).as_posix()
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(path)

    # Its table of colours is for who works on the guide, and no page leads to it.
    assert set(too_wide) <= {"styleguide/index.html"}


def test_finder_leaves_what_suits_while_one_types(page: Page, home: str) -> None:
    """An everyday word finds the place, letter by letter; without it all are there again."""
    page.goto(home + "index.html")
    page.get_by_role("link", name="All stretches in one list").click()
    search = page.get_by_label(SEARCH)
    search.wait_for()
    everything = shown(page)
    search.press_sequentially("bum")
    found = shown(page)
    search.press("Control+A")
    search.press("Delete")

    assert "half-step-hip" in found
    assert "chin-tuck" not in found
    assert shown(page) == everything


def test_a_movement_plays_and_stops(page: Page, home: str) -> None:
    """One press shows it, another ends it."""
    page.goto(home + STRETCH)
    page.get_by_role("button", name=PLAY).click()
    stage = page.locator(".guide-pictures__row[aria-hidden]")
    stage.wait_for()
    before = stage.inner_html()
    eventually(lambda: stage.inner_html() != before)
    page.get_by_role("button", name=STOP).click()

    expect(stage).to_have_count(0)
    expect(page.get_by_role("button", name=PLAY)).to_be_visible()


def test_a_session_counts_waits_and_ends(page: Page, home: str) -> None:
    """Seconds go down by themselves, not while one pauses, and the way can be gone to its end."""
    session = opened(page, home)
    first = seconds(page)
    expect(page.locator(".guide-session__seconds")).not_to_have_text(str(first))
    session.get_by_role("button", name="Pause").click()
    left = seconds(page)
    page.wait_for_timeout(1500)
    assert left < first
    assert seconds(page) == left
    session.get_by_role("button", name="Go on").click()
    for _ in range(7):
        session.get_by_role("button", name="Skip").click()

    expect(page.get_by_text("Done. Take a breath")).to_be_visible()


def test_a_stretch_stays_in_ones_own_routine(page: Page, home: str) -> None:
    """Added on its page, it is there on the page of one's own routine, and after a reload."""
    page.goto(home + STRETCH)
    button(page, "Add to my routine: Half-step hip stretch").click()
    page.get_by_role("link", name="See my routine").click()
    listed = page.locator("[data-part=list] h3")

    expect(listed).to_have_text(["Half-step hip stretch"])
    page.reload()
    expect(listed).to_have_text(["Half-step hip stretch"])


def test_colours_follow_the_device_until_one_chooses(
    launch: Launch, page: Page, address: str
) -> None:
    """Dark where the device is dark, and light there for who wants it so, on every page."""
    page.goto(address + STRETCH)
    light = background(page)
    device = launch(firefox_user_prefs={"ui.systemUsesDarkTheme": 1})
    dark_page = device.new_page()
    faults = faults_of(dark_page)
    dark_page.goto(address + STRETCH)
    dark = background(dark_page)
    choose(dark_page, "Light")
    dark_page.goto(address + MORNING)
    chosen = background(dark_page)
    device.close()

    assert dark != light
    assert chosen == light
    assert faults == []


def test_whole_guide_is_there_after_one_visit(context: BrowserContext, site: Path) -> None:
    """Home is opened once; then the host is gone, and pages never visited come all the same."""
    with served(site) as address:
        page = visit(context, address)
    page.goto(address + STRETCH)

    assert is_styled(page)
    page.get_by_role("button", name=PLAY).click()
    page.get_by_role("button", name=STOP).wait_for()
