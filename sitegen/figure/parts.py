"""The body on paper, piece by piece: trunk, pelvis, arms and legs, each as outlined shapes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.camera import UNITS, Camera, Ellipse, Point
from sitegen.figure.geometry import Vector, between, dot, scale
from sitegen.figure.outline import End, Swell, banded, hull, oval, tapered
from sitegen.figure.solids import foot, hand, pelvis, trunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.figure.geometry import Ellipsoid
    from sitegen.figure.skeleton import Limb, Skeleton
    from sitegen.model.figures import HandShape

SLEEVE = 0.56
"""How far down the upper arm a sleeve goes."""
TROUSER = 0.86
"""How far down the shank trousers go."""
_FORESHORTENED = 0.8


@dataclass(frozen=True, slots=True)
class LimbShapes:
    """An arm or leg on paper, as path data.

    Attributes:
        upper: The bare upper arm; nothing for a leg.
        lower: Forearm and hand, or shank and foot, bare.
        cloth_upper: Sleeve or thigh.
        cloth_lower: The shank's trouser; nothing for an arm.
    """

    upper: str
    lower: str
    cloth_upper: str
    cloth_lower: str


def trunk_outline(skeleton: Skeleton, camera: Camera) -> str:
    """The shirt's body."""
    return _stack(trunk(skeleton), camera)


def pelvis_outline(skeleton: Skeleton, camera: Camera) -> str:
    """The seat of the trousers."""
    return _stack(pelvis(skeleton), camera)


def _stack(sections: Sequence[Ellipsoid], camera: Camera) -> str:
    """Sections one above the other, joined by smooth sides."""
    ellipses = [camera.ellipse(part) for part in sections]
    one_side: list[tuple[float, float]] = []
    other_side: list[tuple[float, float]] = []
    for index, ellipse in enumerate(ellipses):
        before = ellipses[max(index - 1, 0)]
        after = ellipses[min(index + 1, len(ellipses) - 1)]
        dx, dy = after.x - before.x, after.y - before.y
        size = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / size, dx / size
        one_side.append(ellipse.support(-nx, -ny)[1:])
        other_side.append(ellipse.support(nx, ny)[1:])
    data = banded(one_side, other_side)
    ends = {0, len(ellipses) - 1}
    rise = [distance_on_paper(a, b) for a, b in pairwise(ellipses)]
    steps = [UNITS * math.dist(a.center, b.center) for a, b in pairwise(sections)]
    # Seen along the spine, sides say nothing: the sections themselves do.
    full = sum(rise) < _FORESHORTENED * sum(steps)
    for index in range(0, len(ellipses), 2) if full else sorted(ends):
        data += oval(ellipses[index])
    return data


def distance_on_paper(a: Ellipse, b: Ellipse) -> float:
    """How far two middles are apart, in units."""
    return math.hypot(a.x - b.x, a.y - b.y)


def leg_shapes(limb: Limb, camera: Camera) -> LimbShapes:
    """A leg: trousers to above the ankle, a bare foot."""
    hip, knee, ankle = (camera.point(place) for place in (limb.root, limb.hinge, limb.tip))
    hem = camera.point(between(limb.hinge, limb.tip, TROUSER))
    hem_radius = _mixed(measures.KNEE_RADIUS, measures.ANKLE_RADIUS, TROUSER) * UNITS + 2
    thigh = _Muscle(camera, scale(limb.upper.x, 0.012), 0.003, is_upper=True)
    calf = _Muscle(camera, scale(limb.lower.x, -0.020), 0.002, is_upper=False)
    knee_radius = measures.KNEE_RADIUS * UNITS
    cloth_upper = thigh.segment(hip, measures.HIP_RADIUS * UNITS, knee, knee_radius)
    cloth_lower = calf.segment(knee, knee_radius, hem, hem_radius, is_cut=True)
    bare = calf.segment(hem, hem_radius - 4, ankle, measures.ANKLE_RADIUS * UNITS)
    axis = _axis(camera, limb.end.x, limb.end.z)
    for group in foot(limb):
        bare += hull([camera.ellipse(part) for part in group], 8, axis)
    return LimbShapes("", bare, cloth_upper, cloth_lower)


def arm_shapes(limb: Limb, sign: float, shape: HandShape, camera: Camera) -> LimbShapes:
    """An arm: a sleeve, a bare forearm, a hand."""
    shoulder, elbow, wrist = (camera.point(place) for place in (limb.root, limb.hinge, limb.tip))
    hem = camera.point(between(limb.root, limb.hinge, SLEEVE))
    upper = _Muscle(camera, scale(limb.upper.x, 0.006), 0.002, is_upper=True)
    fore = _Muscle(camera, scale(limb.lower.x, 0.004), 0.003, is_upper=False)
    shoulder_radius = measures.SHOULDER_RADIUS * UNITS
    elbow_radius = measures.ELBOW_RADIUS * UNITS
    hem_radius = _mixed(measures.SHOULDER_RADIUS, measures.ELBOW_RADIUS, SLEEVE) * UNITS + 2
    bare_upper = upper.segment(shoulder, shoulder_radius - 3, elbow, elbow_radius)
    lower = fore.segment(elbow, elbow_radius, wrist, measures.WRIST_RADIUS * UNITS)
    axis = _axis(camera, limb.end.z, limb.end.x)
    for group in hand(limb, sign, shape):
        lower += hull([camera.ellipse(part) for part in group], 6, axis)
    sleeve = upper.segment(shoulder, shoulder_radius, hem, hem_radius)
    return LimbShapes(bare_upper, lower, sleeve, "")


@dataclass(frozen=True, slots=True)
class _Muscle:
    """How the sides of a limb swell: a muscle on one side, and a little all around."""

    camera: Camera
    muscle: Vector
    round: float
    is_upper: bool

    def segment(
        self,
        start: Point,
        first: float,
        end: Point,
        second: float,
        *,
        is_cut: bool = False,
    ) -> str:
        """A tapered limb between two places on paper; one that is cut ends before the ankle."""
        dx, dy = end.x - start.x, end.y - start.y
        size = math.hypot(dx, dy)
        if size < abs(first - second) + 1:
            big, radius = (start, first) if first > second else (end, second)
            square = radius * radius
            return oval(Ellipse(big.x, big.y, square, 0.0, square))
        # A limb that points at the camera shows little of its muscle.
        depth = (end.depth - start.depth) * UNITS
        shown = size / math.hypot(size, depth)
        nx, ny = -dy / size, dx / size
        mx = dot(self.muscle, self.camera.right) * UNITS
        my = -dot(self.muscle, self.camera.up) * UNITS
        outward = mx * nx + my * ny
        sides = []
        for muscle in (outward, -outward):
            swell = (muscle if muscle > 0 else muscle * 0.25) + self.round * UNITS
            swell *= shown
            if self.is_upper:
                sides.append(Swell(0.36, 2.0 * swell, 0.74, 0.12 * swell))
            elif is_cut:
                sides.append(Swell(0.23, 0.35 * swell, 0.60, 2.0 * swell))
            else:
                sides.append(Swell(0.20, 0.35 * swell, 0.52, 2.0 * swell))
        return tapered(End(start.x, start.y, first), End(end.x, end.y, second), *sides)


def _mixed(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _axis(camera: Camera, first: Vector, otherwise: Vector) -> tuple[float, float]:
    """A direction on paper that turns with a part; another where the first points at the camera."""
    for direction in (first, otherwise):
        x, y = dot(direction, camera.right), -dot(direction, camera.up)
        if math.hypot(x, y) > 0.3:
            return x, y
    return 1.0, 0.0
