"""Words that most people can read (STANDARDS 4): the Flesch-Kincaid grade of each page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.checks.prose import words_of
from sitegen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.prose import Prose

HARDEST_GRADE = 8.0
AIM_GRADE = 6.0
MOST_WORDS = 14
# A grade of a line or two says nothing: one long word swings it by years.
FEWEST_WORDS = 40


def check_words_are_plain(prose: Prose) -> Iterator[Diagnostic]:
    """Every page can be read after six years of school, at the most eight."""
    grade = reading_grade(prose.words)
    if grade is None or grade <= AIM_GRADE:
        return
    message = (
        f"The words of this page are of grade {grade:.1f}; the aim is {AIM_GRADE:.0f} or less."
    )
    hint = f"Start with its longest sentence: “{_longest(prose.sentences)}”"
    code = codes.HARD_TO_READ if grade > HARDEST_GRADE else codes.COULD_BE_PLAINER
    yield Diagnostic(code, message, prose.item.source_file, hint=hint)


def check_sentences_are_short(prose: Prose) -> Iterator[Diagnostic]:
    """The sentences of every page are short on average."""
    lengths = [len(words) for words in prose.words]
    if sum(lengths) < FEWEST_WORDS or sum(lengths) <= MOST_WORDS * len(lengths):
        return
    mean = sum(lengths) / len(lengths)
    message = f"The sentences have {mean:.0f} words on average; the aim is {MOST_WORDS}."
    hint = f"Start with the longest one: “{_longest(prose.sentences)}”"
    yield Diagnostic(codes.LONG_SENTENCES, message, prose.item.source_file, hint=hint)


def reading_grade(words: list[list[str]]) -> float | None:
    """The Flesch-Kincaid grade of sentences, each as its words; None where they are too few."""
    count = sum(map(len, words))
    if count < FEWEST_WORDS:
        return None
    from readability import KincaidGradeLevel  # noqa: PLC0415 - where words are new

    syllables = sum(_syllables(word) for tokens in words for word in tokens)
    return float(KincaidGradeLevel(syllables, count, len(words)))


@cache
def _syllables(word: str) -> int:
    from readability.langdata import LANGDATA  # noqa: PLC0415 - where words are new

    # The library takes the e of "the" for silent, and no capital for a vowel.
    return max(1, int(LANGDATA["en"]["syllables"](word.lower())))


def _longest(texts: list[str]) -> str:
    """The longest sentence, cut to a line."""
    text = max(texts, key=lambda text: len(words_of(text)))
    return text if len(text) <= 90 else f"{text[:87]}…"
