"""An incremental build equals a clean one: whatever was edited, and whichever way it is built.

A guide is edited at random, and built now and then into folders that remember; after each build
its website and what it said are held against those of a build that remembers nothing.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES
from edits import CHIN, EAR, FAULTS, KNEES, MORNING, NEW_FILES, SWAPS
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    rule,
    run_state_machine_as_test,
)

import build
from sitegen import digests, drawings, publish
from sitegen import memory as memory_module
from sitegen.diagnostics import draw
from sitegen.memory import Memory
from sitegen.render import Earlier
from sitegen.render.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from sitegen.model import Page

SHORT, LONG = (60, 20), (10_000, 100)
"""How many edits, and how many of them one guide goes through before the next begins anew."""

FILES = (
    *(f"content/{p.relative_to(SMALL_GUIDE).as_posix()}" for p in sorted(SMALL_GUIDE.rglob("*.*"))),
    *dict.fromkeys(file for file, _, _ in SWAPS.values() if file.startswith("templates")),
)
PAIRS = (*pairwise(file for file in FILES if "/stretches/" in file), *pairwise(FILES[4:14]))
FOLDERS = (
    "content",
    "content/stretches",
    "content/cautions",
    "templates/components",
    "templates/components/steps",
    "templates/static",
)
TIMES = ("now", "kept", "past", "future")
WAYS = (*[""] * 14, "build", "build", "holding", "command", "check", "preview")
"""How it is built after a step; mostly it is not."""
OPTIONS = ((), ("--drafts",), ("--base-url=https://other.example/",), ("--jobs=2",))
SITES = ("site", "other-site")


class Built(NamedTuple):
    """What a build came to: its exit status, what it said of faults, and files with their modes."""

    status: int
    said: tuple[str, ...]
    files: dict[str, tuple[int, bytes]]


def files_in(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with its mode."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def forget() -> None:
    """Forget all that this process knows of other builds, as a new one would."""
    memory_module.at_hand.clear()
    digests._stamped.clear()  # noqa: SLF001 - no build asks for that
    cached = type(digests.engine_digest)
    for name in sorted(name for name in sys.modules if name.startswith("sitegen.")):
        for value in vars(sys.modules[name]).values():
            # By its type: WeasyPrint's handles of C libraries claim to have any attribute.
            if isinstance(value, cached) and value is not digests.engine_digest:
                value.cache_clear()


def apart(function: Callable[[], Any]) -> Any:
    """Call a function in a process of its own, where nothing is known of other builds."""

    def call(answers: Connection) -> None:
        forget()
        answers.send(function())

    context = multiprocessing.get_context("fork")
    answer, answers = context.Pipe(duplex=False)
    process = context.Process(target=call, args=(answers,))
    process.start()
    answers.close()
    try:
        return answer.recv()
    finally:
        process.join()


def main(words: list[str]) -> tuple[int, tuple[str, ...]]:
    """Run a command here; gives its exit status and what it said but for the last line."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        status = build.main(words)
    return status, tuple(out.getvalue().splitlines()[:-1])


class IncrementalBuild(RuleBasedStateMachine):
    """A guide that is edited at random and built now and then."""

    total: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        """Lay out the small guide."""
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name).resolve() / "guide"
        for name, source in (("content", SMALL_GUIDE), ("templates", TEMPLATES)):
            shutil.copytree(source, self.folder / name)
        self.cache = self.folder / "cache"
        self.site = SITES[0]
        self.options: tuple[str, ...] = ()
        self.history: list[tuple[Path, bytes | None]] = []
        self.broken: list[tuple[Path, bytes | None]] = []
        self.pages: dict[str, Page] = {}
        self.refusals = 0
        self.count: Counter[str] = Counter()
        forget()

    def teardown(self) -> None:
        """Build once more, count, and clean up."""
        try:
            self.compare("build")
        finally:
            self.home.cleanup()
        if self.count["builds"] > 1:  # there are always some guides to which nothing happens
            self.total.update(self.count)

    # Edits

    @rule(
        name=st.sampled_from(sorted(SWAPS)),
        times=st.sampled_from(TIMES),
        then=st.sampled_from(WAYS),
    )
    def swap(self, name: str, times: str, then: str) -> None:
        """One text for another, or back."""
        self.apply(SWAPS[name], times)
        self.step(then)

    @rule(name=st.sampled_from(sorted(FAULTS)), then=st.sampled_from(WAYS))
    def break_something(self, name: str, then: str) -> None:
        """What a build refuses."""
        path = self.folder / FAULTS[name][0]
        self.broken.append((path, self.read(path)))
        self.apply(FAULTS[name], "now")
        self.step(then)

    @rule(
        file=st.sampled_from(FILES),
        number=st.integers(0, 3),
        times=st.sampled_from(TIMES),
        then=st.sampled_from(WAYS),
    )
    def write_more(self, file: str, number: int, times: str, then: str) -> None:
        """Words at the end of a file, of which some come again."""
        more = {".md": "\nMore words {}.\n", ".yaml": "# {}\n", ".html": "{# {} #}<!-- {} -->\n"}
        path = self.folder / file
        text = more.get(path.suffix, "/* {} */\n").replace("{}", str(number))
        self.write(path, (self.read(path) or b"") + text.encode(), times)
        self.step(then)

    @rule(name=st.sampled_from(sorted(NEW_FILES)), then=st.sampled_from(WAYS))
    def add_or_delete(self, name: str, then: str) -> None:
        """A new file, or one that goes."""
        path = self.folder / name
        self.write(path, None if path.exists() else NEW_FILES[name].read_bytes())
        self.step(then)

    @rule(mended=st.booleans(), then=st.sampled_from(WAYS))
    def delete_a_stretch(self, *, mended: bool, then: str) -> None:
        """A stretch goes, and what names it with it or not."""
        self.rename_or_delete(KNEES, None, mended=mended)
        self.step(then)

    @rule(mended=st.booleans(), then=st.sampled_from(WAYS))
    def rename_a_stretch(self, *, mended: bool, then: str) -> None:
        """A stretch has another address, and what names it with it or not."""
        self.rename_or_delete(EAR, "ear-down", mended=mended)
        self.step(then)

    @rule(pair=st.sampled_from(PAIRS), renamed=st.booleans(), then=st.sampled_from(WAYS))
    def exchange(self, pair: tuple[str, str], *, renamed: bool, then: str) -> None:
        """Two files change their contents, by writing or by renaming."""
        first, second = (self.folder / file for file in pair)
        contents = self.read(first), self.read(second)
        if all(path.is_file() and not path.is_symlink() for path in (first, second)) and renamed:
            self.history += zip((first, second), contents, strict=True)
            aside = first.with_name(".aside")
            first.rename(aside)
            second.rename(first)
            aside.rename(second)
        else:
            self.write(first, contents[1], "kept")
            self.write(second, contents[0], "kept")
        if first.parent != second.parent or first.suffix == ".yaml":
            self.broken += zip((first, second), contents, strict=True)
        self.step(then)

    @rule(
        file=st.sampled_from(FILES),
        kind=st.sampled_from(["link", "pipe", "folder", "nothing"]),
        then=st.sampled_from(WAYS),
    )
    def replace_by_another_kind(self, file: str, kind: str, then: str) -> None:
        """A link, a pipe, a folder or nothing where a file was; it is mended after a build."""
        path = self.folder / file
        before = self.read(path)
        if before is not None and not (kind == "pipe" and "templates" in file):
            self.broken.append((path, before))
            self.write(path, None)
            if kind == "link":
                target = self.folder / "aside" / path.name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(before)
                path.symlink_to(target)
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "folder":
                path.mkdir()
        self.step(then)

    @rule(file=st.sampled_from(FILES), number=st.integers(0, 3), then=st.sampled_from(WAYS))
    def write_behind_a_link(self, file: str, number: int, then: str) -> None:
        """What a link leads to changes, and the link does not."""
        path = self.folder / file
        if path.is_symlink():
            text = path.read_text("utf-8")
            path.write_text(f"{text}\n/* {number} */\n", "utf-8")
        self.step(then)

    @rule(folder=st.sampled_from(FOLDERS), then=st.sampled_from(WAYS))
    def add_or_delete_an_empty_folder(self, folder: str, then: str) -> None:
        """No file changes."""
        path = self.folder / folder / "empty"
        if path.is_dir():
            path.rmdir()
        else:
            path.mkdir()
        self.step(then)

    @rule(folder=st.sampled_from(FOLDERS), then=st.sampled_from(WAYS))
    def move_a_folder(self, folder: str, then: str) -> None:
        """A folder lies elsewhere, with a link in its place, or it comes back."""
        path, elsewhere = self.folder / folder, self.folder / "elsewhere" / Path(folder).name
        if path.is_symlink():
            path.unlink()
            elsewhere.rename(path)
        elif not elsewhere.exists() and path.exists():
            elsewhere.parent.mkdir(exist_ok=True)
            path.rename(elsewhere)
            path.symlink_to(elsewhere)
        self.step(then)

    @rule(file=st.sampled_from(FILES), times=st.sampled_from(TIMES), then=st.sampled_from(WAYS))
    def touch(self, file: str, times: str, then: str) -> None:
        """A file is written anew with what it has."""
        path = self.folder / file
        self.write(path, self.read(path), times)
        self.step(then)

    @rule(file=st.sampled_from(FILES), bom=st.booleans(), then=st.sampled_from(WAYS))
    def change_line_ends(self, file: str, *, bom: bool, then: str) -> None:
        """A file is written as Windows does, or back."""
        path = self.folder / file
        if (content := self.read(path)) is not None:
            is_windows = b"\r\n" in content
            content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
            if not is_windows:
                content = content.replace(b"\n", b"\r\n")
                content = b"\xef\xbb\xbf" + content if bom and path.suffix == ".md" else content
            self.write(path, content)
        self.step(then)

    @rule(steps=st.integers(1, 4), then=st.sampled_from(WAYS))
    def undo(self, steps: int, then: str) -> None:
        """The last edits are taken back."""
        for _ in range(min(steps, len(self.history))):
            path, before = self.history.pop()
            self.write(path, before)
            self.history.pop()
        self.step(then)

    @rule(then=st.sampled_from(WAYS))
    def check_out_anew(self, then: str) -> None:
        """All files are again what they were at first."""
        self.begin_anew()
        self.step(then)

    # What else happens between builds

    @rule(
        what=st.sampled_from(["lost", "cut", "one bit", "laid aside", "of before"]),
        then=st.sampled_from(WAYS),
    )
    def spoil_the_cache(self, what: str, then: str) -> None:
        """The cache is gone, damaged, or an older one."""
        aside = self.folder / "cache-of-before"
        if what == "lost":
            shutil.rmtree(self.cache, ignore_errors=True)
        elif what == "laid aside" and self.cache.exists():
            shutil.rmtree(aside, ignore_errors=True)
            shutil.copytree(self.cache, aside)
        elif what == "of before" and aside.exists():
            shutil.rmtree(self.cache, ignore_errors=True)
            aside.rename(self.cache)
        elif what in {"cut", "one bit"}:
            for path in sorted(path for path in self.cache.rglob("*") if path.is_file()):
                content = path.read_bytes()
                half = len(content) // 2
                rest = b"" if what == "cut" else bytes([content[half] ^ 1]) + content[half + 1 :]
                path.write_bytes(content[:half] + rest)
        self.step(then)

    @rule(
        what=st.sampled_from(
            ["lost", "page lost", "page spoilt", "laid aside", "of before", "foreign", "record"]
        ),
        then=st.sampled_from(WAYS),
    )
    def spoil_the_site(self, what: str, then: str) -> None:
        """Someone deletes or overwrites what was published, or puts a file of their own there."""
        site = self.folder / self.site
        page = site / "stretches/chin-to-chest/index.html"
        aside = self.folder / f"{self.site}-of-before"
        if what == "lost":
            shutil.rmtree(site, ignore_errors=True)
        elif what == "page lost":
            page.unlink(missing_ok=True)
        elif what == "page spoilt" and page.exists():
            times = page.stat()
            page.write_bytes(page.read_bytes().replace(b"Chin", b"Chim"))
            os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
        elif what == "laid aside" and site.exists():
            shutil.rmtree(aside, ignore_errors=True)
            shutil.copytree(site, aside)
        elif what == "of before" and aside.exists():
            shutil.rmtree(site, ignore_errors=True)
            aside.rename(site)
        elif what == "foreign" and site.exists():
            (site / "CNAME").write_text("guide.example", "utf-8")
        elif what == "record":
            record = self.folder / ".supple" / self.site / "last-build"
            record.unlink(missing_ok=True)
        self.step(then)

    @rule(options=st.sampled_from(OPTIONS), site=st.sampled_from(SITES), then=st.sampled_from(WAYS))
    def choose(self, options: tuple[str, ...], site: str, then: str) -> None:
        """The next builds are asked for in other words."""
        self.options, self.site = options, site
        self.step(then)

    @rule(
        moment=st.sampled_from(["loaded", "rendering", "publishing"]),
        name=st.sampled_from(sorted(SWAPS)),
        undone=st.booleans(),
        then=st.sampled_from(WAYS),
    )
    def edit_while_it_builds(self, moment: str, name: str, *, undone: bool, then: str) -> None:
        """Nobody knows which state that build is of; the next one is right again."""
        rooms: dict[str, tuple[Any, str]] = {
            "loaded": (drawings, "draw_ahead"),
            "rendering": (Renderer, "render"),
            "publishing": (publish, "publish_pages"),
        }
        room, function = rooms[moment]
        real = getattr(room, function)

        def edit_first(*arguments: Any) -> Any:
            self.apply(SWAPS[name], "now")
            patch.undo()
            result = real(*arguments)
            if undone:
                self.apply(SWAPS[name], "kept")
            return result

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(room, function, edit_first)
            with self.cached():
                main(self.words(self.site))
        self.step(then)

    @rule(way=st.sampled_from([way for way in WAYS if way]))
    def only_build(self, way: str) -> None:
        """Nothing was edited."""
        self.step(way)

    # How an edit is made

    def read(self, path: Path) -> bytes | None:
        """What a file holds; None where there is none."""
        return path.read_bytes() if path.is_file() else None

    def write(self, path: Path, content: bytes | None, times: str = "now") -> None:
        """Give a file another content, or take it away; note what it had."""
        before = self.read(path)
        self.history.append((path, before))
        status = path.lstat() if os.path.lexists(path) else None
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        elif content is None or path.is_symlink() or not path.is_file():
            path.unlink(missing_ok=True)
        if content is None or not path.parent.is_dir():
            return
        path.write_bytes(content)
        old = status.st_mtime_ns if status else 0
        stamps = {"kept": old, "past": 10**18, "future": 4 * 10**18}
        if times in stamps:
            os.utime(path, ns=(stamps[times], stamps[times]))

    def apply(self, edit: tuple[str, str, str], times: str) -> None:
        """One text of a file for another, or back."""
        file, old, new = edit
        path = self.folder / file
        if (content := self.read(path)) is not None:
            text = content.decode("utf-8", "surrogateescape")
            swapped = text.replace(new, old) if new and new in text else text.replace(old, new)
            self.write(path, swapped.encode("utf-8", "surrogateescape"), times)

    def rename_or_delete(self, file: str, name: str | None, *, mended: bool) -> None:
        """A stretch has another name, or none; what names it follows where it is mended."""
        path = self.folder / file
        content = self.read(path)
        if content is None:
            return
        changes: list[tuple[Path, bytes | None]] = [(path, None)]
        if name:
            changes.append((path.with_name(f"{name}.md"), content))
        if mended:
            for other in (self.folder / MORNING, self.folder / CHIN):
                lines = (self.read(other) or b"").splitlines(keepends=True)
                old = path.stem.encode()
                if name:
                    lines = [line.replace(old, name.encode()) for line in lines]
                else:
                    lines = [line for line in lines if old not in line]
                changes.append((other, b"".join(lines)))
        for changed, to in changes:
            if not mended:
                self.broken.append((changed, self.read(changed)))
            self.write(changed, to)

    def begin_anew(self) -> None:
        """Put everything back as it was at first."""
        self.history.clear()
        self.broken.clear()
        for name, source in (("content", SMALL_GUIDE), ("templates", TEMPLATES)):
            path = self.folder / name
            if path.is_symlink():
                path.unlink()
            else:
                shutil.rmtree(path, ignore_errors=True)
            shutil.copytree(source, path)
        shutil.rmtree(self.folder / "elsewhere", ignore_errors=True)

    # Builds

    def step(self, way: str) -> None:
        """Count an edit, and build in some way."""
        self.count["steps"] += 1
        if way:
            self.compare(way)

    def compare(self, way: str) -> None:
        """Build in some way, and compare with a clean build; mend what it refuses."""
        if way == "preview":
            status = self.preview()
        elif way == "check":
            status = self.check()
        else:
            status = self.publish(way)
        self.count["builds"] += 1
        if status == build.DONE:
            self.refusals = 0
            return
        self.count["refused"] += 1
        self.refusals += 1
        for path, before in reversed(self.broken):
            self.write(path, before)
        self.broken.clear()
        if self.refusals > 2:
            self.begin_anew()

    def publish(self, way: str) -> int:
        """Publish where something is remembered, and where nothing is."""
        site = self.folder / self.site
        before = files_in(site)
        with self.cached(holds=way == "holding"):
            if way == "command":
                status, said = self.command()
            else:
                status, said = main(self.words(self.site))
        after = files_in(site)
        clean = self.clean_build()

        assert (status, said) == (clean.status, clean.said)
        if status == build.DONE:
            own = before.get("CNAME")
            assert after == (clean.files | ({"CNAME": own} if own else {}))
        else:
            assert after == before
        return status

    def command(self) -> tuple[int, tuple[str, ...]]:
        """Build as everybody does, by the command."""
        command = [sys.executable, str(ROOT / "build.py"), *self.words(self.site)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, tuple((done.stdout + done.stderr).splitlines()[:-1])

    def check(self) -> int:
        """Check where something is remembered, and where nothing is."""
        words = ["check", *self.words("")[1:]]
        with self.cached():
            checked = main(words)
        with self.nothing_cached():
            assert checked == apart(lambda: main(words))
        return checked[0]

    def preview(self) -> int:
        """Build as the preview does: what was saved at once, then all."""
        with self.cached(holds=True):
            for hurried in (True, False):
                outcome = self.outcome(Earlier(self.pages.get, stands_in=hurried))
                self.pages = {page.path: page for page in outcome.pages}
        with self.nothing_cached():
            pages, said, status = apart(self.clean_preview)

        assert [draw(found) for found in outcome.diagnostics] == said
        assert {path: page.content for path, page in self.pages.items()} == pages
        return int(status)

    def clean_preview(self) -> tuple[dict[str, bytes], list[str], int]:
        """What a preview shows that knows nothing."""
        outcome = self.outcome(Earlier(lambda _: None))
        said = [draw(found) for found in outcome.diagnostics]
        has_errors = any(found.is_error for found in outcome.diagnostics)
        return {page.path: page.content for page in outcome.pages}, said, int(has_errors)

    def outcome(self, earlier: Earlier) -> build.Outcome:
        """What the preview's builds come to."""
        folders = [word for word in self.words("")[1:] if "--drafts" not in word]
        return build.run_undisturbed(build.parse_options(["serve", *folders]), earlier)

    def clean_build(self) -> Built:
        """Build into empty folders, where nothing is remembered."""
        with self.nothing_cached() as folder:
            words = self.words("")
            words.append(f"--site={folder / 'site'}")
            status, said = apart(lambda: main(words))
            return Built(status, said, files_in(folder / "site"))

    def words(self, site: str) -> list[str]:
        """The words of the command line."""
        folders = [f"--{name}={self.folder / name}" for name in ("content", "templates")]
        where = [f"--site={self.folder / site}"] if site else []
        return ["build", *folders, *self.options, *where]

    @contextlib.contextmanager
    def cached(self, *, holds: bool = False) -> Iterator[None]:
        """With what builds before this one left."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(self.cache))
            patch.setattr(Memory, "holds", holds)
            yield

    @contextlib.contextmanager
    def nothing_cached(self) -> Iterator[Path]:
        """With an empty cache, in an empty folder."""
        with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
            patch.setenv("XDG_CACHE_HOME", str(Path(folder, "cache")))
            yield Path(folder)


def test_every_edit_finds_its_text() -> None:
    """An edit that does nothing would show nothing, and each can be taken back."""
    homes = {"content": SMALL_GUIDE, "templates": TEMPLATES}
    for file, old, new in (*SWAPS.values(), *FAULTS.values()):
        folder, _, name = file.partition("/")
        text = (homes[folder] / name).read_text("utf-8")

        assert old in text, (file, old)
        assert not new or new not in text, (file, new)


def test_an_incremental_build_equals_a_clean_one(*, long: bool, part: slice) -> None:
    """After any edits, the website and what was said of it are those of a build without memory."""
    wanted, of_one_guide = LONG if long else SHORT
    wanted //= part.step  # they are never the same
    count = IncrementalBuild.total
    count.clear()
    while count["steps"] < wanted:
        run_state_machine_as_test(
            IncrementalBuild,
            settings=settings(
                max_examples=9 if long else 2,  # of ten or more, some are made to be simple
                stateful_step_count=of_one_guide,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    print(  # noqa: T201 - the figure that is asked for
        f"{count['steps']} edit steps, {count['builds']} builds compared "
        f"({count['refused']} of them refused), 0 differences"
    )
