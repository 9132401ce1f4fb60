"""What the program itself says on pages, in the language of the page that is being made.

As with gettext the English text is the key.  Which language is spoken is a matter of the moment,
not of each function: a page is made in one language from its first word to its last.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_said: ContextVar[Mapping[str, str]] = ContextVar("said", default=MappingProxyType({}))
_CALL = re.compile(r'\b(?:say|noted)\(\s*"([^"\n]+)"')


@contextmanager
def speaking(words: Mapping[str, str]) -> Iterator[None]:
    """Say these words in place of which texts, for as long as the block lasts."""
    token = _said.set(words)
    try:
        yield
    finally:
        _said.reset(token)


def say(text: str, **values: object) -> str:
    """A text as the language of the moment has it.

    Args:
        text: In English, with `{name}` for each value.
        values: What to put in.
    """
    words = _said.get().get(text, text)
    return words.format(**values) if values else words


def noted(text: str) -> str:
    """A text that is said later, so that it is found among those that there are words for."""
    return text


def texts_of_the_program() -> frozenset[str]:
    """Every text that this room says, as its source has it."""
    files = Path(__file__).parent.glob("*.py")
    return frozenset(text for file in files for text in _CALL.findall(file.read_text("utf-8")))
