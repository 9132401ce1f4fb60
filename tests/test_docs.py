"""What is written about the project agrees with what it does."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import ROOT

from sitegen.codes import CATALOGUE
from sitegen.reference import diagnostics_page, fields_page

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("name", "page"), [("diagnostics.md", diagnostics_page), ("fields.md", fields_page)]
)
def test_pages_of_reference_are_made_from_the_code(
    name: str, page: Callable[[], str], *, update: bool
) -> None:
    """docs/diagnostics.md and docs/fields.md say what the code says."""
    file = ROOT / "docs" / name
    if update:
        file.write_text(page(), encoding="utf-8")

    assert file.read_text(encoding="utf-8") == page()


def test_fields_page_links_to_headings_that_are_there() -> None:
    """Each kind and group of keys, and each code, is where a link says."""
    text = (ROOT / "docs" / "fields.md").read_text("utf-8")
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    codes = {f"diagnostics.md#{code.name}" for code in CATALOGUE}

    assert len(anchors) == len(headings)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == anchors
    assert set(re.findall(r"\]\((diagnostics\.md#[^)]+)\)", text)) <= codes


def test_readme_has_exactly_two_first_commands() -> None:
    """One line builds the guide, one line passes the tests, each on a fresh machine."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)

    assert len(commands) == 2
    assert commands[0].endswith("python build.py")
    assert commands[1].endswith("python -m pytest")


def test_documents_link_to_files_that_exist() -> None:
    """No relative link of a document leads nowhere."""
    documents = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("examples/**/README.md"),
    ]
    broken = [
        (document.name, target)
        for document in documents
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]

    assert broken == []


def test_help_gives_an_example_for_each_command() -> None:
    """A person who forgot how reads one screen."""
    for command in ("build", "check", "serve", "new", "import", "figures", "sheet"):
        words = [sys.executable, str(ROOT / "build.py"), command, "--help"]
        shown = subprocess.run(words, capture_output=True, text=True, check=True).stdout

        assert f"example: python build.py {command}" in shown


def test_each_code_says_what_to_do() -> None:
    """A contributor is never left with a verdict alone."""
    for code in CATALOGUE:
        assert code.meaning.endswith(".")
        assert code.action.endswith(".")


def test_security_names_files_that_exist() -> None:
    """Each promise can be looked up."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    names = re.findall(r"`((?:sitegen|templates|tests|docs)/[\w./-]+|test_\w+\.py)`", text)
    files = [ROOT / (f"tests/{name}" if name.startswith("test_") else name) for name in names]

    assert len(files) > 40
    assert [file for file in files if not file.exists()] == []


def test_the_tour_names_what_is_there() -> None:
    """Each stage of docs/tour.md is a function of its file, and gives what the tour says."""
    tour = (ROOT / "docs" / "tour.md").read_text("utf-8")
    stages = re.findall(r"\| `(sitegen/[\w/]+\.py)`: `(\w+)` \| `(\w+)`", tour)
    wrong = []
    for file, name, value in stages:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        given = [
            ast.unparse(node.returns)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.name == name and node.returns
        ]
        if not any(re.search(rf"\b{value}\b", words) for words in given):
            wrong.append((file, name, value, given))
    files = re.findall(r"`((?:sitegen|tests)/[\w./]*)`", tour)

    assert len(stages) > 10
    assert wrong == []
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_forms_on_github_are_whole() -> None:
    """Each form asks what it says, in the way that GitHub reads it; its text has no broken link."""
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    kinds = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
    for form in (yaml.safe_load(path.read_text("utf-8")) for path in forms):
        if "blank_issues_enabled" in form:
            continue
        fields = form["body"]
        named = [field["id"] for field in fields if field["type"] != "markdown"]

        assert form.keys() <= {"name", "description", "title", "labels", "body"}
        assert all(form[key] for key in ("name", "description", "body"))
        assert {field["type"] for field in fields} <= kinds
        assert len(set(named)) == len(named) > 0
        assert all(field["attributes"].get("label") for field in fields if "id" in field)
    assert len(forms) > 3
