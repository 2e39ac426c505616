"""Evidence: an archived page beside its claims, each with the words it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import quote as percent

from stateofplay.exchange.brief.wording import count
from stateofplay.model import CLAIM_KINDS, KIND_NAMED
from stateofplay.model.tongues.tables import is_unread, not_read
from stateofplay.record.judging.judgements import Judgement, history, standing_on
from stateofplay.record.views import Row
from stateofplay.record.views.claim_rows import rows_of_page
from stateofplay.record.views.page_facts import PageFacts, page_facts, place_of_claim
from stateofplay.service.library import KeptCase
from stateofplay.service.views.checking.fields import FormField, form_fields
from stateofplay.service.views.records import CLAIM_COLUMNS, Sheet, ToldClaim, claim_cells, moment
from stateofplay.service.views.telling import tell_claim

AROUND = 150
"""Characters of the page that are shown on either side of a quote."""
_FRAGMENT_WORDS = 6
_SAID = {"accept": "accepted", "reject": "rejected", "unsure": "is unsure", "withdraw": "took back"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of the page's text that the same claims rest on from end to end."""

    text: str
    start: int
    claims: tuple[str, ...]
    selected: bool
    sheet: int | None = None
    """The page of paper that begins here, of documents that have several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the page's text, cut into pieces; `start` is the code point at which it begins."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One step of a claim's history."""

    author: str
    at: str
    words: str
    changes: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedClaim:
    """The claim that the page is opened at, with all that can be said and done about it."""

    claim: ToldClaim
    before: str
    after: str
    """What stands around the quote."""
    sheet: int | None
    """The page of paper it stands on, of documents that have several (PDF)."""
    fields: tuple[FormField, ...]
    history: tuple[HistoryStep, ...]
    seen: str
    """Id of the last word on it: who judges says which was the last that they saw."""
    live: str
    """Address that opens the live page at these words; empty where the page came from a file."""
    same_words: tuple[ToldClaim, ...]
    """Other claims on the same words."""
    previous: str
    next: str
    """Ids of the claims before and after it on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """The numbers of the pages that a page is a copy or a version of, and of those that are one of it."""

    copy_of: int | None = None
    copies: tuple[int, ...] = ()
    earlier: int | None = None
    newer: int | None = None


ALONE = Kin()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A page beside its claims."""

    case: str
    title: str
    lead: str
    number: int
    source: str
    site: str
    published: str
    language: str
    unread: str
    """A plain line where the claims of the page are not read, for its language."""
    added_at: str
    reader: str
    live: str
    copy_of: int | None
    copies: tuple[int, ...]
    earlier: int | None
    newer: int | None
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[ToldClaim, ...]
    selected: SelectedClaim | None
    clutter: tuple[tuple[str, str], ...]
    """(reason, text) of what was left out."""
    kinds: tuple[tuple[str, int], ...]
    """(kind, how many)."""
    kind: str
    """Of which only these are listed; empty for all."""

    def sheet(self) -> Sheet:
        """One row a claim."""
        return Sheet(columns=CLAIM_COLUMNS, rows=tuple(claim_cells(c) for c in self.claims))


def evidence_of_claim(kept: KeptCase, claim: str, *, listed: bool = True, looked_up: bool = False) -> EvidenceView:
    """The page of a claim, opened at the claim.

    Parameters
    ----------
    listed
        Whether the other claims of the page are told too; who opens one reads only those on its words.
    looked_up
        As of `evidence_of_page`.

    Raises
    ------
    RecordError
        ``record.no_such_claim`` or ``record.ambiguous_claim``.
    """
    if (row := kept.rows_by_claim.get(claim)) is not None:
        return evidence_of_page(kept, row.page, selected=claim, listed=listed, looked_up=looked_up)
    with kept.case.read() as connection:
        found, _, number = place_of_claim(connection, claim)
    return evidence_of_page(kept, number, selected=found, listed=listed, looked_up=looked_up)


class NotKeptYet(Exception):
    """The page came after the case was gathered, which has to be looked at anew."""


def evidence_of_page(
    kept: KeptCase,
    number: int,
    *,
    selected: str = "",
    kind: str = "",
    listed: bool = True,
    looked_up: bool = False,
) -> EvidenceView:
    """A page with its claims, rejected ones and those that a newer version lost included.

    Parameters
    ----------
    looked_up
        Whether what was judged is asked of the database, since the case was kept before somebody judged.

    Raises
    ------
    RecordError
        ``record.no_such_page``.
    """
    with kept.case.read() as connection:
        facts = page_facts(connection, number)
        state = kept.state
        if not state.pages or facts.number > int(str(state.pages[-1]["number"])):
            raise NotKeptYet
        judged = standing_on(connection, facts.id) if looked_up else state.judgements
        found = rows_of_page(
            connection, facts.id, identities=state.identities, judgements=judged, sources=state.sources
        )
        chosen = next((r for r in found if r.claim_id == selected), None)
        past = history(connection, chosen.claim_id) if chosen is not None else ()
    counts = Counter(row.kind for row in found)
    shown = [row for row in found if not kind or row.kind == kind]
    article = facts.article
    kin = kin_of(kept).get(number, ALONE)
    return EvidenceView(
        case=kept.id,
        title=article.title or facts.source,
        lead=_lead(kin, found),
        number=number,
        source=facts.source,
        site=article.site or "",
        published=article.published or "",
        language=article.language or "",
        unread=not_read(article.language, ()) if is_unread(facts.reader) else "",
        added_at=moment(facts.added_at),
        reader=facts.reader,
        live=_address(facts),
        copy_of=kin.copy_of,
        copies=kin.copies,
        earlier=kin.earlier,
        newer=kin.newer,
        paragraphs=cut_paragraphs(article.text, found, selected, article.sheets),
        claims=tuple(map(tell_claim, shown)) if listed else (),
        selected=None if chosen is None else _selected(facts, chosen, past, found, shown),
        clutter=tuple((c.reason, c.text) for c in article.clutter),
        kinds=tuple((k, counts[k]) for k in CLAIM_KINDS if counts[k]),
        kind=kind,
    )


def _selected(
    facts: PageFacts, chosen: Row, past: Sequence[Judgement], found: Sequence[Row], shown: Sequence[Row]
) -> SelectedClaim:
    """The claim that a page is opened at; `found` are all claims of the page, `shown` those that are listed."""
    article = facts.article
    overlapping = (r for r in found if r.start < chosen.end and chosen.start < r.end and r.claim_id != chosen.claim_id)
    return SelectedClaim(
        claim=tell_claim(chosen),
        before=words_before(article.text, chosen.start),
        after=words_after(article.text, chosen.end),
        sheet=article.sheet_of(chosen.start) if len(article.sheets) > 1 else None,
        fields=form_fields(chosen.kind, _values(chosen)),
        history=tuple(map(_step, past)),
        seen=past[-1].id if past else "",
        live=_live(facts, article.text[chosen.start : chosen.end]),
        same_words=tuple(map(tell_claim, overlapping)),
        previous=_beside(shown, chosen.claim_id, -1),
        next=_beside(shown, chosen.claim_id, 1),
    )


def _step(judgement: Judgement) -> HistoryStep:
    return HistoryStep(
        author=judgement.author,
        at=moment(judgement.at),
        words="corrected" if judgement.correction else _SAID[str(judgement.verdict)],
        changes=tuple((field, value or "") for field, value in judgement.correction),
        note=judgement.note,
    )


def kin_of(kept: KeptCase) -> Mapping[int, Kin]:
    """Number of a page -> its kin, of those that have any."""

    def make() -> dict[int, Kin]:
        found: dict[int, Kin] = {}
        for page in kept.state.pages:
            number, copy_of, earlier = (page[key] for key in ("number", "copy_of", "earlier"))
            assert isinstance(number, int)
            if isinstance(copy_of, int):
                found[number] = replace(found.get(number, ALONE), copy_of=copy_of)
                other = found.get(copy_of, ALONE)
                found[copy_of] = replace(other, copies=(*other.copies, number))
            if isinstance(earlier, int):
                found[number] = replace(found.get(number, ALONE), earlier=earlier)
                found[earlier] = replace(found.get(earlier, ALONE), newer=number)
        return found

    return kept.once("kin", make)


def _lead(kin: Kin, found: Sequence[Row]) -> str:
    if kin.copy_of is not None:
        return f"A copy of page {kin.copy_of}: its claims are told there, and it counts as no second source."
    number = f"{count(len(found), 'claim')}, {sum(r.verdict is not None for r in found)} judged."
    if kin.newer is not None:
        return f"Page {kin.newer} is a newer version; of this one only what that no longer says is told. {number}"
    return number


def _beside(rows: Sequence[Row], id: str, step: int) -> str:
    at = next((i for i, row in enumerate(rows) if row.claim_id == id), None)
    if at is None or not 0 <= at + step < len(rows):
        return ""
    return rows[at + step].claim_id


def _values(row: Row) -> dict[str, str]:
    """The fields of a claim as a form has them, after corrections."""
    out = {}
    for column, field in KIND_NAMED[row.kind].columns.items():
        value = getattr(row, column)
        out[field] = str(value).lower() if isinstance(value, bool) else value or ""
    if row.kind == "meetings":
        out["parties"] = row.party or ""
    return {**out, "said_by": row.said_by or "", "firmness": row.firmness}


def cut_paragraphs(
    text: str, found: Sequence[Row], selected: str = "", sheets: Sequence[tuple[int, int]] = ()
) -> tuple[Paragraph, ...]:
    """Cut a text into lines, and those into pieces that the same claims rest on.

    Nothing of the text is lost but the ends of lines: a piece begins where it says, in code points.
    """
    begins = dict(sheets) if len(sheets) > 1 else {}
    cuts = {0, len(text), *begins}
    for row in found:
        cuts |= {row.start, row.end}
    for gap in re.finditer(r"\n+", text):
        cuts |= {gap.start(), gap.end()}
    ordered = sorted(c for c in cuts if 0 <= c <= len(text))
    coming = sorted(found, key=lambda r: r.start, reverse=True)
    open: list[Row] = []
    paragraphs: list[list[Piece]] = [[]]
    for start, end in pairwise(ordered):
        piece = text[start:end]
        while coming and coming[-1].start <= start:
            open.append(coming.pop())
        # Where one ends it is cut: whatever goes on behind the beginning of a piece goes on to its end.
        open = [r for r in open if r.end > start]
        if not piece.strip("\n"):
            if paragraphs[-1]:
                paragraphs.append([])
            continue
        over = open
        if len(open) > 1:
            # The shortest evidence first: a click means the claim that says most exactly this.
            over = sorted(open, key=lambda r: (r.claim_id != selected, r.kind == "dates", r.end - r.start))
        paragraphs[-1].append(
            Piece(
                text=piece,
                start=start,
                claims=tuple(r.claim_id for r in over),
                selected=any(r.claim_id == selected for r in over),
                sheet=begins.get(start),
            )
        )
    return tuple(Paragraph(start=p[0].start, pieces=tuple(p)) for p in paragraphs if p)


def words_before(text: str, start: int) -> str:
    """What stands in front of some words of a page, from a whole word on where its script parts words.

    >>> words_before("a word " * 30 + "here", 210)[:9], words_before("双方同意", 2)
    ('… a word ', '双方')
    """
    around = text[max(0, start - AROUND) : start]
    if start <= AROUND:
        return around
    _, space, whole = around.partition(" ")
    return f"… {whole if space else around}"


def words_after(text: str, end: int) -> str:
    """What stands behind some words of a page, up to a whole word where its script parts words.

    >>> words_after("here" + " a word" * 30, 4)[-8:], words_after("双方同意", 2)
    ('word a …', '同意')
    """
    around = text[end : end + AROUND]
    if end + AROUND >= len(text):
        return around
    whole, space, _ = around.rpartition(" ")
    return f"{whole if space else around} …"


def _address(facts: PageFacts) -> str:
    for place in (facts.article.url, facts.source):
        if place and place.lower().startswith(("http://", "https://")):
            return place
    return ""


def _live(facts: PageFacts, words: str) -> str:
    """The live page, opened at some words (a text fragment: first and last words suffice)."""
    address = _address(facts)
    if not address:
        return ""
    parts = words.split()
    if len(parts) <= 2 * _FRAGMENT_WORDS:
        wanted = [" ".join(parts)]
    else:
        wanted = [" ".join(parts[:_FRAGMENT_WORDS]), " ".join(parts[-_FRAGMENT_WORDS:])]
    fragment = ",".join(percent(p, safe="").replace("-", "%2D") for p in wanted)
    return f"{address.partition('#')[0]}#:~:text={fragment}"
