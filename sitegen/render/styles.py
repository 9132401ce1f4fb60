"""The style: tokens, base, then every component's, in the order of their names.

Whoever writes a component keeps its print rules beside its others.  Here they are taken apart:
what only paper needs goes into a stylesheet of its own, which no screen waits for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen.render.template_files import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.layers import Layers

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r"(\"[^\"]*\")")
_SPACES = re.compile(r"\s+")
_AROUND_MARKS = re.compile(r"(?<!:) ?([{};,>]) ?")
# But for a property that is empty on purpose: older browsers want a space for its value.
_AFTER_COLON = re.compile(r": (?!;)")
_BRACES = re.compile(r"\"[^\"]*\"|[{};]")
_FOR_PAPER = "@media print"
SCHEME_STYLE = "styles/scheme.css"
FIGURE_STYLE = "styles/figure.css"
OWN_STYLE = "own.css"
# No other page needs its print rules, and nobody waits on a phone for the page that it is for.
_KEPT_WHOLE = frozenset({"book"})
_ORDER = (SCHEME_STYLE, "styles/tokens.css", "styles/base.css", FIGURE_STYLE)


class Styles(NamedTuple):
    """The style of all pages: for every medium, and what paper has besides."""

    everywhere: str
    paper: str


def styles_of(templates: Layers) -> Styles:
    """Put the styles together: on a screen what most pages need, on paper what any needs.

    Raises:
        OSError: A style file cannot be read.
    """
    files = [*map(templates.path, _ORDER), *templates.paths("components/*/*.css").values()]
    shared = (path for path in files if path.parent.name not in _KEPT_WHOLE)
    parts = [(path.name, apart(packed(text_of(path)))) for path in shared]
    return Styles(
        "".join(f"{part.everywhere}\n" for name, part in parts if name != OWN_STYLE),
        "".join(part.paper for _, part in parts),
    )


def own_style(templates: Layers, components: Iterable[str]) -> str:
    """Put together what a screen needs of components that few pages have, and the book's paper.

    Raises:
        OSError: A component has no `own.css`.
    """
    parts = []
    for name in components:
        css = packed(text_of(templates.path(f"components/{name}/{OWN_STYLE}")))
        parts.append(css if name in _KEPT_WHOLE else apart(css).everywhere)
    return "".join(parts)


def figure_style(templates: Layers) -> str:
    """What pictures look like, for those that stand in files of their own.

    Raises:
        OSError: The style file cannot be read.
    """
    names = (SCHEME_STYLE, FIGURE_STYLE)
    return "".join(packed(text_of(templates.path(name))) for name in names)


def packed(css: str) -> str:
    """A style without its comments and spaces: they are for those who write it."""
    parts = _QUOTED.split(_COMMENTS.sub("", css))
    for index in range(0, len(parts), 2):  # every other part is quoted
        bare = _SPACES.sub(" ", parts[index])
        tight = _AFTER_COLON.sub(":", _AROUND_MARKS.sub(r"\1", bare))
        parts[index] = tight.replace(";}", "}")
    return "".join(parts).strip()


def apart(css: str) -> Styles:
    """Take the print rules out of a packed style, each within the layer that it stands in."""
    everywhere, paper, around = [], [], []
    kept = start = 0
    for mark in _BRACES.finditer(css):
        if mark[0] == "{":
            around.append((css[start : mark.start()], start, mark.end()))
        elif mark[0] == "}" and around:
            head, opened, inside = around.pop()
            if head == _FOR_PAPER:
                layers = [outer for outer, _, _ in around]
                rules = css[inside : mark.start()]
                paper.append("{".join([*layers, rules]) + "}" * len(layers) + "\n")
                everywhere.append(css[kept:opened])
                kept = mark.end()
        elif mark[0] != ";":
            continue  # what is quoted
        start = mark.end()
    return Styles("".join(everywhere) + css[kept:], "".join(paper))
