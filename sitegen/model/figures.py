"""What contributors write for a picture: joint angles in the terms of goniometry, in degrees.

Angles are 0 in the anatomical position, and every key names the way it bends, so that no number
needs a sign.  Lengths are shares of stature.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, NamedTuple

from sitegen import codes
from sitegen.model.declaring import About, Fields

Side = Literal["left", "right"]
BaseName = Literal[
    "standing", "sitting", "lying-back", "crook-lying", "lying-front", "lying-side", "all-fours",
    "kneeling", "half-kneeling", "floor-sitting",
]  # fmt: skip
ViewName = Literal["side", "other-side", "front", "back", "half-front", "half-back", "above"]
Region = Literal[
    "neck-back", "neck-left", "neck-right", "shoulder-left", "shoulder-right",
    "shoulder-back-left", "shoulder-back-right", "chest", "chest-left", "chest-right",
    "upper-arm-back-left", "upper-arm-back-right", "upper-back", "lower-back", "back", "abdomen",
    "waist-left", "waist-right", "buttock-left", "buttock-right", "outer-hip-left",
    "outer-hip-right", "hip-front-left", "hip-front-right", "inner-thigh-left",
    "inner-thigh-right", "thigh-front-left", "thigh-front-right", "thigh-back-left",
    "thigh-back-right", "shin-left",
    "shin-right", "calf-left", "calf-right", "forearm-palm-left", "forearm-palm-right",
    "forearm-back-left", "forearm-back-right",
]  # fmt: skip
Landmark = Literal[
    "head", "crown", "chin", "neck", "waist", "pelvis", "chest", "shoulder-left", "shoulder-right",
    "elbow-left", "elbow-right", "wrist-left", "wrist-right", "hand-left", "hand-right",
    "hip-left", "hip-right", "knee-left", "knee-right", "ankle-left", "ankle-right", "foot-left",
    "foot-right",
]  # fmt: skip
Target = Literal[
    "floor", "wall", "point", "seat", "chair-back", "head", "chest", "waist", "hips",
    "upper-arm-left", "upper-arm-right", "forearm-left", "forearm-right", "hand-left",
    "hand-right", "thigh-left", "thigh-right", "shin-left", "shin-right", "ankle-left",
    "ankle-right", "foot-left", "foot-right",
]  # fmt: skip
Surface = Literal["front", "back", "outer", "inner"]
HandShape = Literal["relaxed", "flat", "grip", "fist"]
PropName = Literal[
    "floor", "mat", "chair", "bed", "table", "wall", "doorway", "step", "cushion", "towel",
]  # fmt: skip
MapRegion = Literal[
    "neck", "shoulders", "chest", "upper-back", "lower-back", "hips", "buttocks", "hamstrings",
    "thighs", "calves", "wrists-and-forearms", "whole-body",
]  # fmt: skip
"""What an area may be on the map of the body."""
BodyName = Literal["woman", "man", "older-woman", "older-man"]
Crop = Literal["head", "upper", "arm"]


class Direction(NamedTuple):
    """A direction: forward, to the left, up; as the pelvis faces, level with the floor."""

    forward: float
    left: float
    up: float


DIRECTIONS = {
    "forward": Direction(1, 0, 0),
    "back": Direction(-1, 0, 0),
    "left": Direction(0, 1, 0),
    "right": Direction(0, -1, 0),
    "up": Direction(0, 0, 1),
    "down": Direction(0, 0, -1),
}
"""The directions that have a name."""

Degrees = float | None
_STATURE = "shares of stature"
_FOOT = "{at: [0.17, 0.06]}"
_ANGLES = (codes.ANGLE_PAST_LIMIT, codes.ANGLE_NEAR_LIMIT, codes.POSE_CONTRADICTS_ITSELF)
_REACH = (codes.REACH_MISSES, codes.ANGLE_PAST_LIMIT, codes.POSE_CONTRADICTS_ITSELF)
_POSE = (codes.OUT_OF_BALANCE, codes.BODY_IN_FLOOR, codes.BODY_IN_THING)


class PelvisAngles(Fields, frozen=True, kw_only=True):
    """How the pelvis lies in the room; the trunk goes with it."""

    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "{tilt_forward: 30}"

    tilt_forward: Annotated[Degrees, About("90 is face down or on all fours.")] = None
    tilt_back: Annotated[Degrees, About("90 is on the back.")] = None
    tilt_left: Annotated[Degrees, About("90 is on the left side.")] = None
    tilt_right: Annotated[Degrees, About("90 is on the right side.")] = None
    turn_left: Annotated[Degrees, About("The whole body, about the upright.")] = None
    turn_right: Annotated[Degrees, About("The whole body, about the upright.")] = None
    roll_left: Annotated[Degrees, About("About its own long axis.")] = None
    roll_right: Annotated[Degrees, About("About its own long axis.")] = None


class NeckAngles(Fields, frozen=True, kw_only=True):
    """Between the chest and the head."""

    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "{side_bend_right: 30}"

    flexion: Annotated[Degrees, About("Chin toward the chest.")] = None
    extension: Annotated[Degrees, About("Looking up.")] = None
    side_bend_left: Annotated[Degrees, About("Ear toward the left shoulder.")] = None
    side_bend_right: Annotated[Degrees, About("Ear toward the right shoulder.")] = None
    rotation_left: Annotated[Degrees, About("Looking over the left shoulder.")] = None
    rotation_right: Annotated[Degrees, About("Looking over the right shoulder.")] = None


class SpineAngles(NeckAngles, frozen=True, kw_only=True):
    """Between the pelvis and the chest, spread over the back."""

    example: ClassVar[str] = "{flexion: 40}"

    flexion: Annotated[Degrees, About("Bending forward.")] = None
    extension: Annotated[Degrees, About("Bending backward.")] = None
    side_bend_left: Annotated[Degrees, About("Leaning to the left.")] = None
    side_bend_right: Annotated[Degrees, About("Leaning to the right.")] = None
    rotation_left: Annotated[Degrees, About("The chest turned to the left.")] = None
    rotation_right: Annotated[Degrees, About("The chest turned to the right.")] = None
    lumbar_flexion: Annotated[Degrees, About("Rounding the lower back alone.")] = None
    lumbar_extension: Annotated[Degrees, About("Hollowing the lower back alone.")] = None
    thoracic_flexion: Annotated[Degrees, About("Rounding the upper back alone.")] = None
    thoracic_extension: Annotated[Degrees, About("Straightening the upper back alone.")] = None


class BallAngles(Fields, frozen=True, kw_only=True):
    """A hip or a shoulder: flexion first, then abduction, then rotation about the limb."""

    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "{flexion: 60, abduction: 10}"

    flexion: Annotated[Degrees, About("Forward and up.")] = None
    extension: Annotated[Degrees, About("Backward.")] = None
    abduction: Annotated[Degrees, About("Out to the side.")] = None
    adduction: Annotated[Degrees, About("Across the body.")] = None
    internal_rotation: Annotated[Degrees, About("Turned inward.")] = None
    external_rotation: Annotated[Degrees, About("Turned outward.")] = None


class HingeAngles(Fields, frozen=True, kw_only=True):
    """A knee or an elbow."""

    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "{flexion: 90}"

    flexion: Annotated[Degrees, About("0 is straight.")] = None


class AnkleAngles(Fields, frozen=True, kw_only=True):
    """An ankle."""

    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "{dorsiflexion: 10}"

    dorsiflexion: Annotated[Degrees, About("Toes up.")] = None
    plantarflexion: Annotated[Degrees, About("Toes away.")] = None
    flat: Annotated[bool | None, About("true: the sole is level, whatever the leg does.")] = None


class WristAngles(Fields, frozen=True, kw_only=True):
    """A wrist, and the turn of the forearm above it."""

    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "{extension: 60}"

    flexion: Annotated[Degrees, About("Toward the palm.")] = None
    extension: Annotated[Degrees, About("Toward the back of the hand.")] = None
    pronation: Annotated[Degrees, About("Palm turned down, elbow bent.")] = None
    supination: Annotated[Degrees, About("Palm turned up, elbow bent.")] = None


class Reach(Fields, frozen=True, kw_only=True):
    """Where a hand or foot goes; the joints of its limb are worked out from that."""

    shorthand: ClassVar[str] = "to"
    unit: ClassVar[str] = _STATURE
    example: ClassVar[str] = "{to: wall, at: [0.35, 0.1, 0.8], shape: flat}"

    to: Annotated[Target, About("What it touches.")] = "floor"
    at: Annotated[
        tuple[float, ...],
        About(
            "[forward, left] of the hips; for a point and a wall also up; on head or trunk [up].",
            least=-2,
            most=2,
            unit=_STATURE,
            example="[0.35, 0.1, 0.8]",
        ),
    ] = ()
    along: Annotated[
        float,
        About(
            "Where on a limb: 0 its upper end, 1 its lower.",
            least=0,
            most=1,
            unit="shares of the limb",
        ),
    ] = 0.5
    surface: Annotated[Surface | None, About("Which side of a limb it touches.")] = None
    normal: Annotated[Direction | None, About("Which way the surface looks.")] = None
    fingers: Annotated[Direction | None, About("Which way fingers or toes point.")] = None
    bend: Annotated[Direction | None, About("Which way elbow or knee points.")] = None
    shape: Annotated[HandShape | None, About("How the hand is held.")] = None
    toes_up: Annotated[
        float, About("How far the toes are lifted, in degrees.", least=-60, most=60, unit="degrees")
    ] = 0
    lift: Annotated[
        float, About("How far above what it touches.", least=-1, most=1, example="0.02")
    ] = 0


class Pose(Fields, frozen=True, kw_only=True):
    """One position of the body; what it leaves out is as in the position before."""

    example: ClassVar[str] = "{caption: Turn to the right, step: 2, neck: {rotation_right: 30}}"

    caption: Annotated[
        str | None, About("What the picture shows, in a few words.", example="Turn to the right")
    ] = None
    step: Annotated[
        int | None,
        About(
            "The step that it belongs to.",
            least=1,
            most=7,
            example="2",
            faults=(codes.PICTURE_WITHOUT_STEP,),
        ),
    ] = None
    regions: Annotated[
        tuple[Region, ...] | None,
        About(
            "Where it is felt here, where not only at the end.",
            unknown=codes.UNKNOWN_DRAWN_REGION,
            faults=(codes.REGION_NOT_SEEN,),
        ),
    ] = None
    pelvis: Annotated[
        PelvisAngles | None, About("How the pelvis lies; the trunk goes with it.", faults=_ANGLES)
    ] = None
    spine: Annotated[SpineAngles | None, About("Between pelvis and chest.", faults=_ANGLES)] = None
    neck: Annotated[NeckAngles | None, About("Between chest and head.", faults=_ANGLES)] = None
    hips: Annotated[BallAngles | None, About("Both sides alike.", faults=_ANGLES)] = None
    hip_left: Annotated[BallAngles | None, About("The left one.", faults=_ANGLES)] = None
    hip_right: Annotated[BallAngles | None, About("The right one.", faults=_ANGLES)] = None
    knees: Annotated[HingeAngles | None, About("Both sides alike.", faults=_ANGLES)] = None
    knee_left: Annotated[HingeAngles | None, About("The left one.", faults=_ANGLES)] = None
    knee_right: Annotated[HingeAngles | None, About("The right one.", faults=_ANGLES)] = None
    ankles: Annotated[AnkleAngles | None, About("Both sides alike.", faults=_ANGLES)] = None
    ankle_left: Annotated[AnkleAngles | None, About("The left one.", faults=_ANGLES)] = None
    ankle_right: Annotated[AnkleAngles | None, About("The right one.", faults=_ANGLES)] = None
    shoulders: Annotated[BallAngles | None, About("Both sides alike.", faults=_ANGLES)] = None
    shoulder_left: Annotated[BallAngles | None, About("The left one.", faults=_ANGLES)] = None
    shoulder_right: Annotated[BallAngles | None, About("The right one.", faults=_ANGLES)] = None
    shrug: Annotated[
        float | None,
        About(
            "Both shoulders up, in shares of stature.",
            least=-1,
            most=1,
            unit=_STATURE,
            example="0.02",
        ),
    ] = None
    elbows: Annotated[HingeAngles | None, About("Both sides alike.", faults=_ANGLES)] = None
    elbow_left: Annotated[HingeAngles | None, About("The left one.", faults=_ANGLES)] = None
    elbow_right: Annotated[HingeAngles | None, About("The right one.", faults=_ANGLES)] = None
    wrists: Annotated[WristAngles | None, About("Both sides alike.", faults=_ANGLES)] = None
    wrist_left: Annotated[WristAngles | None, About("The left one.", faults=_ANGLES)] = None
    wrist_right: Annotated[WristAngles | None, About("The right one.", faults=_ANGLES)] = None
    hands: Annotated[
        Reach | None, About("Both alike; [forward, left] is for the left.", faults=_REACH)
    ] = None
    hand_left: Annotated[Reach | None, About("Where the left one goes.", faults=_REACH)] = None
    hand_right: Annotated[Reach | None, About("Where the right one goes.", faults=_REACH)] = None
    feet: Annotated[
        Reach | None,
        About("Both alike; [forward, left] is for the left.", example=_FOOT, faults=_REACH),
    ] = None
    foot_left: Annotated[
        Reach | None, About("Where the left one goes.", example=_FOOT, faults=_REACH)
    ] = None
    foot_right: Annotated[
        Reach | None, About("Where the right one goes.", example=_FOOT, faults=_REACH)
    ] = None
    seat: Annotated[
        float | None,
        About("Height of what one sits on.", least=0, most=1, unit=_STATURE, example="0.25"),
    ] = None
    height: Annotated[
        float | None,
        About(
            "Height of the hips, where nothing else gives it.",
            least=-1,
            most=2,
            unit=_STATURE,
            example="0.5",
        ),
    ] = None


class View(Fields, frozen=True, kw_only=True):
    """From where one looks."""

    shorthand: ClassVar[str] = "name"
    unit: ClassVar[str] = "degrees"
    example: ClassVar[str] = "front"

    name: Annotated[ViewName, About("A view that has a name.")] = "side"
    azimuth: Annotated[
        float | None,
        About(
            "0 from the right, 90 from the front, -90 from behind, 180 left.", least=-360, most=360
        ),
    ] = None
    elevation: Annotated[float | None, About("How far from above.", least=-20, most=90)] = None


class Prop(Fields, frozen=True, kw_only=True):
    """A thing that one lies, sits or leans on."""

    shorthand: ClassVar[str] = "prop"
    unit: ClassVar[str] = _STATURE
    example: ClassVar[str] = "{prop: wall, at: [0.35]}"

    prop: Annotated[PropName, About("What it is.", example="chair")]
    at: Annotated[
        tuple[float, ...],
        About(
            "[forward, left] of where the body began.",
            least=-2,
            most=2,
            unit=_STATURE,
            example="[0.35]",
        ),
    ] = ()
    facing: Annotated[Direction, About("Which way it looks.", example="left")] = DIRECTIONS[
        "forward"
    ]
    height: Annotated[float | None, About("How high it is.", least=0, most=2, example="0.4")] = None
    links: Annotated[
        tuple[Landmark, ...],
        About(
            "What a towel goes along, in order.",
            example="[hand-left, foot-left]",
            faults=(codes.THING_NOT_DRAWN,),
        ),
    ] = ()


class Arrow(Fields, frozen=True, kw_only=True):
    """Which way to move."""

    example: ClassVar[str] = "{follow: crown, turn: right}"

    follow: Annotated[Landmark, About("What moves.")]
    around: Annotated[Landmark | None, About("What it moves about: a curved arrow.")] = None
    push: Annotated[Direction | None, About("Which way: a straight arrow, from the body.")] = None
    press: Annotated[Direction | None, About("Which way: a straight arrow, to the body.")] = None
    turn: Annotated[Side | None, About("A turn about the upright, above it.")] = None
    gap: Annotated[
        float, About("How far from the body.", least=-1, most=1, unit=_STATURE, example="0.05")
    ] = 0.05
    start: Annotated[
        float,
        About(
            "Where it begins: 0 the start pose.",
            least=-20,
            most=20,
            unit="shares of the way",
            example="0",
        ),
    ] = 0.15
    end: Annotated[
        float,
        About(
            "Where it ends: 1 the end pose.",
            least=-20,
            most=20,
            unit="shares of the way",
            example="1",
        ),
    ] = 0.9


class Figure(Fields, frozen=True, kw_only=True):
    """The pictures of a stretch."""

    example: ClassVar[str] = (
        "{base: sitting, end: {neck: {rotation_right: 30}}, regions: [neck-left]}"
    )

    view: Annotated[View, About("From where one looks.", faults=(codes.REGION_NOT_SEEN,))] = View()
    base: Annotated[BaseName, About("The pose that start begins from.")]
    start: Annotated[Pose, About("Before: what differs from the base.", faults=_POSE)] = Pose()
    middle: Annotated[Pose | None, About("On the way, where a step needs it.", faults=_POSE)] = None
    end: Annotated[Pose, About("The stretch: what differs from the pose before.", faults=_POSE)]
    props: Annotated[
        tuple[Prop, ...],
        About("What is around.", faults=(codes.BODY_IN_THING, codes.THING_NOT_DRAWN)),
    ] = ()
    regions: Annotated[
        tuple[Region, ...],
        About(
            "Where it is felt.",
            unknown=codes.UNKNOWN_DRAWN_REGION,
            faults=(codes.REGION_NOT_SEEN,),
        ),
    ]
    arrows: Annotated[
        tuple[Arrow, ...], About("Which way to move.", faults=(codes.ARROW_ON_BODY,))
    ] = ()
    circle: Annotated[
        bool, About("true: the movement goes on from the end to the start, and not back.")
    ] = False
    crop: Annotated[Crop | None, About("Only a part of the picture, so larger.")] = None
    body: Annotated[BodyName | None, About("Whose body.")] = None
