"""What is written about the project agrees with what it does."""

from __future__ import annotations

import re
import subprocess
import sys

from conftest import ROOT

from sitegen.codes import CATALOGUE
from sitegen.reference import diagnostics_page


def test_diagnostics_page_is_made_from_the_catalogue(*, update: bool) -> None:
    """docs/diagnostics.md says what the code says."""
    page = ROOT / "docs" / "diagnostics.md"
    if update:
        page.write_text(diagnostics_page(), encoding="utf-8")

    assert page.read_text(encoding="utf-8") == diagnostics_page()


def test_readme_has_exactly_two_first_commands() -> None:
    """One line builds the guide, one line passes the tests, each on a fresh machine."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)

    assert len(commands) == 2
    assert commands[0].endswith("python build.py")
    assert commands[1].endswith("python -m pytest")


def test_documents_link_to_files_that_exist() -> None:
    """No relative link of a document leads nowhere."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
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
