"""Addresses: from the root while a page is made, relative once it is whole.

Relative addresses that name `index.html` are right at the root of a host, under any sub-path
and opened from disk, all from the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

# Inside a tag only: the same words in a page's text are left alone.
_ROOT_ADDRESS = re.compile(
    r'(<(?:a|link|img|script|use|div)\b[^<>]*?\s(?:href|src|data-(?:movement|session))=")/([^"/][^"]*|)"'
)


_LINK = re.compile(r"<(a|img)\b[^<>]*>")
_LEADS = re.compile(r'\s(?:href|src)="(/[^"#?]*)')


def file_of(address: str) -> str:
    """The file that an address from the root is served from: `/floor/` is `floor/index.html`."""
    path = address.partition("#")[0].removeprefix("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def in_language(html: str, moved: Mapping[str, str], original: str) -> str:
    """Let the links of a page in another language stay in it, where that has what they lead to.

    Args:
        html: A whole page, with addresses from the root.
        moved: Where what the guide has is in that language, by its own address.
        original: The tag of the guide's language, which links say that leave the other.
    """
    at_home = frozenset(moved.values())

    def turned(tag: re.Match[str]) -> str:
        lead = _LEADS.search(tag[0])
        if lead is None or " hreflang=" in tag[0]:
            return tag[0]
        if address := moved.get(lead[1]):
            return f"{tag[0][: lead.start(1)]}{address}{tag[0][lead.end(1) :]}"
        if tag[1] == "a" and lead[1] not in at_home:
            return f'{tag[0][:-1]} hreflang="{original}">'
        return tag[0]

    return _LINK.sub(turned, html)


def make_relative(html: str, path: str) -> str:
    """Make every address from the root relative to the page itself.

    Args:
        html: A whole page.
        path: The page's file, for example `stretches/chin-tuck/index.html`.
    """
    up = "../" * path.count("/")

    def relative(match: re.Match[str]) -> str:
        address, _, fragment = match[2].partition("#")
        here = file_of(f"/{address}") == path and fragment
        target = "" if here else up + file_of(f"/{address}")
        return f'{match[1]}{target}{"#" + fragment if fragment else ""}"'

    return _ROOT_ADDRESS.sub(relative, html)


def make_absolute(html: str, site_address: str) -> str:
    """Put the site's own sub-path before every address from the root.

    For the page that a host shows at any address at all: nothing is relative there.
    """
    base = urlsplit(site_address).path
    return _ROOT_ADDRESS.sub(lambda match: f'{match[1]}{base}{match[2]}"', html)
