"""Results kept for the next build, in the user's own cache folder: each whole, or not at all.

It is a folder of the user, not one of the project: some of what stands there is run, so nobody
else may be able to put anything into it.  What cannot be read is made anew, and what cannot be
written costs time alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

_MOST_OLDER = 3
_DIGEST_SIZE = hashlib.sha256().digest_size


def kept_folder(kind: str, made_by: str) -> Path:
    """Where results of one kind are kept, apart from those that something else has made."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - pathlib raises where there is no home
    return Path(caches, "supple", kind, hashlib.sha256(made_by.encode()).hexdigest()[:16])


def read_kept(path: Path) -> bytes | None:
    """What was kept in a file; None where it is not there, or not whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    kept = content[_DIGEST_SIZE:]
    return kept if _digest(path, kept) == content[:_DIGEST_SIZE] else None


def _digest(path: Path, content: bytes) -> bytes:
    """Of a result and its name, so that none can stand in for another."""
    digest = hashlib.sha256(path.name.encode())
    digest.update(content)
    return digest.digest()


def keep(path: Path, content: bytes) -> None:
    """Keep something behind its digest, in one step, so that two builds at once cannot mix it."""
    import tempfile  # noqa: PLC0415 - where a result is new

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(path, content))
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def forget_older(folder: Path) -> None:
    """Delete what older states of the program kept of the same kind, but for the last few.

    Args:
        folder: One of `kept_folder`, which stays.
    """
    import shutil  # noqa: PLC0415 - where a result is new

    with contextlib.suppress(OSError):
        others = [path for path in folder.parent.iterdir() if path != folder]
        others.sort(key=lambda path: path.stat().st_mtime_ns)
        for path in others[: -_MOST_OLDER or None]:
            shutil.rmtree(path, ignore_errors=True)
