"""What every page shows of the guide: its name, its menus, its safety words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.render.references import listed_title
from sitegen.render.saying import noted, say
from sitegen.render.views import Fact, Link, Site
from sitegen.render.words import day_words

if TYPE_CHECKING:
    from sitegen.model import Guide
from sitegen.render.views import Assets

MENU = (
    Link(noted("Routines"), "/routines/"),
    Link(noted("Stretches"), "/stretches/"),
    Link(noted("Body areas"), "/areas/"),
    Link(noted("When to get help"), "/safety/"),
)
FOOT = (
    Link(noted("My routine"), "/my-routine/"),
    Link(noted("Glossary"), "/glossary/"),
    Link(noted("Sources"), "/sources/"),
    Link(noted("The whole guide"), "/guide/"),
)


def site_view(guide: Guide, assets: Assets) -> Site:
    """What every page shows.

    Args:
        guide: The guide.
        assets: The addresses of styles and scripts.
    """
    settings = guide.settings
    pages = tuple(
        Link(listed_title(page), f"/{page.slug}/")
        for page in guide.pages.values()
        if page.order is not None and page.slug != "safety"
    )
    return Site(
        name=settings.name,
        tagline=settings.tagline,
        address=settings.address,
        language=settings.language,
        edition=say(
            "Version {version}, {day}", version=settings.version, day=day_words(settings.dated)
        ),
        publisher=settings.publisher,
        licence=Link(settings.licence.name, settings.licence.address),
        menu=_said(MENU),
        foot=pages + _said(FOOT),
        safety_line=settings.safety.line,
        stop_line=settings.safety.stop_line,
        safety_notice=settings.safety.notice,
        emergency=tuple(Fact(entry.place, entry.number) for entry in settings.emergency),
        assets=assets,
    )


def _said(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(link._replace(title=say(link.title)) for link in links)
