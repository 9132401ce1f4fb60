"""What loading promises: exact places, nothing guessed, nothing lost, and never an exception."""

from __future__ import annotations

import datetime as dt
import shutil
import string
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SMALL_GUIDE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import SourceFile, Span
from sitegen.load import load_guide
from sitegen.load.files import Finds
from sitegen.load.front_matter import read_document
from sitegen.load.placed_yaml import PlacedValues, read_mapping
from sitegen.load.steps import split_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.load.guide import Loaded
    from sitegen.model import Document

STRETCH = (SMALL_GUIDE / "stretches" / "chin-to-chest.md").read_text(encoding="utf-8")
# Longer than any build of one page takes on a slow machine, far shorter than what never ends.
SECONDS_AT_MOST = 5.0

PLAIN_TEXTS = st.text(string.ascii_letters + "éß漢😀_", min_size=1, max_size=12)
SCALARS = st.one_of(
    PLAIN_TEXTS,
    st.integers(-999, 999).map(str),
    st.dates().map(str),
    st.sampled_from(["true", "1:30", "010", "no", "1.5"]),
    PLAIN_TEXTS.map("'{}: #'".format),
    PLAIN_TEXTS.map('"{} [\\t]"'.format),
)
FRONT_MATTER_SIGNS = r"""
--- : - [ ] { } ' " &a *a !t # | > ? % @ title areas dose hold times neck 30 2026-02-30 true
1. é !!! \x00
"""
FRONT_MATTER_PIECES = st.sampled_from(
    [
        *FRONT_MATTER_SIGNS.split(),
        "\ufeff",
        "\x00",
        "draft: true\n",
        "\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        ": ",
        "- ",
        "---\n",
    ]
)


def values_of(text: str) -> tuple[PlacedValues | None, Finds]:
    """YAML read as guide.yaml is."""
    finds = Finds()
    return read_mapping(text, 1, SourceFile("guide.yaml", text), finds), finds


def codes_of(finds: Finds) -> list[str]:
    """The codes of what was found."""
    return [diagnostic.code.name for diagnostic in finds.diagnostics]


def document_of(text: str) -> Document:
    """A page that is sound."""
    finds = Finds()
    read = read_document(SourceFile("page.md", text), finds)
    assert read is not None, codes_of(finds)
    return read[0]


def stretch_of(data: bytes, folder: Path, *, drafts: bool = False) -> Loaded:
    """The small guide with another chin-to-chest."""
    content = folder / "content"
    if not content.exists():
        shutil.copytree(SMALL_GUIDE, content)
    (content / "stretches" / "chin-to-chest.md").write_bytes(data)
    return load_guide(content, drafts=drafts)


def underlined(source: SourceFile, span: Span) -> str:
    """The text that a span underlines."""
    return source.lines[span.line - 1][span.column - 1 :][: span.length]


# Values and their places


class TestPlaces:
    """Each value is underlined exactly, so that its writer sees at once what is meant."""

    @given(entries=st.dictionaries(PLAIN_TEXTS, SCALARS, min_size=1, max_size=8))
    def test_a_value_is_underlined_as_it_is_written(self, entries: dict[str, str]) -> None:
        """The span of a value covers its source text: no more, no less; so does that of a key."""
        text = "".join(f"{key}:  {value}\n" for key, value in entries.items())
        placed, _ = values_of(text)

        assert placed is not None
        source = SourceFile("guide.yaml", text)
        for key, value in entries.items():
            if (key,) in placed.value_spans:
                assert underlined(source, placed.value_spans[key,]) == value
            assert underlined(source, placed.key_spans[key,]) == key

    @given(items=st.lists(SCALARS, min_size=1, max_size=6), indent=st.integers(0, 6))
    def test_an_item_of_a_list_is_underlined_as_it_is_written(
        self, items: list[str], indent: int
    ) -> None:
        """In a list between brackets and in one with hyphens, at any indentation."""
        lines = "".join(f"{' ' * indent}- {item}\n" for item in items)
        text = f"inline: [{', '.join(items)}]\nbelow:\n{lines}"
        placed, _ = values_of(text)

        assert placed is not None
        source = SourceFile("guide.yaml", text)
        for key in ("inline", "below"):
            found = [placed.value_spans[key, place] for place in range(len(items))]
            assert [underlined(source, span) for span in found] == items

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_line_ends_and_byte_order_mark_change_no_place(
        self, ends: str, mark: bytes, tmp_path: Path
    ) -> None:
        """A file saved on Windows gives the same guide and the same places."""
        plain = stretch_of(STRETCH.encode(), tmp_path)
        other = stretch_of(mark + STRETCH.replace("\n", ends).encode(), tmp_path)

        assert other.diagnostics == plain.diagnostics == ()
        assert other.guide == plain.guide

    def test_a_body_keeps_the_indentation_of_its_first_line(self) -> None:
        """The first step may be indented; its place is still right."""
        body = split_body(document_of("---\ntitle: A\n---\n\n  1. Sit tall.\n  2. Rest.\n"))

        assert [step.span for step in body.steps] == [Span(5, 6, 9), Span(6, 6, 5)]


class TestNothingIsGuessed:
    """YAML's guesses about numbers and words are not made: text stays text."""

    @pytest.mark.parametrize(
        "text", ["1:30", "010", "0o7", "0x1F", "1_000", "1e3", "no", "yes", "on", "off", "y", ".5"]
    )
    def test_what_only_looks_like_a_number_or_a_word_stays_text(self, text: str) -> None:
        """PyYAML would read these as 90, 8, 7, 31, 1000, 1000.0, False, True, ..."""
        placed, finds = values_of(f"key: {text}")

        assert placed is not None
        assert placed.values == {"key": text}
        assert not finds.diagnostics

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("30", 30),
            ("-3", -3),
            ("0", 0),
            ("1.5", 1.5),
            ("true", True),
            ("False", False),
            ("~", None),
            ("", None),
            ("2026-05-31", dt.date(2026, 5, 31)),
            ("'30'", "30"),
            ('"true"', "true"),
            ("'2026-05-31'", "2026-05-31"),
            ("[1, two]", (1, "two")),
            ("{a: 1}", {"a": 1}),
        ],
    )
    def test_plain_values_are_what_a_reader_takes_them_for(self, text: str, value: Any) -> None:
        """Numbers, true and false, dates, nothing; in quotes all of them are text."""
        placed, _ = values_of(f"key: {text}")

        assert placed is not None
        assert placed.values == {"key": value}

    @given(number=st.integers(-999_999_999, 999_999_999))
    def test_whole_numbers_are_read_as_written(self, number: int) -> None:
        """A number of up to nine signs is a number; a longer one is text, and refused as such."""
        placed, _ = values_of(f"key: {number}")

        assert placed is not None
        assert str(placed.values["key"]) == str(number)

    def test_the_first_of_two_equal_keys_counts_and_the_second_is_reported(self) -> None:
        """Nothing is overwritten in silence."""
        placed, finds = values_of("hold: 30\nhold: 90\n")

        assert placed is not None
        assert placed.values == {"hold": 30}
        assert [(d.code.name, d.span) for d in finds.diagnostics] == [
            ("duplicate-key", Span(2, 1, 4))
        ]


# What would not end


def billion_laughs() -> str:
    """Nine lines that would unfold to a thousand million words."""
    first = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"
    above = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9))
    return "\n".join([first, *above])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("title: " + "a" * 990_000, "too-large", id="a megabyte"),
        pytest.param("a: " + "[" * 50_000, "too-large", id="50,000 brackets"),
        pytest.param("a: " + "{a: " * 15_000, "too-large", id="braces"),
        pytest.param("a:\n- " + "- ? " * 15_000, "too-large", id="hyphens on a line"),
        pytest.param(
            "a:\n" + "".join(" " * i + "-\n" for i in range(1, 300)), "too-large", id="indent"
        ),
        pytest.param("a: &a [*a]", "yaml-feature", id="a list inside itself"),
        pytest.param(billion_laughs(), "yaml-feature", id="billion laughs"),
    ],
)
def test_front_matter_that_would_not_end_gives_one_report_at_once(
    text: str, code: str, tmp_path: Path
) -> None:
    """However much is pasted in, a build goes on, and says it once."""
    started = time.perf_counter()
    loaded = stretch_of(f"---\n{text}\n---\n1. Sit.\n".encode(), tmp_path)

    assert [diagnostic.code.name for diagnostic in loaded.diagnostics] == [code]
    assert time.perf_counter() - started < SECONDS_AT_MOST


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("\n".join("    " * i + "- a" for i in range(150)), id="lists in lists"),
        pytest.param("*" * 20_000 + "a" + "*" * 20_000, id="stars"),
        pytest.param("[" * 20_000, id="brackets"),
        pytest.param("`a" * 20_000, id="backticks"),
    ],
)
def test_a_body_that_would_not_end_gives_one_report(body: str, tmp_path: Path) -> None:
    """Python-Markdown would call itself without end, or take minutes."""
    page = STRETCH.replace("A good first stretch.", body)
    loaded = stretch_of(page.encode(), tmp_path)

    assert [diagnostic.code.name for diagnostic in loaded.diagnostics] == ["bad-markdown"]
    assert "chin-to-chest" not in loaded.guide.stretches


# A writer's mistake never raises


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One folder for many examples."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def assert_spans_lie_inside(loaded: Loaded) -> None:
    """Every diagnostic points to a place that its file has."""
    for diagnostic in loaded.diagnostics:
        span, lines = diagnostic.span, diagnostic.source.lines
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert span.column + span.length <= len(lines[span.line - 1]) + 2


# The folder is the same for every example, and each example writes the whole file anew.
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestFaultsNeverRaise:
    """Whatever the bytes, loading returns, and each finding has a place inside its file."""

    @many
    @given(data=st.binary(max_size=200))
    @example(data=b"")
    @example(data=b"---")
    @example(data="---\ntitle: é\n---".encode("utf-16"))
    def test_any_bytes(self, folder: Path, data: bytes) -> None:
        """A picture, a word processor's file, a half-written one."""
        assert_spans_lie_inside(stretch_of(data, folder))

    @many
    @given(pieces=st.lists(FRONT_MATTER_PIECES, max_size=30))
    @example(pieces=["areas", ": ", "30"])
    @example(pieces=["areas", ": ", "[", "]"])
    def test_anything_that_looks_like_front_matter(self, folder: Path, pieces: list[str]) -> None:
        """Every order of the signs that mean something."""
        assert_spans_lie_inside(
            stretch_of(f"---\n{''.join(pieces)}\n---\n1. Sit.".encode(), folder)
        )

    @many
    @given(data=st.data())
    def test_any_value_of_any_key(self, folder: Path, data: st.DataObject) -> None:
        """A stretch in which one line of the front matter has another value."""
        lines = STRETCH.split("\n")
        place = data.draw(st.integers(1, lines.index("---", 1) - 1))
        key = lines[place].partition(":")[0]
        value = data.draw(
            st.one_of(SCALARS, st.lists(SCALARS, max_size=3).map(", ".join).map("[{}]".format))
        )
        lines[place] = f"{key}: {value}"

        assert_spans_lie_inside(stretch_of("\n".join(lines).encode(), folder))

    def test_what_stands_in_for_a_faulty_value_is_not_reported(self, tmp_path: Path) -> None:
        """One mistake, one report: the harmless value itself breaks no rule of loading."""
        page = STRETCH.replace("areas: [neck]", "areas: neck")
        loaded = stretch_of(page.encode(), tmp_path)

        assert [diagnostic.code.name for diagnostic in loaded.diagnostics] == ["wrong-type"]

    def test_every_mistake_of_a_file_is_found_in_one_run(self, tmp_path: Path) -> None:
        """A contributor corrects a file once, not fault by fault."""
        page = STRETCH.replace("level: 1", "level: 9").replace("kind: hold", "kind: held")
        page = page.replace("feel: ", "fel: ")
        loaded = stretch_of(page.encode(), tmp_path)

        assert sorted(diagnostic.code.name for diagnostic in loaded.diagnostics) == [
            "missing-key",
            "unknown-key",
            "wrong-value",
            "wrong-value",
        ]

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("ask_frist", "ask_first"), ("mistake", "mistakes"), ("reviewed_an", "reviewed_on")],
    )
    def test_a_key_that_is_nearly_right_is_recognised(
        self, written: str, meant: str, tmp_path: Path
    ) -> None:
        """The hint names the key that was meant."""
        loaded = stretch_of(STRETCH.replace("---\n", f"---\n{written}: x\n", 1).encode(), tmp_path)

        assert loaded.diagnostics[0].hint == f"Did you mean `{meant}`?"


# Steps

WORDS = st.text(string.ascii_letters + "é'", min_size=1, max_size=8)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


class TestSteps:
    """The numbered list of a body is its steps; the rest stays around it."""

    @given(
        introduction=st.lists(PARAGRAPHS, max_size=3),
        steps=st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=1, max_size=8),
        closing=st.lists(PARAGRAPHS, max_size=3),
        gap=st.sampled_from(["\n", "\n\n"]),
    )
    def test_no_word_is_lost(
        self, introduction: list[str], steps: list[list[str]], closing: list[str], gap: str
    ) -> None:
        """Introduction, steps and closing together have every word, in order."""
        numbered = gap.join(f"{n}. " + "\n   ".join(s) for n, s in enumerate(steps, start=1))
        text = "\n\n".join([*introduction, numbered, *closing])
        body = split_body(document_of(f"---\ntitle: A\n---\n{text}\n"))

        assert body.introduction == "\n\n".join(introduction)
        assert [step.text for step in body.steps] == [" ".join(step) for step in steps]
        assert body.closing == "\n\n".join(closing)
        assert body.second_list is None

    def test_a_step_is_underlined_where_its_words_begin(self) -> None:
        """The number is no part of the step."""
        document = document_of("---\ntitle: A\n---\nFirst:\n\n10) Sit tall.\n11) Rest.\n")
        steps = split_body(document).steps

        assert [underlined(document.source, step.span) for step in steps] == ["Sit tall.", "Rest."]

    def test_a_number_without_words_is_a_step_without_words(self) -> None:
        """So that the check of the steps can report it where it stands."""
        body = split_body(document_of("---\ntitle: A\n---\n1. Sit.\n2.\n3. Rest.\n"))

        assert [step.text for step in body.steps] == ["Sit.", "", "Rest."]

    def test_the_words_of_a_step_may_begin_below_its_number(self) -> None:
        """As in Markdown."""
        body = split_body(document_of("---\ntitle: A\n---\n1.\n   Sit.\n2. Rest.\n"))

        assert [step.text for step in body.steps] == ["Sit.", "Rest."]

    def test_a_second_numbered_list_is_found(self) -> None:
        """Only the first list becomes the steps."""
        body = split_body(document_of("---\ntitle: A\n---\n1. Sit.\n\nThen:\n\n1. Rest.\n"))

        assert body.second_list == Span(8, 1, 8)


# Drafts


class TestDrafts:
    """A draft is no part of the guide until it is asked for."""

    DRAFT = STRETCH.replace("---\n", "---\ndraft: true\n", 1).encode()

    def test_a_draft_is_left_out_and_remembered(self, tmp_path: Path) -> None:
        """A name that leads to it can be told from one that leads nowhere."""
        guide = stretch_of(self.DRAFT, tmp_path).guide

        assert "chin-to-chest" not in guide.stretches
        assert guide.has_draft("stretches", "chin-to-chest")
        assert not guide.has_unusable("stretches", "chin-to-chest")

    def test_a_draft_is_kept_where_drafts_are_wanted(self, tmp_path: Path) -> None:
        """The preview and `--drafts` show it."""
        guide = stretch_of(self.DRAFT, tmp_path, drafts=True).guide

        assert guide.stretches["chin-to-chest"].draft
        assert guide.drafts == {}

    def test_the_faults_of_a_draft_are_left_alone(self, tmp_path: Path) -> None:
        """Who is still writing wants no list of what is missing."""
        loaded = stretch_of(b"---\ndraft: true\n---\nSome day.\n", tmp_path)

        assert loaded.diagnostics == ()


# What is nobody's fault twice


def test_a_name_that_leads_to_an_unreadable_file_is_not_called_unknown(tmp_path: Path) -> None:
    """What exists but could not be read is reported where it is."""
    guide = stretch_of(b"\xff", tmp_path).guide

    assert guide.has_unusable("stretches", "chin-to-chest")
    assert not guide.has_unusable("stretches", "calf-wall")


def test_any_name_may_stand_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """One missing folder is one fault, however many names lead into it."""
    guide = load_guide(tmp_path / "nowhere").guide

    assert guide.has_unusable("areas", "neck")


def test_guide_yaml_without_keys_is_a_fault(tmp_path: Path) -> None:
    """No guide is published under a stand-in for its name."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    (tmp_path / "content" / "guide.yaml").write_text("", encoding="utf-8")
    loaded = load_guide(tmp_path / "content")

    assert [diagnostic.code.name for diagnostic in loaded.diagnostics] == ["empty-file"]
