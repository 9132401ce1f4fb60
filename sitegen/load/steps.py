"""The body of a stretch, split around its first numbered list: the steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.diagnostics import Span
from sitegen.model import Document, Step

_ITEM = re.compile(r"( {0,3}[0-9]{1,9}[.)](?:[ \t]+|$))(.*)")


@dataclass(frozen=True, slots=True)
class StretchBody:
    """A stretch's text.

    Attributes:
        introduction: The Markdown above the steps.
        steps: The steps; none where there is no numbered list.
        closing: The Markdown below the steps.
        second_list: Where another numbered list begins, if one does.
    """

    introduction: str
    steps: tuple[Step, ...]
    closing: str
    second_list: Span | None


def split_body(document: Document) -> StretchBody:
    """Take the steps out of a document's body.

    A step begins with a number and a full stop, and goes on over lines that are indented or
    follow it directly.  A blank line between two steps changes nothing.
    """
    lines = document.body.split("\n")
    first = next((i for i, line in enumerate(lines) if _ITEM.fullmatch(line)), len(lines))
    steps: list[Step] = []
    index = first
    while index < len(lines):
        line, item = lines[index], _ITEM.fullmatch(lines[index])
        if item:
            text = item[2].rstrip()
            span = Span(document.body_line + index, len(item[1]) + 1, len(text))
            steps.append(Step(text, span))
        elif line.strip() and (line.startswith((" ", "\t")) or lines[index - 1].strip()):
            joined = f"{steps[-1].text} {line.strip()}".lstrip()
            steps[-1] = Step(joined, steps[-1].span)
        elif line.strip():
            break
        index += 1
    rest = lines[index:]
    second = next((i for i, line in enumerate(rest) if _ITEM.fullmatch(line)), None)
    return StretchBody(
        introduction="\n".join(lines[:first]).strip(),
        steps=tuple(steps),
        closing="\n".join(rest).strip(),
        second_list=None
        if second is None
        else Span(document.body_line + index + second, 1, len(rest[second].rstrip())),
    )
