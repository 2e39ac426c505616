"""Which names are one actor: over spellings, accents, scripts; what is uncertain is proposed, not forced; people overrule."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.errors import RecordError
from stateofplay.model import ActorKind
from stateofplay.record.actors.identity import Identities, IdentityVerdict, identify, say
from stateofplay.record.actors.roles import roles, successions
from tests.record.written import Written, case_of, page


def named(*names: str, day: str = "2024-03-01", side: str | None = None, kind: ActorKind | None = None) -> Written:
    written = page(day)
    for name in names:
        written.actor(name, side, kind=kind)
    return written.position(f"Of {names[0]}.", names[0], "demands", "a truce")


def identities(tmp_path: Path, *pages: Written) -> Identities:
    with case_of(tmp_path / "case.sop", *pages) as case, case.read() as connection:
        return identify(connection)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksiy Hrytsenko", "Oleksii Grytsenko"),
        ("Oleksiy Hrytsenko", "Олексій Гриценко"),
        ("Ahmet Yıldız", "Ahmet Yildiz"),
        ("José Ibáñez", "Jose Ibanez"),
        ("Νίκος Παππάς", "Nikos Pappas"),
        ("Zhao Lin", "赵林"),
        ("I. Chernov", "Igor Chernov"),
        ("Khalid Younis", "Halid Yunis"),
        ("Joan H. Barker", "Joan Barker"),
        ("The Élan Front", "Elan Front"),
    ],
)
def test_spellings_accents_and_scripts(tmp_path: Path, one: str, other: str) -> None:
    found = identities(tmp_path, named(one), named(other, day="2024-03-02"))
    assert found.of(one) == found.of(other)
    assert found.joins[0].reason


@pytest.mark.parametrize(
    ("one", "other", "proposed"),
    [
        ("Anna Petrova", "Anna Petrov", True),
        ("Maria Santos", "Mario Santos", True),
        ("Luis Mora da Costa", "Mora da Costa", True),
        ("Joan H. Barker", "Joan W. Barker", True),
        ("Igor Chernov", "Oleg Chernov", False),
        ("Kim Su-jin", "Kim Su-ho", False),
        ("Amina Saleh", "Idris Omar", False),
    ],
)
def test_what_is_uncertain_is_proposed_and_never_forced(tmp_path: Path, one: str, other: str, proposed: bool) -> None:
    found = identities(tmp_path, named(one), named(other, day="2024-03-02"))
    assert found.of(one) != found.of(other)
    assert bool(found.proposals) is proposed


def test_a_surname_alone_fits_one_person_however_spelt(tmp_path: Path) -> None:
    pages = [
        named("Oleksiy Hrytsenko"),
        named("Oleksii Grytsenko", day="2024-03-02"),
        named("Hrytsenko", day="2024-03-03"),
    ]
    found = identities(tmp_path, *pages)
    assert len({found.of(n) for n in ("Oleksiy Hrytsenko", "Oleksii Grytsenko", "Hrytsenko")}) == 1
    assert not found.proposals


def test_a_surname_that_two_people_have_is_left_to_a_person(tmp_path: Path) -> None:
    found = identities(tmp_path, named("Igor Chernov"), named("Oleg Chernov"), named("Chernov", day="2024-03-02"))
    assert found.of("Chernov") == "Chernov"
    assert {p.left for p in found.proposals} == {"Igor Chernov", "Oleg Chernov"}


def test_one_name_on_two_sides_is_left_to_a_person(tmp_path: Path) -> None:
    found = identities(
        tmp_path, named("Igor Chernov", side="Chad"), named("Ihor Chernov", day="2024-03-02", side="Sudan")
    )
    assert found.of("Ihor Chernov") != found.of("Igor Chernov")
    assert found.proposals


def test_first_letters_are_proposed(tmp_path: Path) -> None:
    kind = ActorKind.ORGANIZATION
    found = identities(tmp_path, named("League of River States", kind=kind), named("LRS", day="2024-03-02", kind=kind))
    assert found.of("LRS") == "LRS"
    assert [(p.left, p.right) for p in found.proposals] == [("League of River States", "LRS")]


def test_people_overrule_both_ways_and_undo_it(tmp_path: Path) -> None:
    pages = [named("Anna Petrova"), named("Anna Petrov", day="2024-03-02"), named("Petrova", day="2024-03-03")]
    with case_of(tmp_path / "case.sop", *pages) as case, case.write() as connection:
        assert identify(connection).of("Petrova") == "Anna Petrova"
        say(connection, "Anna Petrova", "Anna Petrov", IdentityVerdict.SAME, author="ana", note="one speech")
        assert identify(connection).of("Anna Petrov") == identify(connection).of("Petrova")
        assert not identify(connection).proposals
        say(connection, "Petrova", "Anna Petrova", IdentityVerdict.DIFFERENT, author="bo")
        assert identify(connection).of("Petrova") == "Petrova"
        for pair in (("Anna Petrova", "Anna Petrov"), ("Petrova", "Anna Petrova")):
            say(connection, *pair, IdentityVerdict.WITHDRAW, author="bo")
        assert identify(connection).of("Petrova") == "Anna Petrova"
        assert identify(connection).of("Anna Petrov") == "Anna Petrov"
        with pytest.raises(RecordError) as caught:
            say(connection, "Petrova", "Anna Petrova", IdentityVerdict.WITHDRAW, author="bo")
        assert caught.value.slug == "record.nothing_to_withdraw"
        with pytest.raises(RecordError) as caught:
            say(connection, "Petrova", "Nobody Here", IdentityVerdict.SAME, author="bo")
        assert caught.value.slug == "record.no_such_actor"


def test_offices_have_days_and_sources_and_change_hands(tmp_path: Path) -> None:
    pages = [
        page("2024-03-01").actor("Amina Saleh", "Chad", roles=("Foreign Minister",)),
        page("2024-03-20").actor("Amina Saleh", "Chad", roles=("foreign minister",)),
        page("2024-06-01").actor("Halima Issa", "Chad", roles=("Foreign Minister",)),
        page("2024-06-01").actor("Amina Saleh", "Chad", roles=("Prime Minister",)),
        page("2024-06-01").actor("Omar Bakri", "Sudan", roles=("Foreign Minister",)),
    ]
    for number, written in enumerate(pages):
        written.position(f"Sentence {number}.", "Chad", "demands", "a truce")
    with case_of(tmp_path / "case.sop", *pages) as case, case.read() as connection:
        found = roles(connection, identify(connection))
    told = {(r.actor, r.title.lower()): (r.first, r.last, r.pages) for r in found}
    assert told["Amina Saleh", "foreign minister"] == ("2024-03-01", "2024-03-20", (1, 2))
    assert told["Amina Saleh", "prime minister"] == ("2024-06-01", "2024-06-01", (4,))
    ((before, after),) = successions(found)
    assert (before.side, before.actor, after.actor) == ("Chad", "Amina Saleh", "Halima Issa")
