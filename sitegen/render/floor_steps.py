"""The way down to the floor and up again, in blocks: for the back of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from sitegen.render.markdown import blocks_html

if TYPE_CHECKING:
    from sitegen.model import Guide

_PARTS = {"h2": None, "p": None, "ol": "li", "ul": "li", "div": "p"}


def floor_steps(guide: Guide) -> dict[str, Any] | None:
    """The page about the floor as plain text; None for a guide that has none.

    Returns:
        `{"title": words, "blocks": [["h2", [words]], ["ol", [words, …]], ["div", [title, …]], …]}`,
        where a `div` is a callout, its title first.
    """
    page = guide.pages.get("floor")
    if page is None:
        return None
    tree = LexborHTMLParser(str(blocks_html(page.document.body)))
    nodes = tree.css(", ".join(f"body > {tag}" for tag in _PARTS))
    blocks = [(node.tag, [_words(part) for part in _parts(node)]) for node in nodes]
    return {"title": page.title, "blocks": blocks}


def _parts(node: Any) -> list[Any]:
    inner = _PARTS[node.tag]
    return list(node.css(inner)) if inner else [node]


def _words(node: Any) -> str:
    return " ".join(node.text(deep=True).split())
