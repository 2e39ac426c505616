"""The mood of a predicate taken by itself: auxiliaries, negation, adverbs, marks and modifiers, blind to what governs it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stateofplay.language import modality_words as words
from stateofplay.language.clauses import child
from stateofplay.language.modality_words import WordEffect
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CLAUSE_DEPS = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl", "parataxis"})
_RANK = {EventStatus.HAPPENED: 0, EventStatus.PLANNED: 1, EventStatus.HYPOTHETICAL: 2, EventStatus.DENIED: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """How a predicate is put forward."""

    status: EventStatus
    negated: bool = False
    future: bool = False
    conditional: bool = False
    """Inside a condition ("if X attacks") or with one ("would come only if")."""
    past: bool = False
    """Finite past or perfect."""
    supposed: bool = False
    """Only wanted, weighed, asked for, threatened or possible."""
    attributed: bool = False
    """So according to somebody: reported speech, an accusation, "allegedly"."""
    counterfactual: bool = False
    """Said of what did not come about: "would have", "almost", "had they signed"."""
    background: bool = False
    """Told as what lies before the story: past perfect."""


def _has_no(noun: Token) -> bool:
    """ "under no circumstances", "in no way"."""
    return any(d.lower_ == "no" and d.relation in ("det", "advmod") for d in noun.children)


def is_negated(token: Token) -> bool:
    """Tell whether the predicate `token` itself is negated ("will not attend", "no talks", "never met")."""
    for c in token.children:
        dep = c.relation
        if c.lower_ in words.NEGATORS and dep in ("advmod", "det", "cc", "mark", "case", "neg"):
            # "not only signed but ..." did sign.
            following = c.doc[c.i + 1] if c.i + 1 < len(c.doc) else None
            if following is not None and following.lower_ in words.MERELY and c.lower_ == "not":
                continue
            return True
        if dep in ("advmod", "det") and "Neg" in c.morph.get("Polarity", []):
            return True
        if dep in ("obl", "advmod") and c.i < token.i and c.lower_ in words.NO_WAYS and _has_no(c):
            return True
        if c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no":
            return True
        if dep == "nsubj":
            if c.lower_ in words.NEGATIVE_PRONOUNS:
                return True
            if any(
                d.lower_ in words.NEGATIVE_DETERMINERS and d.relation in ("det", "cc", "advmod") for d in c.children
            ):
                return True
    return False


def is_nominal(node: Token) -> bool:
    return node.pos_ in _NOMINAL and child(node, "cop", "aux") is None and node.relation not in _CLAUSE_DEPS


def weaken(mood: Modality, status: EventStatus) -> Modality:
    """Take the less certain of the status so far and `status`."""
    if _RANK[status] <= _RANK[mood.status]:
        return mood
    return replace(
        mood,
        status=status,
        supposed=mood.supposed or status is EventStatus.HYPOTHETICAL,
        future=mood.future or status is EventStatus.PLANNED,
    )


def own_mood(token: Token) -> Modality:
    mood = Modality(status=EventStatus.HAPPENED)
    if is_nominal(token):
        return modified(token, mood)
    return clause_mood(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tense:
    """What the auxiliaries of a verb and its own form say."""

    auxiliaries: tuple[str, ...]
    future: bool
    possible: str
    """The auxiliary that makes it only possible ("would", "may"), if any."""
    perfect: bool
    past: bool


def clause_mood(verb: Token) -> Modality:
    """Mood of a clause from its auxiliaries, adverbs, marks and conditions; blind to what governs it."""
    tense = _tense(verb)
    negated = _is_negated_here(verb)
    adverbs = {c.lower_ for c in verb.children if c.relation == "advmod"}
    conditional = _is_conditional(verb, tense)
    would_report = tense.possible in words.REPORTING_AUXILIARIES and not tense.perfect and _is_reported_in_past(verb)
    counterfactual = _is_counterfactual(verb, tense, adverbs, negated=negated)
    supposed = bool(tense.possible) and not (would_report and not conditional)
    if negated:
        status = _status_of_negation(verb, tense, adverbs)
    elif supposed or conditional or counterfactual or adverbs & words.UNSURE_ADVERBS or _is_open_question(verb):
        status = EventStatus.HYPOTHETICAL
    elif tense.future or would_report or _is_to_be(verb):
        status = EventStatus.PLANNED
    elif _is_command(verb):
        status = EventStatus.HYPOTHETICAL
    elif any(c.lower_ in words.INSTEAD_MARKS and c.relation in ("mark", "case", "cc") for c in verb.children):
        status = EventStatus.DENIED
    else:
        status = EventStatus.HAPPENED
    return Modality(
        status=status,
        negated=negated,
        future=tense.future or would_report or status is EventStatus.PLANNED,
        conditional=conditional,
        past=tense.past,
        supposed=status is EventStatus.HYPOTHETICAL or supposed,
        attributed=bool(adverbs & words.HEARSAY_ADVERBS),
        counterfactual=counterfactual,
        background="had" in tense.auxiliaries and tense.perfect,
    )


def _tense(verb: Token) -> _Tense:
    future, possible, perfect, past = False, "", False, False
    auxiliaries = tuple(_auxiliaries(verb))
    for word in auxiliaries:
        if word in words.FUTURE_AUXILIARIES:
            future = True
        elif word in words.POSSIBLE_AUXILIARIES and not (word in words.SHORT_WOULD and is_participle(verb)):
            possible = word
        elif word in words.PERFECT_AUXILIARIES:
            perfect = True
        if word in words.PAST_AUXILIARIES or (word in words.PERFECT_AUXILIARIES and not possible):
            past = True
    passive_now = is_participle(verb) and any(word in words.PRESENT_AUXILIARIES for word in auxiliaries)
    if "Past" in verb.morph.get("Tense", []) and not possible and not future and not passive_now:
        past = True
    return _Tense(auxiliaries=auxiliaries, future=future, possible=possible, perfect=perfect, past=past)


def _is_negated_here(verb: Token) -> bool:
    """Whether a verb is negated by a word of its own, by one right before it, or with the verb whose auxiliary it shares."""
    if is_negated(verb) or any(t.lower_ in words.NEGATIVE_PARTICLES for t in _words_before(verb)[:2]):
        return True
    return verb.dep_ == "conj" and shares_auxiliaries(verb) and is_negated(verb.head)


def _is_conditional(verb: Token, tense: _Tense) -> bool:
    """Whether a verb stands in a condition, or before one that its own tense leaves open."""
    if has_condition_mark(verb) or _is_inverted_condition(verb) or _goes_on_with_condition(verb):
        return True
    return bool(tense.future or tense.possible or not tense.past) and _condition_hangs_on(verb)


def _is_counterfactual(verb: Token, tense: _Tense, adverbs: set[str], *, negated: bool) -> bool:
    """ "would have signed", "nearly signed", "as if it had signed"."""
    missed = tense.perfect and tense.possible in words.MISSED_AUXILIARIES and not negated
    return missed or bool(adverbs & words.NEARLY_ADVERBS) or _as_if(verb)


def _status_of_negation(verb: Token, tense: _Tense, adverbs: set[str]) -> EventStatus:
    """ "did not sign" denies it; "might not sign", "if they do not sign" leave it open."""
    unsettled = tense.possible in words.UNSETTLING_AUXILIARIES or has_condition_mark(verb)
    return EventStatus.HYPOTHETICAL if unsettled and "no longer" not in adverbs else EventStatus.DENIED


def _goes_on_with_condition(verb: Token) -> bool:
    """ "If X frees the crew and lifts the siege": the second verb, in the form of the first, is supposed with it."""
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    if first is verb or child(verb, "nsubj") is not None or not has_condition_mark(first):
        return False
    return first.pos_ == "VERB" and first.morph.get("Tense", []) == verb.morph.get("Tense", [])


def _auxiliaries(verb: Token) -> list[str]:
    """Auxiliaries of `verb`, from the parse and, where that has slipped, from the words right before it."""
    own = [c.lower_ for c in verb.children if c.relation in ("aux", "cop")]
    own += [t.lower_ for t in _words_before(verb) if t.lower_ in words.AUXILIARIES and t.lower_ not in own]
    if not own and verb.dep_ == "conj" and shares_auxiliaries(verb):
        return _auxiliaries(verb.head)
    return own


def _words_before(verb: Token) -> list[Token]:
    """The unbroken run of auxiliaries, negations and adverbs right before a verb."""
    run: list[Token] = []
    if verb.pos_ != "VERB":
        return run
    token = verb
    while not token.is_sent_start and token.i and len(run) < 6:
        token = token.nbor(-1)
        if token.lower_ not in words.AUXILIARIES and token.lower_ not in words.NEGATORS and token.pos_ != "ADV":
            break
        run.append(token)
    return run


def shares_auxiliaries(verb: Token) -> bool:
    """ "will meet X and sign Y": the second verb stands under the auxiliary of the first."""
    if child(verb, "nsubj", "mark") is not None or any(c.relation == "aux" for c in verb.children):
        return False
    if verb.head.pos_ not in ("VERB", "AUX"):
        return False
    form, above = verb.morph.get("VerbForm", []), verb.head.morph.get("VerbForm", [])
    if "Fin" in form and "Past" in verb.morph.get("Tense", []):
        return False
    return form == above or "Inf" in form or verb.tag_ == verb.head.tag_


def is_participle(verb: Token) -> bool:
    return "Part" in verb.morph.get("VerbForm", []) or verb.tag_ == "VBN"


def _is_to_be(verb: Token) -> bool:
    """ "The two are to meet", "is due to visit": a form of "be", perhaps a word of planning, and a bare "to"."""
    to = next((c for c in verb.children if c.relation in ("mark", "aux") and c.lower_ in words.DUE_MARKS), None)
    if to is None or (to.lower_ != "to" and not any(c.lower_ == "to" for c in to.children)):
        return False
    return any(c.relation in ("aux", "cop") and c.lemma_.lower() == "be" and c.i < to.i for c in verb.children)


def _is_command(verb: Token) -> bool:
    return "Imp" in verb.morph.get("Mood", []) and child(verb, "nsubj") is None


def _is_open_question(verb: Token) -> bool:
    if verb.relation not in ("root", "parataxis", "ccomp", "obj", "conj"):
        return False
    last = verb.sent[-1]
    while last.i > verb.sent.start and (last.is_space or last.text in "\"”’'»)"):
        last = last.nbor(-1)
    if last.text != "?":
        return False
    asking = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how")
    return not any(t.lower_ in asking for t in verb.doc[verb.sent.start : verb.i])


def has_condition_mark(verb: Token) -> bool:
    """Tell whether the clause headed by `verb` is itself a condition: "if", "unless", "whether", "in case"."""
    for c in verb.children:
        if c.relation in ("mark", "advmod", "case") and c.lower_ in words.CONDITION_MARKS:
            return True
        if c.relation in ("mark", "case") and c.lower_ in ("in", "on", "as"):
            fixed = " ".join([c.lower_, *(f.lower_ for f in c.children if f.dep_ == "fixed")])
            if fixed in words.CONDITION_PHRASES:
                return True
    return False


def _is_inverted_condition(verb: Token) -> bool:
    """ "Had they signed, ...", "Should Russia attack, ...", "Were it to leave, ..."."""
    sentence = verb.sent
    first = verb.doc[sentence.start]
    if not first.is_alpha and sentence.start + 1 < sentence.end:
        first = first.nbor(1)
    if first.lower_ in words.INVERTED_AUXILIARIES and first.i < verb.i:
        between = verb.doc[first.i : verb.i]
        rest = verb.doc[verb.i : sentence.end]
        opened = not any(t.is_punct for t in between) and any(t.text == "," for t in rest)
        if opened and any(t.lower_ in words.POSSIBLE_AUXILIARIES | words.FUTURE_AUXILIARIES for t in rest):
            return True
    if verb.relation not in ("advcl", "ccomp", "parataxis"):
        return False
    subject = child(verb, "nsubj")
    if subject is None or child(verb, "mark") is not None:
        return False
    return any(
        c.relation in ("aux", "cop") and c.lower_ in words.INVERTED_AUXILIARIES and c.i < subject.left_edge.i
        for c in verb.children
    )


def _condition_hangs_on(verb: Token) -> bool:
    return any(
        c.relation in ("advcl", "obl", "parataxis")
        and (has_condition_mark(c) or (c.relation == "advcl" and _is_inverted_condition(c)))
        and not _is_even(c)
        for c in verb.children
    )


def _is_even(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.i > 0 and mark.nbor(-1).lower_ == "even"


def _as_if(verb: Token) -> bool:
    marks = [c for c in verb.children if c.relation == "mark"]
    return any(m.lower_ in ("if", "though") and m.i > 0 and m.nbor(-1).lower_ == "as" for m in marks)


def _is_reported_in_past(verb: Token) -> bool:
    """ "said it would attend": a future told from the past, not a mere possibility."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    if node.dep_ not in ("ccomp", "root", "ROOT", "parataxis", "acl"):
        return False
    head = node.head
    if node.dep_ == "ccomp" and head.i != node.i:
        effect = words.VERB_EFFECT.get(words.lemma_of(head, words.GOVERNORS))
        return effect in (WordEffect.REPORT, WordEffect.PLAN) and (
            "Past" in head.morph.get("Tense", []) or head.tag_ in ("VBD", "VBN")
        )
    return any(
        c.dep_ == "parataxis"
        and words.VERB_EFFECT.get(words.lemma_of(c, words.GOVERNORS)) is WordEffect.REPORT
        and "Past" in c.morph.get("Tense", [])
        for c in node.children
    )


def modified(noun: Token, mood: Modality) -> Modality:
    """Mood of a noun that names an act, from its determiners, adjectives, participles and infinitives."""
    if is_negated(noun):
        mood = replace(weaken(mood, EventStatus.DENIED), negated=True)
    following = noun.doc[noun.i + 1 : noun.i + 3]
    if len(following) == 2 and following[0].head.i != noun.i and is_participle(following[0]):
        # "talks planned for October" where the parse has lost the participle.
        if following[1].lower_ in words.AFTER_DUE:
            mood = apply(_participle_effect(following[0]), mood, None)
    for c in noun.children:
        dep = c.relation
        lower, lemma = c.lower_, words.lemma_of(c, words.GOVERNORS)
        if dep == "det" and lower in words.ANY_DETERMINERS:
            mood = weaken(mood, EventStatus.HYPOTHETICAL)
        elif dep == "amod" or (dep == "compound" and lower == "draft"):
            if lower in words.SELDOM:
                mood = weaken(mood, EventStatus.DENIED)
            if lower not in words.JUDGEMENTS:
                effect = words.ADJECTIVE_EFFECT.get(lower) or words.ADJECTIVE_EFFECT.get(lemma) or _participle_effect(c)
                mood = apply(effect, mood, None)
        elif dep == "acl" and not c.dep_.endswith("relcl"):
            mood = _modified_by_clause(c, mood)
        elif c.dep_ == "acl:relcl" and any(
            a.relation == "aux" and a.lower_ in words.POSSIBLE_AUXILIARIES for a in c.children
        ):
            if not any(d.lower_ in words.KNOWN_DETERMINERS or d.relation == "nmod:poss" for d in noun.children):
                mood = weaken(mood, EventStatus.HYPOTHETICAL)
    return mood


def _participle_effect(token: Token) -> WordEffect | None:
    """ "the rejected talks", "a requested visit": the effect of the verb in a participle before the noun."""
    lower = token.lower_
    if not lower.endswith("ed"):
        return None
    for lemma in (lower[:-2], lower[:-1], lower[:-3]):
        effect = words.VERB_EFFECT.get(lemma)
        if effect is not None:
            return (
                effect
                if effect in (WordEffect.PREVENT, WordEffect.REFUTE, WordEffect.SUPPOSE, WordEffect.PLAN)
                else None
            )
    return None


def _modified_by_clause(clause: Token, mood: Modality) -> Modality:
    """ "talks planned for Monday", "a summit to be held in Oman", "a truce proposed by Egypt"."""
    infinitive = any(c.relation in ("mark", "aux") and c.lower_ == "to" for c in clause.children)
    lemma = words.lemma_of(clause, words.GOVERNORS)
    if infinitive and lemma in words.TAKING_PLACE:
        return weaken(mood, EventStatus.PLANNED)
    effect = words.ADJECTIVE_EFFECT.get(clause.lower_)
    if effect is None and is_participle(clause):
        effect = effect_of(clause, None)
        if effect not in (WordEffect.PLAN, WordEffect.SUPPOSE, WordEffect.PREVENT, WordEffect.REFUTE):
            effect = None
    return apply(effect, mood, None)


def effect_of(head: Token, node: Token | None) -> WordEffect | None:
    """The effect that `head` has on its dependant `node`: the longest key of head, particle and preposition."""
    lemma = words.lemma_of(head, words.GOVERNORS)
    if head.pos_ in ("NOUN", "PROPN"):
        return words.NOUN_EFFECT.get(lemma)
    if head.pos_ in ("ADJ", "ADV", "ADP"):
        case = child(node, "case") if node is not None else None
        return (
            (words.VERB_EFFECT.get(f"{lemma} {case.lower_}") if case is not None else None)
            or words.ADJECTIVE_EFFECT.get(head.lower_)
            or words.ADJECTIVE_EFFECT.get(lemma)
            or words.VERB_EFFECT.get(lemma)
        )
    particles = [c.lower_ for c in head.children if c.relation == "compound" and c.dep_.endswith("prt")]
    particles += [c.lower_ for c in head.children if c.relation == "advmod" and c.lower_ in words.PARTICLES]
    marker = ""
    if node is not None:
        marks = [c.lower_ for c in node.children if c.relation in ("case", "mark")]
        marker = " ".join(marks[:1])
    tries = [f"{lemma} {p} {marker}" for p in particles] + [f"{lemma} {p}" for p in particles]
    if marker:
        tries.append(f"{lemma} {marker}")
    for key in tries:
        if key in words.VERB_EFFECT:
            return words.VERB_EFFECT[key]
    if head.lower_ in words.ADJECTIVE_EFFECT and is_participle(head) and child(head, "obj") is None:
        return words.ADJECTIVE_EFFECT[head.lower_]
    return words.VERB_EFFECT.get(lemma)


def apply(effect: WordEffect | None, mood: Modality, governor: Modality | None) -> Modality:
    """Put the effect of a governor, itself in the mood `governor`, on the mood of what it governs."""
    negated = governor is not None and governor.negated
    unsure = governor is not None and governor.status is EventStatus.HYPOTHETICAL
    if effect is WordEffect.PLAN:
        if negated:
            return weaken(mood, EventStatus.DENIED)
        return weaken(mood, EventStatus.HYPOTHETICAL if unsure else EventStatus.PLANNED)
    if effect is WordEffect.SUPPOSE:
        if mood.status is EventStatus.DENIED:
            return replace(mood, status=EventStatus.HYPOTHETICAL, supposed=True)
        return weaken(mood, EventStatus.DENIED if negated else EventStatus.HYPOTHETICAL)
    if effect is WordEffect.PREVENT:
        if negated:
            return mood
        return weaken(mood, EventStatus.HYPOTHETICAL if unsure else EventStatus.DENIED)
    if effect is WordEffect.REFUTE:
        if mood.status is EventStatus.DENIED and not negated:
            return replace(mood, status=EventStatus.HYPOTHETICAL)
        return weaken(mood, EventStatus.HYPOTHETICAL if negated or unsure else EventStatus.DENIED)
    if effect is WordEffect.DOUBT:
        return weaken(mood, EventStatus.HYPOTHETICAL)
    if effect is WordEffect.REPORT:
        if negated:
            return weaken(mood, EventStatus.HYPOTHETICAL)
        return replace(mood, attributed=True)
    if effect is WordEffect.CARRY and governor is not None:
        return inherit(mood, governor)
    return mood


def inherit(mood: Modality, governor: Modality) -> Modality:
    weakened = weaken(mood, governor.status)
    return replace(
        weakened,
        past=mood.past or governor.past,
        negated=mood.negated or governor.negated,
        conditional=mood.conditional or governor.conditional,
        counterfactual=mood.counterfactual or governor.counterfactual,
        background=mood.background or governor.background,
    )
