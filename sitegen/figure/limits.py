"""How far joints go: what may be drawn, and from where on a picture invites over-stretching.

Sources:
    AAOS: American Academy of Orthopaedic Surgeons, Joint Motion (1965), the commonly quoted norms,
    as FACTS 6 gives them (not seen there in the original).
    CDC: Soucie and others, Haemophilia 2011, ages 45 to 69, passive, women, as FACTS 6 gives them;
    used where bending fully is everyday, as in sitting on one's heels or hugging a knee.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure.geometry import dot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.figure.geometry import Frame
    from sitegen.figure.skeleton import Limb, Skeleton

NEAR = 0.8
"""The share of the range above which a picture is no example for an older reader."""
_TOLERANCE = 5.0
"""Degrees that an angle worked out from a reach may be past its limit: its target is not exact."""
_LEANT_ON = 22.0
"""The same for wrists: a hand that one leans on is bent further than a free one goes."""
_STRAIGHT = 45.0
"""An elbow less bent than this leaves the turn of the arm to the shoulder as well."""
_BENT_WRIST = 60.0
"""A wrist bent more than this has no turn of the forearm that could be told from a tilt."""


class Limit(NamedTuple):
    """The range of one movement, in degrees from the anatomical position.

    Attributes:
        low: The most in the other direction, below 0.
        high: The most in its own.
        is_everyday: Whether people use the whole of it every day, so that none of it is warned of.
    """

    low: float
    high: float
    is_everyday: bool = False


LIMITS: dict[tuple[str, str], Limit] = {
    ("neck", "flexion"): Limit(-45, 45),
    ("neck", "side_bend"): Limit(-45, 45),
    ("neck", "rotation"): Limit(-60, 60),
    ("spine", "flexion"): Limit(-25, 80),
    ("spine", "side_bend"): Limit(-35, 35),
    ("spine", "rotation"): Limit(-45, 45),
    ("shoulder", "flexion"): Limit(-60, 180),
    ("shoulder", "abduction"): Limit(-135, 180),
    ("shoulder", "rotation"): Limit(-90, 70),
    ("elbow", "flexion"): Limit(0, 150, is_everyday=True),
    ("wrist", "flexion"): Limit(-70, 80),
    ("wrist", "pronation"): Limit(-80, 80, is_everyday=True),
    ("hip", "flexion"): Limit(-30, 131, is_everyday=True),
    ("hip", "abduction"): Limit(-30, 45),
    ("hip", "rotation"): Limit(-45, 45),
    ("knee", "flexion"): Limit(0, 138, is_everyday=True),
    ("ankle", "dorsiflexion"): Limit(-50, 20),
}

WHOLE_BACK = Limit(-40, 95)
"""Flexion of the back where parts of it bend further than the rest: floor, wall or hands push them.

Found by drawing (FIGURES, section 1): the norms are for a back that bends by its own strength.
"""


def usual_range(limit: Limit) -> tuple[float, float]:
    """From where to where a joint may be bent without a warning, in degrees."""
    return limit.low * NEAR, limit.high if limit.is_everyday else limit.high * NEAR


def limit_of(joint: str, movement: str) -> Limit | None:
    """The range of a movement of a joint such as `hip_left`; None where it has no limit."""
    return LIMITS.get((joint.partition("_")[0], movement))


def is_near(limit: Limit, degrees: float) -> bool:
    """Whether an angle is in the last fifth of its range."""
    bound = limit.high if degrees > 0 else limit.low
    return not (limit.is_everyday and degrees > 0) and abs(degrees) > NEAR * abs(bound)


def is_past(joint: str, movement: str, degrees: float) -> bool:
    """Whether an angle that was worked out from a reach is past its limit."""
    limit = limit_of(joint, movement)
    slack = _LEANT_ON if joint.startswith("wrist") else _TOLERANCE
    return limit is not None and not limit.low - slack <= degrees <= limit.high + slack


def found_angles(skeleton: Skeleton) -> Iterator[tuple[str, str, float]]:
    """The angles of limbs as they are in space; of shoulders, how far back they go.

    Yields:
        Joint, movement and degrees.
    """
    for name, limb in skeleton.limbs.items():
        part, _, side = name.partition("_")
        sign = 1.0 if side == "left" else -1.0
        bend = _angle_between(limb.upper, limb.lower)
        if part == "leg":
            flexion, abduction = _swing(skeleton.pelvis_frame, limb, sign)
            yield f"knee_{side}", "flexion", bend
            yield f"hip_{side}", "flexion", flexion
            yield f"hip_{side}", "abduction", abduction
            local = limb.lower.into(limb.end.x)
            yield f"ankle_{side}", "dorsiflexion", math.degrees(math.atan2(local[2], local[0]))
        else:
            behind = -skeleton.thorax.into(limb.upper.z)[0]
            if behind < 0:
                yield f"shoulder_{side}", "flexion", math.degrees(math.asin(max(-1.0, behind)))
            yield f"elbow_{side}", "flexion", bend
            pronation, wrist = _wrist(limb, sign)
            yield f"wrist_{side}", "flexion", wrist
            if bend > _STRAIGHT and abs(wrist) < _BENT_WRIST:
                yield f"wrist_{side}", "pronation", pronation


def _angle_between(first: Frame, second: Frame) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(first.z, second.z)))))


def _swing(parent: Frame, limb: Limb, sign: float) -> tuple[float, float]:
    """Flexion and abduction of a limb's upper bone in its parent's frame."""
    x, y, z = parent.into(limb.upper.z)
    return math.degrees(math.atan2(-x, z)), math.degrees(math.asin(max(-1.0, min(1.0, -y * sign))))


def _wrist(limb: Limb, sign: float) -> tuple[float, float]:
    """Turn of the forearm and flexion of the wrist."""
    x, y, z = limb.lower.into(limb.end.y)
    pronation = -sign * math.degrees(math.atan2(-x, y))
    return pronation, -sign * math.degrees(math.asin(max(-1.0, min(1.0, z))))
