"""Files to guide: the only room that reads content/, and the file of a sheet."""

from sitegen.load.edition import Laid
from sitegen.load.figures import read_figure
from sitegen.load.files import is_slug, slug_near
from sitegen.load.guide import load_guide
from sitegen.load.sheet import load_sheet
from sitegen.load.texts import load_texts

__all__ = ["Laid", "is_slug", "load_guide", "load_sheet", "load_texts", "read_figure", "slug_near"]
