"""Markdown to clean HTML: one converter for all pages, its output through nh3.

Contributors are not trusted: no HTML of theirs, no attribute of theirs and no link that runs code
reaches a page.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sitegen.diagnostics import Diagnostic, too_slow
from sitegen.memory import Memory
from sitegen.model import CALLOUTS, LINK_SCHEMES
from sitegen.time_limit import TooLongError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import markdown
    import nh3
    from markdown.inlinepatterns import Pattern
    from markdown.util import Registry

    from sitegen.diagnostics import SourceFile
    from sitegen.model import Guide

_TAGS = frozenset({"a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre"})
_TAGS |= {"strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "h2", "h3", "h4"}
_HEADINGS = {heading: {"id"} for heading in ("h2", "h3", "h4")}
_PAYS_FROM = 300
_ahead: dict[str, str] = {}
# Nothing that comes of a text is this: the cleaner leaves no comment.
_TOO_SLOW = "<!-- too slow -->"
# A line of nothing but these is its own HTML; most steps are such lines.
_PLAIN_LINE = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;:()?'\u2019\u00b0\u00bd%/-]*")


_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "!",
    "image_reference": "!",
    "short_reference": "[",
    "short_image_ref": "!",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
}
"""Without one of these signs in a text, an inline pattern of Python-Markdown finds nothing."""


def _signs_in(text: str) -> frozenset[str]:
    return frozenset(sign for signs in _SIGNS.values() for sign in signs if sign in text)


@cache
def _converter() -> markdown.Markdown:
    """The one converter of all pages; making one takes longer than converting a page."""
    import markdown  # noqa: PLC0415 - where a text is new
    from markdown.extensions.admonition import AdmonitionExtension  # noqa: PLC0415 - the same
    from markdown.extensions.sane_lists import SaneListExtension  # noqa: PLC0415 - the same
    from markdown.extensions.tables import TableExtension  # noqa: PLC0415 - the same
    from markdown.extensions.toc import TocExtension  # noqa: PLC0415 - the same

    extensions = [
        AdmonitionExtension(),
        SaneListExtension(),
        TableExtension(),
        TocExtension(permalink=False),
    ]
    return markdown.Markdown(extensions=extensions, output_format="html")


@cache
def _patterns_of(signs: frozenset[str]) -> Registry[Pattern]:
    """The inline patterns, in their order, that can find something in a text with these signs."""
    from markdown.util import Registry  # noqa: PLC0415 - where a text is new

    every = _all_patterns()
    without = (name for name, own_signs in _SIGNS.items() if signs.isdisjoint(own_signs))
    left_out = {every.get_index_for_name(name) for name in without if name in every}
    patterns: Registry[Pattern] = Registry()
    for place, pattern in enumerate(every):
        if place not in left_out:
            patterns.register(pattern, str(place), -place)
    return patterns


@cache
def _all_patterns() -> Registry[Pattern]:
    return _converter().inlinePatterns


def converted(text: str, signs: frozenset[str]) -> str:
    """Convert a text by the patterns of some signs, all that it has among them; not cleaned."""
    patterns = _patterns_of(signs)
    converter = _converter()
    # It forgets the last text for good only where all its patterns are there.
    converter.inlinePatterns = _all_patterns()
    converter.reset()
    inline: Any = converter.treeprocessors["inline"]
    converter.inlinePatterns = inline.inlinePatterns = patterns
    try:
        return converter.convert(text)
    except (TooLongError, RecursionError):
        # It was stopped in the middle of a text, and would go on there with the next.
        for made in (_converter, _all_patterns, _patterns_of):
            made.cache_clear()
        raise


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3  # noqa: PLC0415 - where a text is new

    return nh3.Cleaner(
        tags=set(_TAGS),
        # `*` would else be `lang` and `title`.
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}, **_HEADINGS},
        allowed_classes={"div": {"admonition", *CALLOUTS}, "p": {"admonition-title"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )


def convert_ahead(guide: Guide, owner: Path, jobs: int | None = None) -> tuple[Diagnostic, ...]:
    """Convert every text of a guide, or remember what it came to, on every core where many are new.

    Args:
        guide: The guide.
        owner: Its folder.
        jobs: In how many processes; None decides by the number of new texts.

    Returns:
        Each page whose text took too long; a page made of what stands for it is empty.
    """
    sources = {text: source for text, source in _texts_of(guide) if text}
    texts = list(sources)
    memory = Memory("markdown", owner)
    converted = memory.map(
        _convert, texts, texts, pays_from=_PAYS_FROM, jobs=jobs, instead=lambda _: _TOO_SLOW
    )
    memory.keep()
    _ahead.clear()
    _ahead.update(zip(texts, converted, strict=True))
    slow = (source for text, source in sources.items() if _ahead[text] is _TOO_SLOW)
    return tuple(too_slow(source) for source in dict.fromkeys(slow))


def _texts_of(guide: Guide) -> Iterator[tuple[str, SourceFile]]:
    """Every text that a page shows as Markdown, in every language, and the file it stands in."""
    for item in guide.stretches.values():
        yield item.introduction, item.source_file
        yield item.closing, item.source_file
        for step in item.steps:
            if not _PLAIN_LINE.fullmatch(step.text):
                yield step.text, item.source_file
    for kind in (guide.areas, guide.routines, guide.pages):
        for page in kind.values():
            yield page.document.body, page.source_file
    for translation in guide.translations.values():
        yield from _texts_of(translation.guide)


def blocks_html(text: str) -> Markup:
    """Convert Markdown to paragraphs, lists and headings."""
    if not text:
        return Markup()
    html = _ahead[text] if text in _ahead else _convert(text)
    return Markup(html)  # noqa: S704 - nh3 cleaned it


@lru_cache(maxsize=1000)
def _convert(text: str) -> str:
    return _cleaner().clean(converted(text, _signs_in(text)))


def inline_html(text: str) -> Markup:
    """Convert one line of Markdown, without a paragraph around it."""
    if _PLAIN_LINE.fullmatch(text):
        return Markup(text)  # noqa: S704 - none of these characters is special in HTML
    html = str(blocks_html(text)).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(html)  # noqa: S704 - cleaned above


def plain_text(text: str) -> str:
    """One line of Markdown as the text that a reader sees."""
    if _PLAIN_LINE.fullmatch(text):
        return " ".join(text.split())
    return inline_html(text).striptags()
