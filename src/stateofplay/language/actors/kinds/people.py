"""People: full names and surnames drawn together, with titles, offices and sides."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stateofplay.language.actors.clause_role import Bearing, bearing
from stateofplay.language.actors.kinds.namesakes import by_office
from stateofplay.language.actors.names.affiliations import seat_after
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.names.offices import is_kin, is_membership
from stateofplay.language.actors.names.title import Title
from stateofplay.language.actors.names.titles import titles_of
from stateofplay.language.actors.roster import ActorDraft, Roster, acts_for
from stateofplay.language.document import MentionKind
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.lexicon import PARTICLES, Lexicon, fold
from stateofplay.language.press.honorifics import gender_told
from stateofplay.language.tokens import Doc
from stateofplay.model import ActorKind

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})


def find_people(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> dict[int, list[Title]]:
    """Draft the people of a text; titles by the identity of their draft."""
    for name in names:
        if name.kind is NameKind.PERSON and not name.senses:
            _cut_home(doc, name)
    at = {i: n for n in names for i in range(n.start, n.end)}
    people = [n for n in names if n.kind is NameKind.PERSON]
    by_surname: dict[str, list[ActorDraft]] = {}
    titles: dict[int, list[Title]] = {}
    # Full names first, so that a surname in the headline finds its bearer.
    for name in sorted(people, key=lambda n: (len(_words(doc, n)) < 2, n.start)):
        words = _words(doc, name)
        if not words or words[0].lower().startswith(_AGAINST) or (words[0] == "Team" and len(words) > 1):
            continue  # "Team Dahl" is not Dahl
        gender, found = gender_told(doc, name.start), titles_of(doc, name, at, lexicon)
        namesakes = by_surname.get(_surname(words), ()) if len(words) == 1 else ()
        draft = by_office(doc, namesakes, found, titles) or _match(words, name, by_surname, lexicon, gender)
        draft = draft or _new(words, name, roster, lexicon)
        draft.gender = draft.gender or gender
        if draft not in (bucket := by_surname.setdefault(_surname(words), [])):
            bucket.append(draft)
        text = " ".join(words)
        if len(words) > len(draft.name.split()) and draft.name != text:
            draft.name = text
        form = doc[name.start : name.end].text
        roster.mention(draft, name.start, name.end, MentionKind.NAME, form=form)
        if bearing(doc[draft.spans[-1].head], lexicon.words) in (Bearing.SPEAKER, Bearing.AGENT):
            draft.weight += 1.0
        if name.sure and not name.senses:
            draft.weight += 1.0  # whoever a transcript names speaks
        titles.setdefault(id(draft), []).extend(found)
    for name in names:
        if name.kind in (NameKind.UNSURE, NameKind.BODY) and not name.senses and name.end - name.start == 1:
            bearers = by_surname.get(_surname(_words(doc, name)), ())
            bearers = [d for d in bearers if not _is_told_apart(d)] or bearers
            if bearers:
                name.kind, found = NameKind.PERSON, titles_of(doc, name, at, lexicon)
                draft = by_office(doc, bearers, found, titles) or bearers[0]
                roster.mention(draft, name.start, name.end, MentionKind.NAME, form=doc[name.start : name.end].text)
                titles.setdefault(id(draft), []).extend(found)
                people.append(name)
    _find_bare_names(doc, by_surname, roster)
    people.sort(key=lambda n: n.start)
    _share_plural_titles(doc, people, roster, titles)
    _share_homes(doc, people, roster, titles)
    return titles


def _cut_home(doc: Doc, name: Name) -> None:
    """Cut "of Texas" off "Mary Hale of Texas", which says where she is from."""
    for i in range(name.start + 1, name.end - 1):
        if doc[i].lower_ == "of":
            name.end = i
            return


def _find_bare_names(doc: Doc, by_surname: Mapping[str, list[ActorDraft]], roster: Roster) -> None:
    """Surnames and given names of people who are named in full, where the tagger saw no name ("Master said", "Scissors, who")."""
    given: dict[str, list[ActorDraft]] = {}
    for drafts in by_surname.values():
        for draft in drafts:
            words = draft.name.split()
            if len(words) > 1:
                given.setdefault(fold(words[0]).lower(), []).append(draft)
    for token in doc:
        if token.i in roster.taken or not token.text[0].isupper() or len(token.text) < 3 or not token.is_alpha:
            continue
        key = fold(token.text).lower()
        known = [d for d in by_surname.get(key, ()) if " " in d.name and not _is_told_apart(d)]
        if not known and token.dep_ == "nsubj" and len(given.get(key, ())) == 1:
            known = given[key]
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if (
            known
            and (following is None or not following.text[0].isupper())
            and token.dep_ not in ("compound", "amod", "det")
        ):
            roster.mention(known[-1], token.i, token.i + 1, MentionKind.NAME, form=token.text)


_AGAINST = ("anti-", "pro-")
"""What stands before a name of whom people are for or against: "anti-Saleh rebels" are not Saleh."""
_ADDRESS = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir gen gen. sen sen.".split())
"""How people are addressed: no part of their name."""


_BRACKETS = str.maketrans("", "", "()[]")


def _words(doc: Doc, name: Name) -> list[str]:
    """The words of a name without honorifics, hyphened syllables joined."""
    text = doc[name.start : name.end].text.replace("’", "'")
    text = " ".join(text.translate(_BRACKETS).split())
    words = text.split(" ")
    if len(words) == 1 and text.isupper() and name.end < len(doc) and doc[name.end].text == ":":
        words = ["-".join(part.capitalize() for part in text.split("-"))]  # "DAHL: ..."
    while words and words[0].lower() in _ADDRESS:
        words = words[1:]
    return words


def _surname(words: Sequence[str]) -> str:
    """Folded last word of a name, without particles ("al-Assad" and "Assad" are one) and suffixes."""
    last = len(words) - 1
    while last > 0 and words[last].lower() in _SUFFIXES:
        last -= 1
    key = fold(words[last]).lower()
    for particle in ("al-", "el-", "as-", "ad-"):
        key = key.removeprefix(particle)
    return key


def _suffix(words: Sequence[str]) -> str:
    last = words[-1].lower().rstrip(".")
    return last if len(words) > 1 and last in _SUFFIXES else ""


def _given(words: Sequence[str]) -> list[str]:
    """What stands before the surname of a name, without particles."""
    own = words[:-1] if _suffix(words) else words
    return [w for w in own[:-1] if w.lower() not in PARTICLES]


def _match(
    words: Sequence[str], name: Name, by_surname: Mapping[str, list[ActorDraft]], lexicon: Lexicon, gender: str
) -> ActorDraft | None:
    entry = name.entry
    bucket = by_surname.get(_surname(words), ())
    if gender and len(words) == 1:
        # "Mr Rey" beside Marta and Jorge Rey.
        told = [d for d in bucket if d.gender in ("", gender)]
        if len(told) == 1 < len(bucket):
            return told[0]
    if entry is not None:
        for drafts in by_surname.values():
            for draft in drafts:
                if draft.entry is entry:
                    return draft
    suffix, given = _suffix(words), _given(words)
    # "Trump Jr." is not "Trump" where both are named.
    several = not given and len({tuple(_given(d.name.split())[-1:]) for d in bucket}) > 1
    for draft in sorted(
        bucket, key=lambda d: (_suffix(d.name.split()) != suffix, -_last_named(d, name.start) if several else 0)
    ):
        theirs = draft.name.split()
        if _suffix(theirs) != suffix and (suffix or given or entry is not None or _is_told_apart(draft)):
            continue
        if not given or not _given(theirs) or _same_given(given, _given(theirs)):
            return draft
    if not given:
        # A first name or middle part alone: "Liu" for Liu He, "Jason" for Jason Rezaian.
        for drafts in by_surname.values():
            for draft in drafts:
                theirs = draft.name.split()
                parts = [fold(w).lower() for w in theirs if w.lower().rstrip(".") not in _SUFFIXES]
                if fold(words[0]).lower() in parts[:-1]:
                    return draft
    return None


def _is_told_apart(draft: ActorDraft) -> bool:
    """Whether the page keeps the "Jr." where it gives somebody's surname alone: then "Dahl" beside "Dahl Jr." is another."""
    return any(len(words) == 2 and _suffix(words) for words in (form.split() for form in draft.forms))


def _last_named(draft: ActorDraft, before: int) -> int:
    """Where somebody was named last: of two with a surname it is his, "Berg" behind "Anna Berg and Tom Berg" the second's."""
    return max((s.start for s in draft.spans if s.start < before), default=-1)


def _same_given(given: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two sets of given names may be one person's: "Bob" and "Robert" are told apart by their first letter only."""
    a, b = fold(given[0]).lower().strip("."), fold(others[0]).lower().strip(".") if others else ""
    if _initials(given)[:1] != _initials(others)[:1] and _initials(given) and _initials(others):
        return False  # "Ada H.W. Lund" is not "Ada W. Lund"
    if not b or a == b or a.startswith(b) or b.startswith(a):
        return True
    if (
        len(a) > 3
        and len(b) > 3
        and a[0] == b[0]
        and sum(x == y for x, y in zip(a, b, strict=False)) >= min(len(a), len(b)) - 2
    ):
        return True
    return _SHORT.get(a, a) == _SHORT.get(b, b)


def _initials(given: Sequence[str]) -> str:
    """The initials behind a first name."""
    return "".join(
        word.replace(".", "") for word in given[1:] if word.endswith(".") and word.replace(".", "").isupper()
    )


_SHORT = {
    "bob": "robert", "rob": "robert", "bill": "william", "will": "william", "jim": "james", "mike": "michael", "joe": "joseph",
    "tony": "antony", "anthony": "antony", "dick": "richard", "rick": "richard", "chuck": "charles",
    "ted": "edward", "ed": "edward",
    "tom": "thomas", "dan": "daniel", "steve": "steven", "stephen": "steven", "ben": "benjamin", "sam": "samuel", "jack": "john",
    "jerry": "gerald", "liz": "elizabeth", "kate": "katherine", "sergey": "sergei", "alexey": "alexei", "andrii": "andriy",
}  # fmt: skip


def _new(words: Sequence[str], name: Name, roster: Roster, lexicon: Lexicon) -> ActorDraft:
    entry = name.entry
    full = " ".join(words)
    if entry is not None:
        draft = roster.draft_of(entry)
        draft.name = full
        return draft
    gender = lexicon.gender_of(words[0]) if len(words) > 1 else ""
    return roster.add(ActorDraft(name=full, kind=ActorKind.PERSON, gender=gender, confidence=0.6))


def _share_plural_titles(doc: Doc, people: Sequence[Name], roster: Roster, titles: dict[int, list[Title]]) -> None:
    """ "senior envoys Steve Witkoff and Keith Kellogg": both are envoys."""
    shared: Title | None = None
    for left, right in itertools.pairwise(people):
        seat = seat_after(doc, left.end)
        between = _outside_brackets(doc, left.end if seat is None else seat.end, right.start)
        if (
            len(between) > 6
            or not (seat is not None or _LISTING & set(between))
            or (set(between) - _LISTING - {"the", "of"} and "of" not in between)
        ):
            shared = None
            continue
        a, b = roster.taken.get(left.start), roster.taken.get(right.start)
        if a is None or b is None:
            shared = None
            continue
        own = (t for t in titles.get(id(a), ()) if t.plural and 0 <= left.start - t.end <= 1)
        # The title stands before the first of the list and goes down to the last.
        shared = next(own, shared)
        if shared is not None:
            titles.setdefault(id(b), []).append(shared)


_LISTING = frozenset({"and", ",", ";", "&"})
"""What stands between two of a list."""


def _outside_brackets(doc: Doc, start: int, end: int) -> list[str]:
    """Words between two names, without "(D-Ore.)"."""
    out: list[str] = []
    inside = False
    for token in doc.words[start:end]:
        inside = inside or token.text == "("
        if not inside:
            out.append(token.lower_)
        inside = inside and token.text != ")"
    return out


def _share_homes(doc: Doc, people: Sequence[Name], roster: Roster, titles: dict[int, list[Title]]) -> None:
    """ "Foreign Minister A and Defence Minister B of Norway", "Norwegian Foreign Minister A and Trade Minister B": Norway's."""
    for left, right in itertools.pairwise(people):
        a, b = roster.taken.get(left.start), roster.taken.get(right.start)
        if a is None or b is None or a is b or doc[left.end].lower_ not in ("and", ","):
            continue
        homes = [t for t in titles.get(id(b), ()) if not t.role and t.start == right.end]
        own = titles.get(id(a), [])
        joined = any(t.end == right.start and t.start in (left.end + 1, left.end + 2) for t in titles.get(id(b), ()))
        if homes and own and joined and all(t.owner is None for t in own):
            own.append(homes[0])
        elif joined and len(own) == 1 and own[0].end == left.start and (owner := own[0].owner) is not None:
            theirs = titles[id(b)]
            adjective = owner.entry is not None and owner.entry.kind is ActorKind.COUNTRY
            if adjective and own[0].public and all(t.owner is None and t.public for t in theirs):
                theirs.append(replace(own[0], role=""))  # "Norwegian Foreign Minister A and Trade Minister B"


PARTS_OF_STATE = frozenset({"executive", "ministry", "agency", "military", "parliament", "multilateral", "court"})


def assign_titles(doc: Doc, titles: Mapping[int, Sequence[Title]], roster: Roster) -> None:
    """Give people their roles and sides, once countries and bodies are drafted."""
    for draft in list(roster.of_kind(ActorKind.PERSON)):
        for title in titles.get(id(draft), ()):
            if title.role and not is_kin(title.role):
                (draft.called if is_membership(title.role) else draft.roles).append(title.role)
            side = None if _is_about(doc, title) else _side(title, roster)
            if side is not None and side is not draft:
                draft.side = draft.side or side
                if side.kind is ActorKind.COUNTRY:
                    side.weight += 0.4


_SENT = frozenset("envoy mediator coordinator troubleshooter".split())


def _is_about(doc: Doc, title: Title) -> bool:
    """ "Syria envoy Ann Lee" goes there for others; of "the Syrian envoy" the adjective tells who sends him."""
    owner = title.owner
    if owner is None or owner.entry is None or owner.entry.kind is not ActorKind.COUNTRY or owner.end >= len(doc):
        return False
    office = title.role.lower().split()
    named = doc[owner.start : owner.end].text == owner.entry.name and not owner.entry.name.startswith("United")
    return (
        named
        and owner.start < title.end
        and bool(office)
        and office[-1] in _SENT
        and doc[owner.end].text not in POSSESSIVES
    )


def _side(title: Title, roster: Roster) -> ActorDraft | None:
    """For whom a title speaks: the country behind a ministry, the person behind a lawyer; nobody where it is only a job."""
    owner = title.owner
    if owner is None:
        return None
    side = roster.taken.get(owner.start)
    if side is None and owner.entry is not None and owner.entry.kind is not ActorKind.PERSON:
        side = roster.draft_of(owner.entry, owner.entry.kind or ActorKind.COUNTRY)
    if side is None:
        return None
    if side.kind is ActorKind.PERSON:
        of_state = title.public and not _COUNSEL & {*title.role.lower().split()}
        return _of_leader(side, roster) or side if of_state else side
    if side.kind is ActorKind.COUNTRY and not title.public:
        return None
    if side.of_state and side.side is not None:
        return side.side
    if side.entry is not None and side.entry.side and side.entry.type in PARTS_OF_STATE:
        return next((d for d in roster.drafts if d.entry is not None and d.entry.name == side.entry.side), side)
    return side


_COUNSEL = frozenset({"lawyer", "attorney", "counsel"})
"""Who speaks for a leader himself, and not for his country."""


def _of_leader(person: ActorDraft, roster: Roster) -> ActorDraft | None:
    """The country of whose leader somebody is the spokesman; who speaks for a lawmaker speaks for him alone."""
    if person.side is not None:
        return person.side if person.side.kind is ActorKind.COUNTRY else None
    return next((d for d in roster.of_kind(ActorKind.COUNTRY) if acts_for(person, d)), None)


def side_with_opposition(roster: Roster) -> None:
    """ "rebel commander", "opposition delegate": on the side of the rebels or the opposition of the text."""
    sides = {
        word: next(
            (d for d in roster.drafts if d.kind is not ActorKind.PERSON and d.name.lower().rstrip("s").endswith(word)),
            None,
        )
        for word in ("opposition", "rebel", "separatist", "union")
    }
    for draft in roster.of_kind(ActorKind.PERSON):
        if draft.side is None and (draft.entry is None or draft.entry.side is None):
            for role in draft.roles:
                side = sides.get(role.split(" ")[0].lower())
                if side is not None:
                    draft.side = side


def title_tokens(titles: Mapping[int, Sequence[Title]], roster: Roster) -> dict[int, ActorDraft]:
    """Whose title each token is part of."""
    return {
        i: draft
        for draft in roster.of_kind(ActorKind.PERSON)
        for title in titles.get(id(draft), ())
        for i in range(title.start, title.end)
    }
