"""A web server that no client can wear out, however slow or greedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tornado.httpserver import HTTPServer

if TYPE_CHECKING:
    from tornado.iostream import IOStream
    from tornado.web import Application

MOST_CONNECTIONS = 128
"""A browser keeps about six for pages, and one for each tab that is open."""

# For the lines of one request, and for the next request on a connection that is kept.
_REQUEST_SECONDS = 30
_HEADER_BYTES = 16 * 1024
_BODY_SECONDS = 5
# Of a body too, though nothing here takes one.
_UNREAD_BYTES = 256 * 1024


class BoundedServer(HTTPServer):
    """Gives each client little time and little room, and newcomers the place of the oldest."""

    _streams: tuple[IOStream, ...] = ()

    def initialize(self, application: Application, **_: Any) -> None:  # type: ignore[override] # its limits are fixed
        """Set the limits."""
        super().initialize(
            application,
            idle_connection_timeout=_REQUEST_SECONDS,
            max_header_size=_HEADER_BYTES,
            body_timeout=_BODY_SECONDS,
            max_buffer_size=_UNREAD_BYTES,
        )

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Serve a new connection.

        Where there are too many the oldest goes: to refuse the newest instead would shut out the
        browser of the person who writes.  Its pages connect again by themselves.
        """
        streams = [known for known in self._streams if not known.closed()]
        for oldest in streams[: len(streams) + 1 - MOST_CONNECTIONS]:
            oldest.close()
        self._streams = (*streams, stream)
        super().handle_stream(stream, address)
