"""A planned page to the bytes of its file, or to its template's fault."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.model import Guide, Page
from sitegen.render.addresses import make_absolute, make_relative
from sitegen.render.environment import TEMPLATE_FAULTS, make_environment, template_diagnostic
from sitegen.render.source_links import edit_address, report_address
from sitegen.render.structured_data import structured_data

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.render.plan import PagePlan
    from sitegen.render.view_builder import ViewBuilder

# A host shows this page at any address at all, so nothing on it can be relative.
_ABSOLUTE = frozenset({"404.html"})
# They are for those who read templates. Inside a code block no line begins a tag.
_INDENTS = re.compile(r"\n\s+(?=<)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering came to: files of the site, and the faults of templates."""

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]


def unreadable(error: OSError) -> Rendered:
    """What rendering comes to where a file of the templates cannot be read."""
    source = SourceFile(str(error.filename))
    message = f"This file of the templates cannot be read: {error.strerror}."
    return Rendered((), (Diagnostic(codes.TEMPLATE_FAULT, message, source),))


class Renderer:
    """Renders planned pages with one set of templates."""

    def __init__(self, builder: ViewBuilder, templates: Path) -> None:
        """Prepare the templates.

        Args:
            builder: Makes what pages show of a guide.
            templates: The folder of templates.
        """
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
