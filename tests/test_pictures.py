"""Every picture looks as it did when a person last looked at it.

The small pictures in `tests/pictures/` were looked at, one by one.  After a change that is meant,
`pytest --update tests/test_pictures.py` draws them anew; look at them before committing.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
import resvg_py
from conftest import ROOT, TEMPLATES
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageStat
from test_figure import FIGURES

from sitegen.figure import describe, svg, written_poses
from sitegen.figure.picture import draw
from sitegen.model.figures import NeckAngles

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Figure

PICTURES = ROOT / "tests" / "pictures"
HEIGHT = 120
MOST_DIFFERENCE = 0.4
"""Of the mean grey, from 0 to 255: less than any change of a pose, more than another rounding."""


def plain_style() -> str:
    """The light style without variables and `:is()`, which the renderer of this test knows not."""
    style = (TEMPLATES / "styles" / "figure.css").read_text("utf-8")
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    light = style[style.index("{") + 1 : style.index("@media")]
    light = re.sub(
        r"\.guide-pose :is\(([^)]+)\)",
        lambda found: ", ".join(f".guide-pose {each}" for each in found[1].split(", ")),
        light,
    )
    colour = r"(--fig-[\w-]+): (?:[^;#]*--guide-light, )?([^;)]+)[^;]*;"
    values = dict(re.findall(colour, light))
    return re.sub(r"var\((--fig-[\w-]+)\)", lambda found: values[found[1]], light)


def drawn(figure: Figure, title: str) -> Image.Image:
    """A figure's pictures side by side, in grey, on white."""
    drawing = draw(figure)
    images = []
    for index in range(len(drawing.pictures)):
        text = svg(drawing, index, f"p{index}", title)
        text = text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        text = text.replace("</title>", f"</title><style>{plain_style()}</style>", 1)
        data = bytes(resvg_py.svg_to_bytes(svg_string=text, height=HEIGHT, background="white"))
        images.append(Image.open(io.BytesIO(data)).convert("L"))
    sheet = Image.new("L", (sum(image.width for image in images), HEIGHT), "white")
    left = 0
    for image in images:
        sheet.paste(image, (left, 0))
        left += image.width
    return sheet.quantize(16).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures of one size."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def kept(slug: str) -> Path:
    """The picture that was looked at."""
    return PICTURES / f"{slug}.png"


@pytest.mark.parametrize("slug", list(FIGURES))
def test_picture_looks_as_it_did(slug: str, *, update: bool) -> None:
    """No picture changes unseen."""
    picture = drawn(FIGURES[slug], slug)
    if update:
        picture.quantize(16).save(kept(slug), optimize=True)

    with Image.open(kept(slug)) as before:
        grey = before.convert("L")
    assert picture.size == grey.size
    assert difference(picture, grey) < MOST_DIFFERENCE


def test_a_change_of_ten_degrees_is_seen() -> None:
    """A head that bends a little less is a change that a person has to look at."""
    figure = FIGURES["chin-to-chest"]
    neck = NeckAngles(flexion=22)
    less = drawn(replace(figure, end=replace(figure.end, neck=neck)), "less")

    assert difference(drawn(figure, "as it is"), less) > 3 * MOST_DIFFERENCE


def test_no_picture_is_kept_of_what_is_not_drawn() -> None:
    """A picture whose stretch was renamed or lost goes too."""
    assert {path.stem for path in PICTURES.glob("*.png")} == set(FIGURES)


def test_pictures_in_words_are_as_they_were_read(*, update: bool) -> None:
    """What a screen reader says of each picture was read by a person; no word changes unseen."""
    lines = []
    for slug, figure in FIGURES.items():
        lines += [f"## {slug}", ""]
        lines += [f"- {describe(figure, index)}" for index in range(len(written_poses(figure)))]
        lines.append("")
    said = "\n".join(lines)
    file = PICTURES / "in-words.md"
    if update:
        file.write_text(said, encoding="utf-8")

    assert file.read_text("utf-8") == said
