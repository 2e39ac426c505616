"""Confidence as a chance: every finder that ships is known to the curves, and what they never saw is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.finding.assembly import assemble, find, find_claims
from stateofplay.finding.confidence import rivals, weigh, weighing
from stateofplay.finding.confidence.curves import ConfidenceCurve, read, shipped, write
from stateofplay.finding.confidence.features import PageView, features_of
from stateofplay.finding.confidence.repeats import sayings_once, wishes_once
from stateofplay.finding.confidence.weighing import SHORTEST, told_once, wished_once
from stateofplay.finding.hearing import heard
from stateofplay.language import understand
from stateofplay.language.document import Document
from stateofplay.model import CLAIM_KINDS, Article, Attendance, AttendanceStatus, PloverEvent, Stance
from stateofplay.model.sureness import LESS_SURE, sureness, thresholds
from stateofplay.settings import Settings
from stateofplay.testing.documents import document

TEXT = (
    "Norway and Chad will hold talks in Geneva on 12 March. Chad demands that the port of Bergen be reopened. "
    "“We will not reopen the port,” said Mira Dahl, the foreign minister of Norway. "
    "The president of Chad, Idris Saleh, will attend only if Norway withdraws its ships."
)


def test_every_kind_has_a_curve_and_a_threshold() -> None:
    assert set(shipped()) == set(thresholds()) == set(CLAIM_KINDS)
    assert all(value >= LESS_SURE for value in thresholds().values())


def test_the_claims_of_the_shipped_finders_are_weighed() -> None:
    """Fails where a finder changed its name and the curves were not fitted again."""
    page = document(TEXT)
    reading = find(page, assemble(Settings().finding.finders))
    for kind in CLAIM_KINDS:
        for claim in getattr(reading, kind):
            assert f"by={claim.component}" in shipped()[kind].weights, (kind, claim.component)


def test_a_claim_of_a_finder_that_the_curves_never_saw_keeps_its_confidence() -> None:
    page = document(TEXT)
    found = find_claims(page, assemble(Settings().finding.finders))
    assert found.statements
    strange = tuple(replace(s, component="a plug-in", confidence=0.123) for s in found.statements)
    assert [s.confidence for s in weigh(page, found.having("statements", strange)).statements] == [0.123] * len(strange)


def test_words_follow_the_thresholds() -> None:
    for kind, plain in thresholds().items():
        assert sureness(0.0, kind) == "doubtful"
        assert sureness(LESS_SURE - 0.01, kind) == "doubtful"
        assert sureness(1.0, kind) == ("sure" if plain <= 1 else "less sure")


@given(st.dictionaries(st.text(max_size=8), st.floats(-50, 50)), st.floats(-50, 50))
def test_a_curve_gives_a_chance_whatever_its_weights(weights: dict[str, float], bias: float) -> None:
    curve = ConfidenceCurve(bias=bias, weights=weights)
    assert 0.0 <= curve.chance(weights) <= 1.0


def test_curves_come_back_as_they_were_written(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "curves.json"
    write(path, shipped())
    assert read(path) == dict(shipped())


def test_what_is_hardly_true_is_not_told_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = document("Norway attacked Sweden. " * SHORTEST)
    found = find_claims(page, assemble(Settings().finding.finders))
    assert found.events
    unlikely = replace(rivals.shipped(), base=-30.0)
    monkeypatch.setattr("stateofplay.finding.confidence.rivals.shipped", lambda: unlikely)
    assert weigh(page, found).events == ()
    own = [e for e in found.events if e.component == "events"]  # guesses of the network at one act are told once
    strange = tuple(replace(e, component="a plug-in", confidence=0.02) for e in own)
    assert weigh(page, found.having("events", strange)).events == strange
    few = document("Norway attacked Sweden. ")
    assert weigh(few, find_claims(few, assemble(Settings().finding.finders))).events


def test_a_red_line_is_told_however_unlikely_the_curve_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = document("Sweden says that giving up the island is a red line. " + "Norway demands a toll. " * SHORTEST)
    found = find_claims(page, assemble(Settings().finding.finders))
    red = tuple(p for p in found.positions if p.red_line)
    assert red
    unlikely = {kind: replace(curve, bias=-30.0) for kind, curve in shipped().items()}
    monkeypatch.setattr("stateofplay.finding.confidence.weighing.shipped", lambda: unlikely)
    left = weigh(page, found.having("positions", red + tuple(p for p in found.positions if not p.red_line))).positions
    assert left
    assert all(p.red_line for p in left)


def test_a_likely_seat_is_told_with_its_meeting_and_an_unlikely_one_with_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = document(TEXT + " It rained all day." * SHORTEST)
    found = find_claims(page, assemble(Settings().finding.finders))
    meeting = found.meetings[0]
    seat = Attendance(
        evidence=meeting.evidence,
        anchor=meeting.anchor,
        component="a plug-in",
        confidence=0.9,
        who="Chad",
        meeting=meeting.name,
        status=AttendanceStatus.ATTENDS,
    )
    monkeypatch.setitem(weighing.LEAST, "meetings", 1.0)
    assert weigh(page, found.having("attendance", ())).meetings == ()
    told = weigh(page, found.having("attendance", (seat,)))
    assert told.attendance == (seat,)
    assert [m.name for m in told.meetings] == [meeting.name]
    unlikely = {kind: replace(curve, bias=-30.0) for kind, curve in shipped().items()}
    monkeypatch.setattr("stateofplay.finding.confidence.weighing.shipped", lambda: unlikely)
    hardly = weigh(page, found.having("attendance", (seat,)))
    assert (hardly.attendance, hardly.meetings) == ((), ())
    elsewhere = replace(seat, meeting="talks that nobody found")
    told = weigh(page, found.having("attendance", (elsewhere,)))
    assert (told.attendance, told.meetings) == ((elsewhere,), ())


def test_an_act_that_two_hands_tell_is_told_once() -> None:
    """Rules and network may differ on whom it was done to; what one hand tells of several stays."""
    page = document("Norway accused Sweden and Denmark of piracy. Denmark denied it.")
    accused = find_claims(page, assemble(Settings().finding.finders)).events[:2]
    assert {e.recipient for e in accused} == {"Sweden", "Denmark"}
    assert told_once(page, accused) == accused
    other = replace(accused[0], recipient="Finland", component="events-learned", confidence=0.9)
    assert told_once(page, (*accused, other)) == (other,)
    assert told_once(page, (*accused, replace(other, confidence=0.1))) == accused
    assert told_once(page, (*accused, replace(other, actor="Chad"))) == (*accused, replace(other, actor="Chad"))
    held = replace(other, actor="Finland", recipient=accused[0].recipient)
    assert told_once(page, (*accused, held)) == (accused[1], held)


def test_a_wish_is_that_of_the_likeliest_holder_alone() -> None:
    page = document("Norway demands that the port of Bergen be reopened. Norway and Denmark want it.")
    (wish,) = (p for p in find(page, assemble(Settings().finding.finders)).positions if "reopened" in p.issue)
    sure, doubtful = replace(wish, confidence=0.6), replace(wish, holder="Togo", confidence=0.4)
    assert wished_once(page, (sure, doubtful)) == (sure,)
    assert len(wished_once(page, (sure, replace(doubtful, confidence=0.55)))) == 2, "both want it"
    assert len(wished_once(page, (sure, replace(doubtful, stance=Stance.OPPOSES)))) == 2, "they are at odds over it"
    assert len(wished_once(page, (sure, replace(doubtful, issue="the port of Bergen", red_line=True)))) == 2
    page = document("Norway and Denmark demand that the port of Bergen be reopened.")
    both = (sure, replace(doubtful, holder="Denmark"))
    assert len(wished_once(page, both)) == 2, "they are named in one breath"


def test_what_a_page_tells_twice_is_told_once() -> None:
    """The likeliest of what one party wants, or says, in nearly the same words; a red line comes first."""
    page = document("Norway demands that the port of Bergen be reopened. Norway and Denmark want it.")
    (wish,) = (p for p in find(page, assemble(Settings().finding.finders)).positions if "reopened" in p.issue)
    sure = replace(wish, issue="a lasting truce in the north", confidence=0.7)
    again = replace(sure, issue="truce in the north", stance=Stance.SUPPORTS, confidence=0.6)
    assert wishes_once((again, sure)) == (sure,)
    assert wishes_once((sure, replace(again, issue="truce"))) == (sure,), "one within the other"
    for other in (
        replace(again, issue="prisoners held in the north"),
        replace(again, stance=Stance.OPPOSES),
        replace(again, holder="Denmark"),
    ):
        assert wishes_once((sure, other)) == (sure, other)
    red = replace(again, red_line=True)
    assert wishes_once((sure, red)) == (red,)
    page = document("Norway said that the port of Bergen would be closed until the spring.")
    (said,) = find_claims(page, assemble(Settings().finding.finders)).statements
    shorter = replace(said, content="the port of Bergen would close until the spring", confidence=0.1)
    assert sayings_once((shorter, said)) == (said,)
    assert len(sayings_once((replace(shorter, speaker="Denmark"), said))) == 2
    assert len(sayings_once((replace(shorter, content="the port would be sold"), said))) == 2


def test_what_one_word_tells_of_a_pair_is_of_one_type() -> None:
    page = document("Norway accused Sweden of piracy. Sweden denied it.")
    (accused,) = (e for e in find_claims(page, assemble(Settings().finding.finders)).events if e.actor == "Norway")
    asked = replace(accused, event=PloverEvent.REQUEST, confidence=0.9)
    assert told_once(page, (accused, asked)) == (asked,)
    assert told_once(page, (accused, replace(asked, confidence=0.1))) == (accused,)


def test_nobody_is_told_to_accuse_whom_he_stands_for() -> None:
    page = document(
        "Norway accused Sweden of piracy. Sweden denied it. It was late. It rained. Anna Berg left Oslo. So it goes."
    )
    found = find_claims(page, assemble(Settings().finding.finders))
    accused = next(e for e in found.events if e.actor == "Norway")
    sure = replace(accused, component="a plug-in", confidence=0.9)
    own = replace(sure, event=PloverEvent.ACCUSE, actor="Anna Berg", recipient="Norway")
    told = weigh(page, found.having("events", (sure, own, replace(own, event=PloverEvent.ASSAULT)))).events
    assert [(e.event, e.actor) for e in told] == [(accused.event, "Norway"), (PloverEvent.ASSAULT, "Anna Berg")]


def test_a_seat_that_only_the_network_sees_takes_an_even_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    page = document("Anna Berg met Omar Haddad in Oslo on Monday. It rained. " * SHORTEST)
    found = find_claims(page, assemble(Settings().finding.finders))
    even = {kind: replace(c, bias=-0.2, weights=dict.fromkeys(c.weights, 0.0)) for kind, c in shipped().items()}
    monkeypatch.setattr("stateofplay.finding.confidence.weighing.shipped", lambda: even)
    assert found.attendance
    for component, told in (("attendance", True), ("attendance-learned", False)):
        seats = tuple(replace(seat, component=component) for seat in found.attendance)
        assert bool(weigh(page, found.having("attendance", seats)).attendance) is told


def test_what_only_the_network_hears_a_speaker_back_takes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    page = document("“We back the treaty,” Anna Berg said. It rained. " * SHORTEST)
    found = find_claims(page, assemble(Settings().finding.finders))
    wish = replace(found.positions[0], red_line=False, stance=Stance.SUPPORTS, holder="Anna Berg", said_by="Anna Berg")
    even = {kind: replace(c, bias=0.2, weights=dict.fromkeys(c.weights, 0.0)) for kind, c in shipped().items()}
    monkeypatch.setattr("stateofplay.finding.confidence.weighing.shipped", lambda: even)
    heard = replace(wish, component="positions-learned")
    told_of = replace(heard, said_by=None)
    for claim, told in ((wish, True), (told_of, True), (heard, False)):
        assert bool(weigh(page, found.having("positions", (claim,))).positions) is told


TOLD = (
    "The council of Arda met on Monday to talk about the port. The port has been shut since spring, and ships lie idle. "
    "“We will open the port in May,” said Mayor Mira Dahl. Senator Tom Berg said that the price was too high. "
    "Nobody knows who will pay. Dahl and Berg have long been at odds over the port, and Dahl will run again."
)


def page_of(text: str) -> Document:
    return understand(Article(text=text, published="2024-05-02", language="en"))


def test_what_the_network_hears_of_a_saying_is_told_to_its_curve() -> None:
    page = page_of(TOLD)
    found = find_claims(page, assemble(Settings().finding.finders))
    (dahl,) = (s for s in found.statements if s.speaker == "Mira Dahl")
    own, other = heard(page, dahl) or (0.0, 0.0)
    assert own > 0.5 > other
    swapped = replace(dahl, speaker="Tom Berg")
    assert heard(page, swapped) == (other, own)
    view = PageView.of(page, found)
    told, wrong = features_of(dahl, view), features_of(swapped, view)
    assert "heard>=0.5" in told - wrong
    assert "rival>=0.5" in wrong - told


def test_where_no_network_listens_the_curve_is_told_so() -> None:
    page = page_of(TOLD)
    found = find_claims(page, assemble([n for n in Settings().finding.finders if not n.endswith("-learned")]))
    assert found.statements
    view = PageView.of(page, found)
    assert all("heard=unread" in features_of(s, view) for s in found.statements)


def test_how_words_begin_and_whether_their_subject_is_among_them() -> None:
    page = page_of(TOLD)
    found = find_claims(page, assemble(Settings().finding.finders))
    view = PageView.of(page, found)
    (berg,) = (s for s in found.statements if s.speaker == "Tom Berg")
    assert {"begins=DET", "subject=within"} <= features_of(berg, view)
    at = page.article.text.index("was too high")
    cut = replace(berg, content="was too high", content_start=at)
    assert {"begins=AUX", "subject=outside"} <= features_of(cut, view)
