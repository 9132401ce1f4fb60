"""The Jinja2 environment: strict about names, and plain about its faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from sitegen import codes
from sitegen.diagnostics import START, Diagnostic, SourceFile, Span

if TYPE_CHECKING:
    from types import TracebackType

    from jinja2.bccache import Bucket


class _CompiledOnce(BytecodeCache):
    """Keeps compiled templates for the next build of the same process, as the preview makes them.

    Jinja2 finds them by a checksum of their source, so a changed template is compiled anew.
    """

    compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        if bytecode := self.compiled.get(bucket.key):
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


TEMPLATE_FAULTS = (TemplateNotFound, TemplateSyntaxError, UndefinedError)
"""What a mistake in a template raises."""


def make_environment(templates: Path) -> Environment:
    """An environment that escapes everything and knows no undefined name."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_CompiledOnce(),
    )


def template_diagnostic(error: Exception, templates: Path) -> Diagnostic:
    """A template's fault at its own file and line, as far as Jinja2 knows it."""
    if isinstance(error, TemplateNotFound):
        message = f"The template `{error.name}` is not there."
        hint = "Put it back, or name the right folder with --templates."
        return Diagnostic(
            codes.TEMPLATE_FAULT, message, SourceFile(templates.as_posix()), START, hint
        )
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename, error.lineno
        message = f"This template cannot be read: {error.message}."
    else:
        file, line = _template_place(error.__traceback__, templates)
        message = f"This template uses what it was not given: {error}."
    source = _source_of(file, templates)
    length = len(source.lines[line - 1].rstrip()) if 0 < line <= len(source.lines) else 0
    return Diagnostic(codes.TEMPLATE_FAULT, message, source, Span(max(line, 1), 1, length))


def _template_place(trace: TracebackType | None, templates: Path) -> tuple[str | None, int]:
    """The innermost place in a template; Jinja2 rewrites the traceback to name it."""
    place: tuple[str | None, int] = (None, 1)
    folder = str(templates.resolve())
    while trace:
        file = str(Path(trace.tb_frame.f_code.co_filename).resolve())
        if file.startswith(folder):
            place = file, trace.tb_lineno
        trace = trace.tb_next
    return place


def _source_of(file: str | None, templates: Path) -> SourceFile:
    if file is None:
        return SourceFile(templates.as_posix())
    path = Path(file)
    inside = path.resolve().relative_to(templates.resolve())
    return SourceFile((templates / inside).as_posix(), path.read_text(encoding="utf-8"))
