"""What is shown now, and the telling of every browser when that changes."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from livereload.handlers import LiveReloadHandler

from sitegen.serve.addresses import LAST_GOOD
from sitegen.serve.editors import Editor
from sitegen.serve.fault_list import Links
from sitegen.serve.preview import WHOLE_PAGE, Preview, restyled

if TYPE_CHECKING:
    from sitegen.serve.builds import Built

LOOPBACK = "127.0.0.1"
_NAMES_OF_LOOPBACK = (LOOPBACK, "localhost", "[::1]")
_PORT_THAT_GOES_WITHOUT_SAYING = 80


class LivePreview:
    """The state that all handlers share, and that lives in the server's thread.

    Attributes:
        port: Where the preview listens.
        hosts: The names under which browsers may reach it, as they say them: with the port.
        preview: What is shown now.
        has_studio: Whether pictures can be made here.
    """

    def __init__(
        self, host: str, port: int, first: Built, editor: Editor, *, has_studio: bool = False
    ) -> None:
        names = _NAMES_OF_LOOPBACK if host == LOOPBACK else (host,)
        self.port = port
        self.hosts = frozenset(f"{name}:{port}" for name in names)
        if port == _PORT_THAT_GOES_WITHOUT_SAYING:
            self.hosts |= frozenset(names)
        self.preview = Preview().after(first)
        self.has_studio = has_studio
        # Others in the network have not these files, and need not know where they are.
        self._editor = editor if ip_address(host).is_loopback else Editor()

    @property
    def links(self) -> Links:
        """Where what is told of the guide leads to."""
        query = f"?{LAST_GOOD}" if self.preview.is_faulty else ""
        return Links(self.preview.contents, self._editor, query)

    def show(self, built: Built) -> None:
        """Go over to a new build."""
        before, self.preview = self.preview, self.preview.after(built)
        styles = restyled(before, self.preview)
        for page in tuple(LiveReloadHandler.waiters):
            if not styles and self.preview.is_news_for(page.path, before.version):
                page.tell_reload(WHOLE_PAGE)
            for path in styles:
                page.tell_reload(path)

    def hang_up(self) -> None:
        """Close the line to every browser."""
        for page in tuple(LiveReloadHandler.waiters):
            page.close()
        # livereload would forget them when they have hung up too; no one waits for that.
        LiveReloadHandler.waiters.clear()
