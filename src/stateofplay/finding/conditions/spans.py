"""Cutting the two sides of a condition out of a sentence, as runs of words that stand in the text."""

from __future__ import annotations

from collections.abc import Iterable

from stateofplay.language.clauses import child
from stateofplay.language.function_words import WILL_OR_WOULD
from stateofplay.language.inflections import words
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Span, Token

_EDGE = frozenset({"mark", "cc", "discourse", "punct"})
_EDGE_WORDS = words("then but and or so only")
_TAIL_WORDS = words("then but and or only even that")
# What hangs on a clause without being part of it.
_BESIDE = frozenset({"parataxis", "discourse", "vocative", "list", "dep"})

# Verbs whose content, not the saying, is what depends.
SPEAKING = words(
    "say tell warn announce add claim believe think insist suggest indicate signal confirm state declare stress note "
    "argue reiterate report write caution hint acknowledge emphasise emphasize maintain know mean"
)
# Verbs of commitment whose object is what depends: "threatened sanctions if", "offered a truce in exchange for".
COMMITTING = words("threaten offer promise pledge propose vow agree refuse plan intend decide want")


def consequence(condition: Token) -> Token:
    """The predicate that waits for the clause or noun `condition`: its head, or what the head says or promises."""
    return content_of(condition.head, besides=condition)


def content_of(verb: Token, *, besides: Token | None = None) -> Token:
    """Step from a verb of saying or committing down to what is said or promised."""
    for _ in range(3):
        lemma = verb.lemma_.lower()
        if disbelieves(verb):
            break
        step = None
        if lemma in SPEAKING:
            step = child(verb, "ccomp")
        elif lemma in COMMITTING:
            step = child(verb, "xcomp") or child(verb, "obj")
        if step is None or step == besides:
            break
        verb = step
    return verb


def disbelieves(verb: Token) -> bool:
    """ "I do not think it is right": the "not" belongs to what is thought, so that the one cannot be told without the other."""
    return verb.lemma_.lower() in _BELIEVING and is_negated(verb)


_BELIEVING = words("think believe suppose reckon expect imagine see")


def main_predicate(governor: Token) -> Token:
    """The predicate of the main clause that `governor` belongs to.

    A clause or phrase at the end of a sentence is often hung on the last noun or on a relative clause; it hardly ever
    belongs there.
    """
    for _ in range(6):
        if "relcl" in governor.dep_ and not any(c.lower_ in WILL_OR_WOULD for c in governor.children):
            governor = governor.head
        elif governor.pos_ in ("NOUN", "PROPN", "PRON") and governor.relation in ("obj", "obl", "nmod"):
            if child(governor, "cop") is not None or governor.head.i == governor.i:
                break
            governor = governor.head
        else:
            break
    return governor


def cut(head: Token, *, without: Iterable[Token] = (), inside: Span | None = None) -> Span:
    """The phrase or clause headed by `head`, less the subtrees `without` and what only stands beside it.

    Of the runs that remain it is the one with `head` in it, without conjunctions and marks at its edges.
    """
    doc = head.doc
    dropped = {w.i for w in without}
    if child(head, "cop") is None:  # the "in" of "would be in danger" belongs to what is told
        dropped |= {c.i for c in head.children if c.dep_ == "case" and c.i < head.i}
    keep: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        keep.add(token.i)
        for c in token.children:
            if c.i in dropped or c.relation in _BESIDE:
                continue
            stack.append(c)
    left = right = head.i
    low, high = (inside.start, inside.end) if inside is not None else (head.sent.start, head.sent.end)
    while left - 1 >= low and (left - 1 in keep or _bridges(doc[left - 1], left - 2 in keep)):
        left -= 1
    while right + 1 < high and (right + 1 in keep or _bridges(doc[right + 1], right + 2 in keep)):
        right += 1
    return trim(doc[left : right + 1])


def _bridges(token: Token, beyond: bool) -> bool:
    """Whether a comma, dash or quotation mark, or a space, stands between two kept words."""
    return beyond and (token.is_punct or token.is_space)


def with_gerund(on: Span) -> Span:
    """ "Eastland lifting the tariffs", where the parse ends the phrase before what is done."""
    if on.end >= on.doc[on.start].sent.end:
        return on
    done = on.doc[on.end]
    if done.pos_ != "VERB" or not done.lower_.endswith("ing"):
        return on
    end = max(cut(done).end, on.end + 1)
    return trim(on.doc[on.start : end])


def fit(what: Span, on: Span, first: Token, last: Token) -> tuple[Span, Span]:
    """Mend the two sides around a marker `first` to `last`, where the parse is torn.

    What is waited for begins right after the marker. What waits ends right before it, or begins where the other ends,
    unless words that belong to neither ("he said") stand between.
    """
    doc = what.doc
    if on.end > last.i + 1 and (on.start <= last.i or _is_plain(doc[last.i + 1 : on.start])):
        on = trim(doc[last.i + 1 : on.end])
    if what.start < first.i:
        what = trim(doc[what.start : min(what.end, first.i)])
        if _is_plain(doc[what.end : first.i]):
            what = trim(doc[what.start : first.i])
    elif what.end > on.end:
        what = trim(doc[max(what.start, on.end) : what.end])
        if not any(t.lemma_.lower() in SPEAKING for t in doc[on.end : what.start]):
            on = trim(doc[on.start : what.start])
    return what, on


def _is_plain(gap: Span) -> bool:
    """Whether a gap holds a few words and no mark of punctuation but hyphens."""
    return len(gap) <= 8 and not any(t.is_space or (t.is_punct and t.text != "-") for t in gap)


def trim(span: Span) -> Span:
    """Take conjunctions, marks, quotation marks and blanks off the edges of `span`; never all of it."""
    doc, left, right = span.doc, span.start, span.end
    while left < right - 1 and (
        doc[left].is_punct or doc[left].is_space or doc[left].dep_ in _EDGE or doc[left].lower_ in _EDGE_WORDS
    ):
        if doc[left].lower_ == "to":
            left += 1
            break
        left += 1
    while right > left + 1 and _ends_badly(span, right - 1):
        right -= 1
    inside = "".join(t.text for t in doc[left:right] if t.is_punct)
    opening = doc[left - 1].text if left > span.start else ""
    if (opening == "“" and inside.count("”") > inside.count("“")) or (opening == '"' and inside.count('"') % 2):
        left -= 1
    return doc[left:right]


def _ends_badly(span: Span, i: int) -> bool:
    token = span.doc[i]
    if token.lower_ in _TAIL_WORDS or token.is_space:
        # "agrees to that" ends well, "agrees that" does not
        return not (token.lower_ == "that" and token.pos_ == "PRON")
    if not token.is_punct or token.text in ")]%":
        return False
    # The full stop of "U.S." belongs to it.
    return not (token.text == "." and "." in span.doc[i - 1].text)
