"""A model analysed, as a mediator's note of one page: what it says, what that hangs on, what to ask, and the sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stateofplay.casework.outlook.looking_ahead import Hinge, LikelyOutcome, Outlook
from stateofplay.casework.outlook.ways import Way
from stateofplay.casework.questions.standing import (
    claims_of,
    hinge_words,
    leaver_words,
    outcomes_with_ways,
    part_of,
    standing_words,
    tell_difference,
    verdict,
    way_to,
    way_words,
)
from stateofplay.casework.telling.concepts import under_words, when_it_holds
from stateofplay.casework.telling.describing import list_some
from stateofplay.casework.telling.shares import holds_in, in_readings
from stateofplay.conflict import Conflict, Statements
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Rule
from stateofplay.conflict.model.naming import capitalised, name_of
from stateofplay.exchange.reports.sheets import Block, Heading, Points, SheetParagraph, lines_of

if TYPE_CHECKING:
    from stateofplay.record.views import Row


LONGEST, SHORT = 150, 110
"""Signs of a sentence that are shown, and of what is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How much of each part a note shows."""

    leavers: int = 3
    outcomes: int = 2
    wishes: int = 2
    questions: int = 3
    assumed: int = 3
    sentences: int = 4
    longest: int = LONGEST
    brief: bool = True
    """Whether outcomes that a question is about go without their name."""


PAGE = Lengths()
"""A note of one page: about 55 lines of 100 signs."""
PAGES = (
    PAGE,
    Lengths(wishes=1),
    Lengths(wishes=1, sentences=3),
    Lengths(wishes=1, sentences=2, leavers=2),
    Lengths(wishes=1, sentences=2, leavers=2, questions=2),
    Lengths(wishes=1, sentences=1, leavers=2, questions=2, outcomes=1, assumed=2),
)
"""What a page leaves out, step by step, where it would be longer than a page."""
PAGE_LINES, PAGE_WIDTH = 55, 100
WHOLE = Lengths(
    leavers=1000,
    outcomes=1000,
    wishes=1000,
    questions=1000,
    assumed=1000,
    sentences=1000,
    longest=1 << 20,
    brief=False,
)
"""Everything."""
_WANTS = re.compile(r" want(s?) ")
HOW_TO_READ = (
    "A reading fills in at random what the model leaves open; {samples:,} were drawn (seed {seed}). {holds} The shares are no"
    " probabilities."
)


class _Marks:
    """Numbers the sentences that lines rest on, in the order in which they are used."""

    def __init__(self, rows: Mapping[str, Row], lengths: Lengths) -> None:
        self.rows, self.lengths = rows, lengths
        self.found: dict[tuple[int, str], Row] = {}

    def of(self, claims: Sequence[str], most: int = 2) -> str:
        """The marks of some claims, to stand after a line."""
        numbers = []
        for row in (self.rows[c] for c in claims if c in self.rows):
            key = (row.page, " ".join(row.quote.split()))
            if key not in self.found and len(self.found) >= self.lengths.sentences:
                continue
            self.found.setdefault(key, row)
            number = list(self.found).index(key) + 1
            if number not in numbers:
                numbers.append(number)
            if len(numbers) == most:
                break
        return "".join(f" [{n}]" for n in numbers)

    def lines(self) -> tuple[str, ...]:
        """Every numbered sentence with its page."""
        return tuple(
            f"[{n}] “{_short(' '.join(row.quote.split()), self.lengths.longest)}”"
            f" ({row.source.rsplit('/', 1)[-1]}, {row.told_day})"
            for n, row in enumerate(self.found.values(), 1)
        )


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def in_short(outlook: Outlook) -> str:
    """The note in two sentences: whether where it stands holds, and which answer that hangs on most."""
    lead = next((one for one in outlook.status_quo.hinges if one.open), None)
    if lead is not None:
        more = len([q for q in outlook.questions if q.open]) - 1
        rest = f" {more} more open wishes change some verdict." if more > 1 else ""
        return f"{verdict(outlook)} {hinge_words(lead)}.{rest}"
    if outlook.open == 1:
        return f"{verdict(outlook)} It does not hang on the one wish that is open."
    if outlook.open and outlook.questions:
        return f"{verdict(outlook)} None of the {outlook.open} open wishes decides that alone."
    return (
        f"{verdict(outlook)} It hangs on none of the {outlook.open} wishes that are open."
        if outlook.open
        else verdict(outlook)
    )


def outlook_sheet(
    outlook: Outlook, rows: Mapping[str, Row], *, left_out: Sequence[str] = (), lengths: Lengths = PAGE
) -> list[Block]:
    """The note: of one page, or of whatever length is asked.

    Parameters
    ----------
    rows
        Claim id -> row, for the sentences.
    left_out
        What the record speaks of and the model has not, where the draft is at hand.
    """
    if lengths != PAGE:
        return _sheet(outlook, rows, left_out, lengths)
    sheet: list[Block] = []
    for shorter in PAGES:
        sheet = _sheet(outlook, rows, left_out, shorter)
        if lines_of(sheet, PAGE_WIDTH) <= PAGE_LINES:
            break
    return sheet


def _sheet(outlook: Outlook, rows: Mapping[str, Row], left_out: Sequence[str], lengths: Lengths) -> list[Block]:
    conflict = outlook.conflict
    marks = _Marks(rows, lengths)
    sheet: list[Block] = [Heading(text=f"What could hold: {outlook.title or 'a conflict model'}", level=1)]
    sheet.append(SheetParagraph(text=in_short(outlook)))
    if outlook.samples > 1:
        sheet.append(
            SheetParagraph(
                text=HOW_TO_READ.format(
                    samples=outlook.samples, seed=outlook.seed, holds=when_it_holds(outlook.readings.main)
                ),
                quiet=True,
            )
        )
    sheet += [Heading(text="Where it stands"), Points(items=_standing(outlook, marks, lengths))]
    sheet.append(Heading(text="What else could hold"))
    sheet.append(Points(items=_others(outlook, marks, lengths)))
    sheet += [Heading(text="What they want, as far as it is said"), Points(items=_wants(conflict, marks, lengths))]
    if outlook.open:
        head = "What to ask first, and how often where it stands holds with a yes and with a no"
        sheet += [Heading(text=head), Points(items=_asked(outlook, lengths))]
    if assumed := _assumed(conflict):
        more = len(assumed) - lengths.assumed
        rest = f" {more} more in the model file." if more > 0 else ""
        sheet.append(Heading(text="Assumed, to be struck where it is not so"))
        sheet.append(SheetParagraph(text=f"{' '.join(assumed[: lengths.assumed])}{rest}"))
    if left_out:
        first = "; ".join(_short(words, SHORT) for words in left_out[: lengths.outcomes])
        things = "1 thing" if len(left_out) == 1 else f"{len(left_out)} things, first"
        text = f"Not in the model: {things}: {first}. The draft lists what is left out with its reason."
        sheet.append(SheetParagraph(text=text, quiet=True))
    if marks.found:
        sheet += [Heading(text="The sentences"), Points(items=marks.lines())]
    return sheet


def _standing(outlook: Outlook, marks: _Marks, lengths: Lengths) -> tuple[str, ...]:
    now, conflict = outlook.status_quo, outlook.conflict
    taken = tuple(c for o in now.taken for c in o.evidence)
    lines = [f"Now: {standing_words(conflict, now)}.{marks.of(taken)}"]
    # The first who would leave stands in the verdict, unless it is the only place for the sentences it rests on.
    told = now.leavers[1 : lengths.leavers] if outlook.samples > 1 else now.leavers[: lengths.leavers]
    lines += [f"{leaver_words(one)}.{marks.of(one.claims)}" for one in told]
    for concept, share in now.shares.items():
        if share.hits != now.main.hits:
            lines.append(f"{capitalised(under_words(concept))} it {holds_in(share)}.")
    if now.lack_of_moves:
        names = list_some([name_of(conflict, dm) for dm in now.lack_of_moves])
        lines.append(f"{names} can do nothing from here: it stays for lack of moves, not by what it wants.")
    return tuple(lines)


def _others(outlook: Outlook, marks: _Marks, lengths: Lengths) -> tuple[str, ...]:
    lines = []
    found = outcomes_with_ways(outlook)
    for pattern, outcome, way in found[: lengths.outcomes]:
        text = tell_difference(outlook, pattern)
        parts = [f"{capitalised(text)}: {holds_in(outcome.main)}"]
        parts.append(_way(way) if way is not None else "no way there by steps that their movers want")
        lines.append(f"{'; '.join(parts)}.{marks.of(claims_of(outcome), 1)}")
    if (more := len(found) - lengths.outcomes) > 0:
        lines.append(
            f"{more} more outcomes hold in some reading, less often; `stateofplay analyse MODEL --long` has all."
        )
    return tuple(lines) or ("No other outcome holds in any reading.",)


def _way(way: Way) -> str:
    """A way in words; of one step the outcome has said already what it is."""
    if len(way.steps) > 1:
        return way_words(way)
    (step,) = way.steps
    who = f"{list_some(step.names)}{' together' if len(step.who) > 1 else ''}"
    wanted = "" if way.share.samples == 1 else f", wanted {in_readings(way.share)}"
    return f"{who} can get there in one step{wanted}"


def _wants(conflict: Conflict, marks: _Marks, lengths: Lengths) -> tuple[str, ...]:
    lines = []
    for dm in conflict.decision_makers:
        name = name_of(conflict, dm.id)
        said = [s for tied in dm.preference.classes for s in tied] if isinstance(dm.preference, Statements) else []
        told = [s for s in said if s.evidence and "assumed" not in s.note]
        if not told:
            lines.append(f"{name}: the record does not say." if not said else f"{name}: see the model.")
            continue
        words = [f"{_without_name(s.note, name)}{marks.of(s.evidence, 1)}" for s in told[: lengths.wishes]]
        more = len(told) - lengths.wishes
        lines.append(f"{name}: {'; '.join(words)}{f'; and {more} more' if more > 0 else ''}.")
    return tuple(lines)


def _without_name(note: str, name: str) -> str:
    """A note without the party in front, with or without its article: the line has it already."""
    bare = note.removeprefix("The ") if note.startswith(f"The {name}") else note
    return bare.removeprefix(f"{name} ").removeprefix(f"{name}: ")


def _asked(outlook: Outlook, lengths: Lengths) -> tuple[str, ...]:
    lines = []
    for one in outlook.questions[: lengths.questions]:
        text = _WANTS.sub(lambda found: f": {'does it' if found[1] else 'do they'} want ", one.words, count=1)
        about = "With"
        if one.outcome:
            about = f"Of {'an outcome near it' if lengths.brief else tell_difference(outlook, one.outcome)}: with"
        lines.append(f"{text}? {about} a yes {_part(one.yes)}, with a no {_part(one.no)}.")
    if not lines:
        lines.append("No single answer changes a verdict by more than a tenth of the readings.")
    verb = "wish is" if outlook.open == 1 else "wishes are"
    lines.append(f"{outlook.open} {verb} open; `stateofplay answer MODEL` lists them and takes the answers.")
    return tuple(lines)


def _part(share: float) -> str:
    return part_of(share).removesuffix(" of the readings")


def _assumed(conflict: Conflict) -> tuple[str, ...]:
    """Rules of feasibility, what needs what, and harms that are assumed to be disliked."""
    lines = [
        r.note.removeprefix("rule: ").split(" (strike")[0]
        for r in conflict.infeasible
        if isinstance(r, Rule) and r.note
    ]
    needing = [o for o in conflict.options if o.needs]
    if needing:
        lines.append("who attends takes part in the talks")
    if any(o.joint for o in conflict.options):
        lines.append("what is named with several parties takes all of them, and each can end it")
    for dm in conflict.decision_makers:
        for tied in dm.preference.classes if isinstance(dm.preference, Statements) else ():
            lines += [s.note.split(" (assumed")[0] for s in tied if "(assumed" in s.note]
    return tuple(f"{capitalised(line)}." for line in dict.fromkeys(lines))


def outlook_dict(outlook: Outlook, rows: Mapping[str, Row]) -> dict[str, Json]:
    """Plain data for JSON."""
    conflict = outlook.conflict
    claims = dict.fromkeys(
        (
            *(c for o in conflict.options for c in o.evidence),
            *(
                c
                for dm in conflict.decision_makers
                if isinstance(dm.preference, Statements)
                for tied in dm.preference.classes
                for s in tied
                for c in s.evidence
            ),
        )
    )
    return {
        "title": outlook.title,
        "in_short": in_short(outlook),
        "parties": [name_of(conflict, dm) for dm in conflict.dm_ids],
        "options": [
            {
                "id": o.id,
                "owners": list(o.owners),
                "needs": list(o.needs),
                "name": o.name or o.id,
                "note": o.note,
                "claims": list(o.evidence),
            }
            for o in conflict.options
        ],
        "status_quo": _plain(outlook, outlook.status_quo),
        "outcomes": [_plain(outlook, o) for o in outlook.outcomes],
        "concept": outlook.readings.main,
        "samples": outlook.samples,
        "seed": outlook.seed,
        "caveats": list(outlook.caveats),
        "open": outlook.open,
        "questions": [_hinge(one) for one in outlook.questions],
        "claims": {
            c: {
                "quote": rows[c].quote,
                "source": rows[c].source,
                "day": rows[c].day if rows[c].dated else None,
                "start": rows[c].start,
                "end": rows[c].end,
            }
            for c in claims
            if c in rows
        },
    }


def _plain(outlook: Outlook, outcome: LikelyOutcome) -> dict[str, Json]:
    way = None if outcome.status_quo else way_to(outlook, outcome.options)
    return {
        "state": outcome.state,
        "options": outcome.options,
        "words": outcome.text,
        "verdict": holds_in(outcome.main),
        "shares": {c: {"share": s.share, "low": s.low, "high": s.high} for c, s in outcome.shares.items()},
        "status_quo": outcome.status_quo,
        "leavers": [
            {"who": list(one.who), "share": one.share.share, "step": one.step, "words": leaver_words(one)}
            for one in outcome.leavers
        ],
        "hinges": [_hinge(one) for one in outcome.hinges],
        "way": None
        if way is None
        else {
            "share": way.share.share,
            "words": way_words(way),
            "steps": [
                {"who": list(s.who), "from": s.source, "to": s.target, "step": s.words, "wanted": in_readings(s.share)}
                for s in way.steps
            ],
        },
        "lack_of_moves": list(outcome.lack_of_moves),
        "claims": list(claims_of(outcome)),
    }


def _hinge(one: Hinge) -> dict[str, Json]:
    return {
        "party": one.party,
        "open": one.open,
        "words": one.words,
        "concept": one.concept,
        "yes": round(one.yes, 3),
        "no": round(one.no, 3),
        "claims": list(one.claims),
    }
