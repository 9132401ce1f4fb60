"""What a person does at a control, as changes of the figure's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec

from sitegen import limits
from sitegen.figure.body import ANKLE_HEIGHT, PALM_BACK
from sitegen.figure.contacts import IN_THE_ROOM
from sitegen.figure.geometry import along
from sitegen.figure.held import held_angles
from sitegen.figure.picture import scene_of
from sitegen.figure.pose import BOTH, LIMBS, MOVEMENTS, PAIRS, poses_of, written_poses
from sitegen.load.figure_text import edited, read_figure_text
from sitegen.model import Pose, declared_fields
from sitegen.model.figures import BodyName, Target
from sitegen.serve.studio.vocabulary import LIMB_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.figure.pose import Settled
    from sitegen.model import Figure, Location

Plain: TypeAlias = str | int | float | bool | None
Group: TypeAlias = dict[str, Plain | list[Plain]]
Value: TypeAlias = Plain | list[Plain | Group] | dict[str, Plain | list[Plain] | Group]
_Index: TypeAlias = Annotated[int, msgspec.Meta(ge=0, lt=limits.ITEMS)]
PoseName = Literal["start", "middle", "end"]
_SIDES = {"left": "right", "right": "left"}
_FULL_TURN = 360


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page asks for: read from JSON, every value of its type."""


class Write(Asked, frozen=True, tag="write", tag_field="do"):
    """Write a value, or take it out.

    Attributes:
        at: The keys inside the figure that lead to it.
        value: The value; None takes it out.
    """

    at: Annotated[tuple[str | _Index, ...], msgspec.Meta(min_length=1, max_length=6)]
    value: Value


class Bend(Asked, frozen=True, tag="bend", tag_field="do"):
    """Bend a joint.

    Attributes:
        pose: In which picture.
        joint: The key of the joint, as in `hip_left`, or of both sides.
        movement: Which movement, as in `abduction`.
        degrees: How far; None leaves it as it is in the picture before.
    """

    pose: PoseName
    joint: str
    movement: str
    degrees: Annotated[float, msgspec.Meta(ge=-_FULL_TURN, le=_FULL_TURN)] | None


class Send(Asked, frozen=True, tag="send", tag_field="do"):
    """Let a hand or foot go somewhere; it begins where it is.

    Attributes:
        pose: In which picture.
        limb: Its key, as in `hand_left`, or that of both sides.
        to: Where it goes.
    """

    pose: PoseName
    limb: str
    to: Target


Edit: TypeAlias = Write | Bend | Send


def applied(text: str, edit: Edit, body: BodyName) -> str:
    """Do one edit.

    Args:
        text: The figure's text.
        edit: What to do.
        body: Whose body, where the figure does not say.

    Returns:
        The new text; the same where it cannot be read, or knows nothing of what is to be done.
    """
    read = read_figure_text(text)
    figure = read.figure
    if isinstance(edit, Write):
        return _written(text, edit) if read.is_yaml else text
    if figure is None:
        return text
    if isinstance(edit, Send):
        return _sent(text, figure, edit, body)
    if edit.movement not in _keys_of(edit.joint):
        return text
    for pose, joint, movement, degrees in _let_go(figure, edit, body):
        text = _bent(text, Bend(pose, joint, movement, degrees))
    return _bent(_without_reach(text, edit), edit)


def _written(text: str, edit: Write) -> str:
    """A value written, unless it is what it would be without."""
    after, without = edited(text, edit.at, edit.value), edited(text, edit.at, None)
    figure = read_figure_text(after).figure
    is_needless = figure is not None and figure == read_figure_text(without).figure
    return without if is_needless else after


def _keys_of(joint: str) -> dict[str, dict[float, str]]:
    """The keys of each movement of a joint, by their sign; none where it is no joint."""
    field = declared_fields(Pose).get(joint)
    keys: dict[str, dict[float, str]] = {}
    for key in declared_fields(field.type) if field and hasattr(field.type, "shorthand") else ():
        if key in MOVEMENTS:
            movement, sign = MOVEMENTS[key]
            keys.setdefault(movement, {})[sign] = key
    return keys


def _bent(text: str, bend: Bend) -> str:
    """A joint bent: in the key of its direction, and in no key at all where that is needless."""
    keys = _keys_of(bend.joint)[bend.movement]
    at = (bend.pose, bend.joint)
    if bend.degrees is None:
        return _cleared(text, bend, keys, "")
    sign = -1.0 if bend.degrees < 0 else 1.0
    old = _at(read_figure_text(text).values, at)
    present = next((key for key in keys.values() if key in old), "")
    wanted = keys.get(sign) or next(iter(keys.values()))
    if bend.degrees == 0 and present:
        wanted = present
    degrees = bend.degrees * MOVEMENTS[wanted][1]
    after = edited(_cleared(text, bend, keys, wanted), (*at, wanted), degrees)
    if old.get("flat") is True:
        after = edited(after, (*at, "flat"), None)
    without = _cleared(after, bend, keys, "")
    return without if _is_alike(after, without) else after


def _cleared(text: str, bend: Bend, keys: Mapping[float, str], but: str) -> str:
    """Without what else says how far a joint bends: the other direction, and each side's own."""
    joints = [bend.joint]
    if one := BOTH.get(bend.joint):
        joints += [f"{one}_left", f"{one}_right"]
    for joint in joints:
        for key in keys.values():
            is_to_go = joint != bend.joint or key != but
            if is_to_go and key in _at(read_figure_text(text).values, (bend.pose, joint)):
                text = edited(text, (bend.pose, joint, key), None)
    return text


def _at(values: Any, at: Location) -> Any:
    """What stands at a place; an empty mapping where nothing does."""
    for key in at:
        values = values.get(key) if isinstance(values, dict) else None
    return {} if values is None else values


def _is_alike(text: str, other: str) -> bool:
    """Whether two texts put the body into the same positions."""
    figures = [read_figure_text(each).figure for each in (text, other)]
    first, second = ([_position(pose) for pose in poses_of(f)] if f else None for f in figures)
    return first is not None and first == second


def _position(pose: Settled) -> tuple[object, ...]:
    bent = {at: degrees for at, degrees in pose.angles.items() if degrees}
    return bent, pose.flat, pose.reaches, pose.seat, pose.height, pose.shrug


# Hands and feet that went somewhere


def _let_go(
    figure: Figure, edit: Bend, body: BodyName
) -> Iterator[tuple[PoseName, str, str, float]]:
    """How a limb is held that goes somewhere, so that it stays there when a joint is bent.

    Yields:
        Pose, joint, movement and whole degrees.
    """
    names = list(written_poses(figure))
    if edit.pose not in names or edit.degrees is None:
        return
    index = names.index(edit.pose)
    reaches = poses_of(figure)[index].reaches
    free = {limb for limb in _limbs(edit.joint) if limb in reaches}
    if not free:
        return
    skeleton = scene_of(figure, body).bodies[index].skeleton
    for joint, movement, degrees in held_angles(skeleton):
        part, _, side = joint.partition("_")
        if f"{LIMB_OF[part]}_{side}" in free:
            yield edit.pose, joint, movement, float(round(degrees))


def _sent(text: str, figure: Figure, send: Send, body: BodyName) -> str:
    """A hand or foot sent to its target, and no angle left that says otherwise."""
    one = BOTH.get(send.limb, send.limb)
    part, _, side = one.partition("_")
    is_limb = part in LIMBS.values() and side in {"", *_SIDES}
    if not is_limb or send.pose not in written_poses(figure):
        return text
    reach: dict[str, Any] = {"to": send.to}
    if send.to in IN_THE_ROOM:
        reach["at"] = _place(figure, send, body, f"{part}_{side or 'left'}")
    pose = _at(read_figure_text(text).values, (send.pose,))
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


def _without_reach(text: str, edit: Bend) -> str:
    """Without what says where the hand or foot goes; the other one still goes there."""
    limbs = _limbs(edit.joint)
    if not limbs or edit.degrees is None:
        return text
    pose = _at(read_figure_text(text).values, (edit.pose,))
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
