"""Reading without a connection: after one visit the whole guide is on the device."""

from __future__ import annotations

import contextlib
import functools
import gzip
import hashlib
import json
import re
import shutil
import threading
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, QuietHandler, run
from playwright.sync_api import Error, expect
from test_serve import Workshop as Preview
from test_serve import eventually, open_workshop
from test_site import html_files

import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

PREFIX = "any/sub/path/"
STRETCH = "stretches/half-step-hip/"
CACHES = """async () => {
    const names = await caches.keys();
    const opened = await Promise.all(names.map(name => caches.open(name)));
    const kept = await Promise.all(opened.map(cache => cache.keys()));
    return names.map((name, i) => [name, kept[i].length]);
}"""


def listed(site: Path) -> dict[str, str]:
    """What the service worker of a site keeps: address and digest."""
    found = re.search(r"^const FILES=(\{.*?\});$", worker_of(site), re.MULTILINE | re.DOTALL)
    assert found
    files: dict[str, str] = json.loads(found[1])
    return files


def worker_of(site: Path) -> str:
    """The code of a site's service worker."""
    return (site / "sw.js").read_text("utf-8")


def file_at(site: Path, address: str) -> Path:
    """The file that a host sends for an address."""
    path = unquote(address)
    return site / (f"{path}index.html" if path.endswith("/") or not path else path)


class _Host(QuietHandler):
    """A host that sends the site's headers, and fails or stays silent when it is told to."""

    folder: Path
    headers_to_send: tuple[tuple[str, str], ...] = ()
    failing: frozenset[str] = frozenset()
    silent = threading.Event()
    asked: list[str] = []  # noqa: RUF012 - each host is a class of its own

    def do_GET(self) -> None:  # noqa: N802 - the name that the library calls
        """Answer one request."""
        self.asked.append(self.path)
        # It counts whole seconds, and the builds here follow each other faster.
        del self.headers["If-Modified-Since"]
        if self.silent.is_set():
            self.close_connection = True
            threading.Event().wait(6)
            return
        if urlsplit(self.path).path.removeprefix(f"/{PREFIX}") in self.failing:
            self.send_error(500)
            return
        super().do_GET()

    def end_headers(self) -> None:
        """Add what `_headers` says of every address."""
        for name, value in self.headers_to_send:
            self.send_header(name, value)
        super().end_headers()


@dataclass
class Hosted:
    """A site at a sub-path of a host."""

    site: Path
    address: str
    host: type[_Host]


@pytest.fixture
def hosted(site: Path, tmp_path: Path) -> Iterator[Hosted]:
    """The guide, served with its own headers, in a folder that a test may change."""
    folder = tmp_path / "host"
    shutil.copytree(site, folder / PREFIX)
    with hosting(folder) as found:
        yield found


@contextlib.contextmanager
def hosting(folder: Path, prefix: str = PREFIX) -> Iterator[Hosted]:
    """Serve a folder whose sub-path holds a site."""
    site = folder / prefix
    everywhere = (site / "_headers").read_text("utf-8").partition("\n\n")[0].splitlines()[1:]
    sent = [line.strip().partition(": ") for line in everywhere]

    class Host(_Host):
        headers_to_send = tuple((name, value) for name, _, value in sent)
        silent = threading.Event()
        asked: list[str] = []  # noqa: RUF012 - each host is a class of its own

    handler = functools.partial(Host, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Hosted(site, f"http://127.0.0.1:{server.server_port}/{prefix}", Host)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whose browser holds nothing yet."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


def visit(reader: BrowserContext, address: str) -> Page:
    """Open a page, and stay until the guide is kept."""
    page = reader.new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    eventually(lambda: page.evaluate("navigator.serviceWorker.controller?.state") == "activated")
    return page


def is_styled(page: Page) -> bool:
    """Whether the page has its style."""
    return bool(
        page.evaluate("getComputedStyle(document.querySelector('h1')).color !== 'rgb(0, 0, 0)'")
    )


def keeps(page: Page) -> dict[str, int]:
    """The caches that the browser has, and how many files each holds."""
    found: dict[str, int] = dict(page.evaluate(CACHES))
    return found


# One visit is enough


def test_whole_guide_is_there_after_one_visit(reader: BrowserContext, hosted: Hosted) -> None:
    """Home, a stretch never visited, its movement, a routine: all without a connection."""
    page = visit(reader, f"{hosted.address}safety/index.html")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    reader.set_offline(offline=True)

    page.goto(hosted.address)
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{hosted.address}{STRETCH}")
    assert is_styled(page)
    assert page.locator(".guide-pictures svg").first.is_visible()
    page.get_by_role("button", name="Show the movement").click()
    page.get_by_role("button", name="Stop the movement").wait_for()
    page.goto(f"{hosted.address}routines/morning/index.html#main")
    assert is_styled(page)
    assert page.evaluate("""() => [...document.images].every(image => {
        image.loading = 'eager';
        return image.decode().then(() => true);
    })""")
    assert faults == []


def test_pictures_of_lists_are_there(reader: BrowserContext, hosted: Hosted) -> None:
    """Each small picture of the list of all stretches is painted without a connection."""
    page = visit(reader, hosted.address)
    reader.set_offline(offline=True)
    page.goto(f"{hosted.address}stretches/index.html")
    painted = page.evaluate("""() => Promise.all([...document.images].map(image => {
        image.loading = 'eager';
        return image.decode().then(() => image.naturalWidth > 0);
    }))""")

    assert len(painted) > 20
    assert all(painted)


def test_links_are_followed_without_a_connection(reader: BrowserContext, hosted: Hosted) -> None:
    """From the page of the first visit on, by pressing links as ever."""
    page = visit(reader, hosted.address)
    reader.set_offline(offline=True)
    page.get_by_role("link", name="When to get help").first.click()

    expect(page).to_have_url(f"{hosted.address}safety/index.html")
    assert is_styled(page)
    page.go_back()
    assert page.url == hosted.address


@pytest.mark.parametrize("path", ["nowhere", "a/b/nowhere/", "guide.json", "stretches/nowhere/"])
def test_address_that_is_not_kept_leads_to_the_page_that_says_why(
    reader: BrowserContext, hosted: Hosted, path: str
) -> None:
    """It has its style and its links, however deep the address was."""
    page = visit(reader, hosted.address)
    reader.set_offline(offline=True)
    page.goto(hosted.address + path)

    expect(page.locator("h1")).to_have_text("You are offline")
    assert is_styled(page)
    page.get_by_role("link", name="the start page").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url == f"{hosted.address}index.html"


def test_address_without_its_slash_finds_its_page(reader: BrowserContext, hosted: Hosted) -> None:
    """As a host would, the worker leads `/floor` to `/floor/`."""
    page = visit(reader, hosted.address)
    reader.set_offline(offline=True)
    page.goto(f"{hosted.address}floor?from=somewhere")

    assert page.url == f"{hosted.address}floor/"
    assert is_styled(page)


def test_visit_may_begin_on_the_page_of_no_address(
    reader: BrowserContext, site: Path, tmp_path: Path
) -> None:
    """404.html, which a host shows anywhere, keeps the guide as every page does."""
    public = json.loads((site / "guide.json").read_text("utf-8"))["address"]
    prefix = urlsplit(public).path.lstrip("/")
    shutil.copytree(site, tmp_path / prefix)
    with hosting(tmp_path, prefix) as hosted:
        page = visit(reader, f"{hosted.address}404.html")
        reader.set_offline(offline=True)
        page.goto(hosted.address + STRETCH)

        assert is_styled(page)


# The network first


def test_page_comes_from_the_network_where_there_is_one(
    reader: BrowserContext, hosted: Hosted
) -> None:
    """A correction of a page is read at once, before any new build is kept."""
    page = visit(reader, hosted.address)
    file = hosted.site / "floor" / "index.html"
    file.write_text(file.read_text("utf-8").replace("</h1>", " corrected</h1>", 1), "utf-8")
    page.goto(f"{hosted.address}floor/index.html")

    expect(page.locator("h1")).to_contain_text("corrected")


def test_silent_network_is_not_waited_for(reader: BrowserContext, hosted: Hosted) -> None:
    """Where a connection is there in name only, the kept page comes after three seconds."""
    page = visit(reader, hosted.address)
    hosted.host.silent.set()
    page.goto(f"{hosted.address}{STRETCH}", wait_until="domcontentloaded")

    assert is_styled(page)
    hosted.host.silent.clear()


def test_faulty_host_is_covered_up(reader: BrowserContext, hosted: Hosted) -> None:
    """A host that fails for a while shows no page of its own where the guide is kept."""
    page = visit(reader, hosted.address)
    hosted.host.failing = frozenset({"floor/index.html"})
    page.goto(f"{hosted.address}floor/index.html")

    expect(page.locator("h1")).to_contain_text("floor")


# A new build


def corrected(folder: Path, sentence: str) -> Path:
    """The small guide with a sentence more on its floor page."""
    content = folder / "content"
    shutil.copytree(SMALL_GUIDE, content, dirs_exist_ok=True)
    page = content / "pages" / "floor.md"
    page.write_text(f"{page.read_text('utf-8')}\n{sentence}\n", "utf-8")
    return content


def build_small(folder: Path, sentence: str) -> None:
    """Build the small guide into the served folder."""
    content, site = corrected(folder, sentence), folder / "host" / PREFIX
    words = ["--content", str(content), "--templates", str(TEMPLATES), "--site", str(site)]
    shutil.rmtree(site, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)

    assert build.main(["build", *words]) == build.DONE


def has_kept(page: Page, site: Path) -> bool:
    """Whether the browser keeps all of the build that is served."""
    name = re.search(r'BUILD="(\w+)"', worker_of(site))
    assert name
    found = {key.rpartition(" ")[2]: size for key, size in keeps(page).items()}
    return found.get(name[1]) == len(listed(site))


def test_new_build_takes_the_place_of_the_old(reader: BrowserContext, tmp_path: Path) -> None:
    """Seen at the next visit, kept beside the old one, and then there without a connection."""
    build_small(tmp_path, "The first words.")
    with hosting(tmp_path / "host") as hosted:
        page = visit(reader, hosted.address)
        assert has_kept(page, hosted.site)
        build_small(tmp_path, "The second words.")
        hosted.host.asked.clear()
        page.reload()
        eventually(lambda: has_kept(page, hosted.site))
        fetched_again = [
            path for path in hosted.host.asked if path.endswith(listed(hosted.site)[""])
        ]
        reader.set_offline(offline=True)
        page.goto(f"{hosted.address}floor/index.html")

        expect(page.get_by_text("The second words.")).to_be_visible()
        assert fetched_again == []  # the home page did not change


def test_page_that_is_open_meanwhile_goes_on(reader: BrowserContext, hosted: Hosted) -> None:
    """Nothing reloads it, and what it asks for of its own build is still there."""
    page = visit(reader, f"{hosted.address}{STRETCH}index.html")
    page.evaluate("window.isOldPage = true")
    style = page.locator('link[rel="stylesheet"]').first.get_attribute("href")
    renamed = replace_style(hosted.site)
    other = reader.new_page()
    other.goto(hosted.address)
    eventually(lambda: has_kept(other, hosted.site))

    answers = page.evaluate("style => fetch(style).then(answer => answer.status)", style)
    assert page.evaluate("window.isOldPage")
    assert answers == 200
    assert renamed in other.content()
    page.get_by_role("button", name="Show the movement").click()
    page.get_by_role("button", name="Stop the movement").wait_for()


def replace_style(site: Path) -> str:
    """Publish a build with another style; returns the style's new name."""
    old = next((site / "assets").glob("site.*.css"))
    new = old.with_name("site.0123456789.css")
    worker = worker_of(site).replace(old.name, new.name).replace('BUILD="', 'BUILD="0')
    for file in html_files(site):
        text = file.read_text("utf-8").replace(old.name, new.name)
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        worker = re.sub(rf'\n"{re.escape(path)}":"\w+"', f'\n"{path}":"{digest}"', worker)
        file.write_text(text, "utf-8")
    old.rename(new)
    (site / "sw.js").write_text(worker, "utf-8")
    return new.name


def test_older_builds_are_dropped(reader: BrowserContext, tmp_path: Path) -> None:
    """At most two builds are kept: this one, and the one that an open page may be of."""
    build_small(tmp_path, "First.")
    with hosting(tmp_path / "host") as hosted:
        page = visit(reader, hosted.address)
        for sentence in ("Second.", "Third.", "Fourth."):
            build_small(tmp_path, sentence)
            page.reload()
            eventually(lambda: has_kept(page, hosted.site))
            eventually(lambda: len(keeps(page)) <= 2)

        assert len(keeps(page)) == 2


# Others on the same host


def test_worker_leaves_alone_what_is_not_its_guides(reader: BrowserContext, tmp_path: Path) -> None:
    """A second guide, even one inside the first, and other pages: neither kept nor answered for."""
    build_small(tmp_path, "First.")
    outer, root = tmp_path / "host" / PREFIX, tmp_path / "host"
    shutil.copytree(outer, root / "one")
    shutil.copytree(outer, root / "one" / "inner")
    (root / "elsewhere.html").write_text("<title>Elsewhere</title>", "utf-8")
    with hosting(root, PREFIX) as hosted:
        base = hosted.address.removesuffix(PREFIX)
        pages = {name: visit(reader, f"{base}{name}/") for name in ("one", "one/inner")}
        inner = {name: size for name, size in keeps(pages["one"]).items() if "/inner/ " in name}
        for build_name in ("0", "1"):
            worker = worker_of(root / "one")
            worker = re.sub('BUILD="', f'BUILD="{build_name}', worker)
            (root / "one" / "sw.js").write_text(worker, "utf-8")
            pages["one"].reload()
            newest = f"supple {base}one/ {worker.split(chr(34))[1]}"
            eventually(functools.partial(has_begun, pages["one"], newest))
        reader.set_offline(offline=True)
        other = reader.new_page()

        assert len(inner) == 1
        assert inner.items() <= keeps(pages["one"]).items()
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            reader.new_page().goto(f"{base}elsewhere.html")
        other.goto(f"{base}one/inner/floor/")
        controller = other.evaluate("navigator.serviceWorker.controller.scriptURL")
        assert controller == f"{base}one/inner/sw.js"


def has_begun(page: Page, cache: str) -> bool:
    """Whether the worker that keeps that cache is at work, and none is on its way."""
    settled = "navigator.serviceWorker.getRegistration().then(r => !r.installing && !r.waiting)"
    return cache in keeps(page) and bool(page.evaluate(settled))


# Whole or not at all


def test_cache_that_is_not_whole_is_not_used_and_is_finished_later(
    reader: BrowserContext, hosted: Hosted
) -> None:
    """One file fails: no worker. The next visit fetches what is missing, not all again."""
    hosted.host.failing = frozenset({STRETCH})
    page = reader.new_page()
    page.goto(hosted.address)
    eventually(lambda: any(STRETCH in path for path in hosted.host.asked))
    eventually(lambda: page.evaluate("navigator.serviceWorker.getRegistration().then(r => !r)"))
    eventually(lambda: sum(keeps(page).values()) == len(listed(hosted.site)) - 1)
    hosted.host.failing = frozenset()
    hosted.host.asked.clear()
    page.reload()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    assert [path for path in hosted.host.asked if "?" in path] == [
        f"/{PREFIX}{STRETCH}?{listed(hosted.site)[STRETCH]}"
    ]


def test_first_page_does_not_wait_for_the_others(reader: BrowserContext, hosted: Hosted) -> None:
    """Keeping begins when all is there of the page that was asked for."""
    page = reader.new_page()
    held: list[Route] = []
    page.route("**/assets/paper.*", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks it
    page.goto(hosted.address, wait_until="domcontentloaded")

    assert page.evaluate("document.readyState") == "interactive"
    assert "sw.js" not in " ".join(hosted.host.asked)
    for route in held:
        route.continue_()
    eventually(lambda: page.evaluate("true") and f"/{PREFIX}sw.js" in hosted.host.asked)


# Where there is none


def test_page_from_disk_starts_no_worker(browser: Browser, site: Path) -> None:
    """Nor does it complain."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((site / "index.html").as_uri())

    assert faults == []
    assert page.evaluate("navigator.serviceWorker.controller") is None
    page.close()


def test_who_saves_data_is_not_sent_every_page(reader: BrowserContext, hosted: Hosted) -> None:
    """A browser that asks for less gets the page, and no more."""
    page = reader.new_page()
    page.add_init_script("Object.defineProperty(navigator.connection, 'saveData', {value: true})")
    page.goto(hosted.address)
    page.wait_for_load_state("networkidle")

    assert [path for path in hosted.host.asked if "sw.js" in path or "?" in path] == []


def test_browser_that_forbids_workers_shows_the_guide(browser: Browser, hosted: Hosted) -> None:
    """As any website, and without a complaint."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(hosted.address)
    page.wait_for_load_state("networkidle")

    assert faults == []
    assert is_styled(page)
    context.close()


# The preview


@pytest.fixture
def preview(tmp_path: Path, site: Path) -> Iterator[Preview]:
    """A preview of the finished guide."""
    folder = tmp_path / "previewed"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.png", "*.ico"))
    with open_workshop(folder) as opened:
        yield opened


def test_preview_starts_no_worker(reader: BrowserContext, preview: Preview) -> None:
    """What is shown there is what was written last."""
    page = reader.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(f"{preview.address}/floor/")
    page.wait_for_load_state("load")

    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    # The workshop of these tests has no icons made of pixels.
    assert [fault for fault in faults if "404 (Not Found)" not in fault] == []


def test_preview_ends_a_worker_that_was_there_before(
    reader: BrowserContext, preview: Preview
) -> None:
    """The published guide once stood at the same port: its worker goes, and its cache too."""
    reader.route(
        "**/floor/",
        lambda route: route.fulfill(body="<title>Old</title>", content_type="text/html"),
    )
    page = reader.new_page()
    page.goto(f"{preview.address}/floor/")
    page.evaluate("""async () => {
        await (await caches.open(`supple ${location.origin}/ 12ab`)).put('/x', new Response('x'));
        await navigator.serviceWorker.register('/sw.js');
    }""")

    def left() -> int:
        return int(
            page.evaluate("""async () =>
        (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length
    """)
        )

    eventually(lambda: left() == 0)

    assert left() == 0


# What is built


def test_everything_kept_is_a_file_of_the_site(site: Path) -> None:
    """No address in the list is missing, each digest is that of the file."""
    for address, digest in listed(site).items():
        assert hashlib.sha256(file_at(site, address).read_bytes()).hexdigest().startswith(digest)


def test_every_page_and_picture_is_kept_and_nothing_for_machines(site: Path) -> None:
    """All that a page shows, and not the data, the feed, or what needs a connection to be true."""
    kept = {file_at(site, address).relative_to(site).as_posix() for address in listed(site)}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    kinds = {path.rpartition(".")[2] for path in kept}
    assert kinds == {"html", "css", "ico", "js", "png", "svg", "webmanifest"}
    assert {path for path in files - kept if not path.startswith(".")} == {
        *("404.html", "_headers", "feed.xml", "guide.json", "guide.schema.json", "robots.txt"),
        *("card.png", "sitemap.xml", "styleguide/index.html", "sw.js"),
    }


def test_whole_guide_weighs_less_than_a_photo(site: Path) -> None:
    """A phone on slow data keeps the guide for less than two megabytes."""
    files = [file_at(site, address) for address in listed(site)]

    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) < 2_000_000


def test_same_content_gives_the_same_worker_and_other_content_another(tmp_path: Path) -> None:
    """A browser fetches anew only what has changed."""
    workers = []
    for name, sentence in (("a", "Same."), ("b", "Same."), ("c", "Other.")):
        pages, _ = run(corrected(tmp_path / name, sentence))
        workers.append(next(page.content.decode() for page in pages if page.path == "sw.js"))
    differing = set(workers[2].splitlines()) - set(workers[0].splitlines())

    assert workers[0] == workers[1]
    changed = {line.split('"')[1] for line in differing if line[0] == '"'}
    # The way to the floor is on the back of sheets too, which scripts put there, and in the book.
    assert {address for address in changed if not address.startswith("assets/")} == {
        *("floor/", "guide/", "my-routine/", "routines/morning/"),
    }
    assert all(
        re.match(r"assets/(routine|my-routine)\.", asset) for asset in changed if "." in asset
    )
    assert [line for line in differing if line.startswith("const BUILD")]


def test_worker_can_be_read_and_edited_in_the_templates(site: Path) -> None:
    """What is published is that file, below two lines of data."""
    assert worker_of(site).endswith((ROOT / "templates" / "sw.js").read_text("utf-8"))


def test_guide_can_be_installed(site: Path) -> None:
    """The manifest has all that a phone asks for, with addresses that hold under any sub-path."""
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    css = next((site / "assets").glob("site.*.css")).read_text("utf-8")

    assert manifest["name"]
    assert manifest["short_name"]
    assert manifest["display"] == "standalone"
    assert (manifest["start_url"], manifest["scope"]) == ("./index.html", "./")
    assert f"--guide-page:var(--guide-light,{manifest['background_color']})" in css
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all((site / icon["src"]).is_file() for icon in manifest["icons"])


def test_browser_would_install_it(reader: BrowserContext, hosted: Hosted) -> None:
    """Chromium itself finds nothing amiss."""
    page = visit(reader, hosted.address)
    session = reader.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    # A reader of a test is always in private.
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
