"""Mail: what its header says, which of its bodies to read, and what of it was written by somebody else before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import BinaryIO, cast

from stateofplay.model import Clutter
from stateofplay.pages.harvest import Harvest, Part

_REPLY_LINE = re.compile(
    r"^(?:On|Am|Le|El|Il|Op|Den|В|W dniu)\b.{5,200}\b"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|пишет|писал|napisał)\w*\s*:\s*$",
    re.I,
)
_ORIGINAL = re.compile(
    r"^\s*[-_]{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\s*[-_]{2,}\s*$",
    re.I,
)
_SIGNATURE = "--"


def open_mail(data: bytes) -> EmailMessage:
    """Parse a mail; broken parts are passed over by the parser itself."""
    return message_from_bytes(data, policy=policy.default)


def header(mail: EmailMessage, name: str) -> str | None:
    """A header field as one line of text, or None; a field that cannot be decoded is none."""
    try:
        value = str(mail.get(name) or "")
    except Exception:  # the standard parser raises whatever a broken field leads it into
        return None
    return " ".join(value.split()) or None


def find_day(mail: EmailMessage) -> str | None:
    """The day of the mail where it was written, as an ISO date."""
    try:
        when = parsedate_to_datetime(header(mail, "date") or "")
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return when.date().isoformat() if 1990 <= when.year <= 2100 else None


def find_senders(mail: EmailMessage) -> tuple[str, ...]:
    """Names in the field From, or the addresses where no name stands."""
    found = getaddresses([header(mail, "from") or ""])
    return tuple(dict.fromkeys(n or a for n, a in found if n or a))


def walk_own(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a mail, without what is inside the mails that are attached to it: somebody else wrote that, on another day."""
    yield mail
    inside = mail.get_payload()
    if mail.get_content_maintype() == "multipart" and isinstance(inside, list):
        for part in inside:
            yield from walk_own(cast(EmailMessage, part))


def attached_mails(mail: EmailMessage) -> list[EmailMessage]:
    """The mails that a mail hands on whole, in its order; those inside of these stay inside."""
    found = []
    for part in walk_own(mail):
        inside = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inside, list):
            found += [cast(EmailMessage, each) for each in inside]
    return found


def find_body(mail: EmailMessage) -> tuple[str, str]:
    """(``"html"`` or ``"plain"``, text) of the part that people read; plain and empty where there is none."""
    try:
        part = mail.get_body(preferencelist=("html", "plain"))
    except Exception:
        part = None
    if part is None:
        part = next((p for p in walk_own(mail) if p.get_content_maintype() == "text"), None)
    if part is None:
        return "plain", ""
    kind = "html" if part.get_content_subtype() == "html" else "plain"
    text = decode_part(cast(EmailMessage, part))
    if kind == "plain" and str(part.get_param("format") or "").lower() == "flowed":
        text = re.sub(r"(?m)(?<!^--) \r?\n(?![>\s])", " ", text)
    return kind, text


def decode_part(part: EmailMessage) -> str:
    """The text of one part, in its charset or in the one that it shows."""
    from stateofplay.pages.received.encoding import decode

    payload = part.get_payload(decode=True)
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        charset = None
    return decode(payload, charset=charset).text if isinstance(payload, bytes) else ""


def part_quoted(text: str) -> tuple[list[str], list[Clutter]]:
    """Part the lines of a plain mail into its own words, and replies, forwarded mails and signatures."""
    own: list[str] = []
    clutter: list[Clutter] = []
    rest = ""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        bare = line.strip()
        if not rest and _ORIGINAL.match(line):
            rest = "quoted_reply"
        elif not rest and line.rstrip() == _SIGNATURE and index > len(lines) // 2:
            rest = "signature"
        following = next((x for x in lines[index + 1 : index + 4] if x.strip()), "")
        introduces = bool(_REPLY_LINE.match(bare)) and following.lstrip().startswith(">")
        reason = rest or ("quoted_reply" if line.startswith(">") or introduces else "")
        if not reason:
            own.append(line)
        elif bare:
            clutter.append(Clutter(text=bare, reason=reason))
    return own, clutter


def split_mbox(stream: BinaryIO, *, name: str, max_bytes: int, harvest: Harvest) -> Iterator[Part]:
    """Take the mails out of a mailbox one at a time; a mail begins at a line "From " behind an empty line."""
    mail: list[bytes] = []
    size, number, blank = 0, 0, True
    for line in iter(lambda: stream.readline(1_000_000), b""):
        if blank and line.startswith(b"From "):
            if mail:
                number += 1
                yield from _mail_part(mail, size, number, max_bytes, harvest)
            mail, size = [], 0
        else:
            size += len(line)
            if size <= max_bytes:
                mail.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip(b"\r\n")
    if mail:
        yield from _mail_part(mail, size, number + 1, max_bytes, harvest)


def _mail_part(lines: list[bytes], size: int, number: int, max_bytes: int, harvest: Harvest) -> Iterator[Part]:
    if size > max_bytes:
        harvest.passed["mails that are too large"] += 1
        return
    data = b"".join(lines)
    subject = header(open_mail(data), "subject")
    yield Part(name=f"{number}: {subject}" if subject else str(number), data=data, content_type="message/rfc822")
