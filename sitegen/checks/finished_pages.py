"""The finished pages, read as a browser would: notices shown, links whole, addresses unique."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen import codes
from sitegen.checks.markdown_source import link_targets
from sitegen.diagnostics import START, Diagnostic, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Document, Guide, Page

LINE_CLASS = "guide-safety-line"
NOTICE_CLASS = "guide-safety-notice"
EMERGENCY_CLASS = "emergency"
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
_UNSEEN = frozenset({"template", "noscript", "script", "style", "head"})


@dataclass
class ReadPage:
    """What a finished page shows.

    Attributes:
        texts: Text inside each class that the checks look for, white space folded.
        ids: Every id.
        links: Every `href` and `src`.
    """

    texts: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


class _PageReader(HTMLParser):
    """Reads one page; text that is hidden from a reader does not count."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self.open: list[tuple[str, frozenset[str], bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and links, and which classes are open."""
        given = dict(attrs)
        if given.get("id"):
            self.page.ids.add(str(given["id"]))
        self.page.links += (
            str(given[name]) for name in ("href", "src") if given.get(name) is not None
        )
        if tag in _VOID:
            return
        above = self.open[-1] if self.open else ("", frozenset(), False)
        classes = frozenset((given.get("class") or "").split())
        hidden = (
            above[2] or tag in _UNSEEN or "hidden" in given or given.get("aria-hidden") == "true"
        )
        self.open.append((tag, above[1] | (classes & _WATCHED), hidden))

    def handle_endtag(self, tag: str) -> None:
        """Close up to the element that this ends."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Add text to every watched class that is open."""
        if not self.open or self.open[-1][2]:
            return
        for name in self.open[-1][1]:
            self.page.texts[name] = self.page.texts.get(name, "") + data


_WATCHED = frozenset({LINE_CLASS, NOTICE_CLASS, EMERGENCY_CLASS})


@lru_cache(maxsize=1024)
def read_page(content: bytes) -> ReadPage:
    """Read a finished page."""
    reader = _PageReader()
    reader.feed(content.decode())
    reader.close()
    page = reader.page
    page.texts = {name: " ".join(text.split()) for name, text in page.texts.items()}
    return page


def _html(pages: tuple[Page, ...]) -> Iterator[tuple[Page, ReadPage]]:
    for page in pages:
        if page.is_html:
            yield page, read_page(page.content)


def _source(page: Page) -> SourceFile:
    return page.source or SourceFile(page.path)


def check_addresses_are_unique(guide: Guide, pages: tuple[Page, ...]) -> Iterator[Diagnostic]:  # noqa: ARG001
    """No two pages have the same address, on a disk that ignores case too."""
    first: dict[str, Page] = {}
    for page in pages:
        other = first.setdefault(page.path.lower(), page)
        if other is not page:
            where = (
                f"`{other.source.path}`" if other.source else "a page that the build makes itself"
            )
            address = page.path.removesuffix("index.html")
            message = f"The address `/{address}` is taken by {where}."
            yield Diagnostic(
                codes.ADDRESS_TAKEN, message, _source(page), hint="Rename one of the two."
            )


def check_notice_is_shown(guide: Guide, pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Every page shows the safety line and the whole safety notice, where a reader sees them."""
    safety = guide.settings.safety
    wanted = ((LINE_CLASS, (safety.line,)), (NOTICE_CLASS, safety.notice))
    for page, read in _html(pages):
        for name, sentences in wanted:
            shown = read.texts.get(name, "")
            missing = [text for text in sentences if " ".join(text.split()) not in shown]
            if missing:
                message = f"The finished page `{page.path}` does not show “{missing[0]}”."
                hint = f"Its template must show it inside an element of class `{name}`."
                yield Diagnostic(codes.MISSING_NOTICE, message, _source(page), hint=hint)


def check_red_flags_are_shown(guide: Guide, pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """The safety page says when to get help at once."""
    for page, read in _html(pages):
        if page.path == "safety/index.html" and len(read.texts.get(EMERGENCY_CLASS, "")) < 1:
            message = "The safety page has no emergency callout."
            hint = 'Write a callout `!!! emergency "…"` with the signs.'
            safety = guide.pages.get("safety")
            source = safety.source_file if safety else _source(page)
            yield Diagnostic(codes.MISSING_RED_FLAGS, message, source, hint=hint)


def check_links_lead_somewhere(guide: Guide, pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Every link inside the site leads to a page, and to a place on it, that is there."""
    documents = _documents(guide)
    read_by_path = {page.path: read for page, read in _html(pages)}
    paths = {page.path for page in pages}
    reported: set[tuple[str, str]] = set()
    for page, read in _html(pages):
        for link in dict.fromkeys(read.links):
            problem = _problem(page, link, paths, read_by_path, guide)
            source = _source(page)
            if problem and (source.path, link) not in reported:
                reported.add((source.path, link))
                span = _place(documents.get(source.path), link)
                yield Diagnostic(codes.BROKEN_LINK, problem, source, span)


def _documents(guide: Guide) -> Mapping[str, Document]:
    kinds = (guide.stretches, guide.areas, guide.routines, guide.pages)
    return {item.source_file.path: item.document for kind in kinds for item in kind.values()}


def _problem(
    page: Page, link: str, paths: set[str], read_by_path: Mapping[str, ReadPage], guide: Guide
) -> str:
    """What is wrong with one link of one page; "" for nothing."""
    if link.startswith(("http:", "https:", "mailto:", "tel:", "data:")):
        return ""
    target, _, fragment = unquote(link).partition("#")
    target = target.partition("?")[0]
    if page.path == "404.html":
        base = "/" + guide.settings.address.split("/", 3)[3]
        path = target.removeprefix(base)
    else:
        path = (
            posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
            if target
            else page.path
        )
    if path == "" or path.endswith("/"):
        path += "index.html"
    if path not in paths:
        return f"The link `{_shown(path)}` leads to a page that this guide does not have."
    if fragment and path in read_by_path and fragment not in read_by_path[path].ids:
        return f"The link `{_shown(path)}#{fragment}` leads to a place that its page does not have."
    return ""


def _shown(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _place(document: Document | None, link: str) -> Span:
    """Where a finished page's link is written, if its own file has it."""
    if document is None:
        return START
    wanted = link.replace("../", "").replace("index.html", "")
    for target, span in link_targets(document):
        if target.lstrip("/") in {wanted, wanted.lstrip("/")}:
            return span
    return START
