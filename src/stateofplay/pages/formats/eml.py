"""Mails (.eml), newsletters above all: the header says the day, quoted replies are clutter."""

from __future__ import annotations

import re

from stateofplay.pages.formats.form import Extract, PageFormat

_FIELD = re.compile(rb"(?:From )?[!-9;-~]{1,60}:|[ \t]|From ")
_NEEDED = re.compile(rb"(?im)^(?:message-id|mime-version|date|received|return-path):")
_FROM = re.compile(rb"(?im)^from:\s*\S")


def recognise(data: bytes) -> bool:
    """Header lines and nothing else down to the first empty line, with a sender and one more field of mail."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000].lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    if not (_FROM.search(head) and _NEEDED.search(head)):
        return False
    return all(_FIELD.match(line) for line in head.splitlines())


def read(data: bytes, name: str) -> Extract:
    """Read the subject as the headline and the body that people see; a mail that only hands on another is that other."""
    # Every page is asked whether it is a mail; the parser of mail is loaded for those that are.
    from stateofplay.pages.mail import (
        attached_mails,
        find_body,
        find_day,
        find_senders,
        header,
        open_mail,
        part_quoted,
        walk_own,
    )

    mail = open_mail(data)
    kind, text = find_body(mail)
    inside = attached_mails(mail)
    while len(inside) == 1 and not text.strip():
        mail = inside[0]
        kind, text = find_body(mail)
        inside = attached_mails(mail)
    files = [f for part in walk_own(mail) if (f := part.get_filename())]
    files += [header(each, "subject") or "a mail" for each in inside]
    repairs = (f"Not read: {', '.join(files[:5])}, attached to the mail.",) if files else ()
    subject = re.sub(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", "", header(mail, "subject") or "", flags=re.I) or None
    if kind == "html":
        return Extract(
            text=text,
            kind="html",
            title=subject,
            published=find_day(mail),
            authors=find_senders(mail),
            repairs=repairs,
        )
    own, clutter = part_quoted(text)
    return Extract(
        text="\n".join(own),
        kind="loose",
        title=subject,
        published=find_day(mail),
        authors=find_senders(mail),
        clutter=tuple(clutter),
        repairs=repairs,
    )


FORMAT = PageFormat(name="eml", says="a mail", suffixes=(".eml",), recognise=recognise, read=read)
