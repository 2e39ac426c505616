"""Is what the product finds on annotated pages right? Each claim is judged alone, as the scorer sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.claims.cache import sources
from training.claims.scoring import Scorer

from stateofplay.exchange.reading.contract import to_plain
from stateofplay.finding.assembly import assemble, find_claims
from stateofplay.finding.components import Found
from stateofplay.finding.confidence.features import PageView
from stateofplay.finding.confidence.weighing import weigh
from stateofplay.language import understand
from stateofplay.language.document import Document
from stateofplay.model import CLAIM_KINDS, Claim, Reading
from stateofplay.pages import read_page
from stateofplay.settings import Settings

Record = dict[str, Any]


def read_pages(place: str, *, only_aside: bool = False) -> Iterator[tuple[str, str, Record, Document, Found]]:
    """(number, text, answer, document, claims) of each annotated page of a source, before any curve has weighed them."""
    settings = Settings()
    finders = assemble(settings.finding.finders)
    for number, raw, answer in sources(place):
        if answer is None or (only_aside and int(number) % 5):
            continue
        article = read_page(
            raw.encode("utf-8"),
            content_type="text/plain",
            charset="utf-8",
            published=answer.get("published"),
            name=number,
        )
        document = understand(article, settings.language)
        yield number, raw, answer, document, find_claims(document, finders)


def judged(place: str, scorer_folder: Path, *, told: bool = False) -> Iterator[tuple[str, str, Claim, PageView, bool]]:
    """(kind, page, claim, its page, is it right) of each claim: as it was found, or `told` with the curves that ship."""
    records: dict[str, Record] = {}
    scorer = Scorer(scorer_folder, records)
    for number, raw, answer, document, found in read_pages(place, only_aside=told):
        page = PageView.of(document, found)
        if told:
            found = weigh(document, found)
        lists = {kind: getattr(found, kind) for kind in CLAIM_KINDS}
        reading = to_plain(Reading(article=document.article, actors=document.actors, **lists))
        records[number] = {"answer": answer, "reading": reading, "raw": raw}
        names = scorer.score.Names(answer["actors"], reading["actors"])
        for kind in CLAIM_KINDS:
            for claim, record in zip(lists[kind], reading[kind], strict=True):
                if kind == "meetings":
                    right = any(same_meeting(scorer.score, names, gold, record) for gold in answer[kind])
                else:
                    right = scorer.counts(kind, number, [record])[0] > 0
                yield kind, number, claim, page, right


def same_meeting(score: Any, names: Any, gold: Record, told: Record) -> bool:
    """Whether nothing that a meeting says is wrong, and at least half of the parties are the same."""
    mine, theirs = {names.of(p) for p in told["parties"]}, set(gold["parties"])
    shared = len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
    place, day, true_day = told["place"], told["date"], gold["date"]
    return bool(
        shared >= 0.5
        and gold["status"] == told["status"]
        and (not place or not gold["place"] or score.within(place, gold["place"]) >= 0.5)
        and (not day or not true_day or true_day.startswith(day) or day.startswith(true_day))
    )
