"""Annotate a page that stays where it is: its sentences by number, and answers that name them (``NNN.sheet``).

    python -m training.claims.sheet show TEXTS NUMBER...            the sentences of pages, each with its number
    python -m training.claims.sheet check TEXTS SHEET...            every fault of the sheets
    python -m training.claims.sheet pack TEXTS SHEETS OUT           stand-off annotations of those without a fault

A sheet begins with ``published:`` (a day or -), ``title:`` (a sentence or -), ``body:`` (``s1-20 s25-30``) and, where there
is some, ``clutter:`` (sentences); then each line is an answer as own writing has them (`markup`), with the words of the
page that it names. Long words may be cut: ``We will ... a truce`` stands for all from the first to the last of them.
TEXTS is a folder of ``NNN.txt``, or holds ``general-news.jsonl.xz``, whose lines are numbered from 00000.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from . import vocabulary as voc
from .checking import Answer, is_day
from .markup import LONGEST_CLUTTER, MOST_CLUTTER, Draft, check_claims, ends_of, read_claim, without_comment
from .standoff import PLAIN, StandoffError, pack, text_of, write

HEAD = ("published", "title", "body", "clutter")
DOUBTFUL = "in quotation marks"
"""A fault of a flag that pages with broken quotation marks show wrongly: told, and packed all the same."""
QUOTED = ("content", "issue", "what", "on", "text")
PRONOUNS = frozenset("he she it they him her them his its their i we us our me my you who".split())
"""No aliases, whoever lists them."""
CUT = re.compile(r"\s*(?:\.\.\.|…)\s*")
SHORT = r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bLt)(?<!\bCol)(?<!\b[A-Z])"
BETWEEN = re.compile(rf"{SHORT}[.!?…][\"”’')]*(\s+)(?=[\"“‘'(]*[A-Z0-9])|(\s*\n\s*)")
"""Where a sentence ends, or a line: good enough to name sentences by, whatever the product makes of them."""


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands.

    >>> [text[a:b] for text in ["Mr. Dahl left. “No,” he said."] for a, b in sentences_of(text)]
    ['Mr. Dahl left.', '“No,” he said.']
    """
    cuts = [match.span(1 if match[1] else 2) for match in BETWEEN.finditer(text)]
    ends = [start for start, _ in cuts] + [len(text.rstrip())]
    starts = [len(text) - len(text.lstrip())] + [end for _, end in cuts]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def verbatim(words: str, text: str) -> str:
    """What `words` stand for in `text`: the same with its quotation marks, or the run from the first to the last of cut
    words; as they are where they do not stand there.

    >>> verbatim("We will ... a truce", "“We will never ask for a truce,” he said.")
    'We will never ask for a truce'
    """
    plain, asked = text.translate(PLAIN), words.translate(PLAIN)
    if (start := plain.find(asked)) >= 0:
        return text[start : start + len(words)]
    first, *rest = CUT.split(asked)
    if len(rest) == 1 and first and rest[0]:
        start = plain.find(first)
        end = plain.find(rest[0], start + len(first)) if start >= 0 else -1
        if end >= 0:
            return text[start : end + len(rest[0])]
    return words


def _is_a_name(form: str) -> bool:
    return form == "US" or form.lower() not in PRONOUNS


def _ranges(draft: Draft, number: int, value: str) -> Iterator[tuple[int, int]]:
    for part in value.split():
        match = re.fullmatch(r"s(\d+)(?:-(\d+))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= len(draft.sentences):
            draft.blame(number, f"sentences are s1 to s{len(draft.sentences)} (s4, s4-5), not {part}")
            return
        yield draft.sentences[first - 1][0], draft.sentences[last - 1][1]


def read_sheet(source: str, text: str, *, name: str) -> tuple[Answer, list[str]]:
    """The answer that a sheet gives of a text, and every fault.

    Examples
    --------
    >>> sheet = "published: 2024-03-05\\ntitle: -\\nbody: s1\\nA Mira Dahl | person\\nP Mira Dahl | a truce | demands | s1"
    >>> answer, faults = read_sheet(sheet, "Mira Dahl wants a truce.", name="001.sheet")
    >>> answer["positions"][0]["evidence"], faults
    ('Mira Dahl wants a truce.', [])
    """
    draft = Draft(name, text=text, sentences=sentences_of(text))
    head: dict[str, list[tuple[int, int]]] = {}
    lines = [(number, without_comment(line)) for number, line in enumerate(source.split("\n"), 1)]
    for number, line in lines:
        key, colon, value = line.partition(":")
        if not colon or key not in HEAD:
            continue
        value = value.strip()
        if key == "published":
            draft.header[key] = value
            if value != "-" and not is_day(value):
                draft.blame(number, f"published is a day (2024-03-05) or -, not {value}")
        else:
            head[key] = [] if value in ("", "-") else list(_ranges(draft, number, value))
    if missing := [key for key in HEAD[:3] if key not in head and key not in draft.header]:
        draft.blame(1, f"the sheet lacks {', '.join(missing)}")
    draft.runs = head.get("body", [])
    for number, line in lines:
        if line and line.partition(":")[0] not in HEAD:
            read_claim(draft, number, line)
    for _, _, claim in draft.claims:
        for key in QUOTED:
            if claim.get(key) is not None:
                claim[key] = verbatim(claim[key], claim["evidence"])
        for key in ("aliases", "roles"):
            if key in claim:
                claim[key] = [verbatim(form, text) for form in claim[key] if _is_a_name(form)]
    check_claims(draft)
    published, title = draft.header.get("published", "-"), head.get("title", [])
    answer: Answer = {
        "id": name.partition(".")[0],
        "url": None,
        "published": None if published == "-" else published,
        "title": text[slice(*title[0])] if title else None,
        "body": [ends_of(text, *run) for run in draft.runs],
        "clutter": [text[a:b][:LONGEST_CLUTTER].rstrip() for a, b in head.get("clutter", [])][:MOST_CLUTTER],
    }
    answer |= {plural: [claim for _, x, claim in draft.claims if x == letter] for letter, plural in voc.LISTS.items()}
    return answer, draft.faults


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["show", "check", "pack"])
    parser.add_argument("texts", type=Path)
    parser.add_argument("places", nargs="+", help="numbers; sheets; a folder of sheets and where to write")
    options = parser.parse_args(arguments)
    try:
        return _run(parser, options)
    except (StandoffError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if options.command == "show":
        for number in options.places:
            text = text_of(options.texts, number)
            print(f"== {number}")
            for place, (start, end) in enumerate(sentences_of(text), 1):
                print(f"[s{place}] {' '.join(text[start:end].split())}")
        return 0
    if options.command == "pack" and len(options.places) != len(("sheets", "out")):
        parser.error("pack takes a folder of sheets and the folder to write to")
    found = sorted(Path(options.places[0]).glob("*.sheet")) if options.command == "pack" else options.places
    count = faulty = 0
    for path in map(Path, found):
        text = text_of(options.texts, path.stem)
        answer, faults = read_sheet(path.read_text(encoding="utf-8"), text, name=path.name)
        count += 1
        faulty += bool(faults)
        print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr if options.command == "pack" else None)
        if options.command == "pack" and all(DOUBTFUL in fault for fault in faults):
            out = Path(options.places[1])
            out.mkdir(parents=True, exist_ok=True)
            write(pack(answer, text), out / f"{path.stem}.json")
    print(f"{count} sheets, {faulty} with faults")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main())
