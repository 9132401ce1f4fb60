"""Run the preview: a web server in one thread, watching and building in the other."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import time
from contextlib import suppress
from ipaddress import ip_address
from socket import create_server, socket
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from sitegen.serve.bounded_server import BoundedServer
from sitegen.serve.builds import Announce, Build, Built, attempt, summary
from sitegen.serve.editors import Editor
from sitegen.serve.handlers import application
from sitegen.serve.live_preview import LOOPBACK, LivePreview
from sitegen.serve.watcher import saves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from sitegen.serve.studio import Studio

_PORTS_TO_TRY = 10


def serve(  # noqa: PLR0913 - the preview has many a setting
    build: Build,
    watched: Sequence[Path],
    *,
    host: str = LOOPBACK,
    port: int = 5500,
    editor: str = "",
    announce: Announce,
    studio: Studio | None = None,
) -> None:
    """Show the guide in the browser, new after each save, until Ctrl-C or SIGTERM.

    Args:
        build: Makes the website; called once, and once after each batch of saves.
        watched: The folders whose files matter.
        host: The address of this computer where to listen; unless told, no other computer is
            answered.
        port: Where to listen; where it is taken, the next free one of ten.
        editor: The address that opens a file, as `editors.editor_address` gives it.
        announce: Takes the address, and a line about each build.
        studio: Where pictures are made; no other computer can enter it.

    Raises:
        OSError: None of the ports is free, or the address is not this computer's.
    """
    # SIGTERM ends the preview in the same way as Ctrl-C: by a KeyboardInterrupt.
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            serve_until(
                Event(),
                build,
                watched,
                host=host,
                port=port,
                editor=editor,
                announce=announce,
                studio=studio,
            )
    finally:
        signal.signal(signal.SIGTERM, previous)


def serve_until(  # noqa: PLR0913 - what `serve` is given, and when to stop
    stop: Event,
    build: Build,
    watched: Sequence[Path],
    *,
    host: str = LOOPBACK,
    port: int,
    editor: str = "",
    announce: Announce,
    studio: Studio | None = None,
) -> None:
    """Do as `serve` does, until `stop` is set."""
    with _listen(host, port) as listening:
        announce(greeting(host, port, listening.getsockname()[1]))
        builds = _builds(stop, build, watched, announce)
        opened_by = Editor(editor, os.getcwd())  # noqa: PTH109 - as text
        with PreviewServer(listening, next(builds), opened_by, studio) as server:
            for built in builds:
                server.show(built)


def _listen(host: str, port: int) -> socket:
    """Take the first free port; browsers that come before the first build wait there."""
    for candidate in range(port, port + _PORTS_TO_TRY):
        try:
            return create_server((host, candidate))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    last = port + _PORTS_TO_TRY - 1
    raise OSError(errno.EADDRINUSE, f"The ports {port} to {last} are all taken.")


def greeting(host: str, wanted: int, port: int) -> str:
    """Say where the guide is, and who can read it there."""
    taken = f"Port {wanted} is taken. " if wanted not in {0, port} else ""
    shared = "\nOthers in your network can read it there too, drafts included."
    warning = "" if ip_address(host).is_loopback else shared
    return f"{taken}The guide is at http://{host}:{port}/ (Ctrl-C ends the preview).{warning}"


def _builds(
    stop: Event, build: Build, watched: Sequence[Path], announce: Announce
) -> Iterator[Built]:
    """Build at once, and again after each batch of saves; say how it went, once it is whole."""
    for _ in saves(watched, stop):
        started = time.perf_counter()
        for built in attempt(build, announce):
            yield built
        announce(summary(built, time.perf_counter() - started))


class PreviewServer:
    """A web server in a thread of its own, so that no browser waits for a build.

    What it shows is touched in that thread only, so nothing needs a lock.
    """

    def __init__(
        self, listening: socket, first: Built, editor: Editor, studio: Studio | None = None
    ) -> None:
        self._listening = listening
        host, port = listening.getsockname()
        # It computes for whoever asks.
        self._studio = studio if ip_address(host).is_loopback else None
        has_studio = self._studio is not None
        self._live = LivePreview(host, port, first, editor, has_studio=has_studio)
        self._is_running = Event()
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        self._thread = Thread(target=self._run, name="preview", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._is_running.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def show(self, built: Built) -> None:
        """Show a build to every browser."""
        self._loop.call_soon_threadsafe(self._live.show, built)

    def _run(self) -> None:
        asyncio.run(self._answer())

    async def _answer(self) -> None:
        # Made here: in the main thread a Ctrl-C could come between two halves of a loop.
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._is_running.set()
        server = BoundedServer(application(self._live, self._studio))
        self._listening.setblocking(False)
        server.add_sockets([self._listening])
        await self._stop.wait()
        server.stop()
        self._live.hang_up()
        await server.close_all_connections()
