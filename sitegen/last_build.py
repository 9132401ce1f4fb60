"""Whether anything has changed since the last build: then there is nothing to do.

A build leaves a record beside the site: a stamp of all that it read, a stamp of what it published,
and what it said.  Where both stamps still hold, a new build would write the same bytes and say the
same.  Whatever is not certain (another day on which a review could be due, say) means that the
build is run.  Nothing heavy is imported here, for that is the point.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

from sitegen.stamps import engine_stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class LastBuild(NamedTuple):
    """What a build made and said.

    Attributes:
        pages: How many pages a reader can open.
        said: Each thing that it reported, plain and in colour.
        counts: How many of them, in words.
    """

    pages: int
    said: Sequence[Sequence[str]] = ()
    counts: str = ""


def stamp_of_inputs(content: Path, templates: Path, options: tuple[str, ...]) -> str:
    """Stamp all that a build goes by.

    Args:
        content: The folder of the Markdown.
        templates: The folder of the templates.
        options: What else was asked for on the command line.

    Returns:
        A digest that changes whenever a build could come out differently; "" where nothing is
        certain.
    """
    engine, today = engine_stamp(), dt.datetime.now(tz=dt.UTC).date()
    return stamp_of([content, templates], engine, today, options) if engine else ""


def recall(stamp: str, site: Path) -> LastBuild | None:
    """What the last build made, where a new one would only repeat it."""
    try:
        record = json.loads(_record_of(site).read_bytes())
        if stamp and record["inputs"] == stamp and record["site"] == stamp_of([site]):
            return LastBuild(*record["build"])
    except (OSError, ValueError, LookupError, TypeError):
        pass  # no record, or not one of ours: the build writes it anew
    return None


def remember(stamp: str, site: Path, build: LastBuild) -> None:
    """Record what a build was made from, and what it made.

    Where the record cannot be written, the next build is simply run.

    Args:
        stamp: Of what the build read.
        site: The folder that it published into.
        build: What came of it.
    """
    published = stamp_of([site])
    if stamp and published:
        record = {"inputs": stamp, "site": published, "build": build}
        with contextlib.suppress(OSError):
            _record_of(site).write_text(json.dumps(record), encoding="utf-8")


def _record_of(site: Path) -> Path:
    """The record, in the hidden folder that publishing keeps beside the site."""
    place = site.resolve()
    return place.parent / ".supple" / place.name / "last-build.json"
