"""The skeleton of a new page: commented, valid, and a draft until its words are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.load import is_slug, load_guide
from sitegen.new_files import write_new

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Guide

KINDS = {"stretch": "stretches", "routine": "routines", "area": "areas"}

_STRETCH = """\
---
title: {title}
summary: Eases the place that you name here.       # one plain sentence, at most 120 characters
in_short: Sit tall. Turn slowly to one side.        # the steps for a printed sheet, at most 60 characters
draft: true                                         # take this line off when it is ready
areas: [{area}]                                     # the first is its home
positions: [sitting]                                # standing sitting floor-sitting all-fours kneeling lying-back lying-front lying-side
kind: hold                                          # hold = keep still, move = go to and fro
sides: each                                         # each, both or none
dose:
  hold: [10, 20]                                    # seconds, from low to high; for a movement the pause
  times: 2
  per_day: [1, 2]
  days_per_week: [3, 7]
level: 1                                            # 1 easy, 2 needs some mobility, 3 only if fit
needs: [chair]                                      # chair wall towel cushion doorway step table bed
balance: false                                      # true: one can tip over, so the page says to hold on
muscles: [{muscle}]                                 # anatomical names, each in glossary.yaml
feel: The place where one feels it.
mistakes:
  - Pulling hard.
easier: Make the movement smaller.                  # a sentence, or another stretch's slug
stop_if: []                                         # only what is special to this stretch
ask_first: []                                       # names in content/cautions/
sources: [{source}]                                 # names in sources.yaml
figure:                                             # its pictures; every key drawn: build.py figures --poses poses.html
  view: front
  base: sitting
  start: {{caption: Sit tall, step: 1}}
  end: {{caption: Turn to the right, step: 2, spine: {{rotation_right: 30}}, neck: {{rotation_right: 20}}}}
  props: [chair]
  regions: [waist-left]                             # where one feels it
  arrows: [{{follow: crown, turn: right}}]
---
Say in a sentence or two when one would do this.

1. Sit tall on a chair with both feet flat on the ground.
2. Turn slowly to the right until you feel a mild pull.
3. Hold and breathe slowly.
4. Come back to the middle. Do the other side.
"""

_ROUTINE = """\
---
title: {title}
summary: Say in one sentence what it is good for.   # at most 120 characters
draft: true                                         # take this line off when it is ready
when: At any time of the day.
order: 50
days_per_week: [3, 5]                               # at least, and better
stretches:                                          # a gentle one first; to the floor at most once
  - {stretch}
---
Say in a sentence or two who it is for.
"""

_AREA = """\
---
title: {title}
summary: Say in one sentence what this part of the body does.   # at most 120 characters
draft: true                                         # take this line off when it is ready
order: 50                                           # place in lists, from head to toe
region: whole-body                                  # its region on the body map
also_called: []                                     # other words for the whole of it, as in [bum, glutes]
---
Say in a few plain sentences what helps here.
"""

_TEXTS = {"stretch": _STRETCH, "routine": _ROUTINE, "area": _AREA}


class SkeletonError(Exception):
    """A skeleton cannot be written; the message says why and what to do."""


def write_skeleton(kind: str, name: str, content: Path) -> Path:
    """Write the skeleton of a new page.

    Args:
        kind: stretch, routine or area.
        name: Its slug.
        content: The content folder, whose own names the skeleton uses, so that it is valid.

    Returns:
        The file.

    Raises:
        SkeletonError: The name is no slug or is taken, or the folder cannot be written to.
    """
    if not is_slug(name):
        message = f"`{name}` cannot be an address. Use small letters, digits and single hyphens, as in ear-to-shoulder."
        raise SkeletonError(message)
    path = content / KINDS[kind] / f"{name}.md"
    guide = load_guide(content, drafts=True).guide
    text = skeleton_text(kind, name.replace("-", " ").capitalize(), guide)
    try:
        write_new({path: text})
    except FileExistsError:
        raise SkeletonError(
            f"{path} exists already; nothing was written. Choose another name."
        ) from None
    except OSError as error:
        raise SkeletonError(f"{path} cannot be written: {error.strerror}.") from error
    return path


def skeleton_text(kind: str, title: str, guide: Guide) -> str:
    """The skeleton of a page, with the guide's own names in it so that it is valid."""
    return _TEXTS[kind].format(
        title=title,
        area=next(iter(guide.areas), "neck"),
        stretch=next(iter(guide.stretches), "chin-to-chest"),
        muscle=next((term.slug for term in guide.glossary.values() if term.muscle), "multifidus"),
        source=next(iter(guide.sources), "acsm-2021"),
    )
