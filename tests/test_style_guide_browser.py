"""The style guide: every colour, size and component, for those who change them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import SMALL_GUIDE, TEMPLATES, run
from selectolax.lexbor import LexborHTMLParser
from test_browser import LOOKS, violations
from test_components import examples
from test_offline_browser import listed

from sitegen.render.style_guide import PAIRS, contrast, tokens_of, type_sizes

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

TOKENS = (TEMPLATES / "styles" / "tokens.css").read_text("utf-8")
PAGE = "styleguide/index.html"


@pytest.fixture(scope="module")
def tree(site: Path) -> LexborHTMLParser:
    """The page, read."""
    return LexborHTMLParser((site / PAGE).read_text("utf-8"))


def test_every_example_of_every_component_is_shown(tree: LexborHTMLParser) -> None:
    """A new component is there without a word more."""
    shown = [
        (section.attributes["id"], heading.text())
        for section in tree.css("section[id]")
        for heading in section.css("h3")
        if heading.text().startswith("Example: ")
    ]

    assert shown == [(example.component, f"Example: {example.name}") for example in examples()]


def test_component_says_what_it_takes(tree: LexborHTMLParser) -> None:
    """From the comment at the top of its template, the whole of it."""
    section = tree.css_first("#dose-box")

    assert section
    assert "How much: the numbers to follow" in section.text()
    assert "hold_on (bool, optional): Whether one can tip over; says to hold on." in section.text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_keeps_its_contrast(scheme: str) -> None:
    """Text 7 to 1, lines and signs 3 to 1, on each ground where they stand."""
    tokens = tokens_of(TOKENS)[scheme == "dark"]
    weak = {
        (name, ground): contrast(tokens[name], tokens[ground])
        for name, ground, least in PAIRS
        if contrast(tokens[name], tokens[ground]) < least
    }

    assert weak == {}


def test_every_colour_is_shown() -> None:
    """A colour that is new in the tokens needs a ground in the style guide."""
    light, _ = tokens_of(TOKENS)
    named = {name for pair in PAIRS for name in pair[:2]}

    assert {name for name, value in light.items() if value.startswith("#")} == named


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1, and the order does not matter."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1c4b34", "#1c4b34") == 1
    assert contrast("#fff", "#777") == contrast("#777", "#fff")


def test_sizes_are_those_of_the_base_style() -> None:
    """In steps, the largest heading first."""
    css = "html { font: 125%/1.5 x; }\nh1 { font-size: 2rem; }\nh1 { font-size: 3rem; }"
    sizes = type_sizes(css)

    assert [(size.name, size.size, size.pixels) for size in sizes] == [
        ("h1", "2rem", "40 px"),
        ("h1 on a wide screen", "3rem", "60 px"),
        ("Text", "1rem", "20 px"),
    ]


def test_it_is_for_no_reader_and_no_search_engine(site: Path, tree: LexborHTMLParser) -> None:
    """No page, no sitemap and no service worker leads there."""
    sitemap = ET.fromstring((site / "sitemap.xml").read_bytes())  # noqa: S314 - our own
    linking = [
        path.name
        for path in site.rglob("*.html")
        if path != site / PAGE and "styleguide" in path.read_text("utf-8")
    ]

    assert tree.css_first('meta[name="robots"][content="noindex"]')
    assert linking == []
    assert [entry for entry in sitemap.itertext() if "styleguide" in entry] == []
    assert "styleguide/" not in listed(site)


def test_examples_lead_nowhere(tree: LexborHTMLParser) -> None:
    """A link of an example stays on the page: what it names need not be in this guide."""
    links = [
        link.attributes["href"] or ""
        for section in tree.css("section[id]")
        for link in section.css("a[href]")
    ]

    assert links
    assert [link for link in links if not re.match(r"#[a-z-]+$|https?:|tel:", link)] == []


def test_faulty_example_stops_no_build(tmp_path: Path) -> None:
    """Who changes a component and forgets its example reads so there; the guide is published."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    example = "- name: old\n  params: {gone: true}\n"
    (templates / "components" / "trail" / "examples.yaml").write_text(example, "utf-8")
    pages, found = run(SMALL_GUIDE, templates)
    page = next(page.content.decode() for page in pages if page.path == PAGE)

    assert found == []
    assert "It does not fit the component:</strong> macro" in page


def test_it_is_accessible_and_fits_the_screen(browser: Browser, site: Path) -> None:
    """Axe finds nothing, on a phone and on a desk, in light and in dark."""
    context = browser.new_context()
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    page.goto((site / PAGE).as_uri())
    found = {}
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        if broken := violations(page, "best-practice"):
            found[width, scheme] = broken
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()

    assert found == {}
