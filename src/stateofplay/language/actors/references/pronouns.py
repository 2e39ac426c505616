"""Pronouns back to the actors they speak of.

The rule is salience: the last agreeing actor, subjects before the rest, the same sentence before the one before. "it" and
"they" are left alone where their verb is nothing an actor does. Inside quotation marks "I" and "we" are the speaker where
the clause of saying stands beside the quote.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stateofplay.language.actors.clause_role import Bearing, bearing
from stateofplay.language.actors.roster import ActorDraft, DraftSpan, JointMention, Roster
from stateofplay.language.clauses import conjuncts, grammatical_subject, is_passive
from stateofplay.language.document import Document, MentionKind, Quotation
from stateofplay.language.lexicon import Words
from stateofplay.language.press.honorifics import gender_of_office, gender_told
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset("it its itself".split())
_SELF = frozenset("i me my mine myself we us our ours ourselves".split())
_SAYING = frozenset(
    "say tell add write tweet state declare warn insist ask reply announce note explain argue post recall".split()
)
_SALIENCE = {Bearing.SPEAKER: 3.0, Bearing.AGENT: 3.0, Bearing.PATIENT: 1.6, Bearing.PARTNER: 1.4, Bearing.OWNER: 1.2}
_FOREMOST = 3.7
_COLLECTIVES = frozenset(
    "opposition committee group delegation movement union party bloc coalition side team family community faction".split()
)
_ONE_BODY = (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP)
_UNNAMED = 0.5
"""How much less those are on the reader's mind whom the page only describes."""
_REACH = 3
"""How many sentences back an antecedent may stand."""


@dataclass(frozen=True, slots=True)
class PronounMentions:
    """Of whom the pronouns of a text speak."""

    of: Mapping[ActorDraft, Sequence[DraftSpan]]
    joint: Sequence[JointMention]
    """"They" who were joined by "and"."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """An actor met on the way through the text."""

    draft: ActorDraft
    gender: str
    sentence: int
    token: int
    salience: float
    quoted: bool


def resolve_pronouns(document: Document, roster: Roster, words: Words) -> PronounMentions:
    """Find of whom the pronouns of a text speak."""
    doc = document.doc
    genders = {draft: _gender(doc, draft) for draft in roster.drafts}
    starts: dict[int, list[tuple[ActorDraft, int, MentionKind]]] = {}
    for draft in roster.drafts:
        for span in draft.spans:
            starts.setdefault(span.start, []).append((draft, span.head, span.kind))
    number = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    seen: list[_Seen] = []
    selves: list[Token] = []
    found: dict[int, ActorDraft] = {}
    of: dict[ActorDraft, list[DraftSpan]] = {}
    joint: list[JointMention] = []
    # "Kenyan and Peruvian negotiators": one noun for both.
    shared = {one.span.head: one.drafts for one in roster.joint if len(one.drafts) > 1}
    for token in doc:
        for draft, head, kind in starts.get(token.i, ()):
            weight = 0.3 if kind is MentionKind.ADJECTIVE else _salience(doc[head], words)
            if draft.origin == "proposed":
                weight *= _UNNAMED
            quoted = document.is_quoted(doc[head])
            seen.append(_Seen(draft, genders[draft], number[token.i], head, weight, quoted))
        if token.pos_ not in ("PRON", "DET") or token.i in roster.taken:
            continue
        if token.lower_ in _SELF:
            if document.is_quoted(token):
                selves.append(token)
            continue
        above = _subject_above(token, words)
        if above is not None and (sharing := shared.get(above.i)) is not None:
            joint.append(JointMention(_span(token), sharing))
            continue
        several = _several(above)
        if several:
            # All of them or, where one is no actor, nobody: never the one who happens to stand nearest.
            together = tuple(dict.fromkeys(d for t in several if (d := roster.taken.get(t.i)) is not None))
            if len(together) == len(several):
                joint.append(JointMention(_span(token), together))
            continue
        below = _named_below(token, roster)
        others = [place for place in seen[-60:] if id(place.draft) not in below] if below else seen
        if not document.is_quoted(token):
            # "'Saleh must go,' he said": who speaks is none of those whom he names.
            others = [place for place in others[-60:] if not place.quoted]
        best = _resolve(token, others, number[token.i], words)
        if best is not None and _is_of_another(token, best, roster, words):
            best = None
        if best is not None:
            found[token.i] = best
            of.setdefault(best, []).append(_span(token))
            weight, quoted = _salience(token, words), document.is_quoted(token)
            seen.append(_Seen(best, genders[best], number[token.i], token.i, weight, quoted))
    # Last, so that "he said" after a quotation has found its man.
    for token in selves:
        speaker = _speaker(document, token, roster, found)
        if speaker is not None:
            of.setdefault(speaker, []).append(_span(token))
    return PronounMentions(of=of, joint=joint)


def _span(token: Token) -> DraftSpan:
    return DraftSpan(token.i, token.i + 1, token.i, MentionKind.PRONOUN)


def _gender(doc: Doc, draft: ActorDraft) -> str:
    """What is known of a person, else what "Mr" and "Mrs" before the name tell."""
    if draft.kind is not ActorKind.PERSON or draft.gender:
        return draft.gender
    told = {gender_told(doc, s.start) for s in draft.spans if s.kind is MentionKind.NAME}
    told |= {gender_of_office(role) for role in (*draft.roles, *draft.called)}
    told.discard("")
    return told.pop() if len(told) == 1 else ""


def _salience(token: Token, words: Words) -> float:
    """How much a noun is on the reader's mind: the subject of the main clause the most."""
    if token.relation == "nsubj" and token.head.dep_ == "root":
        return _FOREMOST  # also of a passive: "Holm was received by Saleh"
    sends = token.relation == "nmod" and any(c.dep_ == "case" and c.lower_ == "from" for c in token.children)
    return _SALIENCE.get(bearing(token, words), 0.8) + (0.2 if sends else 0.0)


def _resolve(token: Token, seen: Sequence[_Seen], sentence: int, words: Words) -> ActorDraft | None:
    lower = token.lower_
    for wanted in (_HE, _SHE, _THEY, _IT):
        if lower in wanted:
            break
    else:
        return None
    if wanted is _IT or (wanted is _THEY and token.dep_ == "nsubj"):
        if _speaks_of_a_thing(token, words):
            return None
    return _antecedent(token, wanted, seen, sentence)


def _subject_above(token: Token, words: Words) -> Token | None:
    """The subject before a "they": of the clause above it, else of the sentence before."""
    if token.lower_ != "they" or token.relation != "nsubj" or _speaks_of_a_thing(token, words):
        return None
    verb = token.head
    above = grammatical_subject(verb.head) if verb.relation in ("ccomp", "advcl") else None
    if above is None and verb.dep_ == "root":
        above = _main_subject_before(token)
    return above if above is not None and above.i < token.i else None


def _several(above: Token | None) -> tuple[Token, ...]:
    """Those joined by "and" in a subject."""
    joined = tuple(conjuncts(above)) if above is not None else ()
    return joined if len(joined) > 1 else ()


def _main_subject_before(token: Token) -> Token | None:
    start = token.sent.start
    if start == 0:
        return None
    root = token.doc[start - 1].sent.root
    return next((c for c in root.children if c.relation == "nsubj"), None)


def _speaks_of_a_thing(token: Token, words: Words) -> bool:
    """ "it is clear that", "it would reveal", "rejected it": no actor, as far as the verb tells."""
    base = token.relation
    if base == "expl" and not _claims(token, words):
        return True
    if base in ("nsubj", "expl"):
        lemma = token.head.lemma_.lower()
        if any(c.relation == "csubj" for c in token.head.children):
            return True
        return lemma not in words.speech and lemma not in words.action and token.head.pos_ == "VERB"
    return base in ("obj", "iobj") and token.lower_ == "it"


def _claims(token: Token, words: Words) -> bool:
    """ "It demands that they leave": whoever demands is somebody, although parsers call such an "it" empty."""
    verb = token.head
    return (
        verb.lemma_.lower() in words.speech
        and not is_passive(verb)
        and any(c.relation == "ccomp" for c in verb.children)
    )


def _named_below(token: Token, roster: Roster) -> set[int]:
    """Actors named in the clause of which a pronoun is the subject: "it demands that Ukraine leave" is not said of Ukraine."""
    if token.relation not in ("nsubj", "expl"):
        return set()
    named = {id(roster.taken[t.i]) for t in token.head.subtree if t.i > token.i and t.i in roster.taken}
    verb = token.head
    if verb.relation == "parataxis" and verb.lemma_.lower() in _SAYING:
        # "Saleh, she said, worked for the port": Saleh is another.
        subject = grammatical_subject(verb.head)
        if subject is not None and subject.i in roster.taken:
            named.add(id(roster.taken[subject.i]))
    return named


def _is_of_another(token: Token, best: ActorDraft, roster: Roster, words: Words) -> bool:
    """ "Saleh said the president told members he will not sign": the president will not, of whom the page tells no name."""
    told = token.head.head
    if token.relation != "nsubj" or token.head.relation != "ccomp" or told.lemma_.lower() not in _SAYING:
        return False
    speaker, listener = (
        grammatical_subject(told),
        next((c for c in told.children if c.relation in ("obj", "iobj")), None),
    )
    if speaker is None or speaker.pos_ != "NOUN" or speaker.i in roster.taken or speaker.lower_ not in words.offices:
        return False
    if listener is not None and listener.pos_ == "PRON":
        return False  # "the judge told him he would go free"
    outer = grammatical_subject(told.head) if told.relation == "ccomp" else None
    return outer is not None and roster.taken.get(outer.i) is best


def _antecedent(token: Token, wanted: frozenset[str], seen: Sequence[_Seen], sentence: int) -> ActorDraft | None:
    subject = _clause_subject(token)
    own = token.relation in ("obj", "iobj", "obl")
    best, top = None, 0.0
    for place in reversed(seen[-60:]):
        distance = sentence - place.sentence
        if distance > _REACH:
            break
        if not _agrees(place, wanted):
            continue
        value = place.salience * 0.55**distance - 0.002 * (token.i - place.token)
        if wanted is _THEY and place.draft.kind is ActorKind.COUNTRY:
            value *= 0.4 if token.relation == "nsubj" and token.head.lemma_.lower() in _SAYING else 0.6
        if distance == 1 and token.doc[place.token].lower_ in wanted and wanted in (_HE, _SHE):
            value += 1.0  # whom the sentence before called so
        if subject is not None and place.token == subject.i:
            if own:
                continue
            value += 2.0
        if value > top:
            best, top = place.draft, value
    return best


def _clause_subject(token: Token) -> Token | None:
    """The subject of the clause in which a possessive or object pronoun stands."""
    if token.relation == "nsubj":
        return None
    head = token.head
    for _ in range(6):
        if head.pos_ in ("VERB", "AUX"):
            return grammatical_subject(head)
        if head.head is head:
            return None
        head = head.head
    return None


def _agrees(place: _Seen, wanted: frozenset[str]) -> bool:
    draft = place.draft
    if wanted is _HE:
        return draft.kind is ActorKind.PERSON and place.gender != "f"
    if wanted is _SHE:
        return draft.kind is ActorKind.PERSON and place.gender != "m"
    if wanted is _IT:
        return draft.kind in _ONE_BODY or draft.name.rsplit(" ", 1)[-1].lower() in _COLLECTIVES
    return draft.kind in (ActorKind.GROUP, ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION) or (
        draft.kind is ActorKind.COUNTRY and bool(draft.nominals)
    )


_NESTED = 4


def _begins(quote: Quotation) -> int:
    return quote.start


def _speaker(document: Document, token: Token, roster: Roster, found: dict[int, ActorDraft]) -> ActorDraft | None:
    """Who speaks the quotation around `token`: the subject of the verb of saying beside it."""
    doc: Doc = document.doc
    quotes = document.quotations
    last = bisect_right(quotes, token.i, key=_begins)
    # The outermost of those that begin before it; they stand in text order, and few lie in one another.
    for quote in quotes[max(0, last - _NESTED) : last]:
        if quote.start <= token.i < quote.end:
            for lo, hi in ((quote.end, min(len(doc), quote.end + 14)), (max(0, quote.start - 14), quote.start)):
                for t in doc[lo:hi]:
                    who = roster.taken.get(t.i) or found.get(t.i)
                    if who is not None and t.relation in ("nsubj", "obj") and t.head.lemma_.lower() in _SAYING:
                        return who
            return None
    return None
