"""Words that stand in a sentence as no wish: a condition, a promise broken, a subject of talks, a complaint."""

from __future__ import annotations

import re

from msgspec import structs

from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.wishes.whose import in_front, last_clause, last_named
from stateofplay.model import Stance
from stateofplay.record.views import Row

_TALKED_OF = re.compile(
    r"\b(?:discuss\w*|talk\w*\s+(?:(?:to|with)\s+[^,;:]{2,40}?\s+)?about|debat\w*|mention\w*|address\w*)\s+"
    r"(?:(?:the|its|their|an?)\s+)?$",
    re.IGNORECASE,
)
_DOOR = re.compile(r"\b(?:not|n't|never)\b.*\b(?:clos|shut|slam)\w*\s+the\s+door\s+(?:on|to)\s+(?:\w+\s+){0,2}$")
_IS_NO = re.compile(r"^\s+(?:is|are|was|were)(?:n't|n’t|\s+not)\s+(?:an?|about|just|only|simply)\b")
_CONDITION_OF = re.compile(
    r"\b(?:pre-?condition|condition|prerequisite|requirement)s?\s+(?:for|of|to)\s+(?:(?:the|any|an?)\s+)?$", re.I
)
_COMPLAINED = re.compile(
    r"\b(?:complain|warn|fear|worr|accus|charg|alleg|lament|object|protest|griev)\w*\s+(?:\w+\s+){0,3}?that\s+(?:it|they|he|she|this|\w+\s+\w+)\s+"
    r"(?:would|will|could|might|has|have|had)\s+$"
)
"""What somebody complains of or fears: "complained that it would lower the tolls"."""
_BESIDE_IT = re.compile(
    r"\b(?:alternatives?|alternative\W+\w+|opposite|contrary|prelude|threat|reaction|obstacles?|barriers?|solutions?|according|due|thanks|compared|prior)"
    r"\W+to\s+(?:an?\s+|the\s+)?$"
)
"""What stands beside something else: "an alternative to a ban"."""
_PRAISED = re.compile(
    r"\b(?:tout|hail|prais|describ|call|laud|declar|term|label)\w*\s+(?:the\s+|their\s+|its\s+)?(?:\w+\s+){0,2}$"
)
_AS_GOOD = re.compile(
    r"^\W*(?:as\s+)?\W*(?:an?\s+)?\W*(?:(?:very|highly|great|huge|big)\s+)?"
    r"(?:success|constructive|productive|historic|useful|fruitful|good|frank|positive|meaningless|failure|disaster)"
)
"""What is only judged: "touted the summit as a success"."""
_BLAMED_FOR = re.compile(
    r"\b(?:target|critici[sz]|blast|attack|slam|rebuk|condemn|accus|fault|assail|chid|scold|denounc|blam)\w*\b[^.;:]{2,80}?\b(?:for|of)\s+"
    r"(?:\w+ing\s+)?(?:an?\s+|the\s+|its\s+)?$"
)
_ASKED_OF_IT = re.compile(
    r"\b(?:fac(?:es?|ed|ing)|under|despite|amid|amidst|ignor\w+)\s+(?:[\w-]+\s+){0,3}?(?:calls?|pressure|demands?|requests?|appeals?|pleas?)\s+"
    r"(?:(?:from|by)\s+[^,;:]{2,40}?\s+)?(?:to|for|that)\s+(?:the\s+|an?\s+)?$"
)
"""What others ask of somebody is no wish of its own: "faces calls to lower the tolls"."""
_NO_MORE_SUPPORT = re.compile(
    r"\b(?:end|drop|withdr[ae]w|stop|abandon|revers)\w*\s+(?:his|her|its|their|any|all)?\s*(?:support|backing|approval)\s+(?:for|of|to)\s+(?:the\s+|an?\s+)?$"
)
_IS_HARD = re.compile(
    r"^[^.;:,]{0,40}?\s(?:would|will|may|might|could|is|was)\s+(?:be|prove|likely be)?\s*(?:an?\s+|very\s+|too\s+)?"
    r"(?:struggle|difficult|hard|impossible|unlikely|unthinkable|mistake|tough|unrealistic)\b"
)
"""What is told as hard to do is wished by nobody for that."""


_LACKS = (
    r"\b(?:lacking|without|lacks?|short of|devoid of|fail(?:s|ing)? to (?:provide|include|offer))\s+"
    r"(?:(?:any|firm|clear|the)\s+)*"
)
_LACKING = re.compile(rf"{_LACKS}$")
_TEXT_LACKING = re.compile(
    rf"^(?:\w+\s+){{0,3}}?(?:agreement|deal|accord|treaty|pact|text|plan)\s+(?:that\s+)?{_LACKS}(?=[a-z])"
)


def as_wanted(row: Row) -> Row:
    """What somebody will not do without, as a demand: "will not accept any deal lacking a toll-free road"."""
    if row.state != Stance.OPPOSES:
        return row
    if lacking := _TEXT_LACKING.match(row.what or ""):
        return structs.replace(row, state=Stance.DEMANDS, what=(row.what or "")[lacking.end() :])
    return structs.replace(row, state=Stance.DEMANDS) if _LACKING.search(in_front(row)) else row


def is_only_a_condition(row: Row) -> bool:
    """Whether the words stand as what something is a condition of: "a precondition for lifting the toll" wishes no lifting."""
    return bool(_CONDITION_OF.search(in_front(row)))


_DONE_ALREADY = re.compile(r"\b(?:has|have|had)\s+(?:(?:already|also|now|since|just|recently|long)\s+)*$")
_BY_DOING = re.compile(r"\bby\s+$")
_DONE_VERB = re.compile(r"^\w+(?:ed|en)\b|^(?:cut|shut|put|let|set|met|sent|left|built|paid|sold|held)\b")


def is_done_already(row: Row) -> bool:
    """Whether the sentence has the words as something that was done: "has suspended its drills", "put pressure on by closing"."""
    if (
        row.state != Stance.THREATENS
        and _BY_DOING.search(in_front(row))
        and (row.what or "").split()[0].endswith("ing")
    ):
        return True
    return bool(_DONE_ALREADY.search(in_front(row)) and _DONE_VERB.match(row.what or ""))


_AT_THAT_TIME = re.compile(
    r"\b(?:initially|originally|previously|once|at first)\s+(?:insisted|demanded|wanted|hoped|sought|planned|intended|called"
    r"|favou?red|asked)"
    r"\b[^.;:]{0,60}$|"
    r"\bhad\s+(?:(?:previously|earlier|once|long|also|already|repeatedly|initially|originally)\s+)*"
    r"(?:insisted|demanded|wanted|hoped|sought|planned|intended|favou?red|threatened|warned|vowed)\b[^.;:]{0,60}$"
)
_KEPT_FROM = re.compile(
    r"\b(?:prevent|stop|keep|block|bar|deter|discourage|prohibit|ban)\w*\s+(?:[\w’'-]+\s+){1,3}from\s+$", re.IGNORECASE
)


def is_kept_from(row: Row, words: str) -> bool:
    """Whether a sentence tells of keeping somebody from what the words name: "a deal to prevent Delta from building"."""
    place = row.quote.find(words)
    return bool(words) and place > 0 and bool(_KEPT_FROM.search(row.quote[:place]))


_NOBODY_SAYS = re.compile(
    r"^\W*(?:perhaps|maybe|suppose|imagine|what if)\b"
    r"|\b(?:it|there)\s+(?:was|had been|were)\s+(?:once\s+|widely\s+|initially\s+)?"
    r"(?:hope[ds]?|thought|expected|believed|feared|assumed)\b",
    re.IGNORECASE,
)


def was_wanted_then(row: Row) -> bool:
    """Whether the sentence tells a wish of an earlier time, or of nobody: "had insisted on", "it was hoped that"."""
    return bool(_AT_THAT_TIME.search(in_front(row)) or _NOBODY_SAYS.search(row.quote))


_IS_TOLD_TO = re.compile(
    r"\s(?:must|should|ought\s+to|(?:will\s+|would\s+)?(?:has|have|needs?)\s+to)(?:\s+(?:also|first|now|then|still|at least))*"
    r"(?:\s+(?:agree|commit|consent|move|return)(?:\s+to)?|\s+(?:accept|approve|begin|start|stop|end))?"
    r"(?:\s+(?:the|an?|its|their|any|direct))*\s*$"
)


def is_told_to(ground: Ground, row: Row, party: str) -> bool:
    """Whether the sentence says what the holder must do, and not that it says so: "Delta must also agree to a truce"."""
    clause = last_clause(in_front(row))
    told = _IS_TOLD_TO.search(clause)
    name = last_named(ground, clause[: told.start()]) if told else ""
    return bool(name) and ground.side(name) == party and ground.teller(row) != party


_TAKEN_BACK = re.compile(r"\b(?:reneg\w+|backtrack\w*|(?:went|gone|going) back) on\b[^.;:]*$", re.IGNORECASE)


def is_taken_back(row: Row) -> bool:
    """Whether the sentence has the words as a promise that is not kept: "reneged on a promise to clear the lock"."""
    return bool(_TAKEN_BACK.search(in_front(row)))


_TEXT_SAYS = re.compile(
    r"\b(?:agreement|deal|accord|treaty|pact|truce|ceasefire|plan|text|package|settlement|contract|talks)s?\s+"
    r"(?:(?:with|between|on|over|for|signed with|reached with)\s+[^,;:]{2,40}?\s+)?"
    r"(?:(?:does|do|did|would|will|should|must|can|need|needs|has|have)(?:n't|n’t| not)?\s+(?:have\s+to\s+|to\s+)?"
    r"(?:apply|cover|include|extend|mean|require|affect|bind|concern|lapse|expire|contain|endorse|address|guarantee|ensure|recogni[sz]e"
    r"|reflect|provide|deal|lead|allow|go|be\s+(?!(?:\w+ly\s+)?(?:reached|signed|made|struck|concluded|agreed|done|found|held|resumed|kept"
    r"|observed|respected|honou?red|accepted|maintained|ratified|extended|renewed)\b)))\b"
)
"""What a text covers is no wish for the text: "the truce does not apply to the lock"."""
_TEXT_HAS = re.compile(
    r"\b(?:accord|deal|agreement|pact|treaty)\b[^.;:]*?\s(?:that|which)\s+(?:place|limit|lift|g[ai]ve|curb|require|allow|provid|grant)\w*\s"
    r"[^.;:]*?\bin (?:exchange|return) for\s+(?:the\s+)?$"
)
"""What a text has in it is asked by nobody today: "the 2015 accord that limits its herds in exchange for salt"."""


_IN_FORCE = re.compile(
    r"\b(?:tear(?:s|ing)?\s+up|tore\s+up|rip\w*\s+up|pull\w*\s+out\s+of|withdr[ae]w\w*\s+(?:(?:the\s+)?(?:[A-Z]\S*\s+){1,3})?from|leav(?:e|es|ing)|quit\w*|exit\w*|scrap\w*|ditch\w*"
    r"|(?:keep|continue)\w*\s+implementing|breach\w*|violat\w*|compl(?:y|ies|ied|ying)\s+with|abid\w+\s+by)\s+(?:(?:the|an?|this|that|its|their)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_PACT = re.compile(r"\b(?:deal|agreement|accord|pact|treaty)\b")
"""What is torn up or kept is a pact that there is already."""


def is_in_a_text(row: Row) -> bool:
    """Whether a sentence tells what a text has in it, or covers, and no wish."""
    before, words = in_front(row), row.what or ""
    return bool(
        _TEXT_SAYS.search(words) or _TEXT_HAS.search(before) or (_IN_FORCE.search(before) and _PACT.search(words))
    )


def is_only_talked_of(row: Row) -> bool:
    """Whether the sentence has the words as what is talked about: "would discuss the tolls" wishes none.

    So does what tells what they are ("the talks are not a one-way street"), and a door that nobody wants to close on them.
    """
    before = in_front(row)
    behind = row.quote[len(before) + len(row.what or "") :] if before or row.quote.startswith(row.what or "-") else ""
    told = _TALKED_OF.search(before) or _DOOR.search(before) or _IS_NO.match(behind)
    judged = _PRAISED.search(before) and _AS_GOOD.match(behind)
    told = told or judged or _BESIDE_IT.search(before) or _NO_MORE_SUPPORT.search(before)
    if row.state != Stance.OPPOSES and (_BLAMED_FOR.search(before) or _ASKED_OF_IT.search(before)):
        return True
    return bool(told or _COMPLAINED.search(before) or (row.state != Stance.OPPOSES and _IS_HARD.match(behind)))
