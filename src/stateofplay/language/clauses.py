"""Who does what in a clause, read off a Universal Dependencies parse.

All functions take and return spaCy tokens; none looks at words of a particular story. Cost: linear in the size of the clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from stateofplay.language.function_words import POSSESSIVES, RELATIVES
from stateofplay.language.modality_words import RANKS, lemma_of
from stateofplay.language.tokens import Token

_OF_GERUNDS = frozenset({"of", "for", "from", "over"})
"""Of what somebody is accused, for what he is thanked, from what he is kept."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass"})
_PLACING = frozenset({"in", "at", "on", "near"})
_BECOMING = frozenset({"become", "remain"})
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"})
_FINITE = frozenset({"nsubj", "aux", "obj", "ccomp", "cop"})
_PARTICIPLES = ("ed", "en", "wn", "told")
_STATES = {"oppose": "to", "commit": "to", "prepare": "to", "engage": "in", "involve": "in"}
"""Participles that tell with their preposition what the subject itself does: "Norway is opposed to the dam"."""
_DOERS_ARE_OBJECTS = frozenset(
    "accuse suspect convict blame criticize criticise condemn denounce rebuke fault slam blast lambast scold chide reproach "
    "upbraid berate castigate censure reprimand admonish deride mock ridicule chastise excoriate pillory assail attack rap rip "
    "thank praise commend applaud laud hail salute congratulate credit honour honor forgive pardon punish fine sanction "
    "arrest detain jail imprison sentence prosecute sue charge indict impeach oust sack dismiss suspend expel execute "
    "stop prevent bar ban block prohibit deter dissuade discourage keep exclude restrain hinder".split()
)
_COMPLEMENT_SUBJECT_IS_OBJECT = frozenset(
    (
        "urge ask tell order want expect force allow press push invite persuade convince encourage advise "
        "challenge call demand request instruct authorise authorize permit enable help lead cause compel "
        "require warn beg implore command"
    ).split()
)


def child(token: Token, *deps: str) -> Token | None:
    """First child whose label (with or without subtype) is one of `deps`."""
    for c in token.children:
        if c.relation in deps or c.dep_ in deps:
            return c
    return None


def children(token: Token, *deps: str) -> list[Token]:
    """All children whose label (with or without subtype) is one of `deps`."""
    return [c for c in token.children if c.relation in deps or c.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """`token` and everything coordinated with it, in text order."""
    out = [token]
    for c in token.children:
        if c.dep_ == "conj":
            out.extend(conjuncts(c))
    return out


def is_passive(verb: Token) -> bool:
    """Tell whether `verb` is a passive, finite or participial ("the deal brokered by Qatar")."""
    if verb.lemma_ in _STATES and _is_state(verb):
        return False
    for c in verb.children:
        if c.dep_ in _PASSIVE:
            return True
    if verb.dep_ != "acl" and not _is_bare_participle(verb):
        return False
    if verb.tag_:
        return verb.tag_ == "VBN"
    return "Part" in verb.morph.get("VerbForm") and "Past" in verb.morph.get("Tense")


def _is_bare_participle(verb: Token) -> bool:
    """ "Asked about the port, she said ...", "backed by Chad, it ...": a participle without subject, auxiliary or object."""
    if verb.dep_ != "advcl" or not verb.lower_.endswith(_PARTICIPLES):
        return False
    return not any(c.relation in _FINITE or c.dep_ == "mark" for c in verb.children)


def _is_state(verb: Token) -> bool:
    following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    return following == _STATES[verb.lemma_] and child(verb, "obj", "obl:agent") is None and verb.dep_ != "acl"


def agent_of_passive(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for c in verb.children:
        if c.dep_ == "obl:agent":
            return c
    if is_passive(verb):
        for c in verb.children:
            if c.dep_ == "obl" and (case := child(c, "case")) is not None and case.lower_ == "by":
                return c
    return None


def grammatical_subject(verb: Token, *, inherit: bool = True, _depth: int = 0) -> Token | None:
    """The subject of `verb`, its own or inherited.

    Inherited through coordination ("met X and said"), open complements (control by the object of verbs such as "urge",
    else by the subject), participial and relative clauses (the noun they hang on; whoever is "the first to" do it), and
    subjectless adverbial clauses.
    """
    own = child(verb, "nsubj", "csubj") or subject_of_auxiliary(verb)
    if own is not None:
        if own.pos_ == "PRON" and own.lower_ in RELATIVES and verb.dep_.startswith("acl"):
            return verb.head
        return own
    if not inherit or _depth > 6 or verb.head.i == verb.i:
        return None
    head = verb.head
    dep = verb.dep_
    if dep == "conj":
        return grammatical_subject(head, _depth=_depth + 1)
    if dep == "xcomp":
        if head.lemma_.lower() in _COMPLEMENT_SUBJECT_IS_OBJECT and (obj := child(head, "obj", "iobj")) is not None:
            return obj
        if (
            head.lemma_.lower() == "call"
            and (asked := next((n for _, n in obliques(head, ("on", "upon"))), None)) is not None
        ):
            return asked
        return grammatical_subject(head, _depth=_depth + 1)
    if dep.startswith("acl"):
        if dep == "acl" and is_ranked(head) and child(verb, "mark") is not None:
            return _who_is(head, _depth) or head
        return head if head.pos_ in ("NOUN", "PROPN", "PRON") else None
    if dep == "advcl" and _is_told_of(verb) and lemma_of(head, _DOERS_ARE_OBJECTS) in _DOERS_ARE_OBJECTS:
        # "accused Chad of killing", "thanked Chad for mediating": it is Chad that does it.
        if (blamed := patient(head)) is not None:
            return blamed
    if dep in ("advcl", "parataxis", "ccomp"):
        return grammatical_subject(head, _depth=_depth + 1) if child(verb, "mark") is None or dep == "advcl" else None
    return None


def is_ranked(noun: Token) -> bool:
    """Whether a noun tells of the first or the only one of those who do something: "the first leader to visit Chad"."""
    return any(c.i < noun.i and c.lower_ in RANKS for c in noun.children)


def _who_is(noun: Token, depth: int) -> Token | None:
    """Of whom a clause says that he is that: "Dahl was the first", "she became the first"."""
    if child(noun, "cop") is not None:
        return child(noun, "nsubj")
    becomes = noun.relation in ("xcomp", "obj") and noun.head.lemma_.lower() in _BECOMING
    return grammatical_subject(noun.head, _depth=depth + 1) if becomes else None


def subject_of_auxiliary(verb: Token) -> Token | None:
    """The subject that a parse hung on "will" where words stand between it and its verb: "Chad will by no means sign"."""
    return next((s for c in children(verb, "aux") if (s := child(c, "nsubj")) is not None), None)


def _is_told_of(verb: Token) -> bool:
    """Whether a gerund says of what somebody is accused, for what he is thanked, from what he is kept."""
    mark = child(verb, "mark")
    gerund = verb.lower_.endswith("ing") or any(c.lower_ == "being" for c in children(verb, "cop"))
    return mark is not None and mark.lower_ in _OF_GERUNDS and gerund


def agent(verb: Token) -> Token | None:
    """Who does it: the "by" noun of a passive, else the subject of an active verb."""
    if is_passive(verb):
        return agent_of_passive(verb)
    return grammatical_subject(verb)


def patient(verb: Token) -> Token | None:
    """To whom or what it is done: the subject of a passive, else the object."""
    if is_passive(verb):
        subject = child(verb, "nsubj:pass", "nsubj")
        if subject is not None:
            if subject.lower_ in RELATIVES and verb.dep_.startswith("acl"):
                return verb.head
            return subject
        return verb.head if verb.dep_.startswith("acl") else grammatical_subject(verb)
    return child(verb, "obj")


def obliques(verb: Token, prepositions: Collection[str] = ()) -> Iterator[tuple[str, Token]]:
    """Pairs of (preposition, noun) that hang on `verb` or noun `verb`: ("with", Rubio), ("in", Istanbul)."""
    for c in verb.children:
        if c.relation in ("obl", "nmod"):
            preposition = " ".join([t.lower_ for t in _case_words(c)])
            if preposition and (not prepositions or preposition in prepositions):
                yield preposition, c
            if "with" in prepositions and preposition in _PLACING and verb.pos_ == "VERB":
                # "met in Geneva with the envoy": parsers hang the envoy on Geneva; one meets with people, no city is with them
                for further in c.children:
                    if (
                        further.relation == "nmod"
                        and c.pos_ == "PROPN"
                        and [t.lower_ for t in _case_words(further)] == ["with"]
                    ):
                        yield "with", further


def _case_words(noun: Token) -> list[Token]:
    words: list[Token] = []
    for c in noun.children:
        if c.dep_ == "case":
            words.append(c)
            words.extend(f for f in c.children if f.dep_ == "fixed")
    return [w for w in words if w.lower_ not in POSSESSIVES]


def possessor(noun: Token) -> Token | None:
    """Whose it is: "Russia" in "Russia's invasion" and "invasion of ..." is left to `obliques`."""
    return child(noun, "nmod:poss")


def ancestors_until_clause(token: Token) -> Iterator[Token]:
    """`token` and its heads up to the verb (or predicate) of its own clause."""
    yield token
    while token.dep_ not in CLAUSES and token.head.i != token.i:
        token = token.head
        yield token


def clause_head(token: Token) -> Token:
    """The predicate of the clause in which `token` stands."""
    *_, last = ancestors_until_clause(token)
    return last


def tells_which(token: Token, top: Token) -> bool:
    """Whether a word stands in a relative clause below `top`: "wants a deal that is near Chad's plan" asks nothing of Chad."""
    while token.i != top.i and token.head.i != token.i:
        if token.dep_ == "acl:relcl":
            return True
        token = token.head
    return False


def tells_what_was(clause: Token | None) -> bool:
    """Whether a clause tells as a fact what was: "that he was killed", not "that they would meet"."""
    if clause is None or any(c.lower_ in _AHEAD for c in clause.children):
        return False
    return "Past" in clause.morph.get("Tense", []) or any(c.lower_ in _WAS for c in clause.children)


_AHEAD = frozenset("would should will must shall could may might ought to".split())
_WAS = frozenset({"was", "were", "had", "did"})
