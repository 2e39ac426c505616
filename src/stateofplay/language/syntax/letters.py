"""What a word is by its letters alone, as spaCy has it for English: a mark, a number, a word too common to tell anything.

The tables are spaCy's (MIT License, ``LICENSES/MIT-spaCy.txt``).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

STOP_WORDS = frozenset(
    """
'd 'll 'm 're 's 've a about above across after afterwards again against all almost alone along already also although always
am among amongst amount an and another any anyhow anyone anything anyway anywhere are around as at back be became because
become becomes becoming been before beforehand behind being below beside besides between beyond both bottom but by ca call
can cannot could did do does doing done down due during each eight either eleven else elsewhere empty enough even ever every
everyone everything everywhere except few fifteen fifty first five for former formerly forty four from front full further
get give go had has have he hence her here hereafter hereby herein hereupon hers herself him himself his how however hundred
i if in indeed into is it its itself just keep last latter latterly least less made make many may me meanwhile might mine
more moreover most mostly move much must my myself n't name namely neither never nevertheless next nine no nobody none noone
nor not nothing now nowhere n‘t n’t of off often on once one only onto or other others otherwise our ours ourselves out over
own part per perhaps please put quite rather re really regarding same say see seem seemed seeming seems serious several she
should show side since six sixty so some somehow someone something sometime sometimes somewhere still such take ten than
that the their them themselves then thence there thereafter thereby therefore therein thereupon these they third this those
though three through throughout thru thus to together too top toward towards twelve twenty two under unless until up upon us
used using various very via was we well were what whatever when whence whenever where whereafter whereas whereby wherein
whereupon wherever whether which while whither who whoever whole whom whose why will with within without would yet you your
yours yourself yourselves ‘d ‘ll ‘m ‘re ‘s ‘ve ’d ’ll ’m ’re ’s ’ve
""".split()
)
"""Words that stand in every text."""

NUMBER_WORDS = frozenset(
    """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion quadrillion
quintillion sextillion septillion octillion nonillion decillion gajillion bazillion
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth
thousandth millionth billionth trillionth quadrillionth quintillionth sextillionth septillionth octillionth nonillionth
decillionth gajillionth bazillionth
""".split()
)
"""Numbers in words, which count or give a place."""

_SIGNS = ("+", "-", "±", "~")
_PLACES = ("st", "nd", "rd", "th")


@lru_cache(maxsize=4096)
def is_punct(word: str) -> bool:
    """Whether a word is nothing but marks.

    >>> is_punct("?!"), is_punct("U.S."), is_punct("$")
    (True, False, False)
    """
    return all(unicodedata.category(char).startswith("P") for char in word)


def is_stop(word: str) -> bool:
    """Whether a word stands in every text.

    >>> is_stop("The"), is_stop("truce")
    (True, False)
    """
    return word.lower() in STOP_WORDS


def like_num(word: str) -> bool:
    """Whether a word is a number, in figures or letters.

    >>> [like_num(word) for word in ("1,500", "-3.5", "1/2", "Seven", "third", "21st", "few")]
    [True, True, True, True, True, True, False]
    """
    word = word[1:] if word.startswith(_SIGNS) else word
    word = word.replace(",", "").replace(".", "")
    if word.isdigit():
        return True
    above, stroke, below = word.partition("/")
    if stroke and above.isdigit() and below.isdigit():
        return True
    small = word.lower()
    return small in NUMBER_WORDS or (small.endswith(_PLACES) and small[:-2].isdigit())
