"""WeasyPrint, set up for this website: it reads from memory alone and embeds one font."""

from __future__ import annotations

import gc
import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import fontpkg_atkinson_hyperlegible
import weasyprint
from selectolax.lexbor import LexborHTMLParser
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sitegen.paper.drawn import draw_once
from sitegen.paper.files import Files, target_of
from sitegen.paper.pages import PaperPage
from sitegen.paper.parts import NumberedPart, Part, cut, part_of, style_of_parts
from sitegen.paper.pictures import Painter
from sitegen.paper.styles import FAMILY, for_paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.render.pdf_files import PdfFile

_FONT = "font:"
_FONT_FILES = fontpkg_atkinson_hyperlegible.ROOT / "files"
# The font has no circle for lists within lists; what a page says of its lists comes before that.
# Where words may break anywhere, WeasyPrint breaks them in the middle of a line; and it takes the
# beginning of what stands in a line, such as a link or an item of a list, for that of a line.
_MENDED = (
    "@layer tokens{ul ul{list-style-type:disc}}"
    "body{overflow-wrap:break-word}:is(a,strong,em,span,li,dt,dd){overflow-wrap:normal}"
)
_FONT_FACES = "".join(
    f'@font-face{{font-family:"{FAMILY}";src:url({_FONT}{name});'
    f"font-style:{style};font-weight:{weight}}}"
    for name, style, weight in (
        ("Regular", "normal", 400),
        ("Italic", "italic", 400),
        ("Bold", "normal", 700),
        ("BoldItalic", "italic", 700),
    )
)
_STYLESHEETS = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


_LOST = re.compile(r"Ignored `(([\w-]+):[^`]*)`")
# What WeasyPrint does not know and paper does not need: the style of pictures, which the painter
# applies, and what only a screen has.
_NOT_MISSED = frozenset(
    {
        "accent-color",
        "clip-path",
        "fill",
        "flex:1 0 min-content",
        "overflow-y",
        "paint-order",
        "place-items",
        "position:sticky",
        "print-color-adjust",
        "stroke",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-width",
        "text-anchor",
        "text-size-adjust",
        "text-wrap",
    }
)


@dataclass(frozen=True, slots=True)
class Print:
    """What came of one PDF.

    Attributes:
        content: Its bytes.
        complaints: What WeasyPrint has to say, but for what is not missed.
    """

    content: bytes
    complaints: tuple[str, ...]


class _Listener(logging.Handler):
    """Gathers complaints."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        complaint = record.getMessage()
        lost = _LOST.match(complaint)
        if not lost or _NOT_MISSED.isdisjoint(lost.groups()):
            self.heard.append(complaint)


class Engine:
    """Makes PDFs of the pages of one website.

    Fonts and styles are read once, and shared by the processes that are forked from here.
    """

    def __init__(self, files: Files, address: str) -> None:
        """Prepare for a website.

        Args:
            files: All its files.
            address: Its public address, ending in /.
        """
        self._files = files
        self._address = address
        draw_once()
        self._fonts = FontConfiguration()
        self._style = cache(self._read_style)
        self._faces = self._style(_FONT_FACES)  # now, for the processes forked from this one
        self._painter = cache(Painter)

    def parts_of(self, order: PdfFile) -> list[Part]:
        """The parts of a long page."""
        painter = self._painter(self.style_of(order))
        total = len(cut(LexborHTMLParser(self._files[order.page])))
        return [
            part_of(PaperPage(order.page, self._files, painter, self._address, index))
            for index in range(total)
        ]

    def print_pdf(self, order: PdfFile) -> Print:
        """Make one PDF; the same bytes each time."""
        css = self.style_of(order)
        page = PaperPage(order.page, self._files, self._painter(css), self._address)
        return self._print(order, page.html(order.text_points), css, page.pictures)

    def print_part(
        self, order: PdfFile, part: NumberedPart, pictures: Mapping[str, bytes]
    ) -> Print:
        """Make the PDF of a part, with whole fonts: they are the same in all parts."""
        css = style_of_parts(self.style_of(order))
        start = f"@page:first{{counter-reset:page {part.first_page}}}"
        made = self._print(order, part.html, css, pictures, start, full_fonts=True)
        gc.collect()  # a process prints one part after another
        return made

    def _print(
        self,
        order: PdfFile,
        html: str,
        css: str,
        pictures: Mapping[str, bytes],
        *more_css: str,
        **options: bool,
    ) -> Print:
        listener = _Listener()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(listener)
        # All boxes of a document live until it is printed: to look for dead ones takes a seventh
        # of the time and finds none.
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            made: bytes = weasyprint.HTML(
                string=html,
                base_url=self._address + order.page,
                url_fetcher=_Fetcher(pictures),
            ).write_pdf(
                stylesheets=[
                    self._faces,
                    self._style(f"{css}{_MENDED}@page{{size:{order.paper}}}"),
                    *map(self._style, more_css),
                ],
                font_config=self._fonts,
                pdf_variant="pdf/ua-1",
                **options,
            )
            return Print(made, tuple(listener.heard))
        finally:
            logger.removeHandler(listener)
            if was_collecting:
                gc.enable()

    def style_of(self, order: PdfFile) -> str:
        """All styles of a page, as paper needs them."""
        page = order.page
        links = _STYLESHEETS.findall(self._files.text(page))
        return "".join(_for_paper(self._files.text(target_of(link, page))) for link in links)

    def _read_style(self, css: str) -> weasyprint.CSS:
        return weasyprint.CSS(
            string=css,
            base_url=self._address,
            url_fetcher=_Fetcher({}),
            font_config=self._fonts,
        )


_for_paper = cache(for_paper)


class _Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Serves a page's pictures and the font, and nothing else: no file, no address."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - it is called with them
        """Answer from memory.

        Raises:
            ValueError: It is none of the pictures and not the font.
        """
        if url in self._pictures:
            return URLFetcherResponse(url, self._pictures[url], {"Content-Type": "image/svg+xml"})
        if url.startswith(_FONT):
            name = f"AtkinsonHyperlegible-{url.removeprefix(_FONT)}.ttf"
            return URLFetcherResponse(url, (_FONT_FILES / name).read_bytes())
        raise ValueError(f"A PDF cannot load {url}")
