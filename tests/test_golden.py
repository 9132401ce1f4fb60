"""The small guide comes out as the golden site, byte for byte.

To renew it: `.venv/bin/python -m pytest --update tests/test_golden.py`; then read the diff.
"""

from __future__ import annotations

import re
import shutil

from conftest import ROOT, SMALL_GUIDE, run

GOLDEN = ROOT / "tests" / "golden"
_LEFT_OUT = ("assets/", "styleguide/", "sw.js")
_HASHED = re.compile(rb"assets/([\w-]+)\.[0-9a-f]+\.(css|js)")


def test_small_guide_comes_out_as_the_golden_site(*, update: bool) -> None:
    """Every file of the site is as it was when its diff was last read.

    Styles are left out, and what changes with them: the style guide and the service worker.
    """
    pages, found = run(SMALL_GUIDE)
    made = {
        page.path: _HASHED.sub(rb"assets/\1.\2", page.content)
        for page in pages
        if not page.path.startswith(_LEFT_OUT)
    }
    if update:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, content in made.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)
    golden = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }

    assert found == []
    assert sorted(golden) == sorted(made)
    assert [path for path, content in made.items() if golden[path] != content] == []
