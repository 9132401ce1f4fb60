"""Files to guide: the only room that reads content/."""

from sitegen.load.guide import load_guide

__all__ = ["load_guide"]
