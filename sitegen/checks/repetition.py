"""Sentences that stand on page after page: nobody reads them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.checks.prose import passages, sentences, written_items
from sitegen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.prose import Passage, Written
    from sitegen.model import Guide

MOST_PAGES = 3
# Set phrases are the same on purpose, so that a reader knows them again: "Do the other side."
FEWEST_WORDS = 5


def check_sentences_are_not_repeated(guide: Guide) -> Iterator[Diagnostic]:
    """No sentence but a set phrase stands on more than three pages."""
    places: dict[str, dict[str, tuple[Written, Passage, str]]] = {}
    for item in written_items(guide):
        for passage in passages(item):
            for sentence in sentences([passage.text]):
                if len(sentence.split()) >= FEWEST_WORDS:
                    pages = places.setdefault(sentence.casefold(), {})
                    pages.setdefault(item.source_file.path, (item, passage, sentence))
    for pages in places.values():
        if len(pages) > MOST_PAGES:
            *others, path = pages
            item, passage, sentence = pages[path]
            message = f"This sentence stands on {len(pages)} pages."
            hint = f"Say it in another way here or in {', '.join(others)}."
            span = next(passage.places([sentence]))
            yield Diagnostic(codes.REPEATED_SENTENCE, message, item.source_file, span, hint)
