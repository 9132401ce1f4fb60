"""Files to guide: the only room that reads content/."""

from sitegen.load.figures import read_figure
from sitegen.load.files import is_slug
from sitegen.load.guide import load_guide

__all__ = ["is_slug", "load_guide", "read_figure"]
