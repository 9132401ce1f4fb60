"""Markdown to clean HTML: one converter for all pages, its output through nh3.

Contributors are not trusted: no HTML of theirs, no attribute of theirs and no link that runs code
reaches a page.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import markdown
import nh3
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markupsafe import Markup

from sitegen.model import CALLOUTS, LINK_SCHEMES

_TAGS = frozenset({"a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre"})
_TAGS |= {"strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "h2", "h3", "h4"}
_HEADINGS = {heading: {"id"} for heading in ("h2", "h3", "h4")}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={"a": {"href"}, "ol": {"start"}, **_HEADINGS},
    allowed_classes={"div": {"admonition", *CALLOUTS}, "p": {"admonition-title"}},
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)


# A line of nothing but these is its own HTML; most steps are such lines.
_PLAIN_LINE = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;:()?'\u2019\u00b0\u00bd%/-]*")


@cache
def _converter() -> markdown.Markdown:
    """The one converter of all pages; making one takes longer than converting a page."""
    extensions = [
        AdmonitionExtension(),
        SaneListExtension(),
        TableExtension(),
        TocExtension(permalink=False),
    ]
    return markdown.Markdown(extensions=extensions, output_format="html")


@lru_cache(maxsize=10_000)
def blocks_html(text: str) -> Markup:
    """Convert Markdown to paragraphs, lists and headings.

    What was converted before is remembered: a stretch stands on its own page and in the whole
    guide, and the preview builds the same pages again and again.
    """
    if not text:
        return Markup()
    html = _CLEANER.clean(_converter().reset().convert(text))
    return Markup(html)  # noqa: S704 - nh3 cleaned it


def inline_html(text: str) -> Markup:
    """Convert one line of Markdown, without a paragraph around it."""
    if _PLAIN_LINE.fullmatch(text):
        return Markup(text)  # noqa: S704 - none of these characters is special in HTML
    html = str(blocks_html(text)).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(html)  # noqa: S704 - cleaned above
