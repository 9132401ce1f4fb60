"""What hands and feet can touch: floor, wall, a thing, the body's own trunk and limbs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.geometry import Vector, Z, along, between, scale, square_to, unit

if TYPE_CHECKING:
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import Reach

_SIDE_RADII = {
    "thigh": (measures.HIP_RADIUS, measures.KNEE_RADIUS),
    "shin": (measures.KNEE_RADIUS, measures.ANKLE_RADIUS),
    "upper-arm": (measures.SHOULDER_RADIUS, measures.ELBOW_RADIUS),
    "forearm": (measures.ELBOW_RADIUS, measures.WRIST_RADIUS),
}
IN_THE_ROOM = frozenset({"floor", "wall", "point", "seat", "chair-back"})
"""Targets that stay where they are, however the body moves: a reach says where on them."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A place that a hand or foot touches.

    Attributes:
        point: On the surface.
        normal: Which way the surface looks.
        grain: A direction along it: that of the limb that is touched, toward its end.
    """

    point: Vector
    normal: Vector
    grain: Vector


def contact_of(skeleton: Skeleton, reach: Reach, sign: float) -> Contact:
    """Where a reach touches what it goes to."""
    target, _, side = reach.to.rpartition("-")
    if side not in {"left", "right"}:
        target = reach.to
    at = (*reach.at, 0.0, 0.0, 0.0)[: max(3, len(reach.at))]
    if target == "floor":
        return Contact((at[0], at[1], reach.lift), Z, (1.0, 0.0, 0.0))
    if target in IN_THE_ROOM:
        normal = unit(reach.normal) if reach.normal else _NORMALS[target]
        point = along((at[0], at[1], at[2]), normal, reach.lift)
        grain = (0.0, 0.0, 1.0) if abs(normal[2]) < 0.7 else (1.0, 0.0, 0.0)
        return Contact(point, normal, grain)
    if target in {"head", "chest", "waist", "hips"}:
        return _on_trunk(skeleton, reach, target, sign)
    return _on_limb(skeleton, reach, target, side)


_NORMALS: dict[str, Vector] = {
    "wall": (-1.0, 0.0, 0.0),
    "point": Z,
    "seat": Z,
    "chair-back": (0.0, 0.0, 1.0),
}


def _on_trunk(skeleton: Skeleton, reach: Reach, target: str, sign: float) -> Contact:
    """A place on head or trunk; the outer side where no surface is named."""
    heights = {"chest": 0.21, "waist": 0.085, "hips": 0.03}
    if target == "head":
        frame = skeleton.head_frame
        middle = along(skeleton.neck, frame.z, 0.035)
        radii = (0.075, 0.058)
    else:
        middle, frame = skeleton.trunk_at(heights[target])
        radii = (0.066, 0.088 if target != "waist" else 0.080)
    if reach.at:
        middle = along(middle, frame.z, reach.at[0])
    local = {
        "front": (1.0, 0.0, 0.0),
        "back": (-1.0, 0.0, 0.0),
        "outer": (0.0, sign, 0.0),
        "inner": (0.0, -sign, 0.0),
    }[reach.surface or "outer"]
    if reach.normal:
        local = unit((reach.normal[0], reach.normal[1], 0.0))
    normal = frame.out(local)
    size = math.hypot(radii[0] * local[0], radii[1] * local[1])
    grain = scale(frame.x, 1.0) if abs(local[1]) > 0.5 else scale(frame.y, -sign)
    return Contact(along(middle, normal, size + reach.lift), normal, grain)


def _on_limb(skeleton: Skeleton, reach: Reach, target: str, side: str) -> Contact:
    """A place on a limb; where no surface is named, the front."""
    is_leg = target in {"thigh", "shin", "ankle", "foot"}
    limb = skeleton.limbs[f"{'leg' if is_leg else 'arm'}_{side}"]
    own = 1.0 if side == "left" else -1.0
    outward = {
        "front": (1.0, 0.0, 0.0),
        "back": (-1.0, 0.0, 0.0),
        "outer": (0.0, own, 0.0),
        "inner": (0.0, -own, 0.0),
    }[reach.surface or "front"]
    if reach.normal:
        outward = (reach.normal[0], own * reach.normal[1], reach.normal[2])
    if target in {"thigh", "upper-arm"}:
        start, end, frame = limb.root, limb.hinge, limb.upper
    elif target in {"shin", "forearm"}:
        start, end, frame = limb.hinge, limb.tip, limb.lower
    else:
        start, frame = limb.tip, limb.end
        end = along(start, frame.x, 0.09) if target == "foot" else start
        if target == "hand":
            start, end = along(start, frame.z, -0.02), along(start, frame.z, -0.09)
    near, far = _SIDE_RADII.get(target, (0.027, 0.027) if is_leg else (0.013, 0.012))
    radius = near + (far - near) * reach.along
    point = between(start, end, reach.along)
    normal = unit(frame.out(outward))
    if target in {"thigh", "shin", "upper-arm", "forearm"}:
        normal = square_to(normal, frame.z)
    grain = scale(frame.z, -1) if target != "foot" else frame.x
    return Contact(along(point, normal, radius + reach.lift), normal, grain)
