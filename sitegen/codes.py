"""The catalogue of diagnostic codes: permanent names, what each means and what to do.

`docs/diagnostics.md`, the page for contributors, is made from this; `tests/cases/diagnostics/`
holds an example of each, tested.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault.

    Attributes:
        name: Permanent and kebab-case.
        is_error: Whether it stops a build; a warning does not.
        meaning: What was found, and why that matters.
        action: What to do.
    """

    name: str
    is_error: bool
    meaning: str
    action: str


def _error(name: str, meaning: str, action: str) -> Code:
    return Code(name, is_error=True, meaning=meaning, action=action)


def _warning(name: str, meaning: str, action: str) -> Code:
    return Code(name, is_error=False, meaning=meaning, action=action)


# Files

MISSING_FOLDER = _error(
    "missing-folder",
    "The content folder, or one that a guide needs inside it, is not there.",
    "Start the build from the project's folder, or name the right one with `--content`.",
)
MISSING_FILE = _error(
    "missing-file",
    "A file that no guide can do without is not there.",
    "Write it; the message says what belongs in it.",
)
UNEXPECTED_FILE = _error(
    "unexpected-file",
    "A file or folder stands where nothing of its kind is read, so that what it says would be lost in silence.",
    "Rename it as the message says, or move it out of `content/`. Names that start with a dot are left alone.",
)
NOT_A_FILE = _error(
    "not-a-file",
    "A folder, link, pipe or device has a name that a content file would have. "
    "Content is read from plain files only, so that a page cannot reach outside `content/`.",
    "Put a plain file in its place.",
)
UNREADABLE_FILE = _error(
    "unreadable-file",
    "The file cannot be read.",
    "Check its permissions.",
)
TOO_LARGE = _error(
    "too-large",
    "A content file is over 1 MB, its front matter or its text over 64 KB, its text over 2,000 lines, a list over 100 items, or lists are nested too deeply. "
    "No stretch needs that much, and a build must end.",
    "Shorten it, or split it into two pages.",
)
TOO_SLOW = _error(
    "too-slow",
    "The build took over five seconds of computing over this file alone, and gave it up. One page must not hold up all others.",
    "Simplify its text: fewer tables, lists and marks.",
)
NOT_UTF8 = _error(
    "not-utf8",
    "The file is not UTF-8 text.",
    "Save it again with the encoding UTF-8; in most editors that stands under `Save as`.",
)
CONTROL_CHARACTER = _error(
    "control-character",
    "The file contains a character that no one can see. Some programs cut the text there, or turn it round.",
    "Delete the character that is underlined.",
)
BAD_SLUG = _error(
    "bad-slug",
    "A file's name becomes its address. This name does not make a good one.",
    "Use small letters a to z, digits and single hyphens, as in `ear-to-shoulder.md`.",
)

# Spreadsheets

BROKEN_SPREADSHEET = _error(
    "broken-spreadsheet",
    "`build.py import` was given a file that is no CSV file: a workbook, or one whose quotation marks do not pair.",
    "In the spreadsheet, choose `Save as` and the kind `CSV UTF-8`.",
)
OLD_ENCODING = _warning(
    "old-encoding",
    "A spreadsheet is not UTF-8, so it was read as Windows-1252, as older Excel writes it. Letters such as é may have become others.",
    "Look at such letters in the pages, or save the spreadsheet again as `CSV UTF-8`.",
)

# Front matter

EMPTY_FILE = _error(
    "empty-file",
    "The file has nothing in it, or no keys where keys belong.",
    "Write it, or delete it; `build.py new` makes a skeleton.",
)
MISSING_FRONT_MATTER = _error(
    "missing-front-matter",
    "The file does not begin with a line of three hyphens, so it has no front matter.",
    "Begin the file with `---`, the keys, and `---` again.",
)
UNCLOSED_FRONT_MATTER = _error(
    "unclosed-front-matter",
    "The front matter is opened by `---` but never closed, so the whole file would count as front matter.",
    "Add a line `---` below the last key.",
)
FRONT_MATTER_NOT_KEYS = _error(
    "front-matter-not-keys",
    "There is a list or a sentence, where keys such as `title: …` belong.",
    "Write one `key: value` on each line.",
)
YAML_SYNTAX = _error(
    "yaml-syntax",
    "The front matter is not valid YAML, so nothing of it can be read.",
    "Correct the underlined place: often a missing space behind a colon, a tab, or text with `: ` in it that wants quotes.",
)
YAML_FEATURE = _error(
    "yaml-feature",
    "A value begins with `&`, `*` or `!`. YAML takes these for anchors, aliases and tags, which hide what a page says; a few lines of them can fill the memory.",
    "Put quotes around a text that begins so, or write the value out where it is needed.",
)
DUPLICATE_KEY = _error(
    "duplicate-key",
    "A key is written twice. YAML keeps the last one in silence, so a hold of 30 seconds could become 90 unseen.",
    "Keep one.",
)
MISSING_KEY = _error(
    "missing-key",
    "A key that this kind of page needs is not there.",
    "Add it; the message says what it is for.",
)
UNKNOWN_KEY = _error(
    "unknown-key",
    "A key has a name that nothing reads, so what it says would be lost in silence.",
    "Correct the name, or delete the line.",
)
WRONG_TYPE = _error(
    "wrong-type",
    "A value is of another type than its key needs: text for a number, a word for a list.",
    "Write what the message asks for.",
)
WRONG_VALUE = _error(
    "wrong-value",
    "A value is of the right type, but not one that its key can have.",
    "Use one that the message names.",
)
IMPOSSIBLE_DATE = _error(
    "impossible-date",
    "A date that no calendar has.",
    "Write year-month-day, as in 2026-05-31.",
)
TOO_LONG = _error(
    "too-long",
    "A line that must fit on a card or a sheet is too long for it.",
    "Shorten it; say one thing.",
)

# Names that lead nowhere

UNKNOWN_AREA = _error(
    "unknown-area",
    "A stretch names a body area that has no page in `content/areas/`.",
    "Correct the name, or write that area's page.",
)
UNKNOWN_STRETCH = _error(
    "unknown-stretch",
    "A routine, or `easier` or `harder`, names a stretch that has no page in `content/stretches/`.",
    "Correct the name, write the stretch, or take `draft: true` off it.",
)
UNKNOWN_CAUTION = _error(
    "unknown-caution",
    "`ask_first` names a condition that has no page in `content/cautions/`. Its warning would be missing.",
    "Correct the name, or write that caution.",
)
UNKNOWN_SOURCE = _error(
    "unknown-source",
    "`sources` names a source that is not in `content/sources.yaml`.",
    "Correct the name, or add the source.",
)
UNKNOWN_MUSCLE = _error(
    "unknown-muscle",
    "A muscle is not in `content/glossary.yaml`, so a reader could not look up its plain name.",
    "Correct the name, or add it to the glossary with `muscle: true`.",
)
UNKNOWN_NEED = _error(
    "unknown-need",
    "`needs` names a thing that the guide does not know.",
    "Use one of chair, wall, towel, cushion, doorway, step, table, bed.",
)
UNKNOWN_POSITION = _error(
    "unknown-position",
    "`positions` names a position that the guide does not know.",
    "Use one of standing, sitting, floor-sitting, all-fours, kneeling, lying-back, lying-front, lying-side.",
)
UNKNOWN_REGION = _error(
    "unknown-region",
    "An area names a region that the body map does not have.",
    "Use the region's name from the message.",
)
UNKNOWN_CALLOUT = _error(
    "unknown-callout",
    "A callout (`!!! …`) is of a kind that has no look of its own.",
    "Use `emergency`, `urgent`, `ask` or `note`.",
)
RUN_ON_NUMBER = _error(
    "run-on-number",
    "A line begins with a number and a point, and its words follow without a space: it is no item of the list, but runs on in the one above.",
    "Put a space behind the point.",
)
BROKEN_CALLOUT = _error(
    "broken-callout",
    "A line begins with `!!!` but is no callout, so that its signs would be printed; or nothing is in the box below it.",
    'Write `!!! urgent "Title"`, and below it the text, each line indented by four spaces.',
)
TEXT_NOT_SHOWN = _error(
    "text-not-shown",
    "There is text below the front matter of a caution, which is shown as its one sentence: the text would be lost in silence.",
    "Say it in `who` or `sentence`, or on a page such as `content/pages/safety.md`.",
)
BROKEN_LINK = _error(
    "broken-link",
    "A link leads to a page, or a place on a page, that this guide does not have.",
    "Correct the address. Pages of the guide are linked from the root, as in `/stretches/ear-to-shoulder/`.",
)
UNSAFE_LINK = _error(
    "unsafe-link",
    "A link is of a kind that can run code or reach a reader's device, so it would be taken out of the page; or its address does not show which website it leads to.",
    "Link to a page of the guide (`/floor/`) or to `https://…`, `mailto:` or `tel:`.",
)
REPEATED_NAME = _warning(
    "repeated-name",
    "A list names the same thing twice.",
    "Delete one.",
)

# Doses

HOLD_OUT_OF_RANGE = _error(
    "hold-out-of-range",
    "A hold under 5 seconds does little, and one over 60 seconds is more than any source asks for.",
    "Choose 5 to 60 seconds; for the neck 5 to 15.",
)
REPETITIONS_OUT_OF_RANGE = _error(
    "repetitions-out-of-range",
    "A stretch is done at least once and at most 30 times, up to 6 times a day, on 1 to 7 days a week.",
    "Correct the number.",
)
LITTLE_STRETCH = _warning(
    "little-stretch",
    "Hold times repetitions come to under 20 seconds a side, well below the minute that the sources aim at.",
    "Hold a little longer, or repeat it more often.",
)
MUCH_STRETCH = _warning(
    "much-stretch",
    "Hold times repetitions come to over 120 seconds a side, twice what the sources aim at.",
    "Hold it for less time, or repeat it less often.",
)
DOSE_OUTSIDE_STRETCH = _error(
    "dose-outside-stretch",
    "A routine gives a dose that lies outside the range of the stretch itself.",
    "Stay inside the range that the message names, or correct the stretch.",
)

# Steps and words

MISSING_STEPS = _error(
    "missing-steps",
    "The body has no numbered list. The steps are the stretch: the page and the sheet both take them from there.",
    "Write 3 to 7 lines that begin with `1.`, `2.`, `3.`.",
)
TOO_FEW_STEPS = _error(
    "too-few-steps",
    "Fewer than 3 steps leave out how to begin, what to do or how to come back.",
    "Split a step, or add what is missing.",
)
TOO_MANY_STEPS = _error(
    "too-many-steps",
    "More than 7 steps cannot be kept in mind, nor fit on a sheet.",
    "Join two, or leave out what the picture shows.",
)
LONG_STEP = _error(
    "long-step",
    "A step has more than 20 words. A reader looks from the page to the body and back.",
    "Shorten it, or make it two steps.",
)
STEP_WITHOUT_ACTION = _error(
    "step-without-action",
    "A step does not begin with what to do.",
    "Begin with the verb: `Sit tall`, `Bend your left knee`, `Breathe slowly`.",
)
SECOND_NUMBERED_LIST = _error(
    "second-numbered-list",
    "A stretch has two numbered lists. Only the first is taken as its steps; the sheet would lose the other.",
    "Make it one list, or write the second one with hyphens.",
)
FORBIDDEN_CLAIM = _error(
    "forbidden-claim",
    "The guide promises nothing that is not known. Stretching can ease stiffness and help you move; it does not cure.",
    "Say `can ease` or `may help`, or what one feels.",
)
HARD_TO_READ = _error(
    "hard-to-read",
    "The words of this page need more than eight years of school (Flesch-Kincaid grade above 8).",
    "Shorten the sentences and use everyday words.",
)
COULD_BE_PLAINER = _warning(
    "could-be-plainer",
    "The words of this page are above Flesch-Kincaid grade 6, the guide's aim.",
    "Shorten the sentences and use everyday words.",
)
LONG_SENTENCES = _warning(
    "long-sentences",
    "The sentences of this page have more than 14 words on average.",
    "Make two sentences of a long one, and leave out what is not needed.",
)
REPEATED_SENTENCE = _warning(
    "repeated-sentence",
    "A sentence stands on more than three pages. Who reads it for the fourth time no longer reads it.",
    "Say it in another way, or say what is special here.",
)

# Routines

FLOOR_TWICE = _error(
    "floor-twice",
    "A routine goes down to the floor a second time. Getting up and down is the hardest part for many readers.",
    "Put the floor stretches next to each other.",
)
ABRUPT_START = _error(
    "abrupt-start",
    "A routine begins with a long hold before anything gentle.",
    "Begin with a movement, or with a short and easy hold.",
)
LEVEL_FOR_OLDER_ADULTS = _error(
    "level-for-older-adults",
    "A routine for older adults has a stretch of level 3, which is for fit people only.",
    "Choose an easier stretch.",
)

# Checking by a clinician

HALF_A_REVIEW = _error(
    "half-a-review",
    "A reviewer without a date, or a date without a reviewer: a reader could not tell who checked this, or when.",
    "Give both `reviewed_by` and `reviewed_on`, or neither.",
)
REVIEW_IN_FUTURE = _error(
    "review-in-future",
    "The day of the review has not come yet.",
    "Correct the date.",
)
REVIEW_PAST_DUE = _warning(
    "review-past-due",
    "The last check by a clinician is more than two years ago.",
    "Ask for a new one.",
)

# The publisher

CONTACT_PAST_DUE = _warning(
    "contact-past-due",
    "The day on which the contact in `security.txt` expires is past, or more than a year ahead, so that nobody can rely on it.",
    "See that the contact is still right, and give a day within a year.",
)

DROPPED_WARNING = _error(
    "dropped-warning",
    "A stretch of an edition leaves out a caution or a reason to stop that the guide's own page of that name has. An edition can add to what warns a reader, and take nothing away.",
    "Put it back, or give the stretch another name.",
)

# Other languages

UNKNOWN_LANGUAGE = _error(
    "unknown-language",
    "A page is in a language that the guide does not have: nothing of it would be shown.",
    "Write `guide.es.yaml`, for Spanish, with the safety words in that language; or correct the name of the file.",
)
NOTHING_TRANSLATED = _error(
    "nothing-translated",
    "A page in another language has no original of that name.",
    "Correct the name of the file, or delete it if the original is gone.",
)
TRANSLATION_DIFFERS = _error(
    "translation-differs",
    "A translation has more or fewer sentences, steps or headings than its original, so that something would be missing or stand in the wrong place.",
    "Go through the two side by side, and give each its counterpart.",
)
STALE_TRANSLATION = _warning(
    "stale-translation",
    "The original has changed since it was translated.",
    "Bring the changes into the translation, then write the eight signs that the message tells behind `of`.",
)
MISSING_TRANSLATION = _warning(
    "missing-translation",
    "What a guide in another language promises in its `routines` and `pages` is not there in that language.",
    "Write the file that the message names, or take the routine or the page out of the list.",
)

# The finished pages

ADDRESS_TAKEN = _error(
    "address-taken",
    "Two pages would have the same address, so one of them would be lost.",
    "Rename one of the two files.",
)
MISSING_NOTICE = _error(
    "missing-notice",
    "A finished page does not show the safety notice. No page is published without it.",
    "Put the safety line and the safety notice back into the template named by the message.",
)
MISSING_RED_FLAGS = _error(
    "missing-red-flags",
    "The safety page has no emergency callout that says when to get help at once.",
    'Write a callout `!!! emergency "…"` with the signs in `content/pages/safety.md`.',
)
UNTOLD_SIDE = _error(
    "untold-side",
    "A translation says a side in a caption, and the language has no opposite for that word: the mirrored picture would name the wrong side.",
    "Name both words in a line below `mirror` in the file of the language, each as it is written in captions.",
)
STILL_AN_EXAMPLE = _error(
    "still-an-example",
    "A page that is no draft any more says what its skeleton said, or has something of a spreadsheet still to do.",
    "Write what the place asks for. Until then the page stays a draft.",
)
MISSING_WORDS = _warning(
    "missing-words",
    "Pages in another language say a text of templates, scripts or the program for which `templates/words/` has no words.",
    "Put the texts into the file that the message names, each with its words behind it.",
)
UNKNOWN_WORDS = _error(
    "unknown-words",
    "A file of `templates/words/` has words for a text that no template says, so that nobody would see them.",
    "Correct the text, or take the line out; after a change of the templates, look for what the text is now.",
)
OTHER_MARKUP = _error(
    "other-markup",
    "The words that stand for a text of a template have other tags or other values in them than that text.",
    "Take over each tag and each `{{ … }}` as it is. Their order may change.",
)
TEMPLATE_FAULT = _error(
    "template-fault",
    "A template is missing, has a syntax error, or uses a name that it was not given.",
    "Correct the template at the place that the message names.",
)
BAD_MARKDOWN = _error(
    "bad-markdown",
    "The text has lists inside lists without end, thousands of marks, or a table of dozens of columns, and would stop the build.",
    "Simplify the text.",
)

# Figures

ANGLE_PAST_LIMIT = _error(
    "angle-past-limit",
    "A joint is bent further than joints go. Nobody could copy the picture.",
    "Draw 60 to 80 % of the range that the message names.",
)
ANGLE_NEAR_LIMIT = _warning(
    "angle-near-limit",
    "A joint is drawn in the last fifth of its range. Most readers are older and stiffer than the textbook, and would over-stretch to look the same.",
    "Draw less.",
)
POSE_CONTRADICTS_ITSELF = _error(
    "pose-contradicts-itself",
    "A pose gives two answers: two opposite ways of one movement, or an angle and a target for the same limb.",
    "Keep one of the two.",
)
REACH_MISSES = _error(
    "reach-misses",
    "A hand or foot cannot get to where the pose says, so that the picture would show it in the air.",
    "Bring the target nearer, or bend the body toward it.",
)
BODY_IN_FLOOR = _error(
    "body-in-floor",
    "A part of the body is drawn below the floor.",
    "Raise it, or let that hand or foot reach to the floor.",
)
BODY_IN_THING = _error(
    "body-in-thing",
    "An arm or a leg goes through the chair, the wall or another thing.",
    "Move the thing, or the hand or foot.",
)
OUT_OF_BALANCE = _error(
    "out-of-balance",
    "The body would tip over: its centre of mass is outside its feet and what its hands hold on to. Whoever copies the picture would fall.",
    "Lean less, move a foot, or let a hand hold on to something.",
)
ARROW_ON_BODY = _error(
    "arrow-on-body",
    "An arrow would lie on the body, where it is taken for a part of the picture.",
    "Let it follow another part of the body.",
)
REGION_NOT_SEEN = _error(
    "region-not-seen",
    "The place where one feels the stretch is on the side of the body that the picture does not show.",
    "Choose another view.",
)
THING_NOT_DRAWN = _error(
    "thing-not-drawn",
    "A thing of a figure is nowhere, so the picture would lack it: a towel that is not said to lie along anything.",
    "Name the parts that it goes along, as in `links: [hand-left, foot-left]`.",
)
UNKNOWN_DRAWN_REGION = _error(
    "unknown-drawn-region",
    "A figure names a region of the body that no picture can show.",
    "Use one of the regions that the hint names.",
)
PICTURE_WITHOUT_STEP = _error(
    "picture-without-step",
    "A picture belongs to a step that the stretch does not have.",
    "Correct the number of the step.",
)

CATALOGUE: tuple[Code, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Code)
)
"""Every code, in the order above."""
