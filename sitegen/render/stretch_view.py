"""A stretch to what its page shows: of its own file, and of what surrounds it.

The page is given nothing else, so it stays as it was while both are the same: a sentence changed
in one stretch leaves the pages of all others alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sitegen.render.facts import dose_facts, feel_words, setting_facts
from sitegen.render.markdown import blocks_html, inline_html
from sitegen.render.pdf_files import stretch_pdf
from sitegen.render.pictures import pictures_of, step_letters
from sitegen.render.references import anchor_of, review_view
from sitegen.render.views import (
    CautionView,
    Link,
    Muscle,
    SourceView,
    StopBox,
    StretchCard,
    StretchView,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from sitegen.model import BodyName, Mirror, Stretch

ViewT = TypeVar("ViewT", CautionView, SourceView)
_MOST_RELATED = 5


class Surroundings(NamedTuple):
    """What the pages of stretches show of the rest of the guide.

    Attributes:
        cards: Every stretch as it stands in a list, in the guide's order.
        homes: By area, the stretches that are at home there.
        routines: By stretch, the routines that use it.
        cautions: By name.
        sources: By name.
        muscles: By anatomical name the plain one.
        stop: The stop list of every stretch.
        body: Whose body pictures show that name none.
        has_pdfs: Whether the website has PDFs to link to.
        mirror: The words for sides, in the language of the pages.
        are_described: Whether that is the language in which pictures are described.
    """

    cards: Mapping[str, StretchCard]
    homes: Mapping[str, tuple[str, ...]]
    routines: Mapping[str, tuple[Link, ...]]
    cautions: Mapping[str, CautionView]
    sources: Mapping[str, SourceView]
    muscles: Mapping[str, str]
    stop: tuple[str, ...]
    body: BodyName
    has_pdfs: bool
    mirror: Mirror
    are_described: bool


class Order(NamedTuple):
    """Where each stretch stands: among all, and among those of its home.

    Attributes:
        slugs: All, in the guide's order.
        among_all: The place of each there.
        at_home: The place of each among those of its home.
    """

    slugs: tuple[str, ...]
    among_all: Mapping[str, int]
    at_home: Mapping[str, int]


def order_in(around: Surroundings) -> Order:
    """Find the places of all stretches, once for all pages."""
    slugs = tuple(around.cards)
    among_all = {slug: place for place, slug in enumerate(slugs)}
    homes = around.homes.values()
    return Order(slugs, among_all, {s: place for same in homes for place, s in enumerate(same)})


def stretch_view(stretch: Stretch, around: Surroundings, order: Order) -> StretchView:
    """A stretch in full.

    Args:
        stretch: The stretch.
        around: What surrounds it.
        order: `order_in` of that.
    """
    pictures = pictures_of(stretch, around.body, around.mirror, described=around.are_described)
    place = order.among_all[stretch.slug]
    pdf = stretch_pdf(stretch.slug)
    return StretchView(
        card=around.cards[stretch.slug],
        slug=stretch.slug,
        introduction=blocks_html(stretch.introduction),
        facts=dose_facts(stretch),
        setting=setting_facts(stretch),
        steps=steps_html(stretch),
        in_short=stretch.in_short,
        closing=blocks_html(stretch.closing),
        feel=feel_words(stretch),
        mistakes=stretch.mistakes,
        easier=_variant(stretch.easier, around),
        harder=_variant(stretch.harder, around),
        hold_on=stretch.balance,
        pictures=pictures,
        letters=step_letters(pictures, len(stretch.steps)),
        stop=StopBox(stretch.stop_if, around.stop),
        cautions=_named(stretch.ask_first, around.cautions),
        muscles=tuple(
            Muscle(name, around.muscles.get(name, ""), f"/glossary/#{anchor_of(name)}")
            for name in stretch.muscles
        ),
        routines=around.routines.get(stretch.slug, ()),
        sources=_named(stretch.sources, around.sources),
        review=review_view(stretch),
        is_draft=stretch.draft,
        pdfs=(Link(pdf.title, f"/{pdf.path}"),) if around.has_pdfs else (),
        related=_related(stretch, around, order),
        previous=_link(place - 1, around, order),
        next=_link(place + 1, around, order),
    )


def steps_html(stretch: Stretch) -> tuple[Markup, ...]:
    """The steps of a stretch as HTML."""
    return tuple(inline_html(step.text) for step in stretch.steps)


def _named(names: tuple[str, ...], known: Mapping[str, ViewT]) -> tuple[ViewT, ...]:
    """The things of these names, those that exist."""
    return tuple(known[name] for name in names if name in known)


def _variant(text: str | None, around: Surroundings) -> Variant | None:
    if text is None:
        return None
    card = around.cards.get(text)
    return Variant(card.summary, Link(card.title, card.address)) if card else Variant(text, None)


def _link(place: int, around: Surroundings, order: Order) -> Link | None:
    """The stretch at a place among all; none before the first and behind the last."""
    if not 0 <= place < len(order.slugs):
        return None
    card = around.cards[order.slugs[place]]
    return Link(card.title, card.address)


def _related(stretch: Stretch, around: Surroundings, order: Order) -> tuple[StretchCard, ...]:
    """The next ones in the area that it is at home in, as in a circle."""
    same = around.homes[stretch.home]
    first = order.at_home[stretch.slug]
    count = min(_MOST_RELATED, len(same) - 1)
    circle = (same[(first + step) % len(same)] for step in range(1, count + 1))
    return tuple(around.cards[slug] for slug in circle)
