"""The files for machines: sitemap, feed, robots, web app manifest, headers for hosts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import escape

from sitegen.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Guide

# The service worker, which fetches pages to keep them, falls under `connect-src`.
# Also in templates/base.html, for hosts that cannot send headers; frame-ancestors works here only.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
# What a phone paints around the site, and behind it while it opens: the band and the page of
# templates/styles/tokens.css; a test holds that.
_THEME_COLOUR = "#1c4b34"
_PAGE_COLOUR = "#fbfbf4"
# Lines for whoever can draw them, pixels for older phones.
_ICON_FILES = (
    (".svg", "any", "image/svg+xml"),
    ("-192.png", "192x192", "image/png"),
    ("-512.png", "512x512", "image/png"),
)
_UNLISTED = frozenset({"404.html", "offline/index.html", "styleguide/index.html"})


def machine_files(guide: Guide, pages: Iterable[Page]) -> list[Page]:
    """Every file that a reader does not open; the sitemap lists these pages."""
    paths = sorted(page.path for page in pages if page.is_html and page.path not in _UNLISTED)
    return [
        Page("sitemap.xml", _sitemap(guide, paths).encode()),
        Page("feed.xml", _feed(guide).encode()),
        Page("robots.txt", _robots(guide).encode()),
        Page("manifest.webmanifest", _manifest(guide).encode()),
        Page("_headers", _headers().encode()),
    ]


def _sitemap(guide: Guide, paths: Iterable[str]) -> str:
    base = guide.settings.address
    urls = "".join(
        f"<url><loc>{escape(base + path.removesuffix('index.html'))}</loc></url>\n"
        for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def _feed(guide: Guide) -> str:
    """An RSS feed without dates: none is known, and none is invented."""
    settings = guide.settings
    entries = [
        *((f"routines/{routine.slug}/", routine) for routine in guide.routines.values()),
        *((f"stretches/{stretch.slug}/", stretch) for stretch in guide.stretches.values()),
    ]
    items = "".join(
        f"<item><title>{escape(entry.title)}</title>"
        f"<link>{escape(settings.address + path)}</link>"
        f'<guid isPermaLink="true">{escape(settings.address + path)}</guid>'
        f"<description>{escape(entry.summary)}</description></item>\n"
        for path, entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{escape(settings.name)}</title><link>{escape(settings.address)}</link>"
        f'<atom:link href="{escape(settings.address)}feed.xml" rel="self"'
        ' type="application/rss+xml"/>'
        f"<description>{escape(settings.tagline)}</description>"
        f"<language>{settings.language}</language>\n{items}</channel></rss>\n"
    )


def _robots(guide: Guide) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {guide.settings.address}sitemap.xml\n"


def _manifest(guide: Guide) -> str:
    settings = guide.settings
    manifest = {
        "name": settings.name,
        "short_name": settings.name,
        "description": settings.tagline,
        "lang": settings.language,
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": _PAGE_COLOUR,
        "theme_color": _THEME_COLOUR,
        "icons": [
            {"src": f"{name}{end}", "sizes": sizes, "type": kind, "purpose": purpose}
            for name, purpose in (("icon", "any"), ("icon-maskable", "maskable"))
            for end, sizes, kind in _ICON_FILES
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _headers() -> str:
    """Headers in the form that several hosts read from a file of this name."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n"
        "  Referrer-Policy: no-referrer\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), interest-cohort=()\n"
        "\n"
        "/assets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "\n"
        "/sw.js\n"
        "  Cache-Control: no-cache\n"
    )
