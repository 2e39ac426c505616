"""Whether a sentence tells a wish in plain words: whose it is, a word of wishing, and then what is wished.

What is not told so may still be a wish, and a draft asks it rather than asserts it. Of the pages that this is from
(docs/back-tests.md) most statements that were wrong had no such word, had somebody else in front of it, or had it far away.
"""

from __future__ import annotations

import re

from stateofplay.casework.acts.tables import find_concept
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.records import DraftOption
from stateofplay.casework.draft.wishes.whose import in_front
from stateofplay.model import Firmness
from stateofplay.record.views import Row

_WISH = re.compile(
    r"\b(?:want(?:s|ed|ing)?|seek(?:s|ing)?|sought|demand\w*|insist\w*|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|call(?:s|ed|ing)?(?=\s+(?:for|on|to)\b)"
    r"|press(?:es|ed|ing)?(?=\s)|push(?:es|ed|ing)?(?=\s+(?:for|to|hard)\b)|propos\w+|offer(?:s|ed|ing)?|refus\w+|reject\w*|oppos\w+"
    r"|support(?:s|ed|ing)?|back(?:s|ed|ing)|favou?r(?:s|ed|ing)?|hop(?:e|es|ed|ing|eful)|eager\w*|willing\w*|unwilling\w*|ready|readiness|prepared"
    r"|inten[dt]\w*|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|vow\w*|pledg\w+|promis\w+|threat\w*|commit\w*|agree(?:s|d|ing)?|accept\w*|welcom\w+"
    r"|endors\w+|approv\w+|requir\w+|request\w*|recommend\w*|look\w*\s+forward|desir\w+|determined|keen|interested|interest(?=\s+in\b)|declin\w+"
    r"|rul(?:e|es|ed|ing)\s+out|resist\w*|object\w*|against|goal|priority|decided|decision|open(?=\s+to\b)|push(?=\s+for\b)|bid(?=\s+(?:for|to)\b)"
    r"|appeal\w*|need(?:s|ed)?|wish\w*|lobb(?:y|ies|ied|ying)|pursu\w+|try(?:ing)?|tri(?:es|ed)|prefer\w*|warn\w*|announc\w+|order(?:s|ed)|instruct\w*"
    r"|advocat\w+|campaign\w*|challeng\w+|invit\w+|hail(?:s|ed|ing)|defend(?:s|ed|ing)|confiden\w+|will|won't|must|should)\b",
    re.IGNORECASE,
)
"""A word of wishing or refusing, or for it."""
_SAID = re.compile(
    r"\b(?:s(?:aid|ays|aying)|stress\w*|argu\w+|add(?:s|ed|ing)|believ\w+|t(?:old|ells|elling)\s[^.;:]{1,60}|maintain\w*|declar\w+|reiterat\w+|repeat\w+"
    r"|reaffirm\w*|signal\w*|indicat\w+|conced\w+|wr(?:ites|ote)|tweeted)(?:[,\s]+(?:that|on\s+\w+|\w+ly))*[,:]?\s*[\"“']?(?:the\s+|its\s+|their\s+|an?\s+)?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^\W*$|[\"“:]\s*(?:\w+\s+){0,2}?(?:\w+,\s+)?$")
_MODAL = re.compile(r"^\W*(?:\S+\s+){0,8}?(?:should|must|ought to|ha(?:s|ve) to|needs? to|will|won't)\b", re.IGNORECASE)
"""What is said that one should do is wished."""
_AIM = re.compile(r"\b(?:goals?|priorit(?:y|ies)|aims?|objectives?)$")
"""What is called so is wished: "has made a toll-free road its first goal"."""
_BETWEEN = re.compile(
    r"\b(?:which|who|whose|could|would|might|may|can|because|while|although|though(?!\s+that)|but|after|if|unless|when|whether|until|as|than|since|so"
    r"|lead\w*|led|amid|despite|including|seen|avoid\w*|what|where|how|for\s+\w+ing|said|says)\b|(?<![A-Z])[.;]\s|[;:—–]",
    re.IGNORECASE,
)
"""What between the word of wishing and what would be wished makes it another thing."""
_FAR, _FAR_IN_A_LIST = 9, 18
"""Words between the two at most, and where what would be wished is the second of a list."""
_LISTED = re.compile(r"(?:,|\band|\bor)\s+(?:an?\s+|the\s+|to\s+|for\s+)?$")
_WITHOUT = re.compile(r"\bwithout\s+(?:an?\s+|the\s+)?$|\bwithout\s[^.;:]{3,60},\s+(?:an?\s+|the\s+)?$")
_NOT_DONE = re.compile(r"^[^.;:]{0,120}\b(?:will|would|shall|can)(?:\s+not|n't|not)\b|^[^.;:]{0,120}\bwon't\b")
"""What somebody will not act without is wished: "without a halt it will not talk"."""
_SO_FAR = 7
"""Among how many words of a wish its option has to stand."""
_ELSE = re.compile(
    r"\b(?:that|which|who|aimed|subject|under|so)\b|^\W*(?:avoid|ensure|make sure|prevent|be seen|see\b)", re.IGNORECASE
)
"""What stands behind these words is not what is wished itself."""
_SELF = re.compile(r"\b(?:it|they|he|she|we|I|its|their|his|her|our|my|us)\b")
_PREAMBLE = re.compile(
    r"^\W*(?:re(?:affirm|call|cogni[sz])ing|convinced|noting|bearing in mind|mindful|welcoming)\b", re.IGNORECASE
)
"""How a text begins that page or parties once agreed on."""
_REASON = re.compile(
    r"\b(?:reasons?|why)\s+(?:that\s+)?(?:\w+\s+){1,3}?(?:insisted|demanded|wanted|sought|refused|rejected|opposed)\b[^.;]{0,30}$"
)
"""What is told as the reason for what came of it is past."""
_ASKS = re.compile(r"\b(?:question|whether|unclear|doubt|wonder\w*|to\s+know)\b[^;:]{0,90}$", re.IGNORECASE)
"""What somebody asks or would know is not yet so."""
_SOFT = frozenset({Firmness.HINTED, Firmness.DISPUTED, Firmness.CLAIMED, Firmness.REPORTED})


def is_plain(ground: Ground, row: Row, party: str, option: DraftOption | None = None, *, told_by: str = "") -> bool:
    """Whether a sentence tells a wish of a party plainly, in four steps.

    1. No other party tells it, and nobody else only reports it.
    2. A word of wishing stands close in front, or its holder says what should be done.
    3. In front of that word stands the holder, or nobody who is named.
    4. What would be wished stands near the beginning of the words.

    Parameters
    ----------
    option
        What would be wished, where step 4 is asked.
    told_by
        The other party whose word it is, where it is not the party's own.
    """
    of_another = told_by and row.firmness != Firmness.CONFIRMED and not mediates(told_by)
    if of_another and not _together(ground, row.quote, party, told_by):
        return False
    if row.firmness in _SOFT and ground.teller(row) not in ("", party):
        return False
    if _PREAMBLE.search(row.quote) or (option is not None and not _early(option, row.what or "")):
        return False
    return is_wished(ground, row, party)


def _early(option: DraftOption, words: str) -> bool:
    """Step 4."""
    head = " ".join(words.split()[:_SO_FAR])
    if found := _ELSE.search(head):
        head = head[: found.start()]
    known = find_concept(option.concept)
    return known is None or not known.named or known.stands_in(head)


def is_wished(ground: Ground, row: Row, party: str) -> bool:
    """Whether a word of wishing stands close in front of what somebody wants, and its holder or nobody by name before it."""
    before, words = in_front(row), row.what or ""
    if _REASON.search(before) or _ASKS.search(before):
        return False
    said = _SAID.search(before) or _QUOTED.search(before)
    if said and _MODAL.search(words):
        return True
    if _AIM.search(words) and _is_of(ground, before, party):
        return True
    if _WITHOUT.search(before) and _NOT_DONE.search(row.quote[len(before) + len(words) :]):
        return _is_of(ground, _WITHOUT.sub("", before), party)
    for wish in reversed(list(_WISH.finditer(before))):
        between = before[wish.end() :]
        far = _FAR_IN_A_LIST if _LISTED.search(between) else _FAR
        if len(between.split()) > far or _BETWEEN.search(between):
            return False
        if _is_of(ground, before[: wish.start()], party):
            return True
    return False


def speaks_of_wishing(row: Row) -> bool:
    """Whether a sentence has a word of wishing at all in front of what somebody wants, or says what should be done."""
    before, words = in_front(row), row.what or ""
    said = _SAID.search(before) or _QUOTED.search(before)
    return bool(_WISH.search(before) or _AIM.search(words) or (said and _MODAL.search(words)))


def _together(ground: Ground, sentence: str, party: str, other: str) -> bool:
    """Whether a sentence has two say something together: "Delta and Tollmark said that they would"."""
    found = _BOTH_SAY.search(sentence)
    sides = {ground.side(n) for n in ground.named_in(found[0])} if found else set()
    return {party, other} <= {ground.acts_for.get(side, side) for side in sides}


_BOTH_SAY = re.compile(
    r"[A-Z][^,;:.]{2,60}?\sand\s[^,;:.]{2,60}?\b(?:said|say|confirmed|announced|agree|agreed|want|have)\b"
)


def _is_of(ground: Ground, head: str, party: str) -> bool:
    """Whether what stands in front of a word of wishing leaves it with a party: itself, a pronoun, or nobody by name."""
    words = head.split()
    for number in (*_NEARER, len(words)):
        tail = " ".join(words[-number:]) if number else ""
        named = [ground.side(name) for name in ground.named_in(tail)]
        if not named:
            continue
        nearest = ground.acts_for.get(named[-1], named[-1])
        if nearest == party or mediates(nearest):
            return True
        sides = [ground.acts_for.get(side, side) for side in map(ground.side, ground.named_in(head))]
        return party in sides and bool(_SELF.search(tail) or _ALL.search(tail))
    return True


_ALL = re.compile(
    r"\b(?:both|sides|leaders|parties|countries|governments|ministers|the two)\b(?:\W+\w+){0,3}\W*$", re.IGNORECASE
)
_NEARER = (3, 6, 12)
"""Words in front in which a name is looked for, the nearest first: a name stands in a sentence more than once."""
