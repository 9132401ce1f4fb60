"""Answer browsers: pages from memory, livereload's script, what the preview adds to pages."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from livereload.handlers import LiveReloadJSHandler
from tornado import web

from sitegen.serve import preview_pages
from sitegen.serve.local_handler import LocalHandler
from sitegen.serve.reload_socket import MESSAGE_LIMIT, PING_SECONDS, ReloadSocket
from sitegen.serve.studio import studio_routes

if TYPE_CHECKING:
    from sitegen.serve.live_preview import LivePreview
    from sitegen.serve.studio import Studio

_HTML = "text/html; charset=utf-8"
# A table of our own: the one of the operating system differs from desk to desk.
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": _HTML,
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


def application(live: LivePreview, studio: Studio | None = None) -> web.Application:
    """Map the addresses of the preview to what answers there."""
    shared = {"live": live}
    routes = [
        (r"/livereload", ReloadSocket, shared),
        (r"/livereload\.js", ReloadScriptHandler, shared),
        (preview_pages.STYLESHEET_ADDRESS, StylesheetHandler, shared),
        (preview_pages.WORKER_ADDRESS, WorkerHandler, shared),
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


class PageHandler(LocalHandler):
    """Serves the guide.  Only addresses of pages are known, so there is no way out of it."""

    def get(self, address: str) -> None:
        """Show the page at an address, or the faults that stand in its way."""
        preview = self.live.preview
        asks_last_good = preview_pages.LAST_GOOD in self.request.query_arguments
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
        html = preview_pages.faults_page(preview.diagnostics, has_last_good=preview.has_last_good)
        self._send_html(html, status=500)

    def _leave_last_good(self, address: str) -> None:
        """Drop the query, so that the next faults are not hidden by it."""
        self.redirect(_local(address))

    def _show_page(self, address: str) -> None:
        pages = self.live.preview.pages
        path = f"{address}index.html" if address.endswith("/") or not address else address
        if path in pages and not _is_hidden(path):
            self._send(path, pages[path])
        elif f"{address}/index.html" in pages:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"/{quote(address)}/{query}")
        else:
            self._show_not_found(address)

    def _show_not_found(self, address: str) -> None:
        content = self.live.preview.pages.get("404.html")
        html = content.decode() if content else preview_pages.not_found_page(address)
        self._send_html(self._with_state(html), status=404)

    def _send(self, path: str, content: bytes) -> None:
        content_type = _content_type(path)
        if content_type == _HTML:
            self._send_html(self._with_state(content.decode()), status=200)
        else:
            self.set_header("Content-Type", content_type)
            self.finish(content)

    def _send_html(self, html: str, *, status: int) -> None:
        html, policy = preview_pages.without_policy(preview_pages.without_worker(html))
        self.set_status(status)
        self.set_header("Content-Type", _HTML)
        host = self.request.host
        self.set_header("Content-Security-Policy", preview_pages.preview_policy(policy, host))
        self.finish(self._with_reloading(html))

    def _with_state(self, html: str) -> str:
        """Say on a page of the guide what is not well."""
        preview = self.live.preview
        if preview.is_faulty:
            faults = len(preview.diagnostics)
            return preview_pages.with_ribbon(html, faults, _local(self.path_args[0]))
        if preview.diagnostics:
            return preview_pages.with_warnings(html, preview.diagnostics)
        return html

    def _with_reloading(self, html: str) -> str:
        host = self.request.host_name
        version = self.live.preview.version
        return preview_pages.with_reloading(html, host=host, port=self.live.port, version=version)


def _local(address: str) -> str:
    """An address as a link; `//name` at its start would be another website."""
    return "/" + quote(address.lstrip("/"))


def _is_html(address: str) -> bool:
    return address.endswith("/") or PurePosixPath(address).suffix in {"", ".html"}


def _is_hidden(path: str) -> bool:
    """Whether a name on the way is hidden; one is made for everybody (RFC 8615)."""
    parts = path.removeprefix(".well-known/").split("/")
    return any(part.startswith(".") for part in parts)


def _content_type(path: str) -> str:
    return _CONTENT_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


class StylesheetHandler(LocalHandler):
    """Serves the style of what the preview adds to pages."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", _CONTENT_TYPES[".css"])
        self.finish(preview_pages.STYLESHEET)

    head = get


class WorkerHandler(LocalHandler):
    """Serves what ends a service worker that was here before the preview."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", _CONTENT_TYPES[".js"])
        self.finish(preview_pages.WORKER)

    head = get


class ReloadScriptHandler(LocalHandler, LiveReloadJSHandler):  # type: ignore[misc] # untyped
    """Serves livereload's own script."""

    head = LiveReloadJSHandler.get
