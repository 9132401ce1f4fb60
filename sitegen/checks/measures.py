"""How long and how hard the words of one content file are, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.checks.prose import words_of
from sitegen.checks.reading import reading_grade
from sitegen.checks.steps import MOST_WORDS

if TYPE_CHECKING:
    from sitegen.checks.prose import Passage, Prose
    from sitegen.diagnostics import Span

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        text: Its plain text.
        words: How many words it has.
        span: Where the passage that it stands in begins.
    """

    text: str
    words: int
    span: Span

    @property
    def is_long(self) -> bool:
        """Whether it has more words than a step may have."""
        return self.words > MOST_WORDS


@dataclass(frozen=True, slots=True)
class Measures:
    """The words of one content file.

    Attributes:
        grade: Their reading grade; None where they are too few.
        words: How many they are.
        sentences: In how many sentences.
        longest: The longest of these, the longest first; all that are long, and three at least.
    """

    grade: float | None
    words: int
    sentences: int
    longest: tuple[Sentence, ...]

    @property
    def mean(self) -> float:
        """Words in a sentence, on average."""
        return self.words / max(1, self.sentences)


def measure(prose: Prose) -> Measures:
    """Count the words of a content file."""
    counted = [
        _sentence(text, passage) for passage, texts in prose.passages for text in texts if text
    ]
    by_length = sorted(counted, key=lambda sentence: -sentence.words)
    longest = [
        sentence
        for place, sentence in enumerate(by_length)
        if sentence.is_long or place < _MOST_NAMED
    ]
    lengths = list(map(len, prose.words))
    return Measures(reading_grade(prose.words), sum(lengths), len(lengths), tuple(longest))


def _sentence(text: str, passage: Passage) -> Sentence:
    return Sentence(text, len(words_of(text)), passage.span)
