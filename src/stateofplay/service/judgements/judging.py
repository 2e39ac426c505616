"""Say what one thinks of a claim, or add one; who has not seen the other's last word is told it before their own counts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stateofplay.errors import RecordError
from stateofplay.record import Case
from stateofplay.record.judging.by_hand import AddedClaim, is_by_hand
from stateofplay.record.judging.by_hand import add_claim as write_claim
from stateofplay.record.judging.judgements import EVIDENCE, Judgement, Verdict, find_claim, history, not_taken_back
from stateofplay.record.judging.judgements import judge as write_judgement
from stateofplay.record.views.page_facts import page_facts, place_of_claim


def judge(
    case: Case,
    claim: str,
    verdict: Verdict,
    *,
    author: str,
    note: str = "",
    correction: Mapping[str, str | None] | None = None,
    seen: str | None = None,
) -> Judgement:
    """Judge a claim.

    Who takes back the adding of a claim by hand, on which nobody else's word stands, rejects it: views leave it out then, and
    taking that back brings it back.

    Parameters
    ----------
    claim
        Its id, or the beginning of it.
    correction
        Field -> value that it should have; with ``accept`` only.
    seen
        Id of the last word on the claim that its author has seen; empty for none. None where nothing was shown, as in a shell.

    Raises
    ------
    RecordError
        ``record.judged_meanwhile`` where somebody else has spoken since then, and nothing is written; those of
        `stateofplay.record.judging.judgements.judge`.
    """
    with case.write() as connection:
        claim = find_claim(connection, claim)
        past = history(connection, claim)
        if seen is not None:
            last = past[-1] if past else None
            if last is not None and last.id != seen and last.author == author:
                said_again = (last.verdict, last.note, dict(last.correction)) == (verdict, note, dict(correction or {}))
                if said_again:
                    return last  # a form that was sent twice
            if last is not None and last.id != seen and last.author != author:
                said = f"{last.verdict}{' with corrections' if last.correction else ''}"
                raise RecordError(
                    f"while you looked at this claim it was judged by {last.author}: {said}",
                    slug="record.judged_meanwhile",
                    hint="Nothing of yours was written. Look at the claim as it is now, and judge again.",
                )
        if verdict is Verdict.WITHDRAW and is_by_hand(connection, claim):
            left = not_taken_back(past)
            if len(left) == 1 and (left[0].verdict, left[0].author) == (Verdict.ACCEPT, author):
                verdict, note = Verdict.REJECT, note or "added by mistake"
        return write_judgement(connection, claim, verdict, author=author, note=note, correction=correction)


def add_claim(
    case: Case,
    page: int,
    kind: str,
    given: Mapping[str, str],
    *,
    author: str,
    words: str = "",
    span: tuple[int, int] | None = None,
    note: str = "",
) -> AddedClaim:
    """Add a claim that the reader missed.

    Parameters
    ----------
    page, kind, given
        Number of the page, kind of claim, and its fields as texts.
    author, note
        Who adds it, and why.
    words, span
        The words that it rests on: the words themselves, where in the page they stand (code points), or both; then they are
        compared, so that nothing is pinned to words that nobody marked.

    Raises
    ------
    RecordError
        ``record.evidence`` where the words do not stand there, or in several places; those of
        `stateofplay.record.judging.by_hand.add_claim`.
    """
    with case.read() as connection:
        text = page_facts(connection, page).article.text
    start, end = find_words(text, words, span)
    with case.write() as connection:
        return write_claim(connection, page, kind, given, start=start, end=end, author=author, note=note)


def find_words(text: str, words: str = "", span: tuple[int, int] | None = None) -> tuple[int, int]:
    """Where marked words stand in a page; what somebody typed may differ in its white space.

    Raises
    ------
    RecordError
        ``record.evidence`` where they do not stand there, or in several places and it is not said in which.

    Examples
    --------
    >>> find_words("Talks began.\\nTalks ended.", "began. Talks")
    (6, 18)
    """
    wanted = words.split()
    if span is not None:
        start, end = span
        if not 0 <= start < end <= len(text) or (wanted and text[start:end].split() != wanted):
            raise RecordError(
                "the marked words are not those of the page",
                slug="record.evidence",
                hint="The page may have been opened long ago: load it again, and mark the words again.",
            )
        return start, end
    if not wanted:
        raise RecordError(
            "no words were given", slug="record.evidence", hint="Copy from the page the words that the claim rests on."
        )
    found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, wanted)), text)]
    if not found:
        raise RecordError(
            "these words do not stand in the page", slug="record.evidence", hint="Copy them from the page as they are."
        )
    if len(found) > 1:
        raise RecordError(
            f"these words stand in the page {len(found)} times",
            slug="record.evidence",
            hint="Copy more of the sentence.",
        )
    return found[0]


def edit_claim(
    case: Case,
    claim: str,
    given: Mapping[str, str],
    *,
    author: str,
    words: str = "",
    span: tuple[int, int] | None = None,
    note: str = "",
    seen: str | None = None,
) -> Judgement:
    """Correct the fields of a claim, and move its evidence to other words of its page; both can be taken back.

    Raises
    ------
    RecordError
        As `judge` and `find_words`; ``record.correction`` where nothing is to be corrected.
    """
    correction: dict[str, str | None] = dict(given)
    if words or span is not None:
        with case.read() as connection:
            _, _, page = place_of_claim(connection, claim)
            text = page_facts(connection, page).article.text
        start, end = find_words(text, words, span)
        correction[EVIDENCE] = f"{start}-{end}"
    if not correction:
        raise RecordError(
            "nothing was given that should be corrected",
            slug="record.correction",
            hint="Give a field and its value, or the words that the claim rests on.",
        )
    return judge(case, claim, Verdict.ACCEPT, author=author, note=note, correction=correction, seen=seen)
