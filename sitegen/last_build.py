"""Whether anything has changed since the last build: then there is nothing to do.

A build leaves a record beside the site: a fingerprint of all that it read, and one of what it
published.  Where both still hold, a new build would write the same bytes.  Whatever is not
certain (a warning to repeat, another day on which a review could be due, a file that was
touched) means that the build is run.  Nothing heavy is imported here, for that is the point.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGINE = Path(__file__).parent
# As in publish/manifest.py, which is not imported here: it would bring the whole model along.
MANIFEST = ".supple.json"


def fingerprint_of(content: Path, templates: Path, options: tuple[str, ...]) -> str:
    """Digest all that a build goes by.

    Args:
        content: The folder of the Markdown.
        templates: The folder of the templates.
        options: What else was asked for on the command line.

    Returns:
        A digest that changes whenever a build could come out differently; "" where something
        could not be read, for then nothing is certain.
    """
    digest = hashlib.sha256(repr((options, *_surroundings())).encode())
    try:
        for folder in (content, templates, _ENGINE):
            for path in _files_below(folder):
                _add(digest, path.as_posix(), path.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()


def _surroundings() -> tuple[object, ...]:
    """Python, the libraries, and the day, on which a review could have become due."""
    packages = Path(sysconfig.get_path("purelib"))
    installed = sorted(path.name for path in packages.glob("*.dist-info"))
    return sys.version, installed, dt.datetime.now(tz=dt.UTC).date()


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder but compiled Python, in a fixed order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        # A link to a folder, a pipe or a device is not read by content either, but reported.
        for name in sorted(names):
            path = Path(place, name)
            if path.is_file():
                yield path


def pages_if_unchanged(fingerprint: str, site: Path) -> int:
    """Tell whether a build would only repeat the last one.

    Returns:
        The number of pages in the site; 0 where a build has to be run.
    """
    try:
        record = json.loads(_record_of(site).read_bytes())
        is_same = fingerprint and record["inputs"] == fingerprint
        return int(record["pages"]) if is_same and _is_intact(site, record["manifest"]) else 0
    except (OSError, ValueError, LookupError, TypeError):
        return 0  # no record, or not one of ours: the build writes it anew


def remember(fingerprint: str, site: Path, manifest: bytes, pages: int) -> None:
    """Record what a build without warnings was made from, and what it made.

    Where the record cannot be written, the next build is simply run.

    Args:
        fingerprint: Of what the build read.
        site: The folder that it published into.
        manifest: The list of files that it published there.
        pages: How many pages a reader can open.
    """
    record = {"inputs": fingerprint, "manifest": _sha256(manifest), "pages": pages}
    with contextlib.suppress(OSError):
        _record_of(site).write_text(json.dumps(record), encoding="utf-8")


def _record_of(site: Path) -> Path:
    """The record, in the hidden folder that publishing keeps beside the site."""
    place = site.resolve()
    return place.parent / ".supple" / place.name / "last-build.json"


def _is_intact(site: Path, manifest_digest: str) -> bool:
    """Whether the site still has this list of files, and each file as it is listed."""
    manifest = (site / MANIFEST).read_bytes()
    if _sha256(manifest) != manifest_digest:
        return False
    files: dict[str, str] = json.loads(manifest)["files"]
    return all(_sha256((site / path).read_bytes()) == digest for path, digest in files.items())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
