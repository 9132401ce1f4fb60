"""The whole guide as a book: printed by a browser and as a PDF, page by page."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from sitegen.load import load_guide
from sitegen.model import Page
from sitegen.paper.printing import print_pdfs
from sitegen.render.pdf_files import PdfFile

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

PAGE = "guide/index.html"
GUIDE = load_guide(ROOT / "content").guide
SAFETY = GUIDE.settings.safety
CHAPTERS = (
    "How to use this guide",
    "Safety first",
    "Contents",
    "Getting down to the floor and up again",
    "Routines",
    "Index by body area",
    "Index by muscle",
    "Sources",
)
# A heading and two lines: what stands on a page by mistake is less.
LEAST_WORDS = 20
SMALLEST_TYPE = 16  # pixels of CSS, which are 12 points


def squeezed(text: str) -> str:
    """A text without white space: PDFs keep little of it."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def book(site: Path) -> LexborHTMLParser:
    """The page as it is published."""
    return LexborHTMLParser((site / PAGE).read_bytes())


@pytest.fixture(scope="module", params=["A4", "Letter"])
def printed(browser: Browser, address: str, request: pytest.FixtureRequest) -> list[str]:
    """The text of every page as a browser prints it."""
    page = browser.new_page()
    page.goto(address + PAGE)
    pdf = page.pdf(format=request.param)
    page.close()
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module", params=["A4", "letter"])
def pdf(site: Path, request: pytest.FixtureRequest) -> PdfReader:
    """The book as `build.py build --pdf` makes it."""
    pages = [
        Page(path.relative_to(site).as_posix(), path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    ]
    order = PdfFile("book.pdf", PAGE, "the book", request.param, in_parts=True)
    (made,) = print_pdfs(pages, [order], GUIDE.settings.address).pages
    return PdfReader(io.BytesIO(made.content))


def bookmarks_of(pdf: PdfReader) -> dict[str, int]:
    """Every chapter, routine and stretch with its page, from 1; a later heading does not count."""
    places: dict[str, int] = {}
    waiting: list[Any] = list(pdf.outline)
    while waiting:
        entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting = entry + waiting
        elif entry.title is not None:
            number = pdf.get_destination_page_number(entry)
            assert number is not None
            places.setdefault(entry.title, number + 1)
    return places


def texts_of(pdf: PdfReader) -> list[str]:
    """The text of every page, on one line."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def stretches_of(book: LexborHTMLParser) -> list[str]:
    """The titles of all stretches as the book numbers them, in its order."""
    return [node.text() for node in book.css(".guide-book__title")]


def holding(pages: list[str], text: str) -> list[int]:
    """Where a text is a line, first in the contents: the numbers of those pages, from 1."""
    line = re.compile(rf"^{re.escape(text)}\s*$", re.MULTILINE)
    return [number for number, page in enumerate(pages, start=1) if line.search(page)]


def test_cover_comes_first_and_says_which_edition_it_is(printed: list[str]) -> None:
    """Name, tagline, version and day, publisher, licence, and every sentence of safety."""
    settings = GUIDE.settings
    wanted = [settings.name, settings.tagline, settings.publisher, settings.licence.name]
    wanted += [f"Version {settings.version}, {settings.dated.day} ", SAFETY.line, SAFETY.stop_line]

    assert [
        text for text in (*wanted, *SAFETY.notice) if squeezed(text) not in squeezed(printed[0])
    ] == []


def test_every_stretch_is_printed_on_a_page_of_its_own(
    printed: list[str], book: LexborHTMLParser
) -> None:
    """One after the other, from its title down to its sources."""
    places = [holding(printed, title)[-1] for title in stretches_of(book)]

    assert len(places) == len(GUIDE.stretches)
    assert places == list(range(places[0], places[0] + len(places)))
    assert [place for place in places if not re.search(r"Sources: \d", printed[place - 1])] == []


def test_chapters_are_printed_in_their_order(printed: list[str]) -> None:
    """Each begins a page."""
    # The number at the foot of a page is the first line that a PDF has of it.
    beginnings = [line for page in printed for line in page.split("\n")[:2]]

    assert [line for line in beginnings if line in CHAPTERS] == list(CHAPTERS)


def test_every_page_has_its_number_and_the_safety_line(printed: list[str]) -> None:
    """A page taken out of the book still says whom to ask first."""
    unnumbered = [
        number
        for number, page in enumerate(printed[1:], start=2)
        if str(number) not in page.split("\n")
    ]

    assert unnumbered == []
    assert [page for page in printed if squeezed(SAFETY.line) not in squeezed(page)] == []


def test_no_page_is_blank(printed: list[str]) -> None:
    """Besides its number and the line at its foot, each has something to read."""
    line = len(SAFETY.line.split())

    assert [page for page in printed if len(page.split()) - line < LEAST_WORDS] == []


def test_indexes_name_the_numbers_of_stretches(printed: list[str], book: LexborHTMLParser) -> None:
    """A browser cannot print the number of another page, so it prints that of the stretch."""
    text = squeezed("".join(printed[printed.index(page_of(printed, "Index by body area")) :]))
    number_of = dict(title.split(". ", 1)[::-1] for title in stretches_of(book))

    assert [
        t for t, number in number_of.items() if squeezed(f"{t}, no. {number}") not in text
    ] == []


def page_of(pages: list[str], title: str) -> str:
    """The last page that has a heading."""
    return pages[holding(pages, title)[-1] - 1]


def test_nothing_is_printed_smaller_than_twelve_points(browser: Browser, address: str) -> None:
    """Every text that paper shows."""
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(address + PAGE)
    small = page.evaluate(
        """(smallest) => [...document.body.querySelectorAll("*:not(svg *)")]
          .filter((element) => element.getClientRects().length
            && !element.closest(".guide-hidden")
            && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
            && parseFloat(getComputedStyle(element).fontSize) < smallest)
          .map((element) => `${element.className}: ${element.textContent}`)""",
        SMALLEST_TYPE,
    )
    page.close()

    assert small == []


def test_headings_of_the_book_are_an_outline(book: LexborHTMLParser) -> None:
    """One first heading, and none a level or more below the one that it belongs to."""
    levels = [int(str(node.tag)[1]) for node in book.css("main :is(h1, h2, h3, h4, h5, h6)")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(level - before <= 1 for before, level in pairwise(levels))


def test_texts_of_the_book_lead_to_places_in_it(book: LexborHTMLParser) -> None:
    """A page, a routine, a stretch that the book holds is linked where it stands there."""
    ids = {node.attributes["id"] for node in book.css("[id]")}
    texts = ".guide-book__chapter > :not(.guide-sources) a, .guide-variants a, .guide-book__map a"
    links = [str(node.attributes["href"]) for node in book.css(texts)]
    outside = {link for link in links if not link.startswith(("#", "tel:"))}

    assert {"#safety-stop-signs", "#routine-chair-only", "#index-neck"} <= set(links)
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert [link for link in outside if re.search(r"safety|floor|routines|stretches", link)] == []


def test_no_other_page_loads_the_style_of_the_book(site: Path) -> None:
    """It is for one page, and the style guide, which shows all."""
    loading = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if re.search(r"assets/guide\.", path.read_text("utf-8"))
    }

    assert loading == {PAGE, "styleguide/index.html"}


def test_contents_of_the_pdf_name_the_right_pages(pdf: PdfReader, book: LexborHTMLParser) -> None:
    """The number behind each entry is that of the page that has its heading."""
    texts, places = texts_of(pdf), bookmarks_of(pdf)
    contents = "".join(texts[places["Contents"] - 1 : places[CHAPTERS[3]] - 1])
    entries = [node.text() for node in book.css(".guide-book__contents a")]
    # "Hips and buttocks" is a routine, "Hips" an area: dots follow the whole of an entry.
    wrong = [
        entry
        for entry in entries
        if not re.search(rf"{re.escape(entry)}[ .]+{places[entry]}(?!\d)", contents)
    ]

    assert len(entries) > len(GUIDE.stretches) + len(GUIDE.routines) + len(CHAPTERS)
    assert wrong == []


def test_indexes_of_the_pdf_name_the_right_pages(pdf: PdfReader, book: LexborHTMLParser) -> None:
    """Each stretch below an area or a muscle is on the page that stands behind it."""
    texts, places = texts_of(pdf), bookmarks_of(pdf)
    index = "".join(texts[places["Index by body area"] - 1 : places["Sources"] - 1])
    # Within another title a word has a small letter, so a whole title is found as such alone.
    named = {title.split(". ", 1)[1]: {str(places[title])} for title in stretches_of(book)}
    found = {title: set(re.findall(rf"{re.escape(title)}, page (\d+)", index)) for title in named}

    assert found == named


def test_every_stretch_of_the_pdf_is_on_a_page_of_its_own(
    pdf: PdfReader, book: LexborHTMLParser
) -> None:
    """One after the other, from its title down to its sources."""
    texts, places = texts_of(pdf), bookmarks_of(pdf)
    pages = [places[title] for title in stretches_of(book)]

    assert pages == list(range(pages[0], pages[0] + len(GUIDE.stretches)))
    assert [page for page in pages if not re.search(r"Sources: \d", texts[page - 1])] == []


def test_every_page_of_the_pdf_has_its_head_and_foot(pdf: PdfReader) -> None:
    """The guide's name and the chapter, the line of safety and the number; the cover has none."""
    texts, places = texts_of(pdf), bookmarks_of(pdf)
    name = f"{GUIDE.settings.name}: the whole guide"
    chapters = {page: title for title, page in reversed(places.items()) if title in CHAPTERS}
    wrong = [
        number
        for number, text in enumerate(texts[1:], start=2)
        if not (name in text and SAFETY.line in text and str(number) in text)
    ]

    assert wrong == []
    assert len(chapters) == len(CHAPTERS)
    assert [t for page, t in chapters.items() if texts[page - 1].count(t) < 2] == []


def test_bookmarks_of_the_pdf_are_chapters_routines_and_stretches(
    pdf: PdfReader, book: LexborHTMLParser
) -> None:
    """What stands below the title of each stretch is the same each time, and left out."""
    titles = bookmarks_of(pdf)
    repeated = {node.text() for node in book.css(".guide-book__stretch h4")}

    assert repeated
    assert repeated & (titles.keys() - {"Sources", "Ask first"}) == set()
    assert {*CHAPTERS, *stretches_of(book)} <= titles.keys()


def test_no_page_of_the_pdf_is_blank(pdf: PdfReader) -> None:
    """Besides its head and foot, each has something to read."""
    line = len(SAFETY.line.split())
    counts = [len(page.extract_text().split()) for page in pdf.pages]

    assert [number for number in counts if number - line < LEAST_WORDS] == []
