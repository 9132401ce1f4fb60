"""Which pages the website has (DESIGN 5), and what each of them is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from sitegen.render.addresses import file_of
from sitegen.render.book import book_of
from sitegen.render.own_routine import MY_ROUTINE
from sitegen.render.pdf_files import BOOK_PDF
from sitegen.render.pictures import map_of
from sitegen.render.quick_codes import code_path
from sitegen.render.references import listed_title
from sitegen.render.six_weeks import six_weeks_address
from sitegen.render.structured_data import (
    area_data,
    glossary_data,
    review_data,
    routine_data,
    stretch_data,
)
from sitegen.render.view_builder import area_address
from sitegen.render.views import AreaView, Head, Link, StopBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.diagnostics import SourceFile
    from sitegen.model import Area, GuidePage, Routine, Stretch
    from sitegen.render.view_builder import ViewBuilder

HOME = Link("Home", "/")
STRETCHES = Link("Stretches", "/stretches/")
ROUTINES = Link("Routines", "/routines/")
AREAS = Link("Body areas", "/areas/")
_FIRST_ROUTINES = 6
"""As many routines the start page shows; the others are one press further."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What one page is filled with.

    Attributes:
        values: What its template is given besides `site` and `page`.
        data: What schema.org is told besides the page itself.
    """

    values: dict[str, Any]
    data: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page to be rendered; nothing is computed before `fill` is called.

    Attributes:
        template: The template's name.
        head: What the page says of itself.
        fill: Makes the page's filling.
        source: The content file that it shows, where it shows one.
        shows_templates_alone: Whether nothing of the content goes into its filling.
        can_wait: Whether a preview may show for a moment what it was before.
        made_of: All that the page is made of besides templates, guide.yaml and what every page
            shows, where that is told with less work than it takes to fill it.
    """

    template: str
    head: Head
    fill: Callable[[], Filling]
    source: SourceFile | None = None
    shows_templates_alone: bool = False
    can_wait: bool = False
    made_of: tuple[object, ...] = ()

    @property
    def file(self) -> str:
        """The file that the page goes into."""
        return file_of(self.head.address)


def plan_pages(builder: ViewBuilder) -> Iterator[PagePlan]:
    """Every page of the site."""
    guide = builder.guide
    yield from _list_pages(builder)
    for stretch in guide.stretches.values():
        head = _head(stretch, f"/stretches/{stretch.slug}/", STRETCHES)
        fill = partial(_fill_stretch, builder, stretch)
        # No page shows the file itself, but for where to edit it, which follows from the slug.
        made_of = {**asdict(stretch), "document": None}, builder.around_digest
        yield PagePlan("pages/stretch.html", head, fill, stretch.source_file, made_of=made_of)
    for area in guide.areas.values():
        yield from _area_pages(builder, area)
    for routine in guide.routines.values():
        head = _head(routine, f"/routines/{routine.slug}/", ROUTINES)
        fill = partial(_fill_routine, builder, routine)
        yield PagePlan("pages/routine.html", head, fill, routine.source_file)
        yield _six_weeks(builder, routine)
    for page in guide.pages.values():
        name = page.slug if page.slug in {"safety", "for-clinicians"} else "page"
        head = _head(page, f"/{page.slug}/")
        fill = partial(_fill_page, builder, page)
        yield PagePlan(f"pages/{name}.html", head, fill, page.source_file)


def _area_pages(builder: ViewBuilder, area: Area) -> Iterator[PagePlan]:
    """The pages of an area: one, unless it has very many stretches."""
    for number in range(1, builder.area_page_count(area) + 1):
        head = _head(area, area_address(area.slug, number), AREAS)
        if number > 1:
            first = Link(listed_title(area), area_address(area.slug))
            head = head._replace(title=f"{area.title}, page {number}", trail=(HOME, AREAS, first))
        fill = partial(_fill_area, builder, area, number)
        yield PagePlan("pages/area.html", head, fill, area.source_file)


def _six_weeks(builder: ViewBuilder, routine: Routine) -> PagePlan:
    """The plan of a routine, a page below it."""
    above = Link(listed_title(routine), f"/routines/{routine.slug}/")
    title = f"{routine.title}: a plan for six weeks"
    summary = "Start small, add a little every two weeks, and tick the days."
    head = Head(title, summary, six_weeks_address(routine.slug), (HOME, ROUTINES, above))
    fill = partial(_fill_six_weeks, builder, routine)
    return PagePlan("pages/six-weeks.html", head, fill, routine.source_file)


def _head(item: Stretch | Area | Routine | GuidePage, address: str, *above: Link) -> Head:
    return Head(item.title, item.summary, address, (HOME, *above))


def _list_pages(builder: ViewBuilder) -> Iterator[PagePlan]:
    """The pages that list others, and the page of no address."""
    settings = builder.guide.settings
    home = Head(settings.name, settings.tagline, "/")
    yield PagePlan("pages/home.html", home, partial(_fill_home, builder))
    for name, title, summary, address, fill in (
        (
            "stretches",
            "All stretches",
            "Every stretch of the guide, from head to toe.",
            "/stretches/",
            _fill_stretches,
        ),
        (
            "areas",
            "Body areas",
            "Find a stretch by the place that is stiff or sore.",
            "/areas/",
            _fill_areas,
        ),
        (
            "routines",
            "Routines",
            "A few stretches in a good order, to follow or to print.",
            "/routines/",
            _fill_routines,
        ),
        (
            "my-routine",
            "My routine",
            "Build a routine of your own, and print it as a sheet.",
            MY_ROUTINE,
            _fill_my_routine,
        ),
        (
            "guide",
            "The whole guide",
            "Every page in one, to read through or to print as a book.",
            "/guide/",
            _fill_guide,
        ),
        (
            "glossary",
            "Glossary",
            "Every muscle and every term of this guide, in plain words.",
            "/glossary/",
            _fill_glossary,
        ),
        ("sources", "Sources", "Where what this guide says is from.", "/sources/", _fill_sources),
        (
            "not-found",
            "Page not found",
            "This address leads nowhere. The links below do.",
            "/404.html",
            _fill_nothing,
        ),
    ):
        head = Head(title, summary, address, (HOME,))
        # The whole guide takes as long as all other pages together.
        can_wait = name == "guide"
        yield PagePlan(f"pages/{name}.html", head, partial(fill, builder), can_wait=can_wait)


def _fill_nothing(_: ViewBuilder) -> Filling:
    return Filling({})


def _fill_home(builder: ViewBuilder) -> Filling:
    pages = builder.guide.pages.values()
    unlisted = (page for page in pages if page.order is None and page.slug != "offline")
    return Filling(
        {
            "choices": builder.choices,
            "areas": builder.area_cards,
            "body_map_html": map_of(builder.guide),
            "routines": tuple(builder.routine_cards.values())[:_FIRST_ROUTINES],
            "routine_count": len(builder.routine_cards),
            "pages": tuple(Link(listed_title(page), f"/{page.slug}/") for page in unlisted),
        }
    )


def _fill_stretches(builder: ViewBuilder) -> Filling:
    return Filling({"areas": _home_areas(builder)})


def _fill_areas(builder: ViewBuilder) -> Filling:
    return Filling({"areas": builder.area_cards})


def _fill_routines(builder: ViewBuilder) -> Filling:
    return Filling({"shelves": builder.shelves})


def _fill_my_routine(builder: ViewBuilder) -> Filling:
    stop = StopBox((), builder.guide.settings.safety.stop)
    routines = tuple(builder.routine_cards.values())
    return Filling({"stop": stop, "routines": routines, "code": code_path(MY_ROUTINE)})


def _fill_guide(builder: ViewBuilder) -> Filling:
    return Filling({"book": book_of(builder), "pdfs": builder.pdf_links(BOOK_PDF)})


def _fill_glossary(builder: ViewBuilder) -> Filling:
    terms = builder.terms()
    return Filling({"terms": terms}, (glossary_data(builder.guide.settings),))


def _fill_sources(builder: ViewBuilder) -> Filling:
    return Filling({"sources": builder.sources_named(builder.guide.sources)})


def _fill_stretch(builder: ViewBuilder, stretch: Stretch) -> Filling:
    view = builder.stretch(stretch)
    data = (stretch_data(builder.guide.settings, stretch), review_data(stretch))
    return Filling({"stretch": view}, data)


def _fill_area(builder: ViewBuilder, area: Area, number: int) -> Filling:
    return Filling({"area": builder.area_page(area, number)}, (area_data(area),))


def _fill_routine(builder: ViewBuilder, routine: Routine) -> Filling:
    data = (routine_data(builder.guide, routine), review_data(routine))
    return Filling({"routine": builder.routine(routine)}, data)


def _fill_six_weeks(builder: ViewBuilder, routine: Routine) -> Filling:
    return Filling({"plan": builder.six_weeks(routine)}, (review_data(routine),))


def _fill_page(builder: ViewBuilder, page: GuidePage) -> Filling:
    values: dict[str, Any] = {"content": builder.page(page)}
    if page.slug == "safety":
        values["cautions"] = builder.cautions_named(builder.guide.cautions)
    if page.slug == "for-clinicians":
        values["pictures"] = builder.picture_pairs()
    return Filling(values, (review_data(page),))


def _home_areas(builder: ViewBuilder) -> tuple[AreaView, ...]:
    """Every area with the stretches whose home it is, so that each stretch stands once."""
    areas = (builder.area(area, home_only=True) for area in builder.guide.areas.values())
    return tuple(area for area in areas if area.stretches)
