"""What this room hands out: drawings, faults, and the map of the body, as plain values.

They stand apart from what makes them, so that a build that remembers all of its drawings never
imports the pen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from sitegen.model import Location

Material = Literal["s", "t", "b", "k", "g", "h", "p", "w"]
"""Skin, top, bottom, hair, grey hair, highlight, prop, towel."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One shape.

    Attributes:
        material: What it is made of; the style sheet gives that its colour.
        data: SVG path data.
        is_bare: Whether it has no outline: it wipes out a seam.
        is_thin: Whether its outline is a thin one.
        is_far: Whether it belongs to a limb on the far side, which is drawn darker.
        clip: Path data that it is cut to; "" where it is not.
    """

    material: Material
    data: str
    is_bare: bool = False
    is_thin: bool = False
    is_far: bool = False
    clip: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """What of the paper a picture shows, in whole units."""

    x: int
    y: int
    width: int
    height: int


class ArrowShape(NamedTuple):
    """An arrow as path data: its line and its head."""

    shaft: str
    head: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pictures of a stretch, with one window.

    Attributes:
        pictures: The shapes of each, from start to end, those behind first.
        arrows: The arrows of the last.
        window: What each of them shows.
        is_near: Whether they show a part of the body, larger, so that lines must be thinner.
    """

    pictures: tuple[tuple[Stroke, ...], ...]
    arrows: tuple[ArrowShape, ...]
    window: Window
    is_near: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """The way from start to end.

    Attributes:
        frames: The body and what it holds, shape by shape, each with a name that tells which
            shape it is in the frame before.
        stops: Which of the frames are the figure's own positions.  A movement in a circle has
            frames after the last of them: the way on to the first.
    """

    frames: tuple[tuple[tuple[str, Stroke], ...], ...]
    stops: tuple[int, ...]


FaultKind = Literal[
    "past-limit", "near-limit", "contradiction", "missed", "in-floor", "in-thing", "falls",
    "arrow", "unseen", "not-drawn",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: What kind of thing.
        at: The keys inside `figure` that lead to where it is wrong.
        message: What is wrong, a sentence.
        hint: What to do; "" where the message says it.
    """

    kind: FaultKind
    at: Location
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MapSpot:
    """An area on the map.

    Attributes:
        region: Its region.
        shape: What is pressed, as path data.
        label: Where its number stands, in units.
    """

    region: str
    shape: str
    label: tuple[float, float]


@dataclass(frozen=True, slots=True)
class BodyMap:
    """Two figures and their spots.

    Attributes:
        figures: The shapes of each figure, and how far it is moved to the right.
        spots: The areas.
        box: Left, top, width and height of the whole.
    """

    figures: tuple[tuple[tuple[Stroke, ...], int], ...]
    spots: tuple[MapSpot, ...]
    box: tuple[int, int, int, int]
