"""The guide to what templates are given: every text chosen, every list in order."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.digests import digest_of_values
from sitegen.model import SIDES, read_mirror, routine_parts, routines_with
from sitegen.render import words
from sitegen.render.facts import place_words
from sitegen.render.markdown import blocks_html
from sitegen.render.own_routine import own_routine
from sitegen.render.pdf_files import PdfFile, sheet_pdfs
from sitegen.render.pictures import END, START, small_picture
from sitegen.render.quick_codes import code_path
from sitegen.render.references import (
    anchor_of,
    caution_view,
    listed_title,
    review_view,
    short_title,
    source_view,
)
from sitegen.render.saying import say
from sitegen.render.site_view import site_view
from sitegen.render.situations import SHELVES, SITUATIONS, Situation
from sitegen.render.six_weeks import six_weeks_address, six_weeks_view
from sitegen.render.stretch_view import (
    Order,
    Surroundings,
    order_in,
    steps_html,
    stretch_view,
)
from sitegen.render.tongues import translated_site, with_ids_of
from sitegen.render.views import (
    AreaCard,
    AreaView,
    CautionView,
    Choice,
    Fact,
    Link,
    PageView,
    PicturePair,
    RoutineCard,
    RoutineCaution,
    RoutineStep,
    RoutineView,
    Site,
    SixWeeksView,
    SmallPicture,
    SourceView,
    StopBox,
    StretchCard,
    StretchView,
    TermView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import (
        Area,
        Guide,
        GuidePage,
        Routine,
        RoutinePart,
        Stretch,
        Translation,
    )
    from sitegen.render.views import Assets


def area_address(slug: str, number: int = 1) -> str:
    """The address of a page of an area, from the root of the site."""
    return f"/areas/{slug}/" if number == 1 else f"/areas/{slug}/{number}/"


class ViewBuilder:
    """Builds the views of one guide; what several pages show is built once."""

    def __init__(
        self,
        guide: Guide,
        assets: Assets,
        *,
        pdf: bool = False,
        translation: Translation | None = None,
        original: Guide | None = None,
    ) -> None:
        """Begin.

        Args:
            guide: The guide.
            assets: The addresses of styles and scripts.
            pdf: Whether the website has PDFs to link to.
            translation: The language of the guide, where it is not its own.
            original: The guide in its own language, then.
        """
        self._translation = translation
        self._original = original
        self.guide = guide
        self.pdf = pdf
        self.assets = assets
        self._stretches: dict[str, StretchView] = {}
        self._routines: dict[str, RoutineView] = {}
        self._areas: dict[str, AreaView] = {}

    # The whole site

    @cached_property
    def site(self) -> Site:
        """What every page shows of the guide."""
        site = site_view(self.guide, self.assets)
        return translated_site(site, self._translation) if self._translation else site

    # Stretches

    @cached_property
    def stretch_cards(self) -> dict[str, StretchCard]:
        """Every stretch as it stands in a list."""
        return {slug: self._stretch_card(s) for slug, s in self.guide.stretches.items()}

    def _stretch_card(self, stretch: Stretch) -> StretchCard:
        dose = stretch.dose
        return StretchCard(
            title=listed_title(stretch),
            slug=stretch.slug,
            address=f"/stretches/{stretch.slug}/",
            summary=stretch.summary,
            area=self._area_link(stretch.home),
            dose=words.dose_words(stretch.kind, dose.hold, dose.times, stretch.sides),
            minutes=words.minutes_words(stretch.seconds(dose.hold, dose.times)),
            positions=words.positions_words(stretch.positions),
            level=say(words.LEVELS[stretch.level]),
            needs=words.needs_words([stretch]),
            floor=stretch.is_on_floor,
            picture=small_picture(stretch, self.guide.settings.body, END),
        )

    @cached_property
    def _starts(self) -> dict[str, SmallPicture | None]:
        """How every stretch begins."""
        body = self.guide.settings.body
        return {slug: small_picture(s, body, START) for slug, s in self.guide.stretches.items()}

    def picture_pairs(self) -> tuple[PicturePair, ...]:
        """The start and the end of every stretch that has pictures."""
        return tuple(
            PicturePair(self.stretch_cards[slug], start)
            for slug, start in self._starts.items()
            if start
        )

    def _area_link(self, slug: str) -> Link:
        if self._translation:  # areas are in the language of the guide alone
            return Link("", "")
        area = self.guide.areas.get(slug)
        return Link(listed_title(area) if area else slug, area_address(slug))

    def stretch(self, stretch: Stretch) -> StretchView:
        """A stretch in full: its own page and the whole guide show the same."""
        if stretch.slug not in self._stretches:
            self._stretches[stretch.slug] = stretch_view(stretch, self.around, self._order)
        return self._stretches[stretch.slug]

    @cached_property
    def around(self) -> Surroundings:
        """What the pages of stretches show of the rest of the guide."""
        guide = self.guide
        homes: dict[str, list[str]] = {}
        for slug, stretch in guide.stretches.items():
            homes.setdefault(stretch.home, []).append(slug)
        routines: dict[str, list[Link]] = {}
        for routine in guide.routines.values():
            link = Link(listed_title(routine), f"/routines/{routine.slug}/")
            for slug in dict.fromkeys(entry.stretch for entry in routine.stretches):
                routines.setdefault(slug, []).append(link)
        return Surroundings(
            cards=self.stretch_cards,
            homes={area: tuple(slugs) for area, slugs in homes.items()},
            routines={slug: tuple(links) for slug, links in routines.items()},
            cautions={name: caution_view(caution) for name, caution in guide.cautions.items()},
            sources={name: source_view(source) for name, source in guide.sources.items()},
            muscles={name: term.plain for name, term in guide.glossary.items()},
            stop=guide.settings.safety.stop,
            body=guide.settings.body,
            has_pdfs=self.pdf,
            mirror=read_mirror(self._translation.words.mirror) if self._translation else SIDES,
            are_described=self._translation is None,
        )

    @cached_property
    def around_digest(self) -> bytes:
        """A digest of that."""
        return digest_of_values(self.around)

    @cached_property
    def _order(self) -> Order:
        return order_in(self.around)

    # Routines

    @cached_property
    def _parts(self) -> dict[str, tuple[RoutinePart, ...]]:
        """The stretches of each routine, with their doses."""
        return {slug: routine_parts(self.guide, r) for slug, r in self.guide.routines.items()}

    @cached_property
    def routine_cards(self) -> dict[str, RoutineCard]:
        """Every routine as it stands in a list."""
        return {slug: self._routine_card(r) for slug, r in self.guide.routines.items()}

    def _routine_card(self, routine: Routine) -> RoutineCard:
        parts = self._parts[routine.slug]
        return RoutineCard(
            title=listed_title(routine),
            address=f"/routines/{routine.slug}/",
            summary=routine.summary,
            minutes=words.minutes_words(sum(part.seconds for part in parts)),
            size=words.stretches_words(len(parts)),
            place=place_words(routine, parts),
            as_own=own_routine(routine.title, parts),
        )

    def routine(self, routine: Routine) -> RoutineView:
        """A routine in full: its own page and the whole guide show the same."""
        if routine.slug not in self._routines:
            self._routines[routine.slug] = self._routine(routine)
        return self._routines[routine.slug]

    def _routine(self, routine: Routine) -> RoutineView:
        parts = self._parts[routine.slug]
        special = dict.fromkeys(reason for part in parts for reason in part.stretch.stop_if)
        return RoutineView(
            card=self.routine_cards[routine.slug],
            slug=routine.slug,
            days=words.least_days_words(routine.days_per_week),
            code=code_path(f"/routines/{routine.slug}/"),
            plan=six_weeks_address(routine.slug),
            introduction=blocks_html(routine.document.body),
            facts=self.routine_facts(routine, parts),
            steps=self.routine_steps(parts),
            floor=any(part.on_floor for part in parts),
            stop=StopBox(tuple(special), self.guide.settings.safety.stop),
            cautions=self.routine_cautions(parts),
            sources=self.sources_named(routine.sources),
            review=review_view(routine),
            is_draft=routine.draft,
            pdfs=self.pdf_links(*sheet_pdfs(routine.slug)),
        )

    def routine_facts(self, routine: Routine, parts: Sequence[RoutinePart]) -> tuple[Fact, ...]:
        """When, how often, how long, where, and with what."""
        minutes = words.minutes_words(sum(part.seconds for part in parts))
        count = words.stretches_words(len(parts))
        often = words.sentence_case(words.least_days_words(routine.days_per_week))
        facts = [
            *([Fact(say("When"), routine.when)] if routine.when else []),
            Fact(say("How often"), often),
            Fact(say("Takes"), say("About {minutes}, {count}", minutes=minutes, count=count)),
            Fact(say("Where"), place_words(routine, parts)),
        ]
        if needs := words.needs_words(part.stretch for part in parts):
            facts.append(Fact(say("You need"), words.sentence_case(needs)))
        return tuple(facts)

    def routine_cautions(self, parts: Sequence[RoutinePart]) -> tuple[RoutineCaution, ...]:
        """The conditions for which to ask first, each with the numbers of its stretches."""
        numbers: dict[str, list[str]] = {}
        for place, part in enumerate(parts, 1):
            for name in part.stretch.ask_first:
                numbers.setdefault(name, []).append(str(place))
        return tuple(
            RoutineCaution(
                short_title(caution),
                anchor_of(name),
                say("all") if len(numbers[name]) == len(parts) else ", ".join(numbers[name]),
            )
            for name, caution in self.guide.cautions.items()
            if name in numbers
        )

    def routine_steps(self, parts: Iterable[RoutinePart]) -> tuple[RoutineStep, ...]:
        """The rows of a routine."""
        return tuple(self._routine_step(place, part) for place, part in enumerate(parts, 1))

    def _routine_step(self, place: int, part: RoutinePart) -> RoutineStep:
        stretch = part.stretch
        return RoutineStep(
            number=place,
            card=self.stretch_cards[stretch.slug],
            start=self._starts[stretch.slug],
            in_short=stretch.in_short,
            dose=words.dose_words(stretch.kind, part.hold, part.times, stretch.sides),
            hold=f"{part.hold.low}-{part.hold.high}",
            times=f"{part.times.low}-{part.times.high}",
            minutes=words.minutes_words(part.seconds),
            steps=steps_html(stretch),
            hold_on=stretch.balance,
        )

    def six_weeks(self, routine: Routine) -> SixWeeksView:
        """A routine as a plan of six weeks."""
        cautions = self.routine_cautions(self._parts[routine.slug])
        return six_weeks_view(self.guide, routine, self.routine_cards[routine.slug], cautions)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What can you do today?  The routines that suit each situation."""
        choices = (Choice(title, self._routines_for(suits)) for title, suits in SITUATIONS)
        return tuple(choice for choice in choices if choice.routines)

    @cached_property
    def shelves(self) -> tuple[Choice, ...]:
        """Every routine once, by the place where it is done."""
        shelves: dict[str, list[RoutineCard]] = {title: [] for title, _ in SHELVES}
        for routine in self.guide.routines.values():
            parts = self._parts[routine.slug]
            title = next(title for title, suits in SHELVES if suits(routine, parts))
            shelves[title].append(self.routine_cards[routine.slug])
        return tuple(Choice(title, tuple(cards)) for title, cards in shelves.items() if cards)

    def _routines_for(self, suits: Situation) -> tuple[RoutineCard, ...]:
        """Those that need no floor come first: not everybody gets down there."""
        upright: list[RoutineCard] = []
        low: list[RoutineCard] = []
        for routine in self.guide.routines.values():
            parts = self._parts[routine.slug]
            if suits(routine, parts):
                found = low if any(part.on_floor for part in parts) else upright
                found.append(self.routine_cards[routine.slug])
        return (*upright, *low)

    # Areas

    @cached_property
    def area_cards(self) -> tuple[AreaCard, ...]:
        """Every area as it stands in a list."""
        return tuple(self.area_card(area) for area in self.guide.areas.values())

    @cached_property
    def _area_sizes(self) -> Counter[str]:
        """How many stretches each area has."""
        return Counter(slug for s in self.guide.stretches.values() for slug in set(s.areas))

    def area_card(self, area: Area) -> AreaCard:
        """An area as it stands in a list."""
        count = self._area_sizes[area.slug]
        words_of_count = words.stretches_words(count)
        title = listed_title(area)
        return AreaCard(title, area_address(area.slug), area.summary, words_of_count)

    def area(self, area: Area, *, home_only: bool = False) -> AreaView:
        """An area with its stretches; with `home_only`, each stretch is in one area alone."""
        slugs = frozenset(
            stretch.slug
            for stretch in self.guide.stretches.values()
            if (stretch.home == area.slug if home_only else area.slug in stretch.areas)
        )
        return AreaView(
            card=self.area_card(area),
            slug=area.slug,
            introduction=blocks_html(area.document.body),
            stretches=tuple(card for slug, card in self.stretch_cards.items() if slug in slugs),
            routines=tuple(self.routine_cards[r.slug] for r in routines_with(self.guide, slugs)),
            sources=self.sources_named(area.sources),
            is_draft=area.draft,
        )

    def area_page_count(self, area: Area) -> int:
        """In how many pages an area is shown."""
        return max(ceil(self._area_sizes[area.slug] / self.guide.settings.stretches_per_page), 1)

    def area_page(self, area: Area, number: int) -> AreaView:
        """A page of an area, short enough for a phone; the first has all that is not the list.

        Args:
            area: The area.
            number: Which page, from 1.
        """
        if area.slug not in self._areas:
            self._areas[area.slug] = self.area(area)
        whole = self._areas[area.slug]
        size, count = self.guide.settings.stretches_per_page, self.area_page_count(area)

        def link(other: int) -> Link | None:
            title = say("Page {number} of {count}", number=other, count=count)
            return Link(title, area_address(area.slug, other)) if 0 < other <= count else None

        page = whole._replace(
            stretches=whole.stretches[(number - 1) * size : number * size],
            previous=link(number - 1),
            next=link(number + 1),
        )
        is_first = number == 1
        return page if is_first else page._replace(introduction=Markup(), routines=(), sources=())

    # PDFs, pages, cautions, sources, terms

    def pdf_links(self, *files: PdfFile) -> tuple[Link, ...]:
        """Links to PDFs, where the website has any."""
        return tuple(Link(file.title, f"/{file.path}") for file in files if self.pdf)

    def page(self, page: GuidePage) -> PageView:
        """A page such as safety or about."""
        text = blocks_html(page.document.body)
        if self._original:  # links lead to its headings, whatever they say
            text = with_ids_of(text, blocks_html(self._original.pages[page.slug].document.body))
        sources = self.sources_named(page.sources)
        return PageView(page.title, page.slug, text, sources, review_view(page), page.draft)

    def cautions_named(self, names: Iterable[str]) -> tuple[CautionView, ...]:
        """The cautions of these names, those that exist."""
        known = self.guide.cautions
        return tuple(caution_view(known[name]) for name in names if name in known)

    def sources_named(self, names: Iterable[str]) -> tuple[SourceView, ...]:
        """The sources of these names, those that exist."""
        known = self.guide.sources
        return tuple(source_view(known[name]) for name in names if name in known)

    def terms(self) -> tuple[TermView, ...]:
        """The glossary, in alphabetical order."""
        return tuple(
            TermView(
                f"{term.slug} (draft)" if term.draft else term.slug,
                anchor_of(term.slug),
                term.plain,
                term.meaning,
                term.muscle,
                self._areas_of(term.slug),
            )
            for term in sorted(self.guide.glossary.values(), key=lambda term: term.slug.lower())
        )

    def _areas_of(self, muscle: str) -> tuple[Link, ...]:
        """The homes of the stretches that reach a muscle, from head to toe."""
        homes = {s.home for s in self.guide.stretches.values() if muscle in s.muscles}
        return tuple(self._area_link(slug) for slug in self.guide.areas if slug in homes)
