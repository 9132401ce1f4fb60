"""What PyYAML finds wrong with YAML, in the words of someone who writes a page.

PyYAML tells which rule of its grammar failed, in other words with libyaml than without, and
often at the line below the mistake.  A contributor needs the character that is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

_QUOTE_IT = "Put quotes around the whole value."
_ALIGN = "Keys that belong together have the same number of spaces before them."
_COLON = re.compile(r":(?=\s|$)")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong, and where: line and column count from 0."""

    line: int
    column: int
    length: int
    message: str
    hint: str


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> YamlFault:
    """Say what is wrong with YAML in plain words.

    Args:
        error: What PyYAML raised.
        lines: The lines that it read.
    """
    said = " ".join(str(getattr(error, name, "") or "") for name in ("context", "problem"))
    line, column = _place(getattr(error, "problem_mark", None), lines)
    opened = _place(getattr(error, "context_mark", None), lines)
    opener = _character(lines, *opened)
    found = _tab(lines, line, column)
    if found is None and "quoted scalar" in said:
        found = _quoted(lines, opened, (line, column), said)
    if found is None and opener in "[{" and "flow" in said:
        found = _bracket(opened, opener)
    if found is None and ("alias" in said or "anchor" in said or "block scalar" in said):
        found = _bad_start(lines, *opened)
    if found is None and ("cannot start" in said or "node content" in said):
        found = _bad_start(lines, line, column)
    return found or _misplaced(lines, line, column, opened[0], said)


def _place(mark: yaml.Mark | None, lines: Sequence[str]) -> tuple[int, int]:
    """A mark's line and column; at the end of the text the parser points behind the last line."""
    if mark is None:
        return 0, 0
    last = len(lines) - 1
    return (last, len(lines[last])) if mark.line > last else (mark.line, mark.column)


def _character(lines: Sequence[str], line: int, column: int) -> str:
    return lines[line][column : column + 1] or " "


def _tab(lines: Sequence[str], line: int, column: int) -> YamlFault | None:
    text = lines[line]
    indent = text[: len(text) - len(text.lstrip())]
    at = indent.find("\t") if "\t" in indent else column
    if text[at : at + 1] != "\t":
        return None
    message = "A tab stands here, where only spaces can."
    return YamlFault(line, at, 1, message, "Indent with spaces.")


def _quoted(
    lines: Sequence[str], opened: tuple[int, int], found: tuple[int, int], said: str
) -> YamlFault:
    if "escape" in said:
        message = "A backslash inside double quotes begins a special sign; this is none."
        return YamlFault(*found, 1, message, "Write `\\\\` for a backslash, or use single quotes.")
    quote = _character(lines, *opened)
    message = f"The quotation mark {quote} is opened here and never closed."
    return YamlFault(*opened, 1, message, f"Put {quote} behind the last word of the value.")


def _bracket(opened: tuple[int, int], opener: str) -> YamlFault:
    closer = "]" if opener == "[" else "}"
    message = f"The bracket `{opener}` is never closed, or a comma is missing behind it."
    hint = f"Close it with `{closer}`, and put commas between the entries."
    return YamlFault(*opened, 1, message, hint)


def _bad_start(lines: Sequence[str], line: int, column: int) -> YamlFault:
    sign = _character(lines, line, column)
    message = f"A value cannot begin with `{sign}`, which means something else in YAML."
    return YamlFault(line, column, 1, message, _QUOTE_IT)


def _misplaced(lines: Sequence[str], line: int, column: int, began: int, said: str) -> YamlFault:
    """A fault of order: a colon, a hyphen or a line that cannot stand where it stands."""
    text = lines[line]
    before = text[:column]
    if text.startswith("---"):
        message = "A line `---` cannot stand between the keys."
        return _whole(lines, line, message, "Delete this line.")
    if "block sequence" in said and before.strip():
        message = "A list with hyphens cannot begin on the line of its key."
        hint = "Write `[one, two]`, or each `- one` on a line of its own."
        return YamlFault(line, column, 1, message, hint)
    if "mapping values" in said and _COLON.search(before):
        message = "A second colon stands in this value, as if it were another key."
        return YamlFault(line, column, 1, message, _QUOTE_IT)
    if before.rstrip().endswith(("'", '"')):
        message = "The value ends with the quotation mark before this; nothing can follow it."
        hint = "Use the other kind of quotation mark around the whole value."
        return YamlFault(line, column, 1, message, hint)
    above = began if "':'" in said else line - 1
    if above >= 0 and lines[above].strip() and not _COLON.search(lines[above]):
        return _without_colon(lines, above)
    message = "This line does not fit the lines above it."
    return _whole(lines, line, message, _ALIGN)


def _without_colon(lines: Sequence[str], line: int) -> YamlFault:
    if ":" in lines[line]:
        message = "There is no space behind the colon of this line."
        return _whole(lines, line, message, "Write `key: value`, with a space.")
    message = "This line has no colon, so it is no key with a value."
    hint = "Write `key: value`; a text that goes on from the line above is indented."
    return _whole(lines, line, message, hint)


def _whole(lines: Sequence[str], line: int, message: str, hint: str) -> YamlFault:
    text = lines[line]
    indent = len(text) - len(text.lstrip())
    return YamlFault(line, indent, max(1, len(text.strip())), message, hint)
