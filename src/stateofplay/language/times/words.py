"""The words of time expressions, as tables.

Every word, number and mark of a text becomes one letter (its *class*), and the grammar is a table of regular
expressions over those letters (`grammar.py`):

======  ==================================================  ======  =================================================
letter  stands for                                          letter  stands for
======  ==================================================  ======  =================================================
M       month name                                          L       last, previous, preceding, past
W       weekday                                             T       this, current
d       number that can be a day of a month                 X       next, coming, following, upcoming
y       number that can be a year                           m       earlier, early, late, later, mid
n       any other whole number, in figures or words         R       today, yesterday, tomorrow, tonight
o       ordinal ("15th", "first")                           g       ago
D       decade ("1990s")                                    w       before, after, later, earlier following a count
I       ISO date                                            t       the
N       numeric date ("15/05/2025")                         a       a, an
U       singular unit ("week")                              f       of
V       plural unit ("weeks")                               p       other preposition
E       weekend                                             &       and, or
P       part of the day                                     >       to, until, till, through, dash between figures
S       season                                              ,  -    comma, hyphen
H       named day ("Christmas Eve")                         s       possessive 's
q       quarter                                             Y       that, same
h       half                                                Q       now, recently, ... (no calendar value)
C       clock time                                          B       future
c       century                                             Z       time zone
j       hours                                               k       quarter in one word ("Q2")
z       fiscal                                              i       period
r       recent                                              e       beginning, start, middle, end
/       slash
``_``   anything else                                       ``|``   a line end that ends a block
======  ==================================================  ======  =================================================
"""

from __future__ import annotations

from stateofplay.language.inflections import words as word_set


def numbered(text: str, start: int = 0) -> dict[str, int]:
    """The words of a table written as running text, with their places in it."""
    return {word: number for number, word in enumerate(text.split(), start)}


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

# Short forms that are words of their own ("the sun", "sat down"): taken only with a full stop, or beside a figure.
SHORT_FORMS = word_set("jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thur thu fri sat sun")

# Month names that are also verbs, nouns, or first names; a bare one needs a sign that the month is meant.
AMBIGUOUS_MONTHS = frozenset({"may", "march"})
FIRST_NAMES = frozenset({"april", "june", "august", "may", "january"})

UNITS = {
    "day": "day",
    "week": "week",
    "fortnight": "fortnight",
    "month": "month",
    "decade": "decade",
}
PLURAL_UNITS = {
    "days": "day",
    "weeks": "week",
    "fortnights": "fortnight",
    "months": "month",
    "years": "year",
    "decades": "decade",
    "centuries": "century",
}
HOURS = frozenset({"hour", "hours"})

# A verb in front of "last" makes it one: "will last", "to last", "did not last".
BEFORE_LASTING = word_set("will would shall should may might must can could to not n't cannot did does do ever likely")
# Words before a month's name that are no first names or titles: "When May comes".
NO_FIRST_NAMES = word_set(
    "when while as by until early mid late and but the with for in since last next this if once after before"
)

PARTS_OF_DAY = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
    "noon": "MI",
    "midday": "MI",
    "midnight": "NI",
    "dawn": "MO",
    "dusk": "EV",
    "lunchtime": "MI",
    "mornings": "MO",
    "nights": "NI",
}

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

NUMBER_WORDS = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}

ORDINAL_WORDS = numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", start=1)

# Days relative to the day of publication.
DEICTIC_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

# class letter -> words
FUNCTION_WORDS = {
    "L": "last previous preceding past latest",
    "T": "this current",
    "X": "next coming following upcoming",
    "m": "earlier early late later mid",
    "e": "beginning start end middle",
    "g": "ago",
    "w": "before after",
    "t": "the",
    "a": "a an",
    "f": "of",
    "p": "in on since by from during between for at around about over within throughout as into under",
    "&": "and or",
    ">": "to until till through",
    "E": "weekend",
    "q": "quarter",
    "h": "half",
    "Y": "that same",
    "B": "future",
    "z": "fiscal financial",
    "i": "period",
    "r": "recent",
    "Z": "gmt utc bst est edt cet cest eet pst pdt ist msk local",
}

# Times that no calendar holds; TIMEX3 calls them references.
REFERENCES = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
}

# Words that make the number after or before them no year.
NO_YEAR_BEFORE = word_set(
    "resolution resolutions flight room page pages article articles route no nos number agenda vision expo unit "
    "battalion regiment section paragraph rule act bill fc boeing airbus windows office model level points point "
    "nearly almost about approximately roughly over under least than most some only another additional around per "
    "up reaching total totalling totaling estimated exactly"
)
NO_YEAR_AFTER = word_set(
    "people persons soldiers troops prisoners hostages civilians men women children others "
    "detainees fighters militants refugees families homes houses houses workers employees jobs miles kilometers "
    "kilometres km meters metres feet tons tonnes barrels dollars euros pounds million billion percent per cases "
    "deaths members seats votes missiles drones rockets tanks aircraft jobs migrants passengers residents students "
    "police officers ballots points hours minutes gmt"
)
# A capitalised name before a figure is the common trap ("Expo 2020"); these words are none, even in a headline.
YEAR_INTRODUCERS = word_set(
    "in since by until till from during between after before to through of for and or early late mid end the year fy "
    "circa about around spring summer autumn fall winter again back is was"
)

# Names in which a time word is no time ("Good Friday Agreement", "Sunday Times", "Arab Spring").
NAMES_BEFORE = {
    "good": {"friday"},
    "bloody": {"sunday", "friday"},
    "black": {"friday", "september", "monday", "tuesday", "wednesday", "thursday"},
    "super": {"tuesday"},
    "usa": {"today"},
    "russia": {"today"},
    "india": {"today"},
    "arab": {"spring", "autumn"},
    "prague": {"spring"},
    "man": {"friday"},
    "news": {"sunday"},
}
NAMES_AFTER = {
    "sunday": {"times", "telegraph", "mirror", "express", "herald", "mail", "post"},
    "good friday": {"agreement", "accord", "accords", "deal"},
    "today": {"show", "programme", "program", "host", "radio"},
    "may": {"day"},
    "april": {"fool", "fools"},
}
