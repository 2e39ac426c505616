"""Pages that a browser saved whole (.mhtml): the HTML inside, with its address."""

from __future__ import annotations

import re

from stateofplay.errors import PageError
from stateofplay.pages.formats.form import Extract, PageFormat

_RELATED = re.compile(rb"(?im)^content-type:\s*multipart/related\b")
_SAVED = re.compile(rb"(?im)^(?:snapshot-content-location|content-location|from:\s*(?:<saved by|\"?saved by))")


def recognise(data: bytes) -> bool:
    """A header of mail around related parts, with the mark of a browser or an address in it."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000], maxsplit=1)[0]
    return bool(_RELATED.search(head) and (_SAVED.search(head) or b"text/html" in head.lower()))


def read(data: bytes, name: str) -> Extract:
    """Read the first HTML part. The date in the header is that of saving, and says nothing of publication."""
    from stateofplay.pages.mail import decode_part, header, open_mail

    mail = open_mail(data)
    for part in mail.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = header(mail, "snapshot-content-location") or header(part, "content-location")
            return Extract(text=decode_part(part), kind="html", url=url if url and url.startswith("http") else None)
    raise PageError(f"{name} holds no HTML page.", slug="pages.no-text", hint="Save the page again in a browser.")


FORMAT = PageFormat(
    name="mhtml", says="a page saved by a browser", suffixes=(".mhtml", ".mht"), recognise=recognise, read=read
)
