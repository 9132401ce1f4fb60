"""A figure as it is written, and the same text with one value changed: all else stays as it is.

Whoever moves a joint in the studio finds nothing else changed in the file: neither the order of
the keys nor a comment, a quotation mark or how a number was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

import yaml

from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.load.fields import read_fields
from sitegen.load.figures import BLANK
from sitegen.load.files import Finds
from sitegen.load.front_matter import read_document
from sitegen.load.placed_yaml import UNREADABLE, TextLoader, read_mapping
from sitegen.model import Document, Fields, Figure, Pose, declared_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.diagnostics import Span
    from sitegen.model import Location

KEY = "figure"
"""What stands above a figure in the front matter; it may be left out where a figure is alone."""
_STEP = "  "
_DECIMALS = 4
_BLOCK_SCALARS = frozenset({"|", ">"})


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
    fence = len(source.lines[0]) + 1
    end = source.text.index("\n---", fence) + 1 if "\n---" in source.text[fence:] else fence
    front_matter = source.text[fence:end]
    root = _composed(front_matter)
    entries = root.value if root else []
    key, value = next(entry for entry in entries if entry[0].value == KEY)
    stop = _end(front_matter, value)
    if isinstance(value, yaml.CollectionNode) and value.flow_style:
        return f"{KEY}: {front_matter[value.start_mark.index : stop]}\n"
    return f"{front_matter[key.start_mark.index : _line_end(front_matter, stop)]}\n"


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
    spliced = _Splicer(text).edited(at, value)
    if read_figure_text(spliced).values == wanted:
        return spliced
    return written(wanted)  # an uncommon way to write YAML: the layout goes, and no value


def changed_values(values: Mapping[str, Any], at: Location, value: Any) -> dict[str, Any]:
    """The same change, made in values."""
    changed = _changed(values, Figure, at, value)
    return changed if isinstance(changed, dict) else {}


def written(values: Mapping[str, Any]) -> str:
    """A figure's text, laid out as the guide's own are: a line for each joint."""
    return f"{KEY}:\n{_block(values, Figure, _STEP)}"


def _changed(old: Any, kind: Any, at: Location, value: Any) -> Any:
    """A value with a change inside; None where nothing is left of it."""
    if not at:
        return _plain(value)
    key, rest = at[0], at[1:]
    if isinstance(key, int):
        items = list(old) if isinstance(old, tuple) else []
        inner = _changed(items[key] if key < len(items) else None, _item(kind), rest, value)
        items[key : key + 1] = [] if inner is None else [inner]
        return tuple(items) or None
    keys = _as_keys(old, kind)
    inner = _changed(keys.get(key), _inner(kind, key), rest, value)
    if inner is None and _is_kept(kind, key, is_whole=not rest):
        inner = () if get_origin(_inner(kind, key)) is tuple else {}
    if inner is None:
        keys.pop(key, None)
    else:
        keys[key] = inner
    return keys or None


def _plain(value: Any) -> Any:
    """A value as the reader of YAML gives it."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(inner) for inner in value)
    if isinstance(value, float):
        return float(_number(value)) if "." in _number(value) else int(_number(value))
    return value


def _as_keys(old: Any, kind: Any) -> dict[str, Any]:
    """A group of keys, also where one text stands for it."""
    if isinstance(old, dict):
        return dict(old)
    return {kind.shorthand: old} if isinstance(old, str) and _is_group(kind) else {}


def _is_group(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Fields)


def _inner(kind: Any, key: str | int) -> Any:
    """The type of what stands below a key; `object` below one that nothing reads."""
    if isinstance(key, int):
        return _item(kind)
    declared = declared_fields(kind) if _is_group(kind) else {}
    return declared[key].type if key in declared else object


def _item(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else object


def _is_kept(kind: Any, key: str, *, is_whole: bool) -> bool:
    """Whether a key stays when nothing is left below it: it is needed, or stands for a picture."""
    declared = declared_fields(kind).get(key) if _is_group(kind) else None
    if declared is None:
        return False
    is_picture = declared.type is Pose and declared.may_be_empty
    return declared.is_required or (is_picture and not is_whole)


# Writing


def _block(values: Mapping[str, Any], kind: Any, indent: str) -> str:
    """A group of keys, one a line; a pose has lines of its own, all else is on one."""
    lines = []
    for key, value in values.items():
        inner = _inner(kind, key)
        if inner is Pose and value and isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{_block(value, inner, indent + _STEP)}")
        else:
            lines.append(f"{indent}{_scalar(key)}: {_flow(value, is_inside=False)}\n")
    return "".join(lines)


def _flow(value: Any, *, is_inside: bool = True) -> str:
    """A value on one line; inside brackets some texts want quotes that need none elsewhere."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(value)
    return _scalar("" if value is UNREADABLE else value, is_inside=is_inside)


def _number(value: float) -> str:
    """A number without an exponent, and without zeros that say nothing."""
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _scalar(value: object, *, is_inside: bool = True) -> str:
    """A text or a date, with quotes where YAML wants them."""
    as_list = yaml.safe_dump(
        [value], default_flow_style=True, width=float("inf"), allow_unicode=True
    )
    inside = as_list.strip()[1:-1]
    if is_inside or not isinstance(value, str) or inside == value:
        return inside
    alone = yaml.safe_dump(value, width=float("inf"), allow_unicode=True)
    return alone.removesuffix("\n").removesuffix("\n...")


# Splicing


def _composed(text: str) -> yaml.MappingNode | None:
    """The nodes of a text; None where it holds no keys."""
    node = TextLoader(text).get_single_node()
    return node if isinstance(node, yaml.MappingNode) else None


def _end(text: str, node: yaml.Node) -> int:
    """Where a value ends; the parser counts what follows a block up to the next key to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _entry_end(text, last) if isinstance(last, tuple) else _end(text, last)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_SCALARS:
        return start + len(text[start:end].rstrip())
    return int(end)


def _entry_end(text: str, entry: tuple[yaml.Node, yaml.Node]) -> int:
    """Where a key with its value ends."""
    key, value = entry
    end = _end(text, value)
    return end if end > key.end_mark.index else text.index(":", key.end_mark.index) + 1


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


class _Splicer:
    """Changes one text by its places."""

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else f"{text}\n"

    def edited(self, at: Location, value: Any) -> str:
        """The text with one value changed."""
        root = _composed(self.text)
        if root is None:
            return written(changed_values({}, at, value))
        entries = {key.value: inner for key, inner in root.value}
        if KEY not in entries:
            return self.change(root, Figure, at, value)
        figure = entries[KEY]
        if isinstance(figure, yaml.MappingNode):
            return self.change(figure, Figure, at, value)
        return written(changed_values({}, at, value))

    def change(self, node: yaml.Node, kind: Any, at: Location, value: Any) -> str:
        """Change what stands at a place below a node."""
        if not at:
            return self.replaced(node, _flow(value))
        if isinstance(node, yaml.MappingNode) and isinstance(at[0], str):
            return self.in_mapping(node, kind, at, value)
        if isinstance(node, yaml.SequenceNode) and isinstance(at[0], int):
            return self.in_sequence(node, kind, at, value)
        if isinstance(node, yaml.ScalarNode):  # what stands for a group, or nothing yet
            old = _changed(node.value or None, kind, at, value)
            return self.replaced(node, _flow({} if old is None else old))
        return self.text

    def replaced(self, node: yaml.Node, words: str) -> str:
        """Other words for a value."""
        start, end = node.start_mark.index, _end(self.text, node)
        gap = " " if start == end and self.text[start - 1 : start] == ":" else ""
        return f"{self.text[:start]}{gap}{words}{self.text[end:]}"

    def in_mapping(self, node: yaml.MappingNode, kind: Any, at: Location, value: Any) -> str:
        """Change what is below a key, add the key, or take it out."""
        place = next((i for i, entry in enumerate(node.value) if entry[0].value == at[0]), None)
        inner = _inner(kind, at[0])
        if place is None:
            below = _changed(None, inner, at[1:], value)
            return self.text if below is None else self.with_key(node, kind, str(at[0]), below)
        key_node, value_node = node.value[place]
        left = _changed(_values(value_node), inner, at[1:], value)
        if left is None and not _is_kept(kind, str(at[0]), is_whole=len(at) == 1):
            return self.without(node, place)
        if len(at) == 1 or left is None or _is_rewritten(value_node, inner):
            empty: Any = () if get_origin(inner) is tuple else {}
            words = _flow(empty if left is None else left, is_inside=bool(node.flow_style))
            if inner is Pose and isinstance(left, dict) and left and not node.flow_style:
                indent = " " * key_node.start_mark.column
                words = f"\n{_block(left, Pose, indent + _STEP)}".removesuffix("\n")
            return self.revalued(key_node, value_node, words)
        return self.change(value_node, inner, at[1:], value)

    def revalued(self, key: yaml.Node, value: yaml.Node, words: str) -> str:
        """Other words behind a key."""
        if not isinstance(value, yaml.CollectionNode) or value.flow_style:
            lead = self.text[: value.start_mark.index]
            if words.startswith("\n"):
                lead = lead.rstrip(" ")
            elif lead.endswith(":"):
                lead += " "
        else:
            lead = self.text[: self.text.index(":", key.end_mark.index) + 1]
            lead += "" if words.startswith("\n") else " "
        return f"{lead}{words}{self.text[_end(self.text, value) :]}"

    def with_key(self, node: yaml.MappingNode, kind: Any, key: str, value: Any) -> str:
        """Add a key, where the declaration has it."""
        order = list(declared_fields(kind)) if _is_group(kind) else []
        rank = order.index(key) if key in order else len(order)
        before = [
            entry
            for entry in node.value
            if entry[0].value not in order or order.index(entry[0].value) < rank
        ]
        if node.flow_style or not node.value:
            return self.with_key_inside(node, before, f"{_scalar(key)}: {_flow(value)}")
        indent = " " * node.value[0][0].start_mark.column
        line = _block({key: value}, kind, indent)
        if before:
            place = _line_end(self.text, max(_entry_end(self.text, entry) for entry in before))
            return f"{self.text[: place + 1]}{line}{self.text[place + 1 :]}"
        place = node.value[0][0].start_mark.index
        return f"{self.text[:place]}{line.removeprefix(indent)}{indent}{self.text[place:]}"

    def with_key_inside(
        self, node: yaml.MappingNode, before: Sequence[tuple[yaml.Node, yaml.Node]], words: str
    ) -> str:
        """Add a key between braces."""
        if before:
            place = max(_entry_end(self.text, entry) for entry in before)
            return f"{self.text[:place]}, {words}{self.text[place:]}"
        if node.value:
            place = node.value[0][0].start_mark.index
            return f"{self.text[:place]}{words}, {self.text[place:]}"
        return self.replaced(node, f"{{{words}}}")

    def in_sequence(self, node: yaml.SequenceNode, kind: Any, at: Location, value: Any) -> str:
        """Change an item, add one at the end, or take one out."""
        place, item = int(at[0]), _item(kind)
        if place >= len(node.value):
            below = _changed(None, item, at[1:], value)
            return self.text if below is None else self.with_item(node, _flow(below))
        left = _changed(_values(node.value[place]), item, at[1:], value)
        if left is None:
            return self.without(node, place)
        return self.change(node.value[place], item, at[1:], value)

    def with_item(self, node: yaml.SequenceNode, words: str) -> str:
        """Add an item."""
        if not node.value:
            return self.replaced(node, f"[{words}]")
        end = _end(self.text, node.value[-1])
        if node.flow_style:
            return f"{self.text[:end]}, {words}{self.text[end:]}"
        place = _line_end(self.text, end)
        indent = " " * node.start_mark.column
        return f"{self.text[:place]}\n{indent}- {words}{self.text[place:]}"

    def without(self, node: yaml.CollectionNode, place: int) -> str:
        """Take a key or an item out, where it is not the only one."""
        spans = [
            (entry[0].start_mark.index, _entry_end(self.text, entry))
            if isinstance(entry, tuple)
            else (entry.start_mark.index, _end(self.text, entry))
            for entry in node.value
        ]
        start, end = spans[place]
        if node.flow_style:
            if place + 1 < len(spans):
                return self.text[:start] + self.text[spans[place + 1][0] :]
            return self.text[: spans[place - 1][1]] + self.text[end:]
        start = self.text.rfind("\n", 0, start) + 1
        return self.text[:start] + self.text[_line_end(self.text, end) + 1 :]


def _values(node: yaml.Node) -> Any:
    """What a node says, as far as it matters whether it says anything."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _values(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_values(item) for item in node.value)
    return node.value or None


def _is_rewritten(node: yaml.Node, kind: Any) -> bool:
    """Whether a pose that had nothing on its line gets lines of its own."""
    return kind is Pose and isinstance(node, yaml.MappingNode) and not node.value
