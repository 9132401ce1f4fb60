"""Markdown that can be turned into a page at all: of a page's size, not nested without end.

Python-Markdown calls itself for every list inside a list and every mark inside another, and looks
at the rest of the text again for most of them: thousands would stop a build for minutes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes, limits
from sitegen.diagnostics import Span

if TYPE_CHECKING:
    from sitegen.load.files import Finds
    from sitegen.model import Document

_MARK = re.compile(r"[\[<`*_\\]")
# What a line can begin with: quotations and lists, each inside the one before.
_OPENED = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))+")
_OPENER = re.compile(r">|[-+*]|[0-9]+[.)]")


def body_is_usable(document: Document, finds: Finds) -> bool:
    """Whether a body can be turned into HTML; what stands in the way is reported."""
    if message := _size_fault(document.body):
        hint = "Shorten it, or split the page in two."
        span = Span(document.body_line, 1, 0)
        finds.add(codes.TOO_LARGE, message, document.source, span, hint)
        return False
    marks = 0
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        marks += len(_MARK.findall(line))
        if fault := _line_fault(line, marks):
            message, hint, length = fault
            span = Span(number, 1, length)
            finds.add(codes.BAD_MARKDOWN, message, document.source, span, hint)
            return False
    return True


def _size_fault(body: str) -> str:
    """What is wrong with the size of a body, or ""."""
    if len(body) > limits.BODY_CHARACTERS:
        return f"The text has {len(body):,} characters; {limits.BODY_CHARACTERS:,} are the most."
    lines = body.count("\n") + 1
    if lines > limits.BODY_LINES:
        return f"The text has {lines:,} lines; {limits.BODY_LINES:,} are the most."
    return ""


def _line_fault(line: str, marks: int) -> tuple[str, str, int] | None:
    """What is wrong with a line: message, hint, and how much of it to underline.

    Args:
        line: The line.
        marks: How many marks there are up to its end.
    """
    indent = len(line) - len(line.lstrip())
    whole = len(line.rstrip())
    opened = _OPENED.match(line)
    if indent > limits.BODY_INDENT and whole:
        message = f"This line is indented by {indent} spaces; {limits.BODY_INDENT} are the most."
        return message, "Write fewer lists inside each other.", indent
    if opened and len(_OPENER.findall(opened[0])) > limits.BODY_DEPTH:
        message = (
            f"This line opens more than {limits.BODY_DEPTH} lists and quotations inside each other."
        )
        return message, "Write fewer of them.", len(opened[0])
    if line.count("|") > limits.TABLE_COLUMNS:
        message = f"This line has more than {limits.TABLE_COLUMNS} columns of a table."
        return message, "Make two tables of it, or a list.", whole
    if marks > limits.BODY_MARKS:
        message = (
            f"Up to this line there are over {limits.BODY_MARKS:,} marks such as `*`, `_`, `[`."
        )
        return message, "Take some out, or split the page in two.", whole
    return None
