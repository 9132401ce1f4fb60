"""Answer browsers: which address is answered by what, pages from memory, livereload's script."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from livereload.handlers import LiveReloadJSHandler
from tornado import web

from sitegen.serve import addresses, preview_pages
from sitegen.serve.desk_handlers import AssetHandler, OverviewHandler, SideBySideHandler
from sitegen.serve.html_handler import HTML, HtmlHandler
from sitegen.serve.local_handler import LocalHandler
from sitegen.serve.panel import Looked, with_panel
from sitegen.serve.paper_view import on_paper
from sitegen.serve.reload_socket import MESSAGE_LIMIT, PING_SECONDS, ReloadSocket
from sitegen.serve.studio import studio_routes

if TYPE_CHECKING:
    from sitegen.serve.live_preview import LivePreview
    from sitegen.serve.studio import Studio

# A table of our own: the one of the operating system differs from desk to desk.
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}

_FILES = {
    addresses.STYLESHEET: "preview.css",
    addresses.PANEL_SCRIPT: "panel.js",
    addresses.SIDE_BY_SIDE_SCRIPT: "side-by-side.js",
    addresses.WORKER: "preview-sw.js",
}


def application(live: LivePreview, studio: Studio | None = None) -> web.Application:
    """Map the addresses of the preview to what answers there."""
    shared = {"live": live}
    routes: list[tuple[str, Any, dict[str, Any]]] = [
        (r"/livereload", ReloadSocket, shared),
        (r"/livereload\.js", ReloadScriptHandler, shared),
        *((address, AssetHandler, {**shared, "file": file}) for address, file in _FILES.items()),
        (addresses.OVERVIEW, OverviewHandler, shared),
        (addresses.SIDE_BY_SIDE, SideBySideHandler, shared),
        (rf"{addresses.SCREEN}(.*)", ScreenHandler, shared),
        (rf"{addresses.PAPER}(.*)", PaperHandler, shared),
        *studio_routes(live, studio),
        # Whatever else there is, so that nothing passes the guard by: `*` and `http://…` too.
        (r"/?(.*)", PageHandler, shared),
    ]
    return web.Application(
        routes,
        log_function=_log_nothing,
        websocket_max_message_size=MESSAGE_LIMIT,
        websocket_ping_interval=PING_SECONDS,
    )


def _log_nothing(_handler: web.RequestHandler) -> None:
    """Keep 404 and 500, which are daily bread in a preview, out of the terminal."""


class PageHandler(HtmlHandler):
    """Serves the guide.  Only addresses of pages are known, so there is no way out of it."""

    root = "/"

    def get(self, address: str) -> None:
        """Show the page at an address, or the faults that stand in its way."""
        preview = self.live.preview
        asks_last_good = addresses.LAST_GOOD in self.request.query_arguments
        may_be_old = asks_last_good and preview.has_last_good
        if asks_last_good and not preview.is_faulty:
            self._leave_last_good(address)
        elif preview.is_faulty and _is_html(address) and not may_be_old:
            self._show_faults()
        else:
            self._show_page(address)

    head = get

    def _show_faults(self) -> None:
        preview = self.live.preview
        html = preview_pages.faults_page(
            preview.diagnostics, self.live.links, has_last_good=preview.has_last_good
        )
        self.send_html(html, status=500)

    def _leave_last_good(self, address: str) -> None:
        """Drop the query, so that the next faults are not hidden by it."""
        self.redirect(self._local(address))

    def _local(self, address: str) -> str:
        """An address as a link; `//name` at its start would be another website."""
        return self.root + quote(address.lstrip("/"))

    def _show_page(self, address: str) -> None:
        pages = self.live.preview.pages
        path = f"{address}index.html" if address.endswith("/") or not address else address
        if path in pages and not _is_hidden(path):
            self._send(path, pages[path])
        elif f"{address}/index.html" in pages:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"{self._local(address)}/{query}")
        else:
            self._show_not_found(address)

    def _show_not_found(self, address: str) -> None:
        content = self.live.preview.pages.get("404.html")
        html = content.decode() if content else preview_pages.not_found_page(address)
        self.send_html(self._with_panel(address, html), status=404)

    def _send(self, path: str, content: bytes) -> None:
        content_type = _content_type(path)
        if content_type == HTML:
            self.send_html(self._with_panel(path, content.decode()))
        else:
            self.set_header("Content-Type", content_type)
            self.finish(content)

    def _with_panel(self, path: str, html: str) -> str:
        """Say beside a page what is known of it."""
        preview = self.live.preview
        looked = Looked(
            path,
            preview.diagnostics,
            self.live.links,
            is_last_good=preview.is_faulty,
            has_studio=self.live.has_studio,
        )
        return with_panel(html, looked)


class ScreenHandler(PageHandler):
    """Serves the guide again, each page as it will be published."""

    root = addresses.SCREEN

    def _with_panel(self, path: str, html: str) -> str:  # noqa: ARG002 - as on other pages
        return html


class PaperHandler(ScreenHandler):
    """Serves the guide again, as paper would show it."""

    root = addresses.PAPER

    def _send(self, path: str, content: bytes) -> None:
        super()._send(path, on_paper(path, content))


def _is_html(address: str) -> bool:
    return address.endswith("/") or PurePosixPath(address).suffix in {"", ".html"}


def _is_hidden(path: str) -> bool:
    """Whether a name on the way is hidden; one is made for everybody (RFC 8615)."""
    parts = path.removeprefix(".well-known/").split("/")
    return any(part.startswith(".") for part in parts)


def _content_type(path: str) -> str:
    return _CONTENT_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


class ReloadScriptHandler(LocalHandler, LiveReloadJSHandler):  # type: ignore[misc] # untyped
    """Serves livereload's own script."""

    head = LiveReloadJSHandler.get
