"""Pictures as PDFs need them: the style of the page written into each shape.

WeasyPrint lets no style of a page into a picture, and knows there neither custom properties nor
`paint-order`.  So the rules are applied here, by the same selectors, and a shape whose outline is
painted first becomes two: the outline, then the filling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from math import hypot
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2

from sitegen.paper.styles import FAMILY, with_properties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tinycss2.ast import Node

_SVG = "http://www.w3.org/2000/svg"
_PAINTED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linejoin",
    "stroke-linecap",
    "stroke-dasharray",
    "opacity",
    "display",
)
# A line across one tile of a pattern: where it begins, the period, how wide it is.
_LINE = re.compile(r"M0 ([\d.]+)h([\d.]+)v([\d.]+)H0z")
# What HTML writes by name, and XML does not know.
_NAMED_CHARACTERS = {"&nbsp;": "\N{NO-BREAK SPACE}", "&shy;": "\N{SOFT HYPHEN}"}

ET.register_namespace("", _SVG)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, painted for paper.

    Attributes:
        words: What it shows; "" where it does not say.
        svg: An SVG file.
    """

    words: str
    svg: bytes


class _Rule(NamedTuple):
    layer: int
    declared: Mapping[str, str]


class Painter:
    """Applies a stylesheet to pictures."""

    def __init__(self, css: str) -> None:
        """Read a stylesheet that is made for paper."""
        self._matcher = cssselect2.Matcher()
        layers: dict[str, int] = {}
        for layer, rule in _rules(tinycss2.parse_stylesheet(css), layers, ""):
            declared = _declared(rule)
            for selector in cssselect2.compile_selector_list(rule.prelude):
                if selector.pseudo_element is None and not selector.never_matches:
                    self._matcher.add_selector(selector, _Rule(layer, declared))
        self._painted: dict[str, Picture] = {}

    def picture(self, svg: str) -> Picture:
        """Paint a picture, or remember it.

        Args:
            svg: An `<svg>` element as it stands in a page, or in a file.
        """
        if svg not in self._painted:
            self._painted[svg] = self._paint(svg)
        return self._painted[svg]

    def _paint(self, svg: str) -> Picture:
        root = _read(svg)
        words = _words_of(root)
        self._style(cssselect2.ElementWrapper.from_xml_root(root), {})
        elements = list(root.iter())
        for element in elements[1:]:
            element.attrib.pop("class", None)
            if element.tag == f"{{{_SVG}}}a":
                # No link works within an image, and WeasyPrint cuts off what stands in one.
                element.tag = f"{{{_SVG}}}g"
        for element in elements:
            _part_outlines(element)
        _draw_hatching(root)
        for element in elements:
            if element.tag == f"{{{_SVG}}}text":
                element.set("font-family", FAMILY)
        return Picture(words, ET.tostring(root))

    def _style(self, wrapper: cssselect2.ElementWrapper, inherited: Mapping[str, str]) -> None:
        """Write the style of an element and all below it into their attributes."""
        declared: dict[str, str] = {}
        matches = self._matcher.match(wrapper)
        for *_, rule in sorted(matches, key=lambda match: (match[-1].layer, *match[:2])):
            declared |= rule.declared
        custom = {**inherited, **_custom(declared)}

        def value_of(name: str) -> str:
            return custom.get(name, "initial")

        for name in (*_PAINTED, "paint-order"):
            value = with_properties(declared.get(name, ""), value_of).strip()
            if value:
                wrapper.etree_element.set(name, value)
        for child in wrapper.iter_children():
            self._style(child, custom)


def _read(svg: str) -> ET.Element:
    """An element in the namespace of SVG, without styles of its own: those are the page's too."""
    for name, character in _NAMED_CHARACTERS.items():
        svg = svg.replace(name, character)
    if "xmlns=" not in svg.partition(">")[0]:
        svg = svg.replace("<svg ", f'<svg xmlns="{_SVG}" ', 1)
    root = ET.fromstring(svg)  # noqa: S314 - of the website that was just rendered
    for style in root.findall(f"{{{_SVG}}}style"):
        root.remove(style)
    return root


def _words_of(root: ET.Element) -> str:
    """Title and description of a picture, or its label."""
    texts = (root.findtext(f"{{{_SVG}}}{name}", "") for name in ("title", "desc"))
    return ". ".join(text for text in texts if text) or root.get("aria-label", "")


def _rules(nodes: Iterable[Node], layers: dict[str, int], layer: str) -> Iterator[tuple[int, Node]]:
    """Every plain rule with the rank of its layer: the order in which layers are first named."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield layers.get(layer, len(layers)), node
        elif node.type == "at-rule" and node.lower_at_keyword == "layer":
            names = tinycss2.serialize(node.prelude).replace(" ", "").split(",")
            for name in names:
                layers.setdefault(name, len(layers))
            if node.content is not None:
                inner = tinycss2.parse_rule_list(node.content)
                yield from _rules(inner, layers, names[0])


def _declared(rule: Node) -> dict[str, str]:
    return {
        node.name: tinycss2.serialize(node.value).strip()
        for node in tinycss2.parse_declaration_list(rule.content)
        if node.type == "declaration"
    }


def _custom(declared: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in declared.items() if name.startswith("--")}


def _part_outlines(parent: ET.Element) -> None:
    """Make two of every shape below an element whose outline is painted first."""
    for index, shape in reversed(list(enumerate(parent))):
        order = shape.attrib.pop("paint-order", "")
        is_both = "none" not in {shape.get("fill"), shape.get("stroke", "none")}
        if order.startswith("stroke") and is_both:
            outline = ET.Element(shape.tag, {**shape.attrib, "fill": "none"})
            shape.set("stroke", "none")
            parent.insert(index, outline)


def _draw_hatching(root: ET.Element) -> None:
    """Have lines in the place of the pattern that marks where a stretch is felt.

    A PDF repeats a pattern in a grid of its own, so that the picture could not be copied from one
    PDF to the next.
    """
    patterns = {f"url(#{node.get('id')})": node for node in root.iter(f"{{{_SVG}}}pattern")}
    names = count(1)
    for parent in list(root.iter()):
        for index, shape in enumerate(list(parent)):
            pattern = patterns.get(shape.get("fill", ""))
            if pattern is not None:
                parent[index] = _hatched(shape, pattern, root, f"hatched-{next(names)}")
            elif shape in patterns.values():
                parent.remove(shape)


def _hatched(shape: ET.Element, pattern: ET.Element, root: ET.Element, name: str) -> ET.Element:
    """A shape's ground and lines, cut to its form, which gets a name."""
    ground, line = pattern
    found = _LINE.fullmatch(line.get("d", ""))
    if found is None:
        raise ValueError(f"The hatching of a picture is not of lines: {line.get('d')}")
    start, period, width = map(float, found.groups())
    x, y, box_width, box_height = map(float, root.get("viewBox", "").split())
    # Turned by any angle, the picture lies within a circle around its middle.
    reach = hypot(box_width, box_height) / 2
    middle = f"translate({x + box_width / 2:g} {y + box_height / 2:g})"
    first = -int(reach / period) - 1
    data = "".join(
        f"M{-reach:g} {number * period + start:g}h{2 * reach:g}v{width:g}h{-2 * reach:g}z"
        for number in range(first, -first)
    )
    form = ET.Element(f"{{{_SVG}}}clipPath", {"id": name})
    form.append(ET.Element(shape.tag, {"d": shape.get("d", "")}))
    cut = ET.Element(f"{{{_SVG}}}g", {"clip-path": f"url(#{name})"})
    cut.append(ET.Element(shape.tag, {**ground.attrib, "d": shape.get("d", "")}))
    turn = f"{middle} {pattern.get('patternTransform', '')}"
    cut.append(ET.Element(line.tag, {**line.attrib, "d": data, "transform": turn}))
    outer = ET.Element(f"{{{_SVG}}}g", {"clip-path": shape.get("clip-path", "none")})
    outer.extend([form, cut])
    return outer
