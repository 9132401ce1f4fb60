"""What is installed is what was tried, nobody can swap it unseen, and all of it may be used.

`--update` makes docs/licences.md and docs/sbom.cdx.json anew.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bill_of_materials import bill_of_materials
from conftest import ROOT, tracked_files
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from dependencies import (
    ENVIRONMENTS,
    FILES,
    PROJECT,
    all_pins,
    extras_of,
    needs,
    pins_in,
    pins_of,
    purpose,
)
from licences import ALLOWED, ALLOWED_IN_DEVELOPMENT, READ, licence, licences_page, said_licence
from packaging.markers import default_environment
from packaging.version import Version

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
HASH = f"--hash=sha256:{'0' * 64}"
SBOM = ROOT / "docs" / "sbom.cdx.json"
LICENCES = ROOT / "docs" / "licences.md"

# A sentence of each licence that no other of these has.
SENTENCES = {
    "Apache-2.0": "Apache License",
    "BSD-2-Clause": "Redistributions in binary form must reproduce",
    "BSD-3-Clause": "Neither the name",
    "MIT": "Permission is hereby granted, free of charge",
    "MPL-2.0": "Mozilla Public License Version 2.0",
    "PSF-2.0": "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1": "GPL 2.0+/LGPL 2.1+/MPL 1.1 tri-license",
}


@each_file
def test_every_requirement_is_one_version_with_hashes(file: Path) -> None:
    """No line leaves open what is installed, or from where."""
    pins = pins_of(file)

    assert len(pins) >= 10
    assert len({pin.name for pin in pins if not pin.marker}) >= 10
    assert "://" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        f"harmless>=1.0 {HASH}",
        f"harmless==1.* {HASH}",
        f"harmless {HASH}",
        "harmless==1.0",
        f"harmless==1.0 --hash=md5:{'0' * 32}",
        f"harmless==1.0 {HASH[:-1]}",
        f"harmless==1.0 {HASH} --no-binary=:all:",
        "harmless @ https://evil.example/harmless.whl",
        "https://evil.example/harmless.whl",
        f"--find-links=there {HASH}",
        "-r elsewhere.txt",
        "-e .",
    ],
)
def test_a_line_that_leaves_something_open_is_refused(line: str) -> None:
    """The test above is not content with less."""
    with pytest.raises(ValueError, match="no exact version"):
        pins_in(f"# A comment.\n{line}\n")


def test_all_files_pin_the_same_version_with_the_same_hashes() -> None:
    """What a publisher installs is what the tests ran with, to the byte."""
    everything = {(pin.address, pin.hashes) for pin in pins_of(FILES[-1])}

    assert all((pin.address, pin.hashes) in everything for file in FILES for pin in pins_of(file))


@each_file
def test_a_file_covers_what_the_line_at_its_top_says(file: Path) -> None:
    """The line that makes a file anew makes that very file, without the address of an index."""
    line = file.read_text("utf-8").splitlines()[1]

    assert line.startswith("# uv pip compile pyproject.toml ")
    assert line.endswith(f" -o {file.name}")
    assert {"--generate-hashes", "--no-emit-index-url", "--universal"} <= set(line.split())
    assert set(extras_of(file)) <= set(PROJECT["optional-dependencies"])


@each_file
def test_what_is_needed_is_pinned_and_nothing_else(file: Path) -> None:
    """On every system and Python, each package that any other asks for has one fitting pin."""
    missing, needed = set(), set()
    for environment in ENVIRONMENTS:
        versions = {pin.name: pin.version for pin in pins_of(file) if pin.is_for(environment)}
        asked = needs(extras_of(file), environment).asked
        needed |= set(asked)
        missing |= {
            str(requirement)
            for name, requirements in asked.items()
            for requirement in requirements
            if name not in versions or versions[name] not in requirement.specifier
        }

    assert missing == set()
    assert {pin.name for pin in pins_of(file)} - needed == set()


def test_every_extra_has_its_pins() -> None:
    """Nobody is left to install an extra without hashes."""
    covered = {extra for file in FILES for extra in extras_of(file)}

    assert covered == set(PROJECT["optional-dependencies"])


def test_what_is_tried_is_what_is_pinned() -> None:
    """The packages that these tests run with are those of the pins."""
    here = {name: str(value) for name, value in default_environment().items()}
    pins = {pin.name: Version(pin.version) for pin in all_pins() if pin.is_for(here)}
    installed = {name: Version(importlib.metadata.version(name)) for name in pins}

    assert installed == pins


def test_every_line_that_installs_checks_hashes() -> None:
    """Who follows a document, a message or CI gets files that are checked."""
    places = ("*.md", "docs/*.md", "benchmarks/**/*.md", "sitegen/**/*.py", ".ci/*", ".github/**/*")
    files = [path for place in places for path in ROOT.glob(place) if path.is_file()]
    lines = [
        (path.name, line)
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\bpip3? (?:install|download)\b", line)
    ]

    assert {"README.md", "printing.py"} <= {name for name, _ in lines}
    assert [
        line for line in lines if not re.search(r"--require-hashes -r \S+\.txt\b", line[1])
    ] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of one line."""
    wheel = tmp_path_factory.mktemp("packages") / "harmless-1.0-py3-none-any.whl"
    info = "harmless-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("harmless.py", "HARM = None\n")
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: harmless\nVersion: 1.0\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")
    return wheel


def pip_installs(requirement: str, wheel: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Let pip install one requirement into a folder as the README's lines do, without a network."""
    (folder / "requirements.txt").write_text(f"{requirement}\n", "utf-8")
    words = (
        *(sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install"),
        *("--no-index", "--find-links", str(wheel.parent), "--target", str(folder / "installed")),
        *("--require-hashes", "-r", str(folder / "requirements.txt")),
    )
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environment)


def test_pip_installs_a_file_with_the_right_hash_alone(wheel: Path, tmp_path: Path) -> None:
    """A file that was swapped after it was tried is not installed, nor is one without a hash."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    swapped = digest.translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))
    installed = tmp_path / "installed" / "harmless.py"

    refused = pip_installs(f"harmless==1.0 --hash=sha256:{swapped}", wheel, tmp_path)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert not installed.exists()

    refused = pip_installs("harmless==1.0", wheel, tmp_path)
    assert refused.returncode != 0
    assert "Hashes are required" in refused.stderr
    assert not installed.exists()

    done = pip_installs(f"harmless==1.0 --hash=sha256:{digest}", wheel, tmp_path)
    assert done.returncode == 0, done.stderr
    assert installed.exists()


def test_bill_of_materials_is_made_from_the_pins(*, update: bool) -> None:
    """docs/sbom.cdx.json is what the pins and the metadata say today."""
    if update:
        SBOM.write_text(bill_of_materials(), encoding="utf-8", newline="\n")

    assert SBOM.read_text("utf-8") == bill_of_materials()


def test_bill_of_materials_is_valid() -> None:
    """It keeps to the schema of CycloneDX 1.6 and names no key that it does not know."""
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    text = SBOM.read_text("utf-8")

    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"purl"', '"url"', 1)) is not None


def test_bill_of_materials_has_every_pin_and_hash() -> None:
    """Read without the code that wrote it, both sides hold the same packages and files."""
    text = "".join(file.read_text("utf-8") for file in FILES)
    bill = json.loads(SBOM.read_text("utf-8"))
    parts = bill["components"]
    files = [file for part in parts for file in part["externalReferences"][0]["hashes"]]

    assert {f"{part['name']}=={part['version']}" for part in parts} == set(
        re.findall(r"^[a-z0-9-]+==[^\s;]+", text, re.MULTILINE)
    )
    assert {file["content"] for file in files} == set(re.findall(r"sha256:(\w+)", text))
    assert all(part["licenses"] for part in parts)
    assert {part["bom-ref"] for part in parts} | {PROJECT["name"]} == {
        entry["ref"] for entry in bill["dependencies"]
    }


def test_licences_page_is_made_from_the_metadata(*, update: bool) -> None:
    """docs/licences.md has every pinned package with what its metadata say today."""
    if update:
        LICENCES.write_text(licences_page(), encoding="utf-8", newline="\n")

    assert LICENCES.read_text("utf-8") == licences_page()


def test_every_package_is_on_the_page_of_licences() -> None:
    """Read without the code that wrote it, the page holds each pin and its licence."""
    row = re.compile(r"^\| (\S+) \| (\d\S*) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
    rows = row.findall(LICENCES.read_text("utf-8"))

    assert set(rows) == {(pin.name, pin.version, licence(pin.name)) for pin in all_pins()}


def test_every_package_may_be_used_by_code_under_mit() -> None:
    """A licence that nobody has weighed stops here; a program's own only in development."""
    refused = {
        pin.name: licence(pin.name)
        for pin in all_pins()
        if licence(pin.name)
        not in (ALLOWED_IN_DEVELOPMENT if purpose(pin.address) == "development" else ALLOWED)
    }

    assert refused == {}


@pytest.mark.parametrize("name", sorted(READ))
def test_a_licence_read_by_a_person_is_the_one_in_the_file(name: str) -> None:
    """Where metadata leave the licence open, the text that comes with the package decides."""
    words, expression = READ[name]
    if said_licence(name) is None:
        pytest.skip(f"{name} is for other machines")
    texts = [
        file.read_text("utf-8")
        for file in importlib.metadata.files(name) or ()
        if re.search(r"dist-info/(?:licenses/)?(?:LICEN[CS]E|COPYING)", str(file))
    ]
    text = re.sub(r"\s+", " ", " ".join(texts))

    assert said_licence(name) == words
    assert SENTENCES[expression].lower() in text.lower()
    assert expression != "BSD-2-Clause" or SENTENCES["BSD-3-Clause"] not in text


@pytest.fixture(scope="module")
def files_of_packages() -> set[str]:
    """SHA-256 of every file of every installed package that is long enough to be anyone's."""
    return {
        file.hash.value
        for package in importlib.metadata.distributions()
        for file in package.files or ()
        if file.hash and (file.size or 0) > 200
    }


def digest_of(file: Path) -> str:
    """SHA-256 as packages list it."""
    return base64.urlsafe_b64encode(hashlib.sha256(file.read_bytes()).digest()).decode().rstrip("=")


def test_no_file_of_the_project_is_a_packages(files_of_packages: set[str]) -> None:
    """The repository bundles no third-party code, so their licences ask nothing of it."""
    assert [file for file in tracked_files() if digest_of(file) in files_of_packages] == []


def test_no_file_of_the_website_is_a_packages(files_of_packages: set[str], site: Path) -> None:
    """A published website holds this project's own work; the preview's script stays behind."""
    files = [path for path in site.rglob("*") if path.is_file()]
    assets = [path.read_text("utf-8") for path in files if path.suffix in {".css", ".js"}]
    script = Path(str(importlib.metadata.distribution("livereload").locate_file("livereload")))

    assert len(assets) >= 10
    assert digest_of(script / "vendors" / "livereload.js") in files_of_packages
    assert [path for path in files if digest_of(path) in files_of_packages] == []
    assert [path for path in files if b"livereload" in path.read_bytes().lower()] == []
    assert not any(re.search(r"(?i)copyright|@licen[cs]e|/\*!|spdx-", text) for text in assets)
    assert {path.suffix for path in files} & {".otf", ".ttf", ".woff", ".woff2"} == set()
