"""The panel on each previewed page: what is wrong with it, and how it reads, in numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.checks.reading import AIM_GRADE
from sitegen.checks.steps import MOST_WORDS
from sitegen.render.words import minutes_words, sentence_case
from sitegen.serve.addresses import OVERVIEW, PANEL_SCRIPT, SIDE_BY_SIDE, STUDIO
from sitegen.serve.builds import counted, severities
from sitegen.serve.fault_list import Links, errors_first, fault_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.checks.measures import Measures, Sentence
    from sitegen.diagnostics import Diagnostic
    from sitegen.model import DoseTotals, Total
    from sitegen.serve.contents import Item, Report

# Thousands would make each page heavy; the overview has them all.
_MOST_FAULTS = 50
_STRETCH = re.compile(r"stretches/([a-z0-9-]+)/index\.html")
# A link that skips to the content stays the first thing that one comes to.
_BODY_START = re.compile(
    r"<body\b[^>]*>(?:\s*<a\b[^>]*\shref=\"[^\"#]*#[^>]*>[^<]*</a>)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Looked:
    """What one looks at.

    Attributes:
        path: The path of the page, as in `stretches/x/index.html`.
        diagnostics: The faults of the whole guide.
        links: Where they lead to.
        is_last_good: Whether the page is older than these faults.
        has_studio: Whether pictures can be made here.
    """

    path: str
    diagnostics: tuple[Diagnostic, ...]
    links: Links
    is_last_good: bool = False
    has_studio: bool = False

    @property
    def address(self) -> str:
        """The address of the page; `//name` at its start would be another website."""
        path = self.path.removesuffix("index.html").lstrip("/")
        return "/" + quote(path, errors="replace")


def with_panel(html: str, looked: Looked) -> str:
    """Add the panel to a page, folded away to a button, and say if the page is an older one."""
    strip = (
        '<aside class="supple-preview-strip" aria-label="Preview">'
        f"{_ribbon(looked) if looked.is_last_good else ''}{_panel(looked)}</aside>"
        f'<script src="{PANEL_SCRIPT}"></script>'
    )
    start = _BODY_START.search(html)
    place = start.end() if start else 0
    return html[:place] + strip + html[place:]


def _ribbon(looked: Looked) -> str:
    faults = counted(len(looked.diagnostics), "fault")
    link = f'<a href="{escape(looked.address)}">{faults}</a>'
    return f'<p class="supple-preview-ribbon">This is the last good version; {link}</p>'


def _panel(looked: Looked) -> str:
    report = looked.links.contents.report_on(looked.path)
    told = [severities(looked.diagnostics), _grade(report.measures) if report else ""]
    label = sentence_case(" · ".join(filter(None, told)))
    parts = [_tools(looked), _faults(looked), _report(report, looked.links) if report else ""]
    return (
        f'<details class="supple-preview-panel"><summary>{label}</summary>\n'
        f'<div class="supple-preview-panel__body">{"".join(parts)}</div></details>'
    )


def _tools(looked: Looked) -> str:
    links = {
        "Phone, desk and paper": f"{SIDE_BY_SIDE}?page={looked.address}",
        "The whole guide": OVERVIEW,
    }
    if looked.has_studio:
        stretch = _STRETCH.fullmatch(looked.path)
        # Without a name, the studio shows all that can be opened.
        links["Pictures in the studio"] = f"{STUDIO}?stretch={stretch[1]}" if stretch else STUDIO
    shown = " ".join(f'<a href="{escape(href)}">{name}</a>' for name, href in links.items())
    return f'<p class="supple-preview-tools">{shown}</p>'


def _faults(looked: Looked) -> str:
    """Those of this page, then the others, as many as there is room for."""
    contents = looked.links.contents
    here = [found for found in looked.diagnostics if contents.is_on(looked.path, found)]
    others = [found for found in looked.diagnostics if not contents.is_on(looked.path, found)]
    shown = (errors_first(here) + errors_first(others))[:_MOST_FAULTS]
    left = len(looked.diagnostics) - len(shown)
    parts = [
        _group("On this page", shown[: len(here)], looked.links),
        _group("Elsewhere in the guide", shown[len(here) :], looked.links),
        f'<p><a href="{OVERVIEW}">And {left} more</a></p>' if left else "",
    ]
    return "".join(parts)


def _group(title: str, diagnostics: Sequence[Diagnostic], links: Links) -> str:
    if not diagnostics:
        return ""
    return f"<h2>{title}: {severities(diagnostics)}</h2>\n{fault_list(diagnostics, links)}"


def _report(report: Report, links: Links) -> str:
    totals = _totals(report.totals) if report.totals else ""
    return f"{_words(report, links)}{totals}{_pemat(report)}"


def _words(report: Report, links: Links) -> str:
    measures = report.measures
    grade = _grade(measures) or "too few words for a grade"
    longest = _list(_sentence(found, report.item, links) for found in measures.longest)
    return (
        "<h2>Words</h2>"
        f"<p>Reading: {grade}; the aim is {AIM_GRADE:.0f} or less.</p>"
        f"<p>{counted(measures.sentences, 'sentence')} of {measures.mean:.1f} words on average. "
        f"The longest:</p>{longest}"
    )


def _grade(measures: Measures) -> str:
    return "" if measures.grade is None else f"grade {measures.grade:.1f}"


def _sentence(sentence: Sentence, item: Item, links: Links) -> str:
    words = links.words(item.source_file, sentence.span, sentence.text)
    flag = f" <strong>over {MOST_WORDS}</strong>" if sentence.is_long else ""
    return f"{words} ({counted(sentence.words, 'word')}){flag}"


def _totals(totals: DoseTotals) -> str:
    rows = (("Each time", totals.session), ("In a day", totals.day), ("In a week", totals.week))
    return (
        "<h2>Dose</h2><table><thead><tr><td></td>"
        '<th scope="col">At least</th><th scope="col">At most</th></tr></thead><tbody>'
        f"{''.join(_row(name, total) for name, total in rows)}</tbody></table>"
    )


def _row(name: str, total: Total) -> str:
    low, high = minutes_words(total.low), minutes_words(total.high)
    return f'<tr><th scope="row">{name}</th><td>{low}</td><td>{high}</td></tr>'


def _pemat(report: Report) -> str:
    """What is not met, and what a person has to judge."""
    verdicts = report.verdicts
    met = verdicts.asked - len(verdicts.unmet)
    unmet = _list(f"{escape(found.words)} (item {found.number})" for found in verdicts.unmet)
    eye = _list(f"{question.words} (item {question.number})" for question in report.questions)
    return (
        "<h2>PEMAT-P, a checklist of reviewers</h2>"
        f"<p>{met} of {verdicts.asked} items that a machine can tell are met.</p>"
        f"{f'<p>Not yet met:</p>{unmet}' if verdicts.unmet else ''}"
        f"<details><summary>To judge by eye</summary>{eye}</details>"
    )


def _list(items_html: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items_html)}</ul>"
