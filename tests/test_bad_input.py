"""Bad input from end to end: one clear sentence and the right exit code, or an honest, empty brief; never a traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stateofplay.errors import StateOfPlayError
from stateofplay.model import Reading
from stateofplay.service.reading import read
from tests.thoroughness import PATIENCE, examples

FRENCH = (
    "Les envoyés des deux camps se sont vus lundi dans la ville d'Arda.\n"
    "Le ministre a déclaré que les pourparlers reprendraient la semaine prochaine et que son pays exigeait d'abord le retrait "
    "des troupes étrangères.\n"
)
RECIPE = """Lentil soup with lemon

Rinse the red lentils under cold water until it runs clear. Chop two onions and a carrot and let them soften in olive oil.

Add the cumin and the lentils, pour in a litre of stock and simmer for half an hour. Taste the soup before you add salt.

Serve it with flat bread from the Turkish bakery and a bowl of yoghurt. It keeps in the fridge until Thursday, and most people
want a second helping.

My neighbour likes to put mint on top, but her sister refuses to eat it that way. Both agree on the lemon.
"""
TALKS = "Norway and Sweden will hold talks in Oslo on Monday, the Norwegian foreign minister said."


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(program: Path) -> Run:
    """Run the program as a user does."""

    def run(*words: str, given: bytes = b"", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([program, *words], input=given, capture_output=True, cwd=folder, timeout=PATIENCE)
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence on stderr; nothing on stdout, no traceback, at most one line of hint."""
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    first, *rest = done.stderr.splitlines()
    assert first.startswith("stateofplay: ")
    assert len(rest) <= 1
    return first


FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \r\n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "noise.html": bytes(range(256)) * 20,
    "report.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "marks.txt": b"---\n***\n...\n",
    "script.html": b"<html><body><script>start()</script></body></html>",
}


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("empty.txt", 65, "is empty"),
        ("blank.txt", 65, "is empty"),
        ("picture.txt", 65, "PNG"),
        ("noise.html", 65, "binary"),
        ("report.pdf", 65, "PDF"),
        ("marks.txt", 65, "no readable text"),
        ("script.html", 65, "no text"),
        ("none.txt", 65, "There is no file none.txt"),
        (".", 65, "no page in the folder"),
        ("ftp://example.org/a.html", 65, "ftp"),
        ("http://127.0.0.1/a.html", 65, "127.0.0.1"),
    ],
)
def test_what_is_no_page(tmp_path: Path, name: str, code: int, words: str, run: Run) -> None:
    if name in FILES:
        (tmp_path / name).write_bytes(FILES[name])
    done = run("brief", name, folder=tmp_path)
    assert words in complaint(done)
    assert done.returncode == code


def test_a_page_of_fifty_megabytes(tmp_path: Path, run: Run) -> None:
    with (tmp_path / "big.html").open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(50_000_000)
    done = run("brief", "big.html", folder=tmp_path)
    assert "50.0 MB" in complaint(done)
    assert done.returncode == 65


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["brief"], 2, "no page was named"),
        (["read"], 2, "no page was named"),
        (["brief", "talks.txt", "--published", "soon"], 65, "'soon' is not a date"),
        (["brief", "talks.txt", "--settings", "none.toml"], 78, "none.toml"),
        (["brief", "talks.txt", "--settings", "broken.toml"], 78, "no TOML"),
        (["brief", "talks.txt", "--settings", "unknown.toml"], 78, "has no key 'sped'"),
        (["brief", "talks.txt", "--settings", "table.toml"], 78, "[colours]"),
        (["brief", "talks.txt", "--settings", "type.toml"], 78, "max_bytes"),
        (["brief", "talks.txt", "--settings", "pipeline.toml"], 78, "'no_such_pipeline'"),
    ],
)
def test_wrong_words_and_settings(tmp_path: Path, arguments: list[str], code: int, words: str, run: Run) -> None:
    files = {
        "talks.txt": TALKS,
        "broken.toml": "[pages",
        "unknown.toml": "[language]\nsped = 3",
        "table.toml": "[colours]\nink = 1",
        "type.toml": '[pages]\nmax_bytes = "much"',
        "pipeline.toml": '[language]\npipeline = "no_such_pipeline"',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(*arguments, folder=tmp_path)
    assert words in complaint(done)
    assert done.returncode == code


@pytest.mark.parametrize("arguments", [["bref", "x.txt"], ["brief", "--wrong"], ["read", "x.txt", "--format", "nope"]])
def test_wrong_usage_is_exit_code_two(tmp_path: Path, arguments: list[str], run: Run) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert re.fullmatch(r"stateofplay: .+\n  (Did you mean|For example): stateofplay .+\n", done.stderr)


def test_an_output_that_cannot_be_written(tmp_path: Path, run: Run) -> None:
    (tmp_path / "page.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    done = run("brief", "page.txt", "--format", "html", "-o", "folder", folder=tmp_path)
    assert "folder cannot be written" in complaint(done)
    assert done.returncode == 74


@pytest.mark.parametrize("format", ["terminal", "md", "html", "json"])
def test_a_page_in_french_is_honestly_not_read(tmp_path: Path, format: str, run: Run) -> None:
    (tmp_path / "page.txt").write_text(FRENCH, encoding="utf-8")
    done = run("brief", "page.txt", "--format", format, folder=tmp_path)
    assert done.returncode == 0
    shown = " ".join(done.stdout.split())
    assert "the page was not read: it seems to be in the language" in shown
    assert "found no meeting" not in shown, "what was not read cannot be said to name nothing"


def test_a_page_from_standard_input(run: Run) -> None:
    done = run("read", "-", "--format", "json", given=TALKS.encode())
    assert done.returncode == 0
    contract = json.loads(done.stdout)
    check(contract)
    assert contract["article"]["text"] == TALKS
    assert contract["meetings"]


@pytest.mark.slow
def test_pages_from_standard_input_in_broken_encodings(run: Run) -> None:
    text = "The Åland envoy said: “no talks” before Monday. "
    for data in (
        text.encode() + b"\xff\xfe\x80 more words",
        text.encode("cp1252"),
        text.encode("utf-16"),
        b"\xc3" * 40,
    ):
        done = run("read", "-", "--format", "json", given=data)
        assert "Traceback" not in done.stderr
        if done.returncode:
            assert done.returncode == 65
            assert "standard input" in complaint(done)
        else:
            check(json.loads(done.stdout))


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(FRENCH, encoding="utf-8")
    for words in (["--help"], ["brief", "--help"], ["read", "page.txt", "--format", "json"], ["brief", "page.txt"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "stateofplay.cli", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint_ = process.stderr.read().decode()
        process.stderr.close()
        assert process.wait(PATIENCE) == 0, words
        assert complaint_ == "", words


def check(contract: dict[str, object]) -> None:
    """Every quote of a reading stands where it says."""
    article = contract["article"]
    assert isinstance(article, dict)
    text = article["text"]
    for kind in contract.values():
        if isinstance(kind, list):
            for claim in kind:
                evidence = claim["evidence"]
                assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def exact(reading: Reading) -> int:
    """Assert that every quote, content, phrase and anchor stands in the text; returns how many claims there are."""
    text = reading.article.text
    for item in (*reading.actors, *reading.claims(), *reading.ambiguities):
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote
    for claim in reading.claims():
        assert claim.evidence.start <= claim.anchor < claim.evidence.end
    for statement in reading.statements:
        end = statement.content_start + len(statement.content)
        assert text[statement.content_start : end] == statement.content
    for position in reading.positions:
        assert position.issue in text
    for condition in reading.conditions:
        assert condition.what in text
        assert condition.on is None or condition.on in text
    return sum(1 for _ in reading.claims())


def attempt(data: bytes) -> Reading | StateOfPlayError:
    """The reading, or the error raised on purpose; everything else fails the test."""
    try:
        return read(data, published="2031-05-05")
    except StateOfPlayError as error:
        found = error
    assert found.sentence
    assert found.slug.startswith("pages.")
    return found


def test_a_page_with_no_negotiation_in_it_gives_none() -> None:
    reading = read(RECIPE.encode(), published="2031-05-05")
    assert reading.meetings == ()
    assert reading.attendance == ()
    assert reading.positions == ()
    assert reading.events == ()
    exact(reading)


@pytest.mark.parametrize("word", ["Talks", "Ukraine", "Monday", "x", "会談", "🕊️"])
def test_a_page_of_one_word_says_nothing(word: str) -> None:
    found = attempt(word.encode())
    if isinstance(found, Reading):
        assert found.article.text == word
        assert found.meetings == found.positions == found.statements == found.events == ()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + f"<p>{TALKS}</p>",
        "<b><i>" * 20_000 + TALKS,
        "<table><tr><td>" * 10_000 + TALKS,
        f"<p>{TALKS}</p>" + "&#x" * 50_000,
        f"<p>{TALKS}" + " (" * 2_000 + "</p>",
        f"<p>{TALKS}" + " and Norway" * 4_000 + ".</p>",
        f"<p>{TALKS}" + ' "' * 5_000 + "</p>",
    ],
    ids=["div", "inline", "table", "entities", "brackets", "one sentence", "quotation marks"],
)
@pytest.mark.slow
def test_hostile_pages_are_read_or_refused(page: str) -> None:
    found = attempt(f"<html><body>{page}</body></html>".encode())
    if isinstance(found, Reading):
        exact(found)


@given(st.binary(max_size=300))
@examples(80)
def test_random_bytes(data: bytes) -> None:
    found = attempt(data)
    if isinstance(found, Reading):
        exact(found)


@given(st.text(max_size=300))
@examples(80)
@example("\u202eNorway\u202c said no.")
@example("a\u0300\u0301\u0302" * 50)
@example("\ud83d Norway")
@example("‘“’”'\"" * 20)
@example("only if unless until " * 20)
def test_random_text(text: str) -> None:
    found = attempt(text.encode("utf-8", "surrogatepass"))
    if isinstance(found, Reading):
        exact(found)


SENTENCES = (
    "Norway 🇳🇴 and Sweden will hold direct talks in Oslo on Monday, the Norwegian foreign minister said.",
    "“We will not accept any delay 👩‍👩‍👧‍👦,” Sweden’s envoy told reporters.",
    "Sa\u0308we told cafe\u0301 owners that Denmark demands a ceasefire before the talks.",
    "Oslo rejected the offer, which officials called قناة السلام and ערוץ השלום.",
    "Sweden said it would come only if Norway withdraws its troops by 5 May.",
    "Norway accused Denmark of breaking the truce 🕊️ last week.",
)


@cache
def claims_of_plain() -> int:
    return exact(read("\n\n".join(SENTENCES).encode(), published="2031-05-05"))


@given(
    st.permutations(SENTENCES),
    st.sampled_from(["\n\n", "\r\n\r\n", "\r\n", "\n", "\r", "\u2028"]),
    st.sampled_from(["", "\ufeff", "🙂 ", "\u200f", "e\u0301\u0302 ", "\t"]),
)
@examples(40)
def test_offsets_stay_exact_in_any_script_and_with_any_line_end(sentences: list[str], end: str, before: str) -> None:
    reading = read((before + end.join(sentences)).encode(), published="2031-05-05")
    assert exact(reading) > claims_of_plain() // 2 > 3
