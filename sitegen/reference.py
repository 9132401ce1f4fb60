"""The pages for contributors that are made from the code, so that they cannot be out of date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec

from sitegen import codes
from sitegen.codes import CATALOGUE, Code
from sitegen.model import (
    CONTENT_KINDS,
    DIRECTIONS,
    ContentKind,
    Declared,
    Direction,
    Fields,
    Range,
    declared_fields,
    example_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HEAD = """\
# Diagnostics

Every fault that `python build.py check` can report, by its code. A code never changes its
meaning, so it can be searched for. An error stops a build; a warning does not.

This page is made from `sitegen/codes.py`; to renew it, run
`.venv/bin/python -m pytest --update tests/test_docs.py`. Each code links to an example, which is
also its test.
"""
_FIELDS_HEAD = """\
# Fields

Every key that a contributor can write: what it means, what can stand there, an example to copy, and
the codes of what can be wrong with it. [schemas](schemas) has the same for editors, and
[editors.md](editors.md) says how to use them.

This page is made from `sitegen/model/`; to renew it, run
`.venv/bin/python -m pytest --update tests/test_docs.py`.

- A **Markdown** file begins with a line `---`, the keys, and `---` again; below stands its text.
  The first numbered list of a stretch is its steps. A **YAML** file holds nothing but keys.
- A key marked **required** has to be there. Any other may be left out, and then counts as what
  stands behind *else*.
- A text that holds `: ` or ` #`, or looks like a number or a date, wants quotes around it.
- Of any key this can be reported: {general}.

Kinds of files: {kinds}. Below them stand the [groups of keys](#groups-of-keys) that these hold.
"""
GENERAL_FAULTS = (
    codes.MISSING_KEY,
    codes.UNKNOWN_KEY,
    codes.DUPLICATE_KEY,
    codes.WRONG_TYPE,
    codes.WRONG_VALUE,
    codes.YAML_SYNTAX,
    codes.YAML_FEATURE,
    codes.CONTROL_CHARACTER,
    codes.NOT_UTF8,
    codes.TOO_LARGE,
    codes.STILL_AN_EXAMPLE,
)
"""What can be wrong with any key, and is said once."""
_COLUMNS = ("Key", "Meaning", "What can stand there", "Example", "What can be wrong")
_WORDS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date: year-month-day",
    Range: "a whole number, or [low, high]",
    Direction: f"one of {', '.join(f'`{name}`' for name in DIRECTIONS)}, or [forward, left, up]",
}


def diagnostics_page() -> str:
    """docs/diagnostics.md."""
    return _HEAD + "".join(_entry(code) for code in sorted(CATALOGUE, key=lambda code: code.name))


def _entry(code: Code) -> str:
    severity = "Error" if code.is_error else "Warning"
    example = f"[Example](../tests/cases/diagnostics/{code.name}.md)"
    action = f"**What to do:** {code.action} {example}."
    return f"\n## {code.name}\n\n{severity}. {code.meaning}\n\n{action}\n"


def fields_page() -> str:
    """docs/fields.md."""
    kinds = ", ".join(f"[{kind.name}](#{_anchor(kind.title)})" for kind in CONTENT_KINDS)
    groups = dict.fromkeys(group for kind in CONTENT_KINDS for group in _groups(kind.fields))
    return "".join(
        [
            _FIELDS_HEAD.format(general=_links(GENERAL_FAULTS), kinds=kinds),
            *map(_kind_section, CONTENT_KINDS),
            "\n## Groups of keys\n",
            *map(_group_section, groups),
        ]
    )


def faults_of(field: Declared) -> tuple[Code, ...]:
    """What can be wrong with a key, beside what can be with any."""
    about = field.about
    found = [about.unknown] if about.unknown else []
    found += [codes.TOO_LONG] if about.longest else []
    found += [codes.IMPOSSIBLE_DATE] if field.type is date else []
    return (*found, *about.faults)


def _groups(kind: type[Fields]) -> Iterator[type[Fields]]:
    """Every group of keys inside another, outer ones first."""
    inner = [_item_of(field.type) for field in declared_fields(kind).values()]
    groups = [type_ for type_ in inner if _is_group(type_)]
    yield from groups
    for group in groups:
        yield from _groups(group)


def _item_of(type_: Any) -> Any:
    """The type of a value, or of each item of a list."""
    return get_args(type_)[0] if get_origin(type_) is tuple else type_


def _is_group(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Fields)


def _kind_section(kind: ContentKind) -> str:
    form = "Markdown" if kind.files.endswith(".md") else "YAML"
    names = " Each entry stands below a name of its own." if kind.is_by_name else ""
    schema = f"[JSON Schema](schemas/{kind.name}.schema.json)"
    head = f"\n## {kind.title}\n\n`{kind.files}` ({form}). {kind.fields.__doc__}{names} {schema}.\n"
    return head + _table(kind.fields)


def _group_section(group: type[Fields]) -> str:
    short = group.shorthand
    instead = f" A plain word stands for `{short}` alone." if short else ""
    head = f"\n### {_name_of(group)}\n\n{group.__doc__}{instead} Example: `{group.example}`.\n"
    return head + _table(group)


def _table(kind: type[Fields]) -> str:
    defaults = {each.name: each.default for each in msgspec.structs.fields(kind)}
    rows = [
        (
            f"`{name}`",
            field.about.meaning,
            _value_of(field, defaults[name]),
            f"`{name}: {example_of(field)}`",
            _links(faults_of(field)),
        )
        for name, field in declared_fields(kind).items()
    ]
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _value_of(field: Declared, default: Any) -> str:
    """What can stand behind a key, and whether it has to."""
    words = _words_of(field)
    if field.is_required:
        return f"**required**; {words}"
    if default is None or default in ((), ""):
        return words
    return f"{words}; else `{_written(default)}`"


def _words_of(field: Declared) -> str:
    about, type_ = field.about, field.type
    if get_origin(type_) is tuple:
        fewest = ", at least one item" if field.is_required else ""
        return f"a list{fewest}; each: {_words_of(field._replace(type=_item_of(type_)))}"
    if get_origin(type_) is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in get_args(type_))
    if _is_group(type_):
        name = _name_of(type_)
        word = f"its `{type_.shorthand}` alone, or " if type_.shorthand else ""
        return f"{word}the keys of [{name}](#{_anchor(name)})"
    least = f"at least {about.least}" if about.least is not None else ""
    most = f"at most {about.most}" if about.most is not None else ""
    if least and most:
        least, most = f"from {about.least} to {about.most}", ""
    longest = f"at most {about.longest} characters" if about.longest else ""
    words = about.form.words if about.form else _WORDS[type_]
    return ", ".join(filter(None, (words, least, most, longest)))


def _written(value: Any) -> str:
    """A default as a contributor would write it."""
    if isinstance(value, Range):
        return f"[{value.low}, {value.high}]"
    if isinstance(value, Direction):
        return next(name for name, direction in DIRECTIONS.items() if direction == value)
    if isinstance(value, Fields):
        return str(getattr(value, value.shorthand)) if value.shorthand else "{}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _name_of(group: type[Fields]) -> str:
    """`SpineAngles` as `Spine angles`."""
    words = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in group.__name__)
    return words.strip().capitalize()


def _anchor(heading: str) -> str:
    """The address of a heading on its page."""
    return heading.lower().replace(" ", "-")


def _links(found: Iterable[Code]) -> str:
    return ", ".join(f"[{code.name}](diagnostics.md#{code.name})" for code in found)
