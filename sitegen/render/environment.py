"""The Jinja2 environment: strict about names, and plain about its faults."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile, Span
from sitegen.render.catalogue import worded
from sitegen.render.compiled import CompiledTemplates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from sitegen.layers import Layers


_OPTIONS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
}
TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, OSError)
"""What a mistake in a template raises: views hold plain values, so nothing else can raise there."""
_UNDEFINED = (
    (
        re.compile(r"the template '([^']+)' \(.*\) does not export the requested name '(\w+)'"),
        "`{0}` has no macro `{1}`.",
        "Correct the name in the import.",
    ),
    (
        re.compile(r"'(?:[\w.]+\.)?(\w+) object' has no attribute '(\w+)'"),
        "`{0}` has no `{1}`.",
        "What each value has stands in sitegen/render/views.py.",
    ),
    (
        re.compile(r"'(\w+)' is undefined"),
        "The name `{0}` is not given to this template.",
        "Correct it, or import it.",
    ),
)


def make_environment(
    templates: Layers, words: Mapping[str, str] = MappingProxyType({})
) -> Environment:
    """An environment that escapes everything and knows no undefined name.

    What an edition put in place of a template finds that below `guide/`, so that it can extend it.

    Args:
        templates: The templates.
        words: What templates say in place of which of their texts.
    """
    every = _WordedLoader(templates.folders[::-1], words)
    replaced = PrefixLoader({"guide": _WordedLoader((templates.lowest,), words)})
    return Environment(
        loader=ChoiceLoader([every, replaced]) if len(templates.folders) > 1 else every,
        autoescape=True,
        bytecode_cache=CompiledTemplates(repr(_OPTIONS)),
        **_OPTIONS,
    )


class _WordedLoader(FileSystemLoader):
    """Loads templates with their words put in: that is what is compiled, and kept as compiled."""

    def __init__(self, folders: Sequence[Path], words: Mapping[str, str]) -> None:
        super().__init__(folders)
        self._words = words

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Read a template, as Jinja2 asks for it."""
        source, file, is_current = super().get_source(environment, template)
        return worded(source, self._words), file, is_current


def template_diagnostic(error: Exception, templates: Layers) -> Diagnostic:
    """A template's fault at its own file and line, as far as Jinja2 knows it."""
    file, line = _template_place(error.__traceback__, templates)
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename, error.lineno
    message, hint = _words(error)
    if file is None and isinstance(error, TemplateNotFound):
        source = SourceFile((templates.lowest / str(error.name)).as_posix())
    else:
        source = _source_of(file, templates)
    text = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
    indent = len(text) - len(text.lstrip())
    span = Span(max(line, 1), indent + 1, len(text.strip()))
    return Diagnostic(codes.TEMPLATE_FAULT, message, source, span, hint)


def _words(error: Exception) -> tuple[str, str]:
    """Message and hint for what a template raised."""
    text = str(error)
    if isinstance(error, TemplateNotFound):
        return f"There is no template `{error.name}`.", "Put it back, or correct its name."
    if isinstance(error, TemplateSyntaxError):
        message = (error.message or "it is not Jinja2").partition(" Jinja was looking")[0]
        return f"This template cannot be read: {message.rstrip('.')}.", "Close each tag and block."
    if isinstance(error, RecursionError):
        return "This template includes or calls itself without end.", "Break the circle."
    for pattern, message, hint in _UNDEFINED:
        if found := pattern.search(text):
            return message.format(*found.groups()), hint
    return f"This line of the template fails: {text.rstrip('.')}.", "Correct this line."


def _template_place(trace: TracebackType | None, templates: Layers) -> tuple[str | None, int]:
    """The innermost place in a template; Jinja2 rewrites the traceback to name it."""
    place: tuple[str | None, int] = (None, 1)
    folders = [folder.absolute() for folder in templates.folders]
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename).absolute()
        if any(map(file.is_relative_to, folders)):
            place = str(file), trace.tb_lineno
        trace = trace.tb_next
    return place


def _source_of(file: str | None, templates: Layers) -> SourceFile:
    if file is None:
        return SourceFile(templates.lowest.as_posix())
    path = Path(file)
    # As the folder was named, not as the system knows it.
    folder = next(it for it in templates.folders if path.absolute().is_relative_to(it.absolute()))
    inside = path.absolute().relative_to(folder.absolute())
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it was renamed or deleted since it was rendered
        text = ""
    return SourceFile((folder / inside).as_posix(), text)
