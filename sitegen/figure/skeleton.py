"""A pose and a body to joints in space: forward kinematics, then the reaches of feet and hands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.geometry import (
    WORLD,
    Frame,
    Vector,
    X,
    Z,
    add,
    along,
    blended,
    cross,
    scale,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.figure.body import Body
    from sitegen.figure.pose import Settled

SIDES = (("left", 1.0), ("right", -1.0))


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg.

    Attributes:
        root: The shoulder or hip joint.
        upper: The frame of the upper arm or thigh; its bone runs along -z.
        hinge: The elbow or knee.
        lower: The frame of the forearm or shank.
        tip: The wrist or ankle.
        end: The frame of the hand or foot.
    """

    root: Vector
    upper: Frame
    hinge: Vector
    lower: Frame
    tip: Vector
    end: Frame

    def moved(self, by: Vector) -> Limb:
        """The same limb elsewhere."""
        return replace(
            self, root=add(self.root, by), hinge=add(self.hinge, by), tip=add(self.tip, by)
        )


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Every joint of a posed body.

    Attributes:
        pelvis: The middle of the hip joints.
        pelvis_frame: Of the pelvis.
        spine: The places along the back from the pelvis to the seventh neck vertebra.
        spine_frames: The frame above each of them.
        neck: The base of the skull.
        neck_frame: Of the neck.
        head_frame: Of the head.
        limbs: `arm_left`, `arm_right`, `leg_left`, `leg_right`.
    """

    body: Body
    pelvis: Vector
    pelvis_frame: Frame
    spine: tuple[Vector, ...]
    spine_frames: tuple[Frame, ...]
    neck: Vector
    neck_frame: Frame
    head_frame: Frame
    limbs: Mapping[str, Limb] = field(default_factory=dict)

    @property
    def thorax(self) -> Frame:
        """The frame of the chest."""
        return self.spine_frames[5]

    def moved(self, by: Vector) -> Skeleton:
        """The same body elsewhere."""
        return replace(
            self,
            pelvis=add(self.pelvis, by),
            spine=tuple(add(point, by) for point in self.spine),
            neck=add(self.neck, by),
            limbs={name: limb.moved(by) for name, limb in self.limbs.items()},
        )

    def with_limb(self, name: str, limb: Limb) -> Skeleton:
        """The same body with one limb held in another way."""
        return replace(self, limbs={**self.limbs, name: limb})

    def trunk_at(self, height: float) -> tuple[Vector, Frame]:
        """Place and frame of the trunk's axis at a height above the hips, at rest."""
        if height <= _HEIGHTS[1]:
            frame = blended(self.pelvis_frame, self.spine_frames[1], max(0, height) / 0.1)
            return along(self.pelvis, self.pelvis_frame.z, height), frame
        place = next((i for i in range(2, 8) if height <= _HEIGHTS[i]), 7) - 1
        low, high = _HEIGHTS[place], _HEIGHTS[place + 1]
        share = (height - low) / (high - low)
        below, here = self.spine_frames[place - 1], self.spine_frames[place]
        above = self.spine_frames[min(place + 1, 6)]
        frame = (
            blended(below, here, 0.5 + share) if share < 0.5 else blended(here, above, share - 0.5)
        )
        return along(self.spine[place], here.z, height - low), frame


_HEIGHTS = (0.0, *(joint.height for joint in measures.SPINE), measures.NECK_BASE[2])


def stand_up(pose: Settled, body: Body) -> Skeleton:
    """Forward kinematics: the body as its angles say, the middle of its hips at the origin."""
    angle = pose.angle
    frame = (
        WORLD.turned_z(angle("pelvis", "turn"))
        .turned_y(angle("pelvis", "pitch"))
        .turned_x(angle("pelvis", "roll"))
        .turned_z(angle("pelvis", "twist"))
    )
    pelvis = (0.0, 0.0, 0.0)
    spine, spine_frames = _spine(pose, body, frame)
    neck_frame, neck, head = _neck(pose, body, spine[-1], spine_frames[-1])
    skeleton = Skeleton(body, pelvis, frame, spine, spine_frames, neck, neck_frame, head)
    limbs = {}
    for side, sign in SIDES:
        limbs[f"leg_{side}"] = _leg(pose, body, frame, side, sign)
        limbs[f"arm_{side}"] = _arm(pose, skeleton, side, sign)
    return replace(skeleton, limbs=limbs)


def _spine(
    pose: Settled, body: Body, pelvis: Frame
) -> tuple[tuple[Vector, ...], tuple[Frame, ...]]:
    flexion, side = pose.angle("spine", "flexion"), pose.angle("spine", "side_bend")
    rotation = pose.angle("spine", "rotation")
    lumbar = pose.angle("spine", "lumbar") / 3
    thoracic = (pose.angle("spine", "thoracic") + body.stoop) / 3
    place, frame, height = (0.0, 0.0, 0.0), pelvis, 0.0
    places, frames = [place], [frame]
    for index, joint in enumerate(measures.SPINE):
        place = along(place, frame.z, joint.height - height)
        own = lumbar if index < 3 else thoracic
        frame = (
            frame.turned_y(flexion * joint.flexion + own)
            .turned_x(-side * joint.side_bend)
            .turned_z(rotation * joint.rotation)
        )
        height = joint.height
        places.append(place)
        frames.append(frame)
    base = measures.NECK_BASE
    places.append(add(place, frame.out((base[0], base[1], base[2] - height))))
    return tuple(places), tuple(frames)


def _neck(pose: Settled, body: Body, base: Vector, thorax: Frame) -> tuple[Frame, Vector, Frame]:
    flexion, side = pose.angle("neck", "flexion"), pose.angle("neck", "side_bend")
    rotation = pose.angle("neck", "rotation")
    # The neck leans, and a stoop is made up for, so that the head looks ahead at rest.
    lean = measures.NECK_LEAN - body.stoop * 0.4
    neck = thorax.turned_y(flexion * 0.45 + lean).turned_x(-side * 0.45).turned_z(rotation * 0.4)
    skull = along(base, neck.z, measures.NECK)
    head = (
        neck.turned_y(flexion * 0.55 - lean - body.stoop)
        .turned_x(-side * 0.55)
        .turned_z(rotation * 0.6)
    )
    return neck, skull, head


def _ball(frame: Frame, pose: Settled, joint: str, sign: float) -> Frame:
    """A hip or shoulder: flexion, then abduction in the flexed frame, then rotation."""
    return (
        frame.turned_y(-pose.angle(joint, "flexion"))
        .turned_x(sign * pose.angle(joint, "abduction"))
        .turned_z(-sign * pose.angle(joint, "rotation"))
    )


def _leg(pose: Settled, body: Body, pelvis: Frame, side: str, sign: float) -> Limb:
    hip = scale(pelvis.y, sign * body.hip)
    thigh = _ball(pelvis, pose, f"hip_{side}", sign)
    knee = along(hip, thigh.z, -measures.THIGH)
    shank = thigh.turned_y(pose.angle(f"knee_{side}", "flexion"))
    ankle = along(knee, shank.z, -measures.SHANK)
    foot = shank.turned_y(-pose.angle(f"ankle_{side}", "dorsiflexion"))
    if f"ankle_{side}" in pose.flat:
        toes = unit((foot.x[0], foot.x[1], 0.0), X)
        foot = Frame(toes, cross(Z, toes), Z)
    return Limb(hip, thigh, knee, shank, ankle, foot)


def shoulder_of(skeleton: Skeleton, sign: float, raised: float, shrug: float) -> Vector:
    """The shoulder joint: with a raised arm the shoulder blade carries it up and inward.

    Args:
        skeleton: The body.
        sign: 1 left, -1 right.
        raised: How far the arm is raised, from 0 to 1.
        shrug: How far the shoulder is lifted by itself.
    """
    x, y, z = measures.SHOULDER
    y = y * skeleton.body.girdle - 0.018 * raised
    z = z + 0.030 * raised + shrug - measures.SPINE[4].height
    return add(skeleton.spine[5], skeleton.spine_frames[5].out((x, sign * y, z)))


def raised_share(degrees: float) -> float:
    """How far an arm is raised, from 0 below 40 degrees to 1 above 180."""
    return min(max((degrees - 40) / 140, 0.0), 1.0)


def _arm(pose: Settled, skeleton: Skeleton, side: str, sign: float) -> Limb:
    joint = f"shoulder_{side}"
    most = max(pose.angle(joint, "flexion"), pose.angle(joint, "abduction"))
    shoulder = shoulder_of(skeleton, sign, raised_share(most), pose.shrug)
    upper = _ball(skeleton.thorax, pose, joint, sign)
    elbow = along(shoulder, upper.z, -measures.UPPER_ARM)
    forearm = upper.turned_y(-pose.angle(f"elbow_{side}", "flexion"))
    wrist = along(elbow, forearm.z, -measures.FOREARM)
    name = f"wrist_{side}"
    hand = forearm.turned_z(-sign * pose.angle(name, "pronation")).turned_x(
        -sign * pose.angle(name, "flexion")
    )
    return Limb(shoulder, upper, elbow, forearm, wrist, hand)
