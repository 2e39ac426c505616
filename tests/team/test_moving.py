"""A case from a file into a team and back: every row as it was, whatever lies in it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stateofplay.cli.app import run
from stateofplay.errors import RecordError, TeamError
from stateofplay.record import create_case, open_case
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.storage.tables import FEED, PAGE
from stateofplay.record.views import rows
from stateofplay.service.team.cases import opened, shelf
from stateofplay.service.team.moving import export_file, import_file, rows_of
from tests.exchange.cases import add, make_case, second_reading
from tests.exchange.readings import reading
from tests.team.conftest import SHELL, House
from tests.thoroughness import examples

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
WORDS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=60)
NUMBERS = itertools.count()


def test_out_and_in_is_the_same_case(house: House, tmp_path: Path) -> None:
    make_case(tmp_path / "talks.sop").close()
    id = import_file(house.team, tmp_path / "talks.sop", id="moved", by=SHELL)
    export_file(house.team, id, tmp_path / "back.sop", by=SHELL)
    with (
        open_case(tmp_path / "talks.sop") as one,
        opened(house.team, id) as two,
        open_case(tmp_path / "back.sop") as three,
    ):
        kept = rows_of(one)
        assert kept["judgement"]
        assert kept["feed"]
        assert kept == rows_of(two) == rows_of(three)


@settings(examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(WORDS, min_size=1, max_size=4),
    notes=st.lists(
        st.tuples(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE]), WORDS, WORDS), max_size=5
    ),
    feeds=st.dictionaries(WORDS, st.none() | WORDS, max_size=2),
)
def test_any_case_comes_back_as_it_was(
    house: House, tmp_path: Path, texts: list[str], notes: list[tuple[Verdict, str, str]], feeds: dict[str, str | None]
) -> None:
    number = next(NUMBERS)
    file, back = tmp_path / f"c{number}.sop", tmp_path / f"b{number}.sop"
    with create_case(file, title="Talks") as case, case.write() as connection:
        add(connection, reading(), "a")
        for n, words in enumerate(texts):
            page = second_reading()
            told = f"{page.article.text}\n{words}"
            add(
                connection,
                replace(page, article=replace(page.article, text=told, title=words, url=None)),
                f"p{n}{words}",
            )
        found = [r.claim_id for r in rows(connection, "meetings")]
        for n, (verdict, author, note) in enumerate(notes):
            judge(connection, found[n % len(found)], verdict, author=author if author.strip() else "bo", note=note)
        for address, title in feeds.items():
            connection.execute(FEED.insert(), {"address": address, "title": title, "kind": "feed"})
    id = import_file(house.team, file, by=SHELL)
    export_file(house.team, id, back, by=SHELL)
    with open_case(file) as one, open_case(back) as two:
        assert rows_of(one) == rows_of(two)


def test_a_case_that_moved_goes_on(house: House, tmp_path: Path) -> None:
    make_case(tmp_path / "talks.sop").close()
    id = import_file(house.team, tmp_path / "talks.sop", id="going-on", by=SHELL)
    with opened(house.team, id) as case, case.write() as connection:
        before = len(rows(connection, "meetings"))
        page = second_reading()
        article = replace(page.article, text=f"{page.article.text}\nA word more.", url=None)
        assert add(connection, replace(page, article=article), "new").number == 4
        judge(connection, rows(connection, "meetings")[0].claim_id, Verdict.ACCEPT, author="bo")
        assert len(rows(connection, "meetings")) >= before
    export_file(house.team, id, tmp_path / "after.sop", by=SHELL)
    with open_case(tmp_path / "after.sop") as case, case.write() as connection:
        article = replace(page.article, text=f"{page.article.text}\nTwo words more.", url=None)
        assert add(connection, replace(page, article=article), "newer").number == 5


def test_the_rows_of_a_moved_case_are_guarded(house: House, tmp_path: Path) -> None:
    make_case(tmp_path / "talks.sop").close()
    id = import_file(house.team, tmp_path / "talks.sop", id="guarded", by=SHELL)
    with opened(house.team, id) as case:
        with pytest.raises(RecordError) as caught, case.write() as connection:
            connection.execute(PAGE.delete())
        assert caught.value.slug == "record.append_only"


def test_what_cannot_be_kept_is_refused_whole(house: House, tmp_path: Path) -> None:
    with create_case(tmp_path / "nul.sop") as case, case.write() as connection:
        connection.execute(FEED.insert(), {"address": "a\0b", "title": None, "kind": "feed"})
    with house.team.read() as connection:
        before = shelf(connection)
    with pytest.raises(RecordError) as caught:
        import_file(house.team, tmp_path / "nul.sop", by=SHELL)
    assert caught.value.slug == "record.letters"
    with house.team.read() as connection:
        assert shelf(connection) == before


def test_names_are_checked_and_taken_once(house: House, tmp_path: Path) -> None:
    make_case(tmp_path / "talks.sop").close()
    for id, slug in (("talks", "team.case_taken"), ("../x", "team.case_name"), ("a b", "team.case_name")):
        with pytest.raises(TeamError) as caught:
            import_file(house.team, tmp_path / "talks.sop", id=id, by=SHELL)
        assert caught.value.slug == slug
    one, two = (import_file(house.team, tmp_path / "talks.sop", by=SHELL) for _ in range(2))
    assert two == f"{one}-2"
    with pytest.raises(RecordError) as refused:
        export_file(house.team, one, tmp_path / "talks.sop", by=SHELL)
    assert refused.value.slug == "record.exists"


def test_the_shell_does_all_of_it(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = house.team.address
    make_case(tmp_path / "talks.sop").close()
    assert run(["case", "import", str(tmp_path / "talks.sop"), address, "--name", "by-hand"]) == 0
    assert run(["team", "invite", address, "Ida Berg", "reviewer", "--case", "by-hand"]) == 0
    assert "http://127.0.0.1:8650/join/" in capsys.readouterr().out
    assert run(["team", "role", address, "Ida Berg", "editor", "--case", "by-hand"]) == 0
    assert run(["team", "role", address, "Ida Berg", "administrator"]) == 0
    assert run(["team", "reset", address, "Ida Berg"]) == 0
    assert run(["team", "disable", address, "Ida Berg"]) == 0
    assert run(["team", "enable", address, "Ida Berg"]) == 0
    capsys.readouterr()
    assert run(["team", "accounts", address]) == 0
    assert "Ida Berg  administrator  not joined yet" in capsys.readouterr().out
    assert run(["team", "audit", address, "--case", "by-hand"]) == 0
    assert "Ida Berg: editor" in capsys.readouterr().out
    assert run(["team", "cases", address]) == 0
    assert "by-hand  postgresql://" in capsys.readouterr().out
    assert run(["case", "export", str(tmp_path / "out.sop"), address, "--name", "by-hand"]) == 0
    with open_case(tmp_path / "talks.sop") as one, open_case(tmp_path / "out.sop") as two:
        assert rows_of(one) == rows_of(two)
    capsys.readouterr()
    for wrong in (
        ["invite", address, "X", "reviewer"],
        ["role", address, "X"],
        ["role", address, "Ida Berg", "king", "--case", "by-hand"],
        ["role", address, "nobody here", "reader", "--case", "by-hand"],
        ["invite", address, "X", "reader", "--case", "nowhere"],
        ["init", "talks.sop", "X"],
    ):
        assert run(["team", *wrong]) == 65, wrong
        assert "Traceback" not in capsys.readouterr().err
