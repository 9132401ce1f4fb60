"""What an edition says over the guide: its own settings, and a list of what is its own.

A publisher's folder has the shape of `content/`, with as little in it as differs.  A file takes the
place of its namesake, and so do an entry of sources.yaml or glossary.yaml and a key of guide.yaml.
What warns a reader is added to, and never taken away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from sitegen import codes
from sitegen.diagnostics import Diagnostic
from sitegen.load.data_file import DataFile, read_data
from sitegen.load.fields import read_given
from sitegen.load.files import Finds
from sitegen.model import SafetyWords, Settings, SettingsFields, Stretch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sitegen.diagnostics import SourceFile

SHAPE = "templates"
"""The folder of an edition's own templates, beside those that a content folder has."""
_ADDED_TO = ("notice", "stop")
_WARNINGS = {
    "ask_first": "does not name `{}`, for which the guide's own says to ask first",
    "stop_if": "does not say to stop if “{}”, as the guide's own does",
}


@dataclass
class Laid:
    """What an edition lays over the guide, by name: `pages/about.md`, `guide.yaml (name)`.

    Attributes:
        replaced: What stands for something of the guide's own.
        added: What the guide itself has not.
    """

    replaced: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def note_files(self, folder: str, below: Collection[str], above: Iterable[str]) -> None:
        """Note the pages of a folder above that are or are not among those below."""
        for slug in sorted(above):
            (self.replaced if slug in below else self.added).append(f"{folder}/{slug}.md")

    def note_keys(self, file: str, below: Collection[str], above: Collection[str]) -> None:
        """Note the keys of a file above that are or are not among those below."""
        for noted, keys in (
            (self.replaced, [key for key in above if key in below]),
            (self.added, [key for key in above if key not in below]),
        ):
            if keys:
                noted.append(f"{file} ({', '.join(keys)})")


def read_edition_settings(source: SourceFile) -> DataFile[dict[str, Any]]:
    """Read the guide.yaml of an edition: the keys that it says, with those of its safety words."""
    finds = Finds()
    document, values = read_data(source, finds)
    safety = values.get("safety")
    whole = {key: value for key, value in values.items() if value is not safety}
    given = read_given(
        SettingsFields, whole if isinstance(safety, dict) else values, document, finds
    )
    if isinstance(safety, dict):
        given["safety"] = read_given(SafetyWords, safety, document, finds, at=("safety",))
    return DataFile({"document": document, **given}, tuple(finds.diagnostics))


def with_edition(settings: Settings, given: dict[str, Any], laid: Laid) -> Settings:
    """Lay what an edition says over the guide's own settings.

    Args:
        settings: Those of the guide.
        given: What `read_edition_settings` came to.
        laid: Takes which keys are replaced or added to.
    """
    own: dict[str, Any] = dict(given)
    document, safety = own.pop("document"), own.pop("safety", {})
    words: dict[str, Any] = dict(safety)
    for key in _ADDED_TO:
        said = getattr(settings.safety, key)
        words[key] = (*said, *(text for text in words.get(key, ()) if text not in said))
    set_before = {name for name, value in asdict(settings).items() if value is not None}
    set_before |= {f"safety.{key}" for key in ("line", "stop_line")}
    laid.note_keys("guide.yaml", set_before, [*own, *(f"safety.{key}" for key in safety)])
    return replace(
        settings, **own, safety=replace(settings.safety, **words), document=document, below=settings
    )


def dropped_warnings(above: object, below: object) -> Iterator[Diagnostic]:
    """A stretch of an edition warns of all that the guide's own warns of."""
    if not (isinstance(above, Stretch) and isinstance(below, Stretch)):
        return  # another kind of page, or one of the two cannot be used
    for key, words in _WARNINGS.items():
        for name in getattr(below, key):
            if name not in getattr(above, key):
                message = f"This page {words.format(name)}."
                hint = f"Put it back under `{key}`; an edition can add to what warns a reader."
                span = above.document.key_span_of(key)
                yield Diagnostic(codes.DROPPED_WARNING, message, above.source_file, span, hint)
