"""What a link or a device holds cannot run a script, break a page or hang it, whoever put it there.

Without `--long`, a sample of all values; with it, every value:

    .venv/bin/python -m pytest tests/test_hostile_state.py --long -s

or, with `--part 1/4`, a fourth of the addresses.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from conftest import SMALL_GUIDE, TEMPLATES, run, served
from hostile_browser import POLICY
from hostile_strings import hostile_strings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

MY_ROUTINE, FINDER = "my-routine/index.html", "stretches/index.html"
ROUTINE = "routines/morning/index.html"
PAGES = (MY_ROUTINE, ROUTINE, FINDER, "stretches/chin-to-chest/index.html")
LOCAL = ["supple.my-routine", "supple.diary", "supple.reading", "supple.session"]
SESSION = ["supple.session"]
KEY = re.compile(r'"(supple\.[a-z-]+)"')
NASTY = "<img src=x onerror=alert(1)>\"'`"
GOOD_ROUTINE: dict[str, Any] = {"version": 1, "items": [{"stretch": "knee-rolls"}]}
DEEP = 5000
# Each is what a key may hold instead of what the guide's own scripts put there.
NO_JSON = ("", "{", "[", "undefined", "NaN", "'x'", "\x00", NASTY, "{}{}", "\ufeff{}", "//")
PLAIN: list[Any] = [
    None, True, 0, -1, 1e308, 10**30, "", "x", NASTY, [], [[]], {}, [None], "\ud800",
    "x" * 1_000_000, list(range(10_000)), {str(number): number for number in range(10_000)},
]  # fmt: skip
ROUTINES: list[dict[str, Any]] = [
    {"version": "1"},
    {"version": NASTY},
    {"items": {"length": 1e9}},
    {"items": [None, 1, "x", [], {}, {"stretch": None}]},
    {"items": [{"stretch": NASTY, "hold": NASTY, "times": NASTY}]},
    {"items": [{"stretch": name} for name in ("__proto__", "constructor", "toString")]},
    {"items": [{"stretch": "knee-rolls", "hold": 1e300, "times": -1e300}]},
    {"items": [{"stretch": "knee-rolls", "hold": 1.5, "times": {"valueOf": 1}}]},
    {"items": [{"stretch": "knee-rolls", "hold": "9", "times": [3]}]},
    {"items": [{"stretch": "knee-rolls"}] * 10_000},
    {"name": NASTY, "preparedFor": NASTY, "preparedBy": NASTY, "note": NASTY},
    {"name": {"toString": NASTY}, "note": [NASTY], "preparedFor": 1, "preparedBy": None},
    {"name": "\u202e\ud800\u2028\x00", "note": "\ud800" * 1000},
    {"name": "x" * 100_000, "note": "\n" * 100_000},
    {"__proto__": {"name": NASTY}, "constructor": {"prototype": {"name": NASTY}}},
]
CHOICES: list[Any] = [
    {"text": "constructor", "contrast": "toString", "colours": "__proto__", "length": "valueOf"},
    {"text": NASTY, "contrast": {}, "colours": 1, "length": NASTY, "beep": NASTY},
    {"length": 1e9, "beep": None, "voice": {}, "wait": [], "__proto__": {"length": "long"}},
    {"text": "larger", "onload": "alert(1)", "movement": "x", "session": "//hostile.example/x"},
    {"__proto__": {"text": "largest"}},
]
DAYS: list[Any] = [NASTY, None, 1, {}, [], ["2026-01-01"], "2026-99-99"]
DIARIES: list[Any] = [
    {"morning": {"title": NASTY, "days": DAYS}},
    {"morning": {"title": "x", "days": {"length": 3, "0": "2026-01-01"}}},
    {"morning": {"title": "=cmd|'x'!A1", "days": ["2026-01-01"] * 10_000}},
    {"morning": {"title": {}, "days": []}},
    {"__proto__": {"title": "x", "days": []}, "constructor": {"title": NASTY, "days": []}},
]
PLACES: list[Any] = ["length", "__proto__", -1, 1e9, 1.5, NASTY, [0], {}, None]


def values() -> list[str]:
    """Every text that a key may hold."""
    shapes = (*CHOICES, *DIARIES, *PLAIN, *(GOOD_ROUTINE | change for change in ROUTINES))
    deep = ("[" * DEEP + "]" * DEEP, '{"items":' * DEEP + "1" + "}" * DEEP)
    protos = ('{"__proto__":{"version":1,"items":[]}}', '{"version":1,"items":[],"__proto__":null}')
    return [*(json.dumps(shape) for shape in shapes), *NO_JSON, *deep, *protos]


def endings() -> list[str]:
    """Every ending that an address may have, behind `?` or `#`."""
    texts = [quote(hostile.text, errors="replace") for hostile in hostile_strings()]
    raw = [re.sub(r"\s|[\ud800-\udfff]", "+", hostile.text) for hostile in hostile_strings()]
    made = [f"#r=1;knee-rolls:5x5&name={text}&for={text}&by={text}&note={text}" for text in texts]
    made += [f"?q={text}&area={text}&text={text}&floor={text}#caution={text}" for text in texts]
    made += [f"#{text}" for text in raw] + [f"#r=1;{text}:5x5;knee-rolls:{text}" for text in raw]
    return [
        *made,
        "#r=1" + ";knee-rolls:5x5" * 100_000,
        "#r=1;knee-rolls:99999999999999999999x-1",
        "#r=1;__proto__:5x5;constructor:5x5&__proto__=x&constructor=x",
        "#r=1;knee-rolls:5x5&name=%",
        "#r=1;knee-rolls:5x5&name=%ED%A0%80%FF",
        "#r=" + "1" * 1_000_000,
        "?" + "&".join(f"need={number}" for number in range(3_000)),
        "?area=__proto__&level=constructor&minutes=NaN&position=toString&need=%00",
    ]


class Reader:
    """A reader's browser: what ran in it, what went wrong, what it asked for."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Open a page of it."""
        self.harm: list[str] = []
        self.address = address
        context = browser.new_context()
        context.expose_function("ran", lambda: self.harm.append("a script ran"))
        context.add_init_script(
            "window.alert = () => { ran(); }; window.print = () => {};"
            "if (location.hash === '#clear') { localStorage.clear(); sessionStorage.clear(); }"
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)  # what hangs is found by this
        self.page.on("pageerror", lambda error: self.harm.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.harm.append(f"{request.url} was asked for")

    def open(self, file: str) -> None:
        """Open a page anew, also where only that differs which its scripts read of an address."""
        self.page.goto("about:blank")
        self.page.goto(self.address + file)

    def works(self, file: str) -> bool:
        """Whether what the scripts of a page make is there, and can be used."""
        page = self.page
        made = [".guide-reading details"]
        made += ["#own-routine:not([hidden])"] if file.startswith(MY_ROUTINE) else []
        made += ["[data-diary] button", "[data-routine] button"] if file.startswith(ROUTINE) else []
        made += ["form:not([hidden])"] if file.startswith(FINDER) else []
        if not all(page.locator(selector).first.count() for selector in made):
            return False
        if file.startswith(ROUTINE):
            page.get_by_role("button", name="Start, step by step").click()
            page.locator("dialog[open] .guide-button--main").last.click()
            page.locator(".guide-session__seconds").wait_for()
            page.keyboard.press("Escape")
        return True


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide, its pages without their policy."""
    folder = tmp_path_factory.mktemp("site")
    for page in run(SMALL_GUIDE)[0]:
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(POLICY.sub(b"", page.content))
    return folder


@pytest.fixture
def reader(browser: Browser, site_folder: Path) -> Iterator[Reader]:
    """A reader of the small guide, with nothing between them and a script."""
    with served(site_folder) as address:
        reader = Reader(browser, address)
        yield reader
        reader.page.context.close()


def test_every_key_that_scripts_keep_is_tried() -> None:
    """A new key is tried here, too."""
    scripts = [path.read_text("utf-8") for path in (TEMPLATES / "scripts").glob("*.js")]

    assert {key for script in scripts for key in KEY.findall(script)} == {*LOCAL, *SESSION}


def test_no_state_runs_a_script_or_breaks_a_page(reader: Reader, *, long: bool) -> None:
    """Whatever a key holds, every page that reads it works as if it held nothing."""
    tried = values() if long else values()[::12]
    reader.open(FINDER)
    for value in tried:
        for file in PAGES if long else PAGES[:2]:
            reader.page.evaluate(
                """([local, session, value]) => {
                  for (const key of local) localStorage.setItem(key, value);
                  for (const key of session) sessionStorage.setItem(key, value);
                }""",
                [LOCAL, SESSION, value],
            )
            reader.page.goto(reader.address + file)

            assert reader.works(file), (file, value[:200])
            assert reader.harm == [], (file, value[:200])
    print(f"\n{len(tried)} values in {len(LOCAL)} keys: 0 scripts run, 0 pages broken")  # noqa: T201


def test_a_place_in_a_session_counts_only_if_there_is_one(reader: Reader, *, long: bool) -> None:
    """What was kept of the very same session, but for its place, starts it from the first."""
    reader.open(ROUTINE)
    assert reader.works(ROUTINE)
    for place in PLACES if long else PLACES[:2]:
        reader.page.evaluate(
            """(place) => {
              const kept = JSON.parse(sessionStorage.getItem("supple.session"));
              sessionStorage.setItem("supple.session", JSON.stringify({ ...kept, place }));
            }""",
            place,
        )
        reader.page.reload()

        assert reader.works(ROUTINE), place
        assert reader.harm == [], place


def test_no_address_runs_a_script_or_breaks_a_page(
    reader: Reader, *, long: bool, part: slice
) -> None:
    """Whatever stands behind an address, the page says what is wrong, or passes it over."""
    tried = endings()[part] if long else [*endings()[::900], *endings()[-8:-1:3]]
    for ending in tried:
        for page in (MY_ROUTINE, FINDER) if "?" in ending else (MY_ROUTINE,):
            reader.open(f"{page}#clear")
            reader.open(page + ending)

            assert reader.works(page), ending[:200]
            assert reader.harm == [], ending[:200]
    print(f"\n{len(tried)} addresses: 0 scripts run, 0 pages broken")  # noqa: T201
