"""The book: the whole guide as one page, to read through or to print.

Its stretches are numbered, so that an index is of use where a browser cannot print the numbers of
pages.  What links to another page of the site leads to the same within the book.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.render.pictures import map_of
from sitegen.render.references import anchor_of, listed_title
from sitegen.render.views import Book, BookArea, BookChapter, BookStretch, IndexEntry, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model import Guide, Stretch
    from sitegen.render.view_builder import ViewBuilder
    from sitegen.render.views import SourceView, StretchView, Variant

CHAPTERS = ("how-to-use", "safety", "floor")
"""The pages that the book takes in, as far as they are there."""
_ON_COVER = 9
_LINK = re.compile(r'href="(/[^"#]*)?(?:#([^"]*))?"')
_HEADING = re.compile(r'<(/?)h([23])(?: id="([^"]*)")?>')


def book_of(builder: ViewBuilder) -> Book:
    """Put the book together."""
    guide = builder.guide
    anchors = _anchors(guide)
    sources = builder.sources_named(
        sorted(guide.sources, key=lambda name: guide.sources[name].title.casefold())
    )
    numbers = {source.anchor: number for number, source in enumerate(sources, start=1)}
    areas = tuple(_areas(builder, anchors, numbers))
    stretches = tuple(stretch for area in areas for stretch in area.stretches)
    opening, safety, floor = (_chapter(builder, slug, anchors, numbers) for slug in CHAPTERS)
    firsts = (area.stretches[0].view.card.picture for area in areas)
    return Book(
        cover=tuple(picture for picture in firsts if picture)[:_ON_COVER],
        opening=opening,
        safety=safety,
        cautions=builder.cautions_named(guide.cautions) if safety else (),
        floor=floor,
        routines=tuple(builder.routine(routine) for routine in guide.routines.values()),
        areas=areas,
        body_map_html=_led_inside(map_of(guide), "", anchors),
        by_area=tuple(_by_area(guide, stretches)),
        by_muscle=tuple(_by_muscle(stretches)),
        sources=sources,
    )


def _anchors(guide: Guide) -> dict[str, str]:
    """Where in the book each page of the site is, by its address."""
    anchors = {f"/{slug}/": slug for slug in CHAPTERS if slug in guide.pages}
    anchors |= {f"/{name}/": name for name in ("routines", "stretches", "sources")}
    anchors |= {f"/routines/{slug}/": f"routine-{slug}" for slug in guide.routines}
    anchors |= {f"/stretches/{slug}/": slug for slug in guide.stretches}
    return anchors | {f"/areas/{slug}/": f"index-{slug}" for slug in guide.areas}


def _cited(sources: Iterable[SourceView], numbers: Mapping[str, int]) -> tuple[Link, ...]:
    """Sources as the numbers that they have in the book's list."""
    cited = sorted((numbers[source.anchor], source.anchor) for source in sources)
    return tuple(Link(str(number), f"#source-{anchor}") for number, anchor in cited)


def _areas(
    builder: ViewBuilder, anchors: Mapping[str, str], numbers: Mapping[str, int]
) -> Iterator[BookArea]:
    """All stretches, numbered, below their homes: from head to toe."""
    guide = builder.guide
    homes: dict[str, list[Stretch]] = {slug: [] for slug in guide.areas}
    for stretch in guide.stretches.values():
        homes.setdefault(stretch.home, []).append(stretch)
    places = count(1)
    for slug, stretches in homes.items():
        views = [_within(builder.stretch(stretch), anchors) for stretch in stretches]
        numbered = (
            BookStretch(next(places), view, _cited(view.sources, numbers)) for view in views
        )
        if views:
            title = listed_title(guide.areas[slug]) if slug in guide.areas else slug
            yield BookArea(title, f"area-{slug}", tuple(numbered))


def _within(view: StretchView, anchors: Mapping[str, str]) -> StretchView:
    """A stretch whose easier and harder ways lead to others in the book."""

    def led(variant: Variant | None) -> Variant | None:
        if variant is None or variant.link is None:
            return variant
        link = variant.link._replace(address=f"#{anchors[variant.link.address]}")
        return variant._replace(link=link)

    return view._replace(easier=led(view.easier), harder=led(view.harder))


def _chapter(
    builder: ViewBuilder, slug: str, anchors: Mapping[str, str], numbers: Mapping[str, int]
) -> BookChapter | None:
    """A page as a chapter: its headings a level down, their names its own."""
    page = builder.guide.pages.get(slug)
    if page is None:
        return None
    view = builder.page(page)

    def lowered(heading: re.Match[str]) -> str:
        anchor = f' id="{slug}-{heading[3]}"' if heading[3] else ""
        return f"<{heading[1]}h{int(heading[2]) + 1}{anchor}>"

    text = _led_inside(_HEADING.sub(lowered, str(view.text)), slug, anchors)
    return BookChapter(view._replace(text=text), _cited(view.sources, numbers))


def _led_inside(html: str, slug: str, anchors: Mapping[str, str]) -> Markup:
    """HTML whose links lead to what the book holds, where it does.

    Args:
        html: HTML of ours.
        slug: The page that it is from, which its bare fragments belong to.
        anchors: Where in the book each page of the site is.
    """

    def led(link: re.Match[str]) -> str:
        anchor = anchors.get(link[1]) if link[1] else slug
        if anchor is None:
            return link[0]
        return f'href="#{anchor}-{link[2]}"' if link[2] else f'href="#{anchor}"'

    return Markup(_LINK.sub(led, html))  # noqa: S704 - nothing but addresses has changed


def _by_area(guide: Guide, stretches: tuple[BookStretch, ...]) -> Iterator[IndexEntry]:
    """Each area with all its stretches, also those at home elsewhere."""
    for area in guide.areas.values():
        slugs = {s.slug for s in guide.stretches.values() if area.slug in s.areas}
        found = tuple(stretch for stretch in stretches if stretch.view.slug in slugs)
        yield IndexEntry(listed_title(area), "", f"index-{area.slug}", found)


def _by_muscle(stretches: tuple[BookStretch, ...]) -> Iterator[IndexEntry]:
    """Each muscle with its stretches, in alphabetical order."""
    muscles = {muscle for stretch in stretches for muscle in stretch.view.muscles}
    for muscle in sorted(muscles, key=lambda muscle: muscle.name.casefold()):
        found = tuple(stretch for stretch in stretches if muscle in stretch.view.muscles)
        yield IndexEntry(muscle.name, muscle.plain, f"muscle-{anchor_of(muscle.name)}", found)
