"""Answer the page of the studio: its files, stretches to open, and drawings.

It computes for whoever asks, so it is there on this machine alone.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from tornado import web

from sitegen.serve.addresses import STUDIO
from sitegen.serve.local_handler import LocalHandler
from sitegen.serve.studio.studio import Work

if TYPE_CHECKING:
    from sitegen.serve.live_preview import LivePreview
    from sitegen.serve.studio.studio import Opened, Studio

NOT_HERE = "The studio is open on this computer alone: start the preview without --host.\n"
LONGEST_REQUEST = 64_000
"""Bytes of what the page sends: the longest text, and a few edits."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types supple-studio"
)
_TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript"}
_JSON = "application/json"
_PAGE = "studio.html"
_FILES = {
    path.name: path.read_bytes()
    for path in Path(__file__).with_name("page").iterdir()
    if path.suffix in _TYPES
}
_REFUSALS = {
    400: "This is no figure with edits.",
    403: "The studio draws for its own page alone.",
    405: "Drawings are asked for with POST.",
    413: "A figure is shorter.",
    415: "Figures are sent as application/json.",
}


def studio_routes(live: LivePreview, studio: Studio | None) -> list[tuple[Any, ...]]:
    """Map the addresses of the studio to what answers there.

    Args:
        live: What all handlers of the preview share.
        studio: The studio; None where others could reach it, or where nothing is to be opened.
    """
    if studio is None:
        return [(rf"{STUDIO.rstrip('/')}(?:/.*)?", NoStudioHandler, {"live": live})]
    shared = {"live": live, "studio": studio}
    return [
        (rf"{STUDIO}draw", DrawHandler, shared),
        (rf"{STUDIO}(vocabulary|choices|open)\.json", DataHandler, shared),
        (rf"{STUDIO}pictures\.css", PictureStyleHandler, shared),
        (rf"{STUDIO.rstrip('/')}(?:/(.*))?", FileHandler, {"live": live}),
    ]


class NoStudioHandler(LocalHandler):
    """Says why there is no studio."""

    def prepare(self) -> None:
        """Say it, whatever is asked."""
        super().prepare()
        self.set_status(404)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(NOT_HERE)


class StudioHandler(LocalHandler):
    """Answers from the studio."""

    studio: Studio

    def initialize(self, live: LivePreview, studio: Studio) -> None:  # type: ignore[override] # one more
        """Take what the handlers of the studio share."""
        super().initialize(live)
        self.studio = studio

    def send_json(self, value: object) -> None:
        """Send a value."""
        self.set_header("Content-Type", _JSON)
        self.finish(value if isinstance(value, bytes) else msgspec.json.encode(value))


class FileHandler(LocalHandler):
    """Serves the page, its style and its scripts; no other name is known."""

    def get(self, name: str | None) -> None:
        """Send a file."""
        name = name or _PAGE
        if name not in _FILES:
            raise web.HTTPError(404)
        self.set_header("Content-Type", f"{_TYPES[Path(name).suffix]}; charset=utf-8")
        self.set_header("Content-Security-Policy", _POLICY)
        self.finish(_FILES[name])

    head = get


class PictureStyleHandler(StudioHandler):
    """Serves the style of pictures, as it is saved now."""

    def get(self) -> None:
        """Send it; none, where the templates have lost it."""
        self.set_header("Content-Type", f"{_TYPES['.css']}; charset=utf-8")
        try:
            self.finish(self.studio.style())
        except OSError:
            raise web.HTTPError(404) from None

    head = get


class DataHandler(StudioHandler):
    """Serves what there is to choose, and what is opened."""

    async def get(self, name: str) -> None:
        """Send it."""
        if name == "vocabulary":
            self.send_json(self.studio.vocabulary)
        elif name == "choices":
            # Every file of a large guide is looked into: other pages do not wait for that.
            self.send_json(await asyncio.to_thread(self._choices))
        else:
            opened = self._opened()
            if opened is None:
                raise web.HTTPError(404)
            self.send_json(opened)

    head = get

    def _choices(self) -> dict[str, dict[str, str]]:
        return {"stretches": self.studio.titles(), "bases": self.studio.base_pictures}

    def _opened(self) -> Opened | None:
        slug = self.get_query_argument("stretch", "")
        base = self.get_query_argument("base", "")
        return self.studio.opened(slug) if slug else self.studio.started(base)


class DrawHandler(StudioHandler):
    """Draws a figure's text with edits.

    It is done at once, in the thread that answers: it takes about ten milliseconds, and the
    slowest text that is taken a third of a second.  A page waits for each answer before it asks
    again, so nothing queues up.
    """

    def post(self) -> None:
        """Draw."""
        headers, body = self.request.headers, self.request.body
        if "Origin" not in headers:
            raise web.HTTPError(403)
        if headers.get("Content-Type", "").partition(";")[0].strip().lower() != _JSON:
            raise web.HTTPError(415)
        if len(body) > LONGEST_REQUEST:
            raise web.HTTPError(413)
        try:
            work = msgspec.json.decode(body, type=Work)
        except (msgspec.DecodeError, RecursionError):
            raise web.HTTPError(400) from None
        self.send_json(self.studio.drawn(work))

    def write_error(self, status_code: int, **more: Any) -> None:
        """Say in one line why there is no drawing."""
        if status_code not in _REFUSALS:
            super().write_error(status_code, **more)
            return
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == 405:
            self.set_header("Allow", "POST")
        self.finish(_REFUSALS[status_code] + "\n")
