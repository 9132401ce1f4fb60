"""The map of the body: one person from the front and from behind, with a spot for each area."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sitegen.figure.bases import BASES
from sitegen.figure.body import BODIES
from sitegen.figure.camera import UNITS, Camera, Ellipse, camera_of
from sitegen.figure.order import rods
from sitegen.figure.outline import capsule, hull, oval
from sitegen.figure.painting import body_strokes
from sitegen.figure.pose import Settled, changed
from sitegen.figure.reaching import posed
from sitegen.figure.regions import Bead, place_of
from sitegen.figure.values import BodyMap, MapSpot
from sitegen.model.figures import BallAngles, HingeAngles, Pose, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import BodyName, MapRegion

_APART = 0.25 * UNITS
"""How far each of the two figures stands from the middle."""


class _Spot(NamedTuple):
    """Where an area is: on which of the two figures, and the balls that mark its left side."""

    is_behind: bool
    beads: tuple[Bead, ...]


_SPOTS: dict[MapRegion, _Spot] = {
    "neck": _Spot(True, (Bead("neck", -0.1, 0, 0, 0.038), Bead("neck", 0.7, 0, 0, 0.036))),
    "shoulders": _Spot(
        False, (Bead("upper-arm", 0.05, 0, 0.012, 0.036), Bead("upper-arm", 0.36, 0, 0.006, 0.034))
    ),
    "chest": _Spot(
        False, (Bead("trunk", 0.216, 0, 0.0, 0.040), Bead("trunk", 0.216, 0, 0.034, 0.036))
    ),
    "upper-back": _Spot(
        True, (Bead("trunk", 0.248, 0, 0.035, 0.038), Bead("trunk", 0.178, 0, 0.032, 0.040))
    ),
    "lower-back": _Spot(
        True, (Bead("trunk", 0.105, 0, 0.034, 0.034), Bead("trunk", 0.062, 0, 0.036, 0.034))
    ),
    "hips": _Spot(
        False, (Bead("trunk", 0.02, 0, 0.062, 0.034), Bead("thigh", 0.14, 0, 0.008, 0.034))
    ),
    "buttocks": _Spot(
        True, (Bead("trunk", -0.015, 0, 0.044, 0.042), Bead("trunk", -0.035, 0, 0.044, 0.042))
    ),
    "hamstrings": _Spot(True, (Bead("thigh", 0.45, 0, 0, 0.036), Bead("thigh", 0.85, 0, 0, 0.032))),
    "thighs": _Spot(False, (Bead("thigh", 0.42, 0, 0, 0.036), Bead("thigh", 0.85, 0, 0, 0.032))),
    "calves": _Spot(True, (Bead("shank", 0.15, 0, 0, 0.034), Bead("shank", 0.52, 0, 0, 0.030))),
    "wrists-and-forearms": _Spot(
        False, (Bead("forearm", 0.35, 0, 0, 0.029), Bead("forearm", 1.05, 0, 0, 0.029))
    ),
}
_POSE = Pose(shoulders=BallAngles(abduction=20), elbows=HingeAngles(flexion=6))


def body_map(regions: Iterable[str], body: BodyName = "woman") -> BodyMap:
    """Draw the map.

    Args:
        regions: The regions that have a page; the map leaves out what it does not know.
        body: Whose body.
    """
    pose = changed(changed(Settled(), BASES["standing"]), _POSE)
    skeleton = posed(pose, BODIES[body]).skeleton
    front, behind = camera_of(View(name="front")), camera_of(View(name="back"))
    figures = tuple(
        (
            tuple(s for _, s in body_strokes(skeleton, camera, rods(skeleton, camera), {})),
            round(shift),
        )
        for camera, shift in ((front, -_APART), (behind, _APART))
    )
    spots = []
    for region in regions:
        if region == "whole-body":
            spots.append(_whole_body())
        elif region in _SPOTS:
            spot = _SPOTS[region]
            camera, shift = (behind, _APART) if spot.is_behind else (front, -_APART)
            spots.append(_spot(region, spot, skeleton, camera, shift))
    return BodyMap(figures, tuple(spots), (-258, -545, 516, 565))


def _spot(region: str, spot: _Spot, skeleton: Skeleton, camera: Camera, shift: float) -> MapSpot:
    places = [
        [
            _moved(camera.circle(place_of(bead, side, skeleton), bead.radius), shift)
            for bead in spot.beads
        ]
        for side in ("right", "left")
    ]
    if all(bead.bone in {"trunk", "neck"} for bead in spot.beads):
        # In the middle of the body both sides are one.
        labelled = [*places[0], *places[1]]
        data = hull(labelled, 16)
    else:
        labelled = places[0]
        data = "".join(
            capsule(first, second) for circles in places for first, second in pairwise(circles)
        )
    x = sum(circle.x for circle in labelled) / len(labelled)
    y = sum(circle.y for circle in labelled) / len(labelled)
    return MapSpot(region, data, (x, y))


def _moved(ellipse: Ellipse, shift: float) -> Ellipse:
    return ellipse._replace(x=ellipse.x + shift)


def _whole_body() -> MapSpot:
    """All of it: a spot between the two figures."""
    ellipse = camera_of(View(name="front")).circle((0.0, 0.0, 0.93), 0.044)
    return MapSpot("whole-body", oval(ellipse), (ellipse.x, ellipse.y))
