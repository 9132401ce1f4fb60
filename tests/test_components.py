"""Every component is a folder that explains, styles and shows itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import LAYERS, TEMPLATES
from selectolax.lexbor import LexborHTMLParser

from sitegen.render.assets import OWN_STYLES
from sitegen.render.environment import make_environment
from sitegen.render.examples import Example, examples_of, render_example
from sitegen.render.styles import OWN_STYLE, own_style, styles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").iterdir() if path.is_dir())


def examples() -> Iterator[Example]:
    """Every example of every component."""
    for component in COMPONENTS:
        yield from examples_of(LAYERS, component)


def example_page(example: Example) -> str:
    """A whole page around an example, with the guide's style."""
    own = (TEMPLATES / "components" / example.component / OWN_STYLE).exists()
    style = styles_of(LAYERS).everywhere
    style += own_style(LAYERS, [example.component]) if own else ""
    component, body = example.component, render_example(make_environment(LAYERS), example)
    main = body if "<main" in body else f"<main><h1>{component}</h1>{body}</main>"
    return (
        f'<!doctype html><html lang="en"><head><title>{component}</title>'
        f"<style>{style}</style></head><body>{main}</body></html>"
    )


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_has_its_three_files_and_says_what_it_takes(component: str) -> None:
    """Template, one style and examples are there, and a comment lists the params."""
    folder = TEMPLATES / "components" / component
    template = (folder / "template.html").read_text("utf-8")
    names = {path.name for path in folder.iterdir()}

    assert names >= {"template.html", "examples.yaml"}
    assert len(names & {"style.css", "own.css"}) == 1
    assert template.startswith("{#")
    assert f"macro {component.replace('-', '_')}(" in template


def test_every_own_style_belongs_to_a_page() -> None:
    """A style that no kind of page loads would never be seen."""
    loaded = {component for components in OWN_STYLES.values() for component in components}

    assert loaded == {path.parent.name for path in TEMPLATES.glob(f"components/*/{OWN_STYLE}")}


@pytest.mark.parametrize(
    "example", list(examples()), ids=lambda example: f"{example.component}: {example.name}"
)
def test_example_renders(example: Example) -> None:
    """An example gives HTML with something in it, and no undefined name."""
    html = render_example(make_environment(LAYERS), example)
    body = LexborHTMLParser(html).body

    assert example.name
    assert body is not None
    assert body.css("*")


@pytest.mark.parametrize("component", COMPONENTS)
def test_style_of_a_component_stays_in_its_layer_and_its_names(component: str) -> None:
    """Every class that a component styles begins with `guide-`, so a search finds it."""
    (path,) = (TEMPLATES / "components" / component).glob("*.css")
    css = path.read_text("utf-8")
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    classes = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", bare)))
    markdown = {"admonition", "admonition-title", "emergency", "urgent", "ask", "note"}

    assert "@layer components" in css
    assert {name for name in classes if not name.startswith("guide-")} <= markdown
