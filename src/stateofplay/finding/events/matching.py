"""Which entry of the lexicon a word in its clause fits."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.events.predicates import Predicate, PredicateLexicon
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive, obliques
from stateofplay.language.modality_words import lemma_of
from stateofplay.language.tokens import Token

_PARTICLE_DEPS = frozenset({"compound:prt", "advmod", "compound", "case", "mark", "obl", "xcomp"})

_TELLING = frozenset(
    "comment say elaborate identify name specify disclose confirm reveal detail speculate describe provide "
    "interview characterize characterise quote".split()
)
_TOLD = frozenset(
    "detail details reason reasons comment information explanation answer answers name names figure figures estimate "
    "question questions".split()
)
_REMEMBERED = 50_000
"""Different words of which the entries are kept."""
_CODED = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


def match(token: Token, lexicon: PredicateLexicon) -> Predicate | None:
    """The most demanding entry that `token` fits; None where there is none or the entry is a veto."""
    if token.pos_ not in _CODED:
        return None
    for predicate in candidates(token, lexicon):
        if fits(token, predicate):
            return predicate if predicate.event is not None else None
    return None


def candidates(token: Token, lexicon: PredicateLexicon) -> tuple[Predicate, ...]:
    """Entries for the word of `token` by its part of speech, the most demanding first."""
    word = token.pos_, token.lower_, token.lemma_
    found = lexicon.seen.get(word)
    if found is None:
        if len(lexicon.seen) >= _REMEMBERED:
            lexicon.seen.clear()
        found = lexicon.seen[word] = tuple(_candidates(token, lexicon))
    return found


def _candidates(token: Token, lexicon: PredicateLexicon) -> Iterator[Predicate]:
    lower = token.lower_
    if token.pos_ in ("NOUN", "PROPN"):
        shelf = lexicon.nouns
    elif token.pos_ == "VERB":
        shelf = lexicon.verbs
    elif token.pos_ == "ADJ":
        shelf = lexicon.adjectives
    else:
        return
    lemma = lemma_of(token, shelf)
    seen = shelf.get(lemma, ())
    yield from (p for p in shelf.get(lower, ()) if p.exact or lower == lemma) if lower != lemma else ()
    yield from (p for p in seen if not p.exact or lower == p.lemma)


def fits(token: Token, predicate: Predicate) -> bool:
    """Tell whether `token` has beside it what `predicate` asks for."""
    if predicate.doers and not predicate.doers & _doer_words(token):
        return False
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun_fits(token, predicate)
    if predicate.beside and not all(_stands_beside(token, word) for word in predicate.beside):
        return False
    if predicate.objects or predicate.not_objects:
        heads = _object_words(token, predicate.beside)
        if predicate.objects and not predicate.objects & heads:
            return False
        if predicate.not_objects & (heads | {c.lower_ for c in children(token, "compound")}):
            return False
    if predicate.complement is not None:
        return _has_complement(token, predicate.complement)
    return True


def _doer_words(token: Token) -> set[str]:
    """Lemmas of who does it: of a verb the subject with its compounds, of a noun whoever stands beside it.

    A pronoun, or nobody, says nothing: then the whole sentence before the word is looked at.
    """
    if token.pos_ == "VERB":
        subject = grammatical_subject(token)
        if subject is not None and subject.pos_ != "PRON":
            return {w.lemma_.lower() for w in (subject, *children(subject, "compound", "nmod", "conj", "flat"))}
    else:
        beside = {w.lemma_.lower() for w in children(token, "compound", "nmod", "amod")}
        governor = token.head if token.relation in ("obj", "obl", "nmod") else None
        subject = grammatical_subject(governor) if governor is not None and governor.pos_ == "VERB" else None
        if subject is not None:
            beside |= {w.lemma_.lower() for w in (subject, *children(subject, "compound", "nmod"))}
        if beside or subject is not None:
            return beside
    return {t.lemma_.lower() for t in token.doc[token.sent.start : token.i]}


def _noun_fits(noun: Token, predicate: Predicate) -> bool:
    if not predicate.modifiers and not predicate.not_modifiers:
        return True
    before = {w for c in noun.children if c.i < noun.i for w in (c.lower_, c.lemma_.lower())}
    before |= {d.lower_ for c in noun.children if c.i < noun.i for d in c.children}
    after = {c.lower_ for c in children(noun, "nmod")}
    # "an exchange of prisoners" is a prisoner exchange
    before |= {w for _, n in obliques(noun, ("of",)) for w in (n.lower_, n.lemma_.lower())}
    if predicate.not_modifiers & (before | after):
        return False
    return not predicate.modifiers or bool(predicate.modifiers & before)


def _object_words(verb: Token, beside: tuple[str, ...] = ()) -> set[str]:
    """Lemmas and forms of the object (of a passive: its subject), with what is coordinated with it and its compounds."""
    heads = children(verb, "obj", "iobj", "xcomp")
    if is_passive(verb):
        heads += children(verb, "nsubj")
        if verb.dep_ == "acl" or verb.dep_.startswith("acl:"):
            heads.append(verb.head)
    particle = any(c.dep_ == "compound:prt" for c in verb.children)
    heads += [c for c in children(verb, "obl") if particle or any(d.lower_ in beside for d in c.children)]
    words: set[str] = set()
    for head in heads:
        for token in (head, *(c for c in head.children if c.dep_ in ("conj", "compound", "nmod"))):
            words |= {token.lower_, token.lemma_.lower()}
    return words


def _stands_beside(verb: Token, word: str) -> bool:
    for c in verb.children:
        if c.lower_ == word and (c.dep_ in _PARTICLE_DEPS or c.relation in _PARTICLE_DEPS):
            return True
        if c.relation in ("obl", "advcl", "obj", "advmod", "xcomp", "ccomp"):
            if any(d.lower_ == word and d.dep_ in ("case", "mark", "advmod", "fixed") for d in c.children):
                return True
    return False


def _keeps_subject(verb: Token, clause: Token) -> bool:
    """ "wants to sign", not "wants the others to sign"."""
    return not any(c.relation in ("obj", "iobj") for c in verb.children) and not children(clause, "nsubj")


def _tells(verb: Token) -> bool:
    """Whether what somebody will not do is only to tell: "to comment", "to give details"."""
    lemma = verb.lemma_.lower()
    thing = child(verb, "obj")
    return lemma in _TELLING or (lemma in _GIVING and thing is not None and thing.lower_ in _TOLD)


_GIVING = frozenset({"give", "offer", "answer", "take"})


def _has_complement(verb: Token, kind: str) -> bool:
    for c in verb.children:
        dep = c.relation
        infinitive = any(m.lower_ == "to" and m.relation in ("mark", "aux") for m in c.children)
        if kind == "inf" and dep in ("xcomp", "ccomp", "advcl") and infinitive:
            return True
        if kind == "self" and dep in ("xcomp", "ccomp", "advcl") and infinitive and _keeps_subject(verb, c):
            return True
        if kind == "say" and infinitive and _tells(c):
            return True
        if kind == "that" and dep == "ccomp" and not infinitive:
            return True
    return False
