"""What pure functions came to, by what they were given: from the last build to the next.

Each memory is one file of the user's cache folder (kept.py).  Only what a build asked for is kept
on, so it never grows; what another state of the program made is never found.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sitegen import limits
from sitegen.digests import engine_digest
from sitegen.kept import forget_older, keep, kept_folder, read_kept
from sitegen.processes import map_in_processes
from sitegen.time_limit import TooLongError, time_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ValueT = TypeVar("ValueT")
ResultT = TypeVar("ResultT")

at_hand: dict[Path, dict[bytes, Any]] = {}
"""What a process that holds it has read or made already."""


class Memory:
    """Remembers one function for one guide.

    Attributes:
        holds: Whether this process also holds what it remembers: the preview builds again and
            again, and everything else only once.
    """

    holds: ClassVar[bool] = False

    def __init__(self, kind: str, owner: Path) -> None:
        """Begin with what the last build left.

        Args:
            kind: What is remembered: a name of its own for each function.
            owner: The folder of the guide.
        """
        engine = engine_digest()
        place = os.path.realpath(owner)  # pathlib raises where a link leads to itself
        name = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
        self._path = kept_folder(kind, engine) / name if engine else None
        # Each result is pickled by itself, where it is made: none has to be pickled again.
        self._pickled: dict[bytes, bytes] = {}
        self._at_hand: dict[bytes, Any] = {}
        if self._path:
            kept = read_kept(self._path)
            # Nobody but the user can write there, and the digest in front of it is whole.
            self._pickled = pickle.loads(kept) if kept else {}  # noqa: S301 - as above
            self._at_hand = at_hand.get(self._path, {})
        self._before = frozenset(self._pickled)
        self._asked: dict[bytes, Any] = {}

    def find(self, digest: bytes) -> Any:
        """What was remembered under a digest; None where nothing was."""
        if digest in self._asked:
            return self._asked[digest]
        if digest in self._at_hand:
            return self._at_hand[digest]
        if digest in self._pickled:
            return pickle.loads(self._pickled[digest])  # noqa: S301 - as above
        return None

    def note(self, digest: bytes, result: object) -> None:
        """Remember something that is not None for the next build."""
        self._asked[digest] = result

    def map(
        self,
        function: Callable[[ValueT], ResultT],
        values: Sequence[ValueT],
        keys: Sequence[str],
        *,
        pays_from: int,
        jobs: int | None = None,
        instead: Callable[[ValueT], ResultT] | None = None,
    ) -> list[ResultT]:
        """Apply a function to each value, or remember what it came to.

        Args:
            function: Depends on nothing but its value; what it returns must be picklable, and
                never None.
            values: The values.
            keys: All that each value consists of, as a text.
            pays_from: Of fewer new values, starting a second process costs more than it saves.
            jobs: In how many processes; None takes every core once there is enough to do.
            instead: Gives what is to stand for a value that takes too long, which is not
                remembered; without it, each may take as long as it does.
        """
        digests = [hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest() for key in keys]
        new = {}
        for digest, value in zip(digests, values, strict=True):
            found = self.find(digest)
            if found is None:
                new[digest] = value
            else:
                self.note(digest, found)

        def make(value: ValueT) -> bytes:
            if not instead:
                return pickle.dumps(function(value), pickle.HIGHEST_PROTOCOL)
            try:
                with time_limit(limits.FILE_SECONDS):
                    return pickle.dumps(function(value), pickle.HIGHEST_PROTOCOL)
            except (TooLongError, RecursionError):  # what nests without end would take as long
                return b""

        made = map_in_processes(make, list(new.values()), jobs, pays_from=pays_from)
        for digest, result in zip(new, made, strict=True):
            if result:
                self._pickled[digest] = result
                self.note(digest, self.find(digest))
        return [
            self._asked[digest] if digest in self._asked or not instead else instead(value)
            for digest, value in zip(digests, values, strict=True)
        ]

    def of(self, function: Callable[[ValueT], ResultT], value: ValueT, key: str) -> ResultT:
        """Apply a function to a single value, or remember what it came to; as `map` does."""
        (result,) = self.map(function, [value], [key], jobs=1, pays_from=2)
        return result

    def keep(self) -> None:
        """Keep what was asked for, for the next build."""
        if self._path is None:
            return
        if self.holds:
            at_hand[self._path] = self._asked
        if self._asked.keys() == self._before:
            return
        entries = {
            digest: self._pickled.get(digest) or pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
            for digest, result in self._asked.items()
        }
        keep(self._path, pickle.dumps(entries, pickle.HIGHEST_PROTOCOL))
        forget_older(self._path.parent)
