"""Pages to website: the only room that writes.

`site/` is at every moment wholly the old or wholly the new website.  The new one is staged in
`.supple/` beside it, with every unchanged file as a hard link, and then the two change places:

    names -> place -> lock -> existing site -> staging -> swap

Two things that this does not promise.  Where the system cannot exchange two folders in one step
(`swap.py` says where), there is an instant without a site; a build killed in that instant is
mended by the next.  And a power cut is not a kill: nothing is forced to the disk, for that
would cost more than building again.
"""

from sitegen.publish.errors import PublishError
from sitegen.publish.one_file import write_file
from sitegen.publish.pages import Published, publish_pages

__all__ = ["PublishError", "Published", "publish_pages", "write_file"]
