"""Cutting the words of an issue down to the phrase that names the act: who stands in front of it, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from stateofplay.casework.acts.clauses import turn_round, without_loose_end
from stateofplay.casework.acts.tables import act_words

MOST_WORDS = 12
_JOINING = ("and", "or")
_FEW_MORE = 3
"""So many words more are kept where the phrase has no place to end it at."""
PREPOSITIONS = frozenset("of to in into on for from with between over by at against about".split())
_HANGING = frozenset("between over worth about under after before than as".split())

_MODAL = (
    r"(?:to|must|should|would|will|shall|can|could|may|might|needs? to|needed to|ha(?:s|ve|d) to|(?:is|are|was|were) to"
    r"|(?:is|are) going to(?: have to)?)"
)
_SUBJECT = re.compile(
    rf"^(?P<subject>[^,;:]{{1,60}}?)\s+{_MODAL}\s+(?P<rest>(?!(?:the|an?|its|their|his|her|our|any|all|this|that)\s)\w.*)$"
)
_TAIL = (
    r"\bwhich\b|\bwho\b|\bwhat\b|\bthat \w+|\bin a bid\b|\bin order\b|\bbecause\b|\bwhile\b|\balthough\b|\bbut\b|\bafter\b"
    r"|\bbefore\b|\bwithout\b|\bfor (?:alleged|failing|their role|its role|violating|breaking)\b"
    r"|\bon (?:the )?grounds\b|\bwhen (?:they|he|she|it|the|both)\b|\bif\b|\bunless\b|\bas soon as\b|\bduring\b|\bsince\b"
    r"| in (?:defiance|violation|breach|line|light|spite|accordance|keeping) (?:of|with)\b| despite\b"
    r"| in (?:their|its|the) (?:first|second|third|next|latest|talks|discussions|coming)\b"
    r"|\s(?:brokered|drafted|mediated|hosted|backed|imposed|put forward)\b"
    r"| and (?:ensure|put|that|should)\b| (?:is|are|was|were|would be|made) (?:possible|likely|sense|ready|unlikely)\b"
)
_CUT = re.compile(rf"(?:,(?!\d)|;|:|\s[-–—]\s|{_TAIL}).*$")
_CUT_CLAUSE = re.compile(rf"(?:;|:|\s[-–—]\s|{_TAIL}).*$")
_LEADING = re.compile(
    r"^(?:(?:not|no|also|only|immediately|just|either|the|an?|any|its|their|his|her|our|some|more|such a|likely|possible"
    r"|potential)\s+)+",
    re.IGNORECASE,
)
_LEADING_NOTHING = re.compile(
    r"^(?:(?:that|for|so|until)\s+)?(?:the |an? )?"
    r"(?:(?:his|her|its|their|our)\s+(?:own\s+)?(?:request|demand|call|appeal|plea|bid|push|effort)s?\s+to\s+)?"
    r"(?:(?:question|issue|idea|prospect|possibility|need|call|request)s? (?:of|for)\s+)?"
    r"(?:(?:the|an?)\s+(?=(?:halt|end|stop|return|release|withdrawal|lifting|removal|extension|meeting)\b))?",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"^(?:the\s+)?(?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*(?:'s|s')\s+(?:\w+\s+)?(?:requests?|demands?|calls?|appeals?|pleas?|insistence)"
    r"\s+(?:for|to|that|on)\s+"
)
"""Whose demand it is, in front of what is demanded: "the Guild's demand for a freeze"."""
_INCLUDING = re.compile(r"^[^,]*, including ([^,]+),\s*")
_WHEN = re.compile(
    r"\s+(?:by|from|on|at|within|this|next|last|beginning|starting|until|in)\s+(?:the end of |the start of )?(?:\w+ )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|to|yester)day|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber|Sept)\b.*$"
    r"|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|\s+within\s+(?:\w+ ){1,3}(?:hours|days|weeks|months)\b.*$"
)
_PRONOUN = re.compile(
    r"^(?:however,?\s+|but\s+)?(?:it|they|he|she|we|i)\s+"
    r"(?:will|would|shall|could|can|may|might|must|should|did|do|does|ca(?=n't)|wo(?=n't))(?P<no>n't|\s+not|not)?\s+(?:only\s+|also\s+)?",
    re.IGNORECASE,
)
"""A subject that is only pointed at, with its modal: the holder itself."""
_TELLING = re.compile(r"^(?:(?:demonstrate|show|prove|acknowledge|guarantee|recogni[sz]e)\w*|mak(?:e|es|ing) sure)\s")
_CEASE_FIRE = re.compile(r"\bcease[- ]fires?\b(?!\s+(?:on|at|in|into)\b)", re.IGNORECASE)
_UNDONE = re.compile(r"^(?P<thing>.*?)\s(?:is|are|was|were|has|have|had)(?:(?: been)? not|n't)\b(?P<tail>.*)$")
_NEXT_CLAUSE = re.compile(r"(?<=\w),?\s+(?:and|but)\s+(?:we|they|he|she|it|you|I)\s+[a-z].*$")
_WHAT_IT_IS = re.compile(r"^\s+(?:an?|the|about|just|only|simply)\b")
"""What something is not: no word on whether it is done."""
_IN_RETURN = re.compile(r"(?<=\w),?\s+in\s+(?:return|exchange)(?:\s+for\b.*)?$", re.IGNORECASE)
"""What is had for it is no part of an act."""
_GOING_ON = re.compile(r"\bbe\s+(?=\w+ing\b)(?!\w*(?:thing|bring|king|ring|being)\b)(\w+ing)\b")
"""A progressive is the verb itself: "will be leaving the lock"."""
_CLOSING = re.compile(
    r"\bclos(?:e|ing)\s+(?=(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,3}?(?:deal|agreement|accord|pact|contract)\b)"
)
"""To close a deal is to reach it, and ends nothing."""
_OWN = re.compile(r"(?<=\w\w)\s+of\s+(?:its|their|his|her|our|my)\s+own$")
_DONE = re.compile(
    r"^(?P<thing>.*?)\s(?:is|are|was|were|has been|have been)\s(?:\w+ed|reached|met|made|found|struck|agreed|signed)\b.*$"
)
_LAST = re.compile(
    r"(?:\s+(?:immediately|now|for now|instead|soon|too|today|only|also|first|deemed|considered|believed|thought|known|seen"
    r"|arrested|held|detained|jailed|imposed|caused|announced|through|including))+$"
)
PUTTING_OFF = frozenset("delay postpone defer".split())
"""Verbs that do a harm later: to put it off ends it for now."""
BEFORE_A_NOUN = frozenset("a an the its their any".split())
STOP = frozenset(
    "the a an of to in on for and or with by at from its their his her our that which any all some".split()
)


def plain_words(words: str) -> tuple[str, bool]:
    """The words without quotation marks, openers and a closing passive, and whether they say that it is not done.

    Examples
    --------
    >>> plain_words("a deal is not reached"), plain_words("the question of outside mediation")
    (('deal', True), ('outside mediation', False))
    """
    plain = " ".join(words.replace("’", "'").replace("“", '"').replace("”", '"').split()).strip(" .\"'")
    plain = _NEXT_CLAUSE.sub("", plain)
    plain = _IN_RETURN.sub("", _CEASE_FIRE.sub("ceasefire", plain))
    plain = _CLOSING.sub("reach ", _GOING_ON.sub(r"\1", plain))
    if pronoun := _PRONOUN.match(plain):
        plain = ("not " if pronoun["no"] else "") + plain[pronoun.end() :]
    plain, denied = turn_round(plain)
    plain = _LEADING_NOTHING.sub("", _INCLUDING.sub(r"\1 ", _ASKED_FOR.sub("", plain)))
    negated = bool(re.match(r"^(?:not|no)\s", plain, re.IGNORECASE)) != denied
    if undone := _UNDONE.match(plain):
        return ("" if _WHAT_IT_IS.match(undone["tail"].replace('"', "")) else undone["thing"]), not denied
    if done := _DONE.match(plain):
        plain = done["thing"]
    return plain, negated


def is_bare(words: str) -> bool:
    """Whether words begin with an article or an amount, after which no word is a verb: "a deal", "more visits"."""
    opener = r"^(?:the|an?|any|no|this|that|more|fewer|further|additional|another|several|regular)\s"
    return bool(re.match(opener, words.strip(" .\"“”'"), re.IGNORECASE))


def split_subject(plain: str) -> tuple[str, str]:
    """Who is named to do it, and the rest; nobody where the words begin with the act.

    Examples
    --------
    >>> split_subject("Kyiv must sign the lease"), split_subject("halt to the drills")
    (('Kyiv', 'sign the lease'), ('', 'halt to the drills'))
    """
    words = act_words()
    pieces = plain.split()
    for count in (1, 2, 3, 4):
        # "Cuban engineers quickly rebuild": an adverb stands between who acts and the verb.
        if len(pieces) > count + 1 and pieces[count].endswith("ly") and pieces[0][:1].isupper():
            return " ".join(pieces[:count]), " ".join(pieces[count + 1 :])
        if len(pieces) > count and pieces[count].lower().strip(",") in words.verbs:
            names = all(p[:1].isupper() or p in ("of", "and", "the") for p in pieces[:count])
            if (names and pieces[0][:1].isupper()) or pieces[count - 1].lower() in words.doers:
                return " ".join(pieces[:count]), " ".join(pieces[count:])
    if found := _SUBJECT.match(plain):
        first, last = found["subject"].split()[0].lower(), found["subject"].split()[-1].lower()
        # "halt to exercises", "withdraw troops to the border": no subject stands in front of their "to".
        led = first in words.nominal or first in words.verbs or last in words.nominal
        if not led or found["subject"][0].isupper():
            return found["subject"].strip(), found["rest"]
    return "", plain


_OR_DOING = re.compile(r"^(\w+ing) or \w+ing(?: (?:off|up|down|back|out))?\b")
"""Of two verbs of one object the first: "cancelling or putting off the sale"."""


def cut(rest: str) -> str:
    """The heart of a phrase: no side clauses, no date, few words.

    Examples
    --------
    >>> cut("the sale of grain from Monday, which farmers had asked for")
    'sale of grain'
    """
    rest = _OR_DOING.sub(r"\1", _LEADING.sub("", rest))
    kept = _CUT.sub("", rest).strip() if not _TELLING.match(rest) else rest.split(",")[0]
    if len(kept.split()) < 2 and "," in rest:  # a comma between adjectives ends nothing
        kept = _CUT_CLAUSE.sub("", rest).strip()
    rest = _LAST.sub("", _WHEN.sub("", _before_second_verb(kept))).strip(" .,;:'")
    rest = _OWN.sub("", rest)
    pieces = rest.split()
    if len(pieces) > MOST_WORDS:
        places = [k for k, p in enumerate(pieces[:MOST_WORDS]) if k > 3 and p.lower() in PREPOSITIONS]
        is_particle = bool(places) and pieces[places[-1] + 1] in _JOINING  # "to turn over and destroy"
        if is_particle and len(pieces) <= MOST_WORDS + _FEW_MORE:
            return _LAST.sub("", without_loose_end(rest))
        pieces = pieces[:MOST_WORDS]
        pieces = pieces[: places[-1]] if places else pieces
        while pieces and (pieces[-1].lower() in STOP | _HANGING or pieces[-1][-1:] in "%$"):
            pieces.pop()
    return _LAST.sub("", without_loose_end(" ".join(pieces)))


_AND_DOING = re.compile(r"\s+and\s+(?:also\s+)?(?P<verb>\w+ing)\s+\w")


def _before_second_verb(kept: str) -> str:
    """A phrase up to a second act that is joined to it: "start buying grain and lifting the tolls"."""
    second = _AND_DOING.search(kept)
    verbs = act_words().verbs
    if second is None or second["verb"].lower() not in verbs:
        return kept
    first = kept[: second.start()]
    return kept if first.lower() in verbs else first  # "easing and lifting the tolls" has one object


_SAME = {
    word: same
    for same, words in {
        "withdraw": "drop dropping withdraw withdrawing abandon abandoning",
        "close": "shut shutting close closing",
        "buy": "buying purchase purchasing",
        "stop": "halt halting end ending stop stopping cease ceasing",
        "remove": "lift lifting abolish eliminate remove removing scrap ease easing relax relaxing loosen",
        "release": "free freeing release releasing",
    }.items()
    for word in words.split()
}
"""Verbs that do the same to a thing: dropping a complaint is withdrawing it."""
_EMPTY = frozenset("agree more new".split())
"""Words in which acts may differ and still be the same act."""


@lru_cache(maxsize=8192)
def stems(words: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(stems_text(words).split())


def stems_text(words: str) -> str:
    """The stems of the words that say something, in their order."""
    plain = [w for w in re.findall(r"[a-z0-9]+", words.lower()) if w not in STOP and w not in _EMPTY]
    return " ".join(_SAME.get(w, re.sub(r"(ing|ed|es|s)$", "", w) if len(w) > 4 else w) for w in plain)


def whole_places(form: str, low: str) -> Iterator[int]:
    """Where a form stands in some words as a whole; of thousands of forms no expression would stay compiled.

    >>> list(whole_places("chad", "chad's chadian, chad_ and (chad)"))
    [0, 27]
    """
    at = low.find(form)
    while at >= 0:
        before, behind = low[at - 1 : at] if at else "", low[at + len(form) : at + len(form) + 1]
        if not (before.isalnum() or before == "_" or behind.isalnum() or behind == "_"):
            yield at
        at = low.find(form, at + 1)
