"""The pages that only the preview shows, and what every page gets on its way to the browser."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from sitegen.serve.addresses import LAST_GOOD, OVERVIEW, STYLESHEET
from sitegen.serve.builds import severities
from sitegen.serve.fault_list import errors_first, fault_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.diagnostics import Diagnostic
    from sitegen.serve.fault_list import Links

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body class="supple-preview-page {kind}">
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


def faults_page(diagnostics: Sequence[Diagnostic], links: Links, *, has_last_good: bool) -> str:
    """Lay out the page that stands in for every page while the build fails: errors first."""
    good = f'<a href="?{LAST_GOOD}">See the last good version</a> ' if has_last_good else ""
    tools = f'<p class="supple-preview-tools">{good}<a href="{OVERVIEW}">The whole guide</a></p>'
    note = "<p>This page goes away by itself when the last error is mended.</p>"
    faults = fault_list(errors_first(diagnostics), links)
    return preview_page(severities(diagnostics).capitalize(), f"{note}\n{tools}\n{faults}")


def not_found_page(address: str) -> str:
    """Lay out what stands in for a page that is not in the guide, where it has no 404.html."""
    body = f"<p>The guide has no page <code>/{escape(address)}</code>.</p>"
    return preview_page("Not found", body)


def preview_page(title: str, body_html: str, *, kind: str = "") -> str:
    """Lay out a page that only the preview has.

    Args:
        title: Its heading.
        body_html: What stands below that.
        kind: A class of its own for its style.
    """
    return _PAGE.format(title=escape(title), body_html=body_html, kind=kind)


def with_style(html: str) -> str:
    """Add the style of what only the preview shows."""
    return _at_end_of_head(html, f'<link rel="stylesheet" href="{STYLESHEET}">\n')


def with_reloading(html: str, *, host: str, port: int, version: int) -> str:
    """Add livereload's script, which keeps the page in step.

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
    return _at_end_of_head(html, f'<script src="{escape(script)}"></script>\n')


def _at_end_of_head(html: str, addition: str) -> str:
    place = html.find("</head>")
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
    # Its own page shows three of them beside each other.
    directives["frame-ancestors"] = "'self'"
    return "; ".join(f"{name} {sources}".strip() for name, sources in directives.items())


def _directives(policy: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name.lower(): sources.strip() for name, _, sources in parts if name}
