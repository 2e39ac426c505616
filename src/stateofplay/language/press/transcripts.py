"""Lines of a transcript: "DAHL: We have made an offer." is said by Dahl, whose name stands in capitals before a colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stateofplay.language.lexicon.places import load_places
from stateofplay.language.tokens import Doc

_LONGEST_LABEL = 5
_SHORTEST_NAME = 3
_NO_SPEAKERS = frozenset(
    "update updated breaking watch read live note correction editor's editors photo video image source related exclusive "
    "analysis opinion explainer factbox background timeline tip q a question answer moderator interviewer reporter operator "
    "host file listen more also see summary highlights developing alert".split()
)
_PLACING = frozenset("in from at on inside".split())
_BULLETS = frozenset("- – — • * > · ● ○ ■ ► ▶ ◆".split())


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line of a transcript: the speaker's name at tokens `start:end`, a colon, and what was said at `said:stop`."""

    start: int
    end: int
    said: int
    stop: int


def transcript_lines(doc: Doc) -> Iterator[TranscriptLine]:
    """Lines that begin with a name in capitals and a colon and go on with a sentence."""
    for start, stop in _lines(doc):
        while start < stop and doc[start].text in _BULLETS:
            start += 1
        end = start
        while end < stop and end - start < _LONGEST_LABEL and _is_shouted(doc[end].text):
            end += 1
        if end == start or end + 2 >= stop or doc[end].text != ":":
            continue
        label = [t.text for t in doc[start:end]]
        names = [w for w in label if w.isalpha() and len(w) >= _SHORTEST_NAME]
        verb = any(t.pos_ in ("VERB", "AUX") for t in doc[end + 1 : stop])
        if names and verb and not {w.lower() for w in label} & _NO_SPEAKERS and not _is_place(label):
            yield TranscriptLine(start, end, end + 1, stop)


def _is_place(label: Sequence[str]) -> bool:
    """ "LAHORE: Talks resumed", "IN LAHORE: Talks resume": where a story comes from."""
    return label[0].lower() in _PLACING or " ".join(label).title() in load_places()


def _is_shouted(word: str) -> bool:
    return (word.isupper() and (word.isalpha() or word.endswith("."))) or word == "-"


def _lines(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if "\n" in token.text:
            yield start, token.i
            start = token.i + 1
    yield start, len(doc)


def is_bullet(text: str) -> bool:
    """Tell whether a token is only a mark at the start of a line: a bullet, a dash, an emoji."""
    return text in _BULLETS or not any(c.isalnum() or c in "\"'“”‘’«»„`()" for c in text)
