"""Did it happen? Polarity, time and condition of a predicate, read before anything is coded.

"set to meet" is planned, "would only come if" and "is considering" are hypothetical, "will not attend" and "denied that it
struck" are denied; only what is left has happened. The tables below carry the words; the functions walk the parse.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from stateofplay.language.clauses import CLAUSES, child, children
from stateofplay.model import EventStatus

FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo", "ll"})
POSSIBLE_AUXILIARIES = frozenset({"would", "could", "may", "might", "can", "should", "must", "ca", "'d", "’d", "ought"})

# Governors whose complement has not happened yet but is meant to.
PLANNING = frozenset(
    "plan schedule expect intend set aim due prepare hope promise pledge vow agree decide want seek try arrange ready "
    "slate poise schedule wait await invite volunteer commit undertake head about likely aim go".split()
)
# Governors whose complement is only thought of, asked for or threatened.
SUPPOSING = frozenset(
    "consider weigh mull threaten suggest propose urge ask demand call request want offer hint warn discuss study explore "
    "speculate possible possibility chance prospect option able unable willing reluctant unwilling free ready wish hope "
    "challenge press push advocate insist require tell encourage fear risk allow contemplate float debate recommend".split()
)
# Governors that say it did not or will not come about.
DENYING = frozenset(
    "deny refuse reject decline fail avoid refrain prevent stop prohibit ban rule forbid avert block halt forgo "
    "cancel abandon dismiss exclude oppose impossible unable stay scrap shelve drop".split()
)
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "without", "nobody", "none", "hardly"})
CONDITION_MARKS = frozenset({"if", "unless", "until", "whether", "provided", "should", "lest", "once", "when"})


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


def is_negated(token: Token) -> bool:
    """Tell whether the predicate `token` itself is negated ("will not attend", "no talks", "never met")."""
    for c in token.children:
        if c.lower_ in NEGATORS and c.dep_ in ("advmod", "det", "cc:preconj", "mark", "case", "advmod:emph", "neg", "cc"):
            return True
        if "Neg" in c.morph.get("Polarity") and c.dep_ in ("advmod", "det"):
            return True
        if c.dep_ in ("nsubj", "nsubj:pass") and any(d.lower_ in ("no", "neither") and d.dep_ == "det" for d in c.children):
            return True
        if c.dep_ in ("nsubj", "nsubj:pass") and c.lower_ in ("nobody", "none", "neither"):
            return True
    return False


def modality(token: Token) -> Modality:
    """Work out the modality of the predicate `token` (a verb, or a noun that names an act).

    Walks from the predicate up through the clauses that govern it; whatever above it plans, supposes or denies holds for it
    too. Reported speech ("said that") is transparent: what is said to have happened counts as happened, said by somebody.

    Returns
    -------
    Modality
        ``status`` follows the order denied, hypothetical, planned, happened.
    """
    negated = is_negated(token)
    future = past = supposed = conditional = planned = denied = False
    auxiliaries = children(token, "aux", "cop", "aux:pass")
    for aux in auxiliaries:
        word = aux.lower_
        if word in FUTURE_AUXILIARIES:
            future = True
        elif word in POSSIBLE_AUXILIARIES:
            supposed = True
        elif word in ("have", "has", "had", "'ve", "’ve", "was", "were", "did"):
            past = True
    if "Past" in token.morph.get("Tense"):
        past = True
    if _in_condition(token):
        conditional = True
    node, depth = token, 0
    while node.head is not node and depth < 8:
        depth += 1
        head, dep = node.head, node.dep_
        lemma = head.lemma_.lower()
        governed = dep in ("xcomp", "ccomp", "obj", "acl", "nsubj:pass", "csubj", "obl", "nmod", "advcl", "nsubj")
        if governed and dep in ("xcomp", "ccomp", "obj", "acl", "nsubj:pass", "csubj", "nmod", "obl"):
            marked_to = dep in ("xcomp", "acl", "advcl") and child(node, "mark") is not None
            if lemma in DENYING and dep in ("xcomp", "ccomp", "obj", "nsubj:pass", "obl"):
                denied = True
            elif lemma in SUPPOSING and (dep in ("xcomp", "ccomp", "obj", "acl", "nmod") or marked_to):
                supposed = True
            elif lemma in PLANNING and (marked_to or dep == "xcomp" or (dep == "ccomp" and not past)):
                planned = True
            if dep == "xcomp" or (dep == "obj" and head.pos_ in ("VERB", "AUX")):
                negated = negated or is_negated(head)
                for aux in children(head, "aux"):
                    if aux.lower_ in FUTURE_AUXILIARIES:
                        future = True
                    elif aux.lower_ in POSSIBLE_AUXILIARIES:
                        supposed = True
        elif dep == "conj" and head.pos_ == token.pos_ and node is token:
            for aux in children(head, "aux"):
                if not auxiliaries and aux.lower_ in FUTURE_AUXILIARIES:
                    future = True
                elif not auxiliaries and aux.lower_ in POSSIBLE_AUXILIARIES:
                    supposed = True
        if dep in CLAUSES and _in_condition(node):
            conditional = True
        node = head
    if denied != negated and (denied or negated):
        status = EventStatus.DENIED
    elif supposed or conditional:
        status = EventStatus.HYPOTHETICAL
    elif future or planned:
        status = EventStatus.PLANNED
    else:
        status = EventStatus.HAPPENED
    return Modality(
        status=status, negated=negated, future=future or planned, conditional=conditional, past=past, supposed=supposed
    )


def _in_condition(node: Token) -> bool:
    """Tell whether the clause headed by `node` is marked as a condition, or has a condition hanging on it."""
    for c in node.children:
        if c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "unless", "whether", "provided", "lest"):
            return True
        if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children):
            return True
    return False
