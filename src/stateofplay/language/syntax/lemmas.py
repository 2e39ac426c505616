"""Lemmas as edits of the word's ending, so that "talks" and "tanks" share one answer: drop one letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

KEEP = "keep"
LOWER = "lower"


def edit_of(word: str, lemma: str) -> str:
    """The edit that turns a word into its lemma: ``"case|letters dropped|letters added"``.

    >>> edit_of("talks", "talk"), edit_of("Said", "say"), edit_of("Rubio", "Rubio")
    ('lower|1|', 'lower|2|y', 'keep|0|')
    """
    word = word.replace("’", "'")
    case = LOWER if lemma == lemma.lower() else KEEP
    base = word.lower() if case == LOWER else word
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case}|{len(base) - common}|{lemma[common:]}"


def apply_edit(edit: str, word: str) -> str:
    """The lemma that an edit makes of a word; the word itself where the edit drops more than there is.

    >>> apply_edit("lower|3|y", "parties"), apply_edit("lower|9|be", "is")
    ('party', 'is')
    """
    case, dropped, added = edit.split("|", 2)
    base = word.replace("’", "'")
    if base[:1].isdigit():
        base = base.replace(",", "")
    base = base.lower() if case == LOWER else base
    if int(dropped) > len(base):
        return base
    return base[: len(base) - int(dropped)] + added


_REGULAR = re.compile(r"^(.*[aeiouy].*?)(ed|ing|es)$")
"""Regular forms, in which an edit may err by an "e": the stem and its ending."""
_NO_E = re.compile(
    r"(?:[cflnprx]t|[^a]st|[lnrs]k|ck|[sc]h|ss|ff|w|[^aeiou]y|ee|[nlr]d|r[lmn]|[lrs]p|[^i]ea[dklmprt]|ai[dlmnt]|oa[dmnrt]|oo[dkmnpt]"
    r"|e[ei][dklmnprt]|ou[lnrt]|[^v]en|[dgkpt]er)$"
)
"""How the stem of a verb ends that takes no "e": "halted", "averting", "unveiled", "threatening"."""
_DOUBLED = re.compile(r"\w\w(?:([bdgmnpr])\1|(?<!yco)tt)$")


def _without_idle_e(lemma: str, table: Table) -> str:
    """The lemma of a regular form that an edit gave an "e" too many, which a word that nobody knows shows.

    >>> _without_idle_e("insiste", {"VERB": {"insist": "insist"}}), _without_idle_e("averte", {}), _without_idle_e("dubbe", {})
    ('insist', 'avert', 'dub')
    >>> _without_idle_e("praise", {}), _without_idle_e("escalate", {}), _without_idle_e("waste", {"NOUN": {"waste": "waste"}})
    ('praise', 'escalate', 'waste')
    """
    verbs, nouns, stem = table.get("VERB", {}), table.get("NOUN", {}), lemma[:-1]
    if lemma in verbs or lemma in nouns:
        return lemma
    if stem in verbs or (stem in nouns and not stem.endswith(("is", "unit"))) or _NO_E.search(stem):
        return stem
    return stem[:-1] if _DOUBLED.search(stem) else lemma


_WITH_E = re.compile(
    r"(?:[cvu]|[^s]s|[^sz]z|[dlr]g|[aeiu]g|(?:ch|rr)ang|[lv]eng|lung|fring|[bcdfgkptz]l|[aeiou]b|[^aeo](?:at|id|ud)|[^eo]a[dkmpr]"
    r"|[^e]ed|[^o]od|[^o]ut|(?:^n|^v|qu|dev|prom)ot|(?:com|mpl|del)et|[^a]im|[^aeo]um|[^aeiou]ik|[^o]ok|uk|[^aeou]il|[^aou]ul"
    r"|[^aeo]in|[^o]ur|[^ae]ir|(?:pl|gn|st)or|ven|terfer|^[^aeiou]+[aiou][b-df-hj-np-tvz])$"
)
"""How the stem of a verb ends that takes an "e": "blamed", "urging", "imposes"."""


def _with_due_e(lemma: str, stem: str, table: Table) -> str:
    """The lemma of a regular form that an edit left without its "e", with its last letter doubled, or a letter short.

    >>> _with_due_e("blam", "blam", {}), _with_due_e("barr", "barr", {}), _with_due_e("wi", "wip", {})
    ('blame', 'bar', 'wipe')
    >>> _with_due_e("target", "target", {}), _with_due_e("excit", "excit", {"VERB": {"excite": "excite"}})
    ('target', 'excite')
    """
    verbs, nouns = table.get("VERB", {}), table.get("NOUN", {})
    if lemma in verbs or lemma not in (stem, stem[:-1]):
        return lemma
    if stem[-1:] == stem[-2:-1]:
        return stem[:-1] if _DOUBLED.search(stem) and lemma not in nouns else lemma
    if stem + "e" in verbs:
        return stem + "e"
    known = stem in verbs or stem in nouns
    return stem + "e" if not known and _WITH_E.search(stem) else stem


Table = Mapping[str, Mapping[str, str]]
"""Lemmas by word class and lower-cased word, for words that the treebanks or a list of irregular forms settle."""


def lemma_of(word: str, upos: str, edit: str, table: Table) -> str:
    """The lemma of a word: from the table where it has the word in that class, else by the edit.

    >>> table = {"VERB": {"fought": "fight"}}
    >>> lemma_of("fought", "VERB", "lower|0|", table), lemma_of("talks", "VERB", "lower|1|", table)
    ('fight', 'talk')
    >>> lemma_of("Fought", "PROPN", "keep|0|", table)
    'Fought'
    """
    if edit.startswith(LOWER) or word.islower():
        known = table.get(upos, {}).get(word.lower().replace("’", "'"))
        if known is not None:
            return known
    lemma = apply_edit(edit, word)
    regular = _REGULAR.match(word.lower()) if upos == "VERB" else None
    if regular is None:
        return lemma
    if not lemma.endswith("e"):
        return _with_due_e(lemma, regular[1], table)
    return lemma if regular[2] == "es" else _without_idle_e(lemma, table)
