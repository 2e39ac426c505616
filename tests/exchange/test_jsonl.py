"""JSONL out and in again is the identity; what comes from elsewhere is checked; two reviewers' copies merge."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from stateofplay.errors import ExchangeError
from stateofplay.exchange.formats.jsonl import TABLES
from stateofplay.exchange.importing.origin import stands_in_bytes
from stateofplay.model import (
    Actor,
    ActorKind,
    Article,
    Clutter,
    DateMention,
    Evidence,
    Position,
    Reading,
    Stance,
    Statement,
)
from stateofplay.model.vocabularies import Act, Firmness
from stateofplay.record import Case, add_page, create_case, open_case
from stateofplay.record.judging.judgements import Verdict, history, judge
from stateofplay.record.storage.tables import CLAIM, METADATA, PAGE
from stateofplay.record.views import rows
from stateofplay.service.exporting import export, import_case
from tests.exchange.cases import add, make_case, second_reading
from tests.thoroughness import examples

# Lone surrogates cannot be stored as UTF-8, and SQLite's own functions end a text at NUL.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60)
# No reader gives an actor a name of blanks, and the import takes none.
NAMES = WORDS.filter(str.strip)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading: the words are arbitrary, the claims stand in them."""
    text = draw(WORDS)

    def evidence() -> Evidence:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return Evidence(start=start, end=end, quote=text[start:end])

    def common() -> dict[str, object]:
        found = evidence()
        return {
            "evidence": found,
            "anchor": found.start,
            "component": "hand",
            "confidence": draw(st.floats(0, 1)),
            "said_by": draw(st.none() | WORDS),
            "firmness": draw(st.sampled_from(Firmness)),
            "disputed_by": tuple(draw(st.lists(WORDS, max_size=2))),
        }

    positions = [
        Position(**common(), holder=draw(WORDS), issue=draw(WORDS), stance=draw(st.sampled_from(Stance)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    statements = [
        Statement(**c, speaker=draw(WORDS), named=True, act=Act.SAY, content=c["evidence"].quote,
                  content_start=c["evidence"].start, direct=draw(st.booleans()))
        for c in [common() for _ in range(draw(st.integers(0, 2)))]
    ]  # fmt: skip
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    return Reading(
        article=Article(
            text=text,
            title=draw(st.none() | WORDS),
            published=draw(st.none() | st.dates(max_value=date(2025, 12, 31)).map(str)),
            url=draw(st.none() | st.just("https://news.example/a")),
            clutter=tuple(Clutter(text=t, reason="promo") for t in draw(st.lists(WORDS, max_size=2))),
        ),
        actors=tuple(
            Actor(name=n, kind=draw(st.sampled_from(ActorKind)), aliases=(n,), evidence=evidence()) for n in names
        ),
        positions=tuple(positions),
        statements=tuple(statements),
        dates=tuple(DateMention(**common(), text=draw(WORDS), value=None) for _ in range(draw(st.integers(0, 1)))),
        reader="by hand",
    )


def lines_of(case: Case) -> bytes:
    out = io.BytesIO()
    export(case, "jsonl", out)
    return out.getvalue()


def tables_of(case: Case) -> dict[str, list[tuple[object, ...]]]:
    with case.read() as connection:
        return {
            t.name: sorted((tuple(r) for r in connection.execute(select(t))), key=repr) for t in METADATA.sorted_tables
        }


@pytest.mark.slow
@given(pages=st.lists(readings(), max_size=3), notes=st.lists(WORDS, max_size=3))
@examples(25)
def test_out_and_in_again_is_the_identity(pages: list[Reading], notes: list[str]) -> None:
    with TemporaryDirectory() as folder, create_case(Path(folder) / "a.sop") as case:
        with case.write() as connection:
            for number, page in enumerate(pages):
                add(connection, page, f"page {number}")
            claims = connection.execute(select(CLAIM.c.id).order_by(CLAIM.c.id)).scalars().all()
            for claim, note in zip(claims, notes, strict=False):
                judge(connection, claim, Verdict.UNSURE, author="ana", note=note)
        first = lines_of(case)
        (Path(folder) / "a.jsonl").write_bytes(first)
        import_case(Path(folder) / "b.sop", Path(folder) / "a.jsonl")
        with open_case(Path(folder) / "b.sop") as other:
            assert lines_of(other) == first
            ours, theirs = tables_of(case), tables_of(other)
            # The running numbers of sentences are the file's own.
            for tables in (ours, theirs):
                tables["sentence"] = sorted((row[1:] for row in tables["sentence"]), key=repr)
            assert ours == theirs


def test_every_table_is_exported_or_computed() -> None:
    assert {t.name for t in TABLES} | {"case_info", "band"} == set(METADATA.tables)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    make_case(tmp_path / "a.sop").close()
    return tmp_path / "a.sop"


def test_importing_twice_adds_nothing(made: Path, tmp_path: Path) -> None:
    with open_case(made) as case:
        (tmp_path / "a.jsonl").write_bytes(lines_of(case))
    imported = import_case(made, tmp_path / "a.jsonl")
    assert not imported.added
    assert imported.known > 20
    assert import_case(tmp_path / "b.sop", tmp_path / "a.jsonl").added["page"] == 3


def test_the_work_of_two_reviewers_is_merged(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.sop"
    shutil.copy(made, copy)
    for path, author in ((made, "ana"), (copy, "bo")):
        with open_case(path) as case, case.write() as connection:
            claim = rows(connection, "meetings")[0].claim_id
            judge(connection, claim, Verdict.ACCEPT, author=author)
            page = second_reading()
            page = replace(page, article=replace(page.article, text=page.article.text + f"\n{author}.", url=None))
            add(connection, page, f"{author}.txt")
    with open_case(copy) as case:
        (tmp_path / "b.jsonl").write_bytes(lines_of(case))
    imported = import_case(made, tmp_path / "b.jsonl")
    assert (imported.added["page"], imported.added["judgement"]) == (1, 1)
    with open_case(made) as case, case.read() as connection:
        assert [j.author for j in history(connection, claim)] == ["ana", "bo"]
        assert connection.execute(select(PAGE.c.number).order_by(PAGE.c.number)).scalars().all() == [1, 2, 3, 4, 5]


def test_the_same_bytes_from_two_places_are_one_source(made: Path, tmp_path: Path) -> None:
    with open_case(made) as case:
        lines = lines_of(case)
    with create_case(tmp_path / "b.sop") as other, other.write() as connection:
        from stateofplay.record import add_page
        from tests.exchange.readings import reading

        raw = b"notes/first.html\n" + reading().article.text.encode()
        import hashlib

        add_page(connection, reading(), source="elsewhere.html", raw=raw, sha256=hashlib.sha256(raw).hexdigest())
    (tmp_path / "a.jsonl").write_bytes(lines)
    import_case(tmp_path / "b.sop", tmp_path / "a.jsonl")
    with open_case(tmp_path / "b.sop") as other, other.read() as connection:
        twin = PAGE.alias()
        query = select(twin.c.source).join(PAGE, PAGE.c.copy_of == twin.c.id).where(PAGE.c.source == "notes/first.html")
        assert connection.execute(query).scalars().all() == ["elsewhere.html"]


def _edit(row: str, /, **changes: object) -> Callable[[list[dict[str, object]]], None]:
    def edit(lines: list[dict[str, object]]) -> None:
        next(line for line in lines if line["row"] == row).update(changes)

    return edit


def _change(row: str, field: str, change: Callable[[str], str]) -> Callable[[list[dict[str, object]]], None]:
    def edit(lines: list[dict[str, object]]) -> None:
        line = next(line for line in lines if line["row"] == row)
        line[field] = change(str(line[field]))

    return edit


def _move_quote(lines: list[dict[str, object]]) -> None:
    claim = next(line for line in lines if line["row"] == "claim")
    evidence = claim["body"]["evidence"]  # type: ignore[index]
    evidence["quote"] = "x" * len(evidence["quote"])


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (_edit("page", text="Other words."), "text of the page does not stand in its bytes"),
        (_change("page", "text", lambda text: text.replace("rejects", "accepts")), "does not stand in its bytes"),
        (_edit("page", address="elsewhere.example/a"), "not where it came from"),
        (_edit("page", added_at="2099-01-01T00:00:00.000000Z"), "added_at is 2099.*in the future"),
        (_edit("page", added_at="yesterday"), "no time as"),
        (_edit("page", added_at="2024-02-30T00:00:00Z"), "no time as"),
        (_edit("page", published="2199-01-01"), "published is 2199.*in the future"),
        (_edit("page", published="May 2024"), "no day, month or year"),
        (_edit("page", site="a\u001b[2Jb"), "site is"),
        (_edit("page", site="x" * 400), "site is"),
        (_edit("page", number=0), "number is 0, not between"),
        (_edit("page", number=2**40), "not between"),
        (_edit("page", earlier="p000000000000"), "comes later or not at all"),
        (_edit("claim", confidence=7.0), "is not what its id says|another confidence|between 0 and 1"),
        (_edit("claim", start=-5), "another start than its body"),
        (_edit("actor", start=0, end=10**6), "is no place in a page of"),
        (_edit("actor", start=-1), "is no place"),
        (_edit("actor", start=2**70), "is no place|no int"),
        (_edit("actor", mentions=-3), "mentions is -3"),
        (_edit("actor", kind="robot"), "no kind of actor 'robot'"),
        (_edit("actor", name=" "), "name is empty"),
        (_edit("sentence", text="Chad agreed to everything."), "sentence does not stand in its page"),
        (_edit("sentence", end=4), "does not stand in its page"),
        (_edit("judgement", at="2099-01-01T00:00:00.000000Z"), "at is 2099"),
        (_edit("judgement", at="2024-06-01"), "no time as"),
        (_edit("judgement", at="zzzz"), "no time as"),
        (_edit("judgement", correction={"stance": "loves"}), "stance .loves. does not fit"),
        (_edit("judgement", correction={"colour": "red"}), "no field 'colour'"),
        (_edit("judgement", correction={"evidence": "5-9000000"}), "no place in the page"),
        (_edit("judgement", correction={"stance": 3}), "Expected"),
        (_edit("judgement", verdict="reject"), "a correction goes with accept"),
        (_edit("judgement", author=""), "author is empty"),
        (_edit("identity", right="Amina Saleh", left="Amina Saleh"), "compared with itself"),
        (_edit("identity", at="2099-01-01T00:00:00Z"), "in the future"),
        (_edit("feed", address="file:///etc/passwd"), "no address that could be watched"),
        (_edit("feed", address="https://ana:pw@post.example/rss"), "no address that could be watched"),
        (_edit("feed", fetched_at="soon"), "no time as"),
        (_edit("judgement", note="a\u0000b"), "no text has"),
        (lambda lines: lines.append({"row": "page"}), "goes on after its last line"),
        (_edit("page", raw="eJwDAAAAAAE="), "hash"),
        (_edit("page", raw="%%"), "base64|Only"),
        (_edit("page", source="elsewhere"), "not what its id says"),
        (_edit("page", address="elsewhere.example/a"), "which is not where it came from"),
        (_edit("page", number="one"), "number is 'one', which is no int"),
        (_edit("page", signature="AAAA"), "signature of the page is damaged"),
        (_move_quote, "does not stand in its page"),
        (_edit("claim", party="Somebody else"), "another party than its body"),
        (_edit("claim", kind="offices"), "no kind of claim 'offices'"),
        (_edit("claim", page_id="p0"), "page that the file does not have|page p0"),
        (_edit("judgement", verdict="maybe"), "'maybe', none of accept"),
        (_edit("judgement", note=None), "lacks note"),
        (_edit("identity", verdict="cousins"), "none of different"),
        (_edit("feed", password="x"), "a row of feed has no password"),
        (_edit("case", form="9999"), "newer State of Play"),
        (_edit("case", row="page"), "first line is not that of a case"),
        (lambda lines: lines.pop(), "was cut off"),
        (lambda lines: lines.pop(4), "does not stand|was cut off|page"),
        (lambda lines: lines.clear(), "was cut off"),
    ],
)
def test_a_file_that_is_wrong_imports_nothing(
    made: Path, tmp_path: Path, edit: Callable[[list[dict[str, object]]], None], says: str
) -> None:
    with open_case(made) as case:
        lines = [json.loads(line) for line in lines_of(case).splitlines()]
    edit(lines)
    file = tmp_path / "wrong.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    with pytest.raises(ExchangeError, match=says):
        import_case(tmp_path / "new.sop", file)
    assert not list(tmp_path.glob("new.sop*"))
    with create_case(tmp_path / "empty.sop") as empty:
        before = tables_of(empty)
    with pytest.raises(ExchangeError):
        import_case(tmp_path / "empty.sop", file)
    with open_case(tmp_path / "empty.sop") as empty:
        assert tables_of(empty) == before


def test_an_address_may_have_the_query_that_an_earlier_version_kept_of_it(tmp_path: Path) -> None:
    page = Reading(article=Article(text="Norway and Chad met.", url="https://docs.example/view?4711"), reader="test")
    raw = b"Norway and Chad met."
    with create_case(tmp_path / "a.sop") as case:
        with case.write() as connection:
            add_page(connection, page, source="page", raw=raw, sha256=hashlib.sha256(raw).hexdigest())
        lines = [json.loads(line) for line in lines_of(case).splitlines()]
    told = next(line for line in lines if line["row"] == "page")
    assert told["address"] == "docs.example/view?4711"
    told["address"] = "docs.example/view"
    file = tmp_path / "earlier.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    assert import_case(tmp_path / "b.sop", file).added["page"] == 1


@pytest.mark.parametrize("content", [b"\x00\xff", b"not json\n", b"[]\n", b"<html></html>", b'{"row": 3}\n'])
def test_what_is_no_export_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.jsonl").write_bytes(content)
    with pytest.raises(ExchangeError, match=r"no\.jsonl"):
        import_case(tmp_path / "new.sop", tmp_path / "no.jsonl")
    with pytest.raises(ExchangeError, match="cannot be read"):
        import_case(tmp_path / "new.sop", tmp_path / "missing.jsonl")


def test_the_last_line_counts_the_rows(made: Path) -> None:
    with open_case(made) as case, case.read() as connection:
        total = sum(connection.execute(select(func.count()).select_from(t)).scalar() or 0 for t in TABLES)
        assert json.loads(lines_of(case).splitlines()[-1]) == {"row": "end", "rows": total}


def test_the_rest_of_a_doubtful_file_is_taken_on_request(made: Path, tmp_path: Path) -> None:
    with open_case(made) as case:
        lines = [json.loads(line) for line in lines_of(case).splitlines()]
    whole = {row: sum(line["row"] == row for line in lines) for row in ("page", "claim", "sentence", "judgement")}
    second = next(n for n, line in enumerate(lines, 1) if line["row"] == "page" and line["number"] == 2)
    forged = lines[second - 1]
    forged["text"] = str(forged["text"]).replace("shelled", "spared")
    hanging = [n for n, line in enumerate(lines, 1) if line.get("page_id") == forged["id"]]
    judged = next(n for n, line in enumerate(lines, 1) if line["row"] == "judgement")
    lines[judged - 1]["at"] = "2099-01-01T00:00:00.000000Z"
    file = tmp_path / "doubtful.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    with pytest.raises(ExchangeError, match=f"line {second}: the text of the page does not stand in its bytes"):
        import_case(tmp_path / "b.sop", file)
    imported = import_case(tmp_path / "b.sop", file, take_rest=True)
    assert {left.line for left in imported.refused} == {second, judged, *hanging}
    assert imported.added["page"] == whole["page"] - 1
    assert 0 < imported.added["claim"] < whole["claim"]
    assert "judgement" not in imported.added
    with open_case(tmp_path / "b.sop") as case, case.read() as connection:
        assert rows(connection, "positions")[0].what == "<b>foreign</b> bases"


def test_a_file_that_was_cut_off_gives_what_it_has_on_request(made: Path, tmp_path: Path) -> None:
    with open_case(made) as case:
        lines = lines_of(case).splitlines(keepends=True)
    (tmp_path / "cut.jsonl").write_bytes(b"".join(lines[:6]) + lines[6][:20])
    imported = import_case(tmp_path / "b.sop", tmp_path / "cut.jsonl", take_rest=True)
    assert "cut off" in imported.refused[-1].reason
    assert imported.added["page"] == 3


@pytest.mark.parametrize(
    ("text", "raw", "stands"),
    [
        ("Arda will sign.", b"<p>Arda <i>will</i> sign.</p>", True),
        ("Arda will sign.", b"<p>Arda will not sign.</p>", False),
        ("“Never”, said Borel.", b"<p>&ldquo;Never&rdquo;,&nbsp;said Borel.</p>", True),
        ("Größe zählt.", "<p>Größe zählt.</p>".encode("cp1252"), True),
        ("Переговоры начались.", "<p>Переговоры начались.</p>".encode("koi8-r"), True),
        ("It’s over, he said.", b'{"articleBody": "It\\u2019s over,\\nhe said."}', True),
        ("First line. Second line.", b"First line.\nAdvertisement\nSecond line.", True),
        ("First line. Third line.", b"First line.\nAdvertisement\nSecond line.", False),
        ("", b"", True),
        ("Words.", b"", False),
        ("Words.", b"\xff\xfe\x00\xd8", False),
    ],
)
def test_a_text_stands_in_its_bytes_or_not(text: str, raw: bytes, stands: bool) -> None:
    assert stands_in_bytes(text, raw) is stands
