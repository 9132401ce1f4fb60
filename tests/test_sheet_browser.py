"""The sheet of a routine: one side of paper, large type, and printed as the reader chose."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdf
import pytest
from conftest import ROOT
from test_browser import PAPERS

from sitegen.load import load_guide
from sitegen.render import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from sitegen.model import Stretch

GUIDE = load_guide(ROOT / "content").guide
SHEET = "routines/low-back-ease/index.html"  # goes down to the floor
CHAIR = "routines/chair-only/index.html"  # does not
OWN = "my-routine/index.html#r=1;chin-tuck:5x8;half-step-hip:10x2;cat-cow:2x8"
POINTS = 96 / 72
SMALLEST_ON_SHEET = 14
# Of every text that paper shows: its size in CSS pixels.
SIZES = """() => {
    const shown = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility()) continue;
        if (element.closest('.guide-hidden')) continue;
        shown.push([parseFloat(getComputedStyle(element).fontSize), node.data.trim()]);
    }
    return shown;
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A desk with a printer."""
    context = browser.new_context()
    context.set_default_timeout(5000)
    yield context
    context.close()


def printed(page: Page, paper: str = "A4") -> list[str]:
    """The words on each side of paper, without white space."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper)))
    return ["".join(side.extract_text().split()) for side in reader.pages]


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def asked_first(stretches: list[Stretch]) -> list[str]:
    """Each condition for which to ask first, with the numbers of its stretches: `new hip 2, 5`."""
    said = []
    for slug, caution in GUIDE.cautions.items():
        numbers = [str(n) for n, stretch in enumerate(stretches, 1) if slug in stretch.ask_first]
        if numbers:
            which = "all" if len(numbers) == len(stretches) else ", ".join(numbers)
            said.append(f"{caution.short} {which}")
    return said


def stands_whole(slug: str, sides: list[str]) -> bool:
    """Whether a stretch stands on one side alone, with its steps."""
    title, steps = (
        squeezed(text) for text in (GUIDE.stretches[slug].title, GUIDE.stretches[slug].in_short)
    )
    return [steps in side for side in sides if title in side] == [True]


def choose(page: Page, label: str, choice: str) -> None:
    """Open the choices, where they are closed, and make one."""
    if not page.get_by_label(label).is_visible():
        page.get_by_text("Choose how the sheet prints").click()
    page.get_by_label(label).select_option(label=choice)


@pytest.mark.parametrize("slug", sorted(GUIDE.routines))
def test_a_sheet_says_all_that_it_must(context: BrowserContext, address: str, slug: str) -> None:
    """Who asks first, when to stop, the notice, each dose, short steps, days, version, address."""
    routine, settings = GUIDE.routines[slug], GUIDE.settings
    page = context.new_page()
    page.goto(f"{address}routines/{slug}/index.html")
    sides = printed(page)
    stretches = [GUIDE.stretches[entry.stretch] for entry in routine.stretches]
    wanted = [
        settings.safety.line,
        settings.safety.stop_line,
        *settings.safety.notice,
        "Prepared for",
        *asked_first(stretches),
        *(stretch.title for stretch in stretches),
        *(stretch.in_short for stretch in stretches),
        *("Mon", "Sun", "How to use it"),
        f"Version {settings.version}, {words.day_words(settings.dated)}",
        f"{settings.address.removeprefix('https://')}routines/{slug}/",
    ]

    assert len(sides) == 1
    assert [text for text in wanted if squeezed(text) not in sides[0]] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_in_spanish_takes_one_side_too(
    context: BrowserContext, address: str, paper: str
) -> None:
    """With every warning and every stretch on it, though its words are longer."""
    spanish = GUIDE.translations["es"].guide
    page = context.new_page()
    page.goto(f"{address}es/routines/morning/index.html")
    sides = printed(page, paper)
    stretches = [
        spanish.stretches[entry.stretch] for entry in spanish.routines["morning"].stretches
    ]
    wanted = [
        spanish.settings.safety.line,
        spanish.settings.safety.stop_line,
        *spanish.settings.safety.notice,
        *(spanish.cautions[slug].short for stretch in stretches for slug in stretch.ask_first),
        *(stretch.title for stretch in stretches),
        *(stretch.in_short for stretch in stretches),
        "Sujétese.",
    ]

    assert len(sides) == 1
    assert [text for text in wanted if squeezed(text) not in sides[0]] == []


@pytest.mark.parametrize("path", [SHEET, CHAIR, OWN])
def test_no_word_of_a_sheet_is_smaller_than_14_points(
    context: BrowserContext, address: str, path: str
) -> None:
    """For eyes over 60, an arm's length from the fridge; the same on one's own sheet."""
    page = context.new_page()
    page.goto(address + path)
    page.emulate_media(media="print")
    small = [
        (size / POINTS, text)
        for size, text in page.evaluate(SIZES)
        if size < SMALLEST_ON_SHEET * POINTS - 0.01
    ]

    assert small == []


def test_both_pictures_of_each_stretch_are_on_the_sheet(
    context: BrowserContext, address: str
) -> None:
    """How it starts and how it ends, and the code that leads back, loaded when it is printed."""
    page = context.new_page()
    page.goto(address + SHEET)
    printed(page)
    loaded = page.locator("main img").evaluate_all(
        "all => all.map(one => [one.src.split('/').at(-1), one.naturalWidth > 0])"
    )
    names = [entry.stretch for entry in GUIDE.routines["low-back-ease"].stretches]
    wanted = [f"{name}{end}" for name in names for end in (".start.svg", ".svg")]

    assert loaded == [[name, True] for name in [*wanted, "code.svg"]]


def test_choices_stay_in_the_address(context: BrowserContext, address: str) -> None:
    """A link prints as its sender chose; what is as usual stands in no address."""
    page = context.new_page()
    page.goto(address + SHEET)
    choose(page, "Size of the words", "18 point, large print")
    choose(page, "Boxes to tick", "For four weeks")

    assert page.url == f"{address}{SHEET}?text=18&weeks=4"
    page.reload()
    assert page.locator(".guide-sheet-foot__box").count() == 28
    choose(page, "Size of the words", "14 point, to fit one page")
    choose(page, "Boxes to tick", "For one week")
    assert page.url == address + SHEET
    assert page.locator(".guide-sheet-foot__box").count() == 7


def test_the_address_of_an_own_routine_keeps_what_it_carries(
    context: BrowserContext, address: str
) -> None:
    """A choice of paper changes nothing behind the # of a link."""
    page = context.new_page()
    page.goto(address + OWN.replace("#", "?text=18#"))
    choose(page, "Pictures", "Large")

    assert page.evaluate("location.search") == "?text=18&pictures=large"
    assert len(page.locator("[data-part=list] h3").all()) == 3


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["18", "24"])
def test_large_print_splits_no_stretch(
    context: BrowserContext, address: str, text: str, paper: str
) -> None:
    """Each stretch stands on one side with its dose and its steps, and the type is as large."""
    page = context.new_page()
    page.goto(f"{address}{SHEET}?text={text}")
    sides = printed(page, paper)
    page.emulate_media(media="print")
    sizes = [size for size, _ in page.evaluate(SIZES)]

    assert 2 <= len(sides) <= {"18": 3, "24": 4}[text]
    assert min(sizes) >= int(text) * POINTS - 0.01
    for entry in GUIDE.routines["low-back-ease"].stretches:
        assert stands_whole(entry.stretch, sides)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_floor_steps_fill_the_back(context: BrowserContext, address: str, paper: str) -> None:
    """Down and up again, with whom to ask and what to do when one cannot get up, on one side."""
    page = context.new_page()
    page.goto(f"{address}{SHEET}?floor=on")
    sides = printed(page, paper)

    assert len(sides) == 2
    assert squeezed(GUIDE.pages["floor"].title) in sides[1]
    assert squeezed("Turn and sit down. Stay there for a minute before you walk.") in sides[1]
    assert squeezed("Call your emergency number.") in sides[1]
    assert squeezed("Ask first:") in sides[1]


def test_a_routine_off_the_floor_offers_no_floor_steps(
    context: BrowserContext, address: str
) -> None:
    """Nothing to choose where nothing would change, and an address cannot ask for it."""
    page = context.new_page()
    page.goto(f"{address}{CHAIR}?floor=on")
    page.get_by_text("Choose how the sheet prints").click()

    assert page.get_by_label("How to get down to the floor").count() == 0
    assert len(printed(page)) == 1


def test_every_step_and_the_other_side_by_choice(context: BrowserContext, address: str) -> None:
    """The steps in full replace those in short; one-sided stretches have a mirror image."""
    page = context.new_page()
    page.goto(f"{address}{SHEET}?steps=full&sides=drawn")
    text = "".join(printed(page))
    stretches = [
        GUIDE.stretches[entry.stretch] for entry in GUIDE.routines["low-back-ease"].stretches
    ]
    one_sided = sum(stretch.sides == "each" for stretch in stretches)

    assert all(squeezed(step.text) in text for stretch in stretches for step in stretch.steps)
    assert not any(squeezed(stretch.in_short) in text for stretch in stretches)
    assert page.locator(".guide-routine-sheet__other-side img").count() == 2 * one_sided > 0


def test_an_own_routine_prints_its_new_rows_as_chosen(
    context: BrowserContext, address: str
) -> None:
    """What is added after the choice has its mirror image, its steps and the floor's too."""
    page = context.new_page()
    page.goto(address + OWN.replace("#", "?sides=drawn&floor=on&steps=full#"))
    page.locator("[data-part=choice]").select_option("calf-wall")
    page.get_by_role("button", name="Add", exact=True).click()
    sides = printed(page)

    assert (
        page.locator("[data-stretch=calf-wall] .guide-routine-sheet__other-side img").count() == 2
    )
    assert squeezed(GUIDE.stretches["calf-wall"].steps[3].text) in "".join(sides)
    assert squeezed(GUIDE.pages["floor"].title) in sides[-1]


LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
TWELVE = list(GUIDE.stretches)[:12]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["14", "24"])
def test_twelve_stretches_and_words_without_end(
    context: BrowserContext, address: str, text: str, paper: str
) -> None:
    """More sides, but no stretch split, no word cut off, nothing wider than the paper."""
    doses = ((GUIDE.stretches[slug].dose, slug) for slug in TWELVE)
    items = "".join(f";{slug}:{dose.hold.low}x{dose.times.low}" for dose, slug in doses)
    page = context.new_page()
    names = f"&name={LONG_WORD}&for={LONG_WORD}&by=&note={LONG_WORD * 3}"
    page.goto(f"{address}my-routine/index.html?text={text}#r=1{items}{names}")
    sides = printed(page, paper)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert "".join(sides).count(LONG_WORD) == 5
    for slug in TWELVE:
        assert stands_whole(slug, sides)


def test_the_code_of_an_own_sheet_opens_that_routine(context: BrowserContext, address: str) -> None:
    """On the phone of whoever has the paper: the same stretches and doses, and no one's name."""
    page = context.new_page()
    page.goto(f"{address}{OWN}&name=After%20work&for=Ann&by=Bo&note=Slowly")
    printed(page)
    code = page.locator("svg.guide-sheet-foot__code path").get_attribute("d")
    link = page.evaluate("supple.routineLink.forPaper(supple.routines.load().routine)")
    drawn = page.evaluate(
        "text => supple.quickCode.pictureOf(text).querySelector('path').getAttribute('d')", link
    )

    assert code == drawn
    assert link == f"{GUIDE.settings.address}{OWN.replace('index.html', '')}&name=After%20work"


def test_an_empty_sheet_keeps_the_code_of_its_page(context: BrowserContext, address: str) -> None:
    """There is no routine yet that a phone could open."""
    page = context.new_page()
    page.goto(address + OWN.partition("#")[0])
    printed(page)

    assert page.locator("img.guide-sheet-foot__code").count() == 1


@pytest.mark.parametrize(
    "query",
    ["?text=99", "?text=<img src=x onerror=alert(1)>", "?text=constructor", "?weeks=&floor"],
)
def test_what_is_no_choice_of_ours_changes_nothing(
    context: BrowserContext, address: str, query: str
) -> None:
    """An address from a stranger can choose among our choices alone."""
    page = context.new_page()
    page.goto(address + SHEET + query)

    assert page.evaluate("document.documentElement.dataset.sheetText") == "14"
    assert len(printed(page)) == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", sorted(GUIDE.routines))
def test_a_plan_prints_on_one_side(
    context: BrowserContext, address: str, slug: str, paper: str
) -> None:
    """Six weeks with every stretch and its picture, 42 boxes to tick, and when to stop."""
    page = context.new_page()
    page.goto(f"{address}routines/{slug}/plan/index.html")
    pictures = page.locator(".guide-six-weeks__picture")
    drawn = pictures.evaluate_all("all => all.map(one => one.naturalWidth > 0)")
    sides = printed(page, paper)
    page.emulate_media(media="print")

    assert len(sides) == 1
    assert drawn == [True] * len(GUIDE.routines[slug].stretches)
    assert squeezed(GUIDE.settings.safety.stop_line) in sides[0]
    assert page.locator(".guide-six-weeks__day:visible").count() == 42
    assert min(size for size, _ in page.evaluate(SIZES)) >= SMALLEST_ON_SHEET * POINTS - 0.01


def test_the_sheet_needs_no_script(browser: Browser, address: str) -> None:
    """Without JavaScript a routine prints as most want it, and no choice does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + SHEET)
    sides = printed(page)

    assert len(sides) == 1
    assert re.search(r"Hold10to30seconds,2timesoneachside", sides[0])
    assert page.get_by_text("Choose how the sheet prints").count() == 0
    context.close()
