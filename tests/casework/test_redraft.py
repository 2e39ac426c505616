"""Redrafting: no edit is lost, nothing changes where nothing changed, what both changed is refused until it is settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.redraft.merging import merge_keys, merge_lines
from stateofplay.casework.redraft.redrafting import merge_drafts
from stateofplay.casework.redraft.toml_text import cut, cut_array, join
from stateofplay.conflict import parse_formula
from stateofplay.conflict.files import parse_model
from stateofplay.errors import CaseworkError, ConflictError, StateOfPlayError
from stateofplay.service.analysing import catalogue
from tests.thoroughness import examples

LAST = """\
# Drafted from the record of “canal”.
name = "canal"
status_quo = "NYN"

[[decision_maker]]
id = "North"
name = "North"
statements = [
  # rule: red line; sure: 0.90
  # “North will not open the canal.”
  { formula = "not open", evidence = ["pos-1"] },
  "toll",
]

# The record gives no preference of this party.
[[decision_maker]]
id = "South"
name = "South"

# rule: own act; sure: 0.80
# “North may open the canal.”
[[option]]
id = "open"
owner = "North"
name = "North: open the canal"
evidence = ["pos-1", "pos-2"]

[[option]]
id = "toll"
owner = "South"
name = "South: lower the toll"
evidence = ["pos-3"]

[[option]]
id = "patrol"
owner = "South"
name = "South: patrol the canal"
evidence = ["pos-4"]

# What the record does not say:
# - Would South rather see this or not: “open the canal”?
# - Would North rather see this or not: “patrol the canal”?
"""


def test_a_draft_that_is_the_same_leaves_the_file_as_it_is() -> None:
    mine = LAST.replace("North: open", "North: reopen").replace("\n", "\r\n")
    assert merge_drafts(LAST, mine, LAST).text == mine


def test_without_edits_the_new_draft_stands() -> None:
    new = LAST.replace("0.80", "0.85")
    assert merge_drafts(LAST, LAST, new).text == new


NEW = (
    LAST.replace('"pos-2"]', '"pos-2", "pos-9"]')
    .replace('  "toll",\n', '  "toll",\n  { formula = "not patrol", evidence = ["pos-9"] },\n')
    .replace("# - Would North rather see this or not: “patrol the canal”?\n", "")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit, and what must be in the merged text because of it."""

    name: str
    change: Callable[[str], str]
    stays: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()


EDITS = (
    Edit(
        name="a label", change=lambda t: t.replace("North: open the canal", "Reopen it"), stays=('name = "Reopen it"',)
    ),
    Edit(
        name="a comment above an option",
        change=lambda t: t.replace('[[option]]\nid = "open"', '# ask the minister\n[[option]]\nid = "open"'),
        stays=("# ask the minister\n[[option]]", '"pos-9"'),
    ),
    Edit(
        name="a comment behind a key",
        change=lambda t: t.replace('owner = "North"', 'owner = "North"  # the harbour office'),
        stays=('owner = "North"  # the harbour office',),
    ),
    Edit(
        name="a comment on a line that the draft changes too",
        change=lambda t: t.replace('evidence = ["pos-1", "pos-2"]', 'evidence = ["pos-1", "pos-2"] # read both'),
        stays=('evidence = ["pos-1", "pos-2", "pos-9"] # read both',),
    ),
    Edit(
        name="a claim taken out",
        change=lambda t: t.replace('["pos-1", "pos-2"]', '["pos-2"]'),
        stays=('evidence = ["pos-2", "pos-9"]',),
    ),
    Edit(
        name="a statement of one's own",
        change=lambda t: t.replace('  "toll",', '  "toll",\n  "patrol if open",  # my guess'),
        stays=('"patrol if open",  # my guess', '"not patrol"'),
    ),
    Edit(name="a statement taken out", change=lambda t: t.replace('  "toll",\n', ""), goes=('  "toll"',)),
    Edit(
        name="a preference where there was none",
        change=lambda t: t.replace('name = "South"\n', 'name = "South"\nstatements = ["open", "not toll"]\n'),
        stays=('statements = ["open", "not toll"]',),
    ),
    Edit(
        name="another form of preference",
        change=lambda t: re.sub(r"statements = \[.*?\n\]", "weights = { open = -2, toll = 1 }", t, flags=re.S),
        stays=("weights = { open = -2, toll = 1 }",),
        goes=("statements",),
    ),
    Edit(
        name="a rule",
        change=lambda t: t + '\n[[infeasible]]\nformula = "open and patrol"\n',
        stays=('"open and patrol"',),
    ),
    Edit(
        name="an option of one's own",
        change=lambda t: t.replace('"NYN"', '"NYNN"') + '\n[[option]]\nid = "truce"\nowner = "South"\n',
        stays=('id = "truce"',),
    ),
    Edit(name="the status quo", change=lambda t: t.replace('quo = "NY', 'quo = "YY'), stays=('status_quo = "YY',)),
    Edit(
        name="a question answered and taken out",
        change=lambda t: t.replace("# - Would South rather see this or not: “open the canal”?\n", ""),
        goes=("Would South",),
    ),
    Edit(
        name="an option's id, everywhere",
        change=lambda t: t.replace('id = "open"', 'id = "reopen"').replace('"not open"', '"not reopen"'),
        stays=('id = "reopen"', '"not reopen"', '"pos-9"'),
        goes=('"open"',),
    ),
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: e.name)
def test_an_edit_survives_a_new_draft(edit: Edit) -> None:
    mine = edit.change(LAST)
    assert mine != LAST
    parse_model(mine)
    merged = merge_drafts(LAST, mine, NEW)
    assert merged.clashes == ()
    for words in edit.stays:
        assert words in merged.text
    for words in edit.goes:
        assert words not in merged.text
    parse_model(merged.text)
    assert merge_drafts(NEW, merged.text, NEW).text == merged.text


def test_many_edits_at_once_survive_together() -> None:
    together = [e for e in EDITS if e.name not in ("another form of preference", "an option's id, everywhere")]
    mine = LAST
    for edit in together:
        mine = edit.change(mine)
    parse_model(mine)
    merged = merge_drafts(LAST, mine, NEW)
    assert merged.clashes == ()
    for word in (
        "Reopen it",
        "# ask the minister",
        "# the harbour office",
        "# my guess",
    ):
        assert word in merged.text


def test_what_both_changed_is_left_twice_and_refused_until_settled() -> None:
    mine = LAST.replace('id = "toll"\nowner = "South"', 'id = "toll"\nowner = "South"\ndirection = "to_yes"')
    new = LAST.replace('id = "toll"\nowner = "South"', 'id = "toll"\nowner = "South"\ndirection = "to_no"')
    merged = merge_drafts(LAST, mine, new)
    (clash,) = merged.clashes
    line = next(n for n, text in enumerate(merged.text.split("\n"), 1) if text.startswith("<<<<<<<"))
    assert f"line {line}:" in clash
    assert "direction" in clash
    with pytest.raises(ConflictError) as refused:
        parse_model(merged.text, where="canal.toml")
    assert refused.value.slug == "conflict.unmerged"
    assert f"line {line}" in refused.value.sentence
    with pytest.raises(ConflictError):
        merge_drafts(new, merged.text, new.replace("0.80", "0.81"))
    settled = merged.text.replace("<<<<<<< yours\n", "")
    settled = re.sub(r"=======\n.*?>>>>>>> new draft\n", "", settled, flags=re.S)
    assert parse_model(settled).options[1].direction == "to_yes"


def test_two_orders_of_the_same_statements_are_for_a_person_to_settle() -> None:
    base = LAST.replace('  "toll",\n', '  "toll",\n  "patrol",\n')
    mine = base.replace('  "toll",\n  "patrol",\n', '  "patrol",\n  "toll",\n')
    first = '  { formula = "not open", evidence = ["pos-1"] },\n'
    new = base.replace(first, "").replace('  "toll",\n', '  "toll",\n' + first)
    merged = merge_drafts(base, mine, new)
    assert len(merged.clashes) == 1
    assert merged.text.count('"patrol",') == 2


def test_an_edited_option_stays_though_the_new_draft_leaves_it_out() -> None:
    block = LAST[LAST.index('[[option]]\nid = "patrol"') : LAST.index("# What the record")]
    new = LAST.replace(block, "").replace('"NYN"', '"NY"')
    merged = merge_drafts(LAST, LAST.replace("South: patrol the canal", "South: guard the canal"), new)
    assert "South: guard the canal" in merged.text
    assert any("patrol" in words for words in merged.kept)
    unedited = merge_drafts(LAST, LAST.replace("North: open", "North: reopen"), new)
    assert 'id = "patrol"' not in unedited.text
    assert 'status_quo = "NY"' in unedited.text


def test_an_option_that_an_edit_speaks_of_stays() -> None:
    block = LAST[LAST.index('[[option]]\nid = "patrol"') : LAST.index("# What the record")]
    new = LAST.replace(block, "").replace('"NYN"', '"NY"')
    merged = merge_drafts(LAST, LAST.replace('  "toll",', '  "toll",\n  "not patrol",'), new)
    assert {"open", "toll", "patrol"} == set(parse_model(merged.text).bits)


def test_what_a_person_took_out_does_not_come_back() -> None:
    block = LAST[LAST.index('[[option]]\nid = "patrol"') : LAST.index("# What the record")]
    mine = LAST.replace(block, "").replace('"NYN"', '"NY"')
    merged = merge_drafts(LAST, mine, NEW)
    assert set(parse_model(merged.text).bits) == {"open", "toll"}
    assert any("you took out" in words for words in merged.kept)


def test_formulas_by_number_keep_their_meaning_when_options_move() -> None:
    mine = LAST + '\n[[infeasible]]\nformula = "1 and 3"\n\n[[infeasible]]\nformula = "NYY"\n'
    new = LAST.replace(
        "# rule: own act", '[[option]]\nid = "dredge"\nowner = "North"\nevidence = ["pos-8"]\n\n# rule: own act'
    ).replace('"NYN"', '"NNYN"')
    merged = parse_model(merge_drafts(LAST, mine, new).text)
    words = merged.vocabulary
    rules = [r.formula for r in merged.infeasible]  # type: ignore[union-attr]
    assert parse_formula("open and patrol", words) in rules
    assert parse_formula("not open and toll and patrol", words) in rules
    assert merged.status_quo == "NNYN"


def test_rankings_by_states_and_other_options_are_refused_and_nothing_is_written() -> None:
    mine = re.sub(
        r"statements = \[.*?\n\]",
        'ranking = ["NNN", ["YNN", "NYN", "NNY", "YYN", "YNY", "NYY", "YYY"]]',
        LAST,
        flags=re.S,
    )
    assert len(parse_model(mine).space) == 8
    new = LAST.replace("# rule: own act", '[[option]]\nid = "dredge"\nowner = "North"\n\n# rule: own act').replace(
        "NYN", "NNYN"
    )
    with pytest.raises(CaseworkError) as refused:
        merge_drafts(LAST, mine, new)
    assert refused.value.slug == "casework.redraft_states"
    assert "dredge" in refused.value.sentence


# --- properties -----------------------------------------------------------------------------------------------------


def test_every_model_of_the_catalogue_is_cut_and_joined_without_loss() -> None:
    for text in catalogue().values():
        assert join(cut(text)) == text


@given(
    st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdefghi")), st.booleans()
)
def test_a_merge_of_keys_loses_no_edit(order: list[str], mine_goes: set[str], theirs: set[str], ordered: bool) -> None:
    base = list("abcdef")
    mine = [k for k in order if k not in mine_goes] + ["x"]
    new = [*sorted(theirs), "y"]
    runs = merge_keys(base, mine, new, ordered=ordered)
    out = [k for run in runs for k in (*run.mine, *run.theirs)]
    assert "x" in out
    assert not mine_goes & set(out)
    if not any(run.clash for run in runs):
        assert len(out) == len(set(out))
        assert set(out) == (set(mine) & (set(new) | {"x"})) | (set(new) - set(base))
    assert [k for r in merge_keys(base, mine, base, ordered=ordered) for k in r.mine] == mine
    assert [k for r in merge_keys(base, base, new, ordered=ordered) for k in r.mine] == new


LINES = st.lists(st.sampled_from(["# a", "# b", "# c", "# d", ""]), max_size=6)


@given(LINES, LINES, LINES)
def test_comment_lines_of_a_person_survive(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge_lines(base, mine, theirs)
    for line in mine:
        if line and line not in base:
            assert line in merged
    for line in base:
        if line and line not in mine:
            assert line not in merged or line in mine


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A drafted model: options, statements and rules over a fixed stock of ids."""
    ids = [*draw(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=5, unique=True)), "f"]
    lines = ["# Drafted.", 'name = "m"', f'status_quo = "{"".join(draw(st.sampled_from("YN")) for _ in ids)}"']
    for dm in ("P", "Q"):
        lines += ["", "[[decision_maker]]", f'id = "{dm}"', f'name = "{dm}"']
        said = draw(
            st.lists(
                st.tuples(st.sampled_from(ids), st.booleans(), st.integers(1, 4)), max_size=4, unique_by=lambda t: t[:2]
            )
        )
        if said:
            lines.append("statements = [")
            for option, sign, claim in said:
                lines += [
                    f"  # “quote {claim}”",
                    f'  {{ formula = "{"" if sign else "not "}{option}", evidence = ["pos-{claim}"] }},',
                ]
            lines.append("]")
    for option in ids:
        claims = ", ".join(f'"pos-{n}"' for n in sorted(draw(st.sets(st.integers(1, 5), min_size=1, max_size=3))))
        owner = "P" if option in "abc" else "Q"
        lines += ["", f"# rule: {draw(st.sampled_from(['own act', 'joint']))}", "[[option]]", f'id = "{option}"']
        lines += [f'owner = "{owner}"', f'name = "Do {option}"', f"evidence = [{claims}]"]
    lines += ["", *(f"# - open {n}" for n in sorted(draw(st.sets(st.integers(1, 4)))))]
    return "\n".join(lines) + "\n"


@st.composite
def edited(draw: st.DrawFn, text: str) -> tuple[str, list[str], list[str]]:
    """Edits of a draft, with what must be found in any merge afterwards and which options must not come back."""
    stays: list[str] = []
    gone: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["label", "comment", "statement", "rule", "option", "remove", "behind"]))
        options = [o.id for o in parse_model(text).options]
        option = draw(st.sampled_from(options))
        if kind == "label":
            text = re.sub(rf'(id = "{option}"\nowner = "."[^\n]*\nname = )"[^"]*"', rf'\1"Mine {number}"', text)
            if f"Mine {number}" in text:
                stays = [s for s in stays if not s.startswith("Mine") or s in text] + [f"Mine {number}"]
        elif kind == "comment":
            text = text.replace(f'[[option]]\nid = "{option}"', f'# note {number}\n[[option]]\nid = "{option}"')
            stays.append(f"# note {number}")
        elif kind == "behind" and f'name = "Do {option}"\n' in text:
            text = text.replace(f'name = "Do {option}"\n', f'name = "Do {option}" # why {number}\n')
            stays.append(f"# why {number}")
        elif kind == "statement" and "statements = [\n" in text:
            text = text.replace(
                "statements = [\n", f'statements = [\n  "{option} or not {option}", # own {number}\n', 1
            )
            stays.append(f"# own {number}")
        elif kind == "rule":
            text += f'\n# rule {number}\n[[infeasible]]\nformula = "{option} and not {option}"\n'
            stays.append(f"# rule {number}")
        elif kind == "option":
            text += f'\n[[option]]\nid = "mine{number}"\nowner = "P"\n'
            text = re.sub(r'status_quo = "([YN]+)"', r'status_quo = "\1N"', text)
            stays.append(f'id = "mine{number}"')
        elif kind == "remove" and option != "f" and text.count(f'"{option}') == 1 and f"not {option}" not in text:
            place = options.index(option)
            signs = str(re.search(r'status_quo = "([YN]+)"', text)[1])  # type: ignore[index]
            text = text.replace(f'"{signs}"', f'"{signs[:place] + signs[place + 1 :]}"')
            block = re.search(rf'\n(?:#[^\n]*\n)*\[\[option\]\]\nid = "{option}"\n(?:[^\n]+\n)*', text)
            if block and "note" not in block[0] and "Mine" not in block[0] and "why" not in block[0]:
                text = text.replace(block[0], "\n")
                gone.append(option)
            else:
                text = re.sub(r'status_quo = "[YN]+"', f'status_quo = "{"N" * len(options)}"', text)
    return text, [s for s in stays if s in text], gone


@pytest.mark.slow
@examples(150)
@given(st.data())
def test_no_edit_is_lost_whatever_the_new_draft_says(data: st.DataObject) -> None:
    base, new = data.draw(drafts()), data.draw(drafts())
    mine, stays, gone = data.draw(edited(base))
    parse_model(mine)
    merged = merge_drafts(base, mine, new)
    for words in stays:
        assert words in merged.text, words
    if not merged.clashes:
        model = parse_model(merged.text)
        assert not set(gone) & set(model.bits) - {o for o in parse_model(base).bits if o in parse_model(mine).bits}
        assert merge_drafts(new, merged.text, new).text == merged.text
    assert merge_drafts(base, mine, base).text == mine
    assert merge_drafts(base, base, new).text == new
    assert merge_drafts(base, new, new).text == new


def test_a_file_that_is_no_model_is_refused() -> None:
    with pytest.raises(StateOfPlayError):
        merge_drafts(LAST, LAST.replace('owner = "North"', 'owner = "Nobody"'), NEW)


def test_arrays_are_cut_with_their_comments() -> None:
    found = cut_array("x = [ # first\n \"a\", # so\n # next\n 'b'\n # end\n]")
    assert found is not None
    assert [e.text for e in found[0]] == ['"a"', "'b'"]
    assert {line for e in found[0] for line in (*e.above, e.suffix.strip())} | set(found[1]) >= {
        "# first",
        "# so",
        "# next",
        "# end",
    }


def test_a_file_that_nobody_edited_tells_what_a_new_draft_changes() -> None:
    head, _, _ = LAST.rpartition("[[option]]")
    new = head.replace('status_quo = "NYN"', 'status_quo = "NY"')
    merged = merge_drafts(LAST, LAST, new)
    assert merged.text == new
    assert any("patrol" in part for part in merged.gone)
    back = merge_drafts(new, new, LAST)
    assert back.text == LAST
    assert any("patrol" in part for part in back.added)
    assert (merged.clashes, merged.kept, back.clashes, back.kept) == ((), (), (), ())
