"""Outlines on paper as SVG path data: whole numbers, all turning the same way.

Parts that belong together become one path of several outlines.  Since all turn the same way, the
fill is their union; the stroke is painted first, so the fill covers every line inside it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.figure.camera import Ellipse

_SHIFT = 8192


class Shape(Protocol):
    """Something convex on paper."""

    def support(self, dx: float, dy: float) -> tuple[float, float, float]:
        """The point that lies farthest in a direction: how far, and where."""


def whole(value: float) -> int:
    """The nearest whole number, the same on every machine.

    What lies half way between two, but for the last bits of a sine, goes up everywhere.
    """
    return int(value + _SHIFT + 0.500001) - _SHIFT


class Pen:
    """Writes path data with relative commands, from whole numbers."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.x = self.y = 0

    def move(self, x: float, y: float) -> None:
        """Begin an outline."""
        self.x, self.y = whole(x), whole(y)
        self.parts.append(f"M{self.x} {self.y}")

    def line(self, x: float, y: float) -> None:
        """A straight line."""
        before_x, before_y = self.x, self.y
        self.x, self.y = whole(x), whole(y)
        self.parts.append(f"l{self.x - before_x} {self.y - before_y}")

    def quadratic(self, ax: float, ay: float, x: float, y: float) -> None:
        """A curve with one control."""
        before_x, before_y = self.x, self.y
        self.x, self.y = whole(x), whole(y)
        self.parts.append(
            f"q{whole(ax) - before_x} {whole(ay) - before_y}"
            f" {self.x - before_x} {self.y - before_y}"
        )

    def cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float) -> None:
        """A curve with two controls."""
        before_x, before_y = self.x, self.y
        self.x, self.y = whole(x), whole(y)
        self.parts.append(
            f"c{whole(ax) - before_x} {whole(ay) - before_y}"
            f" {whole(bx) - before_x} {whole(by) - before_y}"
            f" {self.x - before_x} {self.y - before_y}"
        )

    def smooth(self, bx: float, by: float, x: float, y: float) -> None:
        """A curve with two controls, the first the mirror image of the last one before."""
        before_x, before_y = self.x, self.y
        self.x, self.y = whole(x), whole(y)
        self.parts.append(
            f"s{whole(bx) - before_x} {whole(by) - before_y}"
            f" {self.x - before_x} {self.y - before_y}"
        )

    def arc(self, radius: float, x: float, y: float) -> None:
        """A round end that goes on clockwise."""
        size = max(whole(radius), 1)
        before_x, before_y = self.x, self.y
        self.x, self.y = whole(x), whole(y)
        self.parts.append(f"a{size} {size} 0 0 1 {self.x - before_x} {self.y - before_y}")

    def close(self) -> None:
        """End an outline."""
        self.parts.append("z")

    @property
    def data(self) -> str:
        """The path data; a minus sign needs no space before it."""
        return "".join(self.parts).replace(" -", "-")


def hull(shapes: Sequence[Shape], corners: int = 12, axis: tuple[float, float] = (1, 0)) -> str:
    """The tight outline around convex shapes.

    Args:
        shapes: What it goes around.
        corners: In how many directions their edge is touched.
        axis: The first direction; one that turns with the part keeps its corners in place.
    """
    size = math.hypot(*axis)
    dx, dy = axis[0] / size, axis[1] / size
    turn = math.tau / corners
    cosine, sine = math.cos(turn), math.sin(turn)
    touched = []
    for _ in range(corners):
        far = -math.inf
        for shape in shapes:
            touch = shape.support(dx, dy)
            if touch[0] > far:
                far, x, y = touch
        touched.append((dx, dy, far, x, y))
        dx, dy = dx * cosine - dy * sine, dx * sine + dy * cosine
    pen = Pen()
    ax, ay, a, x, y = touched[-1]
    pen.move(x, y)
    for bx, by, b, x, y in touched:
        # Where the two tangents meet.
        pen.quadratic((a * by - b * ay) / sine, (b * ax - a * bx) / sine, x, y)
        ax, ay, a = bx, by, b
    pen.close()
    return pen.data


def oval(ellipse: Ellipse) -> str:
    """The outline of one ellipse, as two arcs."""
    middle, spread = (ellipse.xx + ellipse.yy) / 2, (ellipse.xx - ellipse.yy) / 2
    difference = math.hypot(spread, ellipse.xy)
    long, short = math.sqrt(middle + difference), math.sqrt(max(middle - difference, 0.0))
    angle = math.atan2(ellipse.xy, spread) / 2
    dx, dy = long * math.cos(angle), long * math.sin(angle)
    x, y = whole(ellipse.x - dx), whole(ellipse.y - dy)
    dx, dy = whole(ellipse.x + dx) - x, whole(ellipse.y + dy) - y
    radii = f"{max(whole(long), 1)} {max(whole(short), 1)} {whole(math.degrees(angle))}"
    return f"M{x} {y}a{radii} 0 1 {dx} {dy}a{radii} 0 1 {-dx} {-dy}z".replace(" -", "-")


class End(NamedTuple):
    """A round end of a limb on paper: its middle and its radius, in units."""

    x: float
    y: float
    radius: float


class Swell(NamedTuple):
    """How one side of a limb swells: where the two controls of its curve are, and how far out."""

    near: float
    near_out: float
    far: float
    far_out: float

    def turned(self) -> Swell:
        """The same side, from its other end."""
        return Swell(1 - self.far, self.far_out, 1 - self.near, self.near_out)


def tapered(start: End, end: End, right: Swell, left: Swell) -> str:
    """A limb: two round ends, and the sides on the right and the left of the way between them."""
    dx, dy = end.x - start.x, end.y - start.y
    size = math.hypot(dx, dy) or 1.0
    # To the right of the way, as paper has y down.
    nx, ny = -dy / size, dx / size
    pen = Pen()
    pen.move(start.x - nx * start.radius, start.y - ny * start.radius)
    _side(pen, start, end, (-nx, -ny), left)
    pen.arc(end.radius, end.x + nx * end.radius, end.y + ny * end.radius)
    _side(pen, end, start, (nx, ny), right.turned())
    pen.arc(start.radius, start.x - nx * start.radius, start.y - ny * start.radius)
    pen.close()
    return pen.data


def capsule(start: Ellipse, end: Ellipse) -> str:
    """The outline around two circles of about one size, with straight sides."""
    first, second = math.sqrt(start.xx), math.sqrt(end.xx)
    dx, dy = end.x - start.x, end.y - start.y
    size = math.hypot(dx, dy)
    if size < abs(first - second) + 1:
        return oval(start if first > second else end)
    nx, ny = -dy / size, dx / size
    pen = Pen()
    pen.move(start.x - nx * first, start.y - ny * first)
    pen.line(end.x - nx * second, end.y - ny * second)
    pen.arc(second, end.x + nx * second, end.y + ny * second)
    pen.line(start.x + nx * first, start.y + ny * first)
    pen.arc(first, start.x - nx * first, start.y - ny * first)
    pen.close()
    return pen.data


def _side(pen: Pen, start: End, end: End, out: tuple[float, float], swell: Swell) -> None:
    dx, dy = end.x - start.x, end.y - start.y

    def control(share: float, outward: float) -> tuple[float, float]:
        radius = start.radius + (end.radius - start.radius) * share + outward
        return start.x + dx * share + out[0] * radius, start.y + dy * share + out[1] * radius

    pen.cubic(
        *control(swell.near, swell.near_out),
        *control(swell.far, swell.far_out),
        end.x + out[0] * end.radius,
        end.y + out[1] * end.radius,
    )


def banded(first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]) -> str:
    """A band between two curves through points (Catmull-Rom), straight at both ends.

    Args:
        first: One side, on the left of the way.
        second: The other side, in the same direction.
    """
    pen = Pen()
    pen.move(*first[0])
    _curve(pen, first)
    pen.line(*second[-1])
    _curve(pen, second[::-1])
    pen.close()
    return pen.data


def smooth(points: Sequence[tuple[float, float]]) -> str:
    """A line through points without a corner."""
    pen = Pen()
    pen.move(*points[0])
    _curve(pen, points)
    return pen.data


def _curve(pen: Pen, points: Sequence[tuple[float, float]]) -> None:
    """Go on through points, from the first of them."""
    padded = [*points, points[-1]]
    for index in range(len(points) - 1):
        (bx, by), (cx, cy), (dx, dy) = padded[index : index + 3]
        control = cx - (dx - bx) / 6, cy - (dy - by) / 6
        if index:
            # In Catmull-Rom's curve the controls on both sides of a point mirror each other.
            pen.smooth(*control, cx, cy)
        else:
            pen.cubic(bx + (cx - bx) / 6, by + (cy - by) / 6, *control, cx, cy)


def polygon(points: Sequence[tuple[float, float]]) -> str:
    """Straight lines through points, closed."""
    pen = Pen()
    pen.move(*points[0])
    for point in points[1:]:
        pen.line(*point)
    pen.close()
    return pen.data


def around(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the convex hull of points (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def chain(candidates: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for x, y in candidates:
            while len(kept) > 1 and (
                (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1])
                - (kept[-1][1] - kept[-2][1]) * (x - kept[-2][0])
                <= 1e-9
            ):
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    return chain(ordered) + chain(ordered[::-1])
