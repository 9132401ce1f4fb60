"""Markdown that will look as its writer meant: known callouts, links that no browser refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.checks.prose import written_items
from sitegen.diagnostics import Diagnostic, Span, suggestion
from sitegen.model import CALLOUTS, LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Document, Guide

_CALLOUT = re.compile(r"^!!!\s*([\w-]+)", re.MULTILINE)
_LINK_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|^\s{0,3}\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def check_callouts_are_known(guide: Guide) -> Iterator[Diagnostic]:
    """Every callout is of a kind that has a look of its own."""
    for item in written_items(guide):
        for match in _CALLOUT.finditer(item.document.body):
            kind = match[1]
            if kind not in CALLOUTS:
                message = f"There is no callout `{kind}`."
                hint = suggestion(kind, CALLOUTS) or "Use emergency, urgent, ask or note."
                span = place_in_body(item.document, match.start(1), len(kind))
                yield Diagnostic(codes.UNKNOWN_CALLOUT, message, item.source_file, span, hint)


def check_links_are_safe(guide: Guide) -> Iterator[Diagnostic]:
    """No link is of a kind that could run code or reach a reader's device."""
    for item in written_items(guide):
        for target, span in link_targets(item.document):
            scheme = _SCHEME.match(target)
            if scheme and scheme[1].lower() not in LINK_SCHEMES:
                message = f"A link of the kind `{scheme[1]}:` is not allowed."
                hint = "Link to a page of the guide, or to https:, mailto: or tel:."
                yield Diagnostic(codes.UNSAFE_LINK, message, item.source_file, span, hint)


def link_targets(document: Document) -> Iterator[tuple[str, Span]]:
    """Every link target of a body as written, with its place."""
    for match in _LINK_TARGET.finditer(document.body):
        group = 1 if match[1] else 2
        yield match[group], place_in_body(document, match.start(group), len(match[group]))


def place_in_body(document: Document, offset: int, length: int) -> Span:
    """The place of a part of a body in its file."""
    before = document.body[:offset]
    return Span(document.body_line + before.count("\n"), offset - before.rfind("\n"), length)
