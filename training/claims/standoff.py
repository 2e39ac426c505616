"""Annotations of a page without its text: offsets, labels and names, and a digest that says which text they belong to.

    python -m training.claims.standoff pack TEXTS ANSWERS OUT
    python -m training.claims.standoff unpack TEXTS ANNOTATIONS OUT

``pack`` turns answers (one JSON object a page, every quote a verbatim string) into stand-off annotations: each quote
becomes ``[start, end]`` in code points, and so does a long run of the page's words in a label. ``unpack`` puts the
words back from the folder of texts, writes the text beside them and refuses a text that is not the one that was annotated.
What annotators word themselves stays text: names of actors and meetings, notes. Texts are ``NNN.txt``, or lines of
``general-news.jsonl.xz`` in the same folder, numbered by five digits from 00000.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Offsets = list[int]

LISTS = ("actors", "meetings", "attendance", "statements", "positions", "conditions", "events", "dates", "ambiguities")
"""Lists of an answer whose items are records."""

QUOTES = frozenset({"evidence", "content", "issue", "what", "on", "text"})
"""Fields that are the page's words."""

LABELS = frozenset({"name", "note", "meeting"})
"""Fields that annotators word themselves; a long run of the page's words in them becomes offsets all the same."""

LONGEST_RUN = 6
"""Words of the page that may stand in a label one after the other."""

PLAIN = str.maketrans("‘’“”", "''\"\"")
"""Quotation marks as annotators type them."""

STORIES, STORY_DIGITS = "general-news.jsonl.xz", 5
"""The file of a folder of texts that holds many, one a line, and the digits of their numbers, from 00000."""

OFTEN_QUOTES = frozenset({"speaker", "place"})
"""Fields that are the page's words unless they name an actor or were put in other words."""


class StandoffError(Exception):
    """An answer that does not fit its text, or a text that does not fit its annotations."""


def digest_of(text: str) -> str:
    """Tell a text from any other: SHA-256 over its UTF-8.

    >>> digest_of("Both sides agreed.")[:12]
    'b731deb9640b'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def pack(answer: Record, text: str) -> Record:
    """Turn an answer into stand-off annotations of its text.

    Raises
    ------
    StandoffError
        Where a quote does not stand in the text.

    Examples
    --------
    >>> text = "Mira Dahl wants a truce."
    >>> position = {"holder": "Mira Dahl", "issue": "a truce", "stance": "demands", "evidence": text}
    >>> pack({"id": "001", "positions": [position]}, text)["positions"]
    [{'holder': 'Mira Dahl', 'issue': [16, 23], 'stance': 'demands', 'evidence': [0, 24]}]
    """
    out: Record = {"digest": digest_of(text)}
    names = {actor["name"] for actor in answer.get("actors", ())}
    for key, value in answer.items():
        if key == "body":
            out[key] = list(_runs(value, text))
        elif key == "clutter":
            out[key] = [_place(snippet, text) for snippet in value]
        elif key == "title":
            out[key] = None if value is None else _place(value, text)
        elif key in LISTS:
            out[key] = [_pack_record(record, text, names) for record in value]
        else:
            out[key] = value
    return out


def _pack_record(record: Record, text: str, names: set[str]) -> Record:
    evidence = record.get("evidence")
    near = _place(evidence, text) if evidence else None
    out: Record = {}
    for key, value in record.items():
        if key in ("aliases", "roles"):
            out[key] = [_place(form, text) for form in value]
        elif value is not None and key in LABELS:
            out[key] = _without_runs(value, text)
        elif value is None or key not in QUOTES | OFTEN_QUOTES:
            out[key] = value
        elif key == "evidence":
            out[key] = near
        elif key in QUOTES or (value in text and value not in names):
            out[key] = _place(value, text, near)
        else:
            out[key] = value
    return out


def _place(words: str, text: str, near: Offsets | None = None) -> Offsets:
    """Where the words stand: inside the evidence if they do, else where they first stand."""
    start = text.find(words, near[0], near[1]) if near else -1
    if start < 0:
        start = text.find(words)
    if start < 0:
        start = text.translate(PLAIN).find(words.translate(PLAIN))
    if start < 0:
        raise StandoffError(f"these words do not stand in the text: {words[:80]!r}")
    return [start, start + len(words)]


def _without_runs(label: str, text: str) -> str | Record:
    """A label as it is, or in parts: its own words, and offsets of each run that it copies from the page."""
    words = label.split(" ")
    for first in range(len(words) - LONGEST_RUN):
        last = first + LONGEST_RUN + 1
        found = longer = _stands(words[first:last], text)
        while longer and last < len(words) and (longer := _stands(words[first : last + 1], text)):
            found, last = longer, last + 1
        if found:
            rest = _without_runs(" ".join(words[last:]), text)
            behind = rest["parts"] if isinstance(rest, dict) else [rest]
            own = " ".join(words[:first])
            return {"parts": [own + " " if own else "", list(found), " " if last < len(words) else "", *behind]}
    return label


def _stands(words: list[str], text: str) -> tuple[int, int] | None:
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def _runs(pairs: list[list[str]], text: str) -> Iterator[list[Offsets]]:
    """The first and last words of each run of the body, each run after the one before."""
    position = 0
    for first, last in pairs:
        start = text.find(first, position)
        end = text.find(last, start) if start >= 0 else -1
        if end < 0:
            raise StandoffError(f"this run of the body is not found in order: {first[:40]!r} to {last[-40:]!r}")
        position = end + len(last)
        yield [[start, start + len(first)], [end, position]]


def unpack(annotation: Record, text: str) -> Record:
    """Put the words of the text back: the answer that `pack` was given.

    Raises
    ------
    StandoffError
        Where the text is another than the annotated one.
    """
    if annotation["digest"] != digest_of(text):
        raise StandoffError(f"the text of page {annotation.get('id')} is not the one that was annotated")
    return {key: _restore(value, text) for key, value in annotation.items() if key != "digest"}


def _restore(value: Any, text: str) -> Any:
    if isinstance(value, dict) and "parts" in value:
        return "".join(_restore(part, text) for part in value["parts"])
    if isinstance(value, dict):
        return {key: _restore(part, text) for key, part in value.items()}
    if isinstance(value, list):
        if len(value) == 2 and all(type(part) is int for part in value):
            return text[value[0] : value[1]]
        return [_restore(part, text) for part in value]
    return value


@functools.cache
def _stories(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def text_of(texts: Path, number: str) -> str:
    """The text of a page, from its file or from the stories of five digits.

    Raises
    ------
    StandoffError
        Where the folder holds neither.
    """
    path, stories = texts / f"{number}.txt", texts / STORIES
    if path.exists():
        return path.read_text(encoding="utf-8")
    if len(number) == STORY_DIGITS and stories.exists() and int(number) < len(told := _stories(stories)):
        return told[int(number)]
    raise StandoffError(f"there is no text of {number} in {texts}")


def number_of(path: Path) -> str:
    """The digits with which a file's name begins."""
    found = re.match(r"\d+", path.name)
    if found is None:
        raise StandoffError(f"the name of {path} begins with no number")
    return found[0]


def numbers_and_texts(folder: Path, answers: Path) -> Iterator[tuple[Path, str]]:
    """Each JSON file of `answers` with the text of its number in `folder`."""
    for path in sorted(answers.glob("[0-9]*.json")):
        yield path, text_of(folder, number_of(path))


def write(annotation: Record, path: Path) -> None:
    """Write one record a line, so that a change of one annotation is a change of one line."""
    parts = []
    for key, value in annotation.items():
        if key in LISTS and value:
            rows = ",\n  ".join(json.dumps(record, ensure_ascii=False) for record in value)
            parts.append(f"{json.dumps(key)}: [\n  {rows}\n ]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    path.write_text("{\n " + ",\n ".join(parts) + "\n}\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["pack", "unpack"])
    parser.add_argument("texts", type=Path, help="folder of NNN.txt, or of the stories")
    parser.add_argument("source", type=Path, help="folder of NNN.json: answers to pack, annotations to unpack")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    work = pack if options.command == "pack" else unpack
    faults = count = 0
    for path, text in numbers_and_texts(options.texts, options.source):
        try:
            write(work(json.loads(path.read_text(encoding="utf-8")), text), options.out / path.name)
            if work is unpack:
                (options.out / f"{path.stem}.txt").write_text(text, encoding="utf-8", newline="")
            count += 1
        except StandoffError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            faults += 1
    print(f"{count} pages, {faults} refused")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
