"""The cache folder: whoever else could write to it, and whatever happened to a file in it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES

from sitegen.kept import keep, kept_folder, read_kept, why_nothing_is_kept
from sitegen.last_build import repeat_if_unchanged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRANGER = 54321


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches, of which there is none yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches"


def kept_file() -> Path:
    """Something kept."""
    path = kept_folder("doubles", "this version") / "result"
    keep(path, b"made")
    return path


def test_what_was_kept_is_read_and_closed_to_others(caches: Path) -> None:
    """The folder is made as the XDG Base Directory Specification asks, whatever the umask."""
    umask = os.umask(0)
    try:
        path = kept_file()
    finally:
        os.umask(umask)

    assert read_kept(path) == b"made"
    assert (caches.stat().st_mode & 0o777, (caches / "supple").stat().st_mode & 0o777) == (
        0o700,
        0o700,
    )
    assert why_nothing_is_kept() == ""


def open_to_all(caches: Path) -> None:
    """Somebody gave everybody the right to write."""
    (caches / "supple").chmod(0o777)


def open_to_a_group(caches: Path) -> None:
    """The same, for a group."""
    (caches / "supple").chmod(0o770)


def folder_around_is_open(caches: Path) -> None:
    """Another folder can be put in place of the cache."""
    caches.chmod(0o777)


def another_user(caches: Path) -> None:
    """Somebody else came first."""
    os.chown(caches / "supple", STRANGER, STRANGER)


def link_of_another_user(caches: Path) -> None:
    """It leads to what is the user's own, but where it leads is not for the user to say."""
    (caches / "supple").rename(caches / "own")
    (caches / "supple").symlink_to("own")
    os.chown(caches / "supple", STRANGER, STRANGER, follow_symlinks=False)


@pytest.mark.parametrize(
    ("give_away", "said"),
    [
        (open_to_all, "Others may write to {}/supple. Delete {}/supple, then: chmod go-w {}"),
        (open_to_a_group, "Others may write to {}/supple. "),
        (folder_around_is_open, "Others may write to {}. "),
        (another_user, "{}/supple is another user's. Set XDG_CACHE_HOME to a folder of your own."),
        (link_of_another_user, "{}/supple is another user's."),
    ],
)
def test_a_folder_that_others_can_write_to_is_not_used(
    caches: Path, give_away: Callable[[Path], None], said: str
) -> None:
    """What stands there could be anybody's program; the user is told."""
    if os.geteuid() and give_away in {another_user, link_of_another_user}:
        pytest.skip("only the root user can give a folder away")
    path = kept_file()
    give_away(caches)
    keep(path.with_name("another"), b"made")

    assert read_kept(path) is None
    assert read_kept(path.with_name("another")) is None
    assert not path.with_name("another").exists()
    assert why_nothing_is_kept().startswith(said.replace("{}", str(caches)))


def test_a_sticky_folder_is_good_enough(caches: Path) -> None:
    """In one such as /tmp, nobody can put another folder in place of the user's."""
    caches.mkdir()
    caches.chmod(0o1777)

    assert read_kept(kept_file()) == b"made"


def test_a_cache_restored_by_a_ci_is_used(caches: Path, tmp_path: Path) -> None:
    """An archive keeps the modes; the files are those of whoever unpacks it."""
    path = kept_file()
    archive = shutil.make_archive(str(tmp_path / "archive"), "tar", caches)
    shutil.rmtree(caches)
    shutil.unpack_archive(archive, caches)

    assert read_kept(path) == b"made"


@pytest.mark.parametrize("place", ["cache", "~/.cache"])
def test_no_cache_is_made_in_the_folder_that_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """There it could come with the content, from a stranger."""
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    monkeypatch.chdir(tmp_path)

    assert read_kept(kept_file()) is None
    assert not any(tmp_path.iterdir())
    assert "no absolute path" in why_nothing_is_kept()


def test_a_user_is_told_that_nothing_is_kept(caches: Path, tmp_path: Path) -> None:
    """One line, and the build goes on."""
    kept_file()
    open_to_all(caches)
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    words = ["build", f"--templates={TEMPLATES}"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stderr.startswith("build.py: Nothing is kept for the next build. Others may write")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("other", ["other/{made_by}/result", "doubles/other/result", "{kind}/x"])
@pytest.mark.usefixtures("caches")
def test_a_result_of_another_kind_version_or_name_is_none(other: str) -> None:
    """A file that was moved or copied to another place is not taken for what belongs there."""
    path = kept_file()
    made_by = path.parent
    to = {
        "other/{made_by}/result": made_by.parents[1] / "other" / made_by.name / "result",
        "doubles/other/result": made_by.parent / "other" / "result",
        "{kind}/x": made_by / "x",
    }[other]
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, to)

    assert read_kept(path) == b"made"
    assert read_kept(to) is None


@pytest.mark.usefixtures("caches")
def test_a_result_cut_short_or_with_a_bit_flipped_is_none(*, long: bool) -> None:
    """At every length, and at every bit of a small file."""
    path = kept_file()
    whole = path.read_bytes()
    spoilt = [whole[:length] for length in range(len(whole))]
    for bit in range(0, 8 * len(whole), 1 if long else 5):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        spoilt.append(bytes(changed))
    for content in spoilt:
        path.write_bytes(content)
        assert read_kept(path) is None


@pytest.mark.usefixtures("caches")
def test_what_stands_in_the_way_of_a_result(tmp_path: Path) -> None:
    """A link is replaced, and what it leads to is not touched; a folder stays."""
    path = kept_file()
    path.unlink()
    (tmp_path / "mine").write_bytes(b"mine")
    path.symlink_to(tmp_path / "mine")
    keep(path, b"made")
    folder = path.with_name("folder")
    folder.mkdir()
    keep(folder, b"made")

    assert read_kept(path) == b"made"
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert read_kept(folder) is None


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the guide of a folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "build", "--jobs", "1"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def site_of(folder: Path) -> dict[str, bytes]:
    """Every file of the website."""
    site = folder / "site"
    return {str(path): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def spoil(path: Path, dice: random.Random) -> None:
    """Do to a file what a bad disk, a full one or a careless person does."""
    content = path.read_bytes()
    at = dice.randrange(len(content))
    kind = dice.choice(["cut", "flip", "empty", "folder", "link", "locked", "longer", "zeros"])
    if kind in {"folder", "link"}:
        path.unlink()
        path.mkdir() if kind == "folder" else path.symlink_to("nowhere")
    elif kind == "locked":
        path.chmod(0)
    else:
        flipped = content[:at] + bytes([content[at] ^ 1 << dice.randrange(8)]) + content[at + 1 :]
        spoilt = {"cut": content[:at], "flip": flipped, "empty": b"", "longer": content + b"x"}
        path.write_bytes(spoilt.get(kind, bytes(len(content))))


def test_no_spoilt_file_makes_a_wrong_page(caches: Path, tmp_path: Path, *, long: bool) -> None:
    """Whatever happened to what is kept and to the record of the last build, the site is right."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    (tmp_path / "templates").symlink_to(TEMPLATES)
    dice = random.Random(8)  # noqa: S311 - the same damage each time
    assert build(tmp_path).returncode == 0
    expected, spoilt = site_of(tmp_path), 0
    shutil.copytree(caches, tmp_path / "whole")
    record = tmp_path / ".supple/site/last-build"
    for _ in range(100 if long else 3):
        shutil.rmtree(caches)
        shutil.copytree(tmp_path / "whole", caches)
        files = sorted(caches.glob("supple/*/*/*"))
        for path in (*dice.sample(files, k=len(files) // 3), record):
            spoil(path, dice)
            spoilt += 1
        for page in (tmp_path / "site").glob("*/*.html"):
            page.unlink()  # so that each page is made of what is kept
        done = build(tmp_path)

        assert (done.returncode, done.stderr) == (0, "")
        assert site_of(tmp_path) == expected
        if record.is_dir():  # then there is no record, and each build is run
            record.rmdir()
            assert build(tmp_path).returncode == 0
    print(f"\n{spoilt} files spoilt, 0 wrong pages, 0 tracebacks")  # noqa: T201 - the figure


def test_a_spoilt_record_of_the_last_build_is_never_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    """Cut or changed anywhere, or made up: the build is run, and nothing false is said."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    (tmp_path / "templates").symlink_to(TEMPLATES)
    assert build(tmp_path).returncode == 0
    record = tmp_path / ".supple/site/last-build"
    whole = record.read_bytes()
    said: list[str] = []
    words = ["build", "--jobs", "1"]
    assert repeat_if_unchanged(words, said.append)
    step = 7 if long else 997
    spoilt = [whole[:length] for length in range(0, len(whole), step)]
    spoilt += [
        whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(0, len(whole), step)
    ]
    spoilt += [b"", b"0\n-3\n", b"0\n" + b"-3\n" * 1000, b"\xff", b"0\n" + b"9" * 5000, b"0\n5"]
    for content in spoilt:
        record.write_bytes(content)
        assert not repeat_if_unchanged(words, pytest.fail)
    print(f"\n{len(spoilt)} records spoilt, 0 believed")  # noqa: T201 - the figure

    record.unlink()
    (tmp_path / "mine").write_bytes(b"mine")
    record.symlink_to(tmp_path / "mine")
    assert build(tmp_path).returncode == 0
    assert (tmp_path / "mine").read_bytes() == b"mine"
