"""Read one page: a file, an address or bytes become an `Article`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from stateofplay.errors import PageError
from stateofplay.model import Article, Clutter
from stateofplay.pages.blocks import cut_glued, join_wrapped, split_lines, unmark
from stateofplay.pages.dates import find_in_lines, find_in_url, normalise
from stateofplay.pages.encoding import decode
from stateofplay.pages.lines import separate
from stateofplay.pages.sniffing import sniff
from stateofplay.pages.tongue import identify

MAX_BYTES = 20_000_000
"""Pages above this size are refused: no article needs it, and a mistake in the address often does."""


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
        from stateofplay.pages.fetching import fetch

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
    if kind == "warc":
        from stateofplay.pages.archive import only_page

        page = only_page(data, name=name)
        return read_page(
            page.data,
            published=published,
            url=url or page.url,
            charset=page.charset,
            content_type=page.content_type,
            max_bytes=max_bytes,
        )
    if kind == "feed":
        from stateofplay.pages.feeds import only_entry

        entry = only_entry(data, name=name)
        return read_page(
            entry.content.encode(), published=published or entry.published, url=url or entry.url, max_bytes=max_bytes
        )
    decoded = decode(data, charset=charset)
    if kind == "html":
        from stateofplay.pages.html import read_html

        return read_html(decoded.text, name=name, published=published, url=url, repairs=decoded.repairs, sha256=digest)
    return read_text(decoded.text, name=name, published=published, url=url, repairs=decoded.repairs, sha256=digest)


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
    if marks:
        repairs = (
            *repairs,
            f"{marks} Markdown {'mark was' if marks == 1 else 'marks were'} taken off, the words kept.",
        )
    if joins:
        repairs = (*repairs, f"Paragraphs wrapped at a fixed width were joined ({joins} line breaks became spaces).")
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
        published, url, [c.text for c in clutter if c.reason in ("timestamp", "byline", "copyright")]
    )
    return Article(
        text=full,
        title=page.title,
        published=day,
        published_source=day_source,
        language=identify(full),
        clutter=clutter,
        url=url,
        repairs=repairs,
        sha256=sha256,
    )


def find_published(given: str | None, url: str | None, date_lines: list[str]) -> tuple[str | None, str | None]:
    """Return the date of publication and where it comes from: given, address or date line."""
    if given is not None:
        return normalise(given), "given"
    found = find_in_url(url) if url else None
    if found and len(found) == 10:
        return found, "url"
    line = find_in_lines(date_lines)
    if line:
        return line, "text"
    return (found, "url") if found else (None, None)


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
        if path.is_dir():
            raise PageError(
                f"{path} is a folder.", slug="pages.folder", hint=f"Name the files in it, such as {path}/*.txt."
            )
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_large(str(path), size, max_bytes)
        return path.read_bytes()
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


def _too_large(name: str, size: int, limit: int) -> PageError:
    return PageError(
        f"{name} has {size / 1e6:.1f} MB, more than the {limit / 1e6:.0f} MB that a page may have.",
        slug="pages.too-large",
        hint="Cut the article out of it, or raise max_bytes.",
    )
