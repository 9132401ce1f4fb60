"""How time and memory grow with a guide, from 100 stretches to 100,000, as a table and a picture.

    .venv/bin/python benchmarks/scale.py [--most N] [--picture FILE]
    .venv/bin/python benchmarks/scale.py --lay-out FOLDER --pages N    # a guide to build yourself

The stretches are those of this guide again and again, each under a name of its own and without
its pictures, with the templates of peers/.  All checks are on.  Only Linux tells the memory of all
processes together.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from math import ceil, floor, log10
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import frontmatter
import yaml
from peers import contestant
from whole_builds import ROOT, machine_and_day

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
PICTURE = Path(__file__).with_name("scale.svg")
_LOOK_SECONDS = 0.05


class Measured(NamedTuple):
    """One build.

    Attributes:
        pages: How many stretches the guide had.
        case: Whether all was new, nothing, or one page.
        wall: Seconds.
        largest: Memory of the largest process, in MB.
        together: Memory of all processes at once, in MB; what they share counts once.
    """

    pages: int
    case: str
    wall: float
    largest: float
    together: float


def main() -> None:
    """Measure, print a table, draw a picture; or lay out one guide."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=SIZES[-1], help="stop at so many stretches")
    parser.add_argument("--picture", type=Path, default=PICTURE, metavar="FILE")
    parser.add_argument("--lay-out", type=Path, metavar="FOLDER")
    parser.add_argument("--pages", type=int, default=1_000)
    options = parser.parse_args()
    if options.lay_out:
        lay_out(options.lay_out, options.pages)
        return
    rows: list[Measured] = []
    for pages in (size for size in SIZES if size <= options.most):
        with tempfile.TemporaryDirectory() as name:
            rows += measure(Path(name), pages)
    print_table(rows)
    options.picture.write_text(picture(rows), "utf-8")


def lay_out(folder: Path, pages: int) -> None:
    """Write a guide of so many stretches, with templates."""
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name)
        write_corpus(corpus, pages)
        folder.mkdir(parents=True, exist_ok=True)
        contestant.prepare(corpus, folder, corpus)


def write_corpus(corpus: Path, pages: int) -> None:
    """Write stretches in the form that `peers/` takes."""
    (corpus / "stretches").mkdir()
    (corpus / "static").mkdir()
    (corpus / "static" / "style.css").write_text("body { margin: 1rem }\n", "utf-8")
    settings = _yaml_of(ROOT / "content" / "guide.yaml")
    areas = [
        {"slug": path.stem, "name": frontmatter.load(str(path))["title"]}
        for path in sorted((ROOT / "content" / "areas").glob("*.md"))
    ]
    site = {
        "title": settings["name"],
        "base_url": settings["address"],
        "disclaimer": settings["safety"]["notice"][0],
        "areas": areas,
    }
    (corpus / "site.json").write_text(yaml.safe_dump(site), "utf-8")
    models = [
        frontmatter.load(str(path))
        for path in sorted((ROOT / "content" / "stretches").glob("*.md"))
    ]
    chance = random.Random(pages)  # noqa: S311 - the same guide each time
    for number in range(pages):
        model = models[number % len(models)]
        fields: dict[str, Any] = model.metadata
        slug = f"stretch-{number:06}"
        other = f"It goes well with [another](../stretch-{chance.randrange(pages):06}/)."
        front = {
            "title": f"{fields['title']} {number}",
            "slug": slug,
            "summary": fields["summary"],
            "areas": fields["areas"],
            "position": fields["positions"][0],
            "hold_seconds": 20,
            "reps": 3,
            "sides": "one" if fields["sides"] == "each" else "both",
            "muscles": fields["muscles"],
            "cautions": fields.get("ask_first", []),
            "sources": fields["sources"],
        }
        stretch = frontmatter.Post(f"{model.content}\n\n{other}\n", **front)
        (corpus / "stretches" / f"{slug}.md").write_text(frontmatter.dumps(stretch), "utf-8")


def _yaml_of(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def measure(folder: Path, pages: int) -> list[Measured]:
    """Build a guide of so many stretches: all new, nothing changed, one page edited."""
    lay_out(folder, pages)
    stretch = folder / "content" / "stretches" / f"stretch-{pages // 2:06}.md"
    rows = []
    for case in ("cold", "same", "edit"):
        if case == "edit":
            stretch.write_text(f"{stretch.read_text('utf-8')}\nRest for a moment.\n", "utf-8")
        rows.append(Measured(pages, case, *run(contestant.build(folder, folder), folder)))
        print(rows[-1], file=sys.stderr)
    shutil.rmtree(folder / "site")
    return rows


def run(command: list[str | Path], folder: Path) -> tuple[float, float, float]:
    """Run a build; returns its seconds, and the memory of the largest process and of all.

    Raises:
        SystemExit: It failed; a failure has no time worth telling.
    """
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    looks: list[tuple[float, float]] = [(0, 0)]
    watching = Thread(target=_watch, args=(process, looks))
    watching.start()
    failed = process.wait()
    wall = time.perf_counter() - started
    watching.join()
    if failed:
        raise SystemExit(f"a build failed with {failed}")
    return wall, max(largest for largest, _ in looks), max(together for _, together in looks)


def _watch(process: subprocess.Popen[bytes], looks: list[tuple[float, float]]) -> None:
    """Note the memory of the largest process and of all, while one runs."""
    while process.returncode is None:
        sizes = [_memory_of(pid) for pid in _family(process.pid)]
        looks.append((max((rss for rss, _ in sizes), default=0), sum(pss for _, pss in sizes)))
        time.sleep(_LOOK_SECONDS)


def _family(pid: int) -> list[int]:
    """A process and all below it, as far as they still run."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(c) for t in threads for c in (t / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(member for child in children for member in _family(child))]


def _memory_of(pid: int) -> tuple[float, float]:
    """What a process holds, and its share of that where others hold it too, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0.0, 0.0
    values = {line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines}
    return values["Rss"], values["Pss"]


def print_table(rows: list[Measured]) -> None:
    """Print one row a size."""
    print("| stretches | cold | nothing changed | one page edited | largest process | together |")
    print("|---|---|---|---|---|---|")
    for pages in dict.fromkeys(row.pages for row in rows):
        cold, same, edit = (row for row in rows if row.pages == pages)
        print(
            f"| {pages:,} | {cold.wall:.1f} s, {cold.wall / pages * 1000:.1f} ms a page"
            f" | {same.wall:.2f} s | {edit.wall:.1f} s"
            f" | {cold.largest:.0f} MB | {cold.together:.0f} MB |"
        )
    print(f"\n{machine_and_day()}")


# The picture

_LEFT, _TOP, _WIDTH, _HEIGHT = 70, 50, 330, 240
_LINE_HEIGHT = 15
_LINES: tuple[tuple[str, str, str, Callable[[Measured], float]], ...] = (
    ("Milliseconds a page", "cold", "#0b5d66", lambda row: row.wall * 1000),
    ("Milliseconds a page", "edit", "#b3541e", lambda row: row.wall * 1000),
    ("Milliseconds a page", "same", "#6b6b6b", lambda row: row.wall * 1000),
    ("Kilobytes a page", "largest", "#0b5d66", lambda row: row.largest * 1000),
    ("Kilobytes a page", "together", "#b3541e", lambda row: row.together * 1000),
)
"""Title of the panel, name of the line, its colour, its value; memory is that of a cold build."""


def picture(rows: list[Measured]) -> str:
    """Two panels with logarithmic scales: time and memory a page, over the number of pages."""
    panels = []
    for place, title in enumerate(dict.fromkeys(line[0] for line in _LINES)):
        lines = []
        for _, name, colour, value in (line for line in _LINES if line[0] == title):
            case = name if name in {"cold", "edit", "same"} else "cold"
            points = [(row.pages, value(row) / row.pages) for row in rows if row.case == case]
            lines.append((name, colour, points))
        panels.append(_panel(title, lines, _LEFT + place * (_WIDTH + 110)))
    width, height = 2 * _WIDTH + _LEFT + 170, _HEIGHT + _TOP + 60
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' font-family="sans-serif" font-size="13"><title>Time and memory a page, from'
        f" {rows[0].pages:,} to {rows[-1].pages:,} stretches</title>"
        f'<path fill="#fff" d="M0 0h{width}v{height}H0z"/>{"".join(panels)}</svg>\n'
    )


def _panel(title: str, lines: list[tuple[str, str, list[tuple[int, float]]]], left: int) -> str:
    values = [value for _, _, points in lines for _, value in points]
    sizes = [pages for pages, _ in lines[0][2]]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    first, last = log10(sizes[0]), log10(sizes[-1])

    def x(pages: float) -> float:
        return left + _WIDTH * (log10(pages) - first) / (last - first)

    def y(value: float) -> float:
        return _TOP + _HEIGHT * (high - log10(value)) / (high - low)

    parts = [f'<text x="{left}" y="{_TOP - 22}" font-weight="700" font-size="15">{title}</text>']
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<path stroke="#ccc" d="M{left} {at:.0f}h{_WIDTH}"/>')
        label = f'x="{left - 8}" y="{at + 4:.0f}" text-anchor="end"'
        parts.append(f"<text {label}>{10**power:g}</text>")
    for power in range(ceil(first), floor(last) + 1):
        at = x(10**power)
        parts.append(f'<path stroke="#ccc" d="M{at:.0f} {_TOP}v{_HEIGHT}"/>')
        label = f'x="{at:.0f}" y="{_TOP + _HEIGHT + 20}" text-anchor="middle"'
        parts.append(f"<text {label}>{10**power:,}</text>")
    foot = f'x="{left + _WIDTH / 2:.0f}" y="{_TOP + _HEIGHT + 42}" text-anchor="middle"'
    parts.append(f"<text {foot}>stretches</text>")
    above = float("-inf")
    for name, colour, points in sorted(lines, key=lambda line: y(line[2][-1][1])):
        path = "L".join(f"{x(pages):.1f} {y(value):.1f}" for pages, value in points)
        parts.append(f'<path fill="none" stroke="{colour}" stroke-width="2.5" d="M{path}"/>')
        parts += (
            f'<circle cx="{x(pages):.1f}" cy="{y(value):.1f}" r="3.5" fill="{colour}"/>'
            for pages, value in points
        )
        pages, value = points[-1]
        above = max(y(value) + 4, above + _LINE_HEIGHT)  # no name may cover another
        parts.append(f'<text x="{x(pages) + 8:.0f}" y="{above:.0f}" fill="{colour}">{name}</text>')
    return "".join(parts)


if __name__ == "__main__":
    main()
