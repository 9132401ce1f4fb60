"""A posed body as shapes in painting order: no seams where parts grow together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.figure import body as measures
from sitegen.figure.geometry import Vector, add, along, subtract, unit
from sitegen.figure.head import head_strokes, neck_strokes
from sitegen.figure.order import paint_order
from sitegen.figure.outline import capsule
from sitegen.figure.parts import (
    LimbShapes,
    arm_shapes,
    leg_shapes,
    pelvis_outline,
    trunk_outline,
)
from sitegen.figure.regions import outline_of
from sitegen.figure.values import Material, Stroke

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.figure.camera import Camera
    from sitegen.figure.order import Rod
    from sitegen.figure.skeleton import Limb, Skeleton
    from sitegen.model.figures import HandShape, Region


def body_strokes(
    skeleton: Skeleton,
    camera: Camera,
    shapes: dict[str, Rod],
    hands: Mapping[str, HandShape],
    regions: Sequence[Region] = (),
) -> list[tuple[str, Stroke]]:
    """Paint a body.

    Args:
        skeleton: The posed body.
        camera: From where it is seen.
        shapes: Its pieces as rods.
        hands: How each hand is held: `hand_left`.
        regions: Where the stretch is felt.

    Returns:
        Its shapes, those behind first, each with a name by which it is found in another pose.
    """
    return _Painter(skeleton, camera, shapes, hands).strokes(regions)


class _Painter:
    def __init__(
        self,
        skeleton: Skeleton,
        camera: Camera,
        shapes: dict[str, Rod],
        hands: Mapping[str, HandShape],
    ) -> None:
        self.skeleton = skeleton
        self.camera = camera
        self.order, self.far = paint_order(shapes)
        self.trunk = trunk_outline(skeleton, camera)
        self.pelvis = pelvis_outline(skeleton, camera)
        self.limbs: dict[str, LimbShapes] = {}
        for name, limb in skeleton.limbs.items():
            part, _, side = name.partition("_")
            if part == "leg":
                self.limbs[name] = leg_shapes(limb, camera)
            else:
                sign = 1.0 if side == "left" else -1.0
                shape = hands.get(f"hand_{side}", "relaxed")
                self.limbs[name] = arm_shapes(limb, sign, shape, camera)

    def strokes(self, regions: Sequence[Region]) -> list[tuple[str, Stroke]]:
        """All shapes in order, each region behind the last of the pieces that it is cut to."""
        strokes: list[tuple[str, Stroke]] = []
        waiting = [(region, *outline_of(region, self.skeleton, self.camera)) for region in regions]
        painted: set[str] = set()
        place = 0
        while place < len(self.order):
            names = self._group(place)
            place += len(names)
            piece = "+".join(names)
            strokes += ((f"{piece}:{i}", each) for i, each in enumerate(self._piece(names)))
            painted |= {*names, *(name.partition(".")[0] for name in names)}
            ready = [item for item in waiting if painted.issuperset(item[2])]
            waiting = [item for item in waiting if item not in ready]
            if ready:
                # In one, so that where regions meet there is no line between them.
                pieces = dict.fromkeys(piece for _, _, pieces in ready for piece in pieces)
                clip = "".join(self._outline(piece) for piece in pieces)
                felt = Stroke("h", "".join(data for _, data, _ in ready), clip=clip)
                strokes.append(("+".join(region for region, _, _ in ready), felt))
        return strokes

    def _group(self, place: int) -> list[str]:
        """The piece at a place in the order, and its other half where that is next."""
        name = self.order[place]
        following = self.order[place + 1 : place + 2]
        limb = name.partition(".")[0]
        is_whole = "." in name and any(other.startswith(f"{limb}.") for other in following)
        return [name, *following] if is_whole else [name]

    def _piece(self, names: list[str]) -> list[Stroke]:
        name = names[0]
        if name == "neck":
            return neck_strokes(self.skeleton, self.camera)
        if name == "head":
            return head_strokes(self.skeleton, self.camera)
        if name == "trunk":
            return [Stroke("t", self.trunk)]
        if name == "pelvis":
            return [Stroke("b", self.pelvis)]
        limb, _, _ = name.partition(".")
        halves = {half.partition(".")[2] for half in names}
        paint = self._leg if limb.startswith("leg") else self._arm
        return paint(limb, halves)

    def _leg(self, name: str, halves: set[str]) -> list[Stroke]:
        shapes, limb = self.limbs[name], self.skeleton.limbs[name]
        is_far = name in self.far
        bare = shapes.lower if "lower" in halves else ""
        cloth = (shapes.cloth_upper if "upper" in halves else "") + (
            shapes.cloth_lower if "lower" in halves else ""
        )
        strokes = [Stroke("s", bare, is_far=is_far)] if bare else []
        strokes.append(Stroke("b", cloth, is_far=is_far))
        if len(halves) == 1 and self._is_second(name, halves):
            strokes.append(self._joint(limb, halves, measures.KNEE_RADIUS, "b", is_far=is_far))
        if "upper" in halves and self._is_over(f"{name}.upper", "pelvis"):
            # The thigh grows out of the pelvis: no line between them.
            strokes.append(Stroke("b", self.pelvis, is_bare=True))
        return strokes

    def _arm(self, name: str, halves: set[str]) -> list[Stroke]:
        shapes, limb = self.limbs[name], self.skeleton.limbs[name]
        is_far = name in self.far
        bare = (shapes.upper if "upper" in halves else "") + (
            shapes.lower if "lower" in halves else ""
        )
        strokes = [Stroke("s", bare, is_far=is_far)]
        if len(halves) == 1 and self._is_second(name, halves):
            strokes.append(self._joint(limb, halves, measures.ELBOW_RADIUS, "s", is_far=is_far))
        if "upper" not in halves:
            return strokes
        strokes.append(Stroke("t", shapes.cloth_upper, is_far=is_far))
        if self._is_over(f"{name}.upper", "trunk"):
            # The sleeve grows out of the shirt.
            sign = 1.0 if name.endswith("left") else -1.0
            girdle = self.skeleton.spine[5]
            local: Vector = (-0.002, sign * 0.046, 0.006)
            inner = add(girdle, self.skeleton.thorax.out(local))
            strokes.append(self._patch("t", (limb.root, 0.0335), (inner, 0.036)))
        return strokes

    def _is_second(self, name: str, halves: set[str]) -> bool:
        """Whether the other half of a limb is painted already."""
        half = next(iter(halves))
        other = "lower" if half == "upper" else "upper"
        return self._is_over(f"{name}.{half}", f"{name}.{other}")

    def _is_over(self, first: str, second: str) -> bool:
        return self.order.index(first) > self.order.index(second)

    def _joint(
        self, limb: Limb, halves: set[str], radius: float, material: Material, *, is_far: bool
    ) -> Stroke:
        """What wipes out the line across a knee or elbow whose halves are painted apart."""
        toward = limb.tip if "upper" in halves else limb.root
        inner = along(limb.hinge, unit(subtract(toward, limb.hinge)), 0.03)
        patch = self._patch(material, (limb.hinge, radius - 0.001), (inner, radius - 0.004))
        return Stroke(patch.material, patch.data, is_bare=True, is_far=is_far)

    def _patch(self, material: Material, *balls: tuple[Vector, float]) -> Stroke:
        start, end = (self.camera.circle(place, radius) for place, radius in balls)
        return Stroke(material, capsule(start, end), is_bare=True)

    def _outline(self, piece: str) -> str:
        """The path data of a piece, to cut a region to."""
        if piece == "trunk":
            return self.trunk
        if piece == "pelvis":
            return self.pelvis
        if piece == "neck":
            return "".join(stroke.data for stroke in neck_strokes(self.skeleton, self.camera))
        limb, _, half = piece.partition(".")
        shapes = self.limbs[limb]
        parts = {
            "upper": shapes.upper + shapes.cloth_upper,
            "lower": shapes.lower + shapes.cloth_lower,
        }
        return parts[half] if half else parts["upper"] + parts["lower"]
