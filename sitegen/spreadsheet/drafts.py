"""A row of a spreadsheet to the text of a page; what the row lacks is as in a new page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from sitegen.model import STILL_TO_DO, Dose, Range, StretchFields, declared_fields
from sitegen.skeletons import skeleton_text
from sitegen.spreadsheet.columns import CLOSING, INTRODUCTION
from sitegen.written_yaml import WORDS, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Guide

_FIELDS = declared_fields(StretchFields) | declared_fields(Dose)
_ALWAYS = frozenset({"draft", "dose"})
_KEY = re.compile(r"( {0,2})(\w+):")
# Where the skeleton's own comments begin; a long line pushes its comment on.
_COMMENTS_FROM = 50
_PICTURES = f"{STILL_TO_DO} its pictures, as `build.py new stretch` writes them below `figure:`"
_STEPS = f"{STILL_TO_DO} the steps, for these are an example"
_NAME = re.compile(r"[a-z][a-z0-9-]*(?: [a-z0-9-]+)*")
# What Markdown would take for a sign of its own, anywhere or at the beginning of a line.
_SIGN = re.compile(r"[\\`*_\[<]|&(?=#|\w)")
_BEGINNING = re.compile(r"[0-9]*[#>!+.)-]")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}

Line = tuple[str, str]
"""A line of a page, and the key of the column that it was made of; "" for none."""


@dataclass(frozen=True)
class Row:
    """What a row says.

    Attributes:
        values: The key of a field to its value; a title is among them.
        above: The words above the steps.
        steps: The key of the column of each step, and its words.
        below: The words below the steps.
    """

    values: Mapping[str, Any]
    above: str
    steps: tuple[tuple[str, str], ...]
    below: str


@dataclass(frozen=True)
class Draft:
    """The page that a row becomes.

    Attributes:
        text: Its Markdown.
        keys: For each line of it, the key of the column that it was made of; "" for none.
    """

    text: str
    keys: tuple[str, ...]


def draft_of(row: Row, guide: Guide) -> Draft:
    """Make the page of a row; names of the guide stand in for those that it lacks."""
    _, front, body = skeleton_text("stretch", "Title", guide).split("---\n", 2)
    lines: list[Line] = [("---", ""), *_front_matter(front, row.values)]
    lines += [] if row.steps else [(_STEPS, "")]
    lines += [(_PICTURES, ""), ("---", ""), *_paragraphs(row.above, INTRODUCTION)]
    if row.steps:
        numbered = enumerate(row.steps, start=1)
        lines += [(f"{place}. {_shown(text)}".rstrip(), key) for place, (key, text) in numbered]
    else:
        lines += [(line, "") for line in body.splitlines() if line[:1].isdigit()]
    below = list(_paragraphs(row.below, CLOSING))
    lines += [("", ""), *below[:-1]] if below else []
    return Draft("".join(f"{line}\n" for line, _ in lines), tuple(key for _, key in lines))


def _front_matter(skeleton: str, values: Mapping[str, Any]) -> Iterator[Line]:
    """The keys of the skeleton in their order, then those that it lacks."""
    blocks = _blocks(skeleton)
    for key, block in blocks.items():
        if key in values:
            indent = block[0][: -len(block[0].lstrip())]
            yield from ((indent + line, key) for line in _yaml(key, values[key]))
        elif key in _ALWAYS:
            yield from ((line, "") for line in block)
        elif _FIELDS[key].is_required:
            yield from ((line, "") for line in _to_do(block))
    for key in _FIELDS:
        if key in values and key not in blocks:
            yield from ((line, key) for line in _yaml(key, values[key]))


def _blocks(skeleton: str) -> dict[str, list[str]]:
    """Each key of the skeleton with the lines below it; those of the dose are keys as well."""
    blocks: dict[str, list[str]] = {}
    for line in skeleton.splitlines():
        match = _KEY.match(line)
        if match and match[2] in _FIELDS:
            blocks[match[2]] = [line]
        else:
            blocks[next(reversed(blocks))].append(line)
    return blocks


def _to_do(block: list[str]) -> list[str]:
    """Lines of the skeleton, marked as not done."""
    first, *rest = block
    before, has_comment, comment = first.partition("# ")
    before = before if has_comment else first
    words = comment or "say it in your own words"
    return [f"{before.rstrip():<{_COMMENTS_FROM}}  {STILL_TO_DO} {words}", *rest]


def _yaml(key: str, value: Any) -> Iterator[str]:
    """A key and its value as lines that read back to just that value."""
    if isinstance(value, Range) or not isinstance(value, tuple):
        yield f"{key}: {scalar(value)}"
    elif all(_NAME.fullmatch(item) and item not in WORDS for item in value):
        yield f"{key}: [{', '.join(value)}]"
    else:
        yield from chain([f"{key}:"], (f"  - {scalar(item)}" for item in value))


def _paragraphs(text: str, key: str) -> Iterator[Line]:
    """The words of a cell, a paragraph for each of its lines, and a blank line behind each."""
    for line in text.split("\n"):
        if line.strip():
            yield _shown(line.strip()), key
            yield "", ""


def _shown(text: str) -> str:
    """A line of plain text as Markdown that shows it as it is."""
    escaped = _SIGN.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), text)
    if beginning := _BEGINNING.match(escaped):
        at = beginning.end() - 1
        return f"{escaped[:at]}\\{escaped[at:]}"
    return escaped
