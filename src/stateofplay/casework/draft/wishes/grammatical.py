"""What the parse of a sentence asks of an option: an act still to come, wished by who is said to wish it, whole.

The rules beside it read the words around; here the grammar decides where it names somebody or tells a fact. What it leaves
open (a pronoun, a noun without an owner) stays with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stateofplay.casework.acts.phrases import cut, stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import tables
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.casework.grammar.placing import (
    PlacedWords,
    clauses_above,
    granted_by,
    is_asking,
    names_speaker,
    only_points,
    phrase_of,
    place,
)
from stateofplay.casework.grammar.wording import base_of, infinitive, object_of
from stateofplay.finding.positions.words import GOALS
from stateofplay.language.clauses import child, grammatical_subject, is_passive
from stateofplay.language.moods import has_condition_mark, is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, Stance
from stateofplay.record.views import Row


def placed_in(row: Row, words: str | None = None) -> PlacedWords | None:
    """The words of a row, or others of its sentence, in the parse of it; none where a person wrote or corrected them."""
    if row.by_hand or row.corrected or not (words or row.what):
        return None
    return place(row.quote, words or row.what or "")


def is_no_act(ground: Ground, row: Row, party: str, act: PossibleAct, placed: PlacedWords) -> str:
    """Why the grammar lets words be no option, or an empty text."""
    if told_as_fact(row, placed):
        return "the sentence tells it as a fact"
    if placed.wish is not None and placed.wish.lower_ in tables()[1].moods:
        return f"the sentence only tells how likely it is (“{placed.wish.text}”)"
    if is_supposed(placed):
        return "the sentence only supposes that it is wished"
    if other := wisher_beside(ground, party, placed):
        return f"by its grammar the sentence has it as a wish of {other}"
    return is_unfit(act) or _is_beside(ground, party, act, placed)


def _is_beside(ground: Ground, party: str, act: PossibleAct, placed: PlacedWords) -> str:
    """Why an act of one party alone is not what its clause tells: its verb stands in a side clause, or another does it."""
    if not act.led or act.joint or act.attends:
        return ""
    verb = act.text.split()[0]
    inside = [t for t in placed.doc[placed.start : placed.end] if t.pos_ == "VERB" and base_of(t) == verb]
    if inside and all(t.relation == "advcl" and t is not placed.head for t in inside):
        return f"“{verb}” stands in a side clause"
    own = child(placed.head, "nsubj")
    if own is None or not placed.is_clause or only_points(own) or own.pos_ not in ("NOUN", "PROPN"):
        return ""
    who = phrase_of(own)
    sides = {ground.side(n) for n in ground.named_in(who)}
    its_own = any(t.dep_ == "nmod:poss" and t.lower_ in _ITS for t in own.children)
    if sides or its_own or own.lower_ in tables()[1].bodies or is_passive(placed.head):
        return ""
    things = own.lower_ not in tables()[1].doers
    return "" if things else f"the sentence has it as an act of “{who}”, whoever that is"


_CONSENTED = frozenset("to on".split())
_WHERE = frozenset("from in at on into".split())
_ITS = frozenset("its their his her our my".split())


def is_supposed(placed: PlacedWords) -> bool:
    """Whether the wish itself stands behind "if": "if Delta shows that it is willing to open"; a demand is there all the same."""
    wish = placed.wish
    if wish is None or wish.pos_ == "NOUN":
        return False
    return any(has_condition_mark(t) and not _is_asked(t) for t in (wish, *clauses_above(wish)))


def _is_asked(verb: Token) -> bool:
    """What a condition asks for all the same: "unless they accept it", "if it is to stay"."""
    spoken = {c.lower_ for c in verb.children}
    return "unless" in spoken or ("to" in spoken and any(c.lemma_ == "be" for c in verb.children))


def is_description(placed: PlacedWords) -> bool:
    """Whether words say what something is, and tell no act: "it is a bad deal"."""
    own = child(placed.head, "nsubj")
    told = child(placed.head, "cop") is not None and placed.head.pos_ in ("NOUN", "PROPN")
    return told and own is not None and placed.start <= own.i < placed.end and own.pos_ == "PRON"


def told_as_fact(row: Row, placed: PlacedWords) -> bool:
    """Whether the words are a finite clause of what is or was: "the talks were long", "Delta opened the lock"."""
    if row.state == Stance.OPPOSES or not placed.is_clause:
        return False
    head, mood = placed.head, placed.mood
    if any(t.lower_ in GOALS for t in (head, *head.children)):
        return False  # "the opening of the lock remains its goal"
    if mood.counterfactual or (mood.background and mood.past):
        return True
    own = child(head, "nsubj", "expl")
    finite = own is not None and placed.start <= own.i < placed.end
    return finite and mood.status is EventStatus.HAPPENED and (placed.wish is None or mood.past)


def wisher_beside(ground: Ground, party: str, placed: PlacedWords) -> str:
    """Who wishes by the grammar, where that is somebody with a name and not the party; "" where it may be the party."""
    wisher = placed.wisher
    if wisher is None or placed.wish is None:
        return ""
    if party in doer_of(ground, placed):
        asked = placed.doer is not wisher and is_asking(placed.wish) and party not in _sides_in(ground, wisher)
        return f"who asks it (“{phrase_of(wisher)}”)" if asked and not only_points(wisher) else ""
    if wisher.lower_ in tables()[1].anybody:
        return f"others (“{wisher.text}”)"
    if only_points(wisher):
        return _other_pointed_at(placed.wish, wisher)
    named, sides = _names_in(ground, wisher), _sides_in(ground, wisher)
    if not named or party in sides:
        return ""
    too = granted_by(placed.wish)
    if too is not None and (only_points(too) or party in _sides_in(ground, too)):
        return ""
    return ground.side(named[0])


def _names_in(ground: Ground, token: Token) -> list[str]:
    """Actors with a name of their own in a phrase; "member states" may be anybody's."""
    return [n for n in ground.named_in(phrase_of(token)) if n[:1].isupper()]


def _sides_in(ground: Ground, token: Token) -> set[str]:
    """The sides of the actors in a phrase, and whom they sit at the table for."""
    sides = {ground.side(n) for n in _names_in(ground, token)}
    return sides | {ground.acts_for[s] for s in sides if ground.acts_for.get(s)}


def _other_pointed_at(wish: Token, wisher: Token) -> str:
    """ "I think he wants a deal": whoever speaks, it is the wish of another."""
    if names_speaker(wisher) or wish.relation != "ccomp":
        return ""
    above = grammatical_subject(wish.head)
    return f"another (“{wisher.text}”)" if names_speaker(above) else ""


def is_unfit(act: PossibleAct) -> str:
    """Why an act of one party alone is none: a verb that the table does not have, nothing that it is done to."""
    if act.joint or act.attends or act.concept is not None:
        return ""
    words = tables()[1]
    pieces = act.text.split()
    if not act.led and len(pieces) > 1 and pieces[0] in words.nominal.values() and pieces[0] not in words.alone:
        if pieces[1] in _WHERE:
            return f"the sentence does not say whom or what to {pieces[0]}"
    if not act.led:
        return ""
    verb = act.text.split()[0]
    if verb not in words.verbs.values() and verb not in words.worded:
        return f"“{verb}” is no verb of the field"
    if act.text.split()[1:2] == ["not"] and act.text.split()[2:3] != ["to"]:
        return "its words are cut off"
    if len(act.text.split()) == 1 and verb not in words.alone:
        return f"the sentence does not say what to {verb}"
    return ""


def is_denied(placed: PlacedWords) -> bool:
    """Whether the clause denies the act: "should not be agreeing to any truce"."""
    head = placed.head
    if head.pos_ != "VERB" and head.relation in ("obj", "obl") and head.head.pos_ == "VERB":
        case = child(head, "case")
        if base_of(head.head) not in tables()[1].joining or (case is not None and case.lower_ not in _CONSENTED):
            return False
        head = head.head
    return head.pos_ == "VERB" and is_negated(head) and head is not placed.wish


def doer_of(ground: Ground, placed: PlacedWords) -> list[str]:
    """Sides that the grammar names as who would do it; nobody where it names none, or says only who would get it."""
    doer = placed.doer
    if doer is None or only_points(doer) or not placed.is_clause or gets_it(placed):
        return []
    return list(dict.fromkeys(ground.side(n) for n in _names_in(ground, doer)))


def gets_it(placed: PlacedWords) -> bool:
    """Whether the verb says that its subject would get something: whose act it is to give it, is another question."""
    verb = _getting(placed)
    return verb is not None and base_of(verb) in tables()[1].receiving


def _getting(placed: PlacedWords) -> Token | None:
    """The verb of an act, or the verb whose object its noun is."""
    head = placed.head
    if head.pos_ == "VERB":
        return head
    while head.relation == "conj" and head.head is not head:
        head = head.head
    return head.head if head.relation == "obj" and head.head.pos_ == "VERB" else None


def without_who_gets(ground: Ground, stake: Stake, placed: PlacedWords) -> Stake | None:
    """A stake without those as owners who would get what is given; none where that is everybody, or nobody says who."""
    verb = _getting(placed)
    who = None if verb is None else grammatical_subject(verb)
    getting = [] if who is None else [ground.side(n) for n in ground.named_in(phrase_of(who))]
    if not getting and who is placed.wisher:
        getting = [stake.party]
    if not getting:
        return None
    owners = tuple(o for o in stake.owners if o not in getting)
    return replace(stake, owners=owners) if owners else None


def by_grammar(ground: Ground, stake: Stake, placed: PlacedWords, parties: Sequence[str]) -> tuple[Stake | None, str]:
    """A stake as the grammar has it, or why it is none: who gets it does not give it, who is named does it, a "not" counts."""
    found: Stake | None = stake
    if gets_it(placed) and stake.act.given:
        found = without_who_gets(ground, stake, placed)
    if found is not None and (doers := doer_of(ground, placed)):
        found = _owned_by_doer(found, doers, parties)
        if found is None:
            return None, f"by its grammar the sentence has it as an act of {doers[0]}"
    if found is not None and found.wants > 0 and not found.act.negated and is_denied(placed):
        found = replace(found, wants=-1)
    return found, ""


def _owned_by_doer(stake: Stake, doers: Sequence[str], parties: Sequence[str]) -> Stake | None:
    """A stake with the owner whom the grammar names; none where that is nobody of the parties."""
    if stake.act.attends or set(doers) & set(stake.owners):
        return stake
    inside = [p for p in doers if p in parties]
    if stake.act.joint or not inside:
        return None
    return replace(stake, owners=(inside[0],), rule="own act" if inside[0] == stake.party else "asked of")


def worded(act: PossibleAct, placed: PlacedWords) -> PossibleAct:
    """An act with the words of its clause as the parse has them, and what it does to what, so that the same is told as one."""
    head = placed.head
    if not act.led and not act.joint and act.text.startswith("agree to ") and head.pos_ == "NOUN":
        return replace(act, core=f"agree {stems_text(head.lemma_)}")
    if not act.led or act.joint or act.attends:
        return act
    verb = base_of(head)
    if act.text.split()[0] != verb:
        return act
    text = cut(infinitive(placed))
    if len(text.split()) < 2 and len(act.text.split()) > 1:
        return act
    done_to = object_of(placed)
    core = f"{stems_text(verb)} {stems_text(done_to.lemma_)}" if done_to is not None else ""
    family = stems_text(text) if act.family == stems_text(act.text) else act.family
    return replace(act, text=text, family=family, core=core)
