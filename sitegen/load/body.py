"""Markdown that can be turned into a page at all: not nested without end, not heaped with marks.

Python-Markdown calls itself for every list inside a list and every mark inside another, and looks
at the rest of the text again for most of them: thousands would stop a build for minutes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Span

if TYPE_CHECKING:
    from sitegen.load.files import Finds
    from sitegen.model import Document

# Four spaces a level: ten lists inside each other.
DEEPEST_INDENT = 40
MOST_MARKS = 1000
_MARK = re.compile(r"[\[<`*_]")


def body_is_usable(document: Document, finds: Finds) -> bool:
    """Whether a body can be turned into HTML; what stands in the way is reported."""
    marks = 0
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        indent = len(line) - len(line.lstrip())
        marks += len(_MARK.findall(line))
        if indent > DEEPEST_INDENT and line.strip():
            span = Span(number, 1, indent)
            message = f"This line is indented by {indent} spaces; {DEEPEST_INDENT} are the most."
            hint = "Write fewer lists inside each other."
        elif marks > MOST_MARKS:
            span = Span(number, 1, len(line.rstrip()))
            message = f"Up to this line there are over {MOST_MARKS} marks such as `*`, `_`, `[`."
            hint = "Take some out, or split the page in two."
        else:
            continue
        finds.add(codes.BAD_MARKDOWN, message, document.source, span, hint)
        return False
    return True
