"""Two readers: agreement makes surer, disagreement is marked and comes first in the queue; readers compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.errors import ReaderError
from stateofplay.model import Article, Reading, Stance
from stateofplay.model.marks import mark, marks_of
from stateofplay.readers.both import join
from stateofplay.readers.matching import PairVerdict, compare
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.comparing import compare as compare_readers
from stateofplay.service.library import Library
from stateofplay.service.readers import reader_of_case, use_reader
from stateofplay.service.reading import read_article
from stateofplay.service.views.checking.review import review_view
from stateofplay.settings import Settings
from tests.readers.server import Model, Reply, Seen, claims

TEXT = (
    "Chad and Norway at odds over the port\n"
    "Chad demands that the port of Bergen be reopened. Norway rejects a reopening of the port.\n"
    "Norway offers Chad a loan of two ships."
)
ARTICLE = Article(text=TEXT, published="2024-03-05", language="en")
Make = Callable[..., Settings]


def wants(holder: str, quote: str, issue: str, stance: str) -> dict[str, object]:
    return {
        "quote": quote, "said_by": None, "firmness": "stated", "holder": holder, "issue": issue, "stance": stance,
        "red_line": False,
    }  # fmt: skip


SAME = wants("Chad", "Chad demands that the port of Bergen be reopened.", "the port of Bergen", "supports")
OTHERWISE = wants("Norway", "Norway rejects a reopening of the port.", "a reopening of the port", "supports")
MORE = wants("Norway", "Norway offers Chad a loan of two ships.", "a loan of two ships", "offers")


def positions(*listed: dict[str, object]) -> Callable[[Seen], Reply]:
    return lambda seen: claims(*listed) if seen.kind == "positions" else Reply()


def test_agreement_makes_surer_and_disagreement_is_marked(model: Model, settings: Make) -> None:
    model.answer = positions(SAME, OTHERWISE, MORE)
    alone = read_article(ARTICLE, settings=settings(reader="embedded"))
    both = read_article(ARTICLE, settings=settings(reader="embedded+ministry"))
    by_mark = {(p.holder, str(p.stance), marks_of(p.component).by): p for p in both.positions}
    agreed = by_mark["Chad", "demands", ("embedded", "ministry")]
    (before,) = (p for p in alone.positions if p.holder == "Chad")
    assert agreed.confidence > before.confidence
    assert agreed.id == before.id
    refused = by_mark["Norway", "opposes", ("embedded",)]
    assert marks_of(refused.component).against == ("ministry",)
    assert refused.confidence < next(p for p in alone.positions if p.stance == Stance.OPPOSES).confidence
    assert marks_of(by_mark["Norway", "supports", ("ministry",)].component).against == ("embedded",)
    assert {c.id for c in alone.claims()} <= {c.id for c in both.claims()}
    statements = [e for e in both.events if "ministry" in marks_of(e.component).without]
    assert len(statements) == len(alone.events)


def test_what_the_readers_read_otherwise_comes_first_in_the_queue(model: Model, settings: Make, tmp_path: Path) -> None:
    model.answer = positions(SAME, OTHERWISE, MORE)
    (tmp_path / "page.txt").write_text(TEXT)
    with create_case(tmp_path / "talks.sop") as case:
        use_reader(case, "embedded+ministry", settings())
        assert reader_of_case(case) == "embedded+ministry"
        (added,) = add_all(
            case, [str(tmp_path / "page.txt")], published="2024-03-05", settings=settings(reader="embedded")
        )
        assert added.problem is None
    library = Library([str(tmp_path / "talks.sop")])
    queue = review_view(library.kept("talks")).queue
    firsts = {q.claim.quote for q in queue[:2]}
    assert firsts == {"Norway rejects a reopening of the port."}
    assert all("two readers read the same words otherwise" in q.reasons for q in queue[:2])
    assert not any("two readers read the same words otherwise" in q.reasons for q in queue[2:])
    told = {n for q in queue for n in q.claim.notes}
    assert "found by embedded; ministry reads these words otherwise" in told
    assert "found by embedded and ministry" in told
    library.close()


def test_the_reader_of_a_command_outranks_the_cases_and_the_cases_the_settings(
    model: Model, settings: Make, tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "other.txt").write_text(TEXT.replace("Chad", "Peru"))
    with create_case(tmp_path / "talks.sop") as case:
        use_reader(case, "ministry", settings())
        list(add_all(case, ["page.txt"], settings=settings(reader="embedded"), reader="embedded"))
        assert model.seen == []
        list(add_all(case, ["other.txt"], settings=settings(reader="embedded")))
        assert len(model.seen) == 6
        use_reader(case, None, settings())
        assert reader_of_case(case) is None
        with pytest.raises(ReaderError, match="no reader 'nobody'"):
            use_reader(case, "nobody", settings())


def test_one_page_that_the_model_cannot_read_stops_no_other(model: Model, settings: Make, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT.replace("Chad", "Peru"))
    model.answer = lambda seen: Reply(content="no") if "Chad" in seen.page["text"] else Reply()
    with create_case(tmp_path / "talks.sop") as case:
        found = list(add_all(case, ["a.txt", "b.txt"], settings=settings()))
        assert found[0].problem is not None
        assert found[0].problem.slug == "readers.answer"
        assert found[1].added is not None


def test_a_language_that_one_reader_knows_is_read_by_that_one(model: Model, settings: Make) -> None:
    french = Article(text="Le Tchad exige la réouverture du port de Bergen avant la fin de mars.", language="fr")
    quote = "Le Tchad exige la réouverture du port de Bergen"
    model.answer = positions(wants("Tchad", quote, "la réouverture du port", "demands"))
    chosen = settings(reader="embedded+ministry", languages=("en", "fr"))
    (found,) = read_article(french, settings=chosen).positions
    assert marks_of(found.component).by == ("ministry",)
    assert marks_of(found.component).without == ()


def test_compared_readers_tell_counts_agreement_and_scores(model: Model, settings: Make, tmp_path: Path) -> None:
    model.answer = positions(SAME, OTHERWISE, MORE)
    page = tmp_path / "one.txt"
    page.write_text(TEXT)
    answers = {"published": "2024-03-05", "positions": [
        {"holder": "Chad", "issue": "port of Bergen be reopened", "stance": "demands"},
        {"holder": "Norway", "issue": "reopening of the port", "stance": "opposes"},
    ]}  # fmt: skip
    (tmp_path / "one.json").write_text(json.dumps(answers))
    found = {row.kind: row for row in compare_readers([page], ["embedded", "ministry"], settings(), gold=tmp_path)}
    row = found["positions"]
    assert (row.found["ministry"], row.same, row.otherwise) == (3, 2, 1)
    assert row.agreement == 2 / (row.found["embedded"] + 3 - 2)
    assert row.scores["ministry"] == pytest.approx((1 / 3, 1 / 2, 0.4))
    assert row.scores["embedded"][1] == 1.0
    with pytest.raises(ReaderError, match="no answers"):
        compare_readers([page], ["embedded", "ministry"], settings(), gold=tmp_path / "none")
    with pytest.raises(ReaderError, match="two readers"):
        compare_readers([page], ["embedded"], settings())


@given(
    st.sampled_from(["positions", "a b"]), st.sets(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True), max_size=6)
)
def test_marks_come_back_as_they_were_made(component: str, names: set[str]) -> None:
    listed = sorted(names)
    by, against, without = tuple(listed[:2]), tuple(listed[2:4]), tuple(listed[4:])
    if not by:
        return
    made = mark(component, by, against=against, without=without)
    assert (marks_of(made).by, marks_of(made).against, marks_of(made).without) == (by, against, without)
    assert mark(made, ("other",)) == f"{component} by other"


def test_every_claim_compared_with_itself_is_the_same(settings: Make) -> None:
    reading: Reading = read_article(ARTICLE, settings=settings(reader="embedded"))
    seen = 0
    for claim in reading.claims():
        kind = claim.component
        if kind != "dates":
            assert compare(kind.removesuffix("-learned"), claim, claim) is PairVerdict.SAME
            seen += 1
    assert seen > 3
    joined = join(reading, reading, "one", "other")
    assert [c.id for c in joined.claims()] == [c.id for c in reading.claims()]
    assert all(not marks_of(c.component).without for c in joined.claims())
    assert replace(joined, reader="") != replace(reading, reader="")
