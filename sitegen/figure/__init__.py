"""Poses to drawings: joint angles in, SVG and words out.  Reads and writes nothing."""

from sitegen.figure.faults import Fault, faults_of
from sitegen.figure.faults import Kind as FaultKind
from sitegen.figure.picture import Drawing, draw
from sitegen.figure.svg import other_side, svg
from sitegen.figure.words import describe

__all__ = ["Drawing", "Fault", "FaultKind", "describe", "draw", "faults_of", "other_side", "svg"]
