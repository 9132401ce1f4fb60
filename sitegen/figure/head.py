"""The head on paper: a face by its outline alone, hair, an ear, and the neck below."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure import body as measures
from sitegen.figure.camera import UNITS, Camera, Ellipse
from sitegen.figure.geometry import (
    Ellipsoid,
    Frame,
    Vector,
    dot,
    ellipsoid,
    length,
    scale,
    subtract,
)
from sitegen.figure.outline import hull, oval
from sitegen.figure.solids import face, lump, nose, skull
from sitegen.figure.values import Material, Stroke

if TYPE_CHECKING:
    from sitegen.figure.skeleton import Skeleton

_EAR_SHOWS = 0.25
_CORNERS = 10


class Cap(NamedTuple):
    """What lies on one side of a plane through a ball, as it is seen by a camera."""

    camera: Camera
    solid: Ellipsoid
    normal: Vector
    offset: float

    def support(self, dx: float, dy: float) -> tuple[float, float, float]:
        """The point that lies farthest in a direction on paper: how far, and where."""
        right, up = self.camera.right, self.camera.up
        u = (
            right[0] * dx - up[0] * dy,
            right[1] * dx - up[1] * dy,
            right[2] * dx - up[2] * dy,
        )
        solid = self.solid
        wa, wb, wc = dot(solid.a, u), dot(solid.b, u), dot(solid.c, u)
        size = math.sqrt(wa * wa + wb * wb + wc * wc) or 1.0
        place = self._at(wa / size, wb / size, wc / size)
        if dot(subtract(place, solid.center), self.normal) < self.offset:
            ma, mb, mc = (dot(axis, self.normal) for axis in solid[1:])
            span = math.sqrt(ma * ma + mb * mb + mc * mc)
            ma, mb, mc, depth = ma / span, mb / span, mc / span, self.offset / span
            inside = wa * ma + wb * mb + wc * mc
            wa, wb, wc = wa - inside * ma, wb - inside * mb, wc - inside * mc
            rim = math.sqrt(max(1 - depth * depth, 0.0)) / (
                math.sqrt(wa * wa + wb * wb + wc * wc) or 1.0
            )
            place = self._at(depth * ma + rim * wa, depth * mb + rim * wb, depth * mc + rim * wc)
        x, y = dot(place, right) * UNITS, -dot(place, up) * UNITS
        return x * dx + y * dy, x, y

    def _at(self, a: float, b: float, c: float) -> Vector:
        solid = self.solid
        return (
            solid.center[0] + solid.a[0] * a + solid.b[0] * b + solid.c[0] * c,
            solid.center[1] + solid.a[1] * a + solid.b[1] * b + solid.c[1] * c,
            solid.center[2] + solid.a[2] * a + solid.b[2] * b + solid.c[2] * c,
        )


def neck_strokes(skeleton: Skeleton, camera: Camera) -> list[Stroke]:
    """The neck, from inside the collar to inside the head."""
    base, thorax = skeleton.spine[-1], skeleton.spine_frames[-1]
    low = ellipsoid(base, thorax, (0.006, 0, -0.026), (0.044, 0.040, 0.012))
    high = ellipsoid(skeleton.neck, skeleton.neck_frame, (0.002, 0, 0.004), (0.040, 0.037, 0.02))
    return [Stroke("s", hull([camera.ellipse(low), camera.ellipse(high)], 8))]


def head_strokes(skeleton: Skeleton, camera: Camera) -> list[Stroke]:
    """Skin, hair and ears, those behind first."""
    body, frame = skeleton.body, skeleton.head_frame
    bone = skull(skeleton)
    hair = _thicker(bone, body.hair)
    drop = math.radians(body.hair_drop)
    normal = frame.out((-math.sin(drop), 0.0, math.cos(drop)))
    edge = dot(subtract(skeleton.neck, bone.center), normal) - 0.002
    axis = _axis(camera, frame)
    faces = [camera.ellipse(part) for part in face(skeleton)]
    nose_balls = [camera.ellipse(part) for part in nose(skeleton)]
    nose_outline = hull([*nose_balls, _shrunk(faces[0], 0.35)], 8, axis)
    tone: Material = "g" if body.is_grey else "k"
    ears = _ears(skeleton, camera)
    if dot(normal, camera.toward) > 0:
        skin = hull([camera.ellipse(bone), *faces], _CORNERS, axis)
        cap = Cap(camera, hair, normal, edge)
        strokes = [Stroke("s", skin + nose_outline), Stroke(tone, hull([cap], _CORNERS, axis))]
    else:
        below = Cap(camera, bone, scale(normal, -1), -edge)
        skin = hull([below, *faces], _CORNERS, axis)
        hair_outline = oval(camera.ellipse(hair))
        strokes = [Stroke(tone, hair_outline), Stroke("s", skin + nose_outline)]
    strokes += ears
    if bun := bun_of(skeleton):
        stroke = Stroke(tone, oval(camera.ellipse(bun)))
        is_near = dot(subtract(bun.center, bone.center), camera.toward) > 0.02
        strokes = [*strokes, stroke] if is_near else [stroke, *strokes]
    return strokes


def bun_of(skeleton: Skeleton) -> Ellipsoid | None:
    """The knot of hair; None where a body has none."""
    knot = skeleton.body.bun
    return lump(skeleton.neck, skeleton.head_frame, knot) if knot else None


def _ears(skeleton: Skeleton, camera: Camera) -> list[Stroke]:
    """The ears that face the camera."""
    frame, ear = skeleton.head_frame, measures.EAR
    strokes = []
    for sign in (1.0, -1.0):
        if sign * dot(frame.y, camera.toward) > _EAR_SHOWS:
            center = (ear.center[0], sign * ear.center[1], ear.center[2])
            solid = ellipsoid(skeleton.neck, frame, center, ear.radii)
            outline = oval(camera.ellipse(solid))
            strokes.append(Stroke("s", outline, is_thin=True))
    return strokes


def _axis(camera: Camera, frame: Frame) -> tuple[float, float]:
    """The head's upright on paper, or its forward where that points at the camera."""
    for direction in (frame.z, frame.x):
        x, y = dot(direction, camera.right), -dot(direction, camera.up)
        if math.hypot(x, y) > 0.3:
            return x, y
    return 1.0, 0.0


def _thicker(solid: Ellipsoid, by: float) -> Ellipsoid:
    """A ball with something on it all around."""
    axes = [scale(axis, 1 + by / length(axis)) for axis in solid[1:]]
    return Ellipsoid(solid.center, *axes)


def _shrunk(ellipse: Ellipse, factor: float) -> Ellipse:
    square = factor * factor
    return Ellipse(
        ellipse.x, ellipse.y, ellipse.xx * square, ellipse.xy * square, ellipse.yy * square
    )
