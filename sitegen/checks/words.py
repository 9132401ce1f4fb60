"""The words of a guide: each file's looked at once, by this build or by an earlier one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.checks.claims import check_claims_are_allowed
from sitegen.checks.prose import prose_of, written_items
from sitegen.checks.reading import check_sentences_are_short, check_words_are_plain
from sitegen.checks.repetition import check_sentences_are_not_repeated, own_sentences
from sitegen.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.checks.prose import Prose, Written
    from sitegen.diagnostics import Diagnostic
    from sitegen.model import Guide

ProseCheck: TypeAlias = "Callable[[Prose], Iterator[Diagnostic]]"

PROSE_CHECKS: tuple[ProseCheck, ...] = (
    check_claims_are_allowed,
    check_words_are_plain,
    check_sentences_are_short,
)
_PAYS_FROM = 300


class Study(NamedTuple):
    """What came of looking at the words of one file."""

    faults: tuple[Diagnostic, ...]
    sentences: tuple[str, ...]


def check_words(guide: Guide) -> Iterator[Diagnostic]:
    """Every file promises only what is known, is plain and short, and repeats no other."""
    memory = Memory("words", Path(guide.settings.source_file.path).parent)
    items = list(written_items(guide))
    keys = [
        f"{type(item).__name__}\0{item.source_file.path}\0{item.source_file.text}" for item in items
    ]
    studies = memory.map(_study, items, keys, pays_from=_PAYS_FROM)
    memory.keep()
    for study in studies:
        yield from study.faults
    written = ((item, study.sentences) for item, study in zip(items, studies, strict=True))
    yield from check_sentences_are_not_repeated(written)


def _study(item: Written) -> Study:
    prose = prose_of(item)
    faults = tuple(fault for check in PROSE_CHECKS for fault in check(prose))
    return Study(faults, own_sentences(prose))
