"""A Markdown file to front matter with places, and the body below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from sitegen import codes
from sitegen.diagnostics import SourceFile, Span
from sitegen.load.placed_yaml import PlacedValues, read_mapping
from sitegen.model import Document

if TYPE_CHECKING:
    from sitegen.load.files import Finds

FENCE = re.compile(r"---[ \t]*")


class PlacedHandler(YAMLHandler):
    """python-frontmatter's YAML handler, keeping places; one for each file.

    python-frontmatter itself takes a file without front matter, or one whose front matter is
    never closed, for a page without keys, in silence; `split_fences` rules both out first.
    """

    def __init__(self, source: SourceFile, close: int, finds: Finds) -> None:
        super().__init__()
        self.source = source
        self.close = close
        self.finds = finds
        self.placed: PlacedValues | None = None

    def split(self, text: str) -> tuple[str, str]:  # noqa: ARG002 - the source has the text unstripped
        """Front matter and body, without the fences."""
        lines = self.source.lines
        return "\n".join(lines[1 : self.close]), "\n".join(lines[self.close + 1 :])

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """The values; their places stay in `placed`."""
        self.placed = read_mapping(fm, 2, self.source, self.finds)
        return self.placed.values if self.placed else {}


def read_document(source: SourceFile, finds: Finds) -> tuple[Document, dict[str, Any]] | None:
    """Split one Markdown file and read its front matter.

    Args:
        source: The file with its text.
        finds: Takes every fault.

    Returns:
        The document and the values of its front matter; None where there is none to read.
    """
    close = _closing_fence(source, finds)
    if close is None:
        return None
    handler = PlacedHandler(source, close, finds)
    values, _ = frontmatter.parse(source.text, handler=handler)
    placed = handler.placed
    if placed is None:
        return None
    below = source.lines[close + 1 :]
    blank = next((count for count, line in enumerate(below) if line.strip()), 0)
    # python-frontmatter's own body has lost the indentation of its first line.
    body = "\n".join(below[blank:]).rstrip()
    body_line = min(close + 2 + blank, len(source.lines))
    return Document(source, placed.places, body, body_line), values


def _closing_fence(source: SourceFile, finds: Finds) -> int | None:
    """The index of the line that closes the front matter."""
    if not source.text.strip():
        hint = "Write it, or delete it; `build.py new` makes a skeleton."
        finds.add(codes.EMPTY_FILE, "The file is empty.", source, hint=hint)
        return None
    if not FENCE.fullmatch(source.lines[0]):
        message = "The file does not begin with front matter."
        span = Span(1, 1, max(1, len(source.lines[0])))
        hint = "Begin the file with a line `---`, then the keys, then `---` again."
        finds.add(codes.MISSING_FRONT_MATTER, message, source, span, hint)
        return None
    for index, line in enumerate(source.lines[1:], start=1):
        if FENCE.fullmatch(line):
            return index
    message = "The front matter is opened here and never closed."
    finds.add(
        codes.UNCLOSED_FRONT_MATTER,
        message,
        source,
        Span(1, 1, 3),
        "Add a line `---` below the last key.",
    )
    return None
