"""A figure alone, as it stands below `figure:` in a page's front matter."""

from __future__ import annotations

from sitegen.diagnostics import SourceFile
from sitegen.load.fields import read_fields
from sitegen.load.files import Finds
from sitegen.load.placed_yaml import read_mapping
from sitegen.model import Document, Figure, Pose

BLANK = Figure(base="standing", end=Pose(), regions=())
"""What takes the place of values that cannot be used."""


def read_figure(text: str, name: str) -> Figure:
    """Read a figure from YAML.

    Args:
        text: The YAML.
        name: What to call it in a message.

    Returns:
        The figure.

    Raises:
        ValueError: It is no figure; the message says where and why.
    """
    finds, source = Finds(), SourceFile(name, text)
    placed = read_mapping(text, 1, source, finds)
    if placed is None:
        raise ValueError(_words(finds))
    document = Document(source, placed.places)
    figure = read_fields(Figure, placed.values, document, finds, blank=BLANK)
    if finds.diagnostics:
        raise ValueError(_words(finds))
    return figure


def _words(finds: Finds) -> str:
    return "\n".join(
        f"{item.source.path}:{item.span.line}:{item.span.column}: {item.message} {item.hint}"
        for item in finds.diagnostics
    )
