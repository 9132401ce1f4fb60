"""What the publisher says of themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sitegen import codes
from sitegen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sitegen.model import Guide

# RFC 9116, 2.5.5: a contact that is promised for longer is likely to be stale.
_LONGEST = timedelta(days=366)


def check_contact_is_good(guide: Guide, today: date) -> Iterator[Diagnostic]:
    """The contact in security.txt is good today, and for at most a year."""
    settings = guide.settings.that_say("security")
    if settings.security is None:
        return
    day = settings.security.expires
    span = settings.span_of("security", "expires")
    hint = "See that the contact is still right, and give a day within a year."
    if day <= today:
        message = f"The contact for security expired on {day}."
    elif day - today > _LONGEST:
        message = f"The contact for security is promised until {day}, more than a year ahead."
    else:
        return
    yield Diagnostic(codes.CONTACT_PAST_DUE, message, settings.source_file, span, hint)
