"""What is remembered from build to build: never a wrong page, and nothing that nobody asks for."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SMALL_GUIDE, TEMPLATES
from edits import EAR, SWAPS

import build
from sitegen import digests
from sitegen import memory as memory_module
from sitegen.digests import digest_of
from sitegen.memory import Memory
from sitegen.render.renderer import Renderer
from sitegen.stamps import stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Page
    from sitegen.render.plan import PagePlan
    from sitegen.render.renderer import RenderedPage


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for copies of the small guide."""
    return tmp_path_factory.mktemp("guides")


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process has at hand of other tests is forgotten."""
    monkeypatch.setattr(memory_module, "at_hand", {})


def copy_guide(folder: Path) -> None:
    """Lay out the small guide with its templates."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SMALL_GUIDE, folder / "content")
    shutil.copytree(TEMPLATES, folder / "templates")


def site_of(folder: Path, site: str, cache: str) -> dict[str, bytes]:
    """Build a guide, and read what it came to."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder / cache)
    try:
        words = [f"--{name}={folder / name}" for name in ("content", "templates")]
        assert build.main(["build", *words, f"--site={folder / site}"]) == build.DONE
    finally:
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before
    return {
        path.relative_to(folder / site).as_posix(): path.read_bytes()
        for path in sorted((folder / site).rglob("*"))
        if path.is_file()
    }


def apply(edit: str, folder: Path, *, back: bool = False) -> None:
    """Make a change, or take it back; the times of the file stay as they were."""
    name, *texts = SWAPS[edit]
    old, new = reversed(texts) if back else texts
    path = folder / name
    times = path.stat()
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("spoil", ["cut short", "one bit", "empty", "from another guide"])
def test_a_spoilt_memory_never_shows(workplace: Path, spoil: str) -> None:
    """Whatever stands in the cache, the website is the same."""
    folder = workplace / "spoilt"
    copy_guide(folder)
    expected = site_of(folder, "site", "cache")
    files = [path for path in (folder / "cache").rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        half = len(content) // 2
        path.write_bytes(
            {
                "cut short": content[:half],
                "one bit": content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :],
                "empty": b"",
                "from another guide": files[0].read_bytes(),
            }[spoil]
        )
    memory_module.at_hand.clear()
    apply("body", folder)
    apply("body", folder, back=True)

    assert site_of(folder, "site", "cache") == expected


def test_a_template_that_changes_while_it_is_rendered_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows then which page was made of which; put back, it is the page of before."""
    copy_guide(tmp_path)
    expected = site_of(tmp_path, "expected", "other-cache")
    memory_module.at_hand.clear()
    template = "components/steps/template.html"
    render = Renderer.render

    def change_and_render(self: Renderer, *page: Any) -> Page:
        apply("template", tmp_path)
        return render(self, *page)

    with monkeypatch.context() as patch:
        patch.setattr(Renderer, "render", change_and_render)
        assert site_of(tmp_path, "site", "cache") != expected
    shutil.copy(TEMPLATES / template, tmp_path / "templates" / template)

    assert site_of(tmp_path, "site", "cache") == expected


def test_a_template_that_was_another_for_a_moment_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is again what it was when the build ends, and a page was made of what it was between."""
    copy_guide(tmp_path)
    expected = site_of(tmp_path, "expected", "other-cache")
    memory_module.at_hand.clear()
    template = tmp_path / "templates/components/steps/template.html"
    before = template.read_bytes()
    render = Renderer.render

    def change_for_a_moment(self: Renderer, *page: Any) -> Page:
        apply("template", tmp_path)
        rendered = render(self, *page)
        template.write_bytes(before)
        return rendered

    with monkeypatch.context() as patch:
        patch.setattr(Renderer, "render", change_for_a_moment)
        assert site_of(tmp_path, "site", "cache") != expected

    assert site_of(tmp_path, "site", "cache") == expected


def test_a_build_sees_a_folder_that_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file has changed, and still there is something to say."""
    copy_guide(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    words = [f"--{name}={tmp_path / name}" for name in ("content", "templates", "site")]
    assert build.main(words) == build.DONE
    (tmp_path / "content" / "stretches" / "neck").mkdir()

    assert build.main(words) == build.CONTENT_FAULTS


def test_a_build_sees_what_a_link_to_a_folder_leads_to(tmp_path: Path) -> None:
    """Whoever keeps a folder of templates elsewhere never gets the pages of before."""
    copy_guide(tmp_path)
    linked, elsewhere = tmp_path / "templates/components", tmp_path / "elsewhere"
    linked.rename(elsewhere)
    linked.symlink_to(elsewhere)
    before = site_of(tmp_path, "site", "cache")
    apply("template", tmp_path)

    assert site_of(tmp_path, "site", "cache") != before


@pytest.mark.parametrize(
    ("edit", "all_again"), [("body", False), ("title", True), ("source", True), ("routine", True)]
)
def test_a_stretch_is_filled_again_for_itself_and_for_what_others_show_of_it(
    edit: str, *, all_again: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its title stands on the pages of others, its steps do not; sources and routines on all."""
    copy_guide(tmp_path)
    site_of(tmp_path, "site", "cache")
    filled: list[str] = []
    fill = Renderer.page

    def note_and_fill(self: Renderer, plan: PagePlan) -> RenderedPage:
        filled.append(plan.file)
        return fill(self, plan)

    monkeypatch.setattr(Renderer, "page", note_and_fill)
    apply(edit, tmp_path)
    site_of(tmp_path, "site", "cache")

    assert "stretches/ear-to-shoulder/index.html" in filled
    assert ("stretches/knee-rolls/index.html" in filled) is all_again


def counted(calls: list[int]) -> Callable[[int], int]:
    """A function that notes what it is given."""

    def double(value: int) -> int:
        calls.append(value)
        return 2 * value

    return double


def remembered(owner: Path, *values: int) -> tuple[list[int], list[int]]:
    """What a memory came to for some values, and for which of them it had to ask."""
    calls: list[int] = []
    memory = Memory("doubles", owner)
    keys = [str(value) for value in values]
    results = memory.map(counted(calls), values, keys, pays_from=100)
    memory.keep()
    memory_module.at_hand.clear()
    return results, calls


def test_what_was_asked_for_last_time_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each function is asked once for each value, and what nobody asked for is forgotten."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    assert remembered(tmp_path, 1, 2, 1) == ([2, 4, 2], [1, 2])
    assert remembered(tmp_path, 2, 3) == ([4, 6], [3])
    assert remembered(tmp_path, 1, 2) == ([2, 4], [1])
    assert remembered(tmp_path / "another", 2) == ([4], [2])


def test_nothing_is_remembered_where_the_program_is_not_certain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program whose files changed while it ran makes everything anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(memory_module, "engine_digest", lambda: "")

    assert remembered(tmp_path, 1) == ([2], [1])
    assert remembered(tmp_path, 1) == ([2], [1])
    assert not (tmp_path / "cache").exists()


def test_what_older_programs_remembered_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache does not grow with each version; that of the last few is at hand to go back to."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for version in range(6):
        monkeypatch.setattr(memory_module, "engine_digest", lambda version=version: str(version))
        remembered(tmp_path, 1)

    assert len(list((tmp_path / "cache" / "supple" / "doubles").iterdir())) == 4
    assert remembered(tmp_path, 1) == ([2], [])


def test_a_change_right_after_a_stamp_shows(tmp_path: Path) -> None:
    """Not even one of the same size, with the old time put back, within a tick of the clock."""
    path = tmp_path / "page.md"
    path.write_text("a", "utf-8")
    for letter in "bcdefghijklmnopqrst":
        before, times = stamp_of([str(tmp_path)]), path.stat()
        path.write_text(letter, "utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

        assert before
        assert stamp_of([str(tmp_path)]) != before


def test_a_stamp_goes_by_names_links_and_what_they_lead_to(tmp_path: Path) -> None:
    """A file that is renamed, a link that leads elsewhere, and a file behind a link all show."""
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "target").write_text("a", "utf-8")
    (folder / "link").symlink_to(tmp_path / "target")
    stamps = [stamp_of([str(folder)])]
    (tmp_path / "target").write_text("b", "utf-8")
    stamps.append(stamp_of([str(folder)]))
    (folder / "link").rename(folder / "other")
    stamps.append(stamp_of([str(folder)]))
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_text("", "utf-8")

    assert len(set(stamps)) == len(stamps)
    assert stamp_of([str(folder)]) == stamps[-1]
    assert stamp_of([str(folder)], "something else") != stamps[-1]
    assert stamp_of([str(tmp_path / "nowhere")]) == ""


def test_nothing_is_certain_behind_a_link_to_a_folder(tmp_path: Path) -> None:
    """It may lead round in a circle, and what stands there changes without a trace here."""
    (tmp_path / "link").symlink_to(tmp_path)

    assert stamp_of([str(tmp_path)]) == ""
    assert digest_of([tmp_path]) == ""


def test_each_build_tells_its_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to do is no reason to be silent about what could be better."""
    copy_guide(tmp_path)
    apply("title", tmp_path)
    stretch = tmp_path / EAR
    stretch.write_text(stretch.read_text("utf-8").replace("areas: [neck]", "areas: [neck, neck]"))
    said = []
    for _ in range(2):
        site_of(tmp_path, "site", "cache")
        said.append(capsys.readouterr().out)

    assert "nothing has changed, 1 warning" in said[1]
    assert said[0].splitlines()[:-1] == said[1].splitlines()[:-1]
    assert "warning[repeated-name]" in said[1]


def test_a_digest_goes_by_bytes_and_holds_in_another_place(tmp_path: Path) -> None:
    """A cache that a CI keeps is of use to the next run, which checks everything out anew."""
    for name in ("here", "there"):
        shutil.copytree(TEMPLATES, tmp_path / name)
    before = digest_of([tmp_path / "here"])

    assert before == digest_of([tmp_path / "there"])
    (tmp_path / "there" / "base.html").write_text("another", "utf-8")
    assert before != digest_of([tmp_path / "there"])
    assert digest_of([tmp_path / "nowhere"]) == ""


def test_a_program_that_changed_while_it_ran_has_no_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it makes could be of either state."""
    monkeypatch.setattr(digests, "_STARTED_NS", 0)
    digests.engine_digest.cache_clear()
    changed = digests.engine_digest()
    digests.engine_digest.cache_clear()

    assert changed == ""
