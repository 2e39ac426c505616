"""Reports of one event become one row, never across an uncertain day or party: 300 pairs of our own, each with its reason."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from stateofplay.model.copying import COPY
from stateofplay.service.batch.dataset.copies import HASHES, sign
from stateofplay.service.batch.dataset.joining import EventMention, is_same_event, join_mentions, sides_of

PAIRS = Path(__file__).with_name("event_pairs.tsv")


def mention(row: dict[str, str], which: str) -> EventMention:
    def cell(name: str) -> str:
        return row[f"{which}_{name}"]

    return EventMention(
        kind=cell("kind"), type=cell("type"), status=cell("status"), sides=sides_of(cell("party")),
        others=sides_of(cell("recipient")), date=cell("date") or None, place=cell("place") or None, page=which,
    )  # fmt: skip


def test_pairs() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert len(rows) == 300
    said = [(row["same"] == "1", is_same_event(mention(row, "one"), mention(row, "other")), row) for row in rows]
    right = sum(wanted and got for wanted, got, _ in said)
    precision = right / sum(got for _, got, _ in said)
    recall = right / sum(wanted for wanted, _, _ in said)
    assert 2 * precision * recall / (precision + recall) >= 0.85
    uncertain = [
        got for _, got, row in said if "known" in row["why"] or "no day" in row["why"] or "not said" in row["why"]
    ]
    assert len(uncertain) > 40
    assert not any(uncertain)


names = st.sampled_from(["Norway", "Chad", "the Chad", "Peru"])
days = st.sampled_from(["2024-03-12", "2024-03-13", "2024-03", None])
mentions = st.builds(
    EventMention,
    kind=st.sampled_from(["events", "meetings"]),
    type=st.sampled_from(["CONSULT", "ACCUSE", "phone call"]),
    status=st.sampled_from(["happened", "denied", "hypothetical", ""]),
    sides=st.sets(names, max_size=3).map(lambda found: sides_of("; ".join(found))),
    others=st.sets(names, max_size=1).map(lambda found: sides_of("; ".join(found))),
    date=days,
    place=st.sampled_from(["Geneva", "Palace, Geneva", "Oslo", None]),
    page=st.sampled_from("abc"),
    claim=st.sampled_from("xyz"),
)


@given(mentions, mentions)
def test_sameness_has_no_order_and_no_uncertainty(a: EventMention, b: EventMention) -> None:
    assert is_same_event(a, b) == is_same_event(b, a)
    if is_same_event(a, b):
        assert a.date == b.date
        assert len(a.date or "") == 10
        assert a.sides & b.sides or a.sides & b.others


@given(st.lists(mentions, max_size=8))
def test_every_mention_stands_in_one_row_and_no_row_holds_strangers(found: list[EventMention]) -> None:
    joined = join_mentions(found)
    assert sorted(map(repr, (m for group in joined for m in group))) == sorted(map(repr, found))
    for group in joined:
        assert all(is_same_event(a, b) for a, b in combinations(group, 2))


@given(st.lists(st.sampled_from("talks port treaty envoy ship oil bread".split()), min_size=60, max_size=200))
def test_a_story_with_a_line_more_is_a_copy(words: list[str]) -> None:
    numbered = [f"{word}{n}" for n, word in enumerate(words)]
    one, other = sign(" ".join(numbered)), sign(" ".join([*numbered, "reported", "by", "our", "staff"]))
    stranger = sign(" ".join(f"{word}x{n}" for n, word in enumerate(words)))
    assert one is not None
    assert other is not None
    assert stranger is not None
    alike = sum(a == b for a, b in zip(one[0], other[0], strict=True)) / HASHES
    assert alike >= COPY
    assert set(one[1]) & set(other[1])
    assert sum(a == b for a, b in zip(one[0], stranger[0], strict=True)) / HASHES < 0.2
