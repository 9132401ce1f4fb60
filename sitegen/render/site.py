"""The guide to every file of the website, in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic
from sitegen.digests import are_as_digested, digest_while_same
from sitegen.memory import Memory
from sitegen.model import Guide, Page
from sitegen.processes import Progress, map_in_processes, no_progress
from sitegen.render.assets import assets_in, assets_of, read_sources
from sitegen.render.catalogue import missing_words, read_texts, read_words
from sitegen.render.export import export_files
from sitegen.render.machine_files import machine_files
from sitegen.render.markdown import convert_ahead
from sitegen.render.offline import WORKER, service_worker
from sitegen.render.own_routine import MY_ROUTINE
from sitegen.render.pictures import movement_files, picture_files
from sitegen.render.plan import plan_pages
from sitegen.render.quick_codes import code_files
from sitegen.render.renderer import (
    Earlier,
    Rendered,
    Renderer,
    unreadable,
)
from sitegen.render.saying import speaking
from sitegen.render.script_data import script_data
from sitegen.render.scripts import OTHER_SCRIPTS, OWN_SCRIPTS
from sitegen.render.style_guide import style_guide_plan
from sitegen.render.styles import figure_style
from sitegen.render.template_files import check_plain, text_of, unread_files
from sitegen.render.tongues import Tongue, moved_in
from sitegen.render.translated import (
    in_other_languages,
    plan_translation,
    texts_to_translate,
)
from sitegen.render.view_builder import ViewBuilder

if TYPE_CHECKING:
    from sitegen.layers import Layers

_PAYS_FROM = 400


def render_site(
    guide: Guide,
    templates: Layers,
    *,
    pdf: bool = False,
    jobs: int | None = None,
    progress: Progress = no_progress,
    earlier: Earlier | None = None,
) -> Rendered:
    """Render every file of the website.

    Args:
        guide: The guide.
        templates: The folder of templates.
        pdf: Whether pages link to their PDFs, which are made from them later.
        jobs: In how many processes; None decides by the number of pages.
        progress: Is told how many pages of how many are done.
        earlier: What the build before left.

    Returns:
        The files, as far as the templates are sound, and every template's fault.
    """
    owner = Path(guide.settings.source_file.path).parent
    slow = convert_ahead(guide, owner, jobs)
    try:
        check_plain(templates)
        read = digest_while_same(*templates.folders)
        remembered = Memory("assets", owner)
        sources = read_sources(templates, remembered, read)
        worker = text_of(templates.path(WORKER))
        spoken, wrong = _read_words_of(guide, templates, remembered, read)
        wrong += [*unread_files(templates), *sources.faults]
        figures = (*picture_files(guide, figure_style(templates)), *movement_files(guide))
    except OSError as error:
        return unreadable(error)
    memory = Memory("pages", owner)
    words = spoken[guide.settings.language]
    with speaking(words):
        assets, files = assets_of(sources, script_data(guide, OWN_SCRIPTS), words)
        builder = ViewBuilder(guide, assets, pdf=pdf)
        renderer = Renderer(builder, templates, memory, read, earlier, Tongue(words))
        plans = [in_other_languages(plan, guide) for plan in plan_pages(builder)]
        plans.append(style_guide_plan(renderer.environment, templates))
        kept = [renderer.kept(plan) for plan in plans]
        new = [plan for plan, page in zip(plans, kept, strict=True) if page is None]
        rendered = iter(map_in_processes(renderer.page, new, jobs, progress, pays_from=_PAYS_FROM))
        results = [page or next(rendered) for page in kept]
    original = guide.settings.language
    for language, translation in guide.translations.items():
        said, own = spoken[language], translation.guide
        with speaking(said):
            data = script_data(own, OTHER_SCRIPTS)
            own_assets, more = assets_in(language, assets, sources, data, said)
            builder = ViewBuilder(own, own_assets, translation=translation, original=guide)
            tongue = Tongue(said, moved_in(translation), original)
            renderer = Renderer(builder, templates, memory, read, earlier, tongue)
            others = list(plan_translation(builder, translation, guide.settings))
            results += [renderer.kept(plan) or renderer.page(plan) for plan in others]
        files += more
        plans += others
    for made in results:
        if made.made_of and isinstance(made.result, Page):
            memory.note(made.made_of, made.result.digest)
    if are_as_digested(*templates.folders):  # otherwise nobody knows what pages are made of
        memory.keep()
        remembered.keep()
    pages = [made.result for made in results if isinstance(made.result, Page)]
    faults = dict.fromkeys(made.result for made in results if isinstance(made.result, Diagnostic))
    sheets = [MY_ROUTINE, *(f"/routines/{slug}/" for slug in guide.routines)]
    sheets += [
        f"/{language}/routines/{slug}/"
        for language, translation in guide.translations.items()
        for slug in translation.guide.routines
    ]
    pages += code_files(guide.settings.address, sheets, Memory("codes", owner))
    pages += [*files, *figures, *machine_files(guide, pages), *export_files(guide)]
    pages.append(service_worker(worker, pages))
    stale = frozenset(plan.file for plan, made in zip(plans, results, strict=True) if made.is_stale)
    return Rendered(tuple(pages), (*slow, *wrong, *faults), stale)


def _read_words_of(
    guide: Guide, templates: Layers, memory: Memory, read: str
) -> tuple[dict[str, dict[str, str]], list[Diagnostic]]:
    """What templates and scripts say in each language of the guide, and what is wrong with it."""
    key = f"texts {read}"
    texts = memory.of(read_texts, templates, key) if read else read_texts(templates)
    spoken: dict[str, dict[str, str]] = {}
    faults: list[Diagnostic] = []
    for language in (guide.settings.language, *guide.translations):
        is_begun = language != guide.settings.language
        spoken[language], found = read_words(templates, language, texts, is_begun=is_begun)
        faults += found
    wanted = texts_to_translate(texts)
    for language in guide.translations:
        faults += missing_words(templates, language, spoken[language], wanted)
    return spoken, faults
