"""How long a save takes to show in the live preview, and whether the preview grows with them.

    .venv/bin/python benchmarks/preview.py [--saves N] [--content DIR --templates DIR]
    .venv/bin/python benchmarks/preview.py --minutes 60 --pause 3

A stretch of a copy of the guide is edited again and again; the time runs from the write until the
browser is told to reload, as it listens for it.  Then the page is fetched, and must show the edit.
What the preview's process holds is read after the first saves and after the last, on Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from http import HTTPStatus
from itertools import count, takewhile
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING

from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import websocket_connect
from whole_builds import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tornado.websocket import WebSocketClientConnection

PATIENCE_SECONDS = 30.0
FIRST_SAVES = 10


def main() -> None:
    """Measure and print the median."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--minutes", type=float, help="go on for so long, in place of --saves")
    parser.add_argument("--pause", type=float, default=0.2, help="seconds between two saves")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--templates", type=Path, default=ROOT / "templates")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        shutil.copytree(options.content, content)
        pages = sorted((content / "stretches").iterdir())
        page = pages[len(pages) // 2]
        text = page.read_text(encoding="utf-8")

        def edit(added: str) -> None:
            page.write_text(f"{text}\n{added}\n", encoding="utf-8")

        command = [sys.executable, f"{ROOT}/build.py", "serve", "--content", str(content)]
        command += ["--templates", str(options.templates)]
        preview = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        root = re.search(r"http://\S+/", preview.stdout.readline() if preview.stdout else "")
        if not root:
            raise SystemExit("the preview did not start")
        Thread(target=preview.communicate, daemon=True).start()  # or its pipe would fill up
        end = time.monotonic() + 60 * options.minutes if options.minutes else None
        numbers = (
            takewhile(lambda _: time.monotonic() < end, count()) if end else range(options.saves)
        )
        try:
            seconds = asyncio.run(
                seconds_a_save(root[0], page.stem, edit, numbers, options.pause, preview.pid)
            )
            print_times(seconds)
        finally:
            preview.terminate()
            preview.wait()


async def seconds_a_save(
    root: str,
    slug: str,
    edit: Callable[[str], None],
    numbers: Iterable[int],
    pause: float,
    process: int,
) -> list[float]:
    """Edit a page again and again; the seconds until the browser is told of each edit.

    Raises:
        SystemExit: A page was told of that does not show its edit.
        TimeoutError: The browser was never told.
    """
    address = f"{root}stretches/{slug}/"
    await AsyncHTTPClient().fetch(address, request_timeout=PATIENCE_SECONDS)
    browser = await websocket_connect(f"{root.replace('http', 'ws')}livereload")
    # As livereload's script does in a page that opens.
    for said in ({"command": "hello"}, {"command": "info", "url": address}):
        await browser.write_message(said)
    seconds = []
    for number in numbers:
        await asyncio.sleep(pause)  # nobody saves faster, and the preview looks ten times a second
        added = f"Rest on day {number}."
        started = time.perf_counter()
        edit(added)
        while True:
            await asyncio.wait_for(_told_to_reload(browser), PATIENCE_SECONDS)
            taken = time.perf_counter() - started
            shown = await AsyncHTTPClient().fetch(address, raise_error=False)
            if added in shown.body.decode():
                break
            if shown.code == HTTPStatus.OK:
                raise SystemExit(f"{address} does not show the edit")
            # On a busy machine it met the file half written, says so, and looks again.
        seconds.append(taken)
        if len(seconds) == FIRST_SAVES:
            print(f"after {FIRST_SAVES} saves: {held_by(process)}", flush=True)
    print(f"after {len(seconds)} saves: {held_by(process)}")
    return seconds


def held_by(process: int) -> str:
    """How many threads, open files and megabytes a process holds; "" where nothing says so."""
    place = Path(f"/proc/{process}")
    if not place.exists():
        return ""
    memory = re.search(r"VmRSS:\s+(\d+) kB", (place / "status").read_text("utf-8"))
    threads, files = (len(list((place / name).iterdir())) for name in ("task", "fd"))
    return f"{threads} threads, {files} files, {int(memory[1]) // 1024 if memory else 0} MB"


async def _told_to_reload(browser: WebSocketClientConnection) -> None:
    while json.loads(await browser.read_message() or "{}").get("command") != "reload":
        pass


def print_times(seconds: list[float]) -> None:
    """One line: median, least, most."""
    print(
        f"save to preview: median {median(seconds):.2f} s, "
        f"{min(seconds):.2f} to {max(seconds):.2f} s in {len(seconds)} saves"
    )


if __name__ == "__main__":
    main()
