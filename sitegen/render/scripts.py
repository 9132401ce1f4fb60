"""The scripts: each source is one feature, and a page loads those that it uses as one file.

Whoever writes a source explains it.  What is published leaves the comments and indents out, as the
style does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.render.template_files import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.layers import Layers

# Runs before anything is painted, so it is not joined with what can wait.
EARLY_SCRIPT = "reading-early"
SHARED_SCRIPTS = ("words", "elements", "own-scripts", "reading", "offline")
# Kinds of pages, and the scripts of each besides, in the order in which they run; and those of a
# guided session, which a page fetches once it is there (session-door.js).
OWN_SCRIPTS = {
    "area": ("page-tools", "routine-store", "add-to-routine"),
    "my-routine": (
        "diary",
        "routine-store",
        "routine-changes",
        "routine-link",
        "routine-rows",
        "quick-code",
        "session-door",
        "my-routine",
        "sheet-choices",
    ),
    "plan": ("page-tools",),
    "routine": ("session-door", "diary", "page-tools", "sheet-choices"),
    "safety": ("page-tools",),
    "session": (
        "session-plan",
        "session-cues",
        "session-words",
        "session-choices",
        "session-clock",
        "session-stage",
        "session",
    ),
    "stretch": ("page-tools", "movement", "routine-store", "add-to-routine"),
    "stretches": ("finder", "routine-store", "add-to-routine"),
}

# One's own routine is a page in the language of the guide alone.
_OF_ONES_OWN = ("routine-store", "add-to-routine")
OTHER_SCRIPTS = {
    kind: tuple(name for name in OWN_SCRIPTS[kind] if name not in _OF_ONES_OWN)
    for kind in ("routine", "safety", "session", "stretch")
}
"""Those of pages in another language than the guide's."""

SCRIPTS_OF_PAGES = {
    "pages/area.html": ("area",),
    "pages/my-routine.html": ("my-routine", "session"),
    "pages/routine.html": ("routine", "session"),
    "pages/safety.html": ("safety",),
    "pages/six-weeks.html": ("plan",),
    "pages/stretch.html": ("stretch",),
    "pages/stretches.html": ("stretches",),
}
"""The own scripts that each template of a page knows of: a page changes with those alone."""

# Only where a line begins, since what looks like a comment further on may be part of a string.
_COMMENTS = re.compile(r"^(?: *(?:/\*(?:(?!\*/).)*\*/\s*|//[^\n]*\n))+", re.MULTILINE | re.DOTALL)
_INDENTS = re.compile(r"^ +", re.MULTILINE)


def read_scripts(templates: Layers) -> dict[str, str]:
    """Read the sources, by name.

    Raises:
        OSError: A source cannot be read.
    """
    own = (name for names in OWN_SCRIPTS.values() for name in names)
    return {
        name: packed(text_of(templates.path(f"scripts/{name}.js")))
        for name in dict.fromkeys((EARLY_SCRIPT, *SHARED_SCRIPTS, *own))
    }


def joined(sources: Iterable[str]) -> str:
    """One script of several, each of which runs even where one before it fails.

    A failure is thrown again once the others have run, so that browsers report it.
    """
    parts = (
        f"try {{\n{source}}} catch (error) {{ setTimeout(() => {{ throw error; }}); }}\n"
        for source in sources
    )
    return '"use strict";\n' + "".join(parts)


def packed(script: str) -> str:
    """A script without its comments and indents: they are for those who write it."""
    return _INDENTS.sub("", _COMMENTS.sub("", script))
