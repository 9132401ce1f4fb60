"""Stylesheets as paper needs them: what only screens ask for is left out.

WeasyPrint knows media types alone, so conditions on the width are answered here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tinycss2

from sitegen.paper.sides import physical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tinycss2.ast import Node

FAMILY = "Supple Paper"
"""The name under which pages know the embedded font, which no other font of a machine has."""

# A4 within its margins. Letter is an em wider, and no rule of ours lies between the two.
_PAGE_WIDTH_EM = 44.0
_WIDTH = re.compile(r"\((min|max)-width:([\d.]+)em\)")
# What the two colour schemes hang on (templates/styles/scheme.css).
_SWITCH = re.compile(r"(--[\w-]+):\s*(initial|(?=[;}]))(?:;|(?=}))")
# One with no other within it, so that the innermost is put in first.
_USE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:(?!var\()(?:[^()]|\([^()]*\)))*))?\)")
_SCREEN_FONT = re.compile(r"\bArial\b")


def for_paper(css: str) -> str:
    """Take out what does not apply to paper, and put the embedded font in Arial's place.

    A property that is empty on purpose is put in where it is used: WeasyPrint knows none.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    applying = _SCREEN_FONT.sub(f'"{FAMILY}"', "".join(_applying(rules)))
    switches = dict(_SWITCH.findall(applying))
    return with_properties(_SWITCH.sub("", applying), switches.get)


def with_properties(text: str, value_of: Callable[[str], str | None]) -> str:
    """A text with custom properties put in where they are used.

    Args:
        text: A value, or a whole stylesheet.
        value_of: The value of a property; `initial` has what stands in for it put in, or nothing,
            and None leaves the use of it alone.
    """

    def put_in(use: re.Match[str]) -> str:
        value = value_of(use[1])
        if value is None:
            return use[0]
        return (use[2] or "").strip() if value == "initial" else value

    before = ""
    while before != text:
        before, text = text, _USE.sub(put_in, text)
    return text


def _applying(rules: Iterable[Node]) -> Iterable[str]:
    """The rules that apply, as text; those within `@media` that does stand without it."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield f"{tinycss2.serialize(rule.prelude)}{{{';'.join(_declarations(rule))}}}"
            continue
        if rule.content is None:
            yield rule.serialize()
            continue
        prelude = tinycss2.serialize(rule.prelude).strip()
        if rule.lower_at_keyword == "media":
            if _applies(prelude):
                yield from _applying(_inner(rule))
        elif rule.lower_at_keyword == "supports":
            continue  # what browsers do instead of what WeasyPrint can
        elif rule.lower_at_keyword == "layer":
            yield f"@layer {prelude}{{{''.join(_applying(_inner(rule)))}}}"
        else:
            yield rule.serialize()


def _inner(rule: Node) -> Iterable[Node]:
    rules: list[Node] = tinycss2.parse_rule_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return rules


def _declarations(rule: Node) -> Iterator[str]:
    nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for node in nodes:
        if node.type == "declaration":
            yield from physical(node)
        else:
            yield node.serialize()


def _applies(condition: str) -> bool:
    """Whether a condition holds on paper: schemes, scripts, contrast are matters of a screen."""
    return all(_part_applies(part) for part in condition.replace(" ", "").split("and"))


def _part_applies(part: str) -> bool:
    if found := _WIDTH.fullmatch(part):
        width = float(found[2])
        return width <= _PAGE_WIDTH_EM if found[1] == "min" else width >= _PAGE_WIDTH_EM
    return part in {"print", "all"}
