"""Files to guide: the only room that reads content/, and the file of a sheet."""

from sitegen.load.figures import read_figure
from sitegen.load.files import is_slug, slug_near
from sitegen.load.guide import load_guide
from sitegen.load.sheet import load_sheet

__all__ = ["is_slug", "load_guide", "load_sheet", "read_figure", "slug_near"]
