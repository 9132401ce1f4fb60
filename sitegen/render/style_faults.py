"""What is wrong with a style: a brace, a text or a comment that does not end, or a hidden warning.

A browser passes over what it cannot read up to the end of the file, and says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile, span_at
from sitegen.render.template_files import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.layers import Layers

_MARKS = re.compile(r"/\*.*?\*/|/\*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|[\"'{}]", re.DOTALL)
_NAMES = {"/*": "comment", '"': "text in quotes", "'": "text in quotes", "{": "brace"}
_RULE = re.compile(r"(?P<selector>[^{}]*guide-safety[^{}]*)\{(?P<rules>[^{}]*)\}")
_HIDES = re.compile(
    r"(?<![-\w])(?:display: *none|visibility: *(?:hidden|collapse)|clip(?:-path)?:"
    r"|color: *transparent"
    r"|(?:opacity|font-size): *(?:0+\.?0*|\.0+)(?![.\d])"
    r"|(?:max-)?(?:height|width|block-size|inline-size): *0(?![.\d]))"
)


def style_faults(templates: Layers) -> Iterator[Diagnostic]:
    """Look through every style, and through those of an edition for what hides a warning.

    Raises:
        OSError: A file cannot be read.
    """
    for folder in templates.folders:
        for path in sorted((*folder.glob("styles/*.css"), *folder.glob("components/*/*.css"))):
            yield from _unended(path)
            if folder != templates.lowest:
                yield from _hiding(path)


def _unended(path: Path) -> Iterator[Diagnostic]:
    text = text_of(path)
    open_at: list[int] = []
    for mark in _MARKS.finditer(text):
        if mark[0] == "{":
            open_at.append(mark.start())
        elif mark[0] == "}" and open_at:
            open_at.pop()
        elif mark[0] == "}":
            message, hint = "This brace closes nothing.", "Take it out, or open what it closes."
            yield _fault(codes.TEMPLATE_FAULT, message, path, text, mark.start(), hint)
            return
        elif mark[0] in _NAMES:
            yield _unclosed(path, text, mark.start())
            return
    if open_at:
        yield _unclosed(path, text, open_at[-1])


def _unclosed(path: Path, text: str, place: int) -> Diagnostic:
    name = _NAMES["/*" if text.startswith("/*", place) else text[place]]
    message = f"This {name} is not closed, so the styles behind it would be lost."
    return _fault(codes.TEMPLATE_FAULT, message, path, text, place, "Close it.")


def _hiding(path: Path) -> Iterator[Diagnostic]:
    text = text_of(path)
    for rule in _RULE.finditer(text):
        if found := _HIDES.search(rule["rules"]):
            place = rule.start("rules") + found.start()
            message = f"`{found[0]}` would hide what warns a reader."
            hint = "Say more in guide.yaml, or give it another look; it stays in sight."
            yield _fault(codes.MISSING_NOTICE, message, path, text, place, hint)


def _fault(
    code: codes.Code, message: str, path: Path, text: str, place: int, hint: str
) -> Diagnostic:
    source = SourceFile(path.as_posix(), text)
    return Diagnostic(code, message, source, span_at(text, place), hint)
