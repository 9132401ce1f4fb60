"""The words of a content file that a reader reads, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Area, Caution, Document, Guide, GuidePage, Routine, Stretch

    Written = Stretch | Area | Routine | GuidePage | Caution

# What a reader reads of the front matter.  The muscles are the clinicians' line, and sources
# keep their titles: neither counts as the guide's own words.
_TEXT_KEYS = ("title", "summary", "when", "who", "sentence", "feel", "easier", "harder")
_LIST_KEYS = ("mistakes", "stop_if")
_MARKS = re.compile(r"^\s*(?:#+|[-*+]|\d+[.)]|!!!\s+\w+|>|\|)\s*|[*_`\"|]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text as written, and the place where it starts."""

    text: str
    span: Span


def written_items(guide: Guide) -> Iterator[Written]:
    """Everything that has words of its own, one file each."""
    yield from guide.stretches.values()
    yield from guide.areas.values()
    yield from guide.routines.values()
    yield from guide.pages.values()
    yield from guide.cautions.values()


def passages(item: Written) -> Iterator[Passage]:
    """The words of one item: of its front matter, then of its body, line by line."""
    for key in _TEXT_KEYS:
        text = getattr(item, key, None)
        if isinstance(text, str) and " " in text:
            yield Passage(text, item.span_of(key))
    for key in _LIST_KEYS:
        for place, text in enumerate(getattr(item, key, ())):
            yield Passage(text, item.span_of(key, place))
    yield from _body_lines(item.document)


def _body_lines(document: Document) -> Iterator[Passage]:
    for number, line in enumerate(document.body.split("\n")):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            span = Span(document.body_line + number, indent + 1, len(line.strip()))
            yield Passage(line.strip(), span)


def plain_text(line: str) -> str:
    """A line of Markdown without its marks."""
    if _TABLE_RULE.fullmatch(line):
        return ""
    return _MARKS.sub("", _LINK.sub(r"\1", line)).strip()


def sentences(lines: Iterator[str]) -> list[str]:
    """Sentences of plain text; a line that ends without a stop, such as a heading, is one."""
    found: list[str] = []
    for line in lines:
        found += (part for part in _SENTENCE_END.split(plain_text(line)) if part)
    return found
