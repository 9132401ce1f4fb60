"""The HTML that only the preview shows: the page of faults, the ribbon, the bar of warnings."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, draw, visible
from sitegen.serve.builds import counted, severities

if TYPE_CHECKING:
    from collections.abc import Sequence

LAST_GOOD = "last-good"
"""The query that asks for the last good version of a page."""

STYLESHEET_ADDRESS = "/supple-preview.css"
STYLESHEET = Path(__file__).with_name("preview.css").read_bytes()

WORKER_ADDRESS = "/sw.js"
WORKER = Path(__file__).with_name("preview-sw.js").read_bytes()
"""What a browser gets that comes for a newer version of a guide's service worker."""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body class="supple-preview-page">
<main>
<h1>{title}</h1>
{body_html}
</main>
</body>
</html>
"""

_POLICY_META = re.compile(
    r"<meta\b(?=[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b)[^>]*>\s*", re.IGNORECASE
)
_META_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_KEEPS_OFFLINE = re.compile(r"(<script\b[^>]*) data-keeps-offline\b")
_BODY_START = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def faults_page(diagnostics: Sequence[Diagnostic], *, has_last_good: bool) -> str:
    """Lay out the page that stands in for every page while the build fails: errors first."""
    link = f'<p><a href="?{LAST_GOOD}">See the last good version</a></p>' if has_last_good else ""
    note = "<p>This page goes away by itself when the last error is mended.</p>"
    errors_first = sorted(diagnostics, key=lambda diagnostic: not diagnostic.is_error)
    return _page(severities(diagnostics).capitalize(), f"{note}\n{link}\n{_faults(errors_first)}")


def not_found_page(address: str) -> str:
    """Lay out what stands in for a page that is not in the guide, where it has no 404.html."""
    return _page("Not found", f"<p>The guide has no page <code>/{escape(address)}</code>.</p>")


def _page(title: str, body_html: str) -> str:
    return _PAGE.format(title=escape(title), body_html=body_html)


def _faults(diagnostics: Sequence[Diagnostic]) -> str:
    items = "\n".join(map(_fault, diagnostics))
    return f'<ol class="supple-preview-faults">\n{items}\n</ol>'


def _fault(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = escape(f"{visible(diagnostic.source.path)}:{span.line}:{span.column}")
    label = escape(f"{'error' if diagnostic.is_error else 'warning'}[{diagnostic.code.name}]")
    snippet = _snippet(diagnostic)
    snippet_html = f'<pre tabindex="0">{escape(snippet)}</pre>' if snippet else ""
    hint_html = f"<p>Hint: {escape(visible(diagnostic.hint))}</p>" if diagnostic.hint else ""
    return (
        f"<li><p><code>{place}</code> <code>{label}</code></p>"
        f"<p><strong>{escape(visible(diagnostic.message))}</strong></p>{snippet_html}{hint_html}</li>"
    )


def _snippet(diagnostic: Diagnostic) -> str:
    """The source line and its underline as the terminal shows them, or nothing."""
    _, _, snippet = draw(replace(diagnostic, message="", hint="")).partition("\n")
    return snippet


def with_ribbon(html: str, faults: int, address: str) -> str:
    """Say at the top of a last good page what it is, and link to the faults at its address."""
    ribbon = (
        '<p class="supple-preview-ribbon">This is the last good version; '
        f'<a href="{escape(address)}">{counted(faults, "fault")}</a></p>'
    )
    start = _BODY_START.search(html)
    place = start.end() if start else 0
    return html[:place] + ribbon + html[place:]


def with_warnings(html: str, diagnostics: Sequence[Diagnostic]) -> str:
    """Put a bar at the foot of a page that opens to the list of warnings."""
    bar = (
        f'<details class="supple-preview-bar"><summary>{severities(diagnostics)}</summary>\n'
        f"{_faults(diagnostics)}\n</details>\n"
    )
    return _before(html, html.rfind("</body>"), bar)


def with_reloading(html: str, *, host: str, port: int, version: int) -> str:
    """Add livereload's script, which keeps the page in step, and the preview's own style.

    Args:
        html: A page.
        host: The name under which the browser reached the preview.
        port: The same, its port.
        version: The version of the preview.  livereload has no word for it, but the script says
            its `snipver` when it connects, and `handlers` compares it.
    """
    # After a restart of the preview the browser is back within a second, not within a minute.
    patience = "mindelay=250&maxdelay=1000"
    script = f"/livereload.js?port={port}&host={host}&snipver={version}&{patience}"
    head = (
        f'<link rel="stylesheet" href="{STYLESHEET_ADDRESS}">\n'
        f'<script src="{escape(script)}"></script>\n'
    )
    return _before(html, html.find("</head>"), head)


def _before(html: str, place: int, addition: str) -> str:
    """Insert at a place; at the end where `find` found none."""
    return html + addition if place < 0 else html[:place] + addition + html[place:]


def without_policy(html: str) -> tuple[str, str]:
    """Take out the Content-Security-Policy that a page carries in a meta element.

    Returns:
        The page without it, and the policy; empty where it has none.
    """
    found = _POLICY_META.search(html)
    if not found:
        return html, ""
    content = _META_CONTENT.search(found.group())
    policy = unescape(content[1] or content[2] or "") if content else ""
    return html[: found.start()] + html[found.end() :], policy


def without_worker(html: str) -> str:
    """Ask templates/scripts/offline.js for no service worker: the policy would stop it noisily."""
    return _KEEPS_OFFLINE.sub(r"\1", html)


def preview_policy(policy: str, host: str) -> str:
    """Widen a page's own policy by what the preview needs, and by nothing else.

    What a policy forbids on the published page is forbidden here too, so it is noticed in time.

    Args:
        policy: The page's own; empty means that everything comes from the same place.
        host: Name and port under which the browser reached the preview.
    """
    directives = _directives(policy or "default-src 'self'")
    needs = {"script-src": "'self'", "style-src": "'self'", "connect-src": f"'self' ws://{host}"}
    for name, needed in needs.items():
        own = directives.get(name, directives.get("default-src", "")).split()
        sources = dict.fromkeys([source for source in own if source != "'none'"] + needed.split())
        directives[name] = " ".join(sources)
    # A service worker would go on showing yesterday's pages.
    directives["worker-src"] = "'none'"
    return "; ".join(f"{name} {sources}".strip() for name, sources in directives.items())


def _directives(policy: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name.lower(): sources.strip() for name, _, sources in parts if name}
