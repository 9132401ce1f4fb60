"""The live preview: the guide in a browser, from memory, new with every save."""

from sitegen.serve.builds import Built
from sitegen.serve.server import serve

__all__ = ["Built", "serve"]
