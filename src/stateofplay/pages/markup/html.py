"""HTML to article: the page's metadata, its blocks, and which of them are the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stateofplay.errors import PageError
from stateofplay.model import Article, Clutter
from stateofplay.pages.markup.body import find_body
from stateofplay.pages.markup.metadata import Metadata, Post, find_metadata
from stateofplay.pages.markup.tree import Tree, read_tree
from stateofplay.pages.plain.blocks import split_lines
from stateofplay.pages.plain.inserts import take_cards, tell_cards
from stateofplay.pages.plain.labels import fold, is_same
from stateofplay.pages.plain.lines import separate
from stateofplay.pages.received.tongue import identify
from stateofplay.pages.stamps import choose_published

TRIVIAL = 100
"""Characters of body below which a page's blocks are read once more, as bare text."""

_SITE_TAIL = re.compile(r"\s+[|–—·•-]\s+[^|–—·•]{2,40}$")
_LIST_MARK = re.compile(r"^\s*(?:[•▪■●○◦·‣▸►»*]|[-–—](?=\s))+\s*")
_FIGURE = re.compile(r"<(/?)fig(?:ure|caption)\b", re.I)
_SAYS_WHEN = re.compile(r"^\W*(?:By\s|(?i:published|posted|updated|created)\b)|\|\s*(?i:published|posted|updated)\b")
_DATED = ("timestamp", "byline", "copyright")


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
    tree = read_tree(html)
    if not (tree.blocks or tree.deep or said.posts):
        raise PageError(
            f"{name} shows no text.",
            slug="pages.no-text",
            hint="The page may need scripts to fill it: open it in a browser and save it from there.",
        )
    headline, lines, clutter = _read_body(html, tree, said)
    shown, posts = _add_posts(lines, said.posts)
    story, cards = take_cards(shown)
    if not story and headline is None:
        raise PageError(f"{name} holds no readable text.", slug="pages.no-text", hint="Check that it is an article.")
    text, places = _join(headline, story, posts)
    day, day_source, open_day = choose_published(
        given=published,
        url=url or said.url,
        published=said.dates,
        modified=said.changed,
        stamps=tree.stamps,
        date_lines=[c.text for c in clutter if len(c.text) < 200 and (c.reason in _DATED or _SAYS_WHEN.search(c.text))],
        first_lines=story[:3],
        locale=said.locale,
    )
    return Article(
        text=text,
        title=headline,
        published=day,
        published_source=day_source,
        language=identify(text),
        clutter=(
            *clutter,
            *(Clutter(text=words, reason="struck_out") for words in tree.struck),
            *(Clutter(text=card, reason="headline_list") for card in cards),
        ),
        url=url or said.url,
        site=said.site,
        authors=said.authors,
        repairs=(*repairs, *_tell(tree, open_day), *tell_cards(cards)),
        sha256=sha256,
        posts=places,
    )


def find_visible(html: str) -> list[str]:
    """Return every line of text that a browser would show, menus and footers included, without building our own tree."""
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


def _read_body(html: str, tree: Tree, said: Metadata) -> tuple[str | None, tuple[str, ...], tuple[Clutter, ...]]:
    """Headline, body and clutter."""
    if tree.deep:
        # Where the page nests too deeply for a tree its visible lines are read as bare text.
        visible = find_visible(html)
        page = separate(visible, title=_choose_title(said.title, None, visible))
        return page.title, page.body, page.clutter
    body = find_body(tree, said.title)
    visible = [b.text for b in tree.blocks]
    headline = _choose_title(said.title, body.headline, visible)
    if sum(map(len, body.lines)) < TRIVIAL and not said.posts:
        page = separate(visible, title=headline)
        if page.body:
            return page.title or headline, page.body, page.clutter
    same = fold(headline) if headline else None
    lines = tuple(x for x in body.lines if not is_same(x, same))
    return headline, lines, body.clutter


def _choose_title(said: str | None, shown: str | None, visible: Sequence[str]) -> str | None:
    """The headline as the page shows it: the metadata often add the name of the site, or a wording for search engines."""
    if said is None:
        return _LIST_MARK.sub("", shown) if shown else None
    for form in (said, _SITE_TAIL.sub("", said)):
        same = fold(form)
        found = next((line for line in visible if is_same(line, same)), None)
        if found is not None:
            return _LIST_MARK.sub("", found)
    return _LIST_MARK.sub("", shown or _SITE_TAIL.sub("", said))


def _add_posts(lines: Iterable[str], posts: Sequence[Post]) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """The visible lead of a live blog and its posts behind it; (line, time) of each post that has a time."""
    if not posts:
        return tuple(lines), ()
    told = {fold(x) for p in posts for x in (p.headline or "", *p.text.split("\n"))}
    out = [line for line in lines if fold(line) not in told]
    places: list[tuple[int, str]] = []
    for post in posts:
        if post.time:
            places.append((len(out), post.time))
        out += [x for x in (post.headline, *post.text.split("\n")) if x]
    return tuple(out), tuple(places)


def _join(
    headline: str | None, lines: Sequence[str], posts: Sequence[tuple[int, str]]
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text, and (offset, time) of each post in it."""
    parts = [headline, *lines] if headline else list(lines)
    shift = 1 if headline else 0
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    return "\n".join(parts), tuple((starts[line + shift], time) for line, time in posts)


def _tell(tree: Tree, open_day: str | None) -> list[str]:
    told = []
    if tree.struck:
        n = len(tree.struck)
        told.append(f"{n} struck-out {'passage was' if n == 1 else 'passages were'} left out.")
    if tree.footnotes:
        n = tree.footnotes
        told.append(f"{n} {'mark of a footnote was' if n == 1 else 'marks of footnotes were'} left out.")
    if tree.quoted:
        n = tree.quoted
        told.append(f"{n} {'quotation was' if n == 1 else 'quotations were'} given the marks that a browser shows.")
    if open_day:
        told.append(open_day)
    return told
