"""Figures: well formed, escaped, the same bytes each time, legible without colour, and nothing left out in silence."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.conflict import Analysis, Conflict, DecisionMaker, Option, Ranking, Statements, analyse
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.preferences.readings import PreferenceReading
from stateofplay.conflict.preferences.relations import Partial
from stateofplay.conflict.preferences.statements import PreferenceStatement
from stateofplay.conflict.studies.statusquo import status_quo
from stateofplay.errors import ConflictError
from stateofplay.exchange.figures import (
    STYLE,
    Figure,
    draw_moves,
    draw_outcomes,
    draw_state_table,
    draw_status_quo,
    gathering,
    svg,
)
from stateofplay.exchange.figures.layout import lay_out, near_rows_of, rows_of, settle
from stateofplay.exchange.figures.move_plan import plan
from stateofplay.exchange.figures.records import Arc, MoveGraph, Party, StateMark
from stateofplay.exchange.figures.status_quo import choose_arrivals
from tests.thoroughness import examples

SVG = "{http://www.w3.org/2000/svg}"
CORE = ("NASH", "GMR", "SEQ")

CHICKEN = Conflict(
    name="Chicken",
    decision_makers=(
        DecisionMaker(id="A", name="Ann", preference=Ranking.of(["YN", "NN", "NY", "YY"])),
        DecisionMaker(id="B", name="Ben", preference=Ranking.of(["NY", "NN", "YN", "YY"])),
    ),
    options=(Option(id="a", owner="A", name="Drive on"), Option(id="b", owner="B", name="Drive on")),
    status_quo="NN",
)


def every_figure(conflict: Conflict) -> list[Figure]:
    analysis = analyse(conflict, CORE)
    start = conflict.status_quo if conflict.status_quo is not None else "#1"
    return [
        draw_moves(analysis),
        draw_outcomes(analysis),
        draw_state_table(analysis),
        draw_status_quo(status_quo(conflict, start, improvements_only=False)),
    ]


def parsed(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(figure.svg)


def words_in(figure: Figure) -> list[str]:
    return ["".join(one.itertext()) for one in parsed(figure).iter(f"{SVG}text")]


def titles_in(figure: Figure) -> list[str]:
    return [one.text or "" for one in parsed(figure).iter(f"{SVG}title")]


@pytest.mark.parametrize("number", range(4), ids=["moves", "outcomes", "table", "status quo"])
def test_a_figure_tells_what_it_is_to_a_screen_reader(number: int) -> None:
    figure = every_figure(CHICKEN)[number]
    root = parsed(figure)
    assert root.get("role") == "img"
    ids = {one.get("id"): one for one in root.iter() if one.get("id")}
    title, description = ids[root.get("aria-labelledby")], ids[root.get("aria-describedby")]
    assert (title.tag, title.text) == (f"{SVG}title", figure.title)
    assert (description.tag, description.text) == (f"{SVG}desc", figure.description)
    assert "Chicken" in figure.title
    assert ("Ann", "Ann", "NASH: 2, 3", "Ann")[number] in figure.description
    assert figure.description.startswith(figure.caption)


def test_nothing_in_a_figure_runs_or_loads() -> None:
    allowed = {"svg", "title", "desc", "style", "g", "rect", "text", "path", "polygon", "circle"}
    for seed in range(6):
        for figure in every_figure(random_conflict(seed, most_options=4)):
            for one in parsed(figure).iter():
                assert one.tag.removeprefix(SVG) in allowed
                assert not [key for key in one.attrib if key.startswith("on") or "href" in key or key == "style"]
            assert "url(" not in figure.svg
            assert "@import" not in figure.svg


WILD = [
    '<script>alert("1")</script>',
    'Tom & "Jerry\'s" <b>',
    "]]> --> <!-- &amp; &#0;",
    "a\x00b\x0bc\ufffed",
    "half \ud800 surrogate",
    "e\u0301 日本語の長い名前がここにあります שלום",
    "x" * 400,
    " ",
]


@pytest.mark.parametrize("wild", WILD, ids=range(len(WILD)))
def test_any_name_is_shown_as_words(wild: str) -> None:
    conflict = Conflict(
        name=wild,
        decision_makers=(
            DecisionMaker(id="A", name=wild, preference=Ranking.of(["YN", "NN", "NY", "YY"])),
            DecisionMaker(id="B", preference=Ranking.of(["NY", "NN", "YN", "YY"])),
        ),
        options=(Option(id="a", owner="A", name=wild), Option(id="b", owner="B")),
        status_quo="YN",
    )
    for figure in every_figure(conflict):
        figure.svg.encode("utf-8")
        shown = "".join(titles_in(figure))
        safe = re.sub("[\x00\x0b\ufffe\ud800]", "\ufffd", wild)
        assert safe.strip() in " ".join(shown.split()) or safe in shown, "the whole name is in a title"


@examples(60)
@given(st.text(max_size=40), st.text(max_size=80))
def test_escaping_and_measuring_take_any_text(title: str, words: str) -> None:
    drawn = svg.frame("x", title, words, 100, 50, svg.write(1, 2, words), svg.titled(title, svg.write(3, 4, title)))
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    for width in (0.0, 30.0, 300.0):
        assert svg.width_of(svg.shorten(words, width)) <= max(width, svg.width_of("…"))
        lines = svg.wrap(words, max(width, 20.0), most=3)
        assert 1 <= len(lines) <= 3
    whole = svg.wrap(words, 1e9)
    assert "".join(whole) == " ".join(words.split())


@examples(40)
@given(st.lists(st.text(max_size=12), max_size=12))
def test_no_two_parties_share_a_tag(names: list[str]) -> None:
    tags = gathering.tags_of(names)
    assert len(set(tags)) == len(names)
    assert all(tags)


def test_the_same_analysis_gives_the_same_bytes_and_ids_do_not_collide() -> None:
    first, again = every_figure(CHICKEN), every_figure(CHICKEN)
    assert [f.svg for f in first] == [f.svg for f in again]
    ids = [one.get("id") for f in first for one in parsed(f).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 8


@examples(40)
@given(st.integers(0, 10_000), st.sampled_from([3, 6, 40]))
def test_every_state_and_move_is_shown_or_counted(seed: int, most: int) -> None:
    conflict = random_conflict(seed, most_options=5)
    analysis = analyse(conflict, CORE)
    graph = gathering.gather_moves(analysis, most=most)
    table, ranks = moves_of(conflict), ranks_of(conflict)
    shown = {mark.id for mark in graph.states}
    assert 1 <= len(shown) == len(graph.states) <= min(most, len(conflict.space))
    assert len(shown) == len(conflict.space) or len(conflict.space) > most
    inside, outward = set(), 0
    for j in range(table.players):
        for s in shown:
            for t in table.targets(j, s - 1):
                if t + 1 in shown:
                    inside.add((j, s, t + 1, bool(ranks[j][t] > ranks[j][s - 1]), (s - 1) not in table.targets(j, t)))
                else:
                    outward += 1
    assert {(a.party, a.source, a.target, a.improves, a.one_way) for a in graph.arcs} == inside
    assert graph.outward == outward
    chosen = plan(graph)
    lists = (chosen.arrows, chosen.chained, chosen.passed_over, chosen.level, chosen.back, chosen.bare)
    assert sorted(repr(a) for part in lists for a in part) == sorted(map(repr, graph.arcs)), "each move is in one list"
    figure = draw_moves(analysis, most=most)
    assert figure.shown + figure.left_out == len(conflict.space)
    drawn = sum(" can improve from " in title for title in titles_in(figure))
    assert drawn == len(chosen.arrows)
    assert re.search(rf"\({len(chosen.arrows):,} arrows?\)", figure.caption)
    if figure.left_out:
        assert f"{figure.left_out:,} left out (moves from the shown states to those: {outward:,})" in figure.caption
    beyond = sum(improves for *_, improves in _leaving(conflict, shown))
    marks = [int(word[1:].replace(",", "")) for word in words_in(figure) if re.fullmatch(r"\+[\d,]+", word)]
    assert sum(marks) == beyond + (2 if beyond else 0), "each state tells its own; the legend shows +2"
    undrawn = len(chosen.back) + len(chosen.bare)
    assert (f"nothing better for their mover are not drawn ({undrawn:,})." in figure.caption) == bool(undrawn)
    labels = {mark.label for mark in graph.states}
    assert labels <= set(words_in(figure))


def _leaving(conflict: Conflict, shown: set[int]) -> list[tuple[int, int, int, bool]]:
    """Moves (party, from, to, whether it improves) out of the states shown."""
    table, ranks = moves_of(conflict), ranks_of(conflict)
    return [
        (j, s, t + 1, bool(ranks[j][t] > ranks[j][s - 1]))
        for j in range(table.players)
        for s in shown
        for t in table.targets(j, s - 1)
        if t + 1 not in shown
    ]


def _graph(arcs: list[Arc], states: int, parties: int = 2) -> MoveGraph:
    return MoveGraph(
        name="made",
        parties=tuple(Party(name=f"P{k}", tag=f"P{k}") for k in range(parties)),
        concepts=("NASH",),
        states=tuple(StateMark(id=k, label=str(k), options="", words=f"state {k}") for k in range(1, states + 1)),
        arcs=tuple(arcs),
        total=states,
    )


def test_chains_replace_moves_only_where_they_promise_nothing_false() -> None:
    line = [Arc(party=0, source=s, target=t, improves=True) for s, t in combinations(range(1, 13), 2)]
    chosen = plan(_graph(line, 12))
    assert [(a.source, a.target) for a in chosen.arrows] == list(pairwise(range(1, 13)))
    assert len(chosen.chained) == len(line) - 11
    other = Arc(party=1, source=1, target=12, improves=True)
    assert other in plan(_graph([*line, other], 12)).arrows, "one party's chain says nothing of another's moves"
    broken = [a for a in line if (a.source, a.target) != (2, 12)]  # its chain would promise a move that is not there
    assert plan(_graph(broken, 12)).chained == ()


def test_too_many_arrows_are_cut_to_where_the_mover_has_none_left_and_counted() -> None:
    # nobody's improvements are transitive here, so no chain can stand for them
    ring = [Arc(party=0, source=s, target=(s + d - 1) % 40 + 1, improves=True) for s in range(1, 41) for d in (1, 2, 3)]
    last = [Arc(party=1, source=s, target=40, improves=True) for s in range(1, 40)]
    chosen = plan(_graph(ring + last, 40))
    assert set(chosen.arrows) == set(last)
    assert len(chosen.passed_over) == len(ring)


def test_parties_differ_by_more_than_colour() -> None:
    looks = [svg.stroke_of(k) for k in range(8)]
    assert len({look.get("stroke-dasharray", "") for look in looks}) == 8
    assert len({look["stroke"] for look in looks}) == 8
    figure = draw_moves(analyse(CHICKEN, CORE))
    words = words_in(figure)
    assert words.count("Ann") == 2 + 1, "a tag on both her arrows, and the legend"
    for path in parsed(figure).iter(f"{SVG}path"):
        if path.get("stroke") == svg.LIGHT[1]:
            assert path.get("stroke-dasharray")


def test_equilibria_are_marked_by_shape_and_words() -> None:
    figure = draw_moves(analyse(CHICKEN, CORE))
    nodes = {}
    for group in parsed(figure).iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if title is not None and (title.text or "").startswith("state "):
            outlines = [one for one in group if one.tag in (f"{SVG}polygon", f"{SVG}rect") and one.get("stroke")]
            nodes[title.text] = [one.tag.removeprefix(SVG) for one in outlines]
    assert nodes["state 1 (nothing done); could hold under GMR; the status quo"] == ["polygon"]
    assert nodes["state 2 (Ann: Drive on); could hold under NASH, GMR, SEQ"] == ["polygon", "polygon"]
    assert nodes["state 4 (Ann: Drive on; Ben: Drive on)"] == ["rect"]
    assert "now" in words_in(figure)


def _arrows(figure: Figure) -> list[ElementTree.Element]:
    groups = parsed(figure).iter(f"{SVG}g")
    return [
        g for g in groups if (title := g.find(f"{SVG}title")) is not None and "can improve from" in (title.text or "")
    ]


PENNIES = Conflict(
    name="Matching pennies: everyone always wants to move on",
    decision_makers=(
        DecisionMaker(id="A", preference=Statements.of("a iff b")),
        DecisionMaker(id="B", preference=Statements.of("not (a iff b)")),
    ),
    options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
)


def test_heads_point_at_where_the_arrow_leads() -> None:
    """Downwards where the target stands below, upwards where an arrow closes a cycle."""
    found = set()
    for conflict in (PENNIES, *(random_conflict(seed, most_options=4) for seed in range(8))):
        for arrow in _arrows(draw_moves(analyse(conflict, CORE))):
            path, head = arrow.find(f"{SVG}path"), arrow.find(f"{SVG}polygon")
            assert path is not None
            assert head is not None
            heights = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))][1::2]
            tip, *wings = (float(corner.split(",")[1]) for corner in head.get("points", "").split())
            down = heights[-1] > heights[0]
            found.add(down)
            assert all((tip > wing) == down for wing in wings)
    assert found == {True, False}


def test_moves_without_a_way_back_are_told() -> None:
    one_way = Conflict(
        decision_makers=(DecisionMaker(id="A", preference=Statements.of(PreferenceStatement(formula="a"))),),
        options=(Option(id="a", owner="A", direction="to_yes"),),
    )
    figure = draw_moves(analyse(one_way, CORE))
    assert any("with no way back" in title for title in titles_in(figure))
    assert len(_arrows(figure)[0].findall(f"{SVG}path")) == 2, "the arrow and the bar at its start"
    assert [len(arrow.findall(f"{SVG}path")) for arrow in _arrows(draw_moves(analyse(CHICKEN, CORE)))] == [1] * 4
    assert "no way back" in words_in(figure)
    assert "no way back" not in words_in(draw_moves(analyse(CHICKEN, CORE)))


def test_a_large_model_shows_how_equilibria_are_reached() -> None:
    analysis = analyse(even_conflict(10, 5), CORE)
    figure = draw_moves(analysis, most=30)
    assert (figure.shown, figure.left_out) == (30, 1024 - 30)
    graph = gathering.gather_moves(analysis, most=30)
    held = {mark.id for mark in graph.states if mark.holds}
    assert held
    assert any(arc.improves and arc.target in held for arc in graph.arcs), "an arrow leads to an equilibrium"


def test_the_states_asked_for_are_shown_in_their_order() -> None:
    analysis = analyse(even_conflict(4, 2), CORE)
    assert [m.id for m in gathering.gather_table(analysis, states=[5, 2, 9, 2]).states] == [5, 2, 9]
    for draw in (draw_moves, draw_state_table, draw_outcomes):
        assert draw(analysis, states=[5, 2]).shown == 2
        with pytest.raises(ConflictError) as error:
            draw(analysis, states=[17])
        assert error.value.slug == "conflict.state_unknown"


@examples(40)
@given(st.integers(0, 10_000), st.integers(1, 12), st.booleans())
def test_every_state_reached_is_shown_or_counted(seed: int, most: int, improvements: bool) -> None:
    conflict = random_conflict(seed, most_options=5)
    found = status_quo(conflict, "#1", improvements_only=improvements)
    reach = gathering.gather_reach(found)
    chosen = choose_arrivals(reach, most)
    assert len(chosen) == min(max(most - 1, 0), len(reach.arrivals))
    figure = draw_status_quo(found, most=most)
    assert figure.shown + figure.left_out == len(conflict.space)
    others = {one.state for one in found.reached} - {1}
    assert figure.caption.startswith(f"{len(others):,} of {len(conflict.space) - 1:,} other states can be reached")
    hidden = len(others) - len(chosen)
    assert (f" and {hidden:,} left out." in figure.caption) == bool(hidden)
    columns = [
        int(m[1].replace(",", "")) for w in words_in(figure) if (m := re.fullmatch(r"and ([\d,]+) more, not shown", w))
    ]
    assert sum(columns) == hidden, "each column says how many more it has"


def test_paths_to_equilibria_are_bold_and_told() -> None:
    figure = draw_status_quo(status_quo(CHICKEN, "NN"))
    bold = [p for p in parsed(figure).iter(f"{SVG}path") if p.get("stroke-width") == "3.2"]
    assert len(bold) == 3, "a path to each equilibrium, and the legend"
    assert "Shortest paths to state 2 (Ann: Drive on): Ann to state 2" in figure.description
    named = draw_status_quo(status_quo(CHICKEN, "NN", improvements_only=False), towards=[4])
    assert "a shortest path asked for" in words_in(named)


def test_a_status_quo_that_nobody_leaves() -> None:
    figure = draw_status_quo(status_quo(CHICKEN, "YN"))
    assert figure.shown == 1
    assert figure.caption.startswith("0 of 3 other states")


def test_the_table_has_every_sign_rank_and_verdict() -> None:
    analysis = analyse(CHICKEN, CORE)
    words = words_in(draw_state_table(analysis))
    assert words.count("Y") == words.count("N") == 4
    assert words.count("●") == 2 + 3 + 2
    unstable = sum(int((~stable).sum()) for by_dm in analysis.verdicts.values() for stable in by_dm.values())
    assert words.count("·") == unstable > 0
    table = gathering.gather_table(analysis)
    assert [standing.ranks for standing in table.standings] == [(2, 1, 3, 4), (2, 3, 1, 4)]


def test_ranks_share_numbers_and_are_left_out_where_states_are_not_compared() -> None:
    tied = CHICKEN.with_preferences({"A": Ranking((("YN", "NN"), ("NY",), ("YY",)))})
    assert gathering.gather_table(analyse(tied, CORE)).standings[0].ranks == (1, 1, 2, 3)
    partial = CHICKEN.with_preferences({"A": Partial(better=(("YN", "NN"),))})
    analysis = analyse(partial, ("NASH", "GMR"), reading=PreferenceReading(kind="unknown", variant="a"))
    figure = draw_state_table(analysis)
    assert "Ranks are left out" in figure.caption
    assert draw_moves(analysis).shown == 4
    with pytest.raises(ConflictError) as error:
        draw_outcomes(analysis)
    assert error.value.slug == "conflict.incomplete_preference"


def test_many_verdict_rows_are_left_out_aloud() -> None:
    analysis = analyse(even_conflict(8, 8), ("NASH", "GMR", "SMR", "SEQ", "SSEQ"))
    figure = draw_state_table(analysis, most=6)
    assert "Who is stable under each concept is left out" in figure.caption
    assert {"NASH", "GMR", "SMR", "SEQ", "SSEQ"} <= set(words_in(figure))


def test_outcomes_stand_the_further_right_the_better() -> None:
    analysis = analyse(CHICKEN, CORE)
    figure = draw_outcomes(analysis, states=[1, 2, 3, 4])
    places: dict[str, list[tuple[int, float]]] = {}
    for group in parsed(figure).iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        told = re.match(r"(\w+): .* is number (\d) of 4", (title.text or "") if title is not None else "")
        if told:
            marks = [one for one in group if one.tag in (f"{SVG}polygon", f"{SVG}circle")]
            x = marks[0].get("cx") or marks[0].get("points", "").split(",")[0]
            places.setdefault(told[1], []).append((int(told[2]), float(x)))
    assert set(places) == {"Ann", "Ben"}
    for marks in places.values():
        by_rank = [x for _, x in sorted(marks)]
        assert len(by_rank) == 4
        assert by_rank == sorted(by_rank, reverse=True)
    titles = " ".join(titles_in(figure))
    assert "Ann: state 2 (Ann: Drive on) is number 1 of 4, better than the status quo" in titles
    assert "Ben: state 2 (Ann: Drive on) is number 3 of 4, worse than the status quo" in titles


def test_outcomes_of_many_options_are_told_by_their_difference_to_the_status_quo() -> None:
    names = ("talk", "pay", "leave", "arm", "wait")
    wide = Conflict(
        decision_makers=(DecisionMaker(id="A", preference=Statements.of("wait", "talk")), DecisionMaker(id="B")),
        options=tuple(Option(id=name, owner="AB"[k % 2]) for k, name in enumerate(names)),
        status_quo="YYYNN",
    )
    figure = draw_outcomes(analyse(wide, ("NASH",)), states=[8, 32, 1])
    words = " ".join(words_in(figure))
    assert "state 8 (talk, pay, leave) (now)" in words
    assert "state 32 (also: arm, wait)" in words
    assert "state 1 (nothing done)" in words
    assert "difference to the status quo" in figure.caption
    assert "state 32 (talk, pay, leave, arm, wait)" in " ".join(titles_in(figure)), "the whole is in the title"


def test_many_parties_start_a_second_band() -> None:
    wide = draw_outcomes(analyse(even_conflict(6, 6), CORE), most=4)
    narrow = draw_outcomes(analyse(even_conflict(4, 4), CORE), most=4)
    assert wide.width <= narrow.width + 200
    assert wide.height > narrow.height * 1.5


@examples(80)
@given(st.integers(1, 14), st.data())
def test_nodes_never_overlap(count: int, data: st.DataObject) -> None:
    node = st.integers(0, count - 1)
    arrows = data.draw(st.lists(st.tuples(node, node), max_size=40))
    sizes = data.draw(st.lists(st.floats(20, 170), min_size=count, max_size=count))
    found = lay_out(sizes, arrows, gap=18, most=400)
    assert len(found.x) == len(found.row) == count
    for one, other in combinations(range(count), 2):
        if found.row[one] == found.row[other]:
            assert abs(found.x[one] - found.x[other]) >= (sizes[one] + sizes[other]) / 2 + 17.9
    assert all(
        -0.01 <= found.x[k] - sizes[k] / 2 <= found.x[k] + sizes[k] / 2 <= found.width + 0.01 for k in range(count)
    )
    joined = {tuple(sorted(pair)) for pair in found.ways}
    assert joined == {tuple(sorted(arrow)) for arrow in arrows if arrow[0] != arrow[1]}
    for (upper, lower), way in found.ways.items():
        assert [row for _, row in way] == list(range(found.row[upper] + 1, found.row[lower]))


@examples(60)
@given(st.integers(1, 12), st.data())
def test_joined_nodes_never_share_a_row_and_arrows_run_down_without_cycles(count: int, data: st.DataObject) -> None:
    node = st.integers(0, count - 1)
    arrows = data.draw(st.lists(st.tuples(node, node), max_size=30))
    for rows in (rows_of(count, arrows), near_rows_of(count, arrows)):
        assert all(rows[u] != rows[v] for u, v in arrows if u != v)
    forward = [(u, v) for u, v in arrows if u < v]
    assert all(rows_of(count, forward)[u] < rows_of(count, forward)[v] for u, v in forward)


@examples(80)
@given(st.lists(st.floats(-500, 500), min_size=1, max_size=12), st.floats(0, 40))
def test_settling_keeps_the_room_and_moves_nothing_that_has_it(wished: list[float], room: float) -> None:
    places = settle(wished, [room] * (len(wished) - 1))
    assert all(b - a >= room - 1e-6 for a, b in pairwise(places))
    assert sum(places) == pytest.approx(sum(wished), abs=1e-6), "the nearest places keep the mean"
    if all(b - a >= room for a, b in pairwise(wished)):
        assert places == pytest.approx(wished)


def test_the_style_follows_the_page_and_prints_dark_on_white() -> None:
    assert STYLE in draw_moves(analyse(CHICKEN, CORE)).svg
    assert "var(--ink," in STYLE
    assert "@media screen and (prefers-color-scheme:dark)" in STYLE
    printed = STYLE[STYLE.index("@media print") :]
    assert "--f-paper:#fff" in printed
    assert STYLE.count("{") == STYLE.count("}")


def test_an_analysis_of_one_state() -> None:
    lone = Conflict(
        decision_makers=(DecisionMaker(id="A"),), options=(Option(id="a", owner="A"),), required=("a",), status_quo="Y"
    )
    analysis: Analysis = analyse(lone, CORE)
    for figure in (draw_moves(analysis), draw_outcomes(analysis), draw_state_table(analysis)):
        assert figure.shown == 1
        parsed(figure)
