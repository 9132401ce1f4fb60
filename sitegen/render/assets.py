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
from sitegen.render.catalogue import worded_script
from sitegen.render.scripts import (
    EARLY_SCRIPT,
    OTHER_SCRIPTS,
    OWN_SCRIPTS,
    SHARED_SCRIPTS,
    joined,
    read_scripts,
)
from sitegen.render.style_faults import style_faults
from sitegen.render.styles import Styles, own_style, styles_of
from sitegen.render.views import Assets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.diagnostics import Diagnostic
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


class Sources(NamedTuple):
    """What the templates alone have of it.

    Attributes:
        styles: For every page.
        own_styles: By kind of page.
        scripts: By name, each without its comments.
        faults: What is wrong with the styles.
        static: Files that go out as they are.
    """

    styles: Styles
    own_styles: dict[str, str]
    scripts: dict[str, str]
    faults: tuple[Diagnostic, ...]
    static: tuple[Page, ...] = ()


def read_sources(templates: Layers, memory: Memory | None = None, digest: str = "") -> Sources:
    """Read styles, scripts and static files; what became of the first two is remembered.

    Args:
        templates: The folder of templates.
        memory: Of what became of them; None where it is to be made.
        digest: Of the templates; "" where they cannot be read.

    Raises:
        OSError: A file cannot be read.
    """
    if memory and digest:
        # A fault is told of the folders as they were named.
        made = memory.of(_read_texts, templates, f"{digest} {templates.folders}")
    else:
        made = _read_texts(templates)
    return made._replace(static=_static_files(templates))


def assets_of(
    sources: Sources, data: Mapping[str, str], words: Mapping[str, str]
) -> tuple[Assets, list[Page]]:
    """What the pages of the guide load.

    Args:
        sources: Of styles and scripts.
        data: What the scripts of a kind of page know of the guide, as a script, by that kind.
        words: What scripts say in place of which of their texts.

    Returns:
        The addresses that templates need, and all files.
    """
    style = _named("site.css", sources.styles.everywhere)
    paper = _named("paper.css", sources.styles.paper)
    own_styles = {kind: _named(f"{kind}.css", css) for kind, css in sources.own_styles.items()}
    early = _named("early.js", sources.scripts[EARLY_SCRIPT])
    script, own_scripts = _scripts(sources, OWN_SCRIPTS, data, words)
    assets = Assets(
        style=_address(style),
        paper=_address(paper),
        own_styles=_addresses(own_styles),
        early_script=_address(early),
        script=_address(script),
        own_scripts=_addresses(own_scripts),
    )
    files = [style, paper, *own_styles.values(), early, script, *own_scripts.values()]
    return assets, [*files, *sources.static]


def assets_in(
    language: str,
    assets: Assets,
    sources: Sources,
    data: Mapping[str, str],
    words: Mapping[str, str],
) -> tuple[Assets, list[Page]]:
    """What pages in another language load: the styles of all, and scripts that speak it.

    Args:
        language: Its tag.
        assets: Those of the guide.
        sources: Of styles and scripts.
        data: What the scripts of a kind of page know of the guide in that language.
        words: What scripts say in place of which of their texts.

    Returns:
        The addresses that templates need, and the files that the guide has not got.
    """
    script, own_scripts = _scripts(sources, OTHER_SCRIPTS, data, words, f".{language}")
    own = assets._replace(script=_address(script), own_scripts=_addresses(own_scripts))
    return own, [script, *own_scripts.values()]


def _scripts(
    sources: Sources,
    kinds: Mapping[str, tuple[str, ...]],
    data: Mapping[str, str],
    words: Mapping[str, str],
    mark: str = "",
) -> tuple[Page, dict[str, Page]]:
    """The script of all pages, and that of each kind."""
    said = {name: worded_script(text, words) for name, text in sources.scripts.items()}
    shared = _named(f"site{mark}.js", joined(said[name] for name in SHARED_SCRIPTS))
    return shared, {
        kind: _named(f"{kind}{mark}.js", data.get(kind, "") + joined(said[name] for name in names))
        for kind, names in kinds.items()
    }


def _read_texts(templates: Layers) -> Sources:
    own_styles = {kind: own_style(templates, names) for kind, names in OWN_STYLES.items()}
    faults = tuple(style_faults(templates))
    return Sources(styles_of(templates), own_styles, read_scripts(templates), faults)


def _address(page: Page) -> str:
    return f"/{page.path}"


def _addresses(pages: Mapping[str, Page]) -> dict[str, str]:
    return {name: _address(page) for name, page in pages.items()}


def _named(name: str, text: str) -> Page:
    content = text.encode()
    path = PurePosixPath("assets", name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Page(path.with_suffix(f".{digest}{path.suffix}").as_posix(), content)


def _static_files(templates: Layers) -> tuple[Page, ...]:
    return tuple(
        Page(name.removeprefix("static/"), path.read_bytes())
        for name, path in templates.paths("static/**/*").items()
        if path.is_file() and not path.name.startswith(".")
    )
