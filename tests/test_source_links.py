"""From a page to its source: where it is edited, and where a problem with it is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SMALL_GUIDE
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser
from test_site import html_files

from sitegen.diagnostics import draw
from sitegen.load import load_guide
from sitegen.render.source_links import edit_address, report_address

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Settings

GUIDE = load_guide(SMALL_GUIDE).guide
SOURCE = next(iter(GUIDE.stretches.values())).source_file
FILE = SOURCE.path.removeprefix(SMALL_GUIDE.as_posix())


def settings(**values: Any) -> Settings:
    """The settings of the small guide, with these values."""
    return replace(GUIDE.settings, **values)


@pytest.mark.parametrize(
    ("values", "edit", "report"),
    [
        ({}, "", "https://guide.example/source"),
        (
            {"repository": "https://github.com/clinic/guide"},
            f"https://github.com/clinic/guide/edit/main/content{FILE}",
            "https://github.com/clinic/guide/issues/new?title=Chin%20%26%20chest",
        ),
        (
            {"repository": "https://github.com/clinic/guide.git"},
            f"https://github.com/clinic/guide/edit/main/content{FILE}",
            "https://github.com/clinic/guide/issues/new?title=Chin%20%26%20chest",
        ),
        (
            {
                "edit": "https://clinic.example/e?file={path}",
                "report": "mailto:us@clinic.example?subject={title}",
            },
            f"https://clinic.example/e?file=content{FILE}",
            "mailto:us@clinic.example?subject=Chin%20%26%20chest",
        ),
    ],
)
def test_links_follow_from_the_settings(values: dict[str, str], edit: str, report: str) -> None:
    """GitHub needs nothing but its address; others say where; else the repository is named."""
    assert edit_address(settings(**values), SOURCE) == edit
    assert report_address(settings(**values), "Chin & chest") == report


def test_a_list_of_pages_has_no_source_to_edit() -> None:
    """It is made of many."""
    assert edit_address(settings(edit="https://clinic.example/{path}"), None) == ""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("edit: https://clinic.example/edit", "with `{path}` in it"),
        ("edit: http://clinic.example/{path}", "an https address"),
        ("report: javascript:alert(1)", "an https or mailto address"),
    ],
)
def test_an_address_that_leads_nowhere_is_reported(line: str, wanted: str, tmp_path: Path) -> None:
    """A reader never meets it: the build names the line and shows a right one."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    with (tmp_path / "content" / "guide.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    (fault,) = load_guide(tmp_path / "content").diagnostics

    assert fault.is_error
    assert wanted in draw(fault)


def test_every_page_says_where_to_report_a_problem(site: Path) -> None:
    """And those with a source of their own, where to edit it; no link is followed unasked."""
    for path in html_files(site):
        links = {
            link.text(): str(link.attributes["href"])
            for link in LexborHTMLParser(path.read_text("utf-8")).css("footer a")
        }
        file = path.relative_to(site).parent.as_posix()

        report = "Avisar de un problema" if file.startswith("es") else "Report a problem"
        assert links[report].startswith("https://")
        if file.startswith(("stretches/", "routines/", "areas/")):
            source = file.removesuffix("/plan")  # a plan is made of its routine
            assert links["Edit this page"].endswith(f"/content/{source}.md")


def test_a_shared_link_shows_a_card(site: Path) -> None:
    """Title, sentence and one picture, at an absolute address that the site has."""
    for path in html_files(site):
        head = LexborHTMLParser(path.read_text("utf-8")).head
        assert head is not None
        said = {
            str(meta.attributes.get("property") or meta.attributes.get("name")): str(
                meta.attributes["content"]
            )
            for meta in head.css("meta[property], meta[name]")
        }

        assert said["og:title"]
        assert said["og:description"] == said["description"]
        assert said["og:image"].startswith("https://")
        assert (site / said["og:image"].rpartition("/")[2]).is_file()
        assert said["twitter:card"] == "summary_large_image"
