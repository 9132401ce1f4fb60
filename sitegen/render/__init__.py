"""Guide to pages in memory: the only home of Jinja2 and Markdown."""

from sitegen.render.contact_sheet import contact_sheet
from sitegen.render.pose_guide import pose_examples, pose_guide
from sitegen.render.processes import Progress, no_progress
from sitegen.render.site import Rendered, render_site

__all__ = [
    "Progress",
    "Rendered",
    "contact_sheet",
    "no_progress",
    "pose_examples",
    "pose_guide",
    "render_site",
]
