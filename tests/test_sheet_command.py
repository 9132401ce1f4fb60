"""`build.py sheet`: what a physiotherapist prescribes becomes paper, without touching the site."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pypdf
import pytest
from conftest import ROOT, TEMPLATES

import build
from sitegen.load import load_guide, load_sheet
from sitegen.render.sheet import sheet_link

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = ROOT / "content"
PRESCRIBED = """\
title: For your lower back
when: In the morning, on your bed.
days_per_week: [4, 7]
lying_on: bed
note: Ring me if the pain goes below the knee.
stretches:
  - pelvic-tilt
  - stretch: one-knee-to-chest
    dose: {hold: 15, times: 2}
  - knee-rolls
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What is prescribed."""
    file = tmp_path / "ann.yaml"
    file.write_text(PRESCRIBED, encoding="utf-8")
    return file


def sheet(file: Path, *words: str) -> int:
    """Run the command; the return value is its exit status."""
    folders = ["--content", str(CONTENT), "--templates", str(TEMPLATES)]
    return build.main(["sheet", str(file), *folders, *words])


def sides(pdf: Path) -> list[str]:
    """The words on each side of paper, without white space."""
    reader = pypdf.PdfReader(io.BytesIO(pdf.read_bytes()))
    return ["".join(page.extract_text().split()) for page in reader.pages]


def test_a_prescription_becomes_one_side_of_paper(file: Path) -> None:
    """Both names, the note, the doses as prescribed, the others as the guide has them."""
    assert sheet(file, "--for", "Ann Example", "--by", "Bo Ek, physiotherapist") == build.DONE
    (side,) = sides(file.with_suffix(".pdf"))

    for words in (
        "For your lower back",
        "Prepared for Ann Example",
        "by Bo Ek, physiotherapist",
        "Ring me if the pain goes below the knee.",
        "At least 4 days a week, better 7",
        "Hold 15 seconds, 2 times on each side",
        "Move slowly, pause 3 to 5 seconds, 10 times",
        "Stop if a stretch brings sharp pain",
        "If your neck or back hurts, ask your doctor",
    ):
        assert "".join(words.split()) in side, words


def test_without_names_there_are_lines_to_fill_in(file: Path, tmp_path: Path) -> None:
    """A clinic prints a pile of them; --out and --paper are kept to."""
    out = tmp_path / "pile.pdf"

    assert sheet(file, "--out", str(out), "--paper", "letter") == build.DONE
    assert "PreparedforbyDate" in sides(out)[0]
    assert [round(float(size)) for size in pypdf.PdfReader(out).pages[0].mediabox[2:]] == [612, 792]


def test_large_print_is_larger(file: Path, tmp_path: Path) -> None:
    """At 24 points the same words take more sides, and no stretch is split."""
    out = tmp_path / "large.pdf"
    sheet(file, "--out", str(out), "--text", "24")
    found = sides(out)

    assert len(found) > 1
    for title, dose in (
        ("Pelvictilt", "10times"),
        ("Oneknee", "15seconds"),
        ("Kneerolls", "8times"),
    ):
        assert [dose in side for side in found if title in side] == [True]


def test_the_same_sheet_has_the_same_bytes(file: Path, tmp_path: Path) -> None:
    """Whenever it is printed: nothing in it is the time."""
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    sheet(file, "--out", str(one))
    sheet(file, "--out", str(two))

    assert one.read_bytes() == two.read_bytes()


def test_names_are_words_and_nothing_else(file: Path) -> None:
    """A name with the signs of HTML stands on the sheet as it was typed."""
    sheet(file, "--for", "<b>Ann</b> & <script>x</script>")

    assert "<b>Ann</b>&<script>x</script>" in sides(file.with_suffix(".pdf"))[0]


def test_the_code_opens_the_routine_without_names(file: Path) -> None:
    """The low end of each dose, as a link to one's own routine that the website reads."""
    guide = load_guide(CONTENT).guide
    prescribed, faults = load_sheet(file)
    assert prescribed is not None

    assert faults == ()
    assert sheet_link(guide, prescribed) == (
        f"{guide.settings.address}my-routine/"
        "#r=1;pelvic-tilt:3x10;one-knee-to-chest:15x2;knee-rolls:3x8"
        "&name=For%20your%20lower%20back"
    )


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ("pelvic-tilt", "pelvic-titl", "ann.yaml:7:5: error[unknown-stretch]"),
        ("hold: 15", "hold: 90", "ann.yaml:9:18: error[dose-outside-stretch]"),
        ("lying_on", "lies_on", "ann.yaml:4:1: error[unknown-key]"),
        ("title: For your lower back", "", "ann.yaml:1:1: error[missing-key]"),
    ],
)
def test_every_mistake_has_its_place(
    file: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, reported: str
) -> None:
    """As in the guide: file, line, column, what is wrong; nothing is written."""
    file.write_text(PRESCRIBED.replace(old, new), encoding="utf-8")

    assert sheet(file) == build.CONTENT_FAULTS
    assert reported in capsys.readouterr().out
    assert not file.with_suffix(".pdf").exists()


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do, and the exit status of a mistake."""
    assert sheet(tmp_path / "bo.yaml") == build.CONTENT_FAULTS
    assert "`bo.yaml` is not there." in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_named(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, and nothing half written."""
    out = tmp_path / "no-folder" / "ann.pdf"

    assert sheet(file, "--out", str(out)) == build.WRONG_USE
    assert f"{out} cannot be written" in capsys.readouterr().err


def test_a_sheet_without_the_notice_is_not_made(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that hides when to stop makes no sheet, as it makes no website."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    notice = templates / "components" / "safety-notice" / "template.html"
    notice.write_text(
        notice.read_text("utf-8").replace('__stop"', '__stop" hidden'), encoding="utf-8"
    )

    assert sheet(file, "--templates", str(templates)) == build.CONTENT_FAULTS
    assert "error[missing-notice]" in capsys.readouterr().out
    assert not file.with_suffix(".pdf").exists()


def test_an_old_sheet_stays_where_the_new_one_fails(file: Path) -> None:
    """What was printed yesterday is still there after today's mistake."""
    sheet(file)
    before = file.with_suffix(".pdf").read_bytes()
    file.write_text(PRESCRIBED + "  - no-such-stretch\n", encoding="utf-8")
    sheet(file)

    assert file.with_suffix(".pdf").read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []
