"""How long the guide takes to build and to check, as whole processes.

    .venv/bin/python benchmarks/whole_builds.py [--runs N]

Every case is a whole process, run in turn with a start of bare Python.  The ratio is the median
of the paired ratios of CPU time: it can be compared between machines, seconds cannot.  Nothing
is written but to a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Measure:
    """One run of a process.

    Attributes:
        wall: Seconds until it ended.
        cpu: Seconds of work, of it and its children.
        peak: Its largest memory, in MB.
    """

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured: a name, what to do before each run, and the command."""

    name: str
    prepare: Callable[[], None]
    command: list[str]


def run(command: list[str], environment: dict[str, str]) -> Measure:
    """Run a process from the project's folder.

    Raises:
        SystemExit: It failed; a failure has no time worth telling.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1e6)


class GuideCopy:
    """A copy of the guide in a folder, to build, to forget the builds of, and to edit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._page = folder / "content" / "stretches" / "chin-to-chest.md"
        self._generation = 0
        self.where = ["--content", str(folder / "content"), "--site", str(folder / "site")]

    def forget(self, *names: str) -> None:
        """Move what was made away; deleting it just before would slow the build that follows."""
        self._generation += 1
        for name in names:
            if (self._folder / name).exists():
                (self._folder / name).rename(self._folder / f"old-{self._generation}{name}")

    def forget_site(self) -> None:
        """Forget the website, and keep what other builds remember."""
        self.forget("site", ".supple")

    def forget_all(self) -> None:
        """Forget everything, as on a new machine."""
        self.forget("site", ".supple", "cache")

    def edit(self) -> None:
        """Write a new sentence into one page."""
        self._generation += 1
        text = self._page.read_text(encoding="utf-8").rstrip("\n")
        sentence = f"Rest for a moment, then go on with day {self._generation}."
        self._page.write_text(f"{text}\n\n{sentence}\n", "utf-8")


def nothing() -> None:
    """Leave all as it is."""


def cases(folder: Path) -> list[Case]:
    """The cases, each on a copy of the guide in a folder."""
    guide = GuideCopy(folder)
    build = [sys.executable, "build.py", "build", *guide.where]
    check = [sys.executable, "build.py", "check", *guide.where[:2]]
    return [
        Case("the very first build", guide.forget_all, build),
        Case("clean build, templates compiled before", guide.forget_site, build),
        Case("build, nothing changed", nothing, build),
        Case("build, one page edited", guide.edit, build),
        Case("check", nothing, check),
    ]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_guide(folder)
        rows: dict[str, list[tuple[Measure, Measure]]] = {c.name: [] for c in cases(folder)}
        todo = cases(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        # With it, Python would compile the whole program anew at each start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        run(todo[0].command, environment)
        for _ in range(runs):
            for case in todo:
                bare = run([sys.executable, "-c", "pass"], environment)
                case.prepare()
                rows[case.name].append((bare, run(case.command, environment)))
    print_table(rows, runs)


def copy_guide(folder: Path) -> None:
    """Copy the guide's content into a folder."""
    for path in sorted((ROOT / "content").rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def print_table(rows: dict[str, list[tuple[Measure, Measure]]], runs: int) -> None:
    """Print one row a case."""
    bare = median(pair[0].cpu for pairs in rows.values() for pair in pairs)
    print("| case | CPU, times bare Python | CPU s | wall s | peak MB |")
    print("|---|---|---|---|---|")
    for name, pairs in rows.items():
        ratio = median(case.cpu / base.cpu for base, case in pairs)
        cpu, wall, peak = (
            median(getattr(case, field) for _, case in pairs) for field in ("cpu", "wall", "peak")
        )
        print(f"| {name} | {ratio:.0f} | {cpu:.2f} | {wall:.2f} | {peak:.0f} |")
    print(f"\nMedians of {runs} runs; bare Python {bare:.3f} s CPU.")
    print(machine_and_day())


def machine_and_day() -> str:
    """What every table of figures says of where and when it was made."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"CPython {platform.python_version()}, {machine}, {time.strftime('%Y-%m-%d')}."


if __name__ == "__main__":
    main()
