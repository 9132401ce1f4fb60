"""Only claims that are known to be true (DESIGN 6.2, FACTS 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.prose import Prose

_CLAIMS = (
    r"cur(?:es?|ed|ing)\b",
    r"heal(?:s|ed|ing)?\b",
    r"prevent(?:s|ed|ing)?\s+(?:\w+\s+){0,3}(?:injur\w+|pain|arthritis)",
    r"(?:fix|correct|improve|straighten)(?:es|s|ed|ing)?\s+(?:\w+\s+){0,2}posture",
    r"(?:fix|repair)(?:es|s|ed|ing)?\s+(?:your|the|a)\s+(?:back|spine|neck|discs?)\b",
    r"guarantee\w*",
    r"no pain,?\s+no gain\b",
    r"safe\s+for\s+(?:everyone|everybody|all)\b",
    r"proven\s+to\b",
    r"(?:always\s+works|works\s+for\s+everyone|miracle|pain[-\s]free\s+for\s+good)\b",
    r"detox\w*",
)
# The edge of a word is looked for once, not once for each of them.
_CLAIM = re.compile(rf"\b(?:{'|'.join(_CLAIMS)})", re.IGNORECASE)
_CLAIM_IN_SMALL = re.compile(_CLAIM.pattern)  # small letters alone take a third of the time
# "Stretching is not proven to cure back pain" is just what the guide should say.
_DENIAL = re.compile(
    r"\b(?:not|no|never|nor|cannot|can't|doesn't|don't|without|nobody)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def check_claims_are_allowed(prose: Prose) -> Iterator[Diagnostic]:
    """No sentence promises a cure, a better posture or fewer injuries; one may deny them."""
    # Few files have any of these words, and one look at all is quicker than one at each.
    text = "\n".join(passage.text for passage, _ in prose.passages)
    if not _CLAIM_IN_SMALL.search(text.casefold()):
        return
    for passage, _ in prose.passages:
        claims = list(_claims(passage.text))
        for claim, span in zip(claims, passage.places(claims), strict=True):
            message = f"`{' '.join(claim.split())}` promises what is not known."
            hint = "Say `can ease` or `may help`, or what one feels."
            yield Diagnostic(codes.FORBIDDEN_CLAIM, message, passage.source, span, hint)


def _claims(text: str) -> Iterator[str]:
    """Each forbidden claim of a text, in order."""
    for sentence in _SENTENCE.finditer(text):
        for claim in _CLAIM.finditer(sentence[0]):
            if not _DENIAL.search(sentence[0][: claim.end()]):
                yield claim[0]
