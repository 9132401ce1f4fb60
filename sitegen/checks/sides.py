"""A picture of the other side is never called by the name of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic
from sitegen.model import SIDES, captions_of, read_mirror, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Guide


def check_other_sides_are_said(guide: Guide) -> Iterator[Diagnostic]:
    """What a translation says of a side changes where the original's words for it do."""
    for translation in guide.translations.values():
        mirror = read_mirror(translation.words.mirror)
        for slug, said in translation.guide.stretches.items():
            original = guide.stretches[slug]
            if original.sides != "each":
                continue
            captions = zip(captions_of(original), captions_of(said), strict=False)
            for index, (ours, theirs) in enumerate(captions):
                if swapped(ours, SIDES) != ours and swapped(theirs, mirror) == theirs:
                    message = f"“{theirs}” would be said of the other side, too."
                    hint = (
                        "Put its word for the side beside the opposite below `mirror` in "
                        f"`guide.{translation.language}.yaml`, as in `- izquierda derecha`."
                    )
                    span = said.span_of("captions", index)
                    yield Diagnostic(codes.UNTOLD_SIDE, message, said.source_file, span, hint)
