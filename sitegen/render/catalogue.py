"""The words of templates and scripts put otherwise: as a publisher has them, or in a language.

Both say `_("Stop if")`; a template says more than a word between `trans` and `endtrans`.  What
`words/<language>.yaml` beside the templates says for that text stands in its place, text for text
as gettext has it.  The words are put in before a template is compiled, and before a script is
published, so no page waits for them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen import codes
from sitegen.diagnostics import START, Diagnostic, SourceFile, suggestion
from sitegen.load import load_texts
from sitegen.render.saying import texts_of_the_program
from sitegen.render.template_files import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.layers import Layers

FOLDER = "words"
_TEXT = re.compile(
    r'(?P<shown>\{\{ )?\b_\("(?P<word>[^"\n]+)"\)(?(shown) \}\})'
    r"|\{% trans(?: (?P<values>[^%\n]+))? %\}(?P<sentence>[^\n]+?)\{% endtrans %\}"
)
_SCRIPT_TEXT = re.compile(r'(?P<call>\b_\(\s*)"(?P<text>[^"\n]+)"')
_USES = re.compile(r'\{% (?:extends|from|include|import) "([^"]+)"')
_NAMED_AT_ONCE = 3
_VALUE = re.compile(r"\{\{ (\w+) \}\}")
_NAMED = re.compile(r"(\w+)=([^,]+)")
# What a text is made of besides words: tags, values, and the signs of both and of templates; a
# space that no line is broken at is as good as any.
_FIXED = re.compile(r"<[^<>]*>|\{\{ \w+ \}\}|\{\w+\}|&(?!nbsp;)(?:#?\w+;)?|[<>{}]")


class Texts(NamedTuple):
    """What templates and scripts say.

    Attributes:
        said: The texts of each file, by its name from the templates' folder.
        uses: The templates that a template extends or imports.
    """

    said: dict[str, tuple[str, ...]]
    uses: dict[str, tuple[str, ...]]


def read_texts(templates: Layers) -> Texts:
    """Read what templates and scripts say.

    A template that is replaced counts, too: the other may extend it.

    Raises:
        OSError: A file cannot be read.
    """
    said: dict[str, tuple[str, ...]] = {}
    uses: dict[str, tuple[str, ...]] = {}
    for folder in templates.folders:
        for path in folder.glob("**/*.html"):
            name, text = path.relative_to(folder).as_posix(), text_of(path)
            texts = (found["word"] or found["sentence"] for found in _TEXT.finditer(text))
            said[name] = (*said.get(name, ()), *texts)
            used = (other.removeprefix("guide/") for other in _USES.findall(text))
            uses[name] = (*uses.get(name, ()), *used)
        for path in folder.glob("scripts/*.js"):
            name = path.relative_to(folder).as_posix()
            texts = (found["text"] for found in _SCRIPT_TEXT.finditer(text_of(path)))
            said[name] = (*said.get(name, ()), *texts)
    return Texts(said, uses)


def read_words(
    templates: Layers, language: str, texts: Texts | None = None, *, is_begun: bool = False
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Read the words of a language.

    Args:
        templates: The templates; of several layers, the uppermost has the say over each text.
        language: As guide.yaml names it.
        texts: What the templates say; None where it is to be read, if there are words at all.
        is_begun: Whether a text may be without words, with `""` behind it.

    Returns:
        What stands for which text of the templates, and what is wrong with the files.

    Raises:
        OSError: A file cannot be read.
    """
    words: dict[str, str] = {}
    faults: list[Diagnostic] = []
    places = (folder / FOLDER / f"{language}.yaml" for folder in templates.folders)
    files = [path for path in places if path.exists()]
    known: frozenset[str] = frozenset()
    if files:
        known = texts_of_the_program().union(*(texts or read_texts(templates)).said.values())
    for path in files:
        source, own, found = load_texts(path, is_begun=is_begun)
        faults += found
        for text, said in own.items():
            if not said.text:
                continue
            code, message, hint = _fault_of(text, said.text, known)
            if code:
                faults.append(Diagnostic(code, message, source, said.span, hint))
            else:
                words[text] = said.text
    return words, faults


def missing_words(
    templates: Layers, language: str, words: Mapping[str, str], wanted: Iterable[str]
) -> list[Diagnostic]:
    """Whether a language has words for all that its pages say.

    Args:
        templates: The templates.
        language: Its tag.
        words: What it has.
        wanted: The texts.
    """
    missing = [text for text in dict.fromkeys(wanted) if text not in words]
    if not missing:
        return []
    source = SourceFile(templates.path(f"{FOLDER}/{language}.yaml").as_posix())
    named = ", ".join(f"“{text}”" for text in missing[:_NAMED_AT_ONCE])
    more = " and others" if missing[_NAMED_AT_ONCE:] else ""
    message = f"Pages in this language say what it has no words for: {named}{more}."
    hint = f"`build.py new words {language}` puts each into this file, for its words to be written."
    return [Diagnostic(codes.MISSING_WORDS, message, source, START, hint)]


def texts_on(pages: Iterable[str], scripts: Iterable[str], texts: Texts) -> list[str]:
    """The texts that some pages say, with those of the program, which may be on any.

    Args:
        pages: Their templates.
        scripts: The names of what they run.
        texts: What each file says.
    """
    files = [*pages]
    for file in files:
        files += [used for used in texts.uses.get(file, ()) if used not in files]
    files += [f"scripts/{name}.js" for name in scripts]
    said = [text for file in files for text in texts.said.get(file, ())]
    return [*said, *sorted(texts_of_the_program())]


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


def worded_script(script: str, words: Mapping[str, str]) -> str:
    """A script with its words put in."""

    def put(call: re.Match[str]) -> str:
        said = words.get(call["text"], call["text"])
        return call["call"] + json.dumps(said, ensure_ascii=False)

    return _SCRIPT_TEXT.sub(put, script) if words else script


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
