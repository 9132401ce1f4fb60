"""The pictures that no page shows: the card beside a shared link, and icons made of pixels.

Both are drawn from what the guide has: its sign and its people. After a change that is meant,
`pytest --update tests/test_shared_pictures.py` draws them anew; look at them before committing.
"""

from __future__ import annotations

import io
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
import resvg_py
from conftest import TEMPLATES
from PIL import Image
from PIL.IcoImagePlugin import IcoImageFile
from test_figure import FIGURES
from test_pictures import MOST_DIFFERENCE, difference, plain_style

from sitegen.figure import svg
from sitegen.figure.picture import draw

if TYPE_CHECKING:
    from collections.abc import Callable

STATIC = TEMPLATES / "static"
CARD_SIZE = (1200, 630)
FAVICON_SIZES = ((16, 16), (32, 32), (48, 48))
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


def touch_icon() -> bytes:
    """The icon on the screen of a phone, which cuts the corners itself."""
    square = sign().replace(' rx="14"', "")
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{square}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=180))


def icon(name: str, width: int) -> bytes:
    """One of the two icons that are drawn in lines, as pixels."""
    text = (STATIC / f"{name}.svg").read_text("utf-8")
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width))


def opened(png: bytes) -> Image.Image:
    """A picture; clear corners stay clear."""
    picture = Image.open(io.BytesIO(png))
    is_solid = picture.getchannel("A").getextrema() == (255, 255)
    return picture.convert("RGB" if is_solid else "RGBA")


def few_colours(picture: Image.Image) -> Image.Image:
    """A picture that is light to send; with clear corners Pillow would spoil its colours."""
    return picture.quantize(COLOURS) if picture.mode == "RGB" else picture


def grey(picture: Image.Image) -> Image.Image:
    """A picture on white, without its colours."""
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("L")


@pytest.mark.parametrize(
    ("name", "size", "drawn"),
    [
        ("card.png", CARD_SIZE, card),
        ("apple-touch-icon.png", (180, 180), touch_icon),
        ("icon-192.png", (192, 192), partial(icon, "icon", 192)),
        ("icon-512.png", (512, 512), partial(icon, "icon", 512)),
        ("icon-maskable-192.png", (192, 192), partial(icon, "icon-maskable", 192)),
        ("icon-maskable-512.png", (512, 512), partial(icon, "icon-maskable", 512)),
    ],
)
def test_shared_picture_looks_as_it_did(
    name: str, size: tuple[int, int], drawn: Callable[[], bytes], *, update: bool
) -> None:
    """It shows the guide's sign and people as they are drawn now, and is light."""
    file = STATIC / name
    picture = opened(drawn())
    if update:
        few_colours(picture).save(file, optimize=True)

    with Image.open(file) as before:
        assert before.size == size
        assert difference(grey(picture), grey(before)) < MOST_DIFFERENCE
    assert file.stat().st_size < MOST_BYTES


def test_favicon_looks_as_the_icon_does(*, update: bool) -> None:
    """Browsers and readers of feeds ask for it at the root, whatever a page says."""
    file = STATIC / "favicon.ico"
    pictures = [opened(icon("icon", width)) for width, _ in FAVICON_SIZES]
    if update:
        pictures[-1].save(file, sizes=FAVICON_SIZES, append_images=pictures[:-1])

    with IcoImageFile(file) as before:
        assert before.ico.sizes() == set(FAVICON_SIZES)
        for picture in pictures:
            kept = before.ico.getimage(picture.size)
            assert difference(grey(picture), grey(kept)) < MOST_DIFFERENCE
    assert file.stat().st_size < 5_000
