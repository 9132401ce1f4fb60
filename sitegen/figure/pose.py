"""A pose as the skeleton takes it: every angle signed, every reach settled, nothing left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from sitegen.figure.bases import BASES
from sitegen.model.declaring import Fields
from sitegen.model.figures import AnkleAngles, Direction, Pose, Reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model.figures import Figure, Region

MOVEMENTS = {
    "flexion": ("flexion", 1.0),
    "extension": ("flexion", -1.0),
    "abduction": ("abduction", 1.0),
    "adduction": ("abduction", -1.0),
    "internal_rotation": ("rotation", 1.0),
    "external_rotation": ("rotation", -1.0),
    "dorsiflexion": ("dorsiflexion", 1.0),
    "plantarflexion": ("dorsiflexion", -1.0),
    "pronation": ("pronation", 1.0),
    "supination": ("pronation", -1.0),
    "side_bend_left": ("side_bend", 1.0),
    "side_bend_right": ("side_bend", -1.0),
    "rotation_left": ("rotation", 1.0),
    "rotation_right": ("rotation", -1.0),
    "lumbar_flexion": ("lumbar", 1.0),
    "lumbar_extension": ("lumbar", -1.0),
    "thoracic_flexion": ("thoracic", 1.0),
    "thoracic_extension": ("thoracic", -1.0),
    "tilt_forward": ("pitch", 1.0),
    "tilt_back": ("pitch", -1.0),
    "tilt_right": ("roll", 1.0),
    "tilt_left": ("roll", -1.0),
    "turn_left": ("turn", 1.0),
    "turn_right": ("turn", -1.0),
    "roll_left": ("twist", 1.0),
    "roll_right": ("twist", -1.0),
}
"""A key of the front matter, the movement that it belongs to, and its sign there."""
BOTH = {
    "hips": "hip",
    "knees": "knee",
    "ankles": "ankle",
    "shoulders": "shoulder",
    "elbows": "elbow",
    "wrists": "wrist",
    "hands": "hand",
    "feet": "foot",
}
PAIRS = {one: both for both, one in BOTH.items()}
"""The key that says both sides of a joint, a hand or a foot alike."""
LIMBS = {"hip": "foot", "knee": "foot", "shoulder": "hand", "elbow": "hand"}
"""A joint that an angle is given for is not worked out from where its hand or foot goes."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One position of the body.

    Attributes:
        angles: Degrees by joint and movement: `("hip_left", "flexion")`; 0 where left out.
        flat: Ankles whose sole is level: `ankle_left`.
        reaches: Where each hand or foot goes: `hand_left`.
        seat: The height of what the body sits on; None where it does not sit.
        height: The height of the middle of the hips, where it is given.
        shrug: How far both shoulders are lifted.
    """

    angles: Mapping[tuple[str, str], float] = field(default_factory=dict)
    flat: frozenset[str] = frozenset()
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    seat: float | None = None
    height: float | None = None
    shrug: float = 0.0

    def angle(self, joint: str, movement: str) -> float:
        """An angle in degrees."""
        return self.angles.get((joint, movement), 0.0)


def written_poses(figure: Figure) -> dict[str, Pose]:
    """The positions of a figure as they are written, in order, each by its key."""
    middle = {"middle": figure.middle} if figure.middle else {}
    return {"start": figure.start, **middle, "end": figure.end}


def regions_of(figure: Figure) -> tuple[tuple[Region, ...], ...]:
    """Where each position is felt: the last where the figure says, others only where they do."""
    poses = tuple(written_poses(figure).values())
    return tuple(
        (figure.regions if pose is poses[-1] else ()) if pose.regions is None else pose.regions
        for pose in poses
    )


def poses_of(figure: Figure) -> tuple[Settled, ...]:
    """The positions of a figure, in order: start, middle where there is one, end."""
    written = written_poses(figure).values()
    settled = changed(Settled(), BASES[figure.base])
    poses = []
    for pose in written:
        settled = changed(settled, pose)
        poses.append(settled)
    return tuple(poses)


def changed(before: Settled, pose: Pose) -> Settled:
    """A position with what another says on top of it."""
    angles, flat, reaches = dict(before.angles), set(before.flat), dict(before.reaches)
    for joint, value in _joints(pose):
        if isinstance(value, Reach):
            reaches[joint] = value
            continue
        kind, _, side = joint.partition("_")
        if limb := LIMBS.get(kind):
            reaches.pop(f"{limb}_{side}", None)
        for key, movement, degrees in angles_in(value):
            angles[joint, movement] = degrees
            if key in {"dorsiflexion", "plantarflexion"}:
                flat.discard(joint)
        if isinstance(value, AnkleAngles) and value.flat is not None:
            flat = flat | {joint} if value.flat else flat - {joint}
    return Settled(
        angles,
        frozenset(flat),
        reaches,
        before.seat if pose.seat is None else pose.seat,
        before.height if pose.height is None else pose.height,
        before.shrug if pose.shrug is None else pose.shrug,
    )


def angles_in(joint: Fields) -> Iterator[tuple[str, str, float]]:
    """The angles that are written for a joint: key, movement and signed degrees."""
    for key, (movement, sign) in MOVEMENTS.items():
        degrees = getattr(joint, key, None)
        if degrees is not None:
            yield key, movement, sign * degrees


def _joints(pose: Pose) -> Iterator[tuple[str, Fields]]:
    """What a pose says of each joint; what it says of both sides first, once a side."""
    given = {name: value for name, value in asdict(pose).items() if isinstance(value, Fields)}
    for name, value in given.items():
        if name in BOTH:
            yield f"{BOTH[name]}_left", value
            yield f"{BOTH[name]}_right", _mirrored(value)
    for name, value in given.items():
        if name not in BOTH:
            yield name, value


def _mirrored(value: Fields) -> Fields:
    """What is said of the left side, for the right: angles are the same, directions mirrored."""
    if not isinstance(value, Reach):
        return value

    def flip(direction: Direction | None) -> Direction | None:
        return direction and Direction(direction.forward, -direction.left, direction.up)

    at = (value.at[0], -value.at[1], *value.at[2:]) if len(value.at) > 1 else value.at
    return replace(
        value,
        to=value.to.replace("-left", "-right"),
        at=at,
        normal=flip(value.normal),
        fingers=flip(value.fingers),
        bend=flip(value.bend),
    )
