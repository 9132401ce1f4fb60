"""How long the studio takes from a moved slider to the new picture, in Chromium.

    .venv/bin/python benchmarks/studio.py [--moves N] [--stretch SLUG] [--chromium PROGRAM]

Each move is one event of the slider that bends the hip; the time runs until the frame with the
new picture is painted.  What drawing the same figure takes by itself is measured beside it, for
the ratio of the two can be compared between machines.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from whole_builds import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# No sandbox for the root user of a container.
_ARGUMENTS = ("--no-sandbox", "--disable-gpu")
_MOVE = """
async ([name, moves]) => {
  const parts = [...document.querySelectorAll("details")];
  const part = parts.find((one) => one.querySelector(".part__name").textContent === name);
  const slider = part.querySelector("input[type=range]");
  part.open = true;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  for (let move = 0; move < moves; move += 1) {
    const picture = document.querySelector("#picture");
    const changed = new Promise((resolve) => {
      new MutationObserver((_, observer) => { observer.disconnect(); resolve(); })
        .observe(picture, { childList: true });
    });
    const start = performance.now();
    slider.value = String(5 + (move % 20));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await changed;
    await frame(); // it is painted behind this
    times.push(performance.now() - start);
    await frame();
  }
  return times;
}
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moves", type=int, default=100)
    parser.add_argument("--stretch", default="calf-wall")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    options = parser.parse_args()
    command = [sys.executable, f"{ROOT}/build.py", "serve"]
    preview = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        root = re.search(r"http://\S+/", preview.stdout.readline() if preview.stdout else "")
        if not root:
            raise SystemExit("the preview did not start")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=[*_ARGUMENTS]
            )
            page = browser.new_page()
            page.goto(f"{root[0]}_studio/?stretch={options.stretch}")
            page.wait_for_selector("#picture svg")
            times = moved(page, options.moves)
            browser.close()
    finally:
        preview.terminate()
        preview.wait()
    drawing = drawing_ms(options.stretch, options.moves)
    middle, slowest = median(times), quantiles(times, n=20)[-1]
    print(f"slider to picture: median {middle:.0f} ms, 95 % {slowest:.0f} ms in {len(times)} moves")
    print(f"drawing alone: {drawing:.1f} ms, ratio {middle / drawing:.1f}")


def moved(page: Page, moves: int) -> list[float]:
    """Move the slider; the milliseconds until each new picture, the first few left out."""
    warm = 5
    times: list[float] = page.evaluate(_MOVE, ["Hip", moves + warm])
    return times[warm:]


def drawing_ms(stretch: str, moves: int) -> float:
    """The median milliseconds that the two pictures take by themselves."""
    sys.path.insert(0, str(ROOT))
    from msgspec.structs import replace

    from sitegen.figure.picture import draw
    from sitegen.layers import Layers
    from sitegen.load.figure_text import read_figure_text
    from sitegen.model.figures import BallAngles
    from sitegen.serve import Studio

    opened = Studio(Layers.of(ROOT / "content"), Layers.of(ROOT / "templates")).opened(stretch)
    figure = read_figure_text(opened.text).figure if opened else None
    if figure is None:
        raise SystemExit(f"there is no figure of {stretch}")
    times = []
    for move in range(moves):
        hip = BallAngles(flexion=5 + move % 20 + move / 1000)
        changed = replace(figure, end=replace(figure.end, hip_right=hip))
        started = time.perf_counter()
        draw(changed)
        times.append((time.perf_counter() - started) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
