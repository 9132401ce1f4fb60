"""Compiled templates are kept in the user's cache folder, and are never trusted when damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import LAYERS, SMALL_GUIDE, TEMPLATES, run
from jinja2 import Environment

from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.render import render_site
from sitegen.render.compiled import CompiledTemplates

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Page


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a process that has compiled nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(CompiledTemplates, "compiled", {})
    return tmp_path / "cache"


def rendered_by_a_new_process(monkeypatch: pytest.MonkeyPatch) -> tuple[Page, ...]:
    """The small guide's pages, by a process that remembers no template."""
    monkeypatch.setattr(CompiledTemplates, "compiled", {})
    result = render_site(load_guide(SMALL_GUIDE).guide, LAYERS)
    assert not result.diagnostics
    return result.pages


def kept_files(cache: Path) -> list[Path]:
    """Every file of the cache folder."""
    return [path for path in cache.rglob("*") if path.is_file()]


def test_next_build_compiles_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one build compiled, the next one takes from the cache."""
    before = rendered_by_a_new_process(monkeypatch)
    assert kept_files(cache)

    def compile_nothing(*_: object, **__: object) -> None:
        pytest.fail("a template was compiled again")

    monkeypatch.setattr(Environment, "compile", compile_nothing)

    assert rendered_by_a_new_process(monkeypatch) == before


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "swapped", "a folder"])
def test_damaged_files_change_no_page(
    damage: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is not whole, or another template's, is compiled anew."""
    before = rendered_by_a_new_process(monkeypatch)
    files = kept_files(cache)
    contents = [path.read_bytes() for path in files]
    for index, (path, content) in enumerate(zip(files, contents, strict=True)):
        path.unlink()
        if damage == "a folder":
            path.mkdir()
            continue
        middle = len(content) // 2
        path.write_bytes({
            "cut": content[:middle],
            "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            "emptied": b"",
            "swapped": contents[index - 1],
        }[damage])  # fmt: skip

    assert rendered_by_a_new_process(monkeypatch) == before


def test_cache_that_cannot_be_written_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home costs time, and nothing else."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    pages, diagnostics = run(SMALL_GUIDE)

    assert pages
    assert not diagnostics


def test_changed_template_is_compiled_anew(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The source decides, so an edit shows at once."""
    rendered_by_a_new_process(monkeypatch)
    templates = tmp_path / "templates"
    for path in TEMPLATES.rglob("*"):
        if path.is_file():
            target = templates / path.relative_to(TEMPLATES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    guide = load_guide(SMALL_GUIDE).guide
    render_site(guide, Layers.of(templates))
    base = templates / "base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", "<p>edited</p></body>"), "utf-8")
    monkeypatch.setattr(CompiledTemplates, "compiled", {})

    pages = {page.path: page for page in render_site(guide, Layers.of(templates)).pages}

    assert b"<p>edited</p>" in pages["index.html"].content
    assert kept_files(cache)
