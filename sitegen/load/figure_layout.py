"""Values of a figure as text, laid out as the guide's own figures are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from sitegen.load.figure_changes import number_text, type_below
from sitegen.load.placed_yaml import UNREADABLE
from sitegen.model import Figure, Pose

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "figure"
"""What stands above a figure in the front matter; it may be left out where a figure is alone."""
STEP = "  "


def written(values: Mapping[str, Any]) -> str:
    """A figure's text, laid out as the guide's own are: a line for each joint."""
    return f"{KEY}:\n{block(values, Figure, STEP)}"


def block(values: Mapping[str, Any], kind: Any, indent: str) -> str:
    """A group of keys, one a line; a pose has lines of its own, all else is on one."""
    lines = []
    for key, value in values.items():
        inner = type_below(kind, key)
        if inner is Pose and value and isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{block(value, inner, indent + STEP)}")
        else:
            lines.append(f"{indent}{scalar(key)}: {flow(value, is_inside=False)}\n")
    return "".join(lines)


def flow(value: Any, *, is_inside: bool = True) -> str:
    """A value on one line; inside brackets some texts want quotes that need none elsewhere."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{scalar(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number_text(value)
    return scalar("" if value is UNREADABLE else value, is_inside=is_inside)


def scalar(value: object, *, is_inside: bool = True) -> str:
    """A text or a date, with quotes where YAML wants them."""
    as_list = yaml.safe_dump(
        [value], default_flow_style=True, width=float("inf"), allow_unicode=True
    )
    inside = as_list.strip()[1:-1]
    if is_inside or not isinstance(value, str) or inside == value:
        return inside
    alone = yaml.safe_dump(value, width=float("inf"), allow_unicode=True)
    return alone.removesuffix("\n").removesuffix("\n...")
