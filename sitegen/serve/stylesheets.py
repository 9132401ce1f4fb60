"""Give stylesheets a name that lasts.

A published stylesheet carries the hash of its content in its name.  In the preview the browser
must know it again after a change, so that it can replace the style and leave the page alone.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model import Page

_HASHED = re.compile(r"(.+)\.[0-9a-f]{6,64}\.css")


def with_lasting_stylesheet_names(pages: Mapping[str, Page]) -> dict[str, bytes]:
    """Take the hash out of the stylesheets' names, and out of the HTML that uses them.

    Args:
        pages: A website, by path.

    Returns:
        The content of each page by path; `assets/site.3f2a1b.css` is now `assets/site.css`.
    """
    renamed = _lasting_names(pages)
    stems = sorted({re.escape(PurePosixPath(new).stem) for new in renamed.values()})
    # Whatever the hash: a page that waits for its turn has that of before.
    hashed = re.compile(rf"(?<=/)({'|'.join(stems)})\.[0-9a-f]{{6,64}}\.css".encode())
    return {
        renamed.get(path, path): _replaced(page.content, hashed) if page.is_html else page.content
        for path, page in pages.items()
    }


def _lasting_names(paths: Iterable[str]) -> dict[str, str]:
    """The stylesheets to rename, old path to new; none whose new path another has."""
    paths = frozenset(paths)
    renamed = {path: _HASHED.sub(r"\1.css", path) for path in paths if _HASHED.fullmatch(path)}
    wanted = Counter([*paths, *renamed.values()])
    return {old: new for old, new in renamed.items() if wanted[new] == 1}


def _replaced(content: bytes, hashed: re.Pattern[bytes]) -> bytes:
    """A page with lasting names in its head, where all its stylesheets are."""
    head, end, body = content.partition(b"</head>")
    return hashed.sub(rb"\1.css", head) + end + body
