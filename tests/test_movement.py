"""The way from start to end: a body all the time, and never through the floor."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_figure import FIGURES, figure_of, poses

from sitegen.figure import body as measures
from sitegen.figure import movement_json
from sitegen.figure.body import BODIES
from sitegen.figure.geometry import WORLD, Frame, distance, dot, turned_between
from sitegen.figure.movement import STEPS, body_between, movement_of
from sitegen.figure.picture import draw, scene_of
from sitegen.figure.pose import Settled, changed
from sitegen.figure.reaching import posed
from sitegen.figure.solids import resting_parts
from sitegen.model import Pose
from sitegen.model.figures import HingeAngles

if TYPE_CHECKING:
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model import Figure

SINKS = 0.016
"""So little of a foot in the floor, as a share of stature, nobody sees while it moves."""
shares = st.floats(min_value=0, max_value=1)
turns = st.floats(min_value=-180, max_value=180)
frames = st.builds(lambda x, y, z: WORLD.turned_x(x).turned_y(y).turned_z(z), turns, turns, turns)


def skeleton_of(pose: Pose) -> Skeleton:
    """A body in a pose."""
    return posed(changed(Settled(), pose), BODIES["woman"]).skeleton


def lowest(skeleton: Skeleton) -> float:
    """The height of the lowest part of a body."""
    return min(part.lowest for part in resting_parts(skeleton, frozenset()))


def of_length_one(frame: Frame) -> bool:
    """Whether a frame's axes are of length 1 and at right angles."""
    x, y, z = frame
    return (dot(x, y), dot(y, z), dot(z, x), dot(x, x), dot(y, y), dot(z, z)) == pytest.approx(
        (0, 0, 0, 1, 1, 1), abs=1e-6
    )


@given(start=frames, end=frames, share=shares)
def test_a_turn_is_even_and_about_one_axis(start: Frame, end: Frame, share: float) -> None:
    """It begins and ends where it should, and is a turn all the way."""
    for part, frame in ((0, start), (1, end)):
        reached = turned_between(start, end, part)
        assert [distance(a, b) for a, b in zip(reached, frame, strict=True)] == pytest.approx(
            [0, 0, 0], abs=1e-5
        )
    assert of_length_one(turned_between(start, end, share))


def test_half_a_turn_has_an_axis_too() -> None:
    """Where both ways are as far, one of them is taken."""
    middle = turned_between(WORLD, WORLD.turned_z(180), 0.5)

    assert middle.z == pytest.approx((0, 0, 1))
    assert abs(middle.x[1]) == pytest.approx(1)


@given(start=poses, end=poses, share=shares)
def test_bones_keep_their_length_on_the_way(start: Pose, end: Pose, share: float) -> None:
    """A body between two is a body."""
    skeleton = body_between(skeleton_of(start), skeleton_of(end), share)

    for name, limb in skeleton.limbs.items():
        upper, lower = (
            (measures.THIGH, measures.SHANK)
            if name.startswith("leg")
            else (measures.UPPER_ARM, measures.FOREARM)
        )
        assert distance(limb.root, limb.hinge) == pytest.approx(upper, abs=1e-6)
        assert distance(limb.hinge, limb.tip) == pytest.approx(lower, abs=1e-6)
        assert of_length_one(limb.upper)
        assert of_length_one(limb.lower)
        assert of_length_one(limb.end)
    assert distance(skeleton.spine[-1], skeleton.neck) == pytest.approx(measures.NECK)


@given(start=poses, end=poses)
def test_the_way_begins_and_ends_in_the_poses(start: Pose, end: Pose) -> None:
    """What is shown on the way meets the two pictures."""
    first, last = skeleton_of(start), skeleton_of(end)

    for share, pose in ((0, first), (1, last)):
        reached = body_between(first, last, share)
        assert distance(reached.neck, pose.neck) < 1e-5
        for name, limb in pose.limbs.items():
            assert distance(reached.limbs[name].tip, limb.tip) < 1e-3


def test_a_knee_turns_evenly() -> None:
    """Half way, it is half as bent."""
    straight = skeleton_of(Pose())
    bent = skeleton_of(Pose(knee_left=HingeAngles(flexion=90)))
    middle = body_between(straight, bent, 0.5).limbs["leg_left"]

    assert dot(middle.upper.z, middle.lower.z) == pytest.approx(0.5**0.5)


@pytest.mark.parametrize("slug", list(FIGURES))
def test_nothing_goes_through_the_floor_on_the_way(slug: str) -> None:
    """Nor does what stays in its place leave it."""
    scene = scene_of(FIGURES[slug], "woman")
    bodies = [one.skeleton for one in scene.bodies]
    floor = min(0.0, *(lowest(body) for body in bodies))

    for first, last in pairwise(bodies):
        for step in range(1, STEPS):
            between = body_between(first, last, step / STEPS)
            assert lowest(between) > floor - SINKS
            for name, limb in between.limbs.items():
                start, end = first.limbs[name].tip, last.limbs[name].tip
                if distance(start, end) < 1e-3:
                    assert distance(limb.tip, start) < 2e-3


@pytest.mark.parametrize("slug", list(FIGURES))
def test_stops_are_the_pictures(slug: str) -> None:
    """At each stop the outlines are those of the picture, without where it is felt."""
    figure = FIGURES[slug]
    movement, drawing = movement_of(figure), draw(figure)

    assert len(movement.stops) == len(drawing.pictures)
    for stop, picture in zip(movement.stops, drawing.pictures, strict=True):
        shown = [shape for shape in picture if shape.material not in {"p", "h"}]
        assert [stroke for _, stroke in movement.frames[stop]] == shown


@pytest.mark.parametrize("slug", list(FIGURES))
def test_shapes_have_names_of_their_own(slug: str) -> None:
    """So that a browser knows which shape it is in the next frame."""
    for frame in movement_of(FIGURES[slug]).frames:
        names = [name for name, _ in frame]
        assert len(set(names)) == len(names)


def circling(*, circle: bool) -> Figure:
    """Two pictures, and the way back or on."""
    return figure_of(end=Pose(knee_left=HingeAngles(flexion=60)), circle=circle)


def test_a_circle_goes_on_to_its_start() -> None:
    """Where a movement goes round, there are frames for the rest of it."""
    to_and_fro, circle = movement_of(circling(circle=False)), movement_of(circling(circle=True))

    assert (to_and_fro.stops, len(to_and_fro.frames)) == ((0, STEPS), STEPS + 1)
    assert (circle.stops, len(circle.frames)) == ((0, STEPS), 2 * STEPS + 1)
    assert circle.frames[-1] == circle.frames[0]


def test_a_browser_is_told_names_classes_and_paths() -> None:
    """What is written is what was drawn."""
    movement = movement_of(circling(circle=False))
    read = json.loads(movement_json(movement))
    name, stroke = movement.frames[0][0]

    assert read["stops"] == [0, STEPS]
    assert [len(frame) for frame in read["frames"]] == [len(frame) for frame in movement.frames]
    assert read["frames"][0][0] == [name, f"{stroke.material}{' f' * stroke.is_far}", stroke.data]
