"""The whole guide at a glance: all faults by file, drafts, and every page with its grade."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.diagnostics import START, visible
from sitegen.serve.addresses import SIDE_BY_SIDE
from sitegen.serve.builds import counted, severities
from sitegen.serve.fault_list import Links, errors_first, fault_list
from sitegen.serve.preview_pages import preview_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.diagnostics import Diagnostic
    from sitegen.serve.contents import Report

_HEAD = "".join(
    f'<th scope="col">{name}</th>'
    for name in ("Page", "File", "Grade", "Words", "Longest sentence", "PEMAT-P", "Three ways")
)


def overview_page(
    diagnostics: Sequence[Diagnostic], reports: Sequence[Report], links: Links
) -> str:
    """Lay out what is known of the whole guide.

    Args:
        diagnostics: All faults.
        reports: What is known of each page.
        links: Where they lead to.
    """
    tools = f'<a href="/">The guide</a> <a href="{SIDE_BY_SIDE}">Phone, desk and paper</a>'
    parts = [
        f'<p class="supple-preview-tools">{tools}</p>',
        f"<h2>{severities(diagnostics).capitalize()}</h2>",
        *_faults_by_file(diagnostics, links),
        _drafts(reports, links),
        _pages(reports, links) if reports else "",
    ]
    return preview_page("The whole guide", "\n".join(parts), kind="supple-preview-wide")


def _faults_by_file(diagnostics: Sequence[Diagnostic], links: Links) -> list[str]:
    """The faults of each file below its name; files with errors first."""
    by_file = groupby(
        sorted(diagnostics, key=lambda diagnostic: diagnostic.source.path),
        key=lambda diagnostic: diagnostic.source.path,
    )
    groups = [(path, errors_first(found)) for path, found in by_file]
    groups.sort(key=lambda group: not group[1][0].is_error)
    return [
        f"<h3><code>{escape(visible(path))}</code>: {severities(found)}</h3>\n"
        f"{fault_list(found, links)}"
        for path, found in groups
    ]


def _drafts(reports: Sequence[Report], links: Links) -> str:
    drafts = [report for report in reports if report.item.draft]
    if not drafts:
        return "<h2>No drafts</h2>"
    items = "".join(
        f"<li>{_title(report, links)} {links.place(report.item.source_file, START)}</li>"
        for report in drafts
    )
    return f"<h2>{counted(len(drafts), 'draft').capitalize()}</h2><ul>{items}</ul>"


def _pages(reports: Sequence[Report], links: Links) -> str:
    """Every page, the hardest to read first."""
    hardest_first = sorted(reports, key=lambda report: -(report.measures.grade or 0))
    rows = "\n".join(_row(report, links) for report in hardest_first)
    return (
        f"<h2>{counted(len(reports), 'page')}, the hardest to read first</h2>\n"
        '<div class="supple-preview-scroller" tabindex="0" role="region" aria-label="All pages">'
        f"<table><thead><tr>{_HEAD}</tr></thead><tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(report: Report, links: Links) -> str:
    measures, verdicts = report.measures, report.verdicts
    grade = "" if measures.grade is None else f"{measures.grade:.1f}"
    longest = counted(measures.longest[0].words, "word") if measures.longest else ""
    met = f"{verdicts.asked - len(verdicts.unmet)} of {verdicts.asked}"
    address = escape(links.contents.pages.get(report.item.source_file.path, ""))
    cells = (
        links.place(report.item.source_file, START),
        grade,
        str(measures.words),
        longest,
        met,
        f'<a href="{SIDE_BY_SIDE}?page={address}">Show</a>' if address else "",
    )
    tds = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{_title(report, links)}</th>{tds}</tr>'


def _title(report: Report, links: Links) -> str:
    """The title of a page, a link to it."""
    title = escape(visible(report.item.title))
    address = links.page_of(report.item)
    return f'<a href="{escape(address)}">{title}</a>' if address else title
