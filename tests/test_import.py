"""A spreadsheet of stretches becomes draft pages: all of its rows, or none."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, TODAY
from hostile_strings import hostile_strings
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

import build
from sitegen import limits
from sitegen.diagnostics import CONTROL_CHARACTER, SourceFile
from sitegen.load import load_guide
from sitegen.load.read_file import read_file
from sitegen.model import Dose, Stretch, StretchFields, declared_fields
from sitegen.new_files import write_new
from sitegen.render.markdown import blocks_html, plain_text
from sitegen.spreadsheet import Imported, import_stretches, template
from sitegen.spreadsheet.columns import COLUMNS, STEPS
from sitegen.spreadsheet.drafts import Row, draft_of
from sitegen.spreadsheet.template import row_of
from sitegen.spreadsheet.values import folded, items_of, step_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GUIDE = load_guide(SMALL_GUIDE).guide
ROWS = [
    ["Title", "Areas", "Hold (seconds)", "Mistakes", "Step 1", "Step 2", "Step 3"],
    ["Ol\u00e9 turn", "Neck", "5 to 15", "Too fast.; Too far.", "Sit, tall.", "Turn.", "Rest."],
    ["Nod", "neck; lower back", "10", 'Say "yes" in haste.', "Sit\ntall.", "Nod.", "Rest."],
]
# What a cell can hold: a reader reads the rest as the same, or is told of it.
CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r").filter(
        lambda sign: not CONTROL_CHARACTER.match(sign)
    ),
    max_size=60,
).map(str.strip)


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small guide of its own, to be in."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def as_csv(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    """Rows as a spreadsheet writes them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def imported(data: bytes | str) -> Imported:
    """What a spreadsheet in the folder that one is in comes to."""
    file = Path("stretches.csv")
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return import_stretches(file, Path("content"), today=TODAY)


def faults(data: bytes | str) -> list[tuple[str, str, str]]:
    """Each fault of a spreadsheet: its place, its code, and the hint."""
    found = imported(data).diagnostics
    return [(fault.source.place(fault.span), fault.code.name, fault.hint) for fault in found]


def stretches(pages: Mapping[Path, str]) -> list[Stretch]:
    """The stretches that pages stand for."""
    read = [
        read_file(Stretch, (path.stem, SourceFile(path.as_posix(), text)))
        for path, text in pages.items()
    ]

    assert [fault for file in read for fault in (*file.front_matter_faults, *file.faults)] == []
    return [file.item for file in read if file.item]


# What comes in


def test_every_stretch_of_the_guide_comes_back_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As rows of one spreadsheet, all 67 become the same pages again, but for their pictures."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    before = load_guide(Path("content")).guide.stretches
    shutil.rmtree("content/stretches")
    Path("content/stretches").mkdir()
    keys = [key for key in COLUMNS if key != STEPS]
    rows = [[row_of(stretch)[key] for key in keys] for stretch in before.values()]
    made = imported(as_csv([[COLUMNS[key].name for key in keys], *rows]))
    after = {stretch.slug: stretch for stretch in stretches(made.pages)}

    assert len(after) == len(before) > 60
    assert [fault for fault in made.diagnostics if fault.is_error] == []
    for slug, stretch in before.items():
        changed = asdict(after[slug]) | {"draft": False, "figure": stretch.figure}
        for file in ("document", "introduction", "closing"):
            changed[file] = getattr(stretch, file)
        changed["steps"] = [step.text for step in changed["steps"]]
        assert changed == asdict(stretch) | {"steps": [step.text for step in stretch.steps]}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.usefixtures("guide")
def test_it_is_read_however_a_spreadsheet_wrote_it(separator: str, encoding: str, end: str) -> None:
    """Excel's three kinds of CSV, LibreOffice's and those of an old Mac say the same."""
    expected = imported(as_csv(ROWS))
    made = imported(as_csv(ROWS, separator).replace("\r\n", end).encode(encoding))

    assert made.pages == expected.pages
    assert [path.name for path in made.pages] == ["ole-turn.md", "nod.md"]
    codes = {fault.code.name for fault in made.diagnostics if fault not in expected.diagnostics}
    assert codes == ({"old-encoding"} if encoding == "cp1252" else set())


@pytest.mark.usefixtures("guide")
def test_columns_stand_in_any_order_under_any_spelling() -> None:
    """The names of the template and the keys of the model, in capitals or with underscores."""
    header = ["STEP_3", "mistakes", " title ", "step 1", "areas", "HOLD", "Step2", ""]
    rows = [[row[place] for place in (6, 3, 0, 4, 1, 2, 5)] + [""] for row in ROWS[1:]]
    empty = [[""] * 8, []]

    assert imported(as_csv([*empty, header, *empty, *rows])).pages == imported(as_csv(ROWS)).pages


@pytest.mark.usefixtures("guide")
def test_the_order_of_columns_changes_no_page() -> None:
    """Keys stand in the order of every page, those that an example lacks at the end."""
    header = ["Title", "Reviewed on", "Sources", "Reviewed by", "Author", "Summary"]
    row = ["Nod", "2026-05-31", "acsm-2021", "B. Checker", "A. Writer", "Eases the neck."]
    text = next(iter(imported(as_csv([header, row])).pages.values()))
    keys = re.findall(
        r"^(title|summary|sources|author|reviewed_by|reviewed_on):", text, re.MULTILINE
    )

    assert keys == ["title", "summary", "sources", "author", "reviewed_by", "reviewed_on"]
    assert imported(as_csv([header[::-1], row[::-1]])).pages == {
        Path("content/stretches/nod.md"): text
    }


@pytest.mark.usefixtures("guide")
def test_one_column_can_hold_all_steps() -> None:
    """A line is a step, with or without a number or a dot before it."""
    cell = "1. Sit tall, 2. feet flat.\n\n Step 2: Turn.\n\u2022 Rest 10. times."
    steps = stretches(imported(as_csv([["Title", "Steps"], ["Nod", cell]])).pages)[0].steps

    assert [step.text for step in steps] == ["Sit tall, 2. feet flat.", "Turn.", "Rest 10. times."]


@pytest.mark.usefixtures("guide")
def test_names_are_known_in_spite_of_their_capitals() -> None:
    """A spreadsheet begins a cell with a capital, and people write spaces for hyphens."""
    rows = [
        ["Title", "Areas", "Kind", "Positions", "Ask first", "Can tip over", "Muscles"],
        ["Nod", "Lower Back", "Hold", "Lying Back; All fours", "Dizziness", "YES", "Multifidus"],
    ]
    muscle = next(term.slug for term in GUIDE.glossary.values() if term.muscle)
    rows[1][-1] = muscle.capitalize()
    made = stretches(imported(as_csv(rows)).pages)[0]

    assert (made.areas, made.positions) == (("lower-back",), ("lying-back", "all-fours"))
    assert (made.ask_first, made.balance, made.muscles) == (("dizziness",), True, (muscle,))


def test_each_field_of_the_model_is_a_column() -> None:
    """A field that is new has a column by itself; only draft and figure have none."""
    fields = {*declared_fields(StretchFields), *declared_fields(Dose)} - {"dose", "draft", "figure"}

    assert {key for key, column in COLUMNS.items() if column.field} == fields


# What is written


def round_trip(row: Row) -> Stretch:
    """The stretch that the page of a row stands for."""
    draft = draft_of(row, GUIDE)

    assert len(draft.keys) == draft.text.count("\n")
    return stretches({Path("x.md"): draft.text})[0]


def check_written(text: str) -> None:
    """A text comes back from every place of a page that a cell can fill."""
    line, items = folded(text) or "x", items_of(text) or ("x",)
    values: dict[str, Any] = dict.fromkeys(("feel", "easier", "harder", "author"), line)
    values |= dict.fromkeys(("mistakes", "stop_if", "areas", "muscles", "sources"), items)
    steps = tuple(("steps", step) for step in steps_of(text)) or (("steps", "Sit."),)
    read = round_trip(Row({"title": "X", **values}, text, steps, text))

    assert {key: getattr(read, key) for key in values} == values
    assert len(read.steps) == len(steps)
    for step, (_, said) in zip(read.steps, steps, strict=True):
        assert plain_text(step.text).split() == said.split()
    for part in (read.introduction, read.closing):
        assert blocks_html(part).striptags().split() == text.split()


@given(text=CELLS)
def test_a_page_says_just_what_the_cell_says(text: str) -> None:
    """Whatever stands in a cell is text: never YAML, never Markdown, never another step."""
    check_written(text)


@pytest.mark.parametrize(
    "text",
    ["1. Sit", "# x", "- x", "> x", "!!! note", "a: b", "a #b", "---", "[x]: y", "a &amp; b", "no",
     "1:30", "2026-05-31", "*x*", "'x'", '"', "\\", "{x}", "|", "%x", "@x", "`x`", "~", "+ x",
     "10)", "true", "Null", "x\n---\nx", "=cmd|' /C calc'!A0", "\u00e9\u20ac\U0001f600"],
)  # fmt: skip
def test_what_yaml_or_markdown_would_take_for_a_sign_is_text(text: str) -> None:
    """The signs that each of them reads."""
    check_written(text)


def test_hostile_texts_are_text() -> None:
    """None of the texts that break out of a page breaks out of its cell."""
    for hostile in hostile_strings():
        if not CONTROL_CHARACTER.search(hostile.text) and "\r" not in hostile.text:
            check_written(hostile.text.strip())


def test_what_a_row_lacks_is_as_in_a_new_page(guide: Path) -> None:
    """A title is enough: the draft builds, says what is still to do, and is not published."""
    Path("few.csv").write_text("Title\nNod\nTurn\nBow\nWave\n", "utf-8")

    assert build.main(["import", "few.csv"]) == build.DONE
    assert build.main(["check", "--drafts"]) == build.DONE
    assert build.main(["build"]) == build.DONE
    page = Path("content/stretches/nod.md").read_text("utf-8")
    assert page.count("# still to do: ") > 10
    assert "\ndraft: true " in page
    assert "still to do" in page.splitlines()[2]
    assert not list((guide / "site").rglob("nod*"))


@pytest.mark.usefixtures("guide")
def test_a_cell_takes_the_place_of_what_is_still_to_do() -> None:
    """What a row says is not asked for again."""
    text = next(iter(imported("Title,Summary\nNod,Eases the neck.\n").pages.values()))

    assert "\nsummary: Eases the neck.\n" in text
    assert "Eases the place" not in text


# What is wrong


@pytest.mark.parametrize(
    ("data", "place", "code", "hint"),
    [
        ("Title,Holdd\nNod,5\n", "1:B", "unknown-key", "Did you mean `hold`?"),
        ("Title,Figure\nNod,x\n", "1:B", "unknown-key", "pictures are drawn"),
        ("Title,draft\nNod,no\n", "1:B", "unknown-key", "every page comes in as a draft"),
        ("Title,Hold,hold (seconds)\nNod,5,5\n", "1:C", "duplicate-key", "Keep one"),
        ("Title,Steps,Step 1\nNod,x,y\n", "1:C", "duplicate-key", "Keep the one column"),
        ("Name\nNod\n", "1:A", "missing-key", "a page needs a name"),
        ("Title,Summary\n\n,Eases.\n", "3:A", "missing-key", "delete the row"),
        ("Title,,Areas\nNod,x,\n", "2:B", "unknown-key", "Name its column"),
        ("Title,Areas\nNod,\n\nBow,nekc\n", "4:B", "unknown-area", "Did you mean `neck`?"),
        ('Title,Areas\nNod,"neck,back"\n', "2:B", "unknown-area", "semicolon"),
        ("Title,Hold\nNod,05-Mai\n", "2:B", "wrong-type", "made a day of it"),
        ("Title,Hold\nNod,10 seconds\n", "2:B", "wrong-type", "in digits alone"),
        ("Title,Hold\nNod,20 to 10\n", "2:B", "wrong-value", ""),
        ("Title,Hold\nNod,1 to 2\n", "2:B", "hold-out-of-range", ""),
        ("Title,Level\nNod,easy\n", "2:B", "wrong-type", "in digits alone"),
        ("Title,Level\nNod,4\n", "2:B", "wrong-value", "1 easy"),
        ("Title,Can tip over\nNod,maybe\n", "2:B", "wrong-type", "`yes` or `no`"),
        ("Title,Reviewed on\nNod,31.5.2026\n", "2:B", "wrong-type", "year-month-day"),
        ("Title,Kind\nNod,holding\n", "2:B", "wrong-value", "Did you mean `hold`?"),
        (f"Title,Summary\nNod,{'x' * 121}\n", "2:B", "too-long", ""),
        ("Title,Feel\nNod,It cures pain.\n", "2:B", "forbidden-claim", ""),
        ("Title,Step 1,Step 2,Step 3\nNod,Sit.,,Bow.\n", "2:C", "step-without-action", ""),
        ("Title,Steps\nNod,Sit.\n", "2:B", "too-few-steps", ""),
        ("Title\nChin to chest\n", "2:A", "address-taken", "Change the title"),
        ("Title\nNod\nnod!\n", "3:A", "address-taken", "Change one of the two"),
        ("Title\n\u65e5\u672c\n", "2:A", "bad-slug", "a column `Address`"),
        ("Title,Address\nNod,../x\n", "2:B", "bad-slug", "a column `Address`"),
        ("Title,Feel\nNod,a\u202eb\n", "2:B", "control-character", "type the cell anew"),
        ("Title,Feel\nNod,a\x1bb\n", "2:B", "control-character", "type the cell anew"),
        ("Title\nNod\0\n", "1:1", "broken-spreadsheet", "CSV UTF-8"),
        (b"PK\x03\x04 and more", "1:1", "broken-spreadsheet", "CSV UTF-8"),
        (b"Title\nNod\x81\n", "1:1", "not-utf8", "CSV UTF-8"),
        (b"\xff\xfeT\0i\0x", "1:1", "not-utf8", "CSV UTF-8"),
        ("", "1:1", "empty-file", "--template"),
        ('Title\nNod\n"Bow\n', "3:A", "broken-spreadsheet", "CSV UTF-8"),
        (f"Title\n{'x' * (limits.CELL_CHARACTERS + 1)}\n", "2:A", "too-large", "Shorten"),
        ("Title" + "," * limits.ITEMS + "x\nNod\n", "1:CW", "too-large", "Delete"),
        ("Title\n" + "Nod\n" * (limits.SHEET_ROWS + 9), "1002:A", "too-large", "two spreadsheets"),
        ("Title\n" + "x" * limits.FILE_BYTES, "1:1", "too-large", "Shorten"),
    ],
)
@pytest.mark.usefixtures("guide")
def test_a_fault_is_told_at_its_cell(data: bytes | str, place: str, code: str, hint: str) -> None:
    """Row and column as the spreadsheet shows them, what is wrong, and what to do."""
    found = [told for told in faults(data) if told[:2] == (place, code)]

    assert len(found) == 1
    assert hint in found[0][2]


def test_all_faults_are_told_in_one_run_and_nothing_is_written(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row that is wrong keeps all others from being written."""
    data = "Title,Areas,Level,Holdd\nNod,neck,1,\nBow,nekc,9,\nBow,hip,x,5\n"
    Path("rows.csv").write_text(data, "utf-8")
    before = sorted(guide.rglob("*"))

    assert build.main(["import", "rows.csv"]) == build.CONTENT_FAULTS
    said = capsys.readouterr().out
    assert re.findall(r"^rows\.csv:(\S+): error", said, re.MULTILINE) == [
        "1:D", "3:B", "3:C", "4:A", "4:B", "4:C",
    ]  # fmt: skip
    assert "\nB3 | nekc\n   | ^^^^\n  = hint: Did you mean `neck`?\n" in said
    assert said.endswith("6 errors, 0 warnings. No page was written.\n")
    assert sorted(guide.rglob("*")) == before


def test_a_link_or_a_folder_is_no_spreadsheet(guide: Path) -> None:
    """What is read is a plain file; and one that is not there is named."""
    (guide / "link.csv").symlink_to(guide / "content" / "guide.yaml")
    found = [
        import_stretches(Path(name), Path("content"), today=TODAY).diagnostics[0].code.name
        for name in ("link.csv", "content", "nowhere.csv")
    ]

    assert found == ["not-a-file", "not-a-file", "missing-file"]


def test_without_a_content_folder_nothing_comes_in(guide: Path) -> None:
    """From the wrong folder, that is what is said."""
    Path("rows.csv").write_text("Title\nNod\n", "utf-8")
    shutil.rmtree(guide / "content" / "stretches")
    made = import_stretches(Path("rows.csv"), Path("content"), today=TODAY)

    assert [fault.code.name for fault in made.diagnostics] == ["missing-folder"]
    assert made.pages == {}


# All or nothing


FILES = {Path("a.md"): "a\n", Path("b.md"): "b\n", Path("c.md"): "c\n"}


@pytest.mark.parametrize("has_links", [True, False])
def test_new_files_are_all_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    """A file that is there by then keeps its text, and those before it go again."""
    monkeypatch.chdir(tmp_path)
    if not has_links:
        monkeypatch.setattr(os, "link", _no_links)
    Path("b.md").write_text("old", "utf-8")
    Path(".a.md.new").write_text("left by one that was killed", "utf-8")
    with pytest.raises(FileExistsError):
        write_new(FILES)

    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"b.md": "old"}
    Path("b.md").unlink()
    write_new(FILES)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        path.name: text for path, text in FILES.items()
    }


def _no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("stop", range(1, 4))
def test_an_interruption_leaves_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    """Whichever page it comes at, none is there afterwards, and no other file either."""
    monkeypatch.chdir(tmp_path)
    real, calls = os.link, []

    def link(*names: Any, **options: Any) -> None:
        real(*names, **options)
        calls.append(names)
        if len(calls) == stop:
            raise SystemExit

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(SystemExit):
        write_new(FILES)

    assert list(tmp_path.iterdir()) == []


# The template and the document


def test_the_template_comes_in_as_it_is(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its example is a stretch of the guide, in a file that Excel takes for UTF-8."""
    assert build.main(["import", "--template", "t.csv"]) == build.DONE
    assert Path("t.csv").read_bytes().startswith(b"\xef\xbb\xbfTitle,")
    assert build.main(["import", "--template", "t.csv"]) == build.WRONG_USE
    assert "t.csv exists already; nothing was written." in capsys.readouterr().err

    assert build.main(["import", "t.csv"]) == build.DONE
    assert "1 page, 0 warnings." in capsys.readouterr().out
    page = next((guide / "content" / "stretches").glob("*-example.md"))
    original = page.with_name(page.name.replace("-example", "")).read_text("utf-8")
    steps = re.findall(r"(?m)^\d\. .*$", page.read_text("utf-8"))
    assert steps == re.findall(r"(?m)^\d\. .*$", original)


def test_the_template_of_the_guide_comes_in_without_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its example is one whose sentences may stand on one page more."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    made = imported(template(Path("content")))

    assert len(made.pages) == 1
    assert made.diagnostics == ()


def test_a_guide_without_stretches_has_a_template_too(guide: Path) -> None:
    """It has no example then."""
    for page in (guide / "content" / "stretches").iterdir():
        page.unlink()

    assert len(template(Path("content")).decode().splitlines()) == 1


def test_the_document_can_be_followed_to_the_letter(guide: Path) -> None:
    """Each command of docs/import.md works, in its order, and its two examples of cells too."""
    text = (ROOT / "docs" / "import.md").read_text("utf-8")
    commands = re.findall(r"^ *\.venv/bin/python build\.py (.*)$", text, re.MULTILINE)

    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == 10
    assert [build.main(shlex.split(command)) for command in commands] == [build.DONE] * 2
    areas, dose = "neck; shoulders", "5 to 15"
    assert f"`{areas}`" in text
    assert f"`{dose}`" in text
    rows = [["Title", "Areas", "Hold"], ["Nod", areas.replace("shoulders", "lower-back"), dose]]
    made = stretches(imported(as_csv(rows)).pages)[0]
    assert (made.areas, made.dose.hold) == (("neck", "lower-back"), (5, 15))
    assert list((guide / "content" / "stretches").glob("*-example.md"))


def test_a_step_keeps_a_number_that_is_no_number_of_a_step() -> None:
    """Only what stands before a step and a space is taken off it."""
    assert step_of("2) Turn.") == "Turn."
    assert step_of("1.5 m away, stop.") == "1.5 m away, stop."
    assert step_of("3 times, bow.") == "3 times, bow."
