"""TOML cut into its parts: whatever a person writes is put together again byte for byte, and no comment of an array is lost."""

from __future__ import annotations

import json
import tomllib

from hypothesis import assume, given
from hypothesis import strategies as st

from stateofplay.casework.redraft.toml_text import array_text, cut, cut_array, join
from tests.thoroughness import examples

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
BASIC = WORDS.map(lambda s: json.dumps(s, ensure_ascii=False))
LITERAL = WORDS.filter(lambda s: "'" not in s).map(lambda s: f"'{s}'")
LONG = WORDS.filter(lambda s: not set('"\\') & set(s)).map(lambda s: f'"""\n{s}\n# no comment\n[[option]]\n"""')
SCALAR = st.one_of(BASIC, LITERAL, LONG, st.integers(0, 9).map(str), st.just("true"))
COMMENT = WORDS.map(lambda s: f"# {s}.")


@st.composite
def arrays(draw: st.DrawFn) -> str:
    """An array on one line or many, with comments above, behind and at the end."""
    items = draw(st.lists(st.one_of(BASIC, LITERAL), max_size=4))
    text = "["
    for place, item in enumerate(items):
        text += f"\n  {draw(COMMENT)}\n" if draw(st.booleans()) else ""
        text += item + ("," if place < len(items) - 1 or draw(st.booleans()) else "")
        text += f" {draw(COMMENT)}\n" if draw(st.booleans()) else ""
    return text + (f"\n{draw(COMMENT)}\n]" if draw(st.booleans()) else "]")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A head, tables and sub-tables, with comments and blank lines wherever TOML lets them stand."""
    lines: list[str] = []
    gap = st.lists(st.one_of(COMMENT, st.just("")), max_size=2)
    inline = SCALAR.filter(lambda s: "\n" not in s).map(lambda s: f"{{ a = {s} }}")
    for number in range(draw(st.integers(0, 3))):
        lines += draw(gap)
        lines += [draw(st.sampled_from(["[[option]]", "[[ option ]]  # [[rule]]"]))] if number else []
        for key in range(draw(st.integers(0, 3))):
            lines += draw(gap)
            value = draw(st.one_of(SCALAR, arrays(), inline))
            lines.append(f"k{number}{key} = {value}" + draw(st.sampled_from(["", " # why", "  "])))
        lines += ["[option.weights]", "x = 1 # y"] if number and draw(st.booleans()) else []
    return "\n".join([*lines, *draw(gap)]) + "\n"


@examples(300)
@given(documents())
def test_what_is_cut_is_joined_byte_for_byte(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    parts = cut(text)
    assert join(parts) == text
    for piece in parts.blocks[0].pieces:
        assert piece.value() == data[piece.key]


@examples(300)
@given(arrays())
def test_no_element_and_no_comment_of_an_array_is_lost(array: str) -> None:
    try:
        value = tomllib.loads(f"x = {array}")["x"]
    except tomllib.TOMLDecodeError:
        assume(False)
    found = cut_array(f"x = {array}")
    assert found is not None
    elements, rest = found
    assert [element.value() for element in elements] == value
    again = array_text("x", elements, rest)
    assert tomllib.loads(again)["x"] == value
    told = [line.strip() for e in elements for line in (*e.above, e.suffix) if line.strip()] + list(rest)
    assert sorted(told) == sorted(comments_of(array))


def comments_of(array: str) -> list[str]:
    """The comments of an array, found by taking strings out first."""
    found, at = [], 0
    while at < len(array):
        if array[at] == '"':
            at += 1
            while array[at] != '"':
                at += 2 if array[at] == "\\" else 1
        elif array[at] == "'":
            at = array.index("'", at + 1)
        elif array[at] == "#":
            end = array.index("\n", at)
            found.append(array[at:end].strip())
            at = end
        at += 1
    return found
