"""Pages from templates; everything in them is escaped, and a name that is missing is an error."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from stateofplay.errors import begin, whole_sentence

if TYPE_CHECKING:
    from jinja2 import Environment

    from stateofplay.service.views.checking.evidence import Paragraph

HOME = Path(__file__).parent
STATIC = HOME / "static"


@cache
def static_digest() -> str:
    """Changes whenever a style sheet or script does: it stands in their addresses, so that browsers may keep them for good."""
    found = hashlib.sha256()
    for file in sorted(STATIC.iterdir()):
        found.update(file.name.encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def static_address(name: str) -> str:
    """Where a style sheet or script lies."""
    return f"/static/{static_digest()}/{name}"


@cache
def environment() -> Environment:
    """The templates with what they can call."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from stateofplay.exchange.brief.wording import shorten
    from stateofplay.service.views.talks.position_table import ARROWS
    from stateofplay.service.views.telling import KIND_WORDS, verdict_words

    made = Environment(
        loader=FileSystemLoader(HOME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        static=static_address,
        kind_words=KIND_WORDS,
        verdict_words=verdict_words,
        link=link,
        options=options,
        archived=archived,
        choices=choices,
    )
    made.globals["twin_address"] = twin_address
    made.globals["grouped"] = _grouped
    made.globals["except"] = lambda chosen, name: {k: v for k, v in chosen.items() if k != name}
    made.globals["with_value"] = lambda chosen, name, value: {**chosen, name: value}
    made.globals["arrows"] = {word: sign for sign, word in ARROWS.values()}
    made.filters["shorten"] = shorten
    made.filters["sentence"] = lambda words: whole_sentence(begin(words))
    made.filters["in_a_browser"] = in_a_browser
    made.filters["quoted"] = quoted
    made.filters["words"] = lambda value: str(value).replace("_", " ")
    return made


_PAGE_OF = {
    "actors": "Actors",
    "issues": "Issues",
    "search": "Search",
    "positions": "State of play",
    "meetings": "Timeline",
    "status": "State of play",
    "ask": "Conflict",
    "draft": "Conflict",
    "export": "Take away",
    "watch": "Add",
}
_OTHERWISE = {
    "Allow private addresses if you mean to read from your own network.": "Save the page, and upload the file."
}
_COMMAND = re.compile(
    r"`?\bstateofplay (" + "|".join(_PAGE_OF) + r")((?: (?:--?[\w-]+|[A-Z]{2,}|opml|https://\.\.\.))*)`?"
)
"""A command of the shell in a hint, for which there is a page."""


_OF_THE_SHELL = re.compile(
    r" \(stateofplay answer MODEL\)|; --format json has all|, or take in what is less sure with --take"
)
"""What reports say to the shell, where a page has a form, and its data at its foot."""


def in_a_browser(hint: str) -> str:
    """The next step as a browser has it: a page in place of a command.

    Examples
    --------
    >>> in_a_browser("Did you mean 'Chad'? All names: stateofplay actors CASE")
    "Did you mean 'Chad'? All names: the page Actors"
    >>> in_a_browser("`stateofplay issues CASE` lists them.")
    'The page Issues lists them.'
    >>> in_a_browser("See what is left of it with: stateofplay check talks.sop --repair")
    'See what is left of it with: stateofplay check talks.sop --repair'
    >>> in_a_browser("17 wishes are open; each answer narrows the shares (stateofplay answer MODEL).")
    '17 wishes are open; each answer narrows the shares.'
    """
    hint = _OF_THE_SHELL.sub("", hint)
    told = _OTHERWISE.get(hint) or _COMMAND.sub(lambda found: f"the page {_PAGE_OF[found.group(1)]}", hint)
    return begin(told)


def link(path: str, **query: object) -> str:
    """An address with a query; what is empty is left out.

    >>> link("/case/talks", since="2025-06-01", q="", offset=0)
    '/case/talks?since=2025-06-01'
    """
    given = {k: v for k, v in query.items() if v not in ("", None, 0, False, [])}
    return path + ("?" + urlencode(given, doseq=True, quote_via=quote) if given else "")


def options(names: Iterable[str]) -> Markup:
    """Names that a field suggests.

    >>> options(["Chad", "<Niger>"])
    Markup('<option value="Chad"><option value="&lt;Niger&gt;">')
    """
    return _options(tuple(names))


def archived(paragraphs: Sequence[Paragraph], case: str) -> Markup:
    """The text of a page, each piece that claims rest on as a link to the first of them; a template took three times as long.

    >>> from stateofplay.service.views.checking.evidence import Paragraph, Piece
    >>> piece = Piece(text="Chad & Niger met.", start=4, claims=("a", "b"), selected=True)
    >>> print(archived([Paragraph(start=4, pieces=(piece,))], "talks"), end="")
    <p data-start="4" dir="auto"><a draggable="false" href="/case/talks/claim/a#claim" data-claims="a b" class="seg lit"\
 aria-current="true" id="lit">Chad &amp; Niger met.</a></p>
    """
    out: list[str] = []
    place, lit, later = escape(case), ' lit" aria-current="true" id="lit">', ' lit" aria-current="true">'
    end = '">'
    for paragraph in paragraphs:
        out.append(f'<p data-start="{paragraph.start}" dir="auto">')
        for piece in paragraph.pieces:
            text = escape(piece.text)
            if piece.sheet:
                out.append(f'<span class="sheet" data-sheet="{piece.sheet}"></span>')
            if not piece.claims:
                out.append(text)
                continue
            first, every = escape(piece.claims[0]), escape(" ".join(piece.claims))
            out.append(
                f'<a draggable="false" href="/case/{place}/claim/{first}#claim" data-claims="{every}" class="seg'
                f"{lit if piece.selected else end}{text}</a>"
            )
            lit = later if piece.selected else lit
        out.append("</p>\n")
    return Markup("".join(out))


@lru_cache(maxsize=64)  # the same hundred names with every claim of a case
def _options(names: tuple[str, ...]) -> Markup:
    return Markup("").join(Markup('<option value="{}">').format(name) for name in names)


@lru_cache(maxsize=256)
def choices(vocabulary: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """What a field may be, with what it is.

    >>> choices((("yes", "does <so>"), ("no", "does not")), "no")
    Markup('<option value="yes">does &lt;so&gt;</option><option value="no" selected>does not</option>')
    """
    each = Markup('<option value="{}"{}>{}</option>')
    return Markup("").join(each.format(v, Markup(" selected" if v == chosen else ""), w) for v, w in vocabulary)


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs of name and value as a query with repeated names."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def twin_address(address: str, twin: str) -> str:
    """Where the data of a page is: the same address with the ending before its query.

    >>> twin_address("/case/talks?since=2025", "csv"), twin_address("/", "json")
    ('/case/talks.csv?since=2025', '/index.json')
    """
    path, mark, query = address.partition("?")
    return f"{'/index' if path == '/' else path}.{twin}{mark}{query}"


_QUOTED = re.compile("“[^“”]*”")


def quoted(text: str) -> Markup:
    """Text of ours in which what stands between quotation marks is set as the words of a page.

    >>> quoted("demands “a <truce>”")
    Markup('demands <span class="quote">“a &lt;truce&gt;”</span>')
    """
    out, at = Markup(), 0
    for found in _QUOTED.finditer(text):
        out += text[at : found.start()]
        out += Markup('<span class="quote">{}</span>').format(found.group())
        at = found.end()
    return out + text[at:]


def render(template: str, context: Mapping[str, object]) -> str:
    """Render a page."""
    return environment().get_template(template).render(context)
