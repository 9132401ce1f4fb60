"""A figure as it is written, and the same text with one value changed: all else stays as it is.

Whoever moves a joint in the studio finds nothing else changed in the file: neither the order of
the keys nor a comment, a quotation mark or how a number was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.load.fields import read_fields
from sitegen.load.figure_changes import changed_values
from sitegen.load.figure_layout import KEY, written
from sitegen.load.figure_splicing import Splicer, composed, end_of, line_end
from sitegen.load.figures import BLANK
from sitegen.load.files import Finds
from sitegen.load.front_matter import FENCE, read_document
from sitegen.load.placed_yaml import read_mapping
from sitegen.model import Document, Fields, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.diagnostics import Span
    from sitegen.model import Location


@dataclass(frozen=True)
class FigureRead:
    """What a text came to.

    Attributes:
        figure: The figure; None where it cannot be used.
        values: What was written, key by key; empty where the text is no YAML.
        faults: What is wrong, each with the keys inside the figure that lead to it.
        is_yaml: Whether there is a text to be edited, whatever is wrong with what it says.
    """

    figure: Figure | None
    values: Mapping[str, Any]
    faults: tuple[tuple[Location, Diagnostic], ...] = ()
    is_yaml: bool = True


@lru_cache(maxsize=8)
def read_figure_text(text: str) -> FigureRead:
    """Read a figure, below its key or without.

    Args:
        text: As it stands in the front matter.
    """
    finds, source = Finds(), SourceFile(KEY, text)
    placed = read_mapping(text, 1, source, finds)
    if placed is None:
        no_yaml = tuple(((), found) for found in finds.diagnostics)
        return FigureRead(None, {}, no_yaml, is_yaml=False)
    values, document = placed.values, Document(source, placed.places)
    above = (KEY,) if KEY in values else ()
    if above:
        alone = _Alone(figure=BLANK)
        figure = read_fields(_Alone, values, document, finds, blank=alone).figure
        values = values[KEY] if isinstance(values[KEY], dict) else {}
    else:
        figure = read_fields(Figure, values, document, finds, blank=BLANK)
    at_span = {span: at for at, span in (*placed.key_spans.items(), *placed.value_spans.items())}
    faults = tuple((_inside(at_span, found.span, above), found) for found in finds.diagnostics)
    return FigureRead(None if faults else figure, values, faults)


class _Alone(Fields, frozen=True, kw_only=True):
    """The front matter of a page that has nothing but a figure."""

    figure: Figure


def _inside(at_span: Mapping[Span, Location], span: Span, above: Location) -> Location:
    return at_span.get(span, ())[len(above) :]


def figure_text_of(source: SourceFile) -> str:
    """The lines of a stretch's file that are its figure, its key among them; "" where it has none.

    Args:
        source: The file.
    """
    read = read_document(source, Finds())
    if read is None or KEY not in read[1]:
        return ""
    close = next(i for i, line in enumerate(source.lines[1:], 1) if FENCE.fullmatch(line))
    front_matter = "\n".join(source.lines[1:close])
    root = composed(front_matter)
    entries = root.value if root else []
    key, value = next(entry for entry in entries if entry[0].value == KEY)
    stop = end_of(front_matter, value)
    if isinstance(value, yaml.CollectionNode) and value.flow_style:
        return f"{KEY}: {front_matter[value.start_mark.index : stop]}\n"
    return f"{front_matter[key.start_mark.index : line_end(front_matter, stop)]}\n"


def edited(text: str, at: Location, value: Any) -> str:
    """Change one value of a figure's text.

    Args:
        text: A text that is YAML.
        at: The keys inside the figure that lead to the value; they need not be there yet.
        value: Text, number, truth value, or lists and mappings of them; None takes it out, with
            the groups of keys that are empty then.

    Returns:
        The text with that value, and with nothing else changed.
    """
    before = read_figure_text(text).values
    wanted = changed_values(before, at, value)
    spliced = Splicer(text).edited(at, value)
    if read_figure_text(spliced).values == wanted:
        return spliced
    return written(wanted)  # an uncommon way to write YAML: the layout goes, and no value
