"""Whatever is handed to a build: a clear error or the right page, soon, and in little memory.

Every input of `bad_inputs.py` is given to the small guide.  CI tries some; all of them, each a
build of its own with the time and the memory that it took:

    .venv/bin/python -m pytest tests/test_bad_inputs.py --long -s
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from bad_inputs import BAD_INPUTS, BUILT, BadInput, emptied
from conftest import ROOT, SMALL_GUIDE, TEMPLATES

import build

SECONDS_AT_MOST = 10.0
MEGABYTES_AT_MOST = 300.0
# What hangs is ended; what is merely slow on a busy machine is not, and its own time is counted.
PATIENCE_SECONDS = 300
# In CI so many builds are measured, and one in so many inputs is tried in this process.
MEASURED, ONE_IN = 8, 4
# Started from a small process: Linux counts the memory of whoever starts a program as its own.
MEASURE = """
import json, os, sys
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
used = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
os.write(3, json.dumps(used).encode())
"""


class Ran(NamedTuple):
    """What came of one build: its exit status, what it wrote, seconds of computing, megabytes."""

    status: int
    output: str
    seconds: float = 0.0
    megabytes: float = 0.0


def laid_out(bad: BadInput, folder: Path) -> None:
    """The small guide with one bad input."""
    shutil.copytree(SMALL_GUIDE, folder / "content")
    if bad.needs == "templates":
        shutil.copytree(TEMPLATES, folder / "templates")
    bad.spoil(folder)


def command(bad: BadInput) -> list[str]:
    """The words of its command line."""
    own_templates = bad.needs == "templates" or "--templates" in bad.words
    takes_templates = bad.words[:1] != ("new",) and not own_templates
    return [*bad.words, *(["--templates", str(TEMPLATES)] if takes_templates else [])]


def run_apart(bad: BadInput, folder: Path) -> Ran:
    """Build in a process of its own, and measure that."""
    ours, theirs = os.pipe()
    words = [sys.executable, str(ROOT / "build.py"), *command(bad)]
    process = subprocess.Popen(
        [sys.executable, "-ISc", f"import os; os.dup2({theirs}, 3)\n{MEASURE}", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=[theirs],
        start_new_session=True,
    )
    os.close(theirs)
    try:
        output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        pytest.fail(f"{bad.name}: no end after {PATIENCE_SECONDS} s")
    with os.fdopen(ours) as told:
        status, seconds, kilobytes = json.load(told)
    return Ran(status, output.decode(errors="replace"), seconds, kilobytes * 1024 / 1e6)


def fault(bad: BadInput, ran: Ran) -> str:
    """What is wrong with what came of a bad input, or ""."""
    if "Traceback" in ran.output:
        return "a traceback"
    if ran.status != bad.status:
        return f"status {ran.status}, not {bad.status}"
    if bad.said not in ran.output:
        return f"nothing is said of {bad.said}"
    if ran.seconds > SECONDS_AT_MOST:
        return f"{ran.seconds:.1f} s"
    if ran.megabytes > MEGABYTES_AT_MOST:
        return f"{ran.megabytes:.0f} MB"
    return ""


def can_be_made(bad: BadInput) -> bool:
    """Whether this system lets the bad input be made."""
    return bad.needs != "root" or os.geteuid() == 0


def test_the_list_is_long_and_names_each_once() -> None:
    """At least 150 of them, so that a fault of one is found by its name."""
    names = [bad.name for bad in BAD_INPUTS]

    assert len(set(names)) == len(names) >= 150


def test_a_bad_input_is_refused_or_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """No exception, the status and the words that its writer was promised."""
    monkeypatch.chdir(tmp_path)
    faults = []
    here = [bad for bad in BAD_INPUTS if not bad.needs and "serve" not in bad.words]
    for bad in here[::ONE_IN]:
        folder = tmp_path / "guide"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.chdir(folder)
        laid_out(bad, folder)
        try:
            status = build.main(command(bad))
        except SystemExit as end:  # as argparse ends
            status = int(str(end.code))
        out, err = capfd.readouterr()
        faults += [
            f"{bad.name}: {wrong}" for wrong in [fault(bad, Ran(status, out + err))] if wrong
        ]

    assert faults == []


def test_a_bad_input_takes_little_time_and_memory(tmp_path: Path, *, long: bool) -> None:
    """Each is a build of its own: under 10 s of computing, under 300 MB."""
    tried = [bad for bad in BAD_INPUTS if can_be_made(bad)]
    tried = tried if long else tried[:: len(tried) // MEASURED]
    faults, results = [], []
    started = time.perf_counter()
    for number, bad in enumerate(tried):
        folder = tmp_path / str(number)
        folder.mkdir()
        laid_out(bad, folder)
        ran = run_apart(bad, folder)
        results.append((ran, bad.name))
        faults += [
            f"{bad.name}: {wrong}\n{ran.output[-600:]}" for wrong in [fault(bad, ran)] if wrong
        ]
        shutil.rmtree(folder)
    slow, slowest = max((ran.seconds, name) for ran, name in results)
    large, largest = max((ran.megabytes, name) for ran, name in results)
    tracebacks = sum("Traceback" in ran.output for ran, _ in results)
    print(  # noqa: T201 - the figure that was promised
        f"\n{len(tried)} bad inputs: {tracebacks} tracebacks, slowest {slow:.1f} s ({slowest}), "
        f"largest {large:.0f} MB ({largest}); all in {time.perf_counter() - started:.0f} s"
    )

    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize(
    "place",
    [
        ".supple",
        ".supple/site",
        ".supple/site/last-build",
        ".supple/site/lock",
        ".supple/site/staging",
        ".supple/site/previous",
        "site",
        "site/.supple.json",
        "site/index.html",
        "site/assets",
    ],
)
def test_no_build_writes_through_a_link_that_a_pull_request_planted(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands where a build keeps its own files, nothing outside is changed or added."""
    monkeypatch.chdir(made(tmp_path / "guide"))
    is_file = place.rpartition("/")[2] in {"last-build", "lock", ".supple.json", "index.html"}
    outside = tmp_path / "outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "file").write_text("of somebody else", "utf-8")
    words = ["--templates", str(TEMPLATES)]
    if place.startswith("site/"):
        build.main(words)
    emptied(Path(place))
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).symlink_to(outside / ("file" if is_file else "folder"))
    build.main(words)

    assert [path.relative_to(outside).as_posix() for path in sorted(outside.rglob("*"))] == [
        "file",
        "folder",
    ]
    assert (outside / "file").read_text("utf-8") == "of somebody else"


def test_the_small_guide_itself_is_built(tmp_path: Path) -> None:
    """What is wrong with the others is not wrong with all."""
    ran = run_apart(BadInput("none", lambda _: None, "pages in", BUILT), made(tmp_path))

    assert ran.status == BUILT


def made(folder: Path) -> Path:
    """A folder with the small guide in it."""
    shutil.copytree(SMALL_GUIDE, folder / "content")
    return folder
