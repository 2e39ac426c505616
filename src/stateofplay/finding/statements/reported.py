"""Indirect speech: contents found on the parse around a verb, a noun or an adjective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.finding.statements.contents import POINTING, Content, fill, names_first
from stateofplay.finding.statements.ends import content_end, is_speech_gerund, reporting_end, reporting_start
from stateofplay.finding.statements.sources import is_turned_away, owner_of, source_of_verb
from stateofplay.finding.statements.spans import CLOSING, MARKS, bounds, is_enclosed, subtree_range, trim
from stateofplay.finding.words.cues import (
    ACT_BY_SLOT,
    JUDGING,
    PARTICLE_OF,
    SPEECH_ADJECTIVES,
    SPEECH_FORMS,
    SPEECH_NOUN_FORMS,
    STUDIES,
    STUDY_FORMS,
    THOUGHT_ADJECTIVES,
    THOUGHT_FORMS,
    THOUGHT_NOUN_FORMS,
    Cue,
)
from stateofplay.language.clauses import child, grammatical_subject, is_passive
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Doc, Span, Token
from stateofplay.model import Act

_POSTPOSED = words(
    "say add tell note report write announce claim explain state warn argue insist predict believe think confirm "
    "tweet post stress emphasize emphasise assert declare admit acknowledge conclude complain recall suggest "
    "reply respond"
)
"""Verbs whose reporting clause may follow its content without quotation marks."""


_BESIDE = words("when while after before as since once because although though")
_BRINGING_ABOUT = words("get have see")
_QUESTIONS = words("whether if why how when where who what")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words given to a source.

    `start`, `end` are the tokens of the content (end exclusive); `source` is the head of the source's noun phrase, None where
    only the text before can tell (a quotation without words of saying). `how` names the construction.
    """

    cue: Token
    act: Act
    thought: bool
    source: Token | None
    start: int
    end: int
    how: str
    slot: str = "that"
    direct: bool = False


def _judges(entry: Cue, slot: str, content: Content, cue: Token) -> bool:
    """Whether a verb only judges its object, "welcomed the truce": nothing that was said is told."""
    if slot != "obj" or entry.lemma not in JUDGING:
        return False
    told = cue.doc[content.start : content.end]
    return not any(t.lower_ == "as" or t.text in MARKS for t in told)


def lookup(token: Token) -> Cue | None:
    """The cue that a token is, by its form and part of speech."""
    word = token.lower_
    if token.pos_ in ("VERB", "AUX") or word in ("said", "says"):
        if word in STUDY_FORMS and _is_study(token):
            return STUDY_FORMS[word]
        entry = SPEECH_FORMS.get(word) or THOUGHT_FORMS.get(word)
        particle = PARTICLE_OF.get(entry.lemma) if entry is not None else None
        return entry if particle is None or any(c.lower_ == particle for c in token.children) else None
    if token.pos_ == "NOUN":
        return SPEECH_NOUN_FORMS.get(word) or THOUGHT_NOUN_FORMS.get(word)
    if token.pos_ == "ADJ":
        return SPEECH_ADJECTIVES.get(word) or THOUGHT_ADJECTIVES.get(word)
    return None


def _is_study(verb: Token) -> bool:
    """Tell whether a poll or the like is what "shows" or "finds"."""
    subject = child(verb, "nsubj")
    return subject is not None and subject.lower_ in STUDIES


def reported_by(cue: Token, entry: Cue) -> Iterator[Attribution]:
    """Attributions that `cue` makes with contents on the parse."""
    if cue.pos_ == "NOUN":
        source = owner_of(cue)
        if source is None or is_turned_away(cue):
            return
    else:
        source = grammatical_subject(cue) if cue.pos_ == "ADJ" else source_of_verb(cue)
    if cue.pos_ == "VERB":
        if cue.relation == "xcomp" and cue.head.lemma_ in _BRINGING_ABOUT:
            return  # "to get the judges confirmed" says nothing
        if _describes_subject(cue):
            return
        if "that" in entry.slots and _opens_with_as(cue):
            yield from _around(cue, entry, source, clause_before(cue) or _clause_behind(cue))
            return
        if entry.lemma in _POSTPOSED and _closes_report(cue) and (before := clause_before(cue)) is not None:
            yield from _around(cue, entry, source, before)
            return
    for slot in entry.slots:
        found = tuple(_in_slot(cue, entry, slot, source)) or tuple(_beside_cue(cue, entry, slot, source))
        yield from found
        if found:
            return


def _describes_subject(cue: Token) -> bool:
    """ "The tariffs Dahl announced have served as a warning": which tariffs, and what they did; nobody's words.

    Parsers take what they did for what was announced, too.
    """
    does = cue.head.head if cue.dep_ == "acl:relcl" else child(cue, "ccomp")
    thing = child(does, "nsubj") if does is not None else None
    if (
        does is None
        or thing is None
        or not thing.i < cue.i < does.i
        or (cue.dep_ == "acl:relcl") != (thing is cue.head)
    ):
        return False
    between = cue.doc[thing.i : does.i]
    return not any(t.is_punct for t in between) and all(
        t.relation in ("aux", "cop") for t in cue.doc[cue.i + 1 : does.i]
    )


def _around(cue: Token, entry: Cue, source: Token | None, content: Content | None) -> Iterator[Attribution]:
    """What a reporting clause takes up, whose source the parse may have missed."""
    if content is not None:
        yield _attribution(cue, entry, content.head or source, content, "postposed")


def _in_slot(cue: Token, entry: Cue, slot: str, source: Token | None) -> Iterator[Attribution]:
    """What fills a slot of the cue, where it tells words."""
    if (slot == "obj" and (is_passive(cue) or _withholds(cue, entry))) or slot == "quote":
        return
    for content in fill(cue, slot):
        asked = entry.lemma == "ask" and _is_question(content)
        if (
            _is_convened(cue, slot)
            or _pointless(content)
            or asked
            or _judges(entry, slot, content, cue)
            or _follows_promise(entry, slot, content, cue)
        ):
            continue
        how = "noun" if cue.pos_ == "NOUN" else "clause" if slot == "that" else "phrase"
        direct = slot == "as" and is_enclosed(cue.doc, content.start, content.end)
        yield _attribution(cue, entry, source, content, how, slot, direct=direct)


_CONVENED = words("referendum election elections vote poll strike meeting summit session halt truce")


def _is_convened(cue: Token, slot: str) -> bool:
    """ "Called the referendum as a gamble": he had it held, and said nothing of it."""
    thing = child(cue, "obj")
    return slot == "as" and cue.lower_.startswith("call") and thing is not None and thing.lower_ in _CONVENED


def _withholds(cue: Token, entry: Cue) -> bool:
    """ "Denied the envoys a meeting": something is kept from somebody, and nothing said to be untrue."""
    if entry.lemma != "deny":
        return False
    things = [c for c in cue.children if c.i > cue.i and c.relation in ("obj", "iobj", "xcomp")]
    return len(things) > 1 and not any(t.relation == "xcomp" and child(t, "mark") is not None for t in things)


def _follows_promise(entry: Cue, slot: str, content: Content, cue: Token) -> bool:
    """ "After he pledged to help the inquiry, his lawyers went on": the clause behind is none that he pledged."""
    if slot != "that" or "to" not in entry.slots:
        return False
    return any(c.relation == "xcomp" and cue.i < c.i < content.start for c in cue.children)


def _beside_cue(cue: Token, entry: Cue, slot: str, source: Token | None) -> Iterator[Attribution]:
    """The words before or behind a verb of saying that the parse left without a content."""
    if slot != "that" or cue.pos_ != "VERB" or entry.lemma not in _POSTPOSED:
        return
    if (before := clause_before(cue)) is not None:
        yield from _around(cue, entry, source, before)
        return
    after = clause_after(cue, entry)
    told_by_itself = after is not None and source is not None and after.start <= source.i < after.end
    if after is not None and not told_by_itself:  # "One issue, say envoys, is the port"
        yield _attribution(cue, entry, source, after, "surface")


def _attribution(
    cue: Token,
    entry: Cue,
    source: Token | None,
    content: Content,
    how: str,
    slot: str = "that",
    *,
    direct: bool = False,
) -> Attribution:
    return Attribution(
        cue=cue,
        act=act_told(entry, slot, cue.doc, content.start, content.end),
        thought=entry.thought,
        source=source,
        start=content.start,
        end=content.end,
        how=how,
        slot=slot,
        direct=direct,
    )


def _closes_report(cue: Token) -> bool:
    """Tell whether a comma or the end of the sentence follows the cue at once: ", the army has said, while ..."."""
    following = cue.i + 1
    return following < len(cue.doc) and cue.doc[following].text in (",", ".", ";")


def _opens_with_as(cue: Token) -> bool:
    """ "As the army said": what was said is the clause on which this one hangs."""
    return (
        cue.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.children)
        and not any(c.dep_ in ("obj", "ccomp", "xcomp") and c.i > cue.i for c in cue.children)
    )


def _clause_behind(cue: Token) -> Content | None:
    """What follows a clause that opens the sentence: "As the army said, | the truce holds"."""
    sentence_start, sentence_end = bounds(cue)
    low, high = subtree_range(cue)
    if low > sentence_start + 1 or cue.head.i < cue.i:
        return None
    trimmed = trim(cue.doc, high, sentence_end)
    return Content(start=trimmed[0], end=trimmed[1]) if trimmed is not None and trimmed[1] - trimmed[0] > 2 else None


def act_told(entry: Cue, slot: str, doc: Doc, start: int, end: int) -> Act:
    """The act that a cue performs with words in a slot: who asks a question urges nobody."""
    if entry.lemma == "ask" and slot in _ASKING and (doc[start].lower_ in _QUESTIONS or _has_question(doc, start, end)):
        return Act.SAY
    return ACT_BY_SLOT.get((entry.lemma, slot), entry.act)


_ASKING = frozenset({"quote", "that"})


def _has_question(doc: Doc, start: int, end: int) -> bool:
    return any(t.text == "?" for t in doc[start : end + 1])


def _is_question(content: Content) -> bool:
    """ "Asked whether it would stay": who asks says nothing."""
    before = content.start - 1
    first = {content.head.doc[i].lower_ for i in (before, content.start)} if content.head is not None else frozenset()
    return bool(first & _QUESTIONS)


def _pointless(content: Content) -> bool:
    """A content of one word says nothing unless it is quoted: "said so", "expressed optimism", but 'called it "absurd"'."""
    if content.end - content.start > 1 or content.head is None:
        return content.end - content.start < 2
    return not is_enclosed(content.head.doc, content.start, content.end)


def clause_before(cue: Token) -> Content | None:
    """The clause that a reporting clause at its end or in its middle takes up: "The truce holds, the army said.".

    The content's `head` is here the head of the source, where the parse missed it.
    """
    form = cue.morph.get("VerbForm")
    if is_passive(cue) or "Ger" in form or "Inf" in form or cue.lower_.endswith("ing"):
        return None
    sentence_start, sentence_end = bounds(cue)
    doc = cue.doc
    source: Token | None = None
    before = reporting_start(cue) - 1
    comma = _comma_before(doc, cue, sentence_start)
    if comma == cue.i - 1 and (outer := _before_apposition(doc, comma, sentence_start)) is not None:
        before = comma = outer
        source = _unseen_source(doc, comma, cue)
    elif comma is not None and (outer := _before_office(doc, comma, cue, sentence_start)) is not None:
        before = comma = outer
    if doc[before].text in CLOSING and doc[before - 1].text == ",":
        before -= 1
    elif comma is not None and (comma > before or doc[before].text != ","):
        # The parse took the subject of the content for that of the reporting clause.
        before = comma
        source = _unseen_source(doc, comma, cue)
    if before - 3 <= sentence_start or doc[before].text != "," or _opens_beside(doc, sentence_start, cue):
        return None
    if any(c.dep_ == "cc" and c.lower_ == "but" and c.i > before for c in cue.children):
        return None  # "Both seemed ready, but Dahl said ...": she says what follows
    subjects = (t for t in doc[sentence_start:before] if t.dep_.startswith(("nsubj", "expl", "csubj")))
    if all(t.head.dep_.endswith("relcl") for t in subjects):
        return None  # "In Oslo, where they had met the king, Dahl warned of a war": no clause stands before
    if _goes_on_behind(doc[sentence_start:before], cue):
        behind = trim(doc, reporting_end(cue, sentence_end), sentence_end)
        return Content(start=behind[0], end=behind[1]) if behind is not None and behind[1] - behind[0] > 2 else None
    if not any(t.pos_ in ("VERB", "AUX") for t in doc[sentence_start:before]):
        return None  # "The minister, an official said, was told of it": what was said goes on behind
    after = reporting_end(cue, sentence_end)
    if (
        after < sentence_end - 1
        and doc[after].text not in (",", ".", ";", "—", "–", "--", ":")
        and doc[after].text not in CLOSING
        and not any(c.dep_ == "ccomp" and c.i < before for c in cue.children)
    ):
        return None
    trimmed = trim(doc, sentence_start, before)
    if trimmed is None or trimmed[1] - trimmed[0] < 3 or _is_asked(doc[trimmed[0]]):
        return None
    return Content(start=trimmed[0], end=trimmed[1], head=source)


def _goes_on_behind(words_before: Span, cue: Token) -> bool:
    """ "The plan to close the port, they say, was wrong": what the words before tell of stands behind the reporting clause."""
    heads = [
        t.head for t in words_before if t.dep_.startswith(("nsubj", "csubj")) and not t.head.dep_.startswith("acl")
    ]
    return bool(heads) and all(head.i > cue.i and head is not cue for head in heads)


_ASKED = words("asked pressed questioned quizzed")


def _is_asked(first: Token) -> bool:
    """ "Asked whether the pact would stay, Dahl said ...": what she was asked is not what she said."""
    return first.lower_ in _ASKED and child(first, "nsubj", "aux") is None


def _opens_beside(doc: Doc, start: int, cue: Token) -> bool:
    """Whether the sentence opens with a clause that tells nothing by itself.

    With when or why something was said, "When Chad defended the count, Togo responded with a shrug", or with one on which hangs
    what follows, "If the toll goes up, Dahl said, the fishermen will leave".
    """
    first = next((t for t in doc[start : start + 2] if not t.is_punct and not t.is_space), None)
    if first is None:
        return False
    clause = first.head
    beside = first.lower_ in _BESIDE and clause.dep_ == "advcl" and clause.head is cue
    return beside or (first.lower_ in _ON_WHICH and clause.i < cue.i < clause.head.i)


_ON_WHICH = words("if unless even when until while although though because once since as")


def _unseen_source(doc: Doc, comma: int, cue: Token) -> Token | None:
    """Head of the noun phrase between a comma and a verb without a subject there: the noun that hangs on nothing between."""
    if any(c.dep_ == "nsubj" and comma < c.i < cue.i for c in cue.children):
        return None
    for token in doc[comma + 1 : cue.i]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and not comma < token.head.i < cue.i:
            return token
    return None


def _before_apposition(doc: Doc, closing: int, start: int) -> int | None:
    """The comma before "the minister, Mira Dahl," or "Mira Dahl, the minister,", which a comma closes as well."""
    commas = [i for i in range(max(start, closing - _LONGEST_SPEAKER), closing) if doc[i].text == ","]
    if len(commas) < 2:
        return None
    outer, inner = (doc[a + 1 : b] for a, b in ((commas[-2], commas[-1]), (commas[-1], closing)))
    for office, name in ((outer, inner), (inner, outer)):
        named = len(name) and all(t.pos_ == "PROPN" for t in name)
        told = (
            len(office) and any(t.pos_ == "NOUN" for t in office) and office[0].pos_ in ("DET", "PRON", "ADJ", "PROPN")
        )
        told = told or (len(office) == 1 and office[0].pos_ == "NUM")  # "Mira Dahl, 52, said"
        if named and told and not any(t.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") for t in office):
            return commas[-2]
    return None


def _before_office(doc: Doc, comma: int, cue: Token, start: int) -> int | None:
    """The comma before "Nordbank chief economist, Mira Dahl noted": an office, a comma and the name that it is of."""
    name = doc[comma + 1 : cue.i]
    outer = next((i for i in range(comma - 1, max(start, comma - _LONGEST_SPEAKER), -1) if doc[i].text == ","), None)
    if outer is None or not name or not all(t.pos_ == "PROPN" for t in name):
        return None
    office = doc[outer + 1 : comma]
    if len(office) < 2 or any(t.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ", "ADP") for t in office):
        return None
    last = office[len(office) - 1]
    return outer if last.pos_ == "NOUN" and (last.head is cue or last.head in [*name]) else None


_LONGEST_SPEAKER = 18


def _comma_before(doc: Doc, cue: Token, start: int) -> int | None:
    """The comma that opens a reporting clause which the parse did not see: one noun phrase between it and the verb."""
    for i in range(cue.i - 1, max(start, cue.i - 16), -1):
        token = doc[i]
        if token.text == ",":
            return i
        if token.pos_ in ("VERB", "AUX", "SCONJ") or (token.is_punct and token.text not in ("-", "–", "'", "’", ".")):
            return None
    return None


def clause_after(cue: Token, entry: Cue) -> Content | None:
    """The words after a verb of saying that the parse left without a content clause: "said: ...", "said the talks ..."."""
    if entry.lemma not in _POSTPOSED or is_passive(cue) or cue.dep_ == "acl":
        return None
    doc = cue.doc
    _, sentence_end = bounds(cue)
    start = cue.i + 1
    if start >= sentence_end:
        return None
    trimmed = trim(doc, start, content_end(cue, start, sentence_end, None))
    if trimmed is None or trimmed[1] - trimmed[0] < 4:
        return None
    span = doc[trimmed[0] : trimmed[1]]
    if names_first(doc, *trimmed) or (entry.lemma == "tell" and _is_told_to_act(cue)):
        return None
    opens = span[span[0].lower_ in POINTING]  # "said this despite the vote"
    if (
        is_speech_gerund(span[0])
        or not any(t.pos_ in ("VERB", "AUX") for t in span)
        or opens.pos_ in ("ADP", "PUNCT", "CCONJ", "ADV")
    ):
        return None
    if _makes_a_thing(cue, trimmed[1]):
        return None
    return Content(start=trimmed[0], end=trimmed[1])


def _makes_a_thing(cue: Token, end: int) -> bool:
    """ "Wrote a long portrait of her, and it sold", "ended the letter with what might read as a farewell": a thing is told."""
    thing = child(cue, "obj")
    if thing is None or thing.i < cue.i:
        return False
    for t in cue.doc[thing.i + 1 : end]:
        if t.text == "," or t.pos_ == "CCONJ" or t.lower_ in _QUESTIONS:
            return True
        if t.pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_told_to_act(cue: Token) -> bool:
    """ "Told members to pass a bill that would help": an infinitive is what was said."""
    return any(
        c.relation == "xcomp" and c.i > cue.i and any(m.lower_ == "to" for m in c.children) for c in cue.children
    )
