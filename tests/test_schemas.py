"""The JSON Schemas in docs/schemas/ say what the loader says."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

import pytest
from conftest import ROOT, SMALL_GUIDE
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sitegen.diagnostics import SourceFile
from sitegen.load.fields import read_fields
from sitegen.load.files import TRANSLATED_PAGE, Finds
from sitegen.load.front_matter import read_document
from sitegen.load.placed_yaml import read_mapping
from sitegen.model import (
    CONTENT_KINDS,
    ContentKind,
    Document,
    Fields,
    declared_fields,
    example_of,
)
from sitegen.schemas import content_schema, schema_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ROOT / "docs" / "schemas"
KINDS = {kind.name: kind for kind in CONTENT_KINDS}
# What a schema cannot see, as its module says.
BEYOND_A_SCHEMA = {"must be a range with its low number first"}


def as_json(value: Any) -> Any:
    """A value of YAML as an editor hands it to a schema: a date is text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def as_yaml(value: Any) -> Any:
    """A value as the loader reads it from YAML: a list is a tuple."""
    if isinstance(value, dict):
        return {key: as_yaml(item) for key, item in value.items()}
    return tuple(map(as_yaml, value)) if isinstance(value, list | tuple) else value


@cache
def validator(name: str) -> Draft202012Validator:
    """What checks a kind of file."""
    return Draft202012Validator(content_schema(KINDS[name]))


@cache
def groups() -> dict[type[Fields], Draft202012Validator]:
    """Every group of keys, at the top of a file or inside another, and what checks it."""
    found: dict[type[Fields], Draft202012Validator] = {}
    for kind in CONTENT_KINDS:
        schema = content_schema(kind)
        for group in _groups(kind.fields):
            name = group.__name__.removesuffix("Fields")
            is_top = group is kind.fields and not kind.is_by_name
            own = schema if is_top else {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
            found.setdefault(group, Draft202012Validator(own))
    return found


def _groups(kind: type[Fields]) -> Iterator[type[Fields]]:
    yield kind
    for field in declared_fields(kind).values():
        inner = get_args(field.type)[0] if get_origin(field.type) is tuple else field.type
        if isinstance(inner, type) and issubclass(inner, Fields):
            yield from _groups(inner)


class _Blank:
    """Stands for the fields that take the place of those that cannot be used."""

    def __getattr__(self, _: str) -> None:
        """Have every name."""


def faults_of_loader(kind: type[Fields], values: dict[str, Any]) -> list[str]:
    """What the loader says of a group of keys."""
    finds = Finds()
    document = Document(SourceFile("x.yaml"))
    read_fields(kind, as_yaml(values), document, finds, blank=cast("Any", _Blank()))
    return [f"{each.code.name}: {each.message}" for each in finds.diagnostics]


def written(text: str) -> Any:
    """A value as the build reads it from YAML, behind a key."""
    finds = Finds()
    placed = read_mapping(f"key: {text}", 1, SourceFile("x.yaml"), finds)

    assert finds.diagnostics == []
    assert placed
    return placed.values["key"]


def example(kind: type[Fields]) -> dict[str, Any]:
    """A group with a good value for each key."""
    return {name: written(example_of(field)) for name, field in declared_fields(kind).items()}


def test_schemas_are_made_from_the_model(*, update: bool) -> None:
    """docs/schemas/ holds what the declarations make, and nothing else."""
    made = schema_files()
    if update:
        FOLDER.mkdir(exist_ok=True)
        for name, text in made.items():
            (FOLDER / name).write_text(text, encoding="utf-8")

    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == made


@pytest.mark.parametrize("name", KINDS)
def test_schema_is_one(name: str) -> None:
    """Each keeps to the draft that it names, with patterns that JavaScript reads as Python does."""
    schema = content_schema(KINDS[name])
    Draft202012Validator.check_schema(schema)
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(schema))

    # Without these letters and signs behind it, a backslash is an error to JavaScript.
    needless = re.compile(r"\\[^\\^$.*+?()\[\]{}|/dDsSwWbB]|\(\?[^:]")
    assert [each for each in patterns if needless.search(json.loads(each))] == []


def content_files(folder: Path) -> list[tuple[ContentKind, Path]]:
    """Every file of a content folder that has a schema."""
    return [
        (kind, path)
        for kind in CONTENT_KINDS
        if kind.files.startswith("content/")
        for path in sorted(folder.glob(kind.files.removeprefix("content/")))
        if kind.name.endswith("-words") or not TRANSLATED_PAGE.fullmatch(path.name)
    ]


@pytest.mark.parametrize("folder", [ROOT / "content", SMALL_GUIDE], ids=["guide", "small"])
def test_every_file_of_a_guide_keeps_to_its_schema(folder: Path) -> None:
    """An editor marks nothing in a guide without faults."""
    files = content_files(folder)
    said = []
    for kind, path in files:
        source, finds = SourceFile(path.name, path.read_text("utf-8")), Finds()
        if path.suffix == ".md":
            read = read_document(source, finds)
            values = read[1] if read else {}
        else:
            placed = read_mapping(source.text, 1, source, finds)
            values = placed.values if placed else {}
        assert values
        errors = validator(kind.name).iter_errors(as_json(values))
        said += [f"{path}: {error.json_path}: {error.message}" for error in errors]

    words = {name for name in KINDS if name.endswith("-words")}
    wanted = KINDS.keys() - {"sheet"} - (words if folder == SMALL_GUIDE else set())
    assert {kind.name for kind, _ in files} == wanted
    assert said == []


@pytest.mark.parametrize("kind", groups(), ids=lambda kind: kind.__name__)
def test_every_example_is_good(kind: type[Fields]) -> None:
    """What stands as an example can be copied: schema and loader take it, each key and all."""
    values = example(kind)
    together = written(kind.example) if kind.example else values
    whole = {kind.shorthand: together} if isinstance(together, str) else together

    for group in (values, whole):
        assert faults_of_loader(kind, group) == []
        assert [error.message for error in groups()[kind].iter_errors(as_json(group))] == []


WRONG: tuple[Any, ...] = (
    True, 0, -1, 3, 99, 2.5, -100.5, "", "x", "word " * 100, "floor", "up", "https://guide.example/",
    [], ["x"], [3], [3, 4], [1.5, 0, 1], [0, 0, 0], [3, 4, 5, 6], ["x"] * 101, [[]], [True, False],
    [None], {}, {"x": 1}, None,
)  # fmt: skip


@pytest.mark.parametrize("kind", groups(), ids=lambda kind: kind.__name__)
def test_schema_and_loader_agree_on_every_value(kind: type[Fields]) -> None:
    """Whatever stands behind a key, either both take it or both refuse it."""
    good, disagreed = example(kind), []
    for key, value in ((key, value) for key in good for value in WRONG):
        values = good | {key: value}
        is_taken = groups()[kind].is_valid(as_json(values))
        faults = faults_of_loader(kind, values)
        if is_taken == bool(faults):
            disagreed.append((key, value, faults or "the loader takes it"))

    assert disagreed == []


@pytest.mark.parametrize("kind", groups(), ids=lambda kind: kind.__name__)
def test_schema_and_loader_agree_on_keys(kind: type[Fields]) -> None:
    """A key that is needed is missed by both, and one that nothing reads is refused by both."""
    good, declared = example(kind), declared_fields(kind)
    for key, field in declared.items():
        less = {name: value for name, value in good.items() if name != key}
        assert groups()[kind].is_valid(as_json(less)) == (not field.is_required)
        assert bool(faults_of_loader(kind, less)) == field.is_required
    for key in ("colour", "Title", ""):
        assert not groups()[kind].is_valid(as_json(good | {key: 1}))
        assert faults_of_loader(kind, good | {key: 1})


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=22)


def values_of(schema: dict[str, Any], shared: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Whatever a schema takes: small numbers, short texts, any of its keys."""
    if "$ref" in schema:
        return st.deferred(lambda: values_of(shared[schema["$ref"].rpartition("/")[2]], shared))
    if "anyOf" in schema:
        return st.one_of(*(values_of(each, shared) for each in schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of(*(_typed(each, schema, shared) for each in types))


def _typed(type_: str, schema: dict[str, Any], shared: dict[str, Any]) -> st.SearchStrategy[Any]:
    low, high = schema.get("minimum", -90), schema.get("maximum", 90)
    if type_ == "object":
        needed = schema.get("required", [])
        keys = {key: values_of(each, shared) for key, each in schema["properties"].items()}
        return st.fixed_dictionaries(
            {key: each for key, each in keys.items() if key in needed},
            optional={key: each for key, each in keys.items() if key not in needed},
        )
    if type_ == "array":
        most = min(schema.get("maxItems", 3), 3)
        made = st.lists(
            values_of(schema["items"], shared), min_size=schema.get("minItems", 0), max_size=most
        )
        return made.filter(any) if "not" in schema else made
    if type_ == "string" and "format" in schema:
        return st.dates()
    if type_ == "string":
        # Where `$` is a line's end to Python, it is the text's end to every other reader.
        form = schema.get("pattern", "").replace("$", r"\Z")
        texts = TEXT.filter(str.strip) if form == r"\S" else st.from_regex(form)
        return texts.filter(lambda text: len(text) <= schema.get("maxLength", len(text)))
    return {
        "integer": st.integers(low, high),
        "number": st.one_of(st.integers(low, high), st.floats(low, high)),
        "boolean": st.booleans(),
        "null": st.none(),
    }[type_]


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_a_schema_takes_the_loader_takes(name: str, data: st.DataObject) -> None:
    """No type, key or value that an editor lets pass is refused by a build."""
    kind = KINDS[name]
    schema = content_schema(kind)
    shared = schema.get("$defs", {})
    whole = schema["additionalProperties"] if kind.is_by_name else schema
    values = data.draw(values_of(whole, shared))
    document = {"name": values} if kind.is_by_name else values
    faults = faults_of_loader(kind.fields, values)

    assert validator(name).is_valid(as_json(document))
    assert [fault for fault in faults if not any(words in fault for words in BEYOND_A_SCHEMA)] == []
