"""Faults as other programs read them: `build.py check --format`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES
from hostile_strings import hostile_strings

from sitegen import codes
from sitegen.diagnostics import CONTROL_CHARACTER, Diagnostic, SourceFile, Span, visible
from sitegen.reports import REPORTS, TOOL, VERSION, github_report, json_report, sarif_report

if TYPE_CHECKING:
    from pathlib import Path

# What a runner takes for a command wherever it stands at the start of a line, or anywhere.
FORGED = (
    "x\n::error file=y::z", "x\r::stop-commands::z", "::add-mask::x", "%0A::error::x", "%250A::x",
    "x,line=9,title=y", "x::y", "##[error]x", "a: b, c = d%", "\x1b]0;x\x07", "x\u2028::error::y",
)  # fmt: skip
TEXTS = [*FORGED, *(hostile.text for hostile in hostile_strings())]
PLACE = Span(3, 9, 4)


def fault(
    text: str = "No area is called `nekc`.", path: str = "content/stretches/x.md", **rest: Any
) -> Diagnostic:
    """An error on line 3, where nothing else is said."""
    given: dict[str, Any] = {"code": codes.UNKNOWN_AREA, "span": PLACE}
    given |= {"hint": "Did you mean `neck`?"} | rest
    return Diagnostic(message=text, source=SourceFile(path), **given)


def hostile_faults() -> list[Diagnostic]:
    """Each hostile text as message, hint and path of a fault of its own."""
    return [fault(text, path=text, hint=text) for text in TEXTS]


def as_runner(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart: name, properties, message.

    Source:
        actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2.
    """
    assert line.startswith("::")
    info, data = line[2:].split("::", 1)
    name, _, rest = info.partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if pair)
    marks = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
    properties = {}
    for key, written in pairs:
        value = written
        for mark, sign in marks:
            value = value.replace(mark, sign)
        properties[key] = value
    for mark, sign in (mark for mark in marks if mark[0] not in {"%3A", "%2C"}):
        data = data.replace(mark, sign)
    return name, properties, data


def test_github_shows_a_fault_at_its_place() -> None:
    """The very line that the runner reads."""
    found = [
        fault(),
        fault("100 %: half,\nall", code=codes.MISSING_FILE, span=Span(1, 1, 0), hint=""),
    ]

    assert github_report(found).split("\n") == [
        (
            "::error file=content/stretches/x.md,line=3,col=9,endColumn=13,title=unknown-area"
            "::No area is called `nekc`.%0ADid you mean `neck`?"
        ),
        "::error file=content/stretches/x.md,line=1,title=missing-file::100 %25: half, all",
    ]


def test_no_text_forges_an_annotation() -> None:
    """A fault is one command, and the runner gets back exactly what was said, made visible."""
    found = hostile_faults()
    lines = github_report(found).split("\n")

    assert len(lines) == len(found)
    for diagnostic, line in zip(found, lines, strict=True):
        name, properties, message = as_runner(line)
        shown = visible(diagnostic.message)
        assert name == "error"
        assert list(properties) == ["file", "line", "col", "endColumn", "title"]
        assert (properties["file"], properties["title"]) == (shown, "unknown-area")
        assert message == f"{shown}\n{shown}"


def test_json_says_all_that_is_known() -> None:
    """Every key is there for every fault; what is not known is null."""
    whole = fault("It is empty.", code=codes.REPEATED_NAME, span=Span(1, 1, 0), hint="")
    document = json.loads(json_report([fault(), whole]))

    assert document["version"] == 1
    assert document["counts"] == {"errors": 1, "warnings": 1}
    assert document["faults"] == [
        {
            "file": "content/stretches/x.md",
            "line": 3,
            "column": 9,
            "endLine": 3,
            "endColumn": 13,
            "severity": "error",
            "code": "unknown-area",
            "message": "No area is called `nekc`.",
            "hint": "Did you mean `neck`?",
            "documentation": "docs/diagnostics.md#unknown-area",
        },
        {
            "file": "content/stretches/x.md",
            "line": 1,
            "column": 1,
            "endLine": None,
            "endColumn": None,
            "severity": "warning",
            "code": "repeated-name",
            "message": "It is empty.",
            "hint": None,
            "documentation": "docs/diagnostics.md#repeated-name",
        },
    ]


def test_json_is_documented() -> None:
    """docs/reports.md explains each key of a fault, in their order, and of the document."""
    document = json.loads(json_report([fault()]))
    text = (ROOT / "docs" / "reports.md").read_text("utf-8")
    explained = re.findall(r"^\| `(\w+)` \|", text.partition("## JSON")[2], re.MULTILINE)

    assert explained == [*document, *document["faults"][0]]


def test_the_page_of_a_code_is_where_the_document_says() -> None:
    """The heading of each code is the code, as the anchor in `documentation` is."""
    page = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")

    assert all(f"\n## {code.name}\n" in page for code in codes.CATALOGUE)


def test_sarif_names_tool_rules_and_places() -> None:
    """What the standard requires of a log with results, and GitHub besides."""
    found = [
        fault(),
        fault(code=codes.REPEATED_NAME, span=Span(7, 1, 0)),
        fault(span=Span(1, 1, 0)),
    ]
    log = json.loads(sarif_report(found))
    (run,) = log["runs"]
    driver, results = run["tool"]["driver"], run["results"]

    assert log["version"] == "2.1.0"
    assert (driver["name"], driver["version"]) == (TOOL, VERSION)
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in driver["rules"]] == ["repeated-name", "unknown-area"]
    assert [rule["defaultConfiguration"]["level"] for rule in driver["rules"]] == [
        "warning",
        "error",
    ]
    for rule in driver["rules"]:
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert {"text", "markdown"} == set(rule["help"])
    assert [driver["rules"][each["ruleIndex"]]["id"] for each in results] == [
        each["ruleId"] for each in results
    ]
    assert [each["level"] for each in results] == ["error", "warning", "error"]
    assert results[0]["message"] == {"text": "No area is called `nekc`.\nDid you mean `neck`?"}
    places = [each["locations"][0]["physicalLocation"] for each in results]
    uri = {"uri": "content/stretches/x.md", "uriBaseId": "%SRCROOT%"}
    assert places == [
        {"artifactLocation": uri, "region": {"startLine": 3, "startColumn": 9, "endColumn": 13}},
        {"artifactLocation": uri, "region": {"startLine": 7}},
        {"artifactLocation": uri},
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("content/ö ü#1?.md", "content/%C3%B6%20%C3%BC%231%3F.md"),
        ("content/%41.md", "content/%2541.md"),
        ("x:y.md", "x%3Ay.md"),
        ("content/\udcff\n.md", "content/%FF%0A.md"),
        ("content/\ud83d.md", "content/%EF%BF%BD.md"),
        ("../content/x.md", "../content/x.md"),
        ("/abs/x y.md", "file:///abs/x%20y.md"),
        ("C:/abs/x.md", "file:///C%3A/abs/x.md"),
    ],
)
def test_sarif_has_addresses_of_files(path: str, uri: str) -> None:
    """A path is percent-encoded, byte for byte; below the root unless it is absolute."""
    (run,) = json.loads(sarif_report([fault(path=path)]))["runs"]
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) == (not uri.startswith("file:"))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("[one, two] is a list", "[one, two] is a list"),
        ("[x](https://hostile.example)", "[x\\](https://hostile.example)"),
        ("[x\\](https://hostile.example)", "[x\\\\\\](https://hostile.example)"),
        ("`{path}` {0}", "`{{path}}` {{0}}"),
    ],
)
def test_sarif_messages_hold_no_link_or_placeholder(said: str, text: str) -> None:
    """SARIF 2.1.0, 3.11.5 and 3.11.6: braces are doubled, a bracket that ends a link is escaped."""
    (run,) = json.loads(sarif_report([fault(said, hint="")]))["runs"]

    assert run["results"][0]["message"]["text"] == text


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_document_is_plain_text_whatever_it_tells(form: str) -> None:
    """ASCII alone, no control character, the same bytes twice, and every fault is in it."""
    found = hostile_faults()
    text = REPORTS[form](found)
    document = json.loads(text)

    assert text.isascii()
    assert not CONTROL_CHARACTER.search(text)
    assert text == REPORTS[form](hostile_faults())
    faults = document["faults"] if form == "json" else document["runs"][0]["results"]
    told = [each["message"] if form == "json" else each["message"]["text"] for each in faults]
    assert len(told) == len(found)
    assert not any(CONTROL_CHARACTER.search(each.replace("\n", "")) for each in told)
    if form == "json":
        assert told == [visible(each.message) for each in found]
    else:
        uris = [
            each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in faults
        ]
        assert all(re.fullmatch(r"[\w.~%/-]+|file:///?[\w.~%/-]+", uri, re.ASCII) for uri in uris)
        assert unquote(uris[0]) == FORGED[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with an error and a warning in it."""
    home = tmp_path_factory.mktemp("faulty")
    shutil.copytree(SMALL_GUIDE, home / "content")
    for name, old, new in (
        ("chin-to-chest", "[neck]", "[nekc]"),
        ("knee-rolls", "[lower-back, neck]", "[lower-back, lower-back]"),
    ):
        page = home / "content" / "stretches" / f"{name}.md"
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    return home


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `build.py check` there."""
    command = [sys.executable, str(ROOT / "build.py"), "check", "--templates", str(TEMPLATES)]
    return subprocess.run(
        [*command, *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_check_prints_the_format_and_nothing_else(folder: Path) -> None:
    """Each form tells the same two faults; the exit status is that of the text."""
    text, github, plain, sarif = (
        check(folder, "--format", form) for form in ("text", "github", "json", "sarif")
    )
    lines = github.stdout.splitlines()
    document = json.loads(plain.stdout)
    (run,) = json.loads(sarif.stdout)["runs"]

    assert {done.returncode for done in (text, github, plain, sarif)} == {1}
    assert {done.stderr for done in (text, github, plain, sarif)} == {""}
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error", "::warning"]
    assert re.fullmatch(r"\d+ pages checked, 1 error, 1 warning, \d+\.\d\d s\.", lines[-1])
    places = [f"{each['file']}:{each['line']}:{each['column']}:" for each in document["faults"]]
    assert [line.split(" ")[0] for line in text.stdout.splitlines() if "content/" in line] == places
    assert [each["ruleId"] for each in run["results"]] == [
        each["code"] for each in document["faults"]
    ]


def test_no_name_of_a_file_breaks_a_format(tmp_path: Path) -> None:
    """Names that no text can be made of, or that begin a command, are told like any other."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    names = (b"x\n::error::y.md", b"\xff\xfe.md", b"\x1b[2Jx.md", "\u202ex, a: b.md".encode())
    for name in names:
        (tmp_path / "content" / "stretches" / os.fsdecode(name)).write_text("x", "utf-8")
    github, plain, sarif = (
        check(tmp_path, "--format", form) for form in ("github", "json", "sarif")
    )
    lines = github.stdout.splitlines()[:-1]
    (run,) = json.loads(sarif.stdout)["runs"]
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]

    assert {done.returncode for done in (github, plain, sarif)} == {1}
    assert {done.stderr for done in (github, plain, sarif)} == {""}
    assert [as_runner(line)[1]["file"] for line in lines] == [
        each["file"] for each in json.loads(plain.stdout)["faults"]
    ]
    assert {unquote_to_bytes(each["artifactLocation"]["uri"]) for each in places} == {
        b"content/stretches/" + name for name in names
    }


def test_strict_and_clean_guides_end_as_before(folder: Path, tmp_path: Path) -> None:
    """A warning fails with `--strict` alone; a guide without faults is a document too."""
    shutil.copytree(folder / "content", tmp_path / "content")
    page = tmp_path / "content" / "stretches" / "chin-to-chest.md"
    page.write_text(page.read_text("utf-8").replace("[nekc]", "[neck]"), "utf-8")
    warned = check(tmp_path, "--format", "json")
    strict = check(tmp_path, "--format", "json", "--strict")
    content = ["--content", str(SMALL_GUIDE)]
    clean = check(tmp_path, "--format", "sarif", *content)
    github = check(tmp_path, "--format", "github", *content)

    assert (warned.returncode, strict.returncode, clean.returncode) == (0, 1, 0)
    assert warned.stdout == strict.stdout
    assert json.loads(clean.stdout)["runs"][0]["results"] == []
    assert re.fullmatch(r"\d+ pages checked, 0 warnings, \d+\.\d\d s\.\n", github.stdout)


def test_the_version_is_that_of_the_project() -> None:
    """A log says which version made it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == VERSION
    assert project["name"] == TOOL.lower()
