"""``draft``, ``whatif``, ``reach`` and ``analyse CASE`` as a mediator calls them: every flag, files, errors with exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from stateofplay.cli.app import run
from stateofplay.conflict.files import read_model
from stateofplay.record import Case, create_case, open_case
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model, last_draft_of
from stateofplay.service.examples import example_case
from stateofplay.settings import ENVIRONMENT_VARIABLE
from tests.thoroughness import PATIENCE

MODEL = """
name = "Harbour"
status_quo = "NNYN"

[[decision_maker]]
id = "Port"
name = "Port Authority"
statements = [{ formula = "not strike", evidence = ["pos-1"] }, { formula = "not wages", evidence = ["pos-2"] }]

[[decision_maker]]
id = "Union"
name = "Dockers' Union"
statements = ["strike iff not wages", { formula = "wages", evidence = ["pos-3"] }]

[[option]]
id = "wages"
owner = "Port"
name = "Raise wages by a tenth"

[[option]]
id = "guards"
owner = "Port"
name = "Bring in guards"
evidence = ["pos-5"]

[[option]]
id = "strike"
owner = "Union"
name = "Go on strike"

[[option]]
id = "picket"
owner = "Union"
name = "Picket the gates"

[[infeasible]]
formula = "picket and guards"
"""


PAGE_LINES = 55


@pytest.fixture(autouse=True)
def few_readings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is whether an answer comes and what it rests on; how sure shares are is asked elsewhere."""
    settings = tmp_path_factory.getbasetemp() / "few.toml"
    settings.write_text("[analysis]\nsamples = 200\n")
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(settings))


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "harbour.toml"
    path.write_text(MODEL, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "istanbul.sop"
    made: Case = create_case(path, title="Istanbul process")
    list(add_all(made, [str(p) for p in example_case()[:4]]))
    made.close()
    return path


@pytest.fixture
def case(filled: Path, tmp_path: Path) -> str:
    path = tmp_path / "talks.sop"
    path.write_bytes(filled.read_bytes())
    return str(path)


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(words) == code
    return capsys.readouterr().out


def err(capsys: pytest.CaptureFixture[str], *words: str, code: int) -> str:
    assert run(words) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return shown.err


# --- whatif ---------------------------------------------------------------------------------------------------------


def test_before_and_after_side_by_side(capsys: pytest.CaptureFixture[str], model: str) -> None:
    text = out(capsys, "whatif", model, "--prefer", "Port: wages", "--set", "guards = no")
    for words in ("What is changed", "Which outcomes hold", "now", "then", "Newly holds", "Port Authority"):
        assert words in text


def test_markdown_and_json_hold_the_same_verdicts(
    capsys: pytest.CaptureFixture[str], model: str, tmp_path: Path
) -> None:
    found = json.loads(out(capsys, "whatif", model, "--prefer", "Port: wages", "--concept", "NASH", "--format", "json"))
    assert list(found["concepts"]) == ["NASH"]
    assert found["changed"]
    target = tmp_path / "sheet.md"
    assert run(["whatif", model, "--prefer", "Port: wages", "--concept", "NASH", "-o", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# What if")
    assert "| outcome | now | then |" in text
    plain = tmp_path / "sheet.json"
    assert run(["whatif", model, "--prefer", "Port: wages", "--concept", "NASH", "-o", str(plain)]) == 0
    assert json.loads(plain.read_text(encoding="utf-8")) == found


def test_a_named_what_if_is_saved_listed_asked_again_and_compared(
    capsys: pytest.CaptureFixture[str], model: str
) -> None:
    before = Path(model).read_bytes()
    first = out(capsys, "whatif", model, "--prefer", "Port: wages", "--name", "pay")
    out(capsys, "whatif", model, "--set", "strike = no", "--name", "calm", "--note", "by law")
    assert Path(model).read_bytes() == before
    data = tomllib.loads(Path(model).with_name("harbour.whatifs.toml").read_text(encoding="utf-8"))
    assert [w["name"] for w in data["whatif"]] == ["pay", "calm"]
    listed = out(capsys, "whatif", model, "--list")
    assert "pay" in listed
    assert "by law" in listed
    assert out(capsys, "whatif", model, "--name", "pay") == first
    both = out(capsys, "whatif", model, "--compare", "pay", "calm")
    assert "What is changed (pay)" in both
    assert "What is changed (calm)" in both
    against = json.loads(out(capsys, "whatif", model, "--compare", "now", "pay", "--format", "json"))
    alone = json.loads(out(capsys, "whatif", model, "--name", "pay", "--format", "json"))
    assert against["concepts"] == alone["concepts"]
    assert "another what-if" in err(capsys, "whatif", model, "--set", "strike = yes", "--name", "calm", code=65)
    out(capsys, "whatif", model, "--set", "strike = yes", "--name", "calm", "--replace")
    assert "Saved: pay, calm" in err(capsys, "whatif", model, "--name", "unheard", code=65)


def test_claims_are_dropped_one_and_all(capsys: pytest.CaptureFixture[str], model: str) -> None:
    assert "pos-2 goes" in out(capsys, "whatif", model, "--drop", "pos-2").replace("\n", " ")
    each = json.loads(out(capsys, "whatif", model, "--drop-each", "--format", "json"))
    assert {c["claim"] for c in each["claims"]} == {"pos-1", "pos-2", "pos-3", "pos-5"}
    assert "carr" in out(capsys, "whatif", model, "--drop-each")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "needs a change"),
        (("--set", "stricke = yes"), 65, "Did you mean"),
        (("--set", "strike"), 65, "not understood"),
        (("--prefer", "Unoin: wages"), 65, "Did you mean"),
        (("--drop", "pos-77"), 65, "pos-77"),
        (("--set", "a = yes"), 65, "no option"),
        (("--set", "strike = yes", "--set", "strike = no"), 65, "no feasible state"),
        (("--set", "strike = no", "--concept", "NM"), 65, "NM"),
        (("--compare", "now", "nothing"), 65, "no what-if"),
    ],
)
def test_mistakes_are_named_with_the_next_step(
    capsys: pytest.CaptureFixture[str], model: str, words: tuple[str, ...], code: int, says: str
) -> None:
    assert says in err(capsys, "whatif", model, *words, code=code)


def test_a_conflict_of_the_catalogue_can_be_asked_but_not_saved_beside(capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys, "whatif", "prisoners", "--set", "Prisoner one = yes")
    assert "stateofplay cases" in err(
        capsys, "whatif", "prisoners", "--set", "Prisoner one = yes", "--name", "x", code=65
    )


# --- reach ----------------------------------------------------------------------------------------------------------


def test_reach_says_changes_and_path(capsys: pytest.CaptureFixture[str], model: str) -> None:
    text = out(capsys, "reach", model, "--outcome", "wages and not strike", "--concept", "NASH").replace("\n", " ")
    for words in (
        "What would have to change",
        "It does not hold now",
        "Is there a path from here",
        "conditional on the model",
    ):
        assert words in text
    plain = json.loads(out(capsys, "reach", model, "--outcome", "wages and not strike", "--format", "json"))
    assert set(plain["concepts"]) == {"NASH", "GMR", "SMR", "SEQ"}


def test_reach_takes_a_saved_what_if_as_given(capsys: pytest.CaptureFixture[str], model: str) -> None:
    out(capsys, "whatif", model, "--prefer", "Port: wages", "--name", "pay")
    words = ("--outcome", "wages and not strike", "--concept", "NASH", "--format", "json")
    assert json.loads(out(capsys, "reach", model, *words, "--given", "pay"))["concepts"]["NASH"]["holds"]
    assert not json.loads(out(capsys, "reach", model, *words))["concepts"]["NASH"]["holds"]


def test_reach_of_what_is_excluded_names_the_rule(capsys: pytest.CaptureFixture[str], model: str) -> None:
    assert "possible without infeasible" in out(capsys, "reach", model, "--outcome", "guards and picket").replace(
        "\n", " "
    )


def test_reach_needs_an_outcome(capsys: pytest.CaptureFixture[str], model: str) -> None:
    assert run(["reach", model]) == 2
    capsys.readouterr()
    assert "no option" in err(capsys, "reach", model, "--outcome", "snow", code=65)


# --- draft and redraft ----------------------------------------------------------------------------------------------


def test_a_draft_twice_changes_no_byte(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    target = tmp_path / "model.toml"
    assert run(["draft", case, "-o", str(target)]) == 0
    first, last = target.read_bytes(), last_draft_of(target).read_bytes()
    assert run(["draft", case, "-o", str(target)]) == 0
    assert (target.read_bytes(), last_draft_of(target).read_bytes()) == (first, last)
    assert out(capsys, "draft", case) == first.decode()


def test_what_was_taken_in_is_taken_in_again(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    target = tmp_path / "model.toml"
    with open_case(case) as opened:
        unsure = next(one for one in draft_model(opened).less_sure if ": " in one.text)
    words = unsure.text.partition(": ")[2]
    assert run(["draft", case, "-o", str(target), "--take", words]) == 0
    first = target.read_bytes()
    capsys.readouterr()
    assert run(["draft", case, "-o", str(target)]) == 0
    assert "Taken in again" in capsys.readouterr().err
    assert target.read_bytes() == first
    assert run(["draft", case, "-o", str(target), "--fresh"]) == 0
    assert target.read_bytes() != first


def test_edits_survive_a_draft_after_more_pages(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    target = tmp_path / "model.toml"
    run(["draft", case, "-o", str(target)])
    option = read_model(target).options[0]
    text = target.read_text(encoding="utf-8").replace(f'name = "{option.name}"', 'name = "My own words"  # ask')
    target.write_text(
        text + f'\n# my rule\n[[infeasible]]\nformula = "{option.id} and not {option.id}"\n', encoding="utf-8"
    )
    with open_case(case) as opened:
        list(add_all(opened, [str(p) for p in example_case()[4:6]]))
    capsys.readouterr()
    assert run(["draft", case, "-o", str(target)]) == 0
    told = capsys.readouterr().err
    assert "Merged into" in told
    merged = target.read_text(encoding="utf-8")
    assert 'name = "My own words"  # ask' in merged
    assert "# my rule" in merged
    read_model(target)


def test_a_clash_is_left_in_the_file_and_refused_until_settled(
    capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path
) -> None:
    from stateofplay.service.drafting import _PREFACE, _sum

    target = tmp_path / "model.toml"
    run(["draft", case, "-o", str(target)])
    text = target.read_text(encoding="utf-8")
    owner = read_model(target).options[0].owner
    other = next(o for o in read_model(target).dm_ids if o != owner)
    # A last draft that gave the option to another party: then both the edit and the new draft changed the owner.
    start = text.index("[[option]]")
    older = text[:start] + text[start:].replace(f'owner = "{owner}"', f'owner = "{other}"', 1)
    last_draft_of(target).write_text(f"{_PREFACE}{_sum(older)}\n{older}", encoding="utf-8")
    third = next((o for o in read_model(target).dm_ids if o not in (owner, other)), None)
    if third is None:
        pytest.skip("the draft of the example has two parties only")
    mine = text[:start] + text[start:].replace(f'owner = "{owner}"', f'owner = "{third}"', 1)
    target.write_text(mine, encoding="utf-8")
    capsys.readouterr()
    assert run(["draft", case, "-o", str(target)]) == 65
    assert "To settle, line" in capsys.readouterr().err
    for words in (
        ["analyse", str(target)],
        ["draft", case, "-o", str(target)],
        ["whatif", str(target), "--set", "1 = no"],
    ):
        assert "two versions" in err(capsys, *words, code=65)


def test_a_file_without_its_last_draft_is_not_touched(
    capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path
) -> None:
    target = tmp_path / "model.toml"
    target.write_text(MODEL, encoding="utf-8")
    assert "model.draft.toml" in err(capsys, "draft", case, "-o", str(target), code=65)
    assert target.read_text(encoding="utf-8") == MODEL
    assert run(["draft", case, "-o", str(target), "--fresh"]) == 0
    assert (tmp_path / "model.toml.before").read_text(encoding="utf-8") == MODEL
    last_draft_of(target).write_text(
        "# changed\n" + last_draft_of(target).read_text(encoding="utf-8"), encoding="utf-8"
    )
    target.write_text(target.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert "not as the last draft left it" in err(capsys, "draft", case, "-o", str(target), code=65)


def test_a_draft_is_toml(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    assert "is TOML" in err(capsys, "draft", case, "-o", str(tmp_path / "model.json"), code=65)
    assert not (tmp_path / "model.json").exists()


def test_day_parties_and_issues_narrow_a_draft(capsys: pytest.CaptureFixture[str], case: str) -> None:
    whole = tomllib.loads(out(capsys, "draft", case))
    few = tomllib.loads(out(capsys, "draft", case, "--parties", "Russia", "--parties", "Ukraine"))
    assert {d["id"] for d in few["decision_maker"]} == {"Russia", "Ukraine"}
    early = out(capsys, "draft", case, "--as-of", "2025-05-11")
    assert "as of 2025-05-11" in early
    assert tomllib.loads(early) != whole
    for words in (["--issues", "fishing"], ["--parties", "Russia", "--parties", "Ukraine", "--parties", "Atlantis"]):
        told = err(capsys, "draft", case, *words, code=65)
        assert words[-1] in told
        assert "Ukraine" in told
    ceasefire = tomllib.loads(out(capsys, "draft", case, "--issues", "ceasefire"))
    assert 0 < len(ceasefire["option"]) < len(whole["option"])


# --- analyse CASE ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_case_is_analysed_in_plain_words_with_its_sentences(capsys: pytest.CaptureFixture[str], case: str) -> None:
    text = out(capsys, "analyse", case).replace("\n", " ")
    for words in ("What could hold", "Where it stands", "What else could hold", "no probabilities", "sentences"):
        assert words in text
    plain = json.loads(out(capsys, "analyse", case, "--format", "json"))
    assert plain["outcomes"]
    assert all(claim in plain["claims"] for option in plain["options"] for claim in option["claims"])


def test_a_case_takes_the_flags_of_a_model(capsys: pytest.CaptureFixture[str], case: str) -> None:
    found = json.loads(out(capsys, "analyse", case, "--concepts", "NASH", "--format", "json"))
    assert (found["concept"], list(found["status_quo"]["shares"])) == ("NASH", ["NASH"])
    found = json.loads(out(capsys, "analyse", case, "--concepts", "L_2_ORDER", "--format", "json"))
    assert list(found["equilibria"]) == ["L_2_ORDER"]
    assert any("counts as indifferent" in notice["text"] for notice in found["notices"])


@pytest.mark.slow
def test_the_note_of_a_case_is_one_page_and_the_long_one_has_the_rest(
    capsys: pytest.CaptureFixture[str], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = out(capsys, "analyse", case)
    whole = out(capsys, "analyse", case, "--long")
    assert len(page.splitlines()) <= PAGE_LINES < len(whole.splitlines())
    assert page.splitlines()[:4] == whole.splitlines()[:4], "both begin with the verdict"
    plain = json.loads(out(capsys, "analyse", case, "--format", "json"))
    words = " ".join(whole.split())
    asked = [one["words"].replace(" wants ", ": does it want ", 1) for one in plain["questions"] if one["open"]]
    assert asked
    assert all(" ".join(text.split()) in words for text in asked)


@pytest.mark.slow
def test_what_if_and_reach_of_a_case_quote_its_sentences(capsys: pytest.CaptureFixture[str], case: str) -> None:
    option = tomllib.loads(out(capsys, "draft", case))["option"][0]
    claim = option["evidence"][0]
    found = json.loads(out(capsys, "whatif", case, "--drop", claim, "--format", "json"))
    assert found["claims"][claim]["quote"]
    assert run(["reach", case, "--outcome", option["id"], "--concept", "NASH"]) == 0


@pytest.mark.parametrize("command", ["draft", "whatif", "reach"])
def test_help_shows_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    text = out(capsys, command, "--help")
    assert f"stateofplay {command} " in text
    assert "Try:" in text


def test_a_model_without_its_case_starts_without_database_and_parser(model: str) -> None:
    code = (
        "import sys; from stateofplay.cli.app import run;"
        f" run(['whatif', {model!r}, '--set', 'strike = no']); run(['reach', {model!r}, '--outcome', 'wages']);"
        " sys.exit(', '.join(sorted({'spacy', 'sqlalchemy'} & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
