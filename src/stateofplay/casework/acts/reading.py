"""From the words of an issue to an act: what somebody would do, in the words of an action, and who is named for it.

No parse: the words are short pieces of sentences that a reader took out of their clause, and a table of the field's verbs
and nouns tells what they are. Words that name no act give none, and the draft says that it left them out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from stateofplay.casework.acts.clauses import DEGREES, FACES, GETS, LEAVES, NO_ACT, TROOPS, TRYING, is_breached
from stateofplay.casework.acts.phrases import PUTTING_OFF, STOP, cut, is_bare, plain_words, split_subject, stems_text
from stateofplay.casework.acts.pledges import pledged
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import ActWords, IssueConcept, act_words, concepts, find_concept
from stateofplay.casework.acts.things import (
    AUXILIARY,
    CLAUSE,
    ELSEWHERE,
    active,
    before_preposition,
    gives_no_way,
    indefinite,
    is_about_a_text,
    is_hollow,
    is_no_step,
    left_where,
    only_about,
    thing,
)
from stateofplay.record.issues import concept_of

_SPAN = re.compile(r"\b(\d+|two|three|four|five|six|seven|ten)-(day|hour|week|month|year)s?\b", re.IGNORECASE)
_OFFER = re.compile(r"(?i)\b(?:pay|wage|salary|improved|latest|final|revised|better|new)\s+(?:\w+\s+){0,2}?offer\b")
"""An offer that one side makes and the other takes or not."""
_DEAL = re.compile(r"\b(deal|agreement|accord|treaty|pact|settlement|memorandum|compact|contract)\b", re.IGNORECASE)
_POINTED_AT = frozenset("it them that this so him her one ones".split())
"""Objects that only point at something: "transfer it to them"."""
_THEMSELVES = frozenset("us himself themselves".split())
_HANDING_OVER = frozenset("give make pay offer accept".split())
"""Verbs of which the noun stays in the act: "guarantees from them" is giving guarantees."""
_TO_THE_TABLE = frozenset("return come go sit".split())
_OF_WHAT = frozenset("make accept limit cut".split())
"""Verbs that say nothing without an object: "concessions", of what?"""
_STAGES = frozenset("draft final interim".split())
_CLOSED = frozenset("deal settlement pact".split())
"""Agreements that are reached, where others are signed."""


_FRUIT = re.compile(
    r"\b(?:talks|negotiations|discussions)\b[^,;:]{0,60}?"
    r"\b(?:fail\w*|collapse\w*|succeed\w*|(?:bear|bore) fruit|(?:come|came) to nothing)\b"
)
_FRUITLESS = re.compile(r"\b(?:fail|collapse|nothing)")


@lru_cache(maxsize=8192)
def act_of(words: str, *, sentence: str = "") -> PossibleAct | None:
    """The act that some words name, or None where they name none.

    Parameters
    ----------
    words
        Words of an issue or of one half of a condition, as the page has them.
    sentence
        Where they stand; tells what is agreed to or refused where the words do not ("if Moscow refused").

    Examples
    --------
    >>> act_of("unconditional 30-day ceasefire").text, act_of("halt to the border drills").text
    ('accept a 30-day ceasefire', 'halt the border drills')
    >>> act_of("the ministry must open the archives").subject, act_of("more than two hours")
    ('ministry', None)
    """
    words = active(words)
    plain, negated = plain_words(words)
    if NO_ACT.search(words) or NO_ACT.search(plain) or not plain:
        return None  # "closing the door to a deal" is no deal, "the right to answer" no answer
    if (pledge := pledged(words)) is not None:
        return pledge
    if faces := FACES.match(plain):
        return _suffered(faces["who"], faces["what"])
    if gets := GETS.match(plain):
        return _granted(gets["who"] or "", gets["what"])
    if fruit := _FRUIT.search(plain):
        # Talks that fail or bear fruit are talks that end without a deal or with one; the talks themselves are held.
        fails = bool(_FRUITLESS.search(fruit[0])) != negated
        return replace(_named("deal", "agreement", concepts()["agreement"], led=True), negated=fails)
    bare = is_bare(words) and plain.lower() in " ".join(words.replace("’", "'").split()).lower()
    subject, rest = split_subject(plain)
    if subject and (leaves := LEAVES.match(rest)) and TROOPS.search(subject):
        subject, rest = "", f"withdraw {subject} from {leaves['where']}"
    found = None
    if " and " in subject and re.match(r"^(?:meet|met)\b", rest):
        found = _named(rest, "leaders' meeting", concepts()["leaders' meeting"], led=True)
    elif subject and not _acts(subject):
        # "the ceasefire must come first" is about the ceasefire, "a proposal to discuss a treaty" about the treaty.
        head = subject.split()[-1].lower()
        vague = head in act_words().vague
        if vague and not plain[len(subject) :].startswith(" to "):
            return None
        found = None if vague else act_of(subject)
        if found is not None and found.concept is None and plain[len(subject) :].startswith(" to "):
            found = None  # "amendments to ensure a veto": the whole phrase is the thing
        subject, rest = "", rest if vague else plain
    if _SITTING_DOWN.match(rest):
        found = _named("talks", "talks", concepts()["talks"], led=True)
    if found is None:
        rest = cut(rest)
        found = _act(rest, sentence, subject, bare=bare and not subject) if rest else None
    if found is None or not found.family or not found.text.strip():
        return None
    first = rest.split()[0].lower()
    return replace(
        found,
        subject=subject if _acts(subject) else found.subject,
        negated=(found.negated or negated) != (found.joint and not found.negated and is_breached(words)),
        past=found.led and first != found.text.split()[0] and not first.endswith("ing"),
    )


def _granted(who: str, what: str) -> PossibleAct | None:
    act = act_of(what)
    return None if act is None else replace(act, on=who, led=False, subject="", given=True)


def _suffered(who: str, what: str) -> PossibleAct | None:
    """A harm of which the words only say who would suffer it; whose act it would be is another question."""
    harm = act_of(what)
    if harm is None or not harm.hostile:
        return None
    whom = "" if re.search(r"\b(?:on|against)\b", harm.text) else f" on {who}"
    return replace(harm, text=f"{harm.text}{whom}", on=who, led=False, subject="")


def _acts(subject: str) -> bool:
    """Whether some words can be somebody who acts: they have a name in them, or a noun for people in charge."""
    pieces = subject.split()
    named = any(p[:1].isupper() and p.lower() not in STOP for p in pieces)
    last = pieces[-1].lower() if pieces else ""
    return last in act_words().doers or (named and concept_of(subject) is None and last not in act_words().vague)


def _act(rest: str, sentence: str, subject: str, *, bare: bool = False) -> PossibleAct | None:
    """The act of words whose subject was taken off, in five steps.

    1. A noun of an action with what is acted on: "halt to the drills", "withdrawal from the valley".
    2. A verb that the table has.
    3. Such a noun alone, where no concept is meant.
    4. After somebody and a modal any word is a verb, whether the table has it or not.
    5. A concept without a verb is done as its table says; anything else is a thing, if it is one.
    """
    words = act_words()
    rest = re.sub(r"^(?:[a-z]+ly|yet|also|again)\s+(?=[a-z])", "", rest)
    trying = TRYING.match(rest)
    if trying and rest[trying.end() :].split()[0].lower() in words.verbs:
        rest = rest[trying.end() :]  # "push to lift the tolls" is lifting them
    pieces = rest.split()
    if len(pieces) > 2 and pieces[0].lower() in DEGREES and pieces[1].lower() in words.nominal:
        rest, pieces = rest.split(maxsplit=1)[1], pieces[1:]  # "the full lifting of the blockade"
    first = pieces[0].lower()
    after = pieces[1].lower() if len(pieces) > 1 else ""
    if words.verbs.get(first) in ("start", "begin") and after.endswith("ing") and after in words.verbs:
        rest, pieces, first = rest.split(maxsplit=1)[1], pieces[1:], after  # to start doing it is to do it
        after = pieces[1].lower() if len(pieces) > 1 else ""
    verb = None if bare else words.verbs.get(first)  # after an article no word is a verb: "the return of the dead"
    if verb is not None and first.endswith("ed") and after in _AGENTS:
        return None  # "reached under his predecessor" is told of something else
    named = len(pieces) > 1 and pieces[0][:1].isupper() and pieces[1][:1].isupper() and not rest.istitle()
    if named or _is_no_verb(first, after, words):
        verb = None  # "Free Trade Zone of the lakes" is a name
    concept = _concept(rest, verb)
    known = find_concept(concept)
    if known is not None and known.goal:
        return None
    if first in words.nominal and after in _OF.get(first, ("of", "from", "for", "in", "on", "over")):
        return _nominal(rest, words.nominal[first], after, concept, known)
    if verb is not None and after not in ("of", "between"):
        return _verbal(rest, verb, concept, known, words, sentence)
    if first in words.nominal and verb is None and (known is None or not known.act):
        return _nominal(rest, words.nominal[first], after, concept, known)
    if subject and known is None and len(pieces) > 1 and _could_be_a_verb(first, words):
        return _unknown_verb(rest, concept)
    if known is not None and concept is not None and known.act:
        return _conceived(rest, concept, known, words)
    return thing(rest, pieces, words, concept)


def _unknown_verb(rest: str, concept: str | None) -> PossibleAct | None:
    empty = CLAUSE.search(rest) or is_hollow(rest)
    return None if empty else PossibleAct(text=rest, family=stems_text(rest), concept=concept, led=True)


def _is_no_verb(first: str, after: str, words: ActWords) -> bool:
    """Whether a word with the form of a verb describes the noun behind it: "pay increase", "complete disarmament"."""
    if (beside := {"pay": words.agreeable, "free": _FREE}.get(first)) is not None:
        return after in beside  # "free trade deals"
    if first in _DESCRIBING and after not in _ARTICLES:
        return True  # "a proposed truce" is the truce
    if first.endswith("en") and words.verbs.get(first, first) != first:
        return True  # "frozen vegetables": a participle that no clause begins with
    return first == "limited" or (first == "complete" and after not in _ARTICLES)


_ADJECTIVE = re.compile(r"(?:ful|ous|ic|ical|able|ible|less|ory|ary)$")


def _could_be_a_verb(first: str, words: ActWords) -> bool:
    return not _ADJECTIVE.search(first) and first.isalpha() and first.islower() and first not in AUXILIARY | words.idle


def _conceived(rest: str, concept: str, known: IssueConcept, words: ActWords) -> PossibleAct | None:
    """The act that a concept stands for, where no verb says what is done with it."""
    pieces = rest.split()
    first, after = pieces[0].lower(), pieces[1].lower() if len(pieces) > 1 else ""
    if known.hostile and concept in _RELIEVED and _RELIEF.search(rest):
        rest = re.sub(r"\s+from\s+(?:the\s+)?[A-Z].*$", "", rest)  # who gives it is no part of the act
        return PossibleAct(text=f"give {rest}", family=f"end {concept}", concept=concept, ends=True, given=True)
    if len(pieces) > 2 and after in _ARTICLES and first.islower() and first not in words.nominal and first not in STOP:
        return None  # a verb that the table does not know
    return thing(rest, pieces, words, None) if only_about(pieces, words) else _named(rest, concept, known)


def _concept(rest: str, verb: str | None) -> str | None:
    concept = concept_of(rest)
    if (
        concept is None
        and verb in ("exchange", "swap")
        and re.search(r"prisoner|captive|soldier|detainee|inmate", rest)
    ):
        concept = "prisoner exchange"
    if concept is None and verb in _YIELDING and re.search(r"\b(?:weapons?|arms|arsenal)\b", rest):
        concept = "disarmament"
    if (
        concept == "nuclear programme"
        and verb in _GIVING_UP
        and re.search(r"\bnuclear\b.*\b(?:weapon|program|arsenal|warhead|site|facilit|complex)", rest, re.I)
    ):
        concept = "disarmament"
    if concept is None and re.search(r"\btable$", rest) and verb in _TO_THE_TABLE:
        concept = "talks"
    if concept is None and re.match(
        r"(?:end|halt|stop|cease|cessation)\w* (?:to |of )?(?:the |all )?(?:fire|fighting|hostilities)$", rest
    ):
        concept = "ceasefire"
    if concept is None and re.search(r"\bmeeting (?:of|between) [A-Z]\w+ and [A-Z]", rest):
        concept = "leaders' meeting"
    if concept is None and (rest == "meet" or re.search(r"\b(?:meeting|round)\b", rest)):
        concept = "talks"
    if concept is not None and is_about_a_text(concept, rest):
        concept = None
    meant = find_concept(concept)
    broad = meant is not None and meant.broad
    pieces = rest.split()
    heads = pieces[: before_preposition([p.lower() for p in pieces])] or [""]
    if broad and concept in _OF_DEALS and _DEAL.fullmatch(heads[-1]):
        concept = "agreement"  # "a trade deal" is the deal
    if (concept is None or concept == "pay") and (_OFFER.search(rest) or (concept is None and _DEAL.search(rest))):
        concept = "agreement"
    known = find_concept(concept)
    # To release is not to exchange: what the concept has for comparing issues may be another act.
    return None if known is not None and known.other and re.search(known.other, rest, re.IGNORECASE) else concept


def _verbal(
    rest: str, verb: str, concept: str | None, known: IssueConcept | None, words: ActWords, sentence: str
) -> PossibleAct | None:
    """An act told by a verb: being there, agreeing to something, what the table knows, or else the words themselves."""
    pieces = rest.split()
    after = pieces[1].lower() if len(pieces) > 1 else ""
    if verb == "take" and known is not None and known.act and re.search(r"\bsteps?\b", rest):
        verb = "follow"
    text = f"{verb} {' '.join(pieces[1:])}".strip()
    if _is_being_there(rest, verb, text, concept, words):
        return PossibleAct(text=text, family="attendance", concept=None, attends=True, led=True)
    if verb in words.agreeing | words.refusing and (known is None or not known.act):
        return _consenting(rest, verb, concept, words, sentence)
    manner = verb in words.idle or bool(_MAKING_SURE.match(rest))
    if known is not None and known.act and concept is not None and manner and not known.broad:
        # "demonstrate that it is serious about disarming", "take the difficult step of a strike": the act behind the manner
        return _named(concept, concept, known, led=True)
    if verb == "negotiate" and concept == "talks" and after in _ARTICLES and concept_of(" ".join(pieces[1:])) is None:
        return thing(" ".join(pieces[2:]), pieces[2:], words, None)  # what is negotiated, not the talks
    if _TOWARDS.match(rest):
        return _named(concept, concept, known, led=True) if known is not None and known.act and concept else None
    if is_no_step(rest, verb, known, words):
        return None
    if verb == "meet" and known is None:
        return _named("talks", "talks", concepts()["talks"], led=True)
    if known is not None and concept is not None and verb in words.refusing:
        return replace(_named(rest, concept, known, led=True), negated=True)
    if len(pieces) == 1 and verb not in _ALONE:
        return None
    if verb == "meet" and len(pieces) == 1 and known is not None and concept is not None:
        return _named(rest, concept, known)
    if known is None or concept is None or known.broad:
        return _plain(rest, verb, concept)
    return _tabled(rest, verb, text, concept, known, words)


def _is_being_there(rest: str, verb: str, text: str, concept: str | None, words: ActWords) -> bool:
    """Whether the act is to come to talks: "fly to Oslo", "take part", "come in person", "bring Mora"."""
    if (verb not in words.attending and verb != "take") or concept not in _WHERE_ONE_COMES or ELSEWHERE.search(rest):
        return False
    pieces = rest.split()
    follow = pieces[1].lower() if len(pieces) > 1 else ""
    return (
        verb in _BEING_THERE
        or text == "take part"
        or bool(_IN_PERSON.search(rest))
        or (follow in _PLACED and concept is None)
        or (verb == "bring" and pieces[-1][:1].isupper())
    )


def _consenting(rest: str, verb: str, concept: str | None, words: ActWords, sentence: str) -> PossibleAct | None:
    """What is agreed to or refused; where the words do not say it ("if Moscow refused"), the sentence may."""
    short = len(rest.split()) <= 2
    meant = concept_of(sentence) if short and sentence else None
    known = find_concept(meant)
    if rest.split()[1:2] == ["on"] and len(rest.split()) > 2:
        plain = _plain(rest, verb, concept)
        return None if plain is None else replace(plain, joint=True)  # what is agreed on takes several
    if known is None or not known.act or meant is None:
        return None if short or verb in words.refusing else _plain(rest, verb, concept)
    return replace(_named(meant, meant, known, led=True), negated=verb in words.refusing)


def _tabled(rest: str, verb: str, text: str, concept: str, known: IssueConcept, words: ActWords) -> PossibleAct | None:
    """An act on a concept of the table: done, ended, or, where it takes several, joined."""
    ends = _ends(verb, rest, concept, known)
    if known.hostile and verb == "call":
        text = known.act  # "called a strike" is going on it
    if rest.split()[-1].lower() in _POINTED_AT | _THEMSELVES and not ends:
        text = known.act  # "keep bombing them"
    family = _FAMILIES.get((concept, verb), f"{'end ' if ends else ''}{concept}")
    if known.joint and not ends:
        if verb in words.bringing_up:
            return _named(concept, concept, known, led=True)
        if verb in words.staying_away and concept in ("talks", "leaders' meeting"):
            return replace(_named(rest, concept, known, led=True), negated=True)
        if verb not in words.joining and not (concept == "ceasefire" and verb in words.ending):
            return _plain(rest, verb, None)
        act = _named(rest, concept, known, led=True)
        return act if verb in words.ending or verb in _ENTERING else replace(act, text=text, family=family)
    return PossibleAct(
        text=text,
        family=family,
        concept=concept,
        led=True,
        hostile=known.hostile and not ends,
        given=known.given,
        ends=ends,
        keeps=verb in words.keeping,
    )


_PRAISE = re.compile(
    r"^(?:(?:very|truly|really|great|wonderful|good|fair|worthy|historic|tremendous|amazing|beautiful|terrible|bad)\s+)+"
)
_FAMILIES = {
    **{("ceasefire", verb): "longer ceasefire" for verb in ("extend", "prolong", "renew")},
    **{("withdrawal", verb): "smaller presence" for verb in ("reduce", "cut", "limit", "scale", "slash", "curb")},
}
"""Acts of a concept that are another thing to do: who will not extend the truce of last week has not refused the next."""
_WHERE_ONE_COMES = (None, "talks", "leaders' meeting", "attendance")
_ENTERING = frozenset("accept agree adopt declare hold take".split())
"""Verbs of entering what takes several: the act is then named as the table names it."""
_GIVING_UP = frozenset("abandon give surrender relinquish scrap dismantle eliminate end hand".split())
_YIELDING = frozenset("hand give surrender lay turn".split())
_IN_PERSON = re.compile(r"\b(?:himself|herself|themselves|in person)\b")
_PLACED = frozenset("to in at for along together here there from himself herself with".split())
_BEING_THERE = frozenset("attend participate travel fly appear arrive".split())
_ALONE = frozenset("disarm withdraw resign meet apologise apologize retreat".split())
_OF_DEALS = ("trade", "nuclear programme", "climate")
_ON_A_TREATY = frozenset("implement ratify extend restore".split())
_SITTING_DOWN = re.compile(r"^sit(?:ting)? down(?:$| and talk| to talk| (?:together )?with )")
_FREE = frozenset("trade movement elections travel market markets speech passage access and".split())
_DESCRIBING = frozenset("proposed planned suggested negotiated brokered mediated scheduled".split())
_AGENTS = frozenset("by under during last this between amid".split())
_RELIEVED = ("sanctions", "tariffs")
_ARTICLES = frozenset("a an the its their any".split())
_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("halt", "end", "stop", "limit", "limits"), ("of", "to", "on", "for")),
    "return": ("of",),
    "mediation": ("by", "of", "from"),
}
"""What has to stand after a noun of an action, where it is not the usual list: "end to", but never "return to"."""
_RELIEF = re.compile(r"\b(?:relief|exemptions?|waivers?)\b")


def _ends(verb: str, rest: str, concept: str, known: IssueConcept) -> bool:
    """Whether an act ends what its concept names; "end the fighting" is a ceasefire, and does not end one."""
    if concept == "ceasefire" and not re.search(r"cease-?\s?fire|truce|armistice", rest, re.IGNORECASE):
        return False
    if known.way:
        return gives_no_way(verb.split()[0], rest, act_words().ending)
    put_off = known.hostile and verb in PUTTING_OFF
    ending = put_off or verb.split()[0] in act_words().ending or bool(_RELIEF.search(rest))
    return ending and not known.undoing and known.act.split()[0] != verb.split()[0]


def _plain(rest: str, verb: str, concept: str | None) -> PossibleAct | None:
    words = act_words()
    pieces = rest.split()
    if verb in words.idle or (CLAUSE.search(rest) and not _TELLING.match(rest)):
        return None  # a manner or a hope, or the words of a clause: no step that somebody could take
    if follow_is_pronoun(pieces):
        return None
    if len(pieces) > 1 and all(p.lower().strip(",") in words.vague | STOP for p in pieces[1:]):
        return None
    if verb in ("make", "take") and pieces[-1].lower() in words.vague:
        return None  # "make difficult decisions": which, nobody says
    if is_hollow(f"{verb} {' '.join(pieces[1:])}"):
        return None
    if pieces[-1].lower() in _POINTED_AT | _THEMSELVES:
        return None
    text = f"{verb} {' '.join(pieces[1:])}".strip()
    return PossibleAct(
        text=text,
        family=stems_text(text),
        concept=concept,
        led=True,
        ends=verb in words.ending,
        keeps=verb in words.keeping,
    )


_MAKING_SURE = re.compile(r"^mak(?:e|es|ing) sure\b")
_TOWARDS = re.compile(
    r"^(?:mov|work|go|press|push|build|step)\w*\s+(?:\w+ly\s+)?(?:toward|towards|forward|ahead|closer)\b", re.IGNORECASE
)
"""Going towards something is no step; where it is an act that the table knows, it is meant."""
_TELLING = re.compile(r"^(?:acknowledge|guarantee|recogni[sz]e)\w*\s")


def follow_is_pronoun(pieces: Sequence[str]) -> bool:
    """Whether the verb's object is only pointed at: "transfer it to them"."""
    return len(pieces) > 1 and pieces[1].lower() in _POINTED_AT


def _nominal(rest: str, verb: str, after: str, concept: str | None, known: IssueConcept | None) -> PossibleAct | None:
    pieces = rest.split()
    if len(pieces) == 1 and verb in _OF_WHAT:
        return None  # "concessions", "limits": of what, nobody says
    known = known if known is not None and known.act else None
    ends = verb.split()[0] in act_words().ending
    if known is not None and concept is not None:
        ends = _ends(verb, rest, concept, known)
    if known is not None and known.joint and concept is not None and not ends:
        act = _named(rest, concept, known)
        if concept == "agreement" and verb in _ON_A_TREATY and len(pieces) > 2:
            text = f"{verb} {' '.join(pieces[2:])}"
            return replace(act, family=stems_text(text), text=text)
        family = _FAMILIES.get((concept, verb), concept)
        return act if family == concept else replace(act, family=family, text=f"{verb} {' '.join(pieces[2:])}")
    if verb in _HANDING_OVER:
        # "guarantees from them", "relief from the tariffs": the noun stays, and who gives is no part of the act.
        text = f"{verb} {' '.join(pieces[:1] if after == 'from' else pieces)}"
    else:
        object_ = " ".join(pieces[2:] if after in ("to", "of", "in") else pieces[1:])
        # "an end to the rockets and the destruction of the tunnels": the second noun of an action is another act.
        text = f"{verb} {_SECOND.sub('', object_)}".strip()
        if len(text.split()) < 2:
            return None
    family = stems_text(text) if known is None else f"{'end ' * ends * (concept != 'withdrawal')}{concept}"
    family = _FAMILIES.get((concept or "", verb), family)
    hostile = bool(known and known.hostile and not ends)
    given = bool(known and known.given) or verb == "give"
    return PossibleAct(text=text, family=family or "", concept=concept, given=given, ends=ends, hostile=hostile)


_SECOND = re.compile(
    r"\s+and\s+(?:(?:the|an?|its|their|[A-Z]\w+)\s+)+(?:\w+(?:tion|sion|ment|al|ing|ure)|calls?|demands?|requests?)\s+(?:of|to|for|that)\b.*$"
)


def _named(rest: str, concept: str, known: IssueConcept, *, led: bool = False) -> PossibleAct:
    span = _SPAN.search(rest)
    text = left_where(rest, concept) or known.act.format(span=f"{span[1].lower()}-{span[2].lower()} " if span else "")
    pieces = rest.split()
    heads = pieces[: before_preposition([p.lower() for p in pieces])]
    bare = not led and len(pieces) <= 7 and bool(heads)
    if known.verb and bare and heads[-1].lower().rstrip("s") == known.act.split()[-1].rstrip("s"):
        text = f"{known.verb} {rest}"
    elif concept == "agreement" and bare and _DEAL.fullmatch(heads[-1]):
        rest = re.sub(
            r" with [A-Z].*$| for (?:all|both|each|everyone)\b.*$", "", rest
        )  # each side agrees to it with the other
        rest = _PRAISE.sub("", rest)
        if pieces[0].lower() in _STAGES:
            text = f"agree to the {rest}"
        else:
            signed = heads[-1].lower() not in _CLOSED
            text = f"{'sign' if signed else 'agree to'} {indefinite(rest)} {rest}"
    return PossibleAct(
        text=text, family=concept, concept=concept, joint=known.joint, hostile=known.hostile, given=known.given, led=led
    )
