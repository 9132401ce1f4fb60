"""Poses to drawings: joint angles in, SVG and words out.  Reads and writes nothing.

What is imported from here is light; `picture`, `faults`, `movement` and `body_map`, which do the
work, are imported where a figure is drawn.
"""

from sitegen.figure.pose import written_poses
from sitegen.figure.svg import map_svg, movement_json, other_side, svg
from sitegen.figure.values import (
    ArrowShape,
    BodyMap,
    Drawing,
    Fault,
    FaultKind,
    MapSpot,
    Movement,
    Stroke,
    Window,
)
from sitegen.figure.words import describe

__all__ = [
    "ArrowShape",
    "BodyMap",
    "Drawing",
    "Fault",
    "FaultKind",
    "MapSpot",
    "Movement",
    "Stroke",
    "Window",
    "describe",
    "map_svg",
    "movement_json",
    "other_side",
    "svg",
    "written_poses",
]
