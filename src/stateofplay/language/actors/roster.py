"""Drafts: actors in the making, and the roster that collects them while a text is read.

`kinds/` and `references` enter drafts; after the last of them nothing is entered any more, and what is found on is handed on as
values: who is an actor, of whom pronouns speak, what else somebody is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stateofplay.language.document import MentionKind
from stateofplay.language.function_words import AND_OR
from stateofplay.language.lexicon import Entry
from stateofplay.language.tokens import Doc
from stateofplay.model import ActorKind


@dataclass(slots=True, eq=False)
class ActorDraft:
    """An actor in the making.

    `weight` counts how surely the text makes it act or be acted upon; a draft that never does is a mere place or
    affiliation and is dropped. `forms` are the names and `nominals` the descriptions seen, with how often.
    """

    name: str
    kind: ActorKind
    entry: Entry | None = None
    forms: dict[str, int] = field(default_factory=dict)
    nominals: dict[str, int] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    """Offices by which the text speaks of somebody whom only the lexicon knows to hold them: "the president"."""
    side: ActorDraft | None = None
    of_state: bool = False
    """A ministry, an army or a court of its side: who speaks for it speaks for the country."""
    gender: str = ""
    weight: float = 0.0
    confidence: float = 0.6
    origin: str = ""
    """Which step drafted it, where that says how sure it is ("proposed")."""
    stands_for: ActorDraft | None = None
    """Whom its mentions speak of where it is no actor of its own: the country of "US negotiators"."""
    spans: list[DraftSpan] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.name} {self.kind.value} {self.weight:.1f}>"


@dataclass(frozen=True, slots=True)
class DraftSpan:
    """Where a draft is mentioned: token indices, end exclusive, and its head token."""

    start: int
    end: int
    head: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class JointMention:
    """A mention of more than one actor: "both sides"."""

    span: DraftSpan
    drafts: tuple[ActorDraft, ...]


class Roster:
    """All drafts of one text, and who each token speaks of so far."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.drafts: list[ActorDraft] = []
        self.taken: dict[int, ActorDraft] = {}
        """Token index to the draft whose name or nominal covers it."""
        self.by_entry: dict[int, ActorDraft] = {}
        self.joint: list[JointMention] = []
        self._absorbed: dict[ActorDraft, ActorDraft] = {}

    def draft_of(self, entry: Entry, kind: ActorKind | None = None) -> ActorDraft:
        """The draft of a lexicon entry, made on first use."""
        draft = self.by_entry.get(id(entry))
        if draft is None:
            draft = ActorDraft(
                name=entry.name,
                kind=kind or entry.kind or ActorKind.COUNTRY,
                entry=entry,
                gender=entry.gender,
                confidence=0.85,
            )
            self.by_entry[id(entry)] = draft
            self.drafts.append(draft)
        return draft

    def add(self, draft: ActorDraft) -> ActorDraft:
        """Take up a draft that no entry stands behind."""
        self.drafts.append(draft)
        return draft

    def mention(
        self,
        draft: ActorDraft,
        start: int,
        end: int,
        kind: MentionKind,
        *,
        form: str | None = None,
        head: int | None = None,
    ) -> None:
        """Note that tokens `start:end` speak of `draft`; `form` is kept as an alias."""
        draft.spans.append(DraftSpan(start, end, head_of(self.doc, start, end) if head is None else head, kind))
        if kind is not MentionKind.PRONOUN:
            for i in range(start, end):
                self.taken.setdefault(i, draft)
        if form:
            seen = draft.nominals if kind is MentionKind.NOMINAL else draft.forms
            seen[form] = seen.get(form, 0) + 1

    def merge(self, part: ActorDraft, whole: ActorDraft) -> None:
        """Give the mentions and names of `part`, which is no actor of its own, to `whole`."""
        for span in part.spans:
            for i in range(span.start, span.end):
                if self.taken.get(i) is part:
                    self.taken[i] = whole
        whole.spans.extend(part.spans)
        whole.weight += part.weight
        for mine, theirs in ((part.forms, whole.forms), (part.nominals, whole.nominals)):
            for form, count in mine.items():
                theirs[form] = theirs.get(form, 0) + count
        for draft in self.drafts:
            if draft.side is part:
                draft.side = whole
            if draft.stands_for is part:
                draft.stands_for = whole
        self._absorbed[part] = whole
        self.drafts.remove(part)

    def whole_of(self, draft: ActorDraft) -> ActorDraft:
        """Who has the mentions of a draft now: itself, or the one that it was merged into."""
        while draft in self._absorbed:
            draft = self._absorbed[draft]
        return draft

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no token of `start:end` is part of a mention."""
        return all(i not in self.taken for i in range(start, end))

    def of_kind(self, *kinds: ActorKind) -> Iterator[ActorDraft]:
        """Drafts of these kinds, in the order of first mention."""
        return (d for d in self.drafts if d.kind in kinds)


def head_of(doc: Doc, start: int, end: int) -> int:
    """Index of the token of `start:end` whose head lies outside (the first, should there be several)."""
    for token in doc.words[start:end]:
        head = token.head.i
        if (head == token.i or not start <= head < end) and token.pos_ != "PUNCT":
            return token.i
    return end - 1


def acts_for(person: ActorDraft, party: ActorDraft) -> bool:
    """Tell whether somebody is a party's, by the text or else by the lexicon."""
    if person.side is not None or person.entry is None or party.entry is None:
        return person.side is party
    return person.entry.side == party.entry.name


def is_chamber(draft: ActorDraft) -> bool:
    """Tell whether a draft is a parliament: each side has leaders in it, and none of them is heard as the chamber."""
    return draft.entry.type == "parliament" if draft.entry is not None else draft.name.lower().split()[-1] in _CHAMBERS


_CHAMBERS = frozenset("parliament senate congress assembly house".split())


def offices_of(draft: ActorDraft) -> list[str]:
    """Titles of a person in the text, else the lexicon's."""
    return draft.roles or ([*draft.entry.offices] if draft.entry is not None else [])


def parts_of_office(role: str) -> list[str]:
    """The words of an office, ranks spelt out: "general" of "Gen."."""
    return [_RANKS.get(part, part) for part in role.lower().replace("-", " ").split()]


_RANKS = {"gen.": "general", "col.": "colonel", "adm.": "admiral", "sen.": "senator", "rep.": "representative",
          "gov.": "governor", "amb.": "ambassador"}  # fmt: skip


def nearest_before(drafts: Iterable[ActorDraft], at: int) -> ActorDraft | None:
    """The draft mentioned last before token `at`."""
    best, place = None, -1
    for draft in drafts:
        last = max((s.start for s in draft.spans if s.start < at), default=-1)
        if last > place:
            best, place = draft, last
    return best


def owner_before(doc: Doc, start: int, owner: ActorDraft, roster: Roster) -> ActorDraft | None:
    """The first country of "Egyptian and Qatari mediators", a phrase that begins at `start` with its second."""
    k = start - 2
    if k < 0 or doc[k + 1].lower_ not in AND_OR:
        return None
    other = roster.taken.get(k)
    return other if other is not None and other is not owner and other.kind is not ActorKind.PERSON else None
