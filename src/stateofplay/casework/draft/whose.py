"""Whose act and whose wish a sentence tells of, from the words around those that the record keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import tables
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.model import Stance
from stateofplay.record.views import Row

_NEAR = 70
_WILLING = re.compile(
    r"\b(?:want|seek|sought|hop|plan|intend|wish|vow|pledg|promis|offer|prefer|ready|willing|will|agree|try|tri|continu|prepar|refus|declin"
    r"|threaten|consider|balk|keen|determin|commit|aim|eager|reluctan|desir|push|mov|struggl|attempt|effort|bid|decid|mean|unwilling)\w*"
    r"\s+(?:to|at|from)\s*$|\binsist\w*\s+on\s*$"
    r"|\b(?:intent|bent|set|keen)\s+(?:up)?on\s*$|\blook\w*\s+forward\s+to\s*$",
    re.IGNORECASE,
)
"""What stands in front of an act that is the speaker's own: "vowed to", "insists on"."""
_BINDING = re.compile(
    r"\b(?:commit\w*\s+(?:itself\s+|himself\s+|herself\s+|themselves\s+)?to|pledg\w*|promis\w*|vow\w*|announc\w*|affirm\w*|declar\w*|provid\w*|grant\w*)"
    r"\s+(?:(?:an?|the|its|their|his|her)\s+)?[\"“]?$",
    re.IGNORECASE,
)
"""What stands in front of a noun for an act that is the speaker's own: "announced an end to testing"."""
_AGREED_TO = re.compile(
    r"\b(?:has|have|had|also|already)?\s*agreed\s+to\s+(?:an?\s+|the\s+)?(?:\S+\s+){0,3}?$", re.IGNORECASE
)
"""What stands in front of what its giver has agreed to give: "the firm has agreed to a pay rise"."""
_BOUND_BEFORE = re.compile(
    r"\b(?:agree\w*\s+to|commit\w*\s+to|offer\w*|pledg\w*|promis\w*|vow\w*)\s+[^.;:]{0,80}(?:\band|\bor|,|\bincluding)\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
"""The same of the second of two: "agreed to offer information and access"."""
_CONSENTING = re.compile(r"\s(?:to\s+)?(?:agree|commit|accept|consent|return|move)\w*(?:\s+to)?\s*$")
_TO = re.compile(r"(?:\s(?:to|must|should|would|will|has to|have to|needs to))\s*$")
_INFINITIVE = re.compile(r"\bto\s*$")
_COUNTERPART = frozenset(
    "it him her us them side party government regime company counterpart counterparts country capital team delegation union"
    " management demand demands call calls appeal appeals order orders ultimatum pressure request requests plea pleas proposal"
    " proposals".split()
)
"""Words in front of "to" that leave it with the other side: "pressed it to", "the demand to"."""
_TALKED_OF = re.compile(
    r"\b(?:discuss\w*|talk\w*\s+about|debat\w*|mention\w*|address\w*)\s+(?:(?:the|its|their|an?)\s+)?$", re.IGNORECASE
)
_CONDITION_OF = re.compile(
    r"\b(?:pre-?condition|condition|prerequisite|requirement)s?\s+(?:for|of|to)\s+(?:(?:the|any|an?)\s+)?$", re.I
)
_WISH = re.compile(
    r"\b(?:(?:want|demand|seek|insist|reject|vow|pledg|promis|threaten|propos|call(?=\w*\s+(?:for|on)))\w*"
    r"|(?:agree|accept|approv|endors|support|back)(?:s|e|es|ed|d)?|sought|(?:urg|refus|oppos)(?:e|es|ed|ing))\b",
    re.I,
)
_SOUGHT_BY = re.compile(
    r"^\W*(?:sought|demanded|proposed|wanted|requested|called for)\s+by\s+(?P<who>(?:the\s+)?[A-Z][^,.;]*)"
)
_REQUEST_FOR = re.compile(
    r"\b(?:requests?|demands?|calls?|proposals?|appeals?|pleas?|push|bid)\s+(?:for|to|that)\s+(?:the\s+|an?\s+)?$"
)
_HAS_DONE = re.compile(r"\b(?:has|have|had)\s+$")
_NAMED_NEAR = 25
_AND = re.compile(r"\s+and\s+(?:[A-Z]\S*\s*){1,4}(?:\w+)?$")
_CLAUSES = re.compile(r";|,?\s(?:but|while|whereas|although)\s")
_BEFORE_VERB = re.compile(
    r"(?:'s?|’s?)?(?:[\s,]+(?:has|have|had|is|are|was|were|will|would|also|first|now|still|long|said|says|it|he|she|they|that|which|who|never|again"
    r"|\w+ly))*\s*$"
)


class Doer(StrEnum):
    """Who a sentence says would do an act."""

    NAMED = "named"
    HOLDER = "holder"
    COUNTERPART = "counterpart"
    """The words leave it with the other side, or say nothing."""
    UNNAMED = "unnamed"
    """Somebody is asked whom the sentence does not name: fighters, members, the others."""


def in_front(row: Row) -> str:
    """What stands in front of the words of a row in their sentence, as far as it is there.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> in_front(SimpleNamespace(what="open the lock", quote="Delta vowed to open the lock."))
    'Delta vowed to '
    """
    quote = row.quote.replace("’", "'")
    words = (row.what or "").replace("’", "'")
    place = quote.find(words)
    if place < 0 and len(words.split()) > _ENOUGH:  # a reader may have left quotation marks out of the words
        place = quote.find(" ".join(words.split()[:_ENOUGH]))
    return quote[:place] if place > 0 else ""


_ENOUGH = 3
_NOT_AGAINST = re.compile(
    r"\b(?:not|n't|never)\s+(?:against|opposed\s+to|averse\s+to|rul\w+\s+out|reject\w*)\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)


def is_not_against(row: Row) -> bool:
    """Whether the sentence says that somebody does not oppose it: "was not against a meeting"."""
    return bool(_NOT_AGAINST.search(in_front(row)))


_NOT = re.compile(r"\bnot\s+to\s+$|\b(?:will|would|shall)\s+(?:not|never)\s+$|\b(?:won't|wouldn't)\s+$", re.IGNORECASE)


def denied_in_front(row: Row) -> bool:
    """Whether a "not" stands right in front of the words: "agreed not to raise the toll"."""
    return bool(_NOT.search(in_front(row)))


def addressed(ground: Ground, row: Row) -> tuple[str, Doer]:
    """Who is asked, from what stands in front of the words in their sentence, and how the sentence says it.

    "urged PARIS to sign", "told the UNION that": the actor right in front. "wants to sign", "vowed to sign", and a purpose
    ("sent trucks to bring food"): the holder. "pressed the rebels to disarm": somebody without a name.
    """
    before = in_front(row)[-_NEAR:]
    if not before:
        return "", Doer.COUNTERPART
    clause = re.split(r"[;:.!?“”\"]", before)[-1]
    head = _CONSENTING.sub("", clause) if _CONSENTING.search(clause) else _TO.sub("", clause)
    if head != clause and (last := last_named(ground, head)):
        return ("", Doer.HOLDER) if ground.side(last) == ground.side(row.party or "") else (last, Doer.NAMED)
    if _WILLING.search(clause):
        return "", Doer.HOLDER
    if not _INFINITIVE.search(clause):
        return "", Doer.COUNTERPART
    pieces = re.findall(r"[\w'-]+", head)
    last_word = pieces[-1].lower() if pieces else ""
    if last_word in _COUNTERPART:
        return "", Doer.COUNTERPART
    people = last_word.endswith("s") and not last_word.endswith(("ss", "us", "is"))
    return "", Doer.UNNAMED if not last_word or people else Doer.HOLDER


def binds_itself(row: Row) -> bool:
    """Whether a noun for an act is told as the speaker's own: "announced an end to testing", "pledged disarmament"."""
    before = in_front(row)
    return bool(_BINDING.search(before) or _BOUND_BEFORE.search(before) or _AGREED_TO.search(before))


_CUT_OFF = re.compile(r"\b(?P<verb>\w+ing)\s+(?:\w+\s+and\s+)?(?:(?:all|any|the|its|their)\s+){0,2}$", re.IGNORECASE)


_DONE_WITH = re.compile(r"^\s+(?:to be\s+|be\s+)?(?P<verb>\w+ed)\b")


def whole_words(row: Row) -> str:
    """The words of a row with the verb of ending that a reader cut off: "lifting [the road toll]", "[the tolls] lifted".

    Of what somebody opposes nothing is added: there the words themselves are what it is against.
    """
    words = row.what or ""
    if row.state == Stance.OPPOSES:
        return words
    verbs, ending = tables()[1].verbs, tables()[1].ending
    before = in_front(row)
    found = _CUT_OFF.search(before)
    if found is not None and verbs.get(found["verb"].lower()) in ending:
        return f"{found['verb']} {words}"
    behind = _DONE_WITH.match(row.quote[len(before) + len(words) :]) if before else None
    if behind is not None and (verb := verbs.get(behind["verb"].lower())) in ending:
        return f"{verb} {words}"  # "wants [the tolls] lifted"
    return words


def is_only_a_condition(row: Row) -> bool:
    """Whether the words stand as what something is a condition of: "a precondition for lifting the toll" wishes no lifting."""
    return bool(_CONDITION_OF.search(in_front(row)))


_TAKEN_BACK = re.compile(r"\b(?:reneg\w+|backtrack\w*|(?:went|gone|going) back) on\b[^.;:]*$", re.IGNORECASE)


def is_taken_back(row: Row) -> bool:
    """Whether the sentence has the words as a promise that is not kept: "reneged on a promise to clear the lock"."""
    return bool(_TAKEN_BACK.search(in_front(row)))


def is_only_talked_of(row: Row) -> bool:
    """Whether the sentence has the words as what is talked about: "would discuss the tolls" wishes none."""
    return bool(_TALKED_OF.search(in_front(row)))


def follows_to(row: Row) -> bool:
    """Whether a "to" stands right in front of the words, so that they begin with a verb, whether a table knows it or not."""
    return bool(_INFINITIVE.search(in_front(row)))


def wished_by_another(ground: Ground, row: Row, party: str, *, hostile: bool = False) -> str:
    """The other actor whose wish the sentence says it is, where it names one right in front of the wish.

    "The guild wants a rise, but the ministry wants a freeze": the freeze is no wish of the guild. What somebody else has done
    ("Delta has made no concession") is nothing that the holder opposes, unless it is a harm (`hostile`).
    """
    before = in_front(row)
    if sought := _SOUGHT_BY.match(row.quote[len(before) + len(row.what or "") :]):
        by = next(iter(ground.named_in(sought["who"])), "")
        return ground.side(by) if by and ground.side(by) != party else ""
    if not hostile and _HAS_DONE.search(before):
        doer = last_named(ground, _BEFORE_VERB.sub("", before))
        side = ground.side(doer) if doer else ""
        if side and party not in (side, ground.acts_for.get(side, side)):
            return side
    if asked := _REQUEST_FOR.search(before):
        if party in sides_of(ground, before[max(0, asked.start() - _NAMED_NEAR) : asked.start()], (party,)):
            return ""
    for part in reversed(_CLAUSES.split(before)):
        weak = ""
        for wish in reversed(list(_WISH.finditer(part))):
            head = _BEFORE_VERB.sub("", part[: wish.start()])
            name = last_named(ground, head)
            side = ground.side(name) if name else ""
            if not side:
                continue
            beside = _AND.search(head)
            with_it = last_named(ground, head[: beside.start()]) if beside else ""
            if party in (side, ground.acts_for.get(side, side)) or (with_it and ground.side(with_it) == party):
                return ""
            if re.match(r"\s*['’]", part[len(head) :]):
                weak = weak or side  # "agrees to the guild's demand": the wish of both
            else:
                return side
        if weak or ground.named_in(part):
            return weak
    return ""


def last_named(ground: Ground, words: str) -> str:
    """The actor with whose name some words end."""
    low = words.rstrip().lower()
    best = ground.form_ending(low)
    start = len(low) - len(best)
    if not best or (start and low[start - 1].isalnum()):
        return ""
    name = ground.forms[best]
    return name if words[start].isupper() or best == name.lower() else ""


_BETWEEN = re.compile(r"(?P<what>[\w-]+)\s+between\s+(?P<one>[^.;:]{2,60}?)\s+and\s+(?P<other>[^.;:,]{2,50})")
_NO_TABLE = frozenset("border line boundary difference differences choice relations ties gap distance".split())
_GIVEN_TO = re.compile(r"^\s*(?:\w+\s+){0,2}?(?:to|with)\s+(?:the\s+)?(?P<who>[A-Z][^,.;:]{1,60})")


def partners_said(ground: Ground, words: str, quote: str) -> list[str]:
    """Sides that a sentence names as those of a joint act: "a truce between A and B", "proposed a deal to B"."""
    for found in _BETWEEN.finditer(quote):
        pair = [next(iter(ground.named_in(found[k])), "") for k in ("one", "other")]
        sides = list(dict.fromkeys(ground.side(n) for n in pair if n))
        if len(sides) == 2 and found["what"].lower() not in _NO_TABLE:
            return sides
    place = quote.find(words)
    tail = _GIVEN_TO.match(quote[place + len(words) :]) if place >= 0 else None
    named = ground.named_in(tail["who"]) if tail else ()
    return [ground.side(named[0])] if named else []


def sides_of(ground: Ground, words: str, parties: Sequence[str]) -> list[str]:
    """The parties that some words name, in their order."""
    named = [ground.side(n) for n in ground.named_in(words)]
    return [p for p in dict.fromkeys(named) if p in parties]


PARTNERS = re.compile(r"\b(?:with|between|among)\s+(?P<who>.+)$")
"""Who stands behind "with" has a part in a joint act; whose proposal it is has none by that."""
_TWO = 2
_BOTH_SIDES = re.compile(
    r"\b(?:urg\w+|press\w+|call\w+\s+(?:on|for)|ask\w+|appeal\w+\s+to|implor\w+)\s+(?:on\s+)?(?:the\s+)?(?:both|two|warring|rival|opposing)\s+"
    r"(?:warring\s+|rival\s+)?(?:sides|parties|countries|nations|neighbou?rs)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:global|worldwide|multilateral|international)\s+(?:\w+\s+)?(?:pact|deal|agreement|accord|treaty|convention|compact)\b",
    re.I,
)
"""What takes more than those who are named beside each other on a page."""
_BROKERED = re.compile(r"\b(?:brokered|mediated|arranged|sponsored|overseen)\s+by\s+(?P<who>[^.;:]{3,80})")
_OF_WAR = frozenset({"ceasefire", "peace treaty", "prisoner exchange"})


def joint_owners(
    ground: Ground, act: PossibleAct, words: str, party: str, parties: Sequence[str], quote: str = ""
) -> tuple[str, ...]:
    """Whom a joint act needs, in three steps.

    1. Who is named in its words or sentence, with the holder where one other is; of a ceasefire or a peace those who fight
       each other, where some page says who does; else the principals.
    2. Who urges "the warring sides" is none of them.
    3. Whoever stands between the sides takes no part itself.
    """
    if _OF_ALL.search(words):
        return ()
    main = [p for p in ground.principals() if p in parties]
    named, found = _named_for(ground, act, words, party, parties, quote, main)
    if party in found and _BOTH_SIDES.search(quote) and not named:
        sides = [p for p in parties if p != party and not mediates(p)]
        found = sides if len(sides) == _TWO else []
    if act.concept in _OF_WAR and (brokered := _BROKERED.search(quote)):
        brokers = sides_of(ground, brokered["who"], parties)
        found = [p for p in found if p not in brokers]
    between = [p for p in found if mediates(p)]
    if len(found) - len(between) > 1:
        found = [p for p in found if not mediates(p)]
    elif between and party in found and mediates(party):
        found = main
    return tuple(sorted(dict.fromkeys(found), key=parties.index))


def _named_for(
    ground: Ground, act: PossibleAct, words: str, party: str, parties: Sequence[str], quote: str, main: list[str]
) -> tuple[list[str], list[str]]:
    """Step 1 of a joint act: who is named, and whom it needs."""
    between = PARTNERS.search(words)
    named = sides_of(ground, f"{act.subject} {between['who'] if between else ''}", parties)
    named = [p for p in named if not mediates(p)]
    said = [p for p in partners_said(ground, words, quote) if not mediates(p)]
    fighting = ground.belligerents() if act.concept in _OF_WAR else ()
    if len(named) > 1:
        return named, named
    if len(said) > 1:
        return named, said if set(said) <= set(parties) else []
    if named and party not in (*named, *main) and mediates(party):
        return named, main  # whoever stands between the sides is none
    if named and party not in named and party in parties and not set(named) <= set(main):
        return named, [party, *named]
    if fighting and party not in fighting:
        return named, list(fighting) if set(fighting) <= set(parties) else []
    if said and said[0] != party and party in parties:
        return named, [party, *said] if said[0] in parties else []
    # Another of the like of a principal has the same counterpart: each union with the employer.
    like = next((p for p in main if party not in main and party in parties and ground.alike(party, p)), None)
    return named, [party if p == like else p for p in main]


GUARANTEES = "security guarantees"
_AGAINST = re.compile(r"\bagainst\b")


def are_against(ground: Ground, party: str, row: Row) -> bool:
    """Whether guarantees are asked against the counterpart, who then does not give them: by the words, or in a war."""
    behind = row.quote[row.quote.find(row.what or "") :]
    return party in ground.belligerents() or bool(_AGAINST.search(behind.split(".")[0]))
