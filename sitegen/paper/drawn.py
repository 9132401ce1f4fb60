"""What WeasyPrint has drawn before, drawn again by copying: the same picture stands in many PDFs.

Reading path data and setting the state for every shape takes it a third of the time of a sheet.
"""

from __future__ import annotations

import re
from typing import Any

import pydyf
from weasyprint.images import SVGImage
from weasyprint.matrix import Matrix
from weasyprint.svg import TAGS

_draw_path: Any = TAGS["path"]
_paths: dict[str, tuple[bytes, tuple[Any, ...]]] = {}
_draw_picture: Any = SVGImage.draw
_pictures: dict[tuple[str, float, float], tuple[bytes, set[tuple[bytes, bytes]]]] = {}
_OPACITY = re.compile(rb"^/([Aa])([\d.]+) gs$", re.MULTILINE)
_PLAIN = frozenset(
    {"svg", "defs", "clipPath", "desc", "g", "path", "rect", "style", "title", "use"}
)


def _draw_path_once(svg: Any, node: Any, font_size: Any) -> None:
    """Draw a path, or copy what the same data came to before.

    The letters of path data in the PDF, and the corners that markers would stand on, depend on
    nothing else: our paths have no lengths with units.
    """
    data, letters = node.get("d", ""), svg.stream.stream
    if data not in _paths:
        begin = len(letters)
        _draw_path(svg, node, font_size)
        _paths[data] = b"\n".join(letters[begin:]), tuple(node.vertices)
        letters[begin:] = [_paths[data][0]]
        return
    again, corners = _paths[data]
    letters.append(again)
    node.vertices.extend(corners)


def _draw_picture_once(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
    """Draw a picture, or copy what the same one came to before in the same size.

    Its address is made from its content (see pages.py).
    """
    key = image._base_url, width, height
    if key not in _pictures and not _is_self_contained(image):
        _draw_picture(image, stream, width, height, style)
        return
    # What is set already would not be set again within the picture; nor is it known behind it.
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None
    stream._current_font = None
    if key not in _pictures:
        begin = len(stream.stream)
        # Where on the page it stands would show in the last digit of a number here and there.
        stream._ctm_stack.append(Matrix())
        _draw_picture(image, stream, width, height, style)
        stream._ctm_stack.pop()
        letters = b"\n".join(stream.stream[begin:])
        _pictures[key] = letters, {*_OPACITY.findall(letters)}
        return
    letters, opacities = _pictures[key]
    states = stream._resources["ExtGState"]
    for kind, opacity in opacities:
        name = {b"A": "CA", b"a": "ca"}[kind]
        states.setdefault((kind + opacity).decode(), pydyf.Dictionary({name: float(opacity)}))
    stream.stream.append(letters)


def _is_self_contained(image: Any) -> bool:
    """Whether nothing outside of a picture goes into it: no font, no group, no pattern."""
    nodes = image._svg.tree._etree_node.iter()
    return all(
        node.tag.rpartition("}")[2] in _PLAIN and "opacity" not in node.attrib for node in nodes
    )


def draw_once() -> None:
    """Have WeasyPrint remember what it draws, in this process and those forked from it."""
    TAGS["path"] = _draw_path_once
    SVGImage.draw = _draw_picture_once
