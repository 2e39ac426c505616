"""The first line of a brief: what happened or is about to, in the page's own words, under a heading of ours.

The words are the headline, or the first sentence where the headline says nothing of the kind, so that the line says what
the page says. The heading follows from the first word that tells a turn of talks; where a word before it leaves open whether
it came about ("may", "urges", "not"), the headline stands without a turn. Of a page whose headline and first sentence tell of
something else the first sentence on talks is told, as one from further down. A page that hardly speaks of talks tells no turn
of them: its lead stands there, or the first sentence that tells of what the headline does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.exchange.brief import wording as w
from stateofplay.exchange.brief.marks import MarkedSentences
from stateofplay.exchange.brief.records import BriefLine
from stateofplay.exchange.brief.topic import long_words, tells_of_dealings, words_of_talks
from stateofplay.language.inflections import IRREGULAR
from stateofplay.language.sentences import cut_sentences
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
    "Rejected": r"reject(?:s|ed)?|rebuff(?:s|ed)|spurn(?:s|ed)|rul(?:es|ed) out|refuse[sd]?|turn(?:s|ed) down|dismiss(?:es|ed)"
    r"|vot(?:es|ed) down|declin(?:es?|ed) to (?:meet|talk|negotiate|attend|sign)",
    "Agreed": r"agree(?:s|d)?(?! (?:about|that|with)\b)"
    r"(?! (?:[\w’'-]+ ){1,4}(?:is|are|was|were|has|have|needs?|should|must|would)\b)"
    r"|agreement reached|signs|signed|sign (?!of|that|language)"
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
    "Proposed": r"propose(?:s|d)?|offer(?:s|ed)(?! (?:\w+ )?(?:[\w-]+ ){0,2}(?:welcome|condolences|prayers|glimpse|look|clues?"
    r"|details?|apolog\w+|tour|view|advice|hope|thanks|praise)\b)"
    r"|present(?:s|ed) (?:a |its |his |her )?(?:\w+ )?(?:plan|proposal)",
    "Threatened": r"threaten(?:s|ed)?|warn(?:s|ed)",
    "Demanded": r"demand(?:s|ed)|urges|urged (?!to)|call(?:s|ed) (?:for|on)|insist(?:s|ed) on|press(?:es|ed) for",
}
_ACTS_AHEAD = "(?:meet|hold|host|attend|begin|start|open|resume|visit|send|sign|discuss|join)"
_AHEAD = rf"(?:will|set to|due to|is to|are to) {_ACTS_AHEAD}"
_TO_DO = re.compile(rf"^[^,;]*?(?<!to )\bto {_ACTS_AHEAD}\b", re.IGNORECASE)
"""A bare "to" tells what is ahead in a headline only: "Chad to meet rebels"; elsewhere it tells an aim."""
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|\w+ed)\b", re.IGNORECASE)
_PASTS = "|".join(forms[0] for forms in IRREGULAR.values() if forms[0].isalpha() and not forms[0].endswith("ing"))
_TELLS = re.compile(
    rf"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|\w+ed|\w+n[’']t|{_PASTS}|grew|cut"
    r"|put|set|hits?|shut|says|tells?|makes?|takes?|comes?|goes|meets?|wins?|holds?|gives?|gets?|begins?|leaves?|sets|sees?|sends?"
    r"|keeps?|becomes?|finds?|falls?|rises?|leads?|brings?|runs?|speaks?|strikes?|fights?|breaks?|draws?|knows?|thinks?|wants?|calls?"
    r"|seeks?|grows?|faces?|shows?|cuts)\b"
    r"|\w[’'](?:s|re|ve|ll|d|m) (?!\w+[’']s)(?:a|an|the|to|not|up|\w+ing)\b",
    re.IGNORECASE,
)
"""Words of which a sentence that tells something has one; those beneath a picture often have none."""
_OF_ONESELF = re.compile(r"(?:But |And |So |Now |Yes, |No, )?I(?:['’](?:m|ve|d|ll))?\b")
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


_ONCE = re.compile(r"(?:Back )?[Ii]n (?P<year>(?:19|20)\d\d)\b")
_LOOKS_BACK = re.compile(r"Since\b|(?:[\w’'-]+ ){1,16}had (?:\w+ed|been|appeared|become)\b")
_NEAR = 8
"""Sentences in which a turn is looked for where headline and first sentence tell none."""
_LEADS, _SHARED = 12, 2
"""Sentences among which the lead of a page is looked for, and the longer words that it shares with the headline."""
_OPENING = "“\"‘'"
_PLAINLY = 2
"""Words of talks in a sentence from which it is told in place of headline and lead."""
_ALSO = 3
"""Sentences of the page that fill up a short top."""
_FULL = (6, 45)
"""Words of a sentence that can stand alone: no heading, no list."""


def first_line(
    numbered: Sequence[tuple[int, Reading]], marks: MarkedSentences, *, hardly: bool = False
) -> BriefLine | None:
    """What the newest page tells first: its headline, or its first sentence where only that tells a turn of talks.

    `hardly`: the page hardly speaks of talks.
    """
    told = [(page, reading) for page, reading in numbered if reading.article.text.strip()]
    if not told:
        return None
    page, reading = max(told, key=lambda t: (t[1].article.published or "", -t[0]))
    evidence, heading = (_lead_of(reading), "The page says") if hardly else _news_of(reading)
    return BriefLine(
        lead=f"{heading}:",
        text=w.quoted(evidence.quote, _LONGEST),
        notes=(f"page {page}, {reading.article.published or 'undated'}",) if len(numbered) > 1 else (),
        marks=(marks.at(page, evidence),),
        confidence=1.0,
        claim_id=f"first-{page}",
        emphasis="first",
    )


def _news_of(reading: Reading) -> tuple[Evidence, str]:
    """The words that a page tells first, and the heading above them."""
    words = top_of(reading)
    headline = len(words) > 1
    if headline and (once := _ONCE.match(words[-1].quote)) and once["year"] < (reading.article.published or "")[:4]:
        words = words[:1]  # a story that begins years ago
    if headline and len(words) > 1 and _LOOKS_BACK.match(words[-1].quote):
        # A headline that asks says nothing itself: the first turn that follows does.
        asks = words[0].quote.rstrip().endswith("?")
        near = _body_of(reading)[:_NEAR] if asks else []
        later = next(((e, turn) for e in near if (turn := turn_of(e.quote, headline=False))), None)
        if later is not None:
            return later
        words = words if asks else words[:1]
    for n, evidence in enumerate(words):
        if (turn := turn_of(evidence.quote, headline=headline and n == 0)) is not None:
            return evidence, turn
    # The title stands above the brief already: the first sentence says more, where it says anything of talks or dealings.
    for says in (words_of_talks, tells_of_dealings):
        for evidence in reversed(words):
            if says(evidence.quote):
                return evidence, "The page says"
    further = next((e for e in _body_of(reading) if words_of_talks(e.quote) >= _PLAINLY), None)
    return (words[-1], "The page says") if further is None else (further, "Further down the page")


def _lead_of(reading: Reading) -> Evidence:
    """The first sentence that can stand alone, or the first after it that tells of what the headline does.

    Many a story begins with somebody's day. No sentence that can stand alone are words beneath a picture, which have no verb,
    the headline said again, a question, and what the writer says of himself.
    """
    words = top_of(reading)
    told = long_words(words[0].quote) if len(words) > 1 else frozenset()
    body = [e for e in _body_of(reading)[:_LEADS] if e.quote[0] not in _OPENING]
    near = [e for e in (words[-1], *body) if _stands_alone(e.quote) and e.quote != words[0].quote] or [words[-1]]
    shared = [len(told & long_words(e.quote)) for e in near]
    most = min(max(shared), _SHARED)
    return near[0] if shared[0] else near[next(n for n, count in enumerate(shared) if count >= most)]


def _stands_alone(sentence: str) -> bool:
    """Whether a sentence tells something without those beside it, as far as its words show.

    >>> [_stands_alone(s) for s in ("The envoy at a camp near Oslo.", "The envoy left the camp.", "Who left the camp?")]
    [False, True, False]
    """
    return (
        bool(_TELLS.search(sentence)) and not sentence.rstrip('”"’ ').endswith("?") and not _OF_ONESELF.match(sentence)
    )


def further_lines(page: int, reading: Reading, marks: MarkedSentences, told: Sequence[Evidence]) -> list[BriefLine]:
    """Sentences of a page on talks that no other line tells, in the page's order: they fill up a short top."""
    free = [
        e
        for e in _body_of(reading)
        if words_of_talks(e.quote) and not any(e.start < other.end and other.start < e.end for other in told)
    ]
    chosen = sorted(free, key=lambda e: (-min(words_of_talks(e.quote), 3), e.start))[:_ALSO]
    return [
        BriefLine(
            lead="The page also says:",
            text=w.quoted(e.quote, _LONGEST),
            marks=(marks.at(page, e),),
            confidence=1.0,
            claim_id=f"also-{page}-{n}",
        )
        for n, e in enumerate(sorted(chosen, key=lambda e: e.start))
    ]


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
        and not _TURN.search(ahead.group())
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
    """The headline, where it stands in the text, and the first sentence after it, without the place and agency before it.

    A page without a title has its first line for one where that is no sentence, such as a question.
    """
    text = reading.article.text
    title = (reading.article.title or "").strip()
    if not title:
        line, more, _ = text.lstrip().partition("\n")
        title = line.strip() if more and not line.rstrip().endswith(".") and len(line.split()) <= _HEADLINE else ""
    at = text.find(title, 0, _LEAD + len(title)) if title else -1
    out = [Evidence.cut(text, at, at + len(title))] if at >= 0 else []
    start = at + len(title) if at >= 0 else 0
    found = next((span for span in _sentences(text, start) if text[span[0]] not in _BULLETS), None)
    if found is not None:
        out.append(Evidence.cut(text, *found))
    return tuple(out)


def _body_of(reading: Reading) -> list[Evidence]:
    """The full sentences of a page, but for its headline."""
    text = reading.article.text
    headline = top_of(reading)[:1]
    start = headline[0].end if headline and headline[0].quote == (reading.article.title or "").strip() else 0
    out = []
    for begin, end in _sentences(text, start):
        quote = text[begin:end]
        begins = quote[0].isupper() or quote[0] in _OPENING
        if begins and _FULL[0] <= len(quote.split()) <= _FULL[1] and quote.rstrip('”"’').endswith("."):
            out.append(Evidence.cut(text, begin, end))
    return out


def _sentences(text: str, start: int) -> list[tuple[int, int]]:
    """The spans of the sentences from a place on, each after its place and agency ("GENEVA (Reuters) - "), none empty."""
    out = []
    for begin, end in cut_sentences(text[start:]):
        found = _DATELINE.match(text, start + begin, start + end)
        out.append((start + begin if found is None else found.end(), start + end))
    return [(begin, end) for begin, end in out if begin < end]


_BULLETS = "•·*▪◦‣-–—"
_HEADLINE = 24
"""Words of a first line that may be a headline."""
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'/ -]+(?:, [A-Z][\w. ]{1,20}){0,2}(?: ?\([A-Za-z ./&]{2,30}\))?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?(?:[—–]|--) ?| - ?|- |(?<=\))-)"
)
