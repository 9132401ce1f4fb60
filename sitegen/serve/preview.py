"""What the preview shows: the last good build, with the faults of the newest."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.serve.addresses import OVERVIEW, PAPER, SCREEN
from sitegen.serve.contents import Contents
from sitegen.serve.stylesheets import with_lasting_stylesheet_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.serve.builds import Built

WHOLE_PAGE = "*"
"""The path in a reload message that stands for no file, so that the browser loads the page anew."""

EVERY_PAGE = "*"
"""Stands for all pages where it is said which changed."""

# No open page shows these: they are for hosts and other programs, and the preview has a worker of
# its own.
_NEVER_SHOWN = frozenset(
    {
        "_headers",
        "feed.xml",
        "guide.json",
        "guide.schema.json",
        "robots.txt",
        "sitemap.xml",
        "sw.js",
    }
)


_NOT_FOUND = "404.html"  # it stands at every address where no page is
_OVERVIEW_PAGE = f"{OVERVIEW.strip('/')}/index.html"


def _microseconds() -> int:
    return time.time_ns() // 1000


@dataclass(frozen=True)
class Preview:
    """What browsers are shown after a build.

    Attributes:
        pages: The content of the last build without errors, by path; empty before the first.
        diagnostics: The faults of the newest build.
        version: Grows with each build and from one run of the preview to the next, so that a page
            left open can tell whether it is out of date.
        changed: The version in which each page last changed, and all of them (`EVERY_PAGE`).
        contents: The guide that the pages are of.
    """

    pages: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    version: int = field(default_factory=_microseconds)
    changed: Mapping[str, int] = field(default_factory=dict)
    contents: Contents = field(default_factory=Contents)

    @property
    def is_faulty(self) -> bool:
        """Whether the newest build failed, so that the pages are those of an older one."""
        return has_errors(self.diagnostics)

    @property
    def has_last_good(self) -> bool:
        """Whether any build ever succeeded, so that there is something to look at."""
        return bool(self.pages)

    def after(self, built: Built) -> Preview:
        """The preview that follows a build."""
        version = self.version + 1
        if has_errors(built.diagnostics):
            after = Preview(self.pages, built.diagnostics, version, contents=self.contents)
        else:
            pages = with_lasting_stylesheet_names(built.pages)
            contents = Contents.of(built.guide, built.pages)
            after = Preview(pages, built.diagnostics, version, contents=contents)
        now = dict.fromkeys(_changed_pages(self, after), after.version)
        return replace(after, changed={**self.changed, **now})

    def is_news_for(self, path: str, version: int) -> bool:
        """Whether a page that is open shows something older than this.

        Args:
            path: Where the browser has it from, as in `/stretches/x/`.
            version: The version that it shows.
        """
        path = unquote(path).removeprefix(SCREEN).removeprefix(PAPER).strip("/")
        # The first is where a folder's page stands, the second where it was not found.
        paths = (path, f"{path}/index.html".lstrip("/"), EVERY_PAGE)
        return version < max(self.changed.get(path, 0) for path in paths)


def restyled(before: Preview, after: Preview) -> list[str]:
    """The stylesheets that differ, where nothing else does that a reader could see."""
    differing = _differing_paths(before.pages, after.pages)
    is_style = all(p.endswith(".css") and p in before.pages and p in after.pages for p in differing)
    return sorted(differing) if is_style and before.diagnostics == after.diagnostics else []


def _changed_pages(before: Preview, after: Preview) -> set[str]:
    """The pages that a reader sees to differ; every page, where it is what several may show."""
    differing = _differing_paths(before.pages, after.pages)
    is_shared = any(not path.endswith(".html") or path == _NOT_FOUND for path in differing)
    if is_shared or before.diagnostics != after.diagnostics:
        return {EVERY_PAGE}
    # The overview tells of pages that show a content file, and of no others.
    is_told = any(after.contents.shown.get(path) for path in differing)
    return differing | {_OVERVIEW_PAGE} if is_told else differing


def _differing_paths(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    paths = (before.keys() | after.keys()) - _NEVER_SHOWN
    return {path for path in paths if before.get(path) != after.get(path)}
