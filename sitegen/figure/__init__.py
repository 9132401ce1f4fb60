"""Poses to drawings: joint angles in, SVG and words out.  Reads and writes nothing."""

from sitegen.figure.body_map import BodyMap, MapRegion, body_map
from sitegen.figure.faults import Fault, faults_of
from sitegen.figure.faults import Kind as FaultKind
from sitegen.figure.picture import ArrowShape, Drawing, Window, draw, scene_of
from sitegen.figure.pose import written_poses
from sitegen.figure.strokes import Stroke
from sitegen.figure.svg import map_svg, other_side, svg
from sitegen.figure.words import describe

__all__ = [
    "ArrowShape",
    "BodyMap",
    "Drawing",
    "Fault",
    "FaultKind",
    "MapRegion",
    "Stroke",
    "Window",
    "body_map",
    "describe",
    "draw",
    "faults_of",
    "map_svg",
    "other_side",
    "scene_of",
    "svg",
    "written_poses",
]
