"""Read one page: a file, an address or bytes become an `Article`."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

from stateofplay.errors import PageError
from stateofplay.model import Article, Clutter
from stateofplay.pages.dates import find_published, normalise
from stateofplay.pages.formats import Extract, formats
from stateofplay.pages.harvest import Part
from stateofplay.pages.parts import only_part
from stateofplay.pages.plain.blocks import cut_glued, join_wrapped, split_lines, unmark
from stateofplay.pages.plain.inserts import take_cards, tell_cards
from stateofplay.pages.plain.lines import is_headline, separate, sift
from stateofplay.pages.received.encoding import decode
from stateofplay.pages.received.tongue import identify
from stateofplay.pages.sniffing import sniff

MAX_BYTES = 20_000_000
"""Pages above this size are refused: no article needs it, and a mistake in the address often does."""

_HYPHENS = str.maketrans("\u2010\u2011", "--")


def read_page(
    source: str | Path | bytes,
    *,
    published: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    content_type: str | None = None,
    name: str = "The page",
    allow_private: bool = False,
    max_bytes: int = MAX_BYTES,
    timeout: float = 20.0,
) -> Article:
    """Read a page into an article freed of its clutter.

    Parameters
    ----------
    source
        A file, an ``http`` or ``https`` address, or the page's bytes.
    published
        ISO date of publication where the caller knows it; it wins over what the page says.
    url
        The page's address where `source` is a file or bytes; the date of publication may stand in it.
    charset, content_type
        What an HTTP header said, where `source` is bytes that somebody else fetched.
    name
        What errors call a page that is given as bytes.
    allow_private
        Fetch from addresses inside private networks too.
    max_bytes, timeout
        Largest size, and the seconds that fetching may take in all.

    Returns
    -------
    Article
        Headline and body in ``text``, one line a block; everything else in ``clutter`` with a reason.

    Raises
    ------
    PageError
        For anything that is not a readable page, with a slug, a sentence and a hint.

    Examples
    --------
    >>> page = b"Envoys meet in Arda\\n\\nThe envoys of both sides met in Arda on Monday.\\n\\nLire aussi\\n"
    >>> article = read_page(page, published="2031-05-05")
    >>> article.text
    'Envoys meet in Arda\\nThe envoys of both sides met in Arda on Monday.'
    >>> article.clutter
    (Clutter(text='Lire aussi', reason='related'),)
    """
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str) and "://" in source[:12]:
        from stateofplay.pages.network.fetching import fetch

        answer = fetch(source, allow_private=allow_private, max_bytes=max_bytes, timeout=timeout)
        data, name, url = answer.data, source, url or answer.url
        charset, content_type = charset or answer.charset, content_type or answer.content_type
    else:
        data, name = load_file(Path(source), max_bytes), str(source)
    if len(data) > max_bytes:
        raise _too_large(name, len(data), max_bytes)
    if published is not None and normalise(published) is None:
        raise PageError(
            f"{published!r} is not a date.", slug="pages.published", hint="Write the date of publication as YYYY-MM-DD."
        )
    kind = sniff(data, name=name, content_type=content_type)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "container":
        part = only_part(data, name=name, max_bytes=max_bytes)
        return read_part(part, name=name, published=published, url=url, max_bytes=max_bytes)
    if kind == "feed":
        from stateofplay.pages.feeds import only_entry

        entry = only_entry(data, name=name)
        return read_page(
            entry.content.encode(), published=published or entry.published, url=url or entry.url, max_bytes=max_bytes
        )
    if kind not in ("html", "text"):
        return _with_hyphens(_read_format(data, kind, name=name, published=published, url=url, sha256=digest))
    decoded = decode(data, charset=charset)
    if kind == "html":
        from stateofplay.pages.markup.html import read_html

        return _with_hyphens(
            read_html(decoded.text, name=name, published=published, url=url, repairs=decoded.repairs, sha256=digest)
        )
    return _with_hyphens(
        read_text(decoded.text, name=name, published=published, url=url, repairs=decoded.repairs, sha256=digest)
    )


def _with_hyphens(article: Article) -> Article:
    """The article with the hyphen of the keyboard for that at which no line may break, and for the one of printers.

    Word and many sites set them in "7-10 May" and "cease-fire". All that reads words and days knows "-", and one sign stands
    for one, so that every place stays where it was.
    """
    title = article.title.translate(_HYPHENS) if article.title else article.title
    return replace(article, text=article.text.translate(_HYPHENS), title=title)


def read_part(
    part: Part, *, name: str, published: str | None = None, url: str | None = None, max_bytes: int = MAX_BYTES
) -> Article:
    """Read one page out of a container; what the container says of it counts where the caller says nothing.

    Raises
    ------
    PageError
        As `read_page`.
    """
    article = read_page(
        part.data,
        published=published or part.published,
        url=url or part.url,
        charset=part.charset,
        content_type=part.content_type,
        name=f"{name}, {part.name}" if part.name else name,
        max_bytes=max_bytes,
    )
    return replace(article, repairs=(*article.repairs, part.cut)) if part.cut else article


def _read_format(data: bytes, kind: str, *, name: str, published: str | None, url: str | None, sha256: str) -> Article:
    """Read a document that is neither HTML nor bare text: its format gives the text, the readers do the rest."""
    found = next(f for f in formats() if f.name == kind).read(data, name)
    url = url or found.url
    if found.kind == "html":
        from stateofplay.pages.markup.html import read_html

        article = read_html(found.text, name=name, published=published, url=url, title=found.title, sha256=sha256)
    elif found.kind == "loose":
        text = f"{found.title}\n\n{found.text}" if found.title else found.text
        article = read_text(text, name=name, published=published, url=url, sha256=sha256)
    else:
        article = _read_chosen(found, name=name, published=published, url=url, sha256=sha256)
    if article.published is None or (article.published_source != "given" and found.published):
        day = (found.published, "page") if found.published else (article.published, article.published_source)
        article = replace(article, published=day[0], published_source=day[1])
    return replace(
        article,
        site=article.site or found.site,
        authors=article.authors or found.authors,
        clutter=(*article.clutter, *found.clutter),
        repairs=(*article.repairs, *found.repairs),
    )


def _read_chosen(found: Extract, *, name: str, published: str | None, url: str | None, sha256: str) -> Article:
    """Read the lines of a document that is all article: its first line is the headline where it reads like one."""
    lines = [x for line in found.text.split("\n") if (x := line.strip())]
    sifted = sift(lines, title=found.title)
    body = sifted.body or tuple(lines)
    if not any(ch.isalnum() for line in body for ch in line):
        raise PageError(
            f"{name} holds no readable text.", slug="pages.no-text", hint="Check that the document has text in it."
        )
    title = found.title or (body[0] if len(body) > 1 and is_headline(body[0]) else None)
    text = "\n".join((found.title, *body) if found.title else body)
    day, day_source = find_published(
        published, url, [c.text for c in sifted.clutter if c.reason in ("timestamp", "byline")], body[:4]
    )
    return Article(
        text=text,
        title=title,
        published=day,
        published_source=day_source,
        language=identify(text),
        clutter=sifted.clutter if sifted.body else (),
        url=url,
        sha256=sha256,
        sheets=_place_sheets(found, lines, text),
    )


def _place_sheets(found: Extract, lines: list[str], text: str) -> tuple[tuple[int, int], ...]:
    """(offset in the text, page number) of each page of paper, from the lines of the document that were kept."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for row, at, number in found.sheets:
        starts.setdefault(row, []).append((at, number))
    out: list[tuple[int, int]] = []
    cursor = 0
    for index, line in enumerate(lines):
        place = text.find(line, cursor)
        kept = place >= 0 and (place == 0 or text[place - 1] == "\n") and text[place + len(line) :][:1] in ("", "\n")
        for at, number in starts.get(index, ()):
            out.append((min(place + at if kept else cursor, len(text)), number))
        if kept:
            cursor = place + len(line)
    return tuple(out)


def read_text(
    text: str,
    *,
    name: str = "The page",
    published: str | None = None,
    url: str | None = None,
    repairs: tuple[str, ...] = (),
    sha256: str | None = None,
) -> Article:
    """Read a page that was scraped to bare text; see `read_page` for the rest of the parameters.

    Raises
    ------
    PageError
        ``pages.empty`` where no line holds a letter or a digit.
    """
    lines, marks = unmark(split_lines(text))
    lines, joins = join_wrapped(lines)
    lines, cards = take_cards(lines)
    if marks:
        repairs = (
            *repairs,
            f"{marks} Markdown {'mark was' if marks == 1 else 'marks were'} taken off, the words kept.",
        )
    if joins:
        repairs = (*repairs, f"Paragraphs wrapped at a fixed width were joined ({joins} line breaks became spaces).")
    repairs = (*repairs, *tell_cards(cards))
    page = separate(cut_glued(lines))
    body, clutter = page.body, page.clutter
    if not body and page.title is None:
        body, clutter = _lone_lines(clutter)
    if not body and page.title is None:
        raise PageError(
            f"{name} holds no readable text.",
            slug="pages.no-text",
            hint="Check that the page is an article and was saved with its text.",
        )
    full = "\n".join((page.title, *body) if page.title else body)
    day, day_source = find_published(
        published, url, [c.text for c in clutter if c.reason in ("timestamp", "byline", "copyright")], body[:3]
    )
    return Article(
        text=full,
        title=page.title,
        published=day,
        published_source=day_source,
        language=identify(full),
        clutter=(*clutter, *(Clutter(text=card, reason="headline_list") for card in cards)),
        url=url,
        repairs=repairs,
        sha256=sha256,
    )


def _lone_lines(clutter: tuple[Clutter, ...]) -> tuple[tuple[str, ...], tuple[Clutter, ...]]:
    """A page of a few words has no prose to find: its plain lines are what it says."""
    soft = {"nav_label", "headline_list", "other_story"} | ({c.reason for c in clutter} if len(clutter) <= 2 else set())
    kept: list[Clutter] = []
    left: list[Clutter] = []
    for piece in clutter:
        says = piece.reason in soft and any(ch.isalnum() for ch in piece.text)
        (kept if says else left).append(piece)
    return tuple(c.text for c in kept), tuple(left)


def load_file(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Read a file, refusing a folder, a missing file and one above the size limit with a sentence that says so."""
    try:
        found = path.stat()
        if what := _name_odd(found.st_mode):
            raise PageError(
                f"{path} is {what}, not a page.",
                slug="pages.folder" if stat.S_ISDIR(found.st_mode) else "pages.unreadable",
                hint=f"Name the files in it, such as {path}/*.txt."
                if stat.S_ISDIR(found.st_mode)
                else "Name a file; what a program writes can be piped in:  program | stateofplay read -",
            )
        with path.open("rb") as stream:
            # One byte more than allowed: a file may grow, and some of the system's files say that they have no size.
            data = stream.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise _too_large(str(path), max(found.st_size, len(data)), max_bytes)
        return data
    except FileNotFoundError:
        raise PageError(
            f"There is no file {path}.",
            slug="pages.missing",
            hint="Check the name; addresses begin with http:// or https://.",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PageError(
            f"{str(path)!r} cannot be opened: {reason}.",
            slug="pages.unreadable",
            hint="Check the name and the rights to read it.",
        ) from None


def _name_odd(mode: int) -> str | None:
    """What a path is that is no regular file."""
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((what for test, what in kinds if test(mode)), None)


def _too_large(name: str, size: int, limit: int) -> PageError:
    return PageError(
        f"{name} has {size / 1e6:.1f} MB, more than the {limit / 1e6:.0f} MB that a page may have.",
        slug="pages.too-large",
        hint="Cut the article out of it, or raise max_bytes.",
    )
