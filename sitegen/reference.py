"""The pages for contributors that are made from the code, so that they cannot be out of date."""

from __future__ import annotations

from sitegen.codes import CATALOGUE, Code

_HEAD = """\
# Diagnostics

Every fault that `python build.py check` can report, by its code. A code never changes its
meaning, so it can be searched for. An error stops a build; a warning does not.

This page is made from `sitegen/codes.py`; to renew it, run
`.venv/bin/python -m pytest --update tests/test_docs.py`. Each code links to an example, which is
also its test.
"""


def diagnostics_page() -> str:
    """docs/diagnostics.md."""
    return _HEAD + "".join(_entry(code) for code in sorted(CATALOGUE, key=lambda code: code.name))


def _entry(code: Code) -> str:
    severity = "Error" if code.is_error else "Warning"
    example = f"[Example](../tests/cases/diagnostics/{code.name}.md)"
    action = f"**What to do:** {code.action} {example}."
    return f"\n## {code.name}\n\n{severity}. {code.meaning}\n\n{action}\n"
