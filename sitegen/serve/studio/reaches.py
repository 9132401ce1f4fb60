"""Hands and feet that go somewhere: sent there, or let go of and held where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.figure.body import ANKLE_HEIGHT, PALM_BACK
from sitegen.figure.contacts import IN_THE_ROOM
from sitegen.figure.geometry import along
from sitegen.figure.held import held_angles
from sitegen.figure.picture import scene_of
from sitegen.figure.pose import BOTH, LIMBS, PAIRS, poses_of, written_poses
from sitegen.load.figure_text import edited, read_figure_text
from sitegen.serve.studio.vocabulary import LIMB_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Figure, Location
    from sitegen.model.figures import BodyName
    from sitegen.serve.studio.asked import Bend, PoseName, Send

_SIDES = {"left": "right", "right": "left"}


def value_at(text: str, at: Location) -> Any:
    """What stands at a place of a text; an empty mapping where nothing does."""
    values: Any = read_figure_text(text).values
    for key in at:
        values = values.get(key) if isinstance(values, dict) else None
    return {} if values is None else values


def let_go(
    figure: Figure, edit: Bend, body: BodyName
) -> Iterator[tuple[PoseName, str, str, float]]:
    """How a limb is held that goes somewhere, so that it stays there when a joint is bent.

    Yields:
        Pose, joint, movement and whole degrees.
    """
    if edit.degrees is None:
        return
    index = list(written_poses(figure)).index(edit.pose)
    reaches = poses_of(figure)[index].reaches
    free = {limb for limb in _limbs(edit.joint) if limb in reaches}
    if not free:
        return
    skeleton = scene_of(figure, body).bodies[index].skeleton
    for joint, movement, degrees in held_angles(skeleton):
        part, _, side = joint.partition("_")
        if f"{LIMB_OF[part]}_{side}" in free:
            yield edit.pose, joint, movement, float(round(degrees))


def sent(text: str, figure: Figure, send: Send, body: BodyName) -> str:
    """A hand or foot sent to its target, and no angle left that says otherwise."""
    one = BOTH.get(send.limb, send.limb)
    part, _, side = one.partition("_")
    is_limb = part in LIMBS.values() and side in {"", *_SIDES}
    if not is_limb:
        return text
    reach: dict[str, Any] = {"to": send.to}
    if send.to in IN_THE_ROOM:
        reach["at"] = _place(figure, send, body, f"{part}_{side or 'left'}")
    pose = value_at(text, (send.pose,))
    old = pose.get(send.limb)
    if isinstance(old, dict) and "shape" in old:
        reach["shape"] = old["shape"]
    sides = [side] if side else list(_SIDES)
    gone = [f"{joint}_{each}" for joint in LIMB_OF if LIMB_OF[joint] == part for each in sides]
    if not side:
        gone += [PAIRS[joint] for joint in LIMB_OF if LIMB_OF[joint] == part]
        gone += [f"{one}_{each}" for each in sides]
    for key in gone:
        if key in pose:
            text = edited(text, (send.pose, key), None)
    return edited(text, (send.pose, send.limb), reach)


def _place(figure: Figure, send: Send, body: BodyName, name: str) -> tuple[float, ...]:
    """Where a hand or foot is now, on what it is to touch."""
    index = list(written_poses(figure)).index(send.pose)
    part, _, side = name.partition("_")
    limb = (
        scene_of(figure, body)
        .bodies[index]
        .skeleton.limbs[f"{'arm' if part == 'hand' else 'leg'}_{side}"]
    )
    x, y, z = along(limb.tip, limb.end.z, -PALM_BACK if part == "hand" else -ANKLE_HEIGHT)
    if send.to == "floor":
        return round(x, 2), round(y, 2)
    wall = next((prop.at for prop in figure.props if prop.prop == send.to and prop.at), (x,))
    return round(wall[0], 3), round(y, 2), round(max(z, 0.0), 2)


def _limbs(joint: str) -> tuple[str, ...]:
    """The hands or feet that a joint belongs to."""
    part, _, side = BOTH.get(joint, joint).partition("_")
    limb = LIMB_OF.get(part)
    return tuple(f"{limb}_{each}" for each in ([side] if side else _SIDES)) if limb else ()


def without_reach(text: str, edit: Bend) -> str:
    """Without what says where the hand or foot goes; the other one still goes there."""
    limbs = _limbs(edit.joint)
    if not limbs or edit.degrees is None:
        return text
    pose = value_at(text, (edit.pose,))
    both = PAIRS[limbs[0].partition("_")[0]]
    if both in pose:
        shared = pose[both] if isinstance(pose[both], dict) else {"to": pose[both]}
        text = edited(text, (edit.pose, both), None)
        if len(limbs) == 1:
            part, _, side = limbs[0].partition("_")
            other = f"{part}_{_SIDES[side]}"
            if other not in pose:
                kept = shared if side == "right" else _mirrored(shared)
                text = edited(text, (edit.pose, other), kept)
    for limb in limbs:
        if limb in pose:
            text = edited(text, (edit.pose, limb), None)
    return text


def _mirrored(reach: Mapping[str, Any]) -> dict[str, Any]:
    """Where the left hand or foot goes, for the right."""
    mirrored: dict[str, Any] = {}
    for key, value in reach.items():
        if key == "to":
            mirrored[key] = value.replace("-left", "-right")
        elif key in {"normal", "fingers", "bend"} and isinstance(value, str):
            mirrored[key] = _SIDES.get(value, value)
        elif isinstance(value, tuple) and len(value) > 1:
            mirrored[key] = (value[0], -value[1], *value[2:])
        else:
            mirrored[key] = value
    return mirrored
