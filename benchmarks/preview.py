"""How long a save takes to show in the live preview of the real guide.

    .venv/bin/python benchmarks/preview.py [--saves N]

A stretch of a copy of the guide is edited again and again; the time runs from the write until
the preview serves the page with the edit.  The browser is told to reload at that moment.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from whole_builds import ROOT, copy_guide

PATIENCE_SECONDS = 30.0


def fetched(address: str) -> str:
    """A page of the preview, or "" while it does not answer."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own preview
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def wait_for(text: str, address: str) -> float:
    """Seconds until a page of the preview shows a text.

    Raises:
        SystemExit: It never does.
    """
    started = time.perf_counter()
    while text not in fetched(address):
        if time.perf_counter() - started > PATIENCE_SECONDS:
            raise SystemExit(f"{address} never showed the edit")
        time.sleep(0.005)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print the median."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    with tempfile.TemporaryDirectory() as name:
        copy_guide(Path(name))
        page = Path(name) / "content" / "stretches" / "chin-to-chest.md"
        command = [sys.executable, "build.py", "serve", "--content", f"{name}/content"]
        preview = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            print_times(seconds_a_save(preview, page, saves))
        finally:
            preview.terminate()
            preview.wait()


def seconds_a_save(preview: subprocess.Popen[str], page: Path, saves: int) -> list[float]:
    """Edit a page again and again; the seconds until each edit is served."""
    lines = iter(preview.stdout or ())
    root = next(found[0] for line in lines if (found := re.search(r"http://\S+/", line)))
    address = f"{root}stretches/chin-to-chest/"
    text = page.read_text(encoding="utf-8")
    wait_for("Chin to chest", address)
    seconds = []
    for number in range(saves):
        page.write_text(f"{text}\nRest on day {number}.\n", encoding="utf-8")
        seconds.append(wait_for(f"Rest on day {number}.", address))
    return seconds


def print_times(seconds: list[float]) -> None:
    """One line: median, least, most."""
    print(
        f"save to preview: median {median(seconds):.2f} s, "
        f"{min(seconds):.2f} to {max(seconds):.2f} s in {len(seconds)} saves"
    )


if __name__ == "__main__":
    main()
