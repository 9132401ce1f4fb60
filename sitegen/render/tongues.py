"""What is different on pages in another language, wherever it is needed."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from sitegen.render.quick_codes import code_path
from sitegen.render.saying import say
from sitegen.render.views import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import Translation
    from sitegen.render.views import Site

_HEADING_ID = re.compile(r'(<h[1-6] id=")([^"]*)"')


class Tongue(NamedTuple):
    """The language in which pages are.

    Attributes:
        words: What templates say in place of which of their texts.
        moved: Of another language than the guide's, where what the guide has is in it, by its own
            address.
        original: The tag of the guide's language, then.
    """

    words: Mapping[str, str] = MappingProxyType({})
    moved: Mapping[str, str] = MappingProxyType({})
    original: str = ""


OWN_TONGUE = Tongue()
"""That of the guide, in the words of its own templates."""


def moved_in(translation: Translation) -> dict[str, str]:
    """Where pages of the guide, and codes, are in another language, by their own addresses."""
    guide, at = translation.guide, f"/{translation.language}"
    addresses = [
        "/",
        *(f"/{slug}/" for slug in guide.pages),
        *(f"/stretches/{slug}/" for slug in guide.stretches),
        *(f"/routines/{slug}/" for slug in guide.routines),
        *(code_path(f"/routines/{slug}/") for slug in guide.routines),
    ]
    return {address: f"{at}{address}" for address in addresses}


def translated_site(site: Site, translation: Translation) -> Site:
    """What every page shows, in another language.

    Args:
        site: The same of the guide in that language.
        translation: The language.
    """
    home, guide = f"/{translation.language}/", translation.guide
    routines = (Link(say("Routines"), f"{home}#routines"),) if guide.routines else ()
    stretches = (Link(say("Stretches"), f"{home}#stretches"),) if guide.stretches else ()
    return site._replace(
        menu=(*routines, *stretches, Link(say("When to get help"), "/safety/")),
        foot=tuple(link for link in site.foot if link.address in moved_in(translation)),
        direction=translation.words.direction,
        has_own_routine=False,
    )


def with_ids_of(html: Markup, original: Markup) -> Markup:
    """A text whose headings have the addresses of those of the original, in their order."""
    ids = (found[2] for found in _HEADING_ID.finditer(original))
    return Markup(  # noqa: S704 - both were cleaned
        _HEADING_ID.sub(lambda found: f'{found[1]}{next(ids, "")}"', html)
    )
