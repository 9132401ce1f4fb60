"""A build of a stranger's pages ends: what is too much is named; only who runs it lifts limits."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, run

from sitegen import limits
from sitegen.render import markdown
from sitegen.time_limit import TooLongError, time_limit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CATASTROPHE = re.compile(r"(a+)+$")


def search_without_end() -> None:
    """Look for what would be found in some thousand years."""
    CATASTROPHE.match("a" * 60 + "!")


def count_without_end() -> None:
    """Count."""
    while True:
        pass


@pytest.mark.parametrize("work", [search_without_end, count_without_end])
def test_what_would_not_end_is_stopped(work: Callable[[], None]) -> None:
    """In Python's own loop, and inside one call of its regular expressions."""
    with pytest.raises(TooLongError), time_limit(0.2):
        work()


def test_time_spent_waiting_does_not_count() -> None:
    """A busy machine is no fault of a page."""
    began = time.monotonic()
    with time_limit(0.2):
        time.sleep(0.5)

    assert time.monotonic() - began >= 0.5


def test_outside_the_main_thread_nothing_is_limited() -> None:
    """Only there can Python be stopped; no build runs elsewhere, but a test may."""
    done = []

    def work() -> None:
        with time_limit(0.2):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]


def test_a_converter_that_was_stopped_converts_the_next_page_right() -> None:
    """It is in the middle of a list when it is stopped, and must not go on there."""
    text = "A paragraph."
    before = markdown.converted(text, frozenset())
    with pytest.raises(RecursionError):
        markdown.converted("1. " * 9_000, frozenset())

    assert markdown.converted(text, frozenset()) == before


def test_a_page_that_is_stopped_while_it_is_converted_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the page that is named, the others are converted, and next time it is tried again."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    about = tmp_path / "content" / "pages" / "about.md"
    about.write_text(about.read_text("utf-8") + "\nStop here.\n", "utf-8")
    real = markdown.converted

    def converted(text: str, signs: frozenset[str]) -> str:
        if "Stop here" in text:
            count_without_end()
        return real(text, signs)

    with monkeypatch.context() as patch:
        patch.setattr(markdown, "converted", converted)
        patch.setattr(limits, "FILE_SECONDS", 1.0)
        _, found = run(tmp_path / "content")

    assert [(fault.code.name, fault.source.path) for fault in found] == [
        ("too-slow", about.as_posix())
    ]
    assert run(tmp_path / "content")[1] == []


def checked(folder: Path, lifted: str) -> subprocess.CompletedProcess[str]:
    """What a check of the guide in a folder says where the limits are lifted."""
    words = ["check", "--content", str(folder / "content"), "--templates", str(TEMPLATES)]
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *words],
        env={"SUPPLE_LIMITS": lifted, "XDG_CACHE_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_whoever_runs_the_build_can_lift_the_limits(tmp_path: Path) -> None:
    """And what was remembered under the one limit does not count under the other."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    about = tmp_path / "content" / "pages" / "about.md"
    about.write_text(about.read_text("utf-8") + "\nShort words.\n" * 1_100, "utf-8")
    told = [checked(tmp_path, lifted) for lifted in ("1", "2", "1")]

    assert [done.returncode for done in told] == [1, 0, 1]
    assert "2,000 are the most" in told[0].stdout
    assert told[2].stdout.split(" s.")[0][:200] == told[0].stdout.split(" s.")[0][:200]


@pytest.mark.parametrize("lifted", ["0", "101", "two", "1.5", "-1", "", "²", "9" * 5_000])
def test_a_limit_that_is_none_is_told_plainly(lifted: str, tmp_path: Path) -> None:
    """It is neither taken for another nor for no limit at all."""
    done = checked(tmp_path, lifted)

    assert done.returncode == 2
    assert done.stderr == "build.py: SUPPLE_LIMITS must be a whole number from 1 to 100.\n"
