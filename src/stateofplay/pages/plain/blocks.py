"""Text to lines: one line a block, wrapped paragraphs joined, glued labels cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from stateofplay.pages.plain.labels import find_label
from stateofplay.pages.plain.patterns import match_shape

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?:\s+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,200}?)(?<=[^\s*_])\1(?![\w*_])")
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)")
_ENDED = re.compile(r"[.!?…:;]['\"”’»)\]]*$")

# Cuts inside a line, only where the border is beyond doubt: each part is judged as a line of its own.
_CUTS = re.compile(
    r"""
      (?<=[.!?…”"’»)\]])\s*
        (?=(?:ADVERTISEMENT|Advertisement|Story\ continues\ below\ advertisement)\b)
    | (?<=\bADVERTISEMENT)\s+|(?<=\bAdvertisement)\s+(?=[A-Z“"])|(?<=\bStory\ continues\ below\ advertisement)\s+
    | (?<=\[ad_\d\])\s*|\s*(?=\[ad_\d\])
    | (?<=[.!?”"’)])\s+(?=\((?:(?:Additional\ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?:\ and\ \w+)?\ by)\b)
    | (?<=[.!?”"’)])\s+(?=(?:Additional\ reporting|Reporting|Editing)(?:\ and\ \w+)?\ by\ [A-Z])
    | (?<=[.!?”"’)])\s+(?=(?:©|Copyright\ (?:©|\(c\)|\d{4})))
    | (?<=[.!?”"’)])\s+(?=(?:Our\ Standards:|All\ rights\ reserved|Follow\ us\ on\ |Sign\ up\ (?:for|to)\ our\x20
        |Subscribe\ to\ our\ |Read\ more:\ |ALSO\ READ|Also\ Read:|READ\ MORE:|Read\ also:|Lire\ aussi\ ?:))
    """,
    re.VERBOSE,
)
_CUT_WORDS = tuple(
    "ADVERTISEMENT|Advertisement|Story continues below|[ad_|eporting|riting|diting|©|Copyright|Our Standards:|All rights|"
    "Follow us|Sign up|Subscribe to|Read more:|ALSO READ|Also Read:|READ MORE:|Read also:|Lire aussi".split("|")
)
"""One of them stands at every cut; to look for them is quicker than to try each place of a line."""
_STAMP_LED = re.compile(
    r"^(?:(?:By|BY)\s[^.]{3,80}|(?:Published|Updated|Posted)\b[^.]{3,80})\s(?=(?:CNN|AP|AFP|Reuters|UPI)\s*[—–]\s)"
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[©]*[A-ZÀ-ÞА-ЯЁЄІЇҐ\d©])")
# Spans of clutter that begin and end with words nobody writes in a sentence.
_SPAN = re.compile(
    r"(JUST WATCHED .{5,250}? MUST WATCH .{3,150}?\d{1,2}:\d\d"
    r"|Enlarge this image toggle caption .{3,120}?(?:Getty Images|AP|Reuters|AFP|EPA)\b(?!/)"
    r"(?: [^.]{3,60}?(?:Getty Images|AP)\b)?"
    r"|\((?:Photo|Image|Picture)s?(?: credit)?(?: by|:) [^()]{3,90}\)"
    r"|\[ad_\d\]|Media playback is unsupported on your device|hide caption toggle caption)"
)
LONG = 40
"""Words above which a line may hold clutter between its sentences."""

FOREIGN = frozenset({"newsletter", "cookie", "copyright", "social", "promo", "ad", "related", "byline"})
"""Reasons for which a whole sentence inside a paragraph is cut out."""

_AGENCY_LED = re.compile(r"^(?:\(?(?:CNN|AP|AFP|Reuters|REUTERS|UPI)\)?\s*[—–-]{1,2})\s+(?=\S)")
_SITE_TAIL = re.compile(r"\s+[|–—-]\s+(?=[^|–—-]{2,40}$)")


def split_lines(text: str) -> list[str]:
    """Cut at every line break Unicode knows; blank lines are kept as ``""``.

    The ends are trimmed but for two spaces, which in Markdown and in mail end a paragraph.

    Examples
    --------
    >>> split_lines("One\\r\\n  Two\\u2028Three")
    ['One', 'Two', 'Three']
    """
    return [line.strip() + ("  " if line.endswith("  ") and line.strip() else "") for line in _BREAK.split(text)]


def unmark(lines: list[str]) -> tuple[list[str], int]:
    """Reduce Markdown links, emphasis and headings to their words; returns the lines and the number of marks taken off.

    Text that shows no Markdown link, heading or strong emphasis is left exactly as it is.

    Examples
    --------
    >>> unmark(["The agency [said](https://example.org/a) so, _Dispatch_ adds."])
    (['The agency said so, Dispatch adds.'], 2)
    """
    if not any(_LINK.search(x) or _STRONG.search(x) or _HEADING.match(x) for x in lines):
        return lines, 0
    total, out = 0, []
    for line in lines:
        tail = "  " if line.endswith("  ") else ""
        if not _LINK.sub("", line).strip(" |*-•\\"):
            # Nothing but links: kept whole, the line classifier names it.
            out.append(line)
            continue
        for pattern, form in ((_LINK, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\2"), (_HEADING, "")):
            line, count = pattern.subn(form, line)
            total += count
        out.append(line.strip() + tail)
    return out, total


def join_wrapped(lines: list[str]) -> tuple[list[str], int]:
    """Join paragraphs that were wrapped at a fixed width; returns the lines and the number of joins.

    A page counts as wrapped when many lines stop inside a sentence at a similar width and none is much longer.
    """
    pairs = [(a.rstrip(), b) for a, b in pairwise(lines) if a and b]
    lengths = sorted(len(x) for x in lines if x and not x.startswith(("[", "http")))
    if len(pairs) < 4 or not lengths or lengths[int(0.97 * (len(lengths) - 1))] > 110:
        return lines, 0
    broken = sum(1 for a, b in pairs if 40 <= len(a) <= 110 and not _ENDED.search(a) and b[:1].islower())
    if broken < 4 or broken < 0.25 * len(pairs):
        return lines, 0
    width = lengths[int(0.9 * (len(lengths) - 1))]
    out: list[str] = []
    joins, previous = 0, ""
    for line in lines:
        if line and previous and _goes_on(previous, line, width):
            out[-1] = out[-1].rstrip() + ("" if line[0] in ".,;)" else " ") + line
            joins += 1
        else:
            out.append(line)
        previous = line
    return out, joins


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Whether a line of a wrapped page continues the one above."""
    full = len(previous.rstrip()) >= width - 18
    if (
        line.startswith(("-", "*", "•", "[](", "http"))
        or not _LINK.sub("", previous).strip()
        or not _LINK.sub("", line).strip()
    ):
        return False
    if _ENDED.search(previous.rstrip()) and (not full or previous.endswith("  ")):
        return False
    return full or line[0].islower() or line[0] in ".,;)"


def cut_glued(lines: Iterable[str]) -> list[str]:
    """Cut lines where a label, an advertisement mark or a credit is glued to the article, and drop blank lines.

    Examples
    --------
    >>> cut_glued(["The round ended. ADVERTISEMENT The next one is in May."])
    ['The round ended.', 'ADVERTISEMENT', 'The next one is in May.']
    >>> cut_glued(["Story highlights Two envoys met in Arda"])
    ['Story highlights', 'Two envoys met in Arda']
    """
    out: list[str] = []
    lines = [x.rstrip() for x in lines if x]
    known = set(lines)
    for index, line in enumerate(lines):
        for opening in (_STAMP_LED, _AGENCY_LED):
            led = opening.match(line)
            if led:
                out.append(line[: led.end()].strip())
                line = line[led.end() :]
        label = find_label(line) if len(line) < 400 else None
        if label is not None and label.reason == "highlights" and label.glued and line[label.end :].strip(" :"):
            out.append(line[: label.end].strip())
            line = line[label.end :].strip(" :")
        tail = _SITE_TAIL.search(line) if index < 40 and 30 < len(line) < 300 else None
        if tail:
            # A page's <title> is the headline with the site's name behind a bar, certain where the headline comes again.
            again = line[: tail.start()] in known
            if again or (index < 3 and "|" in tail.group() and line.count("|") < 2):
                out += [line[: tail.start()], line[tail.end() :]]
                continue
        if line.startswith(("©", "Copyright")):
            out.append(line)
            continue
        parts = [part for span in _SPAN.split(line) for part in _cut(span)]
        pieces = [piece for part in parts if part and (piece := part.strip())]
        # What follows a cut may be one sentence of clutter and then the article again.
        out += [x for piece in pieces for x in _cut_sentences(piece, 0 if len(pieces) > 1 else LONG)]
    return out


def _cut(span: str) -> list[str]:
    return _CUTS.split(span) if any(word in span for word in _CUT_WORDS) else [span]


def _cut_sentences(line: str, least: int) -> list[str]:
    """Cut out whole sentences that invite to subscribe, follow or accept, of lines with more than `least` words."""
    if line.count(" ") < least:
        return [line]
    borders = [0, *(m.end() for m in _SENTENCE.finditer(line)), len(line)]
    out: list[str] = []
    start = 0
    for low, high in pairwise(borders):
        sentence = line[low:high].strip()
        words = sentence.count(" ") + 1
        if words > LONG or not _is_foreign(sentence, words):
            continue
        out += [x for x in (line[start:low].strip(), sentence) if x]
        start = high
    rest = line[start:].strip()
    return [*out, rest] if rest else out


def _is_foreign(sentence: str, words: int) -> bool:
    if match_shape(sentence, words) in FOREIGN:
        return True
    label = find_label(sentence)
    return label is not None and label.reason in FOREIGN
