"""What the preview tells of a page, and of the whole guide, beside what is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, SMALL_GUIDE
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_serve import Workshop, eventually, open_workshop, page

import build
from sitegen import codes
from sitegen.checks.measures import measure
from sitegen.checks.pemat import JUDGES, QUESTIONS, judge
from sitegen.checks.prose import prose_of
from sitegen.diagnostics import Diagnostic, SourceFile, Span
from sitegen.load import load_guide
from sitegen.model import Document, Guide, Page, Range, Routine, Stretch, dose_totals
from sitegen.serve.builds import Built
from sitegen.serve.contents import Contents, Item
from sitegen.serve.editors import EDITORS, Editor, EditorError, editor_address
from sitegen.serve.fault_list import Links
from sitegen.serve.live_preview import LivePreview
from sitegen.serve.overview import overview_page
from sitegen.serve.panel import Looked, with_panel
from sitegen.serve.paper_view import on_paper
from sitegen.serve.preview import Preview
from sitegen.serve.side_by_side import side_by_side_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EAR = "stretches/ear-to-shoulder/index.html"
EAR_FILE = f"{SMALL_GUIDE}/stretches/ear-to-shoulder.md"
VSCODE = Editor(EDITORS["vscode"], "/desk/ann")


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The small guide."""
    return load_guide(SMALL_GUIDE).guide


@pytest.fixture
def links(guide: Guide) -> Links:
    """Links of a preview of the small guide, of which two pages are there."""
    shown = {EAR: EAR_FILE, "index.html": "", "safety/index.html": f"{SMALL_GUIDE}/pages/safety.md"}
    return Links(Contents(guide, shown), VSCODE)


def fault(path: str, message: str = "It is so.", *, is_error: bool = True) -> Diagnostic:
    """A fault in a file, at its third line."""
    code = codes.UNKNOWN_AREA if is_error else codes.LONG_SENTENCES
    source = SourceFile(path, "a\nb\nareas: [nek]")
    return Diagnostic(code, message, source, Span(3, 9, 3), "Do so.")


def panel(links: Links, *diagnostics: Diagnostic, path: str = EAR) -> str:
    """The panel on a page."""
    return with_panel("<body></body>", Looked(path, diagnostics, links))


# The panel


def test_the_button_says_how_many_faults_and_the_grade(guide: Guide, links: Links) -> None:
    """The grade is that of the page, which the build checks; too few words have none."""
    long = "Rest your arm. Sit up. Let it sink as far as is easy. Then breathe in and out. " * 9
    ear = guide.stretches["ear-to-shoulder"]
    longer = replace(ear, document=replace(ear.document, body=long))
    stretches = {**guide.stretches, longer.slug: longer}
    contents = Contents(replace(guide, stretches=stretches), links.contents.shown)
    grade = measure(prose_of(longer)).grade

    assert "<summary>1 error</summary>" in panel(links, fault("x.md"))
    assert f"<summary>No faults · grade {grade:.1f}</summary>" in panel(Links(contents))


def test_the_studio_is_one_press_away(links: Links) -> None:
    """From a stretch to its own pictures, from any other page to all; nowhere without a studio."""
    for path, address in ((EAR, "/_studio/?stretch=ear-to-shoulder"), ("index.html", "/_studio/")):
        html = with_panel("<body></body>", Looked(path, (), links, has_studio=True))

        assert f'<a href="{address}">Pictures in the studio</a>' in html
    assert "studio" not in panel(links)


def test_a_link_that_skips_to_the_content_stays_the_first(links: Links) -> None:
    """Who goes by keyboard comes to it before the panel, as on the published page to the menu."""
    skip = '<a class="skip" href="#main">Skip</a>'
    looked = Looked(EAR, (), links)

    assert with_panel(f"<body>{skip}<p>", looked).startswith(f"<body>{skip}<aside ")
    assert with_panel('<body><a href="x">x</a>', looked).startswith("<body><aside ")


def test_faults_of_this_page_come_first_and_errors_before_warnings(links: Links) -> None:
    """Whatever else is wrong with the guide is below."""
    html = panel(
        links,
        fault("other.md", "Other error."),
        fault(EAR_FILE, "Own warning.", is_error=False),
        fault(EAR_FILE, "Own error."),
    )
    order = ["On this page: 1 error and 1 warning", "Own error.", "Own warning."]
    order += ["Elsewhere in the guide: 1 error", "Other error."]

    assert sorted(order, key=html.index) == order


def test_a_fault_is_told_with_all_that_helps(links: Links) -> None:
    """Its code explained, the line underlined, the hint, the page where it shows, the editor."""
    html = panel(links, fault(EAR_FILE))

    assert f'<a href="vscode://file{EAR_FILE}:3:9" title="Opens in your editor">' in html
    assert "3 | areas: [nek]\n  |         ^^^</pre>" in html
    assert "Hint: Do so." in html
    assert codes.UNKNOWN_AREA.meaning.replace("'", "&#x27;") in html
    assert f"What to do: {codes.UNKNOWN_AREA.action}".replace("'", "&#x27;") in html
    assert '<a href="/stretches/ear-to-shoulder/">See the page</a>' in html


def test_a_fault_that_shows_on_no_page_links_to_none(links: Links) -> None:
    """As one of sources.yaml; one that a template makes links to the page that it made."""
    assert "See the page" not in panel(links, fault("sources.yaml"))
    assert '<a href="/">See the page</a>' in panel(links, fault("index.html"))


def test_a_page_with_very_many_faults_stays_light(links: Links) -> None:
    """The overview has the others."""
    html = panel(links, *(fault(f"{number}.md") for number in range(60)))

    assert html.count("<li class=") == 50
    assert '<a href="/_preview/">And 10 more</a>' in html


def test_a_page_of_no_content_file_has_faults_alone(links: Links) -> None:
    """As the start page."""
    html = panel(links, fault("x.md"), path="index.html")

    assert "It is so." in html
    assert "PEMAT" not in html


def test_the_panel_tells_the_numbers_of_its_page(guide: Guide, links: Links) -> None:
    """Sentences and doses, in the words that the guide has for a time."""
    html = panel(links)

    assert "9 sentences of 4.3 words on average" in html
    assert "Let your right ear sink slowly to your right shoulder.</a> (10 words)</li>" in html
    assert '<tr><th scope="row">Each time</th><td>1½ minutes</td><td>1½ minutes</td></tr>' in html
    assert '<tr><th scope="row">In a week</th><td>9 minutes</td><td>9 minutes</td></tr>' in html
    assert "items that a machine can tell are met." in html
    assert "To judge by eye" in html
    assert dose_totals(guide, guide.stretches["ear-to-shoulder"]).week == (525, 525)


def test_what_a_page_says_is_told_as_text(guide: Guide, links: Links) -> None:
    """Its sentences and its title, and the names that they hold."""
    hostile = '<img src="x" onerror="alert(1)">'
    about = edited(guide.pages["about"], f"You see {hostile} & more.", title=f"A {hostile} title")
    term = replace(guide.glossary["splenius capitis"], slug="src", plain=hostile)
    terms = {**guide.glossary, "src": term}
    changed = replace(guide, pages={**guide.pages, "about": about}, glossary=terms)
    contents = Contents(changed, {"about/index.html": about.source_file.path})
    shown = Links(contents, links.editor)
    html = panel(shown, path="about/index.html")
    html += overview_page((), [contents.report_of(about)], shown)

    assert html.count("&lt;img src=") == 4
    assert "<img" not in html


def test_the_first_page_of_a_file_is_the_one_that_it_is_named_after(guide: Guide) -> None:
    """A plan stands below its routine, and is of the same file."""
    shown = {f"routines/morning/{page}index.html": "morning.md" for page in ("six-weeks/", "")}

    assert Contents(guide, shown).address_of(fault("morning.md")) == "/routines/morning/"


# Numbers


def test_a_long_sentence_is_named_and_flagged(guide: Guide, links: Links) -> None:
    """All of them, however many; the place is that of its paragraph."""
    long = " ".join(["word"] * 21)
    body = f"Short one.\n\n{long}.\n\n{long}.\n\n{long}.\n\n{long} and more.\n\nShort again."
    about = guide.pages["about"]
    document = Document(about.source_file, body=body, body_line=7)
    measures = measure(prose_of(replace(about, document=document)))

    assert [found.words for found in measures.longest] == [23, 21, 21, 21]
    assert measures.longest[0].span.line == 15
    pages = {**guide.pages, "about": replace(about, document=document)}
    shown = {"about/index.html": about.source_file.path}
    contents = Contents(replace(guide, pages=pages), shown)
    html = panel(replace_contents(links, contents), path="about/index.html")
    assert html.count("<strong>over 20</strong>") == 4


def replace_contents(links: Links, contents: Contents) -> Links:
    """The same links with other contents."""
    return Links(contents, links.editor)


@given(hold=st.integers(5, 60), more=st.integers(0, 30), times=st.integers(1, 9))
def test_what_a_page_says_lies_between_the_totals(
    guide: Guide, hold: int, more: int, times: int
) -> None:
    """A page says how long the middle of the dose takes."""
    stretch = guide.stretches["ear-to-shoulder"]
    dose = replace(stretch.dose, hold=Range(hold, hold + more), times=Range(times, times + 2))
    totals = dose_totals(guide, replace(stretch, dose=dose))

    assert totals.session.low < stretch.seconds(dose.hold, dose.times) < totals.session.high


def test_a_dose_is_summed_up_to_a_day_and_a_week(guide: Guide) -> None:
    """The least of all that is a range, and the most; a routine is done once a day."""
    stretch = guide.stretches["ear-to-shoulder"]
    dose = replace(
        stretch.dose,
        hold=Range(5, 15),
        times=Range(2, 3),
        per_day=Range(1, 2),
        days_per_week=Range(3, 7),
    )
    routine = guide.routines["morning"]
    parts = [dose_totals(guide, guide.stretches[entry.stretch]) for entry in routine.stretches[:2]]
    # It gives its third a dose of its own.
    third = stretch.seconds(Range(10, 10), Range(1, 1))
    whole = sum(part.session.low for part in parts) + third

    assert dose_totals(guide, replace(stretch, dose=dose)) == (
        (2 * 2 * 10 + 15, 2 * 3 * 20 + 15),
        (55, 270),
        (165, 1890),
    )
    assert dose_totals(guide, routine).session.low == whole
    assert dose_totals(guide, routine).week.low == 3 * whole


# PEMAT-P


def edited(item: Any, body: str = "", **fields: object) -> Any:
    """An item with another body, or other fields."""
    document = Document(item.source_file, item.document.places, body or item.document.body, 9)
    return replace(item, document=document, **fields)


PARAGRAPHS = "You breathe.\n\nYou rest.\n\nYou sit."
BREACHES: dict[int, Callable[[Guide], Item]] = {
    1: lambda guide: edited(guide.pages["about"], summary="One thing. And another."),
    3: lambda guide: edited(
        guide.pages["about"], "Considerable deliberation necessitates circumspection. " * 12
    ),
    4: lambda guide: edited(guide.pages["about"], "The splenius capitis is long."),
    6: lambda guide: edited(guide.pages["about"], "Hold it for 30 s, or for twenty breaths."),
    8: lambda guide: edited(
        guide.stretches["ear-to-shoulder"], steps=guide.stretches["ear-to-shoulder"].steps[:1] * 7
    ),
    9: lambda guide: edited(guide.pages["about"], PARAGRAPHS),
    11: lambda guide: edited(guide.pages["about"], PARAGRAPHS),
    12: lambda guide: edited(guide.pages["about"], PARAGRAPHS),
    15: lambda guide: edited(guide.stretches["ear-to-shoulder"], figure=None),
    16: lambda guide: without("step", guide.stretches["ear-to-shoulder"]),
    17: lambda guide: without("caption", guide.stretches["ear-to-shoulder"]),
    19: lambda guide: edited(guide.pages["about"], "| | You |\n| --- | --- |\n| a | b |"),
    21: lambda guide: edited(guide.pages["about"], "It is known.", summary="It is so."),
    26: lambda guide: guide.routines["morning"],
}

# Where the small guide itself does not meet an item.
SOUND: dict[int, Callable[[Guide], Item]] = {
    21: lambda guide: edited(guide.pages["about"], "You breathe."),
    26: lambda guide: edited(
        guide.routines["morning"], stretches=guide.routines["morning"].stretches[2:]
    ),
}


def without(key: str, stretch: Stretch) -> Stretch:
    """A stretch whose last picture lacks a key."""
    figure = stretch.figure
    assert figure
    return replace(stretch, figure=replace(figure, end=replace(figure.end, **{key: None})))


def pictureless(guide: Guide) -> Guide:
    """The guide without a picture."""
    stretches = {slug: replace(item, figure=None) for slug, item in guide.stretches.items()}
    return replace(guide, stretches=stretches)


@pytest.mark.parametrize("number", [number for number, _ in JUDGES])
def test_each_item_that_a_machine_tells_can_fail(guide: Guide, number: int) -> None:
    """And says what to do; the same page without the breach meets it or is not asked."""
    item = BREACHES[number](guide)
    found = judge(pictureless(guide) if number == 26 else guide, prose_of(item))
    kind = {Stretch: "stretches", Routine: "routines"}.get(type(item), "pages")
    control = SOUND[number](guide) if number in SOUND else getattr(guide, kind)[item.slug]
    sound = judge(guide, prose_of(control))

    assert number in {unmet.number for unmet in found.unmet}
    assert all(unmet.words.endswith(".") for unmet in found.unmet)
    assert number not in {unmet.number for unmet in sound.unmet}


def test_only_items_for_print_are_asked() -> None:
    """The tool numbers 26 items, two of which are about films."""
    numbers = {number for number, _ in JUDGES} | {question.number for question in QUESTIONS}

    assert numbers <= {*range(1, 27)} - {13, 14}


# The editor


def test_the_link_to_the_editor_is_absolute_and_quoted() -> None:
    """No name of a file can end the address early or be taken for a part of it."""
    source = SourceFile('content/../a "b" <c>:7?d#e&é.md', "text")

    assert VSCODE.link(source, Span(3, 9)) == (
        "vscode://file/desk/ann/a%20%22b%22%20%3Cc%3E%3A7%3Fd%23e%26%C3%A9.md:3:9"
    )
    assert Editor(EDITORS["idea"], "/desk").link(SourceFile("a&b.md", "x"), Span(2, 1)) == (
        "idea://open?file=/desk/a%26b.md&line=2&column=1"
    )


def test_a_file_that_could_not_be_read_is_not_opened() -> None:
    """It may not be there; and without an editor nothing is."""
    assert VSCODE.link(SourceFile("missing.md"), Span(1, 1)) == ""
    assert Editor().link(SourceFile("a.md", "text"), Span(1, 1)) == ""


@pytest.mark.parametrize("name", EDITORS)
def test_every_editor_that_has_a_name_is_a_good_address(name: str) -> None:
    """What stands behind a name would be taken if it were typed."""
    assert editor_address(name) == (editor_address(EDITORS[name]) if EDITORS[name] else "")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("emacs", "neither of vscode,"),
        ("", "neither of vscode,"),
        ("{path}", "neither of vscode,"),
        ("{line}x:{path}", "neither of vscode,"),
        ("my editor:{path}", "neither of vscode,"),
        ("e:{path}\n", "neither of vscode,"),
        ("javascript:alert({path})", "a browser opens 'javascript:' itself"),
        ("JavaScript:{path}", "a browser opens 'JavaScript:' itself"),
        ("https://evil.example/{path}", "a browser opens 'https:' itself"),
        ("data:text/html,{path}", "a browser opens 'data:' itself"),
        ("file:///{path}", "a browser opens 'file:' itself"),
        ("e://{path}:{row}", "only {path}, {line} and {column}"),
        ("e://{path}:{}", "only {path}, {line} and {column}"),
        ("e://{path}:{line", "only {path}, {line} and {column}"),
        ("e://open", "needs {path}"),
    ],
)
def test_what_is_no_editor_is_refused_with_a_reason(asked: str, words: str) -> None:
    """And never becomes a link."""
    with pytest.raises(EditorError, match=re.escape(words)):
        editor_address(asked)


def test_a_wrong_editor_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """With status 2 and a sentence, before anything is built."""
    with pytest.raises(SystemExit) as ended:
        build.main(["serve", "--editor", "javascript:{path}"])

    assert ended.value.code == 2
    assert "argument --editor: a browser opens 'javascript:' itself" in capsys.readouterr().err


@pytest.mark.parametrize(("host", "has_links"), [("127.0.0.1", True), ("192.168.1.20", False)])
def test_no_other_computer_is_told_where_the_files_are(host: str, *, has_links: bool) -> None:
    """Nor could it open them."""
    live = LivePreview(host, 5500, Built({}), VSCODE)

    assert bool(live.links.editor.link(SourceFile("a.md", "text"), Span(1, 1))) is has_links


# The overview


def test_the_overview_tells_of_the_whole_guide(guide: Guide, links: Links) -> None:
    """Faults below their files, those with errors first; drafts; pages, the hardest first."""
    draft = replace(guide.stretches["knee-rolls"], draft=True)
    easy = edited(guide.pages["about"], "You breathe in, then you breathe out again. " * 9)
    contents = links.contents
    items = (*contents.items.values(), draft, easy, BREACHES[3](guide))
    reports = [contents.report_of(item) for item in items]
    found = [fault("a.md", is_error=False), fault("b.md"), fault("b.md", is_error=False)]
    html = overview_page(found, reports, links)

    assert html.index("<code>b.md</code>: 1 error and 1 warning") < html.index(
        "<code>a.md</code>: 1 warning"
    )
    assert "<h2>1 draft</h2><ul><li>Knee rolls <a href=" in html
    assert f"<h2>{len(reports)} pages, the hardest to read first</h2>" in html
    assert '<a href="/stretches/ear-to-shoulder/">Ear to shoulder</a>' in html
    grades = [float(grade) for grade in re.findall(r"<td>(\d+\.\d)</td>", html)]
    assert len(grades) == 2
    assert grades[0] > grades[1]


def test_the_overview_is_out_of_date_when_a_page_of_the_guide_changes() -> None:
    """Not when only a page changes that is made of others, and always where faults do."""

    def built(text: str, file: str | None) -> Built:
        content = SourceFile(file, text) if file else None
        return Built({"a/index.html": Page("a/index.html", text.encode(), content)})

    for file, is_news in (("a.md", True), (None, False)):
        first = Preview().after(built("before", file))
        second = first.after(built("after", file))

        assert second.is_news_for("/_preview/", first.version) is is_news
        assert second.is_news_for("/_preview/screen/a/", first.version)
        assert second.is_news_for("/_preview/paper/a/index.html", first.version)
    faulty = second.after(Built({}, (fault("a.md"),)))
    assert faulty.is_news_for("/_preview/", second.version)
    assert faulty.contents is second.contents


# Paper, and three frames


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.css", "@media print{p{color:red}}", "@media screen{p{color:red}}"),
        ("a.css", "@media screen and (x){}", "@media print and (x){}"),
        ("a.css", "@media not print,(x){}", "@media not screen,(x){}"),
        ("a.css", ".print{content:'screen'}", ".print{content:'screen'}"),
        ("a.svg", "<style>@media PRINT{}</style>print", "<style>@media screen{}</style>print"),
        ("a.html", '<link media="print">print screen', '<link media="screen">print screen'),
        ("a.html", '<link href="print.css">', '<link href="print.css">'),
        ("a.js", "matchMedia('print')", "matchMedia('print')"),
    ],
)
def test_paper_and_screen_change_places(path: str, text: str, shown: str) -> None:
    """Where a style asks for a medium, and nowhere else."""
    assert on_paper(path, text.encode()) == shown.encode()


@given(st.text(alphabet="@media printscreen{}(),;<lk='\"> \n", max_size=60))
def test_to_change_places_twice_is_to_stay(text: str) -> None:
    """Nothing is lost on the way."""
    style = f"@media print{{{text}}} {text} @media screen,print{{}}".encode()

    assert on_paper("a.css", on_paper("a.css", style)) == style


def test_the_strip_of_paper_has_the_margins_of_a_sheet() -> None:
    """The preview's style says what that of the guide says."""
    strip = (ROOT / "sitegen/serve/preview.css").read_text("utf-8")
    guide_style = (ROOT / "templates/styles/base.css").read_text("utf-8")
    margin = re.search(r"@page \{\s+margin: ([^;]+);", guide_style)

    assert margin
    assert f"padding: {margin[1]};" in strip


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "/\t//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https://evil.example/",
        '/"><script>',
        "?x",
        "",
    ],
)
def test_the_frames_lead_nowhere_else(address: str) -> None:
    """Whatever the query says: below the root of the preview, and inside the attribute."""
    sources = re.findall(r'<iframe title="\w+" src="([^"]*)"', side_by_side_page(address))

    assert len(sources) == 3
    for source in sources:
        assert re.fullmatch(r"/(?:[\w.~%/-]*)", source)
        assert not source.startswith("//")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A preview of a small guide that changes in no test."""
    guide = Workshop(tmp_path_factory.mktemp("panel") / "guide")
    guide.write("index.html", page("Home"))
    guide.write("stretches/ear/index.html", page("Ear to shoulder"))
    guide.write("assets/site.aaaaaa.css", "@media print { p { color: red } }")
    guide.write("a.txt", "warning: little")
    with open_workshop(guide.folder) as opened:
        yield opened


def test_a_page_in_a_frame_stands_as_it_is_published(workshop: Workshop) -> None:
    """Without the panel; and so on paper, and where a link in the frame leads."""
    assert "supple-preview-panel" in workshop.ask("/stretches/ear/").text
    for root in ("/_preview/screen", "/_preview/paper"):
        redirect = workshop.ask(f"{root}/stretches/ear").headers["Location"]
        assert redirect == f"{root}/stretches/ear/"
        answer = workshop.ask(f"{root}/stretches/ear/")

        assert "Ear to shoulder" in answer.text
        assert "supple-preview-panel" not in answer.text
        assert "supple-preview-panel" not in workshop.ask(f"{root}/nowhere/").text


def test_the_guide_stands_again_below_the_address_of_paper(workshop: Workshop) -> None:
    """With its styles, and its redirects lead to what is below it too."""
    paper = "/_preview/paper"

    assert workshop.ask(f"{paper}/assets/site.css").text == "@media screen { p { color: red } }"
    assert workshop.ask(f"{paper}/?last-good").headers["Location"] == f"{paper}/"
    assert workshop.ask(f"{paper}/nowhere/").status == 404


def test_the_preview_has_pages_of_its_own(workshop: Workshop) -> None:
    """The overview keeps in step with saves; the frames do that each by itself."""
    overview = workshop.ask("/_preview/")
    frames = workshop.ask("/_preview/side-by-side/?page=%2Fstretches%2Fear%2F")

    assert "little</strong>" in overview.text
    assert "/livereload.js?" in overview.text
    assert frames.text.count('ear/"') == 4
    assert "/livereload.js?" not in frames.text
    for name, kind in (("preview.css", "css"), ("panel.js", "javascript")):
        answer = workshop.ask(f"/_preview/{name}")
        assert answer.headers["Content-Type"] == f"text/{kind}; charset=utf-8"
    assert workshop.ask("/_preview/panel.py").status == 404


def test_the_panel_adds_no_inline_code(workshop: Workshop) -> None:
    """So the policy of a page stays as it is published."""
    text = workshop.ask("/").text

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text)


def test_a_page_that_is_faulty_is_linked_where_it_can_be_seen(tmp_path: Path) -> None:
    """The page itself is not shown while the build fails; its last good version is."""
    guide = Workshop(tmp_path / "guide")
    guide.write("index.html", page("Home"))
    with open_workshop(guide.folder) as workshop:
        workshop.write("index.html", "error: one")
        eventually(lambda: workshop.ask("/").status == 500)

        assert '<a href="/?last-good">See the page</a>' in workshop.ask("/").text
        assert '<a href="/?last-good">See the page</a>' in workshop.ask("/_preview/").text
