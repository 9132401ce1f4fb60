"""Pictures as SVG text: classes in place of colours, whole numbers, nothing to fetch."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from sitegen.figure.outline import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.figure.values import BodyMap, Drawing, Movement, Stroke, Window

_HATCH = (
    '<pattern id="{name}-hatch" width="11" height="11" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(-45)"><path class="hb" d="M0 0h11v11H0z"/>'
    '<path class="hl" d="M0 3h11v4.6H0z"/></pattern>'
)


def svg(drawing: Drawing, index: int, name: str, title: str, description: str = "") -> str:
    """One picture of a drawing.

    Args:
        drawing: The pictures.
        index: Which.
        name: What begins its ids, once on a page: `calf-wall-a`.
        title: Its name.
        description: What it shows, for those who do not see it.

    Returns:
        An `<svg>` element.
    """
    strokes, window = drawing.pictures[index], drawing.window
    definitions, body = [], []
    has_region = any(stroke.material == "h" for stroke in strokes)
    if has_region:
        definitions.append(_HATCH.format(name=name))
    for number, stroke in enumerate(strokes):
        clip = ""
        if stroke.clip:
            clip = f"{name}-{number}"
            definitions.append(f'<clipPath id="{clip}"><path d="{stroke.clip}"/></clipPath>')
        body.append(_path(stroke, name, clip))
    for arrow in drawing.arrows if index == len(drawing.pictures) - 1 else ():
        body.append(
            f'<path class="halo" d="{arrow.shaft}"/><path class="shaft" d="{arrow.shaft}"/>'
        )
        body.append(f'<path class="tip" d="{arrow.head}"/>')
    kind = "guide-pose guide-pose--near" if drawing.is_near else "guide-pose"
    labels = f"{name}-t {name}-d" if description else f"{name}-t"
    head = f'<title id="{name}-t">{escape(title)}</title>'
    if description:
        head += f'<desc id="{name}-d">{escape(description)}</desc>'
    defs = f"<defs>{''.join(definitions)}</defs>" if definitions else ""
    # The class again: what `other_side` uses is styled as if nothing were around it.
    return (
        f'<svg class="{kind}" role="img" aria-labelledby="{labels}"'
        f' viewBox="{_box(window)}">{head}{defs}'
        f'<g class="{kind}" id="{name}">{"".join(body)}</g></svg>'
    )


def other_side(drawing: Drawing, name: str, title: str, description: str) -> str:
    """The mirror image of a picture that stands on the same page; the style turns it over.

    Args:
        drawing: The pictures.
        name: That of the picture on the page.
        title: Its name.
        description: What it shows.

    Returns:
        An `<svg>` element.
    """
    window = drawing.window
    kind = (
        "guide-pose guide-pose--near guide-pose--other"
        if drawing.is_near
        else "guide-pose guide-pose--other"
    )
    label = escape(f"{title}. {description}")
    return (
        f'<svg class="{kind}" role="img" aria-label="{label}" viewBox="{_box(window)}">'
        f'<use href="#{name}"/></svg>'
    )


def map_svg(drawn: BodyMap, links: Mapping[str, tuple[int, str, str]]) -> str:
    """The map of the body, each spot a link.

    Args:
        drawn: The map.
        links: For each region the number in its spot, the name and the address of its page.

    Returns:
        An `<svg>` element.
    """
    parts = []
    for strokes, shift in drawn.figures:
        paths = "".join(_path(stroke, "map", "") for stroke in strokes)
        parts.append(f'<g transform="translate({shift})">{paths}</g>')
    for spot in drawn.spots:
        number, name, address = links[spot.region]
        x, y = (whole(place) for place in spot.label)
        parts.append(
            f'<a href="{escape(address)}" aria-label="{escape(name)}">'
            f'<path class="m" d="{spot.shape}"/><text x="{x}" y="{y + 10}">{number}</text></a>'
        )
    left, top, width, height = drawn.box
    return (
        f'<svg class="guide-pose guide-body-map__svg" viewBox="{left} {top} {width} {height}"'
        ' aria-label="The body from the front and from behind, each area with its number"'
        ' font-size="27" font-weight="700" text-anchor="middle">'
        f"{''.join(parts)}</svg>"
    )


def _box(window: Window) -> str:
    return f"{window.x} {window.y} {window.width} {window.height}"


def movement_json(movement: Movement) -> str:
    """A movement as JSON, for the script that shows it.

    Args:
        movement: The movement.

    Returns:
        `{"stops": [0, 3], "frames": [[[name, classes, path data], …], …]}`.
    """
    frames = [
        [(name, _classes(stroke), stroke.data) for name, stroke in frame]
        for frame in movement.frames
    ]
    return json.dumps({"stops": movement.stops, "frames": frames}, separators=(",", ":"))


def _classes(stroke: Stroke) -> str:
    classes: str = stroke.material
    classes += " f" if stroke.is_far else ""
    classes += " n" if stroke.is_bare else ""
    classes += " i" if stroke.is_thin else ""
    return classes


def _path(stroke: Stroke, name: str, clip: str) -> str:
    fill = f' fill="url(#{name}-hatch)"' if stroke.material == "h" else ""
    cut = f' clip-path="url(#{clip})"' if clip else ""
    return f'<path class="{_classes(stroke)}" d="{stroke.data}"{fill}{cut}/>'
