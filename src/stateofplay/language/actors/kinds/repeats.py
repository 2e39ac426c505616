"""Repeats: one actor drafted twice under a long and a short name, made one again.

"Freedom Caucus" beside "House Freedom Caucus", "Lyall Grant" beside "Mark Lyall Grant", "Harbour" beside "Harbour Inc", in which
the recogniser sees a person as well. A short name that two longer ones end in stays, since nothing says which it is; so does
what the lexicon knows as somebody of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.tokens import Doc
from stateofplay.model import ActorKind

_COMPANY = frozenset(
    "co corp inc ltd plc group ag company corporation holdings industries media motor motors airlines airways".split()
)
_SONS = frozenset("jr sr ii iii".split())
"""What tells a son from his father, whose name is the beginning of the son's."""
_LEAST = 2
"""Words of a short name; one alone is too often somebody else."""


def merge_repeats(roster: Roster) -> None:
    """Give the mentions of a draft whose name is the end of another's, the beginning of a person's or firm's, to that one."""
    named = [
        (d, _words(d.name)) for d in roster.of_kind(ActorKind.PERSON, ActorKind.ORGANIZATION) if d.spans and d.forms
    ]
    for draft, words in sorted(named, key=lambda pair: len(pair[1])):
        if draft.entry is not None or draft.stands_for is not None:
            continue
        longer = [
            d for d, others in named if d is not draft and d in roster.drafts and _is_short_for(draft, words, d, others)
        ]
        if len(longer) == 1:
            roster.merge(draft, longer[0])


def merge_groups(roster: Roster, kept: Collection[ActorDraft]) -> None:
    """Give the mentions of a group of the story to the one other that says as much or more of it.

    "Teachers" and "Rivertown teachers" are the "striking Rivertown teachers", "U.S. farmers" the "American farmers"; of two
    longer ones nothing says which it is.
    """
    groups: dict[tuple[str, ...], ActorDraft] = {}
    for draft in list(roster.of_kind(ActorKind.GROUP, ActorKind.ARMED_GROUP)):
        if draft in kept and draft.entry is None and draft.stands_for is None:
            known = groups.setdefault(_words_of_group(draft), draft)
            if known is not draft:
                roster.merge(draft, known)
    for words, draft in sorted(groups.items(), key=lambda pair: len(pair[0])):
        longer = [d for others, d in groups.items() if len(others) > len(words) and _says_more(others, words)]
        if len(longer) == 1 and (draft.side in (None, longer[0].side) or longer[0].side is None):
            roster.merge(draft, longer[0])


def _says_more(others: Sequence[str], words: Sequence[str]) -> bool:
    return others[-1:] == words[-1:] and set(others).issuperset(words)


def _words_of_group(draft: ActorDraft) -> tuple[str, ...]:
    """The words of a description, those of its country or body under one name."""
    own = {form.lower() for form in draft.side.forms} if draft.side is not None else set()
    words = tuple(w for part in _words(draft.name) for w in part.split("-") if w)
    return tuple(draft.side.name if draft.side is not None and w in own else w for w in words)


def _words(name: str) -> tuple[str, ...]:
    text = name.lower().replace("’", "'").replace("'s ", " ")
    return tuple(w.strip(".,") for w in text.removeprefix("the ").split())


def _is_short_for(short: ActorDraft, words: Sequence[str], long: ActorDraft, others: Sequence[str]) -> bool:
    if len(words) >= len(others):
        return False
    if short.kind is not long.kind:
        return short.kind is ActorKind.PERSON and words == others[:1] and not (short.roles or short.gender)
    if short.side is not None and long.side is not None and short.side is not long.side:
        return False
    rest = others[len(words) :]
    begins, ends = others[: len(words)] == words, others[-len(words) :] == words
    if short.kind is ActorKind.PERSON:
        return len(words) >= _LEAST and len(rest) == 1 and (ends or (begins and rest[0] not in _SONS))
    return (len(words) >= _LEAST and ends) or (begins and _COMPANY.issuperset(rest))


_DESCRIBING = frozenset({"ADJ", "ADV", "VERB"})


def called_at_first(doc: Doc, draft: ActorDraft) -> str:
    """What the page calls a group at first, where that is less than its name: "the rebels", who later are "weary rebels".

    A modifier that tells who they are, a name, a noun or a word with a capital ("Sudanese", "farm", "Islamist"), stays; then it
    is empty.
    """
    if draft.kind not in (ActorKind.GROUP, ActorKind.ARMED_GROUP) or draft.entry is not None or draft.side is not None:
        return ""
    first = min(draft.spans, key=lambda span: span.start)
    later = next((s for s in draft.spans if _text(doc, s.start, s.end) == draft.name), None)
    if first.end - first.start > 1 or later is None or later.start <= first.start or later.end > later.head + 1:
        return ""
    before = [t for t in doc[later.start : later.head] if not t.is_punct]
    plain = all(t.pos_ in _DESCRIBING and (t.text.islower() or t.is_sent_start) for t in before)
    head = doc[first.head]
    return (head.text if head.pos_ == "PROPN" else head.lower_) if before and plain else ""


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())
