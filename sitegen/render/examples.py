"""The examples of components: written once, shown in the style guide, and tested one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import Environment

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


def component_names(templates: Path) -> list[str]:
    """Every component, in the order of their names."""
    return sorted(path.parent.name for path in templates.glob("components/*/examples.yaml"))


def examples_of(templates: Path, component: str) -> Iterator[Example]:
    """The examples of a component.

    Raises:
        OSError: The file of examples cannot be read.
        ValueError: It is not a list of names and params.
    """
    path = templates / "components" / component / "examples.yaml"
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe one
        for example in written:
            yield Example(component, example["name"], _with_markup(example["params"]))
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise ValueError(f"{path.as_posix()} is no list of examples") from error


def _with_markup(value: Any) -> Any:
    """Example data with every text whose name ends in `_html` marked safe."""
    if isinstance(value, dict):
        return {key: _marked(key, item) for key, item in value.items()}
    return [_with_markup(item) for item in value] if isinstance(value, list) else value


def _marked(key: str, item: Any) -> Any:
    is_html = key.endswith("_html") and isinstance(item, str)
    return Markup(item) if is_html else _with_markup(item)  # noqa: S704 - from our own examples


def render_example(environment: Environment, example: Example) -> str:
    """An example as HTML."""
    template = environment.get_template(f"components/{example.component}/template.html")
    macro = getattr(template.module, example.component.replace("-", "_"))
    return str(macro(**example.params))
