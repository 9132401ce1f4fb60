"""The built website: whole wherever it is opened, light, and private."""

from __future__ import annotations

import gzip
import itertools
import json
import re
import urllib.error
import urllib.request
from math import ceil
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from conftest import LAYERS, ROOT, served
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from sitegen.load import load_guide
from sitegen.render import render_site

WEIGHT_LIMIT = 14 * 1024
# The whole guide in one page is for printing, the style guide for those who make the guide;
# nobody waits for them on a phone.
HEAVY = {"guide/index.html", "styleguide/index.html"}
UNLINKED = {"404.html", "offline/index.html", "styleguide/index.html"}
ADDRESSES = (  # noqa: SIM905 - a list of one address a line would fill a page
    "index.html 404.html stretches/index.html areas/index.html routines/index.html "
    "stretches/ear-to-shoulder/index.html areas/neck/index.html routines/morning/index.html "
    "guide/index.html safety/index.html floor/index.html evidence/index.html glossary/index.html "
    "sources/index.html about/index.html privacy/index.html offline/index.html "
    "how-to-use/index.html styleguide/index.html guide.json guide.schema.json sitemap.xml "
    "robots.txt feed.xml manifest.webmanifest sw.js _headers favicon.ico"
).split()


def html_files(site: Path) -> list[Path]:
    """Every page of the site."""
    return sorted(site.rglob("*.html"))


def links_of(html: str) -> list[str]:
    """Everything that a page links to or loads."""
    nodes = LexborHTMLParser(html).css("[href], [src]")
    return [node.attributes.get("href") or node.attributes.get("src") or "" for node in nodes]


def styles_of(site: Path, page: Path) -> list[Path]:
    """Every style that a screen waits for."""
    links = LexborHTMLParser(page.read_text("utf-8")).css("link[rel=stylesheet]:not([media])")
    return [site / "assets" / Path(str(link.attributes["href"])).name for link in links]


def crawl(start: str) -> tuple[set[str], list[tuple[str, str]]]:
    """Follow every link inside the site; returns what was reached, and what was broken."""
    reached: dict[str, set[str]] = {}
    broken: list[tuple[str, str]] = []
    waiting = [(start, "the start")]
    while waiting:
        link, page = waiting.pop()
        address, fragment = urldefrag(link)
        if address not in reached:
            try:
                with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                    content, kind = answer.read(), answer.headers.get("Content-Type", "")
            except (urllib.error.URLError, OSError):
                broken.append((page, link))
                continue
            is_html = "html" in kind or address.endswith(".html")
            text = content.decode() if is_html else ""
            reached[address] = {
                str(node.attributes["id"]) for node in LexborHTMLParser(text).css("[id]")
            }
            inside = [urljoin(address, target) for target in links_of(text)]
            waiting += [(target, address) for target in inside if target.startswith(base_of(start))]
        names_a_place = fragment and "=" not in fragment
        if names_a_place and fragment not in reached[address]:
            broken.append((page, link))
    return set(reached), broken


def base_of(start: str) -> str:
    """The folder of an address."""
    return start.rsplit("/", 1)[0] + "/"


def paths_below(base: str, addresses: set[str]) -> set[str]:
    """Addresses as paths from the site's root."""
    return {address.removeprefix(base) for address in addresses}


@pytest.mark.parametrize("prefix", ["", "any/sub/path/"])
def test_every_link_leads_somewhere_when_served(site: Path, tmp_path: Path, prefix: str) -> None:
    """At the root of a host and under a sub-path, every page is reached and no link is broken."""
    home = tmp_path / prefix.rstrip("/")
    home.parent.mkdir(parents=True, exist_ok=True)
    if prefix:
        home.symlink_to(site)
    with served(tmp_path if prefix else site) as address:
        reached, broken = crawl(f"{address}{prefix}index.html")

    wanted = {path.relative_to(site).as_posix() for path in html_files(site)}
    assert broken == []
    assert wanted - paths_below(f"{address}{prefix}", reached) == UNLINKED


def test_every_link_leads_somewhere_from_disk(site: Path) -> None:
    """Opened straight from a folder, every page is reached and no link is broken."""
    reached, broken = crawl((site / "index.html").as_uri())

    wanted = {path.relative_to(site).as_posix() for path in html_files(site)}
    assert broken == []
    assert wanted - paths_below(site.as_uri() + "/", reached) == UNLINKED


def test_page_of_no_address_is_right_at_any_address(site: Path) -> None:
    """A host shows 404.html wherever nothing is: its links start at the site's own sub-path."""
    base = urlsplit(json.loads((site / "guide.json").read_text("utf-8"))["address"]).path
    links = links_of((site / "404.html").read_text("utf-8"))
    inside = [link for link in links if not link.startswith(("http", "#"))]

    assert inside
    for link in inside:
        path = link.removeprefix(base).partition("#")[0]
        assert link.startswith(base)
        assert (site / path).is_file() or (site / path / "index.html").is_file()


def test_site_has_every_address(site: Path) -> None:
    """Every address of the design is there."""
    assert [path for path in ADDRESSES if not (site / path).is_file()] == []


def test_pages_are_light(site: Path) -> None:
    """HTML and what a screen needs of the style are at most 14 KB compressed."""
    weights = {
        path.relative_to(site).as_posix(): sum(
            len(gzip.compress(part.read_bytes(), 9, mtime=0))
            for part in (path, *styles_of(site, path))
        )
        for path in html_files(site)
    }

    assert {p: w for p, w in weights.items() if w > WEIGHT_LIMIT and p not in HEAVY} == {}


def test_an_area_of_very_many_stretches_goes_on_to_further_pages() -> None:
    """Each stretch stands once, each page says where it goes on, and none is heavy on a phone."""
    guide = load_guide(ROOT / "content").guide
    stretches = {slug: replace(s, areas=("neck",)) for slug, s in guide.stretches.items()}
    crowded = replace(guide, stretches=stretches)
    pages = {page.path: page.content for page in render_site(crowded, LAYERS).pages}
    count = ceil(len(stretches) / guide.settings.stretches_per_page)
    further = [f"areas/neck/{number}/index.html" for number in range(2, count + 1)]
    of_neck = ["areas/neck/index.html", *further]
    found = [LexborHTMLParser(pages[path]) for path in of_neck]

    def linked(page: LexborHTMLParser, selector: str) -> list[str]:
        """The folders that links lead to."""
        links = (node.attributes["href"] or "" for node in page.css(selector))
        return [PurePosixPath(link).parent.name for link in links]

    listed = [linked(page, ".guide-stretch-list .guide-card__link") for page in found]

    assert [*itertools.chain(*listed)] == list(stretches)
    assert linked(found[0], ".guide-previous-next a") == ["2"]
    assert linked(found[-1], ".guide-previous-next a")[:1] == [
        "neck" if count == 2 else f"{count - 1}"
    ]
    assert max(len(gzip.compress(pages[path], 9)) for path in of_neck) < WEIGHT_LIMIT


def test_few_things_hold_back_the_first_look(site: Path) -> None:
    """Before a page is painted, a browser waits for two styles and one script, all at once.

    While the parser waits for a script it asks for nothing that stands below it, so the styles
    stand above: else each visit to a new page would take one round trip more.
    """
    for path in html_files(site):
        if path.relative_to(site).as_posix() == "styleguide/index.html":
            continue
        head = LexborHTMLParser(path.read_text("utf-8")).css(
            "link[rel=stylesheet]:not([media]), script[src]:not([defer])"
        )

        assert [node.tag for node in head] in (["link", "script"], ["link", "link", "script"])


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page, style or manifest makes a browser ask anyone but the site's own host."""
    for path in html_files(site):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        loaded = [
            str(node.attributes.get("href") or node.attributes.get("src") or "")
            for node in tree.css(
                "link:not([rel=canonical], [rel=alternate]), script, img, iframe, source, use"
            )
        ]

        assert [link for link in loaded if link.startswith(("http", "//"))] == []
    for path in (site / "assets").glob("*.css"):
        assert re.findall(r"url\(|@import", path.read_text("utf-8")) == []


def test_pages_have_no_inline_style_or_script(site: Path) -> None:
    """The strict policy of every page holds without `unsafe-inline`."""
    for path in html_files(site):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')

        assert policy is not None
        assert "unsafe" not in str(policy.attributes["content"])
        assert tree.css("style, [style]") == []
        assert tree.css('script:not([type="application/ld+json"], [src])') == []
        assert [n for n in tree.css("*") for name in n.attributes if name.startswith("on")] == []


def test_every_page_has_one_heading_of_the_first_level_and_its_own_title(site: Path) -> None:
    """A reader, a screen reader and a search engine all know where they are."""
    titles = []
    for path in html_files(site):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        title = tree.css_first("title")

        assert len(tree.css("h1")) == 1
        assert title is not None
        titles.append(title.text())
    assert len(set(titles)) == len(titles)


def test_every_page_says_that_no_clinician_checked_it(site: Path) -> None:
    """Nobody clinical has reviewed the guide, and no page hides that."""
    said = {
        "en": "No doctor or therapist has checked this guide yet",
        "es": "Aún no la ha revisado ningún médico ni terapeuta",
    }
    for path in html_files(site):
        html = path.read_text("utf-8")
        (whole,) = LexborHTMLParser(html).css("html")

        assert said[str(whole.attributes["lang"])] in html


def test_structured_data_is_json_and_names_no_reviewer(site: Path) -> None:
    """What machines read is valid, and claims no check that nobody made."""
    for path in html_files(site):
        if path.is_relative_to(site / "es"):
            continue  # machines are told by the originals
        tree = LexborHTMLParser(path.read_text("utf-8"))
        (script,) = tree.css('script[type="application/ld+json"]')
        data = json.loads(script.text())

        assert {"MedicalWebPage", "BreadcrumbList"} <= {thing["@type"] for thing in data["@graph"]}
        assert "reviewedBy" not in json.dumps(data)


def test_guide_as_data_keeps_to_its_schema(site: Path) -> None:
    """guide.json is what guide.schema.json says."""
    guide = json.loads((site / "guide.json").read_text("utf-8"))
    schema = json.loads((site / "guide.schema.json").read_text("utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(guide, schema)
    assert len(guide["stretches"]) >= 26
    assert len(guide["areas"]) == 12
    assert len(guide["routines"]) >= 6


def test_sitemap_and_feed_are_well_formed_and_complete(site: Path) -> None:
    """Every page that a reader looks for is in the sitemap, none twice."""
    sitemap = ET.fromstring((site / "sitemap.xml").read_bytes())  # noqa: S314 - our own
    feed = ET.fromstring((site / "feed.xml").read_bytes())  # noqa: S314 - our own
    addresses = [element.text or "" for element in sitemap.iter() if element.tag.endswith("loc")]

    assert len(addresses) == len(set(addresses)) == len(html_files(site)) - len(UNLINKED)
    assert len(feed.findall("channel/item")) >= 32


def test_phone_paints_the_colour_of_the_band(site: Path) -> None:
    """The manifest's colour is that of the style sheet's tokens."""
    colour = json.loads((site / "manifest.webmanifest").read_text("utf-8"))["theme_color"]
    css = next((site / "assets").glob("site.*.css")).read_text("utf-8")

    assert f"--guide-band:{colour};" in css


def test_phone_finds_every_icon(site: Path) -> None:
    """Each icon of the manifest is there: in lines, and in the two sizes of older phones."""
    icons = json.loads((site / "manifest.webmanifest").read_text("utf-8"))["icons"]
    kinds = {(icon["purpose"], icon["sizes"]) for icon in icons}

    assert kinds == set(itertools.product(("any", "maskable"), ("any", "192x192", "512x512")))
    assert [icon["src"] for icon in icons if not (site / icon["src"]).is_file()] == []


def test_host_sends_the_policy_that_each_page_carries(site: Path) -> None:
    """The header and the meta element say the same, but for framing, which only a header can."""
    tree = LexborHTMLParser((site / "index.html").read_text("utf-8"))
    meta = tree.css_first('meta[http-equiv="Content-Security-Policy"]')

    assert meta is not None
    policy = f"Content-Security-Policy: {meta.attributes['content']}; frame-ancestors 'none'\n"
    assert policy in (site / "_headers").read_text("utf-8")


def test_the_other_side_is_told_as_the_other(site: Path) -> None:
    """A caption of its pictures says left for right and right for left, also as its first word."""
    swapped = {"right": "left", "left": "right"}
    seen = set()
    for file in (site / "stretches").glob("*/index.html"):
        tree = LexborHTMLParser(file.read_text("utf-8"))
        shown, others = (
            [node.text().split() for node in tree.css(f"{where} figcaption")]
            for where in (".guide-pictures", ".guide-pictures__other")
        )
        for caption, other in zip(shown, others, strict=bool(others)):
            turned = [swapped.get(word.lower(), word.lower()) for word in caption]
            seen |= {word for word in caption if word.lower() in swapped}

            assert [word.lower() for word in other] == turned, file.parent.name
            assert [word.istitle() for word in other] == [word.istitle() for word in caption]
    assert seen == {"right", "left", "Right", "Left"}
