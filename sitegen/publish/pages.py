"""Pages to website: the whole of it, from the first check to the last rename."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.publish.errors import system_errors_explained
from sitegen.publish.existing import survey_site
from sitegen.publish.lock import exclusive
from sitegen.publish.manifest import manifest_of
from sitegen.publish.names import TakenNames, check_names
from sitegen.publish.place import Workplace, locate_site
from sitegen.publish.staging import stage_site, staging_folder
from sitegen.publish.swap import mend_swap, put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Page


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did, in numbers of pages.

    Attributes:
        written: New, or with other bytes than before.
        unchanged: Left as the very file that they were.
        removed: Made by an earlier build, and no longer part of the website.
    """

    written: int
    unchanged: int
    removed: int


def publish_pages(pages: Iterable[Page], site: Path) -> Published:
    """Make a folder hold exactly these pages, and what people put there themselves.

    Args:
        pages: The whole website.
        site: The folder; made where there is none, and touched only where a page changed.

    Returns:
        How many pages were written, unchanged, removed.

    Raises:
        ValueError: A page's path leads out of the folder, or meets that of another page.
        PublishError: It was not possible; the site is as it was.
    """
    pages = tuple(pages)
    files = (*pages, manifest_of(pages))
    names = check_names(file.path for file in files)
    with system_errors_explained(site):
        workplace = Workplace(locate_site(site))
        workplace.make()
        with exclusive(workplace.lock):
            _clear_what_a_killed_build_left(workplace)
            return _publish(files, names, workplace)


def _clear_what_a_killed_build_left(workplace: Workplace) -> None:
    mend_swap(workplace.site, workplace.previous)
    for leftover in (workplace.staging, workplace.previous):
        if os.path.lexists(leftover):
            shutil.rmtree(leftover)


def _publish(files: tuple[Page, ...], names: TakenNames, workplace: Workplace) -> Published:
    """Publish the pages and, the last of the files, the list of them."""
    existing = survey_site(workplace.site)
    existing.check_way_is_free(names)
    current = {file.path for file in files if existing.holds(file)}
    if len(current) < len(files):
        with staging_folder(workplace.staging):
            stage_site(files, current, existing, workplace.staging)
            put_in_place(workplace.staging, workplace.site, workplace.previous)
    unchanged = sum(page.path in current for page in files[:-1])
    return Published(
        written=len(files) - 1 - unchanged,
        unchanged=unchanged,
        removed=len(existing.made.keys() - {file.path for file in files}),
    )
