"""The figures of a guide, each drawn and looked through once: by this build, or an earlier one.

Drawing takes a few milliseconds a figure, and hardly any figure changes between two builds.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen import figure as figure_room
from sitegen.figure import ArrowShape, Drawing, Fault, Stroke, Window, draw, faults_of
from sitegen.kept import keep, kept_folder, read_kept

if TYPE_CHECKING:
    from sitegen.model import BodyName, Figure


@dataclass(frozen=True, slots=True)
class Study:
    """A figure's pictures, and what is wrong with it."""

    drawing: Drawing
    faults: tuple[Fault, ...]


@lru_cache(maxsize=1000)
def study(figure: Figure, body: BodyName) -> Study:
    """Draw a figure and look for its faults, or remember both.

    Args:
        figure: As its front matter says.
        body: Whose body, where the figure does not say.

    Returns:
        What `draw` and `faults_of` return.
    """
    path = _folder() / hashlib.sha256(repr((figure, body)).encode()).hexdigest()
    if kept := read_kept(path):
        return _from_kept(json.loads(kept))
    made = Study(draw(figure, body), faults_of(figure, body))
    keep(path, json.dumps(_to_keep(made), separators=(",", ":")).encode())
    return made


@cache
def _folder() -> Path:
    """Where studies are kept, apart from those of another state of the drawing code."""
    room = Path(figure_room.__file__).parent
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(room.glob("*.py"), key=lambda path: path.name):
        digest.update(path.read_bytes())
    return kept_folder("figures", digest.hexdigest())


def _to_keep(made: Study) -> dict[str, Any]:
    drawing = made.drawing
    return {
        "pictures": [[astuple(stroke) for stroke in picture] for picture in drawing.pictures],
        "arrows": drawing.arrows,
        "window": astuple(drawing.window),
        "is_near": drawing.is_near,
        "faults": [astuple(fault) for fault in made.faults],
    }


def _from_kept(kept: dict[str, Any]) -> Study:
    drawing = Drawing(
        pictures=tuple(tuple(Stroke(*stroke) for stroke in p) for p in kept["pictures"]),
        arrows=tuple(ArrowShape(*arrow) for arrow in kept["arrows"]),
        window=Window(*kept["window"]),
        is_near=kept["is_near"],
    )
    faults = tuple(
        Fault(kind, tuple(at), message, hint) for kind, at, message, hint in kept["faults"]
    )
    return Study(drawing, faults)
