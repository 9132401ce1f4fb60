"""Markdown that will look as its writer meant: whole callouts, links that no browser refuses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, Span, span_at, suggestion
from sitegen.model import CALLOUTS, LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.prose import Written
    from sitegen.model import Caution, Document

_CALLOUT = re.compile(r'^!!! ?(?P<kind>[\w-]+)(?: +"[^"]*")? *$')
# In brackets, `<…>`, an address may hold spaces.
_LINK_TARGET = re.compile(
    r"\]\(\s*(?:<([^<>\n]+)>|<?([^)\s>]+))|^\s{0,3}\[[^\]]+\]:\s*(?:<([^<>\n]+)>|<?(\S+))",
    re.MULTILINE,
)
_RUN_ON = re.compile(r"[0-9]{1,2}\.(?=[^\W\d_])")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# `https://nhs.uk@evil.example` leads to evil.example, and other letters look like those of a name.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#].*)?")


def check_callouts_are_whole(item: Written) -> Iterator[Diagnostic]:
    """Every callout can be read, is of a kind that has a look of its own, and says something."""
    lines = [*item.document.body.split("\n"), ""]
    for number, (line, below) in enumerate(pairwise(lines), start=item.document.body_line):
        if line.startswith("!!!") and (fault := _callout_fault(line, below)):
            code, message, hint, underlined = fault
            span = Span(number, line.index(underlined) + 1, len(underlined))
            yield Diagnostic(code, message, item.source_file, span, hint)


def _callout_fault(line: str, below: str) -> tuple[codes.Code, str, str, str] | None:
    """What is wrong with the first line of a callout: code, message, hint and the words."""
    match = _CALLOUT.match(line)
    if not match:
        message = "This is not how a callout is written, so its signs would be printed."
        return codes.BROKEN_CALLOUT, message, 'Write `!!! urgent "Title"`.', line.rstrip()
    kind = match["kind"]
    if kind not in CALLOUTS:
        hint = suggestion(kind, CALLOUTS) or "Use emergency, urgent, ask or note."
        return codes.UNKNOWN_CALLOUT, f"There is no callout `{kind}`.", hint, kind
    if not below.startswith("    "):
        message = "Nothing is in this callout: the line below it is not indented."
        hint = "Begin each line of its text with four spaces."
        return codes.BROKEN_CALLOUT, message, hint, line.rstrip()
    return None


def check_numbers_stand_apart(item: Written) -> Iterator[Diagnostic]:
    """Every step is one: without a space behind its number, it would run on in the one before."""
    lines = item.document.body.split("\n")
    for number, line in enumerate(lines, start=item.document.body_line):
        if found := _RUN_ON.match(line):
            message = f"A space is missing behind `{found[0]}`, so this is no item of a list."
            hint = f"Write `{found[0]} {line[found.end() :].split()[0]}`."
            span = Span(number, 1, len(line.split()[0]))
            yield Diagnostic(codes.RUN_ON_NUMBER, message, item.source_file, span, hint)


def check_caution_has_no_body(caution: Caution) -> Iterator[Diagnostic]:
    """A caution is all in its front matter."""
    lines = caution.document.body.split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    if first is not None:
        text = lines[first].rstrip()
        span = Span(caution.document.body_line + first, 1, len(text))
        message = "No page shows this text: a caution is its `who` and its `sentence`."
        hint = "Say it there, or on `content/pages/safety.md`."
        yield Diagnostic(codes.TEXT_NOT_SHOWN, message, caution.source_file, span, hint)


def check_links_are_safe(item: Written) -> Iterator[Diagnostic]:
    """No link could run code, reach a reader's device, or hide which website it leads to."""
    for target, span in link_targets(item.document):
        if fault := _link_fault(target):
            message, hint = fault
            yield Diagnostic(codes.UNSAFE_LINK, message, item.source_file, span, hint)


def _link_fault(target: str) -> tuple[str, str] | None:
    """What is wrong with the address of a link: message and hint."""
    scheme = _SCHEME.match(target)
    if not scheme:
        return None
    kind = scheme[1].lower()
    if kind not in LINK_SCHEMES:
        hint = "Link to a page of the guide, or to https:, mailto: or tel:."
        return f"A link of the kind `{scheme[1]}:` is not allowed.", hint
    if kind in {"http", "https"} and not _PLAIN_ADDRESS.fullmatch(kind + target[len(kind) :]):
        hint = "Begin with `https://` and its name in letters from a to z (`xn--…` for others)."
        return "This address does not show which website it leads to.", hint
    return None


def link_targets(document: Document) -> Iterator[tuple[str, Span]]:
    """Every link target of a body as written, with its place."""
    for match in _LINK_TARGET.finditer(document.body):
        group = match.lastindex or 0
        yield match[group], place_in_body(document, match.start(group), len(match[group]))


def place_in_body(document: Document, offset: int, length: int) -> Span:
    """The place of a part of a body in its file."""
    span = span_at(document.body, offset, length)
    return span._replace(line=document.body_line + span.line - 1)
