"""Points, frames and balls in space: x forward, y to the body's left, z up; stature is 1."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

Vector: TypeAlias = tuple[float, float, float]
"""A point or a direction."""

X: Vector = (1.0, 0.0, 0.0)
Y: Vector = (0.0, 1.0, 0.0)
Z: Vector = (0.0, 0.0, 1.0)
_TINY = 1e-9


def add(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    """The way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, factor: float) -> Vector:
    """A vector made longer or shorter."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def along(a: Vector, direction: Vector, distance: float) -> Vector:
    """The point at a distance from a in a direction."""
    return (
        a[0] + direction[0] * distance,
        a[1] + direction[1] * distance,
        a[2] + direction[2] * distance,
    )


def between(a: Vector, b: Vector, share: float) -> Vector:
    """The point at a share of the way from a to b."""
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """How long a vector is."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def distance(a: Vector, b: Vector) -> float:
    """How far two points are apart."""
    return length(subtract(a, b))


def unit(a: Vector, otherwise: Vector = X) -> Vector:
    """A vector's direction; where it has none, another."""
    size = length(a)
    return scale(a, 1 / size) if size > _TINY else otherwise


def square_to(a: Vector, axis: Vector, otherwise: Vector = X) -> Vector:
    """The direction of what is left of a across an axis of length 1.

    Where a lies along the axis, nothing is left: then the same of another vector.
    """
    rest = along(a, axis, -dot(a, axis))
    if length(rest) > 1e-6:
        return unit(rest)
    rest = along(otherwise, axis, -dot(otherwise, axis))
    return unit(rest, Y if abs(axis[1]) < 0.9 else Z)


class Frame(NamedTuple):
    """Three axes at right angles: anterior, left, and toward the head or the trunk."""

    x: Vector
    y: Vector
    z: Vector

    def turned_x(self, degrees: float) -> Frame:
        """Turned about its own x axis: z tips away from y."""
        if not degrees:
            return self
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Frame(self.x, _mix(self.y, c, self.z, s), _mix(self.y, -s, self.z, c))

    def turned_y(self, degrees: float) -> Frame:
        """Turned about its own y axis: z tips toward x, which is bending forward."""
        if not degrees:
            return self
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Frame(_mix(self.x, c, self.z, -s), self.y, _mix(self.x, s, self.z, c))

    def turned_z(self, degrees: float) -> Frame:
        """Turned about its own z axis: x tips toward y, which is turning left."""
        if not degrees:
            return self
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Frame(_mix(self.x, c, self.y, s), _mix(self.x, -s, self.y, c), self.z)

    def out(self, local: Vector) -> Vector:
        """A direction given in this frame, in the world's."""
        x, y, z = self
        a, b, c = local
        return (
            x[0] * a + y[0] * b + z[0] * c,
            x[1] * a + y[1] * b + z[1] * c,
            x[2] * a + y[2] * b + z[2] * c,
        )

    def into(self, direction: Vector) -> Vector:
        """A direction of the world, in this frame."""
        return (dot(self.x, direction), dot(self.y, direction), dot(self.z, direction))

    def seen_from(self, other: Frame) -> Frame:
        """The same axes, given in another frame."""
        return Frame(other.into(self.x), other.into(self.y), other.into(self.z))

    def within(self, other: Frame) -> Frame:
        """Axes that are given in another frame, in the world."""
        return Frame(other.out(self.x), other.out(self.y), other.out(self.z))


WORLD = Frame(X, Y, Z)


def turned_between(a: Frame, b: Frame, share: float) -> Frame:
    """The frame at a share of the turn from a to b, which is about one axis."""
    turn = b.seen_from(a)
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = turn
    cosine = min(max((xx + yy + zz - 1) / 2, -1.0), 1.0)
    angle = math.acos(cosine)
    axis = (yz - zy, zx - xz, xy - yx)
    if length(axis) < _TINY:
        if cosine > 0:
            return a
        # Half a turn: the axis is what a turned vector and its like have in common.
        axis = max((add(own, rest) for own, rest in zip(turn, WORLD, strict=True)), key=length)
    axis = unit(axis)
    part = angle * share
    c, s = math.cos(part), math.sin(part)

    def turned(v: Vector) -> Vector:
        across = cross(axis, v)
        rest = dot(axis, v) * (1 - c)
        return (
            v[0] * c + across[0] * s + axis[0] * rest,
            v[1] * c + across[1] * s + axis[1] * rest,
            v[2] * c + across[2] * s + axis[2] * rest,
        )

    return Frame(turned(X), turned(Y), turned(Z)).within(a)


def blended(a: Frame, b: Frame, share: float) -> Frame:
    """The frame at a share of the way from a to b, which are not far apart."""
    z = unit(between(a.z, b.z, share), a.z)
    x = square_to(between(a.x, b.x, share), z)
    return Frame(x, cross(z, x), z)


class Ellipsoid(NamedTuple):
    """A ball, drawn out: its middle and its three half axes as vectors."""

    center: Vector
    a: Vector
    b: Vector
    c: Vector

    @property
    def lowest(self) -> float:
        """The height of its lowest point."""
        return self.center[2] - math.sqrt(self.a[2] ** 2 + self.b[2] ** 2 + self.c[2] ** 2)


def ball(center: Vector, radius: float) -> Ellipsoid:
    """A round one."""
    return Ellipsoid(center, (radius, 0.0, 0.0), (0.0, radius, 0.0), (0.0, 0.0, radius))


def ellipsoid(origin: Vector, frame: Frame, center: Vector, radii: Vector) -> Ellipsoid:
    """One whose middle and half axes are given in a frame at an origin."""
    return Ellipsoid(
        add(origin, frame.out(center)),
        scale(frame.x, radii[0]),
        scale(frame.y, radii[1]),
        scale(frame.z, radii[2]),
    )


def _mix(a: Vector, p: float, b: Vector, q: float) -> Vector:
    return (a[0] * p + b[0] * q, a[1] * p + b[1] * q, a[2] * p + b[2] * q)
