"""The same content comes out as the same bytes: wherever, whenever and by whatever it is built.

Each way to build differs in one thing from the plain one.  CI tries many things at once, which
tells that all of them are right; with `--long` each is tried by itself, which tells what is wrong.
SUPPLE_PYTHONS names the Pythons to try, each with the packages of requirements.txt.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

REAL_GUIDE = ROOT / "content"
TEXTS = {".md", ".yaml", ".html", ".css", ".js"}
BUILD = str(ROOT / "build.py")
PLAIN_CACHE = "plain-cache"

# What a machine would do otherwise: Python runs it before anything else.
SHUFFLED = """
import os, random
scandir, listdir = os.scandir, os.listdir
class Shuffled(list):
    def __init__(self, entries):
        super().__init__(entries)
        random.Random(len(self)).shuffle(self)
    def __iter__(self):
        return self
    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop()
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def close(self):
        pass
os.scandir = lambda *path: Shuffled(scandir(*path))
os.listdir = lambda *path: sorted(listdir(*path), reverse=True)
"""
MANY_CORES = """
import os
os.cpu_count = lambda: 3
"""
# A clock that stands on another day; what measures how long something takes goes on.
OTHER_DAY = """
import datetime, time
later = 3600 * 24 * 3650
real_time, real_ns, real_gmtime = time.time, time.time_ns, time.gmtime
time.time = lambda: real_time() + later
time.gmtime = lambda seconds=None: real_gmtime(time.time() if seconds is None else seconds)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=later)
datetime.datetime = Later
"""


@dataclass(frozen=True)
class Way:
    """How a guide is built, where that is not as plain as can be.

    Attributes:
        folder: Where the guide lies, in the folder of the test.
        environment: What the environment has besides.
        flags: What Python is told.
        words: What the command is told.
        shims: What Python runs first.
        prepare: What is done to the guide before.
        umask: Which rights new files do not get.
        linked: Whether the way to the guide leads over a link.
        from_elsewhere: Whether one stands in another folder and names all folders whole.
        twice: Whether it is built, and the site deleted, before.
        interpreter: Which Python.
    """

    folder: str = "guide"
    environment: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shims: str = ""
    prepare: tuple[Callable[[Path], None], ...] = ()
    umask: int = 0o022
    linked: bool = False
    from_elsewhere: bool = False
    twice: bool = False
    interpreter: str = sys.executable

    def __or__(self, other: Way) -> Way:
        """Both at once; where they meet, the other's."""
        plain = Way()
        changed = {
            name.name: getattr(other, name.name)
            for name in dataclasses.fields(other)
            if getattr(other, name.name) != getattr(plain, name.name)
        }
        changed["environment"] = {**self.environment, **other.environment}
        changed["shims"] = self.shims + other.shims
        changed["prepare"] = self.prepare + other.prepare
        return dataclasses.replace(self, **changed)


def written_in_another_order(guide: Path) -> None:
    """The last file is made first, so that the disk lists them otherwise."""
    for path in sorted(guide.rglob("*"), reverse=True):
        if path.is_file():
            content = path.read_bytes()
            path.unlink()
            path.write_bytes(content)


def of_other_times(guide: Path) -> None:
    """Files from long ago, and from years ahead."""
    for number, path in enumerate(sorted(guide.rglob("*"))):
        seconds = (1, 4_000_000_000)[number % 2]
        os.utime(path, (seconds, seconds))


def with_windows_line_ends(guide: Path) -> None:
    """As an editor of Windows leaves them; static files go out as they are (.gitattributes)."""
    for path in sorted(guide.rglob("*")):
        if path.is_file() and path.suffix in TEXTS and path.parent.name != "static":
            lines = path.read_bytes().replace(b"\r\n", b"\n")
            path.write_bytes(lines.replace(b"\n", b"\r\n"))


def not_to_be_written_to(guide: Path) -> None:
    """A checkout that is there to be read; the superuser may write to it all the same."""
    for name in ("content", "templates"):
        for path in (guide / name, *(guide / name).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)


WAYS = {
    "deep folder": Way(folder="a b/\u00fcber \u0436/\u9577\u3044/x'y&z/guide"),
    "folder behind a link": Way(linked=True),
    "from another folder": Way(from_elsewhere=True),
    "language C": Way(environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "language C.UTF-8": Way(environment={"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}),
    "Turkish": Way(environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    "German, Latin-1": Way(environment={"LC_ALL": "de_DE.ISO-8859-1", "PYTHONUTF8": "0"}),
    "terminal of ASCII": Way(environment={"PYTHONIOENCODING": "ascii"}),
    "time zone ahead": Way(environment={"TZ": "Pacific/Kiritimati"}),
    "time zone behind": Way(environment={"TZ": "America/Los_Angeles"}),
    "hash seed 0": Way(environment={"PYTHONHASHSEED": "0"}),
    "hash seed 1": Way(environment={"PYTHONHASHSEED": "1"}),
    "hash seed at random": Way(environment={"PYTHONHASHSEED": "random"}),
    "umask 000": Way(umask=0),
    "umask 077": Way(umask=0o077),
    "ten years later": Way(shims=OTHER_DAY),
    "folders listed otherwise": Way(shims=SHUFFLED),
    "files made otherwise": Way(prepare=(written_in_another_order,)),
    "times of files": Way(prepare=(of_other_times,)),
    "other cores": Way(shims=MANY_CORES),
    "one process": Way(words=("--jobs", "1")),
    "two processes": Way(words=("--jobs", "2")),
    "four processes": Way(words=("--jobs", "4")),
    "warm cache": Way(twice=True),
    "no cache": Way(environment={"XDG_CACHE_HOME": "/dev/null/nowhere"}),
    "cache of another guide": Way(environment={"XDG_CACHE_HOME": PLAIN_CACHE}),
    "line ends of Windows": Way(prepare=(with_windows_line_ends,)),
    "read-only": Way(prepare=(not_to_be_written_to,)),
    "-O": Way(flags=("-O",)),
    "-OO": Way(environment={"PYTHONOPTIMIZE": "2"}),
    "-X dev": Way(flags=("-X", "dev")),
}
AT_ONCE = (
    (
        "deep folder",
        "language C",
        "time zone ahead",
        "hash seed 1",
        "umask 077",
        "folders listed otherwise",
        "line ends of Windows",
        "two processes",
    ),
    (
        "folder behind a link",
        "from another folder",
        "Turkish",
        "terminal of ASCII",
        "time zone behind",
        "hash seed 0",
        "umask 000",
        "ten years later",
        "files made otherwise",
        "times of files",
        "other cores",
        "-OO",
        "warm cache",
    ),
    ("German, Latin-1", "hash seed at random", "four processes", "read-only", "-O", "no cache"),
)


def published(site: Path) -> dict[str, tuple[str, bytes]]:
    """Every file of a website, with its mode, and every folder with its own."""
    return {
        path.relative_to(site).as_posix(): (
            oct(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (site, *site.rglob("*"))
    }


def website(way: Way, content: Path, workplace: Path) -> dict[str, tuple[str, bytes]]:
    """Lay a guide out, build it in some way, and read what was published."""
    guide = workplace / way.folder
    shutil.copytree(content, guide / "content")
    shutil.copytree(TEMPLATES, guide / "templates")
    for prepare in way.prepare:
        prepare(guide)
    if way.linked:
        (workplace / "link").symlink_to(guide)
        guide = workplace / "link"
    (workplace / "shims").mkdir()
    (workplace / "shims" / "sitecustomize.py").write_text(way.shims, "utf-8")
    (workplace / "elsewhere").mkdir()
    words = list(way.words)
    if way.from_elsewhere:
        words += [f"--{name}={guide / name}" for name in ("content", "templates", "site")]
    cache = way.environment.get("XDG_CACHE_HOME", "cache")
    environment = {
        "PATH": os.environ["PATH"],
        "LOCPATH": str(workplace.parent / "locales"),
        **way.environment,
        "PYTHONPATH": str(workplace / "shims"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str((workplace.parent if cache == PLAIN_CACHE else workplace) / cache),
    }
    for _ in range(2 if way.twice else 1):
        shutil.rmtree(guide / "site", ignore_errors=True)
        done = subprocess.run(
            [way.interpreter, *way.flags, BUILD, *words],
            cwd=workplace / "elsewhere" if way.from_elsewhere else guide,
            env=environment,
            umask=way.umask,
            capture_output=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
    return published(guide / "site")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, *, long: bool) -> Path:
    """A folder for all that is built here; with locales, where this machine can make them."""
    folder = tmp_path_factory.mktemp("ways")
    (folder / "locales").mkdir()
    for name, charmap in (("tr_TR", "UTF-8"), ("de_DE", "ISO-8859-1")):
        if long and (localedef := shutil.which("localedef")):
            to = str(folder / "locales" / f"{name}.{charmap}")
            made = [localedef, "-i", name, "-f", charmap, to]
            subprocess.run(made, check=False, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def plain(home: Path) -> dict[str, tuple[str, bytes]]:
    """The website of the small guide, built as plainly as can be."""
    plainly = Way(environment={"XDG_CACHE_HOME": PLAIN_CACHE})
    return website(plainly, SMALL_GUIDE, home / "plain")


def ways(names: tuple[str, ...]) -> Way:
    """Several ways at once."""
    together = Way()
    for name in names:
        together |= WAYS[name]
    return together


@pytest.mark.parametrize("names", AT_ONCE, ids=lambda names: names[0])
def test_many_things_at_once_change_no_byte(
    names: tuple[str, ...], home: Path, plain: dict[str, tuple[str, bytes]]
) -> None:
    """Folder, language, time, order, rights, cores, cache: none of them goes into a page."""
    assert website(ways(names), SMALL_GUIDE, home / f"at-once-{names[0]}") == plain


@pytest.mark.long
@pytest.mark.parametrize("name", WAYS)
def test_nothing_by_itself_changes_a_byte(
    name: str, home: Path, plain: dict[str, tuple[str, bytes]]
) -> None:
    """The same, one by one, where there is time for it."""
    assert website(WAYS[name], SMALL_GUIDE, home / name) == plain


def test_every_python_makes_the_same_bytes(home: Path, plain: dict[str, tuple[str, bytes]]) -> None:
    """From cold, and with a cache that another Python has filled."""
    interpreters = os.environ.get("SUPPLE_PYTHONS", sys.executable).split()
    for number, interpreter in enumerate(interpreters):
        cold = Way(interpreter=interpreter)
        warm = Way(interpreter=interpreter, environment={"XDG_CACHE_HOME": PLAIN_CACHE})
        for way in (cold, warm):
            workplace = home / f"python-{number}-{way is warm}"
            assert website(way, SMALL_GUIDE, workplace) == plain, interpreter


@pytest.mark.long
@pytest.mark.parametrize("number", range(len(AT_ONCE)))
def test_the_real_guide_is_the_same_too(
    number: int, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All that it has, under many things at once."""
    folder = home / "real-plain"
    expected = (
        published(folder / "guide/site") if folder.exists() else website(Way(), REAL_GUIDE, folder)
    )
    workplace = tmp_path_factory.mktemp("real")

    assert website(ways(AT_ONCE[number]), REAL_GUIDE, workplace) == expected


def test_no_page_knows_where_or_by_whom_it_was_built(
    home: Path, plain: dict[str, tuple[str, bytes]]
) -> None:
    """Neither folder, nor machine, nor Python stands in any file."""
    facts = [str(home), str(ROOT), sys.prefix, socket.gethostname(), sys.version.split()[0]]
    pages = b"\n".join(content for _, content in plain.values())

    assert [fact for fact in facts if len(fact) > 3 and fact.encode() in pages] == []
