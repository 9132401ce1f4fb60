"""The measures of the body, in shares of stature, and what tells one body from another.

Sources:
    Segment lengths: Drillis and Contini (1966) as given by Winter, Biomechanics and Motor Control
    of Human Movement; slightly stylised, so that hands and head read at a few centimetres.
    Radii, and the outline of the trunk, were found by drawing (FIGURES, sections 2 and 5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sitegen.figure.geometry import Vector
    from sitegen.model.figures import BodyName

THIGH = 0.240
SHANK = 0.238
ANKLE_HEIGHT = 0.040
UPPER_ARM = 0.168
FOREARM = 0.150
SHOULDER: Vector = (-0.006, 0.096, 0.238)
"""The left shoulder joint, above the middle of the hips."""
NECK_BASE: Vector = (-0.010, 0.0, 0.312)
"""The joint of the seventh neck vertebra, above the middle of the hips."""
NECK = 0.078
NECK_LEAN = 16.0
"""How far a neck at rest leans forward, in degrees."""

HIP_RADIUS, KNEE_RADIUS, ANKLE_RADIUS = 0.064, 0.041, 0.026
SHOULDER_RADIUS, ELBOW_RADIUS, WRIST_RADIUS = 0.0365, 0.0275, 0.019
PALM_ABOVE = 0.014
"""How far the wrist's middle is from what the palm lies on."""
PALM_BACK = 0.055
"""How far the wrist is behind the middle of the palm."""


class SpineJoint(NamedTuple):
    """One of six places where the drawn back bends, with its shares of the whole bend."""

    height: float
    flexion: float
    side_bend: float
    rotation: float


SPINE = (
    SpineJoint(0.050, 0.26, 0.18, 0.05),
    SpineJoint(0.095, 0.26, 0.22, 0.05),
    SpineJoint(0.140, 0.18, 0.20, 0.20),
    SpineJoint(0.185, 0.14, 0.16, 0.28),
    SpineJoint(0.230, 0.10, 0.14, 0.27),
    SpineJoint(0.270, 0.06, 0.10, 0.15),
)


class Level(NamedTuple):
    """One section of the trunk: its height above the hips, half width, half depth, and shift."""

    height: float
    width: float
    depth: float
    forward: float


TRUNK = (
    Level(0.020, 0.088, 0.066, -0.009),
    Level(0.052, 0.083, 0.060, -0.005),
    Level(0.095, 0.077, 0.056, 0.001),
    Level(0.140, 0.080, 0.058, 0.005),
    Level(0.185, 0.089, 0.064, 0.007),
    Level(0.222, 0.097, 0.066, 0.005),
    Level(0.248, 0.096, 0.060, -0.001),
    Level(0.272, 0.083, 0.050, -0.008),
    Level(0.288, 0.060, 0.043, -0.011),
    Level(0.297, 0.049, 0.042, -0.010),
)
PELVIS = (
    Level(-0.070, 0.062, 0.048, -0.012),
    Level(-0.040, 0.080, 0.060, -0.011),
    Level(-0.010, 0.091, 0.066, -0.011),
    Level(0.020, 0.091, 0.066, -0.010),
    Level(0.045, 0.086, 0.062, -0.006),
    Level(0.066, 0.082, 0.059, -0.003),
)


class Lump(NamedTuple):
    """A ball in a part's own frame: its middle and its three radii."""

    center: Vector
    radii: Vector


SKULL = Lump((0.009, 0.0, 0.029), (0.069, 0.055, 0.062))
FACE = (
    Lump((0.038, 0.0, 0.002), (0.034, 0.049, 0.038)),
    Lump((0.041, 0.0, -0.034), (0.025, 0.033, 0.021)),
)
NOSE = (
    Lump((0.071, 0.0, 0.012), (0.007, 0.007, 0.007)),
    Lump((0.083, 0.0, -0.008), (0.008, 0.008, 0.007)),
)
EAR = Lump((-0.004, 0.0555, -0.010), (0.0105, 0.004, 0.0155))
FOOT_BACK = (
    Lump((0.002, 0.0, 0.004), (0.027, 0.027, 0.027)),
    Lump((-0.020, 0.0, -0.019), (0.021, 0.021, 0.021)),
    Lump((0.076, 0.0, -0.023), (0.017, 0.030, 0.017)),
)
FOOT_FRONT = (FOOT_BACK[2], Lump((0.104, 0.0, -0.028), (0.016, 0.025, 0.0115)))


@dataclass(frozen=True, slots=True)
class Body:
    """One person.

    Attributes:
        hip: Half the distance of the hip joints.
        girdle: What the width of shoulders and chest is multiplied by.
        waist: What the width and depth of the waist are multiplied by.
        chest: How much deeper the chest is in front, at its fullest.
        stoop: Rounding of the upper back at rest, in degrees, which the neck makes up for.
        hair: How thick the hair is on the skull.
        hair_drop: How far the hair comes down behind: the tilt of its lower edge, in degrees.
        bun: A knot of hair, as a lump on the head; None without one.
        is_grey: Whether the hair is grey.
    """

    hip: float = 0.047
    girdle: float = 1.0
    waist: float = 1.0
    chest: float = 0.0
    stoop: float = 0.0
    hair: float = 0.006
    hair_drop: float = 30.0
    bun: Lump | None = None
    is_grey: bool = False


_MAN = Body(girdle=1.04, waist=1.05)
_WOMAN = Body(
    hip=0.049,
    girdle=0.93,
    waist=0.96,
    chest=0.012,
    hair=0.009,
    hair_drop=36.0,
    bun=Lump((-0.038, 0.0, 0.092), (0.026, 0.026, 0.024)),
)
BODIES: dict[BodyName, Body] = {
    "man": _MAN,
    "woman": _WOMAN,
    "older-man": replace(_MAN, waist=1.17, stoop=8.0, is_grey=True, hair=0.004),
    "older-woman": replace(_WOMAN, waist=1.14, stoop=8.0, is_grey=True),
}
"""The people of the pictures."""
