"""What a fault says of hostile content harms neither the terminal nor the preview."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, TEMPLATES, run
from hostile_browser import Watched
from hostile_guide import fields, write
from hostile_strings import hostile_strings
from selectolax.lexbor import LexborHTMLParser

from sitegen import codes
from sitegen.diagnostics import CONTROL_CHARACTER, Diagnostic, SourceFile, Span, draw
from sitegen.serve.addresses import PANEL_SCRIPT
from sitegen.serve.contents import Contents
from sitegen.serve.editors import EDITORS, Editor
from sitegen.serve.fault_list import Links
from sitegen.serve.overview import overview_page
from sitegen.serve.panel import Looked, with_panel
from sitegen.serve.preview_pages import faults_page, not_found_page
from sitegen.serve.side_by_side import side_by_side_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

TEXTS = [hostile.text for hostile in hostile_strings()]
HOST_PAGE = "<!doctype html><html><head><title>x</title></head><body><p>x</p></body></html>"
OURS = f'<script src="{PANEL_SCRIPT}"></script>'
# What acts on a terminal, turns text round, or is more than the one line that it stands in.
ACTS = re.compile(f"{CONTROL_CHARACTER.pattern}|\r")


def faults(text: str) -> list[Diagnostic]:
    """A fault that is made of a text alone, an error and a warning."""
    source = SourceFile(text, text)
    return [
        Diagnostic(code, text, source, Span(1, 1, 5), text)
        for code in (codes.WRONG_TYPE, codes.REPEATED_NAME)
    ]


def preview_pages(text: str) -> dict[str, str]:
    """Every page that the preview makes of a text, by the name of what makes it."""
    # Whatever the file is called, it has a page, and the editor opens it.
    links = Links(Contents(shown={"x/index.html": text}), Editor(EDITORS["vscode"], "/desk"))
    panel = Looked(text, tuple(faults(text)), links, is_last_good=True)
    return {
        "faults": faults_page(faults(text), links, has_last_good=True),
        "not-found": not_found_page(text),
        "overview": overview_page(faults(text), (), links),
        "panel": with_panel(HOST_PAGE, panel),
        "side-by-side": side_by_side_page(text),
    }


def bare_panel(text: str) -> str:
    """The panel without its script, and without links to the editor, which lead out."""
    return with_panel("", Looked(text, tuple(faults(text)), Links())).replace(OURS, "")


def parts_of(html: str) -> list[str]:
    """Every element of a page with the names of its attributes, in order."""
    return [f"{node.tag} {sorted(node.attributes)}" for node in LexborHTMLParser(html).css("*")]


def test_the_preview_shows_every_text_as_text() -> None:
    """A page of faults has the same elements whatever they say."""
    plain = {name: parts_of(html) for name, html in preview_pages("Stand tall.").items()}
    for text in TEXTS:
        pages = preview_pages(text)
        assert {name: parts_of(html) for name, html in pages.items()} == plain, text
        # A page is sent as UTF-8, which has no half characters.
        assert all(html.encode() for name, html in pages.items() if name != "not-found"), text


def test_no_page_of_the_preview_runs_a_script(browser: Browser, tmp_path: Path) -> None:
    """All texts at once, without the policy that the preview sends."""
    whole = [fault for text in TEXTS for fault in faults(text)]
    pages = {
        "faults.html": faults_page(whole, Links(), has_last_good=True),
        "overview.html": overview_page(whole, (), Links()),
        "not-found.html": "".join(map(not_found_page, TEXTS)),
        "panel.html": "".join(map(bare_panel, TEXTS)),
    }
    for name, html in pages.items():
        (tmp_path / name).write_text(html, "utf-8", "replace")
    watched = Watched(browser, f"{tmp_path.as_uri()}/")
    seen = watched.see(tmp_path, list(pages))
    watched.close()

    assert seen.harm == []


def test_no_fault_acts_on_a_terminal() -> None:
    """A fault is at most four lines, each of them begun by us, and no character acts."""
    for text in TEXTS:
        for fault in faults(text):
            lines = draw(fault).split("\n")

            assert not ACTS.search("".join(lines)), text
            assert len(lines) == 4
            assert lines[1].startswith("1 | ")


def test_no_fault_of_a_build_acts_on_a_terminal(tmp_path: Path, *, long: bool) -> None:
    """Hostile text in every field at once: whatever a message quotes of it."""
    texts = [text for text in TEXTS if CONTROL_CHARACTER.search(text) or "%" in text]
    texts += ["[x](/%1b[31m)", "[x](/%0a::error::x)", "[x](/%e2%80%ae)", "[x](/&#27;[31m)"]
    for text in texts if long else texts[-4:]:
        write(tmp_path / "content", dict.fromkeys(fields(), text))
        _, found = run(tmp_path / "content")

        assert found
        assert not ACTS.search("".join(draw(fault).replace("\n", "") for fault in found)), text


@pytest.mark.parametrize(
    "order", ["##[error]x", "##[add-mask]x", "##vso[task.setvariable]x", "##teamcity[message]"]
)
def test_no_fault_gives_orders_to_a_build_server(order: str) -> None:
    """GitHub's runner obeys `##[…]` wherever it stands in a line; a heading stays a heading."""
    drawn = draw(faults(f"## [x] {order}")[0])

    assert not re.search(r"##\w*\[", drawn)
    assert drawn.count(f"## [x] \N{REPLACEMENT CHARACTER}{order[1:]}") == 4


@pytest.mark.parametrize(
    "name", [b"\x1b[2Jx.md", b"x\n::error::y.md", b"\xff\xfe.md", "\u202ex.md".encode(), b"<b>.md"]
)
def test_no_name_of_a_file_acts_on_a_terminal(name: bytes, tmp_path: Path) -> None:
    """`check` names the file, and every line of what it prints is its own."""
    content = tmp_path / "content"
    write(content, {})
    (content / "stretches" / os.fsdecode(name)).write_text("x", "utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "check", "--templates", str(TEMPLATES)]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr == ""
    assert not ACTS.search(ended.stdout.replace("\n", ""))
    assert not re.search(r"^\s*::", ended.stdout, re.MULTILINE)
