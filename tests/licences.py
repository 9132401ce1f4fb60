"""The licences of the pinned packages, and docs/licences.md; `test_supply_chain.py` renews it."""

from __future__ import annotations

import importlib.metadata

from dependencies import all_pins, purpose

ALLOWED = {
    "Apache-2.0": "Asks to keep its notices.",
    "Apache-2.0 OR BSD-2-Clause": "Either, as one likes.",
    "BSD-2-Clause": "Asks to keep its notice.",
    "BSD-3-Clause": "Asks to keep its notice and not to advertise with its authors' names.",
    "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1": (
        "Any of the three, as one likes; under the last two, code that imports it keeps its own "
        "licence."
    ),
    "MIT": "Asks to keep its notice.",
    "MIT AND PSF-2.0": "Both ask to keep their notices.",
    "MIT-0": "Asks for nothing.",
    "MIT-CMU": "Asks to keep its notice.",
    "MPL-2.0": "Changes of its own files stay under it; code that imports it keeps its own.",
    "OFL-1.1": "For fonts. A document that embeds the font is free of it.",
    "PSF-2.0": "Asks to keep its notice.",
}
"""What a package that this MIT code imports may be under, and why."""

ALLOWED_IN_DEVELOPMENT = ALLOWED | {
    "GPL-2.0-only": "Run as a program of its own; nothing here imports it.",
}

READ: dict[str, tuple[str, str]] = {
    "axe-playwright-python": ("", "MIT"),
    "brotlicffi": ("MIT", "MIT"),  # for Pythons other than CPython
    "colorama": ("BSD License", "BSD-3-Clause"),  # for Windows
    "cssselect2": ("BSD License", "BSD-3-Clause"),
    "defusedxml": ("PSFL", "PSF-2.0"),
    "grimp": ("BSD 2-Clause License", "BSD-2-Clause"),
    "import-linter": ("BSD 2-Clause License", "BSD-2-Clause"),
    "jinja2": ("BSD License", "BSD-3-Clause"),
    "livereload": ("BSD", "BSD-3-Clause"),
    "markdown-it-py": ("MIT License", "MIT"),
    "mdurl": ("MIT License", "MIT"),
    "pathspec": ("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
    "pydyf": ("BSD License", "BSD-3-Clause"),
    "pyphen": (
        (
            "GNU General Public License v2 or later (GPLv2+), "
            "GNU Lesser General Public License v2 or later (LGPLv2+), "
            "Mozilla Public License 1.1 (MPL 1.1)"
        ),
        "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    ),
    "readability": ("Apache Software License", "Apache-2.0"),
    "resvg-py": ("", "MIT"),
    "segno": ("BSD License", "BSD-3-Clause"),
    "sortedcontainers": ("Apache 2.0", "Apache-2.0"),
    "tinycss2": ("BSD License", "BSD-3-Clause"),
    "tinyhtml5": ("MIT License", "MIT"),
    "weasyprint": ("BSD License", "BSD-3-Clause"),
    "webencodings": ("BSD License", "BSD-3-Clause"),
}
"""Packages whose metadata leave open which licence it is: their words, and what their files say."""


_HEAD = """\
# Licences

The code of Supple is under the [MIT licence](../LICENSE), its words and pictures under
[CC BY 4.0](../LICENSE-CONTENT.md). What it uses besides is installed beside it, as the requirements
files pin it, and is no part of it: neither this repository nor a website that it builds holds a
file of any package below. A test compares them.

- **The website** is made of this project's own templates, styles and scripts alone. It brings no
  font: it is shown in those of the reader's device.
- **The preview** (`build.py serve`) sends the browser a script of livereload, straight from where
  that is installed, and on that machine only. No build holds it.
- **PDFs** embed the font Atkinson Hyperlegible, which is under the SIL Open Font License 1.1. That
  allows it to be embedded, and says that a document made with the font need not be under that
  licence. The libraries of the system that draw them, Pango (LGPL 2.0 or later) and HarfBuzz (MIT),
  are installed by the system's own packages.
- **Under a copyleft licence** are pikepdf and Pyphen, which only PDFs need, and hypothesis,
  pathspec and codespell, which only development needs; so is axe-core (MPL 2.0), which
  axe-playwright-python brings to the tests. Each is used as it is; none is changed or passed on.
  Pyphen may be used under any of its three. codespell runs as a program of its own.
- Some packages hold compiled libraries of others, such as Pillow those for reading pictures and
  playwright Node.js; the notices of those are among their installed files. Whoever passes such a
  package on, in an image of a container for example, passes those on too.

The bill of materials, with the hash of every file that may be installed, is
[sbom.cdx.json](sbom.cdx.json) (CycloneDX 1.6). It and this page are made from the pins and from the
metadata of the installed packages; to renew them, run
`.venv/bin/python -m pytest --update tests/test_supply_chain.py`.

"""

_TABLE = """\
| package | version | for | licence (SPDX) |
|---|---|---|---|
"""

_READ_HEAD = """
The metadata of these leave open which licence it is, or they are for other machines than the one
that this page is made on. It was read in the file that comes with each:

| package | its metadata say | its file is |
|---|---|---|
"""

_WHY_HEAD = """
## Why each may be used here

| licence | what it asks |
|---|---|
"""


def said_licence(name: str) -> str | None:
    """The licence in the words of the installed package; None where it is not installed."""
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classifiers = [
        words.rpartition(" :: ")[2]
        for words in metadata.get_all("Classifier", [])
        if words.startswith("License :: ")
    ]
    return metadata["License-Expression"] or metadata["License"] or ", ".join(classifiers)


def licence(name: str) -> str:
    """The licence of a package, as an SPDX expression.

    Raises:
        KeyError: Its metadata do not say it so, and nobody has read its licence for `READ`.
    """
    return READ[name][1] if name in READ else _spdx(name, said_licence(name))


def _spdx(name: str, words: str | None) -> str:
    if words in ALLOWED_IN_DEVELOPMENT:
        return words
    raise KeyError(f"{name}: read its licence ({words!r}), then add it to READ or ALLOWED")


def licences_page() -> str:
    """docs/licences.md."""
    pins = all_pins()
    names = sorted({pin.name for pin in pins})
    used = sorted({licence(name) for name in names})
    return "".join(
        (
            _HEAD,
            _TABLE,
            *(_row(pin.name, pin.version, purpose(pin.address), licence(pin.name)) for pin in pins),
            _READ_HEAD,
            *(
                _row(name, READ[name][0] or "nothing", licence(name))
                for name in names
                if name in READ
            ),
            _WHY_HEAD,
            *(_row(expression, ALLOWED_IN_DEVELOPMENT[expression]) for expression in used),
        )
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"
