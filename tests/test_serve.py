"""What the live preview promises, over real HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

import pytest
from tornado.websocket import websocket_connect

from sitegen.codes import Code
from sitegen.diagnostics import Diagnostic, SourceFile, Span
from sitegen.model import Page
from sitegen.serve import Built
from sitegen.serve.server import serve_until
from sitegen.serve.watcher import saves, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60
POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'none'"


def page(body: str, *, style: str = "/assets/site.aaaaaa.css") -> str:
    """A page as the guide's templates would make it: policy, stylesheet, body."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="stylesheet" href="{style}"><title>Guide</title></head>'
        f"<body>{body}</body></html>"
    )


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until something is true; fail when it does not become so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


@dataclass
class Answer:
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Workshop:
    """A folder whose files are the pages, and a preview of it.

    A line `error: …` or `warning: …` in a file is a fault of that severity; `crash` makes the
    build itself raise.

    Attributes:
        builds: How many builds have read the folder.
        may_finish: While it is cleared, a build that has read the folder goes no further.
        at_once: While it is held no build reads, so that all that is saved meanwhile is one save.
        late_may_follow: While it is cleared, what takes long is not built.
    """

    folder: Path
    announced: list[str] = field(default_factory=list)
    builds: int = 0
    may_finish: Event = field(default_factory=Event)
    at_once: AbstractContextManager[Any] = field(default_factory=Lock)
    late_may_follow: Event = field(default_factory=Event)

    def write(self, path: str, text: str) -> None:
        """Save a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    def build(self) -> Iterator[Built]:
        """Read the folder; a file `late.html` follows in a second build."""
        with self.at_once:
            sources = list(self._sources())
        self.builds += 1
        assert self.may_finish.wait(PATIENCE_SECONDS)
        if any("crash" in source.lines for source in sources):
            raise RuntimeError("a <bug> of ours")
        diagnostics = tuple(found for source in sources for found in _faults(source))
        pages = {source.path: Page(source.path, source.text.encode()) for source in sources}
        failed = any(diagnostic.is_error for diagnostic in diagnostics)
        if late := pages.pop("late.html", None):
            yield Built({} if failed else dict(pages), diagnostics)
            assert self.late_may_follow.wait(PATIENCE_SECONDS)
            pages["late.html"] = late
        yield Built({} if failed else pages, diagnostics)

    def _sources(self) -> Iterator[SourceFile]:
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            name = path.relative_to(self.folder).as_posix()
            yield SourceFile(name, path.read_text(encoding="utf-8"))

    @property
    def address(self) -> str:
        """Where the preview is, without a slash at the end."""
        found = re.search(r"http://127\.0\.0\.1:\d+", "\n".join(self.announced))
        return found[0] if found else ""

    @property
    def port(self) -> int:
        """Where the preview listens."""
        return int(self.address.rpartition(":")[2])

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send one request, not following redirects; `Host` and the like are replaced."""
        response, text = self._exchange(path, method, headers)
        return Answer(response.status, dict(response.getheaders()), text)

    def _exchange(
        self, path: str, method: str, headers: dict[str, str]
    ) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return response, "" if response.status == 101 else response.read().decode()
        finally:
            connection.close()

    def open_line(self, origin: str, **headers: str) -> int:
        """Ask for livereload's WebSocket as a page of `origin` would."""
        handshake = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version": "13",
            "Origin": origin,
            **headers,
        }
        return self.ask("/livereload", **handshake).status


def _faults(source: SourceFile) -> Iterator[Diagnostic]:
    for number, line in enumerate(source.lines, start=1):
        severity, colon, message = line.partition(": ")
        if colon and severity in {"error", "warning"}:
            code = Code(f"some-{severity}", severity == "error", "meaning", "action")
            yield Diagnostic(code, message, source, Span(number, 1, len(severity)), "Mend it.")


@contextmanager
def open_workshop(folder: Path, port: int = 0, **more: Any) -> Iterator[Workshop]:
    """Run a preview of a folder, on any free port; its first build is done.

    What else `serve_until` takes is handed on to it.
    """
    workshop = Workshop(folder)
    workshop.may_finish.set()
    workshop.late_may_follow.set()
    stop = Event()
    preview = Thread(
        target=serve_until,
        args=(stop, workshop.build, [folder]),
        kwargs={"port": port, "announce": workshop.announced.append, **more},
    )
    preview.start()
    try:
        eventually(lambda: len(workshop.announced) >= 2)
        yield workshop
    finally:
        workshop.may_finish.set()
        workshop.late_may_follow.set()
        stop.set()
        preview.join(PATIENCE_SECONDS)
    assert not preview.is_alive()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """A preview of a small guide."""
    guide = Workshop(tmp_path / "guide")
    guide.write("index.html", page("Home"))
    guide.write("stretches/ear/index.html", page("Ear to shoulder"))
    guide.write("404.html", page("No such stretch"))
    guide.write("assets/site.aaaaaa.css", "p { color: red }")
    with open_workshop(guide.folder) as opened:
        yield opened


# Addresses


def test_a_directory_address_shows_its_index_page(workshop: Workshop) -> None:
    """`/stretches/ear/` is `stretches/ear/index.html`, as on every host."""
    assert workshop.ask("/").text.count("Home") == 1
    assert "Ear to shoulder" in workshop.ask("/stretches/ear/").text


def test_a_directory_address_without_its_slash_redirects(workshop: Workshop) -> None:
    """Relative links on the page would lead astray without it; the query is kept."""
    answer = workshop.ask("/stretches/ear?a=b")

    assert (answer.status, answer.headers["Location"]) == (302, "/stretches/ear/?a=b")


def test_an_unknown_address_shows_the_guides_own_404_page(workshop: Workshop) -> None:
    """With the status that says so."""
    answer = workshop.ask("/stretches/nose/")

    assert answer.status == 404
    assert "No such stretch" in answer.text


def test_a_guide_without_404_page_gets_one_that_waits_for_the_page(workshop: Workshop) -> None:
    """It reloads too, so a page about to be written appears there; its address is escaped."""
    (workshop.folder / "404.html").unlink()
    eventually(lambda: "No such stretch" not in workshop.ask("/x/").text)
    answer = workshop.ask("/<nose>/")

    assert answer.status == 404
    assert "/&lt;nose&gt;/" in answer.text
    assert "/livereload.js?" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/assets/../../x"],
)
def test_nothing_outside_the_guide_can_be_reached(workshop: Workshop, path: str) -> None:
    """Addresses are looked up among the pages; no path is ever opened."""
    (workshop.folder.parent / "secret.txt").write_text("secret", encoding="utf-8")

    assert workshop.ask(path).status == 404


@pytest.mark.parametrize("path", ["//evil.example/?last-good", "//evil.example"])
def test_no_redirect_leads_to_another_website(workshop: Workshop, path: str) -> None:
    """`//name` at the start of a Location would be another host."""
    assert not workshop.ask(path).headers.get("Location", "").startswith("//")


def test_dotfiles_are_never_served(workshop: Workshop) -> None:
    """Nor what stands in a folder whose name begins with a dot, but for the one of RFC 8615."""
    workshop.write("index.html", page("With dotfiles"))
    workshop.write(".well-known/security.txt", "public")
    workshop.write(".well-known/.env", "secret")
    workshop.write(".env", "secret")
    workshop.write(".git/config", "secret")
    eventually(lambda: "With dotfiles" in workshop.ask("/").text)

    assert workshop.ask("/.env").status == 404
    assert workshop.ask("/.git/config").status == 404
    assert workshop.ask("/.well-known/.env").status == 404
    assert workshop.ask("/.well-known/security.txt").text == "public"


def test_head_says_what_get_would(workshop: Workshop) -> None:
    """The same status and headers, without the page."""
    head, get = workshop.ask("/", method="HEAD"), workshop.ask("/")

    assert head.text == ""
    assert head.status == get.status
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


# Headers


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_each_file_has_its_content_type(workshop: Workshop, name: str, content_type: str) -> None:
    """The same on every computer, whatever its own table says."""
    workshop.write(name, "")
    eventually(lambda: workshop.ask(f"/{name}").status == 200)

    assert workshop.ask(f"/{name}").headers["Content-Type"] == content_type


@pytest.mark.parametrize("path", ["/", "/assets/site.css", "/nowhere", "/livereload.js"])
def test_nothing_is_kept_in_the_browsers_cache(workshop: Workshop, path: str) -> None:
    """What is shown is always the newest."""
    assert workshop.ask(path).headers["Cache-Control"] == "no-store"


def test_a_pages_own_policy_is_widened_by_what_reloading_needs_alone(workshop: Workshop) -> None:
    """What the published page would block, such as an inline style, is blocked here too."""
    answer = workshop.ask("/")
    policy = answer.headers["Content-Security-Policy"]

    assert "http-equiv" not in answer.text
    assert policy == (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        f"connect-src 'self' ws://127.0.0.1:{workshop.port}; worker-src 'none'; "
        "frame-ancestors 'self'"
    )


def test_a_page_gets_livereloads_script_before_the_end_of_its_head(workshop: Workshop) -> None:
    """As a file of the same origin, so no inline script has to be allowed."""
    head = workshop.ask("/").text.partition("</head>")[0]
    script = workshop.ask("/livereload.js")

    assert f'<script src="/livereload.js?port={workshop.port}&amp;host=127.0.0.1&amp;' in head
    assert "LiveReload" in script.text


# Who may ask


def test_other_computers_cannot_connect(workshop: Workshop) -> None:
    """The preview listens on 127.0.0.1, and on no other address."""
    with pytest.raises(OSError, match=r"refused|timed out|reach|assign"):
        socket.create_connection(("127.0.0.2", workshop.port), timeout=1)


@pytest.mark.parametrize(
    "path", ["/", "/livereload", "/livereload.js", "/_preview/preview.css", "/_preview/"]
)
def test_a_foreign_host_name_is_refused(workshop: Workshop, path: str) -> None:
    """Else a website could make its name lead here and read drafts (DNS rebinding)."""
    assert workshop.ask(path, Host="evil.example").status == 421
    assert workshop.ask(path, Host=f"evil.example:{workshop.port}").status == 421


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_this_computers_own_names_are_served(workshop: Workshop, name: str) -> None:
    """With the port of the preview."""
    host = f"{name}:{workshop.port}"

    assert workshop.ask("/", Host=host).status == 200
    assert workshop.open_line(f"http://{host}", Host=host) == 101


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "null"])
def test_a_foreign_page_cannot_listen_to_saves(workshop: Workshop, origin: str) -> None:
    """The WebSocket is for pages of this preview."""
    assert workshop.open_line(origin) == 403


def test_no_one_can_force_reloads_from_outside(workshop: Workshop) -> None:
    """The address that livereload has for that is not there."""
    assert workshop.ask("/forcereload").status == 404


# Saving


def test_a_save_is_shown(workshop: Workshop) -> None:
    """Without a restart, and from memory: the preview writes nothing."""
    before = snapshot([workshop.folder.parent])
    workshop.write("index.html", page("Home, rewritten"))
    eventually(lambda: "Home, rewritten" in workshop.ask("/").text)

    assert snapshot([workshop.folder.parent]).keys() == before.keys()


def test_two_files_saved_at_once_make_one_build(workshop: Workshop) -> None:
    """An editor's 'save all' is one change."""
    workshop.write("index.html", page("First"))
    workshop.write("stretches/ear/index.html", page("Second"))
    eventually(lambda: "First" in workshop.ask("/").text)

    assert "Second" in workshop.ask("/stretches/ear/").text
    assert workshop.builds == 2


def test_saves_during_a_build_lead_to_one_more(workshop: Workshop) -> None:
    """However many they are; none is lost."""
    workshop.may_finish.clear()
    workshop.write("index.html", page("First"))
    eventually(lambda: workshop.builds == 2)
    workshop.write("index.html", page("Second"))
    workshop.write("index.html", page("Third"))
    workshop.may_finish.set()
    eventually(lambda: "Third" in workshop.ask("/").text)

    assert workshop.builds == 3


def test_pages_are_served_during_a_build(workshop: Workshop) -> None:
    """A browser gets what is there, and the new when it is there."""
    workshop.may_finish.clear()
    workshop.write("index.html", page("New"))
    eventually(lambda: workshop.builds == 2)

    assert "Home" in workshop.ask("/").text


def test_a_folder_may_be_renamed_away_and_back(workshop: Workshop) -> None:
    """Switching a git branch does that."""
    away = workshop.folder.with_name("away")
    workshop.folder.rename(away)
    eventually(lambda: workshop.ask("/").status == 404)
    away.rename(workshop.folder)
    eventually(lambda: workshop.ask("/").status == 200)

    assert "Home" in workshop.ask("/").text


def test_a_file_may_vanish_while_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor's temporary file is listed, and gone before its time of change is read."""
    for name in ("kept.md", "vanishing.md"):
        (tmp_path / name).touch()
    real = os.lstat

    def lstat_too_late(path: str) -> os.stat_result:
        if "vanishing" in path:
            Path(path).unlink()
        return real(path)

    monkeypatch.setattr("sitegen.serve.watcher.os.lstat", lstat_too_late)

    assert list(snapshot([tmp_path])) == [f"{tmp_path}/kept.md"]


def test_what_editors_leave_lying_about_is_not_watched(tmp_path: Path) -> None:
    """Hidden files, copies and swap files come and go while one types; links lead elsewhere."""
    guide = tmp_path / "guide"
    (guide / ".git").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "neck.md").touch()
    (guide / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    for name in (".git/index", ".neck.md.swp", "neck.md~", "#neck.md#", "neck.md.swp", "neck.md"):
        (guide / name).touch()

    assert list(snapshot([guide])) == [f"{guide}/neck.md"]


def test_a_file_replaced_by_another_of_the_same_age_and_size_is_a_save(tmp_path: Path) -> None:
    """Editors write a new file and rename it over the old one."""
    old, new = tmp_path / "neck.md", tmp_path / ".new"
    for file in (old, new):
        file.write_text("same size", encoding="utf-8")
        os.utime(file, ns=(0, 0))
    before = snapshot([tmp_path])
    new.replace(old)

    assert snapshot([tmp_path]) != before


class CountedWaits(Event):
    """Never waits, and counts how often it is asked to."""

    count = 0

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - as an Event has it
        """Count."""
        self.count += 1
        return False


def test_the_file_that_was_saved_last_is_looked_at_first(tmp_path: Path) -> None:
    """Who writes saves the same file again and again, and waits for it each time."""
    file, other = tmp_path / "neck.md", tmp_path / "back.md"
    for path in (file, other):
        path.touch()
    stop = CountedWaits()
    watching = saves([tmp_path], stop)
    next(watching)
    waits: list[int] = []
    for path, text in ((file, "a"), (file, "b"), (other, "c"), (other, "d")):
        path.write_text(text * (len(waits) + 1), encoding="utf-8")
        stop.count = 0
        next(watching)
        waits.append(stop.count)

    assert waits[0] == waits[2] > waits[1] == waits[3]


# Reloading


def messages_after(
    workshop: Workshop, hello: dict[str, Any], change: Callable[[], None], page: str = "/"
) -> Any:
    """Connect as livereload's script on a page does, make a change, and return the next message."""

    async def talk() -> Any:
        line = await websocket_connect(f"{workshop.address}/livereload".replace("http", "ws"))
        await line.write_message(json.dumps({"command": "hello", **hello}))
        await line.read_message()
        await line.write_message(json.dumps({"command": "info", "url": workshop.address + page}))
        change()
        message = await asyncio.wait_for(line.read_message(), PATIENCE_SECONDS)
        line.close()
        # The loop may end only when the other end has closed too, or the socket is left open.
        while await asyncio.wait_for(line.read_message(), PATIENCE_SECONDS) is not None:
            pass
        return json.loads(message or "{}")

    return asyncio.run(talk())


def restyle(workshop: Workshop) -> None:
    """Change the style, whose name changes with it on every page."""
    with workshop.at_once:
        (workshop.folder / "assets/site.aaaaaa.css").unlink()
        workshop.write("assets/site.bbbbbb.css", "p { color: blue }")
        for name in ("index.html", "404.html", "stretches/ear/index.html"):
            text = (workshop.folder / name).read_text(encoding="utf-8")
            workshop.write(name, text.replace("aaaaaa", "bbbbbb"))


def served_version(workshop: Workshop) -> int:
    """The version that a page gives to livereload's script."""
    found = re.search(r"snipver=(\d+)", workshop.ask("/").text)
    return int(found[1]) if found else 0


def test_a_saved_page_reloads_the_browser(workshop: Workshop) -> None:
    """Every page that is open."""
    hello = {"snipver": served_version(workshop)}
    message = messages_after(workshop, hello, lambda: workshop.write("index.html", page("New")))

    assert (message["command"], message["path"]) == ("reload", "*")


def test_a_saved_stylesheet_is_replaced_without_reloading(workshop: Workshop) -> None:
    """The browser knows it by a name without the hash that changes with each save."""
    hello = {"snipver": served_version(workshop)}
    message = messages_after(workshop, hello, lambda: restyle(workshop))

    assert (message["command"], message["path"]) == ("reload", "assets/site.css")
    assert 'href="/assets/site.css"' in workshop.ask("/").text
    assert "blue" in workshop.ask("/assets/site.css").text


def test_stylesheets_that_would_share_a_name_keep_their_hashes(workshop: Workshop) -> None:
    """Neither may hide the other."""
    workshop.write("assets/site.bbbbbb.css", "p { color: blue }")
    eventually(lambda: workshop.ask("/assets/site.bbbbbb.css").status == 200)

    assert "red" in workshop.ask("/assets/site.aaaaaa.css").text


def test_a_page_of_the_build_before_has_its_style(workshop: Workshop) -> None:
    """What takes long to make still names the style of before, when the new one is there."""
    workshop.write("late.html", page("All", style="../assets/site.cccccc.css"))
    eventually(lambda: workshop.ask("/late.html").status == 200)

    assert 'href="../assets/site.css"' in workshop.ask("/late.html").text


def test_a_page_that_missed_a_build_reloads_when_it_connects(workshop: Workshop) -> None:
    """It was loading while the build ended, or was left open from an earlier preview."""
    hello = {"snipver": served_version(workshop) - 1}
    message = messages_after(workshop, hello, lambda: None)

    assert (message["command"], message["path"]) == ("reload", "*")


def test_a_save_that_changes_no_page_reloads_nothing(workshop: Workshop) -> None:
    """Nor does one that changes only what no open page shows: the headers for hosts."""

    def save_both() -> None:
        workshop.write("_headers", "/*")
        eventually(lambda: workshop.ask("/_headers").status == 200)
        workshop.write("index.html", page("New"))

    message = messages_after(workshop, {"snipver": served_version(workshop)}, save_both)

    assert message["path"] == "*"
    assert "New" in workshop.ask("/").text


def test_a_page_that_did_not_change_is_left_alone(workshop: Workshop) -> None:
    """Who reads one page keeps the place while another is written; a style is every page's."""

    def write_another_and_restyle() -> None:
        workshop.write("index.html", page("New"))
        eventually(lambda: "New" in workshop.ask("/").text)
        restyle(workshop)

    hello = {"snipver": served_version(workshop)}
    at = "/stretches/ear/?last-good#steps"
    message = messages_after(workshop, hello, write_another_and_restyle, at)

    assert message["path"] == "assets/site.css"


def test_what_takes_long_follows_when_the_rest_is_shown(workshop: Workshop) -> None:
    """The page that is written is there at once, and the whole guide in one page soon after."""
    workshop.late_may_follow.clear()
    with workshop.at_once:
        workshop.write("late.html", page("All"))
        workshop.write("index.html", page("New"))
    eventually(lambda: "New" in workshop.ask("/").text)
    before = workshop.ask("/late.html").status
    workshop.late_may_follow.set()
    eventually(lambda: workshop.ask("/late.html").status == 200)

    assert before == 404


# Faults


def test_an_error_shows_on_every_page_with_all_that_is_known(workshop: Workshop) -> None:
    """Place, code, message, the line underlined, the hint: escaped, for it quotes what is wrong."""
    workshop.write("areas/index.html", "first line\nerror: no <area> is called `hpi`\n")
    eventually(lambda: workshop.ask("/").status == 500)
    text = workshop.ask("/stretches/ear/").text

    assert "1 error" in text
    assert "areas/index.html:2:1" in text
    assert "error[some-error]" in text
    assert "no &lt;area&gt; is called `hpi`</strong>" in text
    assert "2 | error: no &lt;area&gt; is called `hpi`\n  | ^^^^^</pre>" in text
    assert "Hint: Mend it." in text
    assert "/livereload.js?" in text


def test_all_faults_are_listed_errors_first(workshop: Workshop) -> None:
    """One look shows how much there is to do."""
    workshop.write("a.txt", "warning: little\nerror: great")
    workshop.write("b.txt", "error: other")
    eventually(lambda: workshop.ask("/").status == 500)
    text = workshop.ask("/").text

    assert "2 errors and 1 warning" in text
    assert text.index("great<") < text.index("other<") < text.index("little<")


def test_the_last_good_version_stays_in_reach(workshop: Workshop) -> None:
    """The page says what it is and links back; its style is there."""
    workshop.write("a.txt", "error: one\nerror: two")
    eventually(lambda: workshop.ask("/").status == 500)
    faults, good = workshop.ask("/").text, workshop.ask("/stretches/ear/?last-good")

    assert '<a href="?last-good">See the last good version</a>' in faults
    assert good.status == 200
    assert "Ear to shoulder" in good.text
    assert 'This is the last good version; <a href="/stretches/ear/">2 faults</a></p>' in good.text
    assert "red" in workshop.ask("/assets/site.css").text


def test_a_mended_error_goes_away(workshop: Workshop) -> None:
    """And the address of the last good version leads back to the page itself."""
    workshop.write("a.txt", "error: one")
    eventually(lambda: workshop.ask("/").status == 500)
    workshop.write("a.txt", "mended")
    eventually(lambda: workshop.ask("/").status == 200)
    answer = workshop.ask("/stretches/ear/?last-good")

    assert (answer.status, answer.headers["Location"]) == (302, "/stretches/ear/")


def test_a_guide_that_never_built_has_no_last_good_version(tmp_path: Path) -> None:
    """There is nothing to link to."""
    (tmp_path / "a.txt").write_text("error: from the start", encoding="utf-8")
    with open_workshop(tmp_path) as workshop:
        for path in ("/", "/?last-good"):
            answer = workshop.ask(path)

            assert answer.status == 500
            assert "last good" not in answer.text


def test_warnings_show_in_a_panel_that_opens_without_a_script(workshop: Workshop) -> None:
    """They stop nothing, so the page is there."""
    workshop.write("a.txt", "warning: <little>\nwarning: other")
    eventually(lambda: "2 warnings" in workshop.ask("/").text)
    answer = workshop.ask("/")

    assert answer.status == 200
    assert '<details class="supple-preview-panel"><summary>2 warnings</summary>' in answer.text
    assert "&lt;little&gt;" in answer.text
    assert "Home" in answer.text


def test_a_bug_in_the_build_is_a_fault_like_others(workshop: Workshop) -> None:
    """Its place and last line are shown, the terminal gets all of it, and the preview lives on."""
    workshop.write("a.txt", "crash")
    eventually(lambda: workshop.ask("/").status == 500)
    text = workshop.ask("/").text
    workshop.write("a.txt", "mended")
    eventually(lambda: workshop.ask("/").status == 200)

    assert "RuntimeError: a &lt;bug&gt; of ours" in text
    assert re.search(r"tests/test_serve\.py:\d+:1", text)
    assert any("Traceback" in said and "a <bug> of ours" in said for said in workshop.announced)


# At the terminal


def test_each_build_is_announced(workshop: Workshop) -> None:
    """How many pages, what faults, how long."""
    workshop.write("a.txt", "error: one\nwarning: two")
    eventually(lambda: len(workshop.announced) == 3)

    assert "The guide is at http://127.0.0.1:" in workshop.announced[0]
    assert re.fullmatch(r"Built 4 pages, no faults \(\d\.\d\d s\)\.", workshop.announced[1])
    assert workshop.announced[2].startswith("Not built, 1 error and 1 warning (")


def test_a_taken_port_leads_to_the_next_free_one(tmp_path: Path) -> None:
    """And the announcement says so."""
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        open_workshop(tmp_path, port=taken.getsockname()[1]) as workshop,
    ):
        port = taken.getsockname()[1]

        assert port < workshop.port < port + 10
        assert workshop.announced[0].startswith(f"Port {port} is taken. The guide is at")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_preview_ends_quietly(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C is how one leaves, not a fault: no traceback, exit status 0."""
    program = (
        "import sys; from pathlib import Path; from sitegen.serve import Built, serve; "
        "serve(lambda: iter([Built({})]), [Path(sys.argv[1])], port=0,"
        " announce=lambda text: print(text, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as preview:
        assert preview.stdout
        preview.stdout.readline()
        preview.send_signal(number)
        _, errors = preview.communicate(timeout=PATIENCE_SECONDS)

    assert (preview.returncode, errors) == (0, b"")
