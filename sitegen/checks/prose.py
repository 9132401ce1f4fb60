"""The words of a content file that a reader reads, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.diagnostics import SourceFile
    from sitegen.model import Area, Caution, Document, Guide, GuidePage, Routine, Stretch

    Written = Stretch | Area | Routine | GuidePage | Caution

# What a reader reads of the front matter.  The muscles are the clinicians' line, and sources
# keep their titles: neither counts as the guide's own words.
_TEXT_KEYS = ("title", "summary", "in_short", "when", "who", "sentence", "feel", "easier", "harder")
_LIST_KEYS = ("mistakes", "stop_if")
_BLOCK_MARK = re.compile(r"^\s*(?:#|[-*+]\s|\d+[.)]\s|!!!|>|\|)")
_MARKS = re.compile(r"^\s*(?:#+|[-*+]|\d+[.)]|!!!\s+\w+|>|\|)\s*|[*_`\"|]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")
_WORD = re.compile(r"[A-Za-z0-9][\w'\u2019-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, heading or value, as written, and the place where it starts.

    Attributes:
        text: Its lines; those of a value may be folded into one.
        span: The place of its first line.
        source: The file.
    """

    text: str
    span: Span
    source: SourceFile

    def places(self, words: Iterable[str]) -> Iterator[Span]:
        """Where words of this passage stand in the file, given in the order of the passage."""
        line, column = self.span.line, self.span.column - 1
        for word in words:
            for number in range(line, len(self.source.lines) + 1):
                at = self.source.lines[number - 1].find(word, column if number == line else 0)
                if at >= 0:
                    line, column = number, at + len(word)
                    yield Span(number, at + 1, len(word))
                    break
            else:
                yield self.span  # the words are broken over lines, or written with escapes


@dataclass(frozen=True)
class Prose:
    """The words of one item, taken apart once for all that looks at words.

    Attributes:
        item: The item.
        passages: Its passages, each with its sentences in plain text.
    """

    item: Written
    passages: tuple[tuple[Passage, tuple[str, ...]], ...]

    @cached_property
    def sentences(self) -> list[str]:
        """All sentences, in order."""
        return [sentence for _, found in self.passages for sentence in found]

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each sentence that has any."""
        return [found for text in self.sentences if (found := words_of(text))]


def words_of(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def prose_of(item: Written) -> Prose:
    """Take the words of an item apart."""
    return Prose(item, tuple((found, _sentences(found.text)) for found in _passages(item)))


def written_items(guide: Guide) -> Iterator[Written]:
    """Everything that has words of its own, one file each."""
    yield from guide.stretches.values()
    yield from guide.areas.values()
    yield from guide.routines.values()
    yield from guide.pages.values()
    yield from guide.cautions.values()


def _passages(item: Written) -> Iterator[Passage]:
    """The words of one item: of its front matter, then of its body."""
    for key in _TEXT_KEYS:
        text = getattr(item, key, None)
        if isinstance(text, str) and " " in text:
            yield Passage(text, item.span_of(key), item.source_file)
    for key in _LIST_KEYS:
        for place, text in enumerate(getattr(item, key, ())):
            yield Passage(text, item.span_of(key, place), item.source_file)
    yield from _body_passages(item.document)


def _body_passages(document: Document) -> Iterator[Passage]:
    """A body in paragraphs: each goes on to a blank line or to a line that begins with a mark."""
    lines: list[str] = []
    start = 0
    for number, line in enumerate([*document.body.split("\n"), ""]):
        if lines and (not line.strip() or _BLOCK_MARK.match(line) or _is_heading(lines[-1])):
            first = lines[0]
            indent = len(first) - len(first.lstrip())
            span = Span(document.body_line + start, indent + 1, len(first.strip()))
            yield Passage("\n".join(part.strip() for part in lines), span, document.source)
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line)


def _is_heading(line: str) -> bool:
    return line.lstrip().startswith(("#", "!!!"))


def _plain_text(text: str) -> str:
    """A passage of Markdown without its marks, on one line."""
    if _TABLE_RULE.fullmatch(text):
        return ""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())


def _sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage; one that ends without a stop, such as a heading, is one."""
    return tuple(part for part in _SENTENCE_END.split(_plain_text(text)) if part)
