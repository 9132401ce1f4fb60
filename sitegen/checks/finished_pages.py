"""The finished pages, read as a browser would: notices shown, links whole, addresses unique."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from sitegen import codes
from sitegen.checks.markdown_source import link_targets
from sitegen.checks.names import NEEDED_PAGES
from sitegen.diagnostics import Diagnostic, SourceFile, suggestion
from sitegen.memory import Memory
from sitegen.model import LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.model import Document, Guide, Page, SafetyWords, Settings

LINE_CLASS = "guide-safety-line"
NOTICE_CLASS = "guide-safety-notice"
EMERGENCY_CLASS = "emergency"
NOT_FOUND_PAGE = "404.html"
_SAFETY_PAGE = "safety/index.html"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LEFT_OUT = re.compile("^[\x00-\x20]+|[\t\n\r]")
# Browsers keep what is there for a year.
_ASSETS = "assets/"
_HIDDEN = ("[hidden]", '[aria-hidden="true"]', "template", "noscript")


class ReadPage(NamedTuple):
    """What a finished page shows.

    Attributes:
        texts: Text that a reader sees in each class that the checks look for, without white space.
        ids: Every id.
        links: Every `href` and `src`, each once, in the order of the page.
    """

    texts: Mapping[str, str]
    ids: frozenset[str]
    links: tuple[str, ...]


FinishedPages: TypeAlias = "tuple[tuple[Page, ReadPage], ...]"
"""Every file of the website; one that is no page shows nothing and links nowhere."""

_NO_PAGE = ReadPage({}, frozenset(), ())
_PAYS_FROM = 400


def read_pages(pages: Iterable[Page], owner: Path | None = None) -> FinishedPages:
    """Read finished pages, or remember what they showed.

    Args:
        pages: Every file of the website.
        owner: The folder of the guide; None where nothing is to be remembered.
    """
    files = tuple(pages)
    contents = [page.content for page in files if page.is_html]
    if owner:
        memory = Memory("finished-pages", owner)
        keys = [page.digest.hex() for page in files if page.is_html]
        reads = iter(memory.map(read_page, contents, keys, pays_from=_PAYS_FROM))
        memory.keep()
    else:
        reads = map(read_page, contents)
    return tuple((page, next(reads) if page.is_html else _NO_PAGE) for page in files)


def read_page(content: bytes) -> ReadPage:
    """Read a finished page as a browser would, without what it hides."""
    tree = LexborHTMLParser(content)
    ids = frozenset(str(node.attributes["id"]) for node in tree.css("[id]"))
    nodes = tree.css("[href], [src]")
    links = (node.attributes.get("href") or node.attributes.get("src") for node in nodes)
    for selector in _HIDDEN:
        for node in tree.css(selector):
            node.decompose()
    texts = {name: _text(tree, name) for name in (LINE_CLASS, NOTICE_CLASS, EMERGENCY_CLASS)}
    return ReadPage(texts, ids, tuple(dict.fromkeys(link for link in links if link)))


def _text(tree: LexborHTMLParser, name: str) -> str:
    """The text of every element of a class, without white space."""
    return _squeezed(" ".join(node.text(deep=True) for node in tree.css(f".{name}")))


def _squeezed(text: str) -> str:
    """A text without white space: how markup breaks it up does not count."""
    return "".join(text.split())


def _source(page: Page) -> SourceFile:
    return page.source or SourceFile(page.path)


def check_addresses_are_unique(guide: Guide, pages: FinishedPages) -> Iterator[Diagnostic]:  # noqa: ARG001
    """No two pages have the same address, on a disk that ignores case too."""
    first: dict[str, Page] = {}
    for page, _ in pages:
        if page.source and page.path.startswith(_ASSETS):
            message = f"The address `/{_ASSETS}` is that of the guide's own styles and scripts."
            yield Diagnostic(codes.ADDRESS_TAKEN, message, page.source, hint="Rename this file.")
        other = first.setdefault(page.path.lower(), page)
        if other is not page:
            where = (
                f"`{other.source.path}`" if other.source else "a page that the build makes itself"
            )
            address = page.path.removesuffix("index.html")
            message = f"The address `/{address}` is taken by {where}."
            hint = "Rename one of the two." if other.source else "Rename this file."
            yield Diagnostic(codes.ADDRESS_TAKEN, message, _source(page), hint=hint)


def check_notice_is_shown(guide: Guide, pages: FinishedPages) -> Iterator[Diagnostic]:
    """Every page shows the safety line and the whole safety notice, where a reader sees them."""
    for settings, its_pages in _by_language(guide, pages):
        yield from _without_notice(settings.safety, its_pages)


def _by_language(guide: Guide, pages: FinishedPages) -> Iterator[tuple[Settings, FinishedPages]]:
    """The pages of each language, with what they have to say."""
    tags = guide.translations
    sorted_out: dict[str, list[tuple[Page, ReadPage]]] = {"": [], **{tag: [] for tag in tags}}
    for page, read in pages:
        tag = page.path.partition("/")[0]
        sorted_out[tag if tag in tags else ""].append((page, read))
    yield guide.settings, tuple(sorted_out[""])
    for tag, translation in tags.items():
        yield translation.guide.settings, tuple(sorted_out[tag])


def _without_notice(safety: SafetyWords, pages: FinishedPages) -> Iterator[Diagnostic]:
    """What of the notice is not on some of these pages."""
    whole = (safety.line, safety.stop_line, *safety.notice)
    wanted = [(LINE_CLASS, safety.line), *((NOTICE_CLASS, text) for text in whole)]
    for name, sentence in wanted:
        text = _squeezed(sentence)
        bare = [page for page, read in pages if page.is_html and text not in read.texts[name]]
        if bare:
            # Pages share templates: one fault of a template is one finding.
            where = f"{len(bare)} finished pages, such as `{bare[0].path}`, do"
            where = where if bare[1:] else f"The finished page `{bare[0].path}` does"
            message = f"{where} not show “{sentence}”"
            hint = f"Its template must show it, unhidden, in an element of class `{name}`."
            yield Diagnostic(codes.MISSING_NOTICE, message, SourceFile(bare[0].path), hint=hint)


def check_red_flags_are_shown(guide: Guide, pages: FinishedPages) -> Iterator[Diagnostic]:
    """The safety page says when to get help at once."""
    everywhere = {_SAFETY_PAGE, *(f"{tag}/{_SAFETY_PAGE}" for tag in guide.translations)}
    for page, read in pages:
        if page.path in everywhere and len(read.texts.get(EMERGENCY_CLASS, "")) < 1:
            message = "The safety page has no emergency callout."
            hint = 'Write a callout `!!! emergency "…"` with the signs.'
            yield Diagnostic(codes.MISSING_RED_FLAGS, message, _source(page), hint=hint)


def check_links_lead_somewhere(guide: Guide, pages: FinishedPages) -> Iterator[Diagnostic]:
    """Every link inside the site leads to a page, and to a place on it, that is there.

    A broken link is reported where it is written, or, if a template wrote it, once.
    """
    broken = _broken_links(guide, pages)
    is_written: set[str] = set()
    for page, document in _documents(guide, pages):
        for target, span in link_targets(document):
            link = _target_of(guide, page, target)
            problem = broken.get(link) if link else None
            if link and problem:
                is_written |= {link.at, target}
                hint = _link_hint(guide, link)
                yield Diagnostic(codes.BROKEN_LINK, problem.words, document.source, span, hint)
    is_written |= {f"/areas/{name}/" for item in guide.stretches.values() for name in item.areas}
    for link, problem in broken.items():
        # An area or a muscle that a stretch names is reported as an unknown name.
        of_a_muscle = link.path == "glossary/index.html"
        if is_written.isdisjoint({link.at, problem.href}) and not of_a_muscle:
            hint = "It is written in a template."
            source = SourceFile(problem.page.path)
            yield Diagnostic(codes.BROKEN_LINK, problem.words, source, hint=hint)


def check_links_run_no_code(guide: Guide, pages: FinishedPages) -> Iterator[Diagnostic]:  # noqa: ARG001
    """No link of a finished page is of a kind that could run code, whatever it was made from."""
    seen: set[str] = set()
    for page, read in pages:
        for link in set(read.links) - seen:
            seen.add(link)
            # A browser leaves out the control characters and spaces that stand in the way.
            scheme = _SCHEME.match(_LEFT_OUT.sub("", link))
            if scheme and scheme[1].lower() not in LINK_SCHEMES:
                message = f"A link of the kind `{scheme[1]}:` is not allowed."
                hint = "Look for it in guide.yaml, sources.yaml and the templates."
                yield Diagnostic(codes.UNSAFE_LINK, message, _source(page), hint=hint)


class _Target(NamedTuple):
    """Where a link inside the site leads: a file of the site, and a place in it or ""."""

    path: str
    fragment: str

    @property
    def at(self) -> str:
        """The address from the root."""
        place = f"#{self.fragment}" if self.fragment else ""
        return f"/{self.path.removesuffix('index.html')}{place}"


@dataclass(frozen=True, slots=True)
class _Broken:
    """A link that leads nowhere: the first page that has it, as written there, and why."""

    page: Page
    href: str
    words: str


def _broken_links(guide: Guide, pages: FinishedPages) -> dict[_Target, _Broken]:
    """Every target that some page links to and that is not there.

    A page that could not be read or rendered is reported as such, and not its links.
    """
    ids: dict[str, frozenset[str]] = {}
    for page, read in pages:
        if page.is_html:  # an address may be taken twice
            ids[page.path] = ids.get(page.path, frozenset()) | read.ids
    paths = {page.path for page, _ in pages} | set(_promised(guide))
    broken: dict[_Target, _Broken] = {}
    for target, (page, href) in _targets(guide, pages).items():
        if target.path not in paths:
            words = f"The link `{target.at}` leads to a page that this guide does not have."
        elif target.fragment and target.path in ids and target.fragment not in ids[target.path]:
            words = f"The link `{target.at}` leads to a place that its page does not have."
        else:
            continue
        if not _is_reported(guide, target):
            broken[target] = _Broken(page, href, words)
    return broken


def _targets(guide: Guide, pages: FinishedPages) -> dict[_Target, tuple[Page, str]]:
    """Where links inside the site lead, each with the first page that has one, as written there."""
    targets: dict[_Target, tuple[Page, str]] = {}
    from_root: set[str] = set()
    # A page that somebody wrote is easier to mend than one that gathers what others say.
    for page, read in sorted(pages, key=lambda each: each[0].source is None):
        up = "../" * page.path.count("/")
        for href in read.links:
            # Nearly all links go up to the root, and from there lead to the same on every page.
            at = href.removeprefix(up) if up and href.startswith(up) else ""
            if at and at in from_root:
                continue
            from_root.add(at)
            if target := _target_of(guide, page, href):
                targets.setdefault(target, (page, href))
    return targets


def _documents(guide: Guide, pages: FinishedPages) -> Iterator[tuple[Page, Document]]:
    """Every content file that has a page of its own, with the first of its pages."""
    kinds = (guide.stretches, guide.areas, guide.routines, guide.pages)
    documents = {item.source_file.path: item.document for kind in kinds for item in kind.values()}
    for page, _ in pages:
        if page.source and (document := documents.pop(page.source.path, None)):
            yield page, document


def _promised(guide: Guide) -> Iterator[str]:
    """The pages that a guide has; one that is missing is the fault of a template, reported."""
    yield "index.html"
    for name in ("stretches", "areas", "routines", "guide", "glossary", "sources"):
        yield f"{name}/index.html"
    for kind in ("stretches", "areas", "routines"):
        yield from (f"{kind}/{slug}/index.html" for slug in getattr(guide, kind))
    yield from (f"{slug}/index.html" for slug in guide.pages)


def _is_reported(guide: Guide, target: _Target) -> bool:
    """Whether a target is missing because of what the checks of the guide report."""
    kind, _, name = target.path.removesuffix("/index.html").rpartition("/")
    is_needed_page = kind == "" and name in NEEDED_PAGES and name not in guide.pages
    return is_needed_page or guide.has_unusable(kind or "pages", name)


def _target_of(guide: Guide, page: Page, href: str) -> _Target | None:
    """Where a link on a page leads; None for a link to elsewhere."""
    if _SCHEME.match(href):
        return None
    path, _, fragment = unquote(href).partition("#")
    path = path.partition("?")[0]
    base = "/" + guide.settings.address.split("/", 3)[3]
    if page.path == NOT_FOUND_PAGE and path.startswith(base):
        path = path.removeprefix(base)
    elif path.startswith("/"):
        path = path[1:]
    elif path:
        path = posixpath.join(posixpath.dirname(page.path), path)
        path = posixpath.normpath(path) + ("/" if path.endswith("/") else "")
    else:
        path = page.path
    is_folder = path == "" or path.endswith("/")
    if "=" in fragment:  # read by a script of that page: it names no place
        fragment = ""
    return _Target(path.removeprefix("./") + ("index.html" if is_folder else ""), fragment)


def _link_hint(guide: Guide, link: _Target) -> str:
    """What the writer of a broken link may have meant."""
    known = [f"/{path.removesuffix('index.html')}" for path in _promised(guide)]
    kind, _, name = link.path.removesuffix("/index.html").rpartition("/")
    if guide.has_draft(kind or "pages", name):
        return "That page is a draft. Take `draft: true` off it, or build with --drafts."
    if link.at.partition("#")[0] in known:
        return "Look at the address of the heading that you mean."
    near = suggestion(link.at, known)
    return near or "Pages of the guide are linked from the root, as in `/stretches/chin-tuck/`."
