"""The way from one position to the next, as bodies in between: sampled in the space of joints.

Each joint turns evenly about one axis.  A hand or foot that is in the same place before and after
stays there, and its knee or elbow is worked out from that.  A reader's browser moves the outlines
in straight lines from one sample to the next: between two that are 30 degrees apart a limb looks
at most 3 % too short.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.geometry import (
    add,
    along,
    between,
    distance,
    subtract,
    turned_between,
)
from sitegen.figure.order import rods
from sitegen.figure.painting import body_strokes
from sitegen.figure.picture import hands_of, scene_of, towels
from sitegen.figure.reaching import bone, two_bones
from sitegen.figure.skeleton import Limb, Skeleton
from sitegen.figure.values import Movement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.figure.geometry import Frame, Vector
    from sitegen.figure.pose import Settled
    from sitegen.model.figures import BodyName, Figure

STEPS = 3
"""From one position to the next in so many steps."""
_STAYS = 0.03
"""A hand or foot that moves by less, as a share of stature, stays where it is."""
_LEVEL = 0.99
"""Above this cosine of its tilt a sole is level, and stays so on the way."""
_LENGTHS = {
    "arm": (measures.UPPER_ARM, measures.FOREARM),
    "leg": (measures.THIGH, measures.SHANK),
}


def movement_of(figure: Figure, body: BodyName = "woman") -> Movement:
    """Draw the way from a figure's start to its end.

    Args:
        figure: As its front matter says.
        body: Whose body, where the figure does not say.

    Returns:
        Its frames, without what is the same in all of them and without where it is felt.
    """
    scene = scene_of(figure, body)
    stations = list(zip((one.skeleton for one in scene.bodies), scene.poses, strict=True))
    stops = range(0, STEPS * len(stations), STEPS)
    frames = []
    for skeleton, pose in _samples([*stations, stations[0]] if figure.circle else stations):
        shapes = rods(skeleton, scene.camera)
        strokes = body_strokes(skeleton, scene.camera, shapes, hands_of(pose))
        held = enumerate(towels(figure, skeleton, scene.camera))
        frames.append((*strokes, *((f"towel:{i}", stroke) for i, stroke in held)))
    return Movement(tuple(frames), tuple(stops))


def _samples(stations: list[tuple[Skeleton, Settled]]) -> Iterator[tuple[Skeleton, Settled]]:
    """Every body on the way, with the pose that it is nearest to."""
    for (first, before), (last, after) in pairwise(stations):
        yield first, before
        for step in range(1, STEPS):
            share = step / STEPS
            yield body_between(first, last, share), before if share < 0.5 else after
    yield stations[-1]


def body_between(first: Skeleton, last: Skeleton, share: float) -> Skeleton:
    """The body at a share of the way from one to another.

    Args:
        first: The body before.
        last: The same body after.
        share: From 0 to 1.
    """
    *spine_frames, neck_frame, head_frame = _axis_between(first, last, share)
    spine = [between(first.pelvis, last.pelvis, share)]
    for frame, was, (low, high) in zip(
        spine_frames, first.spine_frames, pairwise(first.spine), strict=True
    ):
        spine.append(add(spine[-1], frame.out(was.into(subtract(high, low)))))
    trunk = replace(
        first,
        pelvis=spine[0],
        pelvis_frame=spine_frames[0],
        spine=tuple(spine),
        spine_frames=tuple(spine_frames),
        neck=along(spine[-1], neck_frame.z, measures.NECK),
        neck_frame=neck_frame,
        head_frame=head_frame,
    )
    limbs = {name: _limb_between(name, trunk, first, last, share) for name in first.limbs}
    return replace(trunk, limbs=limbs)


def _axis_between(first: Skeleton, last: Skeleton, share: float) -> list[Frame]:
    """The frames from the pelvis to the head."""
    before = (*first.spine_frames, first.neck_frame, first.head_frame)
    after = (*last.spine_frames, last.neck_frame, last.head_frame)
    frames = [turned_between(before[0], after[0], share)]
    for start, end in zip(pairwise(before), pairwise(after), strict=True):
        frames.append(_joint(frames[-1], start, end, share))
    return frames


def _limb_between(
    name: str, trunk: Skeleton, first: Skeleton, last: Skeleton, share: float
) -> Limb:
    a, b = first.limbs[name], last.limbs[name]
    kind = name.partition("_")[0]
    (place_a, frame_a), (place_b, frame_b), (place, frame) = (
        _girdle(body, kind) for body in (first, last, trunk)
    )
    own = between(
        frame_a.into(subtract(a.root, place_a)), frame_b.into(subtract(b.root, place_b)), share
    )
    root = add(place, frame.out(own))
    upper = _joint(frame, (frame_a, a.upper), (frame_b, b.upper), share)
    lower = _joint(upper, (a.upper, a.lower), (b.upper, b.lower), share)
    lengths = _LENGTHS[kind]
    hinge = along(root, upper.z, -lengths[0])
    tip = along(hinge, lower.z, -lengths[1])
    stays = distance(a.tip, b.tip) < _STAYS
    goal = between(a.tip, b.tip, share)
    if not stays:  # never lower than before and after, for there may be a floor
        goal = (tip[0], tip[1], max(tip[2], min(a.tip[2], b.tip[2])))
    if goal != tip:
        pole = subtract(hinge, between(root, tip, 0.5))
        hinge, tip, _ = two_bones(root, goal, lengths, pole)
        upper, lower = bone(root, hinge, upper.y), bone(hinge, tip, lower.y)
    if stays or min(a.end.z[2], b.end.z[2]) > _LEVEL:
        end = turned_between(a.end, b.end, share)
    else:
        end = _joint(lower, (a.lower, a.end), (b.lower, b.end), share)
    return Limb(root, upper, hinge, lower, tip, end)


def _girdle(body: Skeleton, kind: str) -> tuple[Vector, Frame]:
    """Where a limb hangs: place and frame of the chest or the pelvis."""
    return (body.spine[5], body.thorax) if kind == "arm" else (body.pelvis, body.pelvis_frame)


def _joint(
    parent: Frame, before: tuple[Frame, Frame], after: tuple[Frame, Frame], share: float
) -> Frame:
    """The frame above a joint, between two: each given as the frame below it and the one above."""
    start, end = (above.seen_from(below) for below, above in (before, after))
    return turned_between(start, end, share).within(parent)
