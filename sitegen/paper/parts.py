"""A long page cut into parts, each printed by itself, so that none of them needs much memory.

What the whole page knows and a part does not is put into it: on which pages its links end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from sitegen.paper.joining import ELSEWHERE, pages_of_anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from sitegen.paper.pages import PaperPage

_STARTS = frozenset({"guide-book__chapter", "guide-book__area"})
"""What begins on a new page, in the whole as in a part."""
_ON_EVERY_PAGE = frozenset({"guide-book__head", "guide-book__foot"})
_PAGE_OF_ITS_OWN = ".guide-book__stretch, .guide-book__routine"
_PAGE = "data-page"
_LINKED_PAGE = re.compile(rf'{_PAGE}="([^"]*)"')
_TARGET_PAGE = re.compile(r"target-counter\(attr\(href\),\s*page\)")
_UNKNOWN_PAGE = "000"
_MOST_ROUNDS = 8
Jobs: TypeAlias = "Mapping[NumberedPart, Mapping[str, bytes]]"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        html: Its HTML, in which each link to an anchor of the whole has that anchor for its page.
        pictures: The SVG files that it loads, by address.
        length: How many pages it will have, where that shows; otherwise 0.
        anchors: On which of these pages each of its anchors will be, from 0.
    """

    html: str
    pictures: Mapping[str, bytes]
    length: int
    anchors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """A part that knows its place, ready to be printed.

    Attributes:
        html: Its HTML, with the numbers of all pages that it refers to.
        first_page: The number of its own first page, from 1.
    """

    html: str
    first_page: int


def part_of(page: PaperPage) -> Part:
    """Make a part of a page of which it alone was kept."""
    tree = page.tree
    anchors = {str(node.attributes["id"]): 0 for node in tree.css("[id]")}
    for node in tree.css('a[href^="#"]'):
        name = str(node.attributes["href"])[1:]
        node.attrs[_PAGE] = name
        if name not in anchors:
            node.attrs["href"] = f"{ELSEWHERE}#{name}"
    leaves = tree.css(_PAGE_OF_ITS_OWN)
    for index, leaf in enumerate(leaves):
        anchors |= {str(node.attributes["id"]): index for node in leaf.css("[id]")}
    return Part(page.html(None), page.pictures, len(leaves), anchors)


def style_of_parts(css: str) -> str:
    """The style of a whole page, made to print the numbers that its parts are given."""
    return _TARGET_PAGE.sub(f"attr({_PAGE})", css)


def cut(tree: LexborHTMLParser) -> list[list[LexborNode]]:
    """The blocks of each part of a page; those that stand on every page belong to none."""
    parts: list[list[LexborNode]] = [[]]
    main = tree.css_first("main")
    for block in _blocks(main) if main else ():
        if _is(block, _STARTS):
            parts.append([])
        if not _is(block, _ON_EVERY_PAGE):
            parts[-1].append(block)
    return parts


def keep_part(tree: LexborHTMLParser, index: int) -> None:
    """Take all other parts of a page away."""
    for number, blocks in enumerate(cut(tree)):
        for block in blocks if number != index else ():
            wrapper = block.parent
            block.decompose()
            if wrapper and wrapper.tag != "main" and not list(wrapper.iter()):
                wrapper.decompose()


def print_parts(parts: Sequence[Part], print_all: Callable[[Jobs], Sequence[bytes]]) -> list[bytes]:
    """Print the parts of a page, each with the right numbers.

    First come those whose length does not show; then all, numbered by what
    came of that; then again those that were given another number, until none is.

    Args:
        parts: All parts, in order.
        print_all: Makes a PDF of each of some parts, which come with their pictures.

    Returns:
        A PDF for each part.
    """
    lengths = [part.length for part in parts]
    anchors = [part.anchors for part in parts]
    made: dict[NumberedPart, bytes] = {}
    numbered = printed = _numbered(parts, lengths, anchors)
    wanted = [number for number, length in enumerate(lengths) if not length]
    for _ in range(_MOST_ROUNDS):
        new = [number for number in wanted if numbered[number] not in made]
        if not new and len(wanted) == len(parts):
            break
        jobs = {numbered[number]: parts[number].pictures for number in new}
        made |= zip(jobs, print_all(jobs), strict=True)
        for number in new:
            lengths[number], anchors[number] = pages_of_anchors(made[numbered[number]])
        printed = numbered
        numbered = _numbered(parts, lengths, anchors)
        wanted = list(range(len(parts)))
    # Where the numbers go to and fro, those of the last round stand.
    return [made.get(part) or made[last] for part, last in zip(numbered, printed, strict=True)]


def _numbered(
    parts: Sequence[Part], lengths: Sequence[int], anchors: Sequence[Mapping[str, int]]
) -> list[NumberedPart]:
    """Give each part the numbers of pages that follow from the lengths of all."""
    firsts = list(accumulate(lengths, initial=1))[: len(parts)]
    page_of: dict[str, int] = {}
    for first, places in zip(firsts, anchors, strict=True):
        for name, index in places.items():
            page_of.setdefault(name, first + index)

    def put_in(link: re.Match[str]) -> str:
        return f'{_PAGE}="{page_of.get(link[1], _UNKNOWN_PAGE)}"'

    return [
        NumberedPart(_LINKED_PAGE.sub(put_in, part.html), first)
        for part, first in zip(parts, firsts, strict=True)
    ]


def _blocks(flow: LexborNode) -> Iterator[LexborNode]:
    """What a page consists of, in its order; a wrapper of parts stands for what is in it."""
    for node in flow.iter():
        if not _is(node, _STARTS) and any(node.css_first(f".{name}") for name in _STARTS):
            yield from _blocks(node)
        else:
            yield node


def _is(node: LexborNode, classes: frozenset[str]) -> bool:
    return not classes.isdisjoint((node.attributes.get("class") or "").split())
