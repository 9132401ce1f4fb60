"""What a hostile page in the contributor's browser, or a bad client, can do to the live preview."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livereload.handlers import LiveReloadHandler
from test_serve import (
    PATIENCE_SECONDS,
    Workshop,
    eventually,
    messages_after,
    open_workshop,
    page,
    served_version,
)
from tornado.websocket import WebSocketClientConnection, websocket_connect

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

ADDRESSES = [
    "/",
    "/nowhere",
    "/livereload",
    "/livereload.js",
    "/sw.js",
    "/_preview/",
    "/_preview/side-by-side/",
    "/_preview/screen/",
    "/_preview/paper/",
    "/_preview/preview.css",
    "/_preview/panel.js",
    "/_studio/",
    "/_studio/draw",
]
CLOSE = "Connection: close\n"
LARGE = 30_000_000
# Short, so that a test that waits for its end takes no longer.
PATIENCE_OF_SERVER_SECONDS = 0.2


@pytest.fixture(autouse=True)
def _quiet_terminal(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a stranger sends, nothing of it reaches the terminal of the person who writes."""
    yield
    assert [
        record for record in caplog.get_records("call") if record.levelno >= logging.WARNING
    ] == []


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """One preview for all that changes nothing; its only secret is the word `draft`."""
    guide = Workshop(tmp_path_factory.mktemp("preview") / "guide")
    guide.write("index.html", page("Home: draft"))
    guide.write("stretches/ear/index.html", page("Ear: draft"))
    guide.write("404.html", page("No such stretch"))
    guide.write("assets/site.aaaaaa.css", "/* draft */")
    guide.write(".env", "secret: draft")
    with open_workshop(guide.folder) as opened:
        yield opened


def connect(workshop: Workshop) -> socket.socket:
    """A connection without any manners."""
    return socket.create_connection(("127.0.0.1", workshop.port), timeout=PATIENCE_SECONDS)


def sent_raw(workshop: Workshop, request: str) -> bytes:
    """What comes back for a request, byte by byte as it is written here, and nothing more."""
    with connect(workshop) as line:
        line.sendall(request.replace("\n", "\r\n").replace("PORT", str(workshop.port)).encode())
        return rest(line)


def rest(line: socket.socket) -> bytes:
    """All that still comes, until the server hangs up; fails when it never does."""
    chunks: list[bytes] = []
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        chunks.extend(iter(lambda: line.recv(65536), b""))
    return b"".join(chunks)


# Names


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:PORT",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:80",
        "127.0.0.1.:PORT",
        "localhost.:PORT",
        "127.0.0.1:PORT@evil.example",
        "evil.example@127.0.0.1:PORT",
        "127.0.0.1:PORT.evil.example",
        "127.0.0.1:0PORT",
        "127.1:PORT",
        "2130706433:PORT",
        "0x7f.1:PORT",
        "0.0.0.0:PORT",
        "127.0.0.2:PORT",
        "[::ffff:127.0.0.1]:PORT",
        "[::]:PORT",
        "127.0.0.1:PORT, evil.example",
        "127.0.0.1:PORT/",
        "http://127.0.0.1:PORT",
        "",
        "127.0.0.1:PORT\nHost: evil.example",
        "evil.example\nHost: 127.0.0.1:PORT",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_nothing_but_its_own_names_is_answered(preview: Workshop, host: str, method: str) -> None:
    """A name that a website made lead here (DNS rebinding) reads nothing, at no address."""
    for address in ADDRESSES:
        answer = sent_raw(preview, f"{method} {address} HTTP/1.1\n{CLOSE}Host: {host}\n\n")

        assert answer.split(b" ")[1] in {b"400", b"405", b"421"}
        assert b"draft" not in answer


@pytest.mark.parametrize(
    "request_line",
    [
        "GET / HTTP/1.0",  # no Host, which HTTP/1.0 allows
        "GET / HTTP/1.1",
        "GET http://127.0.0.1:PORT/ HTTP/1.0",
        "GET /",
        "GET / HTTP/0.9",
        "GET / HTTP/2.0",
    ],
)
def test_a_request_without_a_name_is_not_answered(preview: Workshop, request_line: str) -> None:
    """It may come from anywhere."""
    answer = sent_raw(preview, f"{request_line}\n{CLOSE}\n")

    assert answer == b"" or answer.split(b" ")[1] in {b"400", b"421"}
    assert b"draft" not in answer


@pytest.mark.parametrize(
    "target", ["http://evil.example/", "http://127.0.0.1:PORT/", "*", "evil.example:80", "//"]
)
def test_an_address_that_is_no_path_shows_no_page(preview: Workshop, target: str) -> None:
    """Only proxies are asked in these ways, and the preview is none."""
    answer = sent_raw(preview, f"GET {target} HTTP/1.1\n{CLOSE}Host: 127.0.0.1:PORT\n\n")

    assert answer.startswith(b"HTTP/1.1 404")
    assert b"X-Frame-Options: SAMEORIGIN" in answer
    assert b"draft" not in answer


# Other websites


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("site", "mode", "destination"),
    [
        ("cross-site", "no-cors", "script"),
        ("cross-site", "no-cors", "style"),
        ("cross-site", "no-cors", "image"),
        ("cross-site", "no-cors", "empty"),
        ("cross-site", "cors", "empty"),
        ("cross-site", "navigate", "iframe"),
        ("cross-site", "navigate", "object"),
        ("cross-site", "websocket", "empty"),
        ("same-site", "no-cors", "script"),
        ("same-site", "navigate", "frame"),
    ],
)
def test_another_website_can_use_nothing_of_the_preview(
    preview: Workshop, address: str, site: str, mode: str, destination: str
) -> None:
    """A browser says who asks; another port of this computer counts as another website."""
    asked = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination}
    answer = preview.ask(address, **asked)

    assert answer.status == 403
    assert "draft" not in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://[", "https://127.0.0.1:PORT", "file://"]
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_request_of_a_foreign_origin_is_refused(
    preview: Workshop, address: str, origin: str
) -> None:
    """Older browsers send only this."""
    asked = {"Origin": origin.replace("PORT", str(preview.port))}

    assert preview.ask(address, **asked).status == 403
    assert preview.open_line(asked["Origin"]) == 403


@pytest.mark.parametrize("site", ["none", "same-origin", "same-site", "cross-site"])
def test_a_person_may_come_from_anywhere(preview: Workshop, site: str) -> None:
    """Who follows a link in an e-mail or another website sees the page, in a window of its own."""
    visit = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

    assert "draft" in preview.ask("/", **visit).text


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_the_pages_own_files_are_served(preview: Workshop, site: str) -> None:
    """With all that a browser says about them."""
    asked = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "style"}

    assert preview.ask("/assets/site.css", **asked).status == 200


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "evil.example"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_website_can_frame_read_or_keep_an_answer(
    preview: Workshop, address: str, host: str
) -> None:
    """Nor a refusal; a page of the preview itself may frame what it shows."""
    headers = preview.ask(address, Host=host.replace("PORT", str(preview.port))).headers

    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert not [name for name in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "BREW"]
)
def test_nothing_can_be_done_only_looked_at(preview: Workshop, address: str, method: str) -> None:
    """No request changes anything, so there is nothing to forge."""
    before = preview.builds
    answer = preview.ask(address, method)

    if address.startswith("/_studio/"):  # this preview has none, and says so to whatever is asked
        assert answer.status in {404, 405}
    else:
        assert answer.status == 405
        assert answer.headers["Allow"] == "GET, HEAD"
    assert preview.builds == before


# Addresses

PARTS = st.one_of(
    st.sampled_from(["..", ".", "%2e%2e", "%252e", "%2f", "\\", "%5c", "%00", "%0d%0aX:y", "//"]),
    st.sampled_from(["", "stretches", "ear", "index.html", ".env", ".supple.json", "assets"]),
    st.sampled_from(["_preview", "paper", "screen", "side-by-side", "panel.js", "preview.py"]),
    st.sampled_from(["evil.example", "http:", "?last-good", "#", "C:", "%ff", "~", ";", "etc"]),
    st.text(max_size=8).map(lambda text: quote(text, safe="", errors="replace")),
)


@given(
    parts=st.lists(PARTS, max_size=8), query=st.sampled_from(["", "?last-good", "?//evil.example"])
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_address_leads_to_a_page_in_memory_or_nowhere(
    preview: Workshop, parts: list[str], query: str
) -> None:
    """Whatever it is made of: one of the pages, a redirect within, or the page of what is not."""
    answer = preview.ask("/" + "/".join(parts) + query)
    here = f"{preview.address}/"
    target = urlsplit(urljoin(here, answer.headers.get("Location", "")))

    assert answer.status in {200, 302, 400, 404}
    assert f"{target.scheme}://{target.netloc}/" == here
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert "Index of" not in answer.text


def test_a_folder_without_a_page_is_not_listed(preview: Workshop) -> None:
    """There are no listings."""
    assert preview.ask("/stretches/").status == 404
    assert preview.ask("/assets/").status == 404


def test_an_address_without_end_is_not_read_to_its_end(preview: Workshop) -> None:
    """Nor a header."""
    for request in (f"GET /{'a' * 100_000} HTTP/1.1\n", f"GET / HTTP/1.1\nX: {'a' * 100_000}"):
        with connect(preview) as line:
            with contextlib.suppress(ConnectionResetError, BrokenPipeError):
                line.sendall(request.encode())

            assert b" 200 " not in rest(line)


def test_the_link_out_of_the_last_good_version_stays_here(tmp_path: Path) -> None:
    """`//name` would lead to another website."""
    guide = Workshop(tmp_path / "guide")
    guide.write("index.html", page("Home"))
    with open_workshop(guide.folder) as workshop:
        workshop.write("a.txt", "error: one")
        eventually(lambda: workshop.ask("/").status == 500)

        assert 'href="/evil.example"' in workshop.ask("//evil.example?last-good").text


# The line of livereload


def talk(
    workshop: Workshop, conversation: Callable[[WebSocketClientConnection], Awaitable[None]]
) -> None:
    """Open a line as a page does, and wait until both ends have closed it."""

    async def whole() -> None:
        line = await websocket_connect(f"{workshop.address}/livereload".replace("http", "ws"))
        await conversation(line)
        while await asyncio.wait_for(line.read_message(), PATIENCE_SECONDS) is not None:
            pass
        line.close()

    asyncio.run(whole())


@pytest.mark.parametrize(
    "message",
    [
        "",
        "hello",
        "null",
        "[]",
        '"command"',
        "{}",
        '{"command": 1}',
        '{"command": null, "url": "/"}',
        "[" * 10_000,
        '{"command": "hello", "snipver": ' + "9" * 5000 + "}",
        b"\xff\xfe\x00",
        '{"command": "hello", "more": "' + "a" * 20_000 + '"}',
        b"\0" * 1_000_000,
    ],
)
def test_what_is_not_the_protocol_ends_the_line(preview: Workshop, message: str | bytes) -> None:
    """Nothing is said about it, and no page is waited for on that line."""
    waiting = len(LiveReloadHandler.waiters)

    async def say(line: WebSocketClientConnection) -> None:
        with contextlib.suppress(OSError):
            await line.write_message(message, binary=isinstance(message, bytes))

    talk(preview, say)
    assert len(LiveReloadHandler.waiters) == waiting


@pytest.mark.parametrize(
    "info", [{"url": "http://["}, {"url": 1}, {"url": None}, {"url": "//[" * 9}, {}]
)
@pytest.mark.parametrize("version", ["1", 1.5, None, [], {}, True])
def test_a_strange_page_does_not_keep_news_from_others(
    preview: Workshop, info: dict[str, object], version: object
) -> None:
    """It says an address that is none, or a version that is none, and stays; another reloads."""

    async def stay_while_another_asks(line: WebSocketClientConnection) -> None:
        await line.write_message(json.dumps({"command": "hello", "snipver": version}))
        await line.write_message(json.dumps({"command": "info", **info}))
        await line.write_message(json.dumps({"command": "of-later", **info}))
        hello = {"snipver": served_version(preview) - 1}
        asking = asyncio.to_thread(messages_after, preview, hello, lambda: None)

        assert (await asking)["path"] == "*"
        line.close()

    talk(preview, stay_while_another_asks)


# Slow and greedy clients


@pytest.fixture
def guide(tmp_path: Path) -> Workshop:
    """A guide with a file that fills any buffer; its preview is yet to be opened."""
    guide = Workshop(tmp_path / "guide")
    guide.write("index.html", page("Home"))
    guide.write("large.txt", "a" * LARGE)
    return guide


@pytest.fixture
def hasty(guide: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """A preview with little patience."""
    for limit in (
        "bounded_server._REQUEST_SECONDS",
        "bounded_server._BODY_SECONDS",
        "local_handler._READING_SECONDS",
    ):
        monkeypatch.setattr(f"sitegen.serve.{limit}", PATIENCE_OF_SERVER_SECONDS)
    with open_workshop(guide.folder) as opened:
        yield opened


def open_files() -> int:
    """How many files and connections this process holds, the preview's own among them."""
    return len(list(Path("/dev/fd").iterdir()))


def settled_files() -> int:
    """The same, once the connections of whoever was served before are closed."""
    counts = [open_files()]
    while len(counts) < 5 or len(set(counts[-5:])) > 1:
        time.sleep(0.05)
        counts.append(open_files())
    return counts[-1]


@pytest.mark.parametrize(
    "beginning",
    [
        "",
        "G",
        "GET / HTTP/1.1\nHost: 127.0.0.1",
        "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nTransfer-Encoding: chunked\n\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nTransfer-Encoding: chunked\n\n0",
        "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: 1\n\n",
        "POST / HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: 99999999999\n\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\n\n",
        "GET /large.txt HTTP/1.1\nHost: 127.0.0.1:PORT\n\n",
    ],
)
def test_who_stops_half_way_is_let_go(hasty: Workshop, beginning: str) -> None:
    """Within a request, within a body, before reading the answer, or after it."""
    before = settled_files()
    with connect(hasty) as line:
        line.sendall(beginning.replace("\n", "\r\n").replace("PORT", str(hasty.port)).encode())
        # Whoever comes later is served later, so by now the server has this connection.
        assert "Home" in hasty.ask("/").text
        eventually(lambda: open_files() == before + 1)

        assert len(rest(line)) < LARGE


def test_who_trickles_is_let_go(hasty: Workshop) -> None:
    """A header now and then keeps no connection."""
    with connect(hasty) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            eventually(lambda: line.send(b"X: y\r\n") == 0)


def test_too_many_connections_cost_the_oldest_their_place(
    guide: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a browser that comes among a thousand others is served, and memory does not grow."""
    monkeypatch.setattr("sitegen.serve.bounded_server.MOST_CONNECTIONS", 10)
    with open_workshop(guide.folder) as workshop, contextlib.ExitStack() as many:
        before = open_files()
        for number in range(200):
            line = many.enter_context(connect(workshop))
            if number % 2:
                line.sendall(
                    f"GET /large.txt HTTP/1.1\r\nHost: 127.0.0.1:{workshop.port}\r\n\r\n".encode()
                )

        assert "Home" in workshop.ask("/").text
        eventually(lambda: open_files() <= before + 200 + 10)
