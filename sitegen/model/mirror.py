"""What is said of one side, said of the other."""

from __future__ import annotations

import re
from typing import TypeAlias

Mirror: TypeAlias = "tuple[tuple[str, str], ...]"
"""Pairs of words that change places in what is said of the other side."""

SIDES: Mirror = (("left", "right"), ("Left", "Right"))
_WORD = re.compile(r"\w+")


def swapped(text: str, mirror: Mirror) -> str:
    """What is said of one side, of the other."""
    others = {**dict(mirror), **{second: first for first, second in mirror}}
    return _WORD.sub(lambda found: others.get(found[0], found[0]), text)


def read_mirror(pairs: tuple[str, ...]) -> Mirror:
    """Pairs as a language has them, `izquierda derecha`; what is no pair is left out."""
    words = (pair.split() for pair in pairs)
    return tuple((first, second) for first, second, *_ in (pair for pair in words if pair[1:]))
