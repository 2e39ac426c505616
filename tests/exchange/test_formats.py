"""Every format: its file follows the standard it names, and says what the codebook says."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from stateofplay.errors import ExchangeError
from stateofplay.exchange.formats import FORMATS, codebooks, load_format
from stateofplay.exchange.formats.csv import neutralise
from stateofplay.exchange.formats.ics import fold
from stateofplay.model import MeetingStatus
from stateofplay.pages.archive import read_archive
from stateofplay.pages.feeds import read_opml
from stateofplay.record import Case, create_case
from stateofplay.service.cases import add_all
from stateofplay.service.exporting import export
from tests.exchange.cases import SECOND, add, make_case, second_reading


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "talks.sop") as made:
        yield made


def written(case: Case, name: str, **options: object) -> bytes:
    out = io.BytesIO()
    export(case, name, out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {k for v in value.values() for k in keys_in(v)}
    return {k for v in value for k in keys_in(v)} if isinstance(value, list) else set()


def explained(name: str) -> set[str]:
    return {word.strip() for field, _ in load_format(name).fields for word in field.split(",")}


def json_lines(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_case_and_explains_itself(case: Case, name: str) -> None:
    found = load_format(name)
    assert found.name == name
    assert written(case, name)
    assert found.says
    assert all(meaning for _, meaning in found.fields)


@pytest.mark.parametrize("name", ["plover", "annotations", "ftm", "csl", "geojson"])
def test_no_key_is_written_that_the_codebook_does_not_explain(case: Case, name: str) -> None:
    data = written(case, name)
    rows = json_lines(data) if name in ("plover", "ftm") else json.loads(data)
    assert keys_in(rows)
    assert keys_in(rows) <= explained(name)


def test_the_document_is_made_of_the_codebooks(root: Path) -> None:
    assert codebooks() in (root / "docs" / "exports.md").read_text(encoding="utf-8")


def test_csv_reads_back_and_holds_no_formula(case: Case) -> None:
    table = list(csv.DictReader(io.StringIO(written(case, "csv").decode("utf-8-sig"), newline="")))
    assert set(table[0]) <= explained("csv")
    assert {row["kind"] for row in table} >= {"meetings", "positions", "events"}
    cells = [cell for row in table for cell in row.values()]
    assert "'=foreign bases" in cells
    assert not [c for c in cells if c[:1] in "=+-@\t\r" and c]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1"])
def test_what_could_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert neutralise(cell) == f"'{cell}"


def test_parquet_has_the_same_rows_as_csv_with_types(case: Case) -> None:
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(written(case, "parquet")))
    assert table.num_rows == len(list(csv.reader(io.StringIO(written(case, "csv").decode("utf-8-sig"))))) - 1
    assert str(table.schema.field("confidence").type) == "double"
    assert table.schema.field("quote").metadata[b"meaning"]
    assert "=foreign bases" in table.column("what").to_pylist()


def test_parquet_without_pyarrow_says_what_to_install(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExchangeError, match="needs pyarrow") as caught:
        written(case, "parquet")
    assert "stateofplay[parquet]" in caught.value.hint


def test_plover_codes_acts_to_come_by_the_manual(case: Case) -> None:
    events = json_lines(written(case, "plover"))
    jsonschema.validate(
        events,
        {
            "type": "array",
            "minItems": 2,
            "items": {
                "required": ["event_id", "event_type", "quad_code", "cameo_root", "actor_name", "quote"],
                "properties": {
                    "quad_code": {"enum": [1, 2, 3, 4]},
                    "cameo_root": {"pattern": "^(0[3-9]|1[0-8])$"},
                    "auxiliary_mode": {"enum": ["future", "hypothetical", "negation", None]},
                },
            },
        },
    )
    planned = next(e for e in events if e["act_status"] == "planned")
    assert (planned["event_type"], planned["act"], planned["cameo_root"]) == ("AGREE", "CONSULT", "03")
    shelled = next(e for e in events if e["act"] == "ASSAULT")
    assert (shelled["quad_code"], shelled["quad_name"]) == (4, "material conflict")


def test_annotations_are_found_again_by_quote_and_by_position(case: Case) -> None:
    page = json.loads(written(case, "annotations"))
    jsonschema.validate(
        page,
        {
            "required": ["@context", "id", "type", "items"],
            "properties": {
                "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
                "type": {"const": "AnnotationPage"},
                "items": {
                    "minItems": 8,
                    "items": {
                        "required": ["id", "type", "body", "target"],
                        "properties": {
                            "type": {"const": "Annotation"},
                            "target": {
                                "required": ["source", "selector"],
                                "properties": {"selector": {"minItems": 2, "maxItems": 2}},
                            },
                        },
                    },
                },
            },
        },
    )
    ours = [i["target"] for i in page["items"] if i["target"]["source"].startswith("https://post.example")]
    assert ours
    for target in ours:
        quote, position = target["selector"]
        assert SECOND[position["start"] : position["end"]] == quote["exact"]
        assert SECOND.find(quote["prefix"] + quote["exact"] + quote["suffix"]) == position["start"] - len(
            quote["prefix"]
        )


_SCHEMATA = {
    "Person": {"name", "alias", "wikidataId"},
    "PublicBody": {"name", "alias", "country", "wikidataId"},
    "Organization": {"name", "alias", "country", "wikidataId"},
    "LegalEntity": {"name", "alias", "country", "wikidataId"},
    "Membership": {"member", "organization", "role"},
    "Representation": {"agent", "client", "role"},
    "Event": {"name", "date", "location", "involved", "summary", "keywords", "proof", "recordId"},
    "Article": {"title", "publishedAt", "publisher", "sourceUrl", "language"},
    "Mention": {"document", "name", "resolved", "detectedSchema"},
}
_REFERENCES = {"member", "organization", "agent", "client", "involved", "proof", "document", "resolved"}


def test_followthemoney_entities_are_valid_and_refer_to_each_other(case: Case) -> None:
    entities = json_lines(written(case, "ftm"))
    known = {e["id"] for e in entities}
    assert {"Person", "PublicBody", "Membership", "Event", "Article", "Mention"} <= {e["schema"] for e in entities}
    for entity in entities:
        assert entity["schema"] in _SCHEMATA
        properties = entity["properties"]
        assert set(properties) <= _SCHEMATA[entity["schema"]], entity
        for name, values in properties.items():
            assert values
            assert all(isinstance(v, str) for v in values)
            assert name not in _REFERENCES or set(values) <= known
    assert len(known) == len(entities)
    languages = {v for e in entities for v in e["properties"].get("language", ())}
    assert languages == {"eng"}, "FollowTheMoney knows languages by three letters"
    by_id = {e["id"]: e["schema"] for e in entities}
    for entity in entities:
        if entity["schema"] == "Membership":
            assert {by_id[i] for i in entity["properties"]["organization"]} <= {"Organization", "PublicBody"}
    assert b'"Position"' not in written(case, "ftm")


def test_bibtex_balances_its_braces_and_escapes(case: Case) -> None:
    text = written(case, "bibtex").decode()
    entries = re.findall(r"@online\{([^,]+),\n(.*?)\n\}\n", text, re.S)
    assert len(entries) == 3
    assert len({key for key, _ in entries}) == 3
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert r"organization = {The \{Daily\} Post \& Co}" in text
    assert "author = {{Ana Lima} and {Desk, Foreign}}" in text


def test_csl_follows_its_schema(case: Case) -> None:
    items = json.loads(written(case, "csl"))
    date = {"properties": {"date-parts": {"items": {"items": {"type": "integer"}, "minItems": 1, "maxItems": 3}}}}
    jsonschema.validate(
        items,
        {
            "minItems": 3,
            "items": {
                "required": ["id", "type", "title"],
                "properties": {"type": {"const": "webpage"}, "issued": date, "accessed": date},
            },
        },
    )
    assert {"literal": "Desk, Foreign"} in [a for i in items for a in i.get("author", [])]
    assert [2024, 6, 10] in [i["issued"]["date-parts"][0] for i in items if "issued" in i]


_CONTENT_LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=[^;:,\"\x00-\x1f]+)*:[^\x00-\x08\x0a-\x1f\x7f]*")


def test_calendar_follows_the_grammar_and_vague_talks_are_tentative(case: Case) -> None:
    data = written(case, "ics")
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    lines = data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert all(_CONTENT_LINE.fullmatch(line) for line in lines)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events = [
        dict(x.split(":", 1) for x in e.split("\r\n") if ":" in x) for e in "\r\n".join(lines).split("BEGIN:VEVENT")
    ]
    one, two = events[1:]
    assert (one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"], one["STATUS"]) == ("20240603", "20240604", "CONFIRMED")
    assert (two["DTSTART;VALUE=DATE"], two["DTEND;VALUE=DATE"], two["STATUS"]) == ("20240701", "20240801", "TENTATIVE")
    assert one["SUMMARY"] == r"Geneva talks\, 3 June 2024"
    assert len({e["UID"] for e in (one, two)}) == 2
    assert all({"UID", "DTSTAMP", "SUMMARY"} <= set(e) for e in (one, two))
    for event in (one, two):
        assert not re.search(r"(?<!\\)[;,]", event["DESCRIPTION"].replace("\\\\", ""))


def test_talks_long_over_and_without_a_day_are_counted_but_no_entry(tmp_path: Path) -> None:
    page = second_reading()
    held = replace(page.meetings[0], status=MeetingStatus.HELD, date="2019")
    undated = replace(page.meetings[0], name="talks about talks", date=None)
    with create_case(tmp_path / "talks.sop") as case:
        with case.write() as connection:
            add(connection, replace(page, meetings=(held, undated)), "/somewhere/private/page.html")
        found = export(case, "ics", tmp_path / "talks.ics")
        assert found.count == 0
        assert [note.rsplit(": ", 1)[1] for note in found.notes] == ["talks about talks", "1"]
        assert b"VEVENT" not in (tmp_path / "talks.ics").read_bytes()


def test_folders_of_this_machine_stay_out_of_what_is_passed_on(tmp_path: Path) -> None:
    page = second_reading()
    page = replace(page, article=replace(page.article, title=None, site=None, url=None))
    with create_case(tmp_path / "talks.sop") as case:
        with case.write() as connection:
            add(connection, page, "/somewhere/private/page.html")
        for name in set(FORMATS) - {"jsonl", "opml"}:
            assert b"private" not in written(case, name), name
        for name in ("bibtex", "csl", "ics", "csv", "parquet", "geojson"):
            assert b"page.html" in written(case, name), name
        assert b"/somewhere/private/page.html" in written(case, "csv", full_sources=True)


def test_a_page_is_called_by_its_name_below_the_folder_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "secret" / "2024").mkdir(parents=True)
    (tmp_path / "secret" / "2024" / "a.txt").write_text(
        "Talks end\nChad and Sudan met in Geneva on Monday, Chad said.\n"
    )
    (tmp_path / "secret" / "b.txt").write_text(
        "Talks begin\nSudan rejects the plan of Chad, its minister said on Friday.\n"
    )
    with create_case(tmp_path / "talks.sop") as case:
        assert [a.problem for a in add_all(case, [str(tmp_path / "secret"), str(tmp_path / "secret" / "b.txt")])] == [
            None
        ] * 3
        for name in set(FORMATS) - {"opml"}:
            assert b"secret" not in written(case, name), name
        assert b'"2024/a.txt"' in written(case, "jsonl")


def test_long_lines_are_folded_between_characters() -> None:
    line = "SUMMARY:" + "переговоры 🙂 " * 20
    folded = fold(line)
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    assert b"".join(p.removeprefix(b" ") for p in [folded.replace(b"\r\n ", b"")]).decode() == line + "\r\n"


def test_geojson_has_points_and_nulls(case: Case) -> None:
    collection = json.loads(written(case, "geojson"))
    number = {"type": "number"}
    point = {
        "properties": {
            "type": {"const": "Point"},
            "coordinates": {
                "prefixItems": [number | {"minimum": -180, "maximum": 180}, number | {"minimum": -90, "maximum": 90}],
                "minItems": 2,
                "maxItems": 2,
            },
        },
        "required": ["type", "coordinates"],
        "type": ["object", "null"],
    }
    jsonschema.validate(
        collection,
        {
            "properties": {
                "type": {"const": "FeatureCollection"},
                "features": {
                    "minItems": 3,
                    "items": {
                        "required": ["type", "geometry", "properties"],
                        "properties": {"type": {"const": "Feature"}, "geometry": point},
                    },
                },
            },
            "required": ["type", "features"],
        },
    )
    by_place = {f["properties"]["place"]: f for f in collection["features"]}
    assert by_place["Geneva"]["geometry"]["coordinates"] == pytest.approx([6.15, 46.2])
    assert by_place["Davos"]["properties"]["country"] == "CH"
    assert by_place["the border town"]["geometry"] is None


def test_opml_and_warc_read_back(case: Case) -> None:
    feeds = read_opml(written(case, "opml"))
    assert [(f.url, f.title) for f in feeds] == [("https://post.example/rss", "Post & Co")]
    pages = list(read_archive(written(case, "warc")))
    assert [p.url for p in pages] == [
        "urn:stateofplay:page:1",
        "https://post.example/talks?id=2",
        "https://copy.example/a",
    ]
    assert pages[1].data.decode().endswith(SECOND)


def test_an_unknown_format_and_kind_are_named(case: Case) -> None:
    with pytest.raises(ExchangeError, match="no format 'excel'"):
        written(case, "excel")
    with pytest.raises(ExchangeError, match="no kind of claim 'offices'"):
        written(case, "csv", kinds=("offices",))


def test_a_file_appears_whole_or_not_at_all(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(case, "csv", tmp_path / "new" / "talks.csv")
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["talks.csv"]
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExchangeError):
        export(case, "parquet", tmp_path / "new" / "talks.parquet")
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["talks.csv"]
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExchangeError, match="cannot be written"):
        export(case, "csv", tmp_path / "file" / "talks.csv")


def test_talks_of_several_days_are_an_entry_of_that_length(tmp_path: Path) -> None:
    from stateofplay.record import create_case
    from stateofplay.service.cases import add

    page = tmp_path / "page.txt"
    page.write_text("Chad and Sudan will hold talks in Geneva on 20-22 May 2024, Chad said.\n", encoding="utf-8")
    with create_case(str(tmp_path / "talks.sop")) as case:
        add(case, str(page), published="2024-05-10")
        calendar = written(case, "ics").decode()
    assert "DTSTART;VALUE=DATE:20240520" in calendar
    assert "DTEND;VALUE=DATE:20240523" in calendar
