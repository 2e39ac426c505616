"""Names as the trained recogniser cuts them, where capitals and lexicon alone would leave pieces.

"Karl B. Ostrand" is one person though the lexicon knows an Ostrand, "Adam Mount" a person though a mount is a thing, and
"Free Harbour Rangers" one body though Harbour is a place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from stateofplay.language.actors.names.capitals import NO_NAME, SUFFIXES, is_function, is_surname
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.lexicon import PARTICLES, Entry, Lexicon, Use, fold
from stateofplay.language.tokens import Doc

_WITH_INITIAL = 4
"""Words of "Karl B. Ostrand Jr.", whose initial says that no son is told from his father."""
_JOINTS = frozenset({"-", "'", "’", "&", "of", "for", "the", "and", "."})
_COMPANY = frozenset("co co. corp corp. inc inc. ltd ltd. plc group holdings sa s.a. ag nv n.v. se".split())
"""What firms put behind their names."""


def join_recognised(doc: Doc, names: Sequence[Name], lexicon: Lexicon, shouting: Set[int]) -> list[Name]:
    """Names with those joined that the recogniser saw as one person or body, and people added whom no other sign shows."""
    out = list(names)
    for entity in doc.ents:
        if entity.start in shouting or entity.label_ not in ("PERSON", "ORG"):
            continue
        start, end = entity.start, entity.end
        if end < len(doc) and doc[end].lower_ in SUFFIXES:
            end += 1
        read = _read_person if entity.label_ == "PERSON" else _read_body
        over = [n for n in out if n.start < end and n.end > start]
        name = read(doc, start, end, over, lexicon)
        if name is not None:
            out = [n for n in out if n not in over]
            out.append(name)
    out.sort(key=lambda n: n.start)
    return out


def _read_person(doc: Doc, start: int, end: int, over: Sequence[Name], lexicon: Lexicon) -> Name | None:
    """A person where the recogniser saw one, in four steps.

    1. Titles in front are no part of the name.
    2. What capitals cut too long loses its first words: "Neither Dahl nor ...", "Like Dahl, ...".
    3. The span must be one person's name, and say more than the names that were read in it.
    4. Whom the lexicon knows by the surname it is where the given name allows.
    """
    words = lexicon.words
    while end - start > 1 and doc[start].lower_ in words.honorifics | words.offices | words.ranks:
        start += 1
    if end - start > 1 and start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in words.offices:
        # "Secretary of State Omar Haddad", in which capitals alone see a "State Omar" and a "Haddad".
        if not lexicon.is_first_name(doc[start].text):
            start += 1
            over = [n for n in over if n.start >= start]
    if len(over) == 1 and over[0].end == end and over[0].start < start and over[0].kind is NameKind.PERSON:
        before = range(over[0].start, start)
        if all(is_function(doc[i]) or doc[i].lower_ in NO_NAME for i in before) and not is_surname(doc, over[0].start):
            return Name(start, end, NameKind.PERSON, over[0].senses)
    if not _says_more(doc, start, end, over):
        return None
    if end - start == 1:
        called = start > 0 and doc[start - 1].lower_ in words.honorifics
        return Name(start, end, NameKind.PERSON) if called and not over else None
    if not _is_one_person(doc, start, end, over, lexicon):
        return None
    bearer = next((n for n in over if n.senses and n.kind is NameKind.PERSON), None)
    return Name(start, end, NameKind.PERSON, _senses(doc, start, end, bearer))


def _says_more(doc: Doc, start: int, end: int, over: Sequence[Name]) -> bool:
    """Step 3: whether a span in capitals holds all names that were read in it, and is not just one of them."""
    if any(n.start < start or n.end > end for n in over) or not _is_cased(doc, start, end, frozenset({"-", "'", "’"})):
        return False
    return not (len(over) == 1 and (over[0].start, over[0].end) == (start, end))


def _is_one_person(doc: Doc, start: int, end: int, over: Sequence[Name], lexicon: Lexicon) -> bool:
    """Step 3: whether several words are the name of one person, by the names that were read in them."""
    people = [n for n in over if n.kind is NameKind.PERSON]
    known = [n for n in over if n.senses]
    if any(n.end == end and n.end - n.start > 1 for n in people):
        return False  # "State Mira Dahl", of "Secretary of State Mira Dahl"
    if not over and not lexicon.is_first_name(doc[start].text):
        return False
    if any(n.kind is not NameKind.PERSON and n.use is not Use.CAPITAL for n in known):
        return False
    if any(t.text == "-" for t in doc[start:end]) and len(people) > 1 and known:
        return False  # "the Dahl-Saleh meeting"
    bearers = [n for n in known if n.kind is NameKind.PERSON]
    if not bearers:
        return True
    tail = [t.lower_ for t in doc[bearers[0].end : end]]
    whole = bearers[0].end - bearers[0].start > 1 and not (tail and SUFFIXES.issuperset(tail))
    return len(bearers) == 1 and not whole


def _senses(doc: Doc, start: int, end: int, bearer: Name | None) -> tuple[tuple[Entry, Use], ...]:
    """Step 4: what the lexicon knows of the surname; no son is told from his father by it."""
    junior = doc[end - 1].lower_ in SUFFIXES and end - start < _WITH_INITIAL
    return bearer.senses if bearer is not None and not junior and _is_same(doc[start].text, bearer) else ()


def _is_same(given: str, bearer: Name) -> bool:
    """Tell whether somebody of this given name may be whom the lexicon knows by the surname."""
    first = fold(bearer.entry.name).split()[0].lower() if bearer.entry is not None else ""
    mine = fold(given).lower().rstrip(".")
    return first[:2] == mine[:2] or (len(mine) == 1 and first.startswith(mine))


def _read_body(doc: Doc, start: int, end: int, over: Sequence[Name], lexicon: Lexicon) -> Name | None:
    pieces = [n for n in over if n.end - n.start < end - start]
    if not pieces or len(pieces) < len(over) or any(n.start < start or n.end > end for n in over):
        return None
    if not _is_cased(doc, start, end, _JOINTS) or doc[start].lower_ in _JOINTS:
        return None
    known = [n for n in over if n.senses]
    if known and known[0].start == start and all(t.lower_ in _COMPANY for t in doc[known[0].end : end]):
        return Name(start, end, NameKind.BODY, known[0].senses)
    if any(n.kind is not NameKind.PLACE or n.use is Use.ADJECTIVE for n in known):
        return None
    if (len(over) == 1 and known) or doc[start].lower_ in NO_NAME:
        return None
    if len(known) == len(over) and doc[end - 1].lower_ not in lexicon.words.body_names:
        return None
    return Name(start, end, NameKind.BODY)


def _is_cased(doc: Doc, start: int, end: int, joints: Set[str]) -> bool:
    """Tell whether all words of a span have capitals or are numbers, but for those that hold names together."""
    small: Callable[[str], bool] = lambda text: text in joints or text in PARTICLES  # noqa: E731
    return all(t.text[:1].isupper() or t.text.isdigit() or small(t.lower_) for t in doc[start:end]) and not any(
        t.is_space for t in doc[start:end]
    )
