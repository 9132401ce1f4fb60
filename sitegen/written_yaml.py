"""Values as YAML that reads back to just them."""

from __future__ import annotations

import json
import re
from typing import Any

from sitegen.model import Range

# What YAML, and whoever reads it, takes for text without quotes.
_PLAIN = re.compile(
    r"[^\W\d_][\w ,.;()'\u2019\u2018\u201c\u201d/\u2013\u00b0\u00bd%?!+-]*", re.ASCII
)
WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""What one YAML or another takes for something else than text."""


def scalar(value: Any) -> str:
    """A text, number, truth, day or range on one line.

    Args:
        value: A text may hold whatever a content file may; its line breaks are escaped.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Range):
        return str(value.low) if value.low == value.high else f"[{value.low}, {value.high}]"
    if not isinstance(value, str):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) and value.lower() not in WORDS and value == value.strip()
    return value if is_plain else json.dumps(value, ensure_ascii=False)
