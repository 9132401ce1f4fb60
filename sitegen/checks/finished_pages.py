"""The finished pages, read as a browser would: notices shown, links whole, addresses unique."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from sitegen import codes
from sitegen.checks.markdown_source import link_targets
from sitegen.diagnostics import START, Diagnostic, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Document, Guide, Page

LINE_CLASS = "guide-safety-line"
NOTICE_CLASS = "guide-safety-notice"
EMERGENCY_CLASS = "emergency"
_HIDDEN = ("[hidden]", '[aria-hidden="true"]', "template", "noscript")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a finished page shows.

    Attributes:
        texts: Text that a reader sees in each class that the checks look for, white space folded.
        ids: Every id.
        links: Every `href` and `src`, each once, in the order of the page.
    """

    texts: Mapping[str, str]
    ids: frozenset[str]
    links: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_page(content: bytes) -> ReadPage:
    """Read a finished page as a browser would, without what it hides."""
    tree = LexborHTMLParser(content)
    ids = frozenset(str(node.attributes["id"]) for node in tree.css("[id]"))
    nodes = tree.css("[href], [src]")
    links = (node.attributes.get("href") or node.attributes.get("src") for node in nodes)
    for selector in _HIDDEN:
        for node in tree.css(selector):
            node.decompose()
    texts = {name: _text(tree, name) for name in (LINE_CLASS, NOTICE_CLASS, EMERGENCY_CLASS)}
    return ReadPage(texts, ids, tuple(dict.fromkeys(link for link in links if link)))


def _text(tree: LexborHTMLParser, name: str) -> str:
    """The text of every element of a class, white space folded."""
    found = " ".join(node.text(deep=True, separator=" ") for node in tree.css(f".{name}"))
    return " ".join(found.split())


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
        for link in read.links:
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
