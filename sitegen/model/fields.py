"""What contributors write: the fields of each kind of content, typed and frozen.

The front matter of every content file is read into one of these.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple

from sitegen.model.declaring import About, Fields, Form
from sitegen.model.figures import BodyName, Figure

Position = Literal[
    "standing", "sitting", "floor-sitting", "all-fours", "kneeling",
    "lying-back", "lying-front", "lying-side",
]  # fmt: skip
Need = Literal["chair", "wall", "towel", "cushion", "doorway", "step", "table", "bed"]
Kind = Literal["hold", "move"]
Sides = Literal["each", "both", "none"]

LONGEST_LINE = 120
# One line of a sheet in 14 pt type, beside two pictures.
LONGEST_IN_SHORT = 60
# With the name of a page behind it, a QR code has to hold it and stay readable.
LONGEST_ADDRESS = 200
# An address shows which website it leads to: `https://nhs.uk@evil.example` leads to evil.example.
_HOST = r"[A-Za-z0-9.-]+(?::[0-9]+)?"
_REST = r"[^\s<>\"\[\]]*"
_ADDRESS = Form(
    rf"https?://{_HOST}(?:[/?#]{_REST})?", "a web address such as `https://guide.example/source`"
)
# A doubled slash would make a path from the root, as on 404.html, the name of another host.
_FOLDER_ADDRESS = Form(
    rf"https?://{_HOST}/(?:[^\s<>\"'\\\[\]/?#]+/)*",
    "a web address such as `https://guide.example/`",
)
_EDIT_ADDRESS = Form(
    rf"https://{_HOST}/{_REST}\{{path\}}{_REST}",
    "an https address with `{path}` in it, such as `https://guide.example/edit/main/{path}`",
)
_REPORT_ADDRESS = Form(
    rf"https://{_HOST}(?:[/?#]{_REST})?|mailto:{_REST}",
    "an https or mailto address such as `https://guide.example/issues/new?title={title}`",
)
_CONTACT = Form(
    rf"https://{_HOST}(?:[/?#]{_REST})?|(?:mailto|tel):{_REST}",
    "an address such as `mailto:security@guide.example`",
)
_LANGUAGE = Form(r"[a-z]{2,3}(-[A-Z]{2})?", "a language such as `en` or `en-GB`")


class Range(NamedTuple):
    """From a low to a high number; a reader starts low and works up."""

    low: int
    high: int

    @property
    def middle(self) -> float:
        """Half way between low and high."""
        return (self.low + self.high) / 2

    def holds(self, other: Range) -> bool:
        """Whether the other range lies inside this one."""
        return self.low <= other.low and other.high <= self.high


_DAILY = Range(1, 2)
_MOST_DAYS = Range(3, 7)
# At least three mornings a week, better four: the guide's own rule.
_MORNINGS = Range(3, 4)


class Dose(Fields, frozen=True, kw_only=True):
    """How long, how often: `hold` in seconds is the pause at the end where `kind` is move."""

    hold: Annotated[Range, About("Seconds to hold; for a movement, the pause at its end.")]
    times: Annotated[Range, About("Repetitions, on each side where `sides` is each.")]
    per_day: Annotated[Range, About("How often a day.")] = _DAILY
    days_per_week: Annotated[Range, About("On how many days a week.")] = _MOST_DAYS


class PublishedFields(Fields, frozen=True, kw_only=True):
    """What every page that stands on its own may say of its author, its checking and its state."""

    title: Annotated[str, About("The name, in plain words.", longest=LONGEST_LINE)]
    summary: Annotated[
        str, About("One plain sentence, at most 120 characters.", longest=LONGEST_LINE)
    ]
    sources: Annotated[tuple[str, ...], About("Names in sources.yaml.")] = ()
    author: Annotated[str | None, About("Who wrote it.")] = None
    reviewed_by: Annotated[
        str | None, About("The clinician who checked it, with the profession.")
    ] = None
    reviewed_on: Annotated[date | None, About("The day of that check.")] = None
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class StretchFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a stretch."""

    in_short: Annotated[
        str,
        About(
            "The steps in one breath, for a line of a printed sheet: at most 60 characters.",
            longest=LONGEST_IN_SHORT,
        ),
    ]
    areas: Annotated[tuple[str, ...], About("Body areas; the first is its home.")]
    positions: Annotated[
        tuple[Position, ...], About("How one can do it; the first is the usual one.")
    ]
    kind: Annotated[Kind, About("hold = keep still; move = go to and fro.")]
    sides: Annotated[Sides, About("each = one side, then the other; both = together; none.")]
    dose: Annotated[Dose, About("How long and how often; a range starts low and works up.")]
    level: Annotated[int, About("1 easy, 2 needs some mobility, 3 only if fit.", least=1, most=3)]
    needs: Annotated[tuple[Need, ...], About("What one cannot do without.")] = ()
    balance: Annotated[bool, About("true: one can tip over, so hold on.")] = False
    muscles: Annotated[tuple[str, ...], About("Anatomical names, each in glossary.yaml.")]
    feel: Annotated[str, About("Where one feels it.")]
    mistakes: Annotated[tuple[str, ...], About("What often goes wrong, a sentence each.")]
    easier: Annotated[str | None, About("A sentence, or another stretch's slug.")] = None
    harder: Annotated[str | None, About("A sentence, or another stretch's slug.")] = None
    stop_if: Annotated[
        tuple[str, ...], About("Reasons to stop that are special to this stretch.")
    ] = ()
    ask_first: Annotated[tuple[str, ...], About("Names in content/cautions/.")] = ()
    sources: Annotated[tuple[str, ...], About("Names in sources.yaml; at least one.")]
    figure: Annotated[Figure | None, About("Its pictures, as poses.")] = None


class AreaFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a body area."""

    order: Annotated[int, About("Place in lists, from head to toe.")]
    region: Annotated[str, About("Its region on the body map.")]
    also_called: Annotated[
        tuple[str, ...], About("Other words for the whole of it, that a reader may look for.")
    ] = ()


class RoutineDose(Fields, frozen=True, kw_only=True):
    """A routine's own dose for one stretch, inside the stretch's range."""

    hold: Annotated[Range | None, About("Seconds to hold.")] = None
    times: Annotated[Range | None, About("Repetitions.")] = None


class RoutineEntry(Fields, frozen=True, kw_only=True):
    """One stretch of a routine."""

    shorthand: ClassVar[str] = "stretch"

    stretch: Annotated[str, About("The stretch's slug.")]
    dose: Annotated[RoutineDose | None, About("Where it differs.")] = None


class RoutineFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a routine."""

    when: Annotated[str, About("The time and place it is made for.")]
    order: Annotated[int, About("Place in lists.")] = 100
    days_per_week: Annotated[Range, About("At least, and better, days a week.")]
    lying_on: Annotated[Literal["floor", "bed"], About("Where its lying stretches are done.")] = (
        "floor"
    )
    for_older_adults: Annotated[bool, About("Made for older adults.")] = False
    stretches: Annotated[
        tuple[RoutineEntry, ...],
        About("Slugs in order, each with a dose of its own where it differs."),
    ]


class SheetFields(Fields, frozen=True, kw_only=True):
    """A file from which one sheet is printed: what a therapist prescribes to one person."""

    title: Annotated[str, About("The name of the sheet.", longest=LONGEST_LINE)]
    when: Annotated[str, About("The time and place it is made for.")] = ""
    days_per_week: Annotated[Range, About("At least, and better, days a week.")] = _MORNINGS
    lying_on: Annotated[Literal["floor", "bed"], About("Where its lying stretches are done.")] = (
        "floor"
    )
    note: Annotated[str, About("Words to the person, above the stretches.", longest=400)] = ""
    stretches: Annotated[
        tuple[RoutineEntry, ...],
        About("Slugs in order, each with a dose of its own where it differs."),
    ]


class PageFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a page such as safety or about."""

    order: Annotated[
        int | None, About("Place in the menu at the foot; without it, the start page leads there.")
    ] = None


class CautionFields(Fields, frozen=True, kw_only=True):
    """The front matter of a caution."""

    title: Annotated[str, About("The condition, in plain words.", longest=LONGEST_LINE)]
    short: Annotated[str, About("The condition in a word or two, for sheets.", longest=22)]
    who: Annotated[str, About("Who it is for, as a sentence.")]
    sentence: Annotated[str, About("What a stretch that names it shows.")]
    sources: Annotated[tuple[str, ...], About("Names in sources.yaml.")] = ()
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class SourceFields(Fields, frozen=True, kw_only=True):
    """One source in sources.yaml."""

    title: Annotated[str, About("The title as published.")]
    publisher: Annotated[str, About("Who published it.")]
    year: Annotated[int | None, About("When.")] = None
    address: Annotated[str, About("Where.", form=_ADDRESS)]
    checked: Annotated[
        date | None, About("The day on which a person opened it and read the point.")
    ] = None
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class TermFields(Fields, frozen=True, kw_only=True):
    """One entry of glossary.yaml."""

    plain: Annotated[str, About("The everyday name.")]
    meaning: Annotated[str, About("One plain sentence.")]
    muscle: Annotated[bool, About("true for a muscle.")] = False
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class Licence(Fields, frozen=True, kw_only=True):
    """The licence of words and pictures."""

    name: str
    address: Annotated[str, About(form=_ADDRESS)]


class EmergencyNumber(Fields, frozen=True, kw_only=True):
    """Which number to call where."""

    place: str
    number: str


class SafetyWords(Fields, frozen=True, kw_only=True):
    """What every page says; none of it can be left out."""

    line: Annotated[str, About("One sentence at the top of every page and sheet.")]
    stop_line: Annotated[str, About("One sentence on when to stop, on every page and sheet.")]
    notice: Annotated[
        tuple[str, ...], About("The rest of the notice at the foot of every page, a sentence each.")
    ]
    stop: Annotated[
        tuple[str, ...], About("The stop list of every stretch; each completes 'Stop if'.")
    ]


class Security(Fields, frozen=True, kw_only=True):
    """What security.txt tells those who find a hole (RFC 9116)."""

    contact: Annotated[str, About("Where a hole is told in private.", form=_CONTACT)]
    expires: Annotated[date, About("The day from which on nobody should rely on the contact.")]


class SettingsFields(Fields, frozen=True, kw_only=True):
    """The content of guide.yaml."""

    name: str
    tagline: Annotated[str, About(longest=LONGEST_LINE)]
    version: Annotated[str, About("The guide's version, which every printout names.")]
    dated: Annotated[date, About("The day of that version.")]
    address: Annotated[
        str,
        About("The public address, ending in /.", longest=LONGEST_ADDRESS, form=_FOLDER_ADDRESS),
    ]
    language: Annotated[str, About(form=_LANGUAGE)]
    publisher: str
    repository: Annotated[str, About(form=_ADDRESS)]
    edit: Annotated[
        str | None, About("Where `{path}`, a page's source, is edited.", form=_EDIT_ADDRESS)
    ] = None
    report: Annotated[
        str | None, About("Where a problem with `{title}` is told.", form=_REPORT_ADDRESS)
    ] = None
    security: Annotated[
        Security | None, About("`contact` and `expires`, for `.well-known/security.txt`.")
    ] = None
    licence: Licence
    emergency: tuple[EmergencyNumber, ...]
    safety: SafetyWords
    body: Annotated[BodyName, About("Whose body pictures show that name none.")] = "woman"
    stretches_per_page: Annotated[
        int, About("How many stretches the page of an area lists; the others follow.", least=1)
    ] = 40
