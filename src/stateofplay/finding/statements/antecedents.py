"""Antecedents: whom a speaker takes up that is no name, as "he", "they", "the group" and "the statement" do.

Either who spoke last, or somebody brought in since: the subject of the clause before in the same sentence, or whom alone a
sentence between is about.
"""

from __future__ import annotations

from functools import lru_cache

from stateofplay.finding.statements.naming import Speaker, as_written, extent
from stateofplay.finding.statements.sources import owner_of
from stateofplay.finding.words.cues import ANONYMOUS_FORMS, CARRIER_FORMS, READ_FORMS
from stateofplay.language.clauses import conjuncts
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.function_words import HE_OR_SHE
from stateofplay.language.inflections import words
from stateofplay.language.lexicon import load
from stateofplay.language.press.honorifics import gender_of_office, gender_told
from stateofplay.language.tokens import Span, Token
from stateofplay.model import ActorKind

_DEFINITE = frozenset({"the", "that", "this"})
PRONOUNS = frozenset({"he", "she", "they", "it"})
_PLURAL = frozenset({"they"})
_DEALT_WITH = frozenset({"obj", "iobj", "obl"})
_NUMBERS = words("dozens scores hundreds thousands millions tens")
_NEAR = 90  # tokens within which a pronoun takes up the last speaker
_SHE = words("she her hers herself")
_HE_SHE = _SHE | words("he him his himself")
_OF_MANY_OFFICES = words(
    "leader politician diplomat negotiator envoy lawmaker legislator senator congressman congresswoman representative "
    "official commander candidate"
)
"""Nouns for those who hold one of many offices."""
_AS_HIMSELF = frozenset({"nsubj", "obj", "iobj"})
_AGAIN = frozenset({"same", "latter"})
SPOKESPEOPLE = words("spokesman spokeswoman spokesperson")
_SUCH = frozenset({"like", "including"})
"""What opens an example: "leaders like Tom Berg did not want to talk. '...', he said"."""
_ANY_BODY = frozenset("group organization organisation movement body".split())
_BODIES = (ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.GROUP)


def taken_up(document: Document, pronoun: Token, last: tuple[Speaker, ...], since: int) -> tuple[Speaker, ...]:
    """Whom a pronoun that speaks takes up; empty where only the actors' own reading of it can tell."""
    spoke = max(last[-1].token.i, since) if last else -1
    brought = _brought_in(document, pronoun, spoke)
    if brought:
        return brought
    if last and 0 < pronoun.i - spoke < _NEAR and _agrees(document, pronoun, last):
        if not last[0].named and _named_since(document, pronoun, spoke):
            return ()  # "A spokesman urged patience. Why the attack on Saleh? He had said ...": Saleh had
        return last
    return ()


def _named_since(document: Document, pronoun: Token, spoke: int) -> bool:
    """Tell whether the actors' own reading of a pronoun is somebody named since the last speaker spoke."""
    names = {name for m in document.mentions_headed(pronoun) for name in m.actors}
    return any(
        m.kind is MentionKind.NAME
        and names.issuperset(m.actors)
        and document.is_person(m.actors[0])
        and not _is_referred_to(document.doc[m.head], pronoun)
        for m in document.mentions_in(spoke + 1, pronoun.i)
    )


def _is_referred_to(name: Token, pronoun: Token) -> bool:
    """ "Referring to Dahl, he said": whoever he is, it is not Dahl."""
    aside = next((c for c in pronoun.head.children if c.dep_ == "advcl" and c.is_ancestor(name)), None)
    return aside is not None and not any(c.relation == "nsubj" for c in aside.children)


def topic_before(document: Document, word: Token, spoke: int) -> tuple[Speaker, ...]:
    """The person whom the sentence right before a quotation without words of saying is about, where it stands after `spoke`."""
    doc = document.doc
    if word.i > 1 and doc[word.i - 2].text == ":" and doc[word.i - 2].i > spoke:
        return _leads_up(document, doc[word.i - 2])
    start = word.sent.start
    while start > 0 and (doc[start - 1].is_space or doc[start - 1].is_punct):
        start -= 1
    if start - 1 <= spoke:
        return ()
    sentence = doc[start - 1].sent
    if sentence.start <= spoke or document.is_quoted(sentence.root):
        return ()
    root = sentence.root
    opens = (root,) if root.pos_ == "PROPN" and root.left_edge.i == sentence.start else ()  # its verb taken for a noun
    for subject in (*root.children, *opens):
        if (subject.relation == "nsubj" or subject is root) and subject.pos_ in ("NOUN", "PROPN"):
            name = _person_of(document, subject)
            if name is not None:
                return (Speaker(name=name, named=True, token=subject),)
            if any(c.relation == "obj" and c.lower_ in _WRITINGS for c in root.children):
                return _one_body(document, subject)  # "The union handed out a leaflet. '...'"
    return ()


_WRITINGS = CARRIER_FORMS | frozenset(
    "sheet leaflet notice list paper brief summary bulletin manifesto petition".split()
)
"""What a body gives out or quotes, and then is read from."""


def _agrees(document: Document, pronoun: Token, last: tuple[Speaker, ...]) -> bool:
    """Tell whether a pronoun is of the number and kind of who spoke last."""
    kinds = [actor.kind for s in last if (actor := document.actor(s.name)) is not None]
    person = bool(kinds) and all(k is ActorKind.PERSON for k in kinds)
    plural = are_several(last)
    if pronoun.lower_ in HE_OR_SHE:
        if person and pronoun.lower_ not in called(document, last[0].name):
            return False
        return len(last) == 1 and (person or _may_be_surname(document, last[0]) or (not last[0].named and not plural))
    if pronoun.lower_ == "it":
        return len(last) == 1 and bool(kinds) and not person
    return plural or not last[0].named or (bool(kinds) and not person)  # "a source said ... they said"


def are_several(last: tuple[Speaker, ...]) -> bool:
    """Whether those who spoke last are more than one: by number, or as "officials" and "so many" are."""
    word = last[0].token.lower_ if last else ""
    return len(last) > 1 or (bool(last) and not last[0].named and (word.endswith("s") or word in _MANY))


_MANY = frozenset("many most some few several both all people".split())


def _may_be_surname(document: Document, speaker: Speaker) -> bool:
    """Tell whether a body that only its name tells of may be somebody by surname: "Brandt said ...", never introduced."""
    actor = document.actor(speaker.name)
    if actor is None or actor.kind is not ActorKind.ORGANIZATION or actor.identifiers or actor.roles:
        return False
    token = speaker.token
    one_word = token.pos_ == "PROPN" and speaker.name == token.text and not token.is_upper
    return one_word


def called(document: Document, name: str) -> frozenset[str]:
    """Which of "he" and "she" a person may be: by honorific, office, first name, and the pronouns that took it up so far."""
    own = [m for m in document.mentions if m.actors == (name,)]
    actor = document.actor(name)
    told = {gender_told(document.doc, m.start) for m in own if m.kind is MentionKind.NAME}
    told |= {gender_of_office(role) for role in (actor.roles if actor is not None else ())}
    told.discard("")
    gender = next(iter(told)) if len(told) == 1 else load().gender_of(name.split()[0])
    if gender:
        return frozenset({"he"} if gender == "m" else {"she"})
    used = {
        "she" if word in _SHE else "he"
        for m in own
        if m.kind is MentionKind.PRONOUN and (word := document.doc[m.start].lower_) in _HE_SHE
    }
    return frozenset(used) or frozenset({"he", "she"})


def _brought_in(document: Document, pronoun: Token, spoke: int) -> tuple[Speaker, ...]:
    """Who came up since somebody spoke last: "Saleh shook his head. '...', he said." """
    doc = document.doc
    above = _subject_beside(document, pronoun)
    if above is not None and above.i > spoke and (found := _may_be(document, pronoun, above)):
        return found
    sentence = pronoun.sent
    while sentence.start > 0 and sentence.start - 1 > spoke and pronoun.i - sentence.start < _NEAR:
        sentence = doc[sentence.start - 1].sent
        if sentence.start <= spoke:
            break
        if document.is_quoted(sentence.root):
            continue
        found = _topic(document, pronoun, sentence)
        if found:
            return found
    return ()


def _subject_beside(document: Document, pronoun: Token) -> Token | None:
    """The subject of the clause before in the same sentence: "While Trump struck a mild tone, he insisted"."""
    verb = pronoun.head
    near = [c for c in verb.children if c.dep_ == "advcl" and c.i < pronoun.i]
    if verb.dep_ in ("conj", "ccomp", "parataxis", "advcl") and verb.head.i < pronoun.i:
        near.append(verb.head)
    for clause in near:
        if document.is_quoted(clause):
            continue
        for subject in clause.children:
            if subject.relation == "nsubj" and subject.i < pronoun.i and subject.pos_ != "PRON":
                return subject
    return None


def _topic(document: Document, pronoun: Token, sentence: Span) -> tuple[Speaker, ...]:
    """Whom the subject of a sentence is or belongs to: "Saleh shook his head", "Saleh's tone was mild"."""
    subjects = [c for c in sentence.root.children if c.relation == "nsubj"]
    found = next((found for s in subjects if (found := _may_be(document, pronoun, s))), ())
    return found or (_met(document, subjects[0]) if subjects and pronoun.lower_ in _PLURAL else ())


def _met(document: Document, subject: Token) -> tuple[Speaker, ...]:
    """The only people whom one person deals with: "Brandt met survivors. They said ...", "she was met by two aides"."""
    if subject.pos_ == "PRON":
        single = subject.lower_ in HE_OR_SHE
    else:
        single = _person_of(document, subject) is not None or subject.lower_ in load().words.people_nouns
    if not single or "Number=Plur" in subject.morph or any(c.dep_ == "conj" for c in subject.children):
        return ()
    others = [c for c in subject.head.children if c.relation in _DEALT_WITH and c.i > subject.i]
    found = [several for other in others if other.pos_ in ("NOUN", "PROPN") if (several := _several(document, other))]
    return found[0] if len(found) == 1 else ()


def _may_be(document: Document, pronoun: Token, subject: Token) -> tuple[Speaker, ...]:
    """The subject of a clause as speaker, where a pronoun may speak of it."""
    if subject.pos_ not in ("NOUN", "PROPN"):
        return ()
    if pronoun.lower_ == "they":
        return _several(document, subject)
    if pronoun.lower_ == "it":
        return _one_body(document, subject)
    if pronoun.lower_ in HE_OR_SHE and not any(c.dep_ == "conj" for c in subject.children):
        if subject.lower_ in SPOKESPEOPLE and _is_owned(document, subject):
            return (Speaker(name=as_written(subject, document), named=False, token=subject),)
        name = _person_of(document, subject)
        if name is not None and pronoun.lower_ in called(document, name):
            return (Speaker(name=name, named=True, token=subject),)
    return ()


def _is_owned(document: Document, noun: Token) -> bool:
    """ "Dahl's spokesman declined to say. He added ...": who is nobody but somebody's is not his owner."""
    named = any(
        c.relation in ("appos", "flat", "compound") and c.pos_ == "PROPN" and c.i > noun.i for c in noun.children
    )
    owners = [c for c in noun.children if c.dep_ == "nmod:poss"]
    return not named and any(document.is_person(name) for owner in owners for name in document.who(owner))


def _person_of(document: Document, noun: Token) -> str | None:
    """The person that a noun phrase names: its head, a name in apposition, or the owner of a thing."""
    heads = [noun, *(c for c in noun.children if c.relation in ("appos", "flat", "compound") and c.i > noun.i)]
    heads += [c for c in noun.children if c.relation == "nmod" and any(x.lower_ in _SUCH for x in c.children)]
    if noun.pos_ == "NOUN" and noun.lower_ not in _people():
        heads.extend(c for c in noun.children if c.dep_ == "nmod:poss")
    for head in heads:
        for mention in document.mentions_headed(head):
            if len(mention.actors) == 1 and document.is_person(mention.actors[0]):
                return mention.actors[0]
    return next((n for n in document.who(noun, conjuncts=False) if document.is_person(n)), None)


def _one_body(document: Document, subject: Token) -> tuple[Speaker, ...]:
    """The body or paper that "it" takes up: "The agency issued a notice. It says ..."."""
    if "Number=Plur" in subject.morph or any(c.dep_ == "conj" for c in subject.children):
        return ()
    for name in document.who(subject, conjuncts=False):
        if document.is_kind(name, *_BODIES):
            return (Speaker(name=name, named=True, token=subject),)
    if subject.is_lower and subject.lower_ in load().words.body_nouns | CARRIER_FORMS:
        return (Speaker(name=as_written(subject, document), named=False, token=subject),)
    return ()


def _several(document: Document, subject: Token) -> tuple[Speaker, ...]:
    """Those whom "they" takes up: people in the plural, several joined, one group."""
    parts = [t for t in conjuncts(subject) if t.pos_ in ("NOUN", "PROPN")]
    plural = len(parts) > 1 or "Number=Plur" in subject.morph
    if not plural:
        return ()
    named: list[Speaker] = []
    for part in parts:
        names = () if _owners_joined(part) else document.who(part, conjuncts=False)
        named.extend(Speaker(name=n, named=True, token=part) for n in names if all(n != s.name for s in named))
    if len(named) >= len(parts):
        return tuple(named)
    if any(_counted(part).lower_ in _people() or _counted(part).lower_ in ANONYMOUS_FORMS for part in parts):
        low, high = extent(parts[0], document)[0], extent(parts[-1], document)[1]
        if _counted(parts[-1]) is not parts[-1]:
            high = _counted(parts[-1]).i + 1  # no "- women and children too -"
        return (Speaker(name=" ".join(subject.doc[low:high].text.split()), named=False, token=subject),)
    return ()


def _counted(noun: Token) -> Token:
    """Whom a number counts: the migrants of "thousands of migrants"."""
    if noun.lower_ not in _NUMBERS:
        return noun
    return next((c for c in noun.children if c.relation == "nmod" and c.i > noun.i), noun)


def _owners_joined(noun: Token) -> bool:
    """ "The leaders of Germany and France" are neither Germany nor France alone."""
    return any(c.relation == "nmod" and any(g.dep_ == "conj" for g in c.children) for c in noun.children)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    known = load().words
    return known.people_nouns | known.group_nouns | known.armed_nouns | known.offices | known.body_nouns


def _leads_up(document: Document, colon: Token) -> tuple[Speaker, ...]:
    """Who acts in the clause that a colon ends: "President Dahl, at a rally, struck a softer note: '...'" """
    for token in document.doc[colon.sent.start : colon.i]:
        if token.dep_ == "nsubj" and token.head.i < colon.i and not document.is_quoted(token):
            name = _person_of(document, token)
            return (Speaker(name=name, named=True, token=token),) if name is not None else ()
    return ()


def described(document: Document, noun: Token, last: tuple[Speaker, ...], since: int) -> tuple[Speaker, ...]:
    """Whom "the Ohio senator", "the group" or "the statement" takes up, where no actor of that description is known."""
    if noun.pos_ != "NOUN" or not noun.is_lower:
        return ()
    definite = any(c.lower_ in _DEFINITE and c.relation == "det" for c in noun.children)
    spoke = max(last[-1].token.i, since) if last else -1
    if definite and noun.lower_ in READ_FORMS and (author := _author_told(document, noun, spoke)):
        return author
    if not definite or not last or not 0 < noun.i - spoke < _NEAR:
        return ()
    if noun.lower_ in CARRIER_FORMS:
        # "The dissent cable calls it a shame" is another's paper than what the minister said last.
        another = last[0].named and any(c.relation in ("compound", "amod") and c.i < noun.i for c in noun.children)
        return () if another else last
    known = load().words
    if len(last) != 1 or "Number=Plur" in noun.morph:
        return ()
    if last[0].token.lower_ == noun.lower_ and not last[0].named:
        return last if _is_told_by(noun, last[0]) else ()
    if document.is_person(last[0].name):
        one = known.offices | known.people_nouns
        if noun.lower_ not in one - known.body_nouns - known.collectives - ANONYMOUS_FORMS:
            return ()
        return last if _may_be_called(document, last[0].name, noun) else ()
    bare = all(c.relation in ("det", "punct") for c in noun.children)
    fits = noun.lower_ in _ANY_BODY or noun.lower_ in last[0].name.lower().split()
    return last if bare and fits and document.is_kind(last[0].name, *_BODIES) else ()


def _author_told(document: Document, paper: Token, spoke: int) -> tuple[Speaker, ...]:
    """Whose paper it is, where that was told since somebody spoke: "The union has put out a memo. '...,' the memo says"."""
    doc = document.doc
    for i in range(paper.i - 1, max(spoke, paper.i - _NEAR), -1):
        before = doc[i]
        if before.lower_ == paper.lower_ and before.pos_ == "NOUN" and (owner := owner_of(before)) is not None:
            return tuple(Speaker(name=name, named=True, token=owner) for name in document.who(owner))
    return ()


def _goes_on_unnamed(
    document: Document, noun: Token, names: tuple[str, ...], last: tuple[Speaker, ...], since: int
) -> bool:
    """Tell whether "the spokeswoman" is who spoke last as a spokeswoman without a name, although she may stand for a party."""
    if len(last) != 1 or last[0].named or last[0].token.lower_ != noun.lower_:
        return False
    definite = any(c.lower_ in _DEFINITE and c.relation == "det" for c in noun.children)
    near = 0 < noun.i - max(last[0].token.i, since) < _NEAR
    return definite and near and not any(map(document.is_person, names)) and _is_told_by(noun, last[0])


def not_named_in(
    document: Document, who: tuple[Speaker, ...], pronoun: Token, start: int, end: int
) -> tuple[Speaker, ...]:
    """Who "he" is that speaks the words `start:end`: none of whom they tell by name, else whom the actors take him for.

    "'Saleh has done well,' he said.": whoever said it, it was not Saleh.
    """
    if not _is_told_of(document, who, start, end):
        return who
    others = tuple(Speaker(name=name, named=True, token=pronoun) for name in document.who(pronoun, conjuncts=False))
    return () if _is_told_of(document, others, start, end) else others


def _is_told_of(document: Document, who: tuple[Speaker, ...], start: int, end: int) -> bool:
    """Tell whether words name one of some speakers, for himself and not for a thing of his ("the Saleh plan")."""
    names = {s.name for s in who}
    return any(
        m.kind is MentionKind.NAME and names.issuperset(m.actors) and document.doc[m.head].relation in _AS_HIMSELF
        for m in document.mentions_in(start, end)
    )


def _may_be_called(document: Document, name: str, noun: Token) -> bool:
    """Tell whether a description by office may be of somebody: a chancellor is not "the army chief", but may be "the leader".

    Whose offices the page does not tell may hold any. Who holds this very one was found by it among the actors already.
    """
    actor = document.actor(name)
    if noun.lower_ not in load().words.public_offices - _OF_MANY_OFFICES:
        return True
    held = (role.lower().split() for a in document.actors for role in a.roles)
    return (actor is None or not actor.roles) and not any(noun.lower_ in role for role in held)


def _is_told_by(noun: Token, speaker: Speaker) -> bool:
    """Tell whether an unnamed speaker was described as somebody is now: a finance minister is not "his defence minister"."""
    words_before = {t.lower_ for t in noun.doc[extent(speaker.token)[0] : speaker.token.i]}
    return all(
        c.lower_ in words_before
        for c in noun.children
        if c.i < noun.i and c.relation in ("compound", "amod", "nmod") and c.lower_ not in _AGAIN
    )


def _is_of_a_body(document: Document, role: str) -> bool:
    """The "president of the bank" is not "the president" where the page tells of another, the "president of Chad" may be."""
    office, _, of = role.partition(" of ")
    return office.lower() == "president" and bool(of) and not document.is_country(of.removeprefix("the "))


def in_office(
    document: Document, noun: Token, names: tuple[str, ...], last: tuple[Speaker, ...], since: int
) -> tuple[Speaker, ...]:
    """Who spoke last, where "the president" is said of one who holds that office and another president was only spoken of.

    "Dahl said that she had met President Saleh. The president later wrote ...": Dahl did.
    """
    if _goes_on_unnamed(document, noun, names, last, since):
        return last
    if len(last) != 1 or len(names) != 1 or names[0] == last[0].name or not noun.is_lower:
        return ()
    spoke = max(last[0].token.i, since)
    bare = all(c.relation in ("det", "punct", "advmod") for c in noun.children)
    actor = document.actor(last[0].name)
    if actor is None or not bare or not document.is_person(names[0]) or not 0 < noun.i - spoke < _NEAR:
        return ()
    if not any(noun.lower_ in role.lower().split() and not _is_of_a_body(document, role) for role in actor.roles):
        return ()
    doc = document.doc
    topical = any(
        doc[m.head].relation == "nsubj" and not document.is_quoted(doc[m.head])
        for m in document.mentions_in(last[0].token.i + 1, noun.i)
        if m.actors == names
    )
    return () if topical else last
