"""The files of a website in memory, found by the links of its pages."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Page

_LOADED = re.compile(r'<(?:link|img)\b[^<>]*?\s(?:href|src)="([^"]+)"')
_HERE = "https://site.invalid/"


class Files:
    """Every file of a website, by its path."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._contents = {page.path: page.content for page in pages}

    def __getitem__(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            KeyError: The website has no such file.
        """
        return self._contents[path]

    def text(self, path: str) -> str:
        """The text of a file."""
        return self._contents[path].decode()

    def loaded_by(self, page: str) -> Iterator[tuple[str, bytes]]:
        """Styles and pictures that a page loads: their paths and bytes."""
        for link in dict.fromkeys(_LOADED.findall(self.text(page))):
            path = target_of(link, page)
            if path in self._contents:
                yield path, self._contents[path]

    def digest_of(self, page: str) -> str:
        """A digest of a page and all that it loads."""
        digest = hashlib.sha256(self._contents[page])
        for path, content in self.loaded_by(page):
            digest.update(f"\0{path}\0".encode() + hashlib.sha256(content).digest())
        return digest.hexdigest()


def target_of(link: str, page: str) -> str:
    """The path of the file that a page's relative link names; "" for a link to elsewhere."""
    address = urljoin(_HERE + page, link)
    return unquote(urlsplit(address).path[1:]) if address.startswith(_HERE) else ""
