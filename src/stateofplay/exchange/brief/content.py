"""From readings to the brief's content. Every line is made from one claim and ends in a mark to its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.folding import fold
from stateofplay.exchange.brief.marks import MarkedSentences, number_as_read
from stateofplay.exchange.brief.records import Brief, CitedPage, Section
from stateofplay.exchange.brief.sections.lines import NamedParties, NumberedReadings
from stateofplay.exchange.brief.sections.positions import conditions_section, positions_section
from stateofplay.exchange.brief.sections.reported import events_section, statements_section, unclear_section
from stateofplay.exchange.brief.sections.talks import attendance_section, likeliest_talks, talks_section
from stateofplay.exchange.brief.summary import summarise
from stateofplay.model import KIND_OF, Reading
from stateofplay.model.sureness import BETWEEN, DOUBTFUL, LESS_SURE, SURE, sureness
from stateofplay.model.tongues.tables import is_unread, not_read


def build_brief(
    readings: Sequence[tuple[str, Reading]],
    *,
    extra: Sequence[Section] = (),
    marks: MarkedSentences | None = None,
    notice: str = "",
    names: Mapping[str, str] | None = None,
) -> Brief:
    """Build the brief of one or several readings.

    Parameters
    ----------
    readings
        Pairs of (source as the user named it, reading).
    extra
        Further sections, shown after the positions ("what could hold"), whose lines were numbered with `marks`.
    notice
        What stands above all else, such as that the page hardly speaks of a negotiation.
    names
        A party's name on a page -> the one that it goes by, where pages name one party differently: its wishes and words stand
        under one heading.

    Returns
    -------
    Brief
        Sections in a fixed order; a section with nothing to say says so, and lines that are less likely to be right than a
        brief tells are folded. Claims of different pages are never merged. Where no page could be read, there are no
        sections: "found no meeting" would be a guess.
    """
    marks = marks or MarkedSentences()
    likeliest = likeliest_talks([reading for _, reading in readings])
    pages = tuple(CitedPage(number=i, source=s, article=r.article) for i, (s, r) in enumerate(readings, 1))
    numbered = [(i, reading) for i, (_, reading) in enumerate(readings, 1)]
    parties = NamedParties(numbered, names or {})
    sections = tuple(
        fold(section)
        for section in (
            talks_section(numbered, marks, likeliest),
            attendance_section(numbered, marks, likeliest, parties),
            positions_section(numbered, marks, parties),
            *extra,
            conditions_section(numbered, marks),
            statements_section(numbered, marks, parties),
            events_section(numbered, marks),
            unclear_section(numbered, marks),
        )
    )
    titles = [p.article.title or p.label for p in pages]
    return number_as_read(
        Brief(
            title=titles[0] if len(titles) == 1 else f"{titles[0]} (and {len(titles) - 1} more)",
            summary=summarise(sections, numbered, marks, hardly=bool(notice)),
            notice=notice,
            sections=() if readings and all(is_unread(r.reader) for _, r in readings) else sections,
            pages=pages,
            marks=tuple(marks.marks),
            caveats=_caveats(numbered),
            reader=readings[0][1].reader if readings else "",
        )
    )


def _caveats(readings: NumberedReadings) -> tuple[str, ...]:
    out = []
    steps = Counter(sureness(c.confidence, KIND_OF[type(c)].name) for _, r in readings for c in r.claims())
    for page, reading in readings:
        if is_unread(reading.reader):
            name = f"page {page}" if len(readings) > 1 else "the page"
            out.append(
                f"{name} was not read: it seems to be in the language {reading.article.language!r}. "
                f"{not_read(reading.article.language, ())} That nothing more is found in it says nothing about it."
            )
    if steps:
        out.append(
            f"{w.count(steps.total(), 'claim')}: {steps[SURE]} sure, {steps[BETWEEN]} less sure, {steps[DOUBTFUL]} doubtful. "
            f"Of what is told without a word of doubt at least 93 of 100 were right on pages kept aside; what is less sure is "
            f"right with a chance of {LESS_SURE:.0%} or more (docs/confidence.md)."
        )
    for page, reading in readings:
        article, where = reading.article, f"Page {page}: " if len(readings) > 1 else ""
        if article.published is None:
            out.append(
                f"{where}the date of publication is not known, so that weekdays stay unresolved; give --published."
            )
        elif article.published_source == "given":
            out.append(f"{where}published {article.published}, as you gave it.")
        else:
            out.append(f"{where}published {article.published}, read off the {article.published_source or 'page'}.")
        out += [f"{where}{repair}" for repair in article.repairs]
        if article.clutter:
            were = "was" if len(article.clutter) == 1 else "were"
            out.append(f"{where}{w.count(len(article.clutter), 'line')} of the page {were} left out as clutter.")
    return tuple(out)
