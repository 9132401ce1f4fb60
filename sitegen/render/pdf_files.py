"""Which PDFs the website has, where it is built with them: each one page, on one kind of paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Guide

_LARGE_PRINT_POINTS = 18


@dataclass(frozen=True, slots=True)
class PdfFile:
    """One PDF.

    Attributes:
        path: Where it goes, beside the page that it prints.
        page: The file of that page.
        title: The words of its link.
        paper: The size of its pages, as CSS names it.
        text_points: The size of its text; None is the page's own.
        in_parts: Whether its page is long, so that it is printed a chapter at a time.
    """

    path: str
    page: str
    title: str
    paper: str = "A4"
    text_points: int | None = None
    in_parts: bool = False


BOOK_PDF = PdfFile("guide/guide.pdf", "guide/index.html", "the whole guide, A4", in_parts=True)


def sheet_pdfs(slug: str) -> tuple[PdfFile, ...]:
    """The sheets of a routine."""
    folder = f"routines/{slug}"
    page = f"{folder}/index.html"
    return (
        PdfFile(f"{folder}/{slug}-a4.pdf", page, "A4"),
        PdfFile(f"{folder}/{slug}-letter.pdf", page, "Letter", "letter"),
        PdfFile(
            f"{folder}/{slug}-large-print.pdf",
            page,
            "large print",
            text_points=_LARGE_PRINT_POINTS,
        ),
    )


def stretch_pdf(slug: str) -> PdfFile:
    """The page of a stretch."""
    folder = f"stretches/{slug}"
    return PdfFile(f"{folder}/{slug}.pdf", f"{folder}/index.html", "this page, A4")


def pdf_files(guide: Guide) -> Iterator[PdfFile]:
    """Every PDF of a guide."""
    for slug in guide.routines:
        yield from sheet_pdfs(slug)
    yield from (stretch_pdf(slug) for slug in guide.stretches)
    yield BOOK_PDF
