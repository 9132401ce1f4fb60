"""Whether a body stays where it is: its centre of mass above what carries it.

Source: segment masses of Dempster as given by Winter, Biomechanics and Motor Control of Human
Movement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.figure.geometry import along, between
from sitegen.figure.outline import around
from sitegen.figure.solids import pelvis, resting_parts, trunk

if TYPE_CHECKING:
    from sitegen.figure.geometry import Vector
    from sitegen.figure.pose import Settled
    from sitegen.figure.skeleton import Skeleton

_HEAD, _TRUNK, _UPPER_ARM, _LOWER_ARM, _THIGH, _LOWER_LEG = 0.081, 0.497, 0.028, 0.022, 0.100, 0.061
_TOUCHES = 0.02
"""What is so low carries."""
_RESTS = 0.09
"""So low is a seat or a trunk that one lies or sits on."""
_SLACK = 0.065
"""So far outside may the centre of mass be: whoever stands on one leg moves the hips over it by as
much, which a pose in a few angles does not say."""
_HOLDS = frozenset({"wall", "point", "seat", "chair-back"})


def center_of_mass(skeleton: Skeleton) -> Vector:
    """The centre of mass of a body."""
    head = along(skeleton.neck, skeleton.head_frame.z, 0.03)
    trunk = between(skeleton.pelvis, skeleton.spine[-1], 0.5)
    parts = [(_HEAD, head), (_TRUNK, trunk)]
    for name, limb in skeleton.limbs.items():
        upper, lower = (_THIGH, _LOWER_LEG) if name.startswith("leg") else (_UPPER_ARM, _LOWER_ARM)
        parts.append((upper, between(limb.root, limb.hinge, 0.433)))
        parts.append((lower, between(limb.hinge, limb.tip, 0.606)))
    whole = sum(mass for mass, _ in parts)
    x, y, z = (sum(mass * place[axis] for mass, place in parts) / whole for axis in range(3))
    return (x, y, z)


def is_balanced(pose: Settled, skeleton: Skeleton) -> bool:
    """Whether the centre of mass is above what touches the floor, or a hand holds on.

    A body that rests on its seat or its trunk has nowhere to fall.
    """
    if min(part.lowest for part in [*pelvis(skeleton), *trunk(skeleton)]) < _RESTS:
        return True
    hands = [limb.tip for name, limb in skeleton.limbs.items() if _holds(pose, name)]
    low = [part.center for part in resting_parts(skeleton, frozenset()) if part.lowest < _TOUCHES]
    carried = {(round(x, 6), round(y, 6)) for x, y, _ in [*low, *hands]}
    x, y, _ = center_of_mass(skeleton)
    corners = around([(px + dx, py + dy) for px, py in carried for dx, dy in _ABOUT])
    if len(corners) < 3:
        return False
    return all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


def _holds(pose: Settled, limb: str) -> bool:
    part, _, side = limb.partition("_")
    reach = pose.reaches.get(f"hand_{side}") if part == "arm" else None
    return reach is not None and reach.to in _HOLDS


_ABOUT = tuple((dx * _SLACK, dy * _SLACK) for dx in (-1, 1) for dy in (-1, 1))
