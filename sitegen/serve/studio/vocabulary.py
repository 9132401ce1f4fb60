"""What a figure can say, as the controls of the studio: worked out from how it is declared.

A joint, a key or a word that is new in the model has its control by itself.
"""

from __future__ import annotations

import math
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec

from sitegen.figure.contacts import IN_THE_ROOM
from sitegen.figure.limits import WHOLE_BACK, Limit, limit_of, usual_range
from sitegen.figure.pose import BOTH, LIMBS, MOVEMENTS, PAIRS
from sitegen.model import DIRECTIONS, Fields, Figure, Pose, declared_fields
from sitegen.model.figures import Direction

if TYPE_CHECKING:
    from sitegen.model import Declared

LIMB_OF = {**LIMBS, "ankle": "foot", "wrist": "hand"}
"""The hand or foot that a joint follows if that goes somewhere."""
_PAST = 10.0
"""Degrees that a slider goes on behind a limit, so that one sees what is said there."""
_ROUND = 5.0
_NO_LIMIT = Limit(-180, 180)

Shape = Literal[
    "flag", "text", "number", "choice", "choices", "direction", "place", "group", "list"
]


class Control(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one value is set with.

    Attributes:
        key: Its key.
        about: What it says.
        shape: What kind of value it is.
        words: The words that it may be, or each of its items.
        least: The lowest number.
        most: The highest number.
        is_whole: Whether it has no decimals.
        is_required: Whether it cannot be left out.
        default: What it is where it is left out.
        kind: Of a group, or of the items of a list: the name of its kind.
    """

    key: str
    about: str
    shape: Shape
    words: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    is_whole: bool = False
    is_required: bool = False
    default: Any = None
    kind: str = ""


class Way(msgspec.Struct, frozen=True):
    """One direction of a movement: its key, and what that says."""

    key: str
    about: str


class Slider(msgspec.Struct, frozen=True):
    """One movement of a joint.

    Attributes:
        movement: Its name.
        low: The direction at the beginning of the slider; None where there is none.
        high: The direction at its end.
        sign: What a position on the slider is multiplied by, to be degrees of the movement.
        least: Where the slider begins.
        most: Where it ends.
        usual: From where to where nothing is said.
        limit: From where to where it is no fault; None where there is none.
    """

    movement: str
    low: Way | None
    high: Way | None
    sign: int
    least: float
    most: float
    usual: tuple[float, float] | None
    limit: tuple[float, float] | None


class Joint(msgspec.Struct, frozen=True):
    """A joint, both sides of which may be said alike.

    Attributes:
        name: Its name, as in `hip`.
        keys: Its keys: one, or those of right, left and both.
        limb: `foot` or `hand`, where the joint follows that if it goes somewhere.
        sliders: Its movements.
        others: What else is said of it.
    """

    name: str
    keys: tuple[str, ...]
    limb: str
    sliders: tuple[Slider, ...]
    others: tuple[Control, ...]


class Vocabulary(msgspec.Struct, frozen=True):
    """All that a figure can say.

    Attributes:
        figure: What is said of the whole.
        joints: The joints of a pose.
        reaches: Hands and feet: the names of their keys, of right, left and both.
        pose: What else a pose says.
        kinds: The keys of each group, by the name of its kind.
        shorthands: The key that one word stands for, by the name of the kind.
        directions: Directions that have a name.
        in_the_room: Targets that stay where they are, however the body moves.
    """

    figure: tuple[Control, ...]
    joints: tuple[Joint, ...]
    reaches: dict[str, tuple[str, ...]]
    pose: tuple[Control, ...]
    kinds: dict[str, tuple[Control, ...]]
    shorthands: dict[str, str]
    directions: dict[str, tuple[float, float, float]]
    in_the_room: tuple[str, ...]


def vocabulary() -> Vocabulary:
    """Work out the controls."""
    kinds: dict[str, type[Fields]] = {}
    declared = declared_fields(Pose)
    joints, reaches, others = [], {}, []
    for key, field in declared.items():
        sided = _sides(key, declared)
        if PAIRS.get(BOTH.get(key, key).partition("_")[0], "") in declared and key not in BOTH:
            continue  # one side: with the key for both
        if _is_group(field.type) and any(name in MOVEMENTS for name in declared_fields(field.type)):
            joints.append(_joint(key, field, sided))
        elif _is_group(field.type) and key in BOTH:
            reaches[BOTH[key]] = sided
            kinds[field.type.__name__] = field.type
        else:
            others.append(_control(key, field, None, kinds))
    figure = tuple(
        _control(key, field, None, kinds)
        for key, field in declared_fields(Figure).items()
        if field.type is not Pose
    )
    return Vocabulary(
        figure,
        tuple(joints),
        reaches,
        tuple(others),
        {name: controls_of(kind) for name, kind in kinds.items()},
        {name: kind.shorthand for name, kind in kinds.items() if kind.shorthand},
        dict(DIRECTIONS),
        tuple(sorted(IN_THE_ROOM)),
    )


def controls_of(kind: type[Fields]) -> tuple[Control, ...]:
    """The controls of a group of keys."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(kind)}
    return tuple(
        _control(key, field, defaults[key], {}) for key, field in declared_fields(kind).items()
    )


def _sides(key: str, declared: dict[str, Declared]) -> tuple[str, ...]:
    """The keys of a joint's right, left and both sides; itself alone, where it has none."""
    one = BOTH.get(key, key)
    return tuple(name for name in (f"{one}_right", f"{one}_left", key) if name in declared)


def _is_group(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Fields)


def _joint(key: str, field: Declared, keys: tuple[str, ...]) -> Joint:
    name = BOTH.get(key, key)
    ways: dict[str, dict[float, Way]] = {}
    others = []
    for inner, declared in declared_fields(field.type).items():
        if inner in MOVEMENTS:
            movement, sign = MOVEMENTS[inner]
            ways.setdefault(movement, {})[sign] = Way(inner, declared.about.text)
        else:
            others.append(_control(inner, declared, None, {}))
    sliders = tuple(_slider(name, movement, of) for movement, of in ways.items())
    return Joint(name, keys, LIMB_OF.get(name, ""), sliders, tuple(others))


def _slider(joint: str, movement: str, ways: dict[float, Way]) -> Slider:
    """A slider from one direction to the other; what goes to the left begins at the left."""
    limit = limit_of(joint, movement)
    bounds = limit or (WHOLE_BACK if joint == "spine" else _NO_LIMIT)
    sign = -1 if any(way.key.endswith("_left") and of > 0 for of, way in ways.items()) else 1
    low, high = ways.get(-sign), ways.get(sign)
    least, most = _turned((bounds.low, bounds.high), sign)
    if bounds is not _NO_LIMIT:
        least, most = _beyond(least), _beyond(most)
    return Slider(
        movement=movement,
        low=low,
        high=high,
        sign=sign,
        least=least if low else 0.0,
        most=most if high else 0.0,
        usual=_turned(usual_range(limit), sign) if limit else None,
        limit=_turned((limit.low, limit.high), sign) if limit else None,
    )


def _turned(bounds: tuple[float, float], sign: int) -> tuple[float, float]:
    low, high = bounds
    return (low, high) if sign > 0 else (-high, -low)


def _beyond(bound: float) -> float:
    """A round number of degrees behind a limit."""
    return math.copysign(math.ceil((abs(bound) + _PAST) / _ROUND) * _ROUND, bound)


def _control(key: str, field: Declared, default: Any, kinds: dict[str, type[Fields]]) -> Control:
    """The control of a field; the kinds of its groups are noted."""
    about, type_ = field.about, field.type
    item = get_args(type_)[0] if get_origin(type_) is tuple else None
    words: tuple[str, ...] = ()
    kind = ""
    for inner in (type_, item):
        if get_origin(inner) is Literal:
            words = get_args(inner)
        elif inner is not None and _is_group(inner):
            kind = inner.__name__
            kinds[kind] = inner
            for below in declared_fields(inner).values():
                assert not _is_group(below.type)  # noqa: S101 - the page knows groups of one level
    is_plain = isinstance(default, str | int | float | bool | NoneType)
    return Control(
        key=key,
        about=about.text,
        shape=_shape(type_, item),
        words=words,
        least=about.least,
        most=about.most,
        is_whole=type_ is int,
        is_required=field.is_required,
        default=default if is_plain else None,
        kind=kind,
    )


def _shape(type_: Any, item: Any) -> Shape:
    """What a type is set with."""
    if item is not None and not _is_group(item):
        return "place" if item is float else "choices"
    if item is not None:
        return "list"
    if _is_group(type_):
        return "group"
    if get_origin(type_) is Literal:
        return "choice"
    shapes: dict[Any, Shape] = {bool: "flag", str: "text", int: "number", float: "number"}
    return "direction" if type_ is Direction else shapes[type_]
