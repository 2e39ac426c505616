"""Each table is opened by the program that it is for, and says what the analysis says.

The programs are loaded by the tests that need them: every process that runs tests collects all.
"""

from __future__ import annotations

import csv
import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from stateofplay.cli.app import run
from stateofplay.conflict import (
    Analysis,
    Conflict,
    DecisionMaker,
    OpenWish,
    Option,
    Partial,
    Statements,
    analyse,
    even_conflict,
    load_case,
)
from stateofplay.errors import ConflictError
from stateofplay.exchange.model_tables import TableFormat, write_table

if TYPE_CHECKING:
    from pylatexenc.latexwalker import LatexEnvironmentNode

ODD = '=SUM(A1) "of" 50% & <b>_#{1}\\ ~^'


def text(analysis: Analysis, form: TableFormat) -> str:
    written = write_table(analysis, form)
    assert isinstance(written, str)
    return written


def elmira() -> Analysis:
    return analyse(load_case("elmira-9-state"), ["NASH", "GMR", "SEQ", "NM_ORDER"])


def odd() -> Analysis:
    """A model whose names hold every sign that some format gives a meaning to."""
    return analyse(
        Conflict(
            name=ODD,
            decision_makers=(
                DecisionMaker(id="a", name=ODD, preference=Statements.of("y", "not x")),
                DecisionMaker(id="b", preference=Statements.of("x", "not y")),
            ),
            options=(Option(id="x", owner="a", name=f"{ODD} one"), Option(id="y", owner="b", name="two\nlines")),
        ),
        ["NASH", "SEQ"],
    )


MODELS = [elmira, odd]


@pytest.mark.parametrize("make", MODELS)
def test_csv_and_tidy_csv_are_read_by_pandas(make: Any) -> None:
    import pandas

    analysis = make()
    conflict = analysis.conflict
    wide = pandas.read_csv(io.StringIO(text(analysis, "csv")))
    assert len(wide) == len(conflict.space)
    for concept in analysis.concepts:
        assert tuple(wide[wide[f"{concept} equilibrium"] == "yes"]["id"]) == analysis.equilibria(concept)
    tidy = pandas.read_csv(io.StringIO(text(analysis, "tidy")))
    assert len(tidy) == len(conflict.space) * len(conflict.dm_ids) * len(analysis.concepts)
    for number, dm in enumerate(conflict.dm_ids):
        mine = tidy[number :: len(conflict.dm_ids)]
        for concept in analysis.concepts:
            kept = mine[(mine.concept == concept) & (mine.verdict == "stable")]
            assert tuple(kept.state) == analysis.stable(concept, dm)
    assert set(tidy[tidy.concept == "NASH"].mark) == {"verified"}
    if "NM_ORDER" in analysis.concepts:
        assert set(tidy[tidy.concept == "NM_ORDER"].mark) == {"literature"}


def test_a_name_is_never_a_formula() -> None:
    header = text(odd(), "csv").splitlines()[0]
    assert "'=SUM(A1)" in header


@pytest.mark.parametrize("name", ["-2+3", " =1+1", "＝1+1", "\t=1", "+1", "@x"])
def test_no_name_is_a_formula_and_the_signs_of_states_are_none(name: str) -> None:
    import openpyxl

    party = DecisionMaker(id="a", name=name, preference=Statements.of("y", "not x"))
    other = DecisionMaker(id="b", preference=Statements.of("x", "not y"))
    options = (Option(id="x", owner="a", name=name), Option(id="y", owner="b", name=name))
    analysis = analyse(Conflict(decision_makers=(party, other), options=options), ["NASH"])
    wide = list(csv.reader(io.StringIO(text(analysis, "csv"), newline="")))
    tidy = list(csv.DictReader(io.StringIO(text(analysis, "tidy"), newline="")))
    assert f"'{name}: {name}" in wide[0]
    assert {row["decision_maker"] for row in tidy} == {f"'{name}", "b"}
    assert {row["options"] for row in tidy} == {"NN", "NY", "YN", "YY"}
    for cell in next(openpyxl.load_workbook(io.BytesIO(bytes(write_table(odd(), "xlsx"))))["states"].rows):
        assert cell.data_type == "s"


def test_a_name_that_looks_like_an_escape_keeps_its_letters_in_a_workbook() -> None:
    """Excel reads "_x0020_" in a cell as a blank; names that come from SharePoint have it and are to come out as they went in."""
    import zipfile

    import openpyxl

    party = DecisionMaker(id="a", name="Start_x0020_Date", preference=Statements.of("x"))
    analysis = analyse(Conflict(decision_makers=(party,), options=(Option(id="x", owner="a"),)), ["NASH"])
    data = bytes(write_table(analysis, "xlsx"))
    head = " ".join(str(cell.value) for cell in next(openpyxl.load_workbook(io.BytesIO(data))["states"].rows))
    assert "Start_x0020_Date" in head
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert any("Start_x005F_x0020_Date" in book.read(part).decode() for part in book.namelist())


@pytest.mark.parametrize("make", MODELS)
def test_xlsx_is_read_by_openpyxl(make: Any) -> None:
    import openpyxl

    analysis = make()
    data = write_table(analysis, "xlsx")
    assert isinstance(data, bytes)
    assert data == write_table(analysis, "xlsx")  # the same analysis, the same bytes
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["states", "verdicts", "concepts"]
    rows = list(book["states"].values)
    at = rows[0].index("NASH equilibrium")
    assert tuple(row[0] for row in rows[1:] if row[at] == "yes") == analysis.equilibria("NASH")
    assert book["verdicts"].max_row == 1 + len(analysis.conflict.space) * len(analysis.conflict.dm_ids) * len(
        analysis.concepts
    )
    read = {row[0]: row[3] for row in book["concepts"].values}
    assert "not read again at its source" not in read["NASH"]
    if "NM_ORDER" in analysis.concepts:
        assert "not read again at its source" in read["NM_ORDER"]


def cells(node: LatexEnvironmentNode) -> list[list[str]]:
    rows = node.latex_verbatim().split("\n")[1:-1]
    return [[cell.strip() for cell in row.split("\\\\")[0].split(" & ")] for row in rows if " & " in row]


@pytest.mark.parametrize("make", MODELS)
def test_latex_parses_and_holds_the_tableau(make: Any) -> None:
    from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker

    analysis = make()
    nodes, _, _ = LatexWalker(text(analysis, "latex"), tolerant_parsing=False).get_latex_nodes()
    tables = [cells(node) for node in nodes if isinstance(node, LatexEnvironmentNode)]
    assert {len(row) for row in tables[0]} == {2 + len(analysis.conflict.space)}
    for dm, table in zip(analysis.conflict.dm_ids, tables[1:-1], strict=True):
        overall, signs, states, *better = table
        for place in range(1, len(states)):
            state = int(states[place])
            nash, seq = (analysis.is_stable(concept, dm, state) for concept in ("NASH", "SEQ"))
            assert signs[place] == ("r" if nash else "s" if seq else "u")
            assert (overall[place] == "E") == (state in analysis.equilibria("SEQ"))
            assert any(row[place] for row in better) != nash


def test_gambit_finds_the_same_pure_equilibria(tmp_path: Path) -> None:
    import pygambit

    for conflict in (
        load_case("prisoners-dilemma"),
        load_case("chicken"),
        *(even_conflict(5, 3, seed=s) for s in range(4)),
    ):
        analysis = analyse(conflict, ["NASH"])
        path = tmp_path / "game.nfg"
        path.write_text(text(analysis, "nfg"), encoding="utf-8")
        game = pygambit.read_nfg(path)
        assert game.title == conflict.name
        found = set()
        for profile in pygambit.nash.enumpure_solve(game).equilibria:
            mask = 0
            for chances, dm in zip(profile, conflict.dm_ids, strict=True):
                (chosen,) = [number for number, (_, chance) in enumerate(chances) if chance == 1]
                bits = [conflict.bits[option.id] for option in conflict.options_of(dm)]
                mask |= sum(1 << bit for k, bit in enumerate(bits) if chosen >> k & 1)
            found.add(conflict.space.index_of_mask(mask) + 1)
        assert found == set(analysis.equilibria("NASH"))


def test_gambit_reads_odd_names_and_what_is_ruled_out() -> None:
    import pygambit

    game = pygambit.read_nfg(io.BytesIO(text(odd(), "nfg").encode()))
    assert "50%" in game.title
    barred = even_conflict(4, 2, infeasible=2)
    lines = text(analyse(barred, ["NASH"]), "nfg").rstrip().splitlines()[-16:]
    assert sum(line == "0 0" for line in lines) == 16 - len(barred.space)


@pytest.mark.parametrize("name", ["elmira-9-state", "us-north-korea-2017-irreversible-invasion"])
def test_what_a_normal_form_cannot_say_is_refused(name: str) -> None:
    with pytest.raises(ConflictError, match="normal form") as caught:
        write_table(analyse(load_case(name), ["NASH"]), "nfg")
    assert caught.value.slug == "conflict.not_normal_form"


@pytest.mark.parametrize("make", MODELS)
def test_graphml_is_read_by_networkx(make: Any) -> None:
    import networkx

    analysis = make()
    graph = networkx.parse_graphml(text(analysis, "graphml"))
    assert graph.number_of_nodes() == len(analysis.conflict.space)
    held = {int(node[1:]) for node, data in graph.nodes(data=True) if "NASH" in data["equilibrium"].split()}
    assert held == set(analysis.equilibria("NASH"))
    # a state is a Nash equilibrium exactly where no improving edge leaves it
    leaving = {int(one[1:]) for one, _, data in graph.edges(data=True) if data["improving"] == "yes"}
    assert held == set(analysis.conflict.space.ids) - leaving


@pytest.mark.filterwarnings("ignore:.*deprecated - use.*:DeprecationWarning")  # of pydot's own calls
@pytest.mark.parametrize("make", MODELS)
def test_dot_is_read_by_pydot(make: Any) -> None:
    import networkx
    import pydot

    analysis = make()
    graphs = pydot.graph_from_dot_data(text(analysis, "dot"))
    assert graphs is not None
    (graph,) = graphs
    named = [node for node in graph.get_nodes() if node.get_name().startswith("s")]
    assert len(named) == len(analysis.conflict.space)
    doubled = {int(node.get_name()[1:]) for node in named if node.get("peripheries")}
    assert doubled == {state for concept in analysis.concepts for state in analysis.equilibria(concept)}
    edges = networkx.parse_graphml(text(analysis, "graphml")).number_of_edges()
    assert len(graph.get_edges()) == edges


def test_preferences_that_leave_pairs_open_have_no_ranks_and_no_tableau() -> None:
    import networkx

    conflict = load_case("chicken")
    open_pair = conflict.with_preferences({"P1": Partial(better=((1, 2),))})
    from stateofplay.conflict import PreferenceReading

    analysis = analyse(open_pair, ["NASH"], reading=PreferenceReading.of("unknown-d"))
    assert "rank P1" not in text(analysis, "csv").splitlines()[0]
    assert "% no tableau" in text(analysis, "latex")
    assert {data["improving"] for _, _, data in networkx.parse_graphml(text(analysis, "graphml")).edges(data=True)} >= {
        "yes"
    }


def drafted_open() -> Analysis:
    """What a wants of y is open; of x it wants it."""
    return analyse(
        Conflict(
            decision_makers=(
                DecisionMaker(
                    id="a",
                    name="Delta",
                    preference=Statements((), (OpenWish(formula="y"), OpenWish(formula="x", answer="yes"))),
                ),
                DecisionMaker(id="b", preference=Statements.of("x", "not y")),
            ),
            options=(Option(id="x", owner="a"), Option(id="y", owner="b")),
        ),
        ["NASH", "SEQ"],
    )


def test_what_is_open_is_said_to_be_open_in_csv_xlsx_and_latex() -> None:
    import openpyxl
    import pandas

    analysis = drafted_open()
    table = pandas.read_csv(io.StringIO(text(analysis, "csv")), keep_default_na=False)
    assert "open b" not in table.columns
    for signs, asked in zip(table["options"], table["open Delta"], strict=True):
        assert (asked == "y") == (signs[1] == "Y"), "two states whose entries differ are open to compare"
    for row in csv.DictReader(io.StringIO(text(analysis, "tidy"), newline="")):
        mine = row["decision_maker"] == "Delta" and row["options"][1] == "Y"
        assert row["open"] == ("y" if mine else ""), "the long table says for whom"
    book = openpyxl.load_workbook(io.BytesIO(write_table(analysis, "xlsx")))
    assert "open Delta" in [cell.value for cell in next(book["states"].iter_rows())]
    assert "Open for Delta: y. States that differ" in text(analysis, "latex")
    assert "open" not in text(elmira(), "csv").splitlines()[0]


@pytest.mark.parametrize("form", [form for form in get_args(TableFormat) if form not in ("csv", "tidy", "xlsx")])
def test_what_fits_no_page_is_refused_by_name(form: TableFormat) -> None:
    # Little more than what fits: 258,048 moves where 200,000 may be.
    with pytest.raises(ConflictError) as caught:
        write_table(analyse(even_conflict(20, 5) if form == "nfg" else even_conflict(12, 2), ["NASH"]), form)
    assert caught.value.slug == "conflict.table_size"


@pytest.mark.parametrize("form", get_args(TableFormat))
def test_every_table_comes_from_the_shell(form: TableFormat, tmp_path: Path) -> None:
    path = tmp_path / f"out.{'tex' if form == 'latex' else form}"
    words = ["--format", "tidy"] if form == "tidy" else []
    assert run(["analyse", "chicken", "--concepts", "NASH,SEQ", *words, "-o", str(path)]) == 0
    written = write_table(analyse(load_case("chicken"), ["NASH", "SEQ"]), form)
    assert path.read_bytes() == (written if isinstance(written, bytes) else written.encode())
