"""Pictures that a body could take up, and that a reader may copy (FACTS 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic
from sitegen.drawings import study
from sitegen.figure import written_poses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.figure import FaultKind
    from sitegen.model import Figure, Guide, Location, Stretch

CODES: dict[FaultKind, codes.Code] = {
    "past-limit": codes.ANGLE_PAST_LIMIT,
    "near-limit": codes.ANGLE_NEAR_LIMIT,
    "contradiction": codes.POSE_CONTRADICTS_ITSELF,
    "missed": codes.REACH_MISSES,
    "in-floor": codes.BODY_IN_FLOOR,
    "in-thing": codes.BODY_IN_THING,
    "falls": codes.OUT_OF_BALANCE,
    "arrow": codes.ARROW_ON_BODY,
    "unseen": codes.REGION_NOT_SEEN,
    "not-drawn": codes.THING_NOT_DRAWN,
}
"""The code of each kind of fault of a picture."""


def check_figures_can_be_copied(guide: Guide) -> Iterator[Diagnostic]:
    """No joint past its limit, no reach that misses, no limb in the floor, nobody falling."""
    for stretch in guide.stretches.values():
        if stretch.figure is None:
            continue
        for fault in study(stretch.figure, guide.settings.body).faults:
            yield _found(CODES[fault.kind], stretch, fault.at, fault.message, fault.hint)


def check_pictures_belong_to_steps(guide: Guide) -> Iterator[Diagnostic]:
    """A picture names a step that there is."""
    for stretch in guide.stretches.values():
        if stretch.figure is None:
            continue
        for at, message in missing_steps(stretch.figure, len(stretch.steps)):
            yield _found(codes.PICTURE_WITHOUT_STEP, stretch, at, message, "")


def missing_steps(figure: Figure, count: int) -> Iterator[tuple[Location, str]]:
    """The pictures of a figure that name a step that there is not.

    Args:
        figure: The figure.
        count: How many steps there are.

    Yields:
        The keys that lead to where it is said, and what is wrong.
    """
    for name, pose in written_poses(figure).items():
        if pose.step and pose.step > count:
            yield (name, "step"), f"There is no step {pose.step}; the last is {count}."


def _found(code: codes.Code, stretch: Stretch, at: Location, message: str, hint: str) -> Diagnostic:
    span = stretch.document.span_of("figure", *at)
    return Diagnostic(code, message, stretch.source_file, span, hint)
