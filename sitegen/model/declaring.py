"""How a kind of content is declared: a frozen struct whose fields say what they may hold.

What is read, refused and explained comes from these declarations: the loader goes by them, and
`docs/schemas/` and `docs/fields.md` are made from them.
"""

from __future__ import annotations

import re
from types import NoneType
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from sitegen.codes import Code  # noqa: TC001 - msgspec reads the types of a struct's fields


class Form(NamedTuple):
    """What a text has to look like.

    Attributes:
        pattern: A regular expression that the whole text matches.
        words: The same for a writer: `a web address such as ...`.
    """

    pattern: str
    words: str


class About(msgspec.Struct, frozen=True):
    """What a field says beside its type; it stands in the `Annotated` of its declaration.

    Attributes:
        text: Its meaning, a sentence for writers.
        least: The lowest number.
        most: The highest number.
        longest: The most characters of a text.
        form: What a text has to look like.
        unit: What its number counts.
        example: A good value, as it is written in YAML.
        unknown: The code of a word that is none of the choices, where there is one of its own.
        faults: What the checks can find wrong with it, beside what its type says already.
    """

    text: str = ""
    least: int | None = None
    most: int | None = None
    longest: int | None = None
    form: Form | None = None
    unit: str = ""
    example: str = ""
    unknown: Code | None = None
    faults: tuple[Code, ...] = ()

    @property
    def meaning(self) -> str:
        """Its meaning, and what its number counts where that is not said already."""
        is_said = not self.unit or self.unit in self.text.lower()
        return self.text if is_said else f"{self.text} In {self.unit}."

    def allows(self, text: str) -> bool:
        """Whether a text is neither too long nor of another form."""
        is_short = self.longest is None or len(text) <= self.longest
        return is_short and (self.form is None or bool(re.fullmatch(self.form.pattern, text)))


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What a contributor writes; the kinds of content are made from this.

    Attributes:
        shorthand: The key that a plain text stands for where these fields are expected.
        unit: What every number of theirs counts that names no unit itself.
        example: A good value for the group, as it is written in YAML.
    """

    shorthand: ClassVar[str] = ""
    unit: ClassVar[str] = ""
    example: ClassVar[str] = ""


class Declared(NamedTuple):
    """One field as it was declared.

    Attributes:
        type: The type of its value, without `| None`.
        about: What it says beside its type.
        is_required: Whether it has to be written; a list then holds at least one item.
        may_be_empty: Whether its value may be None.
    """

    type: Any
    about: About
    is_required: bool
    may_be_empty: bool


_DECLARED: dict[type, dict[str, Declared]] = {}


def declared_fields(kind: type[Fields]) -> dict[str, Declared]:
    """The fields of a kind, by name, in the order in which they were declared."""
    if kind not in _DECLARED:
        hints = get_type_hints(kind, include_extras=True)
        _DECLARED[kind] = {
            field.name: _declared(hints[field.name], kind.unit, is_required=field.required)
            for field in msgspec.structs.fields(kind)
        }
    return _DECLARED[kind]


def _declared(hint: Any, unit: str, *, is_required: bool) -> Declared:
    about = About()
    if get_origin(hint) is Annotated:
        hint, about = get_args(hint)
    alternatives = [part for part in get_args(hint) if part is not NoneType]
    may_be_empty = len(alternatives) < len(get_args(hint))
    type_ = alternatives[0] if may_be_empty else hint
    if type_ in {int, float} and not about.unit:
        about = msgspec.structs.replace(about, unit=unit)
    return Declared(type_, about, is_required, may_be_empty)
