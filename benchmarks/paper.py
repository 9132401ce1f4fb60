"""How long the guide's PDFs take, as whole builds, and a single sheet; and what they weigh.

    .venv/bin/python benchmarks/paper.py [--runs N]

Builds are whole processes, as in whole_builds.py, each beside a start of bare Python.  A sheet is
timed within one process that has made others before.  Nothing is written but to a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from whole_builds import ROOT, Case, GuideCopy, Measure, copy_guide, nothing, print_table, run

sys.path.insert(0, str(ROOT))

from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.paper.engine import Engine
from sitegen.paper.files import Files
from sitegen.render import render_site
from sitegen.render.pdf_files import PdfFile, sheet_pdfs, stretch_pdf


def cases(folder: Path) -> list[Case]:
    """The cases, on a copy of the guide in a folder."""
    guide = GuideCopy(folder)
    command = [sys.executable, "build.py", "build", "--pdf", *guide.where]
    return [
        Case("all PDFs, the very first build", guide.forget_all, command),
        Case("all PDFs, nothing changed", nothing, command),
        Case("all PDFs, one stretch edited (its own and the book are new)", guide.edit, command),
    ]


def time_single_pdfs(runs: int) -> None:
    """Print how long single PDFs take in a process that is warm."""
    guide = load_guide(ROOT / "content").guide
    pages = render_site(guide, Layers.of(ROOT / "templates")).pages
    engine = Engine(Files(pages), guide.settings.address)
    engine.print_pdf(sheet_pdfs("chair-only")[0])
    for name, orders in (
        ("a sheet", sheet_pdfs("morning")),
        ("a stretch", (stretch_pdf("half-step-hip"),)),
    ):
        cpu = [_seconds_of(engine, order) for _ in range(runs) for order in orders]
        print(f"{name}: first {cpu[0]:.2f} s CPU, warm {median(cpu):.2f} s CPU")


def _seconds_of(engine: Engine, order: PdfFile) -> float:
    started = time.process_time()
    engine.print_pdf(order)
    return time.process_time() - started


def weigh(site: Path) -> None:
    """Print how many PDFs there are, and the largest of each kind."""
    pdfs = sorted(site.rglob("*.pdf"))
    total = sum(path.stat().st_size for path in pdfs) / 1000
    print(f"\n{len(pdfs)} PDFs, {total:.0f} kB", end="")
    for kind in ("routines", "stretches", "guide"):
        largest = max((site / kind).rglob("*.pdf"), key=lambda path: path.stat().st_size)
        print(f"; {kind}: at most {largest.stat().st_size / 1000:.0f} kB ({largest.name})", end="")
    print(".")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_guide(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        rows: dict[str, list[tuple[Measure, Measure]]] = {}
        todo = cases(folder)
        for _ in range(runs):
            for case in todo:
                bare = run([sys.executable, "-c", "pass"], environment)
                case.prepare()
                rows.setdefault(case.name, []).append((bare, run(case.command, environment)))
        print_table(rows, runs)
        weigh(folder / "site")
    time_single_pdfs(runs)


if __name__ == "__main__":
    main()
