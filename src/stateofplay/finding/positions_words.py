"""Words of bargaining: which predicate puts its holder for, against or in two minds about what stands in which slot.

Lines read ``lemmas | stance | slots``; slots are those of `attribution.cues`. The first filled slot gives the issue.
"""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.finding.inflections import by_noun_form, by_verb_form
from stateofplay.model import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A predicate of bargaining; `sure` is the confidence of a position read off it."""

    lemma: str
    stance: Stance
    slots: tuple[str, ...]
    sure: float = 0.7


def _table(lines: str, sure: float) -> dict[str, Predicate]:
    found: dict[str, Predicate] = {}
    for line in lines.strip().splitlines():
        lemmas, stance, slots = (part.strip() for part in line.split("|"))
        for lemma in lemmas.split():
            found[lemma] = Predicate(lemma=lemma, stance=Stance(stance), slots=tuple(slots.split()), sure=sure)
    return found


VERBS: dict[str, Predicate] = _table(
    """
    support back favor favour endorse embrace champion      | supports  | obj
    welcome accept approve adopt honor honour ratify        | supports  | obj
    advocate                                                | supports  | for obj
    agree consent                                           | supports  | to on that
    commit                                                  | supports  | to
    prefer                                                  | supports  | to obj
    demand                                                  | demands   | that to obj
    insist                                                  | demands   | on that
    require                                                 | demands   | obj to that
    want                                                    | demands   | to obj
    need                                                    | demands   | obj to
    seek                                                    | demands   | obj to
    call                                                    | demands   | for to
    appeal plead                                            | demands   | for to
    ask                                                     | demands   | for to
    urge press push exhort implore pressure                 | demands   | to for
    challenge                                               | demands   | to
    request                                                 | demands   | obj that
    lobby campaign                                          | demands   | for to
    oppose reject resist veto block dismiss rebuff spurn    | opposes   | obj
    condemn criticize criticise denounce decry              | opposes   | obj for
    refuse decline                                          | opposes   | to obj
    object                                                  | opposes   | to
    balk baulk                                              | opposes   | at
    offer                                                   | offers    | to obj
    promise pledge vow                                      | offers    | to obj of
    propose                                                 | proposes  | that to obj
    suggest                                                 | proposes  | obj
    float moot tout                                         | proposes  | obj
    consider weigh mull contemplate ponder explore study    | considers | obj
    hint                                                    | considers | at
    threaten                                                | threatens | to with obj that
    """,
    0.75,
)
"""Verbs."""

NOUNS: dict[str, Predicate] = _table(
    """
    demand call request plea appeal                         | demands   | that for to
    insistence                                              | demands   | on that
    support backing endorsement approval advocacy           | supports  | for of
    acceptance                                              | supports  | of
    commitment                                              | supports  | to
    opposition resistance objection                         | opposes   | to
    rejection                                               | opposes   | of
    refusal reluctance unwillingness                        | opposes   | to
    offer promise pledge                                    | offers    | of to
    willingness readiness preparedness                      | offers    | to
    proposal                                                | proposes  | for to of that
    openness interest                                       | considers | to in
    threat                                                  | threatens | of to
    """,
    0.65,
)
"""Nouns; the holder is their owner or the subject of the verb that makes them ("expressed support for")."""

ADJECTIVES: dict[str, Predicate] = _table(
    """
    ready prepared willing                                  | offers    | to for
    open                                                    | considers | to
    supportive                                              | supports  | of
    committed                                               | supports  | to
    opposed hostile                                         | opposes   | to
    unwilling reluctant                                     | opposes   | to
    """,
    0.65,
)
"""Adjectives and participles after a copula."""

FLIPPED: dict[Stance, Stance | None] = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.OFFERS: Stance.OPPOSES,
    Stance.CONSIDERS: Stance.OPPOSES,
    Stance.PROPOSES: None,
    Stance.DEMANDS: None,
    Stance.OPPOSES: Stance.SUPPORTS,
    Stance.THREATENS: None,
}
"""What a negation makes of a stance; None where nothing follows ("does not demand")."""

NEGATED_WANT = frozenset({"want", "need", "accept", "seek"})
"""Verbs whose negation opposes: "does not want a truce"."""

REFUSED_COPULAS = frozenset(
    "unacceptable inconceivable unthinkable impossible non-starter nonstarter illegitimate intolerable".split()
)
"""Predicates by which a speaker refuses their subject."""

REQUIRED_COPULAS = frozenset("essential necessary vital crucial imperative indispensable paramount needed".split())
"""Predicates by which a speaker demands their subject."""

RED_LINES = (
    "non-negotiable", "nonnegotiable", "not negotiable", "red line", "ruled out", "rules out", "rule out", "ruling out", "never accept",
    "out of the question", "inconceivable", "not up for negotiation", "not tolerate", "will not accept any", "would not accept any",
    "under no circumstances", "never agree", "no compromise on", "off the table", "unacceptable under any",
)
"""Words that say a position cannot be moved."""

DEONTIC = frozenset({"must", "should", "ought"})
"""Auxiliaries of duty: in somebody's statement, what others must do is that speaker's demand."""

LIGHT_NOUNS = frozenset(
    "idea possibility option prospect notion conclusion number series kind form set package round resumption range".split()
)
"""Nouns that hand on to what follows their "of"."""

VERB_FORMS = by_verb_form(VERBS)
NOUN_FORMS = by_noun_form(NOUNS)
LIGHT_FORMS = frozenset(by_noun_form(dict.fromkeys(LIGHT_NOUNS, True)))
"""The tables above keyed by every form of their words."""
