"""Where words that are reported begin and end.

They end at another act of speech, where the page turns to others, with the clause they stand in; they begin with their subject,
wherever the words of saying stand.
"""

from __future__ import annotations

from stateofplay.finding.statements.spans import MARKS, OPENING, bounds, follows_comma, subtree_range
from stateofplay.finding.words.cues import GERUNDS_OF_SPEECH, SPEECH_FORMS
from stateofplay.language.clauses import SUBJECTS, child
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Doc, Token

DASHES = frozenset({"–", "—", "--"})
DOUBLE = MARKS - {"'", "’", "‘"}


def content_end(cue: Token, start: int, sentence_end: int, head: Token | None) -> int:
    """Where the content that begins at `start` ends: at another act of speech, else with the sentence.

    Inside a relative clause or a noun phrase the content ends with the clause of its own.
    """
    doc = cue.doc
    limit = sentence_end
    if head is not None and (
        cue.dep_.startswith("acl") or cue.pos_ == "NOUN" or cue.dep_ == "ccomp" or cue.i < cue.head.i
    ):
        limit = min(limit, max(subtree_range(cue)[1], subtree_range(head)[1]))
    limit = min(limit, _before_main(cue, start, head))
    if cue.pos_ == "NOUN" and cue.relation == "nsubj" and cue.head.i > start:
        # "The claim that it would help | has not proved true"
        verbs = [c.i for c in cue.head.children if c.relation in ("aux", "cop", "advmod") and start < c.i < cue.head.i]
        limit = min(limit, cue.head.i, *(i for i in verbs if i > subtree_range(cue)[1] - 1))
    limit = min(limit, _before_joined(cue, start, head))
    finite = "Past" in cue.morph.get("Tense")
    for t in doc[start:limit]:
        if t.text == ";" or _closes_bracket(t, start):
            return t.i
        if t.lower_ == "according" and t.i > start + 2 and doc[t.i - 1].text == ",":
            return t.i - 1
        if t.i <= start + 1 or t.i == cue.i:
            continue
        if (is_speech_gerund(t) and follows_comma(t)) or turns_to_others(t):
            return t.i - 1
        if t.text == ":" and t.i + 1 < limit and doc[t.i + 1].text in OPENING:
            return t.i
        if t.pos_ == "VERB" and t.lower_ in SPEECH_FORMS:
            cut = break_before(doc, t, start, finite)
            if cut is not None:
                return cut
    return limit


def _before_joined(cue: Token, start: int, head: Token | None) -> int:
    """Where a clause begins behind the content that stands beside the cue: "said it was late | and left"."""
    doc, limit = cue.doc, len(cue.doc)
    for c in cue.children:
        if c.dep_ in _JOINED and head is not None and c.i > head.i and c is not head:
            low = subtree_range(c)[0]
            inside = _is_open(doc, start, low + 1 + (doc[low].text in DASHES))
            if low > head.i and (c.dep_ != "advcl" or is_speech_gerund(c)) and not inside:
                limit = min(limit, low)
    return limit


_JOINED = frozenset({"conj", "advcl", "parataxis"})


def _is_open(doc: Doc, start: int, end: int) -> bool:
    """Whether a quotation that begins in these words goes on behind them: 'it shows “that those who wait | can speak”'."""
    return sum(t.text in DOUBLE for t in doc[start:end]) % 2 == 1


def _closes_bracket(token: Token, start: int) -> bool:
    """ "The minister (who said it was late)": a bracket that was opened before the words that were said."""
    return token.text == ")" and not any(t.text == "(" for t in token.doc[start : token.i])


def _before_main(cue: Token, start: int, head: Token | None) -> int:
    """Where the clause ends inside which somebody says something before the sentence goes on.

    "After Dahl said in Oslo that she would wait, | Berg wrote to her", "Dahl — who hinted that he would go — | says".
    """
    inside = cue
    while inside.head is not inside:
        if inside.i < inside.head.i:
            end = subtree_range(inside)[1]
            within = start + 1 < end <= inside.head.i and (head is None or head.i < end)
            return end if within else len(cue.doc)
        if inside.dep_ == "acl:relcl" and (dash := _closing_dash(inside, start)) is not None:
            return dash
        inside = inside.head
    return len(cue.doc)


def _closing_dash(clause: Token, start: int) -> int | None:
    """The second dash around a relative clause, which the parse hangs on the noun before it."""
    low, high = subtree_range(clause)
    doc = clause.doc
    if doc[low].text not in DASHES and (low == 0 or doc[low - 1].text not in DASHES):
        return None
    return next((t.i for t in doc[start + 1 : high + 1] if t.text in DASHES), None)


_HANGING = words("because when unless until although though since while if")
"""Words that open a clause which tells nothing without the one that it hangs on."""
_OPENING_CLAUSES = _HANGING | words("even once without with whatever after before as")
_RELATIVE = words("that which who what")
_LONGEST_SUBJECT = 16


def begin_with_subject(cue: Token, start: int) -> int:
    """Where words begin whose subject, or whose main clause, stands before the words of saying.

    "A toll, Dahl said, | would hurt", "a toll that Dahl says | would hurt", "The vote failed, Dahl said, | because few came",
    "If few come, Dahl said, | the vote will fail".
    """
    doc, first = cue.doc, cue.doc[start]
    if start <= cue.i or cue.pos_ == "NOUN":
        return start
    begin, sentence = reporting_start(cue), bounds(cue)[0]
    before = begin - 1
    if before <= sentence:
        return start
    lacks_subject = first.pos_ in ("VERB", "AUX") and "Fin" in first.morph.get("VerbForm")
    if doc[before].text == "," and doc[start - 1].text == ",":
        opening = next((t for t in doc[sentence:before] if not t.is_space), first)
        if not (lacks_subject or first.lower_ in _HANGING or opening.lower_ in _OPENING_CLAUSES):
            return start
        last = doc[before - 1]
        while sentence <= last.head.i < before and last.head is not last:
            last = last.head
        low = max(subtree_range(last)[0], sentence)
        saying = last.pos_ == "VERB" and last.lower_ in SPEECH_FORMS
        return start if saying or _is_open(doc, low, begin) else low
    if (
        first.lower_ in _HANGING
        and cue.lemma_ != "tell"
        and doc[cue.i + 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON")
    ):
        return cue.i + 1  # "said most farmers | because the price is low", whose verb the parse did not see
    relative = doc[before].lower_ in _RELATIVE
    if not lacks_subject or not (relative or doc[before].pos_ in ("NOUN", "PROPN")):
        return start
    noun = cue.head
    if cue.dep_ == "acl:relcl" and sentence <= noun.i < before and noun.pos_ not in ("VERB", "AUX"):
        low = subtree_range(noun)[0]
        if begin - low <= _LONGEST_SUBJECT:
            return next(i for i in range(low, begin) if doc[i].pos_ not in ("ADP", "PUNCT", "CCONJ"))
    return before if relative else start


def is_speech_gerund(token: Token) -> bool:
    return token.lower_ in GERUNDS_OF_SPEECH


def turns_to_others(joint: Token) -> bool:
    """'Said it was “dead”, but strikers want it': behind words that are quoted the page goes on itself."""
    if joint.lower_ not in _TURNING or joint.dep_ != "cc":
        return False
    doc = joint.doc
    if "," not in (closing := {t.text for t in doc[max(0, joint.i - 2) : joint.i]}) or not closing & DOUBLE:
        return False
    if any(t.text in DOUBLE for t in doc[joint.i : joint.sent.end]):
        return False
    subject = child(joint.head, "nsubj")
    return subject is not None and subject.i > joint.i and subject.pos_ in ("NOUN", "PROPN")


_TURNING = frozenset({"but", "yet"})


def break_before(doc: Doc, verb: Token, start: int, past: bool) -> int | None:
    """Where a coordinated act of speech begins ("... and warned that", "..., whereas Hamas says")."""
    i = verb.i - 1
    while i > start and (doc[i].pos_ in ("ADV", "AUX") and doc[i].lower_ != "to"):
        i -= 1
    # Without an auxiliary a past participle after "and" is a misread past tense.
    bare = not any(t.pos_ == "AUX" for t in doc[i : verb.i])
    finite = "Past" in verb.morph.get("Tense") and (bare or "Part" not in verb.morph.get("VerbForm"))
    if doc[i].lower_ in ("and", "but") and past and finite:
        return i
    for c in verb.children:
        if c.dep_ == "mark" and c.lower_ in ("while", "whereas", "although", "though") and start < c.i < verb.i:
            return c.i
        if c.dep_ == "nsubj" and start < c.i < verb.i:
            low = subtree_range(c)[0]
            if low > start + 2 and doc[low - 1].text == "," and verb.dep_ == "parataxis":
                return low - 1
    return None


def reporting_start(cue: Token) -> int:
    """First token of the reporting clause: that of its subject or auxiliaries, or the cue."""
    first = cue.i
    for c in sorted(cue.children, key=lambda t: -t.i):
        if c.i < cue.i and (c.dep_ in SUBJECTS or c.relation in ("aux", "advmod", "cc") or c.lower_ == "as"):
            low, high = subtree_range(c)
            if first - high <= 3:
                first = min(first, low + (cue.doc[low].text == ","))
    return first


def reporting_end(cue: Token, sentence_end: int) -> int:
    """First token after the reporting clause: past its subject, its addressee and its adverbials."""
    last = cue.i + 1
    for c in sorted(cue.children, key=lambda t: t.i):
        if c.i > cue.i and (c.dep_ in SUBJECTS or c.relation in ("obl", "advmod", "iobj", "obj", "nmod")):
            low, high = subtree_range(c)
            if low - last <= 1:
                last = max(last, high)
    return min(last, sentence_end)
