"""The poses that pictures begin from, and the heights of the things in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.figures import (
    AnkleAngles,
    BallAngles,
    Direction,
    HingeAngles,
    NeckAngles,
    PelvisAngles,
    Pose,
    Reach,
)

if TYPE_CHECKING:
    from sitegen.model.figures import BaseName

SEAT = 0.235
"""Where the thighs of a sitting person rest: a chair of 40 cm under a person of 170."""

_SHOULDERS_DOWN = BallAngles(abduction=8, extension=2)
_ELBOWS_EASY = HingeAngles(flexion=12)
_SHOULDERS_BESIDE = BallAngles(abduction=14, extension=9)
_ELBOWS_BESIDE = HingeAngles(flexion=8)
_ON_HANDS = Reach(to="floor", at=(0.33, 0.10), shape="flat")

BASES: dict[BaseName, Pose] = {
    "standing": Pose(
        hips=BallAngles(abduction=2, external_rotation=8),
        shoulders=_SHOULDERS_DOWN,
        elbows=_ELBOWS_EASY,
    ),
    "sitting": Pose(
        seat=SEAT,
        feet=Reach(to="floor", at=(0.25, 0.06)),
        hands=Reach(to="thigh-left", along=0.72),
    ),
    "lying-back": Pose(
        pelvis=PelvisAngles(tilt_back=90),
        neck=NeckAngles(flexion=4),
        ankles=AnkleAngles(plantarflexion=10),
        shoulders=_SHOULDERS_BESIDE,
        elbows=_ELBOWS_BESIDE,
    ),
    "crook-lying": Pose(
        pelvis=PelvisAngles(tilt_back=90),
        neck=NeckAngles(flexion=4),
        feet=Reach(to="floor", at=(0.27, 0.06), bend=Direction(0, 0, 1)),
        shoulders=_SHOULDERS_BESIDE,
        elbows=_ELBOWS_BESIDE,
    ),
    "lying-front": Pose(
        pelvis=PelvisAngles(tilt_forward=90),
        neck=NeckAngles(extension=26),
        ankles=AnkleAngles(plantarflexion=50),
        hands=Reach(to="floor", at=(0.46, 0.12), bend=Direction(-0.2, 1, -0.2), shape="flat"),
    ),
    "lying-side": Pose(
        pelvis=PelvisAngles(tilt_left=90),
        hips=BallAngles(flexion=40),
        knees=HingeAngles(flexion=70),
        shoulders=BallAngles(flexion=80),
        elbows=HingeAngles(flexion=10),
    ),
    "all-fours": Pose(
        pelvis=PelvisAngles(tilt_forward=90),
        hips=BallAngles(flexion=90, abduction=3),
        knees=HingeAngles(flexion=88),
        ankles=AnkleAngles(plantarflexion=50),
        neck=NeckAngles(extension=15),
        hands=_ON_HANDS,
    ),
    "kneeling": Pose(
        knees=HingeAngles(flexion=90),
        ankles=AnkleAngles(plantarflexion=50),
        shoulders=_SHOULDERS_DOWN,
        elbows=_ELBOWS_EASY,
    ),
    "half-kneeling": Pose(
        hip_right=BallAngles(flexion=0),
        knee_right=HingeAngles(flexion=90),
        ankle_right=AnkleAngles(plantarflexion=48),
        foot_left=Reach(to="floor", at=(0.26, 0.06)),
        shoulders=_SHOULDERS_DOWN,
        elbows=_ELBOWS_EASY,
    ),
    "floor-sitting": Pose(
        hips=BallAngles(flexion=90, abduction=4),
        ankles=AnkleAngles(dorsiflexion=0),
        hands=Reach(to="thigh-left", along=0.72),
    ),
}
