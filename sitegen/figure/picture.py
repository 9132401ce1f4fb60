"""A figure to pictures: each position drawn, all in one window, so that their sizes agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.figure.arrows import Drawn, drawn
from sitegen.figure.body import BODIES
from sitegen.figure.camera import UNITS, Camera, camera_of
from sitegen.figure.head import bun_of
from sitegen.figure.order import Rod, rods
from sitegen.figure.outline import polygon, whole
from sitegen.figure.painting import body_strokes
from sitegen.figure.pose import poses_of, regions_of
from sitegen.figure.props import corners, prop_strokes, towel
from sitegen.figure.reaching import Posed, posed
from sitegen.figure.values import ArrowShape, Drawing, Stroke, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.figure.pose import Settled
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import BodyName, Crop, Figure, HandShape

_MARGIN = 14
_FLOOR_LINE = 3.0
_NEAR_HEAD = frozenset({"head", "neck", "trunk", "arm_left.upper", "arm_right.upper"})
_WIDE = frozenset({"mat", "wall", "bed"})
_WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))


@dataclass(frozen=True, slots=True)
class Scene:
    """What a figure comes to before it is painted.

    Attributes:
        camera: From where it is seen.
        poses: Its positions.
        bodies: The posed body of each.
        shapes: The pieces of each body, as rods.
        arrows: The arrows beside the last.
    """

    camera: Camera
    poses: tuple[Settled, ...]
    bodies: tuple[Posed, ...]
    shapes: tuple[dict[str, Rod], ...]
    arrows: tuple[Drawn, ...]


@lru_cache(maxsize=100)
def scene_of(figure: Figure, body: BodyName) -> Scene:
    """Pose the bodies of a figure, and place its arrows."""
    camera = camera_of(figure.view)
    poses = poses_of(figure)
    bodies = tuple(posed(pose, BODIES[figure.body or body]) for pose in poses)
    shapes = tuple(rods(one.skeleton, camera) for one in bodies)
    first, last = bodies[0].skeleton, bodies[-1].skeleton
    arrows = tuple(drawn(arrow, first, last, camera, shapes[-1]) for arrow in figure.arrows)
    return Scene(camera, poses, bodies, shapes, arrows)


def draw(figure: Figure, body: BodyName = "woman") -> Drawing:
    """Draw a figure.

    Args:
        figure: As its front matter says.
        body: Whose body, where the figure does not say.

    Returns:
        Its pictures.
    """
    scene = scene_of(figure, body)
    window = window_of(figure, scene)
    behind = _backdrop(figure, scene.camera, window)
    pictures = []
    felt = regions_of(figure)
    for pose, one, pieces, regions in zip(
        scene.poses, scene.bodies, scene.shapes, felt, strict=True
    ):
        strokes = body_strokes(one.skeleton, scene.camera, pieces, hands_of(pose), regions)
        before = towels(figure, one.skeleton, scene.camera)
        pictures.append((*behind, *(stroke for _, stroke in strokes), *before))
    arrows = tuple(ArrowShape(arrow.shaft, arrow.head) for arrow in scene.arrows)
    return Drawing(tuple(pictures), arrows, window, is_near=figure.crop is not None)


def _backdrop(figure: Figure, camera: Camera, window: Window) -> list[Stroke]:
    """What stands behind the body, the same in all pictures."""
    floor = [_floor(window)] if any(prop.prop == "floor" for prop in figure.props) else []
    return floor + [stroke for prop in figure.props for stroke in prop_strokes(prop, camera)]


def towels(figure: Figure, skeleton: Skeleton, camera: Camera) -> list[Stroke]:
    """What the hands hold, before the body."""
    return [towel(prop, skeleton, camera) for prop in figure.props if prop.links]


def hands_of(pose: Settled) -> dict[str, HandShape]:
    """How each hand is held, where the pose says so."""
    return {name: reach.shape for name, reach in pose.reaches.items() if reach.shape}


class _Extent:
    """How far something reaches on paper."""

    def __init__(self) -> None:
        self.left = self.top = math.inf
        self.right = self.bottom = -math.inf

    def include(self, places: Sequence[tuple[float, float]]) -> None:
        """Reach as far as some places."""
        for x, y in places:
            self.left, self.right = min(self.left, x), max(self.right, x)
            self.top, self.bottom = min(self.top, y), max(self.bottom, y)


def window_of(figure: Figure, scene: Scene) -> Window:
    """What all pictures show: the bodies, their arrows and small things; of large things a part."""
    extent = _bodies(figure, scene)
    for arrow in scene.arrows:
        extent.include(arrow.places)
    for prop in figure.props:
        if prop.prop not in _WIDE:
            for box in corners(prop):
                extent.include([scene.camera.point(place)[:2] for place in box])
    extent.include([(extent.left, extent.bottom + _FLOOR_LINE)])
    if figure.crop:
        _cut(extent, figure.crop, scene)
    x, y = whole(extent.left) - _MARGIN, whole(extent.top) - _MARGIN
    low = 0 if figure.crop else _MARGIN
    return Window(x, y, whole(extent.right) + _MARGIN - x, whole(extent.bottom) + low - y)


def _bodies(figure: Figure, scene: Scene) -> _Extent:
    """How far the bodies reach, with their hair; of a crop to the head only what is near it."""
    extent = _Extent()
    for pieces in scene.shapes:
        for name, rod in pieces.items():
            if figure.crop != "head" or name in _NEAR_HEAD:
                extent.include([rod.box[::2], rod.box[1::2]])
    for one in scene.bodies:
        if bun := bun_of(one.skeleton):
            knot = scene.camera.ellipse(bun)
            extent.include([knot.support(dx, dy)[1:] for dx, dy in _WAYS])
    return extent


def _cut(extent: _Extent, crop: Crop, scene: Scene) -> None:
    """Leave of an extent only the part that a picture is about."""
    if crop == "arm":
        wrist = scene.camera.point(scene.bodies[-1].skeleton.limbs["arm_right"].tip)
        size = 0.22 * UNITS
        extent.left = max(extent.left, wrist.x - size * 1.3)
        extent.right = min(extent.right, wrist.x + size)
        extent.top, extent.bottom = wrist.y - size, wrist.y + size
        return
    below = 0.13 if crop == "head" else 0.05
    places = [
        body.skeleton.spine[-1] if crop == "head" else body.skeleton.pelvis for body in scene.bodies
    ]
    extent.bottom = max(scene.camera.point(place).y for place in places) + below * UNITS


def _floor(window: Window) -> Stroke:
    """The floor: one line as wide as the picture, so that all pictures stand on the same."""
    left, right = window.x + 4, window.x + window.width - 4
    return Stroke(
        "p", polygon([(left, 2), (right, 2), (right, 2 + _FLOOR_LINE), (left, 2 + _FLOOR_LINE)])
    )
