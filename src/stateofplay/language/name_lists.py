"""Lists of names that a parser takes for apposition, set right before anything is read off the parse.

"Norway, Sweden and Finland" looks like "Oslo, Norway" up to the "and", and parsers hang Sweden on Norway as its other name.
Two names of one kind with a comma between are a list where an "and" follows; a name that is coordinated with the description
of another ("Berg, leader of the party, and Holm") stands beside the other, not beside the description.

>>> from stateofplay.language.embedded import read_words
>>> [(word.text, word.dep_) for word in read_words("Norway, Sweden and Finland will attend.") if word.ent_type_]
[('Norway', 'nsubj'), ('Sweden', 'conj'), ('Finland', 'conj')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from stateofplay.language.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.tokens import Token as SpacyToken

Word = TypeVar("Word", "Token", "SpacyToken")

_PERSON, _MEMBER = "PERSON", "conj"
_PLACES = frozenset({"LOC", "GPE"})
_WHERE = frozenset("in at to near from outside around".split())


APPOSITION = "appos"


def mend_name_lists(doc: Doc) -> Doc:
    """Make list members of names that hang as appositions on the name before them. Cost: linear in the appositions."""
    for word, head, relation in rehung([word for word in doc.words if word.dep_ == APPOSITION]):
        word.hang(head, relation)
    return doc


def rehung(appositions: Iterable[Word]) -> Iterator[tuple[Word, Word, str]]:
    """Words that hang wrongly, each with its head and relation, to be hung so before the next is asked for."""
    for word in appositions:
        head = word.head
        if not head.ent_type_ or word.i < head.i:
            continue
        if word.ent_type_ == head.ent_type_:
            if _after_comma(word) and _goes_on(word, head) and not _is_address(head):
                yield word, head, _MEMBER
        elif not word.ent_type_ and word.pos_ == "NOUN":
            for member in [c for c in word.children if c.dep_ == _MEMBER and c.i > word.i]:
                if member.ent_type_ == head.ent_type_ and member.pos_ == "PROPN":
                    yield member, head, member.dep_


def _after_comma(word: Word) -> bool:
    first = word.left_edge
    if first.is_punct and first.text == ",":
        return True
    return first.i > 0 and word.doc[first.i - 1].text == ","


def _goes_on(word: Word, head: Word) -> bool:
    """Tell whether an "and" or "or" leads to one more name, on the word itself or on what it hangs on."""
    return any(
        c.dep_ == _MEMBER and c.i > word.i and _is_like(c, head) and any(m.dep_ == "cc" for m in c.children)
        for top in (word, head)
        for c in top.children
    )


def _is_like(member: Word, name: Word) -> bool:
    """One more of a kind: a name of that kind, and of people also an office ("Berg, Holm and envoy Per Dahl")."""
    return member.ent_type_ == name.ent_type_ or (name.ent_type_ == _PERSON and member.pos_ == "NOUN")


def _is_address(head: Word) -> bool:
    """A town with its country: "in Oslo, Norway and Geneva, Switzerland"."""
    return head.ent_type_ in _PLACES and any(c.dep_ == "case" and c.lower_ in _WHERE for c in head.children)
