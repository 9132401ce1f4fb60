"""Rendering: plain words, clean HTML, addresses that are right from everywhere."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path

import pytest
from conftest import LAYERS, ROOT, SMALL_GUIDE, TEMPLATES
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from sitegen.checks import check_pages
from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.memory import Memory
from sitegen.model import Kind, Range, Sides
from sitegen.render import Earlier, render_site, words
from sitegen.render.addresses import file_of, make_absolute, make_relative
from sitegen.render.assets import assets_of, read_sources
from sitegen.render.environment import make_environment, template_diagnostic
from sitegen.render.markdown import blocks_html, converted, inline_html
from sitegen.render.scripts import EARLY_SCRIPT, OWN_SCRIPTS, SHARED_SCRIPTS, read_scripts
from sitegen.render.scripts import packed as packed_script
from sitegen.render.styles import apart, packed
from sitegen.render.view_builder import ViewBuilder

SLUGS = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
ADDRESSES = st.lists(SLUGS, max_size=3).map(lambda parts: "/" + "".join(f"{p}/" for p in parts))
HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://tracker.example/pixel.png)",
    '<a href="#" onclick="alert(1)">x</a>',
    '<p style="position:fixed">x</p>',
    '<iframe src="https://evil.example"></iframe>',
    '<form action="https://evil.example"><input name="password"></form>',
    "<svg><script>alert(1)</script></svg>",
    "<base href='https://evil.example/'>",
    "text {: onclick=alert(1) }",
)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "½ minute"), (30, "½ minute"), (31, "1 minute"), (61, "1½ minutes"), (600, "10 minutes")],
)
def test_minutes_are_rounded_up_to_a_half(seconds: float, said: str) -> None:
    """A reader is told a little more time than it takes, never less."""
    assert words.minutes_words(seconds) == said


@pytest.mark.parametrize(
    ("kind", "hold", "times", "sides", "said"),
    [
        ("hold", (5, 15), (3, 3), "none", "Hold 5 to 15 seconds, 3 times"),
        ("hold", (10, 10), (1, 1), "each", "Hold 10 seconds, once on each side"),
        ("move", (0, 0), (8, 8), "both", "Move slowly, 8 times"),
        ("move", (1, 1), (2, 4), "each", "Move slowly, pause 1 second, 2 to 4 times on each side"),
    ],
)
def test_a_dose_is_one_plain_line(
    kind: Kind, hold: tuple[int, int], times: tuple[int, int], sides: Sides, said: str
) -> None:
    """How long, how often and which side, in the order in which one does it."""
    assert words.dose_words(kind, Range(*hold), Range(*times), sides) == said


def test_fifteen_seconds_are_three_breaths() -> None:
    """The worked example of the guide holds for its numbers."""
    assert words.breaths_words(Range(15, 15)) == "about 3 slow breaths"


@given(target=ADDRESSES, page=ADDRESSES)
def test_a_relative_address_leads_back_to_where_it_came_from(target: str, page: str) -> None:
    """From any page to any other, under any sub-path and from disk."""
    path = file_of(page)
    html = make_relative(f'<a class="x" href="{target}">x</a>', path)
    relative = html.split('href="')[1].split('"')[0]

    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), relative)) == file_of(target)


@given(page=ADDRESSES)
def test_a_fragment_of_the_same_page_stays_on_it(page: str) -> None:
    """A link to a place on its own page does not load the page again."""
    assert make_relative(f'<a href="{page}#stop">x</a>', file_of(page)) == '<a href="#stop">x</a>'


def test_words_that_look_like_addresses_are_left_alone() -> None:
    """Only what stands in a tag is an address."""
    text = 'Write href="/floor/" here.'

    assert make_relative(text, "about/index.html") == text
    assert make_absolute(text, "https://guide.example/sub/") == text


@pytest.mark.parametrize("markdown_text", HOSTILE)
def test_nothing_hostile_survives(markdown_text: str) -> None:
    """A contributor's Markdown cannot run, load, hide or send anything."""
    tree = LexborHTMLParser(str(blocks_html(markdown_text)))
    elements = tree.css("body *")
    attributes = {name for element in elements for name in element.attributes}
    targets = [str(element.attributes.get("href")) for element in tree.css("[href]")]

    assert {element.tag for element in elements} <= {"p", "a", "code"}
    assert attributes <= {"href"}
    assert all(target.startswith("#") for target in targets)


@given(text=st.text(alphabet="aB1 .,;:()?'\u2019\u00b0\u00bd%/-<&*_`[]#!\"", max_size=60))
def test_a_plain_line_is_its_own_html(text: str) -> None:
    """The short cut for plain lines never differs from Markdown itself."""
    line = f"Sit {text} down"
    shortened = str(inline_html(line))
    whole = str(blocks_html(line)).strip()

    assert whole in {shortened, f"<p>{shortened}</p>"}


def test_markdown_of_the_guide_comes_out_whole() -> None:
    """Headings with addresses, lists, tables and callouts: what the pages need is kept."""
    text = (
        '## Stop signs\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n!!! urgent "Now"\n    Go.\n'
    )
    html = str(blocks_html(text))

    assert '<h2 id="stop-signs">Stop signs</h2>' in html
    assert "<li>one</li>" in html
    assert "<td>1</td>" in html
    assert '<div class="admonition urgent">' in html


def test_content_is_never_a_template() -> None:
    """Braces in a page are shown as braces."""
    loaded = load_guide(SMALL_GUIDE)
    stretch = loaded.guide.stretches["chin-to-chest"]
    changed = replace(stretch, feel="{{ 7 * 7 }} {% raw %}", closing="{{ site }}")
    stretches = {**loaded.guide.stretches, "chin-to-chest": changed}
    guide = replace(loaded.guide, stretches=stretches)
    (page,) = (
        page.content.decode()
        for page in render_site(guide, LAYERS).pages
        if page.path == "stretches/chin-to-chest/index.html"
    )

    assert "{{ 7 * 7 }} {% raw %}" in page
    assert "{{ site }}" in page


@given(st.text(alphabet="ab1 .\n\\`*_[]()<>!&;:#-|/", max_size=60))
def test_a_converter_that_looks_for_less_finds_the_same(text: str) -> None:
    """What a text has no sign of cannot be in it."""
    signs = frozenset("`\\[!<&*_")

    assert converted(text, signs & set(text)) == converted(text, signs)


def test_only_the_whole_guide_waits_in_a_hurry() -> None:
    """A preview shows the page that was written at once, and the book of before for a moment."""
    guide = load_guide(SMALL_GUIDE).guide
    before = {page.path: page for page in render_site(guide, LAYERS).pages}
    slug, stretch = next(iter(guide.stretches.items()))
    stretches = {**guide.stretches, slug: replace(stretch, title="Something else")}
    changed = replace(guide, stretches=stretches)
    whole = {page.path: page for page in render_site(changed, LAYERS).pages}
    earlier = Earlier(before.get, stands_in=True)
    rendered = render_site(changed, LAYERS, earlier=earlier)
    hurried = {page.path: page for page in rendered.pages}
    differing = {path for path in whole if hurried[path].digest != whole[path].digest}
    fresh = [page for page in rendered.pages if page.path not in rendered.stale]

    assert hurried["guide/index.html"] == before["guide/index.html"]
    assert differing == {"guide/index.html", "sw.js"}
    assert rendered.stale == {"guide/index.html"}
    assert list(check_pages(changed, fresh)) == []


def test_a_property_that_is_empty_on_purpose_keeps_its_space() -> None:
    """Older browsers take no property without any value; all other spaces go."""
    assert packed("a {\n  --b: ;\n  --c: 1 ;\n  --d: ;\n}") == "a{--b: ;--c:1;--d: }"


def test_a_script_goes_out_without_comments_and_indents() -> None:
    """Only whole comments go, so that nothing a script says or runs can be taken for one."""
    source = """\
/* What it is. */
/** @param {string} name
    // twice */
(() => {
  /** @type {string} */ let kept = "//a"; // why
  // how
  use(kept, "/* b */", /\\/\\*c/);
})();
"""

    assert (
        packed_script(source)
        == """\
(() => {
let kept = "//a"; // why
use(kept, "/* b */", /\\/\\*c/);
})();
"""
    )


def test_no_script_has_a_text_over_several_lines() -> None:
    """What begins a line in such a text could look like a comment or an indent."""
    lines = {
        f"{file.name}:{number}"
        for file in (TEMPLATES / "scripts").glob("*.js")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if line.count("`") % 2 and not line.lstrip().startswith(("*", "/*", "//"))
    }

    assert lines == set()


def test_a_fault_of_a_style_names_the_folder_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where what became of the same templates is remembered, under another name."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    style = tmp_path / "own" / "components" / "own" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text(".a {", "utf-8")
    for folder in (tmp_path / "own", Path("own")):
        memory = Memory("assets", tmp_path)
        (fault,) = read_sources(Layers.of(TEMPLATES, folder), memory, "digest").faults
        memory.keep()

        assert fault.source.path == f"{folder.as_posix()}/components/own/style.css"


def test_what_a_script_says_can_be_said_in_another_language() -> None:
    """Each sentence is given to `_`; what fails for want of an element is for us to read."""
    unsaid = {
        sentence
        for script in read_scripts(LAYERS).values()
        for sentence in re.findall(r"""(?<!_\()["`]([A-Z][\w']*,? [^"`]*)["`]""", script)
        if not sentence.startswith("There is no ${kind.name}")
    }

    assert unsaid == set()


def test_every_script_is_loaded_somewhere() -> None:
    """A source that no kind of page names would be read by nobody."""
    sources = {file.stem for file in (TEMPLATES / "scripts").glob("*.js")}
    named = {name for names in OWN_SCRIPTS.values() for name in names}

    assert named | {EARLY_SCRIPT, *SHARED_SCRIPTS} == sources


@pytest.mark.parametrize(
    ("style", "everywhere", "paper"),
    [
        ("a{b:c}", "a{b:c}", ""),
        ("@media print{a{b:c}}", "", "a{b:c}\n"),
        (
            "@layer x{a{b:c}@media print{a{b:d}e{f:g}}h{i:j}}",
            "@layer x{a{b:c}h{i:j}}",
            "@layer x{a{b:d}e{f:g}}\n",
        ),
        (
            '@layer x;@layer y{a{b:"}"}@media (width){c{d:e}}@media print{a{b:"{"}}}k{l:m}',
            '@layer x;@layer y{a{b:"}"}@media (width){c{d:e}}}k{l:m}',
            '@layer y{a{b:"{"}}\n',
        ),
        (
            "@layer x{@media print{a{b:c}}d{e:f}@media print{g{h:i}}}",
            "@layer x{d{e:f}}",
            "@layer x{a{b:c}}\n@layer x{g{h:i}}\n",
        ),
    ],
)
def test_print_rules_are_taken_apart_in_their_layers(
    style: str, everywhere: str, paper: str
) -> None:
    """No rule is lost, and none leaves its layer."""
    assert apart(style) == (everywhere, paper)


def test_related_stretches_are_the_next_ones_of_the_same_home() -> None:
    """As in a circle, each once, and never the stretch itself."""
    guide = load_guide(ROOT / "content").guide
    builder = ViewBuilder(guide, assets_of(read_sources(LAYERS), {}, {})[0])
    homes: dict[str, list[str]] = {}
    for slug, stretch in guide.stretches.items():
        homes.setdefault(stretch.home, []).append(slug)
    for same in homes.values():
        for place, slug in enumerate(same):
            related = [card.slug for card in builder.stretch(guide.stretches[slug]).related]

            assert related == [*same[place + 1 :], *same[:place]][:5]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scripts/reading-early.js", None, "No such file or directory"),
        ("scripts/finder.js", "na\u00efve", "it is not UTF-8 text"),
        ("styles/base.css", "na\u00efve", "it is not UTF-8 text"),
        ("components/finder/own.css", "na\u00efve", "it is not UTF-8 text"),
        ("sw.js", "na\u00efve", "it is not UTF-8 text"),
    ],
)
def test_style_or_script_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    """One that is not there, or was saved with another encoding."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / name).unlink()
    if content:
        (templates / name).write_text(content, "latin-1")
    rendered = render_site(load_guide(SMALL_GUIDE).guide, Layers.of(templates))

    assert rendered.pages == ()
    assert [(fault.source.path, fault.message) for fault in rendered.diagnostics] == [
        (str(templates / name), f"This file of the templates cannot be read: {said}.")
    ]


def test_template_behind_a_link_is_named_as_it_is_reached(tmp_path: Path) -> None:
    """Whoever keeps components elsewhere is shown the line all the same."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    steps = templates / "components" / "steps"
    steps.rename(tmp_path / "elsewhere")
    steps.symlink_to(tmp_path / "elsewhere")
    (steps / "template.html").write_text("{% macro steps( %}", "utf-8")
    (fault,) = render_site(load_guide(SMALL_GUIDE).guide, Layers.of(templates)).diagnostics

    assert fault.source.path == (steps / "template.html").as_posix()


def test_a_template_that_is_deleted_while_it_fails_is_still_named(tmp_path: Path) -> None:
    """Its line cannot be shown any more."""
    file = tmp_path / "a.html"
    file.write_text("{{ 1 / 0 }}", encoding="utf-8")
    template = make_environment(Layers.of(tmp_path)).get_template("a.html")
    file.unlink()
    with pytest.raises(ZeroDivisionError) as failed:
        template.render()

    assert template_diagnostic(failed.value, Layers.of(tmp_path)).source.path == file.as_posix()


@pytest.mark.parametrize("name", ["styles/base.css", "scripts/offline.js"])
def test_a_device_in_place_of_a_template_file_is_named(tmp_path: Path, name: str) -> None:
    """Some have no end, and a pipe lets its reader wait for ever."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / name).unlink()
    (templates / name).symlink_to("/dev/null")
    (fault,) = render_site(load_guide(SMALL_GUIDE).guide, Layers.of(templates)).diagnostics

    assert fault.source.path == (templates / name).as_posix()
