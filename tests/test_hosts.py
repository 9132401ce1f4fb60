"""The sample configurations of docs/hosts/, in the real nginx and Caddy."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import brotli
import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, installed
from test_policy_browser import told_by, use_every_feature
from test_serve import eventually

import build
from sitegen.render.machine_files import CACHING, HEADERS
from sitegen.serve.handlers import _CONTENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HOSTS = ROOT / "docs" / "hosts"
PREFIXES = ("/", "/stretches/")
FOLDER_OF_SAMPLES = "/var/www/guide"
LASTING = dict(CACHING)["/assets/*"]
NGINX_MAIN = """
pid {home}/nginx.pid;
error_log {home}/error.log;
{user}
include /etc/nginx/modules-enabled/*.conf;
events {{}}
http {{
    access_log off;
    client_body_temp_path {home}/temp;
    proxy_temp_path {home}/temp;
    fastcgi_temp_path {home}/temp;
    uwsgi_temp_path {home}/temp;
    scgi_temp_path {home}/temp;
    include {home}/guide.conf;
}}
"""


@dataclass
class Answer:
    """What came back for one request; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass
class Host:
    """A real web server that serves a guide below a prefix."""

    port: int
    prefix: str

    @property
    def address(self) -> str:
        """Where the guide begins."""
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send one request, its path exactly as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Accept-Encoding": "identity", **named})
        got = connection.getresponse()
        answer = Answer(
            got.status,
            {name.lower(): value for name, value in got.getheaders()},
            got.read(),
        )
        connection.close()
        return answer

    def page(self, path: str, **headers: str) -> Answer:
        """Ask for a file of the guide."""
        return self.ask(self.prefix + path, **headers)


def sample(name: str, changes: dict[str, str]) -> str:
    """A sample as a publisher changes it: each place is there once, or as often as it is marked."""
    text = (HOSTS / name).read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def nginx(site: Path, home: Path, port: int, prefix: str) -> list[str]:
    """The command that runs nginx with its sample."""
    program = installed("nginx")
    # A folder of the tests is the user's own, and root's workers would be someone else's.
    user = "user root;" if os.geteuid() == 0 else ""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        FOLDER_OF_SAMPLES: str(site),
        "location / {": f"location {prefix} {{",
        "=404 /404.html;": f"=404 {prefix}404.html;",
    }
    (home / "guide.conf").write_text(sample("nginx.conf", changes), "utf-8")
    (home / "main.conf").write_text(NGINX_MAIN.format(home=home, user=user), "utf-8")
    return [program, "-e", "stderr", "-c", str(home / "main.conf"), "-g", "daemon off;"]


def caddy(site: Path, home: Path, port: int, prefix: str) -> list[str]:
    """The command that runs Caddy with its sample."""
    program = installed("caddy")
    changes = {
        "guide.example {": f"http://127.0.0.1:{port} {{",
        FOLDER_OF_SAMPLES: str(site),
        "handle_path /* {": f"handle_path {prefix}* {{",
    }
    text = "{\n\tadmin off\n}\n" + sample("Caddyfile", changes)
    (home / "Caddyfile").write_text(text, "utf-8")
    return [program, "run", "--adapter", "caddyfile", "--config", str(home / "Caddyfile")]


SERVERS = {"nginx": nginx, "caddy": caddy}


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def hosting(server: str, site: Path, home: Path, prefix: str) -> Iterator[Host]:
    """Run a web server on this machine alone, as long as a test takes."""
    port = free_port()
    command = SERVERS[server](site, home, port, prefix)
    surroundings = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home)}
    with (home / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env=surroundings)
    try:
        eventually(lambda: running.poll() is not None or answers(port))
        assert running.poll() is None, (home / "log").read_text("utf-8")
        yield Host(port, prefix)
    finally:
        running.terminate()
        running.wait(30)


def answers(port: int) -> bool:
    """Whether someone listens at a port."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def compressed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide compressed, a file of each kind, and what is nobody's business."""
    folder = tmp_path_factory.mktemp("compressed")
    content = folder / "content"
    shutil.copytree(SMALL_GUIDE, content)
    settings = content / "guide.yaml"
    security = 'security: {contact: "mailto:a@guide.example", expires: 9999-12-31}\n'
    settings.write_text(settings.read_text("utf-8") + security, "utf-8")
    site = folder / "site"
    words = ["--content", str(content), "--templates", str(TEMPLATES), "--site", str(site)]
    assert build.main(["build", "--precompress", *words]) == build.DONE
    (site / "assets" / "own.woff2").write_bytes(b"wOF2")
    (site / "sheet.pdf").write_bytes(b"%PDF-1.7")
    (site / ".env").write_text("secret", "utf-8")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("secret", "utf-8")
    (folder / "outside.txt").write_text("secret", "utf-8")
    return site


@pytest.fixture(scope="module", params=[(s, p) for s in SERVERS for p in PREFIXES], ids=str)
def host(
    request: pytest.FixtureRequest,
    compressed_site: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Host]:
    """Each server at the root of a host, and under a sub-path."""
    server, prefix = request.param
    with hosting(server, compressed_site, tmp_path_factory.mktemp(server), prefix) as running:
        yield running


def has_every_header(answer: Answer) -> bool:
    """Whether it says what `_headers` says."""
    return all(answer.headers.get(name.lower()) == value for name, value in HEADERS)


def type_of(answer: Answer) -> str:
    """The type of what was sent; XML has two that mean the same."""
    kind = answer.headers["content-type"].partition(";")[0]
    return "application/xml" if kind == "text/xml" else kind


def files_of(site: Path) -> list[str]:
    """The first file of each kind, in the site and in its assets."""
    files = sorted(path for path in site.rglob("*.*") if path.is_file())
    plain = [path for path in files if path.suffix not in {".gz", ".br"}]
    shown = [path for path in plain if not path.relative_to(site).as_posix().startswith(".")]
    kinds = {(path.suffix, path.parent.name == "assets"): path for path in reversed(shown)}
    return [path.relative_to(site).as_posix() for path in kinds.values()]


def test_each_kind_of_file_comes_with_its_type_and_every_header(
    host: Host, compressed_site: Path
) -> None:
    """What `_headers` says, once each; assets last, all else is asked for again."""
    paths = files_of(compressed_site)
    assert {Path(path).suffix for path in paths} >= {*_CONTENT_TYPES} - {".jpg", ".webp"}
    for path in paths:
        answer = host.page(path)
        caching = LASTING if path.startswith("assets/") else "no-cache"

        assert answer.status == 200
        assert answer.content == (compressed_site / path).read_bytes()
        assert type_of(answer) == _CONTENT_TYPES[Path(path).suffix].partition(";")[0]
        assert {name: answer.headers.get(name.lower()) for name, _ in HEADERS} == dict(HEADERS), (
            path
        )
        assert answer.headers["cache-control"] == caching, path


def test_page_is_found_by_its_folder(host: Host) -> None:
    """With its slash at once, without it by way of a redirect to the same place."""
    page = host.page("floor/")
    led = host.page("floor")

    assert page.content == host.page("floor/index.html").content
    assert led.status in {301, 308}
    assert urlsplit(led.headers["location"]).path == f"{host.prefix}floor/"
    assert urlsplit(led.headers["location"]).netloc in {"", f"127.0.0.1:{host.port}"}


@pytest.mark.parametrize(
    "path",
    [
        *("nowhere", "nowhere/", "a/b/c.html", "assets/site.0000000000.css", "figures/", "assets/"),
        *(".env", ".git/config", ".supple.json", ".well-known/", ".well-known/.env", "assets/.x"),
        *("floor/index.html/", "floor/%2e%2e/.env", ".%65nv", "%2eenv"),
    ],
)
def test_what_is_not_for_readers_is_the_page_of_no_address(
    host: Host, compressed_site: Path, path: str
) -> None:
    """Missing, hidden, or a folder without a page: 404, with all headers, and never kept."""
    answer = host.page(path)

    assert answer.status == 404
    assert answer.content == (compressed_site / "404.html").read_bytes()
    assert has_every_header(answer)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        *("../outside.txt", "..%2foutside.txt", "%2e%2e/outside.txt", "..%5coutside.txt"),
        *("assets/../../outside.txt", "assets/..%2f..%2foutside.txt", "assets../outside.txt"),
        *(
            "..;/outside.txt",
            "....//outside.txt",
            "%252e%252e/outside.txt",
            "../outside.txt%00.html",
        ),
    ],
)
def test_nothing_outside_the_website_is_sent(host: Host, path: str) -> None:
    """However the way out is spelled; the slash before an alias included."""
    for start in {host.prefix, host.prefix.rstrip("/")}:
        answer = host.ask(f"{start}{path}" if start else f"/{path}")

        assert answer.status in {301, 308, 400, 404} | ({500} if "%00" in path else set())
        assert b"secret" not in answer.content


def test_security_txt_is_sent_where_it_is_looked_for(host: Host) -> None:
    """At the root of a host; under a sub-path the host's own is wanted there."""
    answer = host.ask("/.well-known/security.txt")

    assert answer.status == (200 if host.prefix == "/" else 404)
    assert (b"Contact: " in answer.content) == (host.prefix == "/")


def test_what_a_browser_has_is_not_sent_again(host: Host) -> None:
    """Asked whether a page is still the same, a host says 304 and sends nothing."""
    for form in ("identity", "gzip", "br"):
        first = host.page("index.html", Accept_Encoding=form)
        again = host.page("index.html", Accept_Encoding=form, If_None_Match=first.headers["etag"])

        assert again.status == 304
        assert again.content == b""
        assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "form", "read"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("deflate", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_file_is_sent_in_the_best_form_that_a_browser_reads(
    host: Host, compressed_site: Path, accepted: str, form: str | None, read: type[bytes]
) -> None:
    """The very file that was compressed at build time, its type that of the file it stands for."""
    suffix = {"br": ".br", "gzip": ".gz", None: ""}[form]
    script = next((compressed_site / "assets").glob("site.*.js")).name
    for path in ("index.html", f"assets/{script}", "guide.json", "sitemap.xml"):
        answer = host.page(path, Accept_Encoding=accepted)
        own = compressed_site / path
        if not own.with_name(own.name + ".br").exists():
            assert own.stat().st_size < 1024
            continue

        assert answer.headers.get("content-encoding") == form
        assert answer.content == own.with_name(own.name + suffix).read_bytes()
        assert read(answer.content) == own.read_bytes()
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert type_of(answer) == _CONTENT_TYPES[own.suffix].partition(";")[0]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(host: Host, compressed_site: Path, method: str) -> None:
    """A website of files is read, and nothing else."""
    before = (compressed_site / "index.html").read_bytes()
    answer = host.ask(f"{host.prefix}index.html", method)

    assert answer.status in {400, 404, 405}
    assert (compressed_site / "index.html").read_bytes() == before


@pytest.mark.parametrize("server", SERVERS)
def test_browser_uses_every_feature_there(
    browser: Browser, site: Path, tmp_path: Path, server: str
) -> None:
    """With all headers at once nothing is breached, nothing complains, nobody else is asked."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    told = told_by(context)
    with hosting(server, site, tmp_path, "/supple/") as host:
        page = context.new_page()
        use_every_feature(page, host.address)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{host.address}nowhere")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(0, 0, 0)"
        )
        context.close()

    assert told.breaches == []
    # A browser says of each page that is not there that it is not there.
    assert [words for words in told.complaints if "404 (Not Found)" not in words] == []
    assert [url for url in told.asked if not url.startswith(host.address)] == []


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_samples_say_what_the_guide_says(name: str) -> None:
    """Each header of `_headers`, with its value, and no other; a new one is missed here first."""
    text = (HOSTS / name).read_text("utf-8")
    if name == "nginx.conf":
        said = re.findall(r'^ *add_header (\S+) "(.*)" always;$', text, re.MULTILINE)
    else:
        said = re.findall(r'^\t\t([A-Z][\w-]+) "(.*)"$', text, re.MULTILINE)

    assert tuple(said) == HEADERS
    assert LASTING in text


def test_nginx_takes_its_sample_without_a_warning(tmp_path: Path) -> None:
    """Nor does it say so where it only warns."""
    command = nginx(tmp_path, tmp_path, free_port(), "/")[:-2]
    done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "[" in line] == []


def test_caddy_takes_its_sample_without_a_warning(tmp_path: Path) -> None:
    """And finds it written as it would write it."""
    command = [installed("caddy"), "fmt", str(HOSTS / "Caddyfile")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout == (HOSTS / "Caddyfile").read_text("utf-8")
    command = caddy(tmp_path, tmp_path, free_port(), "/")
    checked = subprocess.run(
        [command[0], "validate", *command[2:]], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0
    assert '"level":"warn"' not in checked.stderr
