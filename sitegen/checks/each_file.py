"""What is wrong with each file by itself: looked at once, by this build or by an earlier one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sitegen.checks.claims import check_claims_are_allowed
from sitegen.checks.doses import (
    check_dose_makes_sense,
    check_holds_add_up,
    check_week_has_the_days,
)
from sitegen.checks.markdown_source import (
    check_callouts_are_whole,
    check_caution_has_no_body,
    check_links_are_safe,
    check_numbers_stand_apart,
)
from sitegen.checks.names import check_names_stand_once
from sitegen.checks.prose import prose_of, written_items
from sitegen.checks.reading import check_sentences_are_short, check_words_are_plain
from sitegen.checks.repetition import check_sentences_are_not_repeated, own_sentences
from sitegen.checks.steps import check_step_count, check_steps_are_short, check_steps_say_what_to_do
from sitegen.diagnostics import Diagnostic, too_slow
from sitegen.memory import Memory
from sitegen.model import Caution, Routine, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.checks.prose import Prose, Written
    from sitegen.model import Guide

FileCheck: TypeAlias = "Callable[[Any], Iterator[Diagnostic]]"
ProseCheck: TypeAlias = "Callable[[Prose], Iterator[Diagnostic]]"

MARKDOWN_CHECKS: tuple[FileCheck, ...] = (
    check_callouts_are_whole,
    check_links_are_safe,
    check_numbers_stand_apart,
)
"""What holds in every language."""

FILE_CHECKS: tuple[FileCheck, ...] = (check_names_stand_once, *MARKDOWN_CHECKS)
CHECKS_OF_KIND: Mapping[type, tuple[FileCheck, ...]] = {
    Stretch: (
        check_dose_makes_sense,
        check_holds_add_up,
        check_step_count,
        check_steps_are_short,
        check_steps_say_what_to_do,
    ),
    Routine: (check_week_has_the_days,),
    Caution: (check_caution_has_no_body,),
}
PROSE_CHECKS: tuple[ProseCheck, ...] = (
    check_claims_are_allowed,
    check_words_are_plain,
    check_sentences_are_short,
)
_PAYS_FROM = 300


class Study(NamedTuple):
    """What came of looking at one file."""

    faults: tuple[Diagnostic, ...]
    sentences: tuple[str, ...]


def check_each_file(guide: Guide) -> Iterator[Diagnostic]:
    """Every file is sound by itself, promises only what is known, and repeats no other."""
    memory = Memory("studies", Path(guide.settings.source_file.path).parent)
    items = list(written_items(guide))
    studies = memory.map(
        _study, items, list(map(_key_of, items)), pays_from=_PAYS_FROM, instead=_unstudied
    )
    known = {item.source_file.path for item in items}
    others = [
        item
        for translation in guide.translations.values()
        for item in written_items(translation.guide)
        if item.source_file.path not in known  # a caution may have no words yet
    ]
    keys = [f"words\0{_key_of(item)}" for item in others]
    translated = memory.map(_study_words, others, keys, pays_from=_PAYS_FROM, instead=_unstudied)
    memory.keep()
    for study in (*studies, *translated):
        yield from study.faults
    written = ((item, study.sentences) for item, study in zip(items, studies, strict=True))
    yield from check_sentences_are_not_repeated(written)


def _key_of(item: Written) -> str:
    """All that an item consists of."""
    return f"{type(item).__name__}\0{item.source_file.path}\0{item.source_file.text}"


def _study_words(item: Written) -> Study:
    """Of a translation, what does not depend on its language."""
    return Study(tuple(fault for check in MARKDOWN_CHECKS for fault in check(item)), ())


def _unstudied(item: Written) -> Study:
    """What stands for a file that took too long to look at."""
    return Study((too_slow(item.source_file),), ())


def _study(item: Written) -> Study:
    checks = (*FILE_CHECKS, *CHECKS_OF_KIND.get(type(item), ()))
    faults = [fault for check in checks for fault in check(item)]
    prose = prose_of(item)
    faults += (fault for check_prose in PROSE_CHECKS for fault in check_prose(prose))
    return Study(tuple(faults), own_sentences(prose))
