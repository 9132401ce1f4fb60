"""The examples of components: written once, shown in the style guide, and tested one by one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import Markup

from sitegen.kept import keep, kept_folder, read_kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import Environment

    from sitegen.layers import Layers

# The one in C reads all examples in 10 ms; the other, where there is no C, takes 30 times as long.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a component.

    Attributes:
        component: The name of the component's folder.
        name: What it is an example of.
        params: What the component's macro is given.
    """

    component: str
    name: str
    params: dict[str, Any]


def component_names(templates: Layers) -> list[str]:
    """Every component, in the order of their names."""
    return [path.parent.name for path in templates.paths("components/*/examples.yaml").values()]


def examples_of(templates: Layers, component: str) -> Iterator[Example]:
    """The examples of a component.

    Raises:
        OSError: The file of examples cannot be read.
        ValueError: It is not a list of names and params.
    """
    path = templates.path(f"components/{component}/examples.yaml")
    try:
        for example in _read(path):
            yield Example(component, example["name"], _with_markup(example["params"]))
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise ValueError(f"{path.as_posix()} is no list of examples") from error


def _read(path: Path) -> Any:
    """What a file of examples holds; kept, for reading YAML takes longer than all else here."""
    text = path.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    place = kept_folder("examples", yaml.__version__) / digest
    if kept := read_kept(place):
        return json.loads(kept)
    written = yaml.load(text, _Loader)  # noqa: S506 - a safe one
    keep(place, json.dumps(written).encode())
    return written


def _with_markup(value: Any) -> Any:
    """Example data with every text that begins with a tag marked as safe HTML."""
    if isinstance(value, dict):
        return {key: _with_markup(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_markup(item) for item in value]
    is_html = isinstance(value, str) and value.startswith("<")
    return Markup(value) if is_html else value  # noqa: S704 - from our own examples


def render_example(environment: Environment, example: Example) -> str:
    """An example as HTML."""
    template = environment.get_template(f"components/{example.component}/template.html")
    macro = getattr(template.module, example.component.replace("-", "_"))
    return str(macro(**example.params))
