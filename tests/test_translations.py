"""The guide in another language: words from its files, all else from the original."""

# ruff: noqa: RUF001 - some letters of Arabic look like others

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from conftest import LAYERS, ROOT, SMALL_GUIDE, TEMPLATES, run
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

import build
from sitegen.load import load_guide
from sitegen.model import captions_of, mark_of, words_of
from sitegen.render.catalogue import read_texts, read_words, worded_script
from sitegen.render.saying import noted, say, speaking, texts_of_the_program

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from sitegen.model import Guide

_NUMBER = re.compile(r"\d+")


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The real guide."""
    return load_guide(ROOT / "content").guide


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small guide, in Arabic too: an invented text, written from right to left.

    What templates and scripts say has words in it, those of English, from an edition beside it.
    """
    folder = tmp_path / "content"
    said = {
        *texts_of_the_program(),
        *(text for texts in read_texts(LAYERS).said.values() for text in texts),
    }
    (tmp_path / "edition" / "templates" / "words").mkdir(parents=True)
    words = "".join(f"{json.dumps(text)}: {json.dumps(text)}\n" for text in sorted(said))
    (tmp_path / "edition" / "templates" / "words" / "ar.yaml").write_text(words, "utf-8")
    shutil.copytree(SMALL_GUIDE, folder)
    small = load_guide(folder).guide

    def mark(item: object) -> str:
        return f'of: "{mark_of(words_of(item, small))}"\n'  # type: ignore[arg-type] # any that has words

    (folder / "guide.ar.yaml").write_text(
        f"{mark(small.settings)}language_name: العربية\ndirection: rtl\ntagline: دليل\n"
        "emergency: [أوروبا]\n"
        "safety: {line: اسأل طبيبك, stop_line: توقف, notice: [دليل], stop: [ألم]}\n",
        "utf-8",
    )
    (folder / "pages" / "safety.ar.md").write_text(
        f"---\n{mark(small.pages['safety'])}title: السلامة\nsummary: متى.\n---\n"
        '## الآن\n\n!!! emergency "اتصل"\n    - ضعف.\n\n'
        "## توقف\n\nتوقف. [هنا](/safety/#get-help-now)\n",
        "utf-8",
    )
    (folder / "cautions" / "dizziness.ar.md").write_text(
        f"---\n{mark(small.cautions['dizziness'])}title: دوار\n"
        "short: دوار\nwho: دوار.\nsentence: اسأل.\n---\n",
        "utf-8",
    )
    return folder


def edition_of(content: Path) -> Path | None:
    """The edition beside a guide in Arabic; the small guide itself has none."""
    edition = content.parent / "edition"
    return edition if edition.exists() else None


def command(name: str, content: Path) -> list[str]:
    """A command for a guide in Arabic, as on the command line."""
    places = {"content": content, "templates": TEMPLATES, "edition": edition_of(content)}
    return [name, *(word for key, path in places.items() for word in (f"--{key}", str(path)))]


def reports(content: Path) -> list[str]:
    """The names of what is reported of a guide."""
    return [fault.code.name for fault in run(content, edition=edition_of(content))[1]]


def pages_of(content: Path) -> dict[str, str]:
    """Every page of a guide by its path."""
    pages = run(content, edition=edition_of(content))[0]
    return {page.path: page.content.decode() for page in pages if page.is_html}


class TestSpanish:
    """What the real guide has in Spanish."""

    def test_every_number_is_that_of_the_original(self, guide: Guide) -> None:
        """Doses, positions, cautions, sources and poses come from there, so that none can drift."""
        spanish = guide.translations["es"].guide

        assert len(spanish.stretches) == 7
        for slug, said in spanish.stretches.items():
            original = guide.stretches[slug]
            words = {"title", "summary", "in_short", "feel", "mistakes", "easier", "harder"}
            words |= {
                "stop_if",
                "introduction",
                "steps",
                "closing",
                "document",
                "muscles",
                "figure",
            }
            for name in original.__struct_fields__:
                if name not in words:
                    assert getattr(said, name) == getattr(original, name)
            assert len(said.steps) == len(original.steps)
            assert len(captions_of(said)) == len(captions_of(original))

    def test_pages_say_the_same_numbers(self, site: Path) -> None:
        """In the boxes of the dose, and in each row of the sheet."""
        for path in ("stretches/half-step-hip", "stretches/knee-rolls", "routines/morning"):
            numbers = []
            for home in ("", "es/"):
                tree = LexborHTMLParser((site / home / path / "index.html").read_text("utf-8"))
                nodes = tree.css(".guide-dose-box__text, .guide-routine-sheet__dose")
                numbers.append([_NUMBER.findall(node.text()) for node in nodes])

            assert numbers[0] == numbers[1] != []

    def test_nothing_is_left_in_english(self, site: Path) -> None:
        """No text of templates or program that has words in Spanish is said in English there."""
        words, faults = read_words(LAYERS, "es")
        english = {text for text, said in words.items() if said != text and len(text) > 5}

        assert faults == []
        for file in (site / "es").rglob("*.html"):
            tree = LexborHTMLParser(file.read_text("utf-8"))
            shown = {node.text().strip() for node in tree.css("body *") if not any(node.iter())}
            labels = {node.attributes.get("aria-label") for node in tree.css("[aria-label]")}

            assert (shown | labels) & english == set(), file

    def test_what_the_pages_say_is_all_translated(self, guide: Guide) -> None:
        """Each text that the program says of a dose, a place or a day has words in Spanish."""
        words, _ = read_words(LAYERS, "es")

        assert texts_of_the_program() <= words.keys()
        assert guide.translations["es"].guide.settings.language == "es"

    def test_the_other_side_is_said_as_the_other(self, site: Path) -> None:
        """With the words that the language itself has for sides."""
        html = (site / "es" / "stretches" / "ear-to-shoulder" / "index.html").read_text("utf-8")
        captions = [
            node.text().split(maxsplit=1)[1]
            for node in LexborHTMLParser(html).css(".guide-pictures__other figcaption")
        ]

        assert captions[1] == "Oreja izquierda hacia el hombro izquierdo"

    def test_both_lead_to_each_other(self, site: Path) -> None:
        """By a link that a reader sees, and by one for search engines."""
        for path in ("", "safety/", "stretches/ear-to-shoulder/", "routines/morning/"):
            for here, there, tag in ((path, f"es/{path}", "es"), (f"es/{path}", path, "en")):
                html = (site / here / "index.html").read_text("utf-8")
                (link,) = LexborHTMLParser(html).css(f".guide-language-switch a[hreflang={tag}]")
                target = urljoin(f"/{here}index.html", str(link.attributes["href"]))

                assert target == f"/{there}index.html"
                assert f'<link rel="alternate" hreflang="{tag}" href="https://' in html

    def test_a_link_that_leaves_the_language_says_so(self, site: Path) -> None:
        """As the one to the plan of six weeks, which is in English alone; the others do not."""
        html = (site / "es" / "routines" / "morning" / "index.html").read_text("utf-8")
        links = {
            str(node.attributes["href"]): node.attributes.get("hreflang")
            for node in LexborHTMLParser(html).css("main a")
        }

        assert links["../../../routines/morning/plan/index.html"] == "en"
        assert links["../../../es/stretches/knee-rolls/index.html"] is None

    def test_a_page_says_that_no_speaker_has_checked_it(self, site: Path) -> None:
        """Until one has."""
        for file in (site / "es").rglob("index.html"):
            assert "Ninguna persona que hable español lo ha revisado todavía" in file.read_text(
                "utf-8"
            )


class TestFaults:
    """What is told of translations."""

    def test_a_whole_language_has_no_fault(self, content: Path) -> None:
        """Not even a warning."""
        assert reports(content) == []

    def test_a_change_of_the_original_is_told(
        self, content: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As a warning, on which `--strict` fails; a change of a number is none."""
        page = content / "pages" / "safety.md"
        page.write_text(page.read_text("utf-8").replace("order: 1", "order: 2"), "utf-8")
        assert reports(content) == []

        page.write_text(page.read_text("utf-8").replace("Both legs", "One leg"), "utf-8")
        words = command("check", content)
        assert reports(content) == ["stale-translation"]
        assert build.main(words) == build.DONE
        assert build.main([*words, "--strict"]) == build.CONTENT_FAULTS
        assert "write `of: " in capsys.readouterr().out

    def test_no_warning_can_be_left_out(self, content: Path) -> None:
        """Neither a sentence of the notice, nor one on the safety page."""
        file = content / "guide.ar.yaml"
        text = file.read_text("utf-8")
        file.write_text(text.replace("notice: [دليل]", "notice: [دليل, دليل]"), "utf-8")
        assert "translation-differs" in reports(content)
        file.write_text(text, "utf-8")
        page = content / "pages" / "safety.ar.md"
        page.write_text(page.read_text("utf-8").replace("    - ضعف.\n", ""), "utf-8")
        assert "translation-differs" in reports(content)

    def test_a_fault_of_a_file_is_told_once(self, content: Path) -> None:
        """A list that could not be read is not also called shorter than the original's."""
        file = content / "guide.ar.yaml"
        text = file.read_text("utf-8").replace("stop: [ألم]", "stop: [{ألم: ألم}]")
        file.write_text(text, "utf-8")

        assert reports(content) == ["wrong-type"]

    def test_what_an_edition_adds_is_said_in_its_own_language(
        self, content: Path, tmp_path: Path
    ) -> None:
        """Rather than not at all, for no translation of it is there."""
        (tmp_path / "clinic").mkdir()
        text = "safety: {notice: [Ring us.]}\nemergency: [{place: Here, number: '1'}]\n"
        (tmp_path / "clinic" / "guide.yaml").write_text(text, "utf-8")
        (tmp_path / "edition" / "templates").rename(tmp_path / "clinic" / "templates")
        pages, found = run(content, TEMPLATES, tmp_path / "clinic")
        (page,) = (page.content.decode() for page in pages if page.path == "ar/safety/index.html")

        assert found == []
        assert "<li>دليل</li>" in page
        assert "<li>Ring us.</li>" in page
        assert "<dt>Here</dt>" in page

    def test_a_caution_without_words_is_said_in_the_original(self, content: Path) -> None:
        """Better than not at all; and it is reported."""
        (content / "cautions" / "dizziness.ar.md").unlink()

        assert reports(content) == ["missing-translation"]
        assert "You are often dizzy." in pages_of(content)["ar/safety/index.html"]

    def test_a_routine_needs_all_of_its_stretches(self, content: Path) -> None:
        """One in which a stretch has no words is not published."""
        small = load_guide(content).guide
        mark = mark_of(words_of(small.routines["morning"], small))
        (content / "routines" / "morning.ar.md").write_text(
            f'---\nof: "{mark}"\ntitle: صباح\nsummary: صباح.\nwhen: صباح.\n---\nصباح.\n', "utf-8"
        )

        assert reports(content) == []
        assert "ar/routines/morning/index.html" not in pages_of(content)

    def test_what_is_hostile_stays_text(self, content: Path) -> None:
        """As in every other file of the content."""
        page = content / "pages" / "safety.ar.md"
        text = page.read_text("utf-8").replace("title: السلامة", 'title: "<script>x</script>"')
        page.write_text(text.replace("توقف. [", "<img src=x onerror=x> {{ 7*7 }} توقف. ["), "utf-8")
        html = pages_of(content)["ar/safety/index.html"]

        assert "<script>x" not in html
        assert "onerror" not in html
        assert "{{ 7*7 }}" in html

    def test_a_body_is_bounded_as_any_other(self, content: Path) -> None:
        """Neither a text without end nor a link that deceives gets by in another language."""
        page = content / "pages" / "safety.ar.md"
        text = page.read_text("utf-8")
        for more, code in (
            ("توقف\n" * 3_000, "too-large"),
            ("[" * 30_000, "bad-markdown"),
            ("[x](https://nhs.uk@evil.example/)\n", "unsafe-link"),
        ):
            page.write_text(text + more, "utf-8")
            assert code in reports(content)

    def test_a_file_that_takes_too_long_is_given_up(
        self, content: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And named, as one of the guide itself is."""

        def without_end(*_: object) -> bool:
            while True:
                pass

        monkeypatch.setattr("sitegen.limits.FILE_SECONDS", 0.2)
        monkeypatch.setattr("sitegen.load.translations.body_is_usable", without_end)

        assert "too-slow" in reports(content)


class TestPages:
    """What a page in another language is like."""

    def test_it_says_its_language_and_direction(self, content: Path) -> None:
        """The original stays as it was but for the way there."""
        pages = pages_of(content)

        assert '<html lang="ar" dir="rtl" data-no-own-routine>' in pages["ar/safety/index.html"]
        assert '<html lang="en">' in pages["safety/index.html"]
        assert 'lang="ar" hreflang="ar" dir="rtl">العربية</a>' in pages["safety/index.html"]
        assert pages["about/index.html"] == pages_of(SMALL_GUIDE)["about/index.html"]

    def test_its_links_stay_in_the_language_where_they_can(self, content: Path) -> None:
        """A heading keeps the address of the original's; what leaves the language says so."""
        html = pages_of(content)["ar/safety/index.html"]

        assert '<h2 id="get-help-now">' in html
        assert 'href="#get-help-now"' in html
        assert re.search(r'href="\.\./\.\./safety/index\.html"[^>]* hreflang="en"', html)
        assert re.findall(r'<script src="[^"]*/assets/([a-z.]+)\.', html) == [
            "early",
            "site.ar",
            "safety.ar",
        ]

    def test_a_speakers_name_takes_the_remark_away(self, content: Path) -> None:
        """With the day of the check."""
        page = content / "pages" / "safety.ar.md"
        checked = "checked_by: A. Speaker\nchecked_on: 2026-05-31\n---\n##"
        before = "guide-translation-note"

        assert before in pages_of(content)["ar/safety/index.html"]
        page.write_text(page.read_text("utf-8").replace("---\n##", checked, 1), "utf-8")
        assert before not in pages_of(content)["ar/safety/index.html"]

        start = content / "guide.ar.yaml"
        assert before in pages_of(content)["ar/index.html"]
        said = start.read_text("utf-8") + "checked_by: A. Speaker\nchecked_on: 2026-05-31\n"
        start.write_text(said, "utf-8")
        assert before not in pages_of(content)["ar/index.html"]

    def test_the_next_build_sees_a_new_language(
        self, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Pages that are remembered get the way to it, and lose it again."""
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        site = tmp_path / "site"
        words = [*command("build", content), "--site", str(site)]
        aside = tmp_path / "aside.yaml"
        small = load_guide(SMALL_GUIDE).guide
        stretch = content / "stretches" / "knee-rolls.ar.md"
        stretch.write_text(
            f'---\nof: "{mark_of(words_of(small.stretches["knee-rolls"], small))}"\n'
            "title: ركبة\nsummary: ظهر.\nin_short: ركبة.\nfeel: ظهر.\nmistakes: [كتف]\n---\n"
            "1. استلق.\n2. أدر.\n3. أدر.\n",
            "utf-8",
        )
        pages = [content / "pages" / "safety.ar.md", content / "cautions" / "dizziness.ar.md"]
        pages.append(stretch)
        texts = [page.read_text("utf-8") for page in pages]
        for is_there in (True, False, True):
            if is_there and aside.exists():
                aside.rename(content / "guide.ar.yaml")
                for page, text in zip(pages, texts, strict=True):
                    page.write_text(text, "utf-8")
            elif not is_there:
                (content / "guide.ar.yaml").rename(aside)
                for page in pages:
                    page.unlink()
            assert build.main(words) == build.DONE
            for path in ("safety", "stretches/knee-rolls"):
                html = (site / path / "index.html").read_text("utf-8")
                assert ("العربية" in html) == is_there
            assert (site / "ar").exists() == is_there

    def test_it_is_laid_out_from_right_to_left(
        self, browser: Browser, content: Path, tmp_path: Path
    ) -> None:
        """On a phone and on a desk, and nothing has to be scrolled sideways."""
        site = tmp_path / "site"
        assert build.main([*command("build", content), "--site", str(site)]) == build.DONE
        for width in (360, 1280):
            page = browser.new_page(viewport={"width": width, "height": 740})
            page.goto((site / "ar" / "safety" / "index.html").as_uri())
            column = page.locator("main").bounding_box()
            word = page.evaluate("""() => {
                const range = document.createRange();
                range.selectNodeContents(document.querySelector("h1"));
                return range.getBoundingClientRect().toJSON();
            }""")

            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert column
            # A short word stands at the right end of the column, with more room to its left.
            assert word["left"] - column["x"] > column["x"] + column["width"] - word["right"]
            page.close()


# Left and right of a box, in a style; corners and the turns of a picture are ornament.
_SIDED = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right)\b|[{;]\s*(?:left|right):|:\s*(?:left|right)\s*[;}]"
    r"|\b(?:margin|padding|inset|border-width):(?: +(?:[\w.-]+\([^;]*?\)|[^\s;(]+)){4}\s*[;}]"
)


def test_styles_know_no_left_and_no_right() -> None:
    """Only where a line begins and where it ends, or a number would cover the words of its step."""
    sided = {
        f"{file.parent.name}/{file.name}: {found[0].strip()}"
        for file in TEMPLATES.rglob("*.css")
        for found in _SIDED.finditer(
            re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        )
    }

    assert sided == {"trail/style.css: border-width: 2px 2px 0 0;"}  # the arrow of a trail


def test_a_text_is_said_in_the_language_of_the_moment() -> None:
    """And in English again behind it; values are put in as they are."""
    with speaking({"{low} to {high}": "von {low} bis {high}"}):
        assert say("{low} to {high}", low=1, high="{x}") == "von 1 bis {x}"
        assert say(noted("every day")) == "every day"
    assert say("{low} to {high}", low=1, high=2) == "1 to 2"


def test_scripts_say_words_as_they_are() -> None:
    """Whatever is in them; a text without words stays, and so does all that is no text."""
    script = 'a(_("Stop", { b }), _(\n"Go on"), "Stop", x_("Stop"));'
    words = {"Stop": 'Halt "\\ </script>'}

    said = 'a(_("Halt \\"\\\\ </script>", { b }), _(\n"Go on"), "Stop", x_("Stop"));'
    assert worded_script(script, words) == said


# What a page shows and what a screen reader says of it, without the remarks of another language.
_SHOWN = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (!parentElement.closest("script")) texts.push(data);
    }
    for (const element of document.querySelectorAll("[aria-label]")) {
        texts.push(element.getAttribute("aria-label"));
    }
    return texts.map((text) => text.trim());
}"""


def test_scripts_speak_spanish(browser: Browser, site: Path) -> None:
    """What they add to a page, and a guided session from its first screen to its last."""
    words, _ = read_words(LAYERS, "es")
    english = {text for text, said in words.items() if said != text}
    page = browser.new_page(viewport={"width": 360, "height": 740})
    shown: set[str] = set()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    for path in ("safety", "stretches/half-step-hip", "routines/morning"):
        page.goto((site / "es" / path / "index.html").as_uri())
        shown |= set(page.evaluate(_SHOWN))
    page.get_by_role("button", name=words["Start, step by step"]).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=words["Start"], exact=True).click()
    for _step in range(7):
        shown |= set(page.evaluate(_SHOWN))
        dialog.get_by_role("button", name=words["Skip"]).click()
    shown |= set(page.evaluate(_SHOWN))
    dialog.get_by_role("button", name=words["Close"], exact=True).click()
    page.close()

    (script,) = site.glob("assets/stretch.es.*.js")

    assert failed == []
    assert "MOST_ITEMS" not in script.read_text("utf-8")  # one's own routine has no page there
    assert shown & english == set()
    assert {
        "Estiramiento de cuerpo entero en la cama",
        words["Get ready"],
        words["Show the movement"],
    } <= shown
    assert {words["Done. Take a breath before you move on."], words["My days"]} <= shown


def test_a_mark_goes_by_words_alone(guide: Guide) -> None:
    """A dose, a source or a picture may change without a translator."""
    stretch = guide.stretches["ear-to-shoulder"]
    other = replace(stretch, level=3, sources=("x",), reviewed_on=date(2026, 5, 31), muscles=("x",))
    changed = replace(stretch, feel="Elsewhere.")

    assert words_of(other, guide) == words_of(stretch, guide) != words_of(changed, guide)


def test_a_style_says_its_words_in_each_language(browser: Browser, site: Path) -> None:
    """What stands before the heading of a callout, so that colour is never alone."""
    page = browser.new_page()
    said = []
    for home in ("", "es/"):
        page.goto((site / home / "safety" / "index.html").as_uri())
        said += page.evaluate(
            "['emergency', 'urgent'].map(kind => getComputedStyle(document.querySelector("
            "`.admonition.${kind} .admonition-title`), '::before').content)"
        )
    page.close()

    assert said == ['"Emergency"', '"Urgent"', '"Emergencia"', '"Urgente"']
