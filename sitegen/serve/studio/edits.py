"""What a person does at a control, as changes of the figure's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.figure.pose import BOTH, MOVEMENTS, poses_of, written_poses
from sitegen.load.figure_text import edited, read_figure_text
from sitegen.model import Pose, declared_fields
from sitegen.serve.studio.asked import Bend, Send, Write
from sitegen.serve.studio.reaches import let_go, sent, value_at, without_reach

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.figure.pose import Settled
    from sitegen.model.figures import BodyName
    from sitegen.serve.studio.asked import Edit


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
    if figure is None or edit.pose not in written_poses(figure):
        return text
    if isinstance(edit, Send):
        return sent(text, figure, edit, body)
    if edit.movement not in _keys_of(edit.joint):
        return text
    for pose, joint, movement, degrees in let_go(figure, edit, body):
        text = _bent(text, Bend(pose, joint, movement, degrees))
    return _bent(without_reach(text, edit), edit)


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
    old = value_at(text, at)
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
            if is_to_go and key in value_at(text, (bend.pose, joint)):
                text = edited(text, (bend.pose, joint, key), None)
    return text


def _is_alike(text: str, other: str) -> bool:
    """Whether two texts put the body into the same positions."""
    figures = [read_figure_text(each).figure for each in (text, other)]
    first, second = ([_position(pose) for pose in poses_of(f)] if f else None for f in figures)
    return first is not None and first == second


def _position(pose: Settled) -> tuple[object, ...]:
    bent = {at: degrees for at, degrees in pose.angles.items() if degrees}
    return bent, pose.flat, pose.reaches, pose.seat, pose.height, pose.shrug
