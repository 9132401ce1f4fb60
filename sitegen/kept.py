"""Results kept for the next build, in the user's own cache folder: each whole, or not at all.

Some of what stands there is run, so nobody else may be able to put anything into it: a folder that
others could write to is not used.  Each file begins with a digest.  So it is written where it
stands: what a killed build left of one is no result, and the next build makes it whole.  What
cannot be read is made anew, and what cannot be written costs time alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path

_MOST_OLDER = 3
_DIGEST_SIZE = hashlib.sha256().digest_size


def kept_folder(kind: str, made_by: str) -> Path:
    """Where results of one kind are kept, apart from those that something else has made."""
    return _cache() / kind / hashlib.sha256(made_by.encode()).hexdigest()[:16]


def _cache() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - pathlib raises where there is no home
    return Path(caches, "supple")


def why_nothing_is_kept() -> str:
    """Why the cache folder is not used, and what to do; "" where it is."""
    try:
        return _fault_of(_cache())
    except OSError:
        return ""  # there is none yet


def _fault_of(cache: Path) -> str:
    """Who else could put a file into the cache folder; "" where nobody can.

    Raises:
        OSError: There is no such folder.
    """
    if not cache.is_absolute():  # and where one is may be what a stranger wrote
        return f"{cache} is no absolute path. Set XDG_CACHE_HOME to a folder of your own."
    if not hasattr(os, "geteuid"):  # Windows gives each user a folder that is closed to others
        return ""
    user = os.geteuid()
    link, inside, around = cache.lstat(), cache.stat(), cache.parent.stat()
    if {link.st_uid, inside.st_uid} != {user} or around.st_uid not in {user, 0}:
        return f"{cache} is another user's. Set XDG_CACHE_HOME to a folder of your own."
    # In a folder with the sticky bit, nobody can put another in the place of this one.
    for folder, status in ((cache, inside), (cache.parent, around)):
        is_sticky = folder != cache and status.st_mode & stat.S_ISVTX
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not is_sticky:
            return f"Others may write to {folder}. Delete {cache}, then: chmod go-w {folder}"
    return ""


def read_kept(path: Path) -> bytes | None:
    """What was kept in a file of a `kept_folder`; None where it is not there, or not whole."""
    try:
        if _fault_of(path.parents[2]):
            return None
        content = path.read_bytes()
    except OSError:
        return None
    kept = content[_DIGEST_SIZE:]
    return kept if _digest(path, kept) == content[:_DIGEST_SIZE] else None


def _digest(path: Path, content: bytes) -> bytes:
    """Of a result, its name, kind and maker, so that none can stand in for another."""
    digest = hashlib.sha256("/".join(path.parts[-3:]).encode())
    digest.update(content)
    return digest.digest()


def keep(path: Path, content: bytes) -> None:
    """Keep something in a file of a `kept_folder`, behind its digest."""
    cache = path.parents[2]
    with contextlib.suppress(OSError):
        if cache.is_absolute() and not path.parent.is_dir():
            # Closed to others, as the XDG Base Directory Specification asks.
            for folder in (cache.parent, cache):
                folder.mkdir(0o700, parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
        if _fault_of(cache):
            return
        # A new file, never what is there: that could be a link.
        path.unlink(missing_ok=True)
        try:
            with path.open("xb") as file:
                file.write(_digest(path, content) + content)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def forget_older(folder: Path) -> None:
    """Delete what older states of the program kept of the same kind, but for the last few.

    Args:
        folder: One of `kept_folder`, which stays.
    """
    import shutil  # noqa: PLC0415 - where a result is new

    with contextlib.suppress(OSError):
        if _fault_of(folder.parents[1]):
            return
        others = [path for path in folder.parent.iterdir() if path != folder]
        others.sort(key=lambda path: path.stat().st_mtime_ns)
        for path in others[: -_MOST_OLDER or None]:
            shutil.rmtree(path, ignore_errors=True)
