"""A page as paper would show it, for a frame on a screen.

In what is served below an address of its own, the media types `print` and `screen` change places,
in stylesheets, in pictures and in links to stylesheets: so the very rules of paper apply, and none
of a screen.  Where a page of paper ends, and that most browsers leave out backgrounds, no frame
can show.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_SWAPPED = {b"print": b"screen", b"screen": b"print"}
_MEDIUM = re.compile(rb"\b(?:print|screen)\b", re.IGNORECASE)
# All before the block, or before the end of an import.
_QUERY = re.compile(rb"@(?:media|import)\b[^{};]*", re.IGNORECASE)
_LINK = re.compile(rb"<(?:link|source|style)\b[^>]*>", re.IGNORECASE)
_MEDIA_ATTRIBUTE = re.compile(rb"\bmedia\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)


def on_paper(path: str, content: bytes) -> bytes:
    """Turn a file of the website into what a screen shows as paper.

    Args:
        path: Its path, for its kind.
        content: Its bytes.
    """
    kind = PurePosixPath(path).suffix
    if kind in {".css", ".svg"}:
        return _QUERY.sub(_with_swapped_media, content)
    if kind == ".html":
        return _LINK.sub(lambda link: _MEDIA_ATTRIBUTE.sub(_with_swapped_media, link[0]), content)
    return content


def _with_swapped_media(found: re.Match[bytes]) -> bytes:
    return _MEDIUM.sub(lambda medium: _SWAPPED[medium[0].lower()], found[0])
