"""Bodies bend as bodies do, and the same pose gives the same picture on every machine."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from sitegen.figure import body as measures
from sitegen.figure import describe, svg
from sitegen.figure.bases import BASES
from sitegen.figure.body import BODIES
from sitegen.figure.body_map import body_map
from sitegen.figure.faults import faults_of
from sitegen.figure.geometry import distance, dot
from sitegen.figure.limits import LIMITS
from sitegen.figure.picture import draw, scene_of
from sitegen.figure.pose import Settled, changed
from sitegen.figure.reaching import posed, two_bones
from sitegen.figure.solids import resting_parts
from sitegen.load import load_guide
from sitegen.model import Figure, Pose, declared_fields
from sitegen.model.figures import (
    Arrow,
    BallAngles,
    Crop,
    Direction,
    HandShape,
    HingeAngles,
    Landmark,
    MapRegion,
    NeckAngles,
    PelvisAngles,
    Prop,
    PropName,
    Reach,
    Region,
    SpineAngles,
    Target,
    View,
    ViewName,
)

if TYPE_CHECKING:
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import BaseName, BodyName

FIGURES = {
    stretch.slug: stretch.figure
    for stretch in load_guide(ROOT / "content").guide.stretches.values()
    if stretch.figure
}
degrees = st.floats(min_value=0, max_value=120)
places = st.floats(min_value=-0.5, max_value=0.5)
balls = st.builds(
    BallAngles, flexion=degrees, abduction=degrees, external_rotation=st.floats(0, 45)
)
poses = st.builds(
    Pose,
    pelvis=st.builds(PelvisAngles, tilt_forward=degrees, turn_left=degrees),
    spine=st.builds(SpineAngles, flexion=degrees, side_bend_left=degrees, rotation_right=degrees),
    neck=st.builds(NeckAngles, flexion=degrees, rotation_left=degrees),
    hip_left=balls,
    knee_left=st.builds(HingeAngles, flexion=degrees),
    shoulder_right=balls,
    elbow_right=st.builds(HingeAngles, flexion=degrees),
    hand_left=st.builds(Reach, at=st.tuples(places, places), lift=st.floats(0, 0.4)),
    foot_right=st.builds(Reach, at=st.tuples(places, places)),
)


def figure_of(base: BaseName = "standing", end: Pose | None = None, **keys: object) -> Figure:
    """A figure with one change."""
    keys = {"regions": ("back",), "view": View(name="half-back"), **keys}
    return Figure(base=base, end=end or Pose(), **keys)  # type: ignore[arg-type]


# The skeleton


@given(pose=poses, body=st.sampled_from(list(BODIES)))
def test_bones_keep_their_length(pose: Pose, body: BodyName) -> None:
    """Whatever bends, and however far a hand reaches, no bone is stretched."""
    skeleton = posed(changed(Settled(), pose), BODIES[body]).skeleton

    for name, limb in skeleton.limbs.items():
        upper, lower = (
            (measures.THIGH, measures.SHANK)
            if name.startswith("leg")
            else (measures.UPPER_ARM, measures.FOREARM)
        )
        assert distance(limb.root, limb.hinge) == pytest.approx(upper, abs=1e-6)
        assert distance(limb.hinge, limb.tip) == pytest.approx(lower, abs=1e-6)
    assert distance(skeleton.spine[-1], skeleton.neck) == pytest.approx(measures.NECK)


@given(pose=poses)
def test_frames_stay_square(pose: Pose) -> None:
    """The axes of every frame are of length 1 and at right angles, and turn the right way."""
    skeleton = posed(changed(Settled(), pose), BODIES["man"]).skeleton
    frames = [skeleton.head_frame, *skeleton.spine_frames]
    for limb in skeleton.limbs.values():
        frames += [limb.upper, limb.lower, limb.end]

    for x, y, z in frames:
        assert (dot(x, y), dot(y, z), dot(z, x)) == pytest.approx((0, 0, 0), abs=1e-6)
        assert (dot(x, x), dot(y, y), dot(z, z)) == pytest.approx((1, 1, 1))


@given(
    target=st.tuples(places, places, places),
    pole=st.tuples(places, places, places),
)
def test_two_bones_end_at_their_target_or_say_by_how_much_not(
    target: tuple[float, float, float], pole: tuple[float, float, float]
) -> None:
    """The tip is as far from the target as is said, and on the way to it."""
    hinge, tip, miss = two_bones((0.0, 0.0, 0.0), target, (0.24, 0.238), pole)

    assert distance(tip, target) == pytest.approx(miss, abs=1e-6)
    assert math.dist((0, 0, 0), hinge) == pytest.approx(0.24)


any_degrees = st.floats(-1e8, 1e8)
wild_poses = st.builds(
    Pose,
    pelvis=st.builds(PelvisAngles, tilt_forward=any_degrees, roll_left=any_degrees),
    spine=st.builds(SpineAngles, flexion=any_degrees, rotation_left=any_degrees),
    neck=st.builds(NeckAngles, side_bend_left=any_degrees),
    hips=st.builds(BallAngles, flexion=any_degrees, adduction=any_degrees),
    hand_right=st.builds(Reach, at=st.tuples(st.floats(-2, 2), st.floats(-2, 2))),
    hand_left=st.builds(Reach, to=st.sampled_from(get_args(Target)), along=st.floats(0, 1)),
    foot_left=st.builds(Reach, to=st.sampled_from(get_args(Target)), toes_up=st.floats(-60, 60)),
)


@given(
    pose=wild_poses,
    azimuth=st.floats(-360, 360),
    elevation=st.floats(-20, 90),
    gap=st.floats(-1, 1),
)
def test_no_number_breaks_the_drawing(
    pose: Pose, azimuth: float, elevation: float, gap: float
) -> None:
    """Whatever a contributor writes, the build goes on and says what is wrong with it."""
    figure = figure_of(
        end=pose,
        view=View(azimuth=azimuth, elevation=elevation),
        regions=("chest", "buttock-right"),
        arrows=(
            Arrow(follow="hand-right", around="pelvis", gap=gap),
            Arrow(follow="chest", push=Direction(0, 0, 1), gap=gap),
            Arrow(follow="crown", turn="left", gap=gap),
        ),
        props=(Prop(prop="chair"), Prop(prop="floor")),
    )
    drawing = draw(figure)

    assert "nan" not in svg(drawing, 1, "wild", "wild")
    assert isinstance(faults_of(figure), tuple)


def left_and_right(pose: Pose) -> Pose:
    """The same pose with its sides changed over."""
    swapped = {}
    for joint, value in asdict(pose).items():
        name = joint
        for one, other in (("_left", "_right"), ("_right", "_left")):
            if joint.endswith(one):
                name = joint.removesuffix(one) + other
                break
        swapped[name] = value
        if isinstance(value, Reach):
            swapped[name] = replace(value, at=(value.at[0], -value.at[1]))
        elif isinstance(value, (NeckAngles, PelvisAngles)):
            keys = asdict(value)
            flipped = {
                key: keys.get(
                    key.replace("left", "\0").replace("right", "left").replace("\0", "right")
                )
                for key in keys
            }
            swapped[name] = type(value)(**flipped)
    return Pose(**swapped)


@given(pose=poses)
def test_mirrored_pose_is_the_mirror_image(pose: Pose) -> None:
    """What the left side does, the right does in the mirror; twice, and it is as before."""
    one = posed(changed(Settled(), pose), BODIES["woman"]).skeleton
    other = posed(changed(Settled(), left_and_right(pose)), BODIES["woman"]).skeleton

    for name, limb in one.limbs.items():
        part, _, side = name.partition("_")
        twin = other.limbs[f"{part}_{'right' if side == 'left' else 'left'}"]
        for (x, y, z), place in ((limb.hinge, twin.hinge), (limb.tip, twin.tip)):
            assert place == pytest.approx((x, -y, z), abs=1e-6)
    assert left_and_right(left_and_right(pose)) == pose


@pytest.mark.parametrize("base", list(BASES))
@pytest.mark.parametrize("body", list(BODIES))
def test_every_base_can_be_taken_up(base: BaseName, body: BodyName) -> None:
    """A base pose rests on the floor, reaches what it reaches for, and stands."""
    result = posed(changed(Settled(), BASES[base]), BODIES[body])
    kinds = {fault.kind for fault in faults_of(figure_of(base), body)}

    assert max(result.misses.values(), default=0) < 0.01
    assert kinds <= {"unseen"}
    assert min(part.lowest for part in resting_parts(result.skeleton, frozenset())) > -0.015


def palm(skeleton: Skeleton, side: str) -> tuple[float, float, float]:
    """The middle of a palm."""
    limb = skeleton.limbs[f"arm_{side}"]
    z = limb.end.z
    return tuple(a - b * measures.PALM_BACK for a, b in zip(limb.tip, z, strict=True))  # type: ignore[return-value]


@pytest.mark.parametrize("shape", get_args(HandShape))
def test_hand_is_where_it_reaches(shape: HandShape) -> None:
    """A palm lies on its point, a thumb's breadth from the wrist's own height."""
    point = (0.3, 0.1, 0.7)
    pose = Pose(hand_left=Reach(to="point", at=point, fingers=Direction(1, 0, 0), shape=shape))
    result = posed(changed(changed(Settled(), BASES["standing"]), pose), BODIES["woman"])

    assert result.misses["hand_left"] == pytest.approx(0, abs=1e-9)
    assert distance(palm(result.skeleton, "left"), point) == pytest.approx(measures.PALM_ABOVE)


# What is wrong with a figure


@pytest.mark.parametrize(("joint", "movement"), list(LIMITS))
def test_no_limit_can_be_passed(joint: str, movement: str) -> None:
    """One degree more than a joint goes is reported, at the key that says it."""
    keys = {
        "flexion": "flexion", "side_bend": "side_bend_left", "rotation": "rotation_left",
        "abduction": "abduction", "pronation": "pronation", "dorsiflexion": "dorsiflexion",
    }  # fmt: skip
    key = keys[movement]
    if joint in {"hip", "shoulder"} and movement == "rotation":
        key = "internal_rotation"
    name = joint if joint in {"neck", "spine"} else f"{joint}_left"
    kind = declared_fields(Pose)[name].type
    for excess, expected in ((1, True), (-1, False)):
        angles = kind(**{key: LIMITS[joint, movement].high + excess})
        faults = faults_of(figure_of(end=Pose(**{name: angles})))
        found = [fault.at for fault in faults if fault.kind == "past-limit"]

        assert (("end", name, key) in found) is expected


@pytest.mark.parametrize(
    ("spine", "kinds"),
    [
        (SpineAngles(extension=10, lumbar_extension=16, thoracic_extension=6), []),
        (SpineAngles(extension=10, lumbar_extension=18, thoracic_extension=6), ["near-limit"]),
        (SpineAngles(extension=10, lumbar_extension=25, thoracic_extension=6), ["past-limit"]),
        (SpineAngles(flexion=60, lumbar_flexion=25, thoracic_flexion=11), ["past-limit"]),
        (SpineAngles(lumbar_extension=60, thoracic_flexion=35), []),
    ],
)
def test_bends_of_the_back_count_together(spine: SpineAngles, kinds: list[str]) -> None:
    """A back bent in two places is bent by both."""
    faults = faults_of(figure_of("all-fours", Pose(spine=spine)))
    found = [fault.kind for fault in faults if fault.at == ("end", "spine")]

    assert found == kinds


@pytest.mark.parametrize(("gap", "kinds"), [(0.15, []), (0.3, ["arrow"])])
def test_arrow_that_leaves_the_picture_in_part_is_reported(gap: float, kinds: list[str]) -> None:
    """Half an arrow points nowhere."""
    arrow = Arrow(follow="chest", push=Direction(1, 0, -1), gap=gap)
    figure = figure_of(crop="upper", arrows=(arrow,))

    assert [fault.kind for fault in faults_of(figure)] == kinds


def test_hand_that_pulls_the_arm_too_far_back_is_reported() -> None:
    """A shoulder that is worked out from its hand has its limit too."""
    reach = Reach(to="point", at=(-0.29, 0.1, 0.86), bend=Direction(-1, 0, 1))
    faults = faults_of(figure_of(end=Pose(hand_left=reach)))

    assert [fault.message for fault in faults if "shoulder" in fault.message] != []


@pytest.mark.parametrize(
    ("follow", "crop", "kinds"),
    [("pelvis", None, []), ("pelvis", "upper", ["arrow"]), ("crown", "upper", [])],
)
def test_arrow_that_leaves_the_picture_is_reported(
    follow: Landmark, crop: Crop | None, kinds: list[str]
) -> None:
    """Where a crop cuts, an arrow must not be on the other side."""
    way = Direction(0, 0, 1 if follow == "crown" else -1)
    figure = figure_of(crop=crop, arrows=(Arrow(follow=follow, push=way),))

    assert [fault.kind for fault in faults_of(figure)] == kinds


@pytest.mark.parametrize("slug", list(FIGURES))
def test_pictures_of_the_guide_have_no_fault(slug: str) -> None:
    """Every picture that is published can be copied."""
    assert [fault.message for fault in faults_of(FIGURES[slug])] == []


# The drawing


@pytest.mark.parametrize("slug", list(FIGURES))
def test_picture_is_small_and_whole(slug: str) -> None:
    """A picture is light, needs nothing from elsewhere, and each id in it is used once."""
    drawing = draw(FIGURES[slug])
    texts = [svg(drawing, i, f"{slug}-{i}", slug) for i in range(len(drawing.pictures))]

    for text in texts:
        ids = re.findall(r' id="([^"]+)"', text)
        used = set(re.findall(r"url\(#([^)]+)\)", text))
        assert len(ids) == len(set(ids))
        assert used <= set(ids)
        assert "http" not in text
        assert "nan" not in text.lower()
        assert len(text) < 9_000


@pytest.mark.parametrize("view", get_args(ViewName))
@pytest.mark.parametrize("crop", [None, *get_args(Crop)])
def test_every_view_of_every_base_can_be_drawn(view: ViewName, crop: Crop | None) -> None:
    """No view is too flat to draw, not even along a limb."""
    for base in BASES:
        drawing = draw(figure_of(base, view=View(name=view), crop=crop))

        assert drawing.window.width > 50
        assert drawing.window.height > 50


@pytest.mark.parametrize("prop", get_args(PropName))
def test_every_prop_can_be_drawn(prop: PropName) -> None:
    """A thing is in the picture, before or behind the body."""
    links: tuple[Landmark, ...] = ()
    if prop == "towel":
        links = ("hand-left", "foot-left", "hand-right")
    before = draw(figure_of(props=()))
    after = draw(figure_of(props=(Prop(prop=prop, links=links),)))

    assert len(after.pictures[0]) > len(before.pictures[0])


@pytest.mark.parametrize("region", get_args(Region))
def test_every_region_is_drawn_and_said(region: Region) -> None:
    """A region is hatched on a side that some view shows, and has words."""
    views = [View(name=name) for name in get_args(ViewName)]
    seen = [
        view
        for view in views
        if all(f.kind != "unseen" for f in faults_of(figure_of(view=view, regions=(region,))))
    ]
    figure = figure_of(view=seen[0], regions=(region,))

    assert any(stroke.material == "h" for stroke in draw(figure).pictures[-1])
    assert "{" not in describe(figure, 1)
    assert all(stroke.material != "h" for stroke in draw(figure).pictures[0])


@pytest.mark.parametrize("slug", list(FIGURES))
def test_arrows_keep_clear_of_the_body(slug: str) -> None:
    """Nobody can take an arrow for a strap or a stick."""
    assert all(arrow.is_clear for arrow in scene_of(FIGURES[slug], "woman").arrows)


def test_all_pictures_of_a_stretch_have_one_scale() -> None:
    """Both pictures are as wide and as high, so a head is as large in one as in the other."""
    figure = figure_of(
        end=Pose(spine=SpineAngles(flexion=40)), arrows=(Arrow(follow="head", around="pelvis"),)
    )
    drawing = draw(figure)
    boxes = {
        re.findall(r'viewBox="([^"]+)"', svg(drawing, index, f"p-{index}", "t"))[0]
        for index in range(2)
    }

    assert len(boxes) == 1


def test_same_bytes_whatever_the_hash_seed() -> None:
    """Sets and dictionaries leave no trace in a picture."""
    program = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_figure import FIGURES\n"
        "from sitegen.figure import svg\n"
        "from sitegen.figure.picture import draw\n"
        "print([svg(draw(f), i, n, n) for n, f in FIGURES.items() for i in (0, 1)])"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(shown) == 1


# In words


def test_description_says_what_moves_and_where_it_is_felt() -> None:
    """The words come from the angles: which part, which way, how far, and where."""
    figure = figure_of(
        "sitting",
        Pose(
            neck=NeckAngles(side_bend_left=30), hand_right=Reach(to="seat", at=(0.0, -0.15, 0.24))
        ),
        regions=("neck-right",),
        view=View(name="front"),
    )

    assert describe(figure, 0) == "Sitting."
    assert describe(figure, 1) == (
        "The head tilts to the left 30 degrees. The right hand is on the seat."
        " You feel it in the right side of the neck."
    )


def test_both_sides_are_said_in_one() -> None:
    """What both arms do is not said twice; a leg over which the hips tip has not moved."""
    pose = Pose(
        pelvis=PelvisAngles(tilt_forward=40),
        hips=BallAngles(flexion=40),
        shoulders=BallAngles(flexion=90),
    )

    assert describe(figure_of(end=pose), 1) == (
        "Both arms go forward and up 92 degrees. The hips tip forward 40 degrees."
        " You feel it in the back."
    )


# The map of the body


def test_map_has_a_spot_for_every_region_it_knows() -> None:
    """An area that may name a region is found on the map, inside the drawing."""
    drawn = body_map([*get_args(MapRegion), "elbow"])
    left, top, width, height = drawn.box

    assert [spot.region for spot in drawn.spots] == list(get_args(MapRegion))
    assert len(drawn.figures) == 2
    for spot in drawn.spots:
        assert left < spot.label[0] < left + width
        assert top < spot.label[1] < top + height
