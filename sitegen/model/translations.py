"""What a page in another language says: words alone.

Numbers, poses, cautions and sources are those of the original, so that no dose can drift.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Annotated, ClassVar, Literal

import msgspec

from sitegen.model.content import Caution, Guide, GuidePage, Routine, Settings, Stretch
from sitegen.model.declaring import About, Fields, Form
from sitegen.model.fields import LONGEST_IN_SHORT, LONGEST_LINE, LONGEST_SHORT, SafetyWords

_OF = Form(r"[0-9a-f]{8}", "the eight signs that `check` tells")
_PAIR = Form(r"\S+ \S+", "two words, as in `derecha izquierda`")


class Translated(Fields, frozen=True, kw_only=True):
    """What every translation says of itself."""

    of: Annotated[
        str,
        About(
            "Of which words of the original this is the translation; `check` tells it.",
            form=_OF,
            example='"1a2b3c4d"',
        ),
    ]
    checked_by: Annotated[
        str | None, About("The speaker of the language who checked it.", example="Ana Ruiz")
    ] = None
    checked_on: Annotated[date | None, About("The day of that check.")] = None


class StretchWords(Translated, frozen=True, kw_only=True):
    """The front matter of a stretch in another language."""

    title: Annotated[str, About("The name.", longest=LONGEST_LINE, example="Oreja al hombro")]
    summary: Annotated[str, About("One plain sentence.", longest=LONGEST_LINE, example="Alivia.")]
    in_short: Annotated[
        str, About("The steps in a line.", longest=LONGEST_IN_SHORT, example="Baje una oreja.")
    ]
    feel: Annotated[str, About("Where one feels it.", example="El lado del cuello.")]
    mistakes: Annotated[
        tuple[str, ...], About("As many as in the original.", example="[Subir el hombro.]")
    ] = ()
    easier: Annotated[
        str | None, About("Where the original has a sentence.", example="Hágalo más pequeño.")
    ] = None
    harder: Annotated[
        str | None, About("Where the original has a sentence.", example="Baje un poco más.")
    ] = None
    stop_if: Annotated[
        tuple[str, ...], About("As many as in the original.", example="[Le hormiguea el brazo.]")
    ] = ()
    captions: Annotated[
        tuple[str, ...],
        About("Of its pictures, from start to end.", example="[Siéntese derecho, Baje la oreja]"),
    ] = ()


class RoutineWords(Translated, frozen=True, kw_only=True):
    """The front matter of a routine in another language."""

    title: Annotated[str, About("The name.", longest=LONGEST_LINE, example="Buenos días")]
    summary: Annotated[str, About("One plain sentence.", longest=LONGEST_LINE, example="Alivia.")]
    when: Annotated[str, About("The time and place.", example="Al despertar.")]


class PageWords(Translated, frozen=True, kw_only=True):
    """The front matter of a page in another language."""

    title: Annotated[str, About("The name.", longest=LONGEST_LINE, example="Primero, la seguridad")]
    summary: Annotated[str, About("One plain sentence.", longest=LONGEST_LINE, example="Lea esto.")]


class CautionWords(Translated, frozen=True, kw_only=True):
    """The front matter of a caution in another language."""

    title: Annotated[str, About("The condition.", longest=LONGEST_LINE, example="Mareos")]
    short: Annotated[
        str, About("The condition in a word or two.", longest=LONGEST_SHORT, example="mareos")
    ]
    who: Annotated[str, About("Who it is for, as a sentence.", example="Usted se marea.")]
    sentence: Annotated[str, About("What a stretch shows.", example="Pregunte a su médico.")]


class EmergencyWords(Fields, frozen=True, kw_only=True):
    """Where a number is to be called, in another language."""

    shorthand: ClassVar[str] = "place"
    example: ClassVar[str] = "{place: Europa}"

    place: Annotated[str, About("As in the original.", example="Europa")]
    number: Annotated[
        str | None,
        About("Where the original says words in place of a number.", example="el número local"),
    ] = None


class GuideWords(Translated, frozen=True, kw_only=True):
    """The content of guide.es.yaml, and of its like."""

    language_name: Annotated[
        str, About("What the language is called in itself.", example="Español")
    ]
    direction: Annotated[
        Literal["ltr", "rtl"], About("Which way it is written: left to right, or right to left.")
    ] = "ltr"
    tagline: Annotated[str, About("As in guide.yaml.", longest=LONGEST_LINE, example="Suave")]
    emergency: Annotated[tuple[EmergencyWords, ...], About("The places, as many as in guide.yaml.")]
    safety: Annotated[SafetyWords, About("As in guide.yaml: every sentence, in its order.")]
    routines: Annotated[
        tuple[str, ...],
        About(
            "Routines that are in this language, with all of their stretches.", example="[morning]"
        ),
    ] = ()
    pages: Annotated[
        tuple[str, ...], About("Pages that are, besides safety.", example="[floor]")
    ] = ()
    mirror: Annotated[
        tuple[str, ...],
        About(
            "Words that change places in what is said of the other side.",
            form=_PAIR,
            example="[derecha izquierda]",
        ),
    ] = ()


class Translation(msgspec.Struct, frozen=True):
    """A guide in another language, as far as it is translated.

    Attributes:
        language: Its tag: `es`.
        words: What guide.es.yaml says of it.
        guide: The guide in that language; its areas and its glossary are empty.
        unchecked: The folder and the slug of each page that no speaker has checked; of the start
            page, `("", "")`.
    """

    language: str
    words: GuideWords
    guide: Guide
    unchecked: frozenset[tuple[str, str]]


def words_of(item: Stretch | Routine | GuidePage | Caution | Settings, guide: Guide) -> str:
    """All that is to be translated of an original, as one text."""
    texts: tuple[str | None, ...]
    match item:
        case Stretch():
            ways = [
                way if way not in guide.stretches else None for way in (item.easier, item.harder)
            ]
            texts = (item.title, item.summary, item.in_short, item.feel, *item.mistakes, *ways)
            texts += (*item.stop_if, *captions_of(item), item.document.body)
        case Routine():
            texts = (item.title, item.summary, item.when, item.document.body)
        case GuidePage():
            texts = (item.title, item.summary, item.document.body)
        case Caution():
            texts = (item.title, item.short, item.who, item.sentence)
        case Settings():
            safety = item.safety
            texts = (item.tagline, *(entry.place for entry in item.emergency))
            texts += (safety.line, safety.stop_line, *safety.notice, *safety.stop)
    return "\0".join(text or "" for text in texts)


def mark_of(words: str) -> str:
    """The eight signs by which a translation knows the words that it is of."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def captions_of(stretch: Stretch) -> tuple[str, ...]:
    """The captions of a stretch's pictures, from start to end."""
    figure = stretch.figure
    poses = (figure.start, figure.middle, figure.end) if figure else ()
    return tuple(pose.caption for pose in poses if pose and pose.caption)


def with_captions(stretch: Stretch, captions: tuple[str, ...]) -> Stretch:
    """A stretch with other captions, as many as it has."""
    left = list(captions)
    figure = stretch.figure
    if figure is None:
        return stretch
    poses = {
        name: msgspec.structs.replace(pose, caption=left.pop(0))
        for name in ("start", "middle", "end")
        if (pose := getattr(figure, name)) and pose.caption
    }
    return msgspec.structs.replace(stretch, figure=msgspec.structs.replace(figure, **poses))
