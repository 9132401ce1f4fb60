"""How far a page meets the PEMAT-P, as far as a machine can tell, and what is left to the eye.

The Patient Education Materials Assessment Tool for print, of the American Agency for Healthcare
Research and Quality (AHRQ), has 24 items, of the numbers 1 to 12 and 15 to 26.  Reviewers judge
leaflets by it.  Items that the templates meet on every page, or whose breach stops a build, are
not asked for here: 23 is the sheet, for one, and 24 does not apply.

Source:
    AHRQ Publication 14-0002-EF, PEMAT and User's Guide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.checks.prose import words_of
from sitegen.checks.reading import AIM_GRADE, reading_grade
from sitegen.checks.steps import ACTIONS
from sitegen.figure import written_poses
from sitegen.model import Area, GuidePage, Routine, Stretch, routine_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.checks.prose import Prose
    from sitegen.model import Guide

    Judge: TypeAlias = "Callable[[_Judged], str | None]"

_MOST_STEPS = 6
# What has no more is very short: the tool asks it for neither headings nor a summary.
_FEW_PARAGRAPHS = 2
_MOST_NAMED = 3
_ADDRESSED = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ORDERS = [[action] for action in ACTIONS]
_SUMMARY = re.compile(r"^\W*in short\b", re.IGNORECASE)
_STANDS_OUT = re.compile(r"\*\*|__|^ *(?:[-*+]\s|\d+[.)]\s|!!!|\|)", re.MULTILINE)
_HEADING = re.compile(r"^#{2,}\s", re.MULTILINE)
_TABLE_RULE = frozenset("|:- \t")
# Numbers up to ten are as clear in words; from there on nobody reads them at a glance.
_HARD_NUMBER = re.compile(
    r"\b(?:\d+ ?(?:s|sec|secs|min|mins|h|hrs?|x)"
    r"|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)


class Unmet(NamedTuple):
    """An item that a page does not meet: its number, and what is so, and what to do."""

    number: int
    words: str


class Verdicts(NamedTuple):
    """What a machine can tell of one page.

    Attributes:
        asked: How many items apply to the page and can be told.
        unmet: Those that are not met.
    """

    asked: int
    unmet: tuple[Unmet, ...]


class _Judged(NamedTuple):
    """The words of the file that a page shows, and the guide that they are of."""

    guide: Guide
    prose: Prose


class Question(NamedTuple):
    """An item that only a person can judge.

    Attributes:
        number: The item.
        words: What to ask oneself; yes is good.
        kinds: The kinds of pages that it is asked of.
    """

    number: int
    words: str
    kinds: tuple[type, ...]


def judge(guide: Guide, prose: Prose) -> Verdicts:
    """Ask a page for each item that a machine can tell.

    Args:
        guide: The guide, for what the page names.
        prose: The words of the file that the page shows.
    """
    page = _Judged(guide, prose)
    found = [(number, told) for number, ask in JUDGES if (told := ask(page)) is not None]
    return Verdicts(len(found), tuple(Unmet(number, told) for number, told in found if told))


def by_eye(kind: type) -> tuple[Question, ...]:
    """The items that a person has to judge, for a kind of page."""
    return tuple(question for question in QUESTIONS if kind in question.kinds)


# Each returns what is so and what to do, "" where the item is met, None where it does not apply.


def _purpose_is_evident(page: _Judged) -> str:
    """One sentence says what the page is for."""
    summary = next(
        (texts for found, texts in page.prose.passages if found.text == _summary(page)), ()
    )
    if len(summary) < 2:
        return ""
    return f"The summary has {len(summary)} sentences. Say in one what the page is for."


def _summary(page: _Judged) -> str:
    return str(getattr(page.prose.item, "summary", ""))


def _language_is_common(page: _Judged) -> str | None:
    """The words are of the grade that the guide aims at."""
    grade = reading_grade(page.prose.words)
    if grade is None:
        return None
    if grade <= AIM_GRADE:
        return ""
    aim = f"the aim is {AIM_GRADE:.0f} or less"
    return f"The words are of grade {grade:.1f}; {aim}. Shorten the longest sentences."


def _terms_are_plain(page: _Judged) -> str:
    """Muscles are called by their plain names."""
    plain = {
        term.slug.casefold(): term.plain for term in page.guide.glossary.values() if term.muscle
    }
    text = "\n".join(page.prose.sentences).casefold()
    named = dict.fromkeys(_any_of(tuple(plain)).findall(text))
    if not named:
        return ""
    terms = ", ".join(f"“{name}” ({plain[name]})" for name in list(named)[:_MOST_NAMED])
    return f"The text has anatomical names: {terms}. Use the plain ones."


@lru_cache(maxsize=1)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of these names; nothing where there is none."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})\b")


def _numbers_are_clear(page: _Judged) -> str:
    """Large numbers are digits, and units are words."""
    hard = dict.fromkeys(_HARD_NUMBER.findall("\n".join(page.prose.sentences)))
    if not hard:
        return ""
    quoted = ", ".join(f"“{number}”" for number in list(hard)[:_MOST_NAMED])
    return f"{quoted}: write digits for large numbers, and units in full, as in “20 seconds”."


def _text_is_in_chunks(page: _Judged) -> str | None:
    """A stretch has few steps."""
    if not isinstance(page.prose.item, Stretch):
        return None
    steps = len(page.prose.item.steps)
    if steps <= _MOST_STEPS:
        return ""
    return f"It has {steps} steps, and {_MOST_STEPS} are easier to keep in mind. Join or drop one."


def _sections_have_headings(page: _Judged) -> str | None:
    """Text of some length has headings."""
    if not _is_long_text(page):
        return None
    has_headings = _HEADING.search(page.prose.item.document.body)
    return "" if has_headings else "It has no headings. Put one (`## …`) above each part."


def _summary_is_there(page: _Judged) -> str | None:
    """Text of some length begins with what it says in short."""
    if not _is_long_text(page):
        return None
    is_there = any(_SUMMARY.match(text) for text in page.prose.sentences)
    return "" if is_there else "It has no summary. Begin with `**In short:** …`."


def _key_points_stand_out(page: _Judged) -> str | None:
    """Something draws the eye to what matters."""
    if not _is_long_text(page):
        return None
    stands_out = _STANDS_OUT.search(page.prose.item.document.body)
    return "" if stands_out else "Nothing stands out. Use bold words, a list or a callout."


def _is_long_text(page: _Judged) -> bool:
    """Whether a page is its body alone, and that has more than a few paragraphs."""
    start = page.prose.item.document.body_line
    paragraphs = sum(found.span.line >= start for found, _ in page.prose.passages)
    return isinstance(page.prose.item, GuidePage) and paragraphs > _FEW_PARAGRAPHS


def _movement_is_shown(page: _Judged) -> str | None:
    """A stretch has pictures."""
    if not isinstance(page.prose.item, Stretch):
        return None
    return "" if page.prose.item.figure else "It has no picture. Draw one with `figure:`."


def _pictures_belong_to_steps(page: _Judged) -> str | None:
    """Each picture shows a step."""
    if not isinstance(page.prose.item, Stretch) or not page.prose.item.figure:
        return None
    poses = written_poses(page.prose.item.figure)
    without = [name for name, pose in poses.items() if pose.step is None]
    return f"{_keys(without)} no `step:` that the picture belongs to. Add it." if without else ""


def _pictures_have_captions(page: _Judged) -> str | None:
    """Each picture says what it shows."""
    if not isinstance(page.prose.item, Stretch) or not page.prose.item.figure:
        return None
    poses = written_poses(page.prose.item.figure)
    without = [name for name, pose in poses.items() if not pose.caption]
    return f"{_keys(without)} no `caption:`. Say in a few words what one sees." if without else ""


def _keys(names: list[str]) -> str:
    return f"{' and '.join(f'`{name}:`' for name in names)} {'has' if len(names) == 1 else 'have'}"


def _tables_have_headings(page: _Judged) -> str | None:
    """Each column of a table says what is in it."""
    heads = list(_table_heads(page.prose.item.document.body))
    if not heads:
        return None
    bare = any(not cell.strip() for cells in heads for cell in cells)
    return "A column of a table has no heading. Give it a short one." if bare else ""


def _table_heads(body: str) -> Iterator[list[str]]:
    """The cells of the first row of each table."""
    for head, rule in pairwise(body.split("\n")):
        if "|" in head and {"|", "-"} <= set(rule) <= _TABLE_RULE:
            yield head.strip().removeprefix("|").removesuffix("|").split("|")


def _reader_is_addressed(page: _Judged) -> str | None:
    """The text speaks to the reader; the steps of a stretch always do."""
    if isinstance(page.prose.item, Stretch):
        return None
    is_addressed = any(
        _ADDRESSED.search(text) or words_of(text.casefold())[:1] in _ORDERS
        for text in page.prose.sentences
    )
    return "" if is_addressed else "It never says “you”. Speak to the reader."


def _actions_are_shown(page: _Judged) -> str | None:
    """A routine has a picture of each of its stretches."""
    if not isinstance(page.prose.item, Routine):
        return None
    parts = routine_parts(page.guide, page.prose.item)
    bare = [part.stretch.slug for part in parts if not part.stretch.figure]
    named = ", ".join(f"`{slug}`" for slug in bare[:_MOST_NAMED])
    return f"Stretches without a picture: {named}. Draw them with `figure:`." if bare else ""


JUDGES: tuple[tuple[int, Judge], ...] = (
    (1, _purpose_is_evident),
    (3, _language_is_common),
    (4, _terms_are_plain),
    (6, _numbers_are_clear),
    (8, _text_is_in_chunks),
    (9, _sections_have_headings),
    (11, _summary_is_there),
    (12, _key_points_stand_out),
    (15, _movement_is_shown),
    (16, _pictures_belong_to_steps),
    (17, _pictures_have_captions),
    (19, _tables_have_headings),
    (21, _reader_is_addressed),
    (26, _actions_are_shown),
)
_EVERY_KIND = (Stretch, Area, Routine, GuidePage)
QUESTIONS = (
    Question(2, "Is everything on the page about its one purpose?", _EVERY_KIND),
    Question(4, "Is each medical term needed, and said in plain words too?", _EVERY_KIND),
    Question(5, "Do the sentences say who does what?", _EVERY_KIND),
    Question(7, "Does no sentence ask the reader to work out a number?", _EVERY_KIND),
    Question(10, "Does each thing follow from the one before it?", _EVERY_KIND),
    Question(16, "Do the pictures show just what the steps say?", (Stretch,)),
    Question(18, "Is each picture clear at arm's length?", (Stretch,)),
    Question(20, "Does it name at least one thing that the reader can do?", (Area, GuidePage)),
    Question(22, "Is what to do broken into small steps?", (GuidePage,)),
    Question(25, "Does it say how to use each table?", (GuidePage,)),
)
