"""The two pictures that no page shows: the card beside a shared link, and a phone's own icon.

Both are drawn from what the guide has: its sign and its people. After a change that is meant,
`pytest --update tests/test_shared_pictures.py` draws them anew; look at them before committing.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
import resvg_py
from conftest import TEMPLATES
from PIL import Image
from test_figure import FIGURES
from test_pictures import MOST_DIFFERENCE, difference, plain_style

from sitegen.figure import svg
from sitegen.figure.picture import draw

if TYPE_CHECKING:
    from collections.abc import Callable

STATIC = TEMPLATES / "static"
CARD_SIZE = (1200, 630)
ICON_SIZE = (180, 180)
MOST_BYTES = 40_000
COLOURS = 64
# Slug, left edge, lower edge and scale: a part of a person is cut by the edge of the card.
PEOPLE = (("ear-to-shoulder", 345, 630, 2.3), ("half-step-hip", 745, 600, 0.98))


def sign() -> str:
    """The icon's drawing, without the element around it."""
    text = (STATIC / "icon.svg").read_text("utf-8")
    return text[text.index(">") + 1 : text.rindex("</svg>")]


def person(slug: str, left: int, floor: int, scale: float) -> str:
    """The last picture of a stretch, in its place on the card."""
    drawing = draw(FIGURES[slug])
    image = svg(drawing, len(drawing.pictures) - 1, slug, slug)
    width, height = (drawing.window.width * scale, drawing.window.height * scale)
    place = f'x="{left}" y="{floor - height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    inside = re.sub(r' (width|height)="[^"]*"', "", image[: image.index(">")])
    return inside.replace("<svg", f"<svg {place}", 1) + image[image.index(">") :]


def card() -> bytes:
    """The card: the sign, and people who stretch. It has no words, so it serves every edition."""
    width, height = CARD_SIZE
    people = "".join(person(*place) for place in PEOPLE)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<style>{plain_style()}</style><rect width="{width}" height="{height}" fill="#fff"/>'
        f'<rect width="300" height="{height}" fill="#1c4b34"/>'
        f'<svg x="15" y="180" width="270" height="270" viewBox="0 0 64 64">{sign()}</svg>'
        f"{people}</svg>"
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width))


def icon() -> bytes:
    """The icon on the screen of a phone, which cuts the corners itself."""
    square = sign().replace(' rx="14"', "")
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{square}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=ICON_SIZE[0]))


@pytest.mark.parametrize(
    ("name", "size", "drawn"),
    [("card.png", CARD_SIZE, card), ("apple-touch-icon.png", ICON_SIZE, icon)],
)
def test_shared_picture_looks_as_it_did(
    name: str, size: tuple[int, int], drawn: Callable[[], bytes], *, update: bool
) -> None:
    """It shows the guide's people as they are drawn now, and is light."""
    file = STATIC / name
    picture = Image.open(io.BytesIO(drawn())).convert("RGB")
    if update:
        picture.quantize(COLOURS).save(file, optimize=True)

    with Image.open(file) as before:
        assert before.size == size
        assert difference(picture.convert("L"), before.convert("L")) < MOST_DIFFERENCE
    assert file.stat().st_size < MOST_BYTES
