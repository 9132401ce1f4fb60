"""Where something is wrong, what it is and what to do: the values that every fault is told in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sitegen import codes, limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.codes import Code

# A pasted line of thousands of characters would drown the finding.
SNIPPET_WIDTH = 110
# Invisible characters that cut or reorder text, or act on a terminal; tab and line feed are the
# only ones that a content file may hold.
CONTROL_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    # These have no width, so that a word may hide from a check of words.
    "\xad\u115f\u1160\u200b\u2060-\u2064\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# How a line of a build's log orders something of GitHub, Azure or TeamCity, wherever it stands.
_COMMAND = re.compile(r"#(?=#\w*\[)")
_BOLD, _RED, _YELLOW, _BLUE, _RESET = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[0m"


class Span(NamedTuple):
    """A stretch of one line: line and column count from 1, length in characters."""

    line: int
    column: int
    length: int = 1


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """The place of a part of a text that stands on one line of it."""
    before = text[:offset]
    return Span(before.count("\n") + 1, offset - before.rfind("\n"), length)


START = Span(1, 1, 0)
"""The place of a fault that concerns a whole file: nothing is underlined."""


@dataclass(frozen=True)
class SourceFile:
    """A file that a contributor wrote: its path as shown, and its text ("" if unreadable)."""

    path: str
    text: str = ""

    def __reduce__(self) -> tuple[type[SourceFile], tuple[str, str]]:
        """Be copied between processes without the lines, which are the text again."""
        return SourceFile, (self.path, self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, without their line ends."""
        return tuple(self.text.split("\n"))

    def place(self, span: Span) -> str:
        """Where a span is, as it is told: `12:5`."""
        return f"{span.line}:{span.column}"

    def gutter(self, span: Span) -> str:
        """What stands before a line that is shown."""
        return str(span.line)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: What kind of fault this is; it also says how severe.
        message: What is wrong, and why, without the place: that is drawn.
        source: The file it is in.
        span: The place in that file.
        hint: What to do, where the message alone does not say it.
    """

    code: Code
    message: str
    source: SourceFile
    span: Span = START
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this stops a build; a warning does not."""
        return self.code.is_error


def suggestion(name: str, known: Iterable[str]) -> str:
    """Ask "Did you mean …?" where a known name is close to this one; "" where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - where a name is wrong

    if len(name) > limits.NAME_CHARACTERS:
        return ""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else ""


def too_slow(source: SourceFile) -> Diagnostic:
    """Report a file that a stage of the build took too long over, and gave up."""
    message = f"The build gave up this file after {limits.FILE_SECONDS:.0f} s of computing."
    hint = "Simplify its text: fewer tables, lists and marks, or two pages."
    return Diagnostic(codes.TOO_SLOW, message, source, hint=hint)


def sorted_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order by file, then place, so that two runs print the same list."""
    return sorted(diagnostics, key=lambda d: (d.source.path, d.span, d.code.name, d.message))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops a build."""
    return any(diagnostic.is_error for diagnostic in diagnostics)


def visible(text: str) -> str:
    """Put on one line, with a mark in place of each invisible character, what a stranger wrote.

    A message, a file's name or a line of it may come to a terminal, where such a character could
    paint over what stands there, or to the log of a server that takes some lines as commands:
    `##[error]` is broken too.
    Every character stays one character, so that places are still right.
    """
    text = _COMMAND.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\t", " "))
    return CONTROL_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def draw(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """Draw one diagnostic as lines of text: place, message, source line, underline, hint.

    Args:
        diagnostic: What to draw.
        colour: Whether to use ANSI colours.

    Returns:
        The text, without a line end after the last line.
    """
    severity, paint = ("error", _RED) if diagnostic.is_error else ("warning", _YELLOW)
    bold, blue, reset = (_BOLD, _BLUE, _RESET) if colour else ("", "", "")
    span = diagnostic.span
    head = f"{visible(diagnostic.source.path)}:{diagnostic.source.place(span)}: "
    label = f"{severity}[{diagnostic.code.name}]"
    message = visible(diagnostic.message)
    lines = [f"{bold}{head}{paint if colour else ''}{label}{reset}{bold}: {message}{reset}"]
    lines += _snippet(diagnostic.source, span, paint if colour else "", reset)
    if diagnostic.hint:
        lines.append(f"  {blue}= hint:{reset} {visible(diagnostic.hint)}")
    return "\n".join(lines)


def _snippet(source: SourceFile, span: Span, paint: str, reset: str) -> list[str]:
    """The source line with the span underlined; nothing for a fault of the whole file."""
    if span.length == 0 or span.line > len(source.lines):
        return []
    line = visible(source.lines[span.line - 1])
    cut = max(0, span.column - 1 - SNIPPET_WIDTH // 2) if len(line) > SNIPPET_WIDTH else 0
    shown = line[cut : cut + SNIPPET_WIDTH]
    start = span.column - 1 - cut
    length = max(1, min(span.length, len(shown) - start))
    gutter = f"{source.gutter(span)} | "
    underline = " " * (len(gutter) - 2) + "| " + " " * start + paint + "^" * length + reset
    return [gutter + shown, underline]
