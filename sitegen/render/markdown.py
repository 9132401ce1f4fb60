"""Markdown to clean HTML: one converter for all pages, its output through nh3.

Contributors are not trusted: no HTML of theirs, no attribute of theirs and no link that runs code
reaches a page.
"""

from __future__ import annotations

from functools import cached_property

import markdown
import nh3
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markupsafe import Markup

CALLOUTS = ("emergency", "urgent", "ask", "note")
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
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


class MarkdownConverter:
    """Turns Markdown into HTML; one instance serves a whole build."""

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        extensions = [
            AdmonitionExtension(),
            SaneListExtension(),
            SmartyExtension(smart_dashes=False),
            TableExtension(),
            TocExtension(permalink=False),
        ]
        return markdown.Markdown(extensions=extensions, output_format="html")

    def blocks(self, text: str) -> Markup:
        """Convert whole paragraphs; the empty text gives empty markup."""
        if not text:
            return Markup()
        return Markup(_CLEANER.clean(self._markdown.reset().convert(text)))  # noqa: S704 - nh3 cleaned it

    def inline(self, text: str) -> Markup:
        """Convert one line, without a paragraph around it."""
        html = str(self.blocks(text)).strip()
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            html = html.removeprefix("<p>").removesuffix("</p>")
        return Markup(html)  # noqa: S704 - cleaned above
