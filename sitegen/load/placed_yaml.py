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

from sitegen import codes
from sitegen.diagnostics import SourceFile, Span

if TYPE_CHECKING:
    from sitegen.load.files import Finds
    from sitegen.model import Location

# PyYAML built without libyaml has only the second: the same, eight times slower.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

YAML_LIMIT = 64_000
DEPTH_LIMIT = 12
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
# Digits of more than this are no number of this guide, and int() refuses 4,300 of them.
_LONGEST_NUMBER = 9
_QUOTED_STYLES = frozenset({"'", '"', "|", ">"})
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:" + kind for kind in ("str", "seq", "map")})


class _TextLoader(_SafeLoader):  # type: ignore[misc] # either of two classes
    """Composes nodes whose scalars are all text; `_scalar` says which of them are more."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way to configure


@dataclass
class PlacedValues:
    """The values of one YAML mapping, and where each key and value stands.

    Attributes:
        values: Text, whole and decimal numbers, true, false, None, dates; lists as tuples.
        key_spans: Where the key that leads to a location stands.
        value_spans: Where the value at a location stands.
    """

    values: dict[str, Any] = field(default_factory=dict)
    key_spans: dict[Location, Span] = field(default_factory=dict)
    value_spans: dict[Location, Span] = field(default_factory=dict)


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
    if len(text) > YAML_LIMIT:
        message = f"This is over {YAML_LIMIT:,} characters of keys and values."
        finds.add(codes.TOO_LARGE, message, source, Span(first_line, 1, 0))
        return None
    try:
        if _is_deep(text):
            message = f"Lists and keys are nested more than {DEPTH_LIMIT} deep."
            finds.add(codes.TOO_LARGE, message, source, Span(first_line, 1, 0))
            return None
        node = _TextLoader(text).get_single_node()
    except yaml.YAMLError as error:
        _report_syntax(error, text, first_line, source, finds)
        return None
    placed = PlacedValues()
    if node is None:
        return placed
    reader = _NodeReader(source, first_line, finds, placed)
    if not isinstance(node, yaml.MappingNode):
        message = "Keys such as `title: …` belong here."
        finds.add(codes.FRONT_MATTER_NOT_KEYS, message, source, reader.span(node))
        return None
    placed.values = reader.mapping(node, ())
    return placed


def _report_syntax(
    error: yaml.YAMLError, text: str, first_line: int, source: SourceFile, finds: Finds
) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    # At the end of the text the parser points behind the last line.
    lines = text.rstrip("\n").split("\n")
    line = min(line, len(lines) - 1)
    span = Span(first_line + line, min(column, len(lines[line])) + 1)
    parts = (getattr(error, "context", None), getattr(error, "problem", None))
    problem = ", ".join(part for part in parts if part) or "it cannot be read"
    message = f"This is not valid YAML: {problem}."
    finds.add(codes.YAML_SYNTAX, message, source, span, _syntax_hint(lines[line], column))


def _is_deep(text: str) -> bool:
    """Whether nesting could exhaust the stack of the composer, which calls itself.

    Only text with many openers is looked at event by event: any other cannot nest deeply
    enough, since a block level costs a column more on each line.
    """
    if text.count("[") + text.count("{") + text.count("- -") + text.count(
        "? ?"
    ) <= DEPTH_LIMIT and (
        max((len(line) - len(line.lstrip()) for line in text.split("\n")), default=0)
        < 4 * DEPTH_LIMIT
    ):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_LIMIT:
            return True
    return False


def _syntax_hint(line: str, column: int) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        return "Indent with spaces; YAML does not allow tabs."
    if line.count(": ") > 1:
        return "Put quotes around a text that has a colon in it."
    return "Look for a missing space behind a colon, or for quotes that are not closed."


@dataclass
class _NodeReader:
    """Walks one node tree, noting places and faults as it goes."""

    source: SourceFile
    first_line: int
    finds: Finds
    placed: PlacedValues
    seen: set[int] = field(default_factory=set)

    def span(self, node: yaml.Node) -> Span:
        """The first line of a node."""
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 0
        if end.line > start.line:
            text = self.source.lines[self.first_line - 1 + start.line]
            length = len(text.rstrip()) - start.column
        return Span(self.first_line + start.line, start.column + 1, max(length, 1))

    def value(self, node: yaml.Node, location: Location) -> Any:
        """The value of any node; None, reported, for what is not allowed."""
        span = self.span(node)
        self.placed.value_spans[location] = span
        if id(node) in self.seen:
            self.finds.add(
                codes.YAML_FEATURE,
                "An alias (`*name`) is not allowed here.",
                self.source,
                span,
                "Write the value out.",
            )
            return None
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"The tag `{tag}` is not allowed here."
            self.finds.add(codes.YAML_FEATURE, message, self.source, span, "Delete it.")
            return None
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
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in _PLAIN_TAGS:
                self.finds.add(codes.YAML_FEATURE, "A key must be a plain word.", self.source, span)
                continue
            key = key_node.value
            if key in values:
                first = self.placed.key_spans[*location, key].line
                message = f"`{key}` is written twice, first on line {first}."
                self.finds.add(codes.DUPLICATE_KEY, message, self.source, span, "Keep one.")
                continue
            self.placed.key_spans[*location, key] = span
            values[key] = self.value(value_node, (*location, key))
        return values

    def scalar(self, node: yaml.ScalarNode, span: Span) -> Any:
        """Text as a number, word or date, where a plain reader would read it as one."""
        text = str(node.value)
        if node.style in _QUOTED_STYLES:  # text, whatever it looks like
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _DATE.fullmatch(text):
            return self.day(text, span)
        if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
            return float(text) if "." in text else int(text)
        return text

    def day(self, text: str, span: Span) -> date:
        """A date; some day or other, reported, for one that no calendar has."""
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = f"There is no day {text}."
            hint = "Write year-month-day, as in 2026-05-31."
            self.finds.add(codes.IMPOSSIBLE_DATE, message, self.source, span, hint)
            return date.min
