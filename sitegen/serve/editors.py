"""The link that opens a file in the editor of the person who writes, at the line of a fault."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sitegen.diagnostics import SourceFile, Span

_LIKE_CODE = "{scheme}://file/{{path}}:{{line}}:{{column}}"
EDITORS = {
    **{
        name: _LIKE_CODE.format(scheme=name)
        for name in ("vscode", "vscode-insiders", "vscodium", "cursor", "windsurf", "zed")
    },
    "idea": "idea://open?file=/{path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file=/{path}&line={line}&column={column}",
    "none": "",
}
"""The addresses of editors by name; "none" makes no links."""

_PLACEHOLDERS = ("path", "line", "column")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):[!-~]+", re.IGNORECASE)
# What a browser would open or run itself, instead of handing it to another program.
_OF_BROWSERS = frozenset({
    "about", "blob", "chrome", "data", "file", "filesystem", "ftp", "http", "https", "javascript",
    "mailto", "sms", "tel", "vbscript", "view-source", "ws", "wss",
})  # fmt: skip


class EditorError(ValueError):
    """What was asked for is no editor; the message says what one looks like."""


def editor_address(asked: str) -> str:
    """The address with placeholders that stands for an editor; "" for none.

    Args:
        asked: A name of `EDITORS`, or such an address: `{path}` is the file's path from the root
            of the disk, without its first slash, and `{line}` and `{column}` count from 1.

    Raises:
        EditorError: It is neither.
    """
    if asked in EDITORS:
        return EDITORS[asked]
    scheme = _SCHEME.fullmatch(_PLACEHOLDER.sub("x", asked))
    if not scheme or not asked.startswith(scheme[1]):
        names = ", ".join(EDITORS)
        example = "my-editor://open?file=/{path}&line={line}"
        raise EditorError(f"'{asked}' is neither of {names} nor an address such as {example}")
    if scheme[1].lower() in _OF_BROWSERS:
        raise EditorError(f"a browser opens '{scheme[1]}:' itself; name the scheme of an editor")
    unknown = [name for name in _PLACEHOLDER.findall(asked) if name not in _PLACEHOLDERS]
    if unknown or set("{}") & set(_PLACEHOLDER.sub("", asked)):
        raise EditorError("only {path}, {line} and {column} may stand in braces")
    if "{path}" not in asked:
        raise EditorError("the address needs {path}, the file to open")
    return asked


@dataclass(frozen=True)
class Editor:
    """The editor that links open.

    Attributes:
        address: As `editor_address` gives it.
        folder: The folder from which the paths of files are told.
    """

    address: str = ""
    folder: str = ""

    def link(self, source: SourceFile, span: Span) -> str:
        """The address that opens a place in a file; "" where there is no editor or no such file.

        A file that could not be read has no text, and may not be there.
        """
        if not self.address or not source.text:
            return ""
        drive, path = os.path.splitdrive(os.path.abspath(os.path.join(self.folder, source.path)))  # noqa: PTH100, PTH118 - pathlib leaves `..` in
        path = quote(path.replace(os.sep, "/").lstrip("/"), safe="/", errors="replace")
        values = {
            "path": f"{drive}/{path}" if drive else path,
            "line": str(span.line),
            "column": str(span.column),
        }
        return _PLACEHOLDER.sub(lambda found: values[found[1]], self.address)
