"""QR codes that lead from paper back to a page: small pictures that a phone reads."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.memory import Memory

# White around the code, in modules: what ISO/IEC 18004 asks for, so that a phone finds it.
_QUIET_ZONE = 4
_PAYS_FROM = 200


def code_path(address: str) -> str:
    """Where the code of a page goes: beside it.

    Args:
        address: Of the page, from the root of the site, ending in /.
    """
    return f"{address}code.svg"


def code_files(site: str, addresses: Sequence[str], memory: Memory) -> list[Page]:
    """The codes of pages.

    Args:
        site: The public address, ending in /.
        addresses: Of the pages, from the root of the site.
        memory: Of codes; those of another address are forgotten.
    """
    texts = [site + address[1:] for address in addresses]
    codes = memory.map(code_svg, texts, texts, pays_from=_PAYS_FROM)
    memory.keep()
    return [
        Page(code_path(address)[1:], code.encode())
        for address, code in zip(addresses, codes, strict=True)
    ]


def code_svg(text: str) -> str:
    """A text as a QR code that bears folds and stains: black squares on white, a unit a module.

    Args:
        text: What a phone reads, such as a web address.

    Returns:
        An SVG document.

    Raises:
        ValueError: No code can hold so long a text.
    """
    import segno  # noqa: PLC0415 - where a code is new

    code = segno.make_qr(text, error="m", boost_error=True)
    size = code.symbol_size(border=_QUIET_ZONE)[0]
    rows = [
        "".join(_run(column, row, length) for column, length in _runs(line))
        for row, line in enumerate(code.matrix_iter(border=_QUIET_ZONE))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{"".join(rows)}"/></svg>\n'
    )


def _runs(line: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where the black runs of a line begin, and how long they are."""
    for dark, modules in groupby(enumerate(line), key=itemgetter(1)):
        columns = [column for column, _ in modules]
        if dark:
            yield columns[0], len(columns)


def _run(column: int, row: int, length: int) -> str:
    return f"M{column} {row}h{length}v1h-{length}z"
