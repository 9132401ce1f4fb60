"""Ctrl-P on any page but sheets and the book: little paper, nothing of the screen, nothing lost."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdf
import pytest
from conftest import ROOT
from test_browser import PAPERS
from test_sheet_browser import POINTS, SIZES, squeezed

from sitegen.load import load_guide

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

GUIDE = load_guide(ROOT / "content").guide
SPANISH = GUIDE.translations["es"].guide
SMALLEST = 12
# The most sides of paper that a page to keep or to look something up in may take.
MOST_SIDES = {
    "areas/index.html": 1,
    "areas/lower-back/index.html": 2,
    "areas/neck/index.html": 1,
    "es/floor/index.html": 2,
    "es/index.html": 1,
    "es/safety/index.html": 3,  # words are longer
    "es/stretches/half-step-hip/index.html": 2,
    **{f"es/stretches/{slug}/index.html": 1 for slug in SPANISH.stretches if "half" not in slug},
    "evidence/index.html": 2,
    "floor/index.html": 2,
    "glossary/index.html": 5,
    "index.html": 1,
    "routines/index.html": 2,
    "safety/index.html": 2,
    "stretches/index.html": 5,
}
# How wide the paper is between its margins, in CSS pixels.
WIDTHS = {"A4": 718, "Letter": 740}
# Blocks that reach into the one above them; pictures float beside the text.
COVERED = """() => [...document.querySelectorAll('main > *, .guide-stretch > *, .guide-prose > *')]
    .filter(block => block.getBoundingClientRect().height > 0)
    .filter(block => getComputedStyle(block).float === 'none')
    .filter((block, index, all) => index && all[index - 1].parentElement === block.parentElement
        && getComputedStyle(block).display !== 'inline'
        && block.getBoundingClientRect().top < all[index - 1].getBoundingClientRect().bottom - 1)
    .map(block => block.className || block.textContent.trim().slice(0, 40))"""
# The first and the last words of each box that may not be split.
ENDS = """() => [
        ...document.querySelectorAll('.admonition, .guide-emergency-numbers, .guide-prose > ol')]
    .filter(box => box.getBoundingClientRect().height > 0)
    .map(box => {
        const texts = [];
        const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            if (data.trim() && parentElement.checkVisibility()) texts.push(data);
        }
        return [texts.at(0), texts.at(-1)];
    })"""


@dataclass(frozen=True)
class Printout:
    """What came out of the printer.

    Attributes:
        sides: The lines of text on each side of paper.
        headings: Every heading of the page.
        small: Texts below the smallest size, with their sizes in points.
        boxes: How each box that may not be split begins and ends.
        covered: What is printed over what stands above it.
        overflow: How many pixels do not fit the width of the paper.
    """

    sides: list[list[str]]
    headings: frozenset[str]
    small: list[tuple[float, str]]
    boxes: list[tuple[str, str]]
    covered: list[str]
    overflow: int


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """Every page but sheets and plans, the book, and the guide to the style."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    left_out = ("es/routines/", "routines/", "my-routine/", "guide/", "styleguide/", "404.html")
    return sorted(p for p in paths if not p.startswith(left_out) or p == "routines/index.html")


@pytest.fixture(scope="module", params=PAPERS)
def printouts(
    browser: Browser, address: str, pages: list[str], request: pytest.FixtureRequest
) -> dict[str, Printout]:
    """Every page, printed on one kind of paper."""
    page = browser.new_page(viewport={"width": WIDTHS[request.param], "height": 1000})
    made = {}
    for path in pages:
        page.emulate_media(media="null")
        page.goto(address + path)
        pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format=request.param)))
        page.emulate_media(media="print")
        made[path] = Printout(
            sides=[
                [line.strip() for line in side.extract_text().splitlines() if line.strip()]
                for side in pdf.pages
            ],
            headings=frozenset(
                squeezed(text) for text in page.locator("h1, h2, h3, h4").all_inner_texts()
            ),
            small=[
                (size / POINTS, text)
                for size, text in page.evaluate(SIZES)
                if size < SMALLEST * POINTS - 0.01
            ],
            boxes=[(squeezed(first), squeezed(last)) for first, last in page.evaluate(ENDS)],
            covered=page.evaluate(COVERED),
            overflow=page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            ),
        )
    page.close()
    return made


def test_every_printout_says_when_to_stop_and_of_which_day_it_is(
    printouts: dict[str, Printout],
) -> None:
    """Who asks first, the whole notice, the version, and the way back."""
    missing = {}
    for path, printout in printouts.items():
        settings = (SPANISH if path.startswith("es/") else GUIDE).settings
        wanted = (
            settings.safety.line,
            settings.safety.stop_line,
            *settings.safety.notice,
            "Versión" if settings.language == "es" else "Version",
            settings.version,
            settings.address.removeprefix("https://"),
        )
        text = squeezed("".join("".join(side) for side in printout.sides))
        if lost := [words for words in wanted if squeezed(words) not in text]:
            missing[path] = lost

    assert missing == {}


def test_nothing_of_the_screen_is_printed(printouts: dict[str, Printout]) -> None:
    """No menu, no button, no form: paper cannot be pressed."""
    furniture = [
        *("Skip to the content", "Report a problem", "Add to my routine", "Text size"),
        *("Ir al contenido", "Avisar de un problema", "Tamaño del texto", "Ver el movimiento"),
    ]
    found = {
        path: words
        for path, printout in printouts.items()
        for words in furniture
        if squeezed(words) in squeezed("".join("".join(side) for side in printout.sides))
    }

    assert found == {}


def test_no_word_is_smaller_than_12_points(printouts: dict[str, Printout]) -> None:
    """What RNIB's Clear Print asks for at least."""
    assert {path: p.small for path, p in printouts.items() if p.small} == {}


def test_no_side_is_blank_and_no_heading_is_left_behind(printouts: dict[str, Printout]) -> None:
    """A heading goes to the next side with what it is the heading of."""
    faults = {
        (path, number): side[-1:]
        for path, printout in printouts.items()
        for number, side in enumerate(printout.sides, start=1)
        if not side or squeezed(side[-1]) in printout.headings
    }

    assert faults == {}


def test_no_box_is_split_between_two_sides(printouts: dict[str, Printout]) -> None:
    """A callout, the emergency numbers, a run of steps: begun and ended on one side."""
    split = {}
    for path, printout in printouts.items():
        sides = [squeezed("".join(side)) for side in printout.sides]
        for start, end in printout.boxes:
            if not any(start in side and end in side for side in sides):
                split[path] = start

    assert split == {}


def test_nothing_covers_anything_or_is_wider_than_the_paper(
    printouts: dict[str, Printout],
) -> None:
    """Each block stands below the one before it, and between the margins."""
    faults = {
        path: (printout.covered, printout.overflow)
        for path, printout in printouts.items()
        if printout.covered or printout.overflow > 0
    }

    assert faults == {}


def test_pages_to_keep_take_few_sides(printouts: dict[str, Printout]) -> None:
    """Readers complained of three wasted sheets."""
    many = {
        path: len(printouts[path].sides)
        for path, most in MOST_SIDES.items()
        if len(printouts[path].sides) > most
    }

    assert many == {}
