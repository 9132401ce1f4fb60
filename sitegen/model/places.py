"""Where the keys and values of a YAML file stand, packed: faults need few of them, files have many.

Unpacked they would be more than half of what a guide takes in memory.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from sitegen.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

Location: TypeAlias = tuple[str | int, ...]
"""A place in front matter: the keys and list positions that lead to it."""

_ENCODER = msgspec.msgpack.Encoder()


class Places(msgspec.Struct, frozen=True):
    """Where each key and each value of one file stands."""

    _packed: bytes

    @classmethod
    def of(cls, keys: Mapping[Location, Span], values: Mapping[Location, Span]) -> Places:
        """Pack the places of keys and values, by the location that each leads to or has."""
        return cls(_ENCODER.encode((list(keys.items()), list(values.items()))))

    def of_key(self, location: Location) -> Span | None:
        """The place of the key that leads to a location."""
        return _unpacked(self._packed)[0].get(location)

    def of_value(self, location: Location) -> Span | None:
        """The place of the value at a location."""
        return _unpacked(self._packed)[1].get(location)


@lru_cache(maxsize=2)  # whoever asks for one place of a file asks for more
def _unpacked(packed: bytes) -> tuple[dict[Location, Span], dict[Location, Span]]:
    keys, values = _decoder().decode(packed)
    return dict(keys), dict(values)


@lru_cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[list[tuple[Location, Span]], ...]]:
    return msgspec.msgpack.Decoder(tuple[list[tuple[Location, Span]], ...])


NOWHERE = Places.of({}, {})
"""Of a file that has no keys, or none that can be read."""
