"""A therapist's sheet for one person: one page, made of the guide's own parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen import codes
from sitegen.diagnostics import Diagnostic
from sitegen.memory import Memory
from sitegen.model import Page, routine_parts
from sitegen.render.assets import assets_of, read_sources
from sitegen.render.catalogue import read_words
from sitegen.render.own_routine import MY_ROUTINE, own_routine
from sitegen.render.pictures import picture_files
from sitegen.render.plan import Filling, PagePlan
from sitegen.render.quick_codes import code_path, code_svg
from sitegen.render.renderer import Rendered, Renderer, unreadable
from sitegen.render.saying import speaking
from sitegen.render.styles import figure_style
from sitegen.render.tongues import Tongue
from sitegen.render.view_builder import ViewBuilder
from sitegen.render.views import Head, SheetView

if TYPE_CHECKING:
    from sitegen.layers import Layers
    from sitegen.model import Guide, Sheet

_ADDRESS = "/sheet/"
SHEET_PAGE = "sheet/index.html"
"""The file of the page; it is printed, and published nowhere."""


def render_sheet(
    guide: Guide, sheet: Sheet, templates: Layers, *, prepared_for: str, prepared_by: str
) -> Rendered:
    """Render the page of a sheet, and what it loads.

    Args:
        guide: The guide that its stretches are from.
        sheet: What is prescribed.
        templates: The folder of templates.
        prepared_for: Whom it is for; "" leaves a line to fill in by hand.
        prepared_by: Who made it; the same.
    """
    parts = routine_parts(guide, sheet.routine)
    few = replace(guide, stretches={part.stretch.slug: part.stretch for part in parts}, routines={})
    try:
        assets, files = assets_of(read_sources(templates), data={}, words={})
        pictures = tuple(picture_files(few, figure_style(templates)))
        words, wrong_words = read_words(templates, guide.settings.language)
    except OSError as error:
        return unreadable(error)
    with speaking(words):
        builder = ViewBuilder(few, assets)
        view = SheetView(
            prepared_for=prepared_for,
            prepared_by=prepared_by,
            note=sheet.note,
            facts=builder.routine_facts(sheet.routine, parts),
            cautions=builder.routine_cautions(parts),
            steps=builder.routine_steps(parts),
            code=code_path(_ADDRESS),
            address=guide.settings.address + MY_ROUTINE[1:],
        )
        head = Head(sheet.title, sheet.title, _ADDRESS)
        plan = PagePlan("pages/sheet.html", head, lambda: Filling({"sheet": view}))
        page = Renderer(builder, templates, tongue=Tongue(words)).page(plan).result
    if not isinstance(page, Page):
        return Rendered((), (*wrong_words, page))
    # A sheet is often made again with a word changed: its code is remembered until the next one.
    memory, link = (
        Memory("sheet-code", Path(guide.settings.source_file.path).parent),
        sheet_link(guide, sheet),
    )
    try:
        code = Page(view.code[1:], memory.of(code_svg, link, link).encode())
    except ValueError:
        message = "The stretches of this sheet do not fit into its QR code."
        span, hint = sheet.span_of("stretches"), "Make two sheets of it."
        return Rendered((), (Diagnostic(codes.TOO_LARGE, message, sheet.source_file, span, hint),))
    memory.keep()
    return Rendered((page, *files, *pictures, code), tuple(wrong_words))


def sheet_link(guide: Guide, sheet: Sheet) -> str:
    """The link that opens what a sheet prescribes as a routine of one's own."""
    carried = own_routine(sheet.title, routine_parts(guide, sheet.routine))
    return f"{guide.settings.address}{MY_ROUTINE[1:]}#{carried}"
