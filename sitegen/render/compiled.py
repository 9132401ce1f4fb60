"""Compiled templates, kept for the next build: compiling all takes longer than rendering all.

Jinja2 finds them by a checksum of their source, so a changed template is compiled anew.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar

import jinja2
from jinja2 import BytecodeCache

from sitegen.kept import keep, kept_folder, read_kept

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, and in the user's own cache folder."""

    compiled: ClassVar[dict[str, bytes]] = {}

    def __init__(self, options: str) -> None:
        """Keep apart what was compiled with other options, or by another Jinja2 or Python."""
        made_by = f"{options} {jinja2.__version__} {sys.version}"
        self.folder = kept_folder("templates", made_by)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        bytecode = self.compiled.get(bucket.key) or read_kept(self.folder / bucket.key)
        if bytecode:
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        bytecode = self.compiled[bucket.key] = bucket.bytecode_to_string()
        keep(self.folder / bucket.key, bytecode)
