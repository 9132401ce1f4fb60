"""Logical sides of a box as physical ones, for text that runs from left to right.

To WeasyPrint `padding-block` and `padding` are strangers: a later one does not undo an earlier
one.  Named alike, they do.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinycss2.ast import Declaration, Node

_SIDES = {
    "block": {"-start": "top", "-end": "bottom"},
    "inline": {"-start": "left", "-end": "right"},
}
_SIZE = {"block": "height", "inline": "width"}
_OF_A_BOX = re.compile(r"(padding|margin|border|inset)-(block|inline)(-start|-end)?(-\w+)?")
_SIZES = re.compile(r"(min-|max-)?(block|inline)-size")
_CORNER = re.compile(r"border-(start|end)-(start|end)-radius")
_CORNERS = {"start": ("top", "left"), "end": ("bottom", "right")}


def physical(declaration: Declaration) -> Iterator[str]:
    """Write a declaration with physical sides, as one or two."""
    name = declaration.name
    end = " !important" if declaration.important else ""
    if found := _OF_A_BOX.fullmatch(name):
        box, axis, side, rest = found.groups()
        sides = [_SIDES[axis][side]] if side else list(_SIDES[axis].values())
        # Two widths are those of two sides; a whole border is that of both.
        values = [declaration.value] if box == "border" or side else _parts(declaration.value)
        for index, which in enumerate(sides):
            text = tinycss2.serialize(values[min(index, len(values) - 1)]).strip()
            name = which if box == "inset" else f"{box}-{which}{rest or ''}"
            yield f"{name}:{text}{end}"
        return
    text = tinycss2.serialize(declaration.value).strip()
    if found := _SIZES.fullmatch(name):
        name = f"{found[1] or ''}{_SIZE[found[2]]}"
    elif found := _CORNER.fullmatch(name):
        name = f"border-{_CORNERS[found[1]][0]}-{_CORNERS[found[2]][1]}-radius"
    elif name in {"float", "clear"}:
        text = text.replace("inline-start", "left").replace("inline-end", "right")
    yield f"{name}:{text}{end}"


def _parts(value: list[Node]) -> list[list[Node]]:
    """A value at its spaces."""
    groups = groupby(value, key=lambda token: token.type == "whitespace")
    return [list(group) for is_space, group in groups if not is_space]
