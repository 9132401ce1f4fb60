"""An edition: a publisher's own words, pages and looks over the guide's, which stay as they are."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, run

import build
from sitegen.diagnostics import draw
from sitegen.layers import Layers
from sitegen.load import load_guide
from sitegen.render.source_links import edit_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model import Guide

    Write = Callable[[Mapping[str, str]], Path]

CLINIC = ROOT / "examples" / "clinic"
_NO_WORDS = re.compile(
    r"\{#.*?#\}|\{% trans.*?endtrans %\}|\{% block kind.*?endblock %\}|\{\{.*?\}\}|\{%.*?%\}",
    re.DOTALL,
)
_OF_MAKERS = {"contact-sheet", "contact-sheet.html", "pose-guide.html", "styleguide.html"}
EAR = (SMALL_GUIDE / "stretches" / "ear-to-shoulder.md").read_text("utf-8")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files of an edition; gives its folder."""

    def write(files: Mapping[str, str]) -> Path:
        folder = tmp_path / "edition"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example edition, built as its README says."""
    site = tmp_path_factory.mktemp("clinic") / "site"
    (command,) = (
        line.split("build.py ")[1].split()
        for line in (CLINIC / "README.md").read_text("utf-8").splitlines()
        if "build.py" in line
    )
    where = ["--content", str(ROOT / "content"), "--templates", str(TEMPLATES)]
    folder = command[command.index("--edition") + 1]
    assert ROOT / folder == CLINIC
    words = ["--edition", str(CLINIC), "--site", str(site), *where]
    assert build.main(["build", *words]) == build.DONE
    return site


def guide_of(edition: Path, *, drafts: bool = False) -> Guide:
    """The small guide with an edition, of which nothing is wrong."""
    loaded = load_guide(SMALL_GUIDE, edition=edition, drafts=drafts)

    assert loaded.diagnostics == ()
    return loaded.guide


def reports(edition: Path) -> str:
    """All that is said of the small guide with an edition."""
    _, found = run(SMALL_GUIDE, TEMPLATES, edition)
    return "\n".join(draw(diagnostic) for diagnostic in found)


def pages_of(edition: Path) -> dict[str, str]:
    """The pages of the small guide with an edition, of which nothing is wrong."""
    pages, found = run(SMALL_GUIDE, TEMPLATES, edition)

    assert [draw(fault) for fault in found] == []
    return {page.path: page.content.decode() for page in pages if page.is_html}


class TestTheClinic:
    """The example that a publisher copies."""

    def test_it_has_no_fault(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Not even a warning."""
        where = ["--content", str(ROOT / "content"), "--templates", str(TEMPLATES)]

        assert build.main(["check", "--strict", "--edition", str(CLINIC), *where]) == build.DONE
        assert ", 0 warnings, " in capsys.readouterr().out

    def test_a_report_for_programs_holds_nothing_else(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is replaced is told to people alone."""
        where = ["--content", str(ROOT / "content"), "--templates", str(TEMPLATES)]
        words = ["check", "--format", "json", "--edition", str(CLINIC), *where]

        assert build.main(words) == build.DONE
        assert json.loads(capsys.readouterr().out)["faults"] == []

    def test_every_page_says_its_words_and_the_guides(self, clinic: Path, site: Path) -> None:
        """Its name and safety line in place of the guide's; to the notice it only adds."""
        every = (path.relative_to(clinic) for path in clinic.rglob("*.html"))
        # In Spanish, for which the clinic has no words of its own, the guide's stand.
        ours = [path for path in every if path.parts[0] != "es"]
        pages = {path: (clinic / path).read_text("utf-8") for path in ours}
        own = {Path("routines/first-week/index.html"), Path("routines/first-week/plan/index.html")}
        guide = {path.relative_to(site) for path in site.rglob("*.html")}
        guide = {path for path in guide if path.parts[0] != "es"}

        assert pages.keys() == guide | own
        for page in pages.values():
            assert "Example Clinic stretches" in page
            assert "ask us or your doctor before you start" in page
            assert "ask your doctor or therapist before you start" not in page.split("<main", 1)[0]
            assert (
                "<li>This guide supports, and never replaces, your doctor or therapist.</li>"
                in page
            )
            assert "<li>If we treat you now, do only the stretches" in page
            assert '<p class="clinic-contact">' in page

    def test_it_has_its_own_looks(self, clinic: Path) -> None:
        """A style of a component that the guide does not have is part of the style."""
        (style,) = clinic.glob("assets/site.*.css")

        assert "--guide-band:#17406d" in style.read_text("utf-8")

    def test_what_it_replaces_is_reported(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """By each build, also by one that has nothing to do."""
        words = ["--edition", str(CLINIC), "--content", str(ROOT / "content")]
        words += ["--templates", str(TEMPLATES), "--site", str(tmp_path / "site")]
        said = []
        for _ in range(2):
            assert build.main(["build", *words]) == build.DONE
            said.append(capsys.readouterr().out.splitlines())

        assert "nothing has changed" in said[1][-1]
        for lines in said:
            assert lines[:2] == [
                (
                    f"{CLINIC} replaces guide.yaml (name, tagline, address, publisher, report, "
                    "emergency, safety.line), pages/about.md, "
                    "templates/components/safety-notice/template.html."
                ),
                (
                    f"{CLINIC} adds guide.yaml (safety.notice), routines/first-week.md, "
                    "templates/components/clinic/style.css."
                ),
            ]


class TestSettings:
    """guide.yaml of an edition says what differs."""

    def test_what_it_does_not_say_stays(self, write: Write) -> None:
        """Each key stands for itself; below `safety`, too."""
        own = guide_of(
            write({"guide.yaml": "name: Ours\nsafety: {line: Ask us first.}\n"})
        ).settings
        guide = load_guide(SMALL_GUIDE).guide.settings

        assert (own.name, own.safety.line) == ("Ours", "Ask us first.")
        assert (own.tagline, own.safety.stop_line) == (guide.tagline, guide.safety.stop_line)

    def test_lists_that_warn_are_added_to(self, write: Write) -> None:
        """The guide's own sentences stay, in front, and none is said twice."""
        guide = load_guide(SMALL_GUIDE).guide.settings.safety
        text = f'safety: {{notice: ["{guide.notice[0]}", Ring us.], stop: [you feel unwell]}}\n'
        own = guide_of(write({"guide.yaml": text})).settings.safety

        assert own.notice == (*guide.notice, "Ring us.")
        assert own.stop == (*guide.stop, "you feel unwell")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("safety: {notice: []}\n", "`notice` is empty"),
            ('safety: {line: ""}\n', "`line` is empty"),
            ('safety: {line: " "}\n', "`line` is empty"),
            ('safety: {stop_line: "."}\n', "`stop_line` must be words that warn a reader"),
            ('safety: {notice: ["- -"]}\n', "must be words that warn a reader"),
            ("safety: {stop_line: }\n", "`stop_line` has no value"),
            ("safety: none\n", "`safety` must be a group of keys"),
            ("names: Ours\n", "Did you mean `name`?"),
            ("language: English\n", "`language` must be a language"),
            ("# nothing\n", "`guide.yaml` has no keys in it."),
        ],
    )
    def test_a_fault_is_told_at_its_place(self, write: Write, text: str, said: str) -> None:
        """Nothing that warns can be emptied, and the guide's own settings stand in its place."""
        edition = write({"guide.yaml": text})
        loaded = load_guide(SMALL_GUIDE, edition=edition)
        (fault,) = loaded.diagnostics

        assert said in draw(fault)
        assert fault.source.path == f"{edition.as_posix()}/guide.yaml"
        assert loaded.guide.settings.safety == load_guide(SMALL_GUIDE).guide.settings.safety

    def test_later_checks_name_the_file_that_says_it(self, write: Write) -> None:
        """A contact that is past due is mended where it stands."""
        contact = "security: {contact: 'https://clinic.example/', expires: 2020-01-01}\n"

        assert "edition/guide.yaml:1:" in reports(write({"guide.yaml": contact}))


class TestContent:
    """Pages, sources and terms of an edition."""

    def test_a_page_takes_the_place_of_its_namesake(self, write: Write) -> None:
        """Another is added; all others stay."""
        ours = EAR.replace("title: Ear to shoulder", "title: Ear down")
        guide = guide_of(write({"stretches/ear-to-shoulder.md": ours, "stretches/new-one.md": EAR}))

        assert guide.stretches["ear-to-shoulder"].title == "Ear down"
        assert guide.stretches["new-one"].title == "Ear to shoulder"
        assert set(guide.stretches) == {"chin-to-chest", "ear-to-shoulder", "knee-rolls", "new-one"}

    def test_a_draft_takes_no_place_until_it_is_ready(self, write: Write) -> None:
        """The guide's own page is published meanwhile; with `--drafts`, the draft is shown."""
        ours = EAR.replace("title: Ear to shoulder", "title: Ear down\ndraft: true")
        edition = write({"stretches/ear-to-shoulder.md": ours})

        assert guide_of(edition).stretches["ear-to-shoulder"].title == "Ear to shoulder"
        drafts = guide_of(edition, drafts=True)
        assert drafts.stretches["ear-to-shoulder"].title == "Ear down"

    def test_sources_and_terms_are_laid_one_by_one(self, write: Write) -> None:
        """An entry takes the place of its namesake."""
        source = "{title: Ours, publisher: Us, address: 'https://clinic.example/'}"
        guide = guide_of(write({"sources.yaml": f"acsm-2021: {source}\nours: {source}\n"}))
        before = load_guide(SMALL_GUIDE).guide.sources

        assert set(guide.sources) == {*before, "ours"}
        assert guide.sources["acsm-2021"].title == "Ours"

    def test_only_what_counts_is_reported(self, tmp_path: Path, write: Write) -> None:
        """Of a page that is replaced, a fault is none; of the page that replaces it, it is."""
        content = tmp_path / "content"
        shutil.copytree(SMALL_GUIDE, content)
        ear = content / "stretches" / "ear-to-shoulder.md"
        ear.write_text(EAR.replace("level: 2", "level: 9"), "utf-8")
        edition = write({"stretches/ear-to-shoulder.md": EAR})

        assert load_guide(content).diagnostics != ()
        assert load_guide(content, edition=edition).diagnostics == ()
        (edition / "stretches" / "ear-to-shoulder.md").write_text(
            "---\nareas: [neck\n---\n", "utf-8"
        )
        faults = load_guide(content, edition=edition).diagnostics
        assert {fault.source.path.split("/")[-3] for fault in faults} == {"edition"}

    @pytest.mark.parametrize(
        "name",
        [
            *("stretchs/x.md", "notes.txt", "sources.yml", "templates/words/en.yml"),
            *("templates/component/x/style.css", "templates/styles/own.css"),
        ],
    )
    def test_what_nothing_reads_is_reported(self, write: Write, name: str) -> None:
        """A folder with a letter missing is not lost in silence."""
        assert "[unexpected-file]" in reports(write({name: "x"}))

    def test_a_folder_that_is_not_there_is_reported(self, tmp_path: Path) -> None:
        """With the option that names it, and no report of what it replaces."""
        loaded = load_guide(SMALL_GUIDE, edition=tmp_path / "clinc")

        assert "--edition" in draw(loaded.diagnostics[0])
        assert loaded.laid is None

    def test_its_own_files_are_edited_where_it_says(self, write: Write) -> None:
        """The guide's pages lead to the guide's repository, the edition's to its own or nowhere."""
        files = {"guide.yaml": "name: Ours\n", "stretches/new-one.md": EAR}
        for said, address in (
            ("", ""),
            ("edit: 'https://git.example/{path}'\n", "https://git.example/stretches/new-one.md"),
        ):
            guide = guide_of(write(files | {"guide.yaml": f"name: Ours\n{said}"}))
            before = load_guide(SMALL_GUIDE).guide
            ear, new = guide.stretches["ear-to-shoulder"], guide.stretches["new-one"]

            assert edit_address(guide.settings, new.source_file) == address
            assert edit_address(guide.settings, ear.source_file) == edit_address(
                before.settings, before.stretches["ear-to-shoulder"].source_file
            )


class TestTemplates:
    """Templates, styles, scripts and static files of an edition."""

    def test_a_template_can_extend_the_one_it_replaces(self, write: Write) -> None:
        """It finds that below `guide/`."""
        template = '{% extends "guide/pages/page.html" %}{% block heading %}Ours{% endblock %}'
        pages = pages_of(write({"templates/pages/page.html": template}))

        assert "<h1>Ours</h1>" in pages["about/index.html"]
        assert "For your safety" in pages["about/index.html"]

    def test_a_template_cannot_leave_out_the_notice(self, write: Write) -> None:
        """What is published is read, whoever wrote the template."""
        template = "{% macro safety_notice(line, stop_line, sentences) %}{% endmacro %}"
        edition = write({"templates/components/safety-notice/template.html": template})

        assert "error[missing-notice]" in reports(edition)

    @pytest.mark.parametrize(
        "rule",
        [
            ".guide-safety-notice { display: none }",
            "@media print { .a, .guide-safety-line { color: red; opacity: 0; } }",
            ".guide-safety-notice { max-height:0 }",
        ],
    )
    def test_a_style_cannot_hide_the_notice(self, write: Write, rule: str) -> None:
        """It may look otherwise: that is what a style is for."""
        edition = write({"templates/components/own/style.css": f".b {{ opacity: 0 }}\n{rule}\n"})
        assert "own/style.css:2:" in reports(edition)
        assert "error[missing-notice]" in reports(edition)

        other = ".guide-safety-notice { opacity: .9; background-clip: text; width: 0.5em }"
        assert reports(write({"templates/components/own/style.css": other})) == ""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (".a { color: red;\n.b { color: blue }\n", ":1:4: error[template-fault]: This brace"),
            (".a { color: red } }\n", ":1:19: error[template-fault]: This brace closes nothing"),
            ("/* ours\n.a { color: red }\n", ":1:1: error[template-fault]: This comment"),
            ('.a::before { content: "x; }\n', ":1:23: error[template-fault]: This text in quotes"),
            ("/* it's { */ .a::before { content: '}\"' }\n", ""),
        ],
    )
    def test_a_style_that_does_not_end_is_told(self, write: Write, text: str, said: str) -> None:
        """A browser would pass over all that stands behind it, and say nothing."""
        found = reports(write({"templates/components/own/style.css": text}))

        assert said in found
        assert bool(said) == bool(found)

    def test_a_fault_of_a_template_is_told_at_its_place(self, write: Write) -> None:
        """The file of the edition, not the one that it replaces."""
        template = (
            '{% extends "guide/pages/page.html" %}\n{% block heading %}{{ nothing }}{% endblock %}'
        )
        edition = write({"templates/pages/page.html": template})

        assert f"{edition.as_posix()}/templates/pages/page.html:2:1: error" in reports(edition)

    def test_styles_and_static_files_take_their_places(self, write: Write) -> None:
        """A file of its own name replaces one, another is added."""
        edition = write(
            {
                "templates/styles/tokens.css": ":root { --guide-own: 1 }",
                "templates/static/robots-own.txt": "x",
                "templates/static/icon.svg": "<svg/>",
            }
        )
        pages = {page.path: page.content for page in run(SMALL_GUIDE, TEMPLATES, edition)[0]}
        (style,) = (
            text for path, text in pages.items() if path.endswith(".css") and "/site." in path
        )

        assert b"--guide-own:1" in style
        assert b"--guide-willow: " not in style
        assert (pages["robots-own.txt"], pages["icon.svg"]) == (b"x", b"<svg/>")

    def test_layers_find_the_uppermost_file(self, tmp_path: Path) -> None:
        """Of several folders; one that is not there is no layer."""
        lower, upper = tmp_path / "lower", tmp_path / "upper"
        for folder, names in ((lower, "abc"), (upper, "bd")):
            (folder / "x").mkdir(parents=True)
            for name in names:
                (folder / "x" / name).write_text(folder.name)
        layers = Layers.of(lower, upper, tmp_path / "nothing")

        assert layers.folders == (lower, upper)
        assert layers.path("x/a") == lower / "x" / "a"
        assert layers.path("x/b") == upper / "x" / "b"
        assert layers.path("x/z") == lower / "x" / "z"
        found = {name: path.read_text() for name, path in layers.paths("x/*").items()}
        assert found == {"x/a": "lower", "x/b": "upper", "x/c": "lower", "x/d": "upper"}
        assert layers.laid_on() == (("x/b",), ("x/d",))


class TestRemembering:
    """What was remembered with an edition is not taken for what is made without, and back."""

    def test_builds_with_and_without_equal_clean_ones(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write
    ) -> None:
        """The same folders, one after the other, and as the content of the next build."""
        ours = EAR.replace("title: Ear to shoulder", "title: Ear down")
        edition = write({"guide.yaml": "name: Ours\n", "stretches/ear-to-shoulder.md": ours})
        before = ["--content", str(SMALL_GUIDE), "--templates", str(TEMPLATES)]

        def built(*words: str, cache: str, site: str) -> dict[str, bytes]:
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
            folder = tmp_path / site
            assert build.main(["build", *before, *words, "--site", str(folder)]) == build.DONE
            names = [path for path in folder.rglob("*") if path.is_file()]
            return {str(path.relative_to(folder)): path.read_bytes() for path in names}

        above = "--edition", str(edition)
        clean = {
            words: built(*words, cache=f"c{len(words)}", site=f"s{len(words)}")
            for words in ((), above)
        }
        for words in (above, (), above):
            assert built(*words, cache="kept", site="kept-site") == clean[words]
        (edition / "guide.yaml").write_text("name: Not ours\n", "utf-8")
        assert "Not ours" in built(*above, cache="kept", site="kept-site")["index.html"].decode()

    def test_a_folder_may_be_an_edition_and_then_the_content(self, tmp_path: Path) -> None:
        """Its guide.yaml is read in another way then."""
        folder = tmp_path / "guide"
        shutil.copytree(SMALL_GUIDE, folder)

        assert load_guide(SMALL_GUIDE, edition=folder).diagnostics == ()
        assert load_guide(folder).diagnostics == ()

    def test_the_preview_watches_it(self, tmp_path: Path) -> None:
        """So a save in it shows."""
        options = build.parse_options(["serve", "--edition", str(tmp_path)])

        assert tmp_path in build.inputs_of(options)


def test_a_sheet_carries_the_words_of_the_edition(write: Write, tmp_path: Path) -> None:
    """What a clinic hands out names the clinic."""
    pytest.importorskip("weasyprint")
    from pypdf import PdfReader  # noqa: PLC0415 - only where there are PDFs

    edition = write({"guide.yaml": "safety: {line: Ask the desk before you start.}\n"})
    prescribed = tmp_path / "ann.yaml"
    prescribed.write_text("title: For Ann\nstretches: [ear-to-shoulder]\n", "utf-8")
    words = ["--content", str(SMALL_GUIDE), "--templates", str(TEMPLATES)]

    assert build.main(["sheet", str(prescribed), "--edition", str(edition), *words]) == build.DONE
    text = " ".join(PdfReader(tmp_path / "ann.pdf").pages[0].extract_text().split())
    assert "Ask the desk before you start." in text


class TestWords:
    """What templates say, as the publisher has it."""

    def test_words_stand_in_the_place_of_those_of_templates(self, write: Write) -> None:
        """Each where it is said, with its values; all others stay."""
        words = {
            "Stop if": "Stop at once if",
            "{{ area }}: all stretches": "All for: {{ area }}",
            "Previous and next stretch": "Before, after",
            "Body areas": "Parts of the body",
            "Print this page": "On paper",
        }
        lines = "".join(f'"{text}": "{said}"\n' for text, said in words.items())
        edition = write({"templates/words/en.yaml": lines})
        page = pages_of(edition)["stretches/ear-to-shoulder/index.html"]
        scripts = [
            file for file in run(SMALL_GUIDE, TEMPLATES, edition)[0] if "/safety." in file.path
        ]

        assert b'_("On paper")' in next(file.content for file in scripts if ".js" in file.path)
        assert ">Stop at once if</h2>" in page
        assert "All for: Neck</a>" in page
        assert 'aria-label="Before, after"' in page
        assert ">Parts of the body</a>" in page
        assert "What to do</h2>" in page

    def test_no_template_says_a_word_that_cannot_be_put_otherwise(self) -> None:
        """But for the pages that only those who make the guide open."""
        bare = {}
        for path in sorted(TEMPLATES.rglob("*.html")):
            text = _NO_WORDS.sub("", path.read_text("utf-8"))
            words = re.findall(r">([^<>]*[A-Za-z]{2}[^<>]*)<", text)
            words += re.findall(r'(?:aria-label|alt)="([^"]*[A-Za-z]{2}[^"]*)"', text)
            if words and _OF_MAKERS.isdisjoint({path.name, path.parent.name}):
                bare[path.name] = words

        assert bare == {}

    def test_words_are_of_the_language_of_the_guide(self, write: Write) -> None:
        """Those of another are not read."""
        pages = pages_of(write({"templates/words/fr.yaml": '"Stop if": "Arrêtez si"\n'}))

        assert ">Stop if</h2>" in pages["stretches/ear-to-shoulder/index.html"]

    def test_a_value_is_escaped_as_ever(self, write: Write) -> None:
        """Though the words around it are HTML."""
        ours = EAR.replace("areas: [neck]", "areas: [new]")
        area = (SMALL_GUIDE / "areas" / "neck.md").read_text("utf-8")
        title = "title: Neck"
        assert title in area
        pages = pages_of(
            write(
                {
                    "areas/new.md": area.replace(title, 'title: "<i>Neck"'),
                    "stretches/ear-to-shoulder.md": ours,
                }
            )
        )

        assert "&lt;i&gt;Neck: all stretches" in pages["stretches/ear-to-shoulder/index.html"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ('"Stop if": ""\n', "wrong-type"),
            ('"Stop if": [a]\n', "wrong-type"),
            ('"Stop if": "{{ site }}"\n', "other-markup"),
            ('"Stop if": "{% raw %}"\n', "other-markup"),
            ('"Stop if": "{#"\n', "other-markup"),
            ('"Stop if": "a\\nb"\n', "other-markup"),
            ('"Stop if": "<script>x</script>"\n', "other-markup"),
            ('"Stop if: "x\n', "yaml"),
            ("- Stop if\n", "front-matter"),
        ],
    )
    def test_a_fault_of_the_file_stops_the_build(self, write: Write, text: str, code: str) -> None:
        """At its place; nothing of it reaches a page."""
        edition = write({"templates/words/en.yaml": text})
        said = reports(edition)

        assert f"{edition.as_posix()}/templates/words/en.yaml:1:" in said
        assert f"error[{code}" in said
