"""HTML to article: trafilatura for the body, the page's metadata for the rest, our line classifier for what leaks."""

from __future__ import annotations

import re
from dataclasses import replace

from stateofplay.errors import PageError
from stateofplay.model import Article, Clutter
from stateofplay.pages.blocks import split_lines
from stateofplay.pages.dates import find_in_url, normalise
from stateofplay.pages.labels import fold
from stateofplay.pages.lines import name_clutter, separate, sift
from stateofplay.pages.metadata import Metadata, find_metadata
from stateofplay.pages.tongue import identify

MAX_DEPTH = 400
"""Elements nested deeper than this are a broken or hostile page; what they hold is read as bare text."""

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]{0,20})[^<>]*?(/?)>")
# Elements without an end tag, and those whose end tag pages leave out.
_VOID = frozenset(
    re.split(" ", "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option")
)
_SITE_TAIL = re.compile(r"\s+[|–—·•-]\s+[^|–—·•]{2,40}$")
_CELL = re.compile(r"^\|\s*([^|]*?)\s*\|$")  # a row of one cell: a table that only lays the page out
_FIGURE = re.compile(r"<(/?)fig(?:ure|caption)\b", re.I)
_TRIVIAL = 25


def read_html(
    html: str,
    *,
    name: str = "The page",
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    repairs: tuple[str, ...] = (),
    sha256: str | None = None,
) -> Article:
    """Read an HTML page; see `stateofplay.pages.read_page` for the parameters.

    `title` is the headline where something outside the page says it: the subject of a mail.

    Raises
    ------
    PageError
        ``pages.no-text`` where the page shows no text.
    """
    said = find_metadata(html)
    if title is not None:
        said = replace(said, title=title)
    visible = find_visible(html)
    if not visible and not said.posts:
        raise PageError(
            f"{name} shows no text.",
            slug="pages.no-text",
            hint="The page may need scripts to fill it: open it in a browser and save it from there.",
        )
    deep = measure_depth(html) > MAX_DEPTH
    title, body, clutter = _read_body(html, visible, said, deep)
    if not body and title is None:
        raise PageError(f"{name} holds no readable text.", slug="pages.no-text", hint="Check that it is an article.")
    text = "\n".join((title, *body) if title else body)
    day, day_source = _find_published(None if deep else html, published, url or said.url, said)
    return Article(
        text=text,
        title=title,
        published=day,
        published_source=day_source,
        language=identify(text),
        clutter=clutter,
        url=url or said.url,
        site=said.site,
        authors=said.authors,
        repairs=repairs,
        sha256=sha256,
    )


def find_visible(html: str) -> list[str]:
    """Return every line of text that a browser would show, menus and footers included."""
    from resiliparse.extract.html2text import extract_plain_text

    # The extractor passes over figures; their captions are clutter to us, but not to be lost.
    text = extract_plain_text(
        _FIGURE.sub(r"<\1div", html),
        main_content=False,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
    )
    return [line.strip() for line in split_lines(text) if line.strip(" •\t")]


def measure_depth(html: str) -> int:
    """Return how deep the page's elements nest, by a scan that neither recurses nor builds a tree."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match.group(3) or match.group(2).lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _read_body(
    html: str, visible: list[str], said: Metadata, deep: bool
) -> tuple[str | None, tuple[str, ...], tuple[Clutter, ...]]:
    if said.posts:
        lines = [x for p in said.posts for x in (p.time, p.headline, *p.text.split("\n")) if x]
        return said.title, tuple(lines), _find_left_out(visible, [said.title or "", *lines])
    # Where the page nests too deeply for a tree its visible lines are read as bare text.
    extracted, links = ([], frozenset[str]()) if deep else _extract(html)
    title = _choose_title(said.title, visible)
    if sum(map(len, extracted)) < _TRIVIAL * 4:
        page = separate(visible, title=title)
        if page.body:
            return page.title or title, page.body, page.clutter
    sifted = sift(extracted, title=title, links=links)
    kept = list(sifted.body)
    return (
        title,
        sifted.body,
        (*sifted.clutter, *_find_left_out(visible, [title or "", *kept, *(c.text for c in sifted.clutter)])),
    )


def _extract(html: str) -> tuple[list[str], frozenset[str]]:
    """Body lines by trafilatura in its precision mode, and the texts of the page's links, folded as labels are."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None:
        return [], frozenset()
    texts = (" ".join(str(a.text_content()).split()) for a in tree.iter("a"))
    links = frozenset(fold(text) for text in texts if 8 < len(text) < 400)
    found = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    return [bare for line in split_lines(text) if (bare := _CELL.sub(r"\1", line.strip()))], links


def _choose_title(said: str | None, visible: list[str]) -> str | None:
    """The headline as the page shows it: the metadata often add the name of the site."""
    if said is None:
        return None
    shown = {fold(line): line for line in reversed(visible) if len(line) < 400}
    for form in (said, _SITE_TAIL.sub("", said)):
        if fold(form) in shown:
            return shown[fold(form)]
    return said


def _find_left_out(visible: list[str], kept: list[str]) -> tuple[Clutter, ...]:
    """Visible lines that are in none of the kept ones, named by what they are."""
    squeeze = re.compile(r"\W+")
    whole = " ".join(squeeze.sub(" ", line).casefold().strip() for line in kept)
    out = []
    for line in visible:
        key = squeeze.sub(" ", line).casefold().strip()
        if not key or key not in whole:
            out.append(Clutter(text=line, reason=name_clutter(line)))
    return tuple(out)


def _find_published(
    html: str | None, given: str | None, url: str | None, said: Metadata
) -> tuple[str | None, str | None]:
    if given is not None:
        return normalise(given), "given"
    if said.published:
        return said.published, "page"
    found = find_in_url(url) if url else None
    if found and len(found) == 10:
        return found, "url"
    if html is not None:
        from htmldate import find_date

        dated = find_date(html, original_date=True, extensive_search=False)
        if dated:
            return dated, "page"
    return (found, "url") if found else (None, None)
