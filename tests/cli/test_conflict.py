"""``analyse`` and ``cases`` as a researcher calls them: every flag, every dress, errors with exit codes, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from stateofplay.cli.app import run
from stateofplay.cli.models.conflict import Study
from stateofplay.conflict import check
from stateofplay.conflict.files import parse_model, read_model
from stateofplay.conflict.proofs.foresight import Anticipation, ForesightProof, Plan, check_foresight
from stateofplay.conflict.proofs.proof import Outcome, Proof, Sanction, Step
from stateofplay.conflict.proofs.trees import OpponentReply, TreeProof, Turn, check_tree
from stateofplay.errors import ConflictError
from stateofplay.record import create_case, open_case
from stateofplay.service.analysing import Beyond, draw_figure, load_model, look_beyond
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import rows_by_claim
from stateofplay.service.examples import example_case
from stateofplay.service.models.catalogue import list_cases, write_case
from stateofplay.service.models.studying import STUDIES
from stateofplay.service.state import gather
from tests.thoroughness import PATIENCE

MODEL = """
name = "Harbour strike"
note = "Our own example."
status_quo = "NNN"

[[decision_maker]]
id = "union"
name = "The Union"
statements = ["raise", "not strike"]
evidence = ["claim-7"]

[[decision_maker]]
id = "port"
name = "The Port"
statements = ["not strike", "not raise", "not arbiter"]

[[option]]
id = "strike"
owner = "union"
name = "Strike"
evidence = ["claim-1", "claim-2"]

[[option]]
id = "raise"
owner = "port"
name = "Pay a raise"
direction = "to_yes"

[[option]]
id = "arbiter"
owner = "port"
name = "Call an arbiter"
"""
CONCEPTS = ["NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM"]


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "strike.toml"
    path.write_text(MODEL, encoding="utf-8")
    return str(path)


def out(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints; it must end well."""
    assert run(words) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    """What a command complains of; it must end with this code, print nothing else and show no traceback."""
    assert run(words) == code
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "Traceback" not in caught.err
    return caught.err


def test_the_json_contract(capsys: pytest.CaptureFixture[str], model: str) -> None:
    found = json.loads(out(capsys, "analyse", model, "--format", "json"))
    assert found["decision_makers"] == ["union", "port"]
    assert [set(option) >= {"id", "name", "owner"} for option in found["options"]] == [True] * 3
    assert [state["id"] for state in found["states"]] == list(range(1, 9))
    # ids follow the option vector with option 1 least significant
    assert [state["options"] for state in found["states"]][:4] == ["NNN", "YNN", "NYN", "YYN"]
    assert list(found["stable"]) == list(found["equilibria"]) == CONCEPTS
    for concept in CONCEPTS:
        stable = found["stable"][concept]
        assert list(stable) == ["union", "port"]
        assert found["equilibria"][concept] == sorted(set(stable["union"]) & set(stable["port"]))
    assert found["equilibria"]["NASH"], "the example has a Nash equilibrium"


def test_concepts_by_commas_and_several_times(capsys: pytest.CaptureFixture[str], model: str) -> None:
    for words in (["--concepts", "nash,seq"], ["--concepts", "NASH", "--concepts", "SEQ"], ["--concepts", "R, seq"]):
        found = json.loads(out(capsys, "analyse", model, "--format", "json", *words))
        assert list(found["equilibria"]) == ["NASH", "SEQ"]


def test_the_terminal_shows_table_and_equilibria(capsys: pytest.CaptureFixture[str], model: str) -> None:
    text = out(capsys, "analyse", model)
    for words in ("Harbour strike", "Pay a raise", "The Port", "stable for", "equilibrium", "NASH", "●"):
        assert words in text


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--status-quo"], "other states can be reached by moves that each improve"),
        (["--status-quo", "--all-moves"], "7 of 7 other states can be reached by moves."),
        (["--status-quo", "--state", "YNN"], "From state 2 (Strike)"),
        (["--coalitions"], "Stable for every coalition under CR"),
        (["--inverse", "NYN"], "strict rankings of The Union and The Port"),
        (["--inverse", "NYN", "--free", "port"], "strict rankings of The Port"),
        (["--inverse", "NYN", "--free", "The Union", "--concepts", "NASH"], "equilibrium under NASH"),
        (["--robust", "50"], "50 samples were drawn"),
        (["--robust", "50", "--seed", "7"], "(seed 7)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_analyses_beyond_stability_stand_beside_the_table(
    capsys: pytest.CaptureFixture[str], model: str, flags: list[str], words: str
) -> None:
    for dress in (["--format", "terminal"], ["--format", "md"]):
        text = " ".join(out(capsys, "analyse", model, *dress, *flags).replace("\\", "").split())
        assert words in text
        assert "equilibrium under" in text, "the table of states is there too"


def test_json_has_the_data_of_every_analysis(capsys: pytest.CaptureFixture[str], model: str) -> None:
    flags = ["--status-quo", "--coalitions", "--inverse", "NYN", "--robust", "20", "--state", "YNN", "--why"]
    found = json.loads(out(capsys, "analyse", model, "--format", "json", *flags))
    assert found["status_quo"]["reached"]
    assert found["coalitions"]["equilibria"]
    assert found["inverse"]["state"] == 3
    assert found["robustness"]["samples"] == 20
    assert len(found["why"]) == 2 * len(CONCEPTS)


def test_proofs_in_json_are_whole_and_pass_the_checker(capsys: pytest.CaptureFixture[str], model: str) -> None:
    conflict = read_model(model)
    grounds = set()
    for state in range(1, 9):
        found = json.loads(out(capsys, "analyse", model, "--format", "json", "--state", str(state), "--why"))
        for entry in found["why"]:
            assert entry["stable"] == (state in found["stable"][entry["concept"]][entry["decision_maker"]])
            assert entry["sentence"].endswith(".")
            grounds.add(entry["ground"])
            assert check(conflict, _proof(entry)) == ()
    assert grounds >= {"no_improvement", "deterred", "undeterred"}


def _proof(entry: dict[str, object]) -> Proof:
    """A proof as a program would read it back from the JSON."""
    data = json.loads(json.dumps(entry))
    return Proof(
        concept=data["concept"],
        decision_maker=data["decision_maker"],
        state=data["state"],
        ground=data["ground"],
        sanctions=tuple(
            Sanction(
                improvement=one["improvement"],
                steps=_steps(one["steps"]),
                end=one["end"],
                reply=one["reply"],
            )
            for one in data["sanctions"]
        ),
        improvement=data["improvement"],
        outcomes=tuple(Outcome(**one) for one in data["outcomes"]),
    )


def test_proofs_with_foresight_and_of_trees_in_json_pass_their_checkers(capsys: pytest.CaptureFixture[str]) -> None:
    conflict = load_model("prisoners")
    for state in range(1, 5):
        flags = ["--concepts", "L_2,NM,MR_2", "--state", f"#{state}", "--why", "--format", "json"]
        for entry in json.loads(out(capsys, "analyse", "prisoners", *flags))["why"]:
            assert entry["sentence"].endswith(".")
            if entry["concept"] == "MR_2":
                tree = TreeProof(
                    concept="MR_2",
                    decision_maker=entry["decision_maker"],
                    state=entry["state"],
                    stable=entry["stable"],
                    replies=tuple(OpponentReply(**{**one, "steps": _steps(one["steps"])}) for one in entry["replies"]),
                    turns=tuple(Turn(**one) for one in entry["turns"]),
                )
                assert check_tree(conflict, tree) == ()
                continue
            plans = tuple(Plan(steps=_steps(p["steps"]), end=p["end"]) for p in entry["plans"])
            proof = ForesightProof(
                concept=entry["concept"],
                decision_maker=entry["decision_maker"],
                state=entry["state"],
                stable=entry["stable"],
                horizons=tuple(entry["horizons"]),
                plans=plans,
                table=tuple(Anticipation(**line) for line in entry["table"]),
            )
            assert check_foresight(conflict, proof) == ()


def _steps(data: list[dict[str, object]]) -> tuple[Step, ...]:
    return tuple(Step(mover=str(s["mover"]), source=int(str(s["from"])), target=int(str(s["to"]))) for s in data)


@pytest.mark.parametrize("state", ["3", "NYN", "#3"])
def test_why_names_a_state_in_any_way(capsys: pytest.CaptureFixture[str], model: str, state: str) -> None:
    text = out(capsys, "analyse", model, "--state", state, "--why")
    assert text.startswith("state 3 (Pay a raise)\n")
    assert "NASH GMR SMR SEQ SSEQ SIM, stable: The Union stays at state 3" in text, "one line for one reason"


def test_labels_of_the_input_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    # the labels of this case begin with 0, so label 5 is not state 5
    assert out(capsys, "analyse", "us-north-korea-2017-orig", "--state", "5", "--why").startswith("state 5 (")


def test_markdown_has_proofs_and_escapes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wild = tmp_path / "wild.toml"
    wild.write_text(MODEL.replace('"Strike"', '"Strike | *now* <b>"'), encoding="utf-8")
    text = out(capsys, "analyse", str(wild), "--format", "md")
    for heading in (
        "# Harbour strike",
        "## The model",
        "## Which outcomes could hold",
        "## Every verdict",
        "## Sources",
    ):
        assert f"\n{heading}" in f"\n{text}"
    assert "evidence: claim-1, claim-2" in text
    assert "Strike \\| \\*now\\* \\<b\\>" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1, "no name breaks the table"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_page_that_loads_nothing(capsys: pytest.CaptureFixture[str], model: str, tmp_path: Path) -> None:
    target = tmp_path / "out" / "strike.html"
    assert run(["analyse", model, "--status-quo", "--coalitions", "-o", str(target)]) == 0
    caught = capsys.readouterr()
    assert caught.out == ""
    assert str(target) in caught.err
    page = _Page()
    page.feed(target.read_text(encoding="utf-8"))
    kinds = [tag for tag, _ in page.tags]
    assert kinds.count("svg") == 4
    assert not {"script", "link", "iframe", "object", "image", "img"} & set(kinds)
    loaded = [value for _, attrs in page.tags for key, value in attrs.items() if key in ("src", "href", "xlink:href")]
    assert all(value is not None and value.startswith("#") for value in loaded)
    anchors = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {value[1:] for value in loaded if value} <= anchors
    for words in (
        "Our own example.",
        "claim-7",
        "claim-1, claim-2",
        "Coalitions",
        "From the status quo",
        "Howard 1971",
    ):
        assert words in page.text
    assert len(anchors) == sum("id" in attrs for _, attrs in page.tags), "every id once"


def test_the_output_file_chooses_the_dress(capsys: pytest.CaptureFixture[str], model: str, tmp_path: Path) -> None:
    begins = {".html": "<!doctype html>", ".json": "{", ".md": "# Harbour strike", ".txt": "Harbour strike"}
    for suffix, start in begins.items():
        target = tmp_path / f"result{suffix}"
        assert run(["analyse", model, "-o", str(target)]) == 0
        text = target.read_text(encoding="utf-8")
        assert text.lstrip().lower().startswith(start.lower())
        assert "\x1b" not in text
    assert run(["analyse", model, "--format", "json", "-o", str(tmp_path / "result.txt")]) == 0
    assert json.loads((tmp_path / "result.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["moves", "status-quo", "table", "outcomes"])
def test_figures_are_well_formed_svg(capsys: pytest.CaptureFixture[str], model: str, tmp_path: Path, kind: str) -> None:
    drawn = out(capsys, "analyse", model, "--figure", kind)
    root = ElementTree.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert run(["analyse", model, "--figure", kind, "-o", str(tmp_path / "f.svg")]) == 0
    assert (tmp_path / "f.svg").read_text(encoding="utf-8") == drawn, "the same bytes each time"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--why"], "--why needs --state"),
        (["--state", "1"], "--state goes with --why or --status-quo"),
        (["--all-moves"], "--all-moves goes with --status-quo"),
        (["--free", "port"], "--free goes with --inverse or goals"),
        (["--figure", "moves", "--format", "html"], "--figure draws one figure"),
        (["--robust", "0"], "--robust takes a number of samples above zero"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_do_not_go_together(
    capsys: pytest.CaptureFixture[str], model: str, words: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, 2, "analyse", model, *words)


@pytest.mark.parametrize(
    ("words", "sentence", "hint"),
    [
        (["--state", "9", "--why"], 'there is no state "9"', "States are numbered 1 to 8"),
        (["--concepts", "NASHH"], 'there is no stability concept "NASHH"', "Known concepts: NASH"),
        (["--inverse", "1", "--free", "nobody"], 'there is no decision maker "nobody"', "union, port"),
        (["--inverse", "1", "--concepts", "SIM"], "no exact condition for SIM", "NASH"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_questions_are_answered_with_the_next_step(
    capsys: pytest.CaptureFixture[str], model: str, words: list[str], sentence: str, hint: str
) -> None:
    complaint = refused(capsys, 65, "analyse", model, *words)
    assert sentence in complaint
    assert hint in complaint


def test_a_model_without_status_quo_points_at_state(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bare = tmp_path / "bare.toml"
    bare.write_text(MODEL.replace('status_quo = "NNN"\n', ""), encoding="utf-8")
    for words in (["--status-quo"], ["--figure", "status-quo"]):
        assert "--state" in refused(capsys, 65, "analyse", str(bare), *words)
        assert run(["analyse", str(bare), *words, "--state", "NNN"]) == 0
        capsys.readouterr()
    for ask in (look_beyond, lambda c, b: draw_figure(c, "status-quo", b)):
        with pytest.raises(ConflictError) as error:
            ask(load_model(str(bare)), Beyond(status_quo=True))
        assert error.value.slug == "conflict.status_quo"


def test_preferences_that_are_not_complete_need_a_reading(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    graded = tmp_path / "graded.toml"
    graded.write_text(
        'name = "Graded"\n'
        '[[decision_maker]]\nid = "A"\nranking = ["YN", "NN", "NY", "YY"]\nstrengths = [1, 2, 1]\n'
        '[[decision_maker]]\nid = "B"\nbetter = [["NY", "NN"], ["NN", "YY"]]\n'
        '[[option]]\nid = "a"\nowner = "A"\n[[option]]\nid = "b"\nowner = "B"\n',
        encoding="utf-8",
    )
    assert "Choose a reading" in refused(capsys, 65, "analyse", str(graded))
    assert "nonsense" in refused(capsys, 65, "analyse", str(graded), "--reading", "nonsense")
    for dress in ("terminal", "md", "html"):
        text = out(capsys, "analyse", str(graded), "--reading", "unknown-a", "--format", dress)
        assert "Preferences are read as unknown-a." in " ".join(text.split())
    assert json.loads(out(capsys, "analyse", str(graded), "--reading", "weak", "--format", "json"))["reading"] == "weak"
    for kind in ("moves", "table"):
        ElementTree.fromstring(out(capsys, "analyse", str(graded), "--reading", "unknown-a", "--figure", kind))
    assert "does not compare" in refused(
        capsys, 65, "analyse", str(graded), "--reading", "unknown-a", "--figure", "outcomes"
    )


def test_missing_and_broken_models(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "the catalogue has no case 'nowhere'" in refused(capsys, 65, "analyse", "nowhere")
    assert "several cases go by 'us-north'" in refused(capsys, 65, "analyse", "us-north")
    assert "no.toml" in refused(capsys, 65, "analyse", str(tmp_path / "no.toml"))
    broken = tmp_path / "broken.toml"
    broken.write_text(MODEL.replace("not strike", "not strikke", 1), encoding="utf-8")
    assert "strikke" in refused(capsys, 65, "analyse", str(broken))
    never = tmp_path / "never.toml"
    never.write_text(MODEL + '\n[[infeasible]]\nformula = "strike or not strike"\n', encoding="utf-8")
    assert "no feasible state" in refused(capsys, 65, "analyse", str(never))


def test_the_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], model: str, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    assert "cannot be written" in refused(capsys, 74, "analyse", model, "-o", str(tmp_path / "folder.html"))


def test_long_lists_of_sanctions_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One party likes everything better than the state it is in, and any move is punished."""
    many = tmp_path / "many.toml"
    options = "".join(f'[[option]]\nid = "o{k}"\nowner = "a"\n' for k in range(4))
    many.write_text(
        'name = "Many"\n[[decision_maker]]\nid = "a"\nstatements = ["not punish", ["o0", "o1", "o2", "o3"]]\n'
        '[[decision_maker]]\nid = "b"\nstatements = ["not punish"]\n'
        f'{options}[[option]]\nid = "punish"\nowner = "b"\n',
        encoding="utf-8",
    )
    text = out(capsys, "analyse", str(many), "--state", "1", "--why", "--concepts", "GMR")
    sentence = next(line for line in text.splitlines() if "GMR, stable: a stays" in line)
    assert sentence.count("if it goes to") == 1
    assert "the like holds for 14 more improvements" in sentence
    lines = [line.strip() for line in text.splitlines()]
    assert sum(line.startswith("To state") for line in lines) == 8
    assert "The like holds for 7 more improvements." in lines
    found = json.loads(
        out(capsys, "analyse", str(many), "--state", "1", "--why", "--concepts", "GMR", "--format", "json")
    )
    assert len(found["why"][0]["sanctions"]) == found["why"][0]["sentence"].count("if it goes to") == 15


def test_a_drafted_model_shows_the_sentences_of_its_claims(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "talks.sop"
    with create_case(case, title="Talks") as made:
        list(add_all(made, [str(p) for p in example_case()[:2]]))
    drafted = tmp_path / "talks.toml"
    assert run(["draft", str(case), "-o", str(drafted)]) == 0
    capsys.readouterr()
    with open_case(case) as opened:
        quotes = {row.quote for row in rows_by_claim(gather(opened)).values()}
    for words in (["analyse", str(case)], ["analyse", str(drafted), "--case", str(case)]):
        page = _Page()
        page.feed(out(capsys, *words, "--concepts", "NASH", "--format", "html"))
        shown = {m[1] for m in re.finditer("“([^”]+)” ", page.text) if m[1] in quotes}
        assert shown, "sentences of the pages stand behind options and wishes"
        text = out(capsys, *words, "--concepts", "NASH", "--format", "md")
        assert "## The sentences" in text
    bare = out(capsys, "analyse", str(drafted), "--concepts", "NASH", "--format", "html")
    assert "Evidence: " in bare, "without its case the ids are shown"


def test_plain_models_load_nothing_of_cases_and_pages() -> None:
    """A researcher with a model and no news does not wait for the reader to load."""
    code = (
        "import sys; from stateofplay.cli.app import run; code = run(['analyse', 'chicken', '--format', 'html']);"
        "heavy = {'spacy', 'sqlalchemy', 'trafilatura'} & set(sys.modules); sys.exit(str(heavy) if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_study_can_be_asked_for() -> None:
    assert get_args(Study) == ("all", *STUDIES)


def test_published_results_stand_beside_what_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "analyse", "syria-iraq", "--format", "md")
    assert "## Published results, and what is found here" in text
    assert "NASH equilibria: published 6; found here the same." in text
    assert json.loads(out(capsys, "analyse", "syria-iraq", "--format", "json"))["published"]["findings"]


def test_cases_lists_and_prints_the_catalogue(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    listed = out(capsys, "cases")
    names = [line.split()[0] for line in listed.splitlines()]
    assert "prisoners-dilemma" in names
    assert names == sorted(names) == [one.name for one in list_cases()]
    text = out(capsys, "cases", "prisoners")
    assert len(parse_model(text).space) == 4
    assert "# NASH equilibria: published 1; found here the same." in text
    assert tomllib.loads(text)["name"]


@pytest.mark.parametrize("form", ["toml", "json", "gmcr"])
def test_cases_writes_models_in_every_form(
    capsys: pytest.CaptureFixture[str], model: str, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"copy.{form}"
    name = "cuban" if form == "gmcr" else model
    assert run(["cases", name, "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == out(capsys, "cases", name, "--format", form).rstrip("\n") + "\n"
    copied, original = read_model(target), load_model(name)
    assert len(copied.space) == len(original.space)
    assert copied.dm_ids == original.dm_ids


def test_what_a_form_cannot_hold_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot hold" in refused(capsys, 65, "cases", "elmira-9", "--format", "gmcr")


def test_the_schema_is_printed_and_fits(capsys: pytest.CaptureFixture[str], model: str) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(out(capsys, "cases", "--schema"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(write_case(model, "json")))


def _listen_to_interrupts() -> None:
    """A shell's background job ignores Ctrl-C, and so would what the tests start there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind there")
def test_long_work_tells_its_steps_and_stops_at_once_with_one_line(tmp_path: Path) -> None:
    import pty

    big = tmp_path / "big.toml"
    options = "".join(f'[[option]]\nid = "o{k}"\nowner = "{"abcdef"[k % 6]}"\n' for k in range(22))
    wishes = ", ".join(f'"{"not " if k % 3 else ""}o{k}"' for k in range(22))
    makers = "".join(f'[[decision_maker]]\nid = "{dm}"\nstatements = [{wishes}]\n' for dm in "abcdef")
    big.write_text(f'name = "Big"\n{makers}{options}', encoding="utf-8")
    ours, theirs = pty.openpty()
    work = subprocess.Popen(
        [sys.executable, "-m", "stateofplay.cli", "analyse", str(big), "-o", str(tmp_path / "big.json")],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "OMP_NUM_THREADS": "1"},
        preexec_fn=_listen_to_interrupts,
    )
    os.close(theirs)
    told = b""
    try:
        # 4,194,304 states: the work cannot be over before the first word of progress has come through
        while chunk := _read(ours):
            told += chunk
            if b"reading the model" in told and work.poll() is None:
                work.send_signal(signal.SIGINT)
                break
        while chunk := _read(ours):
            told += chunk
        assert work.wait(timeout=PATIENCE) == 130
    finally:
        work.kill()
        os.close(ours)
    assert work.stdout is not None
    assert work.stdout.read() == b""
    work.stdout.close()
    assert told.count(b"stateofplay: stopped; nothing was written") == 1
    assert b"Traceback" not in told
    assert not (tmp_path / "big.json").exists()


def _read(terminal: int) -> bytes:
    """What comes next from a terminal; nothing once the other side has closed it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
