"""The words of templates, put otherwise: as a publisher has them, or in another language.

A template says `_("Stop if")`, or more than a word between `trans` and `endtrans`.  What
`words/<language>.yaml` beside the templates says for that text stands in its place, as gettext has
it: text for text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from sitegen import codes
from sitegen.diagnostics import Diagnostic, suggestion
from sitegen.load import load_texts
from sitegen.render.environment import make_environment
from sitegen.render.template_files import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.layers import Layers

FOLDER = "words"
# What a text is made of besides words: tags, values to be filled in, and the signs of all of them.
_FIXED = re.compile(r"<[^<>]*>|%\(\w+\)s|&#?\w+;|[<>%&]")


def read_words(templates: Layers, language: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """Read the words of a language.

    Args:
        templates: The templates; of several layers, the uppermost has the say over each text.
        language: As guide.yaml names it.

    Returns:
        What stands for which text of the templates, and what is wrong with the files.

    Raises:
        OSError: A template cannot be read.
    """
    words: dict[str, str] = {}
    faults: list[Diagnostic] = []
    places = (folder / FOLDER / f"{language}.yaml" for folder in templates.folders)
    files = [path for path in places if path.exists()]
    known = frozenset(_texts_of(templates)) if files else frozenset()
    for path in files:
        source, texts, found = load_texts(path)
        faults += found
        for text, said in texts.items():
            code, message, hint = _fault_of(text, said.text, known)
            if code:
                faults.append(Diagnostic(code, message, source, said.span, hint))
            else:
                words[text] = said.text
    return words, faults


def _fault_of(text: str, said: str, known: frozenset[str]) -> tuple[codes.Code | None, str, str]:
    """What is wrong with the words for a text: code, message, and hint; None where nothing is."""
    if text not in known:
        hint = suggestion(text, known) or "Write it as the template does."
        return codes.UNKNOWN_WORDS, f"No template says “{text}”.", hint
    if sorted(_FIXED.findall(said)) != sorted(_FIXED.findall(text)):
        message = f"The words for “{text}” have other tags or values in them."
        return codes.OTHER_MARKUP, message, "Take over each `<…>` and each `%(…)s`, and no other."
    return None, "", ""


def _texts_of(templates: Layers) -> Iterator[str]:
    """Every text that a template says."""
    environment = make_environment(templates)
    for path in templates.paths("**/*.html").values():
        with suppress(TemplateError):  # which is reported where that template is rendered
            found = environment.extract_translations(text_of(path))  # type: ignore[attr-defined] # of an extension
            for _, _, text in found:
                yield from (text,) if isinstance(text, str) else filter(None, text)
