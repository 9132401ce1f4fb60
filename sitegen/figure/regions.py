"""Where a stretch is felt: balls under the skin, cut to the part that they lie in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure.geometry import Vector, add, between, dot, length, subtract
from sitegen.figure.outline import capsule

if TYPE_CHECKING:
    from sitegen.figure.camera import Camera
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import Region


class Bead(NamedTuple):
    """A ball of a region.

    Attributes:
        bone: `trunk`, `neck`, `upper-arm`, `forearm`, `thigh`, `shank`.
        place: On the trunk its height above the hips; else its share of the way along the bone.
        forward: How far it is before the bone.
        outward: How far it is from the middle of the trunk, or outside the limb's bone.
        radius: Its radius.
    """

    bone: str
    place: float
    forward: float
    outward: float
    radius: float


class Kind(NamedTuple):
    """A region of one side of the body, as beads in order, and the pieces that it is cut to."""

    beads: tuple[Bead, ...]
    pieces: tuple[str, ...]


_KINDS: dict[str, Kind] = {
    "neck-back": Kind(
        (
            Bead("neck", -0.25, -0.036, 0.0, 0.022),
            Bead("neck", 0.4, -0.034, 0.0, 0.024),
            Bead("neck", 0.9, -0.036, 0.0, 0.02),
        ),
        (
            "neck",
            "trunk",
        ),
    ),
    "neck": Kind(
        (
            Bead("trunk", 0.275, -0.012, 0.07, 0.02),
            Bead("neck", 0.0, -0.004, 0.04, 0.022),
            Bead("neck", 0.45, 0.0, 0.034, 0.018),
            Bead("neck", 0.9, 0.0, 0.036, 0.015),
        ),
        (
            "neck",
            "trunk",
        ),
    ),
    "shoulder": Kind(
        (
            Bead("upper-arm", -0.05, 0.0, 0.02, 0.03),
            Bead("upper-arm", 0.2, 0.0, 0.018, 0.03),
            Bead("upper-arm", 0.45, 0.0, 0.01, 0.018),
        ),
        ("arm",),
    ),
    "shoulder-back": Kind(
        (
            Bead("trunk", 0.225, -0.055, 0.062, 0.026),
            Bead("upper-arm", 0.02, -0.024, 0.004, 0.026),
            Bead("upper-arm", 0.3, -0.02, 0.0, 0.018),
        ),
        (
            "trunk",
            "arm",
        ),
    ),
    "chest": Kind(
        (
            Bead("trunk", 0.225, 0.055, 0.022, 0.026),
            Bead("trunk", 0.232, 0.048, 0.06, 0.028),
            Bead("trunk", 0.243, 0.028, 0.09, 0.02),
        ),
        (
            "trunk",
            "arm",
        ),
    ),
    "upper-arm-back": Kind(
        (
            Bead("upper-arm", 0.1, -0.02, 0.0, 0.018),
            Bead("upper-arm", 0.45, -0.022, 0.0, 0.022),
            Bead("upper-arm", 0.85, -0.02, 0.0, 0.014),
        ),
        ("arm",),
    ),
    "upper-back": Kind(
        (
            Bead("trunk", 0.27, -0.05, 0.0, 0.03),
            Bead("trunk", 0.225, -0.058, 0.0, 0.04),
            Bead("trunk", 0.165, -0.052, 0.0, 0.03),
        ),
        ("trunk",),
    ),
    "lower-back": Kind(
        (
            Bead("trunk", 0.135, -0.048, 0.0, 0.024),
            Bead("trunk", 0.085, -0.05, 0.0, 0.034),
            Bead("trunk", 0.03, -0.058, 0.0, 0.03),
        ),
        (
            "trunk",
            "pelvis",
        ),
    ),
    "back": Kind(
        (
            Bead("trunk", 0.265, -0.048, 0.0, 0.024),
            Bead("trunk", 0.205, -0.058, 0.0, 0.032),
            Bead("trunk", 0.13, -0.05, 0.0, 0.032),
            Bead("trunk", 0.045, -0.058, 0.0, 0.028),
        ),
        (
            "trunk",
            "pelvis",
        ),
    ),
    "abdomen": Kind(
        (
            Bead("trunk", 0.165, 0.056, 0.0, 0.022),
            Bead("trunk", 0.105, 0.056, 0.0, 0.032),
            Bead("trunk", 0.035, 0.052, 0.0, 0.022),
        ),
        (
            "trunk",
            "pelvis",
        ),
    ),
    "waist": Kind(
        (
            Bead("trunk", 0.215, 0.0, 0.084, 0.022),
            Bead("trunk", 0.15, 0.0, 0.074, 0.032),
            Bead("trunk", 0.085, 0.0, 0.074, 0.03),
            Bead("trunk", 0.03, -0.005, 0.08, 0.018),
        ),
        (
            "trunk",
            "pelvis",
        ),
    ),
    "buttock": Kind(
        (
            Bead("trunk", 0.045, -0.056, 0.045, 0.024),
            Bead("trunk", 0.0, -0.066, 0.052, 0.042),
            Bead("thigh", 0.14, -0.052, 0.0, 0.034),
        ),
        (
            "pelvis",
            "leg.upper",
        ),
    ),
    "outer-hip": Kind(
        (
            Bead("trunk", 0.055, -0.004, 0.08, 0.02),
            Bead("trunk", 0.005, -0.006, 0.088, 0.034),
            Bead("thigh", 0.22, 0.0, 0.05, 0.03),
            Bead("thigh", 0.5, 0.0, 0.046, 0.016),
        ),
        (
            "pelvis",
            "leg.upper",
        ),
    ),
    "hip-front": Kind(
        (
            Bead("trunk", 0.05, 0.052, 0.045, 0.02),
            Bead("trunk", -0.01, 0.056, 0.05, 0.03),
            Bead("thigh", 0.3, 0.05, 0.0, 0.032),
            Bead("thigh", 0.6, 0.042, 0.0, 0.018),
        ),
        (
            "pelvis",
            "leg.upper",
        ),
    ),
    "inner-thigh": Kind(
        (
            Bead("thigh", 0.06, 0.01, -0.04, 0.024),
            Bead("thigh", 0.4, 0.004, -0.044, 0.03),
            Bead("thigh", 0.85, 0.0, -0.034, 0.014),
        ),
        (
            "leg.upper",
            "leg.lower",
        ),
    ),
    "thigh-front": Kind(
        (
            Bead("thigh", 0.12, 0.052, 0.0, 0.022),
            Bead("thigh", 0.45, 0.05, 0.0, 0.036),
            Bead("thigh", 0.8, 0.036, 0.0, 0.024),
            Bead("thigh", 0.95, 0.03, 0.0, 0.014),
        ),
        (
            "leg.upper",
            "leg.lower",
        ),
    ),
    "thigh-back": Kind(
        (
            Bead("thigh", 0.1, -0.055, 0.0, 0.024),
            Bead("thigh", 0.45, -0.05, 0.0, 0.038),
            Bead("thigh", 0.8, -0.036, 0.0, 0.026),
            Bead("thigh", 0.97, -0.03, 0.0, 0.014),
        ),
        (
            "leg.upper",
            "leg.lower",
        ),
    ),
    "shin": Kind(
        (
            Bead("shank", 0.1, 0.022, 0.0, 0.018),
            Bead("shank", 0.4, 0.020, 0.0, 0.022),
            Bead("shank", 0.8, 0.014, 0.0, 0.012),
        ),
        ("leg.upper", "leg.lower"),
    ),
    "calf": Kind(
        (
            Bead("shank", 0.06, -0.026, 0.0, 0.018),
            Bead("shank", 0.3, -0.042, 0.0, 0.034),
            Bead("shank", 0.55, -0.032, 0.0, 0.026),
            Bead("shank", 0.82, -0.014, 0.0, 0.012),
        ),
        (
            "leg.upper",
            "leg.lower",
        ),
    ),
    "forearm-palm": Kind(
        (
            Bead("forearm", 0.1, 0.0, -0.014, 0.02),
            Bead("forearm", 0.45, 0.0, -0.014, 0.02),
            Bead("forearm", 0.85, 0.0, -0.012, 0.014),
        ),
        ("arm",),
    ),
    "forearm-back": Kind(
        (
            Bead("forearm", 0.1, 0.0, 0.014, 0.02),
            Bead("forearm", 0.45, 0.0, 0.014, 0.02),
            Bead("forearm", 0.85, 0.0, 0.012, 0.014),
        ),
        ("arm",),
    ),
}
_TURNED_AWAY = 0.55
"""The cosine from which on a region is on the far side."""
_BONES = {
    "thigh": ("leg", True),
    "shank": ("leg", False),
    "upper-arm": ("arm", True),
    "forearm": ("arm", False),
}


def outline_of(region: Region, skeleton: Skeleton, camera: Camera) -> tuple[str, tuple[str, ...]]:
    """A region on paper.

    Returns:
        Its path data, and the pieces that it is cut to: `trunk`, `leg_right.upper`.
    """
    kind, sides = _kind_of(region)
    data, pieces = "", []
    for side in sides:
        places = [(place_of(bead, side, skeleton), bead.radius) for bead in kind.beads]
        circles = [camera.circle(place, radius) for place, radius in places]
        for first, second in pairwise(circles):
            data += capsule(first, second)
        pieces += [
            piece.replace("leg", f"leg_{side}").replace("arm", f"arm_{side}")
            for piece in kind.pieces
        ]
    return data, tuple(dict.fromkeys(pieces))


def faces_camera(region: Region, skeleton: Skeleton, camera: Camera) -> bool:
    """Whether a region is on a side of its part that the camera sees."""
    kind, sides = _kind_of(region)
    side = sides[0]
    middle = kind.beads[len(kind.beads) // 2]
    inside = Bead(middle.bone, middle.place, 0, 0, 0)
    outward = subtract(place_of(middle, side, skeleton), place_of(inside, side, skeleton))
    return dot(outward, camera.toward) > -_TURNED_AWAY * length(outward)


def _kind_of(region: Region) -> tuple[Kind, tuple[str, ...]]:
    """The shape of a region, and the sides that it is on: beads in the middle are on one alone."""
    name, _, side = region.rpartition("-")
    if side in {"left", "right"}:
        return _KINDS[name], (side,)
    kind = _KINDS[region]
    is_paired = any(bead.outward for bead in kind.beads)
    return kind, ("left", "right") if is_paired else ("left",)


def place_of(bead: Bead, side: str, skeleton: Skeleton) -> Vector:
    """Where a bead is on one side of a body."""
    sign = 1.0 if side == "left" else -1.0
    if bead.bone == "trunk":
        place, frame = skeleton.trunk_at(bead.place)
        if bead.place < 0.03:
            frame = skeleton.pelvis_frame
    elif bead.bone == "neck":
        frame = skeleton.neck_frame
        place = between(skeleton.spine[-1], skeleton.neck, bead.place)
    else:
        limb_name, is_upper = _BONES[bead.bone]
        limb = skeleton.limbs[f"{limb_name}_{side}"]
        start, end = (limb.root, limb.hinge) if is_upper else (limb.hinge, limb.tip)
        frame = limb.upper if is_upper else limb.lower
        place = between(start, end, bead.place)
    return add(place, frame.out((bead.forward, sign * bead.outward, 0.0)))
