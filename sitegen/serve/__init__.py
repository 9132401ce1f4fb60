"""The live preview: the guide in a browser, from memory, new with every save."""

from sitegen.serve.builds import Built
from sitegen.serve.server import serve
from sitegen.serve.studio import Studio

__all__ = ["Built", "Studio", "serve"]
