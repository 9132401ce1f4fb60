"""The tutorial for contributors, docs/first-stretch.md, followed word for word."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TUTORIAL = ROOT / "docs" / "first-stretch.md"
PATIENCE_SECONDS = 120
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = ".venv/bin/python "


class Block(NamedTuple):
    """One block of the tutorial: what it is, and its text."""

    kind: str
    text: str


def blocks() -> list[Block]:
    """The blocks of the tutorial, but for the one that makes the environment."""
    found = [Block(*match) for match in _BLOCK.findall(TUTORIAL.read_text("utf-8"))]
    readme = (ROOT / "README.md").read_text("utf-8")

    assert found[0].text.strip() in readme
    return found[1:]


def with_lines(text: str, lines: str) -> str:
    """A page with each line put in place of the one that has the same key."""
    for line in lines.splitlines():
        key = re.escape(line.partition(":")[0])
        text, count = re.subn(rf"^{key}:.*$", line.replace("\\", r"\\"), text, flags=re.MULTILINE)

        assert count == 1, line
    return text


def with_body(text: str, body: str) -> str:
    """A page with another text below its front matter."""
    _, front_matter, _ = text.split("---\n", 2)
    return f"---\n{front_matter}---\n{body}"


def shown_at(address: str) -> str:
    """The words of the preview, those of faults too; "" while nobody listens."""
    try:
        with urlopen(address) as answer:  # noqa: S310 - of this machine
            html = answer.read().decode()
    except HTTPError as faults:
        html = faults.read().decode()
    except URLError:
        return ""
    return unescape(re.sub(r"<[^>]+>", "", html)).replace("`", "")


class Reader:
    """Does what the tutorial says, in a copy of the project."""

    def __init__(self, folder: Path) -> None:
        for name in ("content", "templates", "sitegen"):
            without = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=without)
        shutil.copy(ROOT / "build.py", folder)
        text = TUTORIAL.read_text("utf-8")
        (name,) = set(re.findall(r"content/stretches/[\w-]+\.md", text))
        (self.address,) = re.findall(r"<(http://127\.0\.0\.1:5500/\S+)>", text)
        self.folder = folder
        self.page = folder / name
        self.said = ""
        self.preview: subprocess.Popen[str] | None = None

    def run(self, command: str) -> None:
        """Run a command; the preview goes on running."""
        words = [sys.executable, *command.removeprefix(_PYTHON).split()]
        if words[-1] != "serve":
            done = subprocess.run(
                words, cwd=self.folder, capture_output=True, text=True, check=False
            )
            self.said = done.stdout + done.stderr
            return
        self.preview = subprocess.Popen(words, cwd=self.folder, stdout=subprocess.PIPE, text=True)
        assert self.preview.stdout
        # Where the port of the text is taken, the preview takes the next and says so.
        (port,) = re.findall(r"http://127\.0\.0\.1:(\d+)/", self.preview.stdout.readline())
        self.address = self.address.replace("5500", port)
        self.wait_for("Draft.")

    def edit(self, change: Callable[[str, str], str], lines: str) -> None:
        """Change the page."""
        self.page.write_text(change(self.page.read_text("utf-8"), lines), "utf-8")

    def wait_for(self, words: str) -> None:
        """Look at the preview until it shows some words."""
        until = time.monotonic() + PATIENCE_SECONDS
        while words not in (shown := shown_at(self.address)) and time.monotonic() < until:
            time.sleep(0.05)

        assert words in shown


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """Someone who follows the tutorial."""
    reader = Reader(tmp_path)
    yield reader
    if reader.preview:
        reader.preview.terminate()
        reader.preview.communicate()


def test_the_tutorial_leads_where_it_says(reader: Reader) -> None:
    """Each command answers what stands below it, and each edit shows in the preview."""
    for kind, block in blocks():
        if kind == "sh":
            reader.run(block.strip())
        elif kind == "text":
            assert [line for line in block.splitlines() if line not in reader.said] == []
        else:
            reader.edit({"yaml": with_lines, "markdown": with_body}[kind], block)
        if "lower-bak" in block:
            reader.wait_for("Did you mean lower-back?")
    reader.wait_for("Lean slowly to the right until you feel a mild pull on your left side.")
    reader.wait_for("Lean to the right")
    reader.edit(lambda text, line: text.replace(line, ""), "draft: true")
    reader.run("build.py check")

    assert ", 0 warnings, " in reader.said
