"""The guide to every file of the website, in memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.model import Guide, Page
from sitegen.processes import Progress, map_in_processes, no_progress
from sitegen.render.addresses import make_absolute, make_relative
from sitegen.render.assets import read_assets
from sitegen.render.environment import TEMPLATE_FAULTS, make_environment, template_diagnostic
from sitegen.render.export import export_files
from sitegen.render.machine_files import machine_files
from sitegen.render.offline import WORKER, service_worker
from sitegen.render.pictures import movement_files, picture_files
from sitegen.render.plan import MY_ROUTINE, PagePlan, plan_pages
from sitegen.render.quick_codes import code_files
from sitegen.render.script_data import script_data
from sitegen.render.source_links import edit_address, report_address
from sitegen.render.structured_data import structured_data
from sitegen.render.style_guide import style_guide_plan
from sitegen.render.styles import figure_style
from sitegen.render.view_builder import ViewBuilder

if TYPE_CHECKING:
    from pathlib import Path

# A host shows this page at any address at all, so nothing on it can be relative.
_ABSOLUTE = frozenset({"404.html"})
_PAYS_FROM = 400
# They are for those who read templates. Inside a code block no line begins a tag.
_INDENTS = re.compile(r"\n\s+(?=<)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering came to: every file of the site, and the faults of templates."""

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]


def render_site(
    guide: Guide,
    templates: Path,
    *,
    pdf: bool = False,
    jobs: int | None = None,
    progress: Progress = no_progress,
) -> Rendered:
    """Render every file of the website.

    Args:
        guide: The guide.
        templates: The folder of templates.
        pdf: Whether pages link to their PDFs, which are made from them later.
        jobs: In how many processes; None decides by the number of pages.
        progress: Is told how many pages of how many are done.

    Returns:
        The files, as far as the templates are sound, and every template's fault.
    """
    try:
        assets, files = read_assets(templates, script_data(guide))
        worker = (templates / WORKER).read_text(encoding="utf-8")
        figures = (*picture_files(guide, figure_style(templates)), *movement_files(guide))
    except OSError as error:
        source = SourceFile(str(error.filename))
        message = f"This file of the templates cannot be read: {error.strerror}."
        return Rendered((), (Diagnostic(codes.TEMPLATE_FAULT, message, source),))
    builder = ViewBuilder(guide, assets, pdf=pdf)
    renderer = _Renderer(builder, templates)
    plans = (*plan_pages(builder), style_guide_plan(renderer.environment, templates))
    results = map_in_processes(renderer.page, plans, jobs, progress, pays_from=_PAYS_FROM)
    pages = [result for result in results if isinstance(result, Page)]
    faults = dict.fromkeys(result for result in results if isinstance(result, Diagnostic))
    sheets = (MY_ROUTINE, *(f"/routines/{slug}/" for slug in guide.routines))
    pages += code_files(guide.settings.address, sheets)
    pages += [*files, *figures, *machine_files(guide, pages), *export_files(guide)]
    pages.append(service_worker(worker, pages))
    return Rendered(tuple(pages), tuple(faults))


class _Renderer:
    """Renders planned pages."""

    def __init__(self, builder: ViewBuilder, templates: Path) -> None:
        self.guide: Guide = builder.guide
        self.site = builder.site
        self.templates = templates
        self.environment = make_environment(templates)

    def page(self, plan: PagePlan) -> Page | Diagnostic:
        """One page, or its template's fault."""
        settings = self.guide.settings
        try:
            filling = plan.fill()
            head = replace(
                plan.head,
                edit=edit_address(settings, plan.source),
                report=report_address(settings, plan.head.title),
                structured_data=structured_data(self.guide, plan.head, *filling.data),
            )
            template = self.environment.get_template(plan.template)
            html = template.render(site=self.site, page=head, **filling.values)
        except TEMPLATE_FAULTS as error:
            return template_diagnostic(error, self.templates)
        html = _INDENTS.sub("\n", html)
        if plan.file in _ABSOLUTE:
            html = make_absolute(html, self.guide.settings.address)
        else:
            html = make_relative(html, plan.file)
        return Page(plan.file, html.encode(), plan.source)
