"""When and where: the date and the place that the clause of a predicate names."""

from __future__ import annotations

from stateofplay.finding.words.cues import SPEECH_FORMS
from stateofplay.language.clauses import children, clause_head, obliques
from stateofplay.language.document import Document
from stateofplay.language.modality_words import GOVERNORS, VERB_EFFECT, WordEffect, lemma_of
from stateofplay.language.times.windows import window_of
from stateofplay.language.tokens import Token
from stateofplay.model import ActorKind

_HEADING = 60  # characters
_NAMING = frozenset({"compound", "nummod", "amod", "nmod", "nmod:desc", "nmod:unmarked"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE = frozenset({"before", "ahead"})
_BOUNDS = frozenset({"since", "until", "till"})
_PLACES = frozenset({"LOC", "GPE", "FAC"})


def date_of(document: Document, token: Token) -> str | None:
    """ISO date of the act at `token`: the time expression of its own clause that stands nearest to it, else None."""
    home = clause_head(token)
    best: tuple[tuple[bool, int], str] | None = None
    ahead = token.pos_ in _NOUNS and any(c.lower_ in _BEFORE for c in children(token, "case"))
    sentence = token.sent
    closes = None
    for time in document.times_in(sentence.start, sentence.end):
        if time.value is None or time.value == closes:
            continue
        value = time.value
        if (window := window_of(document, time)) is not None:
            period, closes = window
            value = period.value
        head = document.doc[time.start : time.end].root
        if ahead and time.start < token.i and not token.is_ancestor(head):
            continue  # "in May, before their meeting" does not say when they met
        if (
            _is_of_complement(head, token)
            or _dates_a_thing(head, token)
            or (_bounds(document, time.start) and token.is_ancestor(head.head))
        ):
            continue  # "arrested a trader, the first such act since May" tells since when of another word
        if clause_head(head).i != home.i and not token.is_ancestor(head):
            continue
        # "The first round since July, on Thursday" is on Thursday.
        rank = (_bounds(document, time.start), abs(head.i - token.i))
        if best is None or rank < best[0]:
            best = (rank, value)
    return best[1] if best else None


def _is_of_complement(time: Token, act: Token) -> bool:
    """Whether a time is of what an act is about: "agreed to meet on Friday", "threatened to leave by May"."""
    node = time
    while node.i != act.i and node.head.i != node.i:
        if node.head.i == act.i and node.relation in ("xcomp", "ccomp", "acl") and node.pos_ == "VERB":
            return any(c.lower_ == "to" for c in children(node, "mark", "aux"))
        node = node.head
    return False


def _bounds(document: Document, start: int) -> bool:
    """Whether the time that begins at a token only says since or until when."""
    before = document.doc[start - 1].lower_ if start else ""
    if before == "the" and start > 1:
        before = document.doc[start - 2].lower_
    return before in _BOUNDS


def _dates_a_thing(time: Token, act: Token) -> bool:
    """Whether a time tells of which year a thing is, "the 1994 pact", or stands in a clause that tells which one."""
    node = time
    while node.i != act.i and node.head.i != node.i:
        if node.relation in _NAMING and node.head.i > node.i and node.head.i != act.i and node.head.pos_ in _NOUNS:
            return True
        if node.relation == "parataxis" and node.i != act.i and node.lower_ in SPEECH_FORMS:
            return True  # "has arrested a trader, friends said on Monday"
        if node.dep_ == "acl:relcl" and act.i not in {t.i for t in node.subtree}:
            return True
        if node.dep_ == "acl" and node.head.i not in (act.i, act.head.i) and not _carries(act, node.head):
            return True  # "backed the pact signed in Oslo in May"
        node = node.head
    return False


def _carries(verb: Token, noun: Token) -> bool:
    """Whether a verb only holds or makes what its object names: of "held talks brokered on Monday" both are of that day."""
    return noun.head.i == verb.i and VERB_EFFECT.get(lemma_of(verb, GOVERNORS)) is WordEffect.CARRY


def place_of(document: Document, token: Token) -> str | None:
    """The place that hangs on `token` or its clause by "in", "at" or "near", as the text has it, else None."""
    home = clause_head(token)
    for head in dict.fromkeys((token, token.head if token.relation in ("obj", "obl", "nsubj") else token, home)):
        for _, noun in obliques(head, ("in", "at", "near", "outside")):
            if noun.ent_type_ in _PLACES and not any(document.is_kind(n, ActorKind.PERSON) for n in document.who(noun)):
                span = next((e for e in document.doc[noun.i].sent.ents if e.start <= noun.i < e.end), None)
                return span.text if span is not None else noun.text
    return None


def heading_starts(document: Document) -> frozenset[int]:
    """Token indices at which the title and short lines without a full stop begin: the body says again what they say."""
    title = document.article.title
    starts: set[int] = set()
    for sentence in document.doc.sents:
        text = sentence.text.strip()
        if (title and document.article.text.startswith(title) and sentence.start_char < len(title)) or (
            len(text) <= _HEADING
            and text[-1:].isalnum()
            and _is_whole_line(document.article.text, sentence.start_char, text)
        ):
            starts.add(sentence.start)
    return frozenset(starts)


def _is_whole_line(text: str, start: int, line: str) -> bool:
    end = start + len(line)
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    opened = not before or (before.endswith("\n") and before.rstrip()[-1:] in ".!?\"”’'")
    return opened and after.startswith("\n") and after.lstrip()[:1].isupper()
