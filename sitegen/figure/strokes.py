"""What is put on paper: one closed shape, what it is made of, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Material = Literal["s", "t", "b", "k", "g", "h", "p", "w"]
"""Skin, top, bottom, hair, grey hair, highlight, prop, towel."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One shape.

    Attributes:
        material: What it is made of; the style sheet gives that its colour.
        data: SVG path data.
        is_bare: Whether it has no outline: it wipes out a seam.
        is_thin: Whether its outline is a thin one.
        is_far: Whether it belongs to a limb on the far side, which is drawn darker.
        clip: Path data that it is cut to; "" where it is not.
    """

    material: Material
    data: str
    is_bare: bool = False
    is_thin: bool = False
    is_far: bool = False
    clip: str = ""
