"""A guided session, as someone on a mat with a phone beside them meets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from test_browser import LOOKS, violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

START, PAUSE, GO_ON = "Start, step by step", "Pause", "Go on"
READY, HOLD, REST, SWITCH = "Get ready", "Hold", "Rest", "Now the other side"
MORNING = "routines/morning/index.html"
FIRST, SECOND, KNEE = "Full-length bed stretch", "Pelvic tilt", "One knee to chest"
# What a device would do beside showing: kept in a list instead.
LISTEN = """
window.heard = [];
window.AudioContext = class {
    currentTime = 0;
    resume() {}
    createOscillator() {
        return {frequency: {}, connect: (to) => to, start: () => heard.push("beep"), stop() {}};
    }
    createGain() {
        const gain = {setValueAtTime() {}, linearRampToValueAtTime() {},
            exponentialRampToValueAtTime() {}};
        return {gain, connect: (to) => to};
    }
};
Object.defineProperty(window, "speechSynthesis", {value: {
    speak: (words) => heard.push(words.text), cancel() {},
}});
Object.defineProperty(navigator, "wakeLock", {value: {request: async () => {
    heard.push("screen on");
    return {addEventListener() {}, release: async () => heard.push("screen off")};
}}});
"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose clock we move and whose sounds we hear."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.add_init_script(LISTEN)
    page = context.new_page()
    stop_the_clock(page)
    yield page
    context.close()


def stop_the_clock(page: Page) -> None:
    """From now on it goes only as far as a test lets it go, however slow the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def opened(page: Page, address: str, *choices: str) -> Locator:
    """A session that has just begun, with some choices made."""
    page.goto(address + MORNING)
    page.get_by_role("button", name=START).click()
    for choice in choices:
        page.get_by_label(choice).check()
    page.get_by_role("button", name="Start", exact=True).click()
    return page.get_by_role("dialog")


def now(page: Page) -> str:
    """What the session says to do now."""
    return page.locator(".guide-session__what span").first.inner_text()


def title(page: Page) -> str:
    """Which stretch it is."""
    return page.locator(".guide-session__title").inner_text()


def seconds(page: Page) -> int:
    """The seconds that are shown."""
    return int(page.locator(".guide-session__seconds").inner_text())


def press(page: Page, name: str) -> None:
    """Press a button of the session."""
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).tap()


def skip_to(page: Page, wanted: str) -> None:
    """Skip what comes before a stretch, wherever it stands in the morning."""
    for _ in range(7):
        if title(page) == wanted:
            return
        press(page, "Skip")
    pytest.fail(f"The morning has no {wanted}.")


# From getting ready to done


def test_leads_from_getting_ready_through_each_hold(phone: Page, address: str) -> None:
    """The first stretch of the morning: 15 seconds to get ready, three holds with rests."""
    opened(phone, address)
    seen: list[str] = []
    for _ in range(45):
        if not seen or seen[-1] != now(phone):
            seen.append(now(phone))
        phone.clock.run_for(1000)

    assert seen[:6] == [READY, HOLD, REST, HOLD, REST, HOLD]


def test_second_side_is_a_half_of_its_own(phone: Page, address: str) -> None:
    """With time to change, the picture turned over, and its name."""
    opened(phone, address)
    skip_to(phone, KNEE)
    picture = phone.locator(".guide-session__picture")
    for _ in range(60):
        if now(phone) == SWITCH:
            break
        assert "First side" in phone.locator(".guide-session__what").inner_text()
        phone.clock.run_for(1000)

    assert now(phone) == SWITCH
    assert "other" in (picture.get_attribute("class") or "")
    phone.clock.run_for(13_000)
    assert now(phone) == HOLD
    assert "Other side" in phone.locator(".guide-session__what").inner_text()


def test_says_whom_to_ask_before_the_first_stretch(phone: Page, address: str) -> None:
    """Whoever presses the large button at once still meets the conditions, above the next one."""
    phone.goto(address + MORNING)
    phone.get_by_role("button", name=START).click()
    session = phone.get_by_role("dialog")
    asked = session.get_by_text("Ask your doctor or therapist first").bounding_box()
    start = session.get_by_role("button", name="Start", exact=True).bounding_box()

    assert session.get_by_role("link", name="new hip").is_visible()
    assert asked
    assert start
    assert asked["y"] < start["y"]


def test_shows_the_way_while_one_gets_ready(phone: Page, address: str) -> None:
    """Start and end, and what to do in a line; then the hold alone, in the room of both."""
    session = opened(phone, address)
    skip_to(phone, KNEE)
    start = phone.locator(".guide-session__start")
    both = phone.locator(".guide-session__pictures").bounding_box()
    assert session.get_by_text("Start like this").is_visible()
    assert session.get_by_text("Then go to here").is_visible()
    assert session.get_by_text("Draw that knee towards your chest").is_visible()
    assert start.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    phone.clock.run_for(16_000)

    assert now(phone) == HOLD
    assert start.is_hidden()
    assert session.get_by_text("Start like this").is_hidden()
    assert session.get_by_text("Draw that knee").first.is_hidden()
    assert phone.locator(".guide-session__pictures").bounding_box() == both


def test_shows_both_ends_of_a_move_all_along(phone: Page, address: str) -> None:
    """Whoever goes to and fro has to know both."""
    opened(phone, address)
    skip_to(phone, SECOND)
    phone.clock.run_for(11_000)

    assert (title(phone), now(phone)) == (SECOND, "Move slowly")
    assert phone.locator(".guide-session__start").is_visible()


def test_the_start_is_turned_over_for_the_other_side(phone: Page, address: str) -> None:
    """While one changes sides both pictures are there, mirrored."""
    opened(phone, address)
    skip_to(phone, KNEE)
    for _ in range(60):
        if now(phone) == SWITCH:
            break
        phone.clock.run_for(1000)

    start = phone.locator(".guide-session__start")
    assert start.is_visible()
    assert "other" in (start.get_attribute("class") or "")


@pytest.mark.parametrize("height", [640, 740, 844])
def test_a_small_phone_shows_what_to_do_above_the_controls(
    phone: Page, address: str, height: int
) -> None:
    """Nothing has to be scrolled while one gets ready, and Pause stays under the thumb."""
    phone.set_viewport_size({"width": 360, "height": height})
    opened(phone, address)
    skip_to(phone, KNEE)
    before = phone.locator(".guide-session__controls").bounding_box()
    words = phone.locator(".guide-session__short").bounding_box()
    phone.clock.run_for(16_000)
    after = phone.locator(".guide-session__controls").bounding_box()

    assert before is not None
    assert words is not None
    assert words["y"] + words["height"] <= before["y"]
    assert before == after


def test_takes_as_long_as_it_says(phone: Page, address: str) -> None:
    """The whole routine runs to its end within half a minute of what was promised."""
    phone.goto(address + MORNING)
    phone.get_by_role("button", name=START).click()
    promise = re.search(r"about (\d+) minutes", phone.get_by_role("dialog").inner_text())
    assert promise
    phone.get_by_role("button", name="Start", exact=True).click()
    minutes = int(promise[1])
    phone.clock.run_for((minutes * 60 - 31) * 1000)
    assert phone.get_by_text("Done. Take a breath").count() == 0
    phone.clock.run_for(62_000)

    assert phone.get_by_role("heading", name="Good morning").last.is_visible()
    assert phone.get_by_text("Done. Take a breath").is_visible()


def test_longer_holds_are_a_choice(phone: Page, address: str) -> None:
    """It begins with the short ones, as the guide advises."""
    opened(phone, address)
    phone.clock.run_for(15_200)
    short = seconds(phone)
    phone.keyboard.press("Escape")
    opened(phone, address, "Long")
    phone.clock.run_for(15_200)

    assert (short, seconds(phone)) == (5, 10)


def test_next_one_is_announced_and_the_way_shown(phone: Page, address: str) -> None:
    """One knows what comes, and how far it is."""
    session = opened(phone, address)

    assert session.get_by_text(f"Next: {SECOND}").is_visible()
    assert session.get_by_text(re.compile("1 of 7, about . minutes left")).is_visible()
    phone.clock.run_for(20_000)
    bar = session.get_by_role("progressbar", name="How far you are")
    assert 0 < float(bar.evaluate("bar => bar.value")) < 0.2


def test_steps_can_be_read_on_the_way(phone: Page, address: str) -> None:
    """What to do is there, in words."""
    session = opened(phone, address)
    session.get_by_text("What to do").tap()

    assert session.get_by_role("listitem").count() >= 3


# The person's own pace


def test_can_be_paused_for_as_long_as_one_likes(phone: Page, address: str) -> None:
    """Nothing runs on; then it goes on where it was."""
    opened(phone, address)
    phone.clock.run_for(4000)
    press(phone, PAUSE)
    left = seconds(phone)
    phone.clock.run_for(600_000)
    assert seconds(phone) == left
    press(phone, GO_ON)
    phone.clock.run_for(2000)

    assert seconds(phone) in {left - 1, left - 2}
    assert now(phone) == READY


def test_waits_for_whoever_needs_time(phone: Page, address: str) -> None:
    """By choice, each stretch begins at a press."""
    opened(phone, address, "Wait for me")
    phone.clock.run_for(900_000)
    assert now(phone) == READY
    press(phone, "I am ready")
    assert now(phone) == HOLD
    phone.clock.run_for(900_000)

    assert title(phone) == SECOND
    assert now(phone) == READY


def test_back_again_and_skip(phone: Page, address: str) -> None:
    """Back to the start of this stretch, then to the one before; once more; on to the next."""
    opened(phone, address)
    skip_to(phone, KNEE)
    phone.clock.run_for(20_000)
    assert now(phone) == HOLD
    before = seconds(phone)
    press(phone, "Again")
    assert seconds(phone) > before
    press(phone, "Back")
    assert (title(phone), now(phone)) == (KNEE, READY)
    press(phone, "Back")
    assert title(phone) == "Knee rolls"
    for _ in range(5):
        press(phone, "Skip")

    assert phone.get_by_text("Done. Take a breath").is_visible()


def test_can_be_ended_and_taken_up_again(phone: Page, address: str) -> None:
    """Even after the page was loaded anew, it offers to go on where one stopped."""
    opened(phone, address)
    skip_to(phone, KNEE)
    press(phone, "End")
    assert phone.get_by_role("dialog").count() == 0
    phone.reload()
    phone.get_by_role("button", name=START).click()
    phone.get_by_role("button", name=f"Go on with {KNEE}").click()

    assert title(phone) == KNEE


def test_time_goes_by_the_clock(phone: Page, address: str) -> None:
    """A phone that was locked for half a minute shows what is due now, not what was due then."""
    opened(phone, address)
    phone.clock.run_for(1000)
    phone.clock.fast_forward(26_500)  # 27.5 seconds: ready 15, hold 5, rest 5, hold since 2.5
    phone.clock.run_for(300)

    assert now(phone) == HOLD
    assert "2 of 3" in phone.locator(".guide-session__what").inner_text()
    assert seconds(phone) in {2, 3}


def test_works_by_keyboard_alone(phone: Page, address: str) -> None:
    """Focus is where it is needed, arrows move, Escape ends."""
    phone.goto(address + MORNING)
    phone.get_by_role("button", name=START).focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Enter")
    assert now(phone) == READY
    phone.keyboard.press("Space")
    assert phone.get_by_role("button", name=GO_ON).is_visible()
    phone.keyboard.press("ArrowRight")
    assert title(phone) == SECOND
    phone.keyboard.press("ArrowLeft")
    assert title(phone) == FIRST
    phone.evaluate("document.dir = 'rtl'")  # where one reads the other way, one goes on that way
    phone.keyboard.press("ArrowLeft")
    assert title(phone) == SECOND
    phone.keyboard.press("ArrowRight")
    assert title(phone) == FIRST
    phone.keyboard.press("Escape")

    assert phone.get_by_role("dialog").count() == 0
    assert phone.evaluate("document.activeElement.textContent") == START


# What is heard


def heard(page: Page) -> list[str]:
    """Sounds, words and the screen's lock, in order."""
    return list(page.evaluate("heard"))


def test_beeps_at_each_change_unless_not_wanted(phone: Page, address: str) -> None:
    """One beep a change, none in between."""
    opened(phone, address)
    phone.clock.run_for(26_000)
    assert heard(phone).count("beep") == 4
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name=START).click()
    phone.get_by_label("A soft beep").uncheck()
    phone.get_by_role("button", name="Start again from the first").click()
    phone.clock.run_for(26_000)

    assert heard(phone).count("beep") == 4


def test_speaks_by_choice(phone: Page, address: str) -> None:
    """What a screen reader is told, a voice says too."""
    opened(phone, address, "Say it aloud")
    phone.clock.run_for(16_000)

    assert [words for words in heard(phone) if words[0].isupper()] == [
        "Full-length bed stretch. Get ready.",
        "Hold for 5 seconds.",
    ]


def test_screen_reader_hears_changes_not_seconds(phone: Page, address: str) -> None:
    """The live region says each phase once."""
    opened(phone, address)
    phone.evaluate("""() => {
        window.said = [];
        const session = document.querySelector(".guide-session");
        const hear = () => said.push(session.querySelector("[role=status]").textContent);
        const all = {childList: true, subtree: true, characterData: true};
        new MutationObserver(hear).observe(session, all);
    }""")
    phone.clock.run_for(21_000)

    said = [words for words in dict.fromkeys(phone.evaluate("said")) if words != ""]
    assert said[-2:] == ["Hold for 5 seconds.", "Rest."]


def test_screen_stays_on_while_it_runs(phone: Page, address: str) -> None:
    """And may go dark in a pause."""
    opened(phone, address)
    phone.wait_for_function("heard.includes('screen on')")
    press(phone, PAUSE)
    phone.wait_for_function("heard.includes('screen off')")

    assert [words for words in heard(phone) if "screen" in words] == ["screen on", "screen off"]


# Wherever it is opened


def test_choices_stay(phone: Page, address: str) -> None:
    """Whoever wants a voice wants it tomorrow too."""
    opened(phone, address, "Say it aloud")
    phone.reload()
    phone.get_by_role("button", name=START).click()

    assert phone.get_by_label("Say it aloud").is_checked()


def test_works_where_storage_is_forbidden_and_nothing_can_be_heard(
    browser: Browser, address: str
) -> None:
    """A browser that keeps nothing, makes no sound and lets the screen go dark still leads."""
    page = browser.new_page()
    page.add_init_script("""
        for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, {get() { throw new Error("forbidden"); }});
        delete window.AudioContext;
        window.AudioContext = undefined;
    """)
    stop_the_clock(page)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    opened(page, address)
    page.clock.run_for(16_000)

    assert now(page) == HOLD
    assert faults == []
    page.close()


def test_works_from_disk(phone: Page, site: Path) -> None:
    """Every routine can be started from a file."""
    for file in sorted(site.glob("routines/*/index.html")):
        phone.goto(file.as_uri())
        phone.get_by_role("button", name=START).click()
        phone.get_by_role("button", name="Start", exact=True).click()
        phone.clock.run_for(1000)

        shown = phone.locator(".guide-session__picture")
        assert shown.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def test_without_scripts_nothing_is_missing(browser: Browser, address: str) -> None:
    """The list says it all; no empty button stands about."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(address + MORNING)

    assert page.get_by_role("button", name=START).count() == 0
    assert page.locator(".guide-session-room").inner_text() == ""
    page.close()


def test_scripts_that_do_not_come_are_asked_for_again(phone: Page, address: str) -> None:
    """The line may fail just then: the page says so, and the next press tries anew."""
    phone.route("**/assets/session.*.js", lambda route: route.abort())
    phone.goto(address + MORNING)
    phone.get_by_role("button", name=START).click()
    phone.get_by_text("The session cannot be loaded just now").wait_for()

    phone.unroute("**/assets/session.*.js")
    phone.get_by_role("button", name=START).click()
    phone.get_by_role("button", name="Start", exact=True).click()

    assert title(phone) == FIRST
    assert phone.get_by_text("The session cannot be loaded just now").is_hidden()


def test_hostile_names_do_nothing(phone: Page, address: str) -> None:
    """A routine from a link may be called anything, and name what is not there."""
    phone.goto(address + MORNING)
    phone.evaluate("""() => supple.openSession({
        name: "<img src=x onerror=heard.push('broken')>",
        items: [
            {stretch: "__proto__", hold: 5, times: 1},
            {stretch: "chin-tuck", hold: 5, times: 2},
        ],
    })""")
    phone.get_by_role("button", name="Start", exact=True).click()

    assert title(phone) == "Chin tuck"
    assert "broken" not in heard(phone)


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (740, 360), (1280, 800)])
def test_fits_every_screen(browser: Browser, address: str, width: int, height: int) -> None:
    """Nothing scrolls sideways, targets are large, and on a phone all controls are in sight."""
    page = browser.new_page(viewport={"width": width, "height": height})
    session = opened(page, address)

    assert session.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    for control in session.get_by_role("button").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        if height > 600:
            assert box["y"] + box["height"] <= height
    page.close()


def test_no_screen_of_it_breaks_a_rule_of_accessibility(browser: Browser, address: str) -> None:
    """Choices, the stretch itself, and the end: axe finds nothing, in light and in dark."""
    context = browser.new_context()
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    found = {}
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        page.goto(address + MORNING)
        page.get_by_role("button", name=START).click()
        for screen, button in (("choices", "Start"), ("stretch", "Skip"), ("end", "")):
            if broken := violations(page, "best-practice"):
                found[screen, width, scheme] = broken
            for _ in range({"Start": 1, "Skip": 7}.get(button, 0)):
                page.get_by_role("button", name=button, exact=True).click()
    context.close()

    assert found == {}
