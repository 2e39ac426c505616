"""Articles: a page freed of its clutter, with what was left out kept beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clutter:
    """A line of the page that is not the article.

    `reason` is a stable word such as ``"nav_label"``, ``"headline_list"``, ``"promo"``, ``"caption"``, ``"byline"``.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article proper of a page.

    Parameters
    ----------
    text
        Headline and body, one line per block, blocks parted by single newlines. All offsets in claims are code points
        into this text. Where there is a title in the page, ``text`` begins with it.
    title
        The headline as it stands in the text, or None.
    published
        ISO date (possibly only a year or month) of publication, or None where neither page nor user says it.
    published_source
        ``"given"``, ``"page"``, ``"url"``, ``"text"``, ``"feed"`` or None.
    language
        ISO 639-1 code, or None where the text is too short to tell.
    clutter
        What was left out, in the page's order.
    url, site, authors
        As the page states them.
    repairs
        Sentences about what was repaired in reading the bytes (encodings, mojibake).
    sha256
        Hash of the bytes as received.
    sheets
        For documents on paper (PDF): where in the text each page begins, as (offset, page number).
    posts
        For live blogs: where in the text each post begins and when it was published, as (offset, time as the page says it).
    """

    text: str
    title: str | None = None
    published: str | None = None
    published_source: str | None = None
    language: str | None = None
    clutter: tuple[Clutter, ...] = ()
    url: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    sha256: str | None = None
    sheets: tuple[tuple[int, int], ...] = ()
    posts: tuple[tuple[int, str], ...] = ()

    def sheet_of(self, offset: int) -> int | None:
        """The page of paper on which a place of the text stands, or None for documents that have none.

        Examples
        --------
        >>> Article(text="First. Second.", sheets=((0, 1), (7, 2))).sheet_of(9)
        2
        """
        return next((number for start, number in reversed(self.sheets) if start <= offset), None)
