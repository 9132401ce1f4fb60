"""Paths that are drawn again: a filling after its outline, a picture in three sheets and the book.

Reading and drawing path data takes WeasyPrint most of the time of a sheet, so what a path came to
is remembered.
"""

from __future__ import annotations

from typing import Any

from weasyprint.svg import TAGS

_draw: Any = TAGS["path"]
_drawn: dict[str, tuple[bytes, tuple[Any, ...]]] = {}


def _draw_once(svg: Any, node: Any, font_size: Any) -> None:
    """Draw a path, or copy what the same data came to before.

    The letters of path data in the PDF, and the corners that markers would stand on, depend on
    nothing else: our paths have no lengths with units.
    """
    data, letters = node.get("d", ""), svg.stream.stream
    if data not in _drawn:
        begin = len(letters)
        _draw(svg, node, font_size)
        _drawn[data] = b"\n".join(letters[begin:]), tuple(node.vertices)
        letters[begin:] = [_drawn[data][0]]
        return
    again, corners = _drawn[data]
    letters.append(again)
    node.vertices.extend(corners)


def draw_paths_once() -> None:
    """Have WeasyPrint remember paths, in this process and those forked from it."""
    TAGS["path"] = _draw_once
