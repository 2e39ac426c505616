"""Titles of people: before the name ("Russian Foreign Minister X"), after it ("X, the head of the delegation,"), and by "is"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stateofplay.language.actors.names.affiliations import affiliations, seat_after
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.names.offices import (
    CALLED,
    DETERMINERS,
    LONGEST_BODY,
    PARTISANS,
    is_office,
    names_the_next,
    past_preposition,
)
from stateofplay.language.actors.names.title import Title
from stateofplay.language.clauses import children
from stateofplay.language.function_words import OF_OR_FOR, OF_OR_FROM, POSSESSIVES
from stateofplay.language.lexicon import Lexicon, Use
from stateofplay.language.lexicon.places import load_places
from stateofplay.language.tokens import Doc, Token

_OVER = frozenset({"former", "ex", "onetime"})
"""What tells that an office is no longer held: a part of the role."""
_TIMES = frozenset("former then late ex current outgoing incoming new now longtime sometime".split())
_RANKS = frozenset("sen rep gov gen sens reps govs gens lt col maj sgt capt adm sheikh prof".split())
_SEVERAL = frozenset("sens reps govs gens".split())
_LISTING = frozenset({",", "and", "&", "(", "[", "of", "or", ";"})
"""What goes on from the first of a list, or stands between it and the others."""
_FELLOWS = frozenset({"fellow"})
_GRAND = frozenset({"crown", "grand"})
_TO_BE = frozenset({"elect", "designate"})
_ONCE = frozenset("formerly previously once".split())
_NOW = _ONCE | {"now", "also", "currently", "another"}
"""What stands before a further title: "A, now a professor,"."""
_PARTICIPLES = frozenset("managing acting ruling presiding founding commanding ranking leading retired".split())
"""Participles inside titles, which a tagger takes for verbs."""
_ABOUT = frozenset({"of", "for", "to", "on"})
_AT = frozenset({"in", "at"})
_OF_SOMEBODY = OF_OR_FOR | {"to"}
_SECOND = frozenset({"vice", "deputy", "under"})
_UNDER = frozenset({"secretary", "secretaries", "-"})
_ONE_OF_MANY = frozenset({"a", "an"})
_BASED = "based"
_AGED = frozenset({"year", "old"})
_LEADING = frozenset("head lead chair run represent command found".split())
_MODALS = frozenset("may might could would should can must will shall 'll ’ll 'd ’d ca wo".split())
_OPEN = frozenset("if whether unless".split())
_NO = frozenset("not n't n’t never no neither allegedly reportedly supposedly".split())


def titles_of(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> list[Title]:
    """All titles that stand around one mention of a person; `at` maps tokens to the names that cover them."""
    found = []
    if name.senses and (begin := _past_titles(doc, name, lexicon)) > name.start:
        found.append(Title(doc[name.start : begin].text, None, name.start, begin))
    before = _before(doc, name, at, lexicon)
    if before is not None:
        found.append(before)
        if doc[before.end - 1].lower_.rstrip(".") in _RANKS and before.start > 0:
            # "caucus founder Rep. X"
            further = _before(doc, _begun_at(name, before.start), at, lexicon)
            if further is not None and further.end == before.start and doc[further.end - 1].lower_ not in _FELLOWS:
                found.append(further)
    found.extend(_after(doc, name, at, lexicon))
    found.extend(affiliations(doc, name, at, lexicon))
    copula = _copular(doc, name, at, lexicon)
    if copula is not None:
        found.append(copula)
    return found


def _past_titles(doc: Doc, name: Name, lexicon: Lexicon) -> int:
    """Where the titles end that are a part of a known name: "King Salman" is a king."""
    begin, offices = name.start, lexicon.words.offices
    while begin < name.end and (doc[begin].lower_ in _GRAND or is_office(doc[begin].lower_, offices)):
        begin += 1
    return begin if begin < name.end else name.start


def _begun_at(name: Name, start: int) -> Name:
    """The name as if it began where a rank before it does."""
    return Name(start, name.end, name.kind, name.senses)


def _before(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> Title | None:
    i = name.start - 1
    sentence = _left_bound(doc, name.start)
    offices = lexicon.words.offices
    apart = i > sentence and doc[i].text == ","
    if apart:
        i -= 1
        closed = name.end < len(doc) and doc[name.end].text in (",", ".")
        if not closed and (not is_office(doc[i].lower_, offices) or opens_clause(doc[i], doc[name.start])):
            return None
    if i < sentence:
        return None
    end = i + 1
    if doc[i].text in ("(", "[", "“", '"'):
        i -= 1
    if doc[i].text == ")" and i - 2 >= sentence and doc[i - 2].text == "(":
        # "Director of National Intelligence (DNI) X".
        i -= 3
        end = i + 1
    elif doc[i].text in (")", "]"):
        i -= 1  # "(Senator) X"
        end = i + 1
    if i - 2 >= sentence and doc[i].lower_ in _TO_BE and doc[i - 1].text == "-" and doc[i - 2].lower_ in offices:
        return _extend_left(doc, i - 2, end, sentence, at, lexicon)
    if i >= sentence and doc[i].lower_.rstrip(".") in _RANKS:
        return _extend_left(doc, i, end, sentence, at, lexicon)
    posted = at.get(i) if i >= sentence else None
    if posted is not None and posted.kind is not NameKind.PERSON and not apart:
        k = posted.start - (2 if doc[posted.start - 1].lower_ == "the" else 1)
        if k - 1 >= sentence and doc[k].lower_ == "to" and is_office(doc[k - 1].lower_, offices):
            # "Chadian Ambassador to the U.S. X"
            return _extend_left(doc, k - 1, end, sentence, at, lexicon)
    owner: Name | None = None
    if i < sentence or not is_office(doc[i].lower_, offices):
        of = _office_with_of(doc, i, sentence, offices, _ABOUT if apart else _ABOUT - {"to", "on"})
        if of is None:
            return None
        if apart:
            end, owner = past_preposition(doc, of, of + 1, at, None, offices)
        i = of
    title = _extend_left(doc, i, end, sentence, at, lexicon)
    if title is None or (apart and _follows_person(doc, title.start, at)):
        return None
    if title.plural and not apart and not _is_list(doc, name.end):
        return None
    return replace(title, owner=owner) if owner is not None else title


def _is_list(doc: Doc, end: int) -> bool:
    """Tell whether a name may have others behind it: in "told reporters Dahl would go" nobody is a reporter."""
    return end < len(doc) and doc[end].lower_ in _LISTING


def opens_clause(office: Token, name: Token) -> bool:
    """ "After a meeting with Chad's president, Dahl signed": the phrase before the comma is over."""
    phrase = any(c.relation == "case" for c in office.children)
    return phrase and name.relation == "nsubj" and office.i < name.i < name.head.i


def _follows_person(doc: Doc, start: int, at: Mapping[int, Name]) -> bool:
    """Tell whether a title between commas is of the person before it: "A, head of the delegation, B, an envoy"."""
    k = start - 1
    while k > 0 and (doc[k].lower_ in DETERMINERS or doc[k].lower_ in _TIMES):
        k -= 1
    before = at.get(k - 1)
    return k > 0 and doc[k].text == "," and before is not None and before.kind is NameKind.PERSON


def _left_bound(doc: Doc, at: int) -> int:
    """First token a title before `at` may reach: parsers often start a sentence at a name, so only marks and breaks count."""
    k, words = at, doc.words
    while k > max(0, at - 12):
        before = words[k - 1]
        if before.is_space or before.text in (".", ";", ":", "!", "?", "”"):
            break
        if before.text in ("-", "–", "—", "--") and before.whitespace_:
            break  # a dash that stands free parts, one inside a word ("vice-president") joins
        k -= 1
    return k


def _office_with_of(doc: Doc, last: int, sentence: int, offices: frozenset[str], cases: frozenset[str]) -> int | None:
    """The office noun of "Secretary of State X", "the envoy to Chad, X"; None where there is none. `cases` may stand between."""
    if doc[last].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    for k in range(last - 1, max(sentence, last - LONGEST_BODY), -1):
        if doc[k].lower_ in cases and is_office(doc[k - 1].lower_, offices):
            # "a spokesman for Mr. X" is not X.
            return None if all(t.lower_.rstrip(".") in CALLED for t in doc[k + 1 : last + 1]) else k - 1
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT", "SCONJ") and doc[k].text != "-":
            return None
    return None


def _extend_left(
    doc: Doc, office: int, end: int, sentence: int, at: Mapping[int, Name], lexicon: Lexicon
) -> Title | None:
    words = lexicon.words
    start = office
    owner: Name | None = None
    while start - 1 >= sentence:
        t = doc[start - 1]
        inside = at.get(t.i)
        if inside is None and is_office(t.lower_, words.offices) and doc[office].lower_.rstrip(".") in _RANKS:
            break
        if inside is not None and inside.kind is not NameKind.PERSON:
            if inside.use is Use.NAME and doc[inside.start - 1].text in POSSESSIVES and inside.start - 2 >= sentence:
                # "Washington's Iran envoy": the possessor is whose envoy it is.
                start = inside.start
                continue
            if inside.use is Use.ADJECTIVE or inside.kind is NameKind.PLACE:
                owner = owner or inside
                break
            owner = owner or inside
            start = _past_possessor(doc, inside)
            if start > inside.start:
                break
            continue
        if t.text in POSSESSIVES and start - 2 >= sentence:
            owner = at.get(start - 2, owner)
            break
        lower = t.lower_ in _PARTICIPLES or _is_second(doc, start - 1)
        if t.text == "-" or lower or (t.text == "/" and start - 2 >= sentence):
            start -= 1
            continue
        if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and t.lower_ not in DETERMINERS and inside is None:
            if doc[office].text[0].isupper() and t.pos_ in ("NOUN", "NUM") and not t.text[0].isupper():
                break  # "the 8 billion package | President Dahl signed"
            start -= 1
            continue
        break
    phrase_start = owner.start if owner is not None and owner.start < start else start
    start = _past_articles(doc, start, office)
    if phrase_start > sentence and doc[phrase_start - 1].lower_ in _OVER:
        start = phrase_start = phrase_start - 1  # "former Norwegian minister A"
    if doc[start].lower_ in words.honorifics and start == office and doc[start].lower_.rstrip(".") not in _RANKS:
        return None
    head = doc[office].lower_
    one = _singular(head, words.offices)
    role = doc[start:end].text
    if one is not None:
        # "senior envoys A and B": each of them is one.
        at_head = doc[office].idx - doc[start].idx
        role = role[:at_head] + doc[office].text[:1] + one[1:] + role[at_head + len(head) :]
    role = role.strip(' ,-(["“')
    if not role:
        return None
    several = one is not None or head.rstrip(".") in _SEVERAL
    return Title(role, owner, phrase_start, end, plural=several, public=head in words.public_offices)


def _is_second(doc: Doc, i: int) -> bool:
    """Whether a word says that an office is not the first of its kind: "under secretary", but nobody is "under President A"."""
    word = doc[i].lower_
    return word in _SECOND and (word != "under" or doc[i + 1].lower_ in _UNDER)


def _past_articles(doc: Doc, start: int, office: int) -> int:
    """Where the words of a title begin behind articles and what tells when: of "the new mayor", but "New York Mayor"."""
    while start < office and (
        (doc[start].lower_ in _TIMES - _OVER and doc[start : start + 2].text not in load_places())
        or doc[start].text in ("-", "/")
        or doc[start].lower_ in DETERMINERS
    ):
        start += 1
    return start


def _singular(word: str, offices: frozenset[str]) -> str | None:
    """The office that a plural speaks of, where that is one: "envoys" of "envoy", "secretaries" of "secretary"."""
    for many, one in (("ies", "y"), ("men", "man"), ("s", "")):
        if word.endswith(many) and (office := word.removesuffix(many) + one) in offices:
            return office
    return None


def _past_possessor(doc: Doc, name: Name) -> int:
    """First token after the country inside a body's name: "army" in "Sudan's army"."""
    for i in range(name.start, name.end - 1):
        if doc[i].text in POSSESSIVES:
            return i + 1
    return name.start


def _after(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> list[Title]:
    """Titles in apposition: "X, Yemen's foreign minister and the government's top delegate,"."""
    i = _past_particulars(doc, name, at)
    found: list[Title] = []
    while i < len(doc) and doc[i].text in ((",", "(", "-", "–", "—") if not found else ("and", ",")):
        if found and doc[i].text == "," and not (i + 1 < len(doc) and doc[i + 1].lower_ == "and"):
            break
        title = _apposition(doc, i + (2 if found and doc[i].text == "," else 1), at, lexicon)
        if title is None:
            break
        found.append(title)
        i = title.end
    return found


def _past_particulars(doc: Doc, name: Name, at: Mapping[int, Name]) -> int:
    """Where an apposition may begin behind a name: past "(D-Calif.)", ", R-Tenn.", "of the Harbour Institute" and ", 61"."""
    i = name.end
    if i + 2 < len(doc) and doc[i].text == "(":
        # "Ann Lee (D-Calif.), chair of ...", "Ann Lee (chair of the board)".
        close = next((k for k in range(i + 1, min(i + 8, len(doc) - 1)) if doc[k].text == ")"), None)
        if close is not None and (doc[close + 1].text == "," or doc[close + 1].lower_ in OF_OR_FROM):
            i = close + 1
    seat = seat_after(doc, i)
    if seat is not None:
        last = seat.end - 1
        i = last if doc[last].text == "," else seat.end
    if i + 2 < len(doc) and doc[i].lower_ in OF_OR_FROM:
        # "Ann Lee of the Harbour Institute, a former envoy,"
        home = at.get(i + 2 if doc[i + 1].lower_ == "the" else i + 1)
        if home is not None and home.kind is not NameKind.PERSON and home.end < len(doc) and doc[home.end].text == ",":
            i = home.end
    if i + 2 < len(doc) and doc[i].text == "," == doc[i + 2].text and doc[i + 1].text.isdigit():
        i += 2
    return i


def _apposition(doc: Doc, i: int, at: Mapping[int, Name], lexicon: Lexicon) -> Title | None:
    """The title that starts at token `i`, after a comma or "and"."""
    n, first = len(doc), i
    one = False
    while i < n and (doc[i].lower_ in DETERMINERS | _NOW or doc[i].text in ('"', "“")):
        one = one or doc[i].lower_ in _ONE_OF_MANY
        i += 1
    start, owner, office = i, None, None
    while i < n and i < start + 10:
        t = doc[i]
        inside = at.get(i)
        if inside is not None and inside.kind is NameKind.PERSON:
            told = one and inside.end < n and doc[inside.end].pos_ == "NOUN"  # "a senior Dahl aide"
            if inside.end >= n or (doc[inside.end].text not in POSSESSIVES and not told):
                return None
        if inside is not None and t.lower_ not in PARTISANS:
            # "Washington's Iran envoy" is Washington's.
            owner = owner if owner is not None and doc[i - 1].text in POSSESSIVES else inside
            i = inside.end
            if office is None and (inside.use is Use.ADJECTIVE or inside.kind is NameKind.PLACE):
                start = i
        elif t.text in POSSESSIVES:
            i += 1
            start = i
        elif t.lower_ == _BASED and doc[i - 1].text == "-" and office is None:
            i += 1  # "a Bergen-based lawyer": where somebody sits is not for whom
            start, owner = i, None
        elif is_office(t.lower_, lexicon.words.offices) and t.pos_ in ("NOUN", "PROPN", "ADJ"):
            office = i
            i += 1
        elif (
            t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
            or t.text == "-"
            or t.lower_ in DETERMINERS | _PARTICIPLES
            or _is_second(doc, i)
        ):
            i += 1
        else:
            break
    # In "the official news agency" the office is no head; before a verb ("X, officials said") it is a subject.
    if office is None or i >= n or office + 1 < i or (doc[i].pos_ in ("AUX", "VERB") and not one):
        return None
    behind = _past_office(doc, office, i, at, owner, lexicon)
    if behind is None:
        return None
    end, owner = behind
    start = _role_start(doc, first, start, office)
    return Title(doc[start:end].text, owner, start, end, public=doc[office].lower_ in lexicon.words.public_offices)


def _past_office(
    doc: Doc, office: int, i: int, at: Mapping[int, Name], owner: Name | None, lexicon: Lexicon
) -> tuple[int, Name | None] | None:
    """How far an apposition goes on behind its office, and whose it is; None where it is the office of somebody named next."""
    case = doc[i].lower_
    if case in _OF_SOMEBODY and names_the_next(doc, i + 1, at):
        return (
            None if case == "of" else (office + 1, owner)
        )  # "A, Secretary of State B", "A, a spokesman for President B"
    if case in _ABOUT or case in _AT:
        return past_preposition(doc, office, i, at, owner, lexicon.words.offices)
    return office + 1, owner


def _role_start(doc: Doc, first: int, start: int, office: int) -> int:
    """Where the words of a role begin: without articles and ages, with what tells that it is over."""
    while start < office and (
        doc[start].lower_ in _TIMES - _OVER or doc[start].lower_ in DETERMINERS or _is_age(doc, start, office)
    ):
        start += 1
    return next((t.i for t in doc[first:start] if t.lower_ in _OVER | _ONCE), start)


def _is_age(doc: Doc, i: int, office: int) -> bool:
    return (
        doc[i].like_num or doc[i].text == "-" or (doc[i].lower_ in _AGED and i < office) or "year-old" in doc[i].lower_
    )


def _copular(doc: Doc, name: Name, at: Mapping[int, Name], lexicon: Lexicon) -> Title | None:
    """ "X is the new prime minister", and for the side alone "X, who heads Y"."""
    for i in range(name.start, name.end):
        head = doc[i].head
        for verb in doc[i].children:
            if verb.dep_ == "acl:relcl" and verb.lemma_.lower() in _LEADING:
                led = next((at[c.i] for c in verb.children if c.dep_ == "obj" and c.i in at), None)
                if led is not None and led.kind is not NameKind.PERSON:
                    return Title("", led, verb.i, verb.i + 1)
            if verb.dep_ == "acl:relcl" and (held := _office_held(verb, lexicon)) is not None:
                return _title_at(doc, held, at)
        if (
            doc[i].dep_ == "nsubj"
            and head.i > name.end
            and head.lower_ in lexicon.words.offices
            and children(head, "cop")
            and _is_asserted(head)
            and not any(c.lower_ in _OF_A_ROW and c.relation == "amod" for c in head.children)
        ):
            return _title_at(doc, head, at)
    return None


_OF_A_ROW = frozenset("first second third last only next".split())
""" "He was the first president to go" gives nobody an office that he has."""


def _office_held(clause: Token, lexicon: Lexicon) -> Token | None:
    """The office in a relative clause: "who is a senior fellow", "who served as ambassador to Chad"."""
    if not any(c.lower_ == "who" and c.dep_ == "nsubj" for c in clause.children) or not _is_asserted(clause):
        return None
    if clause.lower_ in lexicon.words.offices and children(clause, "cop"):
        return clause
    if clause.lemma_.lower() in _SERVING:
        for noun in clause.children:
            if noun.lower_ in lexicon.words.offices and any(
                c.dep_ == "case" and c.lower_ == "as" for c in noun.children
            ):
                return noun
    return None


_SERVING = frozenset({"serve", "work"})


def _title_at(doc: Doc, head: Token, at: Mapping[int, Name]) -> Title:
    """The title that an office noun heads in a predicate."""
    start = head.i
    owner: Name | None = None
    for c in head.children:
        if c.i < head.i and c.dep_ in ("amod", "compound", "nmod:poss"):
            if c.i in at:
                owner = at[c.i]
            else:
                start = min(start, c.i)
    return Title(doc[start : head.i + 1].text, owner, start, head.i + 1)


def _is_asserted(predicate: Token) -> bool:
    """Tell whether the text itself says so: not what somebody alleges, nor what may, will or does not hold."""
    if predicate.relation == "ccomp" or any(t.relation == "ccomp" for t in predicate.ancestors):
        return False
    return not any(
        (c.relation == "aux" and c.lower_ in _MODALS) or (c.relation == "mark" and c.lower_ in _OPEN) or c.lower_ in _NO
        for c in predicate.children
    )
