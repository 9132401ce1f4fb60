"""The live preview as it is started, with everything saved that a contributor can save."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES
from test_serve import PATIENCE_SECONDS, eventually

import build
from sitegen.serve.server import greeting

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPECTED_LINE = re.compile(
    r"The guide is at http://127\.0\.0\.\d:\d+/ \(Ctrl-C ends the preview\)\."
    r"|Built \d+ pages, .* \(\d+\.\d\d s\)\."
    r"|Not built, .* \(\d+\.\d\d s\)\. The browser shows them\."
)
# Far more than it needs; what reads without end is not to take the memory of the whole machine.
MEMORY_LIMIT = 3_000_000_000
PAGE = "stretches/chin-to-chest"
SUMMARY = "Eases the back of the neck"


@dataclass
class Desk:
    """A contributor's folders with a guide in them, and the preview that runs beside.

    Attributes:
        home: Holds `content` and `templates`.
        said: What the preview has printed, line by line.
        saves: How many times all was mended.
        right: The page as it is when all is well, without that number.
    """

    home: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    saves: int = 0
    right: str = ""

    @property
    def content(self) -> Path:
        """The Markdown."""
        return self.home / "content"

    @property
    def templates(self) -> Path:
        """The templates."""
        return self.home / "templates"

    @property
    def address(self) -> tuple[str, int]:
        """Where the preview listens."""
        found = re.search(r"http://([\d.]+):(\d+)", self.said[0])
        assert found
        return found[1], int(found[2])

    def listen(self) -> None:
        """Take what the preview prints, until it ends."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and the text at an address."""
        connection = HTTPConnection(*self.address, timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, response.read().decode()

    def page(self) -> str:
        """One page, without what differs from build to build."""
        status, text = self.ask(f"/{PAGE}/")
        return re.sub(r"snipver=\d+", "snipver", text) if status == 200 else ""

    def mend(self) -> None:
        """Put all back as it was, but for a number in one page; wait until that page is shown."""
        before = len(self.said)
        self.saves += 1
        for name, original in (("content", SMALL_GUIDE), ("templates", TEMPLATES)):
            mirror(original, self.home / name)
        file = self.content / f"{PAGE}.md"
        file.write_text(
            file.read_text("utf-8").replace(SUMMARY, f"{SUMMARY} {self.saves}"), "utf-8"
        )
        eventually(lambda: f"{SUMMARY} {self.saves}." in self.page() and len(self.said) > before)
        shown = self.page().replace(f"{SUMMARY} {self.saves}.", "")
        self.right = self.right or shown

        assert shown == self.right

    def holds(self) -> dict[str, int]:
        """What the preview's process holds: threads, open files, memory in kilobytes."""
        process = Path(f"/proc/{self.process.pid}")
        memory = re.search(r"VmRSS:\s+(\d+) kB", (process / "status").read_text("utf-8"))
        assert memory
        return {
            "threads": len(list((process / "task").iterdir())),
            "files": len(list((process / "fd").iterdir())),
            "memory": int(memory[1]),
        }


def mirror(original: Path, copy: Path) -> None:
    """Make a folder the same as another, touching only what differs."""
    if copy.is_symlink() or not copy.is_dir():
        copy.unlink(missing_ok=True)
        copy.mkdir(parents=True)
    wanted = {entry.name: entry for entry in original.iterdir()}
    for entry in list(copy.iterdir()):
        if entry.name not in wanted:
            remove(entry)
    for name, entry in wanted.items():
        target = copy / name
        if entry.is_dir():
            mirror(entry, target)
        elif not is_same(entry, target):
            remove(target)
            shutil.copy(entry, target)


def is_same(original: Path, copy: Path) -> bool:
    """Whether a plain file has the same content."""
    plain = copy.is_file() and not copy.is_symlink() and os.access(copy, os.R_OK)
    return plain and copy.read_bytes() == original.read_bytes()


def remove(path: Path) -> None:
    """Remove whatever stands there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def open_desk(
    home: Path, *options: str, file_limit: int = resource.RLIM_INFINITY
) -> Iterator[Desk]:
    """Start the preview of a small guide as a contributor does; end it with Ctrl-C."""
    shutil.copytree(SMALL_GUIDE, home / "content")
    shutil.copytree(TEMPLATES, home / "templates")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port), *options]
    with subprocess.Popen(
        command,
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=bounded,  # noqa: PLW1509 - it calls nothing that another thread could hold
    ) as process:
        desk = Desk(home, process)
        listener = Thread(target=desk.listen)
        listener.start()
        try:
            eventually(lambda: len(desk.said) >= 2 or process.poll() is not None)
            desk.mend()
            yield desk
            assert process.poll() is None, desk.said
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE_SECONDS)
            listener.join()
    assert process.returncode == 0
    assert [line for line in desk.said if not EXPECTED_LINE.fullmatch(line)] == []


# What can be saved

Save = Callable[[Desk], object]


def text(path: str, content: str | bytes) -> Save:
    """Write something into one file."""
    data = content.encode() if isinstance(content, str) else content
    return lambda desk: (desk.home / path).write_bytes(data)


def added(path: str, old: str, new: str) -> Save:
    """Replace a part of one file."""

    def save(desk: Desk) -> None:
        file = desk.home / path
        before = file.read_text("utf-8")
        assert old in before
        file.write_text(before.replace(old, new, 1), "utf-8")

    return save


def gone(path: str) -> Save:
    """Delete a file or a folder."""
    return lambda desk: remove(desk.home / path)


def renamed(path: str, new: str) -> Save:
    """Rename a file or a folder."""
    return lambda desk: (desk.home / path).rename(desk.home / new)


def linked(path: str, target: str) -> Save:
    """Put a link there."""

    def save(desk: Desk) -> None:
        remove(desk.home / path)
        (desk.home / path).symlink_to(target)

    return save


def in_place_of(path: str, content: str) -> Save:
    """Put a file where a folder was."""

    def save(desk: Desk) -> None:
        remove(desk.home / path)
        (desk.home / path).write_text(content, "utf-8")

    return save


def pipe(path: str) -> Save:
    """Put a pipe there: who reads it waits for ever."""

    def save(desk: Desk) -> None:
        remove(desk.home / path)
        os.mkfifo(desk.home / path)

    return save


def folder(desk: Desk) -> None:
    """A folder with a page's name."""
    inside = desk.content / "stretches" / "folder.md"
    inside.mkdir()
    (inside / "page.md").write_text("x", "utf-8")


def unix_socket(desk: Desk) -> None:
    """A socket with a page's name."""
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(desk.content / "stretches"):
        made.bind("socket.md")


def locked(path: str) -> Save:
    """Nobody may read it, but for root."""
    return lambda desk: (desk.home / path).chmod(0)


def many_files(desk: Desk) -> None:
    """A checkout of a branch with many pages."""
    page = (desk.content / f"{PAGE}.md").read_text("utf-8")
    for number in range(60):
        (desk.content / "stretches" / f"copy-{number}.md").write_text(page, "utf-8")


def in_two_halves(desk: Desk) -> None:
    """An editor that empties a file and writes it slowly."""
    file = desk.content / f"{PAGE}.md"
    data = file.read_bytes()
    before = len(desk.said)
    with file.open("wb") as open_file:
        open_file.write(data[:100])
        open_file.flush()
        eventually(lambda: len(desk.said) > before)
        open_file.write(data[100:])


def while_it_is_read(desk: Desk) -> None:
    """A file that goes on changing, shorter and longer, for as long as a build takes."""
    file = desk.content / f"{PAGE}.md"
    data = file.read_bytes()
    before, stop = len(desk.said), Event()

    def write() -> None:
        for number in range(100_000):
            file.write_bytes(data[: number * 37 % len(data)])
            if stop.wait(0.001):
                return

    writer = Thread(target=write)
    writer.start()
    try:
        eventually(lambda: len(desk.said) > before)
    finally:
        stop.set()
        writer.join()


def by_renaming(desk: Desk) -> None:
    """As vim, emacs and others save: swap file, new file, backup, renames."""
    file = desk.content / f"{PAGE}.md"
    data = file.read_text("utf-8").replace("title: ", "heading: ")
    file.with_name(".chin-to-chest.md.swp").write_bytes(b"b0VIM \0\xff")
    file.rename(file.with_name("chin-to-chest.md~"))
    file.with_name("4913").touch()
    file.with_name("4913").unlink()
    file.with_name("#chin-to-chest.md#").write_text(data, "utf-8")
    file.with_name(".#chin-to-chest.md").symlink_to("me@desk.1234:1")
    file.with_name(".goutputstream-X").write_text(data, "utf-8")
    file.with_name(".goutputstream-X").rename(file)


BASE, STRETCH = "templates/base.html", f"content/{PAGE}.md"
STYLE, SCRIPT = "templates/styles/base.css", "templates/scripts/offline.js"
# What stops the build; the browser shows what is wrong.
FAULTS: dict[str, Save] = {
    "a binary page": text(STRETCH, bytes(range(256)) * 40),
    "binary settings": text("content/guide.yaml", bytes(range(256))),
    "a binary template": text(BASE, bytes(range(256))),
    "a binary style": text(STYLE, bytes(range(256))),
    "a binary script": text(SCRIPT, bytes(range(256))),
    "a large page": text(STRETCH, "a" * 2_000_000),
    "a large template": text(BASE, "a" * 2_000_000),
    "an empty page": text(STRETCH, ""),
    "empty settings": text("content/guide.yaml", ""),
    "an empty template": text(BASE, ""),
    "front matter without end": text(STRETCH, "---\ntitle: x\n"),
    "settings that are a list": text("content/guide.yaml", "- a\n"),
    "settings nested without end": text("content/guide.yaml", "[" * 100_000),
    "front matter nested without end": text(STRETCH, "---\n" + "{a: " * 50_000 + "\n---\n"),
    "no content": gone("content"),
    "no templates": gone("templates"),
    "no stretches": gone("content/stretches"),
    "no components": gone("templates/components"),
    "no styles": gone("templates/styles"),
    "no static files": gone("templates/static"),
    "no settings": gone("content/guide.yaml"),
    "renamed settings": renamed("content/guide.yaml", "content/guide.yml"),
    "renamed content": renamed("content", "other"),
    "content that is a file": in_place_of("content", "x"),
    "templates that are a file": in_place_of("templates", "x"),
    "a folder that is a file": in_place_of("content/areas", "x"),
    "content that is a link to itself": linked("content", "content"),
    "a page that is a folder": folder,
    "a page that is a link out": linked(STRETCH, "/etc/passwd"),
    "a page that is a link to nothing": linked(STRETCH, "nowhere"),
    "a page that is a link to itself": linked(STRETCH, "chin-to-chest.md"),
    "a page without end": linked(STRETCH, "/dev/zero"),
    "a template that is a link out": linked(BASE, "/etc/passwd"),
    "a template without end": linked(BASE, "/dev/zero"),
    "a style without end": linked(STYLE, "/dev/zero"),
    "a script that is a link to itself": linked(SCRIPT, "offline.js"),
    "a page that is a pipe": pipe("content/stretches/pipe.md"),
    "a template that is a pipe": pipe(BASE),
    "a style that is a pipe": pipe(STYLE),
    "a page that is a socket": unix_socket,
    "a name with a line feed": text("content/stretches/a\nb.md", "x"),
    "a name that is no text": text(os.fsdecode(b"content/stretches/\xff\xfe.md"), "x"),
    "a name with escapes": text("content/stretches/\x1b[31m\x1b]0;x\x07.md", "x"),
    "a long name": text(f"content/stretches/{'a' * 250}.md", "x"),
    "a template with a fault": added(BASE, "<head>", "<head>{% if %}"),
    "a template that divides by zero": added(BASE, "<head>", "<head>{{ 1 / 0 }}"),
    "a template with a name that is none": added(BASE, "<head>", "<head>{{ nothing.at.all }}"),
    "a template that asks for what is not there": added(BASE, "<head>", "<head>{% include 'x' %}"),
    "a template without the notice": text(BASE, "<!doctype html><title>x</title>"),
    "examples with a fault": text("templates/components/callout/examples.yaml", "a: [\n"),
    "saved by renaming": by_renaming,
}
# They end, but each takes Jinja2 many seconds.
SLOW_FAULTS: dict[str, Save] = {
    "a template that contains itself": added(BASE, "<head>", "<head>{% include 'base.html' %}"),
    "a template that extends itself": text(BASE, "{% extends 'base.html' %}"),
    "a template that calls itself": added(
        BASE, "<head>", "<head>{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
    ),
}
# What the build can live with.
ODDITIES: dict[str, Save] = {
    "a file that nobody may read": locked(STRETCH),
    "a template's name that is no text": text(os.fsdecode(b"templates/pages/\xff.html"), "x"),
    "a binary static page": text("templates/static/x.html", bytes(range(256))),
    "a template that looks into Python": added(BASE, "<head>", "<head>{{ ''.__class__.__mro__ }}"),
    "a style with a fault": added(STYLE, "{", "{{{ }"),
    "a script with a fault": text(SCRIPT, "}}}"),
    "quotes nested without end": added(STRETCH, "A good first", "> " * 300 + "A good first"),
    "many files at once": many_files,
    "a page saved in two halves": in_two_halves,
    "a page saved while it is read": while_it_is_read,
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One preview that lives through everything."""
    with open_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def test_it_shows_what_is_wrong_and_then_the_right_page(desk: Desk, *, long: bool) -> None:
    """Whatever was saved: the browser has the faults, and when all is mended the page as it was."""
    saves = [*FAULTS.items(), *SLOW_FAULTS.items()] if long else [*FAULTS.items()][::3]
    for name, save in saves:
        with named(name):
            save(desk)
            eventually(lambda: desk.ask("/")[0] == 500)

            assert desk.ask(f"/{PAGE}/")[0] == 500
            desk.mend()


def test_it_lives_with_what_is_odd(desk: Desk) -> None:
    """The browser goes on to be answered, and when all is mended it has the page as it was."""
    for name, save in ODDITIES.items():
        with named(name):
            before = len(desk.said)
            save(desk)
            eventually(lambda: len(desk.said) > before)  # noqa: B023 - it is called before the next
            assert desk.ask("/")[0] in {200, 500}
            desk.mend()


@contextlib.contextmanager
def named(name: str) -> Iterator[None]:
    """Say in a failure what was saved."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"saved: {name}")
        raise


def test_it_holds_no_more_after_two_hundred_saves(desk: Desk, *, long: bool) -> None:
    """No thread, no open file, and no more memory than a build needs; with `--long` in full."""
    saves = 200 if long else 8
    for _ in range(5):
        desk.mend()
    before = desk.holds()
    for number in range(saves):
        if number % 2:
            (desk.home / STRETCH).write_text("---\n", "utf-8")
            eventually(lambda: desk.ask("/")[0] == 500)
        desk.mend()
    after = desk.holds()
    sys.stdout.write(f"{saves} saves; before: {before}, after: {after}\n")

    assert after["threads"] == before["threads"]
    assert after["files"] <= before["files"] + 2
    assert after["memory"] < before["memory"] + 60_000


def test_a_full_disk_costs_time_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be kept for the next build is made anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with open_desk(tmp_path / "desk", file_limit=0) as desk:
        desk.mend()
        text(STRETCH, "")(desk)
        eventually(lambda: desk.ask("/")[0] == 500)
        desk.mend()

        assert [file for file in (tmp_path / "cache").rglob("*") if file.is_file()] == []


def test_nothing_that_the_preview_adds_is_published(tmp_path: Path) -> None:
    """A build while the preview runs, after it has shown faults and warnings, makes the same."""
    with open_desk(tmp_path / "desk") as desk:
        desk.mend()
        with_preview = built(desk, "beside")
        text(STRETCH, "")(desk)
        eventually(lambda: desk.ask("/")[0] == 500)
        assert desk.ask(f"/{PAGE}/?last-good")[1].count("supple-preview-ribbon") == 1
        desk.mend()
        desk.mend()
        after_faults = built(desk, "after")
        added_text = "".join(desk.ask(address)[1] for address in ("/", "/sw.js"))
    marks = ("livereload", "supple-preview", "snipver", "last-good", "unregister", "_preview/")

    assert [mark for mark in marks if mark not in added_text] == ["last-good"]
    assert without_marks(with_preview) == without_marks(after_faults)
    for path, content in {**with_preview, **after_faults}.items():
        assert not [mark for mark in marks if mark.encode() in content], path


def built(desk: Desk, name: str) -> dict[str, bytes]:
    """What a build publishes while the preview runs, by path."""
    site = desk.home / name
    command = [sys.executable, str(ROOT / "build.py"), "build", "--drafts", "--site", str(site)]
    subprocess.run(command, cwd=desk.home, check=True, stdout=subprocess.DEVNULL)
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def without_marks(site: dict[str, bytes]) -> set[str]:
    """The published paths, without what in their names changes with the content."""
    return {re.sub(r"\.[0-9a-f]{10}\.", ".", path) for path in site}


def test_it_listens_where_it_is_told_and_nowhere_else(tmp_path: Path) -> None:
    """For a phone in the same network; here another address of this computer stands for it."""
    with open_desk(tmp_path / "desk", "--host", "127.0.0.2") as desk:
        host, port = desk.address

        assert host == "127.0.0.2"
        assert desk.ask("/")[0] == 200
        assert desk.ask("/", Host=f"127.0.0.1:{port}")[0] == 421
        assert desk.ask("/", Host=f"localhost:{port}")[0] == 421
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), timeout=1)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "evil.example", "127.1", "", "192.168.1.20/24"])  # noqa: S104 - it is refused
def test_it_is_told_one_address(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All addresses at once have no name that a browser could be held to."""
    with pytest.raises(SystemExit):
        build.parse_options(["serve", "--host", host])

    assert "such as 192.168.1.20" in capsys.readouterr().err


def test_an_address_of_another_computer_is_refused(tmp_path: Path) -> None:
    """In one line that says what is wrong."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--host", "192.0.2.1"]
    ended = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )

    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("build.py: The preview cannot start: ")


def test_others_in_the_network_can_read_it_and_it_says_so() -> None:
    """Where it is for this computer alone, there is nothing to say."""
    assert "Others in your network can read it" in greeting("192.168.1.20", 5500, 5500)
    assert "Others" not in greeting("127.0.0.1", 5500, 5500)
