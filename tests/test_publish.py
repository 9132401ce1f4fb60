"""What the publish room promises: the old website or the new one, and nobody's files lost."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import itertools
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Page
from sitegen.publish import Published, PublishError, lock, publish_pages, swap
from sitegen.publish.lock import exclusive
from sitegen.publish.manifest import MANIFEST, manifest_of
from sitegen.publish.place import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

OLD = {
    "index.html": b"old home",
    "neck/index.html": b"neck",
    "neck/gone.html": b"gone soon",
    "turned": b"a file, later a folder",
}
NEW = {
    "index.html": b"new home",
    "neck/index.html": b"neck",
    "hip/index.html": b"hip",
    "turned/index.html": b"a folder now",
}
# In a site, what people put there.
FOREIGN = {"CNAME": b"stretch.example", ".well-known/a/x": b"x", "link": b"-> neck"}

PATHS = ["a", "a/b", "a/b/c.html", "index.html", "neck/e.html", "neck/f.html"]
WEBSITES = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=2)).filter(
    lambda website: not any(other.startswith(f"{path}/") for path in website for other in website)
)

# What a publish in another process came to, beside -9: killed.
PUBLISHED, REFUSED, INTERRUPTED, UNTROUBLED = 0, 2, 3, 4


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A place for a website; nothing stands there."""
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "two renames"])
def way_to_swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to put a website in place of another."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "system_exchange", lambda: None)
    elif not swap.system_exchange():
        pytest.skip("This system cannot exchange two folders.")
    return str(request.param)


def publish(contents: Mapping[str, bytes], site: Path) -> Published:
    """Publish pages given as path to content."""
    return publish_pages((Page(path, content) for path, content in contents.items()), site)


def publish_old_with_foreign_files(site: Path) -> None:
    """Set the scene: the old website, and in it what people put there."""
    publish(OLD, site)
    (site / "CNAME").write_bytes(FOREIGN["CNAME"])
    (site / ".well-known/a").mkdir(parents=True)
    (site / ".well-known/a/x").write_bytes(FOREIGN[".well-known/a/x"])
    (site / "link").symlink_to("neck")


def contents_of(site: Path) -> dict[str, bytes]:
    """Read a folder: path to content, without the list of what the build made."""
    return {
        path.relative_to(site).as_posix(): content_of(path)
        for path in site.rglob("*")
        if path.name != MANIFEST and (path.is_symlink() or not path.is_dir())
    }


def content_of(path: Path) -> bytes:
    """Read a file; of a link, where it leads."""
    return b"-> " + os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def tree_of(site: Path) -> dict[str, tuple[int, int, int]]:
    """Look at every file and folder: path to inode, time of change and mode."""
    return {
        path.relative_to(site).as_posix(): (status.st_ino, status.st_mtime_ns, status.st_mode)
        for path in (site, *site.rglob("*"))
        if (status := path.lstat())
    }


def litter_of(site: Path) -> list[str]:
    """Name what a publish left beside the website; the lock file stays."""
    folder = Workplace(site).folder
    return sorted(path.name for path in folder.glob("*"))


def publish_in_trouble(
    contents: Mapping[str, bytes], site: Path, trouble: Callable[[], object], at: int
) -> int:
    """Publish in another process, where trouble comes up at the n-th touch of the file system."""
    process = os.fork()
    if process == 0:
        os._exit(outcome_of_trouble(contents, site, trouble, at))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def outcome_of_trouble(
    contents: Mapping[str, bytes], site: Path, trouble: Callable[[], object], at: int
) -> int:
    """Publish in this process, which is spoiled: Python cannot forget an audit hook."""
    touches = 0

    def count_touches(event: str, _: tuple[object, ...]) -> None:
        nonlocal touches
        touches += event == "open" or event.startswith(("os.", "ctypes."))
        if touches == at:
            touches += 1
            trouble()

    sys.addaudithook(count_touches)
    try:
        publish(contents, site)
    except PublishError:
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return PUBLISHED if touches >= at else UNTROUBLED


def every_outcome(
    contents: Mapping[str, bytes], site: Path, trouble: Callable[[], object]
) -> Iterator[int]:
    """Publish over and over, with trouble one touch later each time, until it comes too late."""
    for at in itertools.count(1):
        outcome = publish_in_trouble(contents, site, trouble, at)
        if outcome == UNTROUBLED:
            assert at > 10, "The trouble came far too seldom to show anything."
            return
        yield outcome


def kill() -> None:
    """End this process at once, as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk() -> NoReturn:
    """Answer as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt() -> NoReturn:
    """Press Ctrl-C."""
    raise KeyboardInterrupt


def test_a_first_publish_makes_the_pages(site: Path) -> None:
    """Where nothing stands, every page is written."""
    published = publish(OLD, site)

    assert published == Published(written=4, unchanged=0, removed=0)
    assert contents_of(site) == OLD


def test_an_empty_folder_is_as_good_as_none(site: Path) -> None:
    """A folder that someone made for the website is taken."""
    site.mkdir()

    publish(OLD, site)

    assert contents_of(site) == OLD


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    """The website may go where no folder is yet."""
    publish(OLD, tmp_path / "out/en/site")

    assert contents_of(tmp_path / "out/en/site") == OLD


def test_the_next_publish_makes_the_website_anew(site: Path, way_to_swap: str) -> None:
    """Changed pages are written, pages no longer made disappear with their folders."""
    publish(OLD, site)

    published = publish(NEW, site)

    assert way_to_swap
    assert published == Published(written=3, unchanged=1, removed=2)
    assert contents_of(site) == NEW
    assert litter_of(site) == ["lock"]


def test_an_unchanged_page_keeps_its_very_file(site: Path, way_to_swap: str) -> None:
    """Inode, time and mode stay, so a server and a browser see that nothing changed."""
    publish(OLD, site)
    before = tree_of(site)["neck/index.html"]

    publish(NEW, site)

    assert way_to_swap
    assert tree_of(site)["neck/index.html"] == before
    assert (site / "neck/index.html").stat().st_nlink == 1


def test_a_page_edited_by_hand_is_made_again(site: Path) -> None:
    """The bytes on the disk count, not what the last build remembers, even at the same size."""
    publish(OLD, site)
    (site / "index.html").write_bytes(b"OLD home")

    published = publish(OLD, site)

    assert published == Published(written=1, unchanged=3, removed=0)
    assert contents_of(site) == OLD


def test_nothing_is_touched_when_nothing_changed(site: Path) -> None:
    """The same pages, in any order, leave even the folders' times alone."""
    publish_old_with_foreign_files(site)
    before = tree_of(site)

    published = publish(dict(reversed(OLD.items())), site)

    assert published == Published(written=0, unchanged=4, removed=0)
    assert tree_of(site) == before


def test_where_links_are_not_allowed_pages_are_copied(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without hard links an unchanged page keeps at least its time."""
    publish_old_with_foreign_files(site)
    before = tree_of(site)["neck/index.html"]

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    publish(NEW, site)

    assert contents_of(site) == NEW | FOREIGN
    assert tree_of(site)["neck/index.html"][1:] == before[1:]


@given(websites=st.lists(WEBSITES, min_size=1, max_size=5))
def test_any_sequence_of_publishes_ends_with_the_last(websites: list[dict[str, bytes]]) -> None:
    """The site holds exactly the pages and the foreign files, the same as if built at once."""
    with tempfile.TemporaryDirectory() as folder:
        site, at_once = Path(folder) / "site", Path(folder) / "at once"
        publish_old_with_foreign_files(site)
        for website in websites:
            publish(website, site)
        publish(websites[-1], at_once)

        assert contents_of(site) == websites[-1] | FOREIGN
        assert (site / MANIFEST).read_bytes() == (at_once / MANIFEST).read_bytes()
        assert litter_of(site) == ["lock"]


def test_a_killed_build_leaves_the_old_or_the_new_website(site: Path, way_to_swap: str) -> None:
    """Killed at whatever touch of the file system, and the next publish is right and clean."""
    states = (OLD | FOREIGN, NEW | FOREIGN)
    publish_old_with_foreign_files(site)
    kept = tree_of(site)["neck/index.html"]

    for outcome in every_outcome(NEW, site, kill):
        # Two renames have an instant without a site; the old one then waits beside it.
        is_between = way_to_swap == "two renames" and not site.exists()
        assert outcome == -signal.SIGKILL
        assert contents_of(Workplace(site).previous if is_between else site) in states

        publish(NEW, site)
        assert contents_of(site) == NEW | FOREIGN
        assert tree_of(site)["neck/index.html"] == kept
        assert litter_of(site) == ["lock"]
        publish(OLD, site)


def test_a_build_killed_at_its_first_publish_leaves_nothing_or_all(site: Path) -> None:
    """A website never stands there with some of its pages."""
    for outcome in every_outcome(NEW, site, kill):
        assert outcome == -signal.SIGKILL
        assert not site.exists() or contents_of(site) == NEW

        publish(NEW, site)
        assert contents_of(site) == NEW
        assert litter_of(site) == ["lock"]
        shutil.rmtree(site)


def test_a_full_disk_leaves_the_old_website_and_no_litter(site: Path, way_to_swap: str) -> None:
    """Full at whatever touch of the file system; once the new website stands, it is no error."""
    publish_old_with_foreign_files(site)

    assert way_to_swap
    for outcome in every_outcome(NEW, site, fill_disk):
        if outcome == REFUSED:
            assert contents_of(site) == OLD | FOREIGN
            assert litter_of(site) == ["lock"]
        else:
            assert outcome == PUBLISHED
            assert contents_of(site) == NEW | FOREIGN
            publish(OLD, site)


def test_an_interrupted_build_leaves_a_website_and_no_litter(site: Path, way_to_swap: str) -> None:
    """Ctrl-C at whatever moment; what comes after the swap no longer matters to the website."""
    publish_old_with_foreign_files(site)

    assert way_to_swap
    for outcome in every_outcome(NEW, site, interrupt):
        assert outcome == INTERRUPTED
        assert litter_of(site) == ["lock"]
        if contents_of(site) != OLD | FOREIGN:
            assert contents_of(site) == NEW | FOREIGN
            publish(OLD, site)


def test_a_page_that_does_not_fit_on_the_disk_is_named(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A write that fails half way says where, why and what to do."""
    publish(OLD, site)
    if os.fork() == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        try:
            publish(NEW | {"hip/big.html": bytes(3000)}, site)
        except PublishError as error:
            os.write(2, str(error).encode())
        finally:
            os._exit(0)
    os.wait()

    assert capfd.readouterr().err == (
        f"Publishing stopped at {Workplace(site).staging}/hip/big.html: file too large. "
        "Mend that and build again; the site is as it was."
    )
    assert contents_of(site) == OLD
    assert litter_of(site) == ["lock"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The system's reason is passed on."""
    (tmp_path / "file").touch()

    with pytest.raises(PublishError, match=r"stopped at .*/file/\.supple.*: not a directory\. "):
        publish(NEW, tmp_path / "file/site")


def test_a_read_only_disk_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the advice depends on the reason, it fits."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(site))

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(PublishError, match=r": read-only file system\. Choose an output folder on"):
        publish(NEW, site)


def test_a_file_system_that_refuses_to_exchange_gets_two_renames(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NFS and FAT know the call and answer that they cannot."""

    def refuse(*_: bytes) -> int:
        ctypes.set_errno(errno.EINVAL)
        return -1

    monkeypatch.setattr(swap, "system_exchange", lambda: refuse)
    publish(OLD, site)
    publish(NEW, site)

    assert contents_of(site) == NEW


def test_a_folder_that_cannot_be_moved_is_an_error(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder bound into a container answers that it is busy."""

    def refuse(*_: bytes) -> int:
        ctypes.set_errno(errno.EBUSY)
        return -1

    publish(OLD, site)
    monkeypatch.setattr(swap, "system_exchange", lambda: refuse)

    with pytest.raises(
        PublishError, match=r"/site: .*busy\. This folder cannot be moved as a whole"
    ):
        publish(NEW, site)
    assert contents_of(site) == OLD
    assert litter_of(site) == ["lock"]


def test_foreign_files_stay_untouched(site: Path, way_to_swap: str) -> None:
    """A CNAME, a folder of one's own and a link are carried over, even into a changed site."""
    publish_old_with_foreign_files(site)
    (site / "empty").mkdir(mode=0o700)
    os.utime(site / ".well-known/a", ns=(1, 1))
    before = tree_of(site)

    publish(NEW, site)
    after = tree_of(site)

    assert way_to_swap
    assert contents_of(site) == NEW | FOREIGN
    assert after["CNAME"] == before["CNAME"]
    assert after[".well-known/a/x"] == before[".well-known/a/x"]
    assert after[".well-known/a"][1:] == before[".well-known/a"][1:]
    assert after["empty"][1:] == before["empty"][1:]


def test_a_foreign_file_among_pages_outlives_them(site: Path) -> None:
    """A folder whose pages are gone stays as long as it holds what people put there."""
    publish(OLD, site)
    (site / "neck/notes.txt").write_bytes(b"mine")

    publish({}, site)

    assert contents_of(site) == {"neck/notes.txt": b"mine"}


def test_a_folder_that_no_build_made_is_refused(site: Path) -> None:
    """A wrong output folder costs nobody their files; three are named."""
    mine = dict.fromkeys(["a.txt", "b.txt", "c.txt", "d.txt"], b"mine")
    site.mkdir()
    for name, content in mine.items():
        (site / name).write_bytes(content)

    with pytest.raises(PublishError, match=r"a\.txt, b\.txt, c\.txt and 1 more\. Move that away"):
        publish(NEW, site)
    assert contents_of(site) == mine


@pytest.mark.parametrize(
    ("foreign", "page"),
    [
        ("hip/index.html", "hip/index.html"),
        ("Hip/Index.html", "hip/index.html"),
        ("hip", "hip/index.html"),
        ("hip/notes.txt", "hip"),
        ("e\N{COMBINING ACUTE ACCENT}", "\N{LATIN SMALL LETTER E WITH ACUTE}"),
    ],
)
def test_a_foreign_file_in_the_way_of_a_page_is_refused(
    site: Path, foreign: str, page: str
) -> None:
    """Neither is the file lost nor the page left out."""
    publish(OLD, site)
    (site / foreign).parent.mkdir(exist_ok=True)
    (site / foreign).write_bytes(b"mine")

    with pytest.raises(PublishError, match=rf"In the way of pages, .*: {site}/[^,]+[.,] "):
        publish({page: b""}, site)
    assert contents_of(site) == OLD | {foreign: b"mine"}


def test_a_link_in_place_of_a_page_is_not_followed(site: Path, tmp_path: Path) -> None:
    """A link is foreign, wherever it stands: what it leads to is never written or deleted."""
    (tmp_path / "elsewhere").write_bytes(b"mine")
    publish(OLD, site)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("../elsewhere")

    with pytest.raises(PublishError, match=r"In the way .*/site/index\.html\."):
        publish(NEW, site)
    publish({}, site)

    assert contents_of(site) == {"index.html": b"-> ../elsewhere"}
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"


def test_a_link_in_place_of_a_folder_is_not_followed(site: Path, tmp_path: Path) -> None:
    """Pages that went into the folder do not go where the link leads."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_bytes(b"mine")
    publish(OLD, site)
    shutil.rmtree(site / "neck")
    (site / "neck").symlink_to("../elsewhere")

    with pytest.raises(PublishError, match=r"In the way .*/site/neck\."):
        publish(NEW, site)
    publish({}, site)

    assert contents_of(tmp_path / "elsewhere") == {"index.html": b"mine"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"files": 3}',
        b"[" * 100_000,
        manifest_of([Page("../mine", b"")]).content,
        manifest_of([Page("/mine", b"")]).content,
        manifest_of([Page("CNAME", b"")]).content.replace(b"CNAME", b"index.html"),
        manifest_of([]).content + b" ",
    ],
)
def test_a_changed_list_of_what_the_build_made_is_refused(site: Path, content: bytes) -> None:
    """It could name what is not ours to delete, inside or outside the site."""
    publish(OLD, site)
    (site.parent / "mine").write_bytes(b"mine")
    (site / MANIFEST).write_bytes(content)

    with pytest.raises(PublishError, match=r"\.supple\.json was changed or damaged"):
        publish(NEW, site)
    assert contents_of(site) == OLD
    assert (site.parent / "mine").read_bytes() == b"mine"


def test_a_lost_list_of_what_the_build_made_is_refused(site: Path) -> None:
    """Without it nobody can tell whose the files are."""
    publish(OLD, site)
    (site / MANIFEST).rename(site / "list")
    (site / MANIFEST).symlink_to("list")

    with pytest.raises(PublishError, match=r"holds what no build made: .* delete the folder"):
        publish(NEW, site)


def test_a_link_in_place_of_the_site_is_refused(site: Path, tmp_path: Path) -> None:
    """The swap would put a folder in place of the link."""
    (tmp_path / "www").mkdir()
    site.symlink_to("www")

    with pytest.raises(PublishError, match=r"/site: it is a symbolic link to www\. Choose"):
        publish(NEW, site)


def test_a_file_in_place_of_the_site_is_refused(site: Path) -> None:
    """Someone wrote it; it is not ours to delete."""
    site.write_bytes(b"mine")

    with pytest.raises(PublishError, match=r"/site: it is not a folder\. Choose"):
        publish(NEW, site)


@pytest.mark.parametrize("place", [".", "..", "/", "../project", "../link/project"])
def test_the_folder_that_one_is_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Whoever builds into `.` would find themselves in a deleted folder."""
    (tmp_path / "project").mkdir()
    (tmp_path / "link").symlink_to(".")
    monkeypatch.chdir(tmp_path / "project")

    with pytest.raises(PublishError, match="the folder that you are in, or holds it"):
        publish(NEW, Path(place))
    assert not (tmp_path / ".supple").exists()
    assert not any((tmp_path / "project").iterdir())


def test_the_home_folder_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However empty it is, and whatever is around it."""
    (site / "me").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(site / "me"))

    for folder in (site, site / "me"):
        with pytest.raises(PublishError, match="is your home folder, or holds it"):
            publish(NEW, folder)


@pytest.mark.skipif(not os.path.ismount("/dev"), reason="needs a mount point")
def test_a_mount_point_is_refused() -> None:
    """It cannot be moved as a whole."""
    with pytest.raises(PublishError, match="is a mount point"):
        publish(NEW, Path("/dev"))


def test_a_link_in_place_of_the_hidden_folder_is_refused(site: Path, tmp_path: Path) -> None:
    """A stranger's archive cannot say where we write and delete."""
    (tmp_path / "elsewhere/site/staging").mkdir(parents=True)
    (tmp_path / ".supple").symlink_to("elsewhere")

    with pytest.raises(PublishError, match=r"\.supple is a symbolic link\. Delete it"):
        publish(NEW, site)
    assert (tmp_path / "elsewhere/site/staging").exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "../a",
        "a/../b",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "C:a",
        "a\0b",
        "a\nb",
        "\ud800",
        MANIFEST,
    ],
)
def test_a_path_that_leads_outside_is_our_mistake(site: Path, path: str) -> None:
    """No page leaves the folder or takes the place of the list; nothing is written."""
    with pytest.raises(ValueError, match=r"is no plain path|meets"):
        publish(NEW | {path: b""}, site)
    assert not any(site.parent.iterdir())


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("a.html", "a.html"),
        ("a/B.html", "a/b.html"),
        ("A/x.html", "a/y.html"),
        ("stra\N{LATIN SMALL LETTER SHARP S}e", "STRASSE"),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}"),
        ("a", "a/index.html"),
        ("a/index.html", "A"),
    ],
)
def test_two_paths_that_meet_are_our_mistake(site: Path, path: str, other: str) -> None:
    """On some file system one page would overwrite the other; nothing is written."""
    with pytest.raises(ValueError, match="on some file system the two are one"):
        publish_pages([Page(path, b"1"), Page(other, b"2")], site)
    assert not any(site.parent.iterdir())


def test_a_second_build_does_not_wait_forever(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that another is publishing here."""
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.0)
    publish(OLD, site)

    with (
        exclusive(Workplace(site).lock),
        pytest.raises(PublishError, match="Another build is publishing here"),
    ):
        publish(NEW, site)
    assert contents_of(site) == OLD


def test_a_lock_that_does_not_close_well_changes_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The website is published by then, and no build says that it is not."""
    close = os.close

    def grumble(descriptor: int) -> None:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        close(descriptor)
        if name == "lock":
            raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "close", grumble)
    publish(NEW, site)
    monkeypatch.undo()

    assert contents_of(site) == NEW
    publish(OLD, site)  # nobody holds it


def test_websites_beside_each_other_do_not_wait(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each site folder has its own lock and its own staging."""
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.0)
    publish(OLD, site)

    with exclusive(Workplace(site).lock):
        publish(NEW, site.with_name("other"))

    assert contents_of(site.with_name("other")) == NEW


def test_builds_at_once_come_one_after_the_other(site: Path, way_to_swap: str) -> None:
    """All of them publish, and the website is wholly that of one."""
    websites = [OLD, NEW, OLD | {"hip": b"1"}, NEW | {"neck/x": b"2"}]
    for website in websites:
        if os.fork() == 0:
            os._exit(outcome_of_trouble(website, site, kill, at=-1))
    outcomes = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in websites]

    assert way_to_swap
    assert outcomes == [PUBLISHED] * len(websites)
    assert contents_of(site) in websites
    assert litter_of(site) == ["lock"]


def test_files_can_be_read_by_any_server(site: Path, way_to_swap: str) -> None:
    """Files get 0o644 and folders 0o755, whatever the umask of whoever builds."""
    umask = os.umask(0o077)
    try:
        publish(OLD, site)
        publish(NEW, site)
    finally:
        os.umask(umask)

    assert way_to_swap
    assert {mode for _, _, mode in tree_of(site).values()} == {0o100644, 0o040755}


def test_the_list_of_what_the_build_made_is_the_same_everywhere(tmp_path: Path) -> None:
    """Sorted, no date, no folder's name: only what the pages are."""
    publish(NEW, tmp_path / "one")
    publish(dict(reversed(NEW.items())), tmp_path / "two")
    content = (tmp_path / "one" / MANIFEST).read_bytes()
    files = json.loads(content)["files"]

    assert content == (tmp_path / "two" / MANIFEST).read_bytes()
    assert list(files) == sorted(NEW)
    assert files["hip/index.html"] == hashlib.sha256(b"hip").hexdigest()
