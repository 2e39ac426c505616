"""Score events on the PLOVER gold standard records.

    python eval/events.py FOLDER [--half even|odd|all] [--errors]

FOLDER holds ``PLOVER_GSR_CAMEO.txt`` (one JSON array; openeventdata/PLOVER, CC BY-SA 4.0, not shipped here). Its labels are
those of PLOVER 0.5b1: DEMAND is read as REQUEST, DISAPPROVE and INVESTIGATE as ACCUSE, FIGHT as ASSAULT; our planned acts
get the code of PLOVER's manual (`stateofplay.model.plover.manual_event`), but for promises and offers to yield: the records are
those of CAMEO, whose 034 to 0356 ("express intent to ease sanctions, to release persons, to de-escalate") its table makes
AGREE, where the manual of 0.8 leaves them CONCEDE. Records of one sentence count together.

category
    Precision and recall of the event types found in a sentence. "main" takes one type a sentence: that of the act whose
    predicate stands highest in the parse, since the records name the main act and leave the others uncoded.
both actors
    Share of the records for which an event of the right type has the right country, organisation or group at both ends
    (at the one end that the record names, where it names one only).

The even half of the records was looked at while the lexicon was written; the odd half was only scored.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pycountry

from stateofplay.finding.components import Found
from stateofplay.finding.events import find_events
from stateofplay.finding.meetings.finder import find_meetings
from stateofplay.finding.statements import find_statements
from stateofplay.language.actors import find_actors
from stateofplay.language.document import Document
from stateofplay.language.lexicon import load as load_lexicon
from stateofplay.language.pipeline import load
from stateofplay.language.press.quotations import find_quotations
from stateofplay.language.times import find_times
from stateofplay.language.tokens import Doc
from stateofplay.model import Article, Event
from stateofplay.model.plover import manual_event, quad_of
from stateofplay.model.vocabularies import EventStatus, PloverEvent

LABELS = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
# Slips in the records' country codes.
CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU", "GER": "DEU"}


@dataclass(frozen=True, slots=True)
class Record:
    """One gold record: category, and (name, code) of its actors."""

    event: str
    source: tuple[tuple[str, str], ...]
    target: tuple[tuple[str, str], ...]


def read_records(folder: Path, half: str) -> dict[str, list[Record]]:
    """Records by their sentence, of one half."""
    sentences: dict[str, list[Record]] = defaultdict(list)
    for raw in json.loads((folder / "PLOVER_GSR_CAMEO.txt").read_text("utf-8")):
        number = int(raw["id"].rsplit("-", 1)[1])
        if raw["event"] == "DOCUMENT" or (half != "all" and (number % 2 == 0) != (half == "even")):
            continue
        ends = []
        for key in ("source", "target"):
            actors = raw.get(key) or []
            actors = actors if isinstance(actors, list) else [actors]
            ends.append(tuple((a["actorText"], a.get("code", "")) for a in actors if isinstance(a, dict)))
        text = raw["text"].strip().strip("{}").strip()
        sentences[text].append(Record(LABELS.get(raw["event"], raw["event"]), ends[0], ends[1]))
    return sentences


_OFFER = "offer"


def code_of(event: Event) -> str:
    """The type that the records would give to one of our events."""
    code = manual_event(event.event, event.status, event.evidence.quote)
    word = event.evidence.quote[event.anchor - event.evidence.start :]
    promised = code is PloverEvent.CONCEDE and (event.status is EventStatus.PLANNED or word.startswith(_OFFER))
    return (PloverEvent.AGREE if promised else code).value


def read_sentence(text: str) -> tuple[Document, tuple[Event, ...]]:
    """Our events of one sentence, taken as a page by itself."""
    doc = Doc(load()(text))
    document = Document(
        article=Article(text=text, published="2000-01-01", language="en"), doc=doc, quotations=find_quotations(doc)
    )
    document = find_actors(find_times(document))
    found = Found()
    found = found.having("statements", find_statements(document, found))
    found = found.having("meetings", find_meetings(document, found))
    return document, tuple(event for event in find_events(document, found) if isinstance(event, Event))


def is_actor(document: Document, name: str | None, gold: Iterable[tuple[str, str]]) -> bool:
    """Tell whether our actor is one of the record's: by country, else by a name that they share."""
    if name is None:
        return False
    chain = [name]
    actor = document.actor(name)
    if actor is not None and actor.side:
        chain.append(actor.side)
    known = [a for n in chain if (a := document.actor(n)) is not None]
    called = (*chain, *(alias for a in known for alias in a.aliases))
    forms = {form.lower() for form in called}
    # "U.N." and "UN" are one name.
    short = {plain for form in called if (plain := form.replace(".", "")).isupper() and len(plain) > 1}
    countries = {code for n in chain for code in _country_codes(document, n)}
    for text, code in gold:
        if short & set(text.replace(".", "").split()):
            return True
        if CODES.get(code, code) in countries:
            return True
        words = {w for w in re.findall(r"[a-z]{3,}", text.lower()) if w not in ("the", "and", "president", "minister")}
        if any(words & set(re.findall(r"[a-z]{3,}", form)) for form in forms):
            return True
    return False


def _country_codes(document: Document, name: str) -> list[str]:
    """Three-letter codes of the country that an actor is, or that its name tells ("Egyptian police")."""
    actor = document.actor(name)
    short = {i.split(":", 1)[1] for i in actor.identifiers if i.startswith("iso3166:")} if actor else set()
    lexicon = load_lexicon()
    for form in (name, *name.split()):
        short |= {entry.iso for entry, _ in lexicon.forms.senses(form)[:1] if entry.iso}
    return [c.alpha_3 for s in short if (c := pycountry.countries.get(alpha_2=s)) is not None]


def fits(document: Document, event: Event, record: Record) -> bool:
    """Tell whether both ends of our event are the record's; for a joint act either order, for one end that end."""
    ends = [record.source, record.target] if record.target else [record.source[:1], record.source[1:]]
    ends = [end for end in ends if end]
    if len(ends) == 1:
        return is_actor(document, event.actor, ends[0])
    one, other = event.actor, event.recipient
    straight = is_actor(document, one, ends[0]) and is_actor(document, other, ends[1])
    return straight or (
        record.event in ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
        and is_actor(document, other, ends[0])
        and is_actor(document, one, ends[1])
    )


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["even", "odd", "all"], default="all")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    started = time.process_time()
    sentences = read_records(options.folder, options.half)
    for text, records in sentences.items():
        document, events = read_sentence(text)
        coded = [(code_of(e), e) for e in events]
        gold = {r.event for r in records}
        types = {kind for kind, _ in coded}
        first = min(events, key=lambda e: _depth(document, e.anchor), default=None)
        main_type = {code_of(first)} if first else set()
        counts["gold"] += len(gold)
        counts["found"] += len(types)
        counts["hit"] += len(gold & types)
        counts["main"] += len(main_type)
        counts["main hit"] += len(gold & main_type)
        quads = {quad_of(PloverEvent(g)) for g in gold}
        counts["quad hit"] += bool(main_type) and quad_of(PloverEvent(next(iter(main_type)))) in quads
        for record in records:
            counts["records"] += 1
            right = any(kind == record.event and fits(document, e, record) for kind, e in coded)
            counts["actors"] += right
            if options.errors and not right and record.event in types:
                print("ends", record, [(k, e.actor, e.recipient) for k, e in coded], "|", text[:200])
        if options.errors and not gold & types:
            missed.update(gold)
            print(sorted(gold), [(k, e.actor, e.recipient, e.status.value) for k, e in coded], "|", text[:300])
    spent = time.process_time() - started
    print(f"{len(sentences)} sentences, {counts['records']} records, half: {options.half}, {spent:.1f} s of CPU")
    print(_row("category, all acts", counts["hit"], counts["found"], counts["gold"]))
    print(_row("category, main act", counts["main hit"], counts["main"], counts["gold"]))
    print(f"quad class of the main act {counts['quad hit'] / max(1, counts['main']):.3f}")
    print(f"category and both actors   R {counts['actors'] / max(1, counts['records']):.3f}")
    if options.errors:
        print(missed.most_common())


def _depth(document: Document, offset: int) -> tuple[int, int]:
    token = next(t for t in document.doc if t.idx == offset)
    depth = 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth, offset


def _row(name: str, hit: int, found: int, gold: int) -> str:
    p, r = hit / max(1, found), hit / max(1, gold)
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"{name:26} P {p:.3f}  R {r:.3f}  F {f:.3f}"


if __name__ == "__main__":
    main()
