"""What stands below a page: who checked it, its cautions, its sources."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sitegen.render.saying import say
from sitegen.render.views import CautionView, Review, SourceView
from sitegen.render.words import day_words

if TYPE_CHECKING:
    from sitegen.model import Caution, PublishedFields, Source


@cache
def anchor_of(name: str) -> str:
    """A name as a fragment of an address: `upper-trapezius`."""
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-")


def review_view(fields: PublishedFields) -> Review:
    """Who wrote and who checked a page; says plainly that nobody did."""
    author = fields.author or ""
    if not (fields.reviewed_by and fields.reviewed_on):
        return Review(author, say("Not yet checked by a physiotherapist."), is_checked=False)
    day = day_words(fields.reviewed_on)
    checked = say("Checked by {name} on {day}.", name=fields.reviewed_by, day=day)
    return Review(author, checked, is_checked=True)


def listed_title(item: PublishedFields | Caution | Source) -> str:
    """A title where others are listed too; that of a draft says so."""
    return say("{title} (draft)", title=item.title) if item.draft else item.title


def short_title(caution: Caution) -> str:
    """A caution in a word or two, as sheets list it."""
    return say("{title} (draft)", title=caution.short) if caution.draft else caution.short


def caution_view(caution: Caution) -> CautionView:
    """A caution as a page shows it."""
    return CautionView(
        listed_title(caution), caution.who, caution.sentence, anchor_of(caution.slug)
    )


def source_view(source: Source) -> SourceView:
    """A source as a page cites it."""
    published = f"{source.publisher}, {source.year}" if source.year else source.publisher
    checked = day_words(source.checked) if source.checked else ""
    title = listed_title(source)
    return SourceView(anchor_of(source.slug), title, published, source.address, checked)
