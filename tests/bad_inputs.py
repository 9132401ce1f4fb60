"""Bad inputs: what each does to the small guide, and what is to be said of it.

A thing that nobody means to write, or that somebody means to harm with.  Whatever is not refused
is built: then the status is 0, and nothing worse came of it than an odd page.
"""

from __future__ import annotations

import gzip
import os
import socket
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTE = 1_000_000
BUILT, FAULTS, WRONG_USE = 0, 1, 2
PAGE = "content/pages/about.md"
STRETCH = "content/stretches/chin-to-chest.md"
ROUTINE = "content/routines/morning.md"
SETTINGS = "content/guide.yaml"
SOURCES = "content/sources.yaml"
GLOSSARY = "content/glossary.yaml"
CAUTION = "content/cautions/dizziness.md"


class BadInput(NamedTuple):
    """One bad input.

    Attributes:
        name: What it is.
        spoil: Changes the folder of a guide: content/ and, where it is asked for, templates/.
        said: What the output has to have in it: a code in brackets, or some words.
        status: How the build ends.
        words: The command line.
        needs: What the folder has to have beside content/, or the system has to be able to do.
    """

    name: str
    spoil: Callable[[Path], object]
    said: str
    status: int = FAULTS
    words: tuple[str, ...] = ()
    needs: str = ""


def file(path: str, text: str | bytes) -> Callable[[Path], object]:
    """A file in place of what is there."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return lambda folder: (folder / path).write_bytes(data)


def edit(path: str, old: str, new: str) -> Callable[[Path], object]:
    """Another text in one place of a file."""

    def spoil(folder: Path) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text, (path, old)
        (folder / path).write_text(text.replace(old, new, 1), "utf-8", newline="")

    return spoil


def front(text: str) -> Callable[[Path], object]:
    """A stretch with this as its front matter."""
    return file(STRETCH, f"---\n{text}\n---\n1. Sit.\n")


def value(key: str, text: str) -> Callable[[Path], object]:
    """A stretch whose front matter has another value for one key, or one key more."""

    def spoil(folder: Path) -> None:
        lines = (folder / STRETCH).read_text("utf-8").split("\n")
        kept = [line for line in lines if not line.startswith(f"{key}:")]
        (folder / STRETCH).write_text("\n".join([kept[0], f"{key}: {text}", *kept[1:]]), "utf-8")

    return spoil


def body(text: str) -> Callable[[Path], object]:
    """A page with this as its text."""
    return file(PAGE, f"---\ntitle: About\nsummary: Who makes this guide.\norder: 5\n---\n{text}\n")


def figure(text: str) -> Callable[[Path], object]:
    """A stretch with this as its figure."""
    return value("figure", text)


def link(path: str, target: str) -> Callable[[Path], object]:
    """A link in place of what is there."""
    return each(gone(path), lambda folder: (folder / path).symlink_to(target))


def emptied(path: Path) -> None:
    """Take away a file, or a folder with what is in it."""
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            emptied(inner)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def each(*spoils: Callable[[Path], object]) -> Callable[[Path], object]:
    """Several of these, one after the other."""

    def spoil(folder: Path) -> None:
        for one in spoils:
            one(folder)

    return spoil


def gone(path: str) -> Callable[[Path], object]:
    """Nothing in place of what is there."""
    return lambda folder: emptied(folder / path)


def made_folder(path: str) -> Callable[[Path], object]:
    """A folder in place of what is there."""
    return lambda folder: (folder / path).mkdir()


def pipe(path: str) -> Callable[[Path], object]:
    """A named pipe in place of what is there."""
    return each(gone(path), lambda folder: os.mkfifo(folder / path))


def device(path: str) -> Callable[[Path], object]:
    """A device that never ends, in place of what is there."""

    def spoil(folder: Path) -> None:
        emptied(folder / path)
        os.mknod(folder / path, 0o020666, os.makedev(1, 5))

    return spoil


def listening(path: str) -> Callable[[Path], object]:
    """A socket in place of what is there."""

    def spoil(folder: Path) -> None:
        emptied(folder / path)
        here = os.open(".", os.O_RDONLY)
        os.chdir((folder / path).parent)  # a socket's whole path may have a hundred characters
        with socket.socket(socket.AF_UNIX) as made:
            made.bind((folder / path).name)
        os.chdir(here)
        os.close(here)

    return spoil


def beside(path: str | bytes, text: str = "x") -> Callable[[Path], object]:
    """One file more."""

    def spoil(folder: Path) -> None:
        name = os.path.join(os.fsencode(folder), os.fsencode(path))  # noqa: PTH118 - bytes
        os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120 - the same
        with open(name, "wb") as made:  # noqa: PTH123 - the same
            made.write(text.encode())

    return spoil


def at_most(unit: str, characters: int = 60_000, lines: int = 1_900) -> str:
    """A text that is just within what a page may hold."""
    times = min(characters // len(unit), lines // max(unit.count("\n"), 1))
    return unit * times


def laughs() -> str:
    """Nine lines that would unfold to a thousand million words."""
    above = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9))
    return "\n".join(["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]", *above])


def nothing(_: Path) -> None:
    """The guide as it is: the command line is what is bad."""


def many(number: int, make: Callable[[int], str]) -> str:
    """The same for many numbers."""
    return "".join(map(make, range(number)))


LONG_NAME = "a" * 60_000
WIDE = "|".join("a" * 8_000)
TABLE = f"{WIDE}\n{'|'.join('-' * 8_000)}\n"
ESCAPE = b"\x1b]0;owned\x07"

YAML = (
    BadInput("billion laughs", front(laughs()), "[yaml-feature]"),
    BadInput("a list inside itself", front("a: &a [*a]"), "[yaml-feature]"),
    BadInput("merge key", front("a: &a {b: 1}\nc:\n  <<: *a"), "[yaml-feature]"),
    BadInput("merge key without alias", value("<<", "{title: b}"), "[unknown-key]"),
    BadInput("python object", front("a: !!python/object/apply:os.system [id]"), "[yaml-feature]"),
    BadInput("python name", front("!!python/name:os.system"), "[yaml-feature]"),
    BadInput("own tag", value("title", "!secret x"), "[yaml-feature]"),
    BadInput("binary tag", value("title", "!!binary aGk="), "[yaml-feature]"),
    BadInput("set tag", value("areas", "!!set {neck}"), "[yaml-feature]"),
    BadInput("50,000 brackets", front("a: " + "[" * 50_000), "[too-large]"),
    BadInput("closed brackets", front("a: " + "[" * 9_000 + "]" * 9_000), "[too-large]"),
    BadInput("braces", front("a: " + "{a: " * 15_000), "[too-large]"),
    BadInput("hyphens on a line", front("a:\n- " + "- ? " * 15_000), "[too-large]"),
    BadInput("indents", front("a:\n" + many(300, lambda n: " " * n + "-\n")), "[too-large]"),
    BadInput("question marks", front("? " * 30_000), "[too-large]"),
    BadInput("64,001 characters", front("title: " + "a" * 64_001), "[too-large]"),
    BadInput("huge whole number", value("level", "9" * 5_000), "[wrong-type]"),
    BadInput("huge exponent", value("level", "1e999"), "[wrong-type]"),
    BadInput("not a number", value("level", ".nan"), "[wrong-type]"),
    BadInput("infinity", value("level", ".inf"), "[wrong-type]"),
    BadInput("octal", value("level", "0o1"), "[wrong-type]"),
    BadInput("old octal", value("level", "010"), "[wrong-type]"),
    BadInput("hexadecimal", value("level", "0x1"), "[wrong-type]"),
    BadInput("base sixty", value("level", "1:30"), "[wrong-type]"),
    BadInput("negative", value("level", "-1"), "[wrong-value]"),
    BadInput("30 February", value("reviewed_on", "2026-02-30"), "[impossible-date]"),
    BadInput("year 0", value("reviewed_on", "0000-01-01"), "[impossible-date]"),
    BadInput("last year of all", value("reviewed_on", "9999-12-31"), "[half-a-review]"),
    BadInput("time", value("reviewed_on", "2026-01-01T00:00:00Z"), "[wrong-type]"),
    BadInput("doubled key", front("title: a\ntitle: b"), "[duplicate-key]"),
    BadInput("list as a key", front("? [a, b]\n: c"), "[yaml-feature]"),
    BadInput("keys as a key", front("? {a: b}\n: c"), "[yaml-feature]"),
    BadInput("number as a key", front("1: a"), "[unknown-key]"),
    BadInput("nothing as a key", front(": a"), "[yaml-syntax]"),
    BadInput("key of 60,000 letters", front(f'"{LONG_NAME}": 1'), "[yaml-syntax]"),
    BadInput("10,000 keys", front(many(9_000, lambda n: f"k{n}: \n")), "[too-large]"),
    BadInput("100 unknown keys", front(many(100, lambda n: f"titl{n}: 1\n")), "[unknown-key]"),
    BadInput("tab", front("\ttitle: a"), "[yaml-syntax]"),
    BadInput("two documents", front("title: a\n... \n--- \ntitle: b"), "error["),
    BadInput("a directive", front("%YAML 1.2"), "[yaml-syntax]"),
    BadInput("version 9", front("%YAML 9.9\n--- {}"), "error["),
    BadInput("tag directive", front("%TAG ! tag:evil,2026:"), "[yaml-syntax]"),
    BadInput("comments alone", front("# a\n# b"), "[missing-key]"),
    BadInput("nothing", front(""), "[missing-key]"),
    BadInput("a list", front("- a\n- b"), "[front-matter-not-keys]"),
    BadInput("a sentence", front("Once upon a time."), "[front-matter-not-keys]"),
    BadInput("open quote", front('title: "a'), "[yaml-syntax]"),
    BadInput("open bracket", front("areas: [neck"), "[yaml-syntax]"),
    BadInput("bad escape", front('title: "\\q"'), "[yaml-syntax]"),
    BadInput("escaped NUL", front('title: "\\0"'), "[control-character]"),
    BadInput("escaped surrogate", front('title: "\\uD800"'), "error["),
    BadInput("escape past Unicode", front('title: "\\UFFFFFFFF"'), "[yaml-syntax]"),
    BadInput("orders to a log", front('"a\\n::stop-commands::x": 1'), "a ::stop"),
    BadInput("block text", front("title: |\n" + "  a\n" * 10_000), "error["),
    BadInput("60,000 quotes", front("title: " + "'" * 60_000), "error["),
    BadInput("60,000 backslashes", front('title: "' + "\\" * 60_000 + '"'), "[too-long]"),
    BadInput("60,000 hashes", front("#" * 60_000), "[missing-key]"),
    BadInput("60,000 colons", front(": " * 30_000), "error["),
    BadInput("folded text", front("title: >\n" + "\n  a" * 12_000), "error["),
)

BYTES = (
    BadInput("UTF-16", file(STRETCH, "---\ntitle: é\n---\n".encode("utf-16")), "[not-utf8]"),
    BadInput("UTF-32", file(STRETCH, "---\ntitle: é\n---\n".encode("utf-32")), "error["),
    BadInput("Latin-1", file(STRETCH, "---\ntitle: é\n---\n".encode("latin-1")), "[not-utf8]"),
    BadInput("NUL", file(STRETCH, "---\ntitle: a\0b\n---\n"), "[control-character]"),
    BadInput("lone surrogate", file(STRETCH, "---\ntitle: \ud800\n---\n"), "[not-utf8]"),
    BadInput("overlong UTF-8", file(STRETCH, b"---\ntitle: \xc0\xaf\n---\n"), "[not-utf8]"),
    BadInput("random bytes", file(STRETCH, bytes(range(256)) * 100), "[not-utf8]"),
    BadInput("gzip", file(STRETCH, gzip.compress(b"0" * 50 * MEGABYTE)), "[not-utf8]"),
    BadInput("a PNG", file(STRETCH, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "[not-utf8]"),
    BadInput("empty file", file(STRETCH, b""), "[empty-file]"),
    BadInput("white space alone", file(STRETCH, " \n\t\n" * 1_000), "[empty-file]"),
    BadInput("BOM in the middle", file(STRETCH, "---\ntitle: a\ufeffb\n---\n"), "[control-"),
    BadInput("two BOMs", file(STRETCH, "\ufeff\ufeff---\ntitle: a\n---\n"), "[control-"),
    BadInput("next line", file(STRETCH, "---\ntitle: a\x85b\n---\n"), "[control-character]"),
    BadInput("line separator", file(STRETCH, "---\ntitle: a\u2028b\n---\n"), "[control-"),
    BadInput("text turned round", file(STRETCH, "---\ntitle: a\u202eb\n---\n"), "[control-"),
    BadInput("claim with a gap", file(STRETCH, "---\ntitle: cu\u200bre\n---\n"), "[control-"),
    BadInput("claim in tags", file(STRETCH, "---\ntitle: cure\U000e0041\n---\n"), "[control-"),
    BadInput("soft hyphen", file(STRETCH, "---\ntitle: cu\xadre\n---\n"), "[control-"),
    BadInput("escape of a terminal", file(STRETCH, b"---\ntitle: " + ESCAPE), "[control-"),
    BadInput("old Mac line ends", edit(PAGE, "\n", "\r"), "pages in", BUILT),
    BadInput("Windows line ends", edit(PAGE, "Short", "Short\r\nnew\r\n"), "pages in", BUILT),
    BadInput("never closed", file(STRETCH, "---\ntitle: a\n"), "[unclosed-front-matter]"),
    BadInput("fences alone", file(STRETCH, "---\n---\n"), "[missing-key]"),
    BadInput("100,000 fences", file(STRETCH, "---\n" * 100_000), "error["),
    BadInput("no fence", file(STRETCH, "# A page\n"), "[missing-front-matter]"),
    BadInput("50 MB", file(STRETCH, b"a" * 50 * MEGABYTE), "[too-large]"),
    BadInput("50 MB of lines", file(STRETCH, b"---\n" + b"a\n" * 25 * MEGABYTE), "[too-large]"),
    BadInput("a line of 5 MB", body("a" * 5 * MEGABYTE), "[too-large]"),
)

MARKDOWN = (
    BadInput("100,000 list items", body("- a\n" * 100_000), "[too-large]"),
    BadInput("2,000 list items", body(at_most("- a\n")), "pages in", BUILT),
    BadInput("1,000 list items apart", body(at_most("- a\n\n")), "pages in", BUILT),
    BadInput("100,000 steps", edit(STRETCH, "1. Sit", "1. Sit\n" * 100_000), "[too-large]"),
    BadInput("1,900 steps", edit(STRETCH, "1. Sit", "1. Sit\n" * 1_900), "[too-many-steps]"),
    BadInput("a long step", edit(STRETCH, "1. Sit", "1. " + "sit " * 15_000), "[long-step]"),
    BadInput("10,000 deep quotes", body(">" * 10_000 + " a"), "[bad-markdown]"),
    BadInput("quotes ten deep", body(at_most(">" * 10 + " a\n\n")), "pages in", BUILT),
    BadInput("deep numbers on a line", body("1. " * 9_000), "[bad-markdown]"),
    BadInput("deep bullets on a line", body("+ " * 9_000), "[bad-markdown]"),
    BadInput("quotes and lists on a line", body("> - " * 9_000), "[bad-markdown]"),
    BadInput(
        "indents of a text", body(many(150, lambda n: "    " * n + "- a\n")), "[bad-markdown]"
    ),
    BadInput("ten deep lists", body(at_most(many(10, lambda n: "    " * n + "- a\n"))), "", BUILT),
    BadInput(
        "ten deep boxes", body(many(10, lambda n: "    " * n + "!!! note\n")), "pages in", BUILT
    ),
    BadInput("brackets", body("[" * 50_000), "[bad-markdown]"),
    BadInput("1,000 brackets", body("[" * 1_000), "pages in", BUILT),
    BadInput(
        "images that never end",
        body(at_most("![a](b" + " x" * 15 + "\n", lines=990)),
        "[hard-to-read]",
    ),
    BadInput("100,000 links", body("[a](/floor/)\n" * 100_000), "[too-large]"),
    BadInput("links that lead nowhere", body("[a](/x/)\n" * 900), "[broken-link]"),
    BadInput("100,000 nested brackets", body("[a](" * 100_000), "[too-large]"),
    BadInput("nested brackets", body("[a](" * 900), "[hard-to-read]"),
    BadInput("stars", body("*" * 50_000), "[bad-markdown]"),
    BadInput("stars and words", body("*a " * 900), "[hard-to-read]"),
    BadInput("stars of three kinds", body("***a**b*" * 120), "pages in", BUILT),
    BadInput("underlines", body("_a" * 900), "pages in", BUILT),
    BadInput("backticks", body("`a" * 20_000), "[bad-markdown]"),
    BadInput("backticks of all lengths", body(many(40, lambda n: "`" * n + "a")), "", BUILT),
    BadInput("angles", body("<" * 30_000), "[bad-markdown]"),
    BadInput("tags that never end", body("<a " * 900), "[hard-to-read]"),
    BadInput("comment that never ends", body("<!--" * 900), "pages in", BUILT),
    BadInput("HTML in HTML", body("<div>" * 900), "[hard-to-read]"),
    BadInput("HTML lines", body("<div>\n\n" * 900), "pages in", BUILT),
    BadInput("CDATA", body("<![CDATA[" * 400), "[bad-markdown]"),
    BadInput("processing instructions", body("<?" * 900), "pages in", BUILT),
    BadInput("ampersands", body("&" * 60_000), "pages in", BUILT),
    BadInput("entities", body("&lt;" * 15_000), "[hard-to-read]"),
    BadInput("endless entity", body("&#x" + "9" * 60_000 + ";"), "pages in", BUILT),
    BadInput("backslashes", body("\\" * 60_000), "[bad-markdown]"),
    BadInput("escapes", body("\\!" * 30_000), "[bad-markdown]"),
    BadInput("Python-Markdown's own mark", body("\\2klzzwxh:0000\\3" * 450), "[hard-to-read]"),
    BadInput("fence that never closes", body("```\n" + "a\n" * 900), "[hard-to-read]"),
    BadInput("tilde fences", body("~~~\n" * 900), "pages in", BUILT),
    BadInput("table of 8,000 columns", body(TABLE + "a\n" * 1_000), "[bad-markdown]"),
    BadInput("pipes", body("|" * 60_000), "[bad-markdown]"),
    BadInput("table of 30,000 rows", body("a|b\n-|-\n" + "a|b\n" * 30_000), "[too-large]"),
    BadInput(
        "wide and long table",
        body(f"{'a|' * 19}a\n{'-|' * 19}-\n{'a|a' * 1}\n" + "|||\n" * 1_900),
        "pages in",
        BUILT,
    ),
    BadInput("1,900 headings of one name", body(at_most("# a\n")), "pages in", BUILT),
    BadInput("underlined headings", body(at_most("a\n---\n")), "[hard-to-read]"),
    BadInput("21,000 headings", body("# a\n" * 21_000), "[too-large]"),
    BadInput("references", body(many(900, lambda n: f"[a{n}]: /floor/\n")), "[hard-to-read]"),
    BadInput("references to each other", body("[a]: [b]\n[b]: [a]\n[a][b]"), "error["),
    BadInput("reference without end", body("[a]: " + "x" * 60_000), "pages in", BUILT),
    BadInput("footnotes", body("[^1]\n\n[^1]: [^1]\n" * 150), "[broken-link]"),
    BadInput("boxes of no kind", body("!!! evil\n    a\n\n" * 600), "[unknown-callout]"),
    BadInput("box without a text", body("!!! note\n" * 1_900), "[broken-callout]"),
    BadInput("white space", body("a" + " " * 60_000 + "b"), "pages in", BUILT),
    BadInput("tabs", body("a" + "\t" * 60_000 + "b"), "pages in", BUILT),
    BadInput("blank lines", body("a" + "\n" * 60_000 + "b"), "[too-large]"),
    BadInput("spaces before a line", body(" " * 60_000 + "b"), "[bad-markdown]"),
    BadInput("a word of 60,000 letters", body("a" * 60_000), "pages in", BUILT),
    BadInput("30,000 words without a stop", body("ab " * 20_000), "[hard-to-read]"),
    BadInput("stops", body("." * 60_000), "pages in", BUILT),
    BadInput("a denial without end", body("no pain " * 7_000), "error["),
    BadInput("a claim without end", body("prevents " * 7_000), "error["),
    BadInput("marks above marks", body("a" + "\u0300" * 60_000), "pages in", BUILT),
    BadInput("emoji", body("\U0001f9d8" * 60_000), "pages in", BUILT),
    BadInput("a template", body("{{ site }}{% for x in y %}{# #}" * 900), "[hard-to-read]"),
    BadInput("a link that runs code", body("[a](javascript:alert(1))"), "[unsafe-link]"),
    BadInput("a link to a disk", body("[a](file:///etc/passwd)"), "[unsafe-link]"),
    BadInput("a link out of the site", body("[a](/../../../etc/passwd)"), "[broken-link]"),
    BadInput("an encoded link out", body("[a](/%2e%2e/%2e%2e/etc/passwd)"), "[broken-link]"),
    BadInput("a link with NUL", body("[a](/%00/)"), "[broken-link]"),
    BadInput("a link that is no address", body("[a](http://[::1)"), "[unsafe-link]"),
)

VALUES = (
    BadInput("title as a list", value("title", "[a, b]"), "[wrong-type]"),
    BadInput("title as keys", value("title", "{a: b}"), "[wrong-type]"),
    BadInput("title without end", value("title", "a" * 60_000), "[too-long]"),
    BadInput("title of white space", value("title", '" "'), "`title` is empty."),
    BadInput("title as a template", value("title", "'{{ 7*7 }}{% raw %}'"), "pages in", BUILT),
    BadInput("feel without end", value("feel", "a " * 30_000), "error["),
    BadInput("summary as a date", value("summary", "2026-01-01"), "[wrong-type]"),
    BadInput("level as true", value("level", "true"), "[wrong-type]"),
    BadInput("balance as a word", value("balance", "yes"), "[wrong-type]"),
    BadInput("dose as a number", value("dose", "3"), "[wrong-type]"),
    BadInput("dose of a year", value("dose", "{hold: 31536000, times: 1}"), "[hold-out-of-range]"),
    BadInput("dose of nothing", value("dose", "{hold: 0, times: 0}"), "error["),
    BadInput("dose backward", value("dose", "{hold: [60, 5], times: 1}"), "[wrong-value]"),
    BadInput("dose with three ends", value("dose", "{hold: [1, 2, 3], times: 1}"), "[wrong-type]"),
    BadInput("area out of the folder", value("areas", "[../../etc/passwd]"), "[unknown-area]"),
    BadInput("encoded area", value("areas", "['%2e%2e%2fx']"), "[unknown-area]"),
    BadInput("area of the root", value("areas", "[/]"), "[unknown-area]"),
    BadInput("stand-in for an area", value("areas", '["\\uffff"]'), "error["),
    BadInput("10,000 areas", value("areas", f"[{'neck, ' * 9_000}]"), "[too-large]"),
    BadInput("10,000 sources", value("sources", f"[{'a, ' * 9_000}]"), "[too-large]"),
    BadInput("10,000 mistakes", value("mistakes", f"[{'Hm, ' * 9_000}]"), "error["),
    BadInput("source that is nowhere", value("sources", "[__proto__]"), "[unknown-source]"),
    BadInput("source of 60,000 letters", value("sources", f"[{LONG_NAME}]"), "[unknown-source]"),
    BadInput("easier than itself", value("easier", "chin-to-chest"), "", BUILT),
    BadInput("easier out of the folder", value("easier", "../../x"), "", BUILT),
    BadInput("no muscles", value("muscles", "[]"), "[wrong-value]"),
    BadInput("reviewer alone", value("reviewed_by", "Dr. Evil"), "[half-a-review]"),
    BadInput("draft as text", value("draft", '"true"'), "[wrong-type]"),
    BadInput("order past numbers", edit(PAGE, "order: 5", f"order: {'9' * 400}"), "[wrong-type]"),
    BadInput("order below numbers", edit(PAGE, "order: 5", "order: -999999999"), "[wrong-type]"),
    BadInput("caution with a text", edit(CAUTION, "]\n---\n", "]\n---\nx"), "[text-not-shown]"),
    BadInput(
        "caution of a long name", edit(CAUTION, "short: ", "short: " + "x" * 99), "[too-long]"
    ),
)


def pose(text: str, more: str = "") -> Callable[[Path], object]:
    """A stretch whose picture ends in this pose."""
    return figure(f"{{base: standing, end: {{{text}}}, regions: [neck-back]{more}}}")


FIGURES = (
    BadInput("figure as a word", figure("picture.png"), "[wrong-type]"),
    BadInput("figure of nothing", figure("{}"), "[missing-key]"),
    BadInput("angle not a number", pose("neck: {flexion: .nan}"), "[wrong-type]"),
    BadInput("angle without end", pose("neck: {flexion: .inf}"), "[wrong-type]"),
    BadInput("angle of 1e308", pose("neck: {flexion: 1e308}"), "[wrong-type]"),
    BadInput("angle past all turns", pose("neck: {flexion: 999999999}"), "[angle-past-limit]"),
    BadInput("angle below all turns", pose("neck: {flexion: -99999999}"), "[angle-past-limit]"),
    BadInput("pelvis past all turns", pose("pelvis: {turn_left: 999999999}"), "", FAULTS),
    BadInput("angle of a hair", pose("neck: {flexion: 0.0000001}"), "pages in", BUILT),
    BadInput("unknown joint", pose("tail: {flexion: 10}"), "[unknown-key]"),
    BadInput("unknown way", pose("neck: {wag: 10}"), "[unknown-key]"),
    BadInput("unknown base", figure("{base: flying, end: {}, regions: []}"), "[wrong-value]"),
    BadInput("both ways", pose("neck: {flexion: 9, extension: 9}"), "[pose-contradicts-itself]"),
    BadInput("hand out of reach", pose("hands: {to: point, at: [2, 2, 2]}"), "[reach-misses]"),
    BadInput("hand past the moon", pose("hands: {to: point, at: [99999, 0, 0]}"), "[wrong-value]"),
    BadInput("hand to five places", pose("hands: {to: point, at: [1, 1, 1, 1, 1]}"), "error["),
    BadInput("hand to nowhere", pose("hands: {to: point, at: []}"), "error["),
    BadInput("hand to itself", pose("hand_left: {to: hand-left}"), "pages in", BUILT),
    BadInput("hands to each other", pose("hand_left: hand-right, hand_right: hand-left"), "error["),
    BadInput("feet above the head", pose("feet: {to: point, at: [0, 0, 2]}"), "error["),
    BadInput("bend to nowhere", pose("hands: {to: floor, bend: [0, 0, 0]}"), "[wrong-type]"),
    BadInput(
        "bend without measure", pose("hands: {to: floor, bend: [999999999, 1, -999999999]}"), "["
    ),
    BadInput("1,000 things", pose("", f", props: [{'chair, ' * 1_000}]"), "[too-large]"),
    BadInput("100 things", pose("", f", props: [{'chair, ' * 99}chair]"), "", FAULTS),
    BadInput("100 towels", pose("", f", props: [{'towel, ' * 99}towel]"), "[thing-not-drawn]"),
    BadInput(
        "a towel back and forth",
        pose("", f", props: [{{prop: towel, links: [{'crown, foot-left, ' * 49}crown]}}]"),
        "pages in",
        BUILT,
    ),
    BadInput("1,000 arrows", pose("", f", arrows: [{'{follow: crown}, ' * 1_000}]"), "[too-large]"),
    BadInput("100 arrows", pose("", f", arrows: [{'{follow: crown}, ' * 99}]"), "", FAULTS),
    BadInput(
        "arrow about itself",
        pose("", ", arrows: [{follow: crown, around: crown}]"),
        "pages in",
        BUILT,
    ),
    BadInput("arrow backward", pose("", ", arrows: [{follow: crown, start: 20, end: -20}]"), ""),
    BadInput("seat of a giant", pose("seat: 99"), "[wrong-value]"),
    BadInput("step that is not there", pose("step: 7"), "[picture-without-step]"),
    BadInput("caption without end", pose(f"caption: {'a' * 60_000}"), "pages in", BUILT),
    BadInput("view from below", pose("", ", view: {elevation: -999}"), "[wrong-value]"),
    BadInput("crop of nothing", pose("", ", crop: ear"), "[wrong-value]"),
)

ROUTINES = (
    BadInput(
        "10,000 stretches",
        edit(ROUTINE, "  - knee-rolls\n", "  - knee-rolls\n" * 3_000),
        "[too-large]",
    ),
    BadInput("100,000 stretches", edit(ROUTINE, "  - k", "  - knee-rolls\n" * 99_999), "error["),
    BadInput(
        "100 stretches",
        edit(ROUTINE, "  - knee-rolls\n", "  - knee-rolls\n" * 98),
        "[repeated-name]",
        BUILT,
    ),
    BadInput("routine of itself", edit(ROUTINE, "knee-rolls", "morning"), "[unknown-stretch]"),
    BadInput("routine of a path", edit(ROUTINE, "knee-rolls", "../x"), "[unknown-stretch]"),
    BadInput("routine of nothing", edit(ROUTINE, "knee-rolls", "''"), "error["),
    BadInput("routine of keys", edit(ROUTINE, "knee-rolls", "{a: {b: c}}"), "error["),
    BadInput("eight days a week", edit(ROUTINE, "[3, 4]", "[8, 9]"), "[repetitions-out-of-range]"),
    BadInput("a dose without end", edit(ROUTINE, "times: 1", "times: 999999999"), "[dose-"),
)

NAMES = (
    BadInput("capital letter", beside("content/areas/Neck.md"), "[bad-slug]"),
    BadInput("capital ending", beside("content/areas/neck.MD"), "[unexpected-file]"),
    BadInput("dots", beside("content/areas/...md"), "pages in", BUILT),
    BadInput("two dots and a name", beside("content/areas/a..b.md"), "[bad-slug]"),
    BadInput("backslash", beside("content/areas/a\\..\\x.md"), "[bad-slug]"),
    BadInput("encoded dots", beside("content/areas/%2e%2e%2fx.md"), "[bad-slug]"),
    BadInput("no name", beside("content/areas/.md"), "pages in", BUILT),
    BadInput("a space", beside("content/areas/a b.md"), "[bad-slug]"),
    BadInput("line feed", beside("content/areas/a\n::error::b.md"), "`a ::error::b`"),
    BadInput("escape", beside(b"content/areas/" + ESCAPE + b".md"), "[bad-slug]"),
    BadInput("no UTF-8", beside(b"content/areas/\xff\xfe.md"), "[bad-slug]"),
    BadInput("no UTF-8 at the top", beside(b"content/\xff"), "[unexpected-file]"),
    BadInput("turned round", beside("content/areas/a\u202edm.md"), "[bad-slug]"),
    BadInput("letters that look alike", beside("content/areas/n\u0435ck.md"), "[bad-slug]"),
    BadInput("device of Windows", beside("content/areas/nul.md"), "[bad-slug]"),
    BadInput("name of 250 letters", beside(f"content/areas/{'a' * 250}.md"), "[bad-slug]"),
    BadInput("a file for markup", beside("content/areas/<script>.md"), "[bad-slug]"),
    BadInput("a file of another kind", beside("content/areas/run.py"), "[unexpected-file]"),
    BadInput("a folder in a folder", beside("content/areas/a/b.md"), "[unexpected-file]"),
    BadInput("a folder that is a page", beside("content/areas/a.md/b.md"), "[not-a-file]"),
    BadInput("a folder too many", beside("content/hooks/a"), "[unexpected-file]"),
    BadInput("configuration of git", beside("content/.git/config"), "pages in", BUILT),
    BadInput("page of the guide itself", beside("content/pages/guide.md"), "error["),
    BadInput(
        "page with the address of another",
        lambda f: f.joinpath("content/pages/areas.md").write_bytes((f / PAGE).read_bytes()),
        "[address-taken]",
    ),
    BadInput(
        "page among the styles",
        lambda f: f.joinpath("content/pages/assets.md").write_bytes((f / PAGE).read_bytes()),
        "[address-taken]",
    ),
    BadInput("source that hides its website", edit(SOURCES, "https://", "https://a@"), "error["),
)

REACH = (
    BadInput("link to a secret", link(STRETCH, "/etc/passwd"), "[not-a-file]"),
    BadInput("link to nowhere", link(STRETCH, "/nowhere"), "[not-a-file]"),
    BadInput("link to itself", link(STRETCH, "chin-to-chest.md"), "[not-a-file]"),
    BadInput("link to a page beside", link(STRETCH, "knee-rolls.md"), "[not-a-file]"),
    BadInput("link to what never ends", link(STRETCH, "/dev/zero"), "[not-a-file]"),
    BadInput("folder is a link", link("content/stretches", "/etc"), "[not-a-file]"),
    BadInput("folder is a link inside", link("content/stretches", "areas"), "[not-a-file]"),
    BadInput("folder is a link to itself", link("content/stretches", "stretches"), "[not-a-"),
    BadInput("folder is a link to nowhere", link("content/areas", "/nowhere"), "[not-a-file]"),
    BadInput(
        "folder is a file",
        each(gone("content/areas"), file("content/areas", "x")),
        "[missing-folder]",
    ),
    BadInput("link beside the pages", link("content/areas/x", "/"), "error["),
    BadInput("settings are a link", link(SETTINGS, "/etc/passwd"), "[not-a-file]"),
    BadInput("sources are a link", link(SOURCES, "/dev/zero"), "[not-a-file]"),
    BadInput("page is a pipe", pipe(STRETCH), "[not-a-file]"),
    BadInput("settings are a pipe", pipe(SETTINGS), "[not-a-file]"),
    BadInput("pipe beside the pages", pipe("content/areas/x"), "[unexpected-file]"),
    BadInput("page is a socket", listening(STRETCH), "[not-a-file]"),
    BadInput("page is a device", device(STRETCH), "[not-a-file]", needs="root"),
    BadInput("page is a folder", each(gone(PAGE), made_folder(PAGE)), "[not-a-file]"),
    BadInput(
        "glossary is a folder",
        each(gone(GLOSSARY), made_folder(GLOSSARY)),
        "[not-a-file]",
    ),
    BadInput("hidden folder of another", beside(".supple/site/x"), "pages in", BUILT),
    BadInput(
        "record never ends",
        each(beside(".supple/site/x"), link(".supple/site/last-build", "/dev/zero")),
        "pages in",
        BUILT,
    ),
    BadInput(
        "record is a pipe",
        each(beside(".supple/site/x"), pipe(".supple/site/last-build")),
        "pages in",
        BUILT,
    ),
    BadInput("record of nonsense", beside(".supple/site/last-build", "9" * 5_000), "pages", BUILT),
    BadInput(
        "lock is a link",
        each(beside(".supple/site/x"), link(".supple/site/lock", "/etc/passwd")),
        "stopped",
        WRONG_USE,
    ),
    BadInput("hidden folder is a link", link(".supple", "content"), "symbolic link", WRONG_USE),
    BadInput("site is a link", link("site", "content"), "symbolic link", WRONG_USE),
    BadInput("site of another", beside("site/index.html"), "no build made", WRONG_USE),
    BadInput(
        "list without end",
        each(beside("site/x"), link("site/.supple.json", "/dev/zero")),
        "no build made",
        WRONG_USE,
    ),
    BadInput("list of nonsense", beside("site/.supple.json", "[" * 90_000), "damaged", WRONG_USE),
    BadInput(
        "list that leads out",
        beside("site/.supple.json", '{"files": {"../../x": ""}}'),
        "damaged",
        WRONG_USE,
    ),
    BadInput(
        "site with a device",
        link("site", "/dev/zero"),
        "symbolic link",
        WRONG_USE,
    ),
    BadInput("site that orders a log", beside("site/a\n::error::b"), "a ::error::b", WRONG_USE),
)

DATA = (
    BadInput("no settings", gone(SETTINGS), "[missing-file]"),
    BadInput("empty settings", file(SETTINGS, ""), "[empty-file]"),
    BadInput("settings as a list", file(SETTINGS, "- a"), "[front-matter-not-keys]"),
    BadInput("settings without end", file(SETTINGS, b"a" * 50 * MEGABYTE), "[too-large]"),
    BadInput("address of 60,000 letters", edit(SETTINGS, "small/", "a/" * 30_000), "[too-long]"),
    BadInput(
        "address that runs code",
        edit(SETTINGS, "address: https", "address: javascript"),
        "[wrong-value]",
    ),
    BadInput(
        "address with a port of letters",
        edit(SETTINGS, "guide.example/small", "[::1:x"),
        "[wrong-value]",
    ),
    BadInput("address of dots", edit(SETTINGS, "/small/", "/../../"), "", BUILT),
    BadInput(
        "language of another",
        edit(SETTINGS, "language: en", "language: '\"><script>'"),
        "[wrong-value]",
    ),
    BadInput(
        "no emergency number",
        edit(SETTINGS, '  - {place: Europe, number: "112"}', "  []"),
        "[wrong-value]",
    ),
    BadInput(
        "1,000 emergency numbers",
        edit(SETTINGS, "emergency:\n", "emergency:\n" + '  - {place: a, number: "1"}\n' * 1_000),
        "[too-large]",
    ),
    BadInput(
        "no stretches on a page",
        edit(SETTINGS, "language: en", "language: en\nstretches_per_page: 0"),
        "[wrong-value]",
    ),
    BadInput("name of 60,000 letters", edit(SETTINGS, "Small guide", LONG_NAME), "pages in", BUILT),
    BadInput("50 MB of sources", file(SOURCES, b"a: b\n" * 10 * MEGABYTE), "[too-large]"),
    BadInput(
        "1,000 sources of nothing",
        file(SOURCES, many(5_000, lambda n: f"s{n}: 1\n")),
        "[wrong-type]",
    ),
    BadInput(
        "sources with other keys",
        file(SOURCES, many(4_000, lambda n: f"s{n}: {{a: 1}}\n")),
        "[missing-key]",
    ),
    BadInput("source that runs code", edit(SOURCES, "https://www", "javascript:"), "[wrong-value]"),
    BadInput("source named as a path", edit(SOURCES, "acsm-2021", "../x"), "[unknown-source]"),
    BadInput("a million terms", file(GLOSSARY, b"a: {}\n" * MEGABYTE), "[too-large]"),
    BadInput(
        "2,000 terms",
        file(GLOSSARY, many(2_000, lambda n: f"t{n}: {{plain: a, meaning: b}}\n")),
        "[unknown-muscle]",
    ),
    BadInput(
        "2,000 terms and 100 that are near",
        each(
            file(GLOSSARY, many(2_000, lambda n: f"t{n}: {{plain: a, meaning: b}}\n")),
            value("muscles", f"[{many(100, lambda n: f't{n}x, ')}]"),
        ),
        "[unknown-muscle]",
    ),
    BadInput("a term for every word", edit(GLOSSARY, "hold:", "the:"), "pages in", BUILT),
    BadInput("a term of signs", edit(GLOSSARY, "hold:", "'(a+)+$':"), "pages in", BUILT),
    BadInput("a term of nothing", edit(GLOSSARY, "hold:", "'':"), "", BUILT),
    BadInput("a term for markup", edit(GLOSSARY, "hold:", "'</script><script>':"), "", BUILT),
)

PRESCRIBED = "sheet", "ann.yaml"
SHEETS = (
    BadInput("no sheet", nothing, "[missing-file]", words=PRESCRIBED, needs="pdf"),
    BadInput(
        "sheet is a folder",
        made_folder("ann.yaml"),
        "[not-a-file]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput("sheet is a pipe", pipe("ann.yaml"), "[not-a-file]", words=PRESCRIBED, needs="pdf"),
    BadInput(
        "sheet is a link",
        link("ann.yaml", "/dev/zero"),
        "[not-a-file]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput(
        "sheet of bytes", file("ann.yaml", b"\xff\xfe"), "[not-utf8]", words=PRESCRIBED, needs="pdf"
    ),
    BadInput(
        "sheet of laughs",
        file("ann.yaml", laughs()),
        "[yaml-feature]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput(
        "sheet of 50 MB",
        file("ann.yaml", b"a" * 50 * MEGABYTE),
        "[too-large]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput(
        "sheet of nothing", file("ann.yaml", ""), "[empty-file]", words=PRESCRIBED, needs="pdf"
    ),
    BadInput("sheet of a word", file("ann.yaml", "hello"), "error[", words=PRESCRIBED, needs="pdf"),
    BadInput(
        "sheet of what is nowhere",
        file("ann.yaml", "title: a\nstretches: [../x]"),
        "[unknown-stretch]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput(
        "sheet of 10,000 stretches",
        file("ann.yaml", f"title: a\nstretches: [{'knee-rolls, ' * 4_000}]"),
        "[too-large]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput(
        "sheet of 100 stretches",
        file("ann.yaml", f"title: {'é' * 120}\nstretches: [{'ear-to-shoulder, ' * 100}]"),
        "[too-large]",
        words=PRESCRIBED,
        needs="pdf",
    ),
    BadInput(
        "sheet into a folder",
        file("ann.yaml", "title: a\nstretches: [knee-rolls]"),
        "is a folder",
        WRONG_USE,
        (*PRESCRIBED, "--out", "."),
        "pdf",
    ),
)

COMMANDS = (
    BadInput("no address", nothing, "is not an address", WRONG_USE, ("--base-url", "x")),
    BadInput(
        "address of a file", nothing, "is not an address", WRONG_USE, ("--base-url", "file:///etc/")
    ),
    BadInput(
        "address that cannot be",
        nothing,
        "is not an address",
        WRONG_USE,
        ("--base-url", "http://[::1"),
    ),
    BadInput("address of a strange port", nothing, "", BUILT, ("--base-url", "http://a:99999/")),
    BadInput(
        "address without end",
        nothing,
        "is not an address",
        WRONG_USE,
        ("--base-url", f"http://a/{'a/' * 9_000}"),
    ),
    BadInput(
        "address of markup",
        nothing,
        "is not an address",
        WRONG_USE,
        ("--base-url", 'http://a/"><script>'),
    ),
    BadInput("publish into the root", nothing, "Cannot publish", WRONG_USE, ("--site", "/")),
    BadInput("publish into content", nothing, "no build made", WRONG_USE, ("--site", "content")),
    BadInput("publish here", nothing, "Cannot publish", WRONG_USE, ("--site", ".")),
    BadInput("publish above", nothing, "Cannot publish", WRONG_USE, ("--site", "..")),
    BadInput("publish nowhere", nothing, "Cannot publish", WRONG_USE, ("--site", "")),
    BadInput(
        "publish into a device", nothing, "Cannot publish", WRONG_USE, ("--site", "/dev/null")
    ),
    BadInput("publish below a file", nothing, "stopped", WRONG_USE, ("--site", f"{SETTINGS}/x")),
    BadInput("publish under a long name", nothing, "stopped", WRONG_USE, ("--site", "a" * 5_000)),
    BadInput("content is a file", nothing, "[missing-folder]", FAULTS, ("--content", SETTINGS)),
    BadInput("content is nowhere", nothing, "[missing-folder]", FAULTS, ("--content", "x")),
    BadInput(
        "content of a long name", nothing, "[missing-folder]", FAULTS, ("--content", "a" * 5_000)
    ),
    BadInput("content is the root", nothing, "[unexpected-file]", FAULTS, ("--content", "/")),
    BadInput(
        "content is a device", nothing, "[missing-folder]", FAULTS, ("--content", "/dev/null")
    ),
    BadInput("no processes", nothing, "not a number from 1", WRONG_USE, ("--jobs", "0")),
    BadInput("fewer processes", nothing, "not a number", WRONG_USE, ("--jobs", "-1")),
    BadInput("a thousand million", nothing, "not a number", WRONG_USE, ("--jobs", "1000000000")),
    BadInput("digits without end", nothing, "not a number", WRONG_USE, ("--jobs", "9" * 5_000)),
    BadInput("other digits", nothing, "not a number", WRONG_USE, ("--jobs", "\u00b2")),
    BadInput("a port past all", nothing, "not a number", WRONG_USE, ("serve", "--port", "65536")),
    BadInput(
        "a page that leads out",
        nothing,
        "makes no address",
        WRONG_USE,
        ("new", "stretch", "../../x"),
    ),
    BadInput(
        "a page without end",
        nothing,
        "makes no address",
        WRONG_USE,
        ("new", "stretch", "a" * 5_000),
    ),
    BadInput("no command", nothing, "unrecognized", WRONG_USE, ("\n::error::",)),
    BadInput("templates are nowhere", nothing, "[template-fault]", FAULTS, ("--templates", "x")),
    BadInput(
        "templates are a file", nothing, "[template-fault]", FAULTS, ("--templates", SETTINGS)
    ),
    BadInput(
        "templates are empty",
        made_folder("t"),
        "[template-fault]",
        FAULTS,
        ("--templates", "t"),
    ),
)

BASE = "templates/base.html"
TEMPLATES = (
    BadInput("no base", gone(BASE), "[template-fault]", needs="templates"),
    BadInput("base of nothing", file(BASE, ""), "[missing-notice]", needs="templates"),
    BadInput("base of bytes", file(BASE, b"\xff\xfe"), "[template-fault]", needs="templates"),
    BadInput(
        "base is a folder",
        each(gone(BASE), made_folder(BASE)),
        "[template-fault]",
        needs="templates",
    ),
    BadInput(
        "base that includes itself",
        file(BASE, '{% include "base.html" %}'),
        "[template-fault]",
        needs="templates",
    ),
    BadInput(
        "base that extends itself",
        file(BASE, '{% extends "base.html" %}'),
        "[template-fault]",
        needs="templates",
    ),
    BadInput("open block", file(BASE, "{% if x %}"), "[template-fault]", needs="templates"),
    BadInput(
        "deep brackets",
        file(BASE, "{{ " + "(" * 5_000 + " }}"),
        "[template-fault]",
        needs="templates",
    ),
    BadInput("unknown name", file(BASE, "{{ nobody }}"), "[template-fault]", needs="templates"),
    BadInput(
        "divided by nothing", file(BASE, "{{ 1 / 0 }}"), "[template-fault]", needs="templates"
    ),
    BadInput(
        "a file from outside",
        file(BASE, '{% include "../../etc/passwd" %}'),
        "[template-fault]",
        needs="templates",
    ),
    BadInput("no worker", gone("templates/sw.js"), "[template-fault]", needs="templates"),
    BadInput(
        "style of bytes",
        file("templates/styles/base.css", b"\xff"),
        "[template-fault]",
        needs="templates",
    ),
    BadInput(
        "script of bytes",
        file("templates/scripts/finder.js", b"\xff"),
        "[template-fault]",
        needs="templates",
    ),
    BadInput(
        "worker of bytes", file("templates/sw.js", b"\xff"), "[template-fault]", needs="templates"
    ),
)

BAD_INPUTS = (
    *YAML,
    *BYTES,
    *MARKDOWN,
    *VALUES,
    *FIGURES,
    *ROUTINES,
    *NAMES,
    *REACH,
    *DATA,
    *SHEETS,
    *COMMANDS,
    *TEMPLATES,
)
"""All of them; each name once."""
