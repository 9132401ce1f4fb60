"""One build for the preview: what it made, what is wrong with it, and what is said about it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.codes import Code
from sitegen.diagnostics import Diagnostic, SourceFile, Span, has_errors

if TYPE_CHECKING:
    from sitegen.model import Guide, Page

Announce = Callable[[str], None]
"""Takes a text that the person at the terminal shall read."""

Build = Callable[[], "Iterator[Built]"]
"""Makes the website of what is saved now; where a part of it takes long, first without that."""

# Not in the catalogue of codes: nothing that a contributor writes may ever lead here.
_BUILD_CRASHED = Code(
    "build-crashed",
    is_error=True,
    meaning="The build itself stopped; that is a bug in Supple.",
    action="Undo your last change to go on, and report this: the terminal shows all of it.",
)


@dataclass(frozen=True)
class Built:
    """What one build came to.

    Attributes:
        pages: The website by path, as in `stretches/x/index.html`; may be empty after an error.
        diagnostics: The faults found on the way; with an error among them, the pages count for
            nothing.
        guide: The guide that the pages show, for what is told of them beside them.
    """

    pages: Mapping[str, Page]
    diagnostics: tuple[Diagnostic, ...] = ()
    guide: Guide | None = None


def attempt(build: Build, announce: Announce) -> Iterator[Built]:
    """Build; a bug in the build becomes a fault like others, told to the terminal in full."""
    try:
        yield from build()
    except Exception as bug:  # noqa: BLE001 - any bug at all: the preview shows it and lives on
        announce("".join(traceback.format_exception(bug)).rstrip())
        yield Built(pages={}, diagnostics=(_crash(bug),))


def _crash(bug: Exception) -> Diagnostic:
    """The place that raised and the last line of the traceback."""
    frame = traceback.extract_tb(bug.__traceback__)[-1]
    path = Path(frame.filename)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    message = traceback.format_exception_only(bug)[-1].strip()
    place = Span(frame.lineno or 1, 1, 0)
    source = SourceFile(shown.as_posix())
    return Diagnostic(_BUILD_CRASHED, message, source, place, _BUILD_CRASHED.action)


def summary(built: Built, seconds: float) -> str:
    """Say in one line how a build went."""
    found = severities(built.diagnostics)
    if has_errors(built.diagnostics):
        return f"Not built, {found} ({seconds:.2f} s). The browser shows them."
    return f"Built {counted(len(built.pages), 'page')}, {found} ({seconds:.2f} s)."


def severities(diagnostics: Sequence[Diagnostic]) -> str:
    """Count by severity: `2 errors and 1 warning`, or `no faults`."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    counts = {"error": errors, "warning": len(diagnostics) - errors}
    named = [counted(number, noun) for noun, number in counts.items() if number]
    return " and ".join(named) or "no faults"


def counted(number: int, noun: str) -> str:
    """Put a number before its noun: `1 fault`, `2 faults`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
