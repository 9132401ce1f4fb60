"""A routine as a link that makes it the reader's own, for templates/scripts/routine-link.js."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import RoutinePart

MY_ROUTINE = "/my-routine/"
"""The address of the page that opens it."""


def own_routine(title: str, parts: Iterable[RoutinePart]) -> str:
    """What stands behind the # of the link.

    It has the least of each dose, where a person begins, and no names of persons: who reads a
    printed code may not be whom the sheet is for.

    Args:
        title: The name of the routine.
        parts: Its stretches, each with its dose.
    """
    items = "".join(f";{part.stretch.slug}:{part.hold.low}x{part.times.low}" for part in parts)
    return f"r=1{items}&name={quote(title, safe='')}"
