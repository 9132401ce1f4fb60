"""Sentences that stand on page after page: nobody reads them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.checks.prose import prose_of
from sitegen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.checks.prose import Prose, Written

MOST_PAGES = 3
MOST_NAMED = 5
# Set phrases are the same on purpose, so that a reader knows them again: "Do the other side."
FEWEST_WORDS = 5


def own_sentences(prose: Prose) -> tuple[str, ...]:
    """Every sentence of an item that is no set phrase, in small letters, each once."""
    long = (text for text in prose.sentences if len(text.split()) >= FEWEST_WORDS)
    return tuple(dict.fromkeys(text.casefold() for text in long))


def check_sentences_are_not_repeated(
    written: Iterable[tuple[Written, Iterable[str]]],
) -> Iterator[Diagnostic]:
    """No sentence but a set phrase stands on more than three pages.

    Args:
        written: Every item, with its own sentences.
    """
    places: dict[str, list[Written]] = {}
    for item, texts in written:
        for text in texts:
            places.setdefault(text, []).append(item)
    taken_apart: dict[str, Prose] = {}
    for text, items in places.items():
        if len(items) > MOST_PAGES:
            *others, last = items
            message = f"This sentence stands on {len(items)} pages."
            hint = f"Say it in another way here or in {_listed(others)}."
            path = last.source_file.path
            if path not in taken_apart:
                taken_apart[path] = prose_of(last)
            passage, sentence = next(
                (passage, sentence)
                for passage, found in taken_apart[path].passages
                for sentence in found
                if sentence.casefold() == text
            )
            span = next(passage.places([sentence]))
            yield Diagnostic(codes.REPEATED_SENTENCE, message, last.source_file, span, hint)


def _listed(items: list[Written]) -> str:
    """Name up to five files, and count the rest."""
    rest = len(items) - MOST_NAMED
    named = ", ".join(item.source_file.path for item in items[:MOST_NAMED])
    return f"{named} and {rest} more" if rest > 0 else named
