"""Files compressed ahead of time, for hosts that send them as they are: `.gz` and `.br`.

A host compresses hastily and each time anew; here there is time for the best that there is, once.
"""

from __future__ import annotations

import gzip
import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sitegen.memory import Memory
from sitegen.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# What is text. Pictures of pixels, PDFs and fonts are compressed already.
_TEXT = frozenset(
    ".css .html .js .json .svg .txt .webmanifest .xml".split()  # noqa: SIM905 - a list of one suffix a line would fill a page
)
# Less than that is on its way in one packet anyway.
_LEAST = 1024
_PAYS_FROM = 40


class PrecompressError(Exception):
    """A library is missing; the message says which, and what to do."""


class _Compressed(NamedTuple):
    """A file in both forms; empty where that would not be smaller."""

    gzip: bytes
    brotli: bytes


def check_brotli() -> None:
    """Hold that Brotli is installed, before a build has begun.

    Raises:
        PrecompressError: It is not.
    """
    try:
        import brotli  # noqa: F401, PLC0415 - wanted where files are compressed, and nowhere else
    except ImportError as error:
        raise PrecompressError(
            "The package `brotli`, which compresses files, is missing. Install it with: "
            "pip install --require-hashes -r requirements-precompress.txt"
        ) from error


def precompressed(pages: Iterable[Page], owner: Path, jobs: int | None = None) -> list[Page]:
    """Compress what gets smaller by it, or remember what it came to.

    Args:
        pages: The files of the website.
        owner: The folder of the guide.
        jobs: In how many processes; None takes every core once there is enough to do.

    Returns:
        The compressed files alone, each with the name of its own and `.gz` or `.br` behind it.
    """
    memory = Memory("precompressed", owner)
    texts = [page for page in pages if _is_worth_it(page)]
    contents = [page.content for page in texts]
    keys = [page.digest.hex() for page in texts]
    forms = memory.map(_compress, contents, keys, pays_from=_PAYS_FROM, jobs=jobs)
    memory.keep()
    return [file for page, made in zip(texts, forms, strict=True) for file in _files(page, made)]


def _is_worth_it(page: Page) -> bool:
    return PurePosixPath(page.path).suffix in _TEXT and len(page.content) >= _LEAST


def _files(page: Page, made: _Compressed) -> Iterator[Page]:
    for suffix, content in ((".gz", made.gzip), (".br", made.brotli)):
        if content:
            yield Page(page.path + suffix, content)


def _compress(content: bytes) -> _Compressed:
    import brotli  # noqa: PLC0415 - as above

    forms = (_gzip(content), brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))
    return _Compressed(*(form if len(form) < len(content) else b"" for form in forms))


def _gzip(content: bytes) -> bytes:
    """With a header of no name, no time and no system: `gzip.compress` may name the system."""
    form = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=form, mtime=0) as file:
        file.write(content)
    return form.getvalue()
