"""A build of which one system call fails, or is the last: the old website or the new, no litter.

As SQLite is tested: strace counts the calls of a build that works, then the build runs again for
each of them, once with an error in its place and once killed at it.  CI takes a spread sample;
`pytest tests/test_faults.py --long -s` takes all that change the disk, and each fourth that reads;
with `--part 1/4`, a fourth of those.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, installed

from sitegen.kept import read_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

BUILD = (sys.executable, str(ROOT / "build.py"), "build", "--jobs", "1")
# Calls that change a disk, or wait for it; and those that only look.
CHANGES = frozenset(
    re.findall(
        r"\w+",
        "chmod chown copy_file_range creat fallocate fchmod fchmodat fchown fchownat fdatasync "
        "flock fsetxattr fsync ftruncate futimesat lchown link linkat lsetxattr mkdir mkdirat "
        "mknod mknodat msync pwrite64 pwritev pwritev2 removexattr rename renameat renameat2 rmdir "
        "sendfile setxattr symlink symlinkat sync syncfs truncate unlink unlinkat utime utimensat "
        "utimes write writev ",
    )
)
LOOKS = frozenset(
    re.findall(
        r"\w+",
        "access chdir dup dup2 dup3 epoll_create1 eventfd2 execve faccessat faccessat2 fadvise64 "
        "fchdir fcntl fgetxattr flistxattr fstat fstatfs getcwd getdents64 getxattr ioctl "
        "lgetxattr listxattr llistxattr lseek lstat memfd_create mmap newfstatat pipe2 poll ppoll "
        "pread64 pselect6 read readlink readlinkat readv select stat statfs statx ",
    )
)
DELETES = frozenset({"unlink", "unlinkat", "rmdir"})
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES")
KILL = "signal=KILL"
# strace says how a file was opened, and what a descriptor is.
LINE = re.compile(r"^\d+ +(?P<name>\w+)\((?P<what>.*)\) += (?P<result>-?\d+(?:<[^>]*>)?)")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
# What was drawn of a guide of which a part could not be read is whole, and may be wanted again.
_FIGURE = re.compile(r"cache/supple/figures/\w+/\w+$")
Tree = dict[str, bytes]


@dataclass(frozen=True)
class Call:
    """One system call of a build.

    Attributes:
        name: Its name.
        number: The how many-th of this name it is.
        what: Its arguments, as strace shows them.
    """

    name: str
    number: int
    what: str


@dataclass(frozen=True)
class Scene:
    """What a build begins with, and what it comes to.

    Attributes:
        before: A folder with the site, cache and hidden folder that there are.
        old: The website in it; None where there is none.
        new: The website that a clean build makes.
        names: All that is in the workplace after a build without a fault.
        options: What strace does besides.
    """

    before: Path
    old: Tree | None
    new: Tree
    names: frozenset[str]
    options: tuple[str, ...] = ()


STATE = ("site", ".supple", "cache")


def lay_out(workplace: Path) -> Path:
    """A folder with the small guide, to build in."""
    shutil.copytree(SMALL_GUIDE, workplace / "content")
    (workplace / "templates").symlink_to(TEMPLATES)
    return workplace


def surroundings(workplace: Path) -> dict[str, str]:
    """Nothing of the machine's own that could change what a build does."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(workplace),
        "XDG_CACHE_HOME": str(workplace / "cache"),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


def run(workplace: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Build, under another program if need be."""
    return subprocess.run(
        [*before, *BUILD],
        cwd=workplace,
        env=surroundings(workplace),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def tree(folder: Path) -> Tree | None:
    """Every file of a folder; None where there is no folder."""
    if not folder.exists():
        return None
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def names(workplace: Path) -> frozenset[str]:
    """All that a build could have left."""
    found = (path.relative_to(workplace).as_posix() for path in workplace.rglob("*"))
    return frozenset(name for name in found if not name.startswith("content/"))


def traced(workplace: Path, *options: str) -> list[Call]:
    """Build, and note the calls that went well."""
    log = workplace.with_name(f"{workplace.name}.trace")
    done = run(workplace, "strace", "-f", "-y", "-o", str(log), "-e", "trace=%file,%desc", *options)
    assert done.returncode == 0, done.stderr
    calls = []
    numbers: dict[str, Iterator[int]] = {}
    for line in log.read_text("utf-8", "replace").splitlines():
        if found := LINE.match(line):
            name = found["name"]
            number = next(numbers.setdefault(name, count(1)))
            if not found["result"].startswith("-"):
                # Where one is says nothing about what a call is for.
                what = re.sub(r"AT_FDCWD<[^>]*>, ", "", f"{found['what']} = {found['result']}")
                calls.append(Call(name, number, what))
    return calls


def changes(calls: Iterable[Call], workplace: Path) -> list[Call]:
    """The calls that change the disk, all of them in the workplace."""
    found: list[Call] = []
    for call in calls:
        is_open = call.name in {"open", "openat"}
        is_closed = call.name == "close"
        assert is_open or is_closed or call.name in CHANGES | LOOKS, f"what is {call}?"
        if (
            (is_open and WRITES.search(call.what))
            or (is_closed and any(call.what.startswith(f"{of_file(made)} =") for made in found))
            or (call.name in CHANGES and not re.match(r"[012]<", call.what))
        ):
            found.append(call)
    strangers = [call for call in found if str(workplace) not in call.what]
    assert not strangers
    return found


def of_file(call: Call) -> str:
    """The descriptor that a call opened, as `3</path>`, or what no call begins with."""
    return call.what.rpartition(" = ")[2].strip() if call.name == "openat" else "none"


def reads(calls: Iterable[Call], workplace: Path) -> list[Call]:
    """The calls that read content, templates, cache or website; of each file the first `read`."""
    found: dict[tuple[str, str], Call] = {}
    for call in calls:
        is_open = call.name == "openat" and not WRITES.search(call.what)
        place = re.search(rf"<(?:{workplace}|{TEMPLATES})[^>]*>", call.what)
        if place and (is_open or call.name in {"read", "getdents64"}):
            found.setdefault((call.name, place[0]), call)
    return list(found.values())


class Workplaces:
    """Folders in which faults are injected, one build at a time in each."""

    def __init__(self, folder: Path, number: int) -> None:
        self._free: SimpleQueue[Path] = SimpleQueue()
        self.all = [lay_out(folder / f"workplace-{index}") for index in range(number)]
        for workplace in self.all:
            self._free.put(workplace)

    def inject(self, scene_of: Callable[[Path], Scene], call: Call, fault: str) -> str:
        """Build with one fault, judge what is left, and build again.

        Returns:
            What is wrong; "" where nothing is.
        """
        workplace = self._free.get()
        try:
            scene = scene_of(workplace)
            restore(workplace, scene)
            wrong = " and ".join(trouble(workplace, scene, call, fault))
            return f"{fault} at {call.name} {call.number} ({call.what}): {wrong}" if wrong else ""
        finally:
            self._free.put(workplace)


def restore(workplace: Path, scene: Scene) -> None:
    """Lay out what a build begins with."""
    for name in STATE:
        shutil.rmtree(workplace / name, ignore_errors=True)
        if (scene.before / name).exists():
            shutil.copytree(scene.before / name, workplace / name)


def trouble(workplace: Path, scene: Scene, call: Call, fault: str) -> Iterator[str]:
    """Whatever a build with a fault in it, and the next build, do wrong."""
    log = workplace.with_name(f"{workplace.name}.log")
    inject = f"inject={call.name}:{fault}:when={call.number}"
    only = f"trace={call.name},renameat2"
    # With the filter strace is quicker, but sends no signal.
    filtering = [] if fault == KILL else ["--seccomp-bpf"]
    strace = ("strace", "-f", *filtering, "-o", str(log), "-e", only, *scene.options)
    done = run(workplace, *strace, "-e", inject)
    is_killed = fault == KILL
    was_killed = done.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
    if not (was_killed if is_killed else "(INJECTED)" in log.read_text("utf-8", "replace")):
        yield "the call never came"
    site = tree(workplace / "site")
    previous = tree(workplace / ".supple/site/previous")
    if site not in (scene.old, scene.new) and not (
        is_killed and scene.options and previous == scene.old
    ):
        yield "the site is half"
    if "Traceback" in done.stdout + done.stderr:
        yield f"a traceback: {done.stderr}"
    if not is_killed:
        yield from wrong_end(done, is_new=site == scene.new, is_old=site == scene.old)
        kept = {path.name for path in workplace.glob(".supple/site/*")}
        if call.name not in DELETES and not kept <= {"lock", "last-build"}:
            yield f"litter at once: {kept}"
    again = run(workplace)
    if again.returncode or again.stderr:
        yield f"the next build says {again.stdout}{again.stderr}"
    if tree(workplace / "site") != scene.new:
        yield "the next build is wrong"
    if litter := {name for name in names(workplace) - scene.names if not _FIGURE.match(name)}:
        yield f"litter: {sorted(litter)}"
    if torn := [path for path in workplace.glob("cache/supple/*/*/*") if read_kept(path) is None]:
        yield f"litter, torn: {torn}"


def wrong_end(
    done: subprocess.CompletedProcess[str], *, is_new: bool, is_old: bool
) -> Iterator[str]:
    """What is wrong with how a build ended, going by the website that stands now."""
    if done.returncode == 0:
        if not is_new:
            yield "it says that all went well"
    elif done.returncode == 1:
        if not is_old or "Nothing was published" not in done.stdout:
            yield f"it says that the content is at fault: {done.stdout}"
    elif done.returncode != 2 or not re.fullmatch(r"build\.py: [^\n]+\n", done.stderr):
        yield f"it ends with {done.returncode} and says {done.stderr}"
    elif not is_old:
        yield "it says that it failed"


@pytest.fixture(scope="module")
def workplaces(tmp_path_factory: pytest.TempPathFactory, *, long: bool) -> Workplaces:
    """Two for all faults, on as many cores; one for a sample."""
    installed("strace")
    return Workplaces(tmp_path_factory.mktemp("faults"), 2 if long else 1)


Make = dict[str, dict["Path", Scene]]


@pytest.fixture(scope="module")
def scenes(workplaces: Workplaces) -> Make:
    """Every scene in every workplace: what is kept in a cache goes by the folder of the guide."""
    made: Make = {}
    for workplace in workplaces.all:
        for name, scene in scenes_of(workplace):
            made.setdefault(name, {})[workplace] = scene
    return made


def scenes_of(workplace: Path) -> Iterator[tuple[str, Scene]]:
    """The scenes; afterwards the content is that of the small guide."""
    starts = workplace.with_name(f"{workplace.name}-before")
    page = workplace / "content/stretches/ear-to-shoulder.md"
    extra = workplace / "content/stretches/another.md"
    text = page.read_text("utf-8")
    shutil.copy(page, extra)
    page.write_text(text.replace("1. Sit tall.", "1. Sit very tall."), "utf-8")
    assert run(workplace).returncode == 0
    old = keep_state(workplace, starts / "old", *STATE)
    extra.unlink()
    page.write_text(text, "utf-8")
    for name in STATE:
        shutil.rmtree(workplace / name)
    (starts / "nothing").mkdir()
    assert run(workplace).returncode == 0
    new, left = tree(workplace / "site"), names(workplace)
    assert new
    assert old != new
    keep_state(workplace, starts / "same", *STATE)
    keep_state(workplace, starts / "cache", "cache")
    yield "first", Scene(starts / "nothing", None, new, left)
    yield "cached", Scene(starts / "cache", None, new, left)
    yield "same", Scene(starts / "same", new, new, left)
    # What the page of before needed stays in the cache.
    restore(workplace, Scene(starts / "old", old, new, left))
    assert run(workplace).returncode == 0
    left = names(workplace)
    yield "edited", Scene(starts / "old", old, new, left)
    refused = ("-e", "inject=renameat2:error=EINVAL")
    yield "edited, two renames", Scene(starts / "old", old, new, left, refused)


def keep_state(workplace: Path, to: Path, *kept: str) -> Tree | None:
    """Set aside what is there now; returns the website."""
    to.mkdir(parents=True)
    for name in kept:
        shutil.copytree(workplace / name, to / name)
    return tree(workplace / "site")


def sample(calls: Sequence[Call], number: int, *, long: bool) -> list[Call]:
    """All calls, or so many of them spread from the first to the last."""
    step = 1 if long else max(len(calls) // number, 1)
    return list(calls[step // 2 :: step])


def inject_all(
    workplaces: Workplaces,
    scene: dict[Path, Scene],
    faults: Sequence[tuple[Call, str]],
    name: str,
) -> list[str]:
    """Inject each fault, on as many cores as there are workplaces; returns the harm done."""
    with ThreadPoolExecutor(len(workplaces.all)) as pool:
        wrongs = pool.map(lambda fault: workplaces.inject(scene.__getitem__, *fault), faults)
        found = [wrong for wrong in wrongs if wrong]
    print(  # noqa: T201 - the figure that is asked for
        f"\n{name}: {len(faults)} faults injected,"
        f" {sum('site is half' in wrong for wrong in found)} half sites,"
        f" {sum('litter' in wrong for wrong in found)} litter,"
        f" {sum('traceback' in wrong for wrong in found)} tracebacks",
        flush=True,
    )

    assert faults
    return found


def calls_of(workplace: Path, scene: Scene) -> list[Call]:
    """The calls of a build in a scene."""
    restore(workplace, scene)
    return traced(workplace, *scene.options)


def both_kinds(calls: Sequence[Call]) -> list[tuple[Call, str]]:
    """Each call with an error, in turn one of those that a disk can answer, and with a kill.

    A kill at a `close` is one at the call that follows.
    """
    return [
        (call, fault)
        for index, call in enumerate(calls)
        for fault in (f"error={ERRORS[index % len(ERRORS)]}", KILL)
        if not (fault == KILL and call.name in {"close", "flock"})
    ]


@pytest.mark.parametrize(
    ("name", "number"),
    [("first", 2), ("cached", 1), ("edited", 2), ("edited, two renames", 2), ("same", 1)],
)
def test_a_change_of_the_disk_that_fails_or_is_the_last(
    workplaces: Workplaces, scenes: Make, name: str, number: int, *, long: bool, part: slice
) -> None:
    """The site is wholly old or new, the end is plain, and the next build is right and clean."""
    workplace = workplaces.all[0]
    calls = changes(calls_of(workplace, scenes[name][workplace]), workplace)
    if name == "first":  # what follows the cache is in "cached"
        calls = [call for call in calls if "/cache" in call.what]
    if "renames" in name:  # what goes before the swap is in "edited"
        swaps = [index for index, call in enumerate(calls) if call.name == "rename"]
        calls = calls[swaps[0] :]
    faults = both_kinds(sample(calls, number, long=long))

    assert inject_all(workplaces, scenes[name], faults[part], name) == []


def test_a_look_at_the_disk_that_fails(
    workplaces: Workplaces, scenes: Make, *, long: bool, part: slice
) -> None:
    """A bad disk under content, templates, cache or site: a plain fault, or the right website."""
    workplace = workplaces.all[0]
    calls = reads(calls_of(workplace, scenes["edited"][workplace]), workplace)
    # They are many and much alike, so each fourth stands for the others even in the long run.
    chosen = calls[::4] if long else sample(calls, 2, long=False)
    faults = [(call, "error=EIO") for call in chosen]

    assert inject_all(workplaces, scenes["edited"], faults[part], "reads") == []


def test_a_build_with_nothing_to_do_changes_nothing(workplaces: Workplaces) -> None:
    """Not one call of it can do harm."""
    workplace = workplaces.all[0]
    for _ in range(2):
        assert run(workplace).returncode == 0

    assert changes(traced(workplace), workplace) == []
