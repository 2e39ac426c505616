"""The issue of a position: a short phrase of the text, cut the way people cut it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stateofplay.finding.statements.contents import Content
from stateofplay.finding.statements.spans import subtree_range, trim
from stateofplay.finding.words.positions import BARGAINED, CLAUSE_ENDS, LIGHT_FORMS, NO_ISSUES, WHOLE
from stateofplay.language.clauses import conjuncts
from stateofplay.language.inflections import by_noun_form
from stateofplay.language.lexicon import load
from stateofplay.language.tokens import Doc, Token

LONGEST_ISSUE, _SHORTEST = 18, 4
"""Words of an issue: at most, and at least where a longer one ends with its first clauses."""
_DROPPED = frozenset(
    {
        "acl:relcl",
        "appos",
        "parataxis",
        "advcl",
        "cc",
        "cc:preconj",
        "punct",
        "case",
        "cop",
        "discourse",
        "dep",
        "nsubj",
        "mark",
    }
)
_LEADING = frozenset({"meaning", "no", "the", "a", "an", "to", "any", "that", "some", "also", "both", "for"})
_TRAILING = frozenset({"only", "even", "just", "not", "and", "or", "but"})
_HANGING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX", "PUNCT"})
"""Classes of words that want another, at the end of what is too long and cut."""
_EMPTY = frozenset({"PRON", "DET", "ADV", "ADP", "PUNCT", "PART", "AUX", "CCONJ", "SCONJ", "NUM", "SYM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSpan:
    """Token range of an issue, end exclusive."""

    start: int
    end: int


def issues_of(doc: Doc, content: Content, slot: str) -> Iterator[IssueSpan]:
    """Issues in a filled slot, one for each coordinated phrase.

    Noun phrases lose their determiner and relative clauses, infinitives their "to", clauses what follows a comma.
    """
    head = content.head
    if head is not None and slot not in ("that", "on-to"):
        if head.pos_ in ("NOUN", "PROPN", "NUM") and slot != "to":
            yield from phrase_issues(doc, head)
            return
        if head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            if (end := _end_of_shared(head)) is not None:
                yield from cut(doc, head.i, min(end, content.end))
                return
            for part in conjuncts(head):
                own_subject = part is not head and any(c.dep_ in ("nsubj", "nsubj:pass") for c in part.children)
                if part is not head and slot == "to" and "Fin" in part.morph.get("VerbForm", []):
                    continue  # "seemed unwilling to yield and threatened reprisals"
                if part.i < content.end and not own_subject:
                    yield from _verb_issues(doc, part)
            return
    yield from cut(doc, content.start, content.end)


def _end_of_shared(verb: Token) -> int | None:
    """Where the object ends that two verbs share: "never narrow or close | our doors"."""
    thing = next((c for c in verb.children if c.dep_ == "obj"), None)
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    if thing is None or not any(verb.i < c.i < thing.i for c in joined):
        return None
    return subtree_range(thing)[1]


def phrase_issues(doc: Doc, head: Token, without: Token | None = None) -> Iterator[IssueSpan]:
    """Issues of a noun phrase, one for each coordinated noun; "steps such as X and Y" gives X and Y."""
    for part in conjuncts(head):
        if part.pos_ not in ("NOUN", "PROPN", "NUM", "VERB", "ADJ", "X"):
            continue
        if part is not head and any(c.lower_ == "not" and c.i < part.i for c in part.children):
            continue  # "a truce, not a pause"
        listed = _listed(part)
        for noun in listed or (part,):
            inner = _handed_on(noun)
            for x in (inner,) if inner is noun else conjuncts(inner):
                start, end = _phrase_range(x, without)
                yield from cut(doc, start, max(end, _told_by(x, end)))


@cache
def people() -> frozenset[str]:
    """Common nouns for people, and for the offices that they hold."""
    known = load().words
    return frozenset(by_noun_form(dict.fromkeys(known.offices | known.people_nouns, True)))


def _told_by(noun: Token, end: int) -> int:
    """Where a phrase ends whose noun says little by itself: "a roadmap that grants autonomy"."""
    if end == noun.i + 1 < len(noun.doc) and any(c.lower_ == "all" and c.i < noun.i for c in noun.children):
        # "all the money it needs"
        bare = (c for c in noun.children if c.dep_ == "acl:relcl" and subtree_range(c)[0] == end)
        end = max((subtree_range(c)[1] for c in bare), default=end)
    if noun.lower_ in BARGAINED and end == noun.i + 1:
        for c in noun.children:
            if c.dep_ == "acl:relcl" and c.i > end and noun.doc[end].lower_ in ("that", "which"):
                return subtree_range(c)[1]
    return end


def _listed(noun: Token) -> list[Token]:
    """What "such as" or "including" lists after a noun."""
    for c in noun.subtree:
        if c.i > noun.i and c.lower_ in CLAUSE_ENDS and c.pos_ in ("SCONJ", "ADP"):
            break  # what follows belongs to another clause
        if c.i > noun.i and any(
            x.dep_ in ("case", "mark") and (x.lower_ == "including" or (x.lower_ == "such" and x.i + 1 < c.i))
            for x in c.children
        ):
            # "powers including France" and "officials, including the king" list actors, no issues.
            if c.pos_ == "PROPN" or c.lower_ in people():
                return []
            return [t for t in conjuncts(c) if t.pos_ in ("NOUN", "VERB")]
    return []


def _handed_on(noun: Token) -> Token:
    if noun.lower_ in LIGHT_FORMS:
        for c in noun.children:
            if c.relation == "nmod" and any(x.dep_ == "case" and x.lower_ == "of" for x in c.children):
                return c
    return noun


def _phrase_range(head: Token, without: Token | None) -> tuple[int, int]:
    keep = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if (without is not None and c.i == without.i) or c.dep_ in ("acl:relcl", "parataxis"):
                continue
            if token is head and c.dep_ == "acl" and head.lower_ in WHOLE and any(x.dep_ == "mark" for x in c.children):
                continue  # "a truce to let convoys through"
            if token is head and (c.dep_ in _DROPPED or c.dep_ == "conj"):
                continue
            keep.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in keep or (start - 2 in keep and head.doc[start - 1].text == "-"):
        start -= 1
    # A time ("on Sunday") between a noun and its complement breaks no phrase.
    while (
        end + 1 in keep
        or (end + 2 in keep and head.doc[end + 1].text in ("-", '"', "“", "”"))
        or (end + 2 in keep and head.doc[end + 1].dep_ in ("obl:unmarked", "obl:tmod", "nmod:unmarked", "advmod"))
    ):
        end += 1
    return start, end + 1


def _verb_issues(doc: Doc, verb: Token) -> Iterator[IssueSpan]:
    start = verb.i
    if listed := _listed(verb):
        for part in listed:
            yield from cut(doc, *_phrase_range(part, None))
        return
    for c in verb.children:
        if (c.i < verb.i and c.dep_ in ("aux:pass", "cop")) or (
            c.dep_ == "advmod" and c.i == start - 1 and c.lower_.endswith("ly")
        ):
            start = min(start, c.i)
    skipped = {c.i for c in verb.children if c.dep_ in ("conj", "cc", "advcl", "parataxis")}
    end = verb.i + 1
    for c in verb.children:
        if c.i > verb.i and c.i not in skipped and c.dep_ != "punct":
            low, high = subtree_range(c)
            if low <= end + 1:
                end = max(end, high)
    yield from cut(doc, start, end)


def cut(doc: Doc, start: int, end: int) -> Iterator[IssueSpan]:
    """At most one issue from a run of tokens."""
    trimmed = trim(doc, start, end)
    if trimmed is None:
        return
    start, end = trimmed
    while start < end - 1 and doc[start].lower_ in _LEADING:
        start += 1
    start = _past_aside(doc, start, end)
    for i in range(start + 1, end):
        if i > start + 1 and doc[i].lower_ == "in" and i + 2 < end and doc[i + 1].lower_ in _GIVEN_FOR:
            end = i  # what is given for it is another thing: "to halt the tests in exchange for aid"
            break
        ends = doc[i].lower_ in CLAUSE_ENDS and doc[i].pos_ in ("SCONJ", "ADP", "ADV")
        if ends and (i > start + 1 or (doc[start].pos_ == "VERB" and _is_term(doc[i]))):
            end = i
            break
        if (i > start and doc[i].text in (",", ";", "—", "–", ":")) or (doc[i].is_space and "\n" in doc[i].text):
            if _is_inserted(doc, i, end) or _is_in_list(doc, start, i, end):
                continue
            if any(t.pos_ in ("VERB", "NOUN") for t in doc[start:i]) and not _opens_aside(doc, start):
                end = i
                break
    if end > start + LONGEST_ISSUE:
        end = start + LONGEST_ISSUE
        joints = [i for i in range(start + _SHORTEST, end) if _joins_clauses(doc[i])]
        end = joints[-1] if joints else end
        while end > start + 1 and _leans_on(doc[end - 1], end):
            end -= 1
    while end > start + 1 and doc[end - 1].lower_ in _TRAILING:
        end -= 1
    trimmed = trim(doc, start, end)
    if trimmed is None:
        return
    start, end = trimmed
    if all(is_empty(t) or t.lower_ in NO_ISSUES for t in doc[start:end]):
        return
    yield IssueSpan(start=start, end=end)


_GIVEN_FOR = frozenset({"exchange", "return"})


def _past_aside(doc: Doc, start: int, end: int) -> int:
    """Where an issue begins behind an aside: "instead of a delay, | Chad will pay"."""
    if doc[start].lower_ != "instead":
        return start
    comma = next((i for i in range(start, end - 1) if doc[i].text == ","), None)
    return start if comma is None else comma + 1


def _leans_on(token: Token, end: int) -> bool:
    """Whether the last word of what is too long wants a later one: "taxes paid as | part", "the large-scale | drills"."""
    if token.pos_ in _HANGING:
        return True
    before = token.relation in ("amod", "compound", "nummod", "det", "case", "mark", "advmod", "punct")
    return (before and token.head.i >= end) or token.lower_ in _CLOSING_IN


_CLOSING_IN = frozenset({"large", "paid", "$"})


def is_empty(token: Token) -> bool:
    """Whether a word tells nothing of an issue: small words, numbers and marks."""
    return token.pos_ in _EMPTY


def _is_term(token: Token) -> bool:
    """Whether a word right after the verb of an issue opens a clause, or surely a condition, whatever the parse takes it for."""
    return token.lower_ in _TERMS


_TERMS = frozenset({"until", "unless", "once", "if", "provided"})


def _opens_aside(doc: Doc, start: int) -> bool:
    """A prepositional aside at the head of a clause ("like other countries, it has a right to ...") is no issue."""
    return doc[start].pos_ in ("ADP", "SCONJ")


def _joins_clauses(token: Token) -> bool:
    """The "and" of "the talks should resume and should deal with the port"."""
    return token.pos_ == "CCONJ" and token.head.relation == "conj" and token.head.pos_ in ("VERB", "AUX")


def _is_in_list(doc: Doc, start: int, comma: int, end: int) -> bool:
    """Tell whether a comma stands between nouns that are joined: "bring the king, the rebels and the envoy together"."""
    noun = doc[comma].head
    return (
        doc[comma].text == ","
        and noun.relation == "conj"
        and noun.pos_ in ("NOUN", "PROPN")
        and start <= noun.head.i < comma < noun.i < end
    )


def _is_inserted(doc: Doc, comma: int, end: int) -> bool:
    """Tell whether a comma opens or closes a list of examples inside a clause: "the militias, including two, disarm"."""
    if comma + 1 < end and doc[comma + 1].lower_ in ("including", "notably", "especially"):
        return any(t.text == "," for t in doc[comma + 1 : min(end, comma + 8)])
    near = doc[max(0, comma - 7) : comma]
    return any(t.lower_ in ("including", "notably", "especially") and doc[t.i - 1].text == "," for t in near)
