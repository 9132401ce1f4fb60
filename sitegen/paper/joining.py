"""Several tagged PDFs made one: pages, links, bookmarks, and what a screen reader follows.

Files of WeasyPrint's making are understood, and no others.  A part knows where its own anchors are;
a link to another part comes as an address on `ELSEWHERE`.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ELSEWHERE = "https://another-part.invalid/"
"""What a link to an anchor of another part begins with, up to its `#`."""

# What stands in a PDF is whatever was written there; ours is known.
Object: TypeAlias = Any
Anchors: TypeAlias = dict[str, Object]


def pages_of_anchors(content: bytes) -> tuple[int, dict[str, int]]:
    """How many pages a PDF has, and on which of them each anchor is, from 0."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        indexes = {page.objgen: index for index, page in enumerate(pdf.pages)}
        places = {name: indexes[place[0].objgen] for name, place in _anchors(pdf.Root).items()}
        return len(pdf.pages), places


def join(parts: Sequence[bytes]) -> bytes:
    """Make one PDF; the same bytes each time.

    What the whole is called, its language and what it declares are those of the first part, whose
    first bookmark becomes the root of all others.
    """
    with Pdf.open(io.BytesIO(parts[0])) as whole:
        anchors = _anchors(whole.Root)
        with whole.open_outline() as outline:
            for content in parts[1:]:
                with Pdf.open(io.BytesIO(content)) as part:
                    _append(whole, part, anchors)
                    outline.root[0].children += _bookmarks(whole, part)
        _lead_within(whole, anchors)
        _share_fonts(whole)
        file = io.BytesIO()
        whole.save(
            file,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
    return file.getvalue()


def _anchors(root: Object) -> Anchors:
    """Where in a file each of its anchors is."""
    names: Object = root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}


def _append(whole: Pdf, part: Pdf, anchors: Anchors) -> None:
    """Append the pages of a part, its anchors and its structure."""
    # Pages first: what is copied later refers to them.
    for page in part.pages:
        whole.pages.append(page)
    for name, place in _anchors(_copied(whole, part)).items():
        anchors.setdefault(name, place)
    tree, added = whole.Root.StructTreeRoot, whole.copy_foreign(part.Root.StructTreeRoot)
    document = tree.K[0]
    for element in added.K[0].K:
        element.P = document
        document.K.append(element)
    numbers = tree.ParentTree.Nums
    start = int(numbers[-2]) + 1
    for at in range(0, len(added.ParentTree.Nums), 2):
        numbers.append(start + int(added.ParentTree.Nums[at]))
        numbers.append(added.ParentTree.Nums[at + 1])
    for page in whole.pages[-len(part.pages) :]:
        page.obj.StructParents = start + int(page.obj.StructParents)
        for annotation in page.obj.get("/Annots", ()):
            annotation.StructParent = start + int(annotation.StructParent)


def _copied(whole: Pdf, part: Pdf) -> Object:
    """The names of a part, as objects of the whole that refer to its pages."""
    names = Dictionary(Names=part.Root.get("/Names", Dictionary()))
    return whole.copy_foreign(part.make_indirect(names))


def _bookmarks(whole: Pdf, part: Pdf) -> Iterator[OutlineItem]:
    """The bookmarks of a part, leading into the whole."""
    shift = len(whole.pages) - len(part.pages)
    indexes: dict[Object, int] = {page.objgen: i for i, page in enumerate(part.pages)}

    def moved(item: OutlineItem) -> OutlineItem:
        destination: Object = item.destination
        page, *place = destination
        target = Array([whole.pages[shift + indexes[page.objgen]].obj, *place])
        copy = OutlineItem(item.title, target)
        copy.is_closed = item.is_closed
        copy.children += [moved(child) for child in item.children]
        return copy

    with part.open_outline() as outline:
        yield from [moved(item) for item in outline.root]


def _lead_within(whole: Pdf, anchors: Anchors) -> None:
    """Give the whole all anchors, and have links from part to part lead to them.

    Raises:
        KeyError: A link leads to an anchor that no part has.
    """
    for page in whole.pages:
        annotations: Object = page.obj.get("/Annots", ())
        for annotation in annotations:
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address.startswith(ELSEWHERE):
                name = address.removeprefix(f"{ELSEWHERE}#")
                anchors[name]  # a link into nothing is a fault of ours
                del annotation.A
                annotation.Dest = annotation.Contents = String(name)
    names = Array()
    for name, place in sorted(anchors.items()):
        names.extend([String(name), place])
    whole.Root.Names = Dictionary(Dests=Dictionary(Names=names))


def _share_fonts(whole: Pdf) -> None:
    """Keep one copy of each font file."""
    files: dict[bytes, Object] = {}
    objects: Object = whole.objects
    for item in objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile2", "/FontFile3"):
                if key in item:
                    item[key] = files.setdefault(item[key].read_raw_bytes(), item[key])
