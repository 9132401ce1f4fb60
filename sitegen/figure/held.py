"""A limb that went somewhere, as the angles that would hold it there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sitegen.figure.limits import found_angles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.figure.geometry import Frame
    from sitegen.figure.skeleton import Skeleton


def held_angles(skeleton: Skeleton) -> Iterator[tuple[str, str, float]]:
    """The angles of every limb as it is in space.

    Yields:
        Joint, movement and degrees: `("hip_left", "flexion", 40.0)`.
    """
    for name, limb in skeleton.limbs.items():
        part, _, side = name.partition("_")
        sign = 1.0 if side == "left" else -1.0
        parent = skeleton.pelvis_frame if part == "leg" else skeleton.thorax
        joint = f"{'hip' if part == 'leg' else 'shoulder'}_{side}"
        for movement, degrees in _ball(parent, limb.upper, sign):
            yield joint, movement, degrees
    for joint, movement, degrees in found_angles(skeleton):
        if not joint.startswith(("hip", "shoulder")):
            yield joint, movement, degrees


def _ball(parent: Frame, upper: Frame, sign: float) -> Iterator[tuple[str, float]]:
    """Flexion, abduction and rotation that lead from one frame to the other, in that order."""
    x, y, z = parent.into(upper.x), parent.into(upper.y), parent.into(upper.z)
    yield "flexion", -math.degrees(math.atan2(z[0], z[2]))
    yield "abduction", -sign * math.degrees(math.asin(max(-1.0, min(1.0, z[1]))))
    yield "rotation", -sign * math.degrees(math.atan2(x[1], y[1]))
