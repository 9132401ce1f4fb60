"""Content cannot run a script in a reader's browser, whatever it says and in whichever field.

Without `--long`, sixty hostile texts in turn in every field; with it, every text in every field:

    .venv/bin/python -m pytest tests/test_hostile_content.py --long -s

That takes two hours; with `--part 1/12` and so on, it is done in parts.
"""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from conftest import served
from hostile_browser import POLICY, Seen, Watched
from hostile_guide import FORMS, Field, build, fields, leaves
from hostile_strings import hostile_strings, spread
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from sitegen import codes
from sitegen.diagnostics import SourceFile
from sitegen.load import blanks
from sitegen.load.fields import read_fields
from sitegen.load.files import Finds
from sitegen.model import Document, Fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from sitegen.model import Page

SAMPLE = 60
GUIDES = 3
_MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)
# These show what others show, too, or nothing of the content; every page is read all the same.
_NOT_OPENED = re.compile(
    r"(areas|evidence|floor|how-to-use|offline|privacy|routines|styleguide)/index\.html$"
    r"|^(areas/lower-back|stretches/chin-to-chest|stretches/knee-rolls)/"
    r"|^icon|code\.svg$|schema\.json$"
)
_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_DOCUMENTS = (".html", ".xml", ".svg", ".json")
BLANKS = {type(value): value for value in vars(blanks).values() if isinstance(value, Fields)}


class Home(NamedTuple):
    """Where a site is opened from: a folder of a disk, or one that a host serves."""

    folder: Path
    watched: Watched

    def see(self, pages: Sequence[Page]) -> Seen:
        """Write a site without its Content-Security-Policy, and open its documents.

        The bodies of the pages that hold a text in one form each come in one document.
        """
        bodies = []
        documents = ["bodies.html"]
        for page in pages:
            is_form = page.path.removesuffix("/index.html") in FORMS
            if is_form and (main := _MAIN.search(page.content)):
                bodies.append(main[0])
                continue
            path = self.folder / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(POLICY.sub(b"", page.content))
            if page.path.endswith(_DOCUMENTS) and not _NOT_OPENED.search(page.path):
                documents.append(page.path)
        if self.watched.home.startswith("file:"):
            documents.remove("404.html")  # only a host can show it
        (self.folder / "bodies.html").write_bytes(b"<!doctype html><body>" + b"".join(bodies))
        return self.watched.see(self.folder, documents)


def parts_of(pages: Sequence[Page]) -> set[str]:
    """Every element and attribute of all pages, as `Seen.parts` names them."""
    found = set()
    for page in pages:
        if page.is_html:
            for node in LexborHTMLParser(page.content).css("*"):
                found |= {str(node.tag), *(f"{node.tag} {name}" for name in node.attributes)}
    return found


@pytest.fixture
def homes(browser: Browser, tmp_path: Path) -> Iterator[tuple[Home, Home]]:
    """A disk, and a host that serves the site where its own address says."""
    disk, host = tmp_path / "disk", tmp_path / "host" / "small"
    disk.mkdir()
    host.mkdir(parents=True)
    with served(host.parent) as address:
        from_disk = Watched(browser, f"{disk.as_uri()}/")
        from_host = Watched(browser, f"{address}small/")
        yield Home(disk, from_disk), Home(host, from_host)
        from_disk.close()
        from_host.close()


class Texts:
    """The texts of a run: each of all in every field, or those of a sample in turn."""

    def __init__(self, *, whole: bool, part: slice) -> None:
        count = len(hostile_strings()) if whole else SAMPLE
        texts = [hostile.text for hostile in spread(hostile_strings(), count)]
        self.texts = texts[part] if whole else texts
        self.guides = len(self.texts) if whole else GUIDES
        self._step = 0 if whole else SAMPLE // GUIDES

    def fill(self, guide: int, field: Field) -> str:
        """The text of a field in one of the guides."""
        place = guide * self._step + fields().index(field) if self._step else guide
        return self.texts[place % len(self.texts)]


def test_no_text_in_any_field_runs_a_script(
    homes: tuple[Home, Home], tmp_path: Path, *, long: bool, part: slice
) -> None:
    """With the policy taken away: no script runs, nobody is asked, no new element or attribute."""
    harmless = build(tmp_path / "content", lambda _: "Stand tall.").pages
    known = parts_of(harmless)
    for home in 2 * homes:  # the second time a routine of one's own is kept from the first
        known |= home.see(harmless).parts
    texts = Texts(whole=long, part=part)
    refused = 0
    for guide in range(texts.guides):
        made = build(tmp_path / "content", partial(texts.fill, guide))
        refused += len(made.refused)
        # Of all texts, every other one is opened from disk; of a sample, each in both ways.
        for home in homes[guide % 2 :: 2] if long else homes:
            seen = home.see(made.pages)

            assert seen.harm == [], texts.fill(guide, fields()[0])
            assert seen.parts | parts_of(made.pages) <= known, texts.fill(guide, fields()[0])
    tried = texts.guides * len(fields())
    print(  # noqa: T201 - the figure of a whole run
        f"\n{len(texts.texts)} texts, {len(fields())} fields, {tried} pairs: "
        f"{tried - refused} shown as text, {refused} refused; "
        "0 scripts run, 0 requests elsewhere, 0 unknown elements"
    )


def test_the_texts_do_harm_where_nothing_stops_them(
    homes: tuple[Home, Home], *, long: bool, part: slice
) -> None:
    """The browser of these tests sees what runs: on a page that believes them, most of them do."""
    _, home = homes
    # What leads the whole frame away would be waited for in vain.
    texts = [text for text in Texts(whole=long, part=part).texts if "http-equiv" not in text]
    markdown = Markdown(extensions=["tables", "admonition", "attr_list"])
    harmful = 0
    for first in range(0, len(texts), SAMPLE):
        files = {}
        for number, text in enumerate(texts[first : first + SAMPLE]):
            words = text.encode("utf-8", "replace").decode()
            link = f"<a href='{escape(words)}'>x</a>"
            files[f"bare-{number}.html"] = f"{words}\n{markdown.reset().convert(words)}\n{link}"
        for name, body in files.items():
            (home.folder / name).write_text(f"<!doctype html><body>{body}", "utf-8")
        seen = home.watched.see(home.folder, list(files))
        happened = " ".join([*seen.ran, *seen.asked, *seen.addresses])
        harmful += len(set(re.findall(r"bare-[0-9]+", happened)))
    print(f"\n{harmful} of {len(texts)} texts do harm on a page that believes them")  # noqa: T201

    # The others are for templates, for other formats, or open only what they stand in.
    assert harmful > len(texts) / 3


@pytest.mark.parametrize("kind", BLANKS, ids=lambda kind: kind.__name__)
def test_no_field_of_another_kind_takes_a_text(kind: type[Fields], *, long: bool) -> None:
    """Where a number, a day or a choice belongs, a text is reported."""
    texts = [hostile.text for hostile in spread(hostile_strings(), 100 if long else 2)]
    others = [place for place, type_ in leaves(kind) if type_ is not str]
    for place, text in product(others, texts):
        values: Any = text
        for key in reversed(place):
            values = (values,) if key == 0 else {key: values}
        finds = Finds()
        read_fields(kind, values, Document(SourceFile("x.md")), finds, blank=BLANKS[kind])

        assert {fault.code for fault in finds.diagnostics} - {codes.MISSING_KEY}, (place, text)


def words_of(pages: Sequence[Page]) -> str:
    """Every word and every value of an attribute of pages, and of guide.json, on one line."""
    found: list[str] = []
    for page in pages:
        if page.path == "guide.json":
            found += map(json.loads, _JSON_TEXT.findall(page.content.decode()))
        if page.is_html:
            tree = LexborHTMLParser(page.content)
            found.append(tree.text(deep=True))
            found += [value or "" for node in tree.css("*") for value in node.attributes.values()]
    return " ".join(" ".join(found).split())


def test_content_is_no_template(tmp_path: Path) -> None:
    """Signs of Jinja2 and of its like come out as they were written, whatever field they are in."""
    texts = [hostile.text for hostile in hostile_strings() if hostile.kind == "template"]
    plain = {field: f"Stand{place}tall." for place, field in enumerate(fields())}
    text_of = {field: texts[place % len(texts)] for place, field in enumerate(fields())}
    harmless = build(tmp_path / "content", plain.__getitem__)
    made = build(tmp_path / "content", text_of.__getitem__)
    plain_words, words = words_of(harmless.pages), words_of(made.pages)
    shown = {
        field
        for field in set(fields()) - harmless.refused - made.refused
        # Of a body, Markdown takes some signs for its own.
        if plain[field] in plain_words and isinstance(field.place, tuple)
    }

    assert len(shown) > len(fields()) / 4
    assert [field for field in shown if text_of[field] not in words] == []


def test_no_sum_is_done(tmp_path: Path) -> None:
    """No template takes a body for another template."""
    made = build(tmp_path / "content", lambda _: "{{ 7*7 }}")
    words = words_of(made.pages)

    assert "{{ 7*7 }}" in words
    assert not re.search(r"\b49\b", words)
