"""Answer at the addresses that only the preview has: the overview, and a page three times."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.serve.html_handler import HtmlHandler
from sitegen.serve.local_handler import LocalHandler
from sitegen.serve.overview import overview_page
from sitegen.serve.side_by_side import side_by_side_page

if TYPE_CHECKING:
    from sitegen.serve.live_preview import LivePreview


class OverviewHandler(HtmlHandler):
    """Shows the whole guide at a glance."""

    async def get(self) -> None:
        """Look at every page; between two of them others are answered."""
        preview, links = self.live.preview, self.live.links
        reports = []
        for item in links.contents.items.values():
            reports.append(links.contents.report_of(item))
            await asyncio.sleep(0)
        self.send_html(overview_page(preview.diagnostics, reports, links))

    head = get


class SideBySideHandler(HtmlHandler):
    """Shows a page as on a phone, at a desk and on paper."""

    def get(self) -> None:
        """Lay out the frames; each of them reloads by itself."""
        address = self.get_query_argument("page", "/")
        self.send_html(side_by_side_page(address), reloads=False)

    head = get


class AssetHandler(LocalHandler):
    """Serves a style or a script of the preview's own."""

    def initialize(self, live: LivePreview, file: str = "") -> None:
        """Take what all handlers share, and the name of a file in this folder."""
        super().initialize(live)
        self._file = Path(__file__).with_name(file)

    def get(self) -> None:
        """Send it."""
        kind = "css" if self._file.suffix == ".css" else "javascript"
        self.set_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.finish(self._file.read_bytes())

    head = get
