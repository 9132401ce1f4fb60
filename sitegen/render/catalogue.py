"""The words of templates, put otherwise: as a publisher has them, or in another language.

A template says `_("Stop if")`, or more than a word between `trans` and `endtrans`.  What
`words/<language>.yaml` beside the templates says for that text stands in its place, text for text
as gettext has it.  The words are put in before a template is compiled, so no page waits for them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic, suggestion
from sitegen.load import load_texts
from sitegen.render.saying import texts_of_the_program
from sitegen.render.template_files import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.layers import Layers

FOLDER = "words"
_TEXT = re.compile(
    r'(?P<shown>\{\{ )?\b_\("(?P<word>[^"\n]+)"\)(?(shown) \}\})'
    r"|\{% trans(?: (?P<values>[^%\n]+))? %\}(?P<sentence>[^\n]+?)\{% endtrans %\}"
)
_VALUE = re.compile(r"\{\{ (\w+) \}\}")
_NAMED = re.compile(r"(\w+)=([^,]+)")
# What a text is made of besides words: tags, values, and the signs of both and of templates.
_FIXED = re.compile(r"<[^<>]*>|\{\{ \w+ \}\}|\{\w+\}|&#?\w+;|[<>{}&]")


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
    known = _texts_of(templates) | texts_of_the_program() if files else frozenset()
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


def worded(template: str, words: Mapping[str, str]) -> str:
    """A template with its words put in, each line in its place."""

    def put(text: re.Match[str]) -> str:
        if text["word"]:
            word = words.get(text["word"], text["word"])
            return word if text["shown"] else json.dumps(word, ensure_ascii=False)
        values = dict(_NAMED.findall(text["values"] or ""))
        sentence = words.get(text["sentence"], text["sentence"])
        return _VALUE.sub(lambda value: f"{{{{ {values.get(value[1], value[1])} }}}}", sentence)

    return _TEXT.sub(put, template)


def _texts_of(templates: Layers) -> frozenset[str]:
    """Every text that a template says."""
    # Of a template that is replaced, too: the other may extend it.
    files = (path for folder in templates.folders for path in folder.glob("**/*.html"))
    return frozenset(
        text["word"] or text["sentence"] for path in files for text in _TEXT.finditer(text_of(path))
    )


def _fault_of(text: str, said: str, known: frozenset[str]) -> tuple[codes.Code | None, str, str]:
    """What is wrong with the words for a text: code, message, and hint; None where nothing is."""
    if text not in known:
        hint = suggestion(text, known) or "Write it as the template does."
        return codes.UNKNOWN_WORDS, f"Nothing in the guide says “{text}”.", hint
    if sorted(_FIXED.findall(said)) != sorted(_FIXED.findall(text)) or "\n" in said:
        message = f"The words for “{text}” have other tags or values in them."
        hint = "Take over each `<…>` and each `{…}`, and no other, on one line."
        return codes.OTHER_MARKUP, message, hint
    return None, "", ""
