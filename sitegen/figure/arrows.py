"""Arrows that show which way to move, beside the body and never on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure.camera import UNITS, Camera
from sitegen.figure.geometry import X
from sitegen.figure.landmarks import landmark
from sitegen.figure.order import clearance
from sitegen.figure.outline import polygon, smooth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.figure.order import Rod
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import Arrow

CLEAR = 0.030 * UNITS
"""The least distance of an arrow from the body, in units."""
_STEP = 0.015
_MOST_STEPS = 14
_FARTHEST = 300.0
_STRAIGHT = 0.12
_HEAD_LONG, _HEAD_HALF = 22.0, 13.0


class Drawn(NamedTuple):
    """An arrow on paper.

    Attributes:
        shaft: Its line, as path data.
        head: Its head, as path data.
        places: Places along it, in units.
        is_clear: Whether it keeps its distance from the body.
    """

    shaft: str
    head: str
    places: tuple[tuple[float, float], ...]
    is_clear: bool


def drawn(
    arrow: Arrow, start: Skeleton, end: Skeleton, camera: Camera, body: Mapping[str, Rod]
) -> Drawn:
    """An arrow beside the end pose, moved away from the body as far as it takes.

    Args:
        arrow: As its front matter says.
        start: The body before.
        end: The body beside which it stands.
        camera: From where they are seen.
        body: The end pose's pieces as rods.
    """
    for step in range(_MOST_STEPS):
        gap = arrow.gap + step * _STEP
        if arrow.push or arrow.press:
            places = _straight(arrow, end, camera, body, gap)
        elif arrow.turn:
            places = _turning(arrow, end, camera, gap)
        else:
            places = _curved(arrow, start, end, camera, gap)
        if clearance(body, places) >= CLEAR:
            return _pointed(places, is_clear=True)
    return _pointed(places, is_clear=False)


def _straight(
    arrow: Arrow, skeleton: Skeleton, camera: Camera, body: Mapping[str, Rod], gap: float
) -> list[tuple[float, float]]:
    """A push leads away from the body; a press ends before it."""
    place = camera.point(landmark(skeleton, arrow.follow))
    way = camera.point(arrow.push or arrow.press or X)
    size = math.hypot(way.x, way.y) or 1.0
    sign = 1.0 if arrow.push else -1.0
    dx, dy = sign * way.x / size, sign * way.y / size
    near = gap * UNITS
    while (
        near < _FARTHEST and clearance(body, [(place.x + dx * near, place.y + dy * near)]) < CLEAR
    ):
        near += 5.0
    far = near + _STRAIGHT * UNITS
    ways = [near, (near + far) / 2, far]
    if arrow.press:
        # The head goes on beyond the line.
        ways = [away + _HEAD_LONG for away in reversed(ways)]
    return [(place.x + dx * away, place.y + dy * away) for away in ways]


def _turning(
    arrow: Arrow, skeleton: Skeleton, camera: Camera, gap: float
) -> list[tuple[float, float]]:
    """A turn about the upright, as an arc above a part of the body."""
    center = landmark(skeleton, arrow.follow)
    sign = 1.0 if arrow.turn == "left" else -1.0
    facing = math.degrees(math.atan2(camera.toward[1], camera.toward[0]))
    radius, rise = 0.12, gap + 0.02
    places = []
    for step in range(5):
        angle = math.radians(facing + sign * (-70 + 140 * step / 4))
        place = (
            center[0] + radius * math.cos(angle),
            center[1] + radius * math.sin(angle),
            center[2] + rise,
        )
        point = camera.point(place)
        # From level with it a ring is a line: it is tipped a little toward the reader.
        tip = (math.cos(angle - math.radians(facing))) * 0.035 * UNITS
        places.append((point.x, point.y + tip))
    return places


def _curved(
    arrow: Arrow, start: Skeleton, end: Skeleton, camera: Camera, gap: float
) -> list[tuple[float, float]]:
    """The way of a part from start to end, about another part, farther out."""
    first, last = (camera.point(landmark(s, arrow.follow)) for s in (start, end))
    if arrow.around is None:
        size = math.hypot(last.x - first.x, last.y - first.y) or 1.0
        nx, ny = (last.y - first.y) / size, -(last.x - first.x) / size
        shift = gap * UNITS
        return [
            (
                first.x + (last.x - first.x) * share + nx * shift,
                first.y + (last.y - first.y) * share + ny * shift,
            )
            for share in _shares(arrow)
        ]
    pivots = [camera.point(landmark(s, arrow.around)) for s in (start, end)]
    a0 = math.atan2(first.y - pivots[0].y, first.x - pivots[0].x)
    a1 = math.atan2(last.y - pivots[1].y, last.x - pivots[1].x)
    turn = (a1 - a0 + math.pi) % math.tau - math.pi
    r0 = math.hypot(first.x - pivots[0].x, first.y - pivots[0].y)
    r1 = math.hypot(last.x - pivots[1].x, last.y - pivots[1].y)
    places = []
    for share in _shares(arrow):
        angle = a0 + turn * share
        radius = r0 + (r1 - r0) * share + gap * UNITS
        x = pivots[0].x + (pivots[1].x - pivots[0].x) * share
        y = pivots[0].y + (pivots[1].y - pivots[0].y) * share
        places.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return places


def _shares(arrow: Arrow) -> list[float]:
    return [arrow.start + (arrow.end - arrow.start) * step / 4 for step in range(5)]


def _pointed(places: Sequence[tuple[float, float]], *, is_clear: bool) -> Drawn:
    """A line through places, with a head at its end."""
    (bx, by), (tx, ty) = places[-2], places[-1]
    size = math.hypot(tx - bx, ty - by) or 1.0
    dx, dy = (tx - bx) / size, (ty - by) / size
    tip = (tx + dx * _HEAD_LONG, ty + dy * _HEAD_LONG)
    left = (tx - dy * _HEAD_HALF, ty + dx * _HEAD_HALF)
    right = (tx + dy * _HEAD_HALF, ty - dx * _HEAD_HALF)
    return Drawn(smooth(places), polygon([left, tip, right]), (*places, tip, left, right), is_clear)
