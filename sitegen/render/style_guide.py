"""The style guide: every colour, size and component on one page, for those who change them.

It shows what is there and names nothing twice: colours come from `styles/tokens.css`, sizes from
`styles/base.css`, components from their own comments and examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sitegen.render.environment import TEMPLATE_FAULTS
from sitegen.render.examples import component_names, examples_of, render_example
from sitegen.render.plan import HOME, Filling, PagePlan
from sitegen.render.template_files import text_of
from sitegen.render.views import Head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from sitegen.layers import Layers
    from sitegen.render.examples import Example

TEXT, SHAPE = 7.0, 3.0
"""The least contrast: of text (WCAG 2.2, 1.4.6), and of lines and signs (1.4.11)."""

PAIRS = (
    ("ink", "page", TEXT),
    ("ink", "card", TEXT),
    ("ink", "pale", TEXT),
    ("ink-soft", "page", TEXT),
    ("ink-soft", "card", TEXT),
    ("line", "page", SHAPE),
    ("willow", "page", TEXT),
    ("willow", "card", TEXT),
    ("on-willow", "willow", TEXT),
    ("on-band", "band", TEXT),
    ("leaf", "band", SHAPE),
    ("link", "page", TEXT),
    ("link", "card", TEXT),
    ("visited", "page", TEXT),
    ("focus", "page", SHAPE),
    ("stop", "page", TEXT),
    ("stop", "stop-pale", TEXT),
    ("on-stop", "stop", TEXT),
    ("ink", "stop-pale", TEXT),
    ("urgent", "urgent-pale", SHAPE),
    ("ink", "urgent-pale", TEXT),
    ("ask", "ask-pale", TEXT),
    ("ink", "ask-pale", TEXT),
)
"""Which colour stands on which ground, and the least contrast that it needs there."""

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
# As styles/scheme.css explains: of the two, only one leaves anything.
_BOTH = re.compile(r"var\(--guide-light,\s*([^)]+)\)\s*var\(--guide-dark,\s*([^)]+)\)")
_TOKEN = re.compile(r"--guide-([\w-]+):\s*([^;]+);")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_ROOT_SIZE = re.compile(r"html\s*\{\s*font:\s*([\d.]+)%")
_HEADING = re.compile(r"^\s*(h\d)\s*\{[^}]*font-size:\s*([\d.]+)rem", re.MULTILINE)
_BROWSER_SIZE = 16  # pixels, where a reader has not chosen another
_COMMENT = re.compile(r"\{#-?\s*(.*?)-?#\}", re.DOTALL)
_PARAM = re.compile(r"(\w+)\s{2,}(\S.*?)\s{2,}(required|optional)\s{2,}(.*)")
# Pages that an example links to, and its pictures, need not be in this guide.
_LINK = re.compile(r'\bhref="(?!https?:)[^"]*"')
_PICTURE = re.compile(r'\bsrc="[^"]*"')
_NOTHING = Markup()
_LANDMARK = re.compile(r'<(?:nav|aside|section)\b[^>]* aria-label="[^"]*')


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour on its ground: "12.3", in light and in dark."""

    name: str
    ground: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class TypeSize:
    """One size of text: as the style says it, and as most readers get it."""

    name: str
    size: str
    pixels: str


@dataclass(frozen=True, slots=True)
class Param:
    """What a component takes: its name, what it is, and what it means."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example by its name, or why it does not fit its component."""

    name: str
    html: Markup = _NOTHING
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A component with what it says of itself."""

    name: str
    about: str
    params: tuple[Param, ...]
    examples: tuple[ShownExample, ...]


def style_guide_plan(environment: Environment, templates: Layers) -> PagePlan:
    """The page of the style guide.

    Args:
        environment: The one of all pages, which has most components read already.
        templates: The folder of templates.
    """
    summary = "Every colour, size and component of this guide, for those who change them."
    head = Head("Style guide", summary, "/styleguide/", (HOME,))
    fill = partial(_fill, environment, templates)
    return PagePlan("pages/styleguide.html", head, fill, shows_templates_alone=True)


def _fill(environment: Environment, templates: Layers) -> Filling:
    tokens = text_of(templates.path("styles/tokens.css"))
    base = text_of(templates.path("styles/base.css"))
    return Filling(
        {
            "colours": tuple(colours(tokens)),
            "measures": measures(tokens),
            "sizes": tuple(type_sizes(base)),
            "components": tuple(
                _component(environment, templates, name) for name in component_names(templates)
            ),
        }
    )


def tokens_of(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Every token by its name without `--guide-`: in light, and in dark."""
    root = _ROOT.search(_COMMENTS.sub("", css))
    tokens = _TOKEN.findall(root[1]) if root else []
    light = {name: _BOTH.sub(r"\1", value) for name, value in tokens}
    return light, {name: _BOTH.sub(r"\2", value) for name, value in tokens}


def colours(css: str) -> list[Colour]:
    """Every colour on each ground that it is used on, with its contrast."""
    light, dark = tokens_of(css)
    return [
        Colour(name, ground, _ratio(light, name, ground), _ratio(dark, name, ground))
        for name, ground, _ in PAIRS
        if name in light and ground in light
    ]


def measures(css: str) -> tuple[tuple[str, str], ...]:
    """Every token that is no colour: name and value."""
    light, _ = tokens_of(css)
    return tuple((name, value) for name, value in light.items() if not _HEX.fullmatch(value))


def _ratio(tokens: Mapping[str, str], name: str, ground: str) -> str:
    """The contrast in words; "" for colours that are not written in hexadecimal."""
    if not all(_HEX.fullmatch(tokens[key]) for key in (name, ground)):
        return ""
    # Cut, not rounded: 6.96 is not 7.
    return f"{int(contrast(tokens[name], tokens[ground]) * 10) / 10:.1f}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours in hexadecimal, from 1 to 21.

    Source:
        WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:]
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)
    red, green, blue = (_linear(int(pair, 16) / 255) for pair in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def type_sizes(css: str) -> list[TypeSize]:
    """Headings and text, from large to small as they stand in the base style."""
    bare = _COMMENTS.sub("", css)
    root = _ROOT_SIZE.search(bare)
    pixels = _BROWSER_SIZE * float(root[1]) / 100 if root else _BROWSER_SIZE
    sizes: dict[str, str] = {}
    for name, size in [*_HEADING.findall(bare), ("Text", "1")]:
        sizes[f"{name} on a wide screen" if name in sizes else name] = size
    return [
        TypeSize(name, f"{size}rem", f"{float(size) * pixels:.0f} px")
        for name, size in sizes.items()
    ]


def _component(environment: Environment, templates: Layers, name: str) -> Component:
    template = templates.path(f"components/{name}/template.html")
    about, params = _said_of(text_of(template))
    examples = (_shown(environment, example) for example in examples_of(templates, name))
    return Component(name, about, params, tuple(examples))


def _shown(environment: Environment, example: Example) -> ShownExample:
    """An example, rendered; a faulty one stops no build, for it stands on no page of readers."""
    try:
        return ShownExample(example.name, _at_home(render_example(environment, example), example))
    except TEMPLATE_FAULTS as error:
        return ShownExample(example.name, fault=str(error))


def _said_of(template: str) -> tuple[str, tuple[Param, ...]]:
    """What the comment at the top of a template says: the component, and its params."""
    about: list[str] = []
    params: list[Param] = []
    comment = _COMMENT.search(template)
    for written in (comment[1] if comment else "").replace("`", "").splitlines():
        line = written.strip()
        if found := _PARAM.fullmatch(line):
            params.append(Param(found[1], f"{found[2]}, {found[3]}", found[4]))
        elif params:
            params[-1] = replace(params[-1], meaning=f"{params[-1].meaning} {line}".strip())
        else:
            about.append(line)
    return " ".join(about), tuple(params)


def _at_home(html: str, example: Example) -> Markup:
    """An example that stands well on a page of many.

    Its links lead to itself, its pictures are the one that each guide has, and its landmarks are
    not taken for those of the page.
    """
    html = _LINK.sub(f'href="#{example.component}"', html)
    html = _PICTURE.sub('src="/icon.svg"', html)
    html = _LANDMARK.sub(rf"\g<0>, example: {escape(example.name)}", html)
    return Markup(html)  # noqa: S704 - our own examples
