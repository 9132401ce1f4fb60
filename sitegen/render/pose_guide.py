"""The pose language by example: every key drawn, with what is written for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from markupsafe import Markup
from msgspec.structs import replace

from sitegen.figure import svg
from sitegen.figure.picture import draw
from sitegen.load import read_figure
from sitegen.model import Fields, Figure, declared_fields
from sitegen.model.figures import (
    AnkleAngles,
    Arrow,
    BallAngles,
    HingeAngles,
    NeckAngles,
    PelvisAngles,
    Pose,
    Prop,
    Reach,
    SpineAngles,
    View,
    WristAngles,
)
from sitegen.render.environment import make_environment
from sitegen.render.styles import figure_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.layers import Layers

_EXAMPLES = Path(__file__).with_name("pose_examples.yaml")
# Where the meaning of a key is declared; the first that knows it tells it.
_KINDS: dict[str, tuple[type[Fields], ...]] = {
    "Views": (View,),
    "Pelvis": (PelvisAngles,),
    "Spine": (SpineAngles,),
    "Neck": (NeckAngles,),
    "Hips and shoulders": (BallAngles, Pose),
    "Knees and elbows": (HingeAngles, Pose),
    "Ankles and wrists": (AnkleAngles, WristAngles, Pose),
    "Hands and feet that go somewhere": (Reach, Pose),
    "Height": (Pose,),
    "Things": (Prop,),
    "Arrows": (Arrow,),
    "Pictures": (Pose, Figure),
}


@dataclass(frozen=True, slots=True)
class PoseExample:
    """One key of the pose language.

    Attributes:
        section: What it belongs to.
        key: The key, or one of the words that a key can have.
        meaning: What it says; "" where its name says it.
        written: What is written for it.
        figure: The same, read.
    """

    section: str
    key: str
    meaning: str
    written: str
    figure: Figure


def pose_examples() -> Iterator[PoseExample]:
    """Every example, in the order in which a contributor needs them."""
    sections = yaml.safe_load(_EXAMPLES.read_text(encoding="utf-8"))
    for section, content in sections.items():
        for key, example in content["examples"].items():
            written = "\n".join(f"{name}: {_flow(value)}" for name, value in example.items())
            whole = yaml.safe_dump(content["shared"] | example, sort_keys=False)
            figure = read_figure(whole, f"{section}, {key}")
            if section != "Pictures":  # only there it matters where a stretch is felt
                figure = replace(figure, regions=())
            yield PoseExample(section, key, _meaning(section, key), written, figure)


def _flow(value: object) -> str:
    """YAML on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=1000)
    return text.removesuffix("...\n").strip()


def _meaning(section: str, key: str) -> str:
    for kind in _KINDS.get(section, ()):
        if key in declared_fields(kind):
            return declared_fields(kind)[key].about.text
    return ""


def pose_guide(templates: Layers) -> str:
    """Make the guide to the pose language: one page of HTML that needs no other file."""
    sections: dict[str, list[tuple[PoseExample, list[Markup]]]] = {}
    for number, example in enumerate(pose_examples()):
        drawing = draw(example.figure)
        pictures = [
            Markup(svg(drawing, index, f"e{number}-{index}", example.key))  # noqa: S704 - our own
            for index in range(len(drawing.pictures))
        ]
        sections.setdefault(example.section, []).append((example, pictures))
    template = make_environment(templates).get_template("pages/pose-guide.html")
    return template.render(sections=sections, style=figure_style(templates))
