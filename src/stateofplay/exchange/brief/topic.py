"""Whether words speak of talks, or of the same: by which first lines, sayings and further sentences are chosen, never what they
claim."""

from __future__ import annotations

import re

# Word stems of negotiation, each with what follows it in a word; a word of many meanings ("party", "table", "withdraw") is none.
_TALKS = re.compile(
    r"\b(?:talks|(?:re)?negotiat\w*|deals?|agreements?|agree[ds]?|cease-?fires?|truces?|treat(?:y|ies)|accords?|pacts?|mediat\w*"
    r"|envoys?|summits?|dialogue|diploma\w*|compromis\w*|impasse|stand-?off|stalemate|deadlock\w*|sanctions?|tariffs?|proposals?"
    r"|bargain\w*|concessions?|settlements?|ultimatum|walkouts?|lockout|peace|breakthrough|hostages?|disarm\w*|denuclear\w*"
    r"|coalition|armistice|amnesty|counter-?offers?|delegations?|shutdown|ratif\w+)\b",
    re.IGNORECASE,
)


def words_of_talks(words: str) -> int:
    """How many different words of negotiation stand there.

    >>> words_of_talks("Envoys resume talks on a truce; the talks are hard"), words_of_talks("Shares fell in early trading")
    (3, 0)
    """
    return len({found.lower() for found in _TALKS.findall(words)})


# What dealings are told by in a headline or first sentence, where "further down" would be the wrong place to look.
_DEALINGS = re.compile(
    r"\b(?:meet(?:s|ings?)?|met|visit\w*|refus\w+|reject\w*|declin\w+|offer\w*|demand\w*|propos\w*|threat\w*|warn\w*"
    r"|urg(?:e[sd]?|ing)|call(?:s|ed)? (?:for|on|off)|deadline|conced\w+|back(?:s|ed|ing)? (?:off|down|out)|plan"
    r"|vot(?:e[sd]?|ing)|relations|ties|tensions?|row|rift|crisis|dispute|conflict|strikes?|exit|withdraw\w*|vow\w*|pledg\w+|postpon\w+"
    r"|promis\w+|cancel\w*|suspend\w*|boycott\w*|war|fighting|troops|unions?|clash\w*|protests?|attack\w*|killed|wounded)\b",
    re.IGNORECASE,
)


def tells_of_dealings(words: str) -> bool:
    """Whether words tell of dealings between parties, in a wider sense than of talks.

    >>> tells_of_dealings("Chad declines to see the envoy"), tells_of_dealings("Shares fell in early trading")
    (True, False)
    """
    return bool(words_of_talks(words)) or _DEALINGS.search(words) is not None or tells_resolve(words)


# What somebody will or will not do, must have, or is ready for: such words say more of talks than a judgement of the others.
_RESOLVE = re.compile(
    r"\b(?:will (?:not|never)|(?:is|are|['’]re|['’]m|am) not going to|refus\w+|reject\w*|must|needs? to|no deal|red line"
    r"|(?:ready|willing|prepared|open) to|would (?:not |never )?(?:accept|agree|sign|support|back|veto|oppose|consider)"
    r"|(?:can ?not|could ?n[o’']t) accept|demand\w*|insist\w*|condition\w*|in exchange|in return|unless|only if|offer\w*"
    r"|propos\w*)\b|(?:wo|would)n['’]t\b",
    re.IGNORECASE,
)


def tells_resolve(words: str) -> bool:
    """Whether words say what somebody will or will not do, or must have.

    >>> tells_resolve("We won't sign without the port"), tells_resolve("Their plan is reckless")
    (True, False)
    """
    return _RESOLVE.search(words) is not None


def long_words(words: str) -> frozenset[str]:
    """The words of four letters and more, by which two sentences tell of the same.

    >>> sorted(long_words("The port, the Port: shut"))
    ['port', 'shut']
    """
    return frozenset(re.findall(r"\w{4,}", words.lower()))
