"""What is wrong in a model file is told with its slug, its line and the next step; sizes are refused before any work."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.conflict import analyse
from stateofplay.conflict.files import parse_model
from stateofplay.conflict.files.places import ModelLines
from stateofplay.errors import ConflictError
from tests.thoroughness import examples

HARBOUR = """\
name = "Harbour"
status_quo = "NN"          # line 2

[[decision_maker]]
id = "union"
statements = [
  "raise",                 # line 7, with a [bracket], a "quote" and a comma
  ["not strike", "raise or strike"],
]

[[decision_maker]]
id = "port"
ranking = [
  "NN",                    # line 14
  ["NY", "YY"],
  "YN",
]

[[option]]
id = "strike"
owner = "union"

[[option]]
id = "raise"
owner = "port"
"""

# What is wrong: text before, text after, slug, line, words of the sentence.
SLIPS = [
    ("nothing left", 'id = "raise"\nowner = "port"\n', 'id = "raise"\nowner = "port"\n\n[[infeasible]]\nformula = "strike"\n\n'
     '[[infeasible]]\nformula = "not strike"\n', "conflict.no_states", 31, "no feasible state"),
    ("nothing allowed", 'id = "raise"\nowner = "port"\n', 'id = "raise"\nowner = "port"\n\n[[required]]\n'
     'formula = "strike and not strike"\n', "conflict.no_states", 28, "no feasible state"),
    ("unknown option in a statement", '"not strike", ', '"not strke", ', "conflict.option_unknown", 8, "strke"),
    ("unknown option in a rule", "[[option]]", '[[infeasible]]\nformula = "walkout"\n\n[[option]]', "conflict.option_unknown", 20,
     "walkout"),
    ("state twice", '"YN",', '"NY",', "conflict.ranking_contradiction", 16, "places 2 and 3"),
    ("state not ranked", '  "YN",\n', "", "conflict.ranking_incomplete", 13, "YN"),
    ("state that is none", '"YN",', '"YNY",', "conflict.state_unknown", 16, "YNY"),
    ("two preferences", 'id = "port"', 'id = "port"\nweights = { strike = 1 }', "conflict.file_form", 11, "ranking and weights"),
    ("owner unknown", 'owner = "port"', 'owner = "prot"', "conflict.owner_unknown", 25, "prot"),
    ("no direction", 'owner = "port"', 'owner = "port"\ndirection = "up"', "conflict.direction", 26, "up"),
    ("option twice", 'id = "raise"', 'id = "strike"', "conflict.id_twice", 24, "strike"),
    ("decision maker twice", 'id = "port"', 'id = "union"', "conflict.id_twice", 12, "union"),
    ("status quo is none", 'status_quo = "NN"', 'status_quo = "NNN"', "conflict.state_unknown", 2, "NNN"),
    ("wrong kind", 'owner = "union"', 'owner = "union"\nevidence = "c1"', "conflict.file_form", 22, "evidence"),
    ("wrong key", 'owner = "union"', 'ownr = "union"', "conflict.file_key", 21, "ownr"),
    ("wrong key in a statement", '"raise", ', '{ formula = "raise", strenght = 2 },', "conflict.file_key", 7, "strenght"),
    ("statement without formula", '"raise", ', "{ strength = 2 },", "conflict.file_form", 7, "formula"),
    ("unreadable formula", '"raise", ', '"raise or",', "conflict.formula", 7, "the text ends"),
    ("guard of nobody", "[[option]]", '[[move_rule]]\nmover = "police"\n\n[[option]]', "conflict.mover_unknown", 19, "police"),
    ("move to nowhere", "[[option]]", '[[move]]\nmovers = ["union"]\nsource = "NN"\ntarget = "9"\n\n[[option]]',
     "conflict.state_unknown", 22, "9"),
    ("move to itself", "[[option]]", '[[move]]\nmovers = ["union"]\nsource = "NN"\ntarget = "NN"\n\n[[option]]',
     "conflict.move_loop", 19, "itself"),
    ("groups that overlap", "[[option]]", '[[coalesced]]\nformula = "strike"\n\n[[coalesced]]\nformula = "raise"\n\n[[option]]',
     "conflict.coalesced_overlap", 23, "group 2"),
    ("label of no state", "[[option]]", '[[state]]\noptions = "YNN"\nlabel = "a"\n\n[[option]]', "conflict.state_unknown", 19,
     "YNN"),
    ("syntax", 'id = "port"', "id = port", "conflict.file_syntax", 12, "line 12"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "slug", "line", "said"), [s[1:] for s in SLIPS if s[3]], ids=[s[0] for s in SLIPS if s[3]]
)
def test_a_slip_is_told_with_its_line_and_the_next_step(
    before: str, after: str, slug: str, line: int, said: str
) -> None:
    assert before in HARBOUR
    with pytest.raises(ConflictError) as caught:
        parse_model(HARBOUR.replace(before, after, 1), where="harbour.toml")
    assert caught.value.slug == slug
    assert f"line {line}" in caught.value.sentence, caught.value.sentence
    assert "harbour.toml" in caught.value.sentence
    assert said in caught.value.sentence
    assert caught.value.hint


PREFERENCES = [
    ('better = [["NN", "NY"], ["NY", "YY"], ["YY", "NN"]]', "conflict.preference_cycle", "NN > NY > YY > NN"),
    ('better = [["NN", "NY"]]\nequal = [["NY", "YY"], ["YY", "NN"]]', "conflict.preference_cycle", "NN > NY ~ YY ~ NN"),
    ("weights = { lockout = 1 }", "conflict.option_unknown", "lockout"),
    ("weights = { strike = nan }", "conflict.weights", "nan"),
    ("payoffs = [1, 2]", "conflict.payoffs", "2 payoffs for 4 states"),
    ("payoffs = [1, 2, 3, inf]", "conflict.payoffs", "inf"),
    ('payoffs = { "NN" = 1 }', "conflict.payoffs", "no payoff"),
    ('ranking = ["NN", "NY", "YY", "YN"]\nstrengths = [1]', "conflict.strength", "1 strengths for 4 places"),
    ("fuzzy = [[0.5, 1], [1, 0.5]]", "conflict.table", "2 rows for 4 states"),
    ("intervals = [[0, 1], [1, 2], [2, 1], [0, 0]]", "conflict.intervals", "above its upper"),
    ('ranking = ["NN", "NY", "YY", "YN"]\nunknown = [["NN", "YYN"]]', "conflict.state_unknown", "YYN"),
    ("threshold = 0.5", "conflict.file_form", "'threshold' without 'fuzzy'"),
    ('better = [["NN"]]', "conflict.file_form", "no pair"),
    ('intervals = [[0], [1], [2], [3]]', "conflict.file_form", "pairs of a lower and an upper"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slug", "said"), PREFERENCES, ids=[p[1] + str(k) for k, p in enumerate(PREFERENCES)])
def test_a_wrong_preference_is_told_with_its_line(text: str, slug: str, said: str) -> None:
    start, end = HARBOUR.index("ranking = ["), HARBOUR.index("[[option]]")
    with pytest.raises(ConflictError) as caught:
        parse_model(HARBOUR[:start] + text + "\n\n" + HARBOUR[end:], where="harbour.toml")
    assert caught.value.slug == slug
    lines = ("line 13", "line 11") if slug == "conflict.file_form" else ("line 13",)
    assert any(line in caught.value.sentence for line in lines), caught.value.sentence
    assert said in caught.value.sentence
    assert caught.value.hint


def test_a_decision_maker_without_preference_is_named_with_its_line() -> None:
    model = parse_model(HARBOUR + '\n[[decision_maker]]\nid = "public"\n')
    said = {notice.slug: notice for notice in analyse(model).notices}
    assert "public (line 27) has no preference" in said["conflict.no_preference"].text
    assert "public (line 27) controls no option" in said["conflict.no_moves"].text
    assert said["conflict.no_preference"].hint


def wide(options: int, rules: str = "") -> str:
    listed = "".join(f'\n[[option]]\nid = "o{k}"\nowner = "d{k % 2}"\n' for k in range(options))
    return '[[decision_maker]]\nid = "d0"\nstatements = ["o0"]\n\n[[decision_maker]]\nid = "d1"\n' + listed + rules


def test_a_million_states_by_accident_are_told_with_the_options_that_nothing_binds() -> None:
    model = parse_model(wide(20, '\n[[infeasible]]\nformula = "o0 and o1 and o2 and o3"\n'))
    notice = next(n for n in analyse(model, ["NASH"]).notices if n.slug == "conflict.many_states")
    assert "983,040 states" in notice.text
    assert "o4 (line 24)" in notice.text
    assert "o3" not in notice.text
    assert "8 more" in notice.text
    assert "infeasible" in notice.hint


def test_sizes_that_do_not_fit_are_refused_with_an_estimate_before_any_work() -> None:
    start = time.process_time()
    with pytest.raises(ConflictError, match=r"wide\.toml: the model has about 1,099,511,627,776 states") as caught:
        parse_model(wide(40), where="wide.toml")
    assert caught.value.slug == "conflict.too_large"
    assert "GB" in caught.value.sentence
    assert caught.value.hint
    assert time.process_time() - start < 2


def test_json_has_no_lines_so_the_part_is_named() -> None:
    text = '{"decision_maker": [{"id": "a", "statements": ["x", "y"]}], "option": [{"id": "x", "owner": "a"}]}'
    with pytest.raises(ConflictError, match=r"a\.json, decision_maker 1, statements, item 2: .*y"):
        parse_model(text, where="a.json", toml=False)


def test_lines_are_found_through_texts_comments_and_nested_lists() -> None:
    text = '''# a = 1
a = "x # [" # [
b = [ # one
  "1,2", [3, [4,
  5]],

  {x = 1, y = [2]}, \'\'\'6
7\'\'\',
  8]
[[t]]
"c" = """
[[t]]
d = 1
"""
e = 2
[t.u]
z = 0
[[t]]
e = 3
'''
    places = ModelLines("x", text)
    found = {place: line for place, line in places.lines.items() if place[0] in ("", "t")}
    assert found == {
        ("", 0, "a", 0): 2,
        ("", 0, "b", 0): 3,
        ("", 0, "b", 1): 4,
        ("", 0, "b", 2): 4,
        ("", 0, "b", 3): 7,
        ("", 0, "b", 4): 7,
        ("", 0, "b", 5): 9,
        ("t", 1, "", 0): 10,
        ("t", 1, "c", 0): 11,
        ("t", 1, "e", 0): 15,
        ("", 0, "z", 0): 17,
        ("t", 2, "", 0): 18,
        ("t", 2, "e", 0): 19,
    }


WORDS = st.sampled_from(
    "id name owner direction note evidence ranking statements weights payoffs better equal unknown fuzzy threshold strengths"
    " probabilities intervals overlap formula strength options label movers source target mover changes".split()
)
TEXTS = st.sampled_from(["", "a", "b", "x", "NN", "YN", "x and y", "not", "#1"])
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-3, 10), st.floats(), TEXTS)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)
TABLES = st.sampled_from("decision_maker option infeasible required coalesced state move move_rule".split())
GOOD: dict[str, object] = {
    "decision_maker": [{"id": "a", "statements": ["x"]}, {"id": "b", "ranking": ["YY", "NN", ["YN", "NY"]]}],
    "option": [{"id": "x", "owner": "a"}, {"id": "y", "owner": "b"}],
}


def read_or_refused(data: object) -> None:
    """Whatever a file holds, it is read, or refused as a wrong model with a next step."""
    with contextlib.suppress(ConflictError):
        analyse(parse_model(json.dumps(data), toml=False, where="odd.json"), ["NASH"])


@examples(300)
@given(TABLES, st.lists(st.dictionaries(WORDS, VALUES, max_size=4) | VALUES, max_size=3) | VALUES)
def test_any_table_is_read_or_refused(table: str, value: object) -> None:
    read_or_refused({**GOOD, table: value})


@examples(300)
@given(WORDS, VALUES, st.integers(0, 1))
def test_any_key_of_a_decision_maker_is_read_or_refused(key: str, value: object, number: int) -> None:
    makers = [dict(dm) for dm in GOOD["decision_maker"]]  # type: ignore[attr-defined]
    makers[number] = {"id": makers[number]["id"], key: value}
    read_or_refused({**GOOD, "decision_maker": makers})


@examples(200)
@given(
    st.dictionaries(st.sampled_from(["options", "decisionMakers", "infeasibles", "coalitions", "stateofplay"]), VALUES)
)
def test_any_file_of_the_other_tool_is_read_or_refused(data: dict[str, object]) -> None:
    good = {
        "options": [{"name": "x"}, {"name": "y"}],
        "decisionMakers": [{"name": "a", "options": [0, 1], "preferences": [[[0, "Y"]]]}],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
    }
    read_or_refused({**good, **data})


@examples(200)
@given(
    st.dictionaries(
        st.sampled_from(
            ["decision_makers", "options", "preferences", "moves", "states", "coalesced", "one_way_options"]
        ),
        VALUES,
    )
)
def test_any_published_case_is_read_or_refused(data: dict[str, object]) -> None:
    good = {
        "decision_makers": ["a", "b"],
        "options": [{"id": 1, "name": "x", "owner": "a"}],
        "preferences": {"a": {"ranking_best_to_worst": [1, 2]}},
    }
    read_or_refused({**good, **data})


@examples(100)
@given(st.text(alphabet="abxy=[]{}\"'\n#,.12 ", max_size=60))
def test_any_text_is_read_or_refused_and_its_lines_are_found(text: str) -> None:
    for toml in (True, False):
        with pytest.raises(ConflictError):
            parse_model(text, toml=toml)
    assert all(1 <= line <= text.count("\n") + 1 for line in ModelLines("x", text).lines.values())
