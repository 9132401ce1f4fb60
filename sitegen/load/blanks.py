"""Harmless values that stand in for what could not be read, so that loading can go on.

A guide in which one of them stands is never published: the fault that it stands for is an error.
"""

from datetime import date

from sitegen.model import (
    AreaFields,
    CautionFields,
    Dose,
    EmergencyNumber,
    Licence,
    PageFields,
    Range,
    RoutineFields,
    SafetyWords,
    SettingsFields,
    SheetFields,
    SourceFields,
    StretchFields,
    TermFields,
)

NAME = "\uffff"
"""Stands for a name; no content file can contain this character."""
_TEXT = "Missing"

DOSE = Dose(hold=Range(10, 30), times=Range(2, 2), per_day=Range(1, 2), days_per_week=Range(3, 7))
STRETCH = StretchFields(
    title=_TEXT,
    summary=_TEXT,
    in_short=_TEXT,
    areas=(NAME,),
    # Neither on the floor nor off it, so that no routine seems to go down twice.
    positions=("standing", "lying-back"),
    kind="hold",
    sides="none",
    dose=DOSE,
    level=1,
    muscles=(),
    feel=_TEXT,
    mistakes=(),
    sources=(),
)
AREA = AreaFields(title=_TEXT, summary=_TEXT, order=0, region="whole-body")
ROUTINE = RoutineFields(
    title=_TEXT,
    summary=_TEXT,
    when=_TEXT,
    days_per_week=Range(3, 4),
    stretches=(),
    lying_on="bed",  # for which no rule is broken by lying down twice
)
SHEET = SheetFields(title=_TEXT, stretches=(), lying_on="bed")
PAGE = PageFields(title=_TEXT, summary=_TEXT)
CAUTION = CautionFields(title=_TEXT, short=_TEXT, who=_TEXT, sentence=_TEXT)
SOURCE = SourceFields(
    title=_TEXT, publisher=_TEXT, address="https://example.org/", year=None, checked=None
)
TERM = TermFields(plain=_TEXT, meaning=_TEXT)
SETTINGS = SettingsFields(
    name=_TEXT,
    tagline=_TEXT,
    version=_TEXT,
    dated=date.min,
    address="https://example.org/",
    language="en",
    publisher=_TEXT,
    repository="https://example.org/",
    licence=Licence(name=_TEXT, address="https://example.org/"),
    emergency=(EmergencyNumber(place=_TEXT, number="112"),),
    safety=SafetyWords(line=_TEXT, stop_line=_TEXT, notice=(_TEXT,), stop=(_TEXT,)),
)
