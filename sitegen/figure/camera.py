"""Space to paper: an orthographic camera, and the ellipses that balls become."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure.geometry import Vector, dot

if TYPE_CHECKING:
    from sitegen.figure.geometry import Ellipsoid
    from sitegen.model.figures import View, ViewName

UNITS = 500.0
"""Units of a drawing for one stature."""

_VIEWS: dict[ViewName, tuple[float, float]] = {
    "side": (0, 0),
    "other-side": (180, 0),
    "front": (90, 0),
    "back": (-90, 0),
    "half-front": (35, 8),
    "half-back": (-35, 8),
    "above": (0, 50),
}


class Point(NamedTuple):
    """A place on paper, in units to the right and down; more depth is nearer."""

    x: float
    y: float
    depth: float


class Ellipse(NamedTuple):
    """An ellipse on paper: its middle, and the matrix whose roots are its half axes."""

    x: float
    y: float
    xx: float
    xy: float
    yy: float

    def support(self, dx: float, dy: float) -> tuple[float, float, float]:
        """The point that lies farthest in a direction: how far, and where."""
        x, y, xx, xy, yy = self
        mx, my = xx * dx + xy * dy, xy * dx + yy * dy
        size = math.sqrt(max(mx * dx + my * dy, 0.0)) or 1.0
        x += mx / size
        y += my / size
        return x * dx + y * dy, x, y


@dataclass(frozen=True, slots=True)
class Camera:
    """From where one looks: its three axes in the world."""

    right: Vector
    up: Vector
    toward: Vector

    def point(self, place: Vector) -> Point:
        """A place on paper."""
        return Point(
            dot(place, self.right) * UNITS, -dot(place, self.up) * UNITS, dot(place, self.toward)
        )

    def ellipse(self, solid: Ellipsoid) -> Ellipse:
        """A ball on paper."""
        right, up = self.right, self.up
        xx = xy = yy = 0.0
        for axis in solid[1:]:
            px, py = dot(axis, right) * UNITS, -dot(axis, up) * UNITS
            xx += px * px
            xy += px * py
            yy += py * py
        middle = solid.center
        return Ellipse(dot(middle, right) * UNITS, -dot(middle, up) * UNITS, xx, xy, yy)

    def circle(self, center: Vector, radius: float) -> Ellipse:
        """A round ball on paper."""
        square = (radius * UNITS) ** 2
        return Ellipse(
            dot(center, self.right) * UNITS, -dot(center, self.up) * UNITS, square, 0.0, square
        )


def camera_of(view: View) -> Camera:
    """The camera of a view: at azimuth 0 on the body's right, at 90 before it."""
    azimuth, elevation = _VIEWS[view.name]
    azimuth = azimuth if view.azimuth is None else view.azimuth
    elevation = elevation if view.elevation is None else view.elevation
    ca, sa = math.cos(math.radians(azimuth)), math.sin(math.radians(azimuth))
    ce, se = math.cos(math.radians(elevation)), math.sin(math.radians(elevation))
    level = (sa, -ca, 0.0)
    return Camera(
        right=(ca, sa, 0.0),
        up=(-level[0] * se, -level[1] * se, ce),
        toward=(level[0] * ce, level[1] * ce, se),
    )
