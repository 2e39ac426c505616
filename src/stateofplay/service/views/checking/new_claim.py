"""The form by which a person adds a claim: marked words, a kind, and its fields."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.errors import RecordError, begin
from stateofplay.language.sentences import cut_sentences
from stateofplay.model import CLAIM_KINDS
from stateofplay.record.judging.by_hand import VERBATIM, hand_fields
from stateofplay.record.views.page_facts import page_facts
from stateofplay.service.judgements.judging import find_words
from stateofplay.service.library import KeptCase
from stateofplay.service.views.checking.evidence import words_after, words_before
from stateofplay.service.views.checking.fields import FormField, form_fields
from stateofplay.service.views.records import Sheet
from stateofplay.service.views.telling import KIND_WORDS

_SAID_IN = {"positions": "issue", "attendance": "who", "meetings": "name"}
"""Kind -> the field that marked words are put into, where they are less than the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaimView:
    """What the form shows."""

    case: str
    title: str
    lead: str
    page: int
    page_title: str
    language: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    """(kind, what people call it)."""
    start: int
    end: int
    marked: tuple[int, int]
    """What was marked, where the evidence was widened to its sentence."""
    quote: str
    typed: str
    """Words that were given and are no evidence, to be mended."""
    before: str
    after: str
    fields: tuple[FormField, ...]
    problem: str
    """Why the given words are no evidence; empty where they are, or where none were given."""

    def sheet(self) -> Sheet:
        """One row a field."""
        rows = tuple((f.name, f.label, f.value, ", ".join(v for v, _ in f.choices)) for f in self.fields)
        return Sheet(columns=("field", "label", "value", "choices"), rows=rows)


def new_claim_view(
    kept: KeptCase,
    page: int,
    *,
    kind: str = "positions",
    words: str = "",
    span: tuple[int, int] | None = None,
    exact: bool = False,
) -> NewClaimView:
    """The form for one page.

    Parameters
    ----------
    words, span
        What was marked: its words, or its code points, or both.
    exact
        Take the marked words alone for the evidence; else the sentence around them.

    Raises
    ------
    RecordError
        ``record.no_such_page``, ``record.claim_kind``.
    """
    with kept.case.read() as connection:
        facts = page_facts(connection, page)
    text = facts.article.text
    names = hand_fields(kind)
    start = end = 0
    problem = ""
    values: dict[str, str] = {}
    marked = (0, 0)
    if words or span is not None:
        try:
            marked = find_words(text, words, span)
            start, end = marked if exact else sentence_around(text, *marked)
        except RecordError as error:
            problem = begin(error.told)
    if end:
        said = " ".join(text[marked[0] : marked[1]].split()) if kind not in VERBATIM else text[marked[0] : marked[1]]
        if marked != (start, end) or kind in ("statements", "dates"):
            values[VERBATIM.get(kind, (_SAID_IN.get(kind, ""),))[0]] = said
    return NewClaimView(
        case=kept.id,
        title=f"Add a {KIND_WORDS[kind]}",
        lead="Mark the words that it rests on, say what they mean; it is kept under your name and told apart from the reader's.",
        page=page,
        page_title=facts.article.title or facts.source,
        language=facts.article.language or "",
        kind=kind,
        kinds=tuple((k, KIND_WORDS[k]) for k in CLAIM_KINDS),
        start=start,
        end=end,
        marked=marked,
        quote=text[start:end],
        typed=words if problem else "",
        before=words_before(text, start) if end else "",
        after=words_after(text, end) if end else "",
        fields=form_fields(kind, {k: v for k, v in values.items() if k in names}, names),
        problem=problem,
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that some words lie in.

    >>> sentence_around("It rains. We stay in. They go.", 13, 17)
    (10, 21)
    """
    inside = [(a, b) for a, b in cut_sentences(text) if a < end and start < b]
    return (min(inside)[0], max(b for _, b in inside)) if inside else (start, end)
