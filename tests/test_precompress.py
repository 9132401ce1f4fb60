"""`build --precompress`: the same files, compressed once, and only where that pays."""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path

import brotli
import pytest
from conftest import SMALL_GUIDE, TEMPLATES
from hypothesis import example, given
from hypothesis import strategies as st
from test_offline_browser import listed

import build
from sitegen import precompress
from sitegen.model import Page

FORMS = {".gz": gzip.decompress, ".br": brotli.decompress}
SMALLEST = 1024


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small guide of the test's own."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    return tmp_path / "content"


def built(content: Path, *words: str) -> dict[str, bytes]:
    """Build a guide beside its content; returns all files but the list of them."""
    site = content.with_name("site")
    folders = ["--content", str(content), "--templates", str(TEMPLATES), "--site", str(site)]
    assert build.main(["build", *folders, *words]) == build.DONE
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != ".supple.json"
    }


def test_compressed_files_say_the_same_in_less_and_go_with_the_option(content: Path) -> None:
    """Each stands beside its own, none stands alone, and the website is otherwise the same."""
    plain = built(content)
    both = built(content, "--precompress")
    more = {path: both[path] for path in both.keys() - plain.keys()}

    assert {path: both[path] for path in plain} == plain
    assert {Path(path).suffix for path in more} == set(FORMS)
    for path, form in more.items():
        own = plain[path[:-3]]
        assert FORMS[path[-3:]](form) == own
        assert len(form) < len(own)
    worth_it = {path for path, own in plain.items() if len(own) >= SMALLEST}
    text = {path for path in worth_it if not path.endswith((".png", ".ico"))}
    assert {path[:-3] for path in more} == text - {"_headers"}
    assert built(content) == plain


def test_nobody_is_told_of_compressed_files(content: Path) -> None:
    """Neither the list of what is kept offline nor the sitemap; a host alone knows of them."""
    files = built(content, "--precompress")
    kept = listed(content.with_name("site"))

    assert not [address for address in kept if address.endswith((".gz", ".br"))]
    assert b".gz" not in files["sitemap.xml"]


def test_unchanged_files_are_not_compressed_again(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page is edited: it is compressed, what shows it too, and a clean build is the same."""
    built(content, "--precompress")
    asked: list[bytes] = []
    compress = precompress._compress  # noqa: SLF001 - how often it is called is the promise

    def counted(own: bytes) -> tuple[bytes, bytes]:
        asked.append(own)
        return compress(own)

    monkeypatch.setattr(precompress, "_compress", counted)
    page = content / "pages" / "floor.md"
    page.write_text(f"{page.read_text('utf-8')}\nOne more sentence.\n", "utf-8")
    edited = built(content, "--precompress", "--jobs", "1")

    assert 0 < len(asked) < len(edited) / 3 / 2
    monkeypatch.undo()
    shutil.rmtree(content.with_name("site"))
    assert built(content, "--precompress") == edited


@given(st.binary(max_size=3000))
@example(b"x" * SMALLEST)
def test_what_is_not_smaller_is_not_there(content: bytes) -> None:
    """Noise stays as it is; whatever is compressed comes out as it went in."""
    made = precompress._compress(content)  # noqa: SLF001 - a law of this very function

    for form, read in zip(made, FORMS.values(), strict=True):
        assert not form or (len(form) < len(content) and read(form) == content)


def test_compressed_bytes_name_no_system_and_no_time() -> None:
    """The header of a `.gz` says neither, so that each machine makes the same."""
    page = Page("x.html", b"<p>Word.</p>" * 200)
    form = precompress._compress(page.content).gzip  # noqa: SLF001 - as above

    assert form[:10] == bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])


def test_missing_brotli_is_told_before_anything_is_built(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, "brotli", None)
    site = content.with_name("site")
    words = ["--content", str(content), "--templates", str(TEMPLATES), "--site", str(site)]

    assert build.main(["build", "--precompress", *words]) == build.WRONG_USE
    told = capsys.readouterr().err
    assert "`brotli`" in told
    assert "-r requirements-precompress.txt" in told
    assert not site.exists()
