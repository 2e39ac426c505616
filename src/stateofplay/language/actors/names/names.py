"""Names in a text: what the lexicon knows, what the trained recogniser found, and what capitals and titles show.

The lexicon outranks the recogniser, and a longer capitalised name outranks a lexicon form inside it ("Moscow State
University" is no government).
"""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.language.actors.names.capitals import NO_NAME, calls_by_surname, capital_runs, is_surname, shouted
from stateofplay.language.actors.names.common_bodies import settle_common, without_adherents
from stateofplay.language.actors.names.fronts import after_titles, is_seat, joins_family, joins_surname, office_inside
from stateofplay.language.actors.names.holding import is_body_in, is_continent, join_branches
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.names.recognised import join_recognised
from stateofplay.language.actors.names.shapes import (
    SAYS,
    is_glossed,
    is_initialled,
    is_quoted_speaker,
    letters_before,
    letters_of_treaties,
)
from stateofplay.language.function_words import OF_OR_FOR
from stateofplay.language.lexicon import Entry, Lexicon, Use
from stateofplay.language.lexicon.places import load_places
from stateofplay.language.press.datelines import dateline_tokens
from stateofplay.language.press.transcripts import transcript_lines
from stateofplay.language.tokens import Doc
from stateofplay.model import ActorKind


def find_names(doc: Doc, lexicon: Lexicon) -> list[Name]:
    """All names of a text in order, without overlaps, and without datelines ("GENEVA (Reuters)")."""
    known = _lexicon_names(doc, lexicon)
    spans = {(e.start, e.end): e.label_ for e in doc.ents}
    labels = [""] * len(doc)
    for (start, end), label in spans.items():
        for i in range(start, end):
            labels[i] = label
    dated = dateline_tokens(doc)
    shouting = shouted(doc) | dated
    known = [n for n in known if n.start not in dated]
    names: list[Name] = []
    inside: set[int] = set()
    for start, end in capital_runs(doc, shouting):
        found = [n for n in _read_run(doc, start, end, known, labels, lexicon) if n.start not in inside]
        names.extend(found)
        for name in found:
            inside.update(range(name.start, name.end))
    for name in known:
        if not any(i in inside for i in range(name.start, name.end)):
            names.append(name)
            inside.update(range(name.start, name.end))
    names = join_branches(doc, join_recognised(doc, names, lexicon, shouting))
    _read_halves(doc, names)
    _read_surname(doc, names)
    names = _read_labels(doc, _join_nicknames(doc, _join_bodies(doc, names)))
    names = _settle_unsure(doc, _join_given_names(doc, names), lexicon)
    names = without_adherents(doc, names)
    settle_common(doc, names, lexicon)
    treaties = letters_of_treaties(doc)
    return [n for n in names if n.senses or n.end - n.start > 1 or doc[n.start].text.upper() not in treaties]


_MARKS = {"“": "”", '"': '"', "‘": "’", "(": ")", "«": "»"}
_NICKNAME = 2  # words between the marks
_SPOKEN_OF = frozenset({"media", "agency", "parliament"})
"""Bodies that have no bodies of states behind them."""
_LISTED = frozenset({",", "and", ", and", "&"})
"""What stands between two of a list."""
_THE = frozenset({"the"})
_TERRITORIES = frozenset({"territory", "territory_body"})
_PLACING = frozenset({"near", "outside", "inside"})


def _join_nicknames(doc: Doc, names: list[Name]) -> list[Name]:
    """Take `Josef “Falcon” Ndele` as one person: a capitalised word, another in marks, a third."""
    joined: list[Name] = []
    for token in doc:
        close = _MARKS.get(token.text)
        if close is None or token.i == 0 or not _is_plain_capital(doc, token.i - 1) or token.text == "(":
            continue
        end = next(
            (k for k in range(token.i + 2, min(token.i + 2 + _NICKNAME, len(doc) - 1)) if doc[k].text == close), None
        )
        if end is None or not all(_is_plain_capital(doc, k) for k in range(token.i + 1, end)):
            continue
        if not _is_plain_capital(doc, end + 1) or doc[end - 1].text in (",", "."):
            continue
        start, stop = token.i - 1, end + 2
        while (
            start > 0 and _is_plain_capital(doc, start - 1) and not doc[start - 1].is_sent_start and start > token.i - 2
        ):
            start -= 1
        joined.append(Name(start, stop, NameKind.PERSON))
    for name in joined:
        names = [n for n in names if n.end <= name.start or n.start >= name.end]
    return sorted([*names, *joined], key=lambda n: n.start)


def _is_plain_capital(doc: Doc, i: int) -> bool:
    text = doc[i].text
    return (
        text[:1].isupper()
        and text.isalpha()
        and doc[i].lower_ not in NO_NAME
        and doc[i].pos_ in ("PROPN", "NOUN", "ADJ")
    )


def _join_bodies(doc: Doc, names: list[Name]) -> list[Name]:
    """Take "ELN Central Command" as a body of the ELN: a known body behind the name of another party is none of its own land."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        if (
            before is not None and before.end == name.start and name.kind is NameKind.BODY
            and name.entry is not None and name.entry.side is not None
            and before.entry is not None and before.entry.kind in (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION)
            and before.entry.type not in _SPOKEN_OF
            and name.entry.kind is ActorKind.ORGANIZATION
            and before.entry.name not in (name.entry.side, name.entry.name)
            and before.entry.side != name.entry.side
        ):  # fmt: skip
            out[-1] = Name(before.start, name.end, NameKind.BODY, owner=before)
            continue
        if (
            before is not None and before.kind in (NameKind.BODY, NameKind.UNSURE) and not before.senses
            and name.entry is not None and name.entry.kind in (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION)
            and name.start - before.end <= 1 and "of" in (doc[name.start - 1].lower_, doc[before.end - 1].lower_)
        ):  # fmt: skip
            # "the Political Bureau of Hamas"
            out[-1] = Name(before.start, name.end, NameKind.BODY, owner=name)
            continue
        out.append(name)
    return out


def _read_labels(doc: Doc, names: list[Name]) -> list[Name]:
    """Take the capitals at the head of a transcript's line for a person, unless they name a body or a country."""
    for line in transcript_lines(doc):
        inside = [n for n in names if n.start < line.end and n.end > line.start]
        if any(n.entry is not None and n.kind is not NameKind.PERSON for n in inside):
            continue
        if not any(n.kind is NameKind.PERSON and n.entry is not None for n in inside):
            names = [n for n in names if n not in inside]
            names.append(Name(line.end - 1, line.end, NameKind.PERSON, sure=True))
    names.sort(key=lambda n: n.start)
    return names


def _read_surname(doc: Doc, names: list[Name]) -> None:
    """Take the "He" of "Vice Premier He" for somebody whom the page names "He Lifeng"."""
    bearer = next((n for n in names if n.end - n.start > 1 and is_surname(doc, n.start)), None)
    if bearer is None:
        return
    covered = {i for n in names for i in range(n.start, n.end)}
    for token in doc[bearer.end :]:
        if token.i not in covered and calls_by_surname(doc, token.i):
            names.append(Name(token.i, token.i + 1, NameKind.PERSON, bearer.senses))
    names.sort(key=lambda n: n.start)


_HALVES = frozenset({"North", "South", "East", "West"})


def _read_halves(doc: Doc, names: list[Name]) -> None:
    """Take "the North" for North Korea where the page names that: the one country in it whose name begins so."""
    named = {n.entry.name: n.senses for n in names if n.entry is not None and n.entry.kind is ActorKind.COUNTRY}
    halved = {country.split(" ")[0]: senses for country, senses in named.items() if country.split(" ")[0] in _HALVES}
    if not halved:
        return
    covered = {i: n for n in names for i in range(n.start, n.end)}
    for token in doc:
        senses = halved.get(token.text)
        if senses is None or token.is_sent_start or token.pos_ not in ("PROPN", "NOUN"):
            continue
        name = covered.get(token.i)
        if token.i and doc[token.i - 1].text.isdigit():
            # "38 North" is somebody's name, of no country
            if name is not None and not name.senses and name.end - name.start == 1:
                name.start, name.kind = token.i - 1, NameKind.BODY
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and following.text[:1].isupper() and following.text.isalpha():
            continue
        if name is None or name.senses or name.end - name.start > 1:
            continue
        name.kind, name.senses = NameKind.PLACE, ((senses[0][0], Use.NAME),)
    names.sort(key=lambda n: n.start)


def _settle_unsure(doc: Doc, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """Take an unknown name beside a person's ("X, Y and Z"), with an office after it or speaking, as a person's too."""
    for before, name, after in zip([None, *names], names, [*names[1:], None], strict=False):
        if name.kind is not NameKind.UNSURE or name.end - name.start > 4 or doc[name.start].text.isupper():
            continue
        if name.end - name.start == 1:
            if is_quoted_speaker(doc, name.start):
                name.kind = NameKind.PERSON
            continue
        beside = any(
            other is not None and other.kind is NameKind.PERSON and _listed_together(doc, a, b)
            for other, a, b in ((before, before, name), (after, name, after))
        )
        head = next(
            (doc[i] for i in range(name.start, name.end) if not name.start <= doc[i].head.i < name.end), doc[name.start]
        )
        speaks = head.dep_ == "nsubj" and head.head.lemma_.lower() in SAYS
        if beside or speaks or _office_follows(doc, name.end, lexicon):
            name.kind = NameKind.PERSON
    return names


def _listed_together(doc: Doc, left: Name | None, right: Name | None) -> bool:
    if left is None or right is None:
        return False
    between = doc[left.end : right.start].text.strip()
    return between in _LISTED


def _office_follows(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """Tell whether ", the Chinese ambassador" or the like follows."""
    if at >= len(doc) or doc[at].text not in (",", "("):
        return False
    for token in doc[at + 1 : at + 8]:
        if token.lower_ in lexicon.words.offices and token.pos_ == "NOUN":
            return True
        if token.pos_ in ("VERB", "AUX") or token.text in (",", "."):
            return False
    return False


def _join_given_names(doc: Doc, names: list[Name]) -> list[Name]:
    """Take "(Javad) Zarif" as one name, as editors put a given name into a quotation."""
    out: list[Name] = []
    for name in names:
        closed = doc[name.start - 1].text if name.start else ""
        if name.kind is NameKind.PERSON and out and out[-1].end == name.start - 1 and closed in (")", "]"):
            given, k = out[-1], out[-1].start - 1
            while k > 0 and doc[k].text[:1].isupper():
                k -= 1  # "(Senate Leader Mira) Dahl"
            bracketed = k >= 0 and doc[k].text in ("(", "[") and given.end - given.start == 1
            if bracketed and not doc[given.start].text.isupper():  # "(CNN) Mira Dahl" begins the page of an agency
                out.pop()
                name = Name(given.start, name.end, NameKind.PERSON, name.senses, sure=name.sure)
        out.append(name)
    return out


def _lexicon_names(doc: Doc, lexicon: Lexicon) -> list[Name]:
    found: list[Name] = []
    for match in lexicon.find(doc.text):
        first, last = doc.word_at(match.start), doc.word_at(match.end - 1)
        assert first is not None
        assert last is not None
        start, end = first.i, last.i + 1
        if first.lower_.startswith(_CONTRARY) and match.start > first.idx:
            continue
        # "us" in "US" is settled by case; a form that is only the tail of a word ("Iran" in "pro-Iran") is still a name.
        senses = match.senses
        found.append(Name(start, end, _kind(senses[0][0]), senses, sure=True))
    for name in found:
        if len(name.senses) > 1:
            name.senses = tuple(sorted(name.senses, key=lambda s: _unlikely(s[0], found)))
            name.kind = _kind(name.senses[0][0])
    return found


_CONTRARY = ("non-", "un-")
"""Before a name of whom is spoken as of others: "non-EU countries", "un-American" are not the Union nor America."""


def _unlikely(entry: Entry, found: Sequence[Name]) -> int:
    """0 where the text names its country, 1 for who has no country, else 2."""
    if entry.side and any(n.entry is not None and n.entry.name == entry.side for n in found):
        return 0
    return 2 if entry.side else 1


def _kind(entry: Entry) -> NameKind:
    if entry.kind is ActorKind.PERSON:
        return NameKind.PERSON
    if entry.kind in (ActorKind.COUNTRY, None) or entry.type in _TERRITORIES:
        return NameKind.PLACE
    return NameKind.BODY


def _read_run(
    doc: Doc, start: int, end: int, known: Sequence[Name], labels: Sequence[str], lexicon: Lexicon
) -> list[Name]:
    """The names within one run of capitalised words."""
    inner = [n for n in known if n.start < end and n.end > start]
    if any(n.start < start or n.end > end for n in inner):
        # A lexicon form that reaches past the run ("Doctors Without Borders", "High Council for ...") is the better reading.
        return _around(doc, start, end, inner, labels, lexicon)
    if len(inner) == 1 and inner[0].start == start and inner[0].end == end:
        return inner
    words = lexicon.words
    last = doc[end - 1].lower_
    first = start
    if is_body_in(doc, start, end, inner, lexicon):
        return [Name(start, end, NameKind.BODY)]
    if len(inner) == 1 and inner[0].end == end and is_continent(doc, inner[0]):
        rest = _around(doc, start, inner[0].start - 1, (), labels, lexicon) if inner[0].start - 1 > start else []
        return [*rest, Name(inner[0].start - 1, end, NameKind.PLACE)]
    if is_glossed(doc, start, end) and not any(n.end == end and n.kind is not NameKind.PLACE for n in inner):
        return [Name(start, end, NameKind.BODY)]
    of_body = end - start >= 3 and doc[start].lower_ in words.body_names and doc[start + 1].lower_ in OF_OR_FOR
    if last in words.things and not of_body:
        return [n for n in inner if n.use is not Use.ADJECTIVE]
    # "Russian Foreign Ministry", "Moscow State University": one body, not a country and a rest.
    if (
        end - first >= 2
        and last in words.body_names
        and not any(n.end == end and n.kind is not NameKind.PLACE for n in inner)
    ):
        role = any(doc[k].lower_ in words.public_offices for k in range(first, end - 1))
        if not role:
            return [Name(first, end, NameKind.BODY, letters_before(doc, first, end, inner))]
    if of_body:
        if not any(n.start == first for n in inner) or all(n.kind is NameKind.PLACE for n in inner):
            stop = office_inside(doc, first, end, labels, lexicon)
            return [Name(first, stop, NameKind.BODY), *_around(doc, stop, end, inner, labels, lexicon)]
    return _around(doc, start, end, inner, labels, lexicon)


def _around(
    doc: Doc, start: int, end: int, inner: Sequence[Name], labels: Sequence[str], lexicon: Lexicon
) -> list[Name]:
    """Lexicon names inside a run, and what the stretches between them are."""
    out: list[Name] = []
    at = start
    for name in [*inner, None]:
        stop = min(end, name.start) if name is not None else end
        if stop > at:
            out.extend(_stretch(doc, at, stop, name, labels, lexicon, out))
        if name is not None:
            if not out or out[-1].end <= name.start:
                out.append(name)
            at = max(at, name.end)
    return out


def _stretch(
    doc: Doc,
    start: int,
    end: int,
    after: Name | None,
    labels: Sequence[str],
    lexicon: Lexicon,
    before: Sequence[Name],
) -> list[Name]:
    """A stretch of capitalised words that the lexicon does not know, in four steps.

    1. A place of the gazetteer is that place.
    2. What stands in front of the name is taken off: offices, titles, stray marks.
    3. In front of a known surname it is the first name of somebody: "Melania Trump".
    4. What is left is guessed from its words and what stands around it.
    """
    words = lexicon.words
    told = all(labels[i] == "PERSON" for i in range(start, end))
    if not told and doc[start:end].text in load_places() and not (start and _titled_before(doc, start, lexicon)):
        return [Name(start, end, NameKind.PLACE)]
    if joins_family(doc, start, end, before):
        return []
    start, titled = after_titles(doc, start, end, labels, lexicon)
    if after is not None and start < end and joins_surname(doc, start, end, after, lexicon):
        return []
    if start >= end or (start + 1 == end and doc[start].lower_ in words.body_nouns | words.group_nouns):
        return []
    if is_seat(doc, start):
        return []
    ahead = start > 0 and _titled_before(doc, start, lexicon)
    kind = _guess(doc, start, end, labels, lexicon, titled or ahead, bool(before) and before[-1].end == start)
    return [] if kind is None else [Name(start, end, kind)]


def _titled_before(doc: Doc, start: int, lexicon: Lexicon) -> bool:
    before = doc[start - 1]
    return before.lower_ in lexicon.words.offices or before.lower_ in lexicon.words.honorifics


_CALLED = frozenset(
    "party movement union company militia newspaper magazine council committee coalition alliance group".split()
)
_SETTLEMENTS = frozenset(
    "town village city province district region area island port camp suburb county state capital outskirts".split()
)


def _is_settlement(doc: Doc, start: int) -> bool:
    """Tell whether what starts here is called a place: "the town of X", "near X", "in X"."""
    if start < 1:
        return False
    before = doc[start - 1].lower_
    if before == "of" and start >= 2 and doc[start - 2].lower_.rstrip("s") in _SETTLEMENTS:
        return True
    return before in _PLACING


_TRADES = frozenset("producer maker manufacturer supplier operator retailer exporter importer lender".split())
_ARTS = frozenset(
    "film music record movie television tv theatre theater radio news video game show series executive".split()
)
"""What a person makes, not a company: "film producer Mira Dahl"."""


def _trades(doc: Doc, start: int) -> bool:
    """Whether a name stands behind what a company makes or sells: "steel producer X", "the chip maker X"."""
    if start < 2 or doc[start - 1].lower_ not in _TRADES:
        return False
    return doc[start - 2].pos_ == "NOUN" and doc[start - 2].lower_ not in _ARTS


def _seen_as_person(doc: Doc, i: int) -> NameKind:
    """What one word names that the recogniser takes for a person: a body in "the Greens", at the start of a sentence anything,
    and behind a name and "of" where somebody is from: "Mary Hale of Texas"."""
    if i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].text[:1].isupper():
        return NameKind.PLACE
    if i > 0 and doc[i - 1].lower_ in _THE and doc[i].text.endswith("s"):
        return NameKind.BODY
    return NameKind.UNSURE if doc[i].is_sent_start else NameKind.PERSON


def _guess(
    doc: Doc, start: int, end: int, labels: Sequence[str], lexicon: Lexicon, titled: bool, joined: bool
) -> NameKind | None:
    """What an unknown capitalised stretch names; None where it is likely no name."""
    words = lexicon.words
    seen = {labels[i] for i in range(start, end)} - {""}
    length = end - start
    lowers = [doc[i].lower_ for i in range(start, end)]
    if lowers[-1] in words.things:
        return None
    if lowers[-1] in words.body_names and length > 1:
        return NameKind.BODY
    if _is_settlement(doc, start) or (not titled and seen != {"PERSON"} and doc[start:end].text in load_places()):
        return NameKind.PLACE
    if end < len(doc) and doc[end].lower_ in _CALLED and not lexicon.is_first_name(doc[start].text):
        # "the Jamiat party", "the Elmwood council".
        return NameKind.BODY
    if _trades(doc, start) and not lexicon.is_first_name(doc[start].text):
        return NameKind.BODY
    if titled and length <= 5 and lowers[-1] not in words.body_nouns and not (length == 1 and doc[start].is_stop):
        return NameKind.PERSON
    if length >= 2 and lexicon.is_first_name(doc[start].text):
        return NameKind.PERSON
    if is_initialled(doc, start, end):
        return NameKind.PERSON
    if "PERSON" in seen and doc[start].text.isalpha():
        return _seen_as_person(doc, start) if length == 1 else NameKind.PERSON
    if "ORG" in seen:
        return NameKind.BODY
    if "LOC" in seen:
        return NameKind.PLACE
    if length == 1 and doc[start].text.isupper() and 2 <= len(doc[start].text) <= 7:
        return NameKind.UNSURE
    if length >= 2 and not doc[start].is_sent_start:
        return NameKind.UNSURE
    if length == 1 and doc[start].pos_ == "PROPN" and not doc[start].is_sent_start:
        return NameKind.UNSURE
    return None
