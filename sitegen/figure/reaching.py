"""Hands and feet on their targets: two-bone inverse kinematics, and the height of the body."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.contacts import contact_of
from sitegen.figure.geometry import (
    Frame,
    Vector,
    Z,
    add,
    along,
    between,
    cross,
    length,
    scale,
    square_to,
    subtract,
    unit,
)
from sitegen.figure.skeleton import (
    SIDES,
    Limb,
    Skeleton,
    raised_share,
    shoulder_of,
    stand_up,
)
from sitegen.figure.solids import resting_parts

if TYPE_CHECKING:
    from sitegen.figure.body import Body
    from sitegen.figure.pose import Settled
    from sitegen.model.figures import Reach

_FULL_REACH = 0.9995


@dataclass(frozen=True, slots=True)
class Posed:
    """A body in its place, and how far each reach missed its target."""

    skeleton: Skeleton
    misses: dict[str, float]


def posed(pose: Settled, body: Body) -> Posed:
    """Put a body into a pose: angles first, then its height, feet, and hands.

    Args:
        pose: The pose.
        body: Whose.

    Returns:
        The body, resting on the floor or the seat, and by how much reaches missed, in shares of
        stature.
    """
    skeleton = stand_up(pose, body)
    skeleton = skeleton.moved((0.0, 0.0, _height(pose, skeleton)))
    misses: dict[str, float] = {}
    for name, reach in sorted(pose.reaches.items(), key=_turn):
        part, _, side = name.partition("_")
        sign = dict(SIDES)[side]
        if part == "foot":
            skeleton, miss = _foot_reached(skeleton, reach, side, sign)
        else:
            skeleton, miss = _hand_reached(skeleton, pose, reach, side, sign)
        misses[name] = miss
    return Posed(skeleton, misses)


def _turn(item: tuple[str, Reach]) -> tuple[bool, bool]:
    """When a reach is worked out: feet before hands, and what goes to its own kind last."""
    name, reach = item
    is_hand = name.startswith("hand")
    own = ("hand", "forearm", "upper-arm") if is_hand else ("thigh", "shin", "ankle", "foot")
    return is_hand, reach.to.startswith(own)


def _height(pose: Settled, skeleton: Skeleton) -> float:
    """How high the middle of the hips is."""
    if pose.height is not None:
        return pose.height
    if pose.seat is not None:
        lowest = min(part.lowest for part in resting_parts(skeleton, frozenset(skeleton.limbs)))
        for limb in (skeleton.limbs["leg_left"], skeleton.limbs["leg_right"]):
            lowest = min(lowest, between(limb.root, limb.hinge, 0.3)[2] - 0.055)
        return pose.seat - lowest
    skipped = {f"leg_{name[5:]}" for name in pose.reaches if name.startswith("foot")}
    skipped |= {f"arm_{name[5:]}" for name in pose.reaches if name.startswith("hand")}
    return -min(part.lowest for part in resting_parts(skeleton, frozenset(skipped)))


def two_bones(
    root: Vector, target: Vector, lengths: tuple[float, float], pole: Vector
) -> tuple[Vector, Vector, float]:
    """Find hinge and tip of two bones.

    Args:
        root: Where the first bone begins.
        target: Where the second is to end.
        lengths: Of the two bones.
        pole: Which way the hinge is to point.

    Returns:
        Hinge, tip, and how far the tip is from the target.
    """
    first, second = lengths
    line = subtract(target, root)
    wanted = length(line)
    reach = min(max(wanted, abs(first - second) + 1e-4), _FULL_REACH * (first + second))
    direction = unit(line, (0.0, 0.0, -1.0))
    share = (first * first - second * second + reach * reach) / (2 * reach)
    height = math.sqrt(max(first * first - share * share, 0.0))
    hinge = along(along(root, direction, share), square_to(pole, direction), height)
    tip = along(root, direction, reach)
    return hinge, tip, abs(wanted - reach)


def _foot_reached(
    skeleton: Skeleton, reach: Reach, side: str, sign: float
) -> tuple[Skeleton, float]:
    name = f"leg_{side}"
    limb = skeleton.limbs[name]
    contact = contact_of(skeleton, reach, sign)
    if reach.to in {"floor", "point", "seat"}:
        target = along(contact.point, Z, measures.ANKLE_HEIGHT)
    else:
        target = along(contact.point, contact.normal, measures.ANKLE_RADIUS)
    toes = _toes(skeleton, reach)
    # The heel stays where it is when the toes go up.
    lifted = math.radians(reach.toes_up)
    target = add(
        target,
        add(
            scale(toes, measures.ANKLE_HEIGHT * 0.5 * math.sin(-lifted)),
            (0.0, 0.0, 0.02 * (1 - math.cos(lifted))),
        ),
    )
    pole: Vector = reach.bend or add(toes, scale(skeleton.pelvis_frame.x, 0.3))
    knee, ankle, miss = two_bones(limb.root, target, (measures.THIGH, measures.SHANK), pole)
    line = unit(subtract(ankle, limb.root))
    lateral = cross(scale(line, -1), square_to(pole, line))
    thigh, shank = bone(limb.root, knee, lateral), bone(knee, ankle, lateral)
    if reach.to in {"floor", "point", "seat"}:
        up = square_to(Z, toes)
        foot = Frame(toes, cross(up, toes), up).turned_y(-reach.toes_up)
    else:
        foot = shank.turned_y(-8)
    return skeleton.with_limb(name, Limb(limb.root, thigh, knee, shank, ankle, foot)), miss


def _toes(skeleton: Skeleton, reach: Reach) -> Vector:
    """Which way the toes point, level with the floor."""
    if reach.fingers:
        return unit(reach.fingers)
    forward = skeleton.pelvis_frame.x
    level = (forward[0], forward[1], 0.0)
    return unit(level) if length(level) > 0.5 else (1.0, 0.0, 0.0)


def _hand_reached(
    skeleton: Skeleton, pose: Settled, reach: Reach, side: str, sign: float
) -> tuple[Skeleton, float]:
    name = f"arm_{side}"
    contact = contact_of(skeleton, reach, sign)
    thorax = skeleton.thorax
    # A high target raises the shoulder blade, one far ahead brings it forward.
    line = thorax.into(unit(subtract(contact.point, skeleton.limbs[name].root)))
    raised = raised_share(math.degrees(math.acos(max(-1.0, min(1.0, -line[2])))))
    shoulder = shoulder_of(skeleton, sign, raised, pose.shrug)
    shoulder = along(shoulder, thorax.x, 0.018 * max(line[0], 0.0) * (1 - abs(line[2])))
    palm = scale(contact.normal, -1)
    fingers = square_to(
        reach.fingers or contact.grain,
        palm,
        subtract(contact.point, shoulder),
    )
    wrist_at = along(
        along(contact.point, contact.normal, measures.PALM_ABOVE), fingers, -measures.PALM_BACK
    )
    lengths = (measures.UPPER_ARM, measures.FOREARM)
    pole: Vector = reach.bend or thorax.out((-0.5, 0.7 * sign, -0.4))
    elbow, wrist, miss = two_bones(shoulder, wrist_at, lengths, pole)
    if not reach.bend and elbow[2] < measures.ELBOW_RADIUS:
        elbow, wrist, miss = _above_floor(
            shoulder, wrist_at, lengths, pole, thorax.out((0.0, sign, 0.0))
        )
    axis = unit(subtract(wrist, shoulder))
    lateral = cross(scale(axis, -1), scale(square_to(subtract(elbow, shoulder), axis), -1))
    upper, forearm = bone(shoulder, elbow, lateral), bone(elbow, wrist, lateral)
    hand_y = scale(palm, -sign)
    hand_z = scale(fingers, -1)
    hand = Frame(cross(hand_y, hand_z), hand_y, hand_z)
    return skeleton.with_limb(name, Limb(shoulder, upper, elbow, forearm, wrist, hand)), miss


def _above_floor(
    shoulder: Vector,
    wrist: Vector,
    lengths: tuple[float, float],
    pole: Vector,
    outward: Vector,
) -> tuple[Vector, Vector, float]:
    """Turn the elbow outward, until it is above the floor."""
    for step in range(1, 9):
        turned = between(pole, outward, step / 8)
        elbow, tip, miss = two_bones(shoulder, wrist, lengths, turned)
        if elbow[2] >= measures.ELBOW_RADIUS:
            break
    return elbow, tip, miss


def bone(start: Vector, end: Vector, lateral: Vector) -> Frame:
    """The frame of a bone that runs along -z, with its hinge axis on the left."""
    z = unit(subtract(start, end))
    y = square_to(lateral, z)
    return Frame(cross(y, z), y, z)
