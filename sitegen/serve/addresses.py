"""The addresses that only the preview has.

No page can have one that begins so, for no slug begins with `_`.
"""

from __future__ import annotations

OVERVIEW = "/_preview/"
"""Everything about the whole guide."""

STYLESHEET = "/_preview/preview.css"
PANEL_SCRIPT = "/_preview/panel.js"
SIDE_BY_SIDE = "/_preview/side-by-side/"
"""A page as on a phone, at a desk and on paper; the query says which."""

SIDE_BY_SIDE_SCRIPT = "/_preview/side-by-side.js"
SCREEN = "/_preview/screen/"
"""Below it stands the whole guide again, for a frame: as it will be published, without a panel."""

PAPER = "/_preview/paper/"
"""Below it stands the whole guide a third time, as paper would show it."""

STUDIO = "/_studio/"
"""Where pictures are made; the query says of which stretch."""

WORKER = "/sw.js"
"""Where a browser comes for a newer version of a guide's service worker."""

LAST_GOOD = "last-good"
"""The query that asks for the last good version of a page."""
