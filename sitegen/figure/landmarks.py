"""Places on a posed body that front matter can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.figure.geometry import Vector, add, along

if TYPE_CHECKING:
    from sitegen.figure.skeleton import Skeleton
    from sitegen.model.figures import Landmark


def landmark(skeleton: Skeleton, name: Landmark) -> Vector:
    """Where a part of the body is."""
    head = skeleton.head_frame
    fixed: dict[str, Vector] = {
        "head": along(skeleton.neck, head.z, 0.03),
        "crown": along(skeleton.neck, head.z, 0.095),
        "chin": add(skeleton.neck, head.out((0.06, 0.0, -0.045))),
        "neck": skeleton.spine[-1],
        "chest": skeleton.trunk_at(0.22)[0],
        "waist": skeleton.trunk_at(0.09)[0],
        "pelvis": skeleton.pelvis,
    }
    if name in fixed:
        return fixed[name]
    part, _, side = name.rpartition("-")
    limb = skeleton.limbs[f"{'leg' if part in {'hip', 'knee', 'ankle', 'foot'} else 'arm'}_{side}"]
    if part in {"hip", "shoulder"}:
        return limb.root
    if part in {"knee", "elbow"}:
        return limb.hinge
    if part == "foot":
        return along(limb.tip, limb.end.x, 0.08)
    return along(limb.tip, limb.end.z, -0.06) if part == "hand" else limb.tip
