"""What templates are given: frozen values whose every text is ready to be shown.

A template chooses no words, sorts nothing and computes nothing.  Text is escaped by Jinja2; a
field of type `Markup` is HTML that this room made or cleaned.  Addresses start at the root of
the site (`/floor/`); they are made relative once a whole page is rendered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = Markup()


class Link(NamedTuple):
    """A link: the words to click, and where they lead."""

    title: str
    address: str


class Fact(NamedTuple):
    """One row of a box of facts: `Hold`, `5 to 15 seconds`, and a note said smaller."""

    label: str
    text: str
    note: str = ""


class Assets(NamedTuple):
    """The addresses of what pages load.

    Attributes:
        style: Of the style for every medium.
        paper: Of what paper has besides.
        own_styles: Of the style that a kind of page has besides, by that kind: `routine`.
        early_script: Of the script that runs before anything is painted.
        script: Of the script that all pages have.
        own_scripts: Of the script that a kind of page has besides, by that kind.
    """

    style: str
    paper: str
    own_styles: Mapping[str, str]
    early_script: str
    script: str
    own_scripts: Mapping[str, str]


class Site(NamedTuple):
    """What every page shows of the guide.

    Attributes:
        address: The public address, ending in /.
        menu: The head menu.
        foot: The links at the foot.
        edition: "Version 0.1, 25 November 2026".
        safety_line: The one sentence at the top of every page.
        stop_line: The sentence that says when to stop.
        safety_notice: The rest of the notice at the foot of every page.
        emergency: Place and number.
        assets: The addresses of styles and scripts.
        direction: Which way its language is written, `ltr` or `rtl`.
        has_own_routine: Whether there is a page for one's own routine in the language.
    """

    name: str
    tagline: str
    address: str
    language: str
    edition: str
    publisher: str
    licence: Link
    menu: tuple[Link, ...]
    foot: tuple[Link, ...]
    safety_line: str
    stop_line: str
    safety_notice: tuple[str, ...]
    emergency: tuple[Fact, ...]
    assets: Assets
    direction: str = "ltr"
    has_own_routine: bool = True


class Language(NamedTuple):
    """A page in another language.

    Attributes:
        tag: `es`.
        name: What the language is called in itself.
        address: Of the page, from the root.
        direction: Which way it is written, `ltr` or `rtl`.
    """

    tag: str
    name: str
    address: str
    direction: str


class Head(NamedTuple):
    """What one page says of itself.

    Attributes:
        title: The heading.
        summary: The one sentence below it.
        address: Its address from the root.
        trail: The way from the home page to the page above this one.
        edit: Where its source is edited; "" where it has none.
        report: Where a problem with it is told.
        structured_data: schema.org JSON-LD, safe inside a script element.
        languages: The same page in other languages.
        translated: Of a translation, that no speaker has checked it.
    """

    title: str
    summary: str
    address: str
    trail: tuple[Link, ...] = ()
    edit: str = ""
    report: str = ""
    structured_data: Markup = _NOTHING
    languages: tuple[Language, ...] = ()
    translated: str = ""


class SmallPicture(NamedTuple):
    """One pose of a stretch as it stands in lists and on sheets.

    Attributes:
        address: Of its file.
        width: On a screen, in pixels; people are of one size in all lists.
        height: The same.
    """

    address: str
    width: int
    height: int


class StretchCard(NamedTuple):
    """A stretch in a list.

    Attributes:
        slug: Its name in addresses and anchors.
        dose: "Hold for 5 to 15 seconds, 3 times on each side".
        minutes: "2 minutes".
        positions: "Sitting or standing".
        level: "Easy".
        needs: "chair, wall"; "" for none.
        floor: Whether it is done on the floor.
        picture: Its small picture; None where it has none.
    """

    title: str
    slug: str
    address: str
    summary: str
    area: Link
    dose: str
    minutes: str
    positions: str
    level: str
    needs: str
    floor: bool
    picture: SmallPicture | None


class PicturePair(NamedTuple):
    """A stretch that has pictures: as it stands in lists, where it ends, and where it starts."""

    card: StretchCard
    start: SmallPicture


class StopBox(NamedTuple):
    """When to stop: what is special to a stretch first, then what holds for all."""

    special: tuple[str, ...]
    general: tuple[str, ...]


class CautionView(NamedTuple):
    """A condition for which to ask first."""

    title: str
    who: str
    sentence: str
    anchor: str


class RoutineCaution(NamedTuple):
    """A condition for which to ask first, and for which stretches of a routine: "2, 5" or "all"."""

    title: str
    anchor: str
    which: str


class Variant(NamedTuple):
    """An easier or a harder way: words, or a link to another stretch."""

    text: str
    link: Link | None


class SourceView(NamedTuple):
    """A source as a page cites it: "Title. Publisher, 2021." and its address."""

    anchor: str
    title: str
    published: str
    address: str
    checked: str


class Review(NamedTuple):
    """Who wrote a page and who checked it; says plainly that nobody did."""

    author: str
    text: str
    is_checked: bool


class Muscle(NamedTuple):
    """A muscle's anatomical name, its plain name, and its glossary anchor."""

    name: str
    plain: str
    address: str


class PictureView(NamedTuple):
    """One picture: its letter, the drawing, a few words below it, and the step it belongs to."""

    letter: str
    image_html: Markup
    caption: str
    step: int | None


class Pictures(NamedTuple):
    """The pictures of a stretch.

    Attributes:
        shown: From start to end.
        other_side: Their mirror images, where there is another side.
        movement: The address of the way from start to end.
    """

    shown: tuple[PictureView, ...]
    other_side: tuple[PictureView, ...]
    movement: str


class StretchView(NamedTuple):
    """A stretch in full.

    Attributes:
        facts: The dose, large: hold or pause, repetitions.
        in_short: The steps in a line.
        setting: How often, how long it takes, position, needs, level.
        hold_on: Whether one can tip over.
        pictures: Its pictures; None where it has none.
        letters: The letter of the picture that belongs to each step, "" where none does.
        pdfs: Where its page can be had as a PDF.
        related: Others of the same area: the next ones in the guide, then its first.
        previous: The stretch before it in the guide.
        next: The one behind it.
    """

    card: StretchCard
    slug: str
    introduction: Markup
    facts: tuple[Fact, ...]
    setting: tuple[Fact, ...]
    steps: tuple[Markup, ...]
    in_short: str
    closing: Markup
    feel: str
    mistakes: tuple[str, ...]
    easier: Variant | None
    harder: Variant | None
    hold_on: bool
    pictures: Pictures | None
    letters: tuple[str, ...]
    stop: StopBox
    cautions: tuple[CautionView, ...]
    muscles: tuple[Muscle, ...]
    routines: tuple[Link, ...]
    sources: tuple[SourceView, ...]
    review: Review
    is_draft: bool
    pdfs: tuple[Link, ...]
    related: tuple[StretchCard, ...]
    previous: Link | None
    next: Link | None


class RoutineCard(NamedTuple):
    """A routine in a list.

    Attributes:
        as_own: What /my-routine/ reads behind its #, to make this routine the reader's own.
    """

    title: str
    address: str
    summary: str
    minutes: str
    size: str
    place: str
    as_own: str


class RoutineStep(NamedTuple):
    """One stretch of a routine, with the routine's own dose.

    Attributes:
        number: Its place, from 1.
        start: The picture of its start; the end stands on the card.
        in_short: What to do, in a line of the printed sheet.
        hold: Seconds from the least to the most, for scripts: `5-15`.
        times: The same of repetitions.
        steps: Its steps in full.
    """

    number: int
    card: StretchCard
    start: SmallPicture | None
    in_short: str
    dose: str
    hold: str
    times: str
    minutes: str
    steps: tuple[Markup, ...]
    hold_on: bool


class RoutineView(NamedTuple):
    """A routine in full; its printout is the sheet.

    Attributes:
        days: On how many days a week: "at least 3 days a week, better 4".
        code: The address of the picture that a phone reads to come to this page.
        plan: The address of its plan of six weeks.
        pdfs: Where its sheet can be had as a PDF.
    """

    card: RoutineCard
    slug: str
    days: str
    code: str
    plan: str
    introduction: Markup
    facts: tuple[Fact, ...]
    steps: tuple[RoutineStep, ...]
    floor: bool
    stop: StopBox
    cautions: tuple[RoutineCaution, ...]
    sources: tuple[SourceView, ...]
    review: Review
    is_draft: bool
    pdfs: tuple[Link, ...]


class SheetView(NamedTuple):
    """A sheet for one person, on paper alone.

    Attributes:
        code: The address of the picture that opens the same routine on a phone.
        address: The public address where routines of one's own are opened.
    """

    prepared_for: str
    prepared_by: str
    note: str
    facts: tuple[Fact, ...]
    cautions: tuple[RoutineCaution, ...]
    steps: tuple[RoutineStep, ...]
    code: str
    address: str


class SixWeeksRow(NamedTuple):
    """A stretch in a plan of six weeks.

    Attributes:
        sides: "Each side", or "".
        doses: In weeks 1 and 2, 3 and 4, 5 and 6: "15 seconds, 2 times".
    """

    title: str
    address: str
    sides: str
    picture: SmallPicture | None
    doses: tuple[str, ...]


class SixWeeksView(NamedTuple):
    """A routine as a plan of six weeks.

    Attributes:
        card: The routine.
        cautions: For which conditions to ask first about which rows.
        days: On how many days a week: "at least 3 days a week, better 4".
    """

    card: RoutineCard
    rows: tuple[SixWeeksRow, ...]
    cautions: tuple[RoutineCaution, ...]
    days: str
    is_draft: bool


class AreaCard(NamedTuple):
    """A body area in a list: "3 stretches"."""

    title: str
    address: str
    summary: str
    size: str


class AreaView(NamedTuple):
    """A body area with its stretches and the routines that use them, or one page of many of it."""

    card: AreaCard
    slug: str
    introduction: Markup
    stretches: tuple[StretchCard, ...]
    routines: tuple[RoutineCard, ...]
    sources: tuple[SourceView, ...]
    is_draft: bool
    previous: Link | None = None
    next: Link | None = None


class Choice(NamedTuple):
    """A situation, or a place, and the routines that suit it."""

    title: str
    routines: tuple[RoutineCard, ...]


class PageView(NamedTuple):
    """A page of the guide such as safety or about."""

    title: str
    slug: str
    text: Markup
    sources: tuple[SourceView, ...]
    review: Review
    is_draft: bool


class TermView(NamedTuple):
    """A glossary entry; of a muscle, also the areas with a stretch that reaches it."""

    name: str
    anchor: str
    plain: str
    meaning: str
    is_muscle: bool
    areas: tuple[Link, ...]


class BookStretch(NamedTuple):
    """A stretch in the book: its number there, and its sources as numbers of the book's list."""

    number: int
    view: StretchView
    sources: tuple[Link, ...]


class BookChapter(NamedTuple):
    """A page as a chapter of the book, its sources as numbers of the book's list."""

    page: PageView
    sources: tuple[Link, ...]


class BookArea(NamedTuple):
    """The stretches whose home an area is, one a page."""

    title: str
    anchor: str
    stretches: tuple[BookStretch, ...]


class IndexEntry(NamedTuple):
    """A body area or a muscle in an index of the book, and the stretches for it.

    Attributes:
        note: What else it is called; "" for nothing.
    """

    title: str
    note: str
    anchor: str
    stretches: tuple[BookStretch, ...]


class Book(NamedTuple):
    """The whole guide on one page, in the order in which it is printed.

    Attributes:
        cover: Small pictures for the cover.
        opening: How to use the guide; None where no page says so.
        safety: The page about safety; None where there is none.
        floor: The page on how to get to the floor; None where there is none.
        areas: All stretches, below the areas that are their homes.
        body_map_html: The map of the body, with the numbers of `by_area`.
        sources: Every source, in the order of their numbers.
    """

    cover: tuple[SmallPicture, ...]
    opening: BookChapter | None
    safety: BookChapter | None
    cautions: tuple[CautionView, ...]
    floor: BookChapter | None
    routines: tuple[RoutineView, ...]
    areas: tuple[BookArea, ...]
    body_map_html: Markup
    by_area: tuple[IndexEntry, ...]
    by_muscle: tuple[IndexEntry, ...]
    sources: tuple[SourceView, ...]
