"""What the preview shows: the last good build, with the faults of the newest."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.serve.stylesheets import with_lasting_stylesheet_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.serve.builds import Built

WHOLE_PAGE = "*"
"""The path in a reload message that stands for no file, so that the browser loads the page anew."""

# No open page shows these: a host reads the one, and the preview has a worker of its own.
_NEVER_SHOWN = frozenset({"_headers", "sw.js"})


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
    """

    pages: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    version: int = field(default_factory=_microseconds)

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
        faulty = has_errors(built.diagnostics)
        pages = self.pages if faulty else with_lasting_stylesheet_names(built.pages)
        return Preview(pages, built.diagnostics, self.version + 1)


def paths_to_reload(before: Preview, after: Preview) -> list[str]:
    """Find what a browser must load again to go from one preview to the next.

    Returns:
        Nothing where a reader could see no difference; the stylesheets where only they differ;
        else `WHOLE_PAGE`.
    """
    differing = _differing_paths(before.pages, after.pages)
    restyled = all(p.endswith(".css") and p in before.pages and p in after.pages for p in differing)
    if restyled and before.diagnostics == after.diagnostics:
        return sorted(differing)
    return [WHOLE_PAGE]


def _differing_paths(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    paths = (before.keys() | after.keys()) - _NEVER_SHOWN
    return {path for path in paths if before.get(path) != after.get(path)}
