"""What the page asks for, as values that JSON is read into."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from sitegen import limits
from sitegen.model.figures import Target

Plain: TypeAlias = str | int | float | bool | None
Group: TypeAlias = dict[str, Plain | list[Plain]]
Value: TypeAlias = Plain | list[Plain | Group] | dict[str, Plain | list[Plain] | Group]
_Index: TypeAlias = Annotated[int, msgspec.Meta(ge=0, lt=limits.ITEMS)]
PoseName = Literal["start", "middle", "end"]
_FULL_TURN = 360


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page asks for: read from JSON, every value of its type."""


class Write(Asked, frozen=True, tag="write", tag_field="do"):
    """Write a value, or take it out.

    Attributes:
        at: The keys inside the figure that lead to it.
        value: The value; None takes it out.
    """

    at: Annotated[tuple[str | _Index, ...], msgspec.Meta(min_length=1, max_length=6)]
    value: Value


class Bend(Asked, frozen=True, tag="bend", tag_field="do"):
    """Bend a joint.

    Attributes:
        pose: In which picture.
        joint: The key of the joint, as in `hip_left`, or of both sides.
        movement: Which movement, as in `abduction`.
        degrees: How far; None leaves it as it is in the picture before.
    """

    pose: PoseName
    joint: str
    movement: str
    degrees: Annotated[float, msgspec.Meta(ge=-_FULL_TURN, le=_FULL_TURN)] | None


class Send(Asked, frozen=True, tag="send", tag_field="do"):
    """Let a hand or foot go somewhere; it begins where it is.

    Attributes:
        pose: In which picture.
        limb: Its key, as in `hand_left`, or that of both sides.
        to: Where it goes.
    """

    pose: PoseName
    limb: str
    to: Target


Edit: TypeAlias = Write | Bend | Send
