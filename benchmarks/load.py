"""How many readers a small host can serve, with files compressed ahead of time and without.

    .venv/bin/python benchmarks/load.py [--seconds N] [--runs N]

nginx with the sample of docs/hosts/ serves the guide on this machine alone, and wrk asks it as fast
as it can over 32 lines that stay open.  All ways of sending are measured in turn.  The ratio says
how many requests nginx answers with the same CPU time, the median of paired ratios: it can be
compared between machines.  Requests a second cannot, for wrk shares the cores with nginx.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from whole_builds import ROOT, machine_and_day

LINES = 32
STRETCH = "/stretches/ear-to-shoulder/"
MAIN = """
pid {home}/nginx.pid;
{user}
worker_processes auto;
include /etc/nginx/modules-enabled/*.conf;
events {{}}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {home}/temp;
    proxy_temp_path {home}/temp;
    fastcgi_temp_path {home}/temp;
    uwsgi_temp_path {home}/temp;
    scgi_temp_path {home}/temp;
    include {home}/guide.conf;
}}
"""
# Asks for each address in turn, and prints what came of it as JSON: microseconds and bytes.
ASK = """
local paths, at = {%s}, 0
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests": %%d, "duration": %%d, "bytes": %%d, "p50": %%d, "p99": %%d, "errors": %%d}\\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50),
    latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


class Way(NamedTuple):
    """A way of sending files.

    Attributes:
        name: What the table calls it.
        accepted: What the client can read.
        without: What is taken out of the sample.
    """

    name: str
    accepted: str
    without: tuple[str, ...]


STATIC = ("brotli_static on;", "gzip_static on;")
WAYS = (
    Way("as they are", "identity", (*STATIC, "gzip on;")),
    Way("gzip while one waits", "gzip", STATIC),
    Way("gzip ahead of time", "gzip", ()),
    Way("Brotli ahead of time", "br", ()),
)


class Measure(NamedTuple):
    """What one run came to.

    Attributes:
        rate: Requests a second.
        work: Microseconds of CPU time that nginx took for a request.
        size: Bytes a request, headers included.
        p50: Milliseconds in which half of them were answered.
        p99: The same, of 99 in 100.
        errors: Answers that did not come, or were no success.
    """

    rate: float
    work: float
    size: float
    p50: float
    p99: float
    errors: float


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name)]:
        raise SystemExit(f"This needs {' and '.join(missing)}; apt-get install gives both.")
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        command = [sys.executable, "build.py", "build", "--precompress", "--site", str(site)]
        subprocess.run(command, cwd=ROOT, check=True)
        rows = measure(site, options.seconds, options.runs)
    print_table(rows)
    print(f"\nMedians of {options.runs} runs of {options.seconds} s each over {LINES} lines.")
    print(machine_and_day())


def asked_for(site: Path) -> dict[str, list[str]]:
    """The addresses of each row."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    assets = sorted(path.relative_to(site).as_posix() for path in site.glob("assets/*.*s"))
    pictures = sorted(path.relative_to(site).as_posix() for path in site.glob("figures/*.svg"))
    mixed = [f"/{path.removesuffix('index.html')}" for path in (*pages, *assets, *pictures)]
    return {"home": ["/"], "a stretch": [STRETCH], f"{len(mixed)} addresses": mixed}


def measure(site: Path, seconds: int, runs: int) -> dict[tuple[str, str], list[Measure]]:
    """Every way of sending in turn, for every list of addresses; again and again."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for _ in range(runs):
        for what, paths in asked_for(site).items():
            for way in WAYS:
                with tempfile.TemporaryDirectory() as home:
                    measured = ask(site, Path(home), paths, way, seconds)
                found.setdefault((what, way.name), []).append(measured)
    return found


def ask(site: Path, home: Path, paths: list[str], way: Way, seconds: int) -> Measure:
    """Start nginx, ask as fast as one can, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(nginx(site, home, port, way))
    try:
        wait_for(port, server)
        told = wrk(f"http://127.0.0.1:{port}", home, paths, way, seconds)
    finally:
        server.terminate()
        _, server.returncode, usage = os.wait4(server.pid, 0)
    requests = max(told["requests"], 1)
    return Measure(
        rate=told["requests"] / told["duration"] * 1e6,
        work=(usage.ru_utime + usage.ru_stime) / requests * 1e6,
        size=told["bytes"] / requests,
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        errors=told["errors"],
    )


def nginx(site: Path, home: Path, port: int, way: Way) -> list[str]:
    """The command that runs nginx."""
    text = (ROOT / "docs" / "hosts" / "nginx.conf").read_text("utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/var/www/guide/", f"{site}/")
    for line in way.without:
        text = text.replace(line, "")
    (home / "guide.conf").write_text(text, "utf-8")
    # A temporary folder is the user's own, and root's workers would be someone else's.
    user = "user root;" if os.geteuid() == 0 else ""
    (home / "main.conf").write_text(MAIN.format(home=home, user=user), "utf-8")
    return ["nginx", "-e", "stderr", "-c", str(home / "main.conf"), "-g", "daemon off;"]


def wrk(address: str, home: Path, paths: list[str], way: Way, seconds: int) -> dict[str, int]:
    """Run wrk; returns what its script prints."""
    script = home / "ask.lua"
    script.write_text(ASK % ", ".join(map(json.dumps, paths)), "utf-8")
    command = ["wrk", "-t1", f"-c{LINES}", f"-d{seconds}s", "-s", str(script)]
    command += ["-H", f"Accept-Encoding: {way.accepted}", address]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: dict[str, int] = json.loads(printed.splitlines()[-1])
    return told


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until someone listens.

    Raises:
        SystemExit: The server ended.
    """
    while True:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise SystemExit("nginx did not start")
        time.sleep(0.01)


def print_table(rows: dict[tuple[str, str], list[Measure]]) -> None:
    """Print one row a way of sending."""
    print(
        "| asked for | sent | requests for the same CPU | CPU µs each | requests a second "
        "| kB each | p50 ms | p99 ms | errors |\n|---|---|---|---|---|---|---|---|---|"
    )
    for (what, way), runs in rows.items():
        plain = rows[what, WAYS[0].name]
        ratio = median(base.work / run.work for base, run in zip(plain, runs, strict=True))
        middle = Measure(*(median(values) for values in zip(*runs, strict=True)))
        errors = sum(run.errors for run in runs)
        print(
            f"| {what} | {way} | {ratio:.2f} | {middle.work:.0f} | {middle.rate:,.0f} "
            f"| {middle.size / 1000:.1f} | {middle.p50:.1f} | {middle.p99:.1f} | {errors:.0f} |"
        )


if __name__ == "__main__":
    main()
