"""Faults as HTML: the same on the page of faults, in the panel and in the overview."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, draw, visible
from sitegen.serve.contents import Contents
from sitegen.serve.editors import Editor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.diagnostics import SourceFile, Span
    from sitegen.serve.contents import Item


@dataclass(frozen=True)
class Links:
    """Where a fault leads to.

    Attributes:
        contents: Knows the pages.
        editor: Opens the files.
        query: What an address of a page needs so that the page is shown, and not the faults.
    """

    contents: Contents = field(default_factory=Contents)
    editor: Editor = field(default_factory=Editor)
    query: str = ""

    def page(self, diagnostic: Diagnostic) -> str:
        """The address of the page on which a fault shows; "" where that is none."""
        return self._shown(self.contents.address_of(diagnostic))

    def page_of(self, item: Item) -> str:
        """The address of the page of an item; "" where it has none yet."""
        return self._shown(self.contents.pages.get(item.source_file.path, ""))

    def _shown(self, address: str) -> str:
        return f"{address}{self.query}" if address else ""

    def place(self, source: SourceFile, span: Span) -> str:
        """A place in a file as HTML, a link where the editor opens it."""
        text = escape(f"{visible(source.path)}:{span.line}:{span.column}")
        return self._opening(source, span, f"<code>{text}</code>")

    def words(self, source: SourceFile, span: Span, text: str) -> str:
        """The words that stand at a place as HTML, a link where the editor opens it."""
        return self._opening(source, span, escape(visible(text)))

    def _opening(self, source: SourceFile, span: Span, html: str) -> str:
        link = self.editor.link(source, span)
        title = "Opens in your editor"
        return f'<a href="{escape(link)}" title="{title}">{html}</a>' if link else html


def errors_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put first what stops the build; otherwise the order stays."""
    return sorted(diagnostics, key=lambda diagnostic: not diagnostic.is_error)


def fault_list(diagnostics: Iterable[Diagnostic], links: Links) -> str:
    """Lay out faults: where, what, the line with its underline, what to do."""
    items = "\n".join(_fault(diagnostic, links) for diagnostic in diagnostics)
    return f'<ol class="supple-preview-faults">\n{items}\n</ol>'


def _fault(diagnostic: Diagnostic, links: Links) -> str:
    kind = "error" if diagnostic.is_error else "warning"
    place = links.place(diagnostic.source, diagnostic.span)
    snippet = _snippet(diagnostic)
    address = links.page(diagnostic)
    parts = [
        f"<p>{place} <code>{escape(f'{kind}[{diagnostic.code.name}]')}</code></p>",
        f"<p><strong>{escape(visible(diagnostic.message))}</strong></p>",
        f'<pre tabindex="0">{escape(snippet)}</pre>' if snippet else "",
        f"<p>Hint: {escape(visible(diagnostic.hint))}</p>" if diagnostic.hint else "",
        _about(diagnostic),
        f'<p><a href="{escape(address)}">See the page</a></p>' if address else "",
    ]
    return f'<li class="supple-preview-fault--{kind}">{"".join(parts)}</li>'


def _about(diagnostic: Diagnostic) -> str:
    """What the catalogue says of this kind of fault, folded away."""
    code = diagnostic.code
    return (
        f"<details><summary>About <code>{escape(code.name)}</code></summary>"
        f"<p>{escape(code.meaning)}</p><p>What to do: {escape(code.action)}</p></details>"
    )


def _snippet(diagnostic: Diagnostic) -> str:
    """The source line and its underline as the terminal shows them, or nothing."""
    _, _, snippet = draw(replace(diagnostic, message="", hint="")).partition("\n")
    return snippet
