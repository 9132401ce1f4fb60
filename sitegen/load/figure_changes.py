"""A change in the values of a figure: what is set, what goes with what is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

from sitegen.model import Fields, Figure, Pose, declared_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import Location

_DECIMALS = 4


def changed_values(values: Mapping[str, Any], at: Location, value: Any) -> dict[str, Any]:
    """Change one value.

    Args:
        values: What a figure says, key by key, lists as tuples.
        at: The keys that lead to the value; they need not be there yet.
        value: Text, number, truth value, or lists and mappings of them; None takes it out, with
            the groups of keys that are empty then.

    Returns:
        The values with that change.
    """
    whole = changed(values, Figure, at, value)
    return whole if isinstance(whole, dict) else {}


def changed(old: Any, kind: Any, at: Location, value: Any) -> Any:
    """A value with a change inside; None where nothing is left of it."""
    if not at:
        return _plain(value)
    key, rest = at[0], at[1:]
    if isinstance(key, int):
        items = list(old) if isinstance(old, tuple) else []
        inner = changed(items[key] if key < len(items) else None, item_of(kind), rest, value)
        items[key : key + 1] = [] if inner is None else [inner]
        return tuple(items) or None
    keys = _as_keys(old, kind)
    inner = changed(keys.get(key), type_below(kind, key), rest, value)
    if inner is None and is_kept(kind, key, is_whole=not rest):
        inner = () if get_origin(type_below(kind, key)) is tuple else {}
    if inner is None:
        keys.pop(key, None)
    else:
        keys[key] = inner
    return keys or None


def _plain(value: Any) -> Any:
    """A value as the reader of YAML gives it."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(inner) for inner in value)
    if isinstance(value, float):
        return float(number_text(value)) if "." in number_text(value) else int(number_text(value))
    return value


def _as_keys(old: Any, kind: Any) -> dict[str, Any]:
    """A group of keys, also where one text stands for it."""
    if isinstance(old, dict):
        return dict(old)
    return {kind.shorthand: old} if isinstance(old, str) and is_group(kind) else {}


def is_group(kind: Any) -> bool:
    """Whether a type is a group of keys."""
    return isinstance(kind, type) and issubclass(kind, Fields)


def type_below(kind: Any, key: str | int) -> Any:
    """The type of what stands below a key; `object` below one that nothing reads."""
    if isinstance(key, int):
        return item_of(kind)
    declared = declared_fields(kind) if is_group(kind) else {}
    return declared[key].type if key in declared else object


def item_of(kind: Any) -> Any:
    """The type of a list's items; `object` where it is no list."""
    return get_args(kind)[0] if get_origin(kind) is tuple else object


def is_kept(kind: Any, key: str, *, is_whole: bool) -> bool:
    """Whether a key stays when nothing is left below it: it is needed, or stands for a picture."""
    declared = declared_fields(kind).get(key) if is_group(kind) else None
    if declared is None:
        return False
    is_picture = declared.type is Pose and declared.may_be_empty
    return declared.is_required or (is_picture and not is_whole)


def number_text(value: float) -> str:
    """A number without an exponent, and without zeros that say nothing."""
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
