"""Titles of people: before the name ("Russian Foreign Minister X"), after it ("X, the head of the delegation,"), and by "is"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from stateofplay.language.actors.names import Name, NameKind
from stateofplay.language.clauses import children
from stateofplay.language.lexicon import Lexicon, Use

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DETERMINERS = frozenset("the a an his her its their our my your this that".split())
_TIMES = frozenset(
    "former then late ex current outgoing incoming new now longtime one-time sometime self-styled then-".split()
)
_RANKS = frozenset("sen rep gov gen lt col maj sgt capt adm sheikh prof".split())
_LEADING = frozenset("head lead chair run represent command found".split())
_INSIDE_OF = frozenset(
    "state staff defense defence treasury mission government delegation parliament intelligence protocol cabinet".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """One title of a person. `owner` is the name that says for whom ("Russian", "the United Nations"), if there is one.

    `start`, `end` are the tokens of the whole title phrase, with its owner.
    """

    role: str
    owner: Name | None
    start: int
    end: int
    plural: bool = False
    public: bool = True
    """An office that speaks for a state or body ("minister"), not a job or standing ("student")."""


def titles_of(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> list[Title]:
    """All titles that stand around one mention of a person; `at` maps tokens to the names that cover them."""
    found = []
    before = _before(doc, name, at, lexicon)
    if before is not None:
        found.append(before)
    after = _after(doc, name, at, lexicon)
    if after is not None:
        found.append(after)
    copula = _copular(doc, name, at, lexicon)
    if copula is not None:
        found.append(copula)
    return found


def _before(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> Title | None:
    i = name.start - 1
    sentence = _left_bound(doc, name.start)
    comma = (
        i >= sentence and doc[i].text == "," and doc[i - 1].lower_ in lexicon.words.offices if i > sentence else False
    )
    if comma:
        i -= 1
    if i < sentence:
        return None
    offices = lexicon.words.offices
    end = i + 1
    if doc[i].text in ("(", "“", '"'):
        i -= 1
    if doc[i].text == ")" and i - 2 >= sentence and doc[i - 2].text == "(":
        # "Director of National Intelligence (DNI) X".
        i -= 3
        end = i + 1
    if i >= sentence and doc[i].lower_.rstrip(".") in _RANKS:
        return _extend_left(doc, i, end, sentence, at, lexicon)
    if i < sentence or doc[i].lower_ not in offices:
        of = _office_with_of(doc, i, sentence, offices, comma)
        if of is None:
            return None
        i = of
    return _extend_left(doc, i, end, sentence, at, lexicon)


def _left_bound(doc: Doc, at: int) -> int:
    """First token a title before `at` may reach: parsers often start a sentence at a name, so only marks and breaks count."""
    k = at
    while k > max(0, at - 12) and not doc[k - 1].is_space and doc[k - 1].text not in (".", ";", ":", "!", "?", "”"):
        k -= 1
    return k


def _office_with_of(doc: Doc, last: int, sentence: int, offices: frozenset[str], comma: bool) -> int | None:
    """The office noun of "Secretary of State X", "director of national intelligence, X"; None where there is none."""
    if doc[last].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    for k in range(last - 1, max(sentence, last - 6), -1):
        if doc[k].lower_ in ("of", "for") and doc[k - 1].lower_ in offices:
            return k - 1
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT", "SCONJ") and doc[k].text != "-":
            return None
    return None


def _extend_left(
    doc: Doc, office: int, end: int, sentence: int, at: Mapping[int, Name], lexicon: Lexicon
) -> Title | None:
    words = lexicon.words
    start = office
    owner: Name | None = None
    while start - 1 >= sentence:
        t = doc[start - 1]
        inside = at.get(t.i)
        if inside is not None and inside.kind is not NameKind.PERSON:
            if inside.use is Use.ADJECTIVE or inside.kind is NameKind.PLACE:
                owner = owner or inside
                break
            owner = owner or inside
            start = _past_possessor(doc, inside)
            if start > inside.start:
                break
            continue
        if t.text in _POSSESSIVE and start - 2 >= sentence:
            owner = at.get(start - 2, owner)
            break
        if t.text == "-" or t.lower_ in ("vice", "deputy") or (t.text == "/" and start - 2 >= sentence):
            start -= 1
            continue
        if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and t.lower_ not in _DETERMINERS and inside is None:
            start -= 1
            continue
        if t.lower_ == "and" and doc[start - 2].lower_ in words.offices and doc[start].lower_ not in words.offices:
            break
        break
    phrase_start = owner.start if owner is not None and owner.start < start else start
    while start < office and (
        doc[start].lower_ in _TIMES or doc[start].text in ("-", "/") or doc[start].lower_ in _DETERMINERS
    ):
        start += 1
    if doc[start].lower_ in words.honorifics and start == office and doc[start].lower_.rstrip(".") not in _RANKS:
        return None
    role = doc[start:end].text.strip(' ,-("“')
    if not role:
        return None
    head = doc[office].lower_
    plural = head.endswith("s") and head[:-1] in words.offices
    return Title(role, owner, phrase_start, end, plural=plural, public=head in words.public_offices)


def _past_possessor(doc: Doc, name: Name) -> int:
    """First token after the country inside a body's name: "army" in "Sudan's army"."""
    for i in range(name.start, name.end - 1):
        if doc[i].text in _POSSESSIVE:
            return i + 1
    return name.start


def _after(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> Title | None:
    i = name.end
    n = len(doc)
    if i >= n or doc[i].text not in (",", "(", "-", "–", "—"):
        return None
    i += 1
    while i < n and (doc[i].lower_ in _DETERMINERS or doc[i].text in ('"', "“")):
        i += 1
    start, owner, office = i, None, None
    while i < n and i < start + 10:
        t = doc[i]
        inside = at.get(i)
        if inside is not None and inside.kind is NameKind.PERSON:
            return None
        if inside is not None:
            owner = inside
            if inside.use is Use.ADJECTIVE or inside.kind is NameKind.PLACE:
                i = inside.end
                start = i if office is None else start
                continue
            i = inside.end
            continue
        if t.text in _POSSESSIVE:
            i += 1
            start = i
            continue
        if t.lower_ in lexicon.words.offices and t.pos_ in ("NOUN", "PROPN", "ADJ"):
            office = i
            i += 1
            continue
        if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or t.text == "-" or t.lower_ in _DETERMINERS:
            i += 1
            continue
        break
    if office is None or i >= n or doc[i].pos_ == "AUX" or (doc[i].pos_ == "VERB" and doc[i].text not in (",",)):
        return None
    end = office + 1
    if end < i:
        # "the official news agency": the office is no head here.
        return None
    if doc[i].lower_ in ("of", "to", "for", "in", "at"):
        end, owner = _prepositional(doc, office, i, at, owner)
    while start < office and (
        doc[start].lower_ in _TIMES or doc[start].text in ("-",) or doc[start].lower_ in _DETERMINERS
    ):
        start += 1
    return Title(doc[start:end].text, owner, start, end, public=doc[office].lower_ in lexicon.words.public_offices)


def _prepositional(
    doc: Doc, office: int, at_case: int, at: Mapping[int, Name], owner: Name | None
) -> tuple[int, Name | None]:
    """How far a title goes on after its office noun: "head of the government delegation", but "spokesman (for the U.N.)"."""
    case = doc[at_case].lower_
    k = at_case + 1
    while k < len(doc) and doc[k].lower_ in _DETERMINERS:
        k += 1
    if k >= len(doc):
        return office + 1, owner
    named = at.get(k)
    if case == "of":
        if named is not None:
            return office + 1, named
        stop = k
        while (
            stop < len(doc)
            and stop < k + 8
            and (doc[stop].pos_ in ("NOUN", "PROPN", "ADJ") or "-" in (doc[stop].text, doc[stop - 1].text))
        ):
            if at.get(stop) is not None:
                owner = owner or at[stop]
            stop = at[stop].end if stop in at else stop + 1
        if stop - 1 in at:
            return office + 1, owner
        if doc[k].text[:1].isupper():
            # "president of Local 7 of the Dockers Union": a branch; the body it belongs to is named a little later.
            later = next(
                (at[m] for m in range(k, min(k + 8, len(doc))) if m in at and at[m].kind is NameKind.BODY), None
            )
            return office + 1, owner or later
        return (stop if stop > k else office + 1), owner
    if case == "to":
        if named is not None:
            return named.end, owner
        stop = k
        while stop < len(doc) and doc[stop].pos_ in ("NOUN", "PROPN", "ADJ") and stop < k + 4:
            stop += 1
        return (stop if stop > k else office + 1), owner
    if named is not None and owner is None and case in ("for", "at"):
        return office + 1, named
    return office + 1, owner


def _copular(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> Title | None:
    """ "X is the new prime minister", and for the side alone "X, who heads Y"."""
    for i in range(name.start, name.end):
        head = doc[i].head
        for verb in doc[i].children:
            if verb.dep_ == "acl:relcl" and verb.lemma_.lower() in _LEADING:
                led = next((at[c.i] for c in verb.children if c.dep_ == "obj" and c.i in at), None)
                if led is not None and led.kind is not NameKind.PERSON:
                    return Title("", led, verb.i, verb.i + 1)
        if (
            doc[i].dep_ == "nsubj"
            and head.i > name.end
            and head.lower_ in lexicon.words.offices
            and children(head, "cop")
        ):
            start = head.i
            owner: Name | None = None
            for c in head.children:
                if c.i < head.i and c.dep_ in ("amod", "compound", "nmod:poss"):
                    if c.i in at:
                        owner = at[c.i]
                    else:
                        start = min(start, c.i)
            return Title(doc[start : head.i + 1].text, owner, start, head.i + 1)
    return None
