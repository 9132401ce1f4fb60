"""What a new page says until somebody has written it."""

from __future__ import annotations

STILL_TO_DO = "# still to do:"
"""Stands behind what a spreadsheet did not say."""

EXAMPLES = (
    STILL_TO_DO,
    "Eases the place that you name here.",
    "The place where one feels it.",
    "Say in a sentence or two when one would do this.",
    "Say in one sentence what it is good for.",
    "Say in a sentence or two who it is for.",
    "Say in one sentence what this part of the body does.",
    "Say in a few plain sentences what helps here.",
    "Say in one sentence what this page tells.",
    "Say the main thing in the first sentence.",
    "Say in one sentence who this is for.",
)
"""Each is a sentence of a skeleton (sitegen/skeletons.py) that no page is published with."""
