"""Cut a text into sentences without a parse: what a search finds, what a claim by hand rests on, what a brief tells first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stateofplay.language.syntax.abbreviations import ABBREVIATIONS, BEFORE_NAMES

_END = re.compile(
    r"[.!?…؟۔।]+[\"”’»)\]]*[^\S\n]+|[。！？]+[\"”’」』）]*|(?<=[a-z]{3})[.!?](?=[“\"][A-Z])|(?<=[a-z]{3})[.!?]”(?=[A-Z])|\n+"
)
"""Where a sentence may end: a stop with what closes behind it and a space, a stop of a script without spaces, a stop between a
word and a quotation that pages run together ('this morning."The plan'), a line's end."""
_STOP = re.compile("[.!?…؟۔।。！？\n]")
"""With what every end begins: looked for alone, which is faster than to try at each letter whether an end stands there."""
_OPENING = "\"“‘«(['"
_LAST = re.compile(r"(?:[^\W\d_]|\.)+$")
"""The word before a stop, with the stops in it; of "ex-U.S." what stands behind the hyphen."""
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+")
"""One letter with its stop, or several: "J.", "U.S."."""
_NUMBERED = ("No.", "Nos.")
BEGINS = frozenset(
    "a an the this that these those it he she they we i you there here his her its their our my one both each all no not nor "
    "neither either some many most several few other others another such but and or so yet then now still also even only just "
    "in on at by for from with without within to of as after before since until during while when where whenever if unless "
    "although though because despite under over between among against through according amid what who whom whose which why how "
    "however meanwhile moreover instead earlier later last next asked is are was were do does did has have had can could will "
    "would should may might must".split()
)
"""Words with which a sentence goes on behind an abbreviation only where another one begins."""


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into the spans of its sentences, in code points; every word lies in one, and none has space around it.

    A stop ends no sentence before a small letter, nor behind an abbreviation: behind a title never, behind another one, an
    initial or an acronym only before a word that begins sentences. Cost: linear.

    Examples
    --------
    >>> told = "Mr. Dahl met U.S. officials on Jan. 5. He left the U.S. The talks go on: “When?” he asked."
    >>> [told[a:b] for a, b in cut_sentences(told)]
    ['Mr. Dahl met U.S. officials on Jan. 5.', 'He left the U.S.', 'The talks go on: “When?” he asked.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _ends(text):
        if not _is_end(text, start, found):
            continue
        _add(spans, text, start, found.start() + len(found.group().rstrip()))
        start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _ends(text: str) -> Iterator[re.Match[str]]:
    """Places where a sentence may end, as `_END` finds them."""
    at = 0
    while (stop := _STOP.search(text, at)) is not None:
        at = stop.start()
        found = _END.match(text, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end()


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the span without the space around it, where anything is left of it."""
    words = text[start:end]
    if words.strip():
        spans.append((end - len(words.lstrip()), start + len(words.rstrip())))


def _is_end(text: str, start: int, found: re.Match[str]) -> bool:
    stop = found.group()
    if stop[-1] == "\n" or stop[0] in "。！？":
        return True
    after = text[found.end() : found.end() + 40].lstrip(_OPENING)
    if after[:1].islower():
        return False
    last = _LAST.search(text, max(start, found.start() - 20), found.start() + 1)
    if stop[0] != "." or last is None:
        return True
    word = last.group()
    if word in _NUMBERED:
        return not after[:1].isdigit()
    if word in BEFORE_NAMES:
        return False
    if word in ABBREVIATIONS or _LETTERS.fullmatch(word):
        return re.split(r"[^\w]", after, maxsplit=1)[0].lower() in BEGINS
    return True
