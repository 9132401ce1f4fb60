"""The pose language has an example for every word of it."""

from __future__ import annotations

from typing import get_args

import pytest
from conftest import LAYERS, ROOT
from markupsafe import escape

from sitegen.figure.faults import faults_of
from sitegen.figure.picture import draw
from sitegen.load import load_guide
from sitegen.model import Fields, declared_fields
from sitegen.model.figures import (
    AnkleAngles,
    Arrow,
    BallAngles,
    BaseName,
    BodyName,
    Crop,
    HingeAngles,
    NeckAngles,
    PelvisAngles,
    Pose,
    Prop,
    PropName,
    Reach,
    SpineAngles,
    View,
    ViewName,
    WristAngles,
)
from sitegen.render.contact_sheet import contact_sheet
from sitegen.render.pose_guide import pose_examples, pose_guide

EXAMPLES = {(example.section, example.key): example for example in pose_examples()}
# Of a stretch that has no page yet: what will stand below `figure:` there.


def keys(section: str) -> set[str]:
    """The keys that a section has examples of."""
    return {key for name, key in EXAMPLES if name == section}


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Base poses", get_args(BaseName)),
        ("Views", [*get_args(ViewName), "name", "azimuth", "elevation"]),
        ("Bodies", get_args(BodyName)),
        ("Crops", get_args(Crop)),
        ("Things", [*get_args(PropName), "facing", "links"]),
    ],
)
def test_each_word_has_its_example(section: str, words: list[str]) -> None:
    """Whatever a key can be, a contributor sees drawn."""
    assert keys(section) == set(words)


@pytest.mark.parametrize(
    "kind",
    [
        PelvisAngles, SpineAngles, NeckAngles, BallAngles, HingeAngles, AnkleAngles, WristAngles,
        Reach, Pose, View, Prop, Arrow,
    ],
)  # fmt: skip
def test_each_key_is_in_an_example(kind: type[Fields]) -> None:
    """No key of the language is left for a contributor to guess."""
    written = " ".join(example.written for example in EXAMPLES.values())

    assert [key for key in declared_fields(kind) if f"{key}:" not in written] == []


@pytest.mark.parametrize(("section", "key"), list(EXAMPLES))
def test_example_can_be_copied(section: str, key: str) -> None:
    """What a contributor copies from the guide to the language is no fault."""
    figure = EXAMPLES[section, key].figure

    assert [fault.message for fault in faults_of(figure) if fault.kind != "unseen"] == []
    assert len(draw(figure).pictures) >= 2


def test_pages_for_looking_through_need_no_other_file() -> None:
    """The contact sheet and the guide to the pose language can be sent by mail."""
    guide = load_guide(ROOT / "content").guide
    sheet, language = contact_sheet(guide, LAYERS), pose_guide(LAYERS)

    for page in (sheet, language):
        assert "<link" not in page
        assert "src=" not in page
    assert all(escape(stretch.title) in sheet for stretch in guide.stretches.values())
    assert ".dark{" in sheet
    assert ".print{" in sheet
    assert contact_sheet(guide, LAYERS, frozenset({"calf-wall"})).count("<section") == 1
