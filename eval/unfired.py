"""Tell which rules of reading no page fires: functions and lines never run, words of tables and patterns never met.

    python eval/unfired.py SOURCE ... [--part I/N] [--stories N] [--keep FILE] [--merge FILE ...] [--digests FILE]

SOURCE is a folder of pages (``.txt`` with its answer or ``.page`` beside it, ``.html``), or a file of stories as
``.jsonl.xz``, of which ``--stories`` are taken, spread evenly. Prints code and words of ours, never a word of a page. A big
run is cut into parts that are kept and merged. ``--digests`` writes a digest of the claims of each page, to be held
against those after a change.

What it sees of a table: words asked for with ``in``, ``[]``, ``get``, ``&``, ``intersection`` and ``isdisjoint``. A word counts
as met where any table that holds it met it, since many are made of others; a table that is walked through needs a look.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import coverage
import coverage.parser

ROOMS = ("stateofplay.finding", "stateofplay.language.actors")
"""What is asked."""
HERE = Path(__file__).resolve().parent

PROGRESS = 50

Hits = dict[str, set[str]]
Page = tuple[str, bytes, str | None, str | None]
"""Name, bytes, day of publication, content type."""


class WatchedSet(frozenset[Any]):
    """A set that remembers which of its words were met."""

    met: set[Any]

    def __contains__(self, word: object) -> bool:
        found = super().__contains__(word)
        if found:
            self.met.add(word)
        return found

    def _shared(self, others: Iterable[Iterable[Any]]) -> frozenset[Any]:
        found = frozenset(self)
        for other in others:
            found &= frozenset(other)
        self.met |= found
        return found

    def __and__(self, other: Any) -> frozenset[Any]:
        return self._shared([other])

    __rand__ = __and__

    def intersection(self, *others: Iterable[Any]) -> frozenset[Any]:
        return self._shared(others)

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        return not self._shared([other])


class WatchedDict(dict[Any, Any]):
    """A table that remembers which of its keys were met."""

    met: set[Any]

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        if found:
            self.met.add(key)
        return found

    def __getitem__(self, key: Any) -> Any:
        value = super().__getitem__(key)
        self.met.add(key)
        return value

    def get(self, key: Any, default: Any = None) -> Any:
        if super().__contains__(key):
            self.met.add(key)
        return super().get(key, default)


class WatchedPattern:
    """A pattern that remembers how often it matched."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.inner = pattern
        self.matched = 0

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.inner, name)
        if name in ("match", "search", "fullmatch"):

            def ask(*arguments: Any, **named: Any) -> Any:
                found = value(*arguments, **named)
                self.matched += found is not None
                return found

            return ask
        if name in ("finditer", "findall", "split", "sub", "subn"):

            def walk(*arguments: Any, **named: Any) -> Any:
                text = arguments[1] if name in ("sub", "subn") else arguments[0]
                self.matched += self.inner.search(text) is not None
                return value(*arguments, **named)

            return walk
        return value


def of_words(value: object) -> bool:
    """Whether a table is keyed by words or by tuples of words."""
    keys = list(value) if isinstance(value, (frozenset, set, dict, MappingProxyType)) else []
    return bool(keys) and all(
        isinstance(k, str) or (isinstance(k, tuple) and k and isinstance(k[0], str)) for k in keys
    )


class Watch:
    """Puts watched tables in the place of those of all modules, and tells afterwards what was met."""

    def __init__(self) -> None:
        self.made: dict[int, Any] = {}
        self.kept: list[Any] = []
        self.named: dict[str, Any] = {}

    def put(self) -> None:
        modules = {n: m for n, m in sys.modules.items() if n.startswith("stateofplay.") and isinstance(m, ModuleType)}
        for name, module in sorted(modules.items()):
            for key, value in list(vars(module).items()):
                if key.startswith("__") or isinstance(value, (ModuleType, type)):
                    continue
                watched = self.watched(value)
                if watched is value:
                    continue
                setattr(module, key, watched)
                if name.startswith(ROOMS):
                    self.named.setdefault(f"{name}.{key}", watched)

    def watched(self, value: Any) -> Any:
        if id(value) in self.made:
            return self.made[id(value)]
        found: Any = value
        if isinstance(value, (frozenset, set)) and type(value) in (frozenset, set) and of_words(value):
            if isinstance(value, set):
                return value
            found = WatchedSet(value)
            found.met = set()
        elif isinstance(value, (dict, MappingProxyType)) and type(value) in (dict, MappingProxyType):
            if of_words(value):
                found = WatchedDict({k: self.watched(v) for k, v in value.items()})
                found.met = set()
        elif type(value) is tuple and any(isinstance(v, (frozenset, dict, tuple, re.Pattern)) for v in value):
            inner = tuple(self.watched(v) for v in value)
            found = inner if any(a is not b for a, b in zip(inner, value, strict=True)) else value
        elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found = WatchedPattern(value)
        self.made[id(value)] = found
        self.kept.append(value)  # so that no other object takes its id
        return found

    def met(self) -> tuple[Hits, Hits, dict[str, int]]:
        """Words of each named table, those met, and matches of each pattern."""
        entries: Hits = {}
        met: Hits = {}
        matched: dict[str, int] = {}
        for name, table in self.named.items():
            if isinstance(table, WatchedPattern):
                matched[name] = table.matched
            elif isinstance(table, (WatchedSet, WatchedDict)):
                entries[name] = {spelt(k) for k in table}
                met[name] = {spelt(k) for k in table.met}
        return entries, met, matched


def spelt(key: object) -> str:
    return key if isinstance(key, str) else " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def day_of(told: str | None) -> str | None:
    """The day that a list tells, or none where it tells no whole one."""
    return told if told and re.fullmatch(r"\d{4}-\d\d-\d\d", told) else None


class Fired:
    """Entries of tables whose rows are records: the function that says a row fits is listened to."""

    def __init__(self) -> None:
        self.rows: set[str] = set()

    def listen(self) -> None:
        from stateofplay.finding.events import matching

        fits = matching.fits

        def heard(token: Any, predicate: Any) -> bool:
            found = fits(token, predicate)
            if found:
                self.rows.add(row_name(predicate))
            return found

        matching.fits = heard


def row_name(p: Any) -> str:
    asked = "".join(
        f" {mark}{','.join(sorted(words))}"
        for mark, words in (
            (">", p.objects),
            ("<", p.modifiers),
            ("!", p.not_objects | p.not_modifiers),
            ("@", p.doers),
        )
        if words
    )
    return f"{'=' * p.exact}{p.lemma} {' '.join(p.beside)}{asked} +{p.complement} {p.event} {p.frame.name}"


def all_rows() -> set[str]:
    from stateofplay.finding.events.predicates import load_lexicon

    lexicon = load_lexicon()
    return {
        row_name(p) for shelf in (lexicon.verbs, lexicon.nouns, lexicon.adjectives) for ps in shelf.values() for p in ps
    }


def pages_of(place: Path, stories: int) -> Iterator[Page]:
    """The pages of a folder or of a file of stories."""
    if place.name.endswith(".jsonl.xz"):
        with lzma.open(place, "rt", encoding="utf-8") as lines:
            every = [json.loads(line) for line in lines]
        for number in range(0, len(every), max(1, len(every) // stories)):
            story = every[number]
            yield f"{place.name}:{number}", story["text"].encode(), day_of(story["published"]), "text/plain"
        return
    sys.path.insert(0, str(HERE.parent))
    from training.claims.markup import parse_page as parse_own

    days = {}
    if (place / "index.tsv").exists():
        rows = [line.split("\t") for line in (place / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]
        days = {row[0]: row[1] for row in rows}
    for path in sorted(place.rglob("*")):
        name = f"{place.name}/{path.relative_to(place)}"
        if path.suffix == ".page":
            page = parse_own(path.read_text(encoding="utf-8"), name=path.name)
            yield name, page.text.encode(), page.published, "text/plain"
        elif path.suffix == ".txt":
            answer = path.with_suffix(".json")
            day = (
                json.loads(answer.read_text(encoding="utf-8"))["published"] if answer.exists() else days.get(path.stem)
            )
            yield name, path.read_bytes(), day_of(day), "text/plain"
        elif path.suffix == ".html":
            yield name, path.read_bytes(), None, "text/html"


def run(places: list[Path], part: tuple[int, int], stories: int, digests: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Read the pages; after every fiftieth and the last, what fired so far, as plain lists that can be kept and merged."""
    include = [f"*/stateofplay/{room.removeprefix('stateofplay.').replace('.', '/')}/*" for room in ROOMS]
    covered = coverage.Coverage(data_file=None, config_file=False, include=include)
    covered.start()
    from stateofplay.errors import StateOfPlayError
    from stateofplay.service.reading import read

    read(b"Norway and Chad will meet in Geneva on Monday, the minister said.", content_type="text/plain")  # loads all
    watch, fired = Watch(), Fired()
    watch.put()
    fired.listen()
    every = [page for place in places for page in pages_of(place, stories)]
    every.sort(
        key=lambda page: hashlib.sha256(page[0].encode()).digest()
    )  # so that a run that is stopped saw all kinds
    every = every[part[0] - 1 :: part[1]]
    unread = 0
    for done, (name, raw, day, kind) in enumerate(every, 1):
        try:
            digests[name] = digest(read(raw, published=day, content_type=kind, charset="utf-8"))
        except StateOfPlayError:
            unread += 1
        if done % PROGRESS == 0 or done == len(every):
            covered.stop()
            lines = {}
            for path in covered.get_data().measured_files():
                _, statements, _, missing, _ = covered.analysis2(path)
                lines[str(Path(path).relative_to(HERE.parent))] = sorted(set(statements) - set(missing))
            _, met, matched = watch.met()
            yield {
                "pages": len(digests),
                "unread": unread,
                "lines": lines,
                "met": {name: sorted(words) for name, words in met.items()},
                "matched": matched,
                "rows": sorted(fired.rows),
            }
            covered.start()


def digest(reading: Any) -> str:
    from stateofplay.exchange.reading.contract import to_json

    return hashlib.sha256(to_json(reading).encode()).hexdigest()[:16]


def merge(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """What fired in any part."""
    lines: dict[str, set[int]] = defaultdict(set)
    met: dict[str, set[str]] = defaultdict(set)
    matched: dict[str, int] = defaultdict(int)
    rows: set[str] = set()
    for part in parts:
        for path, run_lines in part["lines"].items():
            lines[path] |= set(run_lines)
        for name, words in part["met"].items():
            met[name] |= set(words)
        for name, count in part["matched"].items():
            matched[name] += count
        rows |= set(part["rows"])
    return {
        "pages": sum(p["pages"] for p in parts),
        "unread": sum(p["unread"] for p in parts),
        "lines": lines,
        "met": met,
        "matched": matched,
        "rows": rows,
    }


def tell(found: dict[str, Any]) -> Iterator[str]:
    """The report: code, tables, patterns, rows of the lexicon of events."""
    yield f"{found['pages']} pages read, {found['unread']} refused"
    silent_lines = whole = parts = 0
    for path, run_lines in sorted(found["lines"].items()):
        source = (HERE.parent / path).read_text(encoding="utf-8")
        statements = coverage.parser.PythonParser(text=source)
        statements.parse_source()
        missing = sorted(statements.statements - set(run_lines) - statements.excluded)
        if not missing:
            continue
        silent_lines += len(missing)
        for name, first, last, body in functions(source):
            gone = [n for n in missing if first <= n <= last]
            if not gone:
                continue
            if body in gone:
                whole += 1
                yield f"never entered  {path}:{first} {name} ({last - first + 1} lines)"
            else:
                parts += 1
                yield f"lines not run  {path}:{','.join(map(str, gone))} {name}"
    yield f"{silent_lines} statements never run, {whole} functions never entered, {parts} run in part"
    entries, _, matched = all_tables()
    every_met = set().union(*found["met"].values())
    silent = 0
    for name, words in sorted(entries.items()):
        never = words - set(found["met"].get(name, ())) - every_met
        if never and len(words) < 4000:
            silent += len(never)
            met = len(words & set(found["met"].get(name, ())))
            yield f"table {name}: {len(never)} of {len(words)} never met anywhere, {met} met here: {', '.join(sorted(never))}"
    yield f"{silent} words of {len(entries)} tables never met"
    dumb = sorted(name for name in matched if not found["matched"].get(name))
    yield f"patterns that never matched ({len(dumb)} of {len(matched)}): {', '.join(dumb)}"
    rows = all_rows()
    unfit = sorted(rows - set(found["rows"]))
    yield f"{len(unfit)} of {len(rows)} rows of the lexicon of events never fit"
    yield from (f"row {row}" for row in unfit)


def all_tables() -> tuple[Hits, Hits, dict[str, int]]:
    from stateofplay.service.reading import read

    read(b"Norway and Chad will meet in Geneva on Monday.", content_type="text/plain")
    watch = Watch()
    watch.put()
    return watch.met()


def functions(source: str) -> Iterator[tuple[str, int, int, int]]:
    """Name, first and last line of each function, and the line of its first statement after the docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield node.name, node.lineno, node.end_lineno or node.lineno, body[0].lineno


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--part", default="1/1", metavar="I/N", help="every Nth page, from the Ith")
    parser.add_argument("--stories", type=int, default=500, help="how many stories of a file are read")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep what fired here instead of telling it")
    parser.add_argument("--merge", type=Path, nargs="+", metavar="FILE", default=[], help="parts kept before")
    parser.add_argument("--digests", type=Path, metavar="FILE", help="write the digest of each page's claims")
    arguments = parser.parse_args()
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in arguments.merge]
    if arguments.sources:
        number, _, of = arguments.part.partition("/")
        digests: dict[str, str] = {}
        parts.append({})
        for parts[-1] in run(arguments.sources, (int(number), int(of)), arguments.stories, digests):
            print(f"{parts[-1]['pages']} pages", file=sys.stderr, flush=True)
            if arguments.digests:
                arguments.digests.write_text(json.dumps(digests, indent=0, sort_keys=True), encoding="utf-8")
            if arguments.keep:
                arguments.keep.write_text(json.dumps(parts[-1]), encoding="utf-8")
    if arguments.keep:
        return 0
    print("\n".join(tell(merge(parts))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
