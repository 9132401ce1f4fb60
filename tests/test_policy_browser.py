"""What the guide forbids its own pages: no text read as HTML, no stranger's script, no request."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import Error, expect
from test_browser import KINDS, PLAY, STOP
from test_finder_browser import SEARCH
from test_my_routine_browser import button
from test_reading_browser import choose
from test_serve import POLICY as PLAIN_POLICY
from test_serve import Workshop, eventually, open_workshop
from test_serve import page as page_of
from test_session_browser import opened

from sitegen.render.machine_files import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

STRETCH = "stretches/half-step-hip/index.html"
OTHER_KINDS = (
    *("about/index.html", "build-up/index.html", "for-clinicians/index.html", "guide/index.html"),
    *("offline/index.html", "styleguide/index.html"),
)
SINKS = (
    "document.body.innerHTML = '<b>text</b>'",
    "document.body.outerHTML = '<b>text</b>'",
    "document.body.insertAdjacentHTML('beforeend', '<b>text</b>')",
    "document.write('<b>text</b>')",
    "document.createRange().createContextualFragment('<b>text</b>')",
    "new DOMParser().parseFromString('<b>text</b>', 'text/html')",
    "document.createElement('iframe').srcdoc = '<b>text</b>'",
    "document.createElement('script').src = document.scripts[0].src",
    "document.createElement('script').text = '1'",
    "document.body.setAttribute('onclick', '1')",
    "navigator.serviceWorker.register('../../sw.js')",
    "trustedTypes.createPolicy('other', {})",
    "trustedTypes.createPolicy('default', {})",
    "trustedTypes.createPolicy('supple', {})",
)
STRANGERS = (
    *("https://evil.example/assets/x.js", "//evil.example/assets/x.js", "/assets/../x.js"),
    *("data:text/javascript,1", "blob:x", "javascript:1", "", "../x.js", "assets/../../x.js"),
    *("assets/x.css", "assets/a/x.js", "assets/x.js?y", "assets/x.js#y", "assets%2Fx.js"),
    *("sw.js/x.js", "guide.json", "assets/%2e%2e/%2e%2e/x.js", "\nassets\\..\\..\\x.js", "x.js"),
)
# A breach that no console shows would be told of by this event.
TELL = """document.addEventListener("securitypolicyviolation",
    ({ violatedDirective, sourceFile }) => tell(`${violatedDirective} at ${sourceFile}`));"""


class Told(NamedTuple):
    """What a browser did beside showing pages.

    Attributes:
        asked: The addresses that it asked for.
        breaches: Each of the policy, with the script that tried.
        complaints: What its console says.
    """

    asked: list[str]
    breaches: list[str]
    complaints: list[str]


def told_by(context: BrowserContext) -> Told:
    """What the pages of a context do from now on."""
    told = Told([], [], [])
    context.on("request", lambda request: told.asked.append(request.url))
    context.on("console", lambda message: told.complaints.append(message.text))
    context.on("weberror", lambda error: told.complaints.append(str(error.error)))
    context.expose_binding("tell", lambda _, words: told.breaches.append(words))
    context.add_init_script(TELL)
    return told


def use_every_feature(page: Page, address: str) -> None:
    """Use what there is to use: a movement, choices, one's own routine, the finder, a session."""
    page.goto(address + STRETCH)
    page.get_by_role("button", name=PLAY).click()
    page.get_by_role("button", name=STOP).click()
    choose(page, "Larger", "Dark")
    button(page, "Add to my routine: Half-step hip stretch").click()
    page.get_by_role("link", name="See my routine").click()
    expect(page.locator("[data-part=list] h3")).to_have_count(1)
    page.goto(address + "stretches/index.html")
    page.get_by_label(SEARCH).fill("neck")
    opened(page, address).get_by_role("button", name="Skip").click()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whose browser holds nothing yet."""
    made = browser.new_context(viewport={"width": 360, "height": 740})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, home: str) -> Page:
    """A page of the guide, served or from disk."""
    made = context.new_page()
    made.goto(home + STRETCH)
    return made


def test_every_feature_keeps_to_the_policy_and_asks_nobody_else(
    context: BrowserContext, home: str
) -> None:
    """Each kind of page and each feature: no breach, no complaint, no other host."""
    told = told_by(context)
    page = context.new_page()
    for path in (*KINDS, *OTHER_KINDS):
        if path != "404.html":  # its links are right at the guide's own address alone
            page.goto(home + path)
    use_every_feature(page, home)
    if home.startswith("http"):
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    assert told.breaches == told.complaints == []
    assert len(told.asked) > len(KINDS)
    assert [url for url in told.asked if not url.startswith((home, "blob:", "data:"))] == []
    assert context.cookies() == []


def test_text_is_never_read_as_html_or_as_the_address_of_a_script(page: Page) -> None:
    """Whatever turns text into code refuses it, and no second policy can be made that lets it."""
    for sink in SINKS:
        with pytest.raises(Error, match=r"TypeError|assignment"):
            page.evaluate(sink)


def test_policy_lets_no_other_script_through(page: Page) -> None:
    """Only names in the guide's own folders, however the address is spelled."""
    page.goto(page.url.replace(STRETCH, "index.html"))
    for stranger in STRANGERS:
        with pytest.raises(Error, match=r"no script of this guide|Invalid URL"):
            page.evaluate("address => supple.ownScripts.createScriptURL(address)", stranger)


def test_policy_lets_the_guides_own_scripts_through(page: Page) -> None:
    """Written from the page or whole; what comes back is the whole address."""
    own = page.evaluate("""() => ["../../sw.js", document.scripts[0].src, "../../figures/a-b.js"]
        .map(address => String(supple.ownScripts.createScriptURL(address)))""")
    root = page.url.removesuffix(STRETCH)

    assert own[0] == f"{root}sw.js"
    assert own[1].startswith(f"{root}assets/")
    assert own[2] == f"{root}figures/a-b.js"


def test_preview_holds_a_page_to_it_too(browser: Browser, tmp_path: Path) -> None:
    """A script that would fail once it is published fails while it is written; reloading works."""
    guide = Workshop(tmp_path / "guide")
    script = "try { document.body.innerHTML = '' } catch { document.title = 'refused' }"
    guide.write("x.js", script)
    guide.write("assets/site.aaaaaa.css", "p { color: red }")
    written = page_of("<p>Before</p><script src='/x.js'></script>")
    guide.write("index.html", written.replace(PLAIN_POLICY, POLICY))
    with open_workshop(guide.folder) as workshop:
        tab = browser.new_page()
        told = told_by(tab.context)
        with tab.expect_websocket():
            tab.goto(workshop.address)
        expect(tab).to_have_title("refused")
        workshop.write("assets/site.aaaaaa.css", "p { color: rgb(0, 0, 255) }")
        colour = "getComputedStyle(document.querySelector('p')).color"
        eventually(lambda: tab.evaluate(colour) == "rgb(0, 0, 255)")
        tab.close()

    assert told.breaches == [f"require-trusted-types-for at {workshop.address}/x.js"]
