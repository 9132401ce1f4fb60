"""Steps that a sore reader can follow: few, short, and each begins with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Stretch

FEWEST, MOST = 3, 7
MOST_WORDS = 20
_WORD = re.compile(r"[^\W_][\w'\u2019-]*")
ACTIONS = frozenset(
    """
    add aim alternate anchor angle arch bend blow breathe bring brush carry change check circle
    clasp climb close come count crawl cross curl cup do draw drop ease end face feel find
    finish fold gather give glide go grip hang hinge hold hook hug imagine keep kneel lay lean
    leave let lie lift link lock look loop loosen lower make march melt move nod open park pause
    place plant point press pull push put raise reach relax release repeat rest return reverse
    rise rock roll rotate round run set settle shake shift shrug shuffle sink sit slide slip
    slow soften spread squeeze stack stand start stay step stop straighten stretch sway swap
    swing switch take tap tense think tighten tilt tip touch trace trail tuck turn twist uncross
    uncurl unwind use wait walk warm wrap
    """.split()  # noqa: SIM905 - a list of one word a line would fill a page
)


def check_step_count(stretch: Stretch) -> Iterator[Diagnostic]:
    """A stretch has 3 to 7 steps."""
    number = len(stretch.steps)
    if number == 0:
        message = "The body has no numbered list of steps."
        hint = f"Write {FEWEST} to {MOST} lines that begin with `1.`, `2.`, `3.`."
        span = Span(stretch.document.body_line, 1, 0)
        yield Diagnostic(codes.MISSING_STEPS, message, stretch.source_file, span, hint)
    elif number < FEWEST:
        hint = "Split a step, or add how to begin or how to come back."
        yield _count_fault(codes.TOO_FEW_STEPS, stretch, f"fewer than {FEWEST}", hint)
    elif number > MOST:
        hint = "Join two, or leave out what can be seen."
        yield _count_fault(codes.TOO_MANY_STEPS, stretch, f"more than {MOST}", hint)


def _count_fault(code: codes.Code, stretch: Stretch, verdict: str, hint: str) -> Diagnostic:
    number = len(stretch.steps)
    message = f"There {'is 1 step' if number == 1 else f'are {number} steps'}, {verdict}."
    last = stretch.steps[min(number, MOST + 1) - 1].span  # the first that is too many
    return Diagnostic(code, message, stretch.source_file, last, hint)


def check_steps_are_short(stretch: Stretch) -> Iterator[Diagnostic]:
    """A step has at most 20 words."""
    for number, step in enumerate(stretch.steps, start=1):
        words = len(_WORD.findall(step.text))
        if words > MOST_WORDS:
            message = f"Step {number} has {words} words; {MOST_WORDS} are the most."
            hint = "Shorten it, or make it two steps."
            yield Diagnostic(codes.LONG_STEP, message, stretch.source_file, step.span, hint)


def check_steps_say_what_to_do(stretch: Stretch) -> Iterator[Diagnostic]:
    """A step begins with a verb that tells the reader to do something."""
    for number, step in enumerate(stretch.steps, start=1):
        if not step.text:
            message = f"Step {number} is empty."
            hint = "Write what to do, or delete the line."
            line = Span(step.span.line, 1, step.span.column - 1)
            yield Diagnostic(codes.STEP_WITHOUT_ACTION, message, stretch.source_file, line, hint)
            continue
        first = _WORD.search(step.text)
        word = first[0] if first else step.text
        if word.lower() not in ACTIONS:
            message = f"Step {number} begins with `{word}`, not with what to do."
            hint = "Begin with the verb: `Sit tall`, `Bend your left knee`, `Breathe slowly`."
            column = step.span.column + (first.start() if first else 0)
            span = Span(step.span.line, column, len(word))
            yield Diagnostic(codes.STEP_WITHOUT_ACTION, message, stretch.source_file, span, hint)
