"""What the report of an analysis says: the model in words, verdicts grouped by reason, proofs told or said to be missing."""

from __future__ import annotations

import re

import pytest

from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Graded,
    Option,
    PreferenceReading,
    PreferenceStatement,
    Ranking,
    Rule,
    Statements,
    StateText,
    Weights,
    analyse,
)
from stateofplay.conflict.model.generated import even_conflict, random_conflict
from stateofplay.exchange.analysis_page.content import explain_states, tell_equilibria, tell_model, words_of
from stateofplay.exchange.analysis_page.html import to_html
from stateofplay.exchange.analysis_page.text import to_markdown, why

FISH = Conflict(
    name="Fishing rights",
    note="Our own example.",
    decision_makers=(
        DecisionMaker(
            id="isle",
            name="The Isle",
            preference=Statements.of(
                PreferenceStatement(formula="not patrol", note="said in May", evidence=("claim-3",)),
                ["licence", PreferenceStatement(formula="quota if licence", strength=2)],
            ),
        ),
        DecisionMaker(id="coast", name="The Coast", preference=Weights.of({"licence": -2, "patrol": -1, "quota": 1})),
        DecisionMaker(id="third", name="A bystander"),
    ),
    options=(
        Option(id="patrol", owner="isle", name="Send patrols", evidence=("claim-1",)),
        Option(id="licence", owner="coast", name="Sell licences", direction="to_yes"),
        Option(id="quota", owner="coast", name="Cut the quota"),
    ),
    infeasible=(Rule(formula="patrol and licence", note="patrols end all sales"),),
    states=(StateText(options="NNN", name="the old quarrel", note="As it was for years."),),
    status_quo="NNN",
)


def test_the_model_in_words() -> None:
    model = tell_model(FISH)
    assert (model.name, model.size, model.status_quo) == ("Fishing rights", 6, "state 1 (the old quarrel)")
    isle, coast, third = model.parties
    assert [option.text for option in coast.options] == ["Sell licences (once taken it stays)", "Cut the quota"]
    assert isle.options[0].evidence == ("claim-1",)
    assert isle.wants == "wishes, the most important first"
    assert [wish.text for wish in isle.wishes] == [
        "not “Send patrols”",
        "“Sell licences” (one of several that count alike)",
        "“Cut the quota” if “Sell licences” (one of several that count alike) (strength 2)",
    ]
    assert (isle.wishes[0].note, isle.wishes[0].evidence) == ("said in May", ("claim-3",))
    assert coast.wants == "states from best to worst"
    (order,) = coast.wishes
    assert order.text.split(" > ")[0] == "4", "only the quota cut is best for the coast"
    assert (third.wants, third.wishes, third.options) == ("no preference is given", (), ())
    assert [(rule.text, rule.note) for rule in model.rules] == [
        ("never: “Send patrols” and “Sell licences”", "patrols end all sales")
    ]


def test_long_rankings_are_cut_aloud() -> None:
    big = even_conflict(6, 2)
    ranked = big.with_preferences({"d1": Ranking.of([str(k) for k in range(1, 65)])})
    (order,) = tell_model(ranked).parties[0].wishes
    assert order.text.endswith("> and 48 more places")
    alike = big.with_preferences({"d1": Ranking((tuple(map(str, range(1, 64))), ("64",)))})
    assert tell_model(alike).parties[0].wishes[0].text == "1 = 2 = 3 = 4 = 5 = 6 = 7 = 8 = 55 more > 64"


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("patrol iff not (licence or quota)", "“Send patrols” iff (not (“Sell licences” or “Cut the quota”))"),
        ("between(1, 2, patrol, licence, quota)", "between(1, 2, “Send patrols”, “Sell licences”, “Cut the quota”)"),
        ("true", "true"),
    ],
)
def test_formulas_with_names(formula: str, words: str) -> None:
    from stateofplay.conflict import parse_formula

    said = words_of(FISH, parse_formula(formula, FISH.vocabulary))
    assert re.sub(r"[()]", "", said) == re.sub(r"[()]", "", words)


def test_one_reason_is_told_once_for_all_its_concepts() -> None:
    for seed in range(8):
        conflict = random_conflict(seed, most_options=4)
        analysis = analyse(conflict, ("NASH", "GMR", "SMR", "SEQ", "SSEQ"))
        for one in explain_states(analysis):
            for number, verdicts in enumerate(one.parties):
                told = [concept for ground in verdicts.grounds for concept in ground.concepts]
                assert sorted(told) == sorted(analysis.concepts), "each concept once"
                assert len({(g.sentence, g.lines) for g in verdicts.grounds}) == len(verdicts.grounds)
                for ground in verdicts.grounds:
                    for concept in ground.concepts:
                        assert ground.stable == analysis.is_stable(concept, conflict.dm_ids[number], f"#{one.state.id}")


def test_all_states_of_a_small_model_and_the_best_held_of_a_large_one() -> None:
    assert len(explain_states(analyse(FISH, ("NASH",)))) == 6
    analysis = analyse(even_conflict(9, 3), ("NASH", "GMR"))
    chosen = explain_states(analysis, most=10)
    assert len(chosen) == 10
    assert set(analysis.equilibria("NASH")[:10]) <= {one.state.id for one in chosen}
    assert [one.state.id for one in explain_states(analysis, [7, 3])] == [7, 3]


def test_many_grounds_are_counted_after_so_many() -> None:
    analysis = analyse(even_conflict(10, 2), ("GMR",))
    grounds = [
        ground
        for one in explain_states(analysis, range(1, 40), most_grounds=4)
        for verdicts in one.parties
        for ground in verdicts.grounds
        if ground.lines
    ]
    assert max(len(ground.lines) for ground in grounds) == 5
    cut = next(ground.lines[-1] for ground in grounds if len(ground.lines) == 5)
    assert re.search(r"more (improvements|answers)|one more|One more", cut), cut


def test_progress_is_told_and_may_stop() -> None:
    steps: list[tuple[str, int, int]] = []
    explain_states(analyse(FISH, ("NASH",)), progress=lambda *step: steps.append(step))
    assert steps[-1] == ("proofs", 6, 6)

    def stop(text: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        to_html(analyse(FISH, ("NASH",)), progress=stop)


def test_equilibria_with_definition_and_source() -> None:
    nash, mr = tell_equilibria(analyse(FISH, ("NASH", "MR_2")))
    assert nash.ids == analyse(FISH, ("NASH",)).equilibria("NASH")
    assert nash.states[0].startswith("state ")
    assert (nash.literature, mr.literature) == (False, True)
    assert "Zeng" in mr.source


def test_every_kind_of_proof_is_told_with_its_lines() -> None:
    analysis = analyse(FISH, ("SEQ", "NM_ORDER", "MR_3", "CMR_3", "MAXIMIN_2"))
    told = [
        (concept, ground)
        for one in explain_states(analysis)
        for verdicts in one.parties
        for ground in verdicts.grounds
        for concept in ground.concepts
    ]
    assert all("No proof is shown" not in ground.sentence for _, ground in told)
    assert all(ground.sentence.endswith(".") for _, ground in told)
    for concept in analysis.concepts:
        assert any(ground.lines for c, ground in told if c == concept), concept
    for _, ground in told:
        assert len(ground.lines) <= 9
        assert all(line.endswith(".") for line in ground.lines)


def test_a_verdict_without_a_proof_says_so() -> None:
    names = [FISH.space.label(k) for k in range(len(FISH.space))]
    graded = FISH.with_preferences({dm: Graded.of(names, [1, 2, 1, 2, 1]) for dm in FISH.dm_ids})
    analysis = analyse(graded, ("SEQ",), reading=PreferenceReading.of("weak"))
    sentences = [g.sentence for one in explain_states(analysis) for p in one.parties for g in p.grounds]
    assert all("No proof is shown" in sentence for sentence in sentences)
    assert "No proof is shown" in to_html(analysis)


def test_why_names_the_grounds_once() -> None:
    lines = why(analyse(FISH, ("NASH", "GMR")), 1)
    assert lines[0] == "state 1 (the old quarrel)"
    assert all(line.startswith(("NASH", "GMR", "    ")) for line in lines[1:])


def test_both_forms_tell_notes_evidence_and_notices() -> None:
    analysis = analyse(FISH)
    page, text = to_html(analysis, source="fish.toml"), to_markdown(analysis, source="fish.toml")
    for words in (
        "Our own example.",
        "said in May",
        "claim-3",
        "claim-1",
        "patrols end all sales",
        "fish.toml",
        "A bystander has no preference, so every state is stable for A bystander.",
    ):
        assert words in page
        assert words.replace("-", "-") in text.replace("\\", "")
    assert "As it was for years." in page
