"""How long a figure takes to draw, and how much it weighs.

    .venv/bin/python benchmarks/figures.py [--runs N]

Every stage is measured over all figures of the guide, and compared with a loop of plain Python
that is timed in the same run: the ratio can be compared between machines, milliseconds cannot.
"""

from __future__ import annotations

import argparse
import gzip
import platform
import sys
import time
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from sitegen.figure import svg  # noqa: E402 - from this project
from sitegen.figure.faults import faults_of  # noqa: E402 - from this project
from sitegen.figure.movement import movement_of  # noqa: E402 - from this project
from sitegen.figure.picture import draw, scene_of  # noqa: E402 - from this project
from sitegen.load import load_guide  # noqa: E402 - the same

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import BodyName, Figure

BODY: BodyName = "woman"


def plain_python() -> None:
    """A hundred thousand additions, which say how fast this machine is just now."""
    total = 0
    for number in range(100_000):
        total += number


def pose(figure: Figure) -> None:
    """Bodies into their places, nothing remembered."""
    scene_of.cache_clear()
    scene_of(figure, BODY)


def paint(figure: Figure) -> None:
    """Shapes in their order."""
    draw(figure, BODY)


def write(figure: Figure) -> str:
    """All pictures of a figure as SVG."""
    drawing = draw(figure, BODY)
    return "".join(svg(drawing, i, f"p-{i}", "p") for i in range(len(drawing.pictures)))


def move(figure: Figure) -> None:
    """The way from its start to its end."""
    movement_of(figure, BODY)


def look_through(figure: Figure) -> None:
    """Every fault of it."""
    faults_of(figure, BODY)


def best(do: Callable[[], object], runs: int) -> float:
    """The shortest of several times, in milliseconds: what is longer was disturbed."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        do()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    guide = load_guide(ROOT / "content").guide
    figures = [stretch.figure for stretch in guide.stretches.values() if stretch.figure]
    unit = best(plain_python, runs)
    stages = [("pose", pose), ("paint, posed before", paint), ("paint and write SVG", write)]
    print("| stage, a figure with all its pictures | ms | times plain Python |")
    print("|---|---|---|")
    for name, stage in [
        *stages,
        ("movement, posed before", move),
        ("look for faults, posed before", look_through),
    ]:
        taken = mean(best(lambda f=figure, s=stage: s(f), runs) for figure in figures)  # type: ignore[misc] # bound at once
        if stage is not pose:
            for figure in figures:
                scene_of(figure, BODY)
        print(f"| {name} | {taken:.2f} | {taken / unit:.2f} |")
    texts = [write(figure) for figure in figures]
    sizes = [len(text) / 1000 for text in texts]
    packed = [len(gzip.compress(text.encode(), mtime=0)) / 1000 for text in texts]
    print(f"\n{len(figures)} figures: {mean(sizes):.1f} kB, at most {max(sizes):.1f};", end=" ")
    print(f"compressed {mean(packed):.1f} kB, at most {max(packed):.1f}.")
    print(f"Plain Python: {unit:.2f} ms for 100,000 additions.")
    print(f"CPython {platform.python_version()}, {platform.system()}, {time.strftime('%Y-%m-%d')}.")


if __name__ == "__main__":
    main()
