"""A spreadsheet of stretches to draft pages."""

from sitegen.spreadsheet.importing import Imported, import_stretches
from sitegen.spreadsheet.template import template

__all__ = ["Imported", "import_stretches", "template"]
