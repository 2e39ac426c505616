"""The words of a text as plain objects: everything must be as spaCy has it."""

from __future__ import annotations

import gc

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import tokens as spacy_tokens

from stateofplay.language.pipeline import load
from stateofplay.language.tokens import Doc, Span, Token, morph_of
from stateofplay.service.reading import read

TEXTS = (
    "",
    "Talks",
    "Norway’s envoy, Anna Berg, said on 5 May that the talks “will not\nresume” unless two of the captives are freed.",
    "OSLO — The sides met.  They didn't agree!\n\nWhat the mediators had hoped for, Berg noted, was a 30-day truce.",
    "🙂 Ça va? مرحبا (in Oslo)\r\nNew line; the U.N. waits...",
)
PLAIN = (
    "text lower_ lemma_ pos_ tag_ dep_ ent_type_ idx whitespace_ is_space is_punct is_alpha is_lower is_upper is_title is_stop "
    "like_num"
).split()
ENGLISH = spacy.blank("en").vocab
LINKED = ("head", "left_edge", "right_edge")
MANY = ("children", "subtree", "ancestors")
FEATURES = ("Tense", "VerbForm", "Number", "PronType", "Case")


@pytest.mark.parametrize("text", TEXTS)
def test_a_parsed_text_is_as_spacy_has_it(text: str) -> None:
    theirs = load()(text)
    ours = Doc(theirs)
    assert (len(ours), ours.text) == (len(theirs), theirs.text)
    same_words(theirs, ours)
    assert [_facts(s) for s in ours.sents] == [_facts(s) for s in theirs.sents]
    assert [_facts(e) for e in ours.ents] == [_facts(e) for e in theirs.ents]


@st.composite
def trees(draw: st.DrawFn) -> spacy_tokens.Doc:
    """Random trees of a few words, bare marks and spaces among them. No branches cross: spaCy loses words where they do."""
    words = draw(st.lists(st.sampled_from(("talks", "Oslo", ",", "—", "\n", "5")), min_size=1, max_size=12))
    heads = list(range(len(words)))
    waiting = [(0, len(words), draw(st.integers(0, len(words) - 1)))]
    while waiting:
        start, end, top = waiting.pop()
        for low, high in ((start, top), (top + 1, end)):
            cut = draw(st.integers(low, high))
            for first, last in ((low, cut), (cut, high)):
                if first < last:
                    child = draw(st.integers(first, last - 1))
                    heads[child] = top
                    waiting.append((first, last, child))
    deps = ["root" if head == place else "dep" for place, head in enumerate(heads)]
    return spacy_tokens.Doc(ENGLISH, words=words, heads=heads, deps=deps)


@given(trees(), st.data())
def test_any_tree_is_as_spacy_has_it(theirs: spacy_tokens.Doc, data: st.DataObject) -> None:
    ours = Doc(theirs)
    same_words(theirs, ours)
    start = data.draw(st.integers(-2, len(ours) - 1))
    end = data.draw(st.integers(start + 1, len(ours) + 2))
    assert _facts(ours[start:end]) == _facts(theirs[start:end])
    if len(ours[start:end]):
        assert ours[start:end].root.i == theirs[start:end].root.i
        assert ours[start:end].sent.start == theirs[start:end].sent.start


def same_words(theirs: spacy_tokens.Doc, ours: Doc) -> None:
    for token, word in zip(theirs, ours, strict=True):
        assert [getattr(word, name) for name in PLAIN] == [getattr(token, name) for name in PLAIN]
        assert [getattr(word, name).i for name in LINKED] == [getattr(token, name).i for name in LINKED]
        assert [[t.i for t in getattr(word, name)] for name in MANY] == [
            [t.i for t in getattr(token, name)] for name in MANY
        ]
        assert [word.morph.get(f) for f in FEATURES] == [token.morph.get(f) for f in FEATURES]
        assert word.sent.start == token.sent.start
        assert word.is_sent_start == bool(token.is_sent_start)
        assert [word.is_ancestor(w) for w in ours] == [token.is_ancestor(t) for t in theirs]


def _facts(span: Span | spacy_tokens.Span) -> tuple[object, ...]:
    bounds = (span.start_char, span.end_char) if len(span) else ()
    return span.start, span.end, *bounds, span.text, span.label_, *(t.i for t in span)


def test_names_inside_a_run() -> None:
    theirs = load()("Anna Berg of Norway met Omar Haddad of Sweden in Geneva.")
    ours = Doc(theirs)
    assert theirs.ents
    for start in range(len(ours)):
        for end in range(start + 1, len(ours) + 1):
            expected = [(e.start, e.end) for e in theirs[start:end].ents]
            assert [(e.start, e.end) for e in ours[start:end].ents] == expected


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_spans_by_characters(mode: str) -> None:
    theirs = load()("The two sides met in Oslo.")
    ours = Doc(theirs)
    for start in range(len(theirs.text)):
        for end in range(start + 1, len(theirs.text) + 2):
            expected = theirs.char_span(start, end, alignment_mode=mode)
            found = ours.char_span(start, end, alignment_mode=mode)
            assert (found is None) == (expected is None)
            if found is not None and expected is not None:
                assert _facts(found) == _facts(expected)


@pytest.mark.parametrize("text", [*TEXTS, " Talks  resume \n\nin  Oslo. "])
def test_the_word_at_a_place_is_the_one_that_spacy_finds(text: str) -> None:
    theirs = load()(text)
    ours = Doc(theirs)
    for offset in range(-1, len(text) + 2):
        expected = theirs.char_span(offset, offset + 1, alignment_mode="expand") if offset >= 0 else None
        found = ours.word_at(offset)
        assert (found.i if found else None) == (expected[0].i if expected is not None and len(expected) else None)


def test_the_words_of_a_run_in_small_letters() -> None:
    doc = Doc(load()("The talks, the Talks."))
    assert doc[0:5].lowers == {"the", "talks", ","}
    assert doc.sents[0].lowers is doc[0].sent.lowers


def test_a_sentence_asks_whatever_stands_behind_its_question_mark() -> None:
    doc = Doc(load()("Will Chad sign? It will not.\n\n“Who would?”\n\nNobody asked “why?” of the envoy of Norway."))
    assert [sentence.asks for sentence in doc.sents] == [True, False, True, False]


def test_a_word_is_one_object() -> None:
    doc = Doc(load()("Norway hosted the talks."))
    token = doc[1]
    assert isinstance(token, Token)
    assert doc[0].head is token
    assert token.head is token
    assert doc[1:3][0] is token is doc[0:2][-1]
    assert next(iter(doc.sents))[1:][0] is token
    assert doc[0].nbor() is token is doc[2].nbor(-1)


def test_places_outside_the_text_are_errors() -> None:
    doc = Doc(load()("Norway hosted the talks."))
    for place in (len(doc), -len(doc) - 1):
        with pytest.raises(IndexError):
            doc[place]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[len(doc) - 1].nbor()
    with pytest.raises(IndexError):
        doc[0:2][2]


def test_equal_runs_are_equal() -> None:
    doc = Doc(load()("Norway hosted the talks."))
    other = Doc(load()("Norway hosted the talks."))
    assert doc[0:2] == doc[0:2]
    assert doc[0:2] != doc[0:3]
    assert doc[0:2] != other[0:2]
    assert len({doc[0:2], doc[0:2], doc[1:2]}) == 2


def test_a_text_without_a_parse_is_one_sentence() -> None:
    doc = Doc(spacy.blank("en")("Talks resumed. Nobody came."))
    assert not doc.has_annotation("DEP")
    assert [(s.start, s.end) for s in doc.sents] == [(0, len(doc))]
    assert all(t.head is t and not t.children for t in doc)


def test_features_may_have_several_values() -> None:
    features = morph_of("PronType=Int,Rel|Number=Sing")
    assert features.get("PronType") == ["Int", "Rel"]
    assert "PronType=Rel" in features
    assert "PronType=Dem" not in features
    assert "Gender=Fem" not in features
    assert features.get("Gender", ["Com"]) == ["Com"]
    assert morph_of("_").get("Number") == []


@pytest.mark.slow
def test_a_page_that_is_read_leaves_no_word_to_the_collector() -> None:
    """Words hold each other: to find them it would look at all that is young, and now and then at all that lives."""
    page = b"Norway and Chad met in Geneva on Monday. Chad demands a truce, its envoy, Idris Saleh, said. Norway refused it."
    read(page)
    gc.collect()
    gc.disable()
    try:
        before = _words_alive()
        assert list(read(page).claims())
        assert _words_alive() == before
    finally:
        gc.enable()


def _words_alive() -> int:
    return sum(isinstance(thing, Token | Doc | Span) for thing in gc.get_objects())
