"""Words as English treebanks cut them: "30-day" is three words, "anti-war" one, "didn’t" two, "U.N." one.

spaCy's tokenizer does the work and keeps every offset; only its rules are ours, since its English defaults keep "year-old"
whole and leave a dash glued to the words around it.
"""

from __future__ import annotations

import stateofplay.language.importing_spacy  # noqa: F401  # before anything that imports spaCy

# isort: split
import re
from collections.abc import Callable

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from spacy.vocab import Vocab

from stateofplay.language.syntax.abbreviations import ABBREVIATIONS

_PREFIX_WORDS = (
    "anti arch bi co contra counter cross cyber de e eco ex extra hyper inter intra macro mega meta micro mid mini mono "
    "multi neo non over pan para poly post pre pro pseudo quasi re semi socio sub super supra trans tri ultra un under uni"
)
BOUND_PREFIXES = frozenset(_PREFIX_WORDS.split())
"""Prefixes that stay with the word after their hyphen."""

NOT_CLITICS = ("Ill", "ill", "Shell", "shell", "Well", "well", "Hell", "hell", "Were", "were", "Id", "id", "Its", "its")

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ"
_DASH = "—–―−"
_BOUND = "|".join(sorted(BOUND_PREFIXES, key=len, reverse=True))
_PREFIXES = (
    r"''(?!')", r"``",
    r"\.\.+", r"[!?]{2,}", "…", r"--+", rf"[{_DASH}]", r"[\"“”„«»‹›‘`]",
    r"'(?![smdt]\b|ll\b|ve\b|re\b)", r"’(?![smdt]\b|ll\b|ve\b|re\b|\d\ds?\b)",
    r"[\(\[\{<]", r"[\)\]\}>]", r"[,;:!?%&|/•·■▪►▶→]", r"[#§](?!\w)", r"US\$", r"[A-Z]{1,2}\$(?=\d)", r"[$£€¥₹₽₴₪₩~]", r"[*_=^]+",
    r"[-+](?=[$£€])", rf"-(?=[{_LETTER}])", r"[+±](?=\d)", r"\.(?=[\"“”’'])",
)  # fmt: skip
_SUFFIXES = (
    r"\.\.+", r"[!?]{2,}", "…", r"--+", rf"[{_DASH}]",
    r"[\"“”„«»‹›‘`]", r"(?<![\s'])''", r"(?<=[^\s])['’]", r"[\(\[\{<]", r"[\)\]\}>]", r"[,;:!?&|/•·™®©]",
    rf"(?<=[{_LETTER}0-9.])[’'][sS]", r"[*_=^]+", r"%", r"°[CF]?", r"(?<=\d)[$£€¥]", r"(?<=[^\s-])-",
    rf"(?<=[0-9{_LETTER.replace('A-Z', '')}%²)\]\"'”’$£€])\.", r"(?<=[A-Z][A-Z])\.", r"(?<=\d)\.", r"(?<=\d[A-Z])\.",
    r"(?<=\d)(?:km²?|kg|m|mm|cm|mi|ft|lbs?|mph|kph|am|pm|a\.m\.|p\.m\.|AM|PM|bn|tn|MW|GW|kW|GB|MB)",
)  # fmt: skip
_INFIXES = (
    r"\.\.+", "…", rf"[{_DASH}]", r"--+", rf"(?<=[{_LETTER}0-9.%)’'\]])-(?=[{_LETTER}0-9$£€(’'\[])",
    rf"(?<=[a-zà-ÿ])\.(?=[A-ZÀ-Þ][{_LETTER}])(?![A-Za-z]+\.[a-z])", r"[\"“”«»]", r"(?<=[a-zà-ÿ0-9])[.,!?](?=[\"“”«»])",
    rf"(?<=[{_LETTER}])[/](?=[{_LETTER}])",
    rf"(?<=[{_LETTER}]),(?=[{_LETTER}])", rf"(?<=[{_LETTER}0-9])[\(\)\[\];:](?=[{_LETTER}])", r"(?<=\d)(?=(?:km|am|pm|bn)\b)",
)  # fmt: skip
_WHOLE = (
    rf"(?:(?i:{_BOUND}))-[{_LETTER}0-9]+s?",
    r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}",
    r"(?:https?://|www\.)\S*[\w/]",
    r"(?:[\w-]+\.)+(?:com|org|net|gov|edu|int|info|io|eu|uk|ru|de|fr|ua|il|tv)(?:/[\w./-]*\w)?",
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?=$))?",
    r"[A-Z]\.",
    r"\d{1,3}(?:[,.]\d+)*(?:s|th|st|nd|rd)?|\d+(?:[:/.,]\d+)+|\d{2}s|\d+s",
    r"[@#]\w+",
    r"[:;][-']?[()DPp]",
    r"(?:\d{3}-)+\d{4}",
    r"[A-Z]&[A-Z]",
    r"[A-Z][a-z]?\.-[A-Z]\.",
)


@registry.tokenizers("stateofplay.Treebank.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Factory behind ``@tokenizers = "stateofplay.Treebank.v1"`` in a pipeline's config."""
    return lambda nlp: build_tokenizer(nlp.vocab)


def build_tokenizer(vocab: Vocab) -> Tokenizer:
    """A spaCy tokenizer with treebank rules; never changes the text, so offsets are exact.

    >>> import spacy
    >>> words = build_tokenizer(spacy.blank("en").vocab)("The U.S. didn’t back a 30-day anti-war truce—yet.")
    >>> [word.text for word in words]
    ['The', 'U.S.', 'did', 'n’t', 'back', 'a', '30', '-', 'day', 'anti-war', 'truce', '—', 'yet', '.']
    """
    rules = dict(English.Defaults.tokenizer_exceptions or {})
    for word in list(rules):
        if word in NOT_CLITICS or not any(char.isalnum() for char in word):
            del rules[word]
    for word in ABBREVIATIONS:
        rules[word] = [{65: word}]
    return Tokenizer(
        vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(_PREFIXES).search,
        suffix_search=compile_suffix_regex(_SUFFIXES).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
        token_match=re.compile(f"^(?:{'|'.join(f'(?:{part})' for part in _WHOLE)})$").match,
        url_match=None,
    )
