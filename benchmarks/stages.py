"""Where the time of a build goes, stage by stage, in a process of its own for each run.

    .venv/bin/python benchmarks/stages.py [--runs N] [--content DIR --templates DIR] [--jobs N]
    .venv/bin/python benchmarks/stages.py --profile    # the functions that take longest

First with nothing remembered, then with all that the run before remembered.  The caches are in a
temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def time_stages(content: Path, templates: Path, site: Path, jobs: int | None) -> dict[str, float]:
    """Run each stage once, in this process; returns seconds by stage."""
    laps: dict[str, float] = {}
    last = time.perf_counter()

    def lap(stage: str) -> None:
        nonlocal last
        laps[stage], last = time.perf_counter() - last, time.perf_counter()

    import datetime as dt

    from build import published_in
    from sitegen.checks import check_guide, check_pages
    from sitegen.drawings import draw_ahead
    from sitegen.layers import Layers
    from sitegen.load import load_guide
    from sitegen.publish import publish_pages
    from sitegen.render import render_site

    lap("imports")
    guide = load_guide(content, jobs=jobs).guide
    lap("load")
    draw_ahead(guide, jobs)
    lap("draw")
    list(check_guide(guide, today=dt.datetime.now(tz=dt.UTC).date()))
    lap("check the guide")

    rendered = render_site(guide, Layers.of(templates), jobs=jobs, earlier=published_in(site))
    lap("render")
    list(check_pages(guide, rendered.pages))
    lap("check the pages")
    publish_pages(rendered.pages, site)
    lap("publish")
    return laps


def in_a_process(words: list[str], cache: Path) -> dict[str, float]:
    """The same in a new process."""
    command = [sys.executable, __file__, "--once", *words]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    laps: dict[str, float] = json.loads(done.stdout)
    return laps


def print_profile(content: Path, templates: Path, site: Path) -> None:
    """Print the ten functions that take longest in one process, nothing remembered."""
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(time_stages, content, templates, site, 1)
    pstats.Stats(profile).sort_stats("tottime").print_stats(10)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--templates", type=Path, default=ROOT / "templates")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--once", type=Path, metavar="SITE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        once = time_stages(options.content, options.templates, options.once, options.jobs)
        print(json.dumps(once))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.profile:
            os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
            print_profile(options.content, options.templates, folder / "site")
            return
        words = ["--content", str(options.content), "--templates", str(options.templates)]
        words += ["--jobs", str(options.jobs)] if options.jobs else []
        runs = []
        for run in range(options.runs):
            site, cache = str(folder / f"site-{run}"), folder / f"cache-{run}"
            runs.append([in_a_process([site, *words], cache) for _ in range(2)])
    print(f"{'stage':<16} {'first':>8} {'remembered':>11}")
    for stage in runs[0][0]:
        first, remembered = (median(run[which][stage] for run in runs) for which in (0, 1))
        print(f"{stage:<16} {first * 1000:>5.0f} ms {remembered * 1000:>8.0f} ms")
    totals = [median(sum(run[which].values()) for run in runs) for which in (0, 1)]
    print(f"{'all':<16} {totals[0] * 1000:>5.0f} ms {totals[1] * 1000:>8.0f} ms")


if __name__ == "__main__":
    main()
