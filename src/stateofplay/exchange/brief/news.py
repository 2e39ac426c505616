"""The first line of a brief: what happened or is about to, in the page's own words, under a heading of ours.

The words are the headline, or the first sentence where the headline says nothing of the kind, so that the line says what
the page says. The heading follows from the first word that tells a turn of talks; where a word before it leaves open whether
it came about ("may", "urges", "not"), the headline stands without a turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine
from stateofplay.model import Evidence, Reading

# Heading -> the words that tell the turn, as they stand in headlines and leads.
_TURNS = {
    "Walked out": r"walk(?:s|ed)? (?:out|away)|storm(?:s|ed) out|quits? (?:the )?(?:talks|negotiations)"
    r"|(?:pull|back)(?:s|ed)? out of|le(?:aves|ft) the (?:talks|negotiating table)|withdr(?:aws|ew) from",
    "Called off": r"call(?:s|ed)? off|cancel(?:s|led|ed)?|scrap(?:s|ped)|abandon(?:s|ed)",
    "Broke down": r"collapse(?:s|d)|br(?:eaks?|oke) (?:down|up)|end(?:s|ed)? without|fell apart|founder(?:s|ed)"
    r"|(?:talks|negotiations|meeting|summit) (?:fail(?:s|ed)?|collapse|stall(?:s|ed)?)",
    "Suspended": r"suspend(?:s|ed)?|postpone(?:s|d)?|halt(?:s|ed)|paus(?:es|ed)|delay(?:s|ed)|freez(?:es)|froze|put on hold"
    r"|adjourn(?:s|ed)|shelve(?:s|d)",
    "Rejected": r"reject(?:s|ed)?|rebuff(?:s|ed)|spurn(?:s|ed)|rul(?:es|ed) out|refus(?:es|ed)|turn(?:s|ed) down|dismiss(?:es|ed)"
    r"|vot(?:es|ed) down",
    "Agreed": r"agree(?:s|d)?|agreement reached|signs|signed|sign (?!of|that|language)"
    r"|(?:reach|reaches|reached|strikes?|struck|clinch(?:es|ed)?|seals?|sealed)"
    r" (?:a |an |the |tentative |final |interim |historic |new |landmark |peace |trade |nuclear |budget )*"
    r"(?:deal|agreement|accord|truce|ceasefire|pact|compromise|settlement)|ratif(?:ies|ied)|initial(?:s|led)",
    "Resumed": r"resume(?:s|d)?|reviv(?:es|ed)|restart(?:s|ed)|reopen(?:s|ed) (?:talks|negotiations)",
    "Extended": r"extend(?:s|ed)?|prolong(?:s|ed)",
    "Deadline passed": r"(?:deadline|ceasefire|truce|ultimatum|contract) (?:pass(?:es|ed)|expire(?:s|d)|lapse(?:s|d)|ran out)"
    r"|miss(?:es|ed) (?:a |the )?(?:\w+ )?deadline",
    "Begun": r"(?:talks|negotiations|summit|meeting|conference) (?:begins?|began|opens?|opened|starts?|started|get under way)"
    r"|(?:begins?|began|opens?|opened|starts?|started) (?:\w+ )?(?:talks|negotiations)",
    "Announced": r"announce(?:s|d)?|unveil(?:s|ed)|declare(?:s|d)",
    "Proposed": r"propose(?:s|d)?|offer(?:s|ed)|present(?:s|ed) (?:a |its |his |her )?(?:\w+ )?(?:plan|proposal)",
    "Threatened": r"threaten(?:s|ed)?|warn(?:s|ed)",
    "Demanded": r"demand(?:s|ed)|urges|urged (?!to)|call(?:s|ed) (?:for|on)|insist(?:s|ed)|press(?:es|ed) for",
}
_ACTS_AHEAD = "(?:meet|hold|host|attend|begin|start|open|resume|visit|send|sign|discuss|join)"
_AHEAD = rf"(?:will|set to|due to|is to|are to) {_ACTS_AHEAD}"
_TO_DO = re.compile(rf"^[^,;]*?(?<!to )\bto {_ACTS_AHEAD}\b", re.IGNORECASE)
"""A bare "to" tells what is ahead in a headline only: "Chad to meet rebels"; elsewhere it tells an aim."""
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|\w+ed)\b", re.IGNORECASE)
_TURN = re.compile(
    "|".join([f"(?P<ahead>\\b(?:{_AHEAD})\\b)", *(f"(?P<t{n}>\\b(?:{p})\\b)" for n, p in enumerate(_TURNS.values()))]),
    re.IGNORECASE,
)
_HEADINGS = tuple(_TURNS)
# Before the turn, these leave open whether it came about, or say that it did not.
_OPEN = re.compile(
    r"\b(?:may|might|could|will|would|can|should|must|if|unless|whether|not|no|never|nor|without|until|hopes?|hoping|near|nears|close"
    r"|likely|unlikely|expect\w*|poised|ready|readies|plans?|wants?|seeks?|tries|trying|urg\w+|calls? (?:for|on)|ask\w*|fails?"
    r"|failed|denies|denied|doubts?|why|how|what|when|who|report\w*|alleged\w*|said|says|after|as|despite|since|before|amid"
    r"|\w+n['’]t|can't|threat\w*|demand\w*|press\w*|vow\w*|consider\w*|weigh\w*|mull\w*|ahead of|cannot)\b|[?:“\"‘]",
    re.IGNORECASE,
)
_NO_VERB_AFTER = (" to", " of", " for", " the", " a", " an", " their", " its", " new", " and")
_LEAD = 400
"""Characters at the top of a page in which the headline is looked for."""
_LONGEST = 240


def first_line(numbered: Sequence[tuple[int, Reading]], marks: MarkedSentences) -> BriefLine | None:
    """What the newest page tells first: its headline, or its first sentence where only that tells a turn of talks."""
    told = [(page, reading) for page, reading in numbered if reading.article.text.strip()]
    if not told:
        return None
    page, reading = max(told, key=lambda t: (t[1].article.published or "", -t[0]))
    words = top_of(reading)
    headline = len(words) > 1
    turn = next(
        ((e, t) for n, e in enumerate(words) if (t := turn_of(e.quote, headline=headline and n == 0)) is not None), None
    )
    # The title stands above the brief already: the first sentence says more.
    evidence, heading = turn if turn is not None else (words[-1], "The page says")
    return BriefLine(
        lead=f"{heading}:",
        text=f"“{w.shorten(evidence.quote, _LONGEST)}”",
        notes=(f"page {page}, {reading.article.published or 'undated'}",) if len(numbered) > 1 else (),
        marks=(marks.at(page, evidence),),
        confidence=1.0,
        claim_id=f"first-{page}",
        emphasis="first",
    )


def turn_of(words: str, *, headline: bool = True) -> str | None:
    """Which turn of talks a headline or a lead tells as a fact, if any.

    >>> turn_of("Norway and Chad agree to reopen the port"), turn_of("Norway could agree to reopen the port")
    ('Agreed', None)
    >>> turn_of("Chad to meet rebels in Oslo"), turn_of("A deal was not signed, Chad says")
    ('About to happen', None)
    """
    if (
        headline
        and (ahead := _TO_DO.match(words))
        and not _OPEN.search(ahead.group())
        and not _FINITE.search(ahead.group())
    ):
        return "About to happen"
    found = _TURN.search(words)
    if found is None or _OPEN.search(words[: found.start()]):
        return None
    if f" {words[: found.start()].strip().lower()}".endswith(_NO_VERB_AFTER):
        return None  # no verb of the sentence: "to suspend", "the suspended talks", "a signed deal"
    if found.lastgroup == "ahead":
        return "About to happen"
    return _HEADINGS[int((found.lastgroup or "t0")[1:])]


def top_of(reading: Reading) -> tuple[Evidence, ...]:
    """The headline, where it stands in the text, and the first sentence after it."""
    text = reading.article.text
    title = (reading.article.title or "").strip()
    at = text.find(title, 0, _LEAD + len(title)) if title else -1
    out = [Evidence.cut(text, at, at + len(title))] if at >= 0 else []
    start = at + len(title) if at >= 0 else 0
    found = _SENTENCE.search(text, start)
    if found is not None:
        out.append(Evidence.cut(text, found.start(), found.end()))
    return tuple(out)


_SHORT_TITLES = (
    "Adm Brig Capt Cmdr Col Dr Gen Gov Hon Lt Maj Messrs Mr Mrs Ms Mt No Pres Prof Rep Reps Rev Sen Sens Sgt Sr St vs"
)
"""Titles cut short that stand before a name: "for Sen. Haddad" goes on."""
_GOES_ON = "".join(rf"(?<!\b{title})" for title in _SHORT_TITLES.split())
# A sentence ends at a mark after a small letter, a digit or a closing sign, so that "U.S. " ends none, or at the line's end.
_SENTENCE = re.compile(rf"[^\s].*?(?:(?<=[a-z0-9%)”\"’]){_GOES_ON}[.!?][”\"’]?(?=\s|$)|(?=\n)|$)", re.MULTILINE)
