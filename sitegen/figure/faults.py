"""What is wrong with a figure: no body bends so, reaches so far, stands so or sits in a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from sitegen.figure import body as measures
from sitegen.figure.balance import is_balanced
from sitegen.figure.geometry import between
from sitegen.figure.limits import NEAR, WHOLE_BACK, found_angles, is_near, is_past, limit_of
from sitegen.figure.picture import scene_of, window_of
from sitegen.figure.pose import BOTH, LIMBS, PAIRS, angles_in, poses_of, regions_of, written_poses
from sitegen.figure.props import boxes_of
from sitegen.figure.regions import faces_camera
from sitegen.figure.solids import foot, hand, limb_balls
from sitegen.figure.values import Fault
from sitegen.model.declaring import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.figure.arrows import Drawn
    from sitegen.figure.pose import Settled
    from sitegen.figure.reaching import Posed
    from sitegen.figure.skeleton import Skeleton
    from sitegen.figure.values import Window
    from sitegen.model import Location
    from sitegen.model.figures import BodyName, Figure, Pose, Prop

MISS = 0.01
"""A hand or foot may be so far from its target, in shares of stature."""
_SUNK = 0.014
"""So far may skin be pressed in by the floor."""
_INSIDE = 0.012
_ENDS = 2


def faults_of(figure: Figure, body: BodyName = "woman") -> tuple[Fault, ...]:
    """Everything that is wrong with a figure.

    Args:
        figure: As its front matter says.
        body: Whose body, where the figure does not say.
    """
    written = list(written_poses(figure).items())
    found = [fault for name, pose in written for fault in _angle_faults(name, pose)]
    found += _bare_towels(figure)
    if any(fault.kind == "contradiction" for fault in found):
        return tuple(found)
    scene = scene_of(figure, body)
    bodies = scene.bodies
    for (name, pose), settled, one in zip(written, poses_of(figure), bodies, strict=True):
        found += _back_faults(name, pose, settled)
        found += _reach_faults(name, pose, settled, one)
        places = {(fault.kind, fault.at) for fault in found}
        found += [
            fault
            for fault in _place_faults(figure, name, settled, one.skeleton)
            if (fault.kind, fault.at) not in places
        ]
    found += _arrow_faults(scene.arrows, window_of(figure, scene))
    for (name, pose), one, regions in zip(written, bodies, regions_of(figure), strict=True):
        for index, region in enumerate(regions):
            if not faces_camera(region, one.skeleton, scene.camera):
                at: Location = ("regions", index)
                at = at if pose.regions is None else (name, *at)
                message = f"`{region}` is on the far side of the body in this view."
                found.append(Fault("unseen", at, message, "Choose another `view`."))
    return tuple(found)


def _arrow_faults(arrows: Sequence[Drawn], window: Window) -> Iterator[Fault]:
    """Arrows on the body, or out of the picture."""
    for index, arrow in enumerate(arrows):
        if not arrow.is_clear:
            message = "This arrow touches the body, however far it is moved."
            hint = "Let it follow another part, or make `start` and `end` closer."
            yield Fault("arrow", ("arrows", index), message, hint)
        elif not all(
            window.x <= x <= window.x + window.width and window.y <= y <= window.y + window.height
            for x, y in arrow.places
        ):
            message = "This arrow leaves the picture, which `crop` cuts."
            hint = "Let it follow another part, or make its `gap` smaller."
            yield Fault("arrow", ("arrows", index), message, hint)


def _bare_towels(figure: Figure) -> Iterator[Fault]:
    """Towels that are nowhere."""
    for index, prop in enumerate(figure.props):
        if prop.prop == "towel" and len(prop.links) < _ENDS:
            message = "This towel is nowhere: it lies along parts of the body, and needs two."
            hint = "Write `links: [hand-left, foot-left]`. A folded one is a `cushion`."
            yield Fault("not-drawn", ("props", index), message, hint)


def _angle_faults(name: str, pose: Pose) -> Iterator[Fault]:
    """Angles that no joint has, that few have, or that contradict each other."""
    given = [name for name, value in asdict(pose).items() if value is not None]
    for joint in given:
        value = getattr(pose, joint)
        if not isinstance(value, Fields):
            continue
        part, _, side = BOTH.get(joint, joint).partition("_")
        limb = LIMBS.get(part, "")
        both = PAIRS.get(limb, "")
        reach = next((key for key in (f"{limb}_{side}", both) if key in given), "")
        if limb and reach and (side or reach == both):
            message = f"`{joint}` is worked out from `{reach}`, so it cannot be given too."
            yield Fault("contradiction", (name, joint), message, "Delete one of the two.")
        seen: dict[str, str] = {}
        for key, movement, degrees in angles_in(value):
            if movement in seen:
                message = f"`{key}` and `{seen[movement]}` are opposite ways of one movement."
                yield Fault("contradiction", (name, joint, key), message, "Delete one of the two.")
            seen[movement] = key
            limit = limit_of(part, movement)
            if limit is None:
                continue
            most = limit.high if degrees > 0 else -limit.low
            words = f"`{joint}` {key.replace('_', ' ')} of {abs(degrees):g} degrees"
            if abs(degrees) > most:
                message = f"{words} is past the limit of {most:g}."
                yield Fault("past-limit", (name, joint, key), message, "Draw 60 to 80 % of it.")
            elif is_near(limit, degrees):
                message = f"{words} is close to the limit of {most:g}: it invites over-stretching."
                hint = f"Draw at most {most * NEAR:.0f} degrees."
                yield Fault("near-limit", (name, joint, key), message, hint)


def _back_faults(name: str, pose: Pose, settled: Settled) -> Iterator[Fault]:
    """A back whose bends together are too far, where one of them is of a part of it."""
    parts = [settled.angle("spine", movement) for movement in ("lumbar", "thoracic")]
    if pose.spine is None or not any(parts):
        return
    whole = settled.angle("spine", "flexion") + sum(parts)
    way, most = ("flexion", WHOLE_BACK.high) if whole > 0 else ("extension", -WHOLE_BACK.low)
    words = f"Together the back comes to {abs(whole):g} degrees of {way}"
    if abs(whole) > most:
        message = f"{words}, past the limit of {most:g}."
        yield Fault("past-limit", (name, "spine"), message, "Draw 60 to 80 % of it.")
    elif is_near(WHOLE_BACK, whole):
        message = f"{words}, close to the limit of {most:g}: it invites over-stretching."
        hint = f"Draw at most {most * NEAR:.0f} degrees."
        yield Fault("near-limit", (name, "spine"), message, hint)


def _reach_faults(name: str, pose: Pose, settled: Settled, one: Posed) -> Iterator[Fault]:
    """Reaches that miss, and joints that a reach bends too far."""
    for reach, miss in one.misses.items():
        if miss > MISS:
            message = (
                f"`{reach}` misses `{settled.reaches[reach].to}` by {miss * 100:.1f} % of stature."
            )
            hint = "Bring the target nearer, or bend the body toward it."
            yield Fault("missed", (name, *_key_of(reach, pose)), message, hint)
    for joint, movement, degrees in found_angles(one.skeleton):
        part, _, side = joint.partition("_")
        reach = f"{'foot' if part in {'hip', 'knee', 'ankle'} else 'hand'}_{side}"
        limit = limit_of(joint, movement)
        if reach in settled.reaches and limit and is_past(joint, movement, degrees):
            message = (
                f"`{reach}` bends the {part} to {degrees:.0f} degrees of {movement};"
                f" it goes from {limit.low:g} to {limit.high:g}."
            )
            hint = "Move the target, or say where `fingers` or `bend` point."
            yield Fault("past-limit", (name, *_key_of(reach, pose)), message, hint)


def _key_of(reach: str, pose: Pose) -> Location:
    """The key under which a pose says where a hand or foot goes; none where an earlier one does."""
    for key in (reach, PAIRS[reach.partition("_")[0]]):
        if getattr(pose, key) is not None:
            return (key,)
    return ()


def _place_faults(
    figure: Figure, name: str, settled: Settled, skeleton: Skeleton
) -> Iterator[Fault]:
    """Limbs in the floor or in a thing, and a body that would fall."""
    lowest, part = min(_lowest(skeleton), key=lambda item: item[0])
    if lowest < -_SUNK and all(prop.prop != "bed" for prop in figure.props):
        message = f"The {part} is {-lowest * 100:.1f} % of stature below the floor."
        yield Fault("in-floor", (name,), message, "Raise it, or let it reach to the floor.")
    for index, prop in enumerate(figure.props):
        if prop.prop in {"chair", "wall", "table", "step"}:
            inside = _inside(prop, skeleton)
            if inside:
                message = f"The {inside} goes through the {prop.prop} in `{name}`."
                yield Fault("in-thing", ("props", index), message, "Move one of the two.")
    if settled.seat is None and not is_balanced(settled, skeleton):
        message = "The body would fall: its weight is not above its feet and hands."
        hint = "Lean less, move a foot, or let a hand hold on."
        yield Fault("falls", (name,), message, hint)


def _lowest(skeleton: Skeleton) -> Iterator[tuple[float, str]]:
    names = {"arm": ("shoulder", "elbow", "wrist"), "leg": ("hip", "knee", "ankle")}
    for name, limb in skeleton.limbs.items():
        part, _, side = name.partition("_")
        for joint, solid in zip(names[part], limb_balls(limb, is_leg=part == "leg"), strict=True):
            if joint not in {"hip", "shoulder"}:
                yield solid.lowest, f"{side} {joint}"
        groups = foot(limb) if part == "leg" else hand(limb, 1.0, "flat")[:1]
        for group in groups:
            for solid in group:
                yield solid.lowest, f"{side} {'foot' if part == 'leg' else 'hand'}"


def _inside(prop: Prop, skeleton: Skeleton) -> str:
    """What of a body is inside a thing; "" for nothing."""
    ahead, aside, raised = (*prop.at, 0.0, 0.0, 0.0)[:3]
    facing = prop.facing
    for name, limb in skeleton.limbs.items():
        part, _, side = name.partition("_")
        is_leg = part == "leg"
        radius = measures.ANKLE_RADIUS if is_leg else measures.WRIST_RADIUS
        lower = [between(limb.hinge, limb.tip, share) for share in (0.3, 0.6, 0.9)]
        for place in lower:
            x, y = place[0] - ahead, place[1] - aside
            local = (x * facing.forward + y * facing.left, y * facing.forward - x * facing.left)
            for box in boxes_of(prop):
                edges = zip((*local, place[2] - raised), box, strict=True)
                depth = radius - _INSIDE
                if all(low - depth < at < high + depth for at, (low, high) in edges):
                    return f"{side} {'shin' if is_leg else 'forearm'}"
    return ""
