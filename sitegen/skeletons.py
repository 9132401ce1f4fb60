"""The skeleton of a new page or entry: commented, valid, and a draft until its words are written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import asdict

from sitegen import limits
from sitegen.diagnostics import CONTROL_CHARACTER, SourceFile, visible
from sitegen.load import is_slug, load_guide, load_texts, slug_near
from sitegen.load.data_file import read_entries
from sitegen.load.files import Finds, read_bytes
from sitegen.load.read_file import FOLDER_OF, read_file
from sitegen.model import Area, Caution, GuidePage, Routine, Source, Stretch, Term
from sitegen.model.fields import LANGUAGE, LONGEST_SHORT
from sitegen.new_files import replace_text, write_new
from sitegen.render.catalogue import FOLDER, read_texts
from sitegen.render.references import anchor_of
from sitegen.render.site_view import FOOT, MENU
from sitegen.render.translated import texts_to_translate
from sitegen.written_yaml import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.diagnostics import Diagnostic
    from sitegen.layers import Layers
    from sitegen.load.data_file import DataFile, NamedT
    from sitegen.model import Guide

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

_PAGE = """\
---
title: {title}
summary: Say in one sentence what this page tells.  # at most 120 characters
draft: true                                         # take this line off when it is ready
# order: 50                                         # with it, the page stands in the menu at the foot
sources: []                                         # names in sources.yaml
---
Say the main thing in the first sentence.

## A heading for each question

Write a few short sentences below it.
"""

_CAUTION = """\
---
title: {title}
short: {short}                                      # the same in a word or two, for sheets: at most 22 characters
draft: true                                         # take this line off when it is ready
who: Say in one sentence who this is for.
sentence: Ask your doctor or therapist before you do this one.   # what a stretch shows that names it in `ask_first`
sources: [{source}]                                 # names in sources.yaml
---
"""

_SOURCE = """
{name}:
  title: {title}                                    # as it was published
  publisher: Write who published it.
  address: https://guide.example/                   # where it can be read
  # year: 2020                                      # of that edition, where it is known
  # checked: 2026-05-31                             # the day on which you opened it and read the point
  draft: true                                       # take this line off when it is ready
"""

_TERM = """
{name}:
  plain: its everyday name
  meaning: Say in one plain sentence what it is.
  draft: true                                       # take this line off when it is ready
  # muscle: true                                    # for a muscle, so that stretches can name it
"""


class _Page(NamedTuple):
    """A kind of content that has a file of its own."""

    model: type[Any]
    text: str
    address: str


class _Entry(NamedTuple):
    """A kind of content that stands with others in one file."""

    model: type[Any]
    text: str
    address: str
    file: str


_PAGES: Mapping[str, _Page] = {
    "stretch": _Page(Stretch, _STRETCH, "/stretches/{slug}/"),
    "routine": _Page(Routine, _ROUTINE, "/routines/{slug}/"),
    "area": _Page(Area, _AREA, "/areas/{slug}/"),
    "page": _Page(GuidePage, _PAGE, "/{slug}/"),
    "caution": _Page(Caution, _CAUTION, "/safety/#{anchor}"),
}
_ENTRIES: Mapping[str, _Entry] = {
    "source": _Entry(Source, _SOURCE, "/sources/#{anchor}", "sources.yaml"),
    "term": _Entry(Term, _TERM, "/glossary/#{anchor}", "glossary.yaml"),
}
# Pages that the build makes, of which `safety` alone has a file in the content.
_TAKEN = frozenset(link.address for link in (*MENU, *FOOT)) - {"/safety/"}
_TAKEN |= {"/assets/", "/styleguide/"}
_COMMENT = re.compile(r"^(.*\S) {2,}(# .*)$", re.MULTILINE)
_COMMENTS_FROM = 50
# What leads to another folder, or cannot be seen.
_NO_TITLE = re.compile(rf"[/\\]|{CONTROL_CHARACTER.pattern}")
_MOST = limits.SLUG_CHARACTERS


class SkeletonError(Exception):
    """A skeleton cannot be written; the message says why and what to do."""


class Written(NamedTuple):
    """A skeleton that was written: its file, and where the preview shows it."""

    path: Path
    address: str


def write_skeleton(kind: str, name: str, content: Path) -> Written:
    """Write the skeleton of something new.

    Args:
        kind: stretch, routine, area, page, caution, source or term.
        name: Its address, as in `ear-to-shoulder`, or its title, as in `Ear to shoulder`.
        content: The content folder, whose own names the skeleton uses, so that it is valid.

    Raises:
        SkeletonError: The name makes no address or is taken, or the file cannot be written.
    """
    slug = name if is_slug(name) else slug_near(name)
    if not is_slug(slug) or _NO_TITLE.search(name):
        message = (
            f"`{visible(name)}` makes no address. Use letters a to z and digits, {_MOST} at most."
        )
        raise SkeletonError(message)
    title = name.replace("-", " ").capitalize() if name == slug else " ".join(name.split())
    try:
        if kind in _PAGES:
            return _write_page(kind, slug, title, content)
        return _add_entry(
            _ENTRIES[kind], slug if kind == "source" else title.lower(), title, content
        )
    except OSError as error:
        message = f"{error.filename or content} cannot be written: {error.strerror}."
        raise SkeletonError(message) from error


def write_words(language: str, templates: Layers) -> Written:
    """Put what a language has no words for into its file, for a translator to write them.

    Args:
        language: Its tag, as in `fr`.
        templates: The templates; the file is in the lowest of them.

    Raises:
        SkeletonError: It is no tag, nothing is missing, or the file cannot be written.
    """
    if not re.fullmatch(LANGUAGE.pattern, language):
        message = f"`{visible(language)}` is no language. Write its tag, as in `fr` or `pt-BR`."
        raise SkeletonError(message)
    path = templates.lowest / FOLDER / f"{language}.yaml"
    try:
        texts = read_texts(templates)
        is_there = path.exists()
        _, known, faults = load_texts(path, is_begun=True) if is_there else (None, {}, [])
        _refuse(faults)
        missing = [text for text in dict.fromkeys(texts_to_translate(texts)) if text not in known]
        if not missing:
            raise SkeletonError(f"{path} has every text; nothing was written.")
        lines = "".join(f'{json.dumps(text, ensure_ascii=False)}: ""\n' for text in missing)
        if is_there:
            before = path.read_bytes()
            gap = b"" if before.endswith(b"\n") else b"\n"
            replace_text(path, before + gap + lines.encode())
        else:
            write_new({path: lines})
    except OSError as error:
        message = f"{error.filename or path} cannot be written: {error.strerror}."
        raise SkeletonError(message) from error
    return Written(path, f"/{language}/")


def _write_page(kind: str, slug: str, title: str, content: Path) -> Written:
    page = _PAGES[kind]
    path = content / FOLDER_OF[page.model] / f"{slug}.md"
    address = page.address.format(slug=slug, anchor=anchor_of(slug))
    if address in _TAKEN:
        message = f"The build makes {address} itself; nothing was written. Choose another name."
        raise SkeletonError(message)
    text = skeleton_text(kind, title, load_guide(content, drafts=True).guide)
    file = read_file(page.model, (slug, SourceFile(path.as_posix(), text)))
    _refuse(file.front_matter_faults + file.faults)
    try:
        write_new({path: text})
    except FileExistsError:
        raise SkeletonError(
            f"{path} exists already; nothing was written. Choose another name."
        ) from None
    return Written(path, address)


def skeleton_text(kind: str, title: str, guide: Guide) -> str:
    """The skeleton of a page, with the guide's own names in it so that it is valid."""
    area = next(iter(guide.areas), "neck")
    # A muscle and a source of that very area, so that the example makes sense.
    near = [stretch for stretch in guide.stretches.values() if stretch.home == area]
    muscles = [name for stretch in near for name in stretch.muscles if name in guide.glossary]
    sources = [name for stretch in near for name in stretch.sources if name in guide.sources]
    muscles += [term.slug for term in guide.glossary.values() if term.muscle]
    text = _PAGES[kind].text.format(
        title=scalar(title),
        short=scalar(title.lower() if len(title) <= LONGEST_SHORT else "this condition"),
        area=area,
        stretch=next(iter(guide.stretches), "chin-to-chest"),
        muscle=next(iter(muscles), "multifidus"),
        source=next(iter([*sources, *guide.sources]), "acsm-2021"),
    )
    return _aligned(text)


def _aligned(skeleton: str) -> str:
    """A skeleton with its comments below each other, however long its names came out."""
    return _COMMENT.sub(lambda line: f"{line[1]:<{_COMMENTS_FROM}}  {line[2]}", skeleton)


def _add_entry(entry: _Entry, name: str, title: str, content: Path) -> Written:
    """Add an entry at the end of its file, whose every byte stays as it is."""
    path = content / entry.file
    finds = Finds()
    before = read_bytes(path, finds) or b""
    _refuse(finds.diagnostics)
    line_end = b"\r\n" if b"\r\n" in before else b"\n"
    text = _aligned(entry.text.format(name=scalar(name), title=scalar(title))).encode()
    after = before if before.endswith(b"\n") else before + line_end
    after += text.replace(b"\n", line_end)
    try:
        old, new = (_read(entry.model, path, data) for data in (before, after))
    except UnicodeDecodeError:
        raise SkeletonError(f"{path} is not UTF-8 text. Save it with that encoding.") from None
    if name in old.content:
        message = f"{path} has `{name}` already; nothing was written. Choose another name."
        raise SkeletonError(message)
    _refuse(new.draft_faults[len(old.draft_faults) :])
    said = {slug: _said(item) for slug, item in new.content.items()}
    if not said.pop(name, None) or said != {k: _said(item) for k, item in old.content.items()}:
        message = f"Nothing can be added at the end of {path}: `build.py check` may tell why."
        raise SkeletonError(message)
    replace_text(path, after)
    return Written(path, entry.address.format(anchor=anchor_of(name)))


def _read(model: type[NamedT], path: Path, data: bytes) -> DataFile[dict[str, NamedT]]:
    """The entries of a file as a build reads them.

    Raises:
        UnicodeDecodeError: It is no text.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return read_entries(model, SourceFile(path.as_posix(), text))


def _said(item: Source | Term) -> dict[str, Any]:
    """All that an entry says."""
    return asdict(item) | {"document": None}


def _refuse(faults: Sequence[Diagnostic]) -> None:
    """Let the first fault of what would be written be the reason why it is not.

    Raises:
        SkeletonError: There is one.
    """
    if faults:
        raise SkeletonError(f"{faults[0].message} {faults[0].hint}".strip())
