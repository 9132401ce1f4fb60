"""Finished pages to PDFs: the only home of WeasyPrint."""

from sitegen.paper.printing import PaperError, Printed, check_engine, print_pdfs

__all__ = ["PaperError", "Printed", "check_engine", "print_pdfs"]
