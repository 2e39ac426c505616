"""Direct speech: each quotation that is an utterance of its own, with the words of saying beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.finding.statements.reported import lookup
from stateofplay.finding.statements.spans import CLOSING, OPENING, ends_in_abbreviation
from stateofplay.finding.words.cues import SPEECH_FORMS, Cue
from stateofplay.language.clauses import child, is_passive
from stateofplay.language.document import Document, Quotation
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.press.transcripts import is_bullet
from stateofplay.language.tokens import Doc, Token

_FINAL = frozenset(".!?")
_REACH_AFTER = 18  # tokens between a quotation and its words of saying: "..., the minister of X, A B, told reporters"
_REACH_BEFORE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quotation that stands as an utterance. `cue` is None where it carries on the one before."""

    quotation: Quotation
    cue: Token | None
    entry: Cue | None
    start: int
    after: bool = False


_PASSED_ON = frozenset({"quoted", "cited"})


def utterances(document: Document) -> Iterator[Utterance]:
    """Quotations that are utterances, in text order, each with its cue where one stands beside it."""
    doc = document.doc
    for quotation in document.quotations:
        words = sum(t.is_alpha for t in doc[quotation.start : quotation.end])
        if words < 1 or _goes_on_from_subject(doc, quotation):
            continue
        opens, before = _before(doc, quotation)
        after = _cue_after(doc, quotation) if _may_be_followed(doc, quotation) else None
        if opens:
            # The nearest words of saying: after a comma those that follow, else those that lead up to it.
            if after is not None:
                entry = lookup(after) or SPEECH_FORMS["said"]
                yield Utterance(quotation=quotation, cue=after, entry=entry, start=quotation.start, after=True)
            elif before is not None:
                yield Utterance(quotation=quotation, cue=before, entry=lookup(before), start=quotation.start)
            elif words >= 3 and not _is_heading(doc, quotation):
                yield Utterance(quotation=quotation, cue=None, entry=None, start=quotation.start)


def _goes_on_from_subject(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation is what is said of whom the words before it name: 'that Dahl, the envoy, "was given a warning"'."""
    first = doc[quotation.start]
    if not first.is_lower or first.pos_ not in ("VERB", "AUX") or "Fin" not in first.morph.get("VerbForm"):
        return False
    verb = first.head if first.relation in ("aux", "cop") else first
    subject = child(verb, "nsubj", "nsubj:pass")
    return subject is not None and subject.i < quotation.start


_LONG_HEADING = 8


def _is_heading(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation is a line of its own without a stop, as headings within a page are: 'A clear setback'."""
    before, after = quotation.start - 2, quotation.end + 1
    alone = (before < 0 or "\n" in doc[before].text) and (after >= len(doc) or "\n" in doc[after].text)
    last = doc[quotation.end - 1].text
    return (
        alone
        and quotation.end - quotation.start <= _LONG_HEADING
        and (last not in _FINAL or doc[quotation.start : quotation.end].text.isupper())
        and last not in (",", "…", "...")
    )


def _before(doc: Doc, quotation: Quotation) -> tuple[bool, Token | None]:
    """Whether the quotation opens a sentence or follows a cue, and the cue that leads up to it."""
    mark = quotation.start - 1
    if mark < 0:
        return True, None
    i = mark - 1
    newlines = 0
    while i >= 0 and doc[i].is_space:
        newlines += "\n" in doc[i].text
        i -= 1
    if i < 0:
        return True, None
    previous = doc[i]
    if newlines and previous.text != ":":
        return True, None
    if not newlines and _only_bullets_before(doc, mark):
        return True, None
    if previous.text in _FINAL or previous.text in CLOSING:
        return True, None
    if not newlines and ends_in_abbreviation(previous):
        return True, None
    if previous.text.endswith(".") and not previous.whitespace_ and not newlines and doc[mark + 1].is_title:
        # Run together with the sentence before: 'a deadline for the U.N.“Start with money,” said Hale'.
        return True, None
    leads = previous.text in (",", ":") or lookup(previous) is not None
    if not leads:
        return False, None
    entry = lookup(previous)
    if entry is not None and previous.text not in (",", ":"):
        return (True, previous) if "quote" in entry.slots else (False, None)
    return _cue_leading(doc, i, colon=previous.text == ":")


def _only_bullets_before(doc: Doc, mark: int) -> bool:
    """Tell whether only bullets or emoji stand between the start of the line and an opening mark."""
    i = mark - 1
    while i >= 0 and "\n" not in doc[i].text:
        if not doc[i].is_space and not is_bullet(doc[i].text):
            return False
        i -= 1
    return True


def _cue_leading(doc: Doc, comma: int, *, colon: bool) -> tuple[bool, Token | None]:
    """The cue before a comma or colon that opens a quotation: the last verb of saying with no other clause between."""
    for j in range(comma - 1, max(-1, comma - _REACH_BEFORE), -1):
        token = doc[j]
        if (token.is_space and "\n" in token.text) or token.text in _FINAL:
            break
        if token.text in OPENING | CLOSING and not colon and token.text not in ("'", "’"):
            break
        entry = lookup(token)
        if entry is not None and "quote" in entry.slots and token.pos_ != "NOUN":
            return True, token
        if colon and j == comma - 1 and j and doc[j - 1].pos_ == "PROPN" and token.lower_ in SPEECH_FORMS:
            return True, token  # "Mira Dahl reports:", its verb taken for a noun
    return colon, None


def _may_be_followed(doc: Doc, quotation: Quotation) -> bool:
    last = doc[quotation.end - 1]
    if last.text in (",", "?", "!", "—", "–", "-", "...", "…"):
        return True
    following = doc[quotation.end + 1] if quotation.end + 1 < len(doc) else None
    if following is None or following.is_space:
        return False
    if following.text == "," or last.text not in _FINAL:
        return True
    # "None that was shown.” said Dahl": a small letter begins no sentence.
    entry = lookup(following)
    return following.is_lower and entry is not None and "quote" in entry.slots and following.pos_ != "NOUN"


def _cue_after(doc: Doc, quotation: Quotation) -> Token | None:
    """The verb of saying in the reporting clause right after a quotation."""
    i = quotation.end + 1
    end = min(len(doc), i + _REACH_AFTER)
    for j in range(i, end):
        token = doc[j]
        quotes = token.text in OPENING and j > i and not _is_genitive(token)
        if (token.is_space and "\n" in token.text) or token.text in _FINAL or quotes:
            return None
        entry = lookup(token)
        if entry is not None and token.pos_ != "NOUN" and "quote" in entry.slots and not _is_infinitive(token):
            return token
        if token.lower_ in _PASSED_ON and is_passive(token):
            continue  # "...", X was quoted as saying
        if token.pos_ == "VERB" and token.dep_ not in ("acl", "acl:relcl", "amod", "compound") and entry is None:
            return token if _reports_otherwise(doc, quotation, token) else None
    return None


def _is_genitive(mark: Token) -> bool:
    """Whether a mark is that of an owner in "s": "Atticus' Tom Berg said" quotes nothing."""
    before = mark.doc[mark.i - 1]
    return mark.text in POSSESSIVES and before.lower_.endswith("s") and not before.whitespace_


def _reports_otherwise(doc: Doc, quotation: Quotation, verb: Token) -> bool:
    """Tell whether a verb that tells of no saying reports a quotation all the same: "'More than that,' Dahl shot back."

    The quotation ends in a comma, and nothing but who speaks stands between it and the verb.
    """
    if doc[quotation.end - 1].text != "," or is_passive(verb) or "Fin" not in verb.morph.get("VerbForm"):
        return False
    subject = child(verb, "nsubj")
    if subject is None or subject.pos_ not in ("PROPN", "NOUN", "PRON") or not quotation.end < subject.i < verb.i:
        return False
    low = subject.left_edge.i
    return low == quotation.end + 1 and not any(c.relation in ("obj", "ccomp", "xcomp") for c in verb.children)


def _is_infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" for c in token.children)
