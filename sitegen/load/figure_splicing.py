"""One value of a figure's text changed by its place, so that all else stays as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_origin

import yaml

from sitegen.load.figure_changes import (
    changed,
    changed_values,
    is_group,
    is_kept,
    item_of,
    type_below,
)
from sitegen.load.figure_layout import KEY, STEP, block, flow, scalar, written
from sitegen.load.placed_yaml import TextLoader
from sitegen.model import Figure, Pose, declared_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Location

_BLOCK_SCALARS = frozenset({"|", ">"})


def composed(text: str) -> yaml.MappingNode | None:
    """The nodes of a text; None where it holds no keys."""
    node = TextLoader(text).get_single_node()
    return node if isinstance(node, yaml.MappingNode) else None


def end_of(text: str, node: yaml.Node) -> int:
    """Where a value ends; the parser counts what follows a block up to the next key to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _entry_end(text, last) if isinstance(last, tuple) else end_of(text, last)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_SCALARS:
        return start + len(text[start:end].rstrip())
    return int(end)


def _entry_end(text: str, entry: tuple[yaml.Node, yaml.Node]) -> int:
    """Where a key with its value ends."""
    key, value = entry
    end = end_of(text, value)
    return end if end > key.end_mark.index else text.index(":", key.end_mark.index) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end


class Splicer:
    """Changes one text by its places."""

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else f"{text}\n"

    def edited(self, at: Location, value: Any) -> str:
        """The text with one value changed."""
        root = composed(self.text)
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
            return self.replaced(node, flow(value))
        if isinstance(node, yaml.MappingNode) and isinstance(at[0], str):
            return self.in_mapping(node, kind, at, value)
        if isinstance(node, yaml.SequenceNode) and isinstance(at[0], int):
            return self.in_sequence(node, kind, at, value)
        if isinstance(node, yaml.ScalarNode):  # what stands for a group, or nothing yet
            old = changed(node.value or None, kind, at, value)
            return self.replaced(node, flow({} if old is None else old))
        return self.text

    def replaced(self, node: yaml.Node, words: str) -> str:
        """Other words for a value."""
        start, end = node.start_mark.index, end_of(self.text, node)
        gap = " " if start == end and self.text[start - 1 : start] == ":" else ""
        return f"{self.text[:start]}{gap}{words}{self.text[end:]}"

    def in_mapping(self, node: yaml.MappingNode, kind: Any, at: Location, value: Any) -> str:
        """Change what is below a key, add the key, or take it out."""
        place = next((i for i, entry in enumerate(node.value) if entry[0].value == at[0]), None)
        inner = type_below(kind, at[0])
        if place is None:
            below = changed(None, inner, at[1:], value)
            return self.text if below is None else self.with_key(node, kind, str(at[0]), below)
        key_node, value_node = node.value[place]
        left = changed(_values(value_node), inner, at[1:], value)
        if left is None and not is_kept(kind, str(at[0]), is_whole=len(at) == 1):
            return self.without(node, place)
        if len(at) == 1 or left is None or _is_rewritten(value_node, inner):
            empty: Any = () if get_origin(inner) is tuple else {}
            words = flow(empty if left is None else left, is_inside=bool(node.flow_style))
            if inner is Pose and isinstance(left, dict) and left and not node.flow_style:
                indent = " " * key_node.start_mark.column
                words = f"\n{block(left, Pose, indent + STEP)}".removesuffix("\n")
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
        return f"{lead}{words}{self.text[end_of(self.text, value) :]}"

    def with_key(self, node: yaml.MappingNode, kind: Any, key: str, value: Any) -> str:
        """Add a key, where the declaration has it."""
        order = list(declared_fields(kind)) if is_group(kind) else []
        rank = order.index(key) if key in order else len(order)
        before = [
            entry
            for entry in node.value
            if entry[0].value not in order or order.index(entry[0].value) < rank
        ]
        if node.flow_style or not node.value:
            return self.with_key_inside(node, before, f"{scalar(key)}: {flow(value)}")
        indent = " " * node.value[0][0].start_mark.column
        line = block({key: value}, kind, indent)
        if before:
            place = line_end(self.text, max(_entry_end(self.text, entry) for entry in before))
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
        place, item = int(at[0]), item_of(kind)
        if place >= len(node.value):
            below = changed(None, item, at[1:], value)
            return self.text if below is None else self.with_item(node, flow(below))
        left = changed(_values(node.value[place]), item, at[1:], value)
        if left is None:
            return self.without(node, place)
        return self.change(node.value[place], item, at[1:], value)

    def with_item(self, node: yaml.SequenceNode, words: str) -> str:
        """Add an item."""
        if not node.value:
            return self.replaced(node, f"[{words}]")
        end = end_of(self.text, node.value[-1])
        if node.flow_style:
            return f"{self.text[:end]}, {words}{self.text[end:]}"
        place = line_end(self.text, end)
        indent = " " * node.start_mark.column
        return f"{self.text[:place]}\n{indent}- {words}{self.text[place:]}"

    def without(self, node: yaml.CollectionNode, place: int) -> str:
        """Take a key or an item out, where it is not the only one."""
        spans = [
            (entry[0].start_mark.index, _entry_end(self.text, entry))
            if isinstance(entry, tuple)
            else (entry.start_mark.index, end_of(self.text, entry))
            for entry in node.value
        ]
        start, end = spans[place]
        if node.flow_style:
            if place + 1 < len(spans):
                return self.text[:start] + self.text[spans[place + 1][0] :]
            return self.text[: spans[place - 1][1]] + self.text[end:]
        start = self.text.rfind("\n", 0, start) + 1
        return self.text[:start] + self.text[line_end(self.text, end) + 1 :]


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
