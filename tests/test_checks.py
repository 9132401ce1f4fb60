"""Truths that the checks hold where a case file would need many: laws, edges, what is allowed."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SMALL_GUIDE, TODAY, run
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.checks import check_guide
from sitegen.checks.each_file import check_each_file
from sitegen.checks.finished_pages import (
    LINE_CLASS,
    NOTICE_CLASS,
    check_links_lead_somewhere,
    check_links_run_no_code,
    check_notice_is_shown,
    read_pages,
)
from sitegen.checks.prose import words_of
from sitegen.checks.publisher import check_contact_is_good
from sitegen.checks.reading import reading_grade
from sitegen.checks.reviews import check_reviews_are_whole
from sitegen.checks.routines import check_floor_is_visited_once
from sitegen.load import load_guide
from sitegen.model import Guide, Page, Security

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.diagnostics import Diagnostic

STRETCH = "stretches/ear-to-shoulder.md"
FEEL = "feel: The side of the neck."


def guide_with(folder: Path, **changes: tuple[str, str, str]) -> Guide:
    """The small guide with some texts of its files replaced: file, old and new."""
    content = folder / "content"
    shutil.copytree(SMALL_GUIDE, content, dirs_exist_ok=True)
    for file, old, new in changes.values():
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return load_guide(content).guide


def names_of(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The codes of diagnostics."""
    return [diagnostic.code.name for diagnostic in diagnostics]


# Links


@pytest.mark.parametrize(
    "address",
    [
        "https://nhs.uk@evil.example/",
        "https://nhs.uk%3A443@evil.example/",
        "https://nh\N{CYRILLIC SMALL LETTER DZE}.uk/",
        "https://\N{KELVIN SIGN}ent.example/",
        "https://nhs%2euk.evil.example/",
        "https://nhs.uk\\@evil.example/",
        "https:/evil.example",
        "https:evil.example",
        "HTTP:///evil.example",
    ],
)
def test_a_link_may_not_hide_which_website_it_leads_to(tmp_path: Path, address: str) -> None:
    """Who reads a pull request sees where its links lead, without thinking like a browser."""
    guide = guide_with(tmp_path, link=("pages/floor.md", "Short words.", f"[NHS]({address})"))

    assert "unsafe-link" in names_of(check_each_file(guide))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nhs.uk/conditions/back-pain/?a=b@c#d",
        "https://xn--mnchen-3ya.example:8443",
        "HTTPS://Clinic.example/",
        "mailto:a@example.org",
        "tel:+442079460000",
    ],
)
def test_a_link_that_says_where_it_leads_is_left_alone(tmp_path: Path, address: str) -> None:
    """Most links are honest."""
    guide = guide_with(tmp_path, link=("pages/floor.md", "Short words.", f"[NHS]({address})"))

    assert "unsafe-link" not in names_of(check_each_file(guide))


# Claims


@pytest.mark.parametrize(
    "sentence",
    [
        "It does not cure a stiff neck.",
        "No stretch heals a disc.",
        "It is not proven to help.",
        "Nobody can guarantee that.",
        "Stretching never fixed your back.",
        "It can ease stiffness.",
        "Take a secure hold and a curious look.",
    ],
)
def test_a_claim_may_be_denied(sentence: str, tmp_path: Path) -> None:
    """What the guide says of its limits contains the very words that it must not promise."""
    guide = guide_with(tmp_path, feel=(STRETCH, FEEL, f"feel: {sentence}"))

    assert names_of(check_each_file(guide)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It cures a stiff neck.",
        "This is not hard. It heals the neck.",
        "It is proven to help.",
        "It prevents neck pain.",
        "It improves your posture.",
        "It is safe for everyone.",
        "It CURES, and not only the neck.",
    ],
)
def test_a_claim_is_not_denied_by_another_sentence_or_later(sentence: str, tmp_path: Path) -> None:
    """A denial counts in its own sentence, before the claim."""
    guide = guide_with(tmp_path, feel=(STRETCH, FEEL, f"feel: {sentence}"))

    assert names_of(check_each_file(guide)) == ["forbidden-claim"]


def test_a_denial_counts_over_the_end_of_a_line(tmp_path: Path) -> None:
    """Where a line breaks changes nothing of what a paragraph says."""
    body = "Stretching does not, as far as we know,\ncure a stiff neck.\n"
    guide = guide_with(tmp_path, body=("areas/neck.md", "A stiff neck", f"{body}A stiff neck"))

    assert names_of(check_each_file(guide)) == []


def test_the_same_claim_twice_is_underlined_twice(tmp_path: Path) -> None:
    """Each place is shown, so that none is overlooked."""
    guide = guide_with(tmp_path, feel=(STRETCH, FEEL, "feel: 'It heals. It heals.'"))

    columns = [found.span.column for found in check_each_file(guide)]

    assert columns == [11, 21]


# Routines and the floor


def floor_faults(folder: Path, positions: str, lying_on: str) -> list[str]:
    """What is found in knee-rolls (lying), chin-to-chest in other positions, knee-rolls again."""
    routine = "  - stretch: ear-to-shoulder\n    dose: {times: 1}\n"
    guide = guide_with(
        folder,
        positions=("stretches/chin-to-chest.md", "[sitting, standing]", positions),
        again=("routines/morning.md", routine, "  - knee-rolls\n"),
        bed=("routines/morning.md", "order: 1\n", f"order: 1\nlying_on: {lying_on}\n"),
    )
    return names_of(check_floor_is_visited_once(guide))


@pytest.mark.parametrize("positions", ["[sitting]", "[standing, sitting]"])
def test_getting_up_in_between_makes_a_second_visit(positions: str, tmp_path: Path) -> None:
    """Lying, then sitting on a chair, then lying is down, up and down again."""
    assert floor_faults(tmp_path, positions, "floor") == ["floor-twice"]


@pytest.mark.parametrize(
    "positions", ["[lying-back]", "[kneeling]", "[sitting, lying-back]", "[standing, lying-side]"]
)
def test_what_can_be_done_on_the_floor_makes_no_one_get_up(positions: str, tmp_path: Path) -> None:
    """A stretch that can be done lying too is done lying between two others."""
    assert floor_faults(tmp_path, positions, "floor") == []


@pytest.mark.parametrize("positions", ["[sitting]", "[lying-back]"])
def test_a_bed_is_no_floor(positions: str, tmp_path: Path) -> None:
    """Lying stretches that are done in bed may stand anywhere in a routine."""
    assert floor_faults(tmp_path, positions, "bed") == []


# Reading grade


def grade_of(texts: list[str]) -> float | None:
    """The grade of some sentences."""
    return reading_grade([words_of(text) for text in texts])


def test_few_words_have_no_grade() -> None:
    """One long word among ten would swing the grade by years."""
    assert grade_of(["Internationalisation notwithstanding, we stretch."]) is None


def test_short_words_in_short_sentences_are_easy() -> None:
    """Six short words of one syllable are below the first year of school."""
    grade = grade_of(["Sit up and let it hang."] * 8)

    assert grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59, abs=0.01)


@given(words=st.integers(8, 40), count=st.integers(6, 20))
def test_longer_sentences_are_harder(words: int, count: int) -> None:
    """The same words in fewer sentences never have a lower grade."""
    short = grade_of([" ".join(["sit"] * words)] * count)
    long = grade_of([" ".join(["sit"] * words * 2)] * count)

    assert short is not None
    assert long is not None
    assert long > short


# Reviews


@pytest.mark.parametrize(
    ("checked", "today", "found"),
    [
        ("2024-06-01", "2026-06-01", []),
        ("2024-05-31", "2026-06-01", ["review-past-due"]),
        ("2024-02-29", "2026-02-28", []),
        ("2024-02-29", "2026-03-01", ["review-past-due"]),
        ("2026-06-01", "2026-06-01", []),
        ("2026-06-02", "2026-06-01", ["review-in-future"]),
    ],
)
def test_a_review_lasts_two_years(
    checked: str, today: str, found: list[str], tmp_path: Path
) -> None:
    """To the day; what was checked on 29 February lasts to the 28th."""
    guide = guide_with(tmp_path, day=(STRETCH, "2026-05-31", checked))

    assert names_of(check_reviews_are_whole(guide, dt.date.fromisoformat(today))) == found


@pytest.mark.parametrize(
    ("expires", "today", "found"),
    [
        ("2026-06-02", "2026-06-01", []),
        ("2026-06-01", "2026-06-01", ["contact-past-due"]),
        ("2027-06-01", "2026-06-01", []),
        ("2028-06-01", "2027-06-01", []),  # a leap year
        ("2027-06-03", "2026-06-01", ["contact-past-due"]),
    ],
)
def test_a_contact_for_security_is_good_for_at_most_a_year(
    expires: str, today: str, found: list[str]
) -> None:
    """Up to the day itself; who promises one for longer will have moved by then."""
    guide = load_guide(SMALL_GUIDE).guide
    security = Security(
        contact="https://guide.example/tell", expires=dt.date.fromisoformat(expires)
    )
    guide = replace(guide, settings=replace(guide.settings, security=security))

    assert names_of(check_contact_is_good(guide, dt.date.fromisoformat(today))) == found


# Finished pages


LINE = "If your neck or back hurts, ask your doctor first."
SHOWN = (
    f'<p class="{LINE_CLASS}">{LINE}</p>'
    f'<ul class="{NOTICE_CLASS}"><li>{LINE}'
    "<li>Stop if it hurts.<li>This guide replaces no doctor.</ul>"
)


def notice_faults(html: str, folder: Path) -> list[str]:
    """What is found in a site of one page."""
    page = Page("index.html", f"<!doctype html><body>{html}".encode())
    return names_of(check_notice_is_shown(guide_with(folder), read_pages((page,))))


@pytest.mark.parametrize(
    "html",
    [
        SHOWN,
        SHOWN.replace("doctor", "<b>doctor</b>"),
        SHOWN.replace("doctor", "doc<b>tor</b>"),
        SHOWN.replace("ask your", "ask\n   your"),
        SHOWN.replace("ask your", "ask<!-- and do it -->\nyour"),
        SHOWN.replace(LINE, f"<span>{LINE[:20]}</span><span>{LINE[20:]}</span>"),
    ],
)
def test_a_notice_counts_however_it_is_marked_up(html: str, tmp_path: Path) -> None:
    """A reader sees the words, not the elements around them."""
    assert notice_faults(html, tmp_path) == []


@pytest.mark.parametrize(
    "html",
    [
        SHOWN.replace('line"', 'line" hidden'),
        SHOWN.replace('line"', 'line" aria-hidden="true"'),
        SHOWN.replace(LINE, f"<span hidden>{LINE}</span>"),
        SHOWN.replace(LINE, f"<!-- {LINE} -->"),
        SHOWN.replace(LINE, f"<template>{LINE}</template>"),
        SHOWN.replace(LINE, f"<noscript>{LINE}</noscript>"),
        SHOWN.replace(LINE, f"<i title='{LINE}'></i>"),
        SHOWN.replace("doctor first", "teacher first"),
        SHOWN.replace(LINE_CLASS, "another-class"),
        f"<div hidden>{SHOWN[: SHOWN.index('<ul')]}</div>{SHOWN[SHOWN.index('<ul') :]}",
    ],
)
def test_a_notice_that_no_one_sees_does_not_count(html: str, tmp_path: Path) -> None:
    """Hidden from sight, hidden from a screen reader, in a comment, or altered."""
    assert set(notice_faults(html, tmp_path)) == {"missing-notice"}


def test_each_sentence_of_the_notice_is_wanted(tmp_path: Path) -> None:
    """Every sentence that is missing is named, once for all pages."""
    html = SHOWN.replace("Stop if it hurts.", "").replace("replaces no", "is a")
    pages = tuple(Page(f"{name}.html", html.encode()) for name in "abc")

    found = list(check_notice_is_shown(guide_with(tmp_path), read_pages(pages)))

    assert names_of(found) == ["missing-notice"] * 2
    assert all(diagnostic.message.startswith("3 finished pages") for diagnostic in found)


def test_a_broken_link_of_a_template_is_reported_once(tmp_path: Path) -> None:
    """However many pages share it."""
    link = b'<a href="../nowhere/index.html">Nowhere</a>'
    pages = tuple(Page(f"{name}/index.html", link) for name in "abc")

    found = list(check_links_lead_somewhere(guide_with(tmp_path), read_pages(pages)))

    assert names_of(found) == ["broken-link"]


@pytest.mark.parametrize(
    "href", ["https://example.org/", "mailto:a@example.org", "tel:112", "#top", "?print", "b.html"]
)
def test_links_to_elsewhere_and_to_what_is_there_are_whole(href: str, tmp_path: Path) -> None:
    """Only links inside the site are followed."""
    html = f'<h2 id="top"></h2><a href="{href}">x</a>'.encode()
    pages = (Page("a.html", html), Page("b.html", b""))

    assert list(check_links_lead_somewhere(guide_with(tmp_path), read_pages(pages))) == []


# One mistake, one report


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: move", "kind: moves"),
        ("dose: {hold: 0, times: 8}", "dose: {hold: 0 s, times: 8}"),
        ("positions: [lying-back]", "positions: on the back"),
        ("areas: [lower-back, neck]", "areas: lower-back"),
        ("areas: [lower-back, neck]", "areas: []"),
        ("muscles: [splenius capitis]", "muscles: splenius"),
        ("sources: [acsm-2021]", "sources: [5]"),
        ("title: Knee rolls", "title: [Knee rolls]"),
        ("level: 1", "level: one"),
        ("sides: each", "sides: both sides"),
        ("level: 1", "level: 1\nreviewed_by: B. Checker\nreviewed_on: 31.5.2026"),
        ("level: 1", "level: 1\nreviewed_by: B. Checker\nreviewed_on: 2026-02-30"),
        ("level: 1", "level: 1\nreviewed_by: [B]\nreviewed_on: 2026-05-31"),
        ("---\n1. Lie", "---\n1. Lie \N{ZERO WIDTH NO-BREAK SPACE}"),
    ],
)
def test_one_mistake_is_one_report(old: str, new: str, tmp_path: Path) -> None:
    """What stands in for a faulty value, or for a file, breaks no rule of its own."""
    content = tmp_path / "content"
    guide_with(tmp_path, change=("stretches/knee-rolls.md", old, new))
    loaded = load_guide(content)

    assert len(loaded.diagnostics) == 1
    assert names_of(check_guide(loaded.guide, today=TODAY)) == []


@pytest.mark.parametrize("file", ["sources.yaml", "glossary.yaml", "areas", "cautions", "pages"])
def test_a_file_or_folder_that_is_gone_is_one_report(file: str, tmp_path: Path) -> None:
    """Not one for every name that leads into it."""
    guide_with(tmp_path)
    (tmp_path / "content" / file).rename(tmp_path / "elsewhere")
    loaded = load_guide(tmp_path / "content")

    assert len(loaded.diagnostics) == 1
    assert names_of(check_guide(loaded.guide, today=TODAY)) == []


def test_the_small_guide_has_no_fault(tmp_path: Path) -> None:
    """Every case changes one thing of a guide that is sound."""
    assert names_of(check_guide(guide_with(tmp_path), today=TODAY)) == []


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)//../index.html",
        " JavaScript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;data:text/html,x",
        "vbscript:x",
    ],
)
def test_no_finished_page_has_a_link_that_runs_code(link: str, tmp_path: Path) -> None:
    """Whatever field or template it came from, and even where its path would lead to a page."""
    page = Page("index.html", f'<!doctype html><body><a href="{link}">x</a>'.encode())
    found = check_links_run_no_code(guide_with(tmp_path), read_pages((page,)))

    assert names_of(found) == ["unsafe-link"]


def test_a_broken_link_is_laid_to_the_page_that_says_it(tmp_path: Path) -> None:
    """Not to the page that gathers all pages, where its place in the Markdown cannot be found."""
    content = tmp_path / "content"
    shutil.copytree(SMALL_GUIDE, content)
    page = content / "stretches" / "knee-rolls.md"
    page.write_text(page.read_text("utf-8") + "\n[There](/no\\_where/).\n", "utf-8")
    (fault,) = run(content)[1]

    assert fault.code.name == "broken-link"
    assert fault.source.path == "stretches/knee-rolls/index.html"
