"""What pages load besides themselves: styles, scripts, and files that go out as they are.

A style or script is named after its content, so that a host may let browsers keep it for good.
What few pages need of either, those pages alone load: all of it in one file, since each file more
would be one more to wait for.  The style of such a component is its `own.css`.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model import Page
from sitegen.render.scripts import (
    EARLY_SCRIPT,
    OWN_SCRIPTS,
    SHARED_SCRIPTS,
    joined,
    read_scripts,
)
from sitegen.render.styles import Styles, own_style, styles_of
from sitegen.render.views import Assets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.layers import Layers
    from sitegen.memory import Memory

# Kinds of pages, and the components of each that have a style of their own.
OWN_STYLES = {
    "areas": ("area-card",),
    "for-clinicians": ("contact-sheet",),
    "guide": ("emergency-numbers", "book"),
    "home": ("area-card", "body-map", "choice"),
    "my-routine": (
        "ask-first",
        "routine-sheet",
        "sheet-choices",
        "sheet-foot",
        "my-routine",
        "diary",
        "session",
    ),
    "routine": (
        "ask-first",
        "routine-sheet",
        "sheet-choices",
        "sheet-foot",
        "diary",
        "session",
    ),
    "plan": ("ask-first", "six-weeks", "sheet-foot"),
    "safety": ("emergency-numbers",),
    "stretches": ("finder",),
}


class _Sources(NamedTuple):
    """Styles and scripts as they go out, of the templates alone."""

    styles: Styles
    own_styles: dict[str, str]
    scripts: dict[str, str]


def read_assets(
    templates: Layers, data: Mapping[str, str], memory: Memory | None = None, digest: str = ""
) -> tuple[Assets, list[Page]]:
    """Read styles, scripts and static files; what became of the templates is remembered.

    Args:
        templates: The folder of templates.
        data: What the scripts of a kind of page know of the guide, as a script, by that kind.
        memory: Of what became of them; None where it is to be made.
        digest: Of the templates; "" where they cannot be read.

    Returns:
        The addresses that templates need, and all files.

    Raises:
        OSError: A file cannot be read.
    """
    if memory and digest:
        made = memory.of(_read_sources, templates, digest)
    else:
        made = _read_sources(templates)
    style = _named("site.css", made.styles.everywhere)
    paper = _named("paper.css", made.styles.paper)
    own_styles = {kind: _named(f"{kind}.css", css) for kind, css in made.own_styles.items()}
    sources = made.scripts
    early = _named("early.js", sources[EARLY_SCRIPT])
    script = _named("site.js", joined(sources[name] for name in SHARED_SCRIPTS))
    own_scripts = {
        kind: _named(f"{kind}.js", data.get(kind, "") + joined(sources[name] for name in names))
        for kind, names in OWN_SCRIPTS.items()
    }
    assets = Assets(
        style=_address(style),
        paper=_address(paper),
        own_styles=_addresses(own_styles),
        early_script=_address(early),
        script=_address(script),
        own_scripts=_addresses(own_scripts),
    )
    files = [style, paper, *own_styles.values(), early, script, *own_scripts.values()]
    return assets, files + _static_files(templates)


def _read_sources(templates: Layers) -> _Sources:
    own_styles = {kind: own_style(templates, names) for kind, names in OWN_STYLES.items()}
    return _Sources(styles_of(templates), own_styles, read_scripts(templates))


def _address(page: Page) -> str:
    return f"/{page.path}"


def _addresses(pages: Mapping[str, Page]) -> dict[str, str]:
    return {name: _address(page) for name, page in pages.items()}


def _named(name: str, text: str) -> Page:
    content = text.encode()
    path = PurePosixPath("assets", name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Page(path.with_suffix(f".{digest}{path.suffix}").as_posix(), content)


def _static_files(templates: Layers) -> list[Page]:
    return [
        Page(name.removeprefix("static/"), path.read_bytes())
        for name, path in templates.paths("static/**/*").items()
        if path.is_file() and not path.name.startswith(".")
    ]
