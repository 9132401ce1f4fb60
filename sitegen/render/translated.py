"""The guide in another language: its pages stand below its tag, as `/es/safety/`.

What it has no words for (the finder, body areas, one's own routine, plans, PDFs) stays in the
language of the guide, a link away.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.render.catalogue import texts_on
from sitegen.render.plan import Filling, PagePlan, plan_pages
from sitegen.render.saying import noted, say
from sitegen.render.scripts import OTHER_SCRIPTS, SHARED_SCRIPTS
from sitegen.render.tongues import moved_in
from sitegen.render.views import Head, Language, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Guide, Settings, Translation
    from sitegen.render.catalogue import Texts
    from sitegen.render.view_builder import ViewBuilder

_HOME = "pages/translated-home.html"
_TEMPLATES = (
    _HOME,
    "pages/stretch.html",
    "pages/routine.html",
    "pages/page.html",
    "pages/safety.html",
)
_NOT_CHECKED = noted(
    "Translated with the help of a machine. No speaker of the language has checked it yet."
)


def texts_to_translate(texts: Texts) -> list[str]:
    """What pages in another language say besides what the content has: all that is said on them.

    Args:
        texts: What templates and scripts say.
    """
    scripts = (name for names in (SHARED_SCRIPTS, *OTHER_SCRIPTS.values()) for name in names)
    return texts_on(_TEMPLATES, scripts, texts)


def plan_translation(
    builder: ViewBuilder, translation: Translation, original: Settings
) -> Iterator[PagePlan]:
    """The pages of a guide in another language.

    Args:
        builder: Makes what they show, in that language.
        translation: The language.
        original: The settings of the guide.
    """
    moved = moved_in(translation)
    settings = builder.guide.settings
    home = Head(settings.tagline, settings.tagline, "/")
    plans = [PagePlan(_HOME, home, partial(_fill_home, builder))]
    plans += [plan for plan in plan_pages(builder) if plan.template in _TEMPLATES]
    for plan in plans:
        head = plan.head._replace(
            address=moved[plan.head.address],
            trail=(Link(say("Home"), "/"),) if plan.head.address != "/" else (),
            languages=(_original_of(plan.head.address, original),),
            translated=_note(translation, plan.head.address),
        )
        yield replace(plan, head=head)


def in_other_languages(plan: PagePlan, guide: Guide) -> PagePlan:
    """A page of the guide, with the ways to it in other languages."""
    address = plan.head.address
    languages = tuple(
        Language(tag, other.words.language_name, moved[address], other.words.direction)
        for tag, other in guide.translations.items()
        if address in (moved := moved_in(other))
    )
    return replace(plan, head=plan.head._replace(languages=languages)) if languages else plan


def _original_of(address: str, settings: Settings) -> Language:
    name = settings.language_name or settings.language
    return Language(settings.language, name, address, "ltr")


def _note(translation: Translation, address: str) -> str:
    """Who checked a page of another language; says plainly that nobody did."""
    folder, _, slug = address.strip("/").rpartition("/")
    place = (folder or "pages", slug) if slug else ("", "")
    return say(_NOT_CHECKED) if place in translation.unchecked else ""


def _fill_home(builder: ViewBuilder) -> Filling:
    pages = tuple(Link(page.title, f"/{slug}/") for slug, page in builder.guide.pages.items())
    return Filling(
        {
            "routines": tuple(builder.routine_cards.values()),
            "stretches": tuple(builder.stretch_cards.values()),
            "pages": pages,
        }
    )
