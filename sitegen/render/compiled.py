"""Compiled templates, kept for the next build: compiling all takes longer than rendering all.

Jinja2 finds them by a checksum of their source, so a changed template is compiled anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import jinja2
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_DIGEST_SIZE = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, and in the user's own cache folder.

    It is a folder of the user, not one of the project: what stands there is run, so nobody else
    may be able to put anything into it.  A file that is not whole is no file.
    """

    compiled: ClassVar[dict[str, bytes]] = {}

    def __init__(self, options: str) -> None:
        """Keep apart what was compiled with other options, or by another Jinja2 or Python."""
        made_by = f"{options} {jinja2.__version__} {sys.version}"
        self.folder = _cache_folder() / hashlib.sha256(made_by.encode()).hexdigest()[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        bytecode = self.compiled.get(bucket.key) or _read(self.folder / bucket.key)
        if bytecode:
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled; a folder that cannot be written costs time alone."""
        bytecode = self.compiled[bucket.key] = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            _write(self.folder / bucket.key, bytecode)


def _cache_folder() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - pathlib raises where there is no home
    return Path(caches, "supple", "templates")


def _read(path: Path) -> bytes | None:
    """What stands in a file behind its own digest."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    bytecode = content[_DIGEST_SIZE:]
    is_whole = hashlib.sha256(bytecode).digest() == content[:_DIGEST_SIZE]
    return bytecode if is_whole else None


def _write(path: Path, bytecode: bytes) -> None:
    """Put a file in its place in one step, so that two builds at once cannot mix it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(bytecode).digest() + bytecode)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
