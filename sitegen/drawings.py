"""The figures of a guide, each drawn and looked through once: by this build, or an earlier one.

Drawing takes a few milliseconds a figure, and hardly any figure changes between two builds.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sitegen import figure as figure_room
from sitegen.figure import (
    ArrowShape,
    BodyMap,
    Drawing,
    Fault,
    MapSpot,
    Stroke,
    Window,
    movement_json,
)
from sitegen.kept import keep, kept_folder, read_kept
from sitegen.processes import map_in_processes

if TYPE_CHECKING:
    from sitegen.model import BodyName, Figure, Guide

_PAYS_FROM = 6


@dataclass(frozen=True, slots=True)
class Study:
    """A figure's pictures, what is wrong with it, and what each picture shows, in words."""

    drawing: Drawing
    faults: tuple[Fault, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=1000)
def study(figure: Figure, body: BodyName) -> Study:
    """Draw a figure and look for its faults, or remember both.

    Args:
        figure: As its front matter says.
        body: Whose body, where the figure does not say.

    Returns:
        What `draw`, `faults_of` and `describe` return.
    """
    path = _path_of((_without_captions(figure), body))
    if kept := read_kept(path):
        return _study_from(json.loads(kept))
    from sitegen.figure.faults import faults_of  # noqa: PLC0415 - where a figure is new
    from sitegen.figure.picture import draw  # noqa: PLC0415 - the same
    from sitegen.figure.words import describe  # noqa: PLC0415 - the same

    drawing = draw(figure, body)
    words = tuple(describe(figure, index) for index in range(len(drawing.pictures)))
    made = Study(drawing, faults_of(figure, body), words)
    keep(path, _packed(_to_keep(made)))
    return made


@lru_cache(maxsize=1000)
def movement_data(figure: Figure, body: BodyName) -> str:
    """Draw the way from a figure's start to its end, or remember it.

    Args:
        figure: As its front matter says.
        body: Whose body, where the figure does not say.

    Returns:
        What `movement_json` returns.
    """
    path = _path_of(("movement", _without_captions(figure), body))
    if kept := read_kept(path):
        return kept.decode()
    from sitegen.figure.movement import movement_of  # noqa: PLC0415 - where a figure is new

    made = movement_json(movement_of(figure, body))
    keep(path, made.encode())
    return made


def draw_ahead(guide: Guide, jobs: int | None = None) -> None:
    """Draw every figure of a guide that is new, on every core where they are many.

    Each is kept; whoever asks for it next finds it.

    Args:
        guide: The guide.
        jobs: In how many processes; None decides by the number of figures.
    """
    figures = [stretch.figure for stretch in guide.stretches.values() if stretch.figure]
    body = guide.settings.body
    asked = ((figure, ("movement", _without_captions(figure), body)) for figure in figures)
    new = [figure for figure, movement in asked if not _path_of(movement).exists()]

    def draw_one(figure: Figure) -> None:
        study(figure, body)
        movement_data(figure, body)

    if new:
        from sitegen.figure import faults, movement  # noqa: F401, PLC0415 - once, before processes part

        map_in_processes(draw_one, new, jobs, pays_from=_PAYS_FROM)


def _without_captions(figure: Figure) -> Figure:
    """A figure as far as it is drawn: other words below a picture leave it as it is."""
    poses = {"start": figure.start, "middle": figure.middle, "end": figure.end}
    return replace(
        figure, **{name: replace(pose, caption=None) for name, pose in poses.items() if pose}
    )


def map_of_body(regions: tuple[str, ...], body: BodyName) -> BodyMap:
    """Draw the map of the body, or remember it.

    Args:
        regions: The regions that have a page.
        body: Whose body.

    Returns:
        What `body_map` returns.
    """
    path = _path_of((regions, body))
    if kept := read_kept(path):
        read = json.loads(kept)
        figures = tuple((_strokes_from(strokes), shift) for strokes, shift in read["figures"])
        spots = tuple(MapSpot(region, shape, tuple(at)) for region, shape, at in read["spots"])
        return BodyMap(figures, spots, tuple(read["box"]))
    from sitegen.figure.body_map import body_map  # noqa: PLC0415 - where the map is new

    made = body_map(regions, body)
    keep(path, _packed(_map_to_keep(made)))
    return made


def _map_to_keep(made: BodyMap) -> dict[str, Any]:
    """A map as JSON can hold it."""
    return {
        "figures": [
            [[astuple(stroke) for stroke in strokes], shift] for strokes, shift in made.figures
        ],
        "spots": [astuple(spot) for spot in made.spots],
        "box": made.box,
    }


def _packed(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _path_of(asked: tuple[object, ...]) -> Path:
    """Where what was made of something is kept."""
    return _folder() / hashlib.sha256(repr(asked).encode()).hexdigest()


@cache
def _folder() -> Path:
    """Where studies are kept, apart from those of another state of the drawing code."""
    room = Path(figure_room.__file__).parent
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(room.glob("*.py"), key=lambda path: path.name):
        digest.update(path.read_bytes())
    return kept_folder("figures", digest.hexdigest())


def _to_keep(made: Study) -> dict[str, Any]:
    drawing = made.drawing
    return {
        "pictures": [[astuple(stroke) for stroke in picture] for picture in drawing.pictures],
        "arrows": drawing.arrows,
        "window": astuple(drawing.window),
        "is_near": drawing.is_near,
        "faults": [astuple(fault) for fault in made.faults],
        "words": made.words,
    }


def _strokes_from(kept: list[list[Any]]) -> tuple[Stroke, ...]:
    return tuple(Stroke(*stroke) for stroke in kept)


def _study_from(kept: dict[str, Any]) -> Study:
    drawing = Drawing(
        pictures=tuple(_strokes_from(picture) for picture in kept["pictures"]),
        arrows=tuple(ArrowShape(*arrow) for arrow in kept["arrows"]),
        window=Window(*kept["window"]),
        is_near=kept["is_near"],
    )
    faults = tuple(
        Fault(kind, tuple(at), message, hint) for kind, at, message, hint in kept["faults"]
    )
    return Study(drawing, faults, tuple(kept["words"]))
