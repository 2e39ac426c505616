"""Whose act and whose wish a sentence tells of, from the words around those that the record keeps."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

from stateofplay.casework.acts.tables import act_words
from stateofplay.casework.draft.record import Ground, sides_of
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
    r"\b(?:commit\w*\s+(?:itself\s+|himself\s+|herself\s+|themselves\s+)?to|pledg\w*|promis\w*|vow\w*|announc\w*|affirm\w*|declar\w*|provid\w*|grant\w*"
    r"|order(?:s|ed|ing)?|authori[sz]\w*)"
    r"\s+(?:(?:an?|the|its|their|his|her)\s+)?[\"“]?$",
    re.IGNORECASE,
)
"""What stands in front of a noun for an act that is the speaker's own: "announced an end to testing"."""
_AGREED_TO = re.compile(
    r"\b(?:has|have|had|also|already)?\s*agreed\s+to\s+(?:an?\s+|the\s+)?(?:\S+\s+){0,3}?$", re.IGNORECASE
)
"""What stands in front of what its giver has agreed to give: "the firm has agreed to a pay rise"."""
_BOUND_BEFORE = re.compile(
    r"\b(?:agree\w*\s+to|commit\w*\s+to|offer\w*|pledg\w*|promis\w*|vow\w*|announce\w*[^.;:]{0,40}\s(?:will|would|to))\s+"
    r"[^.;:]{0,120}(?:\band|\bor|,|\bincluding)\s+(?:an?\s+|the\s+)?$",
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
_WISH = re.compile(
    r"\b(?:(?:want|demand|seek|insist|reject|vow|pledg|promis|threaten|propos|declin|decid|chos|choos|expect(?!\w*\s+to\b)|call(?=\w*\s+(?:for|on)))\w*"
    r"|(?:agree|accept|approv|endors|support|back)(?:s|e|es|ed|d)?|sought|(?:urg|refus|oppos)(?:e|es|ed|ing))\b",
    re.I,
)
_GRANTS = re.compile(
    r"\b(?:agre|accept|approv|endors|support|back|grant|meet|met|satisf|bow|yield|conced|welcom|honou?r)\w*\b[^;:]{0,40}$"
)
_SOUGHT_BY = re.compile(
    r"^\W*(?:sought|demanded|proposed|wanted|requested|called for)\s+by\s+(?P<who>(?:the\s+)?[A-Z][^,.;]*)"
)
_REQUEST_FOR = re.compile(
    r"\b(?:requests?|demands?|calls?|proposals?|appeals?|pleas?|push|bid)\s+(?:for|to|that)\s+(?:the\s+|an?\s+)?$"
)
_THEIR_REQUEST = re.compile(
    r"(?:'s|’s|s'|s’)\s+(?:\w+\s+){0,2}?(?:request|demand|call|appeal|plea|proposal|offer|bid|suggestion|threat)s?\s+(?:to|for|that|of)\s+(?:\w+\s+){0,2}$"
)
"""Whose request it is: "would look into the guild's request to"."""
_HAS_DONE = re.compile(
    r"\b(?:has|have|had)\s+(?:(?:not\s+)?(?:yet\s+)?(?:made|given|offered|shown|granted|taken)\s+(?:(?:no|any|few|some|enough)\s+)?)?$"
)
_WARNED_BY = re.compile(
    r"\b(?:warning|threat|demand|call|request|appeal|pledge|promise|offer|vow)s?\s+(?:from|by|of)\s+(?P<who>(?:[^\s,.;:]+\s+){1,6}?)(?:that|to|of|for)\s+"
    r"(?:(?:it|he|she|they)\s+)?(?:\w+\s+){0,4}$"
)
"""Whose threat or demand it is: "despite warnings from the guild that it would bring back tolls"."""
_ITS_DEMAND_IS = re.compile(
    r"(?P<who>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)(?:'s|’s|s'|s’)\s+(?:\w+\s+){0,3}?"
    r"(?:demand|condition|request|call|goal|aim|wish|insistence|requirement|position)s?\s+"
    r"(?:is|are|was|were|has been|remains?)\s+(?:that|for|to)\b"
)
"""The same: "one of the guild's demands is that"."""
_FINITE = re.compile(
    r"(?P<head>.*?)\s+(?P<modal>wo(?=n't)|ca(?=n't)|has|have|had|will|would|can(?=not)|can|could|may|might|shall|must|should)(?:n't|\s*not)?"
    r"(?:\s+(?:also|now|soon|first|then|\w+ly))?(?:\s+[a-z]+\s+(?:with|to|on|in|into|by|for|from|back|up|out)(?:\s+(?:an?|the|its|their|new|more))?"
    r"|\s+(?:be|consider|start|begin|keep|stop)|\s+(?:be\s+)?(?:ready|willing|able|prepared|forced|going)\s+to|\s+(?:have|agree|need|continue)\s+to)?\s*$"
)
"""Who would do it by the finite verb in front: "said that the guild would respond with"."""
_OBLIGED = frozenset({"must", "should"})
_PRONOUN = re.compile(r"(?:^|[\s,“\"])(?:it|they|he|she|we|I)$")
_OBJECT_TO = re.compile(
    r"\b(?:invit|allow|permit|enabl|help|encourag|urg|ask|press|forc|order|persuad|convinc)\w*\s+(?!(?:to|by|from|for|with)\b)\w[^;:]{2,120}?\s+to\s*$"
)
"""Somebody else is to do it: "plans to invite reporters to inspect"."""
_LISTED = re.compile(
    r"\b(?:pressur|press|urg|ask|forc|order|persuad|tell|told|warn|lobb)\w*\s+[^;:]{2,60}?,\s+(?:including|such as|among them)\s+"
    r"[^;:]{2,80},?\s+to\s*$"
)
"""Those who are asked, with some of them by name: "pressed mills, including two in Delta, to"."""
_IF_IT = re.compile(r"\b(?:if|unless|until|once|provided(?: that)?)\s+(?:it|they|he|she)\s+[^,;:]*$", re.IGNORECASE)
_EFFORT_BY = re.compile(
    r"\b(?:efforts?|attempts?|bid|moves?|push|plans?|drive|campaign|steps?)\s+by\s+"
    r"(?P<who>(?:the\s+)?[\w'’ -]{2,40}?)\s+(?:to|at|for)\s*$"
)
"""Whose efforts: "efforts by the guild to win cheaper loans"."""
_NAMED_NEAR = 25
_AND = re.compile(r"\s+and\s+(?:[A-Z]\S*\s*){1,4}(?:\w+)?$")
_CLAUSES = re.compile(r";|,?\s(?:but|while|whereas|although)\s")
_BEFORE_VERB = re.compile(
    r"(?:'s?|’s?)?(?:[\s,]+(?:has|have|had|is|are|was|were|will|would|also|first|now|still|long|said|says|it|he|she|they|that|which|who|never|again"
    r"|\w+ly))*\s*$"
)


OWN_ACTS = frozenset({Stance.OFFERS, Stance.THREATENS, Stance.CONSIDERS})
"""Stances towards what the holder would do itself."""


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


_NOT = re.compile(
    r"\b(?:not|never)\s+(?:be\s+)?(?:allowed|permitted|let)\s+to\s+$|\bnot\s+to\s+$|\b(?:will|would|shall)\s+(?:not|never)\s+$|\b(?:won't|wouldn't)\s+$",
    re.IGNORECASE,
)


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
    if _LISTED.search(in_front(row)):
        return "", Doer.UNNAMED
    clause = last_clause(before)
    if getattr(row, "state", None) == Stance.DEMANDS and _IF_IT.search(clause):
        return "", Doer.COUNTERPART  # "will rebuild the bridge if it gives up its tolls": the other side would
    if effort := _EFFORT_BY.search(clause):
        by = next(iter(ground.named_in(effort["who"])), "")
        return (by, Doer.NAMED) if by and ground.side(by) != ground.side(row.party or "") else ("", Doer.HOLDER)
    if (finite := _FINITE.match(clause)) and _PRONOUN.search(finite["head"]) and finite["modal"] not in _OBLIGED:
        if getattr(row, "state", None) != Stance.DEMANDS:
            return "", Doer.HOLDER  # "Delta says it can cut": Delta itself
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
    if _OBJECT_TO.search(clause):
        return "", Doer.UNNAMED  # "invited reporters from Tollmark and elsewhere to inspect it": they would
    people = last_word.endswith("s") and not last_word.endswith(("ss", "us", "is"))
    return "", Doer.UNNAMED if not last_word or people else Doer.HOLDER


_POINT = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?](?!\w)|[;:“”\"]")
"""Where a clause ends; no point of an abbreviation ("U.S.", "Mr.") does."""


def last_clause(before: str) -> str:
    """The last clause of what stands in front; a point of an abbreviation ends none."""
    return _POINT.split(before)[-1]


def does_in_front(ground: Ground, row: Row) -> str:
    """The actor who by the finite verb right in front of the words would do it: "said that Tollmark would respond with"."""
    finite = _FINITE.match(last_clause(in_front(row)[-2 * _NEAR :]))
    return last_named(ground, finite["head"]) if finite else ""


_CALLED_OFF = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s+off|cancel\w*|abort\w*|scrap(?:s|ped|ping)?)\s+(?:(?:the|those|these|its|his|her|their|an?|planned|\d+)\s+)*$"
)


def calls_off(row: Row) -> bool:
    """Whether the words stand as what somebody has planned itself and does not do: "called off the raids"."""
    return bool(_CALLED_OFF.search(in_front(row)))


_ACTING = frozenset({"country", "armed_group"})


def names_only_others(ground: Ground, row_quote: str, party: str, meant: Collection[str]) -> bool:
    """Whether a sentence names who could act, and nobody of those whose act it is taken to be: then it says nothing of these.

    "Chad looks for action on the wells of Niger" asks nothing of Togo, though Chad bargains with Togo.
    """
    named = {ground.side(name) for name in ground.named_in(row_quote)}
    named |= {ground.acts_for[side] for side in named if side in ground.acts_for}
    others = {side for side in named - {party} if ground.kinds.get(side) in _ACTING}
    return bool(others) and named.isdisjoint(set(meant) - {party})


def binds_itself(row: Row) -> bool:
    """Whether a noun for an act is told as the speaker's own: "announced an end to testing", "pledged disarmament"."""
    before = in_front(row)
    return bool(_BINDING.search(before) or _BOUND_BEFORE.search(before) or _AGREED_TO.search(before))


_CUT_OFF = re.compile(r"\b(?P<verb>\w+ing)\s+(?:\w+\s+and\s+)?(?:(?:all|any|the|its|their)\s+){0,2}$", re.IGNORECASE)


_HAVING_IT = re.compile(r"^(?:get|have|see)\s+(?=(?:the|all|its|their|more)\s)")
"""What is wanted done by others: "to get the prisoners released"."""
_INSIDE_A_WORD = re.compile(r"\w+[-\u2010\u2011]$")
_DONE_WITH = re.compile(r"^\s+(?:to be\s+|be\s+)?(?P<verb>\w+ed)\b")


def whole_words(row: Row) -> str:
    """The words of a row with the verb of ending that a reader cut off: "lifting [the road toll]", "[the tolls] lifted".

    Of what somebody opposes nothing is added: there the words themselves are what it is against.
    """
    before = in_front(row)
    words = row.what or ""
    if inside := _INSIDE_A_WORD.search(before):
        words = inside[0] + words  # "a nuclear-[free valley]"
    if row.state == Stance.OPPOSES:
        return words
    verbs, ending = act_words().verbs, act_words().ending
    found = _CUT_OFF.search(before)
    if found is not None and verbs.get(found["verb"].lower()) in ending:
        return f"{found['verb']} {words}"
    behind = _DONE_WITH.match(row.quote[len(before) + len(words) :]) if before else None
    words = _HAVING_IT.sub("", words)
    if behind is not None and (verb := verbs.get(behind["verb"].lower())) in ending:
        return f"{verb} {words}"  # "wants [the tolls] lifted"
    return words


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
        return _other_named(ground, sought["who"], party)
    if told := _told_of_another(ground, row, before, party, hostile=hostile):
        return told
    if its := _ITS_DEMAND_IS.search(before):
        return _other_named(ground, its["who"], party)
    if (theirs := _THEIR_REQUEST.search(before)) and row.state != Stance.OPPOSES:
        name = last_named(ground, before[: theirs.start()])
        if name and (side := _other_side(ground, name, party)):
            return "" if _GRANTS.search(before[: theirs.start()]) else side
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
            if re.match(r"\s*['’]", part[len(head) :]) and (row.state == Stance.OPPOSES or _GRANTS.search(head)):
                weak = weak or side  # "agrees to the guild's demand": the wish of both
            else:
                return side
        if weak or ground.named_in(part):
            return weak
    return ""


def _told_of_another(ground: Ground, row: Row, before: str, party: str, *, hostile: bool) -> str:
    """Who else has done it, warns of it or would do it, by what stands right in front of the words."""
    others = []
    if not hostile and (done := _HAS_DONE.search(before)):
        others.append(last_named(ground, _BEFORE_VERB.sub("", before[: done.start()])))
    if warned := _WARNED_BY.search(before):
        others += ground.named_in(warned["who"])[:1]
    if row.state in OWN_ACTS:
        others.append(does_in_front(ground, row))
    return next((side for name in others if name and (side := _other_side(ground, name, party))), "")


def _other_named(ground: Ground, words: str, party: str) -> str:
    named = ground.named_in(words)
    return _other_side(ground, named[0], party) if named else ""


def _other_side(ground: Ground, name: str, party: str) -> str:
    """The side of an actor, where a party is neither it nor the bloc that it belongs to."""
    side = ground.side(name)
    return "" if party in (side, ground.acts_for.get(side, side)) else side


def last_named(ground: Ground, words: str) -> str:
    """The actor with whose name some words end."""
    low = words.rstrip().lower()
    best = ground.form_ending(low)
    start = len(low) - len(best)
    if not best or (start and low[start - 1].isalnum()):
        return ""
    name = ground.forms[best]
    return name if words[start].isupper() or best == name.lower() else ""


GUARANTEES = "security guarantees"
_AGAINST = re.compile(r"\bagainst\b")


def are_against(ground: Ground, party: str, row: Row) -> bool:
    """Whether guarantees are asked against the counterpart, who then does not give them: by the words, or in a war."""
    behind = row.quote[row.quote.find(row.what or "") :]
    return party in ground.belligerents() or bool(_AGAINST.search(behind.split(".")[0]))
