"""From the words of an issue to an act: what somebody would do, in the words of an action, and who is named for it.

No parse: the words are short pieces of sentences that a reader took out of their clause, and a table of the field's verbs
and nouns tells what they are. Words that name no act give none, and the draft says that it left them out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from stateofplay.casework.acts.clauses import DEGREES, FACES, GETS, LEAVES, NO_ACT, TROOPS, TRYING, is_breached
from stateofplay.casework.acts.concepts import RELIEF, concept_in, named_act
from stateofplay.casework.acts.nouns import act_of_noun
from stateofplay.casework.acts.phrases import BEFORE_A_NOUN, STOP, cut, is_bare, plain_words, split_subject, stems_text
from stateofplay.casework.acts.pledges import pledged
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import act_words, concepts, find_concept
from stateofplay.casework.acts.things import (
    AUXILIARY,
    CLAUSE,
    active,
    is_hollow,
    only_about,
    thing,
)
from stateofplay.casework.acts.verbs import act_of_verb
from stateofplay.record.issues import concept_of

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
        return replace(named_act("deal", "agreement", led=True), negated=fails)
    bare = is_bare(words) and plain.lower() in " ".join(words.replace("’", "'").split()).lower()
    subject, rest = split_subject(plain)
    if subject and (leaves := LEAVES.match(rest)) and TROOPS.search(subject):
        subject, rest = "", f"withdraw {subject} from {leaves['where']}"
    found = None
    if " and " in subject and re.match(r"^(?:meet|met)\b", rest):
        found = named_act(rest, "leaders' meeting", led=True)
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
        found = named_act("talks", "talks", led=True)
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
    if named or _is_no_verb(first, after):
        verb = None  # "Free Trade Zone of the lakes" is a name
    concept = concept_in(rest, verb)
    known = find_concept(concept)
    if known is not None and known.goal:
        return None
    if first in words.nominal and after in _OF.get(first, ("of", "from", "for", "in", "on", "over")):
        return act_of_noun(rest, words.nominal[first], after, concept)
    if verb is not None and after not in ("of", "between"):
        return act_of_verb(rest, verb, concept, sentence)
    if first in words.nominal and verb is None and (known is None or not known.act):
        return act_of_noun(rest, words.nominal[first], after, concept)
    if subject and known is None and len(pieces) > 1 and _could_be_a_verb(first):
        return _unknown_verb(rest, concept)
    if known is not None and concept is not None and known.act:
        return _conceived(rest, concept)
    return thing(rest, concept)


def _unknown_verb(rest: str, concept: str | None) -> PossibleAct | None:
    empty = CLAUSE.search(rest) or is_hollow(rest)
    return None if empty else PossibleAct(text=rest, family=stems_text(rest), concept=concept, led=True)


def _is_no_verb(first: str, after: str) -> bool:
    """Whether a word with the form of a verb describes the noun behind it: "pay increase", "complete disarmament"."""
    words = act_words()
    if (beside := {"pay": words.agreeable, "free": _FREE}.get(first)) is not None:
        return after in beside  # "free trade deals"
    if first in _DESCRIBING and after not in BEFORE_A_NOUN:
        return True  # "a proposed truce" is the truce
    if first.endswith("en") and words.verbs.get(first, first) != first:
        return True  # "frozen vegetables": a participle that no clause begins with
    return first == "limited" or (first == "complete" and after not in BEFORE_A_NOUN)


_ADJECTIVE = re.compile(r"(?:ful|ous|ic|ical|able|ible|less|ory|ary)$")


def _could_be_a_verb(first: str) -> bool:
    return (
        not _ADJECTIVE.search(first)
        and first.isalpha()
        and first.islower()
        and first not in AUXILIARY | act_words().idle
    )


def _conceived(rest: str, concept: str) -> PossibleAct | None:
    """The act that a concept stands for, where no verb says what is done with it."""
    known, words = concepts()[concept], act_words()
    pieces = rest.split()
    first, after = pieces[0].lower(), pieces[1].lower() if len(pieces) > 1 else ""
    if known.hostile and concept in _RELIEVED and RELIEF.search(rest):
        rest = re.sub(r"\s+from\s+(?:the\s+)?[A-Z].*$", "", rest)  # who gives it is no part of the act
        return PossibleAct(text=f"give {rest}", family=f"end {concept}", concept=concept, ends=True, given=True)
    if (
        len(pieces) > 2
        and after in BEFORE_A_NOUN
        and first.islower()
        and first not in words.nominal
        and first not in STOP
    ):
        return None  # a verb that the table does not know
    return thing(rest, None) if only_about(pieces) else named_act(rest, concept)


_SITTING_DOWN = re.compile(r"^sit(?:ting)? down(?:$| and talk| to talk| (?:together )?with )")
_FREE = frozenset("trade movement elections travel market markets speech passage access and".split())
_DESCRIBING = frozenset("proposed planned suggested negotiated brokered mediated scheduled".split())
_AGENTS = frozenset("by under during last this between amid".split())
_RELIEVED = ("sanctions", "tariffs")
_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("halt", "end", "stop", "limit", "limits"), ("of", "to", "on", "for")),
    "return": ("of",),
    "mediation": ("by", "of", "from"),
}
"""What has to stand after a noun of an action, where it is not the usual list: "end to", but never "return to"."""
