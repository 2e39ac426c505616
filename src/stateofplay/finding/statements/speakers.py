"""Who speaks: from the head of a source to actors, or to an unnamed source as written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from stateofplay.finding.statements.antecedents import (
    PRONOUNS,
    SPOKESPEOPLE,
    are_several,
    described,
    in_office,
    taken_up,
)
from stateofplay.finding.statements.naming import Speaker, extent, unnamed
from stateofplay.finding.statements.sources import is_agentive, own_subject
from stateofplay.finding.statements.spans import CLOSING, LONGEST_NAME, OPENING, bounds
from stateofplay.finding.words.cues import ANONYMOUS_FORMS, CARRIER_FORMS
from stateofplay.language.clauses import conjuncts
from stateofplay.language.document import Document, Mention, MentionKind
from stateofplay.language.function_words import GENITIVES, HE_OR_SHE, OF_OR_FROM
from stateofplay.language.inflections import words
from stateofplay.language.lexicon import load
from stateofplay.language.tokens import Doc, Token

_SAID = frozenset({"said", "says"})
_JOINTS = GENITIVES | {"of", "-"}
"""Between two nouns of one description: "the minister of trade", "Chad's envoy"."""
_INSIDE = OF_OR_FROM | {"the", "-"}
_NAMELESS = frozenset({"official", "officials", "source", "sources"})
"""Who is told by no more than that is nobody in particular."""
_OF_TITLES = frozenset({"NOUN", "PROPN", "ADJ"})
_OUTLETS = words("agency newspaper daily broadcaster network channel site website magazine paper weekly")
_ONE_OF_MANY = words("aide staffer insider diplomat")
_EMPTY = frozenset({"it", "there", "this", "that", "what", "which", "one"})


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
    is_described = head.pos_ == "NOUN" or any(
        c.relation == "det" for c in head.children
    )  # "the top Democrat, A B, said"
    # "A moved Tom Berg, standing beside his wife, Anna, said": he is named himself
    is_described = is_described and (
        head.pos_ == "NOUN" or not any(document.is_person(n) for n in document.who(head, conjuncts=False))
    )
    if cue is not None and is_described and (told := _person_between_commas(document, cue)) is not None:
        return (told,)
    if examples := _examples(document, head):
        return examples
    out: list[Speaker] = []
    for part in conjuncts(head):
        if part is not head and (
            part.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or _goes_on_with_office(head, part)
        ):
            continue
        if cue is not None and part is not head and part.pos_ == "NOUN":
            told = _person_between_commas(document, cue)
            if told is not None and told.token.i > part.i:
                out.append(told)  # "Dahl and his counterpart, A B, said"
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
        first, last_part = (extent(s.token, document) for s in (out[0], out[-1]))
        whole = head.doc[min(first[0], last_part[0]) : max(first[1], last_part[1])]
        if len(whole) <= LONGEST_NAME:
            return (Speaker(name=" ".join(whole.text.split()), named=False, token=head),)
    return tuple(out)


def _examples(document: Document, several: Token) -> tuple[Speaker, ...]:
    """Those whom the page names of several that speak: Norway and Chad of "countries such as Norway and Chad"."""
    if "Number=Plur" not in several.morph:
        return ()
    first = next((c for c in several.children if c.relation == "nmod" and c.i > several.i and _opens_example(c)), None)
    named = (
        Speaker(name=name, named=True, token=part)
        for part in (conjuncts(first) if first is not None else ())
        for name in document.who(part, conjuncts=False)
    )
    return tuple(named)


def _opens_example(noun: Token) -> bool:
    return any(c.lower_ in _SUCH and c.i < noun.i for c in noun.children)


_SUCH = frozenset({"such", "like", "including"})


def _goes_on_with_office(head: Token, noun: Token) -> bool:
    """Tell whether a coordinated noun only goes on with a title: "X, the water and energy minister"."""
    if noun.pos_ != "NOUN":
        return False
    if head.pos_ == "PROPN" and any(c.dep_ == "appos" and head.i < c.i < noun.i for c in head.children):
        return True
    if noun.lower_.endswith("s"):
        return False
    return not any(c.relation in ("det", "nmod", "nummod", "appos", "flat") for c in noun.children)


def _before(cue: Token) -> int:
    """The last word before a verb that is no adverb or auxiliary; -1 where there is none."""
    i = cue.i - 1
    while i >= 0 and cue.doc[i].pos_ in ("ADV", "AUX", "PART"):
        i -= 1
    return i


def _person_between_commas(document: Document, cue: Token) -> Speaker | None:
    """The person of "the group's chief envoy, State Councillor A B, said": a name with its titles between commas."""
    doc, end = cue.doc, _before(cue)
    if end < 1 or doc[end].text != ",":
        return None
    for mention in document.mentions_in(max(0, end - LONGEST_NAME), end):
        if mention.end != end or mention.kind is not MentionKind.NAME or not _is_one_person(document, mention):
            continue
        start = mention.start
        while start > 0 and doc[start - 1].pos_ in _OF_TITLES:
            start -= 1
        if start > 1 and doc[start - 1].text == "," and doc[start - 2].pos_ in ("NOUN", "PROPN", "PART", "PUNCT"):
            return Speaker(name=mention.actors[0], named=True, token=doc[mention.end - 1])
    return None


def _is_one_person(document: Document, mention: Mention) -> bool:
    return len(mention.actors) == 1 and document.is_person(mention.actors[0])


_GOVERNS_NAMES = frozenset("for to of with from by".split())
"""Prepositions after which a name is not who speaks."""


def _stands_in_phrase(doc: Doc, start: int) -> bool:
    """Tell whether a name is what a preposition governs: "a spokesman for Prime Minister A B said"."""
    while start > 0 and doc[start - 1].pos_ in _OF_TITLES:
        start -= 1
    return start > 0 and doc[start - 1].lower_ in _GOVERNS_NAMES


def _person_beside(document: Document, cue: Token) -> Speaker | None:
    """The person whose name ends right before a verb, past adverbs and one apposition, or begins right after it."""
    doc = cue.doc
    i = _before(cue)
    if i > 0 and doc[i].lower_ == "who":
        i -= 1  # "Senator A B, Republican of C, who said"
        if doc[i].text != ",":
            i += 1
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
    inverted = cue.lower_ in _SAID and doc[cue.i - 1].is_punct and (own is None or own.i > cue.i)
    low, high = min(*places, cue.i) - LONGEST_NAME, max(*places, cue.i + 8)
    first = bisect_left(document.mentions, low, key=lambda m: m.start)
    last = bisect_right(document.mentions, high, key=lambda m: m.start)
    for mention in document.mentions[first:last]:
        if mention.kind is not MentionKind.NAME or not _is_one_person(document, mention):
            continue
        if mention.end in places and (_stands_in_phrase(doc, mention.start) or _is_acted_on(doc[mention.head], cue)):
            continue
        if mention.end in places or any(_is_home(doc, mention.end, place) for place in places):
            return Speaker(name=mention.actors[0], named=True, token=doc[mention.end - 1])
        if inverted and cue.i < mention.start <= cue.i + 8:
            between = doc[cue.i + 1 : mention.start]
            if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or t.lower_ in _JOINTS or t.is_title for t in between):
                return Speaker(name=mention.actors[0], named=True, token=doc[mention.start])  # also "Managing Director"
    return None


def _is_acted_on(name: Token, cue: Token) -> bool:
    """Tell whether somebody is the object of what the speakers do: "rebels fighting Assad said"."""
    return name.relation == "obj" and name.head.i < name.i < cue.i and name.head.dep_.startswith("acl")


def _is_home(doc: Doc, start: int, end: int) -> bool:
    """Tell whether "(R-Ohio)", "of Ohio" or ", Ohio Republican" is all that stands between a name and a verb."""
    if not 0 < end - start <= LONGEST_NAME:
        return False
    between = doc[start:end]
    if between[0].text == "(":
        close = next((i for i, t in enumerate(between) if t.text == ")"), None)
        return close is not None and (close + 1 == len(between) or _is_home(doc, start + close + 1, end))
    return between[0].lower_ in OF_OR_FROM and all(t.pos_ == "PROPN" or t.lower_ in _INSIDE for t in between)


def _speakers_of(document: Document, head: Token, last: tuple[Speaker, ...], since: int) -> Iterator[Speaker]:
    word = head.lower_
    names = document.who(head, conjuncts=False)
    one = head.pos_ == "NOUN" or _is_one_member(document, head, names)
    if one and not _named_beside(document, head) and _stays_unnamed(document, head, names):
        again = described(document, head, last, since)
        yield from again or (unnamed(document, head),)
        return
    if word in PRONOUNS and (taken := taken_up(document, head, last, since)):
        yield from taken
    elif head.pos_ == "NOUN" and (still := in_office(document, head, names, last, since)):
        yield from still
    elif names:
        yield from (Speaker(name=n, named=True, token=head) for n in names)
    elif word in _OUTLETS and (outlet := _outlet_named(document, head)) is not None:
        yield outlet
    elif head.pos_ == "PRON" or word in _EMPTY:
        if word in PRONOUNS and not (word in HE_OR_SHE and are_several(last)):
            yield from last
    elif again := described(document, head, last, since):
        yield from again
    elif (
        (head.pos_ == "PROPN" and not _is_no_speaker(document, head))
        or word in ANONYMOUS_FORMS
        or is_agentive(word)
        or word in CARRIER_FORMS
        or word in _people()
    ):
        yield unnamed(document, head)


def _speaks_for(document: Document, head: Token, names: tuple[str, ...]) -> bool:
    """Tell whether the person to whom a description went is only its owner: "the president's spokesman"."""
    return any(
        name in document.who(owner, conjuncts=False)
        for owner in head.children
        if owner.relation == "nmod"
        for name in names
    )


def _outlet_named(document: Document, head: Token) -> Speaker | None:
    """The medium of "the Reuters news agency": an actor, else as its name is written."""
    if not head.is_lower:
        return None
    named = [c for c in head.children if c.dep_ in ("compound", "nmod", "flat") and c.pos_ == "PROPN" and c.i < head.i]
    if not named:
        return None
    first, last = min(t.i for t in named[0].subtree), named[-1].i
    for name in document.who(named[-1], conjuncts=False):
        if document.is_body(name):
            return Speaker(name=name, named=True, token=head)
    if any(document.is_country(name) for name in document.who(named[-1], conjuncts=False)):
        return None
    return Speaker(name=head.doc[first : last + 1].text, named=False, token=head)


def _stays_unnamed(document: Document, head: Token, names: tuple[str, ...]) -> bool:
    """Tell whether a noun is told as it is written, although it may speak for somebody known."""
    word = head.lower_
    if not names and word in _OUTLETS and _outlet_named(document, head) is not None:
        return False
    if names and word in SPOKESPEOPLE and (_is_indefinite(head) or _speaks_for(document, head, names)):
        return True  # "a spokesman for Dahl" is not Dahl, nor is "Dahl's spokesman"
    if _is_one_member(document, head, names):
        return True
    if word not in ANONYMOUS_FORMS:
        return False
    if not names or _is_indefinite(head) or word in _NAMELESS:
        return True
    # "The Democratic aide" is neither the party nor all of it.
    return word in _ONE_OF_MANY and not any(document.is_person(n) for n in names)


def _is_one_member(document: Document, head: Token, names: tuple[str, ...]) -> bool:
    """ "At least one Republican said", "a top Democrat said": one of a party, which itself says nothing."""
    if not head.text[0].isupper() or "Number=Plur" in head.morph:
        return False
    if not _is_indefinite(head) and head.left_edge.lower_ not in _INDEFINITE:
        return False
    return bool(names) and not any(document.is_person(name) for name in names)


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


def _is_no_speaker(document: Document, name: Token) -> bool:
    """A day or a dateline ("GENEVA") that a parser took for a subject."""
    return (name.is_upper and len(name) > 4) or document.is_in_time(name)


def _named_beside(document: Document, head: Token) -> bool:
    """Tell whether a proper name stands in apposition or compound with a describing noun ("spokesman John Kirby")."""
    return any(
        c.dep_ in ("appos", "flat", "flat:name", "compound") and c.pos_ == "PROPN" and c.i > head.i
        for c in head.children
    )


_INDEFINITE = frozenset("a an some another one".split())
"""Words before somebody who was not told of before."""


def _is_indefinite(head: Token) -> bool:
    return any(c.dep_ in ("det", "nummod") and (c.lower_ in _INDEFINITE or c.dep_ == "nummod") for c in head.children)
