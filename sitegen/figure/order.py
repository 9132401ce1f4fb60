"""What is painted over what: every piece of the body behind those that are nearer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.camera import UNITS, Camera, Point
from sitegen.figure.geometry import Vector, along

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.figure.skeleton import Skeleton

PIECES = (
    "neck", "head", "trunk", "pelvis",
    "arm_left.upper", "arm_left.lower", "arm_right.upper", "arm_right.lower",
    "leg_left.upper", "leg_left.lower", "leg_right.upper", "leg_right.lower",
)  # fmt: skip
_SAME = 0.015
"""A difference in depth that does not count."""
_RESTING = 0.05
"""So much deeper may a hand be than what it rests on, and is still seen."""
_FAR_ARM = -0.035
_FAR_SHOULDER = -0.05
_FAR_HIP = 0.05
_HEAD_AWAY = -0.03


class Rod:
    """A piece as a line with a thickness.

    Attributes:
        points: Its places on paper.
        segments: From each place to the next: both, and how thick it is at them, in units.
        depth: Its mean depth.
        box: The least and the most of its x, then of its y.
    """

    def __init__(self, camera: Camera, *ends: tuple[Vector, float]) -> None:
        points = [camera.point(place) for place, _ in ends]
        radii = [radius * UNITS for _, radius in ends]
        self.points = points
        following = zip(points[1:] or points, radii[1:] or radii, strict=True)
        self.segments = [
            (start, end, first, second)
            for start, first, (end, second) in zip(points, radii, following, strict=False)
        ]
        self.depth = sum(point.depth for point in points) / len(points)
        most = max(radii)
        xs, ys = [point.x for point in points], [point.y for point in points]
        self.box = (min(xs) - most, max(xs) + most, min(ys) - most, max(ys) + most)

    def may_meet(self, other: Rod) -> bool:
        """Whether two rods are so near that they could overlap."""
        a, b = self.box, other.box
        return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def rods(skeleton: Skeleton, camera: Camera) -> dict[str, Rod]:
    """Every piece of the body as a rod."""
    trunk = [(skeleton.trunk_at(height)[0], 0.072) for height in (0.05, 0.16)]
    chest = skeleton.trunk_at(0.25)[0]
    head = along(skeleton.neck, skeleton.head_frame.z, 0.02)
    found = {
        "neck": Rod(camera, (skeleton.spine[-1], 0.04), (skeleton.neck, 0.036)),
        "head": Rod(camera, (along(head, skeleton.head_frame.x, 0.010), 0.080)),
        "trunk": Rod(camera, *trunk, (chest, 0.075)),
        "pelvis": Rod(
            camera,
            (along(skeleton.pelvis, skeleton.pelvis_frame.z, -0.03), 0.07),
            (along(skeleton.pelvis, skeleton.pelvis_frame.z, 0.05), 0.075),
        ),
    }
    for name, limb in skeleton.limbs.items():
        if name.startswith("leg"):
            root, hinge, tip = measures.HIP_RADIUS, measures.KNEE_RADIUS, measures.ANKLE_RADIUS
            end = along(limb.tip, limb.end.x, 0.10), 0.018
        else:
            root, hinge = measures.SHOULDER_RADIUS, measures.ELBOW_RADIUS
            tip = measures.WRIST_RADIUS
            end = along(limb.tip, limb.end.z, -0.09), 0.016
        found[f"{name}.upper"] = Rod(camera, (limb.root, root), (limb.hinge, hinge))
        found[f"{name}.lower"] = Rod(camera, (limb.hinge, hinge), (limb.tip, tip), end)
    return found


def paint_order(shapes: dict[str, Rod]) -> tuple[list[str], frozenset[str]]:
    """Sort the pieces of a body from back to front.

    Returns:
        The names of all pieces in order, and the limbs on the far side: `leg_left`.
    """
    rules: set[tuple[str, str]] = {("trunk", "pelvis")}
    away = shapes["head"].depth - shapes["neck"].points[0].depth < _HEAD_AWAY
    rules |= (
        {("head", "neck"), ("neck", "trunk")} if away else {("neck", "trunk"), ("trunk", "head")}
    )
    leg_rules, far_legs = _leg_rules(shapes)
    arm_rules, far_arms = _arm_rules(shapes)
    rules |= leg_rules | arm_rules
    for index, first in enumerate(PIECES):
        for second in PIECES[index + 1 :]:
            if (first, second) in rules or (second, first) in rules or _are_joined(first, second):
                continue
            rules |= _rule_of(first, second, shapes)
    return _sorted(rules, shapes), frozenset(far_legs | far_arms)


def _leg_rules(shapes: dict[str, Rod]) -> tuple[set[tuple[str, str]], set[str]]:
    """Where legs come in the order, and which of them are on the far side."""
    hips = {side: shapes[f"leg_{side}.upper"].points[0].depth for side in ("left", "right")}
    middle = sum(hips.values()) / 2
    found: set[tuple[str, str]] = set()
    far: set[str] = set()
    for side, hip in hips.items():
        thigh = f"leg_{side}.upper"
        is_far = hip - middle < -_FAR_HIP / 2
        is_behind = shapes[thigh].points[1].depth - hip < -0.12
        if is_far:
            far.add(f"leg_{side}")
        found.add((thigh, "pelvis") if is_far or is_behind else ("pelvis", thigh))
    return found, far


def _arm_rules(shapes: dict[str, Rod]) -> tuple[set[tuple[str, str]], set[str]]:
    """Where arms come in the order, and which of them are on the far side."""
    girdle = shapes["trunk"].points[-1].depth
    found: set[tuple[str, str]] = set()
    far: set[str] = set()
    for side in ("left", "right"):
        upper = f"arm_{side}.upper"
        is_far = shapes[upper].depth - girdle < _FAR_ARM
        if is_far and shapes[upper].points[0].depth - girdle < _FAR_SHOULDER:
            far.add(f"arm_{side}")
        found.add((upper, "trunk") if is_far else ("trunk", upper))
    return found, far


def _are_joined(first: str, second: str) -> bool:
    """Whether two pieces meet at a joint, so that depth says nothing there."""
    joined = {("neck", "head"), ("neck", "trunk"), ("head", "trunk")}
    return first.partition(".")[0] == second.partition(".")[0] or (first, second) in joined


def _rule_of(first: str, second: str, shapes: dict[str, Rod]) -> set[tuple[str, str]]:
    """Which of two pieces is painted first, where they cross on paper."""
    if not shapes[first].may_meet(shapes[second]):
        return set()
    difference = _nearest(shapes[first], shapes[second])
    if difference is None:
        return set()
    hand = next((name for name in (first, second) if name.endswith("lower") and "arm" in name), "")
    other = second if hand == first else first
    if hand and "arm" not in other and other != "head":
        lead = difference if hand == first else -difference
        if lead > -_RESTING:
            return {(other, hand)}
    if abs(difference) < _SAME:
        return set()
    return {(second, first)} if difference > 0 else {(first, second)}


def _nearest(first: Rod, second: Rod) -> float | None:
    """By how much one rod is nearer to the camera where they are closest on paper.

    Returns:
        The difference in depth, None where they do not overlap.
    """
    best, found = math.inf, None
    for a0, a1, ra0, ra1 in first.segments:
        for b0, b1, rb0, rb1 in second.segments:
            for s, t in _candidates(a0, a1, b0, b1):
                x = a0.x + (a1.x - a0.x) * s - b0.x - (b1.x - b0.x) * t
                y = a0.y + (a1.y - a0.y) * s - b0.y - (b1.y - b0.y) * t
                gap = math.hypot(x, y) - (ra0 + (ra1 - ra0) * s) - (rb0 + (rb1 - rb0) * t)
                if gap < best:
                    best = gap
                    found = (a0.depth + (a1.depth - a0.depth) * s) - (
                        b0.depth + (b1.depth - b0.depth) * t
                    )
    return found if best < -1 else None


def _candidates(a0: Point, a1: Point, b0: Point, b1: Point) -> Iterator[tuple[float, float]]:
    """Where two lines on paper could be closest: shares of the way along each."""
    ux, uy, vx, vy = a1.x - a0.x, a1.y - a0.y, b1.x - b0.x, b1.y - b0.y
    wx, wy = b0.x - a0.x, b0.y - a0.y
    crossing = ux * vy - uy * vx
    if abs(crossing) > 1e-6:
        s, t = (wx * vy - wy * vx) / crossing, (wx * uy - wy * ux) / crossing
        if 0 <= s <= 1 and 0 <= t <= 1:
            yield s, t
            return
    for s, point in ((0.0, a0), (1.0, a1)):
        yield s, _foot(point.x, point.y, b0, vx, vy)
    for t, point in ((0.0, b0), (1.0, b1)):
        yield _foot(point.x, point.y, a0, ux, uy), t


def _foot(x: float, y: float, start: Point, dx: float, dy: float) -> float:
    """Where on a line a point is closest to it."""
    size = dx * dx + dy * dy
    if size < 1e-9:
        return 0.0
    return min(max(((x - start.x) * dx + (y - start.y) * dy) / size, 0.0), 1.0)


def _sorted(rules: set[tuple[str, str]], shapes: dict[str, Rod]) -> list[str]:
    """The pieces in an order that keeps the rules; the halves of a limb together, if possible."""
    waiting = set(PIECES)
    behind: dict[str, set[str]] = {name: set() for name in PIECES}
    for first, second in rules:
        behind[second].add(first)
    depths = {name: round(shapes[name].depth, 6) for name in PIECES}
    order: list[str] = []
    while waiting:
        free = [name for name in PIECES if name in waiting and behind[name].isdisjoint(waiting)]
        last = order[-1].partition(".")[0] if order else ""
        chosen = min(
            free or [name for name in PIECES if name in waiting],
            key=lambda name: (name.partition(".")[0] != last, depths[name]),
        )
        order.append(chosen)
        waiting.remove(chosen)
    return order


def clearance(body: Mapping[str, Rod], places: Sequence[tuple[float, float]]) -> float:
    """How far the nearest of some places on paper is from a body, in units."""
    best = math.inf
    for rod in body.values():
        for a0, a1, r0, r1 in rod.segments:
            dx, dy = a1.x - a0.x, a1.y - a0.y
            for x, y in places:
                share = _foot(x, y, a0, dx, dy)
                away = math.hypot(x - a0.x - dx * share, y - a0.y - dy * share)
                best = min(best, away - (r0 + (r1 - r0) * share))
    return best
