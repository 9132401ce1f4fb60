"""The small guide with a text of one's choice in every field that takes text, and in every body.

The fields are those that `sitegen/model` declares, so a new one is among them by itself.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, get_args, get_origin

import yaml
from conftest import SMALL_GUIDE, TODAY, run

from sitegen.checks import check_guide
from sitegen.diagnostics import CONTROL_CHARACTER, has_errors
from sitegen.load import load_guide
from sitegen.model import (
    AreaFields,
    CautionFields,
    Fields,
    PageFields,
    RoutineFields,
    SettingsFields,
    SourceFields,
    StretchFields,
    TermFields,
    declared_fields,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sitegen.diagnostics import Diagnostic
    from sitegen.model import Page

Place: TypeAlias = tuple[str | int, ...]
"""The keys and places that lead to a value."""
# Which file of the small guide says what of each kind, and where in it.
FILES: dict[str, tuple[type[Fields], Place]] = {
    "guide.yaml": (SettingsFields, ()),
    "sources.yaml": (SourceFields, ("acsm-2021",)),
    "glossary.yaml": (TermFields, ("splenius capitis",)),
    "stretches/ear-to-shoulder.md": (StretchFields, ()),
    "areas/neck.md": (AreaFields, ()),
    "routines/morning.md": (RoutineFields, ()),
    "pages/about.md": (PageFields, ()),
    "cautions/dizziness.md": (CautionFields, ()),
}
NAME = "name"
"""A source and a term are called by a key, which is a field too, though nothing declares it."""
STEPS = "1. Sit tall.\n2. {}\n3. Come back.\n"
# How a text stands in the body of a file; the last part of its field's name.
BODIES = {
    "stretches/ear-to-shoulder.md": ("introduction", "{}\n\n" + STEPS.format("Let it sink.")),
    "stretches/chin-to-chest.md": ("step", STEPS),
    "stretches/knee-rolls.md": ("closing", STEPS.format("Let it sink.") + "\nWords.\n\n{}\n"),
    "areas/neck.md": ("body", "{}\n"),
    "routines/morning.md": ("body", "{}\n"),
}
FORMS = {
    "paragraph": "{}",
    "heading": "## {}",
    "smaller-headings": "### {}\n\n#### {}",
    "lines-and-rule": "{}  \n{}\n\n---\n",
    "list": "- {}",
    "numbered-list": "1. {}",
    "quotation": "> {}",
    "strong-words": "**{}** and _{}_",
    "callout-title": '!!! note "{}"\n    Words.',
    "callout": '!!! ask "Words"\n    {}',
    "table-head": "| {} | b |\n|---|---|\n| c | d |",
    "table": "| a | b |\n|---|---|\n| {} | c |",
    "link-words": "[{}](/safety/)",
    "link-target": "[words]({})",
    "link-target-in-brackets": "[words](<{}>)",
    "link-title": '[words](/safety/ "{}")',
    "reference": "[words][name]\n\n[name]: {}",
    "reference-title": '[words][name]\n\n[name]: /safety/ "{}"',
    "automatic-link": "<{}>",
    "image-words": "![{}](/icon.svg)",
    "image-address": "![words]({})",
    "code": "`{}`",
    "fenced-code": "```{}\n{}\n```",
    "indented-code": "Words:\n\n    {}",
    "html-block": "<div>{}</div>",
    "comment": "<!-- {} -->",
}
"""Every way in which a body can hold a text, by the name of a page that does."""
BODIES |= {f"pages/{name}.md": (name, form) for name, form in FORMS.items()}
_HEAD = {"title": "Words", "summary": "Words."}
# What stands harmlessly in a field that cannot hold any words, by its first key or its part.
_HARMLESS = {
    "sources": "acsm-2021",
    "ask_first": "dizziness",
    "edit": "https://guide.example/{path}",
    "report": "https://guide.example/",
    "security": "mailto:security@guide.example",
    "step": "Let it sink.",
    "link-target": "/safety/",
    "link-target-in-brackets": "/safety/",
    "reference": "/safety/",
}
_DAY = "reviewed_on"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Field(NamedTuple):
    """A place that takes a text: a file, and the keys that lead there, or the part of its body."""

    file: str
    place: Place | str


class Made(NamedTuple):
    """A guide that was built.

    Attributes:
        pages: Its files; the build has no fault.
        refused: The fields whose texts the build would not take.
    """

    pages: tuple[Page, ...]
    refused: frozenset[Field]


@cache
def fields() -> tuple[Field, ...]:
    """Every place that takes a text."""
    found = [
        Field(file, (*at, *place))
        for file, (kind, at) in FILES.items()
        for place, type_ in leaves(kind)
        if type_ is str
    ]
    found += [Field(file, NAME) for file in ("sources.yaml", "glossary.yaml")]
    return (*found, *(Field(file, part) for file, (part, _) in BODIES.items()))


def leaves(kind: type[Fields]) -> Iterator[tuple[Place, Any]]:
    """The way to each single value of a kind, and its type."""
    for name, declared in declared_fields(kind).items():
        for place, type_ in _leaves(declared.type):
            yield (name, *place), type_


def _leaves(type_: Any) -> Iterator[tuple[Place, Any]]:
    if get_origin(type_) is tuple:
        yield from (((0, *place), leaf) for place, leaf in _leaves(get_args(type_)[0]))
    elif isinstance(type_, type) and issubclass(type_, Fields):
        yield from leaves(type_)
    else:
        yield (), type_


def build(folder: Path, text_of: Callable[[Field], str]) -> Made:
    """Build a guide with a text in every field; what is refused is taken out, until it is whole."""
    refused: set[Field] = set()
    while True:
        lines = write(folder, {field: text_of(field) for field in fields() if field not in refused})
        loaded = load_guide(folder)
        found = [*loaded.diagnostics, *check_guide(loaded.guide, today=TODAY)]
        pages: tuple[Page, ...] = ()
        if not has_errors(found):  # most is refused before any page is made
            pages, found = run(folder)
        faults = [fault for fault in found if fault.is_error]
        if not faults:
            return Made(pages, frozenset(refused))
        blamed = {field for fault in faults for field in _blamed(fault, folder, lines)}
        assert not blamed <= refused, [(fault.message, fault.source.path) for fault in faults]
        refused |= blamed


def _blamed(fault: Diagnostic, folder: Path, lines: Mapping[str, list[Field]]) -> set[Field]:
    """The field at the place of a fault; every field of its file, where none is there."""
    file = fault.source.path.removeprefix(f"{folder.as_posix()}/")
    if file.endswith(".html"):  # found on the finished page: in the body, or in what all pages say
        stem = file.removesuffix("/index.html")
        bodies = {name for name in BODIES if name in {f"{stem}.md", f"pages/{stem}.md"}}
        return {Field(name, BODIES[name][0]) for name in bodies} or set(lines["guide.yaml"])
    assert file in lines, fault.message  # no text may lead to a fault of a template
    here = fault.span.line - 1
    return {lines[file][here]} if here else set(lines[file])


def write(folder: Path, texts: Mapping[Field, str]) -> dict[str, list[Field]]:
    """Write a guide with a text in each of these fields; harmless words stand in the others.

    Returns:
        For each file, the field that stands in each of its lines.
    """
    if not folder.exists():
        shutil.copytree(SMALL_GUIDE, folder)
    lines = {}
    for file in (*FILES, *(name for name in BODIES if name not in FILES)):
        own = {field.place: text for field, text in texts.items() if field.file == file}
        written, fields_ = _written(file, own)
        (folder / file).write_bytes(written.encode("utf-8", "surrogatepass"))
        lines[file] = [Field(file, place) for place in fields_]
    return lines


def _written(file: str, own: Mapping[Place | str, str]) -> tuple[str, list[Place | str]]:
    """A file with its own texts, and what stands in each line of it."""
    values, body = _read(file)
    kind, at = FILES.get(file, (None, ()))
    for place, type_ in leaves(kind) if kind else ():
        if type_ is str:
            harmless = _HARMLESS.get(str(place[0]), "Words.")
            values = _with(values, (*at, *place), own.get((*at, *place)), harmless)
    if "reviewed_by" in values:  # one needs the other
        values = {_DAY: date(2026, 5, 31), **values}
    if "security" in values:  # as here
        values = {**values, "security": {**values["security"], "expires": date(2026, 12, 31)}}
    entries: list[tuple[str, Place | str]] = [*_lines(values, ())]
    if NAME in own:
        entries += [(f"{quoted(own[NAME])}:", NAME)]
        entries += [(f"  {line}", NAME) for line, _ in _lines(_read(file)[0][str(at[0])], ())]
    text = [line for line, _ in entries]
    places = [place for _, place in entries]
    if file.endswith(".md"):
        part, form = BODIES.get(file, ("", ""))
        body = form.format(*2 * [own.get(part, _HARMLESS.get(part, "Words."))]) if form else body
        rest = ["---", *body.split("\n")]
        text, places = ["---", *text, *rest], ["", *places, *[part] * len(rest)]
    return "\n".join(text) + "\n", places


def _read(file: str) -> tuple[dict[str, Any], str]:
    """The values and the body of a file of the small guide; a page of our own has little."""
    path = SMALL_GUIDE / file
    if not path.exists():
        return _HEAD, ""
    text = path.read_text("utf-8")
    if file.endswith(".yaml"):
        return _parsed(text), ""
    _, front, body = text.split("---\n", 2)
    return _parsed(front), body


@cache
def _parsed(text: str) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load(text)
    return values


def _with(values: Any, place: Place, text: str | None, harmless: str) -> Any:
    """Values with a text where a place leads; without one, what is there, or harmless words."""
    if not place:
        return text or values or harmless
    key, *rest = place
    if key == 0:
        first, *others = values or [None]
        return [_with(first, (*rest,), text, harmless), *others]
    group = values if isinstance(values, dict) else {key: values}  # a text may stand for its key
    return {**group, key: _with(group.get(key), (*rest,), text, harmless)}


def _lines(value: Any, place: Place, indent: str = "") -> Iterator[tuple[str, Place]]:
    """YAML with one single value on each line, and the place of each."""
    items = enumerate(value) if isinstance(value, list) else value.items()
    for key, item in items:
        sign = f"{indent}-" if isinstance(value, list) else f"{indent}{quoted(str(key))}:"
        if item and isinstance(item, dict | list):
            yield sign, (*place, key)
            yield from _lines(item, (*place, key), f"{indent}  ")
        else:
            yield f"{sign} {quoted(item)}", (*place, key)


def quoted(value: Any) -> str:
    """A value as YAML reads it; no character of a text can be mistaken for YAML."""
    if not isinstance(value, str) or _DATE.fullmatch(value):
        return str(value) if isinstance(value, str | date) else json.dumps(value)
    return CONTROL_CHARACTER.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
