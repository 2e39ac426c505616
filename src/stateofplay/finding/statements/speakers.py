"""Who speaks: from the head of a source to actors, or to an unnamed source as written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stateofplay.finding.statements.cues import ANONYMOUS_FORMS, CARRIER_FORMS
from stateofplay.finding.statements.sources import is_agentive, own_subject
from stateofplay.finding.statements.spans import CLOSING, LONGEST_NAME, OPENING, bounds
from stateofplay.language.clauses import conjuncts
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.inflections import words
from stateofplay.language.lexicon import load
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_CARRIED_ON = frozenset({"he", "she", "they", "it"})
_SHE = words("she her hers herself")
_HE_SHE = _SHE | words("he him his himself")
_NEAR = 90  # tokens within which a pronoun takes up the last speaker
_EMPTY = frozenset({"it", "there", "this", "that", "what", "which", "one"})
_STOP_DEPS = frozenset({"acl:relcl", "appos", "parataxis", "advcl", "cc", "conj", "punct", "dep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker: a canonical actor name, or an unnamed source as written."""

    name: str
    named: bool
    token: Token


def speakers(
    document: Document,
    head: Token | None,
    *,
    cue: Token | None = None,
    last: tuple[Speaker, ...] = (),
    since: int = 0,
) -> tuple[Speaker, ...]:
    """Speakers named by the noun phrase of `head`, one for each coordinated part.

    Parameters
    ----------
    cue
        The verb of saying. A person named right beside it speaks, whatever the parse made of the titles around the name.
    last
        Speakers of the attribution before, for a pronoun that nothing else resolves.
    since
        Token up to which they spoke.

    Returns
    -------
    tuple of Speaker
        Empty where nobody can be told.
    """
    if head is None:
        return ()
    out: list[Speaker] = []
    for part in conjuncts(head):
        if part is not head and (
            part.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or _goes_on_with_office(head, part)
        ):
            continue
        out.extend(s for s in _speakers_of(document, part, last, since) if all(s.name != o.name for o in out))
    if (
        cue is not None
        and cue.pos_ == "VERB"
        and head.pos_ != "PRON"
        and not any(document.is_person(s.name) for s in out)
    ):
        beside = _person_beside(document, cue)
        if beside is not None:
            return (beside,)
    if len(out) > 1 and not any(s.named for s in out):
        # "Some analysts and envoys said": one voice, told as it is written.
        first, last_part = (_extent(s.token) for s in (out[0], out[-1]))
        whole = head.doc[min(first[0], last_part[0]) : max(first[1], last_part[1])]
        if len(whole) <= LONGEST_NAME:
            return (Speaker(name=" ".join(whole.text.split()), named=False, token=head),)
    return tuple(out)


def _goes_on_with_office(head: Token, noun: Token) -> bool:
    """Tell whether a coordinated noun only goes on with a title: "X, the water and energy minister"."""
    if noun.pos_ != "NOUN":
        return False
    if head.pos_ == "PROPN" and any(c.dep_ == "appos" and head.i < c.i < noun.i for c in head.children):
        return True
    if noun.lower_.endswith("s"):
        return False
    return not any(c.relation in ("det", "nmod", "nummod", "appos", "flat") for c in noun.children)


def _person_beside(document: Document, cue: Token) -> Speaker | None:
    """The person whose name ends right before a verb, past adverbs and one apposition, or begins right after it."""
    doc = cue.doc
    i = cue.i - 1
    while i >= 0 and doc[i].pos_ in ("ADV", "AUX", "PART"):
        i -= 1
    places = [i + 1]
    if i >= 0 and doc[i].text == ",":
        start, _ = bounds(cue)
        j = i - 1
        while j > start and doc[j].text != "," and doc[j].text not in OPENING | CLOSING:
            j -= 1
        if doc[j].text != ",":
            return None
        places = [j]
    own = own_subject(cue)
    inverted = cue.lower_ in ("said", "says") and doc[cue.i - 1].is_punct and (own is None or own.i > cue.i)
    low, high = min(*places, cue.i) - LONGEST_NAME, max(*places, cue.i + 8)
    first = bisect_left(document.mentions, low, key=lambda m: m.start)
    last = bisect_right(document.mentions, high, key=lambda m: m.start)
    for mention in document.mentions[first:last]:
        if (
            mention.kind is not MentionKind.NAME
            or len(mention.actors) != 1
            or not document.is_person(mention.actors[0])
        ):
            continue
        if mention.end in places or any(_is_home(doc, mention.end, place) for place in places):
            return Speaker(name=mention.actors[0], named=True, token=doc[mention.end - 1])
        if inverted and cue.i < mention.start <= cue.i + 8:
            between = doc[cue.i + 1 : mention.start]
            if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or t.lower_ in ("of", "'s", "’s", "-") for t in between):
                return Speaker(name=mention.actors[0], named=True, token=doc[mention.start])
    return None


def _is_home(doc: Doc, start: int, end: int) -> bool:
    """Tell whether "(R-Ohio)", "of Ohio" or ", Ohio Republican" is all that stands between a name and a verb."""
    if not 0 < end - start <= LONGEST_NAME:
        return False
    between = doc[start:end]
    if between[0].text == "(":
        close = next((i for i, t in enumerate(between) if t.text == ")"), None)
        return close is not None and (close + 1 == len(between) or _is_home(doc, start + close + 1, end))
    return between[0].lower_ in ("of", "from") and all(
        t.pos_ == "PROPN" or t.lower_ in ("of", "from", "the", "-") for t in between
    )


def _speakers_of(document: Document, head: Token, last: tuple[Speaker, ...], since: int) -> Iterator[Speaker]:
    word = head.lower_
    if head.pos_ == "NOUN" and not _named_beside(document, head):
        if word in ANONYMOUS_FORMS:
            names = document.who(head, conjuncts=False)
            if not names or _is_indefinite(head) or word in ("official", "officials", "source", "sources"):
                yield Speaker(name=as_written(head), named=False, token=head)
                return
    names = document.who(head, conjuncts=False)
    if head.lower_ in _CARRIED_ON and last and _carries_on(document, head, last, since):
        yield from last
    elif names:
        yield from (Speaker(name=n, named=True, token=head) for n in names)
    elif head.pos_ == "PRON" or head.lower_ in _EMPTY:
        if head.lower_ in _CARRIED_ON and last:
            yield from last
    elif (
        (head.pos_ == "PROPN" and not _is_no_speaker(document, head))
        or word in ANONYMOUS_FORMS
        or is_agentive(word)
        or word in CARRIER_FORMS
        or word in _people()
    ):
        yield Speaker(name=as_written(head), named=False, token=head)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """Common nouns for people and bodies: "the panel said", "her office said"."""
    known = load().words
    return (
        known.people_nouns
        | known.group_nouns
        | known.armed_nouns
        | known.collectives
        | known.body_nouns
        | known.offices
    )


def _carries_on(document: Document, pronoun: Token, last: tuple[Speaker, ...], since: int) -> bool:
    """Tell whether a pronoun that speaks takes up who spoke last: nearby, and of its number and kind."""
    if not 0 < pronoun.i - max(last[-1].token.i, since) < _NEAR:
        return False
    if _somebody_else_acts(document, pronoun, last, since):
        return False
    kinds = [actor.kind for s in last if (actor := document.actor(s.name)) is not None]
    person = bool(kinds) and all(k is ActorKind.PERSON for k in kinds)
    plural = len(last) > 1 or (last[0].token.lower_.endswith("s") and not last[0].named)
    if pronoun.lower_ in ("he", "she"):
        if person and pronoun.lower_ not in _called(document, last[0].name):
            return False
        return len(last) == 1 and (person or (not last[0].named and not plural))
    if pronoun.lower_ == "it":
        return len(last) == 1 and bool(kinds) and not person
    return plural or (bool(kinds) and not person)


def _somebody_else_acts(document: Document, pronoun: Token, last: tuple[Speaker, ...], since: int) -> bool:
    """Tell whether another person was brought in since, whom the pronoun takes up: "Saleh shook his head. '...', he said."."""
    now = [m for m in document.mentions_headed(pronoun) if m.kind is MentionKind.PRONOUN and len(m.actors) == 1]
    if not now or now[0].actors[0] in {s.name for s in last} or pronoun.lower_ not in ("he", "she"):
        return False
    spoke = max(last[-1].token.i, since)
    return any(
        spoke < m.start < pronoun.i
        and m.kind is MentionKind.NAME
        and m.actors == now[0].actors
        and document.doc[m.head].relation == "nsubj"
        and document.doc[m.head].head.dep_ == "root"
        and document.doc[m.head].sent.start < pronoun.sent.start
        for m in document.mentions
    )


def _called(document: Document, name: str) -> frozenset[str]:
    """Which of "he" and "she" a person may be, by the first name and by the pronouns that took it up so far."""
    gender = load().gender_of(name.split()[0])
    if gender:
        return frozenset({"he"} if gender == "m" else {"she"})
    used = {
        "she" if word in _SHE else "he"
        for m in document.mentions
        if m.kind is MentionKind.PRONOUN and m.actors == (name,) and (word := document.doc[m.start].lower_) in _HE_SHE
    }
    return frozenset(used) or frozenset({"he", "she"})


def _is_no_speaker(document: Document, name: Token) -> bool:
    """A day or a dateline ("GENEVA") that a parser took for a subject."""
    return (name.is_upper and len(name) > 4) or document.is_in_time(name)


def _named_beside(document: Document, head: Token) -> bool:
    """Tell whether a proper name stands in apposition or compound with a describing noun ("spokesman John Kirby")."""
    return any(
        c.dep_ in ("appos", "flat", "flat:name", "compound") and c.pos_ == "PROPN" and c.i > head.i
        for c in head.children
    )


def _is_indefinite(head: Token) -> bool:
    return any(
        c.dep_ in ("det", "nummod") and (c.lower_ in ("a", "an", "some", "another", "one") or c.dep_ == "nummod")
        for c in head.children
    )


def as_written(head: Token) -> str:
    """The noun phrase of `head` as it stands in the text, without relative clauses, appositions and coordinated parts."""
    start, end = _extent(head)
    return " ".join(head.doc[start:end].text.split())


def _extent(head: Token) -> tuple[int, int]:
    """First word and end of the noun phrase of `head`."""
    keep = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if c.dep_ in _STOP_DEPS and not (c.dep_ == "punct" and c.text in ("-", ".")):
                continue
            if token is head and c.dep_ in ("case", "cop", "nsubj", "mark", "advmod:emph"):
                continue
            keep.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    return start, end + 1
