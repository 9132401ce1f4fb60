"""The line to one page in a browser, in livereload's protocol."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.websocket import WebSocketClosedError

from sitegen.serve.local_handler import LocalHandler
from sitegen.serve.preview import WHOLE_PAGE

MESSAGE_LIMIT = 16 * 1024
"""Bytes of the longest message that is read: the page says its address, and little else."""

PING_SECONDS = 20
"""How often a page is asked whether it is there; one that does not answer in time is let go."""

_NOT_UNDERSTOOD = 1008


class ReloadSocket(LocalHandler, LiveReloadHandler):  # type: ignore[misc] # livereload is untyped
    """Tells one page to load itself or a stylesheet again."""

    page_version: int | None = None
    path: str = ""

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002 - as tornado calls it
        """Whether a page of this preview opened the line: `prepare` has seen to that."""
        return True

    def on_message(self, message: str | bytes) -> None:
        """Do the handshake; a page that missed a build while it was loading reloads now."""
        said = _read(message)
        if not said:
            self.close(_NOT_UNDERSTOOD)
            return
        super().on_message(message)
        if said["command"] == "hello":
            version = said.get("snipver")
            self.page_version = version if isinstance(version, int) else None
            return
        with suppress(ValueError):  # it is no address; the page hears of what concerns every page
            self.path = urlsplit(str(said.get("url", ""))).path
        if self.page_version and self.live.preview.is_news_for(self.path, self.page_version):
            self.tell_reload(WHOLE_PAGE)

    def tell_reload(self, path: str) -> None:
        """Make the page load a stylesheet again, or itself."""
        with suppress(WebSocketClosedError):  # the tab was closed this moment
            self.write_message({"command": "reload", "path": path, "liveCSS": True})


def _read(message: str | bytes) -> dict[str, Any]:
    """What a message of livereload's protocol says; empty where it is none."""
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested without end
        return {}
    return said if isinstance(said, dict) and isinstance(said.get("command"), str) else {}
