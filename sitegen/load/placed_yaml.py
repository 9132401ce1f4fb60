"""YAML to values and their places: what PyYAML swallows in silence is refused or left as text.

PyYAML would keep the last of two equal keys, read 1:30 as 90, 010 as 8 and no as False.
Here the node tree that it composes anyway is walked once, so places cost no second parse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from sitegen import codes, limits
from sitegen.diagnostics import CONTROL_CHARACTER, SourceFile, Span
from sitegen.load.yaml_events import is_refused
from sitegen.load.yaml_faults import explain
from sitegen.model import Places

if TYPE_CHECKING:
    from sitegen.load.files import Finds
    from sitegen.model import Location

# PyYAML built without libyaml has only the second: the same, eight times slower.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIGHT_KEY = re.compile(r"\s*\w+:\S")
_ONE_A_LINE = "Write one `key: value` on each line."
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
# Digits of more than this are no number of this guide, and int() refuses 4,300 of them.
_LONGEST_NUMBER = 9
_QUOTED_STYLES = frozenset({"'", '"', "|", ">"})
UNREADABLE = object()
"""Stands for a value that could not be read and is reported already."""


class TextLoader(_SafeLoader):  # type: ignore[misc] # either of two classes
    """Composes nodes whose scalars are all text; `_scalar` says which of them are more."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way to configure


@dataclass
class PlacedValues:
    """The values of one YAML mapping, and where each key and value stands.

    Attributes:
        values: Text, whole and decimal numbers, true, false, None, dates; lists as tuples;
            `UNREADABLE` for what is reported.
        key_spans: Where the key that leads to a location stands.
        value_spans: Where the value at a location stands.
    """

    values: dict[str, Any] = field(default_factory=dict)
    key_spans: dict[Location, Span] = field(default_factory=dict)
    value_spans: dict[Location, Span] = field(default_factory=dict)

    @property
    def places(self) -> Places:
        """The same places, packed."""
        return Places.of(self.key_spans, self.value_spans)


def read_mapping(
    text: str, first_line: int, source: SourceFile, finds: Finds
) -> PlacedValues | None:
    """Read YAML text whose top level is a mapping.

    Args:
        text: The YAML.
        first_line: The line of the file that the text starts on.
        source: The file, to report faults in.
        finds: Takes every fault.

    Returns:
        The values and their places; None where the text is no YAML or no mapping.
    """
    if len(text) > limits.YAML_CHARACTERS:
        message = f"The keys and values have over {limits.YAML_CHARACTERS:,} characters."
        finds.add(codes.TOO_LARGE, message, source, Span(first_line, 1, 0), "Shorten them.")
        return None
    try:
        if is_refused(text, first_line, source, finds, _SafeLoader):
            return None
        node = TextLoader(text).get_single_node()
    except yaml.YAMLError as error:
        fault = explain(error, text.rstrip("\n").split("\n"))
        span = Span(first_line + fault.line, fault.column + 1, fault.length)
        finds.add(codes.YAML_SYNTAX, fault.message, source, span, fault.hint)
        return None
    placed = PlacedValues()
    if node is None:
        return placed
    reader = _NodeReader(source, first_line, finds, placed)
    if not isinstance(node, yaml.MappingNode):
        message = "Keys such as `title: …` belong here."
        hint = "Put a space behind the colon." if _TIGHT_KEY.match(text) else _ONE_A_LINE
        finds.add(codes.FRONT_MATTER_NOT_KEYS, message, source, reader.span(node), hint)
        return None
    placed.values = reader.mapping(node, ())
    return placed


@dataclass
class _NodeReader:
    """Walks one node tree, noting places and faults as it goes."""

    source: SourceFile
    first_line: int
    finds: Finds
    placed: PlacedValues

    def span(self, node: yaml.Node) -> Span:
        """The first line of a node."""
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 0
        if end.line > start.line:
            text = self.source.lines[self.first_line - 1 + start.line]
            length = len(text.rstrip()) - start.column
        return Span(self.first_line + start.line, start.column + 1, max(length, 1))

    def value(self, node: yaml.Node, location: Location) -> Any:
        """The value of any node."""
        span = self.span(node)
        self.placed.value_spans[location] = span
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(child, (*location, i)) for i, child in enumerate(node.value))
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - YAML has no fourth kind of node
        return self.scalar(node, span)

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        """The values of a mapping; a key that is doubled or no plain text is reported."""
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            span = self.span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                message, hint = "A key must be a plain word.", "Write `key: value`."
                self.finds.add(codes.YAML_FEATURE, message, self.source, span, hint)
                continue
            key = key_node.value
            if self.is_invisible(key, span):
                continue
            if key in values:
                first = self.placed.key_spans[*location, key].line
                message = f"`{key}` is written twice, first on line {first}."
                self.finds.add(codes.DUPLICATE_KEY, message, self.source, span, "Keep one.")
                continue
            self.placed.key_spans[*location, key] = span
            values[key] = self.value(value_node, (*location, key))
        return values

    def is_invisible(self, text: str, span: Span) -> bool:
        """Whether a text has a character that nobody sees, from an escape; it is reported."""
        bad = CONTROL_CHARACTER.search(text)
        if bad:
            message = f"This text contains the invisible character U+{ord(bad[0]):04X}."
            hint = "Delete what stands for it behind the backslash."
            self.finds.add(codes.CONTROL_CHARACTER, message, self.source, span, hint)
        return bad is not None

    def scalar(self, node: yaml.ScalarNode, span: Span) -> Any:
        """Text as a number, word or date, where a plain reader would read it as one."""
        text = str(node.value)
        if self.is_invisible(text, span):
            return UNREADABLE
        if node.style in _QUOTED_STYLES:  # text, whatever it looks like
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _DATE.fullmatch(text):
            return self.day(text, span)
        if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
            return float(text) if "." in text else int(text)
        return text

    def day(self, text: str, span: Span) -> Any:
        """A date; one that no calendar has is reported."""
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = f"There is no day {text}."
            hint = "Write year-month-day, as in 2026-05-31."
            self.finds.add(codes.IMPOSSIBLE_DATE, message, self.source, span, hint)
            return UNREADABLE
