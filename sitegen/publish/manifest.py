"""The list of what a build made, kept in the website so that the next build knows its own files."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from sitegen.model import Page
from sitegen.publish.errors import PublishError
from sitegen.publish.names import check_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MANIFEST = ".supple.json"
_ABOUT = "What Supple made here. The next build goes by it, so leave it as it is."


def manifest_of(pages: Iterable[Page]) -> Page:
    """List the pages with their SHA-256; the list is one more file of the website."""
    return Page(MANIFEST, _sealed({page.path: page.digest.hex() for page in pages}))


def _sealed(sha256_by_path: Mapping[str, str]) -> bytes:
    """Write the list with its own SHA-256, which no edit by hand keeps right."""
    seal = sha256(json.dumps(sha256_by_path, sort_keys=True).encode()).hexdigest()
    # As json.dumps with indent=1 writes it, which takes ten times as long.
    files = sorted(sha256_by_path.items())
    lines = ",\n".join(f"  {json.dumps(path)}: {json.dumps(digest)}" for path, digest in files)
    listed = f"{{\n{lines}\n }}" if lines else "{}"
    text = f'{{\n "about": {json.dumps(_ABOUT)},\n "files": {listed},\n "seal": "{seal}"\n}}\n'
    return text.encode()


def read_manifest(path: Path) -> frozenset[str]:
    """Read which files a build made; the list is one of them.

    Args:
        path: The list; it is untrusted, for it may come out of a stranger's archive.

    Raises:
        PublishError: It is not as a build wrote it.
    """
    try:
        return frozenset(_paths_in(path.read_bytes()))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise PublishError(
            f"{path} was changed or damaged. It lists what the build made; without it the build "
            f"cannot tell its own files from yours. Save what is yours in {path.parent}, delete "
            "that folder and build again."
        ) from error


def _paths_in(content: bytes) -> list[str]:
    files = json.loads(content)["files"]
    if not isinstance(files, dict):
        raise TypeError("The files are no list of names with digests.")
    if _sealed(files) != content:
        raise ValueError("The seal is broken.")
    paths = [MANIFEST, *files]
    check_names(paths)
    return paths
