"""How light and how quick the pages are, as a phone on a slow line meets them.

    .venv/bin/python benchmarks/pages.py [--site DIR] [--lighthouse FILE] [--nu FILE]

Without options it weighs: HTML and what a screen needs of the style, compressed, for every page.
With the command of Lighthouse (npm's package `lighthouse`) it gives its four marks, the largest
contentful paint and the layout shift of the pages that most people meet.  With the jar of the Nu
HTML checker (npm's package `vnu-jar`) it counts errors in every page.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGES = ("", "stretches/", "stretches/half-step-hip/", "routines/morning/", "my-routine/")
MARKS = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


class _Host(http.server.SimpleHTTPRequestHandler):
    """What any host does: compress text, and keep a connection for the next request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each kept connection would wait for its own small packets

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def weight(site: Path, page: Path) -> int:
    """Bytes of a page and the styles that its screen needs, compressed one by one."""
    html = page.read_text(encoding="utf-8")
    styles = [(page.parent / link).resolve() for link in _STYLE.findall(html)]
    parts = [page, *(style for style in styles if style.is_relative_to(site.resolve()))]
    return sum(len(gzip.compress(part.read_bytes(), 9, mtime=0)) for part in parts)


def lighthouse(command: str, address: str) -> dict[str, Any]:
    """What Lighthouse finds, with its own slow phone and slow line."""
    browser = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [command, address, "--quiet", "--output=json", f"--output-path={report}"]
        subprocess.run(
            [*words, f"--chrome-flags={FLAGS}"],
            env={**os.environ, "CHROME_PATH": browser},
            check=True,
            capture_output=True,
        )
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--lighthouse", metavar="FILE")
    parser.add_argument("--nu", metavar="FILE")
    options = parser.parse_args()
    pages = sorted(options.site.rglob("*.html"))
    weights = {
        page.relative_to(options.site).as_posix(): weight(options.site, page) for page in pages
    }
    print("The heaviest pages, HTML and style, compressed:")
    for name, size in sorted(weights.items(), key=lambda item: -item[1])[:6]:
        print(f"  {size:7,} bytes  {name}")
    if options.nu:
        words = ["java", "-jar", options.nu, "--errors-only", "--format", "json"]
        done = subprocess.run([*words, *map(str, pages)], check=False, capture_output=True)
        errors = [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"]
        print(f"\nNu HTML checker: {len(errors)} errors in {len(pages)} pages.")
        for error in errors[:10]:
            print(f"  {error['url']}:{error.get('lastLine')}: {error['message']}")
    if options.lighthouse:
        handler = functools.partial(_Host, directory=str(options.site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"\n| page | {' | '.join(MARKS)} | LCP | CLS |\n|{'---|' * 7}")
            for page in PAGES:
                found = lighthouse(
                    options.lighthouse, f"http://127.0.0.1:{server.server_port}/{page}"
                )
                marks = [f"{found['categories'][mark]['score'] * 100:.0f}" for mark in MARKS]
                audits = found["audits"]
                paint = audits["largest-contentful-paint"]["displayValue"]
                shift = audits["cumulative-layout-shift"]["displayValue"]
                print(f"| /{page} | {' | '.join(marks)} | {paint} | {shift} |")
            server.shutdown()
    print(f"\n{time.strftime('%Y-%m-%d')}")


if __name__ == "__main__":
    main()
