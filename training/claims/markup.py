"""Read pages of our own writing with their answers: ``NNN.page`` files, one page each.

A file has three parts between lines of three dashes: a header, the page, the answers. In the page a line that starts with
``# `` is the headline, one with ``~ `` clutter, every other line a sentence; an empty line ends a paragraph. Answers name
their sentence by number (``s4``, ``s4-5``), so that no quote has to be written twice. The
fields: ``vocabulary.py``; a whole page: ``pages/001.page``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import vocabulary as voc
from .checking import Answer, identity, is_date, is_day, tell_faults

FEWEST_WORDS, LONGEST_CLUTTER, MOST_CLUTTER = 6, 80, 12
EVERY_FIFTH = 5


class MarkupError(ValueError):
    """A page file that breaks the markup; ``faults`` has one line for each fault, with file and line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its answer; ``sentences`` are the places of the sentences in ``text``.

    Examples
    --------
    >>> page = parse_page(
    ...     "kind: wire story\\nstyle: British\\npublished: 2024-03-05\\nsplit: train\\n---\\n"
    ...     "# Oslo waits\\nNorway will answer on Friday.\\n---\\n"
    ...     "A Norway | country | Oslo\\nD Friday | 2024-03-08 | s1\\n", name="001.page")
    >>> page.text
    'Oslo waits\\nNorway will answer on Friday.'
    >>> page.answer["dates"][0]["evidence"]
    'Norway will answer on Friday.'
    """

    name: str
    kind: str
    style: str
    published: str | None
    split: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    answer: Answer


@dataclass(slots=True)
class Draft:
    """A page while it is read: what was found so far, and every fault."""

    name: str
    header: dict[str, str] = field(default_factory=dict)
    text: str = ""
    title: str | None = None
    sentences: list[tuple[int, int]] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)
    clutter: list[str] = field(default_factory=list)
    claims: list[tuple[int, str, Answer]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def blame(self, line: int, message: str) -> None:
        self.faults.append(f"{self.name}:{line}: {message}")

    def names(self) -> set[str]:
        return {claim["name"] for _, letter, claim in self.claims if letter == "A"}


def read_page(path: Path) -> Page:
    """The page in ``path``, or `MarkupError` with all its faults."""
    page = parse_page(path.read_text(encoding="utf-8"), name=path.name)
    number = path.stem
    if not re.fullmatch(r"\d{3}", number):
        raise MarkupError([f"{path.name}:1: the file's name is a number of three digits"])
    if (int(number) % EVERY_FIFTH == 0) != (page.split == "test"):
        raise MarkupError([f"{path.name}:1: every fifth page is of the split test, and no other"])
    return page


def read_pages(folder: Path) -> list[Page]:
    """All pages of a folder in the order of their numbers, or `MarkupError` with the faults of all."""
    pages, faults = [], []
    for path in sorted(folder.glob("*.page")):
        try:
            pages.append(read_page(path))
        except MarkupError as error:
            faults += error.faults
    if faults:
        raise MarkupError(faults)
    return pages


def parse_page(source: str, *, name: str) -> Page:
    """The page written in ``source``; ``name`` is told in faults."""
    draft = Draft(name)
    lines = [(number, line.rstrip()) for number, line in enumerate(source.split("\n"), 1)]
    cuts = [i for i, (_, line) in enumerate(lines) if line == "---"]
    if len(cuts) != 2:
        raise MarkupError([f"{name}:1: a page has two lines of three dashes, this one {len(cuts)}"])
    _read_header(draft, lines[: cuts[0]])
    _read_text(draft, lines[cuts[0] + 1 : cuts[1]])
    for number, line in lines[cuts[1] + 1 :]:
        if line := without_comment(line):
            read_claim(draft, number, line)
    check_claims(draft)
    if draft.faults:
        raise MarkupError(draft.faults)
    return _page(draft)


def without_comment(line: str) -> str:
    return re.sub(r"(^|\s{2,})#.*$", "", line).strip()


def _read_header(draft: Draft, lines: list[tuple[int, str]]) -> None:
    for number, line in lines:
        key, colon, value = without_comment(line).partition(":")
        if not colon or key not in voc.HEADER or not value.strip():
            draft.blame(number, f"a line of the header is one of {', '.join(voc.HEADER)}, a colon and a value")
        else:
            draft.header[key] = value.strip()
    if missing := [key for key in voc.HEADER if key not in draft.header]:
        draft.blame(1, f"the header lacks {', '.join(missing)}")
        return
    if draft.header["split"] not in voc.SPLITS:
        draft.blame(1, f"split is train or test, not {draft.header['split']}")
    if draft.header["published"] != "-" and not is_day(draft.header["published"]):
        draft.blame(1, f"published is a day (2024-03-05) or -, not {draft.header['published']}")


def _read_text(draft: Draft, lines: list[tuple[int, str]]) -> None:
    """Build the text; a run of the body ends where clutter stands."""
    blocks: list[tuple[str, list[str]]] = []
    for number, line in lines:
        if "|" in line:
            draft.blame(number, "the sign | stands in no text")
        if line.startswith(("# ", "~ ")):
            if line.startswith("# ") and (draft.title is not None or any(mark == "" for mark, _ in blocks)):
                draft.blame(number, "a page has one headline, before its first sentence")
            draft.title = line[2:].strip() if line.startswith("# ") else draft.title
            blocks.append((line[0], [line[2:].strip()]))
        elif line.startswith(("#", "~")):
            draft.blame(number, f"a blank follows {line[0]}")
        elif not line:
            blocks.append(("", []))
        elif blocks and blocks[-1][0] == "":
            blocks[-1][1].append(line.strip())
        else:
            blocks.append(("", [line.strip()]))
    in_body = False
    for mark, parts in (block for block in blocks if block[1]):
        draft.text += "\n" if draft.text else ""
        start = len(draft.text)
        draft.text += " ".join(parts)
        if mark == "~":
            draft.clutter.append(parts[0])
        elif in_body:
            draft.runs[-1] = (draft.runs[-1][0], len(draft.text))
        else:
            draft.runs.append((start, len(draft.text)))
        in_body = mark != "~"
        for part in parts if mark == "" else ():
            draft.sentences.append((start, start + len(part)))
            start += len(part) + 1
    if not draft.sentences:
        draft.blame(1, "the page has no sentence")


def read_claim(draft: Draft, number: int, line: str) -> None:
    letter, _, rest = line.partition(" ")
    if letter not in voc.LISTS:
        return draft.blame(number, f"a line of the answers starts with one of {' '.join(voc.LISTS)}, not {letter}")
    values = [value.strip() for value in rest.split("|")]
    claim = _meeting(draft, number, values) if letter == "M" else _fields(draft, number, letter, values)
    if claim is not None:
        draft.claims.append((number, letter, claim))
    return None


def _fields(draft: Draft, number: int, letter: str, values: list[str]) -> Answer | None:
    fields = voc.FIELDS[letter]
    if letter == "A":
        values += [""] * (len(fields) - len(values))
    flags = set(values[len(fields) :])
    if len(values) < len(fields) or not flags <= voc.FLAGS.get(letter, frozenset()):
        draft.blame(number, f"{letter} has the fields {', '.join(fields)}{_flags(letter)}")
        return None
    claim: Answer = {}
    for key, value in zip(fields, values, strict=False):
        if key in ("aliases", "roles"):
            claim[key] = _split(value)
        else:
            claim[key] = _value(draft, number, letter, key, value)
    if letter == "S":
        claim |= {"named": "unnamed" not in flags, "direct": "direct" in flags}
    if letter == "P":
        claim["red_line"] = "red" in flags
    return claim


def _flags(letter: str) -> str:
    flags = sorted(voc.FLAGS.get(letter, ()))
    return f", then flags of {', '.join(flags)}" if flags else ""


def _meeting(draft: Draft, number: int, values: list[str]) -> Answer | None:
    given = {key: rest for key, _, rest in (value.partition("=") for value in values[1:-1])}
    if len(values) < 3 or "status" not in given or not set(given) <= set(voc.MEETING_FIELDS):
        draft.blame(
            number, f"M has a name, then {', '.join(f'{f}=' for f in voc.MEETING_FIELDS)} (status at least), sN"
        )
        return None
    claim: Answer = {"name": values[0]}
    for key in voc.MEETING_FIELDS:
        value = given.get(key, "")
        if key in ("parties", "hosts", "mediators"):
            claim[key] = _split(value)
        else:
            claim["proposed_by" if key == "by" else key] = _value(draft, number, "M", key, value)
    claim["evidence"] = _value(draft, number, "M", "evidence", values[-1])
    return claim


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip() not in ("", "-")]


def _value(draft: Draft, number: int, letter: str, key: str, value: str) -> Any:
    if key == "evidence":
        return _evidence(draft, number, value)
    if value in ("", "-"):
        if (letter, key) not in voc.MAY_BE_NULL:
            draft.blame(number, f"{letter} needs a {key}")
        return None
    words = voc.WORDS.get((letter, key))
    if words is not None and value not in words:
        draft.blame(number, f"{key} is one of {', '.join(sorted(words))}, not {value}")
    if key in ("date", "value") and not is_date(value):
        draft.blame(number, f"a date is 2024, 2024-03, 2024-W10 or 2024-03-05, not {value}")
    return value


def _evidence(draft: Draft, number: int, value: str) -> str:
    match = re.fullmatch(r"s(\d+)(?:-(\d+))?", value)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= len(draft.sentences):
        draft.blame(number, f"the last field names sentences s1 to s{len(draft.sentences)} (s4, s4-5), not {value}")
        return ""
    start, end = draft.sentences[first - 1][0], draft.sentences[last - 1][1]
    if not any(run[0] <= start and end <= run[1] for run in draft.runs):
        draft.blame(number, f"clutter stands within {value}")
    return draft.text[start:end]


def check_claims(draft: Draft) -> None:
    names = draft.names()
    meetings = {claim["name"] for _, letter, claim in draft.claims if letter == "M"}
    seen: Counter[str] = Counter()
    for number, letter, claim in draft.claims:
        for message in tell_faults(letter, claim, draft.text, names, meetings):
            draft.blame(number, message)
        key = identity(letter, claim)
        seen[key] += 1
        if seen[key] == 2:
            draft.blame(number, "this is said twice")


def _page(draft: Draft) -> Page:
    published = None if draft.header["published"] == "-" else draft.header["published"]
    answer: Answer = {
        "id": draft.name.partition(".")[0],
        "url": None,
        "published": published,
        "title": draft.title,
        "body": [ends_of(draft.text, *run) for run in draft.runs],
        "clutter": [line[:LONGEST_CLUTTER].rstrip() for line in draft.clutter[:MOST_CLUTTER]],
    }
    answer |= {plural: [claim for _, x, claim in draft.claims if x == letter] for letter, plural in voc.LISTS.items()}
    return Page(
        name=draft.name,
        kind=draft.header["kind"],
        style=draft.header["style"],
        published=published,
        split=draft.header["split"],
        text=draft.text,
        sentences=tuple(draft.sentences),
        answer=answer,
    )


def ends_of(text: str, start: int, end: int) -> list[str]:
    """The first and the last words of a run, as many as find it again when searched from its start."""
    run = text[start:end]
    words = [match.span() for match in re.finditer(r"\S+", run)]
    first = next(
        run[: words[i][1]]
        for i in range(min(FEWEST_WORDS, len(words)) - 1, len(words))
        if i == len(words) - 1 or text.find(run[: words[i][1]]) == start
    )
    last = next(
        run[words[-i][0] :]
        for i in range(min(FEWEST_WORDS, len(words)), len(words) + 1)
        if i == len(words) or run.find(run[words[-i][0] :]) == words[-i][0]
    )
    return [first, last]


def _count(pages: list[Page]) -> str:
    claims = Counter(letter for page in pages for letter, plural in voc.LISTS.items() for _ in page.answer[plural])
    lines = [f"pages: {len(pages)} ({sum(page.split == 'test' for page in pages)} test)"]
    lines.append(f"words: {sum(len(page.text.split()) for page in pages)}")
    lines += [f"{plural}: {claims[letter]}" for letter, plural in voc.LISTS.items()]
    kinds = Counter(page.kind for page in pages)
    lines.append("kinds: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """``check FOLDER`` prints faults and counts; ``export FOLDER OUT`` writes ``NNN.txt`` and ``NNN.json``."""
    if [arguments[:1], len(arguments)] not in ([["check"], 2], [["export"], 3]):
        print("usage: python -m training.claims.markup check FOLDER | export FOLDER OUT", file=sys.stderr)
        return 2
    try:
        pages = read_pages(Path(arguments[1]))
    except MarkupError as error:
        print(error)
        print(f"faults: {len(error.faults)}")
        return 1
    if arguments[0] == "export":
        out = Path(arguments[2])
        out.mkdir(parents=True, exist_ok=True)
        for page in pages:
            number = page.answer["id"]
            (out / f"{number}.txt").write_text(page.text, encoding="utf-8")
            (out / f"{number}.json").write_text(json.dumps(page.answer, ensure_ascii=False, indent=1), encoding="utf-8")
    print(_count(pages))
    print("faults: 0")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
