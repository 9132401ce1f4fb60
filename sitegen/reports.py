"""Faults as other programs read them: GitHub's annotations, JSON, and SARIF 2.1.0.

`docs/reports.md` says what stands where.  Whatever a stranger wrote comes through `visible`, so
that it is one line; what could be taken for a command or a mark of the format is escaped.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sitegen.diagnostics import START, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.codes import Code
    from sitegen.diagnostics import Diagnostic, Span

TOOL, VERSION = "Supple", "0.1.0"
JSON_VERSION = 1
"""Of the JSON document; a key that goes or changes its meaning makes it the next."""
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# Half a character of UTF-16; of these only what stands for a byte of a file's name can be a byte.
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
# The middle of `[text](address)`, and the backslashes that would take the bracket's meaning away.
_LINK = re.compile(r"(\\*)\](?=\()")
_DRIVE = re.compile("[A-Za-z]:/")


def github_report(diagnostics: Sequence[Diagnostic]) -> str:
    """A workflow command a line, each of which GitHub shows at its place in a pull request."""
    return "\n".join(map(_annotation, diagnostics))


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place: dict[str, object] = {"file": visible(diagnostic.source.path), "line": span.line}
    if span.length:
        place |= {"col": span.column, "endColumn": _end(span)}
    place["title"] = diagnostic.code.name
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{_severity(diagnostic.code)} {properties}::{_data(_told(diagnostic))}"


def _data(text: str) -> str:
    """Escape a message of a workflow command as the runner reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same for a property, which ends at a comma, as all of them do at a colon."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def json_report(diagnostics: Sequence[Diagnostic]) -> str:
    """One document: its version, the counts, and a list of faults."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    return _dump(
        {
            "version": JSON_VERSION,
            "counts": {"errors": errors, "warnings": len(diagnostics) - errors},
            "faults": [_fault(diagnostic) for diagnostic in diagnostics],
        }
    )


def _fault(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    return {
        "file": visible(diagnostic.source.path),
        "line": span.line,
        "column": span.column,
        "endLine": span.line if span.length else None,
        "endColumn": _end(span) if span.length else None,
        "severity": _severity(diagnostic.code),
        "code": diagnostic.code.name,
        "message": visible(diagnostic.message),
        "hint": visible(diagnostic.hint) or None,
        "documentation": f"docs/diagnostics.md#{diagnostic.code.name}",
    }


def sarif_report(diagnostics: Sequence[Diagnostic]) -> str:
    """A SARIF log of one run, as code scanning services and editors read it.

    Source:
        OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 plus Errata 01.
    """
    codes = {diagnostic.code.name: diagnostic.code for diagnostic in diagnostics}
    rules = sorted(codes)
    driver = {"name": TOOL, "version": VERSION, "rules": [_rule(codes[name]) for name in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, rules.index(found.code.name)) for found in diagnostics],
    }
    return _dump({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, Any]:
    first, stop, _ = code.meaning.partition(". ")
    action = f"What to do: {code.action}"
    return {
        "id": code.name,
        "shortDescription": {"text": f"{first}." if stop else first},
        "fullDescription": {"text": code.meaning},
        "help": {
            "text": f"{code.meaning}\n\n{action}",
            "markdown": f"{code.meaning}\n\n{action.replace('What to do:', '**What to do:**')}",
        },
        "defaultConfiguration": {"level": _severity(code)},
    }


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.code.name,
        "ruleIndex": rule,
        "level": _severity(diagnostic.code),
        "message": {"text": _plain(_told(diagnostic))},
        "locations": [{"physicalLocation": _location(diagnostic)}],
    }


def _plain(text: str) -> str:
    """Escape what a SARIF message takes for a placeholder, or for a link to anywhere."""
    text = text.replace("{", "{{").replace("}", "}}")
    return _LINK.sub(lambda end: f"{end[1]}{end[1]}\\]", text)


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(diagnostic.source.path)}
    span = diagnostic.span
    if span != START:
        location["region"] = {"startLine": span.line}
    if span.length:
        location["region"] |= {"startColumn": span.column, "endColumn": _end(span)}
    return location


def _artifact(path: str) -> dict[str, str]:
    """The address of a file: below the root of the sources, unless it was named from the disk's."""
    path = _NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", path)
    address = quote(path, errors="surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{address}"}
    if _DRIVE.match(path):
        return {"uri": f"file:///{address}"}
    return {"uri": address, "uriBaseId": "%SRCROOT%"}


def _severity(code: Code) -> str:
    return "error" if code.is_error else "warning"


def _end(span: Span) -> int:
    """The column behind the last character."""
    return span.column + span.length


def _told(diagnostic: Diagnostic) -> str:
    """The message, and below it what to do."""
    lines = [diagnostic.message, diagnostic.hint] if diagnostic.hint else [diagnostic.message]
    return "\n".join(map(visible, lines))


def _dump(document: dict[str, Any]) -> str:
    """JSON in ASCII, so that no terminal or pipe can change it."""
    return json.dumps(document, indent=2)


REPORTS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "github": github_report,
    "json": json_report,
    "sarif": sarif_report,
}
"""What makes the text of each format, without a line end after the last line."""
