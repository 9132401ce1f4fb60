"""The one stylesheet: tokens, base, then every component's, in the order of their names."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from sitegen.model import Page

if TYPE_CHECKING:
    from pathlib import Path

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r"(\"[^\"]*\")")
_SPACES = re.compile(r"\s+")
_AROUND_MARKS = re.compile(r" ?([{};,]) ?")
FIGURE_STYLE = "styles/figure.css"
_ORDER = ("styles/tokens.css", "styles/base.css", FIGURE_STYLE)


def stylesheet(templates: Path) -> Page:
    """Put the styles together.

    The file is named after its content, so that a host may let browsers keep it for good.

    Raises:
        OSError: A style file cannot be read.
    """
    files = [templates / name for name in _ORDER]
    files += sorted(templates.glob("components/*/style.css"), key=lambda path: path.as_posix())
    css = "\n".join(packed(path.read_text(encoding="utf-8")) for path in files) + "\n"
    digest = hashlib.sha256(css.encode()).hexdigest()[:10]
    return Page(f"assets/site.{digest}.css", css.encode())


def figure_style(templates: Path) -> str:
    """What pictures look like, for those that stand in files of their own.

    Raises:
        OSError: The style file cannot be read.
    """
    return packed((templates / FIGURE_STYLE).read_text(encoding="utf-8"))


def packed(css: str) -> str:
    """A style without its comments and spaces: they are for those who write it."""
    parts = _QUOTED.split(_COMMENTS.sub("", css))
    for index in range(0, len(parts), 2):  # every other part is quoted
        bare = _SPACES.sub(" ", parts[index])
        parts[index] = _AROUND_MARKS.sub(r"\1", bare).replace(": ", ":").replace(";}", "}")
    return "".join(parts).strip()


def static_files(templates: Path) -> list[Page]:
    """The files that go out as they are, from templates/static/."""
    folder = templates / "static"
    return [
        Page(path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"), key=lambda path: path.as_posix())
        if path.is_file() and not path.name.startswith(".")
    ]
