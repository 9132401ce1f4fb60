"""Send a page with what the preview adds to each: its style, its policy, and live reload."""

from __future__ import annotations

from sitegen.serve import preview_pages
from sitegen.serve.local_handler import LocalHandler

HTML = "text/html; charset=utf-8"


class HtmlHandler(LocalHandler):
    """Answers with pages."""

    def send_html(self, html: str, *, status: int = 200, reloads: bool = True) -> None:
        """Send a page.

        Args:
            html: The page, with the policy of its own that it may have.
            status: The status of the answer.
            reloads: Whether the page loads itself anew when it is out of date.
        """
        html, policy = preview_pages.without_policy(preview_pages.without_worker(html))
        host = self.request.host
        self.set_status(status)
        self.set_header("Content-Type", HTML)
        self.set_header("Content-Security-Policy", preview_pages.preview_policy(policy, host))
        html = preview_pages.with_style(html)
        self.finish(self._with_reloading(html) if reloads else html)

    def _with_reloading(self, html: str) -> str:
        host = self.request.host_name
        version = self.live.preview.version
        return preview_pages.with_reloading(html, host=host, port=self.live.port, version=version)
