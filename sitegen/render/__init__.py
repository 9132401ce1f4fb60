"""Guide to pages in memory: the only home of Jinja2 and Markdown."""

from sitegen.render.renderer import Rendered
from sitegen.render.site import render_site

__all__ = ["Rendered", "render_site"]
