"""QR codes: drawn at build time for pages, and in the browser for one's own routine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import segno
from conftest import TEMPLATES

from sitegen.memory import Memory
from sitegen.render.quick_codes import code_files, code_svg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SCRIPT = TEMPLATES / "scripts" / "quick-code.js"
SAFE = "https://example.org/supple/my-routine/#r=1;chin-tuck:5x8;cat-cow:2x8&name=For%20my%20back"
# As many bytes as each version holds at level M: every table and every layout is used.
CAPACITIES = [
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412),
    *(450, 504, 560, 624, 666, 711, 779, 857, 911, 997),
]


def standard_padding(bits: list[int], _version: int, length: int) -> None:
    """What the standard asks for: nothing where a byte is full, while segno adds a whole one."""
    bits.extend([0] * (-length % 8))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with the script."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def modules_of(page: Page, text: str) -> Any:
    """The modules that the script draws."""
    return page.evaluate("text => supple.quickCode.modulesOf(text)", text)


def standard_codes(text: str, monkeypatch: pytest.MonkeyPatch) -> list[list[list[bool]]]:
    """The code of a text under each of the eight masks, as another program draws them."""
    monkeypatch.setattr("segno.encoder.write_padding_bits", standard_padding)
    codes = (
        segno.make_qr(text, error="m", boost_error=False, mode="byte", mask=mask)
        for mask in range(8)
    )
    return [[[bool(dark) for dark in row] for row in code.matrix] for code in codes]


@pytest.mark.parametrize("version", range(1, 26))
def test_a_code_is_what_the_standard_says(
    page: Page, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    """Module by module, for a text that fills each version and for one that leaves room."""
    most = CAPACITIES[version - 1]
    least = CAPACITIES[version - 2] + 1 if version > 1 else 1
    for length in (least, most):
        text = (SAFE * 20)[:length]
        modules = modules_of(page, text)

        assert len(modules) == 17 + 4 * version
        assert modules in standard_codes(text, monkeypatch)


def longest_run(code: list[list[bool]]) -> int:
    """The most modules of one colour beside each other, in a row."""
    rows = ("".join("01"[dark] for dark in row) for row in code)
    return max(len(run) for row in rows for run in re.findall(r"0+|1+", row))


def test_the_mask_is_one_that_misleads_little(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of one letter would leave long stripes under some of the masks."""
    text = "\0" * 100
    runs = sorted(longest_run(code) for code in standard_codes(text, monkeypatch))

    assert longest_run(modules_of(page, text)) <= runs[2] < runs[-1]


def test_letters_of_any_language_are_bytes_of_utf_8(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name such as Zoë is not lost."""
    monkeypatch.setattr("segno.encoder.write_padding_bits", standard_padding)
    modules = modules_of(page, "Zoë Ångström, 日本")
    codes = [
        segno.make_qr(
            "Zoë Ångström, 日本".encode(),
            error="m",
            boost_error=False,
            mode="byte",
            mask=mask,
        )
        for mask in range(8)
    ]

    assert modules in [[[bool(dark) for dark in row] for row in code.matrix] for code in codes]


def test_a_text_that_is_too_long_has_no_code(page: Page) -> None:
    """The sheet is printed without one."""
    assert modules_of(page, "a" * 998) is None
    assert page.evaluate("supple.quickCode.pictureOf('a'.repeat(998))") is None


def test_a_picture_has_white_around_it(page: Page) -> None:
    """Four modules on each side, as the standard asks for."""
    box, path = page.evaluate("""() => {
        const picture = supple.quickCode.pictureOf("a");
        return [picture.getAttribute("viewBox"), picture.querySelector("path").getAttribute("d")];
    }""")
    places = [int(number) for pair in re.findall(r"M(\d+) (\d+)", path) for number in pair]

    assert box == "0 0 29 29"
    assert (min(places), max(places)) == (4, 24)


def test_the_code_of_a_page_is_read_back_module_by_module() -> None:
    """What the build writes is the code that segno makes, with its white border."""
    text = "https://example.org/supple/routines/morning/"
    svg = code_svg(text)
    code = segno.make_qr(text, error="m", boost_error=True)
    wanted = {
        (column, row)
        for row, line in enumerate(code.matrix_iter(border=4))
        for column, dark in enumerate(line)
        if dark
    }
    found = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg)
        for step in range(int(length))
    }

    assert found == wanted


def test_codes_of_another_address_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the address are remembered from build to build, and nothing piles up."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = {}
    for site in ("https://a.example/", "https://b.example/"):
        (code,) = code_files(site, ["/x/"], Memory("codes", tmp_path))
        kept[site] = [file.read_bytes() for file in tmp_path.rglob("cache/**/*") if file.is_file()]

        assert code.path == "x/code.svg"
        assert code.content == code_svg(f"{site}x/").encode()

    assert all(len(files) == 1 for files in kept.values())
    assert code_svg("https://a.example/x/").encode() in kept["https://a.example/"][0]
    assert code_svg("https://a.example/x/").encode() not in kept["https://b.example/"][0]
