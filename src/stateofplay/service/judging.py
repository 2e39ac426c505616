"""Say what one thinks of a claim; who has not seen the other's last word is told it before their own counts."""

from __future__ import annotations

from collections.abc import Mapping

from stateofplay.errors import RecordError
from stateofplay.record import Case
from stateofplay.record.judging.judgements import Judgement, Verdict, find_claim, history
from stateofplay.record.judging.judgements import judge as write_judgement


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
        if seen is not None:
            past = history(connection, claim)
            last = past[-1] if past else None
            if last is not None and last.id != seen and last.author != author:
                said = f"{last.verdict}{' with corrections' if last.correction else ''}"
                raise RecordError(
                    f"while you looked at this claim it was judged by {last.author}: {said}",
                    slug="record.judged_meanwhile",
                    hint="Nothing of yours was written. Look at the claim as it is now, and judge again.",
                )
        return write_judgement(connection, claim, verdict, author=author, note=note, correction=correction)
