"""A page three times: as on a phone, at a desk, and on paper."""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from urllib.parse import quote

from sitegen.serve.addresses import OVERVIEW, PAPER, SCREEN, SIDE_BY_SIDE_SCRIPT
from sitegen.serve.preview_pages import preview_page


class _Frame(NamedTuple):
    """One of the three.

    Attributes:
        name: Part of its class, by which the style gives it its size.
        title: Its heading.
        note: What one has to know when looking at it.
        root: The address below which its pages are.
    """

    name: str
    title: str
    note: str
    root: str


_FRAMES = (
    _Frame("phone", "Phone", "360 pixels wide.", SCREEN),
    _Frame("desk", "Desk", "1280 pixels wide, made small to fit.", SCREEN),
    _Frame(
        "paper",
        "Paper",
        "The print rules, on a strip as wide as A4. Where a page ends, and that most browsers "
        "leave out backgrounds, only the print preview of your browser shows.",
        PAPER,
    ),
)


def side_by_side_page(address: str) -> str:
    """Lay out the frames.

    Args:
        address: The page that they show, from the root; whatever it is, it leads nowhere else.
    """
    # Quoted, for browsers leave out a tab, and `/<tab>/name` is then another website.
    inside = quote(address.lstrip("/"), errors="replace")
    link = f'<a class="supple-preview-frames__page" href="/{escape(inside)}">The page alone</a>'
    tools = f'<p class="supple-preview-tools">{link} <a href="{OVERVIEW}">The whole guide</a></p>'
    frames = "\n".join(_frame(frame, inside) for frame in _FRAMES)
    body = f'{tools}\n<div class="supple-preview-frames">\n{frames}\n</div>'
    script = f'<script src="{SIDE_BY_SIDE_SCRIPT}"></script>'
    return preview_page("Phone, desk and paper", f"{body}\n{script}", kind="supple-preview-wide")


def _frame(frame: _Frame, inside: str) -> str:
    source = f"{frame.root}{escape(inside)}"
    return (
        f'<section class="supple-preview-frame supple-preview-frame--{frame.name}">'
        f"<h2>{frame.title}</h2><p>{frame.note}</p>"
        '<div class="supple-preview-frame__room">'
        f'<iframe title="{frame.title}" src="{source}" data-root="{frame.root}"></iframe>'
        "</div></section>"
    )
