"""The pictures of a stretch: on its page, and as a small file for lists."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.drawings import map_of_body, movement_data, study
from sitegen.figure import map_svg, other_side, svg, written_poses
from sitegen.model import SIDES, Page, swapped
from sitegen.render.saying import say
from sitegen.render.views import Pictures, PictureView, SmallPicture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import BodyName, Figure, Guide, Mirror, Sides, Stretch

LETTERS = "ABC"
START, END = 0, -1
_FILE_ENDS = {START: ".start", END: ""}
# Pixels in a list for each unit of a drawing; a stature is 500 units.
_SCALE = 0.36
_NEAR_SCALE = 0.64


def pictures_of(
    stretch: Stretch, body: BodyName, mirror: Mirror = SIDES, *, described: bool = True
) -> Pictures | None:
    """The pictures of a stretch as its page shows them; None where it has none.

    Args:
        stretch: The stretch.
        body: Whose body, where the stretch does not say.
        mirror: The words for sides, in the language of the page.
        described: Whether each is described, which is done in English; otherwise its caption
            has to do.
    """
    if stretch.figure is None:
        return None
    titles = (
        say("{name}, picture {letter}", name=stretch.title, letter="{letter}"),
        say("{title}, other side", title="{title}"),
    )
    return _pictures(
        stretch.figure, body, stretch.slug, titles, stretch.sides, mirror, described=described
    )


@lru_cache(maxsize=1000)
def _pictures(  # noqa: PLR0913 - all that a page's pictures are made of
    figure: Figure,
    body: BodyName,
    slug: str,
    titles: tuple[str, str],
    sides: Sides,
    mirror: Mirror,
    *,
    described: bool,
) -> Pictures:
    studied = study(figure, body)
    drawing = studied.drawing
    views, others = [], []
    for index, pose in enumerate(written_poses(figure).values()):
        letter = LETTERS[index]
        name = f"{slug}-{letter.lower()}"
        title = titles[0].replace("{letter}", letter)
        caption = pose.caption or ""
        words = studied.words[index] if described else caption
        image = Markup(svg(drawing, index, name, title, words))  # noqa: S704 - our own drawing
        views.append(PictureView(letter, image, caption, pose.step))
        if sides == "each":
            title = titles[1].replace("{title}", title)
            mirrored = other_side(drawing, name, title, swapped(words, mirror))
            image = Markup(mirrored)  # noqa: S704 - our own drawing
            others.append(PictureView(letter, image, swapped(caption, mirror), pose.step))
    return Pictures(tuple(views), tuple(others), _movement_path(slug))


def step_letters(pictures: Pictures | None, count: int) -> tuple[str, ...]:
    """The letter of the picture that belongs to each step, "" where none does."""
    shown = pictures.shown if pictures else ()
    letters = {picture.step: picture.letter for picture in shown}
    return tuple(letters.get(step, "") for step in range(1, count + 1))


def small_picture(stretch: Stretch, body: BodyName, index: int) -> SmallPicture | None:
    """A picture of a stretch in lists: people are of one size there, a part of one is larger.

    Args:
        stretch: The stretch.
        body: Whose body, where the stretch does not say.
        index: `START` or `END`.
    """
    if stretch.figure is None:
        return None
    drawing = study(stretch.figure, body).drawing
    scale = _NEAR_SCALE if drawing.is_near else _SCALE
    width, height = (round(size * scale) for size in (drawing.window.width, drawing.window.height))
    return SmallPicture(f"/{_picture_file(stretch, index)}", width, height)


def _picture_file(stretch: Stretch, index: int) -> str:
    # No slug has a full stop, so no two stretches can mean the same file.
    return f"figures/{stretch.slug}{_FILE_ENDS[index]}.svg"


def map_of(guide: Guide) -> Markup:
    """The map of the body, each area's number in its place."""
    links: dict[str, tuple[int, str, str]] = {
        area.region: (number, area.title, f"/areas/{area.slug}/")
        for number, area in enumerate(guide.areas.values(), start=1)
    }
    return Markup(map_svg(map_of_body(tuple(links), guide.settings.body), links))  # noqa: S704 - our own drawing


def picture_files(guide: Guide, style: str) -> Iterator[Page]:
    """The small pictures: the start and the end of each stretch, with their style inside.

    Args:
        guide: The guide.
        style: The style of pictures.
    """
    for stretch in guide.stretches.values():
        if stretch.figure is None:
            continue
        images = _images(stretch.figure, guide.settings.body, stretch.slug, stretch.title, style)
        for index, image in zip((START, END), images, strict=True):
            yield Page(_picture_file(stretch, index), image, stretch.source_file)


@lru_cache(maxsize=1000)
def _images(
    figure: Figure, body: BodyName, slug: str, title: str, style: str
) -> tuple[bytes, bytes]:
    studied = study(figure, body)

    def image(index: int) -> bytes:
        picture = index % len(studied.drawing.pictures)
        drawn = svg(studied.drawing, picture, slug, title, studied.words[picture])
        drawn = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        return drawn.replace("</title>", f"</title><style>{style}</style>", 1).encode()

    return image(START), image(END)


def _movement_path(slug: str) -> str:
    """Where the movement of a stretch goes, as a script."""
    return f"/figures/{slug}.js"


def movement_files(guide: Guide) -> Iterator[Page]:
    """The way from start to end of each stretch, loaded by a page once someone wants to see it."""
    for stretch in guide.stretches.values():
        if stretch.figure:
            data = movement_data(stretch.figure, guide.settings.body)
            script = f"supple.movement({data});\n"
            path = _movement_path(stretch.slug).removeprefix("/")
            yield Page(path, script.encode(), stretch.source_file)
