"""What the project is made with: every pinned package, what it is for, and who asks for it."""

from __future__ import annotations

import functools
import importlib.metadata
import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

FILES = sorted(ROOT.glob("requirements*.txt"), key=lambda file: file.stat().st_size)
"""The pins, the file first that every build needs and that the others repeat."""

_PIN = re.compile(
    r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)==(?P<version>\d[\w.+!-]*)"
    r"(?: ; (?P<marker>[^-]+?))?"
    r"(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64})+)"
)

_SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
_PYTHONS = (("CPython", "cpython"), ("PyPy", "pypy"))

ENVIRONMENTS: tuple[dict[str, str], ...] = tuple(
    {
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform,
        "platform_python_implementation": python,
        "implementation_name": implementation,
        "python_version": version,
        "python_full_version": f"{version}.0",
    }
    for (system, os_name, platform), (python, implementation), version in itertools.product(
        _SYSTEMS, _PYTHONS, ("3.11", "3.12", "3.13", "3.14")
    )
)
"""The machines that the pins are for."""


class Pin(NamedTuple):
    """One line of a requirements file."""

    name: str
    version: str
    marker: str
    """For which machines, as PEP 508 says it; "" for all."""
    hashes: tuple[str, ...]
    """SHA-256 of each file that may be installed, in hexadecimal."""

    @property
    def address(self) -> str:
        """Its package URL, which names no host."""
        return f"pkg:pypi/{self.name}@{self.version}"

    def is_for(self, environment: Mapping[str, str]) -> bool:
        """Whether a machine of this kind installs it."""
        return not self.marker or Marker(self.marker).evaluate(dict(environment))


class Needs(NamedTuple):
    """What the project's own requirements lead to."""

    asked: dict[str, list[Requirement]]
    """By the name of a package, what is asked of it."""
    edges: set[tuple[str, str]]
    """Who asks for whom; the project itself is its own name."""


def pins_in(text: str) -> tuple[Pin, ...]:
    """Read a requirements file, which may hold nothing but pins.

    Raises:
        ValueError: A line is no exact version with SHA-256 hashes.
    """
    lines = text.replace("\\\n", " ").splitlines()
    return tuple(_pin(line.strip()) for line in lines if line and not line.startswith("#"))


def _pin(line: str) -> Pin:
    found = _PIN.fullmatch(re.sub(r" +", " ", line))
    if found is None:
        raise ValueError(f"no exact version with SHA-256 hashes: {line[:60]}")
    hashes = re.findall(r"sha256:([0-9a-f]+)", found["hashes"])
    return Pin(found["name"], found["version"], found["marker"] or "", tuple(hashes))


@functools.cache
def pins_of(file: Path) -> tuple[Pin, ...]:
    """The pins of a requirements file."""
    return pins_in(file.read_text("utf-8"))


@functools.cache
def all_pins() -> tuple[Pin, ...]:
    """Every version of every package once, by name; for the machines of the file with most."""
    pins = {(pin.name, pin.version): pin for file in FILES for pin in pins_of(file)}
    return tuple(pins[key] for key in sorted(pins))


def extras_of(file: Path) -> tuple[str, ...]:
    """The extras of pyproject.toml that a requirements file covers, as its own head says."""
    return tuple(re.findall(r"--extra (\S+)", file.read_text("utf-8").splitlines()[1]))


@functools.cache
def purpose(address: str) -> str:
    """What a package is here for: every build, extras of pyproject.toml, or development."""
    groups = [
        extras_of(file) for file in FILES if address in {pin.address for pin in pins_of(file)}
    ]
    if () in groups:
        return "every build"
    extras = {extra for group in groups if "dev" not in group for extra in group}
    return " and ".join(sorted(extras)) or "development"


def declared(extras: Iterable[str]) -> Iterator[Requirement]:
    """What pyproject.toml asks for."""
    groups = [PROJECT["optional-dependencies"][extra] for extra in extras]
    yield from map(Requirement, itertools.chain(PROJECT["dependencies"], *groups))


def needs(extras: Iterable[str], environment: Mapping[str, str]) -> Needs:
    """Follow what pyproject.toml asks for through what each installed package asks for."""
    found = Needs({}, set())
    seen: set[tuple[str, str]] = set()
    waiting = [(PROJECT["name"], requirement) for requirement in declared(extras)]
    while waiting:
        parent, requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        found.asked.setdefault(name, []).append(requirement)
        found.edges.add((parent, name))
        for key in {(name, extra) for extra in ("", *requirement.extras)} - seen:
            seen.add(key)
            asked = _asked_by(name, {**environment, "extra": key[1]})
            waiting.extend((name, child) for child in asked)
    return found


def _asked_by(name: str, environment: dict[str, str]) -> Iterator[Requirement]:
    for text in _required_by(name):
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield requirement


@functools.cache
def _required_by(name: str) -> tuple[str, ...]:
    try:
        return tuple(importlib.metadata.requires(name) or ())
    except importlib.metadata.PackageNotFoundError:  # this machine is not among those it is for
        return ()
