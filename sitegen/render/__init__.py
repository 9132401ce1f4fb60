"""Guide to pages in memory: the only home of Jinja2 and Markdown."""

from sitegen.render.renderer import Earlier, Rendered
from sitegen.render.site import render_site

__all__ = ["Earlier", "Rendered", "render_site"]
