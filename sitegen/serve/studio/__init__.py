"""The studio: pictures made with sliders, to copy into a stretch.  None of it is published."""

from sitegen.serve.studio.handlers import studio_routes
from sitegen.serve.studio.studio import Studio

__all__ = ["Studio", "studio_routes"]
