"""A figure that was drawn before is not drawn again, and never comes out otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from sitegen import drawings
from sitegen.drawings import draw_ahead, map_of_body, movement_data, study
from sitegen.figure import movement_json, picture
from sitegen.figure.faults import faults_of
from sitegen.figure.movement import movement_of
from sitegen.figure.picture import draw
from sitegen.load import load_guide, read_figure

GUIDE = load_guide(ROOT / "content").guide
FIGURES = {s.slug: s.figure for s in GUIDE.stretches.values() if s.figure}
FAULTY = read_figure(
    "{base: standing, end: {neck: {flexion: 60}, hand_left: {to: foot-left}}, regions: [chest]}",
    "faulty",
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a process that remembers nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget()
    return tmp_path


def forget() -> None:
    """Be a new process."""
    study.cache_clear()
    drawings._folder.cache_clear()  # noqa: SLF001 - it looks at the environment once


def no_drawing(*_: object) -> None:
    """Stand in for the pen."""
    pytest.fail("a figure was drawn again")


@pytest.mark.parametrize("slug", list(FIGURES))
def test_what_is_remembered_is_what_was_drawn(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build takes every shape of the first, to the last bit, and draws nothing."""
    first = study(FIGURES[slug], "woman")
    forget()
    monkeypatch.setattr(picture, "draw", no_drawing)

    assert study(FIGURES[slug], "woman") == first
    assert first.drawing == draw(FIGURES[slug], "woman")


def test_faults_are_remembered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault is not lost because its figure was looked through before."""
    first = study(FAULTY, "woman")
    forget()
    monkeypatch.setattr(picture, "draw", no_drawing)

    assert len(first.faults) > 1
    assert study(FAULTY, "woman").faults == first.faults == faults_of(FAULTY, "woman")


def test_movement_is_remembered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build takes the movement of the first."""
    first = movement_data(FAULTY, "woman")
    monkeypatch.setattr("sitegen.figure.movement.movement_of", no_drawing)

    assert movement_data(FAULTY, "woman") == first == movement_json(movement_of(FAULTY, "woman"))


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_what_is_drawn_ahead_is_not_drawn_again(
    jobs: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether in one process or in several, each figure is drawn once."""
    draw_ahead(GUIDE, jobs)
    monkeypatch.setattr(picture, "draw", no_drawing)
    monkeypatch.setattr("sitegen.figure.movement.movement_of", no_drawing)
    study.cache_clear()

    for figure in FIGURES.values():
        assert study(figure, GUIDE.settings.body).drawing == draw(figure, GUIDE.settings.body)
        assert movement_data(figure, GUIDE.settings.body)


def test_where_nothing_can_be_kept_all_is_drawn_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder that cannot be written costs time alone."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    forget()
    draw_ahead(GUIDE)
    figure = FIGURES["chin-tuck"]

    assert study(figure, "woman").drawing == draw(figure, "woman")


def test_map_is_remembered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The map of the body is drawn once, for the regions that a guide has."""
    first = map_of_body(("neck", "calves"), "woman")
    monkeypatch.setattr("sitegen.figure.body_map.body_map", no_drawing)

    assert map_of_body(("neck", "calves"), "woman") == first
    assert [spot.region for spot in first.spots] == ["neck", "calves"]


def test_build_that_remembers_all_never_imports_the_pen(tmp_path: Path) -> None:
    """Where no figure is new, what draws is not loaded."""
    program = (
        "import sys, build; status = build.main(['check']);"
        "print(status, [name for name in sys.modules if name in {'sitegen.figure.painting',"
        " 'sitegen.figure.skeleton', 'sitegen.figure.faults', 'sitegen.figure.body_map'}])"
    )
    shown = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]

    assert shown[0] != shown[1] == "0 []"


def test_another_body_is_another_drawing() -> None:
    """What a guide chooses is part of what is remembered."""
    assert study(FAULTY, "woman").drawing != study(FAULTY, "older-man").drawing


@pytest.mark.parametrize("damage", ["cut", "emptied", "flipped", "a folder"])
def test_damaged_file_is_drawn_anew(damage: str, cache: Path) -> None:
    """What is not whole is no drawing."""
    first = study(FAULTY, "woman")
    forget()
    (file,) = [path for path in cache.rglob("*") if path.is_file()]
    content = file.read_bytes()
    file.unlink()
    if damage == "a folder":
        file.mkdir()
    else:
        flipped = content[:60] + bytes([content[60] ^ 1]) + content[61:]
        file.write_bytes({"cut": content[:80], "emptied": b"", "flipped": flipped}[damage])

    assert study(FAULTY, "woman") == first


def test_another_state_of_the_code_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change to how figures are drawn is seen at once."""
    study(FAULTY, "woman")
    before = drawings._folder()  # noqa: SLF001 - where it is does not matter, that it moves does
    forget()
    real = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: real(path) + (b"#" if path.suffix == ".py" else b"")
    )

    assert drawings._folder() != before  # noqa: SLF001
