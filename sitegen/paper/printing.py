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

    from sitegen.paper.engine import Engine, Print
    from sitegen.paper.parts import Jobs
    from sitegen.render.pdf_files import PdfFile

_PAYS_FROM = 4
_PARTS_PAY_FROM = 2
_MADE_BY = (
    "cssselect2",
    "fontpkg-atkinson-hyperlegible",
    "fonttools",
    "pikepdf",
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
    places = {
        order: folder / _name(order, address, files.digest_of(order.page)) for order in orders
    }
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
        long = [order for order in new if order.in_parts]
        short = [order for order in new if not order.in_parts]
        results = [_print_long(engine, order, address, folder, jobs) for order in long]
        for order, result in zip(long, results, strict=True):
            _keep(places[order], result)
        results += map_in_processes(
            lambda order: _keep(places[order], engine.print_pdf(order)),
            short,
            jobs,
            lambda done, _: progress(len(long) + done, len(new)),
            pays_from=_PAYS_FROM,
        )
        for order, result in zip((*long, *short), results, strict=True):
            made[order] = result.content
            for complaint in result.complaints:
                complaints.setdefault(complaint, f"{order.path}: {complaint}")
    return Printed(
        tuple(Page(order.path, made[order]) for order in places), tuple(complaints.values())
    )


def _print_long(
    engine: Engine, order: PdfFile, address: str, folder: Path, jobs: int | None
) -> Print:
    """Make the PDF of a long page: each part printed, by this or an earlier build, and joined."""
    from sitegen.paper.engine import Print  # noqa: PLC0415 - where a PDF is new
    from sitegen.paper.joining import join  # noqa: PLC0415 - where a PDF is new
    from sitegen.paper.parts import print_parts  # noqa: PLC0415 - where a PDF is new

    complaints: list[str] = []
    style = engine.style_of(order)

    def print_all(todo: Jobs) -> list[bytes]:
        places = {part: folder / _name(order, address, part, style, todo[part]) for part in todo}
        made = {part: content for part in todo if (content := read_kept(places[part]))}
        new = sorted(todo.keys() - made.keys(), key=lambda part: (-len(part.html), part.html))
        results = map_in_processes(
            lambda part: _keep(places[part], engine.print_part(order, part, todo[part])),
            new,
            jobs,
            pays_from=_PARTS_PAY_FROM,
        )
        for part, result in zip(new, results, strict=True):
            made[part] = result.content
            complaints.extend(result.complaints)
        return [made[part] for part in todo]

    return Print(join(print_parts(engine.parts_of(order), print_all)), tuple(complaints))


def _keep(place: Path, result: Print) -> Print:
    """Keep a PDF for the next build, if nothing was lost in it."""
    if not result.complaints:
        keep(place, result.content)
    return result


def _made_by() -> str:
    """What all PDFs depend on besides their pages: this room, and the libraries below it."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py"), key=lambda path: path.name):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {[version(name) for name in _MADE_BY]}"


def _name(*made_of: object) -> str:
    """A name for what a PDF is made of."""
    return hashlib.sha256(repr(made_of).encode()).hexdigest()
