"""What the words of this guide keep to, beyond what every guide must (CATALOGUE, STANDARDS)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from selectolax.lexbor import LexborHTMLParser

from build import DONE, main
from sitegen.figure import written_poses
from sitegen.load import load_guide

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Guide

# The rules that the guide was founded on, the page on which a reader needs each, and what it says.
FOUNDING_RULES = (
    ("evidence", "legs, the back, the buttocks and the soft parts around the spine"),
    ("evidence", "Your spine is made to move. If you move too little, a sore back tends to get"),
    ("evidence", "It takes time and practice"),
    ("stretches/chin-tuck", "ask your doctor or therapist before you start"),
    ("routines/stiff-neck", "A stiff back often brings a stiff neck"),
    ("stretches/chin-to-chest", "The back of the neck"),
    ("stretches/ear-to-shoulder", "The side of the neck and the top of the shoulder"),
    ("stretches/ear-to-shoulder", "on each side"),
    ("routines/morning", "on three mornings a week at least. Four are better"),
    ("routines/morning", "The hips and buttocks are part of it, for they carry your lower back"),
    ("stretches/half-step-hip", "Step half a step back with your right foot"),
    ("stretches/half-step-hip", "Bend your left knee a little. Keep your right leg straight"),
    ("stretches/half-step-hip", "Shift your weight onto your right hip"),
    ("stretches/half-step-hip", "Reach your right hand down along your right leg"),
    ("stretches/half-step-hip", "left foot back"),
)
# Those that list or repeat all the others.
NOT_READ = {"glossary", "guide", "styleguide", "sources"}


@cache
def guide() -> Guide:
    """The real guide."""
    return load_guide(ROOT / "content").guide


def shown(page: Path) -> str:
    """What a page says, on one line."""
    body = LexborHTMLParser(page.read_text("utf-8")).body
    assert body
    return " ".join(body.text(separator=" ").split())


def test_no_fault_is_left_in_the_guide_and_no_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guide is held to what it asks of others."""
    monkeypatch.chdir(ROOT)

    assert main(["check", "--strict"]) == DONE


def test_every_stretch_is_in_a_routine() -> None:
    """A stretch that no routine has is found by nobody who just wants to begin."""
    used = {entry.stretch for routine in guide().routines.values() for entry in routine.stretches}

    assert set(guide().stretches) - used == set()


def test_every_stretch_has_pictures_with_captions() -> None:
    """What one does is seen, and each picture says in words what it shows."""
    for slug, stretch in guide().stretches.items():
        assert stretch.figure, slug
        captions = [pose.caption for pose in written_poses(stretch.figure).values()]
        assert len(captions) >= 2, slug
        assert all(captions), slug


@pytest.mark.parametrize("slug", list(guide().pages))
def test_every_page_begins_in_short(slug: str) -> None:
    """Who reads one sentence knows what the page says."""
    assert guide().pages[slug].document.body.startswith("**In short:** ")


@pytest.mark.parametrize(("page", "words"), FOUNDING_RULES)
def test_a_founding_rule_stands_where_it_is_needed(site: Path, page: str, words: str) -> None:
    """The rules that the guide was founded on (DESIGN 2) are each said, and said there."""
    assert words in shown(site / page / "index.html")


def test_every_word_of_the_glossary_is_used(site: Path) -> None:
    """A word that nobody meets needs no explanation."""
    pages = (page for page in site.rglob("index.html") if page.parent.name not in NOT_READ)
    text = " ".join(shown(page) for page in pages).lower()
    unused = [term for term in guide().glossary if not re.search(rf"\b{term.lower()}", text)]

    assert unused == []
