"""The balls that a posed body is made of, part by part: what rests, collides and is drawn."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.geometry import Ellipsoid, Frame, Vector, add, along, ball, ellipsoid, scale

if TYPE_CHECKING:
    from sitegen.figure.body import Body, Level, Lump
    from sitegen.figure.skeleton import Limb, Skeleton
    from sitegen.model.figures import HandShape

# How far the fingers bend at the knuckles, and at the joints beyond, in degrees.
_CURLS: dict[HandShape, tuple[float, float]] = {
    "flat": (2, 2),
    "relaxed": (16, 18),
    "grip": (62, 78),
    "fist": (88, 96),
}


def lump(origin: Vector, frame: Frame, what: Lump) -> Ellipsoid:
    """A ball of a part's own frame."""
    return ellipsoid(origin, frame, what.center, what.radii)


def skull(skeleton: Skeleton) -> Ellipsoid:
    """The head without the face."""
    return lump(skeleton.neck, skeleton.head_frame, measures.SKULL)


def face(skeleton: Skeleton) -> tuple[Ellipsoid, ...]:
    """Face and jaw."""
    return tuple(lump(skeleton.neck, skeleton.head_frame, part) for part in measures.FACE)


def nose(skeleton: Skeleton) -> tuple[Ellipsoid, ...]:
    """The nose."""
    return tuple(lump(skeleton.neck, skeleton.head_frame, part) for part in measures.NOSE)


def foot(limb: Limb) -> tuple[tuple[Ellipsoid, ...], tuple[Ellipsoid, ...]]:
    """The back and the front of a foot, as two groups of balls to be drawn together."""
    return (
        tuple(lump(limb.tip, limb.end, part) for part in measures.FOOT_BACK),
        tuple(lump(limb.tip, limb.end, part) for part in measures.FOOT_FRONT),
    )


def hand(limb: Limb, sign: float, shape: HandShape) -> tuple[tuple[Ellipsoid, ...], ...]:
    """A hand as groups of balls to be drawn together: palm, fingers, finger ends, thumb.

    Args:
        limb: The arm.
        sign: 1 left, -1 right.
        shape: How it is held.
    """
    frame = limb.end
    first, second = _CURLS[shape]
    wrist = ball(limb.tip, measures.WRIST_RADIUS)
    knuckles_at = along(limb.tip, frame.z, -0.052)
    knuckles = ellipsoid(knuckles_at, frame, (0, 0, 0), (0.0235, 0.0125, 0.018))
    fingers = frame.turned_x(-sign * first)
    middle_at = along(knuckles_at, fingers.z, -0.030)
    middle = ellipsoid(middle_at, fingers, (0, 0, 0), (0.0195, 0.0095, 0.013))
    ends = fingers.turned_x(-sign * second)
    tip = ellipsoid(along(middle_at, ends.z, -0.026), ends, (0, 0, 0), (0.0155, 0.0085, 0.011))
    inward = -sign * (0.022 if shape in {"grip", "fist"} else 0.006)
    thumb = (
        ball(add(limb.tip, frame.out((0.015, inward * 0.4, -0.022))), 0.0105),
        ball(add(limb.tip, frame.out((0.032, inward, -0.056))), 0.0095),
    )
    return ((wrist, knuckles), (knuckles, middle), (middle, tip), thumb)


def section(skeleton: Skeleton, level: Level, *, is_pelvis: bool = False) -> Ellipsoid:
    """One section of the trunk, as a flat ball."""
    if is_pelvis:
        frame = skeleton.pelvis_frame
        place = along(skeleton.pelvis, frame.z, level.height)
        if level.height > 0:
            place, frame = skeleton.trunk_at(level.height)
    else:
        place, frame = skeleton.trunk_at(level.height)
    width, depth, forward = _size(skeleton.body, level)
    center = along(place, frame.x, forward)
    return Ellipsoid(center, scale(frame.x, depth), scale(frame.y, width), scale(frame.z, 0.012))


@cache
def _size(body: Body, level: Level) -> tuple[float, float, float]:
    """How wide and how deep one body is at a level, and how far that lies forward."""
    # The waist widens where the trunk is narrowest, the girdle at the height of the shoulders.
    at_waist = math.exp(-(((level.height - 0.085) / 0.07) ** 2))
    at_chest = math.exp(-(((level.height - 0.205) / 0.032) ** 2))
    shoulders = min(max((level.height - 0.1) / 0.12, 0.0), 1.0)
    width = level.width * (1 + (body.waist - 1) * at_waist) * (1 + (body.girdle - 1) * shoulders)
    extra = level.depth * (body.waist - 1) * at_waist * 1.6 + body.chest * at_chest
    return width, level.depth + extra / 2, level.forward + extra / 2


def trunk(skeleton: Skeleton) -> list[Ellipsoid]:
    """The sections of the trunk from the waistband to the collar."""
    return [section(skeleton, level) for level in measures.TRUNK]


def pelvis(skeleton: Skeleton) -> list[Ellipsoid]:
    """The sections of the pelvis from the seat to the waistband."""
    return [section(skeleton, level, is_pelvis=True) for level in measures.PELVIS]


def limb_balls(limb: Limb, *, is_leg: bool) -> list[Ellipsoid]:
    """Root, hinge and tip of a limb."""
    radii = (
        (measures.HIP_RADIUS, measures.KNEE_RADIUS, measures.ANKLE_RADIUS)
        if is_leg
        else (measures.SHOULDER_RADIUS, measures.ELBOW_RADIUS, measures.WRIST_RADIUS)
    )
    places = (limb.root, limb.hinge, limb.tip)
    return [ball(place, radius) for place, radius in zip(places, radii, strict=True)]


def resting_parts(skeleton: Skeleton, skipped: frozenset[str]) -> list[Ellipsoid]:
    """Everything that can lie on the floor, without the limbs that are still to find their place.

    Args:
        skeleton: The body.
        skipped: Limbs to leave out: `leg_left`.
    """
    parts = [*trunk(skeleton), *pelvis(skeleton), skull(skeleton), *face(skeleton), *nose(skeleton)]
    for name, limb in skeleton.limbs.items():
        if name in skipped:
            continue
        is_leg = name.startswith("leg")
        parts += limb_balls(limb, is_leg=is_leg)[1:] if is_leg else limb_balls(limb, is_leg=is_leg)
        if is_leg:
            for group in foot(limb):
                parts += group
        else:
            sign = 1.0 if name.endswith("left") else -1.0
            for group in hand(limb, sign, "flat")[1:]:
                parts += group
    return parts
