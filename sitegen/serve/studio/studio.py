"""The studio: stretches to open, and what a figure's text comes to while it is being changed."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated, Any, get_args

import msgspec
from msgspec.structs import replace

from sitegen.checks.figures import CODES, missing_steps
from sitegen.codes import PICTURE_WITHOUT_STEP
from sitegen.diagnostics import visible
from sitegen.figure import describe, svg, written_poses
from sitegen.figure.faults import faults_of
from sitegen.figure.held import held_angles
from sitegen.figure.picture import draw, scene_of
from sitegen.figure.pose import poses_of
from sitegen.load.figure_layout import written
from sitegen.load.figure_text import FigureRead, figure_text_of, read_figure_text
from sitegen.load.placed_yaml import UNREADABLE
from sitegen.load.stretch_files import StretchFiles
from sitegen.model.figures import BodyName, Region
from sitegen.render.pose_guide import pose_examples
from sitegen.render.styles import figure_style
from sitegen.serve.studio.asked import Asked, Edit
from sitegen.serve.studio.edits import applied
from sitegen.serve.studio.vocabulary import LIMB_OF, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.figure.pose import Settled
    from sitegen.figure.skeleton import Skeleton
    from sitegen.layers import Layers
    from sitegen.model import Figure, Location

LONGEST_TEXT = 8_000
"""Characters of a figure's text; the longest of the guide has a fifth of that."""
_MOST_EDITS = 12
_MOST_THINGS = 20
"""Things and arrows that are drawn: no picture has more than six, and each takes its time."""
_PAPER = "@media print"


class Work(Asked, frozen=True):
    """What the page asks for.

    Attributes:
        text: The figure's text.
        body: Whose body, where the figure does not say.
        edits: What was done at the controls since then.
        steps: How many steps the stretch has; 0 where that is not known.
    """

    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
    body: BodyName
    edits: Annotated[tuple[Edit, ...], msgspec.Meta(max_length=_MOST_EDITS)] = ()
    steps: int = 0


class Mistake(msgspec.Struct, frozen=True):
    """A fault, where it is.

    Attributes:
        at: The keys inside the figure that lead to it.
        message: What is wrong.
        hint: What to do; "" where the message says it.
        is_error: Whether it stops a build.
        place: Line and column in the text, where the text cannot be read; else none.
    """

    at: Location
    message: str
    hint: str
    is_error: bool
    place: tuple[int, int] | None = None


class Picture(msgspec.Struct, frozen=True):
    """One position of the body.

    Attributes:
        pose: Its key.
        svg: The drawing, as XML.
        words: What it shows, for those who do not see it.
        angles: Degrees by joint and movement, as they are in space.
        reaches: What each hand or foot touches that goes somewhere.
    """

    pose: str
    svg: str
    words: str
    angles: dict[str, dict[str, float]]
    reaches: dict[str, str]


class Drawn(msgspec.Struct, frozen=True):
    """What a text came to.

    Attributes:
        text: The text with the edits.
        values: What it says, key by key.
        pictures: Its pictures; none where it cannot be drawn.
        faults: What is wrong.
    """

    text: str
    values: dict[str, Any]
    pictures: tuple[Picture, ...]
    faults: tuple[Mistake, ...]


class Opened(msgspec.Struct, frozen=True):
    """A stretch, or a new one, as it is opened.

    Attributes:
        title: Its title.
        path: Where its file is; "" for a new one.
        text: Its figure.
        body: Whose body, where the figure does not say.
        steps: How many steps it has; 0 where that is not known.
        why_not: Why there is no figure to open; "" where there is one.
    """

    title: str
    path: str
    text: str
    body: BodyName
    steps: int = 0
    why_not: str = ""


class Studio:
    """Opens and draws.

    Args:
        content: The folder of the Markdown, with an edition above it where there is one.
        templates: The templates, the same.
    """

    def __init__(self, content: Layers, templates: Layers) -> None:
        self._files = StretchFiles(content)
        self._templates = templates

    def titles(self) -> dict[str, str]:
        """The title of each stretch, by slug."""
        return self._files.titles()

    @cached_property
    def bases(self) -> dict[str, str]:
        """The text of a new figure in each base pose, by its name."""
        examples = takewhile(lambda each: each.section == "Base poses", pose_examples())
        return {each.key: _new_text(each.written, each.figure) for each in examples}

    @cached_property
    def base_pictures(self) -> dict[str, str]:
        """A picture of each base pose, by its name."""
        works = {name: Work(text, self._files.body()) for name, text in self.bases.items()}
        return {name: self.drawn(work).pictures[0].svg for name, work in works.items()}

    @cached_property
    def vocabulary(self) -> bytes:
        """All that a figure can say, as JSON."""
        return msgspec.json.encode(vocabulary())

    def style(self) -> str:
        """The style of pictures, and inside `.studio-paper` as paper has them.

        Raises:
            OSError: The style cannot be read.
        """
        style = figure_style(self._templates)
        return f"{style}\n{style.replace(_PAPER, '.studio-paper')}"

    def opened(self, slug: str) -> Opened | None:
        """Open a stretch; None where there is none of that name."""
        body = self._files.body()
        source = self._files.source(slug)
        if source is None:
            return None
        title, text = self._files.title(slug), figure_text_of(source)
        why_not = ""
        if not text:
            why_not = "It has no `figure` yet, or its front matter cannot be read."
        elif len(text) > LONGEST_TEXT:
            why_not, text = "Its `figure` is too long.", ""
        steps = self._files.step_count(slug)
        return Opened(title, source.path, text, body, steps, why_not)

    def started(self, base: str) -> Opened | None:
        """Start a figure in a base pose; None where there is none of that name."""
        if base not in self.bases:
            return None
        return Opened("A new picture", "", self.bases[base], self._files.body())

    def drawn(self, work: Work) -> Drawn:
        """Do the edits, and draw what comes of them."""
        text = work.text
        for edit in work.edits:
            text = applied(text, edit, work.body)
        read = read_figure_text(text)
        values = _for_json(read.values)
        figure = read.figure
        if figure is None:
            return Drawn(text, values, (), _mistakes_of(read))
        if len(figure.props) + len(figure.arrows) > _MOST_THINGS:
            message = f"These are more than {_MOST_THINGS} things and arrows."
            return Drawn(text, values, (), (Mistake((), message, "Take some out.", is_error=True),))
        faults = tuple(_mistakes_in(figure, work))
        return Drawn(text, values, _pictures(figure, work.body), faults)


def _new_text(words: str, figure: Figure) -> str:
    """The text of a base pose with what it lies or sits on, felt where one sees it."""
    regions = ("back", *get_args(Region))
    seen = (region for region in regions if not faults_of(replace(figure, regions=(region,))))
    values = dict(read_figure_text(words).values)
    return written(values | {"end": {}, "regions": (next(seen),)})


def _for_json(value: Any) -> Any:
    """Values as JSON has them: dates as text, and nothing for what could not be read."""
    if isinstance(value, dict):
        return {key: _for_json(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_for_json(inner) for inner in value]
    if value is UNREADABLE:
        return None
    return str(value) if isinstance(value, date) else value


def _mistakes_of(read: FigureRead) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(
            at,
            visible(found.message),
            visible(found.hint),
            found.is_error,
            (found.span.line, found.span.column),
        )
        for at, found in read.faults
    )


def _mistakes_in(figure: Figure, work: Work) -> Iterator[Mistake]:
    """What a build would say of a figure that can be drawn."""
    for fault in faults_of(figure, work.body):
        yield Mistake(fault.at, fault.message, fault.hint, CODES[fault.kind].is_error)
    if work.steps:
        for at, message in missing_steps(figure, work.steps):
            yield Mistake(at, message, "", PICTURE_WITHOUT_STEP.is_error)


def _pictures(figure: Figure, body: BodyName) -> tuple[Picture, ...]:
    drawing, scene, poses = draw(figure, body), scene_of(figure, body), poses_of(figure)
    pictures = []
    for index, name in enumerate(written_poses(figure)):
        words = describe(figure, index)
        drawn = svg(drawing, index, f"studio-{name}", name, words)
        pose = poses[index]
        pictures.append(
            Picture(
                name,
                drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
                words,
                _angles(pose, scene.bodies[index].skeleton),
                {limb: reach.to for limb, reach in pose.reaches.items()},
            )
        )
    return tuple(pictures)


def _angles(pose: Settled, skeleton: Skeleton) -> dict[str, dict[str, float]]:
    """How each joint is bent: as it is said, or as a hand or foot in its place has it."""
    angles: dict[str, dict[str, float]] = {}
    for (joint, movement), degrees in pose.angles.items():
        angles.setdefault(joint, {})[movement] = degrees
    for joint, movement, degrees in held_angles(skeleton):
        part, _, side = joint.partition("_")
        if f"{LIMB_OF[part]}_{side}" in pose.reaches or joint in pose.flat:
            angles.setdefault(joint, {})[movement] = float(round(degrees))
    return angles
