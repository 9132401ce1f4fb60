"""YAML that is refused before any of it is built: what nests too deeply or refers to itself.

A few lines with aliases can fill the memory, and the composer calls itself for every level.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sitegen import codes, limits
from sitegen.diagnostics import Span

if TYPE_CHECKING:
    from sitegen.diagnostics import SourceFile
    from sitegen.load.files import Finds

# Two block levels on one line: `- - x`, `? - x`.
_COMPACT = re.compile(r"[-?:][ \t]+(?=[-?:](?:[ \t]|$))", re.MULTILINE)
_SIGNS = re.compile(r"[&*!]")


def is_refused(text: str, first_line: int, source: SourceFile, finds: Finds, loader: Any) -> bool:
    """Report the first thing that no content file may use, if there is one.

    Args:
        text: The YAML.
        first_line: The line of the file that the text starts on.
        source: The file.
        finds: Takes the fault.
        loader: PyYAML's loader, whose parser is used.

    Raises:
        yaml.YAMLError: The text is no YAML.
    """
    if not (_SIGNS.search(text) or _could_be_deep(text)):
        return False  # nearly every file: one look is cheaper than parsing twice
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        feature = _feature(event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if feature or depth > limits.YAML_DEPTH:
            mark: Any = event.start_mark
            line, column = first_line + mark.line, mark.column + 1
            if feature:
                name, sign, hint = feature
                message = f"`{sign}` is {name}, which this guide does not use."
                span = Span(line, column, len(sign))
                finds.add(codes.YAML_FEATURE, message, source, span, hint)
            else:
                message = f"Lists and keys are nested more than {limits.YAML_DEPTH} deep."
                finds.add(codes.TOO_LARGE, message, source, Span(line, column), "Simplify it.")
            return True
    return False


def _could_be_deep(text: str) -> bool:
    """Whether nesting could pass the limit; block levels cost a column each on a new line."""
    openers = text.count("[") + text.count("{") + len(_COMPACT.findall(text))
    indents = (len(line) - len(line.lstrip()) for line in text.split("\n"))
    return openers >= limits.YAML_DEPTH or max(indents, default=0) >= 4 * limits.YAML_DEPTH


def _feature(event: Any) -> tuple[str, str, str] | None:
    """The name, the sign as written and the remedy of a feature that an event uses."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    hint = "Write the value out where it is needed. A text that begins so wants quotes around it."
    if isinstance(event, yaml.AliasEvent):
        return "an alias", f"*{anchor}", hint
    if anchor:
        return "an anchor", f"&{anchor}", hint
    if tag:
        sign = str(tag).replace("tag:yaml.org,2002:", "!!")
        return "a tag", sign, "Delete it. A text that begins with `!` wants quotes around it."
    return None
