"""Pages in other languages to a guide in each: words from their files, all else from the original.

`guide.es.yaml` begins a language, and `ear-to-shoulder.es.md` beside its original is a page in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from sitegen import codes
from sitegen.diagnostics import START, Diagnostic, SourceFile, too_slow
from sitegen.load.body import body_is_usable
from sitegen.load.fields import read_fields
from sitegen.load.files import (
    TRANSLATED_GUIDE,
    TRANSLATED_PAGE,
    Finds,
    read_source,
)
from sitegen.load.front_matter import read_document
from sitegen.load.placed_yaml import read_mapping
from sitegen.load.read_file import FOLDER_OF
from sitegen.load.steps import split_body
from sitegen.model import (
    Caution,
    CautionWords,
    Document,
    Guide,
    GuidePage,
    GuideWords,
    PageWords,
    Routine,
    RoutineWords,
    SafetyWords,
    Settings,
    Stretch,
    StretchWords,
    Translated,
    Translation,
    captions_of,
    mark_of,
    with_captions,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.layers import Layers
    from sitegen.memory import Memory

ItemT = TypeVar("ItemT", Stretch, Routine, GuidePage, Caution)

_OF = "00000000"
_TEXT = "Missing"
_SAFETY = SafetyWords(line=_TEXT, stop_line=_TEXT, notice=(), stop=())
_WORDS: Mapping[type, tuple[type[Translated], Translated]] = {
    Stretch: (
        StretchWords,
        StretchWords(of=_OF, title=_TEXT, summary=_TEXT, in_short=_TEXT, feel=_TEXT),
    ),
    Routine: (RoutineWords, RoutineWords(of=_OF, title=_TEXT, summary=_TEXT, when=_TEXT)),
    GuidePage: (PageWords, PageWords(of=_OF, title=_TEXT, summary=_TEXT)),
    Caution: (CautionWords, CautionWords(of=_OF, title=_TEXT, short="x", who=_TEXT, sentence="x")),
}
_GUIDE = GuideWords(of=_OF, language_name="x", tagline=_TEXT, emergency=(), safety=_SAFETY)
_SAFETY_PAGE = "safety"


@dataclass(frozen=True, slots=True)
class WordsFile:
    """What a file of words came to; none of them where it cannot be read."""

    document: Document
    words: Any = None
    faults: tuple[Diagnostic, ...] = ()


def read_words_file(model: type, source: SourceFile) -> WordsFile:
    """Read a page in another language, by itself."""
    finds = Finds()
    kind, blank = _WORDS[model]
    read = read_document(source, finds)
    if read is None:
        return WordsFile(Document(source), faults=tuple(finds.diagnostics))
    document, values = read
    words = None
    if body_is_usable(document, finds):
        words = read_fields(kind, values, document, finds, blank=blank)
    return WordsFile(document, words, tuple(finds.diagnostics))


def unread_words(source: SourceFile) -> WordsFile:
    """What stands for a file that took too long to read."""
    return WordsFile(Document(source), faults=(too_slow(source),))


def read_guide_words(source: SourceFile) -> WordsFile:
    """Read the file that begins a language."""
    finds = Finds()
    placed = read_mapping(source.text, 1, source, finds)
    if placed is None:
        return WordsFile(Document(source), faults=tuple(finds.diagnostics))
    document = Document(source, placed.places)
    words = read_fields(GuideWords, placed.values, document, finds, blank=_GUIDE)
    return WordsFile(document, words, tuple(finds.diagnostics))


def load_translations(
    content: Layers, guide: Guide, memory: Memory, finds: Finds
) -> dict[str, Translation]:
    """Read every language.

    Args:
        content: The folder of the Markdown, with an edition above it where there is one.
        guide: The guide that is translated.
        memory: Of what each file came to.
        finds: Takes what is wrong.
    """
    languages = {
        found["language"]: path
        for name, path in content.paths("guide.*.yaml").items()
        if (found := TRANSLATED_GUIDE.fullmatch(name))
    }
    pages: dict[str, list[tuple[type, str, Path]]] = {language: [] for language in languages}
    for model, folder in FOLDER_OF.items():
        for path in content.paths(f"{folder}/*.*.md").values():
            found = TRANSLATED_PAGE.fullmatch(path.name)
            if found is None or path.name.startswith("."):
                continue
            if found["language"] not in languages or model not in _WORDS:
                message = f"The guide is not in the language `{found['language']}`."
                if model not in _WORDS:
                    message = "Body areas are in the language of the guide alone."
                hint = f"Write `guide.{found['language']}.yaml` first, or delete this file."
                finds.add(codes.UNKNOWN_LANGUAGE, message, SourceFile(path.as_posix()), hint=hint)
                continue
            pages[found["language"]].append((model, found["slug"], path))
    readers = (
        _Translator(language, path, guide, memory, finds) for language, path in languages.items()
    )
    return {
        reader.language: translation
        for reader in readers
        if (translation := reader.translation(pages[reader.language]))
    }


class _Translator:
    """Puts the words of one language in place of those of the originals."""

    def __init__(
        self, language: str, path: Path, guide: Guide, memory: Memory, finds: Finds
    ) -> None:
        self.language = language
        self.path = path
        self.guide = guide
        self.memory = memory
        self.finds = finds
        self.unchecked: set[tuple[str, str]] = set()

    def translation(self, pages: list[tuple[type, str, Path]]) -> Translation | None:
        """The guide in this language; None where its own file cannot be used."""
        file = self.read(self.path, read_guide_words, "guide")
        if file is None or file.words is None:
            return None
        words: GuideWords = file.words
        settings = self.settings(words, file.document)
        self.note_check(words, "", "")
        made: dict[str, dict[str, Any]] = {FOLDER_OF[model]: {} for model in _WORDS}
        for model, slug, path in pages:
            item = self.page(model, slug, path)
            if item:
                made[FOLDER_OF[model]][slug] = item
        stretches = _in_order(self.guide.stretches, made["stretches"])
        routines = {
            slug: routine
            for slug, routine in _in_order(self.guide.routines, made["routines"]).items()
            if all(entry.stretch in stretches for entry in routine.stretches)
        }
        guide = Guide(
            settings=settings,
            areas={},
            stretches=stretches,
            routines=routines,
            pages=_in_order(self.guide.pages, made["pages"]),
            # A warning that has no words yet is better than none.
            cautions={**self.guide.cautions, **_in_order(self.guide.cautions, made["cautions"])},
            sources=self.guide.sources,
            glossary={},
        )
        self.report_missing(words, file.document, made)
        return Translation(self.language, words, guide, frozenset(self.unchecked))

    def read(self, path: Path, read: Any, kind: str) -> WordsFile | None:
        """What a file came to; None where it cannot be read."""
        source = read_source(path, self.finds)
        if source is None:
            return None
        key = f"words\0{kind}\0{path}\0{source.text}"
        file: WordsFile
        (file,) = self.memory.map(read, [source], [key], jobs=1, pays_from=2, instead=unread_words)
        self.finds.diagnostics += file.faults
        return file

    def settings(self, words: GuideWords, document: Document) -> Settings:
        """The settings of the guide in this language.

        What an edition adds to them has no words in it yet, and is said in the edition's own.
        """
        settings = self.guide.settings
        original = settings.of_the_guide
        pairs: dict[tuple[str, ...], tuple[int, int]] = {
            ("emergency",): (len(words.emergency), len(original.emergency)),
            ("safety", "notice"): (len(words.safety.notice), len(original.safety.notice)),
            ("safety", "stop"): (len(words.safety.stop), len(original.safety.stop)),
        }
        for place, (ours, theirs) in pairs.items():
            self.compare(document, place, ours, theirs)
        self.compare_marks(document, words.of, words_of(original, self.guide))
        emergency = tuple(
            replace(entry, place=said.place, number=said.number or entry.number)
            for entry, said in zip(original.emergency, words.emergency, strict=False)
        )
        added = settings.safety
        safety = replace(
            words.safety,
            notice=words.safety.notice + added.notice[len(original.safety.notice) :],
            stop=words.safety.stop + added.stop[len(original.safety.stop) :],
        )
        has_own_numbers = settings.emergency != original.emergency
        return replace(
            settings,
            language=self.language,
            tagline=words.tagline,
            safety=safety,
            emergency=settings.emergency if has_own_numbers else emergency,
        )

    def page(self, model: type, slug: str, path: Path) -> Any:
        """An original with other words; None where there is none, or the words cannot be used."""
        folder = FOLDER_OF[model]
        file = self.read(path, partial(read_words_file, model), folder)
        if file is None or file.words is None:
            return None
        originals: Mapping[str, Any] = getattr(self.guide, folder)
        if slug not in originals:
            is_told = self.guide.has_draft(folder, slug) or self.guide.has_unusable(folder, slug)
            if not is_told:
                message = f"There is no `{folder}/{slug}.md` that this could be the words of."
                self.finds.add(codes.NOTHING_TRANSLATED, message, file.document.source)
            return None
        original = originals[slug]
        self.compare_marks(file.document, file.words.of, words_of(original, self.guide))
        self.note_check(file.words, folder, slug)
        return _PUT[model](self, original, file)

    def note_check(self, words: Translated, folder: str, slug: str) -> None:
        """Note that no speaker has checked a page."""
        if not (words.checked_by and words.checked_on):
            self.unchecked.add((folder, slug))

    def compare(self, document: Document, place: tuple[str, ...], ours: int, theirs: int) -> None:
        """Report that there is more or less of something than in the original."""
        if self._is_hurt(document):
            return
        if ours != theirs:
            message = f"`{place[-1]}` has {ours} here and {theirs} in the original."
            span = document.key_span_of(*place)
            self.finds.add(codes.TRANSLATION_DIFFERS, message, document.source, span)

    def _is_hurt(self, document: Document) -> bool:
        """Whether a file has faults of its own: what they left out of it is no difference."""
        path = document.source.path
        return any(
            fault.is_error and fault.source.path == path
            for fault in self.finds.diagnostics
            if fault.code is not codes.TRANSLATION_DIFFERS
        )

    def compare_marks(self, document: Document, mark: str, words: str) -> None:
        """Report that the original has changed."""
        wanted = mark_of(words)
        if mark != wanted:
            message = "The original is not the one of which this is the translation."
            hint = f'Bring its changes in here, then write `of: "{wanted}"`.'
            span = document.span_of("of")
            self.finds.add(codes.STALE_TRANSLATION, message, document.source, span, hint)

    def report_missing(
        self, words: GuideWords, document: Document, made: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Report what the language promises and has not."""
        wanted = {("pages", slug): ("pages",) for slug in (_SAFETY_PAGE, *words.pages)}
        self._report_missing_cautions(document, made["cautions"])
        for slug in words.routines:
            wanted["routines", slug] = ("routines",)
            routine = self.guide.routines.get(slug)
            for entry in routine.stretches if routine else ():
                wanted["stretches", entry.stretch] = ("routines",)
        for (folder, slug), place in wanted.items():
            original = getattr(self.guide, folder).get(slug)
            is_draft = original is not None and original.draft  # nobody translates that yet
            if slug not in made[folder] and not is_draft:
                message = f"`{folder}/{slug}.{self.language}.md` is not there."
                span = document.key_span_of(*place)
                self.finds.add(codes.MISSING_TRANSLATION, message, document.source, span)

    def _report_missing_cautions(self, document: Document, made: Mapping[str, Any]) -> None:
        """Report those without words, all at once: every page of the language may show them."""
        missing = [
            f"{slug}.{self.language}.md"
            for slug, caution in self.guide.cautions.items()
            if slug not in made and not caution.draft
        ]
        if missing:
            message = f"Cautions without words in this language: `{'`, `'.join(missing)}`."
            hint = "Write them in `cautions/`; until then each is said in the original's language."
            span = document.key_span_of("language_name")
            self.finds.add(codes.MISSING_TRANSLATION, message, document.source, span, hint)


def _stretch(translator: _Translator, original: Stretch, file: WordsFile) -> Stretch:
    words: StretchWords = file.words
    document: Document = file.document
    body = split_body(document)
    for place, ours, theirs in (
        ("mistakes", words.mistakes, original.mistakes),
        ("stop_if", words.stop_if, original.stop_if),
        ("captions", words.captions, captions_of(original)),
    ):
        translator.compare(document, (place,), len(ours), len(theirs))
    if len(body.steps) != len(original.steps):
        _report_body(translator, document, "steps", len(body.steps), len(original.steps))
    ways = {
        name: _way(translator, document, name, getattr(words, name), getattr(original, name))
        for name in ("easier", "harder")
    }
    captions = words.captions if len(words.captions) == len(captions_of(original)) else ()
    return replace(
        with_captions(original, captions) if captions else original,
        title=words.title,
        summary=words.summary,
        in_short=words.in_short,
        feel=words.feel,
        mistakes=words.mistakes,
        muscles=(),  # the glossary, which says them plainly, is in one language
        stop_if=words.stop_if,
        introduction=body.introduction,
        steps=body.steps,
        closing=body.closing,
        document=document,
        **ways,
    )


def _way(
    translator: _Translator, document: Document, name: str, ours: str | None, theirs: str | None
) -> str | None:
    """An easier or a harder way: a sentence for a sentence, another stretch for itself."""
    if theirs in translator.guide.stretches or theirs is None:
        translator.compare(document, (name,), 1 if ours else 0, 0)
        return theirs
    translator.compare(document, (name,), 1 if ours else 0, 1)
    return ours


def _routine(_: _Translator, original: Routine, file: WordsFile) -> Routine:
    words: RoutineWords = file.words
    return replace(
        original,
        title=words.title,
        summary=words.summary,
        when=words.when,
        document=file.document,
    )


def _page(translator: _Translator, original: GuidePage, file: WordsFile) -> GuidePage:
    words: PageWords = file.words
    for sign, what in (("#", "headings"), ("!!!", "callouts"), ("- ", "items"), ("| ", "rows")):
        ours, theirs = (
            sum(line.strip().startswith(sign) for line in text.splitlines())
            for text in (file.document.body, original.document.body)
        )
        if ours != theirs:
            _report_body(translator, file.document, what, ours, theirs)
    return replace(original, title=words.title, summary=words.summary, document=file.document)


def _caution(_: _Translator, original: Caution, file: WordsFile) -> Caution:
    words: CautionWords = file.words
    return replace(
        original,
        title=words.title,
        short=words.short,
        who=words.who,
        sentence=words.sentence,
        document=file.document,
    )


_PUT: Mapping[type, Any] = {
    Stretch: _stretch,
    Routine: _routine,
    GuidePage: _page,
    Caution: _caution,
}


def _report_body(
    translator: _Translator, document: Document, what: str, ours: int, theirs: int
) -> None:
    message = f"The text has {ours} {what} here and {theirs} in the original."
    span = START._replace(line=document.body_line)
    translator.finds.add(codes.TRANSLATION_DIFFERS, message, document.source, span)


def _in_order(originals: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    """What is translated, in the order of the originals."""
    return {slug: made[slug] for slug in originals if slug in made}
