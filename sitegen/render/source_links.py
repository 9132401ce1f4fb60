"""The ways from a page to its source: where it is edited, and where a problem is told.

guide.yaml names both; a repository on GitHub needs no more than its address.  The files of an
edition are where its own guide.yaml says, and the others where they always are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sitegen.diagnostics import SourceFile
    from sitegen.model import Settings

_GITHUB = "https://github.com/"


def edit_address(settings: Settings, source: SourceFile | None) -> str:
    """Where the source of a page is edited; "" where nobody said, or a page has none of its own."""
    if source is None:
        return ""
    own = settings.source_file.path.removesuffix("guide.yaml")
    if settings.below and source.path.startswith(own):
        is_said = settings.that_say("edit") is settings
        pattern = (settings.edit or "") if is_said else ""
        return pattern.replace("{path}", quote(source.path.removeprefix(own)))
    guide = settings.of_the_guide
    pattern = guide.edit or _on_github(guide, "edit/main/{path}")
    # Wherever the content lies while it is built, in the repository it is `content/`.
    folder = guide.source_file.path.removesuffix("guide.yaml")
    return pattern.replace("{path}", quote(f"content/{source.path.removeprefix(folder)}"))


def report_address(settings: Settings, title: str) -> str:
    """Where a problem with the page of this title is told; at least the repository."""
    pattern = settings.report or _on_github(settings, "issues/new?title={title}")
    return pattern.replace("{title}", quote(title, safe="")) or settings.repository


def _on_github(settings: Settings, pattern: str) -> str:
    """An address below the repository, where that is on GitHub."""
    repository = settings.repository.removesuffix("/").removesuffix(".git")
    return f"{repository}/{pattern}" if repository.startswith(_GITHUB) else ""
