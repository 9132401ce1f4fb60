"""A published page made ready for paper: the same words, without what only a screen shows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.paper.files import target_of
from sitegen.paper.parts import keep_part

if TYPE_CHECKING:
    from sitegen.paper.files import Files
    from sitegen.paper.pictures import Painter, Picture

_NOT_ON_PAPER = (
    "script, link, .guide-screen-only, template, noscript, button, [hidden],"
    " details:not([open]) > :not(summary)"
)
PICTURES = "picture:"
"""What the addresses of pictures within a page begin with."""


class PaperPage:
    """A page of the website, for one PDF.

    Attributes:
        tree: Its HTML.
        pictures: The SVG files that its HTML loads, by address.
    """

    def __init__(
        self, path: str, files: Files, painter: Painter, address: str, part: int | None = None
    ) -> None:
        """Prepare a page, or one of its parts.

        Args:
            path: The page's file.
            files: All files of the website.
            painter: Makes its pictures ready.
            address: The website's public address, ending in /.
            part: Which part of it is to be printed by itself; None is the whole page.
        """
        self.pictures: dict[str, bytes] = {}
        self._path = path
        self._files = files
        self._painter = painter
        self._address = address + path
        self.tree = LexborHTMLParser(files[path])
        if part is not None:
            keep_part(self.tree, part)
        self._prepare()

    def html(self, text_points: int | None) -> str:
        """The page, its text in a size of so many points; None leaves its own."""
        root = self.tree.root
        if text_points and root:
            root.attrs["data-sheet-text"] = str(text_points)
        return self.tree.html or ""

    def _prepare(self) -> None:
        # The innermost first: what stands in a node goes with it.
        for node in reversed(self.tree.css(_NOT_ON_PAPER)):
            node.decompose()
        for node in self.tree.css("svg"):
            self._put_picture(node, self._painter.picture(node.html or ""))
        for node in self.tree.css('img[src$=".svg"]'):
            svg = self._files.text(target_of(str(node.attributes["src"]), self._path))
            self._put_picture(node, self._painter.picture(svg))
        for node in self.tree.css("a[href]"):
            href = str(node.attributes["href"])
            if not href.startswith("#"):
                node.attrs["href"] = self._public(href)

    def _public(self, href: str) -> str:
        """A link that works from anywhere."""
        address, mark, fragment = urljoin(self._address, href).partition("#")
        return address.removesuffix("index.html") + mark + fragment

    def _put_picture(self, node: LexborNode, picture: Picture) -> None:
        """Put an image with words in the place of a picture."""
        address = PICTURES + hashlib.sha256(picture.svg).hexdigest()[:16]
        self.pictures[address] = picture.svg
        image = self.tree.create_node("img")
        for name in ("class", "width", "height"):
            if value := node.attributes.get(name):
                image.attrs[name] = value
        image.attrs["src"] = address
        image.attrs["alt"] = node.attributes.get("alt") or picture.words
        node.insert_before(image)
        node.decompose()
