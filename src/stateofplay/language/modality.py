"""Did it happen? Polarity, time and condition of a predicate, read before anything is coded.

"set to meet" is planned, "would only come if" and "is considering" are hypothetical, "will not attend" and "denied that it
struck" are denied; only what is left has happened. The words are in `modality_words`; the functions here walk the parse
from the predicate up through whatever governs it.
"""

from __future__ import annotations

from dataclasses import replace

from stateofplay.language import modality_words as words
from stateofplay.language.clauses import child, children, is_ranked
from stateofplay.language.modality_words import WordEffect
from stateofplay.language.moods import (
    Modality,
    apply,
    clause_mood,
    effect_of,
    inherit,
    is_negated,
    is_nominal,
    modified,
    own_mood,
    shares_auxiliaries,
    weaken,
)
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus

__all__ = ["Modality", "is_negated", "modality"]

_DEEPEST = 12
_OPEN = frozenset({EventStatus.PLANNED, EventStatus.HYPOTHETICAL})


def modality(token: Token) -> Modality:
    """Work out the modality of the predicate `token` (a verb, or a noun that names an act).

    Walks from the predicate up through the clauses and nouns that govern it; whatever above it plans, supposes or denies
    holds for it too. Reported speech ("said that") is transparent: what is said to have happened counts as happened, said by
    somebody.

    Returns
    -------
    Modality
        ``status`` is the strongest of denied, hypothetical, planned and happened that the walk meets. Cost: linear in the
        depth of the parse, at most a dozen steps, once for each word.
    """
    known: Modality | None = token.modality
    if known is None:
        known = token.modality = _modality(token)
    return known


def _modality(token: Token) -> Modality:
    mood = _near_governor(token, own_mood(token))
    if is_nominal(token):
        mood = _told_behind(token, mood)
    node = token
    for _ in range(_DEEPEST):
        if node.head.i == node.i:
            break
        step = _nominal_step(node, mood) if is_nominal(node) else _clausal_step(node, mood)
        if step is None:
            break
        mood = step
        node = node.head
        if mood.status is EventStatus.PLANNED and _is_time_of_a_wish(token, node):
            break
    if mood.status in _OPEN and is_nominal(token) and any(c.lower_ in words.STANDING for c in token.children):
        return replace(mood, status=EventStatus.HAPPENED)  # "an ongoing strike is expected to hurt": only the hurt is
    return mood


def _told_behind(noun: Token, mood: Modality) -> Modality:
    """What a clause behind a noun tells of it: "talks which will be held", "a summit that was called off"."""
    for clause in noun.children:
        subject = child(clause, "nsubj") if clause.dep_ == "acl:relcl" else None
        if subject is not None and subject.lower_ in words.RELATIVE:
            mood = _subject_step(noun, clause, clause_mood(clause), mood) or mood
    return mood


def _near_governor(token: Token, mood: Modality) -> Modality:
    """The governor right before a verb ("proposal to withdraw", "dreamt of annexing"), where the parse has lost it."""
    if token.i - 2 < token.sent.start or token.pos_ not in ("VERB", "AUX"):
        return mood
    link, governor = token.nbor(-1), token.nbor(-2)
    if link.lower_ not in words.LINKS or token.head.i == governor.i:
        return mood
    lemma = words.lemma_of(governor, words.GOVERNORS)
    if governor.pos_ == "VERB":
        effect = words.VERB_EFFECT.get(f"{lemma} {link.lower_}") or words.VERB_EFFECT.get(lemma)
    elif governor.pos_ in ("NOUN", "ADJ", "ADV", "ADP", "SCONJ"):
        effect = (
            words.NOUN_EFFECT.get(lemma) or words.ADJECTIVE_EFFECT.get(governor.lower_) or words.VERB_EFFECT.get(lemma)
        )
    else:
        return mood
    if effect in (WordEffect.PLAN, WordEffect.SUPPOSE, WordEffect.PREVENT) and (
        link.lower_ == "to" or "Ger" in token.morph.get("VerbForm", [])
    ):
        return apply(effect, mood, clause_mood(governor) if governor.pos_ == "VERB" else None)
    return mood


def _clausal_step(node: Token, mood: Modality) -> Modality | None:
    """Mood after stepping from a clause to what governs it; None where nothing above matters."""
    head, dep = node.head, node.relation
    if dep == "conj":
        # The second verb hangs under the governors of the first only where it shares its form ("plans to meet and sign").
        return mood if shares_auxiliaries(node) or (child(node, "nsubj") is None and not mood.past) else None
    if node.dep_ == "acl:relcl" and head.i + 1 < len(head.doc) and head.nbor(1).lower_ == "that":
        effect = words.NOUN_EFFECT.get(words.lemma_of(head, words.GOVERNORS))
        if effect in (WordEffect.SUPPOSE, WordEffect.REPORT, WordEffect.DOUBT, WordEffect.REFUTE):
            return apply(effect, mood, modified(head, Modality(status=EventStatus.HAPPENED)))
    if node.dep_ in ("acl:relcl", "advcl:relcl"):
        if any(c.lower_ in words.FREE_DETERMINERS and c.relation == "det" for c in head.children):
            return weaken(mood, EventStatus.HYPOTHETICAL) if not mood.past else None
        return None
    infinitive = _is_infinitive(node)
    if infinitive and _serves(node):
        return inherit(mood, clause_mood(head)) if head.pos_ == "VERB" else mood
    if dep in ("xcomp", "ccomp", "csubj", "acl") or (dep == "advcl" and _is_argument(node)):
        if dep == "acl" and not infinitive and child(node, "mark") is None and not _is_hoped_of(node):
            return None
        if dep == "acl" and infinitive and head.pos_ == "PROPN":
            return weaken(mood, EventStatus.PLANNED)
        if dep == "ccomp" and _yet_to(node, head):
            return weaken(mood, EventStatus.DENIED)
        return _governed_step(node, head, infinitive, mood)
    if dep == "advcl":
        return _adverbial_step(node, head, infinitive, mood)
    if dep == "parataxis":
        return mood
    return mood if dep in ("appos", "dislocated", "list") else None


def _serves(infinitive: Token) -> bool:
    """Whether something is used for what an infinitive tells: "used the speech to blame them", "used it to fire at them"."""
    over = infinitive.head
    if infinitive.relation == "acl" and over.relation == "obj":
        over = over.head
    elif infinitive.relation not in ("advcl", "xcomp"):
        return False
    return over.pos_ == "VERB" and over.lemma_.lower() in words.MEANS and child(infinitive, "nsubj") is None


def _is_hoped_of(node: Token) -> bool:
    """ "Little prospect of Norway agreeing": the noun before "of" has as its content what who stands behind it does."""
    if words.NOUN_EFFECT.get(words.lemma_of(node.head, words.GOVERNORS)) in (None, WordEffect.CARRY, WordEffect.REPORT):
        return False
    if not node.i or not node.lower_.endswith("ing"):
        return False
    whose = next((c for c in node.head.children if c.relation == "nmod" and c.right_edge.i == node.i - 1), None)
    return whose is not None and (case := child(whose, "case")) is not None and case.lower_ in words.LINKS


def _yet_to(node: Token, head: Token) -> bool:
    spoken = {c.lower_ for c in (*node.children, *head.children) if c.relation == "advmod"}
    return words.lemma_of(head, words.GOVERNORS) in words.YET and "yet" in spoken


def _governed_step(node: Token, head: Token, infinitive: bool, mood: Modality) -> Modality:
    """Mood after stepping from a clause to the word that asks for it, in three steps.

    1. A duty or a future tells by itself ("has to leave", "is going to leave").
    2. So does a word that says what is thought or wished ("is thought to have left", "is not believed to have left").
    3. What else the word does to its clause (`WordEffect`) hangs on the clause's form ("agreed to leave", "agreed that it left").
    """
    governor = clause_mood(head) if not is_nominal(head) else modified(head, Modality(status=EventStatus.HAPPENED))
    owed = _owed(node, head, governor, mood) if infinitive else None
    if owed is not None:
        return owed
    effect = effect_of(head, node)
    if effect is None and infinitive and node.relation == "acl" and is_ranked(head):
        return inherit(mood, _being(head, governor))
    thought = _thought(effect, node, governor, mood, infinitive=infinitive)
    if thought is not None:
        return thought
    return apply(_by_form(effect, node, mood, infinitive=infinitive), mood, governor)


def _being(noun: Token, otherwise: Modality) -> Modality:
    """How it is told that somebody is something: "will be the first leader", "would become the first leader"."""
    if child(noun, "cop") is not None:
        return clause_mood(noun)
    return modality(noun.head) if noun.head.lemma_.lower() == "become" else otherwise


def _owed(node: Token, head: Token, governor: Modality, mood: Modality) -> Modality | None:
    """A duty ("has to leave", "has yet to leave", "was forced to leave"), or a future made of "go" ("is going to leave")."""
    lemma = words.lemma_of(head, words.GOVERNORS)
    if lemma in words.DUTY_VERBS and node.relation in ("xcomp", "ccomp"):
        if _yet_to(node, head):
            return weaken(mood, EventStatus.DENIED)
        if lemma == "be":
            return weaken(mood, EventStatus.PLANNED)
        if governor.past and not governor.negated:
            return inherit(mood, governor)
        return weaken(mood, EventStatus.DENIED if governor.negated else EventStatus.HYPOTHETICAL)
    if lemma in words.GO and head.lower_ in words.GOING:
        return weaken(mood, EventStatus.DENIED if governor.negated else EventStatus.PLANNED)
    return None


def _thought(
    effect: WordEffect | None, node: Token, governor: Modality, mood: Modality, *, infinitive: bool
) -> Modality | None:
    """What is said of the past ("is thought to have left"), not believed ("do not think that it left") or only wished."""
    if effect in (WordEffect.REPORT, WordEffect.DOUBT) and node.relation == "xcomp" and _is_perfect_infinitive(node):
        return replace(mood, attributed=True)
    if effect is not WordEffect.REPORT:
        return None
    lemma = words.lemma_of(node.head, words.GOVERNORS)
    if governor.negated and lemma in words.THINKING:
        return weaken(mood, EventStatus.DENIED)
    return weaken(mood, EventStatus.PLANNED) if infinitive and lemma in words.COMING_TO_KNOW else None


def _by_form(effect: WordEffect | None, node: Token, mood: Modality, *, infinitive: bool) -> WordEffect | None:
    """What a word does to its clause: with "to" it looks ahead, a whole clause it reports, above all one in the past."""
    if effect is None and infinitive:
        ahead = WordEffect.SUPPOSE if node.head.pos_ == "ADJ" else WordEffect.CARRY
        return {"xcomp": ahead, "acl": WordEffect.SUPPOSE}.get(node.relation)
    if node.relation != "ccomp":
        return effect
    if not infinitive and (effect is WordEffect.CARRY or (effect is WordEffect.PLAN and mood.past)):
        return WordEffect.REPORT
    claims = words.lemma_of(node.head, words.GOVERNORS) in words.CLAIMING
    return WordEffect.REPORT if effect is WordEffect.SUPPOSE and mood.past and claims else effect


def _is_perfect_infinitive(node: Token) -> bool:
    return any(c.relation == "aux" and c.lower_ == "have" for c in node.children)


def _is_argument(node: Token) -> bool:
    """ "accused of attacking", "prevented from meeting": a gerund that its verb asks for."""
    mark = child(node, "mark", "case")
    if mark is None:
        return False
    if mark.lower_ == "to":
        return node.head.pos_ == "ADJ" or effect_of(node.head, node) not in (None, WordEffect.CARRY, WordEffect.REPORT)
    return mark.lower_ in words.OF_ARGUMENTS and (
        "Ger" in node.morph.get("VerbForm", []) or "Part" in node.morph.get("VerbForm", []) or node.tag_ == "VBG"
    )


def _adverbial_step(node: Token, head: Token, infinitive: bool, mood: Modality) -> Modality | None:
    main = clause_mood(head) if not is_nominal(head) else None
    if main is not None and _is_infinitive(head):
        main = modality(head)  # "expects him to lead when they meet": what is over the infinitive tells
    marks = {c.lower_ for c in node.children if c.relation in ("mark", "advmod")}
    if (subject := child(node, "nsubj")) is not None:
        marks |= {
            c.lower_ for c in children(subject, "case")
        }  # "weeks before Dahl visits Chad" is read as "before Dahl"
    if infinitive:
        # A purpose is not yet an act, whatever became of what was done for it.
        return inherit(weaken(mood, EventStatus.PLANNED), main) if main else weaken(mood, EventStatus.PLANNED)
    waiting = marks & words.WAITING_MARKS and not mood.past and child(node, "nsubj") is not None
    if waiting and "before" in marks and "Pres" in node.morph.get("Tense", []):
        return weaken(
            mood, EventStatus.PLANNED
        )  # "spoke days before she visits Chad": the visit lies ahead of the page
    if waiting and (main is None or main.status is EventStatus.HAPPENED) and "Past" not in head.morph.get("Tense", []):
        return weaken(mood, EventStatus.HYPOTHETICAL)
    if main is None:
        return None
    # "There would be no deal until they met": the past of the one is that of the other, and tells of no past.
    past = mood.past and not (
        marks & words.WAITING_MARKS and (main.future or main.supposed) and not _tried(head, marks)
    )
    if marks & words.FUTURE_MARKS and not past and main.status is not EventStatus.HAPPENED:
        if "until" in marks or "till" in marks:
            return weaken(mood, EventStatus.HYPOTHETICAL)
        wished = main.status is EventStatus.DENIED or _is_infinitive(head)
        status = EventStatus.PLANNED if wished else main.status
        return weaken(mood, status)
    if marks & words.WHILE or (not marks and child(node, "nsubj") is None and not mood.past):
        return inherit(mood, main)
    return None


def _tried(verb: Token, marks: set[str]) -> bool:
    """ "Tried to stop it before the senate passed it": what came of the attempt is told, and the senate did."""
    over = verb.head
    attempt = verb.relation == "xcomp" and words.lemma_of(over, words.ATTEMPTS) in words.ATTEMPTS
    return attempt and "before" in marks and clause_mood(over).past and not clause_mood(over).negated


def _is_time_of_a_wish(token: Token, wished: Token) -> bool:
    """ "Expect her to lead when they meet": that they meet is nobody's wish."""
    when = token.relation == "advcl" and any(c.lower_ in words.FUTURE_MARKS for c in token.children)
    return when and token.head.i == wished.i and _is_infinitive(wished)


def _is_infinitive(verb: Token) -> bool:
    return any(c.relation in ("mark", "aux") and c.lower_ == "to" for c in verb.children)


def _nominal_step(node: Token, mood: Modality) -> Modality | None:
    """Mood after stepping from a noun that names an act to what governs it; None where nothing above matters."""
    head, dep = node.head, node.relation
    preposition = (child(node, "case") or node).lower_ if child(node, "case") is not None else ""
    if dep in ("conj", "appos", "compound", "flat"):
        return mood
    if preposition == "for" and (going := head.head if head.pos_ == "PROPN" else head).pos_ == "VERB":
        if (over := modality(going).status) in _OPEN:
            return weaken(mood, over)  # "is expected to meet them for talks"
    if preposition == "of" and dep == "obl" and any(c.lower_ == "ahead" and c.i < node.i for c in head.children):
        preposition = "ahead"  # "came ahead of the visit"
    if dep in ("nmod", "obl") and preposition in words.NOT_YET_PREPOSITIONS:
        if preposition in words.LACKING_MARKS:
            return weaken(mood, EventStatus.DENIED)
        return weaken(mood, EventStatus.PLANNED) if not _leans_on_past(head) else mood
    if dep == "nmod":
        effect = words.NOUN_EFFECT.get(words.lemma_of(head, words.GOVERNORS))
        if effect is not WordEffect.CARRY and preposition in words.BESIDE:
            return None  # "refusals within weeks of the talks", "a threat at the summit": these took place
        if effect in (None, WordEffect.REPORT):
            return None if effect is None else replace(mood, attributed=True)
        return apply(effect, mood, modified(head, Modality(status=EventStatus.HAPPENED)))
    if is_nominal(head):
        return None
    governor = clause_mood(head)
    if dep == "nsubj":
        return _subject_step(node, head, governor, mood)
    return _object_step(node, head, preposition, governor, mood) if dep in _OBJECTS else None


_OBJECTS = ("obj", "iobj", "obl", "xcomp", "ccomp")


def _object_step(node: Token, head: Token, preposition: str, governor: Modality, mood: Modality) -> Modality | None:
    """Mood after stepping from an object or oblique of a verb to the verb."""
    dep = node.relation
    aims = (c for c in children(head, "xcomp", "advcl") if _is_infinitive(c))
    if dep == "obj" and child(node, "nmod:poss") is not None and next(aims, None) is not None:
        return None  # "wants its sanctions to bite": the wish is for what they do, and they are there
    if _is_in_the_making(node, head, preposition):
        return weaken(mood, EventStatus.HYPOTHETICAL)
    effect = effect_of(head, node)
    if effect is WordEffect.CARRY:
        light = dep in ("obj", "xcomp", "ccomp") or preposition in words.LIGHT_PREPOSITIONS
        return inherit(mood, governor) if light else _presupposed(node, governor, mood)
    if (
        dep == "obl"
        and effect is not None
        and f"{words.lemma_of(head, words.GOVERNORS)} {preposition}" not in words.VERB_EFFECT
    ):
        if effect is WordEffect.PLAN and preposition in words.PLANNING_PREPOSITIONS:
            return apply(effect, mood, governor)
        if not (
            effect in (WordEffect.SUPPOSE, WordEffect.PREVENT, WordEffect.REFUTE) and preposition in words.FOR_OR_FROM
        ):
            return None
    if effect in (WordEffect.REPORT, WordEffect.DOUBT):
        return None if effect is WordEffect.REPORT else apply(effect, mood, governor)
    if effect is None:
        return _presupposed(node, governor, mood)
    return apply(effect, mood, governor)


def _is_in_the_making(node: Token, verb: Token, preposition: str) -> bool:
    """ "Are hammering out a deal", "discussed a truce": there is none yet; "negotiated a deal" tells of one that is made."""
    lemma = words.lemma_of(verb, words.MAKING)
    particles = [c.lower_ for c in children(verb, "compound:prt", "advmod")] + ([preposition] if preposition else [])
    made = lemma in words.MAKING and not preposition
    if not made and not any(f"{lemma} {particle}" in words.MAKING for particle in particles):
        return False
    indefinite = any(c.lower_ in words.INDEFINITE for c in children(node, "det"))
    return indefinite if lemma == "discuss" else verb.lower_.endswith("ing")


def _leans_on_past(head: Token) -> bool:
    """ "arrived before the talks": a past clause does not tell that the talks lie ahead of us, nor that they took place."""
    past = head.pos_ == "VERB" and "Past" in head.morph.get("Tense", [])
    return past and words.lemma_of(head, words.GOVERNORS) in words.ENDURING


def _subject_step(node: Token, head: Token, governor: Modality, mood: Modality) -> Modality | None:
    lemma = words.lemma_of(head, words.GOVERNORS)
    obj = child(head, "obj")
    particles = (c.lower_ for c in children(head, "compound:prt", "advmod"))
    keys = {lemma, *(f"{lemma} {particle}" for particle in particles)}
    if obj is not None:
        keys.add(f"{lemma} {words.lemma_of(obj, words.GOVERNORS)}")
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in head.children)
    if passive:
        effect = effect_of(head, None)
        if effect in (WordEffect.PLAN, WordEffect.SUPPOSE, WordEffect.PREVENT, WordEffect.REFUTE):
            if governor.status is EventStatus.DENIED:
                return apply(effect, mood, governor)
            return apply(effect, mood, replace(governor, negated=False))
    if lemma in words.DRAWING_NEAR or (head.lower_ in words.AHEAD and child(head, "cop") is not None):
        return mood if governor.negated else weaken(mood, EventStatus.PLANNED)
    acts = obj is not None and not passive and lemma not in words.LASTING and keys & words.TAKING_PLACE == {lemma}
    if keys & words.TAKING_PLACE and not acts:
        if head.pos_ == "AUX" or lemma == "be":
            return _presupposed(node, governor, mood)
        return inherit(mood, governor)
    if head.pos_ == "ADJ" or child(head, "cop") is not None:
        effect = words.ADJECTIVE_EFFECT.get(head.lower_)
        if head.lower_ in words.JUDGEMENTS and (governor.past or _is_definite(node)):
            effect = None  # "their talks were hard": they were held
        return apply(effect, mood, governor) if effect is not None else _presupposed(node, governor, mood)
    return _presupposed(node, governor, mood)


def _presupposed(node: Token, governor: Modality, mood: Modality) -> Modality | None:
    """An act that is spoken of by name ("the invasion will cost") stands; an indefinite one under a "would" does not."""
    if not _is_definite(node) and governor.status is EventStatus.HYPOTHETICAL:
        return weaken(mood, EventStatus.HYPOTHETICAL)
    return None


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in words.KNOWN_DETERMINERS | words.POSSESSIVES or c.dep_ == "nmod:poss" for c in noun.children)
