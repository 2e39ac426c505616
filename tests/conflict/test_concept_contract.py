"""Every concept of the readable engine meets the contract."""

from __future__ import annotations

import pytest

from stateofplay.conflict import Concept, analyse, load_case
from stateofplay.conflict.oracle import add_concept, stability
from stateofplay.conflict.oracle.further import is_seq_or_sim
from stateofplay.errors import ConflictError
from stateofplay.testing.concepts import ConceptContract


class TestNash(ConceptContract):
    decide = staticmethod(stability.is_nash)
    implies = ("SSEQ", "SEQ", "SMR", "GMR")


class TestGmr(ConceptContract):
    decide = staticmethod(stability.is_gmr)
    implied_by = ("NASH", "SEQ", "SMR", "SSEQ")


class TestSmr(ConceptContract):
    decide = staticmethod(stability.is_smr)
    implied_by = ("NASH", "SSEQ")
    implies = ("GMR",)


class TestSeq(ConceptContract):
    decide = staticmethod(stability.is_seq)
    implied_by = ("NASH", "SSEQ")
    implies = ("GMR",)


class TestSseq(ConceptContract):
    decide = staticmethod(stability.is_sseq)
    implied_by = ("NASH",)
    implies = ("SEQ", "SMR")


class TestSim(ConceptContract):
    decide = staticmethod(stability.is_sim)
    implied_by = ("NASH",)
    option_form_only = True


class TestSimB(ConceptContract):
    decide = staticmethod(stability.is_sim_b)
    implied_by = ("NASH", "SEQ")
    option_form_only = True


class TestSeqOrSim(ConceptContract):
    decide = staticmethod(is_seq_or_sim)
    implied_by = ("NASH", "SEQ")


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("prisoners-dilemma", (1, 4)),
        ("syria-iraq-1975", (6,)),
        ("garrison-diversion-unit", (2, 3, 11, 17, 18, 21, 22)),
    ],
)
def test_published_row_of_its_own(name: str, published: tuple[int, ...]) -> None:
    assert analyse(load_case(name), ["SEQ_OR_SIM"]).equilibria("SEQ_OR_SIM") == published


def test_a_contract_that_fails_says_so() -> None:
    class Liar(ConceptContract):
        decide = staticmethod(lambda graph, i, s: not graph.R(i, s))
        implied_by = ("NASH",)

    with pytest.raises(AssertionError):
        Liar().test_it_stands_where_it_says_among_the_others()

    class Stubborn(ConceptContract):
        decide = staticmethod(lambda graph, i, s: True)

    with pytest.raises(AssertionError, match="everything stable"):
        Stubborn().test_it_stands_where_it_says_among_the_others()


@pytest.mark.parametrize("wrong", ["SEQ", "lower", "L 2"])
def test_ids_that_cannot_be_taken(wrong: str) -> None:
    with pytest.raises(ConflictError) as caught:
        add_concept(Concept(id=wrong, name="mine", definition="", source=""), lambda graph, i, s: True)
    assert caught.value.slug == "conflict.concept_known"
