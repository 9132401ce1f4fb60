"""Supple beside other generators: the shared corpus as this guide's own content.

A contestant of the peer bench, which gives it `kit`; README.md says how to run it without.
The templates write the pages that the bench wants; everything that the guide checks is checked.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SMALL_GUIDE = ROOT / "tests" / "guide"
OUTPUT = "site"
CACHES = (".supple", "cache")
NOTE = "all checks on; RSS is the largest process"
# The bench moves caches away for a cold build, so they stand in the folder that it knows.
ENV = {"XDG_CACHE_HOME": "cache"}

_POSITIONS = {
    "seated": "sitting",
    "supine": "lying-back",
    "prone": "lying-front",
    "side-lying": "lying-side",
}
_REGIONS = {"legs": "calves"}
_LINK = re.compile(r"\]\(\.\./([^)]+)\)")


def install(work: Path) -> Path:  # noqa: ARG001 - the bench gives it
    """The Python that runs the bench, which has this project's packages."""
    return Path(sys.executable)


def version(work: Path) -> str:  # noqa: ARG001 - the bench gives it
    """Of this checkout."""
    return "0.1"


def build(site: Path, work: Path) -> list[str | Path]:
    """The command of a build, run in the site's folder."""
    return [install(work), ROOT / "build.py", "build", "--templates", site / "templates"]


def source(site: Path, slug: str) -> Path:
    """The file of a stretch."""
    return site / "content" / "stretches" / f"{slug}.md"


def prepare(corpus: Path, site: Path, work: Path) -> None:  # noqa: ARG001 - the bench gives it
    """Lay out content and templates."""
    shutil.copytree(ROOT / "templates", site / "templates")
    for place in ("pages", "base.html"):
        _replace(site / "templates" / place, HERE / "templates" / place)
    # Of the components the styles alone: the templates of the bench use none of them.
    for name in ("template.html", "examples.yaml"):
        for path in (site / "templates" / "components").glob(f"*/{name}"):
            path.unlink()
    _name_areas(corpus, site / "templates" / "base.html")
    shutil.copytree(corpus / "static", site / "templates" / "static", dirs_exist_ok=True)
    content = site / "content"
    shutil.copytree(SMALL_GUIDE / "pages", content / "pages")
    for folder in ("areas", "stretches", "routines", "cautions"):
        (content / folder).mkdir()
    pages = [_page(path) for path in sorted((corpus / "stretches").glob("*.md"))]
    _write_settings(corpus, content)
    _write_names(pages, content)
    for slug, fields, body in pages:
        _write(content / "stretches" / f"{slug}.md", _stretch(fields), body)


def _replace(place: Path, by: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
        shutil.copytree(by, place)
    else:
        shutil.copy(by, place)


def _name_areas(corpus: Path, template: Path) -> None:
    """Write the menu of areas into the base template; this guide's own menu has none."""
    areas = yaml.safe_load((corpus / "site.json").read_text("utf-8"))["areas"]
    menu = "".join(f'<li><a href="/areas/{a["slug"]}/">{a["name"]}</a></li>\n' for a in areas)
    template.write_text(template.read_text("utf-8").replace("AREAS", menu), "utf-8")


def _page(path: Path) -> tuple[str, dict[str, Any], str]:
    """A page of the corpus: its slug, front matter and body."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    fields = yaml.load(front, yaml.CSafeLoader)
    # What the corpus says in a heading, the template says.
    body = body.replace("## How to do it\n\n", "")
    return fields["slug"], fields, _LINK.sub(r"](/stretches/\1)", body.strip()) + "\n"


def _stretch(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter of a stretch."""
    hold = fields["hold_seconds"]
    # The guide warns of doses below 30 and above 120 seconds.
    times = min(max(fields["reps"], -(-30 // hold)), 120 // hold)
    return {
        "title": fields["title"],
        "summary": fields["summary"],
        "in_short": f"Hold it {hold} seconds.",
        "areas": fields["areas"],
        "positions": [_POSITIONS.get(fields["position"], fields["position"])],
        "kind": "hold",
        "sides": {"one": "each", "both": "both"}[fields["sides"]],
        "dose": {"hold": [hold, hold], "times": times},
        "level": 1,
        "muscles": fields["muscles"],
        "feel": "The place that it is for.",
        "mistakes": ["Bouncing."],
        "ask_first": [_slug(caution) for caution in fields["cautions"]],
        "sources": [_slug(title) for title in fields["sources"]],
    }


def _write_settings(corpus: Path, content: Path) -> None:
    """guide.yaml and the areas."""
    settings = yaml.safe_load((SMALL_GUIDE / "guide.yaml").read_text("utf-8"))
    guide = yaml.safe_load((corpus / "site.json").read_text("utf-8"))
    # The bench wants every stretch of an area on one page.
    settings |= {"name": guide["title"], "address": guide["base_url"], "stretches_per_page": 10**6}
    settings["safety"]["notice"] = [guide["disclaimer"]]
    _write_yaml(content / "guide.yaml", settings)
    for order, area in enumerate(guide["areas"], start=1):
        fields = {"title": area["name"], "summary": f"For the {area['name']}.", "order": order}
        fields["region"] = _REGIONS.get(area["slug"], area["slug"])
        _write(content / "areas" / f"{area['slug']}.md", fields, "")


def _write_names(pages: list[tuple[str, dict[str, Any], str]], content: Path) -> None:
    """What stretches name: muscles, cautions, sources."""
    every = [fields for _, fields, _ in pages]
    muscles = sorted({name for fields in every for name in fields["muscles"]})
    titles = sorted({title for fields in every for title in fields["sources"]})
    glossary = yaml.safe_load((SMALL_GUIDE / "glossary.yaml").read_text("utf-8"))
    glossary |= {
        name: {"plain": "a muscle", "meaning": "It moves.", "muscle": True} for name in muscles
    }
    _write_yaml(content / "glossary.yaml", glossary)
    sources = yaml.safe_load((SMALL_GUIDE / "sources.yaml").read_text("utf-8"))
    sources |= {
        _slug(title): {
            "title": title,
            "publisher": "The bench",
            "year": 2020,
            "address": f"https://stretch.example.org/{_slug(title)}",
        }
        for title in titles
    }
    _write_yaml(content / "sources.yaml", sources)
    for title in sorted({caution for fields in every for caution in fields["cautions"]}):
        fields = {"title": title, "short": _slug(title)[:20].strip("-"), "who": title}
        fields |= {"sentence": title, "sources": [_slug(titles[0])]}
        _write(content / "cautions" / f"{_slug(title)}.md", fields, "")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _write(path: Path, fields: Mapping[str, Any], body: str) -> None:
    front = yaml.dump(fields, Dumper=yaml.CSafeDumper, sort_keys=False, width=1000)
    path.write_text(f"---\n{front}---\n\n{body}", "utf-8")


def _write_yaml(path: Path, fields: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(fields, sort_keys=False, width=1000), "utf-8")
