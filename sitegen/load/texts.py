"""A YAML file that says one text for another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile, Span
from sitegen.load.files import Finds, read_source
from sitegen.load.placed_yaml import UNREADABLE, read_mapping

if TYPE_CHECKING:
    from pathlib import Path


class Said(NamedTuple):
    """What a text is to be, and where the file says so."""

    text: str
    span: Span


def load_texts(
    path: Path, *, is_begun: bool = False
) -> tuple[SourceFile, dict[str, Said], list[Diagnostic]]:
    """Read a file that maps texts to texts.

    Args:
        path: The YAML file.
        is_begun: Whether a text may have `""` behind it, for words that are still to be found.

    Returns:
        The file, what it says for each text, and every fault.
    """
    finds = Finds()
    source = read_source(path, finds)
    placed = read_mapping(source.text, 1, source, finds) if source else None
    if source is None or placed is None:
        return SourceFile(path.as_posix()), {}, finds.diagnostics
    said = {}
    for key, value in placed.values.items():
        span = placed.key_spans[key,]
        if (is_begun and value == "") or (isinstance(value, str) and value.strip()):
            said[key] = Said(value, span)
        elif value is not UNREADABLE:
            message = f"`{key}` must have a text behind it."
            hint = "Write the words in quotes, behind the colon."
            finds.add(codes.WRONG_TYPE, message, source, span, hint)
    return source, said, finds.diagnostics
