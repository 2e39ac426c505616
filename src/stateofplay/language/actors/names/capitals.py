"""Runs of capitalised words, the raw stuff of names, and the lines where capitals tell nothing: headings."""

from __future__ import annotations

from collections.abc import Set
from weakref import WeakKeyDictionary

from stateofplay.language.function_words import OF_OR_FOR, POSSESSIVES
from stateofplay.language.lexicon import PARTICLES
from stateofplay.language.tokens import Doc, Token

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan. feb. aug. sept. oct. nov. dec. ramadan easter christmas eid passover".split()
)
_FUNCTION = frozenset(
    {"DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX", "ADV", "INTJ", "PART", "PUNCT", "SPACE", "SYM", "NUM", "VERB"}
)
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What follows a surname and is part of the name."""
NO_NAME = frozenset(
    "i the a an and but or in on at of for by to from with as if it he she they we you this that these those there then "
    "however meanwhile earlier later also after before while when where who what why how not no yes both all some many "
    "most his her their our its my neither nor either both unlike like even only instead former news breaking read "
    "related photo file image source video update analysis opinion exclusive mr mrs ms".split()
)
"""Words that do not begin a name, though sentences begin with them."""

_ON = frozenset({"on"})
_COUNCILS = frozenset("committee council commission subcommittee caucus".split())
"""Bodies that sit on something: "the Council on Harbours"."""
_JOINTS = OF_OR_FOR | _ON | {"the", "&", "and", "-"}
"""What may stand between two words of a name, not at its end."""
_MEMBERS = frozenset(
    "women men children people teachers workers farmers nurses students veterans writers engineers seamen mothers".split()
)
_BODIES = frozenset(
    "university college union association league party network institute federation society council congress alliance front "
    "movement hospital museum school march caucus".split()
)
"""Bodies whose names tell whose they are: "Farmers' Union", "Women's University"."""
_OFFICES = frozenset({"secretary", "minister", "director"})
"""Of the heads of a name with "of" those that are people: what follows an "and" is not theirs."""

_SHOUTED: WeakKeyDictionary[Doc, frozenset[int]] = WeakKeyDictionary()


def shouted(doc: Doc) -> frozenset[int]:
    """Tokens of headings in title case or capitals, where a capital tells nothing; looked for once a text."""
    found = _SHOUTED.get(doc)
    if found is None:
        found = _SHOUTED[doc] = frozenset(_shouted(doc))
    return found


def _shouted(doc: Doc) -> set[int]:
    out: set[int] = set()
    start = 0
    for end in [*(token.i for token in doc if "\n" in token.text), len(doc)]:
        words = [t.text for t in doc[start:end] if len(t.text) > 3 and t.text.isalpha()]
        ended = bool(words) and doc[end - 1].text in (".", "!", "?", "”", '"', "'")
        if len(words) >= 3 and not ended and sum(word[0].isupper() for word in words) >= 0.75 * len(words):
            out.update(range(start, end))
        start = end + 1
    return out


def is_function(token: Token) -> bool:
    """Tell whether the tagger takes a word for one that names nothing."""
    return token.pos_ in _FUNCTION


def _is_capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and (len(text) > 1 or text == "U") and token.lower_ not in _CALENDAR


def capital_runs(doc: Doc, shouting: Set[int]) -> list[tuple[int, int]]:
    """Longest runs of capitalised words with the small words that names hold together."""
    runs: list[tuple[int, int]] = []
    past = 0
    for i, token in enumerate(doc):
        if not token.text[0].isupper() and token.lower_ not in _ARTICLES:
            continue
        if i < past or i in shouting or token.is_space or not _starts(doc, i):
            continue
        end = i + 1
        while end < len(doc) and end not in shouting and (more := _goes_on(doc, i, end)):
            end += more
        while end > i and (doc[end - 1].lower_ in _JOINTS or doc[end - 1].lower_ in PARTICLES):
            end -= 1
        if end > i:
            runs.append((i, end))
        past = end
    return runs


def _goes_on(doc: Doc, start: int, end: int) -> int:
    """How many tokens the run `start:end` goes on by; 0 where it is over."""
    t = doc[end]
    last = end + 1 >= len(doc)
    if t.is_space:
        return 0
    if _is_capital(t) or t.lower_ in SUFFIXES or (len(t.text) == 2 and t.text[1] == "." and t.text[0].isupper()):
        return 1
    if last:
        return 0
    following = doc[end + 1]
    if (
        t.text in POSSESSIVES
        and doc[end - 1].lower_ in _MEMBERS
        and following.lower_ in _BODIES
        and _is_capital(following)
    ):
        return 2  # "Arda Women's University"
    if t.text in ("-", "'", "’"):
        if t.whitespace_ or doc[end - 1].whitespace_:
            return 0
        syllable = following.is_lower and following.is_alpha and _hyphened(doc, end)
        return 2 if _is_capital(following) or doc[end - 1].lower_ in PARTICLES or syllable else 0
    if t.lower_ in PARTICLES:
        return int(_is_capital(following) or following.text == "-")
    if t.text == "&" and _is_capital(following):
        return 1
    if t.lower_ in OF_OR_FOR or t.text == "&" or (t.lower_ in _ON and doc[end - 1].lower_ in _COUNCILS):
        return int(_of_goes_on(doc, start, end))
    if t.lower_ == "the":
        return int(doc[end - 1].lower_ in OF_OR_FOR | _ON and _is_capital(following))
    if t.lower_ == "and":
        return int(_is_capital(following) and _and_goes_on(doc, start, end))
    return 0


def _hyphened(doc: Doc, hyphen: int) -> bool:
    """ "Kim Jong-un", "Ban Ki-moon": a small syllable after a hyphen inside a name."""
    return (
        hyphen >= 2
        and _is_capital(doc[hyphen - 2])
        and len(doc[hyphen + 1].text) <= 5
        and len(doc[hyphen - 1].text) <= 6
    )


_ARTICLES = frozenset({"al", "el"})
"""Arabic articles, which begin a name in small letters too."""


_SURNAME = "He"
"""A surname that stands before the given name ("He Lifeng") and looks like a pronoun."""


def is_surname(doc: Doc, i: int) -> bool:
    """Whether a "He" begins a name: a pronoun has no name behind it. In a heading nobody can tell."""
    if doc[i].text != _SURNAME or i + 1 >= len(doc) or not doc[i].whitespace_:
        return False
    given, after = doc[i + 1], doc[i + 2] if i + 2 < len(doc) else None
    named = given.pos_ == "PROPN" and given.text.isalpha() and given.text[1:].islower() and _is_capital(given)
    return named and (after is None or not after.text[:1].isupper()) and i not in shouted(doc)


def calls_by_surname(doc: Doc, i: int) -> bool:
    """Whether a "He" inside a sentence, "talks with He", "Vice Premier He", may call somebody by a surname."""
    if doc[i].text != _SURNAME or i == 0 or i in shouted(doc):
        return False
    before = doc[i - 1]
    return before.text.isalpha() and before.whitespace_ != "" and not is_surname(doc, i)


def _starts(doc: Doc, i: int) -> bool:
    token = doc[i]
    if is_surname(doc, i):
        return True
    if token.lower_ in _ARTICLES and token.lower_ in PARTICLES and i + 2 < len(doc) and doc[i + 1].text == "-":
        return _is_capital(doc[i + 2])
    if not _is_capital(token) or token.lower_ in NO_NAME:
        return False
    if token.is_sent_start and token.ent_type_ == "" and (token.pos_ in _FUNCTION or token.is_stop):
        # The tagger takes an unknown name at the start of a sentence for anything; a second capital tells.
        return not token.is_stop and i + 1 < len(doc) and _is_capital(doc[i + 1])
    return True


def _of_goes_on(doc: Doc, start: int, of: int) -> bool:
    nxt = doc[of + 1]
    if nxt.lower_ == "the":
        nxt = doc[of + 2] if of + 2 < len(doc) else nxt
    if not _is_capital(nxt):
        return False
    head = doc[of - 1].lower_
    return head in _OF_HEADS or doc[start].lower_ in _OF_HEADS


_OF_HEADS = frozenset(
    "ministry department office bank board council committee commission university institute federation confederation "
    "association union league organization organisation society party movement front army house chamber court "
    "academy college school church center centre bureau agency workers teachers brotherhood fund group secretary director "
    "minister house joint chiefs staff republic kingdom state emirate observatory "
    "alliance coalition forum conference congress parliament assembly service headquarters bar national international "
    "american federal central high supreme joint royal general foundation network campaign institution".split()
)


_BODIES_IN_HALVES = frozenset(
    "service committee commission agency council fund association authority organization".split()
)
"""Last words of bodies whose name has two halves joined by "and"."""


def _and_goes_on(doc: Doc, start: int, at: int) -> bool:
    """ "Ministry of Health and Welfare", "Federal Mediation and Conciliation Service": a name in two halves."""
    after = at + 1
    while after < len(doc) and _is_capital(doc[after]):
        after += 1
    tail = doc[after - 1].lower_
    head = next((doc[k - 1].lower_ for k in range(start + 1, at) if doc[k].lower_ in OF_OR_FOR | _ON), "")
    if head in _OF_HEADS | _COUNCILS and head not in _OFFICES:
        return after - at <= 3
    return tail in _BODIES_IN_HALVES and doc[start].lower_ in _OF_HEADS
