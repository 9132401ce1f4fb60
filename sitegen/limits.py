"""How much one file of the content may hold and take: a build of a stranger's pages must end.

Nothing in the content can lift a limit, for a pull request could change that too.  Whoever runs
the build can: `SUPPLE_LIMITS=2` in the environment doubles every limit but those of depth, which
guard the stack of Python itself.
"""

from __future__ import annotations

import os

VARIABLE = "SUPPLE_LIMITS"
MOST = 100


def _factor(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))
    return int(text) if is_number and 1 <= int(text) <= MOST else 0


FACTOR = _factor(os.environ.get(VARIABLE, "1"))
"""By how much the limits are lifted; 0 where that is no whole number from 1 to `MOST`."""

FILE_BYTES = 1_000_000 * FACTOR
"""Of any file: no more of it is read."""
YAML_CHARACTERS = 64_000 * FACTOR
"""Of front matter, or of a file such as sources.yaml."""
YAML_DEPTH = 12
"""Lists and keys inside each other."""
ITEMS = 100 * FACTOR
"""Of one list, and of keys that nothing reads: no page of a guide has twenty."""
NAME_CHARACTERS = 100
"""Of a name that is compared with all others, to tell which was meant."""
SLUG_CHARACTERS = 80
"""Of the name of a file, which becomes an address and a folder on every kind of disk."""
BODY_CHARACTERS = 64_000 * FACTOR
"""Of the Markdown of one page: some 10,000 words."""
BODY_LINES = 2_000 * FACTOR
"""The same in lines, for each can open a block."""
BODY_MARKS = 1_000 * FACTOR
"""Signs such as `*` and `[`, each of which can open something that goes on to the end."""
BODY_INDENT = 40
"""Spaces before a line, four a level: ten lists inside each other."""
BODY_DEPTH = 10
"""Lists and quotations that one line opens inside each other."""
TABLE_COLUMNS = 20 * FACTOR
"""Every row is filled up to as many cells as the first has."""
SHEET_ROWS = 1_000 * FACTOR
"""Of a spreadsheet; each becomes a page."""
CELL_CHARACTERS = 4_000 * FACTOR
"""Of one cell of it: all steps of a stretch take a tenth of that."""
FILE_SECONDS = 5.0 * FACTOR
"""Of the processor's time, for each stage that looks at one file alone."""
