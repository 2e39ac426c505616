"""Turning a piece of a clause round before it is read as an act: passives, denials and breaches.

"The sanctions must be lifted" is lifting them; "Delta did not sign the lease" and "if the truce fails" speak of what is not done.
"""

from __future__ import annotations

import re

from stateofplay.casework.acts.tables import act_words

_MODAL = (
    r"(?:to|must|should|would|will|shall|can|cannot|could|may|might|ha(?:s|ve|d) to|needs? to|ought to|is to|are to)"
)
_PASSIVE = re.compile(
    rf"^(?P<thing>[^,;:]{{2,60}}?)\s+(?:{_MODAL}\s+)?(?P<no>not\s+)?(?:be|being)\s+(?:\w+ly\s+)?(?P<verb>[a-z]+)\b(?P<tail>.*)$"
)
_SHORT_PASSIVE = re.compile(
    r"^(?P<thing>(?:the\s+|all\s+|its\s+|their\s+)?[a-z][^,;:]{2,40}?s?)\s+(?P<no>not\s+)?(?P<verb>[a-z]+ed)"
    r"(?P<tail>(?:\s+(?:in|within|at once|entirely|completely)\b.*)?)$"
)
"""What is wanted done: "wants the tolls lifted"."""
_NO_THING = re.compile(
    r"^(?:it|them|they|he|she|we|i|having|being)\b|--|\b(?:who|which|that|is|are|was|were|has|have|had|prefer|want|like|said|says)\b",
    re.IGNORECASE,
)
"""What stands in front of a passive and is more than a thing: the words of another clause."""
_STATES = frozenset("committed prepared involved concerned determined expected based interested engaged".split())
"""Participles that tell how somebody is, not what is done to it."""
_TAIL = re.compile(r"^\s+(?:to|from|in exchange)\s")
_DENIED = re.compile(
    r"^(?P<who>(?:(?!\b(?:that|which|who|to)\b)[^,;:]){1,60}?)\s+(?:(?:did|does|do|had|has|have|would|will|could|can|shall|should|must|wo(?=n't)|ca(?=n't))"
    r"(?:\s+not|n't|(?<=can)not)|(?:is|are|was|were|remains?|proves?)\s+(?:unable|not\s+able)\s+to)\s+(?P<rest>[a-z].*)$"
)
_BREACHED = re.compile(
    r"\b(?:breach(?:es|ed)?|violat(?:es?|ed|ing)|breaks?|broke|breaking|breakdown|fails?|failing|failure|collapses?|flout\w*|reneg\w+"
    r"|unravels?|(?:failed|broken|stalled|collapsed|unsuccessful|fruitless|void|off|dead)(?=\s*(?:$|[,.;]|(?:by|in|on|at|again|after|and)\b)))\b",
    re.IGNORECASE,
)
"""A joint act of which this is said is spoken of as not done, or not kept."""
LEAVES = re.compile(r"^leav(?:e|es|ing)\s+(?P<where>(?:the\s+)?[A-Z].*)$")
TROOPS = re.compile(r"\b(?:troops|forces|soldiers|fighters|army)$", re.IGNORECASE)
NO_ACT = re.compile(
    r"\b(?:clos|shut|slam|open|leav)\w*\s+the\s+door\b|^(?:the\s+)?right\s+to\b"
    r"|^be\s+(?!\w+ing\b|(?:ready|willing|prepared|able)\s+to\b)"
    r"|^(?:send|deliver|convey|give)(?:ing|s)?\s+(?:(?:an?|the|its|his|her|their)\s+)?(?:\w+\s+){0,4}?(?:message|signal|sign)s?\b",
    re.IGNORECASE,
)
"""Words that only look like an act: an open door, a right to do it, what somebody would be, a message that it would do it."""
FACES = re.compile(
    r"^(?P<who>(?:the\s+)?[A-Z][^,;:]{0,40}?)\s+(?:(?:now|could|would|will|may|might|also|already)\s+)*(?:faces?|facing|risks?)\s+(?P<what>\S.*)$"
)
"""What somebody would suffer: "Tollmark faces tariffs from Monday"."""
GETS = re.compile(
    r"^(?:for\s+)?(?:(?P<who>(?:the\s+)?[A-Z][^,;:]{0,40}?)\s+)?(?:(?:to|will|would|could|can|must|should)\s+)?(?:get|gets|getting|receiv\w+|obtain\w*|win|wins|winning)\s+"
    r"(?P<what>(?:[\w-]+\s+){0,3}?(?:relief|guarantees?|assurances?|concessions?|compensation|exemptions?|waivers?)\b.*)$"
)
"""What somebody would be given: "for Tollmark to get relief from the tolls"."""
TRYING = re.compile(
    r"^(?:push|work|mov|tr[yi]|seek|agree|plan|commit|attempt|prepar|intend|hop|begin|start)(?:e|es|ed|d|ing|s|ting|ted)?\s+to\s+(?=[a-z])"
)
DEGREES = frozenset(
    "full complete total partial immediate permanent unconditional swift rapid gradual phased quick".split()
)
_LEFT_OPEN = frozenset(
    "we i he she they"
    " to the a an of in on for and or with by at from its their his her our that which what any some as if than"
    " beyond across toward towards through despite".split()
)


def turn_round(plain: str) -> tuple[str, bool]:
    """A passive as the act that it asks for, a denial without its "not", and whether it was denied.

    Examples
    --------
    >>> turn_round("the sanctions must be lifted"), turn_round("Delta did not sign the lease")
    (('lift the sanctions', False), ('Delta sign the lease', True))
    """
    if denied := _DENIED.match(plain):
        return f"{denied['who']} {denied['rest']}", True
    passive = _PASSIVE.match(plain) or _SHORT_PASSIVE.match(plain)
    verb = act_words().verbs.get(passive["verb"]) if passive else None
    if (
        passive is None
        or verb is None
        or passive["verb"] in _STATES
        or verb == passive["verb"]
        or passive["verb"].endswith("ing")
        or (passive.re is _SHORT_PASSIVE and passive["tail"] and verb not in act_words().ending)
        or _NO_THING.search(passive["thing"])
    ):
        return plain, False
    tail = passive["tail"] if _TAIL.match(passive["tail"]) else ""
    return f"{verb} {_with_article(passive['thing'])}{tail}", bool(passive["no"]) or "cannot" in passive[0]


def _with_article(thing: str) -> str:
    """A thing with the article that a reader cut off: "port of Bergen be reopened" is reopening the port."""
    head = re.split(r"\s(?:of|in|on|for|from|to|with|at)\s", thing)[0]
    cut_off = thing[:1].islower() and not head.endswith("s") and head.split()[0] not in _DETERMINED
    return f"the {thing}" if cut_off else thing


_DETERMINED = frozenset(
    "the a an all any some no each every both its their his her our this that these those more much".split()
)


def is_breached(words: str) -> bool:
    """Whether words speak of something as broken or failed: "if the truce collapses".

    Examples
    --------
    >>> is_breached("the guild breaches the truce"), is_breached("the talks are unsuccessful"), is_breached("stalled talks")
    (True, True, False)
    """
    return bool(_BREACHED.search(words))


def without_loose_end(words: str) -> str:
    """Words without what hangs loose at their end: an article, a preposition, an unmatched quotation mark.

    Examples
    --------
    >>> without_loose_end('sign the lease as the "Free'), without_loose_end("make concessions that")
    ('sign the lease', 'make concessions')
    """
    if words.count('"') % 2:
        before, _, after = words.partition('"')
        words = before if before.strip() else after
    pieces = words.replace('"', "").split()
    while pieces and pieces[-1].lower().strip(".,-–—") in _LEFT_OPEN | {""}:
        pieces.pop()
    return " ".join(pieces)
