"""How a command ends that somebody or something stops: in good order, never with a traceback."""

from __future__ import annotations

import fcntl
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, installed

from sitegen.processes import map_in_processes
from sitegen.publish.place import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = (sys.executable, str(ROOT / "build.py"))
NO_SPACE = (
    "build.py: The system stopped it at standard output: no space left on device. "
    "Mend that and run it again.\n"
)
PATIENCE_SECONDS = 60.0
# A line of strace that reads the first module after the signals have been seen to.
STARTED = re.compile(r"/(?:__pycache__/)?argparse\.")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A folder with a small guide of its own, to build in."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    (tmp_path / "templates").symlink_to(TEMPLATES)
    return tmp_path


@pytest.fixture
def cold(guide: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and nothing in the cache: there is much to do."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(guide / "cache"))
    return guide


def start(folder: Path, *words: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start build.py in a session of its own."""
    return subprocess.Popen(
        [*before, *PROGRAM, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(
    folder: Path, *words: str, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run build.py to its end."""
    surroundings = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")}
    return subprocess.run(
        [*before, *PROGRAM, *words],
        cwd=folder,
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def shell(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run build.py as `$BUILD` of a shell's line."""
    return subprocess.run(
        [installed("bash"), "-c", script],
        cwd=folder,
        env={**os.environ, "BUILD": " ".join(PROGRAM)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def until(is_so: Callable[[], object]) -> None:
    """Wait for something that comes soon, however busy the machine is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.002)


def processes_of(session: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = path.read_text("utf-8").rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def litter_of(folder: Path) -> set[str]:
    """What a build left beside its website that is not meant to stay."""
    return {path.name for path in Workplace(folder / "site").folder.glob("*")} - {
        "lock",
        "last-build",
    }


def stages_of(folder: Path, *words: str) -> range:
    """The numbers of the `openat` calls of a command, once the signals are seen to."""
    log = folder / "log"
    strace = ("strace", "-f", "-o", str(log), "-e", "trace=openat")
    run(folder, *words, before=strace)
    lines = [line for line in log.read_text("utf-8").splitlines() if "openat(" in line]
    first = next(index for index, line in enumerate(lines) if STARTED.search(line))
    return range(first + 2, len(lines) + 1)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_signal_at_any_stage_ends_it_in_good_order(
    cold: Path, command: str, *, long: bool
) -> None:
    """130 or 143, not a word, no litter; the site is the old one, or wholly published."""
    installed("strace")
    words = (command, "--jobs", "1")
    assert run(cold, "build").returncode == 0
    whole = [(cold / "site/.supple.json").read_bytes()]
    settings = cold / "content/guide.yaml"
    settings.write_text(settings.read_text("utf-8").replace("Small guide", "Little guide"), "utf-8")
    shutil.copytree(cold / "site", cold / "old")
    run(cold, *words)  # so that each has as much to do as the next
    whole.append((cold / "site/.supple.json").read_bytes())
    put_back(cold)
    stages = stages_of(cold, *words)
    wrong, statuses = [], set()
    chosen = stages[:: len(stages) // (100 if long else 2)]
    for index, at in enumerate(chosen):
        number = (signal.SIGTERM, signal.SIGINT)[index % 2]
        put_back(cold)
        inject = ("-e", "trace=openat", "-e", f"inject=openat:signal={number.name}:when={at}")
        done = run(cold, *words, before=("strace", "-f", "-o", os.devnull, *inject))
        statuses.add(done.returncode)
        is_whole = (cold / "site/.supple.json").read_bytes() in whole
        is_ended = done.returncode in {0, 128 + number} and not done.stderr
        if not is_ended or not is_whole or litter_of(cold):
            wrong.append(f"{number.name} at {at}: {done}, {is_whole}, {litter_of(cold)}")

    print(f"\n{command}: {len(chosen)} signals, {len(wrong)} bad ends")  # noqa: T201 - the figure
    assert not wrong, "\n".join(wrong)
    assert {130, 143} <= statuses


def put_back(folder: Path) -> None:
    """Let the old website stand, made by no build that is remembered."""
    for name in ("site", ".supple"):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(folder / "old", folder / "site")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_build(cold: Path, number: signal.Signals) -> None:
    """Ctrl-C reaches all of them, SIGTERM and SIGKILL the first alone; each time all are gone."""
    with start(cold, "build", "--jobs", "2") as process:
        until(lambda: len(processes_of(process.pid)) > 2)
        send = os.killpg if number == signal.SIGINT else os.kill
        send(process.pid, number)
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
        until(lambda: not processes_of(process.pid))

    assert said == ""
    assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert not (cold / "site").exists()
    assert not litter_of(cold)


def test_a_worker_that_the_system_kills_is_told() -> None:
    """It may have taken all memory; the build does not wait for it."""

    def work(value: int) -> int:
        if value == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return value

    with pytest.raises(ChildProcessError, match="ended from outside, perhaps for want of memory"):
        map_in_processes(work, range(6), 2, pays_from=0)


def test_what_a_worker_raises_is_raised_by_whoever_asked() -> None:
    """With the place where it came up."""

    def work(value: int) -> float:
        return 1 / value

    with pytest.raises(ZeroDivisionError) as raised:
        map_in_processes(work, range(6), 2, pays_from=0)

    assert "in work" in raised.value.__notes__[0]


def test_a_second_build_waits_for_the_first(guide: Path) -> None:
    """It publishes as soon as the first has ended, even one that was killed."""
    held = start_and_hold(guide)
    with start(guide, "build") as second:
        time.sleep(1)
        is_waiting = second.poll() is None
        os.killpg(held.pid, signal.SIGKILL)
        held.wait()
        said, _ = second.communicate(timeout=PATIENCE_SECONDS)

    assert is_waiting
    assert "24 pages in site/, 67 files changed" in said
    assert not litter_of(guide)


def start_and_hold(guide: Path) -> subprocess.Popen[bytes]:
    """A real build that holds the lock, in the middle of its work."""
    strace = installed("strace")
    inject = ("-e", "trace=rename,renameat2", "-e", "inject=rename,renameat2:delay_enter=60s")
    held = subprocess.Popen(
        [strace, "-f", "-o", os.devnull, *inject, *PROGRAM, "build"],
        cwd=guide,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    until((guide / ".supple/site/staging/.supple.json").exists)
    return held


def test_a_second_build_does_not_wait_for_ever(guide: Path) -> None:
    """After ten seconds it says who is in its way; a preview needs no lock and goes on."""
    folder = Workplace(guide / "site").folder
    folder.mkdir(parents=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(guide, "build")
        with start(guide, "serve", "--port", "5740") as preview:
            assert preview.stdout
            lines = [preview.stdout.readline() for _ in range(2)]
            preview.send_signal(signal.SIGINT)
            _, errors = preview.communicate(timeout=PATIENCE_SECONDS)

    assert done.returncode == 2
    assert re.fullmatch(r"build\.py: Another build is publishing here .*\n", done.stderr)
    assert "Built " in lines[1]
    assert (preview.returncode, errors) == (0, "")


@pytest.mark.parametrize("command", ["build", "check", "serve", "new stretch calf-wall"])
def test_a_folder_that_was_deleted_is_told(tmp_path: Path, command: str) -> None:
    """A terminal may still be in one."""
    done = shell(tmp_path, f'mkdir gone && cd gone && rmdir "$PWD" && $BUILD {command}')

    assert done.returncode == 2
    assert done.stderr == (
        "build.py: The folder that you are in cannot be found: no such file or directory. "
        "Go to another one.\n"
    )


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        ("$BUILD | head -0; exit ${PIPESTATUS[0]}", {0, 141}, ""),
        ("$BUILD check | head -0; exit ${PIPESTATUS[0]}", {0, 141}, ""),
        ("$BUILD >&-", {0}, ""),
        ("$BUILD >&- 2>&-", {0}, ""),
        ("$BUILD nonsense 2>&-", {2}, ""),
        ("$BUILD --site . 2>/dev/full", {2}, ""),
        ("$BUILD >/dev/full", {2}, NO_SPACE),
    ],
)
def test_an_output_that_nobody_can_read(
    guide: Path, script: str, status: set[int], said: str
) -> None:
    """The site is published or not, as the status says; twice, as the second has nothing to do."""
    for _ in range(2):
        done = shell(guide, script)

        assert done.returncode in status
        assert done.stderr == said


def test_a_build_needs_no_home(guide: Path) -> None:
    """One that not even the root user can write to does; and nothing is kept elsewhere instead."""
    done = run(guide, "build", XDG_CACHE_HOME="", HOME="/proc")

    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in guide.iterdir()} == {"content", "templates", "site", ".supple"}


def test_a_site_does_not_fit_on_the_disk(guide: Path) -> None:
    """One line says so, and nothing is left."""
    done = subprocess.run(
        [*PROGRAM, "build"],
        cwd=guide,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
    )

    assert done.returncode == 2
    assert re.fullmatch(r"build\.py: Publishing stopped at .*: file too large\. .*\n", done.stderr)
    assert not litter_of(guide)
