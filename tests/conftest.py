"""What several test modules share: the guides, built once, and a browser."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import http.server
import json
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

import build
from sitegen.checks import check_guide, check_pages
from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.render import render_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from sitegen.model import Page

# No law is about time: these machines are shared, and a slow moment is no fault.
settings.register_profile("supple", deadline=None)
settings.load_profile("supple")

ROOT = Path(__file__).parent.parent
SMALL_GUIDE = ROOT / "tests" / "guide"
TEMPLATES = ROOT / "templates"
LAYERS = Layers.of(TEMPLATES)
# No sandbox for the root user of a container, and no request to anyone from the browser itself.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TODAY = dt.date(2026, 6, 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which writes golden files anew, and `--long`; read what the first changed."""
    parser.addoption("--update", action="store_true", help="write golden files anew")
    parser.addoption("--long", action="store_true", help="try everything where CI tries a sample")
    text = "of what takes hours, try one of so many parts: 3/12"
    parser.addoption("--part", default="1/1", metavar="N/M", help=text)


def pytest_configure() -> None:
    """Hear Ctrl-C, to which a shell lets what runs in its background be deaf: tests inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked as long, without `--long`."""
    if not config.getoption("--long"):
        left_out = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own, so that nothing kept by another run can help them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built as its README says, into a folder of its own."""
    folder = tmp_path_factory.mktemp("built") / "site"
    content, templates = ROOT / "content", ROOT / "templates"
    words = ["--content", str(content), "--templates", str(templates), "--site", str(folder)]

    assert build.main(["build", *words]) == build.DONE
    return folder


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, served under the sub-path of its public address, as 404.html expects."""
    guide = json.loads((site / "guide.json").read_text("utf-8"))
    prefix = urlsplit(guide["address"]).path.strip("/")
    home = tmp_path_factory.mktemp("host")
    (home / prefix).symlink_to(site)
    with served(home) as address:
        yield f"{address}{prefix}/"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line in the terminal for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; yields its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(params=["sub-path", "disk"])
def home(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    """The site as a host serves it, and as it is opened from disk."""
    return address if request.param == "sub-path" else f"{site.as_uri()}/"


def installed(*names: str) -> str:
    """Where a browser is; on a machine without it the test is skipped, in CI it fails."""
    for name in names:
        if found := shutil.which(name):
            return found
    words = f"there is no {names[0]} on this machine; `apt-get install {names[0]}` gives one"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, of which there is one in each module that asks for it.

    It ends with its module: as long as it is there, an event loop runs that other tests of
    asynchronous code would meet.
    """
    chromium = installed("chromium", "chromium-browser")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_ARGUMENTS])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether to try everything, where a sample is enough for each day."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def part(request: pytest.FixtureRequest) -> slice:
    """Which of all to try, where that takes hours."""
    number, count = map(int, request.config.getoption("--part").split("/"))
    return slice(number - 1, None, count)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update"))


def tracked_files() -> list[Path]:
    """Every file that git keeps; where the folder is no repository, the test is skipped."""
    words = ["git", "-C", str(ROOT), "ls-files", "-z"]
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("there is no git repository here")
    names = subprocess.run(words, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def run(
    content: Path, templates: Path = TEMPLATES, edition: Path | None = None
) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    """Take content through the whole pipeline, on a day that never changes."""
    loaded = load_guide(content, edition=edition)
    above = [edition / "templates"] if edition else []
    rendered = render_site(loaded.guide, Layers.of(templates, *above))
    found = [
        *loaded.diagnostics,
        *check_guide(loaded.guide, today=TODAY),
        *rendered.diagnostics,
        *check_pages(loaded.guide, rendered.pages),
    ]
    return rendered.pages, sorted_diagnostics(found)
