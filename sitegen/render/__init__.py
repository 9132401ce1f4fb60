"""Guide to pages in memory: the only home of Jinja2 and Markdown."""

from sitegen.render.processes import Progress, no_progress
from sitegen.render.site import Rendered, render_site

__all__ = ["Progress", "Rendered", "no_progress", "render_site"]
