"""PDFs: made only when asked for, sound, readable by a screen reader, and the same each time."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pdfua
import pikepdf
import pytest
import weasyprint
from conftest import LAYERS, ROOT, SMALL_GUIDE, TEMPLATES
from pypdf import PdfReader

import build
from sitegen.load import load_guide
from sitegen.model import Page
from sitegen.paper import PaperError, check_engine, print_pdfs
from sitegen.paper.engine import Engine, Print
from sitegen.paper.files import Files, target_of
from sitegen.paper.joining import ELSEWHERE, join
from sitegen.paper.pages import PaperPage
from sitegen.paper.pictures import Painter
from sitegen.paper.styles import FAMILY, for_paper
from sitegen.render import render_site
from sitegen.render.pdf_files import BOOK_PDF, pdf_files, sheet_pdfs, stretch_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "https://clinic.example/guide/"
SHEET = sheet_pdfs("morning")[0]
LARGEST_SHEET = 150_000


@pytest.fixture(scope="module")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built with its PDFs into a folder of its own."""
    folder = tmp_path_factory.mktemp("printed") / "site"
    content, templates = ROOT / "content", ROOT / "templates"
    words = ["--content", str(content), "--templates", str(templates), "--site", str(folder)]

    assert build.main(["build", "--pdf", *words]) == build.DONE
    return folder


@pytest.fixture(scope="module")
def pdfs(printed_site: Path) -> dict[str, Path]:
    """Every PDF of the real guide, by its path in the site."""
    return {
        path.relative_to(printed_site).as_posix(): path
        for path in sorted(printed_site.rglob("*.pdf"))
    }


@pytest.fixture(scope="module")
def opened(pdfs: dict[str, Path]) -> Iterator[dict[str, pikepdf.Pdf]]:
    """The same, read."""
    files = {name: pikepdf.open(path) for name, path in pdfs.items()}
    yield files
    for file in files.values():
        file.close()


@cache
def small_pages() -> tuple[Page, ...]:
    """The small guide's website, with links to its PDFs."""
    return render_site(load_guide(SMALL_GUIDE).guide, LAYERS, pdf=True).pages


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure that a screen reader follows."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += list(item)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            waiting.append(item.get("/K", pikepdf.Array()))


# What there is


def test_every_pdf_that_the_site_promises_is_there(pdfs: dict[str, Path]) -> None:
    """Each routine has three sheets, each stretch one page, and the guide is a book."""
    guide = load_guide(ROOT / "content").guide

    assert sorted(pdfs) == sorted(file.path for file in pdf_files(guide))
    assert len(pdfs) == 3 * len(guide.routines) + len(guide.stretches) + 1


def test_pages_link_to_their_pdfs(printed_site: Path) -> None:
    """A routine's page links to three, a stretch's page and the whole guide to one."""
    pages = {
        "routines/morning": ["morning-a4.pdf", "morning-letter.pdf", "morning-large-print.pdf"],
        "stretches/chin-tuck": ["chin-tuck.pdf"],
        "guide": ["guide.pdf"],
    }
    for folder, links in pages.items():
        html = (printed_site / folder / "index.html").read_text("utf-8")

        assert re.findall(rf'href="[./]+{folder}/([^"]+\.pdf)"', html) == links


def test_without_the_option_no_page_tells_of_pdfs(site: Path) -> None:
    """A website that was built without them has no link to them and no trace of the words."""
    assert not list(site.rglob("*.pdf"))
    for page in site.rglob("*.html"):
        if page.parent.name != "styleguide":
            assert ".pdf" not in page.read_text("utf-8")
            assert "As a PDF" not in page.read_text("utf-8")


def test_pdfs_are_neither_kept_by_the_worker_nor_in_the_sitemap(printed_site: Path) -> None:
    """Nobody downloads 50 PDFs by reading one page."""
    for name in ("sw.js", "sitemap.xml", "feed.xml"):
        assert ".pdf" not in (printed_site / name).read_text("utf-8").partition("/*")[0]


# What they are like


def test_checkers_find_no_error(pdfs: dict[str, Path], opened: dict[str, pikepdf.Pdf]) -> None:
    """The checker pdfua sees no fault in the tags, and qpdf none in the file.

    It is the qpdf that pikepdf brings: an older one, such as 11.3, takes a whole stream for one
    that is cut short, now and then.
    """
    for name, path in pdfs.items():
        report = pdfua.validate(str(path))
        errors = [f for f in report.findings if f.severity is pdfua.Severity.ERROR]

        assert errors == [], name
        assert opened[name].check_pdf_syntax() == [], name


def test_pdf_says_what_it_is(opened: dict[str, pikepdf.Pdf]) -> None:
    """Each has a language and a title, is tagged, declares PDF/UA-1, and has bookmarks."""
    for name, pdf in opened.items():
        with pdf.open_metadata() as metadata:
            assert str(metadata["pdfuaid:part"]) == "1", name
        with pdf.open_outline() as outline:
            assert outline.root, name
        assert pdf.Root.Lang == "en", name
        assert pdf.Root.MarkInfo.Marked, name
        assert pdf.Root.ViewerPreferences.DisplayDocTitle, name
        assert str(pdf.docinfo["/Title"]).endswith(" - Supple"), name


def test_only_the_readable_font_is_embedded(opened: dict[str, pikepdf.Pdf]) -> None:
    """Every font is a part of Atkinson Hyperlegible, within the file."""
    name_in_pdf = FAMILY.replace(" ", "-")
    for name, pdf in opened.items():
        fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary)]
        descriptors = [font for font in fonts if font.get("/Type") == "/FontDescriptor"]

        assert descriptors, name
        for descriptor in descriptors:
            assert re.match(rf"/[A-Z]{{6}}\+{name_in_pdf}\b", str(descriptor.FontName)), name
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), name


def test_every_picture_is_described(opened: dict[str, pikepdf.Pdf]) -> None:
    """A picture says in words what it shows: the name of the stretch, and the position."""
    for name, pdf in opened.items():
        figures = [item for item in elements(pdf) if item.S == "/Figure"]

        assert figures, name
        for figure in figures:
            assert re.match(r".+[.:,] .+", str(figure.Alt)), name


def test_links_lead_to_the_public_address(opened: dict[str, pikepdf.Pdf]) -> None:
    """A link works from wherever a PDF was sent; within the book it leads to its own pages."""
    address = load_guide(ROOT / "content").guide.settings.address
    for name, pdf in opened.items():
        links = [link for page in pdf.pages for link in page.get("/Annots", pikepdf.Array())]
        targets = [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]

        assert all(re.match(r"https?://|tel:|mailto:", target) for target in targets), name
        assert not any(target.endswith("index.html") for target in targets), name
        if name.startswith("routines/"):
            assert any(target.startswith(f"{address}stretches/") for target in targets), name
        if name == BOOK_PDF.path:
            assert sum("/Dest" in link for link in links) > 70


def test_sheet_or_stretch_is_one_page(opened: dict[str, pikepdf.Pdf]) -> None:
    """Nothing but large print and the book takes a second sheet of paper."""
    longer = {
        name: len(pdf.pages)
        for name, pdf in opened.items()
        if len(pdf.pages) != 1 and not name.endswith(("-large-print.pdf", "guide.pdf"))
    }
    assert longer == {}


def test_sheets_are_small_and_of_their_paper(
    pdfs: dict[str, Path], opened: dict[str, pikepdf.Pdf]
) -> None:
    """A sheet is at most 150 kB, and as large as the paper that it is named after."""
    for name, pdf in opened.items():
        width, height = (round(float(side)) for side in pdf.pages[0].MediaBox[2:])

        assert (width, height) == ((612, 792) if name.endswith("-letter.pdf") else (595, 842))
        if name != BOOK_PDF.path:
            assert pdfs[name].stat().st_size <= LARGEST_SHEET, name


def test_nothing_unexpected_is_ignored(
    printed_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the engine cannot do is known, and is nothing that paper needs."""
    pages = [
        Page(path.relative_to(printed_site).as_posix(), path.read_bytes())
        for path in printed_site.rglob("*")
        if path.is_file() and path.suffix in {".html", ".css", ".svg"}
    ]
    orders = [SHEET, stretch_pdf("chin-tuck"), BOOK_PDF]

    # A PDF with a complaint is not kept, so that each is heard here.
    assert print_pdfs(pages, orders, ADDRESS).complaints == ()
    assert capsys.readouterr().err == ""


def test_no_sheet_breaks_a_word(pdfs: dict[str, Path], printed_site: Path) -> None:
    """The end of a line and the beginning of the next are words, not halves of one."""
    words: set[str] = set()
    for page in printed_site.rglob("*.html"):
        words |= set(re.findall(r"[a-z]+", page.read_text("utf-8").lower()))
    broken = []
    for name in (name for name in pdfs if name.startswith("routines/")):
        lines = [
            line.strip().lower()
            for page in PdfReader(pdfs[name]).pages
            for line in page.extract_text().splitlines()
        ]
        for line, following in pairwise(lines):
            end, start = re.search(r"[a-z]+$", line), re.match(r"[a-z]+", following)
            if end and start and not {end[0], start[0]} <= words and end[0] + start[0] in words:
                broken.append(f"{name}: {end[0]}|{start[0]}")

    assert broken == []


# How they are made


@pytest.mark.parametrize("seed", ["0", "1"])
def test_same_bytes_from_any_process(
    seed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder, hash seed or number of processes makes the same PDFs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "here"))
    guide = load_guide(SMALL_GUIDE).guide
    here = print_pdfs(small_pages(), pdf_files(guide), guide.settings.address, jobs=1).pages
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "XDG_CACHE_HOME": str(tmp_path / "there"),
    }
    words = [sys.executable, str(ROOT / "build.py"), "build", "--pdf", "--jobs", "2"]
    words += ["--templates", str(TEMPLATES)]
    subprocess.run(words, cwd=tmp_path, env=environment, check=True, capture_output=True)

    assert [page.path for page in here] == [file.path for file in pdf_files(guide)]
    for page in here:
        assert (tmp_path / "site" / page.path).read_bytes() == page.content, page.path


def changed(path: str, old: bytes, new: bytes) -> tuple[Page, ...]:
    """The small guide's website, with something else in one file, or in all of its kind."""
    assert any(old in page.content for page in small_pages() if page.path.endswith(path))
    return tuple(
        Page(
            page.path, page.content.replace(old, new) if page.path.endswith(path) else page.content
        )
        for page in small_pages()
    )


def test_second_build_prints_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one build printed, the next one takes from the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before = print_pdfs(small_pages(), [SHEET], ADDRESS)

    def print_nothing(*_: object) -> None:
        pytest.fail("a PDF was made again")

    monkeypatch.setattr(Engine, "print_pdf", print_nothing)

    assert print_pdfs(small_pages(), [SHEET], ADDRESS) == before


def test_second_build_prints_only_the_part_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word more in one stretch is one chapter of the book anew; all others are as they were."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    print_pdfs(small_pages(), [BOOK_PDF], ADDRESS, jobs=1)
    print_part = Engine.print_part
    again: list[str] = []

    def print_and_note(*part: Any) -> Print:
        again.append(part[2].html)
        return print_part(*part)

    monkeypatch.setattr(Engine, "print_part", print_and_note)
    old, new = b"Roll them to the left.", b"Roll them slowly to the left."
    print_pdfs(changed(BOOK_PDF.page, old, new), [BOOK_PDF], ADDRESS, jobs=1)

    assert len(again) == 1
    assert new.decode() in again[0]


def part_with(body: str) -> bytes:
    """A tagged PDF of a page with some HTML."""
    html = f'<html lang="en"><title>Part</title><body>{body}'
    made: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return made


def test_link_from_part_to_part_leads_within_the_whole() -> None:
    """It ends at the anchor, whichever part that is in, and is read as such."""
    first = part_with(f'<h1>One</h1><p><a href="{ELSEWHERE}#two">Two</a>')
    second = part_with('<p>Before<h2 id="two" style="break-before: page">Two</h2>')
    with pikepdf.open(io.BytesIO(join([first, second]))) as whole:
        (link,) = whole.pages[0].Annots

        assert "/A" not in link
        assert (str(link.Dest), str(link.Contents)) == ("two", "two")
        names = whole.Root.Names.Dests.Names
        assert str(names[0]) == "two"
        assert names[1][0].objgen == whole.pages[2].obj.objgen


def test_link_to_what_no_part_has_is_a_fault_of_ours() -> None:
    """It would lead nowhere, so no PDF is made of it."""
    part = part_with(f'<h1>One</h1><p><a href="{ELSEWHERE}#nowhere">Nowhere</a>')

    with pytest.raises(KeyError, match="nowhere"):
        join([part])


def test_structure_of_the_parts_is_one(opened: dict[str, pikepdf.Pdf]) -> None:
    """What a screen reader finds for a place on a page is in that page, and below the document."""
    pdf = opened[BOOK_PDF.path]
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    element_of = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    (document,) = pdf.Root.StructTreeRoot.K

    assert len(element_of) == len(numbers) // 2
    assert all(element.P.objgen == document.objgen for element in document.K)
    for page in pdf.pages:
        for element in element_of[int(page.StructParents)]:
            assert element.Pg.objgen == page.objgen
        for link in page.get("/Annots", pikepdf.Array()):
            assert element_of[int(link.StructParent)].S == "/Link"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("routines/morning/index.html", b"Prepared for", b"Made for"),
        (".css", b"--fig-bottom:#cfcfcf", b"--fig-bottom:#abcdef"),
        ("figures/ear-to-shoulder.svg", b"<path ", b'<path transform="rotate(9)" '),
    ],
)
def test_changed_page_style_or_picture_is_printed_anew(
    path: str, old: bytes, new: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache never answers for what has changed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before = print_pdfs(small_pages(), [SHEET], ADDRESS)

    assert print_pdfs(changed(path, old, new), [SHEET], ADDRESS).pages != before.pages


def test_complaint_is_told_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A style that the engine does not know is told of by this build and by the next."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pages = changed(".css", b"break-inside:avoid", b"break-inside:avoid;dress-code:formal")
    for _ in range(2):
        complaints = print_pdfs(pages, [SHEET], ADDRESS).complaints

        assert len(complaints) >= 1
        assert all("dress-code" in complaint for complaint in complaints)


def test_engine_loads_nothing_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a file of this machine nor an address of another is read into a PDF."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    secret = tmp_path / "secret.png"
    shutil.copy(ROOT / "docs" / "stretch-page.png", secret)
    for address in (secret.as_uri(), "https://elsewhere.example/x.png"):
        image = f'<main><img alt="A picture" src="{address}"'.encode()
        pages = changed("routines/morning/index.html", b"<main", image + b"><p")
        complaints = print_pdfs(pages, [SHEET], ADDRESS).complaints

        assert len(complaints) == 1
        assert f"A PDF cannot load {address}" in complaints[0]


# Styles and pictures


def test_only_what_applies_to_paper_is_left() -> None:
    """A condition on the width is answered for paper; one on a screen is not met."""
    css = (
        "@layer a{p{x:0}@media screen{p{x:1}}@media (min-width:40em){p{x:2}}"
        "@media (min-width:48em){p{x:3}}@media print{p{x:4}}@media (scripting:enabled){p{x:5}}"
        "@media (forced-colors:active){p{x:6}}}"
    )

    assert for_paper(css) == "@layer a{p{x:0}p{x:2}p{x:4}}"


def test_colours_of_two_schemes_are_those_of_the_light_one() -> None:
    """Of a colour for light and one for dark the light one is left, however deep it stands."""
    css = ":root{--l:initial;--d: }p{--c:var(--card,var(--l,#fff) var(--d,#000));x:var(--c)}"

    assert for_paper(css) == ":root{}p{--c:var(--card,#fff );x:var(--c)}"


@pytest.mark.parametrize(
    ("logical", "physical"),
    [
        ("padding-block:1pt calc(2pt + 3pt)", "padding-top:1pt;padding-bottom:calc(2pt + 3pt)"),
        ("margin-inline:auto", "margin-left:auto;margin-right:auto"),
        ("margin-block-start:4pt!important", "margin-top:4pt !important"),
        ("inset-inline-end:0", "right:0"),
        ("border-block:1pt solid #000", "border-top:1pt solid #000;border-bottom:1pt solid #000"),
        ("border-inline-start-width:2pt", "border-left-width:2pt"),
        ("border-end-start-radius:2pt", "border-bottom-left-radius:2pt"),
        ("max-inline-size:50%", "max-width:50%"),
        ("block-size:auto", "height:auto"),
        ("float:inline-end", "float:right"),
        ("break-inside:avoid", "break-inside:avoid"),
    ],
)
def test_sides_are_named_as_the_engine_compares_them(logical: str, physical: str) -> None:
    """A logical property becomes the physical one that undoes it, or is undone by it."""
    assert for_paper(f"p{{{logical}}}") == f"p{{{physical}}}"


def test_shape_gets_its_style_and_its_outline_first() -> None:
    """A property is put in, a later layer wins, and the filling lies on the outline."""
    painter = Painter(
        "@layer a,b;@layer b{.x{fill:var(--f)}}@layer a{.x{stroke:var(--g,#123);fill:red;"
        "paint-order:stroke}svg{--f:#abc}}"
    )
    picture = painter.picture(
        '<svg viewBox="0 0 1 1"><title>A</title><desc>B.</desc><path class="x" d="M0 0h1"/></svg>'
    )

    assert picture.words == "A. B."
    assert picture.svg == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>A</title>'
        b'<desc>B.</desc><path d="M0 0h1" fill="none" stroke="#123" />'
        b'<path d="M0 0h1" fill="#abc" stroke="none" /></svg>'
    )


def test_people_are_painted_in_the_colours_of_print() -> None:
    """The grey of the trousers stands in the picture, and no property or class is left in it."""
    files = Files(small_pages())
    css = "".join(for_paper(page.content.decode()) for page in small_pages() if ".css" in page.path)
    page = PaperPage("stretches/ear-to-shoulder/index.html", files, Painter(css), ADDRESS)

    people = [svg for svg in page.pictures.values() if b"guide-pose" in svg]
    assert len(people) == 2
    for svg in people:
        assert b'fill="#fff"' in svg
        assert b"var(" not in svg
        assert b"class=" not in svg.partition(b">")[2]


def test_hatching_is_lines_cut_to_the_shape() -> None:
    """A pattern of the PDF would lie elsewhere in each file, and its picture be drawn each time."""
    picture = Painter(".l{fill:#000}").picture(
        '<svg viewBox="0 0 10 10"><defs><pattern id="h" width="11" height="11"'
        ' patternTransform="rotate(-45)"><path d="M0 0h11v11H0z"/>'
        '<path class="l" d="M0 3h11v4.6H0z"/></pattern></defs>'
        '<path d="M1 1h8v8z" fill="url(#h)" clip-path="url(#c)"/></svg>'
    )

    assert b'url(#h)"' not in picture.svg
    assert b'<g clip-path="url(#c)"><clipPath id="hatched-1"><path d="M1 1h8v8z" />' in picture.svg
    assert b'<path d="M-7.07107 -8h14.1421v4.6h-14.1421z' in picture.svg
    assert b'transform="translate(5 5) rotate(-45)"' in picture.svg


def test_what_is_a_link_in_a_picture_is_drawn_whole() -> None:
    """The engine takes a link in a picture for text, and cuts off the shapes that stand in it."""
    picture = Painter("").picture(
        '<svg viewBox="0 0 1 1"><a href="#x"><path d="M0 0h1"/><text>1</text></a></svg>'
    )

    assert b"<g href" in picture.svg
    assert b"<a" not in picture.svg


def test_page_for_paper_has_no_script_and_nothing_folded_away() -> None:
    """What a browser would not print is not in the tags either."""
    files = Files(small_pages())
    html = PaperPage(SHEET.page, files, Painter(""), ADDRESS).html(18)

    assert '<html lang="en" data-sheet-text="18">' in html
    assert "<script" not in html
    assert "guide-screen-only" not in html
    assert html.count("<details") > 0
    assert not re.search(r"</summary>\s*<(?!/details)", html)


def test_links_of_a_page_find_their_files() -> None:
    """A relative link names a file of the site; one to elsewhere names none."""
    assert target_of("../../figures/a.svg", "routines/b/index.html") == "figures/a.svg"
    assert target_of("https://elsewhere.example/a.svg", "routines/b/index.html") == ""


# What is missing


def without(module: str, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the import of a module fail."""

    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            if name == module:
                raise error

    monkeypatch.delitem(sys.modules, "sitegen.paper.engine", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"),
            "pip install --require-hashes -r requirements-pdf.txt",
        ),
        (
            OSError("cannot load library 'libgobject-2.0-0'"),
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
    ],
)
def test_missing_engine_is_said_in_one_line_before_anything_is_done(
    error: BaseException,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without WeasyPrint or Pango a build says what to install, ends with 2, touches nothing."""
    without("weasyprint", error, monkeypatch)
    words = ["--content", str(SMALL_GUIDE), "--templates", str(TEMPLATES)]
    words += ["--site", str(tmp_path / "site")]

    with pytest.raises(PaperError):
        check_engine()
    assert build.main(["build", "--pdf", *words]) == build.WRONG_USE
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert said in told.err
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []
    assert build.main(["build", *words]) == build.DONE


def test_pdfs_are_an_option_of_build_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """A preview or a check never makes them."""
    for command in ("check", "serve"):
        with pytest.raises(SystemExit):
            build.main([command, "--pdf"])
        assert "--pdf" in capsys.readouterr().err


def test_asking_for_pdfs_is_a_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build with PDFs after one without is run, and the other way round; twice alike is not."""
    words = ["--content", str(SMALL_GUIDE), "--templates", str(TEMPLATES)]
    words += ["--site", str(tmp_path / "site")]
    pdf = tmp_path / "site" / SHEET.path
    for option, there in (([], False), (["--pdf"], True), (["--pdf"], True), ([], False)):
        assert build.main(["build", *option, *words]) == build.DONE
        assert pdf.exists() == there
    said = capsys.readouterr().out.splitlines()
    assert ["nothing has changed" in line for line in said] == [False, False, True, False]
