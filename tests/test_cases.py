"""Every diagnostic code has a case file of its name; each case is built and its report compared.

A case is the small guide of `tests/guide/` with some files changed.  Below the words that say
why, a heading names a file of the case (`content/…`, `templates/…`, or `edition/…` laid over both),
followed by its text, indented by four spaces.  What stands in brackets behind the path makes the
file otherwise:

    (changed)        lines with `-` are taken out of the small guide's file, those with `+` put in
    (deleted)        it is taken away
    (a folder)       a folder of that name
    (a link)         a symbolic link to guide.yaml
    (a pipe)         a named pipe
    (unreadable)     the system refuses to open it
    (never read)     to read it takes without end
    (bytes)          the text is a Python bytes literal
    (filled up)      the text's last line is repeated until the file is as large as the number says

A case with a file `stretches.csv` reports what `build.py import stretches.csv` does.

`## Reported` holds what is printed, whole.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, TODAY, run
from reported_keys import is_explained

from sitegen import limits
from sitegen.codes import CATALOGUE
from sitegen.diagnostics import draw
from sitegen.load import read_file, steps
from sitegen.spreadsheet import import_stretches

if TYPE_CHECKING:
    from sitegen.model import Document

CASES = ROOT / "tests" / "cases" / "diagnostics"
_SECTION = re.compile(r"^## (?P<path>\S+)(?: \((?P<how>[^)]+)\))?$", re.MULTILINE)


@dataclass(frozen=True)
class CaseFile:
    """One file that a case changes."""

    path: str
    how: str
    text: str


def read_case(path: Path) -> tuple[list[CaseFile], str]:
    """The files of a case, and what it expects to be reported."""
    text = path.read_text(encoding="utf-8")
    matches = list(_SECTION.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    files = [
        CaseFile(match["path"], match["how"] or "", unindented(text[match.end() : end]))
        for match, end in zip(matches, ends, strict=True)
    ]
    return [file for file in files if file.path != "Reported"], files[-1].text


def unindented(section: str) -> str:
    """The indented block of a section."""
    lines = section.strip("\n").split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines) + "\n"


def lay_out(file: CaseFile, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change one file of the case."""
    path = folder / file.path
    if file.how == "changed":
        path.write_text(changed(path.read_text(encoding="utf-8"), file.text), encoding="utf-8")
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.how == "deleted":
        return
    if file.how == "a folder":
        path.mkdir()
    elif file.how == "a link":
        path.symlink_to(folder / "content" / "guide.yaml")
    elif file.how == "a pipe":
        os.mkfifo(path)
    elif file.how == "bytes":
        path.write_bytes(ast.literal_eval(file.text.strip()))
    elif file.how.startswith("filled up to "):
        size = int(file.how.removeprefix("filled up to "))
        last = file.text.rstrip("\n").rsplit("\n", 1)[-1] + "\n"
        path.write_text(file.text + last * (size // len(last)), encoding="utf-8")
    else:
        path.write_text(file.text, encoding="utf-8", newline="")
    if file.how in HINDRANCES:
        HINDRANCES[file.how](path, monkeypatch)


def changed(text: str, change: str) -> str:
    """A text with the `-` lines of a change replaced by the `+` lines that follow them."""
    for block in re.findall(r"((?:^-.*\n)*)((?:^\+.*\n)*)", change, re.MULTILINE):
        old, new = (re.sub(r"^[-+] ?", "", lines, flags=re.MULTILINE) for lines in block)
        assert old in text, f"the small guide has no lines {old!r}"
        text = text.replace(old, new, 1) if old else text + new
    return text


def refuse_to_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse one file; its permissions would not stop the root user."""
    real_open = os.open

    def refusing_open(name: Any, *arguments: Any, **options: Any) -> int:
        if Path(os.fsdecode(name)).name == path.name:
            raise PermissionError(13, "Permission denied", os.fsdecode(name))
        return real_open(name, *arguments, **options)

    monkeypatch.setattr(os, "open", refusing_open)


def read_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reading of one file go on until the build gives it up, which is soon here."""
    real_split = steps.split_body

    def splitting(document: Document) -> steps.StretchBody:
        while document.source.path.endswith(path.name):
            pass
        return real_split(document)

    monkeypatch.setattr(read_file, "split_body", splitting)
    monkeypatch.setattr(limits, "FILE_SECONDS", 1.0)


HINDRANCES = {"unreadable": refuse_to_open, "never read": read_without_end}


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_reports_exactly_what_the_case_says(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    """A case's guide gives the report that stands in the case file, its own code among it.

    docs/fields.md has each code at the key that it is reported at.
    """
    files, expected = read_case(case)
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    for file in files:
        lay_out(file, tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)

    edition = Path("edition") if Path("edition").exists() else None
    if Path("stretches.csv").exists():
        found = import_stretches(Path("stretches.csv"), Path("content"), today=TODAY).diagnostics
    else:
        found = tuple(run(Path("content"), Path("templates"), edition)[1])
    reported = "\n".join(draw(diagnostic) for diagnostic in found) + "\n"
    if update:
        write_expectation(case, reported)
        expected = reported

    assert expected == reported
    assert f"[{case.stem}]" in reported
    assert [draw(each) for each in found if not is_explained(each)] == []


def write_expectation(case: Path, reported: str) -> None:
    """Replace what a case expects."""
    text = case.read_text(encoding="utf-8")
    head = text[: text.index("## Reported")]
    block = "".join(f"    {line}".rstrip() + "\n" for line in reported.splitlines())
    case.write_text(f"{head}## Reported\n\n{block}", encoding="utf-8")


def test_each_code_has_a_case_of_its_name() -> None:
    """No code without an example, no example of a code that is gone."""
    assert sorted(code.name for code in CATALOGUE) == sorted(
        case.stem for case in CASES.glob("*.md")
    )


def test_codes_are_unique_and_kebab_case() -> None:
    """A code's name is permanent; two of the same name could not be told apart."""
    names = [code.name for code in CATALOGUE]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
