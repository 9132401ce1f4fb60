"""Every component is a folder that explains, styles and shows itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import TEMPLATES
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from sitegen.render.environment import make_environment
from sitegen.render.styles import styles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").iterdir() if path.is_dir())


def examples() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Component, name and params of every example."""
    for component in COMPONENTS:
        path = TEMPLATES / "components" / component / "examples.yaml"
        for example in yaml.safe_load(path.read_text("utf-8")):
            yield component, example["name"], example["params"]


def with_markup(value: Any) -> Any:
    """Example data with every text whose name ends in `_html` marked safe."""
    if isinstance(value, dict):
        return {key: _marked(key, item) for key, item in value.items()}
    return [with_markup(item) for item in value] if isinstance(value, list) else value


def _marked(key: str, item: Any) -> Any:
    is_html = key.endswith("_html") and isinstance(item, str)
    return Markup(item) if is_html else with_markup(item)  # noqa: S704 - from our own examples


def render(component: str, params: dict[str, Any]) -> str:
    """An example as HTML."""
    macro = component.replace("-", "_")
    load = f'{{% from "components/{component}/template.html" import {macro} %}}'
    template = make_environment(TEMPLATES).from_string(f"{load}{{{{ {macro}(**params) }}}}")
    return template.render(params=with_markup(params))


def example_page(component: str, params: dict[str, Any]) -> str:
    """A whole page around an example, with the guide's style."""
    style = styles_of(TEMPLATES).everywhere
    body = render(component, params)
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


@pytest.mark.parametrize(("component", "name", "params"), list(examples()), ids=str)
def test_example_renders(component: str, name: str, params: dict[str, Any]) -> None:
    """An example gives HTML with something in it, and no undefined name."""
    html = render(component, params)
    body = LexborHTMLParser(html).body

    assert name
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
