"""What contributors write: the fields of each kind of content, typed and frozen.

The front matter of every content file is read into one of these, and the JSON Schema that
editors use is made from them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

Position = Literal[
    "standing", "sitting", "floor-sitting", "all-fours", "kneeling",
    "lying-back", "lying-front", "lying-side",
]  # fmt: skip
Need = Literal["chair", "wall", "towel", "cushion", "doorway", "step", "table", "bed"]
Kind = Literal["hold", "move"]
Sides = Literal["each", "both", "none"]


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


def _as_range(value: object) -> object:
    """Read 3 as (3, 3) and [5, 15] as (5, 15); refuse the rest in plain words."""
    if isinstance(value, Range):
        return value
    pair = (value, value) if type(value) is int else value
    if not (isinstance(pair, tuple) and len(pair) == 2 and all(type(n) is int for n in pair)):
        raise PydanticCustomError("range", "a whole number, or [low, high]")
    if pair[0] > pair[1]:
        raise PydanticCustomError("range", "a range with its low number first")
    if pair[0] < 0:
        raise PydanticCustomError("range", "a number that is not below 0")
    return Range(*pair)


def _as_date(value: object) -> object:
    if type(value) is not date:
        raise PydanticCustomError("date", "a date such as 2026-05-31")
    return value


_WHOLE_NUMBER = {"type": "integer", "minimum": 0}
_RANGE_SCHEMA = {
    "oneOf": [
        _WHOLE_NUMBER,
        {"type": "array", "items": _WHOLE_NUMBER, "minItems": 2, "maxItems": 2},
    ]
}
RangeField = Annotated[Range, BeforeValidator(_as_range), WithJsonSchema(_RANGE_SCHEMA)]
DateField = Annotated[
    date, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})
]
Text = Annotated[str, Field(min_length=1)]
Line = Annotated[str, Field(min_length=1, max_length=120)]


class Fields(BaseModel):
    """What a contributor writes: no key unknown, no value of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Dose(Fields):
    """How long, how often: `hold` in seconds is the pause at the end where `kind` is move."""

    hold: RangeField = Field(description="Seconds to hold; for a movement, the pause at its end.")
    times: RangeField = Field(description="Repetitions, on each side where `sides` is each.")
    per_day: RangeField = Field(default=Range(1, 2), description="How often a day.")
    days_per_week: RangeField = Field(default=Range(3, 7), description="On how many days a week.")


class PublishedFields(Fields):
    """What every page that stands on its own may say of its author, its checking and its state."""

    title: Line = Field(description="The name, in plain words.")
    summary: Line = Field(description="One plain sentence, at most 120 characters.")
    sources: tuple[str, ...] = Field(default=(), description="Names in sources.yaml.")
    author: Text | None = Field(default=None, description="Who wrote it.")
    reviewed_by: Text | None = Field(
        default=None, description="The clinician who checked it, with the profession."
    )
    reviewed_on: DateField | None = Field(default=None, description="The day of that check.")
    draft: bool = Field(default=False, description="Left out of a build, but for `--drafts`.")


class StretchFields(PublishedFields):
    """The front matter of a stretch."""

    areas: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="Body areas; the first is its home."
    )
    positions: Annotated[tuple[Position, ...], Field(min_length=1)] = Field(
        description="How one can do it; the first is the usual one."
    )
    kind: Kind = Field(description="hold = keep still; move = go to and fro.")
    sides: Sides = Field(description="each = one side, then the other; both = together; none.")
    dose: Dose = Field(description="How long and how often; a range starts low and works up.")
    level: Annotated[int, Field(ge=1, le=3)] = Field(
        description="1 easy, 2 needs some mobility, 3 only if fit."
    )
    needs: tuple[Need, ...] = Field(default=(), description="What one cannot do without.")
    balance: bool = Field(default=False, description="true: one can tip over, so hold on.")
    muscles: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="Anatomical names, each in glossary.yaml."
    )
    feel: Text = Field(description="Where one feels it.")
    mistakes: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        description="What often goes wrong, a sentence each."
    )
    easier: Text | None = Field(default=None, description="A sentence, or another stretch's slug.")
    harder: Text | None = Field(default=None, description="A sentence, or another stretch's slug.")
    stop_if: tuple[Text, ...] = Field(
        default=(), description="Reasons to stop that are special to this stretch."
    )
    ask_first: tuple[str, ...] = Field(default=(), description="Names in content/cautions/.")
    sources: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="Names in sources.yaml; at least one."
    )


class AreaFields(PublishedFields):
    """The front matter of a body area."""

    order: int = Field(description="Place in lists, from head to toe.")
    region: Text = Field(description="Its region on the body map.")


class RoutineDose(Fields):
    """A routine's own dose for one stretch, inside the stretch's range."""

    hold: RangeField | None = Field(default=None, description="Seconds to hold.")
    times: RangeField | None = Field(default=None, description="Repetitions.")


class RoutineEntry(Fields):
    """One stretch of a routine."""

    stretch: Text = Field(description="The stretch's slug.")
    dose: RoutineDose | None = Field(default=None, description="Where it differs.")


def _as_entry(value: object) -> object:
    return {"stretch": value} if isinstance(value, str) else value


class RoutineFields(PublishedFields):
    """The front matter of a routine."""

    when: Text = Field(description="The time and place it is made for.")
    order: int = Field(default=100, description="Place in lists.")
    days_per_week: RangeField = Field(description="At least, and better, days a week.")
    lying_on: Literal["floor", "bed"] = Field(
        default="floor", description="Where its lying stretches are done."
    )
    for_older_adults: bool = Field(default=False, description="Made for older adults.")
    stretches: Annotated[
        tuple[Annotated[RoutineEntry, BeforeValidator(_as_entry)], ...], Field(min_length=1)
    ] = Field(description="Slugs in order, each with a dose of its own where it differs.")


class PageFields(PublishedFields):
    """The front matter of a page such as safety or about."""

    order: int = Field(default=100, description="Place in the menu at the foot.")


class CautionFields(Fields):
    """The front matter of a caution."""

    title: Line = Field(description="The condition, in plain words.")
    who: Text = Field(description="Who it is for, as a sentence.")
    sentence: Text = Field(description="What a stretch that names it shows.")
    sources: tuple[str, ...] = Field(default=(), description="Names in sources.yaml.")


class SourceFields(Fields):
    """One source in sources.yaml."""

    title: Text = Field(description="The title as published.")
    publisher: Text = Field(description="Who published it.")
    year: int | None = Field(default=None, description="When.")
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")] = Field(description="Where.")
    checked: DateField | None = Field(
        default=None, description="The day on which a person opened it and read the point."
    )


class TermFields(Fields):
    """One entry of glossary.yaml."""

    plain: Text = Field(description="The everyday name.")
    meaning: Text = Field(description="One plain sentence.")
    muscle: bool = Field(default=False, description="true for a muscle.")


class Licence(Fields):
    """The licence of words and pictures."""

    name: Text
    address: Text


class EmergencyNumber(Fields):
    """Which number to call where."""

    place: Text
    number: Text


class SafetyWords(Fields):
    """What every page says; none of it can be left out."""

    line: Text = Field(description="One sentence at the top of every page and sheet.")
    notice: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        description="The whole notice, at the foot of every page, a sentence each."
    )
    stop: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        description="The stop list of every stretch; each completes 'Stop if'."
    )


class SettingsFields(Fields):
    """The content of guide.yaml."""

    name: Text
    tagline: Line
    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+/$")] = Field(
        description="The public address, ending in /."
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    publisher: Text
    repository: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]
    licence: Licence
    emergency: Annotated[tuple[EmergencyNumber, ...], Field(min_length=1)]
    safety: SafetyWords
