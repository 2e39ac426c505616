"""Who does it to whom: the parties of an event, read from the clause of its predicate.

A slot is a place in the clause ("subject", "possessor", "against"); see ``predicates.toml``. Every slot is answered with
the canonical names of the actors that stand there, or with nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from stateofplay.finding.events.lands import country_at
from stateofplay.finding.events.surface import Surface
from stateofplay.language.clauses import (
    agent,
    agent_of_passive,
    child,
    children,
    conjuncts,
    grammatical_subject,
    is_passive,
    obliques,
    patient,
    tells_which,
)
from stateofplay.language.document import Document
from stateofplay.language.modality_words import GOVERNORS, NOUN_EFFECT, VERB_EFFECT, WordEffect, lemma_of
from stateofplay.language.tokens import Token

Names = tuple[str, ...]


def words_of(text: str) -> frozenset[str]:
    """Words of a text; "_" stands for the space inside one."""
    return frozenset(w.replace("_", " ") for w in text.split())


# Verbs that lend their subject to the act that their object names, beside those that carry it ("hold talks").
_LENDING = words_of(
    "consider weigh mull plan prepare threaten promise order approve authorise authorize schedule announce "
    "suspend pause halt stop end lift ease cancel postpone call_off use order express voice maintain face suffer seek "
    "need want pledge vow offer keep"
)
# Verbs whose subject suffers what their object names ("came under attack from", "faces sanctions").
_SUFFERING = words_of("face suffer come receive sustain endure repel withstand survive get")
# Of these the subject suffers what is their object: "suffered a strike", "repelled an attack".
_BEARING = words_of("face suffer repel withstand endure sustain")
# Of whom it is told that he did what is their subject: "the raid was claimed by the rebels".
_OWNING = words_of(
    "claim perpetrate orchestrate organise organize direct execute coordinate plot mastermind wage do make sign"
)
# Between a verb and the act that it carries or plans: "went into talks", "is set for an attack".
_LEADING_INTO = words_of("in to into at with")
# Between a verb of travel and the visit that it is for: "arrived in Oslo on an official visit".
_TRAVELLING = words_of("arrive fly go leave come travel head depart return embark set land journey")
_FOR_A_VISIT = frozenset({"on", "for"})
_BY = "by"
_LEADING_ON = _LEADING_INTO | words_of("for on")
_INSIDE = words_of("in at during for to into")
_THIRD_PERSONS = frozenset({"it", "they", "he", "she"})
_DEEPEST = 3


def names_at(document: Document, token: Token | None, *, owners: bool = True) -> Names:
    """Actors that the noun phrase headed by `token` speaks of; where the head names nobody, whose it is.

    "Israeli aircraft" speaks of Israel, "targets in Gaza" of whoever is called Gaza.
    """
    if token is None:
        return ()
    gathered: list[str] = []
    for head in conjuncts(token):
        found = document.who(head, conjuncts=False)
        if not found and head.relation == "appos":
            found = document.who(head.head, conjuncts=False)  # "Mira Dahl, the envoy for Chad who met him"
        if not found and owners and head.lower_ not in _NOT_ITS_OWNER:
            found = country_at(head) or owners_of(document, head)
        gathered.extend(name for name in found if name not in gathered)
    return tuple(gathered)


_NOT_ITS_OWNER = words_of(
    "ally allies rival rivals opponent opponents foe foes enemy enemies adversary adversaries critic critics "
    "neighbour neighbours neighbor neighbors creditor creditors partner partners counterpart counterparts "
    "nominee nominees candidate candidates contender contenders applicant applicants hopeful hopefuls"
)
"""Whoever they are, they are others than those whose they are: "its allies called for answers"."""
# Names in the phrase itself ("the envoy Steve Witkoff") go before owners, owners before adjectives.
_ARMS = words_of(
    "bomb bombs explosion explosions blast blasts mine mines landmine landmines minefield missile missiles rocket rockets "
    "drone drones grenade grenades device devices bullet bullets gunfire sniper snipers torpedo shell shells shellfire"
)
"""Things that kill where somebody placed or fired them."""
_WEAPONS = _ARMS | words_of(
    "bombing shelling fire strike strikes airstrike airstrikes raid raids attack attacks ambush crossfire clash clashes fighting"
)
"""What kills in a place is not the place's: "killed by a bomb in Mali"."""
_BLASTS = words_of("explosion explosions blast blasts device devices")
_ARMING = words_of("car suicide roadside truck explosive mortar land")
"""Before a blast or device: what tells it from one of gas."""
_DONE_TO = _WEAPONS | words_of(
    "killing killings murder assassination massacre invasion occupation annexation bombardment abduction "
    "kidnapping detention arrest imprisonment jailing execution torture persecution mistreatment expulsion deportation "
)
"""Of these "of" and "on" bring who suffers it, "by" who does it: "condemned the killing of the envoy by rebels"."""
_HELD = words_of(
    "talk talks meeting meetings summit summits conference conferences negotiation negotiations dialogue discussions deal deals "
    "agreement agreements truce ceasefire ceasefires accord accords pact pacts treaty treaties settlement mission "
    "election elections vote war conflict crisis peace plan plans"
)
"""What takes place, or would hold, in a country is not that country's: "rejected talks in Togo", "a truce in Mali"."""
_PLACING = ("in", "on", "at", "with", "against")
_OWNING_RELATIONS = ("nmod:poss", "amod", "compound", "nmod:unmarked")
_OWNERS = (("appos", "flat", "nmod:desc"), ("nmod:poss",), ("amod", "compound", "nmod:unmarked"))


def owners_of(document: Document, noun: Token, *, depth: int = 0) -> Names:
    """Actors named inside the noun phrase: its possessor, then its adjectives, then "of", "from" and "in"."""
    if depth > _DEEPEST:
        return ()
    for deps in _OWNERS:
        found: list[str] = []
        for c in noun.children:
            if c.dep_ in deps:
                for name in _named_by(document, c) or country_at(c) or owners_of(document, c, depth=depth + 1):
                    if name not in found:
                        found.append(name)
        if found:
            return tuple(found)
    owning = ("by", "from") if noun.lower_ in _DONE_TO else ("of", "from", *(() if noun.lower_ in _HELD else _PLACING))
    for _, inner in obliques(noun, owning):
        found_inner = document.who(inner) or country_at(inner) or owners_of(document, inner, depth=depth + 1)
        if found_inner:
            return found_inner
    return ()


def _named_by(document: Document, owner: Token) -> Names:
    """Whom an owner speaks of; "whose" speaks of the noun before its clause: "Chad, whose army crossed the river"."""
    if owner.lower_ != _WHOSE:
        return document.who(owner)
    clause = next((t for t in owner.ancestors if t.dep_ == "acl:relcl"), None)
    return names_at(document, clause.head, owners=False) if clause is not None else ()


_WHOSE = "whose"
_HURTING = _DONE_TO | words_of("boycott boycotts blockade siege embargo criticism isolation")
_BURDENS = words_of(
    "sanction sanctions embargo ban tariff tariffs restriction restrictions blockade boycott siege duty duties"
)
_LYING_ON = ("on", "against")
_SUFFERING_BEHIND = ("of", "on", "against", "at")


def victims_below(document: Document, token: Token) -> Names:
    """Whom the deeds under a word befell: Chad in "condemned the attack on Chad"."""
    return tuple(
        name
        for deed in token.subtree
        if deed.lower_ in _HURTING
        for _, noun in obliques(deed, _SUFFERING_BEHIND)
        for name in names_at(document, noun)
    )


_AIMS = ("xcomp", "advcl", "acl")


def topics_of(token: Token) -> list[Token]:
    """Words below a protest that say what it is for: "marched to demand a vote", "in protest of the refusal"."""
    top = token
    if token.pos_ != "VERB" and token.relation in ("obj", "obl", "nsubj") and token.head.pos_ == "VERB":
        top = token.head  # "began a hunger strike to demand a vote"
    return [t for t in top.subtree if t.i > token.i and (t.pos_ == "NOUN" or is_aim(t)) and not tells_which(t, top)]


def is_aim(verb: Token) -> bool:
    """Whether a verb without a subject of its own tells to what end something is done."""
    return verb.pos_ == "VERB" and verb.relation in _AIMS and verb.dep_ != "acl:relcl" and child(verb, "nsubj") is None


def is_weapon(noun: Token | None) -> bool:
    """Whether a noun is a thing that kills where somebody placed or fired it, "a bomb", "a roadside blast"."""
    if noun is None or noun.lower_ not in _ARMS:
        return False
    return noun.lower_ not in _BLASTS or any(c.lower_ in _ARMS or c.lower_ in _ARMING for c in _before(noun))


def _before(noun: Token) -> list[Token]:
    near = children(noun, "compound", "amod")
    return [*near, *(c for t in near for c in t.children)]


def adjective_names(document: Document, noun: Token) -> Names:
    """Actors named by the modifiers before a noun: "Russian", "US-Iran", "NATO"."""
    found: list[str] = []
    stack = [
        c
        for c in noun.children
        if c.i < noun.i and c.dep_ in ("amod", "compound", "nmod", "nmod:desc", "flat", "nmod:unmarked")
    ]
    stack.sort(key=lambda t: t.i)
    while stack:
        token = stack.pop(0)
        mentions = document.mentions_headed(token)
        inner = sorted(
            (c for c in token.children if c.dep_ in ("compound", "conj", "amod", "nmod", "flat")), key=lambda t: t.i
        )
        for c in (c for c in inner if c.i < token.i):
            found.extend(n for n in document.who(c, conjuncts=False) if n not in found)
        if mentions:
            found.extend(n for n in mentions[0].actors if n not in found)
        stack[:0] = [c for c in inner if c.i > token.i]
    return tuple(found)


_OF_CLAUSES = frozenset("by between against on with".split())
"""Slots that a clause behind the noun may fill too."""


class Roles:
    """Answers slots for one predicate token."""

    def __init__(self, document: Document, token: Token, surface: Surface) -> None:
        self.document = document
        self.token = token
        self.surface = surface
        self.noun = token.pos_ in ("NOUN", "PROPN")
        self.light, self.lends, self.suffers = self._light_verb() if self.noun else (None, False, False)

    def fill(self, slots: Iterable[str], exclude: Iterable[str] = ()) -> Names:
        """Names in the first slot that names anybody besides `exclude`."""
        out = set(exclude)
        for slot in slots:
            found = tuple(n for n in self.slot(slot) if n not in out)
            if found:
                return found
        return ()

    def gather(self, slots: Iterable[str]) -> Names:
        """Names in all the slots together."""
        found: list[str] = []
        for slot in slots:
            found.extend(n for n in self.slot(slot) if n not in found)
        return tuple(found)

    def slot(self, slot: str) -> Names:
        """Names in one slot."""
        return self._noun_slot(slot) if self.noun else self._verb_slot(slot)

    # Verbs

    def _verb_slot(self, slot: str) -> Names:
        verb, document = self.token, self.document
        if slot == "subject":
            if verb.pos_ == "ADJ":
                return names_at(document, grammatical_subject(verb))
            return self._doer(verb)
        if slot == "object":
            if verb.pos_ != "VERB":
                return ()
            suffered = patient(verb)
            found = self._burdened(suffered) or names_at(document, suffered)
            unread = suffered is None or suffered.lower_ not in _DONE_TO
            return found or (self.surface.after(verb, None) if unread and not is_passive(verb) else ())
        if slot == "iobject":
            found = names_at(document, child(verb, "iobj"))
            return found or (names_at(document, patient(verb)) if is_passive(verb) else ())
        if slot == "complement":
            return self._complement()
        found_list: list[str] = []
        heads = [verb, *children(verb, "obj")]
        if is_passive(verb):
            heads += children(verb, "nsubj")
        for head in heads:
            for _, noun in obliques(head, (slot,)):
                if slot == "by" and is_passive(verb):
                    continue
                found_list.extend(n for n in names_at(document, noun) if n not in found_list)
            if found_list:
                break
        return tuple(found_list) or self.surface.after(verb, slot)

    def _burdened(self, noun: Token | None) -> Names:
        """On whom a burden lies: Chad in "lifted the Norwegian embargo on Chad"."""
        if noun is None or noun.lower_ not in _BURDENS:
            return ()
        return tuple(name for _, on in obliques(noun, _LYING_ON) for name in names_at(self.document, on))

    def _doer(self, verb: Token) -> Names:
        """The agent of a verb; where the parse gives it no subject at all, the names right before it."""
        if _shares_passive(verb):
            return names_at(self.document, agent_of_passive(verb.head))
        top = verb
        while top.dep_ in ("xcomp", "conj") and child(top, "nsubj") is None and top.head.i != top.i:
            top = top.head
        doer = _user(verb) or self._person_meant(verb, agent(verb))
        if doer is None and not is_passive(verb):
            doer = child(verb, "expl") or child(top, "expl")
        if doer is not None or is_passive(verb):
            return (
                names_at(self.document, doer)
                or self._speaker_meant(verb, doer)
                or (self._doer(holder) if (holder := _holder(verb)) is not None else ())
            )
        return self.surface.before(top if top.dep_ != "conj" else verb)

    def _person_meant(self, verb: Token, doer: Token | None) -> Token | None:
        """Who "who" means where the parse has hung it on a thing: Dahl in "Dahl, the envoy on the deal who met him"."""
        if doer is None or verb.dep_ != "acl:relcl" or not any(c.lower_ == "who" for c in children(verb, "nsubj")):
            return doer
        while doer.relation == "nmod" and doer.head.pos_ == "NOUN" and not self.document.who(doer, conjuncts=False):
            doer = doer.head
        return doer

    def _speaker_meant(self, verb: Token, doer: Token | None) -> Names:
        """ "NATO said it would stay": a pronoun that nobody resolved, under a verb of saying, means the speaker."""
        if doer is None or doer.pos_ != "PRON" or doer.lower_ not in _THIRD_PERSONS:
            return ()
        clause = verb
        while clause.relation in ("xcomp", "conj") and clause.head.i != clause.i:
            clause = clause.head
        head = clause.head
        if clause.relation != "ccomp" or VERB_EFFECT.get(lemma_of(head, GOVERNORS)) is not WordEffect.REPORT:
            return ()
        return names_at(self.document, agent(head))

    def _complement(self) -> Names:
        """Whom the complement clause speaks of: its subject, then its object and obliques, then anybody named in it."""
        own = self._verb_slot("subject")
        for clause in self.token.children:
            dep = clause.relation
            if dep not in ("xcomp", "ccomp", "advcl", "acl") and not (
                dep == "obj" and clause.pos_ in ("NOUN", "PROPN") and clause.lower_ not in _DONE_TO
            ):
                continue
            if dep == "advcl" and child(clause, "mark") is None:
                continue
            if dep != "obj":
                for noun in (child(clause, "nsubj"), agent_of_passive(clause), child(clause, "obj")):
                    found = names_at(self.document, noun)
                    if found and not set(found) <= set(own):
                        return found
            for t in clause.subtree:
                if tells_which(t, clause) or (t.relation in _OWNING_RELATIONS and t.head.lower_ in _NOT_ITS_OWNER):
                    continue
                found = self.document.who(t, conjuncts=False) or country_at(t)
                if found and not set(found) <= set(own):
                    return found
        return ()

    # Nouns

    def _noun_slot(self, slot: str) -> Names:
        document = self.document
        if slot == "possessor":
            for head in self._chain():
                for inner in (head, *children(head, "compound", "amod")):
                    # "Russia's full-scale invasion" may hang the owner on "scale".
                    found = names_at(document, child(inner, "nmod:poss"))
                    if found:
                        return found
            return ()
        if slot == "adjective":
            for head in self._chain():
                found = adjective_names(document, head)
                if found:
                    return found
            return ()
        if slot == "light":
            return self._light_subject()
        if slot == "light_object":
            return self._light_object()
        if slot == "between" and len(both := self.surface.between(self.token)) > 1:
            return both
        found_list: list[str] = []
        heads: list[Token] = self._chain()
        if self.light is not None and (slot != _BY or self._is_done_by(self.light)):
            heads.append(self.light)
        for head in heads:
            for _, inner in obliques(head, (slot,)):
                if inner not in heads:
                    found_list.extend(n for n in names_at(document, inner) if n not in found_list)
            if slot in _OF_CLAUSES:
                for clause in children(head, "acl"):
                    for _, inner in obliques(clause, (slot,)):
                        found_list.extend(n for n in names_at(document, inner) if n not in found_list)
            if found_list:
                break
        return tuple(found_list) or self.surface.after(self.token, slot)

    def _chain(self) -> list[Token]:
        """The noun and the nouns that only count or measure it: "talks", "round" in "a round of talks"."""
        chain = [self.token]
        node = self.token
        while node.relation in ("nmod", "conj", "compound") and node.head.pos_ in ("NOUN", "PROPN") and len(chain) < 4:
            carries = NOUN_EFFECT.get(lemma_of(node.head, GOVERNORS)) is WordEffect.CARRY
            if node.dep_ != "conj" and not carries:
                break
            node = node.head
            chain.append(node)
        return chain

    def _light_verb(self) -> tuple[Token | None, bool, bool]:
        """The verb that the noun leans on, whether its subject does what the noun names, and whether it suffers it."""
        top = self._chain()[-1]
        head, dep = top.head, top.relation
        if head is top or head.pos_ != "VERB":
            return None, False, False
        lemma = lemma_of(head, GOVERNORS)
        if dep == "obl" and lemma in _SUFFERING:
            return head, False, True
        case = child(top, "case")
        preposition = case.lower_ if case is not None else ""
        carries = VERB_EFFECT.get(lemma) is WordEffect.CARRY
        if dep == "obj":
            if lemma in _BEARING:
                return head, False, True
            return head, carries or lemma in _LENDING or VERB_EFFECT.get(lemma) in (WordEffect.PLAN,), False
        if dep == "obl" and preposition in _LEADING_ON:
            if preposition in _FOR_A_VISIT and lemma in _TRAVELLING:
                return head, True, False
            planned = VERB_EFFECT.get(f"{lemma} {preposition}") is WordEffect.PLAN
            return (
                head,
                (carries and preposition in _LEADING_INTO) or planned,
                False,
            )
        if dep == "nsubj":
            return head, False, False
        return head, False, False

    @staticmethod
    def _is_done_by(verb: Token) -> bool:
        """Whether who stands behind the "by" of a verb does what its subject names: "launched", but not "condemned"."""
        lemma = lemma_of(verb, GOVERNORS)
        return lemma in _LENDING or lemma in _OWNING or VERB_EFFECT.get(lemma) in (WordEffect.CARRY, WordEffect.PLAN)

    def _light_subject(self) -> Names:
        if self.light is None:
            return ()
        top = self._chain()[-1]
        if top.relation == "nsubj":
            return names_at(self.document, agent_of_passive(self.light)) if self._is_done_by(self.light) else ()
        doer = self._doer(self.light)
        # "officials of both have made little progress in talks": whoever is named by twos takes part.
        case = child(top, "case")
        inside = top.relation == "obl" and case is not None and case.lower_ in _INSIDE
        return doer if self.lends or (inside and len(doer) > 1) else ()

    def _light_object(self) -> Names:
        if self.light is None:
            return ()
        if self.suffers:
            return names_at(self.document, grammatical_subject(self.light))
        return names_at(self.document, child(self.light, "iobj"))


def _user(verb: Token) -> Token | None:
    """Who does with a thing what it is used for: the rebels of "drones were used by rebels to attack it"."""
    over = verb.head
    used = verb.relation in ("xcomp", "advcl") and over.lemma_.lower() in _USING and is_passive(over)
    return agent_of_passive(over) if used and child(verb, "nsubj") is None else None


_USING = words_of("use employ deploy")


def _holder(verb: Token) -> Token | None:
    """What is done with that to which an infinitive hangs: who "held a rally to denounce it" denounces it."""
    thing = verb.head
    if (
        verb.dep_ != "acl"
        or thing.relation != "obj"
        or not any(c.lower_ == "to" for c in children(verb, "mark", "aux"))
    ):
        return None
    lemma = lemma_of(thing.head, GOVERNORS)
    carries = VERB_EFFECT.get(lemma) is WordEffect.CARRY or lemma in _LENDING or lemma in _USING
    return thing.head if carries and not is_passive(verb) else None


def _shares_passive(verb: Token) -> bool:
    """ "They were indicted or imprisoned": the second participle is as passive as the first, whose subject it shares."""
    return (
        verb.relation == "conj"
        and "Part" in verb.morph.get("VerbForm", [])
        and "Past" in verb.morph.get("Tense", ["Past"])
        and not children(verb, "nsubj", "aux", "obj")
        and is_passive(verb.head)
    )
