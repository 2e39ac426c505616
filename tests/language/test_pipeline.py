"""The embedded pipeline: labels, sentences, names, offsets, and floors on the held-out treebanks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from tests.thoroughness import examples

from stateofplay.errors import LanguageError
from stateofplay.language.pipeline import load


def parse(text: str) -> Doc:
    return load()(text)


def relation(text: str, word: str) -> tuple[str, str]:
    token = next(token for token in parse(text) if token.text == word)
    return token.dep_, token.head.text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The minister said the talks would resume in Oslo.", "talks", ("nsubj", "resume")),
        ("The minister said the talks would resume in Oslo.", "resume", ("ccomp", "said")),
        ("The proposal was rejected by the rebels.", "proposal", ("nsubj:pass", "rejected")),
        ("The proposal was rejected by the rebels.", "rebels", ("obl:agent", "rejected")),
        ("The delegation will not attend the meeting.", "not", ("advmod", "attend")),
        ("They will sign if the army withdraws.", "withdraws", ("advcl", "sign")),
        ("They will sign if the army withdraws.", "if", ("mark", "withdraws")),
        ("The envoy's spokesman declined to comment.", "envoy", ("nmod:poss", "spokesman")),
        ("The envoy who led the talks resigned.", "led", ("acl:relcl", "envoy")),
        ("Both sides agreed to exchange prisoners.", "exchange", ("xcomp", "agreed")),
        ("The deal covers water and electricity.", "electricity", ("conj", "water")),
    ],
)
def test_relations_are_universal_dependencies(text: str, word: str, expected: tuple[str, str]) -> None:
    assert relation(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "lemma", "upos", "morph"),
    [
        ("The leaders said nothing.", "said", "say", "VERB", {"Tense": "Past", "VerbForm": "Fin"}),
        ("The talks collapsed.", "talks", "talk", "NOUN", {"Number": "Plur"}),
        ("They fought for years.", "fought", "fight", "VERB", {"Tense": "Past"}),
        ("Parties were invited.", "Parties", "party", "NOUN", {"Number": "Plur"}),
        ("They have withdrawn their offer.", "withdrawn", "withdraw", "VERB", {"VerbForm": "Part"}),
        ("She did not reply.", "not", "not", "PART", {"Polarity": "Neg"}),
        ("The ships were seized.", "seized", "seize", "VERB", {"Voice": "Pass"}),
    ],
)
def test_lemmas_and_features(text: str, word: str, lemma: str, upos: str, morph: dict[str, str]) -> None:
    token = next(token for token in parse(text) if token.text == word)
    assert (token.lemma_, token.pos_) == (lemma, upos)
    assert morph.items() <= token.morph.to_dict().items()


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. delegation left.", "It will return on Monday."],
        ["Talks were held in Washington, D.C. on Tuesday.", "No deal was reached."],
        ["J. R. Meyer met Gen. Okello at 9 a.m. on Friday.", "They shook hands."],
        ["“We are ready to talk,” the minister said.", "“But not at any price.”"],
        ["Who will attend?", "Nobody knows!", "The host is silent."],
    ],
)
def test_sentences_survive_news_text(sentences: list[str]) -> None:
    assert [span.text.strip() for span in parse(" ".join(sentences)).sents] == sentences


def test_a_line_break_ends_a_sentence() -> None:
    text = "Rebels walk out of talks\n\nThe mediator was surprised\nShe called a new round for Thursday."
    assert [span.text.strip() for span in parse(text).sents] == text.replace("\n\n", "\n").split("\n")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Norway invited Maria Jensen and Ahmed al-Rashid to Geneva.",
            {("Norway", "LOC"), ("Maria Jensen", "PERSON"), ("Ahmed al-Rashid", "PERSON"), ("Geneva", "LOC")},
        ),
        (
            "The United Nations and the European Union sent observers.",
            {("United Nations", "ORG"), ("European Union", "ORG")},
        ),
        ("The Russian delegation arrived in Istanbul.", {("Russian", "NORP"), ("Istanbul", "LOC")}),
    ],
)
def test_names(text: str, names: set[tuple[str, str]]) -> None:
    assert {(span.text, span.label_) for span in parse(text).ents} == names


TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("aeTsn .,'’“”\n\t-—$5é🙂‏\r\u2028")), st.characters(exclude_categories=("Cs",)),
    ),
    max_size=80,
)  # fmt: skip


@examples(60)
@given(TEXTS)
def test_any_text_becomes_trees_and_keeps_its_offsets(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    assert sum(len(span) for span in doc.sents) == len(doc)
    for span in doc.sents:
        words = [word for word in span if not word.is_space]
        assert all(word.head.sent == span for word in span)
        assert sum(word.dep_ == "root" for word in words) == (1 if words else 0)
        assert "\n" not in doc.text[words[0].idx : words[-1].idx] if words else True


def test_long_lines_are_read_in_windows_and_no_word_is_left_out() -> None:
    once = "The ministers met on Monday in Vienna and agreed on a date."
    doc = parse(" ".join([once] * 40))
    assert [span.text for span in doc.sents] == [once] * 40
    assert [span.root.text for span in doc.sents] == ["met"] * 40


def test_the_answers_do_not_depend_on_how_lines_are_batched() -> None:
    lines = [
        "Rebels refused the offer.",
        "The envoy will fly to Oslo on Friday.",
        "Talks may resume if the siege ends.",
    ]
    alone = [(word.text, word.dep_, word.head.text) for line in lines for word in parse(line)]
    together = [(word.text, word.dep_, word.head.text) for word in parse("\n".join(lines * 150)) if not word.is_space]
    assert together == alone * 150


def test_a_sentence_longer_than_a_window_is_cut_but_parsed() -> None:
    doc = parse("and ".join(["the ministers met "] * 120))
    assert all(word.dep_ and word.pos_ and word.lemma_ for word in doc)


def test_reading_twice_gives_the_same_answers() -> None:
    text = "Mediators hope that both sides will return to the table."
    assert parse(text).to_json() == parse(text).to_json()


def test_unknown_pipeline_is_one_clear_sentence() -> None:
    with pytest.raises(LanguageError, match="no_such_pipeline") as caught:
        load("no_such_pipeline")
    assert caught.value.slug == "language.missing"
    assert "embedded" in caught.value.hint


def test_pipeline_without_ud_labels_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    parser.add_label("dobj")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path / "other")
    with pytest.raises(LanguageError, match="nsubj") as caught:
        load(str(tmp_path / "other"))
    assert caught.value.slug == "language.labels"


FLOORS = {"ewt-test": (84.5, 95.5, 80.0), "gum-test": (86.5, 97.5, 98.0), "pud-test": (86.5, 95.5, 98.0)}
"""LAS, lemmas and sentence F1 on the slice that the test reads, a little below what was measured."""


@pytest.mark.parametrize("name", FLOORS)
def test_floors_on_held_out_treebanks(name: str, root: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "training"))
    import evaluate
    from treebank import read_conllu

    documents = read_conllu(shared / "treebanks" / f"{name}.conllu.xz")
    sample = [document[:4] for document in documents[:: max(1, len(documents) // 12)]][:12]
    rows = evaluate.measure_syntax(load(), sample)
    attachment, lemma, ends = FLOORS[name]
    assert rows["LAS"] >= attachment
    assert rows["lemma"] >= lemma
    assert rows["sentence F1"] >= ends
    for module in ("evaluate", "treebank", "sources", "names"):
        sys.modules.pop(module, None)
