"""A planned page to the bytes of its file, or to its template's fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from sitegen import codes
from sitegen.diagnostics import Diagnostic, SourceFile
from sitegen.digests import digest_of_values
from sitegen.model import Guide, Page
from sitegen.render.addresses import in_language, make_absolute, make_relative
from sitegen.render.environment import TEMPLATE_FAULTS, make_environment, template_diagnostic
from sitegen.render.plan import Filling
from sitegen.render.scripts import SCRIPTS_OF_PAGES
from sitegen.render.source_links import edit_address, report_address
from sitegen.render.structured_data import structured_data
from sitegen.render.tongues import OWN_TONGUE, Tongue

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.layers import Layers
    from sitegen.memory import Memory
    from sitegen.render.plan import PagePlan
    from sitegen.render.view_builder import ViewBuilder
    from sitegen.render.views import Head, Site

# A host shows this page at any address at all, so nothing on it can be relative.
_ABSOLUTE = frozenset({"404.html"})
# They are for those who read templates. Inside a code block no line begins a tag.
_INDENTS = re.compile(r"\n\s+(?=<)")


class Earlier(NamedTuple):
    """What the build before left.

    Attributes:
        page: Gives the page of a path; None where there is none.
        stands_in: Whether a page that can wait is to be that of before.
    """

    page: Callable[[str], Page | None]
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering came to.

    Attributes:
        pages: The files of the site.
        diagnostics: The faults of templates.
        stale: The paths of pages that could wait and are those of before: what they link to may
            not be there any more, so their own faults follow when they are made.
    """

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    stale: frozenset[str] = frozenset()


def unreadable(error: OSError) -> Rendered:
    """What rendering comes to where a file of the templates cannot be read."""
    source = SourceFile(str(error.filename))
    message = f"This file of the templates cannot be read: {error.strerror}."
    return Rendered((), (Diagnostic(codes.TEMPLATE_FAULT, message, source),))


class RenderedPage(NamedTuple):
    """What came of one plan.

    Attributes:
        result: The page, or its template's fault.
        made_of: A digest of all that went into the page; b"" where it cannot be told.
        is_stale: Whether the page could wait and is that of before.
    """

    result: Page | Diagnostic
    made_of: bytes = b""
    is_stale: bool = False


class Renderer:
    """Renders planned pages with one set of templates."""

    def __init__(
        self,
        builder: ViewBuilder,
        templates: Layers,
        memory: Memory | None = None,
        digest: str = "",
        earlier: Earlier | None = None,
        tongue: Tongue = OWN_TONGUE,
    ) -> None:
        """Prepare the templates.

        Args:
            builder: Makes what pages show of a guide.
            templates: The folder of templates.
            memory: The digests of the pages of the last build, by what each was made of; None
                where every page is to be rendered.
            digest: Of the templates; "" where they cannot be read.
            earlier: What the build before left.
            tongue: The language in which pages are.
        """
        self.guide: Guide = builder.guide
        self.site = builder.site
        self._tongue = tongue
        self.templates = templates
        self.environment = make_environment(templates, tongue.words)
        self._memory = memory
        self._earlier = earlier or Earlier(lambda _: None)
        self._digest_of_templates = digest
        self._sites: dict[str, tuple[Site, bytes]] = {}

    def kept(self, plan: PagePlan) -> RenderedPage | None:
        """A page as the last build left it, where that is seen without filling it."""
        if self._earlier.stands_in and plan.can_wait and (old := self._earlier.page(plan.file)):
            return RenderedPage(old, is_stale=True)
        made_of = self._digest(plan, plan.made_of) if plan.made_of else b""
        old = self._same_as_before(plan, made_of)
        return RenderedPage(old, made_of) if old else None

    def page(self, plan: PagePlan) -> RenderedPage:
        """One page: as the last build left it where it is filled with the same, or rendered."""
        try:
            filling = Filling({}) if plan.shows_templates_alone else plan.fill()
            head = self._head(plan, filling)
            made_of = self._digest(plan, plan.made_of or (head, filling.values))
            old = None if plan.made_of else self._same_as_before(plan, made_of)
            if old:
                return RenderedPage(old, made_of)
            page = self.render(plan, head, plan.fill() if plan.shows_templates_alone else filling)
        except TEMPLATE_FAULTS as error:
            return RenderedPage(template_diagnostic(error, self.templates))
        return RenderedPage(page, made_of)

    def _head(self, plan: PagePlan, filling: Filling) -> Head:
        """What the page says of itself, whole."""
        settings = self.guide.settings
        return plan.head._replace(
            edit=edit_address(settings, plan.source),
            report=report_address(settings, plan.head.title),
            # Of a translation, search engines are told by the original, which it leads to.
            structured_data=Markup()
            if self._tongue.moved
            else structured_data(settings, plan.head, *filling.data),
        )

    def _digest(self, plan: PagePlan, made_of: tuple[object, ...]) -> bytes:
        """A digest of all that goes into a page; b"" where that cannot be told."""
        if not self._memory or not self._digest_of_templates:
            return b""
        _, shared = self._site_of(plan)
        return digest_of_values(shared, plan.template, plan.file, plan.head.languages, made_of)

    def _site_of(self, plan: PagePlan) -> tuple[Site, bytes]:
        """What a page shows of the whole site, and a digest of that, guide.yaml and templates."""
        if plan.template not in self._sites:
            names = SCRIPTS_OF_PAGES.get(plan.template, ())
            assets = self.site.assets
            own_scripts = {name: assets.own_scripts[name] for name in names}
            site = self.site._replace(assets=assets._replace(own_scripts=own_scripts))
            settings = self.guide.settings
            besides = (self._digest_of_templates, settings.address, settings.text)
            self._sites[plan.template] = site, digest_of_values(site, *besides)
        return self._sites[plan.template]

    def _same_as_before(self, plan: PagePlan, made_of: bytes) -> Page | None:
        """The page that the last build left, if it was made of the same and is what it was."""
        digest = self._memory.find(made_of) if self._memory and made_of else None
        old = self._earlier.page(plan.file) if digest else None
        if old is None or old.digest != digest:
            return None
        return Page(plan.file, old.content, plan.source, old.digest)

    def render(self, plan: PagePlan, head: Head, filling: Filling) -> Page:
        """Render one page.

        Args:
            plan: Which page.
            head: What it says of itself.
            filling: What its template is given.
        """
        template = self.environment.get_template(plan.template)
        site, _ = self._site_of(plan)
        html = template.render(site=site, page=head, **filling.values)
        html = _INDENTS.sub("\n", html)
        if self._tongue.moved:
            html = in_language(html, self._tongue.moved, self._tongue.original)
        if plan.file in _ABSOLUTE:
            html = make_absolute(html, self.guide.settings.address)
        else:
            html = make_relative(html, plan.file)
        return Page(plan.file, html.encode(), plan.source)
