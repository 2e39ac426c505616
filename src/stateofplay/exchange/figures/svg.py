"""SVG written as plain strings: escaped text, numbers without noise, a frame with title, description and colours.

Colours stand twice: as attributes with the light palette, for programs that know no CSS variables, and as classes whose
variables follow the page around the figure (``--ink``, ``--soft``, ``--paper``, ``--line``), dark screens and print.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from html import escape as escape_markup
from unicodedata import category, east_asian_width

Attributes = Mapping[str, str | float]

INK: Attributes = {"class": "ink", "fill": "#1c1b19"}
SOFT: Attributes = {"class": "soft", "fill": "#5d5a54"}
PAPER: Attributes = {"class": "paper", "fill": "#fbfaf7"}
BAND: Attributes = {"class": "band", "fill": "#f0ede5"}
LINE: Attributes = {"class": "line", "stroke": "#b9b3a6", "fill": "none"}
EDGE: Attributes = {"class": "paper edge", "fill": "#fbfaf7", "stroke": "#1c1b19"}

LIGHT = ("#1f5f99", "#b3401b", "#1b7a4b", "#7a3f8f", "#80560a", "#0f7285", "#b0246d", "#4a4a4a")
DARK = ("#8fc1ee", "#ff9e80", "#7fd6a4", "#d3aef0", "#f0c060", "#7fd3e0", "#ff9cc8", "#cfcac0")
DASHES = ("", "7 4", "2 3", "11 3 2 3", "14 5", "5 2 1 2 1 2", "1 5", "9 2 2 2 2 2")
"""The colours and dashes of parties, in their order; both repeat after the eighth, the written tag does not."""


def _variables(host: bool, ink: str, soft: str, paper: str, band: str, line: str, parties: tuple[str, ...]) -> str:
    plain = {"ink": ink, "soft": soft, "paper": paper, "line": line}
    own = "".join(f"--f-{k}:" + (f"var(--{k},{v})" if host else v) + ";" for k, v in plain.items())
    return f"{own}--f-band:{band};" + "".join(f"--f-p{k}:{colour};" for k, colour in enumerate(parties, start=1))


STYLE = (
    ".sop-figure{"
    + _variables(True, "#1c1b19", "#5d5a54", "#fbfaf7", "#f0ede5", "#b9b3a6", LIGHT)
    + "}@media screen and (prefers-color-scheme:dark){.sop-figure{"
    + _variables(True, "#e8e5df", "#a29d93", "#191817", "#262421", "#57534c", DARK)
    + "}}@media print{.sop-figure{"
    + _variables(False, "#000", "#333", "#fff", "#eee", "#888", LIGHT)
    + "}}"
    ".sop-figure .ink{fill:var(--f-ink)}.sop-figure .soft{fill:var(--f-soft)}.sop-figure .paper{fill:var(--f-paper)}"
    ".sop-figure .band{fill:var(--f-band)}.sop-figure .line{stroke:var(--f-line)}"
    ".sop-figure .edge{stroke:var(--f-ink)}.sop-figure .halo{stroke:var(--f-paper)}"
    + "".join(
        f".sop-figure .p{k} .stroke{{stroke:var(--f-p{k})}}.sop-figure .p{k} .fill{{fill:var(--f-p{k})}}"
        for k in range(1, len(LIGHT) + 1)
    )
)
"""The style sheet inside every figure; a page that allows no styles inside its body may carry it in its own."""


def escape(text: str) -> str:
    """Make any text safe inside an element or attribute; what XML cannot hold becomes the replacement character.

    Examples
    --------
    >>> escape('<b>"A" & B</b>' + chr(0))
    '&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;\\ufffd'
    """
    return escape_markup("".join(c if _allowed(c) else "\ufffd" for c in text), quote=True)


def _allowed(character: str) -> bool:
    code = ord(character)
    return character in "\t\n\r" or (code >= 0x20 and category(character) != "Cs" and code not in (0xFFFE, 0xFFFF))


def number(value: float) -> str:
    """Write a coordinate with at most one decimal.

    Examples
    --------
    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(name: str, attributes: Attributes, *children: str) -> str:
    """Write one element; children are markup."""
    head = name + "".join(
        f' {key}="{escape(value) if isinstance(value, str) else number(value)}"' for key, value in attributes.items()
    )
    return f"<{head}>{''.join(children)}</{name}>" if children else f"<{head}/>"


def write(x: float, y: float, words: str, look: Attributes = INK, *, size: float = 12, anchor: str = "start") -> str:
    """Write words at a place, the base line at `y`."""
    place: dict[str, str | float] = {"x": x, "y": y, "font-size": size}
    if anchor != "start":
        place["text-anchor"] = anchor
    return element("text", {**place, **look}, escape(words))


def titled(words: str, *children: str, look: Attributes | None = None) -> str:
    """Group markup under a title that shows when the pointer rests on it."""
    return element("g", look or {}, element("title", {}, escape(words)), *children)


def width_of(words: str, size: float = 12) -> float:
    """Estimate how wide words are in a usual sans-serif face, in pixels; rather too wide than too narrow."""
    total = 0.0
    for c in words:
        if category(c) in ("Mn", "Me", "Cf"):
            continue
        if east_asian_width(c) in "WF":
            total += 1.02
        elif c in "iljft.,:;'|!()[] ":
            total += 0.34
        elif c in "mwMW@%" or c.isupper():
            total += 0.76
        else:
            total += 0.57
    return total * size


def shorten(words: str, width: float, size: float = 12) -> str:
    """Cut words that are wider than there is room for, with an ellipsis; the caller tells the whole in a title."""
    if width_of(words, size) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(words: str, width: float, size: float = 12, most: int = 3) -> list[str]:
    """Break words into at most `most` lines; the last ends in an ellipsis where not all fits."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        tried = f"{line} {word}".strip()
        if line and width_of(tried, size) > width:
            lines.append(line)
            line = word
        else:
            line = tried
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shorten(line, width, size) for line in lines]


def party_class(party: int) -> str:
    """The class that colours a party."""
    return f"p{party % len(LIGHT) + 1}"


def stroke_of(party: int, width: float = 1.6) -> Attributes:
    """How lines of a party look: colour and dashes."""
    look: dict[str, str | float] = {
        "class": "stroke",
        "fill": "none",
        "stroke": LIGHT[party % len(LIGHT)],
        "stroke-width": width,
    }
    if dash := DASHES[party % len(DASHES)]:
        look["stroke-dasharray"] = dash
    return look


def fill_of(party: int) -> Attributes:
    """How words and arrow heads of a party look."""
    return {"class": "fill", "fill": LIGHT[party % len(LIGHT)]}


def frame(kind: str, title: str, description: str, width: float, height: float, *body: str) -> str:
    """Put a drawing into a whole ``<svg>`` element with a title and a description for screen readers.

    The ids that bind these to the element come from the content, so several figures fit one page and the same figure
    always has the same bytes.
    """
    drawn = "".join(body)
    key = (
        f"{kind}-{sha256((title + chr(0) + description + chr(0) + drawn).encode('utf-8', 'replace')).hexdigest()[:10]}"
    )
    width, height = max(width, 120.0), max(height, 40.0)
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"sop-figure sop-{kind}",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{key}-title",
            "aria-describedby": f"{key}-desc",
            "font-family": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
        },
        element("title", {"id": f"{key}-title"}, escape(title)),
        element("desc", {"id": f"{key}-desc"}, escape(description)),
        element("style", {}, STYLE),
        element("rect", {"width": width, "height": height, **PAPER}),
        drawn,
    )
