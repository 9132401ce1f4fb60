"""What `build.py new` writes: valid at once, and shown to its writer alone."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import LAYERS, ROOT, SMALL_GUIDE, TEMPLATES, TODAY

import build
from sitegen.checks import check_guide
from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.model import EXAMPLES, STILL_TO_DO
from sitegen.render import render_site
from sitegen.render.addresses import file_of
from sitegen.render.catalogue import read_words
from sitegen.render.pdf_files import pdf_files
from sitegen.skeletons import SkeletonError, Written, skeleton_text, write_skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = ("stretch", "routine", "area", "page")
ENTRIES = ("source", "term")
KINDS = (*PAGES, "caution", *ENTRIES)
NAME = 'Quite: "brand" new #1'
RIBBON = "guide-draft-ribbon"
CONTENT = Path("content")


@pytest.fixture(params=[SMALL_GUIDE, ROOT / "content"], ids=["small", "real"])
def guide(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a guide of its own, to be in: the small one, and the real one."""
    shutil.copytree(request.param, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small one alone."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def previewed() -> Mapping[str, str]:
    """Every file of the guide as the preview shows it, drafts too."""
    pages = render_site(load_guide(CONTENT, drafts=True).guide, Layers.of(Path("templates"))).pages
    return {page.path: page.content.decode("utf-8", "replace") for page in pages}


@pytest.mark.usefixtures("guide")
def test_each_skeleton_builds_as_a_draft_and_is_never_published(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All kinds at once: with drafts there is nothing to say, without them no trace of one."""
    assert build.main(["build", "--site", "before"]) == build.DONE
    for kind in KINDS:
        assert build.main(["new", kind, NAME]) == build.DONE
    capsys.readouterr()

    assert build.main(["check", "--drafts", "--strict"]) == build.DONE
    assert "0 warnings" in capsys.readouterr().out
    assert build.main(["build", "--site", "after"]) == build.DONE
    assert tree(Path("after")) == tree(Path("before"))
    assert not [file for file in pdf_files(load_guide(CONTENT).guide) if "brand" in file.path]
    assert [
        file for file in pdf_files(load_guide(CONTENT, drafts=True).guide) if "brand" in file.path
    ]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a website."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".supple.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.usefixtures("guide")
def test_the_preview_shows_a_draft_as_one() -> None:
    """A page has a ribbon, and where its title is listed it says so, as an entry of a list does."""
    written = {kind: write_skeleton(kind, NAME, CONTENT) for kind in KINDS}
    pages = previewed()

    for kind in PAGES:
        address = written[kind].address
        assert pages[file_of(address)].count(RIBBON) == 1
    assert RIBBON in pages[file_of(f"{written['routine'].address}plan/")]
    for kind in ("caution", *ENTRIES):
        path, _, anchor = written[kind].address.partition("#")
        place = pages[file_of(path)].partition(f'id="{anchor}"')[2]
        assert "(draft)" in place[:200]
    for file in ("stretches/index.html", "routines/index.html", "areas/index.html", "index.html"):
        assert "new #1 (draft)" in pages[file]
    assert "(draft)" in pages["stretches/chin-to-chest/index.html"]  # the way to the next one


@pytest.mark.usefixtures("guide")
def test_a_guide_without_drafts_says_nothing_of_them() -> None:
    """No ribbon, and no title that says so."""
    pages = previewed()

    assert not [path for path, text in pages.items() if "(draft)" in text and "." in path]
    shown = {path for path, text in pages.items() if f'class="{RIBBON}"' in text}
    assert shown <= {"styleguide/index.html"}


@pytest.mark.parametrize(
    ("kind", "name", "file", "address"),
    [
        ("stretch", "calf-wall", "stretches/calf-wall.md", "/stretches/calf-wall/"),
        ("stretch", "Calf  stretch!", "stretches/calf-stretch.md", "/stretches/calf-stretch/"),
        ("routine", "After tea", "routines/after-tea.md", "/routines/after-tea/"),
        ("area", "Ankles", "areas/ankles.md", "/areas/ankles/"),
        ("page", "Ol\u00e9 hours", "pages/ole-hours.md", "/ole-hours/"),
        ("caution", "Gout", "cautions/gout.md", "/safety/#gout"),
        ("source", "who-2020", "sources.yaml", "/sources/#who-2020"),
        ("term", "Rotator cuff", "glossary.yaml", "/glossary/#rotator-cuff"),
    ],
)
def test_a_name_is_all_it_needs(
    small_guide: Path, kind: str, name: str, file: str, address: str
) -> None:
    """An address or a title, each is made of the other."""
    assert write_skeleton(kind, name, small_guide) == Written(small_guide / file, address)
    assert load_guide(small_guide, drafts=True).diagnostics == ()


def test_it_says_where_to_look_and_what_to_do(
    small_guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file, the preview's address, and the line that makes it public."""
    assert build.main(["new", "stretch", "calf-wall"]) == build.DONE

    said = capsys.readouterr().out
    assert f"{small_guide.name}/stretches/calf-wall.md" in said
    assert "http://127.0.0.1:5500/stretches/calf-wall/" in said
    assert "`draft: true`" in said


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("stretch", "chin-to-chest", "exists already"),
        ("source", "acsm-2021", "has `acsm-2021` already"),
        ("term", "Splenius capitis", "has `splenius capitis` already"),
        ("page", "\u65e5\u672c", "makes no address"),
        ("page", "a\u202eb", "makes no address"),
        ("source", "../x", "makes no address"),
        ("page", "My routine", "makes /my-routine/ itself"),
        ("page", "assets", "makes /assets/ itself"),
        ("page", "a" * 81, "80 at most"),
        ("area", f"a{'!' * 120}", "121 characters"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    small_guide: Path, kind: str, name: str, said: str
) -> None:
    """One sentence, and every file as it was."""
    before = tree(small_guide)
    with pytest.raises(SkeletonError, match=said):
        write_skeleton(kind, name, small_guide)

    assert tree(small_guide) == before


@pytest.mark.parametrize(
    "ending", ["", "\n", "\n\n", "\n# the end", "\r\n", "\n  # indented\n"], ids=repr
)
def test_an_entry_changes_no_byte_of_its_file(small_guide: Path, ending: str) -> None:
    """However a person ended the file, all of it stays in front of the entry."""
    file = small_guide / "glossary.yaml"
    text = file.read_text("utf-8").rstrip("\n")
    text = "\ufeff" + (text.replace("\n", "\r\n") if "\r" in ending else text) + ending
    file.write_bytes(text.encode())
    file.chmod(0o640)
    known = set(load_guide(small_guide).guide.glossary)
    write_skeleton("term", "Rotator cuff", small_guide)
    after = file.read_bytes()

    assert after.startswith(text.encode())
    assert after.count(b"\r\n") in {0, after.count(b"\n")}
    assert file.stat().st_mode & 0o777 == 0o640
    assert set(load_guide(small_guide).guide.glossary) == known
    loaded = load_guide(small_guide, drafts=True)
    assert set(loaded.guide.glossary) == known | {"rotator cuff"}
    assert loaded.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    ["{hold: {plain: still, meaning: Stay.}}\n", "  hold:\n    plain: x\n    meaning: y\n",
     "- a list\n", "hold:\n  plain: 'open\n", "hold:\n  plain: x\n  meaning: y\n...\n",
     "hold:\n  plain: x\n  meaning: |+\n    y\n", "\xff"],
    ids=repr,
)  # fmt: skip
def test_where_nothing_can_be_added_nothing_is(small_guide: Path, text: str) -> None:
    """A file that is written in another way, or is broken, stays as it is."""
    file = small_guide / "glossary.yaml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(SkeletonError, match=r"glossary\.yaml"):
        write_skeleton("term", "Rotator cuff", small_guide)

    assert file.read_bytes() == text.encode("latin-1")


def test_a_full_disk_leaves_the_file_as_it_was(
    small_guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry comes in one step, or not at all."""
    before = tree(small_guide)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SkeletonError, match="No space left"):
        write_skeleton("term", "Rotator cuff", small_guide)

    assert tree(small_guide) == before


def test_a_name_that_leads_to_a_draft_is_told_so(small_guide: Path) -> None:
    """No stretch is published that names a source, a muscle or a caution that is not ready."""
    page = small_guide / "stretches" / "chin-to-chest.md"
    for kind, name in (("caution", "gout"), ("source", "who-2020"), ("term", "cuff")):
        write_skeleton(kind, name, small_guide)
    text = page.read_text("utf-8").replace("sources: [", "sources: [who-2020, ")
    text = text.replace("ask_first: [", "ask_first: [gout, ").replace(
        "muscles: [", "muscles: [cuff, "
    )
    page.write_text(text, "utf-8")

    found = list(check_guide(load_guide(small_guide).guide, today=TODAY))
    assert {fault.code.name for fault in found if "is a draft" in fault.message} == {
        "unknown-caution",
        "unknown-muscle",
        "unknown-source",
    }


def test_a_language_begins_with_every_text(
    small_guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is missing until it is written; what is there stays, and what is new is added."""
    shutil.copytree(TEMPLATES, small_guide.parent / "templates")
    file = Path("templates/words/fr.yaml")
    assert build.main(["new", "words", "fr"]) == build.DONE
    lines = file.read_text("utf-8").splitlines()
    spanish = read_words(LAYERS, "es")[0]

    assert {line.partition('": "')[0][1:].replace('\\"', '"') for line in lines} <= spanish.keys()
    assert all(line.endswith(': ""') for line in lines)
    assert read_words(Layers.of(Path("templates")), "fr", is_begun=True) == ({}, [])

    kept = ['"Stop if": "Arrêtez si"', *(line for line in lines[5:] if "Stop if" not in line)]
    file.write_text("\n".join(kept), "utf-8")
    assert build.main(["new", "words", "fr"]) == build.DONE
    assert file.read_text("utf-8").splitlines() == [*kept, *lines[:5]]
    assert build.main(["new", "words", "fr"]) == build.WRONG_USE
    assert build.main(["new", "words", "../fr"]) == build.WRONG_USE
    assert "is no language" in capsys.readouterr().err


def test_what_is_called_an_example_is_one(small_guide: Path) -> None:
    """Each stands in a skeleton as it is written now, or behind what a spreadsheet left out."""
    guide = load_guide(small_guide).guide
    texts = [skeleton_text(kind, "Title", guide) for kind in (*PAGES, "caution")]

    assert [each for each in EXAMPLES if not any(each in text for text in texts)] == [STILL_TO_DO]


def test_no_skeleton_is_published_as_it_is(small_guide: Path) -> None:
    """Whoever takes `draft: true` off, and writes nothing, is told."""
    for kind in ("stretch", "routine", "area", "page", "caution"):
        path = write_skeleton(kind, NAME, small_guide).path
        text = re.sub(r"^draft: true.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, "utf-8")
        names = [each.code.name for each in check_guide(load_guide(small_guide).guide, today=TODAY)]

        assert "still-an-example" in names, kind
        path.unlink()


def test_a_check_says_what_it_leaves_out(
    small_guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or nobody would know that the faults of a draft are not among those it told."""
    shutil.copytree(TEMPLATES, small_guide.parent / "templates")
    write_skeleton("caution", NAME, small_guide)
    assert build.main(["check"]) == build.DONE
    assert (
        "24 pages checked (1 draft left out, see --drafts), 0 warnings" in capsys.readouterr().out
    )
    assert build.main(["check", "--drafts"]) == build.DONE
    assert "left out" not in capsys.readouterr().out
