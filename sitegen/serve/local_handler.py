"""Who may ask the preview, and for what: the guard that stands before every answer.

The preview has no password, and drafts are nobody else's business.  So it answers to nothing but
its own names, to its own pages and to a person who opens one; and it can be asked to show, never
to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tornado import web
from tornado.ioloop import IOLoop

if TYPE_CHECKING:
    from asyncio import Future
    from types import TracebackType

    from sitegen.serve.live_preview import LivePreview

_HEADERS = {
    # What is shown is always the newest.
    "Cache-Control": "no-store",
    # No other website may use what is here, frame it, or hold on to a window of it.  The preview's
    # own page shows others side by side.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    # Types are not guessed.
    "X-Content-Type-Options": "nosniff",
}
_REFUSALS = {
    403: "The preview answers to its own pages, not to those of another website.",
    405: "The preview only shows: it takes GET and HEAD.",
    421: "The preview is not known by this name. Open the address that the terminal shows.",
}
# The largest page takes a slow phone a few seconds; who has not read it by then never will.
_READING_SECONDS = 60


class LocalHandler(web.RequestHandler):
    """Answers under names of this preview alone, and nothing that another website asks.

    A foreign name means that some website made its own name lead here, to read drafts.
    """

    live: LivePreview

    def initialize(self, live: LivePreview) -> None:
        """Take what all handlers share."""
        self.live = live

    def set_default_headers(self) -> None:
        """Put on what goes with every answer, the refusals too."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse foreign names and foreign pages."""
        if self.request.host.lower() not in self.live.hosts:
            raise web.HTTPError(421)
        if not self._is_asked_from_here():
            raise web.HTTPError(403)

    def _is_asked_from_here(self) -> bool:
        """Whether the preview's own page asks, or a person, or a program that is no browser."""
        headers = self.request.headers
        if "Origin" in headers:
            return headers["Origin"].lower() == f"http://{self.request.host.lower()}"
        opens_a_page = (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")) == (
            "navigate",
            "document",
        )
        return opens_a_page or headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in one line why there is no answer."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == 405:
            self.set_header("Allow", "GET, HEAD")
        self.finish(_REFUSALS.get(status_code, self._reason) + "\n")

    def finish(self, chunk: str | bytes | dict[str, Any] | None = None) -> Future[None]:
        """Send the answer; hang up on who does not read it."""
        stream = self.request.connection.stream  # type: ignore[union-attr] # an HTTP/1 connection
        loop = IOLoop.current()
        sent = super().finish(chunk)
        patience = loop.call_later(_READING_SECONDS, stream.close)
        sent.add_done_callback(lambda _: loop.remove_timeout(patience))
        return sent

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Keep what strangers ask for out of the terminal; a bug of ours is shown there."""
        if not isinstance(value, web.HTTPError):
            super().log_exception(typ, value, tb)
