"""The command line: what a person types, what they read, and what the exit status says."""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES

import build
from sitegen.processes import no_progress

ESCAPE = "\x1b["


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A folder with a small guide of its own, to build in."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path


def supple(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run build.py in a folder, as a person would."""
    command = [sys.executable, str(ROOT / "build.py"), *words]
    surroundings = {**os.environ, **environment}
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def spoil(guide: Path) -> Path:
    """Put a mistake into the guide; returns the file."""
    page = guide / "content" / "stretches" / "chin-to-chest.md"
    page.write_text(page.read_text("utf-8").replace("[neck]", "[nekc]"), "utf-8")
    return page


def test_a_printed_command_can_be_typed(guide: Path) -> None:
    """Where it was called, with the Python that it was called with; inside the folder, in short."""
    printed = supple(guide, "new", "caution", "Gout").stdout.partition("See it with: ")[2].split()
    inside = supple(
        ROOT, "new", "caution", "Gout again", "--content", str(guide / "content")
    ).stdout
    python = Path(sys.executable)
    short = python.relative_to(ROOT) if python.is_relative_to(ROOT) else Path(python.name)

    assert printed[:3] == [python.name, str(ROOT / "build.py"), "serve,"]
    assert f"See it with: {short} " in inside


def test_build_is_the_default_and_says_what_it_did(guide: Path) -> None:
    """Without a command the guide is built; the last line counts pages, changes, warnings, time."""
    done = supple(guide)

    assert done.returncode == 0
    files = [path for path in (guide / "site").rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    assert re.fullmatch(
        rf"{pages} pages in site/, {len(files) - 1} files changed, 0 warnings, \d+\.\d\d s\.\n",
        done.stdout,
    )
    assert (guide / "site" / "stretches" / "chin-to-chest" / "index.html").is_file()


def test_faults_leave_the_site_as_it_was(guide: Path) -> None:
    """With a mistake in the content nothing is published, and the exit status is 1."""
    supple(guide)
    before = tree(guide / "site")
    spoil(guide)
    done = supple(guide)

    assert done.returncode == 1
    assert "content/stretches/chin-to-chest.md:5:9: error[unknown-area]" in done.stdout
    assert "Did you mean `neck`?" in done.stdout
    assert done.stdout.endswith("Nothing was published; site/ is as it was.\n")
    assert tree(guide / "site") == before


def test_strict_check_fails_on_a_warning(guide: Path) -> None:
    """Who wants no warning either, such as a test of the guide itself, says so."""
    before = supple(guide, "check", "--strict")
    page = guide / "content" / "stretches" / "knee-rolls.md"
    twice = page.read_text("utf-8").replace("[lower-back, neck]", "[lower-back, lower-back]")
    page.write_text(twice, "utf-8")

    assert before.returncode == 0
    assert supple(guide, "check").returncode == 0
    assert supple(guide, "check", "--strict").returncode == 1


def test_check_publishes_nothing(guide: Path) -> None:
    """`check` reports like a build and writes no file."""
    good = supple(guide, "check")
    spoil(guide)
    bad = supple(guide, "check")

    assert (good.returncode, bad.returncode) == (0, 1)
    assert "24 pages checked, 0 warnings" in good.stdout
    assert "error[unknown-area]" in bad.stdout
    assert sorted(path.name for path in guide.iterdir()) == ["content", "templates"]


def test_a_second_build_has_nothing_to_do(guide: Path) -> None:
    """Where nothing has changed, no file is touched and it says so."""
    supple(guide)
    before = {path: path.stat().st_mtime_ns for path in (guide / "site").rglob("*")}
    done = supple(guide)

    assert "nothing has changed" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in (guide / "site").rglob("*")} == before


@pytest.mark.parametrize("what", ["content", "template", "site", "option"])
def test_any_change_makes_it_build_again(guide: Path, what: str) -> None:
    """A change of one byte, with size and time as before, is noticed wherever it is."""
    supple(guide)
    words = ["--base-url", "https://other.example/"] if what == "option" else []
    path = {
        "content": guide / "content" / "pages" / "about.md",
        "template": guide / "templates" / "components" / "steps" / "style.css",
        "site": guide / "site" / "index.html",
        "option": guide / "content" / "guide.yaml",
    }[what]
    times = path.stat()
    if what != "option":
        text = path.read_text("utf-8")
        path.write_text(text[:-2] + text[-2].swapcase() + text[-1], "utf-8")
        path.write_text(re.sub("(?i)short|margin|</html>", _another, text, count=1), "utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    done = supple(guide, *words)

    assert done.returncode == 0
    assert "nothing has changed" not in done.stdout


def _another(match: re.Match[str]) -> str:
    """Other letters of the same length."""
    return {"short": "brief", "margin": "MARGIN"}.get(match[0].lower(), match[0].upper())


def test_an_edit_changes_only_what_shows_it(guide: Path) -> None:
    """A page that comes out the same keeps its very file."""
    supple(guide)
    before = {path: path.stat().st_mtime_ns for path in (guide / "site").rglob("*.html")}
    page = guide / "content" / "stretches" / "knee-rolls.md"
    page.write_text(page.read_text("utf-8") + "\nRest for a moment.\n", "utf-8")
    supple(guide)
    after = {path: path.stat().st_mtime_ns for path in (guide / "site").rglob("*.html")}
    touched = {
        path.relative_to(guide / "site").as_posix() for path in after if after[path] != before[path]
    }

    assert touched == {"stretches/knee-rolls/index.html", "guide/index.html"}


def test_colour_is_for_terminals_only(guide: Path) -> None:
    """Colour on a terminal; none in a pipe, and none where NO_COLOR is set."""
    spoil(guide)
    piped = supple(guide, "check")

    assert ESCAPE not in piped.stdout
    assert ESCAPE in on_a_terminal(guide, {})
    assert ESCAPE not in on_a_terminal(guide, {"NO_COLOR": "1"})


def on_a_terminal(folder: Path, environment: dict[str, str]) -> str:
    """What `check` writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "build.py"), "check"]
    surroundings = {**os.environ, **environment}
    process = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        pass  # Linux answers so when the other end is closed
    process.wait()
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--jobs", "0"], "is not a number from 1 to 64"),
        (["--base-url", "guide.example"], "is not an address such as https://"),
        (["paint"], "there is no command `paint`. The commands are build, check"),
        (["figure"], "there is no command `figure`. Did you mean `figures`?"),
        (["new", "poem", "ode"], "invalid choice"),
        (["new", "stretch", "???"], "makes no address"),
        (["new", "stretch", "chin-to-chest"], "exists already"),
        (["--site", "content/guide.yaml"], "Cannot publish"),
    ],
)
def test_wrong_use_is_told_plainly(guide: Path, words: list[str], said: str) -> None:
    """A wrong call ends with status 2 and one clear sentence, without a traceback."""
    done = supple(guide, *words)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_library_is_told_plainly(guide: Path) -> None:
    """Outside its environment the program says how to make it."""
    command = [sys.executable, "-S", str(ROOT / "build.py"), "check"]
    done = subprocess.run(command, cwd=guide, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "README.md's first command installs it" in done.stderr


def test_a_missing_content_folder_is_one_fault(guide: Path) -> None:
    """Started from the wrong folder, it says only that."""
    done = supple(guide, "--content", "nowhere")

    assert done.returncode == 1
    assert done.stdout.count("error[") == 1
    assert "error[missing-folder]" in done.stdout


def test_a_reader_of_a_pipe_may_have_enough(guide: Path) -> None:
    """`build.py check | head -1` ends quietly."""
    spoil(guide)
    command = [sys.executable, str(ROOT / "build.py"), "check"]
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        command, cwd=guide, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(theirs)

    assert "Traceback" not in done.stderr


class _Terminal(io.StringIO):
    """Takes what is written to a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_long_work_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a bar fills up once the work takes long, and goes when it is done."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(build, "PROGRESS_AFTER_SECONDS", -1.0)
    show = build.show_progress("pages")
    show(15, 30)
    half = terminal.getvalue()
    show(30, 30)

    assert f"[{'#' * 15}{' ' * 15}] 15 of 30 pages" in half
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_short_work_and_pipes_show_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that flashes by helps nobody, and a log is no place for one."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    build.show_progress("pages")(1, 30)
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    assert terminal.getvalue() == ""
    assert build.show_progress("pages") is no_progress
