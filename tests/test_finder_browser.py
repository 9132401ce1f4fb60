"""The finder at /stretches/: what a sore reader types and ticks leaves what suits, and says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect
from test_browser import LOOKS, violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

    Stretch = dict[str, Any]

PLACE = "stretches/index.html"
SEARCH = "What are you looking for?"
CHOICES = "Choose by time, position and more"
LEAVE_OUT = "Leave out what I should ask about first"
SHOW_ALL = "Show all again"
LYING = {"lying-back", "lying-front", "lying-side"}
FLOOR = LYING | {"floor-sitting", "all-fours", "kneeling"}


@pytest.fixture(scope="module")
def stretches(site: Path) -> list[Stretch]:
    """Every stretch, in order, as the guide's data tell of it."""
    guide: dict[str, list[Stretch]] = json.loads((site / "guide.json").read_text("utf-8"))
    return guide["stretches"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a phone; whatever goes wrong or complains on it fails the test."""
    opened = browser.new_page(viewport={"width": 360, "height": 740})
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    yield opened
    opened.close()
    assert faults == []


@pytest.fixture
def finder(page: Page, address: str) -> Page:
    """The finder, opened."""
    page.goto(address + PLACE)
    return page


def shown(page: Page) -> list[str]:
    """The slugs of the stretches in sight, in order."""
    links = page.locator(".guide-stretch-list .guide-card__link:visible")
    paths = links.evaluate_all("links => links.map(link => link.pathname)")
    return [path.split("/")[-2] for path in paths]


def those(stretches: list[Stretch], suits: Callable[[Stretch], bool]) -> list[str]:
    """The slugs of the stretches that suit, in order."""
    return [stretch["slug"] for stretch in stretches if suits(stretch)]


def of_area(*areas: str) -> Callable[[Stretch], bool]:
    """Whether a stretch belongs to one of these areas."""
    return lambda stretch: not set(areas).isdisjoint(stretch["areas"])


def unfold(page: Page, title: str) -> None:
    """Open a group of choices, as a reader does."""
    page.locator("summary", has_text=title).click()


def tick(page: Page, group: str, choice: str) -> None:
    """Tick a box of a group."""
    page.get_by_role("group", name=group).get_by_role("checkbox", name=choice).check()


# Words


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("bum", ["buttocks"]),
        ("Glutes", ["buttocks"]),
        ("calf", ["calves"]),
        ("hip", ["hips"]),
        ("neck stiff", ["neck"]),
        ("my néck is sore", ["neck"]),
        ("  LOWER   BACK pain! ", ["lower-back"]),
        ("stretches for the shoulder", ["shoulders"]),
        ("back", ["upper-back", "lower-back"]),
        ("back of the thigh", ["hamstrings"]),
    ],
)
def test_everyday_words_find_the_place(
    finder: Page, stretches: list[Stretch], typed: str, areas: list[str]
) -> None:
    """What people call a place finds its stretches; how it hurts rules none of them out."""
    finder.get_by_label(SEARCH).fill(typed)

    assert shown(finder) == those(stretches, of_area(*areas))


def test_room_is_as_large_as_what_the_script_shows(browser: Browser, address: str) -> None:
    """The list stands where it stood before the script came, however late that is."""
    page = browser.new_page(viewport={"width": 412, "height": 823})
    places = []
    for silent in (True, False):
        if silent:
            page.route("**/*.js", lambda route: route.abort())
        page.goto(address + PLACE)
        expect(page.locator(".guide-finder__count")).to_have_text(
            "" if silent else re.compile(r"\d+ stretches")
        )
        places.append(page.locator("#neck").bounding_box())
        page.unroute("**/*.js")

    assert places[0] == places[1]
    page.close()


def test_muscles_are_found_by_their_latin_and_their_plain_name(
    finder: Page, stretches: list[Stretch]
) -> None:
    """A word off a doctor's letter works, and so does what it means."""
    gluteus = those(stretches, lambda s: any(m.startswith("gluteus") for m in s["muscles"]))
    finder.get_by_label(SEARCH).fill("gluteus")
    assert shown(finder) == gluteus

    finder.get_by_label(SEARCH).fill("breathing muscle")
    assert "belly-breathing" in shown(finder)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("knee to chest", "one-knee-to-chest"),
        ("towels", "hamstring-strap"),
        ("lying thigh", "hamstring-strap"),
        ("shoulder bla", "upper-back-hug"),
        ("groin", "butterfly-lying"),
        ("lie down towel", "hamstring-strap"),
        ("floor hands", "cat-cow"),
    ],
)
def test_every_typed_word_has_to_begin_a_word_of_the_stretch(
    finder: Page, stretches: list[Stretch], typed: str, slug: str
) -> None:
    """Titles, things and positions are found too, and half a word is enough."""
    finder.get_by_label(SEARCH).fill(typed)
    found = shown(finder)

    assert slug in found
    assert len(found) < len(stretches) / 2


@pytest.mark.parametrize("typed", ["", "  ", "it hurts", "?!<>&", "..."])
def test_words_that_name_nothing_leave_the_whole_list(
    finder: Page, stretches: list[Stretch], typed: str
) -> None:
    """Nobody is met with an empty page for saying that it hurts."""
    finder.get_by_label(SEARCH).fill(typed)

    assert shown(finder) == those(stretches, lambda _: True)


def test_list_keeps_its_order_and_drops_empty_places(finder: Page) -> None:
    """From head to toe as before, without headings that have nothing below them."""
    before = shown(finder)
    finder.get_by_label(SEARCH).fill("chair")
    found = shown(finder)
    sections = finder.locator("main section:visible:has(.guide-stretch-list)")

    assert found == [slug for slug in before if slug in found]
    assert sections.count() > 1
    for section in sections.all():
        assert section.locator("li:visible").count() > 0


# Choices


@pytest.mark.parametrize(
    ("group", "choices", "suits"),
    [
        ("I can", ["sit"], {"sitting"}),
        ("I can", ["stand"], {"standing"}),
        ("I can", ["lie down"], LYING),
        ("I can", ["get down to the floor"], FLOOR),
        ("I can", ["sit", "stand"], {"sitting", "standing"}),
    ],
)
def test_positions_leave_what_one_can_do(
    finder: Page, stretches: list[Stretch], group: str, choices: list[str], suits: set[str]
) -> None:
    """A stretch stays if one way of doing it is within reach."""
    unfold(finder, CHOICES)
    for choice in choices:
        tick(finder, group, choice)

    assert shown(finder) == those(stretches, lambda s: not suits.isdisjoint(s["positions"]))


def test_things_at_hand_leave_what_needs_no_more(finder: Page, stretches: list[Stretch]) -> None:
    """Who has a chair sees what needs a chair or nothing; who has nothing, what needs nothing."""
    unfold(finder, CHOICES)
    tick(finder, "I have", "a sturdy chair")
    assert shown(finder) == those(stretches, lambda s: set(s["needs"]) <= {"chair"})
    tick(finder, "I have", "a wall")
    assert shown(finder) == those(stretches, lambda s: set(s["needs"]) <= {"chair", "wall"})

    tick(finder, "I have", "none of these")
    assert shown(finder) == those(stretches, lambda s: not s["needs"])
    assert not finder.get_by_role("checkbox", name="a wall").is_checked()
    tick(finder, "I have", "a wall")
    assert not finder.get_by_role("checkbox", name="none of these").is_checked()
    assert shown(finder) == those(stretches, lambda s: set(s["needs"]) <= {"wall"})


@pytest.mark.parametrize("minutes", [1, 2, 3])
def test_time_is_a_most(finder: Page, stretches: list[Stretch], minutes: int) -> None:
    """Nothing that stays says that it takes longer, and nothing shorter is missing."""
    unfold(finder, CHOICES)
    finder.get_by_label("How long").select_option(str(minutes))
    facts = finder.locator(".guide-card__facts:visible").all_inner_texts()
    said = [match[1] for text in facts if (match := re.search(r"([\d½]+) minutes?", text))]

    assert shown(finder) == those(stretches, lambda s: s["seconds"] <= minutes * 60)
    assert len(said) == len(facts)
    assert [text for text in said if float(text.replace("½", ".5")) > minutes] == []


def test_level_is_a_most(finder: Page, stretches: list[Stretch]) -> None:
    """Who wants it easy is spared the rest; the hardest level is no choice, it leaves all."""
    unfold(finder, CHOICES)
    finder.get_by_label("How hard").select_option("Easy")

    assert shown(finder) == those(stretches, lambda s: s["level"] == 1)
    offered = finder.get_by_label("How hard").locator("option").count()
    assert offered == max(stretch["level"] for stretch in stretches)


def test_place_is_any_place_of_a_stretch(finder: Page, stretches: list[Stretch]) -> None:
    """A stretch that stands below another place is found for this one too."""
    finder.get_by_label("Which part of the body?").select_option("Shoulders")

    assert shown(finder) == those(stretches, of_area("shoulders"))


def test_what_to_ask_about_first_can_be_left_out(finder: Page, stretches: list[Stretch]) -> None:
    """Each condition takes away what names it, and the form says to ask all the same."""
    unfold(finder, LEAVE_OUT)
    assert finder.get_by_text("Ask your doctor or therapist about the others too").is_visible()
    tick(finder, "Tick what you have or had", "Osteoporosis")
    tick(finder, "Tick what you have or had", "Pregnancy")

    out = {"osteoporosis", "pregnancy"}
    assert shown(finder) == those(stretches, lambda s: out.isdisjoint(s["ask_first"]))


def test_only_what_some_stretch_has_is_offered(finder: Page, stretches: list[Stretch]) -> None:
    """No choice leads to nothing by itself."""
    for name, key in (("area", "areas"), ("need", "needs"), ("caution", "ask_first")):
        values = finder.locator(f"[name={name}]:is([type=checkbox]), [name={name}] option")
        offered = values.evaluate_all("choices => choices.map(choice => choice.value)")
        assert set(offered) - {"", "none"} == {v for s in stretches for v in s[key]}


def test_choices_and_words_add_up(finder: Page, stretches: list[Stretch]) -> None:
    """Everything that is asked for holds at once, and each group says how much is chosen."""
    finder.get_by_label(SEARCH).fill("buttocks")
    unfold(finder, CHOICES)
    tick(finder, "I can", "lie down")
    finder.get_by_label("How long").select_option("2 minutes")
    unfold(finder, LEAVE_OUT)
    tick(finder, "Tick what you have or had", "Hip replacement")

    wanted = those(
        stretches,
        lambda s: (
            "buttocks" in s["areas"]
            and bool(LYING & set(s["positions"]))
            and s["seconds"] <= 120
            and "hip-replacement" not in s["ask_first"]
        ),
    )
    assert shown(finder) == wanted != []
    expect(finder.locator("summary").nth(0)).to_have_text(f"{CHOICES}: 2 chosen")
    expect(finder.locator("summary").nth(1)).to_have_text(f"{LEAVE_OUT}: 1 chosen")


# What is said


def test_count_is_said_once_typing_pauses(
    page: Page, address: str, stretches: list[Stretch]
) -> None:
    """The list follows each key; the polite count waits, so that nobody is talked over."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(address + PLACE)
    status = page.locator(".guide-finder__count")
    everything = f"{len(stretches)} stretches"
    said = page.evaluate_handle("""() => {
        const said = [];
        const status = document.querySelector('.guide-finder__count');
        const hear = () => said.push(status.textContent);
        new MutationObserver(hear).observe(status, {childList: true});
        return said;
    }""")
    assert status.inner_text() == everything
    for letter in "neck":
        page.get_by_label(SEARCH).press(letter)
        page.clock.run_for(200)
    found = len(shown(page))
    assert found < len(stretches)
    assert status.inner_text() == everything
    page.clock.run_for(1000)

    assert said.json_value() == [f"{found} of {everything}"]
    assert page.url.endswith("?q=neck")


def test_nothing_found_says_what_to_do(finder: Page, stretches: list[Stretch]) -> None:
    """A dead end has a way out, and the way out loses nobody's place."""
    finder.get_by_label(SEARCH).fill("elephant")
    status = finder.locator(".guide-finder__count")
    expect(status).to_have_text("No stretch fits all of this. Type less, or take a choice away.")
    finder.get_by_role("button", name=SHOW_ALL).click()

    assert len(shown(finder)) == len(stretches)
    assert finder.get_by_label(SEARCH).input_value() == ""
    expect(status).to_have_text(f"{len(stretches)} stretches")
    expect(status).to_be_focused()
    expect(finder.get_by_role("button", name=SHOW_ALL)).to_be_hidden()
    assert "?" not in finder.url


def test_who_types_an_illness_is_told_to_ask_first(finder: Page) -> None:
    """No stretch is for an illness; a reader who looks for one gets a safe answer."""
    finder.get_by_label(SEARCH).fill("sciatica")

    expect(finder.locator(".guide-finder__count")).to_contain_text(
        "Sciatica or a slipped disc: ask your doctor or therapist before you start."
    )
    expect(finder.get_by_role("button", name=SHOW_ALL)).to_be_visible()


def test_button_below_the_choices_tells_the_count_and_leads_to_the_list(finder: Page) -> None:
    """Deep among the boxes, a reader sees what comes of a tick, and one press goes on."""
    unfold(finder, LEAVE_OUT)
    tick(finder, "Tick what you have or had", "Sciatica")
    found = len(shown(finder))
    finder.get_by_role("button", name=f"Show {found} stretches").click()

    assert finder.locator("details[open]").count() == 0
    expect(finder.locator(".guide-finder__count")).to_be_focused()
    expect(finder.locator(".guide-finder__count")).to_be_in_viewport()


def test_finder_works_by_keyboard_alone(finder: Page, stretches: list[Stretch]) -> None:
    """Tab, space, arrows and Enter do it all, and focus is never lost."""
    finder.get_by_label(SEARCH).focus()
    finder.keyboard.type("thigh")
    finder.keyboard.press("Tab")
    expect(finder.get_by_label("Which part of the body?")).to_be_focused()
    finder.keyboard.type("Hips")
    finder.keyboard.press("Tab")
    finder.keyboard.press("Enter")  # unfolds
    for _ in range(3):
        finder.keyboard.press("Tab")
    finder.keyboard.press("Space")
    assert finder.get_by_role("checkbox", name="sit", exact=True).is_checked()
    finder.keyboard.press("Tab")
    finder.keyboard.press("Space")
    found = shown(finder)
    finder.get_by_label(SEARCH).focus()
    finder.keyboard.press("Enter")

    expect(finder.locator(".guide-finder__count")).to_be_focused()
    assert 0 < len(found) < len(stretches)
    assert shown(finder) == found
    assert finder.locator("details[open]").count() == 0
    finder.keyboard.press("Tab")
    finder.keyboard.press("Enter")
    assert len(shown(finder)) == len(stretches)
    expect(finder.locator(".guide-finder__count")).to_be_focused()


# The address


def test_reload_and_back_keep_what_was_chosen(finder: Page) -> None:
    """Who reads a stretch and comes back finds the list as it was left."""
    finder.get_by_label(SEARCH).fill("hip")
    unfold(finder, CHOICES)
    tick(finder, "I can", "stand")
    tick(finder, "I can", "lie down")
    finder.get_by_label("How hard").select_option("Easy")
    unfold(finder, LEAVE_OUT)
    tick(finder, "Tick what you have or had", "Pregnancy")
    left = shown(finder)
    finder.reload()
    assert shown(finder) == left

    finder.locator(".guide-card__link:visible").first.click()
    finder.wait_for_url("**/stretches/*/index.html")
    finder.go_back()
    expect(finder.get_by_label(SEARCH)).to_have_value("hip")
    assert shown(finder) == left
    assert finder.locator("[name=caution]:checked").count() == 1


def test_health_is_never_sent_to_the_host(finder: Page, stretches: list[Stretch]) -> None:
    """What one has or had stays in the browser: neither address asked for nor referrer has it."""
    unfold(finder, LEAVE_OUT)
    tick(finder, "Tick what you have or had", "Osteoporosis")
    assert "osteoporosis" in finder.url
    requests: list[Request] = []
    finder.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - no builtin
    finder.reload()
    left = shown(finder)
    finder.locator(".guide-card__link:visible").first.click()
    finder.wait_for_url("**/stretches/*/index.html")

    # Playwright adds to an address what stands behind its #; a browser sends what is before it.
    sent = [f"{urldefrag(request.url)[0]} {request.all_headers()}" for request in requests]
    assert sent
    assert [line for line in sent if "osteoporosis" in line] == []
    assert left == those(stretches, lambda s: "osteoporosis" not in s["ask_first"])


def test_link_inside_the_page_undoes_no_choice(finder: Page) -> None:
    """The skip link takes the end of the address; what was left out stays out."""
    unfold(finder, LEAVE_OUT)
    tick(finder, "Tick what you have or had", "Osteoporosis")
    left = shown(finder)
    finder.locator(".guide-skip-link").focus()
    finder.keyboard.press("Enter")
    expect(finder).to_have_url(re.compile("#caution=osteoporosis$"))

    assert shown(finder) == left


def test_link_to_a_place_in_the_list_leads_there(
    page: Page, address: str, stretches: list[Stretch]
) -> None:
    """Places in the list keep their addresses, which other pages may link to."""
    page.goto(f"{address}{PLACE}#calves")

    expect(page.get_by_role("heading", name="Calves", exact=True)).to_be_in_viewport()
    assert page.url.endswith("#calves")
    assert len(shown(page)) == len(stretches)


@pytest.mark.parametrize(
    ("query", "suits"),
    [
        ("?position=sitting", lambda s: "sitting" in s["positions"]),
        ("?position=lying-back", lambda s: bool(LYING & set(s["positions"]))),
        ("?area=calves&need=none", lambda s: "calves" in s["areas"] and not s["needs"]),
        ("?caution=pregnancy", lambda s: "pregnancy" not in s["ask_first"]),
        ("?minutes=1&level=1", lambda s: s["seconds"] <= 60 and s["level"] == 1),
        ("?q=bum", of_area("buttocks")),
    ],
)
def test_links_from_elsewhere_choose(
    page: Page, address: str, stretches: list[Stretch], query: str, suits: Callable[[Stretch], bool]
) -> None:
    """A page or a friend can point to a part of the list."""
    page.goto(address + PLACE + query)

    assert shown(page) == those(stretches, suits)
    assert page.get_by_role("button", name=SHOW_ALL).is_visible()


@pytest.mark.parametrize(
    "query",
    [
        "?area=moon&position=flying&need=wings&minutes=99&level=-1&caution=boredom&colour=red",
        "?area=__proto__&position=constructor&need=toString&caution=hasOwnProperty",
        "?%E0%A4%A=%&&&===&q=#%%%",
        "?minutes=1e9&level=NaN&area=%00#neck",
    ],
)
def test_unknown_values_change_nothing(
    page: Page, address: str, stretches: list[Stretch], query: str
) -> None:
    """An old or a broken link gives the whole list."""
    page.goto(address + PLACE + query)

    assert len(shown(page)) == len(stretches)


@pytest.mark.parametrize(
    "query",
    [
        "?q=<img src=x onerror=alert(1)>",
        "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "?q=(((((a%2B)%2B)%2B)*$%5B",
        "?area='];alert(1);//#caution=<svg/onload=alert(1)>",
        "?q=" + "neck " * 2000,
    ],
)
def test_hostile_addresses_do_nothing(page: Page, address: str, query: str) -> None:
    """What stands in an address is compared as words, never run, never written as HTML."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(address + PLACE + query)

    assert page.locator(".guide-finder__count").inner_text()
    assert page.locator("main :is(script, [onerror], [onload])").count() == 0
    assert len(page.get_by_label(SEARCH).input_value()) <= 80
    assert asked == []


def test_finder_works_from_disk(page: Page, site: Path, stretches: list[Stretch]) -> None:
    """Opened from a folder it finds, and keeps what was chosen."""
    page.goto((site / PLACE).as_uri())
    page.get_by_label(SEARCH).fill("bum")
    expect(page.locator(".guide-finder__count")).to_contain_text(" of ")
    page.reload()

    assert shown(page) == those(stretches, of_area("buttocks"))


def test_finder_works_where_the_address_may_not_change(
    page: Page, site: Path, stretches: list[Stretch]
) -> None:
    """Some browsers forbid it for a file; the list is right all the same."""
    page.add_init_script(
        "history.replaceState = () => { throw new DOMException('', 'SecurityError'); };"
    )
    page.goto((site / PLACE).as_uri())
    page.get_by_label(SEARCH).fill("bum")
    expect(page.locator(".guide-finder__count")).to_contain_text(" of ")

    assert shown(page) == those(stretches, of_area("buttocks"))


# Without


def test_without_javascript_it_is_a_list_with_links(
    browser: Browser, address: str, stretches: list[Stretch]
) -> None:
    """All stretches, links to each place, and no form that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PLACE)

    assert shown(page) == those(stretches, lambda _: True)
    assert page.locator(".guide-jump-list a:visible").count() > 5
    assert page.locator(".guide-finder").is_hidden()
    context.close()


def test_without_its_script_the_list_stays(
    browser: Browser, address: str, stretches: list[Stretch]
) -> None:
    """A script lost on a bad connection costs the form and nothing else."""
    page = browser.new_page()
    page.route("**/stretches.*.js", lambda route: route.abort())
    page.goto(address + PLACE)

    assert shown(page) == those(stretches, lambda _: True)
    assert page.locator(".guide-finder").is_hidden()
    page.close()


# Looks


def test_open_finder_is_accessible(browser: Browser, address: str) -> None:
    """Axe finds nothing in it, whole or with nothing found, in light and in dark."""
    context = browser.new_context()
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    found = {}
    for query in ("?area=neck&position=sitting&need=chair#caution=osteoporosis", "?q=elephant"):
        page.goto("about:blank")
        page.goto(address + PLACE + query)
        for summary in page.locator("summary").all():
            summary.click()
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 740})
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page, "best-practice"):
                found[query, width, scheme] = broken
    context.close()

    assert found == {}


def test_open_finder_fits_a_small_phone_and_large_text(finder: Page) -> None:
    """At 320 pixels and with text doubled nothing is cut off; what one presses is large."""
    for title in (CHOICES, LEAVE_OUT):
        unfold(finder, title)
    finder.get_by_label(SEARCH).fill("elephant")
    small = finder.locator(
        ".guide-finder :is(input[type=search], select, summary, button, label:has(input))"
    )
    heights = small.evaluate_all(
        """parts => parts.filter(part => part.offsetParent)
            .map(part => part.getBoundingClientRect().height)"""
    )
    too_wide = "document.documentElement.scrollWidth > innerWidth"
    finder.set_viewport_size({"width": 320, "height": 640})
    is_too_wide = finder.evaluate(too_wide)
    finder.set_viewport_size({"width": 360, "height": 740})
    finder.evaluate("document.documentElement.style.setProperty('font-size', '200%')")

    assert len(heights) > 20
    assert min(heights) >= 47.5
    assert not is_too_wide
    assert not finder.evaluate(too_wide)


def test_paper_has_the_list_without_the_form(finder: Page, stretches: list[Stretch]) -> None:
    """Who prints gets the stretches that were left, and no boxes to tick."""
    finder.get_by_label(SEARCH).fill("bum")
    finder.emulate_media(media="print")

    assert finder.locator(".guide-finder").is_hidden()
    assert shown(finder) == those(stretches, of_area("buttocks"))
