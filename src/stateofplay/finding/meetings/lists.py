"""Lists read off the line of words: "Geneva, Oslo and Vienna", "Secretary A, envoys B and C".

Parsers often break long coordinations of names; where the words themselves are a plain list, the list is trusted.
"""

from __future__ import annotations

from collections.abc import Collection

from stateofplay.finding.meetings.index import MentionIndex
from stateofplay.language.document import Document, Mention, MentionKind
from stateofplay.language.function_words import AND_OR, GENITIVES, POSSESSIVES
from stateofplay.language.tokens import Doc, Token

_JOINTS = frozenset({",", "and", "&", "or", "as", "well", "plus", "--", "—", "–", "including"})
_TITLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP"})
_BEFORE_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "DET"})
_TITLE_ADPOSITIONS = frozenset({"of", "for", "to", "from"})
_LONGEST_TITLE = 9


def names_in_list(document: Document, start: int) -> tuple[str, ...]:
    """Actors of the list that begins at token index `start`, titles between the names skipped.

    The list ends at the first word that is neither a name, a title, a comma nor an "and".
    """
    doc = document.doc
    by_start = MentionIndex.of(document).names_from
    end_of_sentence = doc[start].sent.end if start < len(doc) else start
    found: list[str] = []
    i, title, joined = start, 0, True
    while i < min(len(doc), end_of_sentence + 12):
        token = doc[i]
        mention = by_start.get(i)
        if mention is not None and joined and not _owns(doc, mention) and not _is_title(document, mention):
            if (_has_own_verb(doc[mention.head]) or _begins_gap(doc, mention)) and found:
                break
            found.extend(n for n in mention.actors if n not in found)
            i, title, joined = mention.end, 0, False
        elif token.lower_ == "of" and found and not joined and (seat := _country_after(document, i)) is not None:
            i = seat.end
        elif token.text == "(" and found and not joined and (close := _close_of(doc, i)) is not None:
            i = close + 1  # "Per Holm (Norway), Idris Saleh (Chad)"
        elif token.lower_ in _JOINTS:
            i, title, joined = i + 1, 0, True
        elif mention is not None or token.pos_ in _TITLE_WORDS or token.lower_ in GENITIVES:
            if token.pos_ == "ADP" and token.lower_ not in _TITLE_ADPOSITIONS:
                break
            title += 1
            if title > _LONGEST_TITLE or not joined:
                break
            i += 1
        else:
            break
    return tuple(found)


def _begins_gap(doc: Doc, mention: Mention) -> bool:
    """ "Was led by A and the Chadian by B", "and Chad by B": whose the next is, who is told by the same verb."""
    return mention.end < len(doc) and doc[mention.end].lower_ == "by"


def _close_of(doc: Doc, opening: int) -> int | None:
    """The bracket that closes one of a few words."""
    return next((t.i for t in doc[opening + 1 : opening + 6] if t.text == ")"), None)


def names_before(document: Document, predicate: Token) -> tuple[str, ...]:
    """Actors of the list that ends right before a predicate and its auxiliaries, where a subject has its place.

    For "A and B will not attend" it gives A and B, however the parser ties them.
    """
    if predicate.relation == "xcomp" and predicate.head.i < predicate.i:
        return names_before(document, predicate.head)
    doc, i = document.doc, predicate.i
    while i > predicate.sent.start and (
        doc[i - 1].pos_ in ("AUX", "PART", "ADV") or (predicate.pos_ == "NOUN" and doc[i - 1].pos_ == "ADP")
    ):
        i -= 1
    return _list_ending(document, i)


def names_after(document: Document, token: Token, prepositions: Collection[str], *, reach: int = 4) -> tuple[str, ...]:
    """Actors of the list after one of `prepositions`, which stands at most `reach` words behind `token`."""
    doc = document.doc
    for i in range(token.i + 1, min(len(doc) - 1, token.i + 1 + reach)):
        if doc[i].lower_ in prepositions:
            return names_in_list(document, i + 1)
        if doc[i].pos_ in ("VERB", "PUNCT", "CCONJ", "SCONJ"):
            return ()
    return ()


def _list_ending(document: Document, end: int) -> tuple[str, ...]:
    doc = document.doc
    by_end = MentionIndex.of(document).to
    found: list[str] = []
    i, closed = end, False
    while (mention := by_end.get(i)) is not None:
        mention = _of_country(document, by_end, mention) or mention
        found[:0] = [n for n in mention.actors if n not in found]
        i = mention.start
        while i > 0 and doc[i - 1].pos_ in _BEFORE_NAMES and not _ends_name(by_end.get(i)) and not doc[i - 1].is_space:
            i -= 1
        if i == 0 or not (doc[i - 1].lower_ in AND_OR or (closed and doc[i - 1].text == ",")):
            break
        closed, i = True, i - 1
        if i and doc[i - 1].text == ",":
            i -= 1
    return tuple(found)


def _of_country(document: Document, by_end: dict[int, Mention], country: Mention) -> Mention | None:
    """The person before the country that ends a part of a list: "Idris Saleh of Chad, his deputy and ..."."""
    if document.doc[country.start - 1].lower_ != "of":
        return None
    person = by_end.get(country.start - 1)
    return person if person is not None and all(document.is_person(n) for n in person.actors) else None


def _ends_name(mention: Mention | None) -> bool:
    return mention is not None and mention.kind is MentionKind.NAME


def _country_after(document: Document, i: int) -> Mention | None:
    """The country of "Presidents Ann Example of Norway and ...", which belongs to the title and not to the list."""
    by_start = MentionIndex.of(document).names_from
    mention = by_start.get(i + 1) or by_start.get(i + 2)
    if mention is None or any(document.is_person(n) for n in mention.actors):
        return None
    return mention


def places_in_list(token: Token) -> tuple[Token, ...]:
    """The places of a plain list that begins with the place name ending at `token`; none unless an "and" closes it."""
    doc, found, i = token.doc, [], token.i + 1
    while i < len(doc) and doc[i].pos_ == "PROPN":
        i += 1
    closed = False
    while i < len(doc) and doc[i].lower_ in (",", "and") and i + 1 < len(doc):
        closed = closed or doc[i].lower_ == "and"
        i += 1
        if doc[i].lower_ == "and":
            closed, i = True, i + 1
        if i >= len(doc) or doc[i].pos_ != "PROPN":
            return ()
        found.append(doc[i])
        while i < len(doc) and doc[i].pos_ == "PROPN":
            i += 1
        if closed:
            break
    return tuple(found) if closed else ()


def titled_person(document: Document, token: Token) -> tuple[str, ...]:
    """The person whose title holds `token`: "Ukrainian" or "adviser" in "Ukrainian presidential adviser Ann Example"."""
    doc = document.doc
    by_start = MentionIndex.of(document).names_from
    for i in range(token.i + 1, min(len(doc), token.i + 7)):
        mention = by_start.get(i)
        if mention is not None and doc[i - 1].pos_ == "ADP":
            return ()  # "head of Ann Example's team" is not she
        if mention is not None:
            if all(document.is_person(n) for n in mention.actors):
                return mention.actors
        if doc[i].pos_ not in _TITLE_WORDS or (doc[i].pos_ == "ADP" and doc[i].lower_ not in _TITLE_ADPOSITIONS):
            return ()
        if doc[i].is_space:
            return ()
    return ()


def _is_title(document: Document, mention: Mention) -> bool:
    """Tell whether the name of a body only opens a title: "White House adviser Ann Example"."""
    doc, following = document.doc, mention.end
    if following >= len(doc) or doc[following].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return not any(document.is_person(n) for n in mention.actors)


def _owns(doc: Doc, mention: Mention) -> bool:
    """Tell whether the name is a possessor or adjective within a title ("President Ann Example's son")."""
    return mention.end < len(doc) and doc[mention.end].lower_ in POSSESSIVES


def _has_own_verb(token: Token) -> bool:
    return token.relation == "nsubj" and token.head.i > token.i
