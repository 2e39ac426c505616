"""Things that words name without an action: something that two sides could agree on, hold, or be granted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.casework.acts.phrases import PREPOSITIONS, STOP, stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import IssueConcept, act_words, concepts
from stateofplay.record.issues import concept_of

CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|did|does|had|has|have|needed|needs|came|went|said|says|would|will|could|should|must)\b"
)
"""A finite verb or what is left of one: the words are a piece of a clause, and no thing."""
_POINTING = frozenset("such this these those it he she they that what who like as with in on at by than".split())
_FINITE = frozenset("is are was were did does do has had came comes went said says would will could".split())
AUXILIARY = frozenset("be have get do become seem happen".split())
_DETERMINED = frozenset("another one its their his her".split())
_ARTICLES = ("a", "an", "the")
_SAYS_NOTHING = frozenset(
    "arrangement arrangements mechanism framework package text terms compromise reforms changes".split()
)


_LAID_ON = frozenset({"tariffs", "sanctions"})
_WITHOUT_IT = re.compile(
    r"\b(?:zero|no)[ -](?:tariffs?|dut(?:y|ies)|sanctions?)\b|\b(?:tariff|duty|sanction)s?[ -]free\b", re.IGNORECASE
)
"""A thing that is to be without a harm: a "zero-tariff deal" lays no tariff on anybody."""
_WITHDRAWAL_TEXT = re.compile(r"\bwithdrawal\s+(?:agreement|deal|treaty|bill|act|accord)\b", re.IGNORECASE)
"""A text on a withdrawal: agreeing to it withdraws nothing."""
_OF_WAR = re.compile(r"peace|\bwars?\b|conflict|political|negotiated|final")
_OUT_OF_WHAT = re.compile(
    r"\b(?:withdraw\w*|pull\w*)\W+(?:\w+\W+){0,2}?(?:from|out of)\s+(?P<what>(?:the\s+|an?\s+|its\s+)?(?:[\w’'-]+\s+){0,4}?"
    r"(?:deal|accord|treaty|agreement|pact|convention|union|bloc|alliance|league|organi[sz]ation|council|market))\b",
    re.IGNORECASE,
)

_SHUTTING = frozenset("close shut block seal deny restrict withhold".split())
"""Verbs of giving no way, beside those that end something."""
_MAKING_WAY = frozenset("ease lift relax loosen soften remove unfreeze waive exempt".split())
"""Verbs that end a barrier and, said of the way itself, open it: "ease access"."""
_BARRIER = re.compile(r"\b(?:sieges?|blockades?|closures?|restrictions?|curbs)\b", re.IGNORECASE)
_HINDERED = re.compile(
    r"^(?P<who>(?:[A-Z][\w’'-]*:? )*)(?:prevent|hinder|impede|hamper|obstruct|disrupt|interrupt)(?:s|ed|ing)? "
    r"(?P<what>(?:the |any |all )?(?:[\w’'-]+ ){0,2}?(?:aid|access|convoys?|corridors?|crossings?|deliver\w+)\b)"
)
_SHUT = re.compile(
    r"^(?P<who>(?:[A-Z][\w’'-]*:? )*)(?P<what>(?:the )?(?:[\w’'-]+ ){0,3}?(?:crossings?|borders?|corridors?|checkpoints?)) "
    r"(?:is|are|was|were|be|gets?|remains?|stays?) (?P<verb>closed?|shut|sealed)\b"
)
ELSEWHERE = re.compile(
    r"^\w+ (?:back )?to (?:(?:the|an?|open|full|all-out|binding|international|the UN|the U\.N\.) )*"
    r"(?:courts?|tribunals?|trial|arbitration|arbiters?|arbitrators?|law|war|battle|polls|ballot|voters|vote|press|police|media|"
    r"(?:[A-Z]\w+ )*(?:Court|Tribunal|Council|Assembly|Congress|Parliament))\b"
    r"|^(?:participate|participating|take part|taking part|join|joining)\s.*?\bin\s+(?:[\w-]+\s+){0,3}?"
    r"(?:action|operations?|strikes?|attacks?|raids?|wars?|war effort|invasion|fighting|campaign|drills"
    r"|exercises|patrols|mission|force)\b"
)
"""Where one goes to do something else than to talk with the other side: "go to court", "take part in military action"."""


def gives_no_way(verb: str, rest: str, ending: frozenset[str]) -> bool:
    """Whether an act on a way for people and goods shuts it: to open a crossing and to close it are two acts.

    Parameters
    ----------
    verb
        Its first verb, plain.
    rest
        The verb and what it is done to.
    ending
        Verbs that end what their object is about.

    Examples
    --------
    >>> gives_no_way("halt", "halt humanitarian aid", frozenset({"halt", "lift"}))
    True
    >>> gives_no_way("lift", "lift the siege", frozenset({"halt", "lift"}))
    False
    """
    if _BARRIER.search(rest):
        return verb not in ending and verb not in _MAKING_WAY
    return verb in _SHUTTING or (verb in ending and verb not in _MAKING_WAY)


def active(words: str) -> str:
    """A way that is shut or hindered, told as shutting or blocking it: what one does with it is not lost with its verb.

    Examples
    --------
    >>> active("the crossing is closed"), active("hinder aid deliveries"), active("the siege is lifted")
    ('close the crossing', 'block aid deliveries', 'the siege is lifted')
    """
    if hindered := _HINDERED.search(words):
        return f"{hindered['who']}block {hindered['what']}{words[hindered.end() :]}"
    found = _SHUT.search(words)
    if found is None:
        return words
    verb = {"shut": "shut", "sealed": "seal"}.get(found["verb"], "close")
    return f"{found['who']}{verb} {found['what']}{words[found.end() :]}"


def is_about_a_text(concept: str, rest: str) -> bool:
    """Whether words name a text on a thing, or one without it: a "Lake Withdrawal Agreement", a "zero-tariff deal".

    A settlement that is of no war is a text as well, and no peace.
    """
    if concept == "peace treaty":
        built = re.search(concepts()[concept].other, rest, re.IGNORECASE)  # where people settle
        return "settlement" in rest and not built and not _OF_WAR.search(rest)
    if concept == "withdrawal":
        return bool(_WITHDRAWAL_TEXT.search(rest))
    return concept in _LAID_ON and bool(_WITHOUT_IT.search(rest))


def left_where(rest: str, concept: str) -> str:
    """Leaving a text or a union, as words name it, which takes no troops away; else an empty text.

    Examples
    --------
    >>> left_where("withdrawing from the river treaty", "withdrawal"), left_where("withdrawal of troops", "withdrawal")
    ('withdraw from the river treaty', '')
    """
    left = _OUT_OF_WHAT.search(rest) if concept == "withdrawal" else None
    return f"withdraw from {left['what']}" if left else ""


def is_hollow(text: str) -> bool:
    """Whether an act in words is an idiom or a piece of one, that nobody could do by a step: "back down", "let Delta"."""
    return any(pattern.search(text) for pattern in act_words().hollow)


_NO_STEP_WITH = {
    "put": re.compile(r"\b(?:behind|first|aside)\b"),
    "meet": re.compile(
        r"\b(?:deadlines?|targets?|goals?|obligations?|commitments?|needs?|conditions?|demands?|standards?)\b"
    ),
}
_ABILITY = re.compile(r"\b(?:ability|capacity|capabilit\w+|influence|ambitions?|reach)\b")
_COMING_ABOUT = frozenset("about as under after before from".split())


def is_no_step(rest: str, verb: str, known: IssueConcept | None) -> bool:
    """Whether nobody could do it: idioms, "make them carry out" (who would?), "come about", "end the suffering"."""
    words = act_words()
    pieces = rest.split()
    if verb in _NO_STEP_WITH:
        return bool(_NO_STEP_WITH[verb].search(rest))
    if verb == "make" and len(pieces) > 3 and any(p in words.verbs and p == words.verbs[p] for p in pieces[2:4]):
        return True
    if verb == "come" and len(pieces) > 1 and pieces[1].lower() in _COMING_ABOUT:
        return True
    if _ABILITY.search(rest) and verb in words.ending | {"deny", "slow", "weaken", "contain", "restrict", "hinder"}:
        return True  # "limit its ability to strike" is what steps are for
    aimless = known is None or not known.act
    return aimless and verb in words.ending and bool(words.goals & set(rest.lower().split()))


def thing(rest: str, concept: str | None) -> PossibleAct | None:
    """A bare noun phrase without a concept: something to agree to, to hold or to be granted, if it is a thing at all."""
    words, pieces = act_words(), rest.split()
    lowered = [p.lower().strip(".,'") for p in pieces]
    place = before_preposition(lowered)
    heads = [w for w in lowered[:place] if w not in STOP]
    if "," in rest or not heads or heads[-1] in words.vague or lowered[0] in _POINTING or lowered[0] in AUXILIARY:
        return None
    if lowered[1:2] and lowered[1] in _ARTICLES:
        return None  # a verb that the table does not know: "chair a panel"
    if len(pieces) == 1 and lowered[0] in _SAYS_NOTHING:
        return None  # "an arrangement": of what, nobody says
    if any(w in _FINITE or (w in words.verbs and w.endswith(("s", "ed")) and w != heads[-1]) for w in lowered[1:3]):
        return None  # a finite clause that the reader cut out: "he gets the changes he seeks"
    if (
        lowered[0].endswith("ed")
        or heads[-1].endswith("ly")
        or (len(heads) == 1 and len(heads[0]) < 6 and place == len(pieces))
    ):
        return None
    if words.nominal.get(heads[-1]) in ("make", "give", "pay"):
        text = f"{words.nominal[heads[-1]]} {' '.join(pieces[:place] if pieces[place:][:1] == ['from'] else pieces)}"
        return PossibleAct(text=text, family=stems_text(text), concept=concept, given=text.startswith("give"))
    if heads[-1] in words.values:
        return PossibleAct(text=rest, family=stems_text(rest), concept=concept, value=True)
    if heads[-1] not in words.agreeable or CLAUSE.search(rest):
        return None  # nothing that two sides could agree on
    text = f"agree to {_article(rest, lowered[place - 1])}{rest}"
    if is_hollow(text):
        return None
    joint = heads[-1] in words.mutual
    return PossibleAct(text=text, family=stems_text(rest), concept=concept, joint=joint)


def _article(rest: str, head: str) -> str:
    first = rest.split()[0]
    words = act_words()
    uncounted = head.endswith("s") or head not in words.agreeable or head in words.uncounted
    if uncounted or first[:1].isupper() or first.lower() in _DETERMINED:
        return ""
    return f"{indefinite(first)} "


_SAID_WITH_YOU = re.compile(r"^(?:U\.?[SNK]\b|E\.?U\b|u(?:ni(?!n)|s[ae]|ti|ra)|eu)", re.IGNORECASE)


def indefinite(words: str) -> str:
    """The indefinite article of some words, by how they are said.

    >>> indefinite("accord"), indefinite("U.S.-Tollmark deal"), indefinite("union"), indefinite("unconditional truce")
    ('an', 'a', 'a', 'an')
    """
    return "an" if words[:1].lower() in "aeiou" and not _SAID_WITH_YOU.match(words) else "a"


def only_about(pieces: Sequence[str]) -> bool:
    """Whether a concept stands only behind a preposition: "interference in the election" holds none."""
    words = act_words()
    place = before_preposition([p.lower() for p in pieces])
    heads = " ".join(pieces[:place])
    last = heads.split()[-1].lower().strip(".,")
    if CLAUSE.search(heads) or place == len(pieces):
        return False
    return concept_of(heads) is None and last not in words.nominal and last not in words.frames


def before_preposition(lowered: list[str]) -> int:
    for place, word in enumerate(lowered):
        if place and word in PREPOSITIONS:
            return place
    return len(lowered)
