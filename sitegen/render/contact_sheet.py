"""All pictures on one page, in light, dark and print, for a physiotherapist to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.drawings import study
from sitegen.figure import Drawing, svg
from sitegen.render.environment import make_environment
from sitegen.render.pictures import LETTERS
from sitegen.render.styles import figure_style

if TYPE_CHECKING:
    from sitegen.layers import Layers
    from sitegen.model import Guide


def contact_sheet(guide: Guide, templates: Layers, only: frozenset[str] = frozenset()) -> str:
    """Make the contact sheet.

    Args:
        guide: The guide.
        templates: The folder of templates.
        only: The stretches to draw; all, where none is named.

    Returns:
        One page of HTML that needs no other file.
    """
    rows = []
    for stretch in guide.stretches.values():
        if stretch.figure is None or (only and stretch.slug not in only):
            continue
        drawing = study(stretch.figure, guide.settings.body).drawing
        themes = [
            (
                theme,
                [
                    (LETTERS[index], _svg(drawing, index, f"{stretch.slug}-{theme}"))
                    for index in range(len(drawing.pictures))
                ],
            )
            for theme in ("light", "dark", "print")
        ]
        rows.append({"title": stretch.title, "feel": stretch.feel, "themes": themes})
    style = figure_style(templates)
    missing = [s.title for s in guide.stretches.values() if s.figure is None]
    template = make_environment(templates).get_template("pages/contact-sheet.html")
    return template.render(rows=rows, missing=missing, style=themed(style))


def _svg(drawing: Drawing, index: int, name: str) -> Markup:
    letter = LETTERS[index]
    return Markup(svg(drawing, index, f"{name}-{letter.lower()}", name))  # noqa: S704 - our own


def themed(style: str) -> str:
    """The style of pictures with its media queries turned into classes, to see all at once."""
    for query, name in (
        ("screen and (prefers-color-scheme:dark){:root", ".dark{&"),
        ("print", ".print"),
    ):
        style = style.replace(f"@media {query}", name)
    return style
