"""The PDFs of a website: each made once, by this build or an earlier one, on every core."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.kept import keep, kept_folder, read_kept
from sitegen.model import Page
from sitegen.paper.files import Files
from sitegen.processes import Progress, map_in_processes, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.paper.engine import Print
    from sitegen.render.pdf_files import PdfFile

_PAYS_FROM = 4
_MADE_BY = (
    "cssselect2",
    "fontpkg-atkinson-hyperlegible",
    "fonttools",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)


class PaperError(Exception):
    """PDFs cannot be made on this machine; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of the PDFs of a website.

    Attributes:
        pages: The PDFs, in the order in which they were asked for.
        complaints: What their engine could not do, each with a PDF in which it was met.
    """

    pages: tuple[Page, ...]
    complaints: tuple[str, ...]


def check_engine() -> None:
    """See that PDFs can be made here.

    Raises:
        PaperError: WeasyPrint is not installed, or lacks a library of the system.
    """
    try:
        import sitegen.paper.engine  # noqa: F401, PLC0415 - it takes half a second, and few builds need it
    except ModuleNotFoundError as error:
        raise PaperError(
            f"PDFs need the package `{error.name}`. Install it with: "
            "pip install --require-hashes -r requirements-pdf.txt"
        ) from error
    except OSError as error:
        raise PaperError(
            "PDFs need the library Pango. On Debian or Ubuntu, install it with: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error


def print_pdfs(
    pages: Iterable[Page],
    orders: Iterable[PdfFile],
    address: str,
    *,
    jobs: int | None = None,
    progress: Progress = no_progress,
) -> Printed:
    """Make PDFs of finished pages.

    Args:
        pages: The whole website.
        orders: Which PDFs.
        address: The website's public address, ending in /.
        jobs: In how many processes; None takes every core where they are many.
        progress: Is told how many PDFs of how many are done.

    Raises:
        PaperError: As `check_engine` does, where a PDF is new.
    """
    files = Files(pages)
    folder = kept_folder("pdfs", _made_by())
    places = {order: folder / _key_of(order, files, address) for order in orders}
    made = {order: content for order in places if (content := read_kept(places[order]))}
    # The longest page first, so that no process is left alone with it at the end.
    new = sorted(
        places.keys() - made.keys(), key=lambda order: (-len(files[order.page]), order.path)
    )
    complaints: dict[str, str] = {}
    if new:
        check_engine()
        from sitegen.paper.engine import Engine  # noqa: PLC0415 - where a PDF is new

        engine = Engine(files, address)

        def print_one(order: PdfFile) -> Print:
            result = engine.print_pdf(order)
            if not result.complaints:
                keep(places[order], result.content)
            return result

        results = map_in_processes(print_one, new, jobs, progress, pays_from=_PAYS_FROM)
        for order, result in zip(new, results, strict=True):
            made[order] = result.content
            for complaint in result.complaints:
                complaints.setdefault(complaint, f"{order.path}: {complaint}")
    return Printed(
        tuple(Page(order.path, made[order]) for order in places), tuple(complaints.values())
    )


def _made_by() -> str:
    """What all PDFs depend on besides their pages: this room, and the libraries below it."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py"), key=lambda path: path.name):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {[version(name) for name in _MADE_BY]}"


def _key_of(order: PdfFile, files: Files, address: str) -> str:
    """A name for what a PDF is made of."""
    parts = repr((order, address, files.digest_of(order.page)))
    return hashlib.sha256(parts.encode()).hexdigest()
