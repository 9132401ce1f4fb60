"""Floor, mat, chair and the other things around a body, as boxes on paper."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure.bases import SEAT
from sitegen.figure.landmarks import landmark
from sitegen.figure.outline import around, capsule, polygon
from sitegen.figure.values import Stroke

if TYPE_CHECKING:
    from sitegen.figure.camera import Camera
    from sitegen.figure.geometry import Vector
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import Prop, PropName


class Box(NamedTuple):
    """A box: from where to where, forward, to the left, and up."""

    forward: tuple[float, float]
    left: tuple[float, float]
    up: tuple[float, float]


MAT_THICK = 0.012
_LEG = 0.018
_BACK_HEIGHT = 0.56
_TOWEL = 0.011


def _chair(seat: float) -> list[Box]:
    """A chair that looks forward; the middle of its seat is at the origin."""
    half, deep = 0.125, 0.13
    legs = [
        Box((x, x + _LEG), (y, y + _LEG), (0, seat - 0.02))
        for x in (-deep, deep - _LEG)
        for y in (-half, half - _LEG)
    ]
    back = Box((-deep - 0.012, -deep + 0.008), (-half, half), (seat, _BACK_HEIGHT))
    return [*legs, back, Box((-deep, deep), (-half, half), (seat - 0.02, seat))]


def _table(height: float) -> list[Box]:
    legs = [
        Box((x, x + _LEG), (y, y + _LEG), (0, height - 0.02))
        for x in (0.02, 0.40)
        for y in (-0.26, 0.24)
    ]
    return [*legs, Box((0, 0.44), (-0.28, 0.28), (height - 0.02, height))]


def boxes_of(prop: Prop) -> list[Box]:
    """The boxes of a thing, in its own place."""
    height = prop.height
    made: dict[PropName, list[Box]] = {
        "floor": [],
        "towel": [],
        "mat": [Box((-0.62, 0.62), (-0.17, 0.17), (-MAT_THICK, 0))],
        "chair": _chair(SEAT if height is None else height),
        # What lies on it is drawn as on the floor, so its top is there.
        "bed": [
            Box((-0.66, 0.66), (-0.28, 0.28), (-0.10, 0)),
            Box((-0.64, -0.61), (-0.26, -0.23), (-0.26, -0.1)),
            Box((0.61, 0.64), (-0.26, -0.23), (-0.26, -0.1)),
        ],
        "table": _table(height or 0.42),
        "wall": [Box((0, 0.018), (-0.30, 0.30), (0, height or 1.08))],
        "doorway": [
            Box((-0.02, 0.05), (0.26, 0.32), (0, height or 1.12)),
            Box((-0.02, 0.05), (-0.32, -0.26), (0, height or 1.12)),
        ],
        "step": [Box((-0.09, 0.09), (-0.20, 0.20), (0, height or 0.10))],
        "cushion": [Box((-0.09, 0.09), (-0.11, 0.11), (0, height or 0.05))],
    }
    return made[prop.prop]


def corners(prop: Prop) -> list[list[Vector]]:
    """The eight corners of each box of a thing, in the world."""
    ahead, aside = (*prop.at, 0.0, 0.0)[:2]
    raised = prop.at[2] if len(prop.at) > 2 else 0.0
    turn = math.atan2(prop.facing.left, prop.facing.forward)
    c, s = math.cos(turn), math.sin(turn)
    return [
        [
            (ahead + x * c - y * s, aside + x * s + y * c, raised + z)
            for x in box.forward
            for y in box.left
            for z in box.up
        ]
        for box in boxes_of(prop)
    ]


def towel(prop: Prop, skeleton: Skeleton, camera: Camera) -> Stroke:
    """A towel or strap, drawn taut along parts of the body."""
    circles = [camera.circle(landmark(skeleton, name), _TOWEL) for name in prop.links]
    pairs = pairwise(circles)
    data = "".join(capsule(a, b) for a, b in pairs)
    return Stroke("w", data)


def prop_strokes(prop: Prop, camera: Camera) -> list[Stroke]:
    """A thing on paper: its boxes, those behind first."""
    boxes = sorted(
        corners(prop),
        key=lambda box: round(sum(camera.point(place).depth for place in box), 6),
    )
    strokes = []
    for box in boxes:
        points = [(p.x, p.y) for p in (camera.point(place) for place in box)]
        rounded = [(round(x, 3), round(y, 3)) for x, y in points]
        strokes.append(Stroke("p", polygon(around(rounded))))
    return strokes
