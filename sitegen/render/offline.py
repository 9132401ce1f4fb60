"""The service worker, which keeps the guide for reading without a connection.

What it does stands in `templates/sw.js`; here it is told which files there are.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKER = "sw.js"
# What a page shows or runs. Data, feeds and PDFs are for those who ask for them.
_SHOWN = frozenset(
    ".css .html .ico .jpg .js .png .svg .webmanifest .webp .woff2".split()  # noqa: SIM905 - a list of one suffix a line would fill a page
)
# Without a connection nobody can say that an address leads nowhere; and the style guide is for
# those who make the guide. The card is for other sites.
_LEFT_OUT = frozenset({"404.html", "styleguide/index.html", "card.png"})


def service_worker(script: str, files: Iterable[Page]) -> Page:
    """Make the service worker.

    Args:
        script: The text of `templates/sw.js`.
        files: All other files of the site.

    Returns:
        The worker.  It is new to a browser when its own code or a file that it keeps is.
    """
    kept = {
        quote(file.path.removesuffix("index.html")): file.digest.hex()[:10]
        for file in sorted(files, key=lambda file: file.path)
        if PurePosixPath(file.path).suffix in _SHOWN and file.path not in _LEFT_OUT
    }
    listed = json.dumps(kept, indent=0, separators=(",", ":"))
    build = hashlib.sha256(listed.encode()).hexdigest()[:16]
    return Page(WORKER, f'const BUILD="{build}";\nconst FILES={listed};\n{script}'.encode())
