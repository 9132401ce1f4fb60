#!/usr/bin/env python3
"""Build the guide: Markdown in content/ to a website in site/.

python build.py                 build the guide into site/
python build.py check           report every fault, publish nothing
python build.py serve           preview in the browser while you write
python build.py new stretch calf-wall
python build.py import FILE     turn a spreadsheet of stretches into drafts
python build.py figures         draw every picture onto one sheet
python build.py sheet FILE      print what you prescribe to one person
"""

from __future__ import annotations

import os
import sys

from sitegen import limits
from sitegen.last_build import (
    DEFAULT_SITE,
    remember,
    repeat_if_unchanged,
    stamp_of_inputs,
    wants_colour,
)


def say(text: str) -> None:
    """Print one line for a person.

    Raises:
        OSError: Nobody can read it.
    """
    try:
        print(text, flush=True)
    except OSError as error:
        error.filename = "standard output"
        raise


if __name__ == "__main__":
    for name in ("stdout", "stderr"):
        if not getattr(sys, name):  # closed: the next file opened would be taken for it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for good
        # A terminal that cannot show a sign shows its number.
        getattr(sys, name).reconfigure(errors="backslashreplace")
    # All that follows takes longer to import than it takes to see that nothing has changed.
    try:
        if repeat_if_unchanged(sys.argv[1:], say):
            sys.exit()
    except OSError:
        pass  # the build meets the same, and tells it
    except KeyboardInterrupt:
        sys.exit(130)

from sitegen import signals

if __name__ == "__main__":
    signals.end_in_good_order()

import argparse
import datetime as dt
import gc
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from sitegen.diagnostics import Diagnostic
    from sitegen.layers import Layers
    from sitegen.load import Laid
    from sitegen.model import Guide, Page
    from sitegen.paper import Printed
    from sitegen.processes import Progress
    from sitegen.render import Earlier

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

DONE, CONTENT_FAULTS, WRONG_USE = 0, 1, 2
PORT = 5500
"""Where the preview is, unless it is told otherwise."""
PROGRESS_AFTER_SECONDS = 1.0
PROGRESS_WIDTH = 30


class Outcome(NamedTuple):
    """What a run through the pipeline came to."""

    guide: Guide
    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    laid: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the exit status."""
    from sitegen.kept import why_nothing_is_kept

    try:
        Path.cwd()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return fail(f"The folder that you are in cannot be found: {reason}. Go to another one.")
    if not limits.FACTOR:
        return fail(f"{limits.VARIABLE} must be a whole number from 1 to {limits.MOST}.")
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_options(words)
    options.words = words
    if fault := why_nothing_is_kept():
        warn(f"Nothing is kept for the next build. {fault}")
    commands = {
        "build": build,
        "check": check,
        "serve": serve,
        "new": new,
        "import": import_spreadsheet,
        "figures": figures,
        "sheet": sheet,
    }
    return commands[options.command](options)


def build(options: argparse.Namespace) -> int:
    """Load, check, render, check again, publish; nothing where nothing has changed."""
    started = time.perf_counter()
    if repeat_if_unchanged(options.words, say):
        return DONE
    folders = [str(folder) for folder in inputs_of(options)]
    stamp = stamp_of_inputs(folders)
    if options.pdf:
        from sitegen.paper import PaperError, check_engine

        try:
            check_engine()
        except PaperError as error:
            return fail(str(error))
    if options.precompress:
        from sitegen.precompress import PrecompressError, check_brotli

        try:
            check_brotli()
        except PrecompressError as error:
            return fail(str(error))
    from sitegen.publish import PublishError, publish_pages

    outcome = run_undisturbed(options, published_in(options.site))
    counts = fault_counts(outcome.diagnostics)
    tell_all(outcome.laid)
    if report(outcome.diagnostics):
        say(f"{counts}. Nothing was published; {options.site}/ is as it was.")
        return CONTENT_FAULTS
    pdfs, complaints = print_all(outcome, options) if options.pdf else ((), ())
    compressed = compress_all(outcome, options) if options.precompress else []
    try:
        published = publish_pages((*outcome.pages, *pdfs, *compressed), options.site)
    except PublishError as error:
        return fail(str(error))
    pages = html_count(outcome.pages)
    if stamp == stamp_of_inputs(folders) and not complaints:
        said = [(line, line) for line in outcome.laid]
        said += [(drawn(found), drawn(found, colour=True)) for found in outcome.diagnostics]
        told = f"nothing has changed, {counts}" if outcome.diagnostics else "nothing has changed"
        done = f"{pages} pages in {options.site}/, {told}"
        remember(options.words, folders, stamp, str(options.site), done, said)
    changed = count(published.written + published.removed, "file")
    made = f"{pages} pages and {len(pdfs)} PDFs" if options.pdf else f"{pages} pages"
    say(f"{made} in {options.site}/, {changed} changed, {counts}, {since(started)}.")
    return DONE


def check(options: argparse.Namespace) -> int:
    """Do all that a build does but publish."""
    started = time.perf_counter()
    outcome = run_undisturbed(options, published_in(Path(DEFAULT_SITE)))
    speaks = options.format in {"text", "github"}  # the others are one document, and nothing else
    if speaks:
        tell_all(outcome.laid)
    has_errors = report(outcome.diagnostics, options.format)
    counts = fault_counts(outcome.diagnostics)
    if speaks:
        drafts = sum(map(len, outcome.guide.drafts.values()))
        left_out = f" ({count(drafts, 'draft')} left out, see --drafts)" if drafts else ""
        pages = html_count(outcome.pages)
        say(f"{pages} pages checked{left_out}, {counts}, {since(started)}.")
    is_faulty = bool(outcome.diagnostics) if options.strict else has_errors
    return CONTENT_FAULTS if is_faulty else DONE


def serve(options: argparse.Namespace) -> int:
    """Preview the guide, drafts too, until Ctrl-C."""
    from sitegen.layers import Layers
    from sitegen.memory import Memory
    from sitegen.render import Earlier
    from sitegen.serve import Built, Studio
    from sitegen.serve import serve as serve_preview

    Memory.holds = True
    # Ctrl-C is how a preview ends, not what stops it halfway.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pages: dict[str, Page] = {}
    edition = [options.edition] if options.edition else []

    def build_preview() -> Iterator[Built]:
        """What was saved shows at once; the whole guide in one page, always made anew, follows."""
        for hurried in (True, False) if pages else (False,):
            outcome = run_undisturbed(options, Earlier(pages.get, stands_in=hurried))
            pages.clear()
            pages.update({page.path: page for page in outcome.pages})
            yield Built(dict(pages), outcome.diagnostics, outcome.guide)

    try:
        serve_preview(
            build_preview,
            inputs_of(options),
            host=options.host,
            port=options.port,
            editor=options.editor,
            announce=say,
            studio=Studio(Layers.of(options.content, *edition), templates_of(options)),
        )
    except OSError as error:
        return fail(f"The preview cannot start: {error.strerror or error}.")
    return DONE


def new(options: argparse.Namespace) -> int:
    """Write the skeleton of a page, of an entry among the sources or terms, or of a language."""
    from sitegen.layers import Layers
    from sitegen.skeletons import SkeletonError, write_skeleton, write_words

    if options.kind == "words":
        try:
            written = write_words(options.name, Layers.of(options.templates))
        except SkeletonError as error:
            return fail(str(error))
        say(f'{written.path} has all texts. Write the words of the language into each `""`.')
        return DONE
    try:
        written = write_skeleton(options.kind, options.name, options.content)
    except SkeletonError as error:
        return fail(str(error))
    say(f"A draft of it is in {written.path}. Put your own words in place of the example.")
    say(f"See it with: {this_program()} serve, at http://127.0.0.1:{PORT}{written.address}")
    say("Take the line `draft: true` off when it is ready.")
    return DONE


def import_spreadsheet(options: argparse.Namespace) -> int:
    """Turn a spreadsheet of stretches into drafts, all of its rows or none."""
    from sitegen.new_files import write_new
    from sitegen.publish import PublishError, write_file
    from sitegen.spreadsheet import import_stretches, template

    if options.template:
        if options.template.exists():
            return fail(f"{options.template} exists already; nothing was written.")
        try:
            write_file(options.template, template(options.content))
        except PublishError as error:
            return fail(str(error))
        say(f"{options.template} is written. Open it in a spreadsheet.")
        return DONE
    imported = import_stretches(
        options.file, options.content, today=dt.datetime.now(tz=dt.UTC).date()
    )
    counts = fault_counts(imported.diagnostics)
    if report(imported.diagnostics) or not imported.pages:
        say(f"{counts}. No page was written.")
        return CONTENT_FAULTS
    write_new(imported.pages)
    for page in imported.pages:
        say(f"{page} is written, as a draft.")
    say(f"{count(len(imported.pages), 'page')}, {counts}. Search them for `still to do`.")
    say(f"See them with: {this_program()} serve")
    return DONE


def this_program() -> str:
    """How this program was called, to be typed again: `.venv/bin/python build.py`."""
    python, here = Path(sys.executable), Path.cwd()
    inside = python.is_relative_to(here)
    return f"{python.relative_to(here) if inside else python.name} {sys.argv[0]}"


def figures(options: argparse.Namespace) -> int:
    """Draw every picture onto one page, or the pose language by example."""
    from sitegen.load import load_guide
    from sitegen.publish import PublishError, write_file
    from sitegen.render.contact_sheet import contact_sheet
    from sitegen.render.pose_guide import pose_guide

    pages = {}
    if options.sheet:
        loaded = load_guide(options.content, edition=options.edition, drafts=True)
        if report(loaded.diagnostics):
            return CONTENT_FAULTS
        only = frozenset(options.only)
        pages[options.sheet] = contact_sheet(loaded.guide, templates_of(options), only)
    if options.poses:
        pages[options.poses] = pose_guide(templates_of(options))
    for file, page in pages.items():
        try:
            write_file(file, page.encode())
        except PublishError as error:
            return fail(str(error))
        say(f"{file} is written. Open it in a browser.")
    return DONE


def sheet(options: argparse.Namespace) -> int:
    """Print what a therapist prescribes to one person; the website is not touched."""
    from msgspec.structs import replace

    from sitegen.checks import check_guide, check_sheet
    from sitegen.diagnostics import sorted_diagnostics
    from sitegen.load import load_guide, load_sheet
    from sitegen.paper import PaperError, check_engine, print_pdfs
    from sitegen.publish import PublishError, write_file
    from sitegen.render.pdf_files import PdfFile
    from sitegen.render.sheet import SHEET_PAGE, render_sheet

    out = options.out or options.file.with_suffix(".pdf")
    try:
        check_engine()
    except PaperError as error:
        return fail(str(error))
    loaded = load_guide(options.content, edition=options.edition, address=options.base_url)
    prescribed, found = load_sheet(options.file)
    found += loaded.diagnostics
    if prescribed:
        guide = replace(loaded.guide, routines={prescribed.slug: prescribed.routine})
        found += tuple(check_guide(guide, today=dt.datetime.now(tz=dt.UTC).date()))
    if report(sorted_diagnostics(found)) or not prescribed:
        say(f"{fault_counts(found)}. No sheet was made.")
        return CONTENT_FAULTS
    people = {"prepared_for": options.person, "prepared_by": options.author}
    rendered = render_sheet(loaded.guide, prescribed, templates_of(options), **people)
    if report([*rendered.diagnostics, *check_sheet(loaded.guide, rendered.pages)]):
        return CONTENT_FAULTS
    order = PdfFile(out.name, SHEET_PAGE, out.name, options.paper, options.text)
    printed = print_pdfs(rendered.pages, [order], loaded.guide.settings.address)
    warn_of(printed)
    try:
        write_file(out, printed.pages[0].content)
    except PublishError as error:
        return fail(str(error))
    say(f"{out} is written.")
    return DONE


def run_pipeline(options: argparse.Namespace, earlier: Earlier) -> Outcome:
    """Content to pages, with every fault found on the way.

    Args:
        options: What was asked for.
        earlier: What the build before left.
    """
    from sitegen.checks import check_guide, check_pages
    from sitegen.diagnostics import sorted_diagnostics
    from sitegen.drawings import draw_ahead
    from sitegen.load import load_guide
    from sitegen.model import Page
    from sitegen.render import render_site
    from sitegen.render.pdf_files import pdf_files

    drafts = options.drafts or options.command == "serve"
    loaded = load_guide(
        options.content,
        edition=options.edition,
        drafts=drafts,
        address=options.base_url,
        jobs=options.jobs,
    )
    draw_ahead(loaded.guide, options.jobs)
    found = [
        *loaded.diagnostics,
        *check_guide(loaded.guide, today=dt.datetime.now(tz=dt.UTC).date()),
    ]
    templates = templates_of(options)
    rendered = render_site(
        loaded.guide,
        templates,
        pdf=options.pdf,
        jobs=options.jobs,
        progress=show_progress("pages"),
        earlier=earlier,
    )
    to_come = (Page(file.path, b"") for file in pdf_files(loaded.guide) if options.pdf)
    fresh = (page for page in rendered.pages if page.path not in rendered.stale)
    found += [*rendered.diagnostics, *check_pages(loaded.guide, (*fresh, *to_come))]
    laid = told_of(options.edition, loaded.laid, templates) if loaded.laid else ()
    return Outcome(loaded.guide, rendered.pages, tuple(sorted_diagnostics(found)), laid)


def templates_of(options: argparse.Namespace) -> Layers:
    """The templates, with those of an edition on top."""
    from sitegen.layers import Layers

    above = [options.edition / "templates"] if options.edition else []
    return Layers.of(options.templates, *above)


def inputs_of(options: argparse.Namespace) -> list[Path]:
    """Every folder that a build reads."""
    return [options.content, options.templates, *([options.edition] if options.edition else [])]


def told_of(edition: Path, laid: Laid, templates: Layers) -> tuple[str, ...]:
    """What an edition has of its own, a line for what it replaces and one for what it adds."""
    from sitegen.diagnostics import visible

    replaced, added = templates.laid_on()
    parts = {
        "replaces": [*laid.replaced, *(f"templates/{name}" for name in replaced)],
        "adds": [*laid.added, *(f"templates/{name}" for name in added)],
    }
    return tuple(
        visible(f"{edition} {verb} {', '.join(names) or 'nothing'}.")
        for verb, names in parts.items()
    )


def run_undisturbed(options: argparse.Namespace, earlier: Earlier) -> Outcome:
    """The pipeline without a look for garbage.

    It makes values and keeps them: to look for circles in them takes up to a fifth of the time.
    """
    gc.disable()
    try:
        return run_pipeline(options, earlier)
    finally:
        gc.enable()


def published_in(site: Path) -> Earlier:
    """What stands in the website."""
    from sitegen.model import Page
    from sitegen.plain_files import open_plain
    from sitegen.render import Earlier

    def read(path: str) -> Page | None:
        try:
            with open(f"{site}/{path}", "rb", opener=open_plain) as file:
                return Page(path, file.read())
        except OSError:
            return None

    return Earlier(read)


def print_all(
    outcome: Outcome, options: argparse.Namespace
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """PDFs made from finished pages, and what could not be done."""
    from sitegen.paper import print_pdfs
    from sitegen.render.pdf_files import pdf_files

    printed = print_pdfs(
        outcome.pages,
        pdf_files(outcome.guide),
        outcome.guide.settings.address,
        jobs=options.jobs,
        progress=show_progress("PDFs"),
    )
    warn_of(printed)
    return printed.pages, printed.complaints


def compress_all(outcome: Outcome, options: argparse.Namespace) -> list[Page]:
    """Every file that gets smaller by it, compressed, to stand beside it."""
    from sitegen.precompress import precompressed

    return precompressed(outcome.pages, options.content, options.jobs)


# The terminal


def fail(text: str) -> int:
    """Print what went wrong outside the content; returns the exit status."""
    warn(text)
    return WRONG_USE


def warn(text: str) -> None:
    """Print what is wrong outside the content, where somebody can read it."""
    from sitegen.diagnostics import visible

    try:
        print(f"build.py: {visible(text)}", file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Let go what a stream still holds, where nobody can read it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def report(diagnostics: Sequence[Diagnostic], form: str = "text") -> bool:
    """Print every diagnostic, for people or in another form; returns whether one is an error."""
    from sitegen.diagnostics import has_errors

    if form == "text":
        colour = wants_colour()
        for diagnostic in diagnostics:
            say(drawn(diagnostic, colour=colour))
    else:
        from sitegen.reports import REPORTS

        if text := REPORTS[form](diagnostics):
            say(text)
    return has_errors(diagnostics)


def drawn(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """A diagnostic as it is printed."""
    from sitegen.diagnostics import draw

    return draw(diagnostic, colour=colour)


def warn_of(printed: Printed) -> None:
    """Print what the maker of PDFs could not do."""
    from sitegen.diagnostics import visible

    for complaint in printed.complaints:
        say(f"warning: {visible(complaint)}")


def tell_all(lines: Iterable[str]) -> None:
    """Print lines for a person."""
    for line in lines:
        say(line)


def fault_counts(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`; errors only where there are some."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    counts = [count(warnings, "warning")]
    return ", ".join([count(errors, "error"), *counts] if errors else counts)


def since(started: float) -> str:
    """The time since then: `0.42 s`."""
    return f"{time.perf_counter() - started:.2f} s"


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def html_count(pages: Iterable[Page]) -> int:
    """How many of the files are pages that a reader opens."""
    return sum(page.is_html for page in pages)


def show_progress(things: str) -> Progress:
    """A progress bar on a terminal, once the work has taken over a second."""
    from sitegen.processes import no_progress

    if not sys.stderr.isatty():
        return no_progress
    started = time.perf_counter()

    def show(done: int, total: int) -> None:
        if time.perf_counter() - started > PROGRESS_AFTER_SECONDS:
            bar = "#" * (PROGRESS_WIDTH * done // total)
            end = "\r\x1b[K" if done == total else ""
            told = f"{done} of {total} {things}"
            print(f"\r[{bar:<{PROGRESS_WIDTH}}] {told}{end}", end="", file=sys.stderr)

    return show


# The command line


def parse_options(arguments: list[str]) -> argparse.Namespace:
    """Read the command line; a wrong one ends the program with status 2."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build a guide of stretches: Markdown in, website out.",
        epilog="example: python build.py build --base-url https://clinic.example/stretches/",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    adders = (_add_build, _add_check, _add_serve, _add_new, _add_import, _add_figures, _add_sheet)
    for add in adders:
        add(commands)
    names_a_command = bool(arguments) and arguments[0] in {*commands.choices, "-h", "--help"}
    if arguments and not names_a_command and not arguments[0].startswith("-"):
        from sitegen.diagnostics import suggestion

        commands_are = f"The commands are {', '.join(commands.choices)}."
        hint = suggestion(arguments[0], commands.choices) or commands_are
        parser.error(f"there is no command `{arguments[0]}`. {hint}")
    return parser.parse_args(arguments if names_a_command else ["build", *arguments])


def _add_build(commands: Commands) -> None:
    command = _add(commands, "build", "build the website (the default)", "--site public")
    _add_folder(command, "site", "folder to publish into")
    text = "also make PDFs: each routine's sheet, each stretch, the whole guide"
    command.add_argument("--pdf", action="store_true", help=text)
    text = "also compress each file, as .gz and .br beside it, for hosts that send those"
    command.add_argument("--precompress", action="store_true", help=text)
    _add_pipeline_options(command)


def _add_check(commands: Commands) -> None:
    command = _add(commands, "check", "report every fault, publish nothing", "--strict")
    command.add_argument("--strict", action="store_true", help="fail on a warning too")
    text = "how faults are told: to people (the default), as GitHub's annotations, JSON or SARIF"
    forms = ["text", "github", "json", "sarif"]
    command.add_argument("--format", choices=forms, default="text", help=text)
    _add_pipeline_options(command)


def _add_serve(commands: Commands) -> None:
    command = _add(commands, "serve", "preview in the browser while you write", "--port 8000")
    command.add_argument("--port", type=_number(65535), default=PORT, help=f"default: {PORT}")
    text = "address of this computer, to look from a phone in the same network too"
    command.add_argument("--host", type=_own_address, default="127.0.0.1", help=text)
    text = (
        "what opens a file at the line of a fault: vscode (the default), vscodium, cursor, zed, "
        "idea, pycharm and others, an address such as my-editor://{path}:{line}:{column}, or none"
    )
    command.add_argument("--editor", type=_editor, default="vscode", metavar="NAME", help=text)
    _add_pipeline_options(command)


def _add_new(commands: Commands) -> None:
    command = _add(commands, "new", "write the skeleton of a page", "stretch calf-wall")
    kinds = ["stretch", "routine", "area", "page", "caution", "source", "term", "words"]
    command.add_argument("kind", choices=kinds, help="what to write")
    text = "its address, as in calf-wall, or its title, as in 'Calf stretch at a wall'; of words, "
    text += "the tag of their language, as in fr"
    command.add_argument("name", metavar="NAME", help=text)
    _add_folder(command, "content", "folder of the Markdown")
    _add_folder(command, "templates", "folder of the templates")


def _add_import(commands: Commands) -> None:
    text = "turn a spreadsheet of stretches into drafts"
    command = _add(commands, "import", text, "stretches.csv")
    spreadsheet = command.add_mutually_exclusive_group(required=True)
    text = "a CSV file, one row a stretch"
    spreadsheet.add_argument("file", nargs="?", type=Path, metavar="FILE", help=text)
    text = "write an empty one there, with an example"
    spreadsheet.add_argument("--template", type=Path, metavar="FILE", help=text)
    _add_folder(command, "content", "folder of the Markdown")


def _add_figures(commands: Commands) -> None:
    command = _add(commands, "figures", "draw every picture onto one page", "--sheet sheet.html")
    page = command.add_mutually_exclusive_group(required=True)
    page.add_argument("--sheet", type=Path, metavar="FILE", help="draw the guide's pictures there")
    page.add_argument("--poses", type=Path, metavar="FILE", help="draw the pose language there")
    text = "of the guide's pictures, those of these stretches alone"
    command.add_argument("--only", nargs="+", default=[], metavar="NAME", help=text)
    _add_sources(command)


def _add_sheet(commands: Commands) -> None:
    text = "print what you prescribe to one person, as a PDF"
    command = _add(commands, "sheet", text, 'ann.yaml --for "Ann" --by "Bo Ek, physiotherapist"')
    text = (
        "YAML: `title`, and below `stretches` a slug on each line, with a `dose` where it differs"
    )
    command.add_argument("file", type=Path, metavar="FILE", help=text)
    for name, key, text in (
        ("for", "person", "whom it is for (default: a line to fill in by hand)"),
        ("by", "author", "who made it (default: the same)"),
    ):
        command.add_argument(f"--{name}", dest=key, default="", metavar="NAME", help=text)
    text = "the PDF (default: beside FILE, with its name)"
    command.add_argument("--out", type=Path, metavar="FILE", help=text)
    text = "size of the paper (default: A4)"
    command.add_argument("--paper", choices=["A4", "letter"], default="A4", help=text)
    text = "size of the words in points (default: 14)"
    command.add_argument("--text", type=int, choices=[14, 18, 24], default=14, help=text)
    _add_sources(command)
    _add_base_url(command)


def _add(commands: Commands, name: str, text: str, example: str) -> argparse.ArgumentParser:
    epilog = f"example: python build.py {name} {example}"
    return commands.add_parser(name, help=text, description=text, epilog=epilog)


def _add_pipeline_options(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    _add_base_url(command)
    text = "keep pages that say `draft: true` (serve always does)"
    command.add_argument("--drafts", action="store_true", help=text)
    text = "render in N processes (default: one, or one a core for a large guide)"
    command.add_argument("--jobs", type=_number(64), metavar="N", help=text)
    command.set_defaults(pdf=False)  # only a build can be asked for PDFs


def _add_sources(command: argparse.ArgumentParser) -> None:
    _add_folder(command, "content", "folder of the Markdown")
    _add_folder(command, "templates", "folder of the templates")
    text = "a publisher's own guide.yaml, content and templates, laid over those of the guide"
    command.add_argument("--edition", type=Path, metavar="DIR", help=text)


def _add_base_url(command: argparse.ArgumentParser) -> None:
    text = "public address, in place of the one in guide.yaml"
    command.add_argument("--base-url", type=_base_url, metavar="URL", help=text)


def _add_folder(command: argparse.ArgumentParser, name: str, text: str) -> None:
    text = f"{text} (default: {name})"
    command.add_argument(f"--{name}", type=Path, default=Path(name), metavar="DIR", help=text)


def _base_url(text: str) -> str:
    from sitegen.model import SettingsFields, declared_fields

    address = text if text.endswith("/") else f"{text}/"
    if not declared_fields(SettingsFields)["address"].about.allows(address):
        message = f"'{text}' is not an address such as https://clinic.example/guide/"
        raise argparse.ArgumentTypeError(message)
    return address


def _own_address(text: str) -> str:
    from ipaddress import IPv4Address

    try:
        address = IPv4Address(text)
    except ValueError:
        address = None
    # All addresses at once have no name that a browser could be held to.
    if address is None or address.is_unspecified:
        message = f"'{text}' is not an address of this computer, such as 192.168.1.20"
        raise argparse.ArgumentTypeError(message)
    return text


def _editor(text: str) -> str:
    from sitegen.serve.editors import EditorError, editor_address

    try:
        return editor_address(text)
    except EditorError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _number(most: int) -> Callable[[str], int]:
    """What reads a whole number from 1 up."""

    def read(text: str) -> int:
        if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to {most}")
        return int(text)

    return read


def run() -> int:
    """Run one command, and tell plainly what the system refuses; returns the exit status."""
    try:
        try:
            return main()
        finally:
            sys.stdout.flush()
    except ModuleNotFoundError as error:
        return fail(
            f"The package `{error.name}` is missing. README.md's first command installs it."
        )
    except BrokenPipeError:  # the reader of a pipe had enough, as `head` has
        silence(sys.stdout)
        return 128 + signal.SIGPIPE
    except ChildProcessError as error:
        return fail(str(error))
    except OSError as error:
        silence(sys.stdout)
        reason = (error.strerror or str(error)).lower()
        place = f" at {error.filename}" if error.filename else ""
        return fail(f"The system stopped it{place}: {reason}. Mend that and run it again.")


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is told so, not shown a traceback
        sys.exit(fail("This needs Python 3.11 or newer."))
    status = run()
    signals.ignore()  # what was to be done is done
    sys.exit(status)
