"""What contributors write: the fields of each kind of content, typed and frozen.

The front matter of every content file is read into one of these.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from sitegen import codes
from sitegen.model.declaring import About, Fields, Form
from sitegen.model.figures import BodyName, Figure, MapRegion

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
# The short name of a condition, beside others on a sheet.
LONGEST_SHORT = 22
# With the name of a page behind it, a QR code has to hold it and stay readable.
LONGEST_ADDRESS = 200
# These stand in the JSON Schemas too, so they are written as Python and JavaScript both read them.
# An address shows which website it leads to: `https://nhs.uk@evil.example` leads to evil.example.
_HOST = r"[A-Za-z0-9.-]+(?::[0-9]+)?"
_REST = r"""[^\s<>"\[\]]*"""
_ADDRESS = Form(
    rf"https?://{_HOST}(?:[/?#]{_REST})?", "a web address such as `https://guide.example/source`"
)
# A doubled slash would make a path from the root, as on 404.html, the name of another host.
_FOLDER_ADDRESS = Form(
    rf"""https?://{_HOST}/(?:[^\s<>"'\\\[\]/?#]+/)*""",
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
# Of any language; an editor's check knows no class of letters, so all signs of ASCII are left out.
_WORDS = Form(r"[\s\S]*[^\s!-@\[-`{-~]{2}[\s\S]*", "words that warn a reader")
LANGUAGE = Form(r"[a-z]{2,3}(-[A-Z]{2})?", "a language such as `en` or `en-GB`")


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


# What several kinds say alike.
_SOURCES: dict[str, Any] = {
    "example": "[acsm-2021]",
    "faults": (codes.UNKNOWN_SOURCE, codes.REPEATED_NAME),
}
_DAYS: dict[str, Any] = {
    "unit": "days a week",
    "example": "[3, 4]",
    "faults": (codes.REPETITIONS_OUT_OF_RANGE,),
}
_STRETCHES: dict[str, Any] = {
    "example": "[chin-to-chest, {stretch: knee-rolls, dose: {times: 2}}]",
    "faults": (
        codes.UNKNOWN_STRETCH,
        codes.REPEATED_NAME,
        codes.FLOOR_TWICE,
        codes.ABRUPT_START,
        codes.LEVEL_FOR_OLDER_ADULTS,
    ),
}


class Dose(Fields, frozen=True, kw_only=True):
    """How long, how often: `hold` in seconds is the pause at the end where `kind` is move."""

    example: ClassVar[str] = "{hold: [10, 20], times: 2}"

    hold: Annotated[
        Range,
        About(
            "Seconds to hold; for a movement, the pause at its end.",
            unit="seconds",
            example="[10, 20]",
            faults=(codes.HOLD_OUT_OF_RANGE, codes.LITTLE_STRETCH, codes.MUCH_STRETCH),
        ),
    ]
    times: Annotated[
        Range,
        About(
            "Repetitions, on each side where `sides` is each.",
            unit="repetitions",
            example="2",
            faults=(codes.REPETITIONS_OUT_OF_RANGE, codes.LITTLE_STRETCH, codes.MUCH_STRETCH),
        ),
    ]
    per_day: Annotated[
        Range,
        About(
            "How many times a day.",
            unit="times a day",
            example="[1, 2]",
            faults=(codes.REPETITIONS_OUT_OF_RANGE,),
        ),
    ] = _DAILY
    days_per_week: Annotated[
        Range,
        About(
            "On how many days a week.",
            unit="days a week",
            example="[3, 7]",
            faults=(codes.REPETITIONS_OUT_OF_RANGE,),
        ),
    ] = _MOST_DAYS


class PublishedFields(Fields, frozen=True, kw_only=True):
    """What every page that stands on its own may say of its author, its checking and its state."""

    title: Annotated[
        str,
        About(
            "The name, in plain words.",
            longest=LONGEST_LINE,
            example="Ear to shoulder",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    summary: Annotated[
        str,
        About(
            "One plain sentence, at most 120 characters.",
            longest=LONGEST_LINE,
            example="Eases the side of the neck and the top of the shoulder.",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    sources: Annotated[tuple[str, ...], About("Names in sources.yaml.", **_SOURCES)] = ()
    author: Annotated[str | None, About("Who wrote it.", example="Ann Berg")] = None
    reviewed_by: Annotated[
        str | None,
        About(
            "The clinician who checked it, with the profession.",
            example="Bo Ek, physiotherapist",
            faults=(codes.HALF_A_REVIEW,),
        ),
    ] = None
    reviewed_on: Annotated[
        date | None,
        About(
            "The day of that check.",
            example="2026-05-31",
            faults=(codes.HALF_A_REVIEW, codes.REVIEW_IN_FUTURE, codes.REVIEW_PAST_DUE),
        ),
    ] = None
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class StretchFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a stretch."""

    in_short: Annotated[
        str,
        About(
            "The steps in one breath, for a line of a printed sheet: at most 60 characters.",
            longest=LONGEST_IN_SHORT,
            example="Sit tall. Let one ear sink to its shoulder, nose forward.",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    areas: Annotated[
        tuple[str, ...],
        About(
            "Body areas; the first is its home.",
            example="[neck, shoulders]",
            faults=(codes.UNKNOWN_AREA, codes.REPEATED_NAME),
        ),
    ]
    positions: Annotated[
        tuple[Position, ...],
        About(
            "How one can do it; the first is the usual one.",
            example="[sitting, standing]",
            unknown=codes.UNKNOWN_POSITION,
            faults=(codes.REPEATED_NAME,),
        ),
    ]
    kind: Annotated[Kind, About("hold = keep still; move = go to and fro.")]
    sides: Annotated[Sides, About("each = one side, then the other; both = together; none.")]
    dose: Annotated[Dose, About("How long and how often; a range starts low and works up.")]
    level: Annotated[
        int,
        About("1 easy, 2 needs some mobility, 3 only if fit.", least=1, most=3, example="1"),
    ]
    needs: Annotated[
        tuple[Need, ...],
        About(
            "What one cannot do without.",
            unknown=codes.UNKNOWN_NEED,
            faults=(codes.REPEATED_NAME,),
        ),
    ] = ()
    balance: Annotated[bool, About("true: one can tip over, so hold on.")] = False
    muscles: Annotated[
        tuple[str, ...],
        About(
            "Anatomical names, each in glossary.yaml.",
            example="[upper trapezius, scalenes]",
            faults=(codes.UNKNOWN_MUSCLE, codes.REPEATED_NAME),
        ),
    ]
    feel: Annotated[
        str,
        About(
            "Where one feels it.",
            example="The side of the neck.",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    mistakes: Annotated[
        tuple[str, ...],
        About(
            "What often goes wrong, a sentence each.",
            example="[Lifting the shoulder to meet the ear.]",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    easier: Annotated[
        str | None,
        About(
            "A sentence, or another stretch's slug.",
            example="Lean your head only a little.",
            faults=(codes.UNKNOWN_STRETCH, codes.FORBIDDEN_CLAIM),
        ),
    ] = None
    harder: Annotated[
        str | None,
        About(
            "A sentence, or another stretch's slug.",
            example="one-knee-to-chest",
            faults=(codes.UNKNOWN_STRETCH, codes.FORBIDDEN_CLAIM),
        ),
    ] = None
    stop_if: Annotated[
        tuple[str, ...],
        About(
            "Reasons to stop that are special to this stretch.",
            example="[Tingling runs into your arm.]",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ] = ()
    ask_first: Annotated[
        tuple[str, ...],
        About(
            "Names in content/cautions/.",
            example="[dizziness]",
            faults=(codes.UNKNOWN_CAUTION, codes.REPEATED_NAME),
        ),
    ] = ()
    sources: Annotated[tuple[str, ...], About("Names in sources.yaml; at least one.", **_SOURCES)]
    figure: Annotated[Figure | None, About("Its pictures, as poses.")] = None


class AreaFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a body area."""

    order: Annotated[int, About("Place in lists, from head to toe.", example="1")]
    region: Annotated[MapRegion, About("Its region on the body map.", unknown=codes.UNKNOWN_REGION)]
    also_called: Annotated[
        tuple[str, ...],
        About(
            "Other words for the whole of it, that a reader may look for.",
            example="[nape, cervical spine]",
            faults=(codes.REPEATED_NAME,),
        ),
    ] = ()


class RoutineDose(Fields, frozen=True, kw_only=True):
    """A routine's own dose for one stretch, inside the stretch's range."""

    example: ClassVar[str] = "{hold: 15, times: 2}"

    hold: Annotated[
        Range | None,
        About(
            "Seconds to hold.",
            unit="seconds",
            example="15",
            faults=(codes.DOSE_OUTSIDE_STRETCH,),
        ),
    ] = None
    times: Annotated[
        Range | None,
        About(
            "Repetitions.",
            unit="repetitions",
            example="2",
            faults=(codes.DOSE_OUTSIDE_STRETCH,),
        ),
    ] = None


class RoutineEntry(Fields, frozen=True, kw_only=True):
    """One stretch of a routine."""

    shorthand: ClassVar[str] = "stretch"
    example: ClassVar[str] = "{stretch: knee-rolls, dose: {times: 2}}"

    stretch: Annotated[
        str,
        About("The stretch's slug.", example="knee-rolls", faults=(codes.UNKNOWN_STRETCH,)),
    ]
    dose: Annotated[RoutineDose | None, About("Where it differs.")] = None


class RoutineFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a routine."""

    when: Annotated[
        str,
        About(
            "The time and place it is made for.",
            example="In the morning, before you dress.",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    order: Annotated[int, About("Place in lists.", example="10")] = 100
    days_per_week: Annotated[Range, About("At least, and better, days a week.", **_DAYS)]
    lying_on: Annotated[
        Literal["floor", "bed"],
        About("Where its lying stretches are done.", faults=(codes.FLOOR_TWICE,)),
    ] = "floor"
    for_older_adults: Annotated[
        bool, About("Made for older adults.", faults=(codes.LEVEL_FOR_OLDER_ADULTS,))
    ] = False
    stretches: Annotated[
        tuple[RoutineEntry, ...],
        About("Slugs in order, each with a dose of its own where it differs.", **_STRETCHES),
    ]


class SheetFields(Fields, frozen=True, kw_only=True):
    """A file from which one sheet is printed: what a therapist prescribes to one person."""

    title: Annotated[
        str,
        About("The name of the sheet.", longest=LONGEST_LINE, example="For your lower back"),
    ]
    when: Annotated[
        str, About("The time and place it is made for.", example="After your walk.")
    ] = ""
    days_per_week: Annotated[Range, About("At least, and better, days a week.", **_DAYS)] = (
        _MORNINGS
    )
    lying_on: Annotated[
        Literal["floor", "bed"],
        About("Where its lying stretches are done.", faults=(codes.FLOOR_TWICE,)),
    ] = "floor"
    note: Annotated[
        str,
        About(
            "Words to the person, above the stretches.",
            longest=400,
            example="Ring me if the pain goes below the knee.",
        ),
    ] = ""
    stretches: Annotated[
        tuple[RoutineEntry, ...],
        About("Slugs in order, each with a dose of its own where it differs.", **_STRETCHES),
    ]


class PageFields(PublishedFields, frozen=True, kw_only=True):
    """The front matter of a page such as safety or about."""

    order: Annotated[
        int | None,
        About(
            "Place in the menu at the foot; without it, the start page leads there.", example="10"
        ),
    ] = None


class CautionFields(Fields, frozen=True, kw_only=True):
    """The front matter of a caution."""

    title: Annotated[
        str,
        About(
            "The condition, in plain words.",
            longest=LONGEST_LINE,
            example="Dizzy spells or poor balance",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    short: Annotated[
        str,
        About(
            "The condition in a word or two, for sheets.",
            longest=LONGEST_SHORT,
            example="dizzy spells",
        ),
    ]
    who: Annotated[
        str,
        About(
            "Who it is for, as a sentence.",
            example="You have dizzy spells or falls.",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    sentence: Annotated[
        str,
        About(
            "What a stretch that names it shows.",
            example="Ask your doctor why you feel dizzy before you start.",
            faults=(codes.FORBIDDEN_CLAIM,),
        ),
    ]
    sources: Annotated[tuple[str, ...], About("Names in sources.yaml.", **_SOURCES)] = ()
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class SourceFields(Fields, frozen=True, kw_only=True):
    """One source in sources.yaml."""

    example: ClassVar[str] = (
        "{title: Back exercises in 15 minutes a day, publisher: Mayo Clinic, "
        'address: "https://guide.example/source"}'
    )

    title: Annotated[
        str, About("The title as published.", example="Back exercises in 15 minutes a day")
    ]
    publisher: Annotated[str, About("Who published it.", example="Mayo Clinic")]
    year: Annotated[int | None, About("When.", example="2021")] = None
    address: Annotated[
        str, About("Where.", form=_ADDRESS, example='"https://guide.example/source"')
    ]
    checked: Annotated[
        date | None,
        About("The day on which a person opened it and read the point.", example="2026-11-22"),
    ] = None
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class TermFields(Fields, frozen=True, kw_only=True):
    """One entry of glossary.yaml."""

    example: ClassVar[str] = "{plain: the calf muscle, meaning: It points the foot., muscle: true}"

    plain: Annotated[str, About("The everyday name.", example="the calf muscle")]
    meaning: Annotated[str, About("One plain sentence.", example="It points the foot.")]
    muscle: Annotated[bool, About("true for a muscle.", faults=(codes.UNKNOWN_MUSCLE,))] = False
    draft: Annotated[bool, About("Left out of a build, but for `--drafts`.")] = False


class Licence(Fields, frozen=True, kw_only=True):
    """The licence of words and pictures."""

    example: ClassVar[str] = (
        '{name: CC BY 4.0, address: "https://creativecommons.org/licenses/by/4.0/"}'
    )

    name: Annotated[str, About("What it is called.", example="CC BY 4.0")]
    address: Annotated[
        str,
        About(
            "Where it can be read.",
            form=_ADDRESS,
            example='"https://creativecommons.org/licenses/by/4.0/"',
        ),
    ]


class EmergencyNumber(Fields, frozen=True, kw_only=True):
    """Which number to call where."""

    example: ClassVar[str] = '{place: United Kingdom, number: "999"}'

    place: Annotated[str, About("Where it can be called.", example="United Kingdom")]
    number: Annotated[str, About("The number, in quotes.", example='"999"')]


class SafetyWords(Fields, frozen=True, kw_only=True):
    """What every page says; none of it can be left out."""

    example: ClassVar[str] = (
        "{line: Ask your doctor before you start., stop_line: Stop if it hurts., "
        "notice: [This guide never replaces your doctor.], stop: [the pain grows as you go on]}"
    )

    line: Annotated[
        str,
        About(
            "One sentence at the top of every page and sheet.",
            form=_WORDS,
            example="If your neck or back hurts, ask your doctor or therapist before you start.",
        ),
    ]
    stop_line: Annotated[
        str,
        About(
            "One sentence on when to stop, on every page and sheet.",
            form=_WORDS,
            example="Stop if a stretch brings sharp pain or tingling.",
        ),
    ]
    notice: Annotated[
        tuple[str, ...],
        About(
            "The rest of the notice at the foot of every page, a sentence each.",
            form=_WORDS,
            example="[This guide never replaces your doctor.]",
        ),
    ]
    stop: Annotated[
        tuple[str, ...],
        About(
            "The stop list of every stretch; each completes 'Stop if'.",
            form=_WORDS,
            example="[the pain grows as you go on]",
        ),
    ]


class Security(Fields, frozen=True, kw_only=True):
    """What security.txt tells those who find a hole (RFC 9116)."""

    example: ClassVar[str] = '{contact: "mailto:security@guide.example", expires: 2027-06-01}'

    contact: Annotated[
        str,
        About(
            "Where a hole is told in private.",
            form=_CONTACT,
            example='"mailto:security@guide.example"',
        ),
    ]
    expires: Annotated[
        date,
        About(
            "The day from which on nobody should rely on the contact.",
            example="2027-06-01",
            faults=(codes.CONTACT_PAST_DUE,),
        ),
    ]


class SettingsFields(Fields, frozen=True, kw_only=True):
    """The content of guide.yaml."""

    name: Annotated[str, About("The name of the guide.", example="Supple")]
    tagline: Annotated[
        str,
        About(
            "What it is, in a line.",
            longest=LONGEST_LINE,
            example="Gentle stretches for a stiff or sore back and neck",
        ),
    ]
    version: Annotated[
        str,
        About("The guide's version, in quotes, which every printout names.", example='"0.1"'),
    ]
    dated: Annotated[date, About("The day of that version.", example="2026-11-25")]
    address: Annotated[
        str,
        About(
            "The public address, ending in /.",
            longest=LONGEST_ADDRESS,
            form=_FOLDER_ADDRESS,
            example='"https://guide.example/"',
        ),
    ]
    language: Annotated[
        str, About("The language that it is written in.", form=LANGUAGE, example="en-GB")
    ]
    language_name: Annotated[
        str, About("What that language is called in itself.", example="English")
    ] = ""
    publisher: Annotated[str, About("Who publishes it.", example="A clinic")]
    repository: Annotated[
        str,
        About("Where its source is.", form=_ADDRESS, example='"https://guide.example/source"'),
    ]
    edit: Annotated[
        str | None,
        About(
            "Where `{path}`, a page's source, is edited.",
            form=_EDIT_ADDRESS,
            example='"https://guide.example/edit/main/{path}"',
        ),
    ] = None
    report: Annotated[
        str | None,
        About(
            "Where a problem with `{title}` is told.",
            form=_REPORT_ADDRESS,
            example='"https://guide.example/issues/new?title={title}"',
        ),
    ] = None
    security: Annotated[
        Security | None, About("`contact` and `expires`, for `.well-known/security.txt`.")
    ] = None
    licence: Annotated[Licence, About("The licence of words and pictures.")]
    emergency: Annotated[
        tuple[EmergencyNumber, ...], About("Which number to call where, the nearest first.")
    ]
    safety: Annotated[SafetyWords, About("What every page says; none of it can be left out.")]
    body: Annotated[BodyName, About("Whose body pictures show that name none.")] = "woman"
    stretches_per_page: Annotated[
        int,
        About(
            "How many stretches the page of an area lists; the others follow.",
            least=1,
            example="40",
        ),
    ] = 40
