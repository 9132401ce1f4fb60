"""A figure's text with one value changed is the same text with one value changed."""

from __future__ import annotations

import difflib
import textwrap
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import SourceFile
from sitegen.load import load_guide, read_figure
from sitegen.load.figure_changes import changed_values
from sitegen.load.figure_layout import written
from sitegen.load.figure_text import edited, figure_text_of, read_figure_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Location

STRETCHES = load_guide(ROOT / "content", drafts=True).guide.stretches
TEXTS = {slug: figure_text_of(stretch.source_file) for slug, stretch in STRETCHES.items()}
COMMENTED = """\
figure:           # seen from the side
  base: standing
  # The wall is in front.
  start: {hands: {to: wall, at: [0.345, 0.090, 0.80]}}  # flat
  end:
    pelvis: {tilt_forward: 8}  # not more

    'neck': {"extension": 6}
  props:
  - wall           # in front
  - prop: chair
    at: [0.40]
  regions: [
    calf-right,  # most
    calf-left,
  ]
"""


def places_in(values: Any, at: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Every place in values, with what stands there."""
    inner = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in inner:
        yield (*at, key), value
        if isinstance(value, dict | tuple):
            yield from places_in(value, (*at, key))


def touched(before: str, after: str) -> list[str]:
    """The lines that differ, marked as in a diff."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("+ ", "- "))]


@pytest.mark.parametrize("slug", list(TEXTS))
def test_what_is_opened_and_copied_is_the_figure(slug: str) -> None:
    """It is the very lines of the file, and read again it is the same figure."""
    stretch, text = STRETCHES[slug], TEXTS[slug]

    assert f"\n{text}" in stretch.source_file.text
    assert read_figure_text(text).figure == stretch.figure
    assert read_figure(textwrap.dedent(text.partition("\n")[2]), slug) == stretch.figure


@pytest.mark.parametrize("slug", list(TEXTS))
def test_a_number_changed_changes_its_line_alone(slug: str, *, long: bool) -> None:
    """And changed back, it is the old figure."""
    text = TEXTS[slug]
    values = read_figure_text(text).values
    numbers = [(at, value) for at, value in places_in(values) if type(value) in {int, float}]
    for at, value in numbers if long else numbers[:: max(1, len(numbers) // 3)]:
        after = edited(text, at, value + 0.25)

        assert read_figure_text(after).values == changed_values(values, at, value + 0.25)
        assert [line[0] for line in touched(text, after)] == ["-", "+"]
        assert read_figure_text(edited(after, at, value)).figure == STRETCHES[slug].figure
    assert numbers


@pytest.mark.parametrize("text", [COMMENTED, *list(TEXTS.values())[::6]])
def test_what_is_taken_out_takes_nothing_with_it(text: str) -> None:
    """Every place of the text in turn: the other values stay, and no line is written anew."""
    values = read_figure_text(text).values
    for at, _ in places_in(values):
        after = edited(text, at, None)

        assert read_figure_text(after).values == changed_values(values, at, None)
        added = [line for line in touched(text, after) if line.startswith("+")]
        assert len(added) <= 1


@pytest.mark.parametrize("text", [COMMENTED, *list(TEXTS.values())[::6]])
@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("view",), "front"),
        (("crop",), "head"),
        (("middle", "spine", "flexion"), 10),
        (("end", "spine", "rotation_left"), 12.5),
        (("end", "hand_left"), {"to": "wall", "at": [0.3, 0.1]}),
        (("end", "caption"), "Lean in: slowly, #1"),
        (("start", "step"), 2),
        (("props", 0, "height"), 0.2),
        (("regions",), ["chest", "back"]),
        (("arrows", 9), {"follow": "head"}),
    ],
)
def test_what_is_added_leaves_the_rest(text: str, at: Location, value: Any) -> None:
    """Comments, the order of the keys, and how numbers are written."""
    values = read_figure_text(text).values
    after = edited(text, at, value)

    assert read_figure_text(after).values == changed_values(values, at, value)
    if "# not more" in text:
        assert [
            word for word in ("# seen", "# The", "# flat", "# not", "0.090") if word not in after
        ] == []


def test_an_edit_is_put_where_a_writer_would_put_it() -> None:
    """Keys in the order of their declaration, a line for each joint of a pose."""
    text = "figure:\n  base: standing\n  end: {}\n  regions: [back]\n"
    for at, value in (
        (("end", "knee_left", "flexion"), 20),
        (("end", "spine", "flexion"), 30),
        (("end", "spine", "rotation_left"), 10),
        (("start", "caption"), "Stand tall"),
        (("view",), "front"),
        (("props", 0), "floor"),
    ):
        text = edited(text, at, value)

    assert text == textwrap.dedent("""\
        figure:
          view: front
          base: standing
          start:
            caption: Stand tall
          end:
            spine: {flexion: 30, rotation_left: 10}
            knee_left: {flexion: 20}
          props: [floor]
          regions: [back]
        """)


@pytest.mark.parametrize(
    "text",
    [
        "base: standing\nend: {}\nregions: [back]",
        "figure: {base: standing, end: {}, regions: [back]}",
        "figure:\n    base: standing\n    end:\n    regions:\n    - back\n",
        '"figure":\n  ? base\n  : standing\n  end: {spine: {flexion: 3,},}\n  regions: [back]\n',
        "base: >-\n  standing\nend:\n  caption: |-\n    no\n\nregions: [back]\n",
        "figure:\nother: 1\n",
        "figure: 3\n",
        "",
    ],
)
def test_however_it_is_written_an_edit_does_what_it_says(text: str) -> None:
    """Where the layout cannot be kept, it goes, and no value does."""
    values = read_figure_text(text).values
    after = edited(text, ("end", "neck", "flexion"), 5)

    assert read_figure_text(after).values == changed_values(values, ("end", "neck", "flexion"), 5)


@settings(max_examples=25)
@given(words=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
@pytest.mark.parametrize("text", [COMMENTED, "figure: {base: standing, end: {}, regions: []}"])
def test_any_words_can_be_a_caption(text: str, words: str) -> None:
    """Whatever YAML would make of them without quotes."""
    for caption in (words, f"{words}: {words}", f" {words} #", f"- {words}, [{words}]"):
        after = edited(text, ("end", "caption"), caption)

        assert read_figure_text(after).values["end"]["caption"] == caption


@given(degrees=st.floats(-360, 360))
def test_any_number_can_be_an_angle(degrees: float) -> None:
    """It is written without an exponent, and to a ten-thousandth."""
    after = edited(COMMENTED, ("end", "neck", "extension"), degrees)

    assert read_figure_text(after).values["end"]["neck"]["extension"] == pytest.approx(
        degrees, abs=6e-5
    )


def test_values_are_laid_out_as_the_guide_has_them() -> None:
    """Written anew, a figure looks as its neighbours do."""
    text = TEXTS["calf-wall"]

    assert written(read_figure_text(text).values) == text.replace("0.80]", "0.8]")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title",
        "---\n---\n",
        "---\ntitle: x\n---\n",
        "---\nfigure: [\n---\n",
        "---\nfigure: 1\n",
    ],
)
def test_a_file_without_a_figure_has_no_text_of_one(text: str) -> None:
    """Nor has one whose front matter cannot be read."""
    assert figure_text_of(SourceFile("x.md", text)) == ""


def test_comments_and_lines_below_are_no_part_of_a_figure() -> None:
    """Copied text is the figure's own lines."""
    figure = "figure:\n  base: standing\n  end: {}  # so\n"
    text = f"---\ntitle: x\n{figure}\n# next\nauthor: y\n---\nfigure: z\n"

    assert (
        figure_text_of(SourceFile("x.md", text)) == "figure:\n  base: standing\n  end: {}  # so\n"
    )


def test_a_fault_is_told_at_its_keys() -> None:
    """So that the studio shows it beside the control."""
    read = read_figure_text(
        "figure: {base: standng, end: {neck: {flexion: x, up: 1}}, regions: [back]}"
    )

    assert read.figure is None
    assert [at for at, _ in read.faults] == [
        ("base",),
        ("end", "neck", "flexion"),
        ("end", "neck", "up"),
    ]
