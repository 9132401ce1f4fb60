"""Whether files and values are what they were, told by their bytes: on another machine too."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.limits import FACTOR
from sitegen.stamps import ENGINE, files_below, libraries, stamp_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_STARTED_NS = time.time_ns()
_stamped: dict[tuple[Path, ...], tuple[str, str]] = {}
"""The digests that this process has made, each with the stamp of the files then."""


@cache
def engine_digest() -> str:
    """Digest this program, its limits, the libraries below it and Python.

    Returns:
        The digest; "" where a file of the program changed while it ran, so that nobody knows which
        of the two states made what it makes.
    """
    if any(entry.stat().st_ctime_ns > _STARTED_NS for entry in files_below(ENGINE)):
        return ""
    return digest_of([Path(ENGINE)], sys.version, libraries(), FACTOR)


def digest_of_values(*values: object) -> bytes:
    """Digest values; which class they are of is a matter of the program, not of the guide."""
    return hashlib.sha256(_ENCODER.encode(values)).digest()


def _as_text(value: object) -> str:
    """What the encoder has no form of its own for, above all text that is safe as HTML."""
    return str(value) if isinstance(value, str) else repr(value)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_as_text)


def digest_while_same(*folders: Path) -> str:
    """Do as `digest_of`, without reading the files again where their stamps are the same."""
    before, digest = _stamped.get(folders, ("", ""))
    stamp = stamp_of(map(str, folders))
    if not stamp or stamp != before:
        digest = digest_of(folders)
        _stamped[folders] = (stamp, digest)
    return digest


def are_as_digested(*folders: Path) -> bool:
    """Whether nobody has touched a file since `digest_while_same`; False where nobody knows.

    Bytes would not tell: a file may have been another for a moment.
    """
    stamp, _ = _stamped.get(folders, ("", ""))
    return bool(stamp) and stamp == stamp_of(map(str, folders))


def digest_of(folders: Sequence[Path], *besides: object) -> str:
    """Digest the bytes of every file below some folders.

    Args:
        folders: The folders.
        besides: What else the digest is to change with.

    Returns:
        The digest; "" where something cannot be read.
    """
    digest = hashlib.sha256(repr(besides).encode())
    try:
        for folder in folders:
            for entry in files_below(str(folder)):
                if entry.is_file():
                    content = Path(entry.path).read_bytes()
                    name = os.path.relpath(entry.path, folder)
                    head = f"\0{name}\0{len(content)}\0"
                    digest.update(head.encode("utf-8", "surrogateescape"))
                    digest.update(content)
    except OSError:
        return ""
    return digest.hexdigest()
