"""The files for machines: sitemap, feed, robots, web app manifest, headers for hosts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import escape

from sitegen.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Guide, Security

# The service worker, which fetches pages to keep them, falls under `connect-src`.
# Also in templates/base.html, for hosts that cannot send headers; frame-ancestors works here only.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; "
    # No text is read as HTML; templates/scripts/own-scripts.js says which scripts may be fetched.
    "require-trusted-types-for 'script'; trusted-types supple"
)
# What browsers ask a person for, and the guide never does; a session keeps the screen on.
_PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(self), usb=()"
)
# What a host sends with every file. Not Strict-Transport-Security: it binds a whole host, and what
# else stands there, for months, so that is for the host's owner to say.
HEADERS = (
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", _PERMISSIONS),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
# A name in assets/ changes with its content. A browser asks for the worker each time anyway; a
# cache on the way should, too.
CACHING = (
    ("/assets/*", "public, max-age=31536000, immutable"),
    ("/sw.js", "no-cache"),
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
SECURITY_FILE = ".well-known/security.txt"
_UNLISTED = frozenset({"404.html", "offline/index.html", "styleguide/index.html"})


def machine_files(guide: Guide, pages: Iterable[Page]) -> list[Page]:
    """Every file that a reader does not open; the sitemap lists these pages."""
    paths = sorted(page.path for page in pages if page.is_html and page.path not in _UNLISTED)
    security = guide.settings.security
    told = [Page(SECURITY_FILE, _security(security).encode())] if security else []
    return [
        *told,
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
    everywhere = "".join(f"  {name}: {value}\n" for name, value in HEADERS)
    cached = "".join(f"\n{path}\n  Cache-Control: {value}\n" for path, value in CACHING)
    return f"/*\n{everywhere}{cached}"


def _security(security: Security) -> str:
    """Whom to tell of a hole: RFC 9116."""
    return f"Contact: {security.contact}\nExpires: {security.expires.isoformat()}T00:00:00Z\n"
