"""The answer to one question of a conflict as an Atom feed: an entry whenever the answer changes."""

from __future__ import annotations

import xml.etree.ElementTree as xml
from hashlib import sha256

from stateofplay.casework.questions.records import QUESTIONS
from stateofplay.errors import CaseworkError, ExchangeError
from stateofplay.service.library import KeptCase
from stateofplay.service.questions import OF_THE_RECORD, answer_all
from stateofplay.service.views.conflict_model import looked_ahead
from stateofplay.service.views.exports import ATOM, plain_text


def question_feed(kept: KeptCase, question: str, origin: str, self_address: str) -> bytes:
    """The answer as it is now, under an id made of its words: a reader of feeds shows it anew when they change, and only then.

    Parameters
    ----------
    question
        A key of the questions of a conflict.

    Raises
    ------
    ExchangeError
        ``exchange.parameter`` where there is no such question.
    """
    if question not in QUESTIONS or question in OF_THE_RECORD:
        known = ", ".join(k for k in QUESTIONS if k not in OF_THE_RECORD)
        raise ExchangeError(
            f"there is no question {question!r}", slug="exchange.parameter", hint=f"It is one of {known}."
        )
    try:
        (answer,) = answer_all(looked_ahead(kept), [question])
        short, findings = answer.short, [f.text for f in answer.findings]
    except CaseworkError as error:
        short, findings = f"No model can be drafted yet: {error.sentence}.", []
    xml.register_namespace("", ATOM)
    root = xml.Element(f"{{{ATOM}}}feed")

    def put(parent: xml.Element, name: str, text: str = "", **attributes: str) -> xml.Element:
        made = xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        made.text = plain_text(text) or None
        return made

    added = [str(p["added_at"]) for p in kept.state.pages]
    tag = f"tag:stateofplay,{min(added, default='1970-01-01')[:10]}:{kept.id}/question/{question}"
    updated = max(added, default="1970-01-01T00:00:00")[:19] + "Z"
    put(root, "id", tag)
    put(root, "title", f"{kept.state.title}: {QUESTIONS[question]}")
    put(root, "updated", updated)
    put(put(root, "author"), "name", "State of Play")
    put(root, "link", rel="self", href=self_address)
    put(root, "link", rel="alternate", href=f"{origin}/case/{kept.id}/conflict")
    entry = put(root, "entry")
    put(entry, "id", f"{tag}/{sha256(short.encode('utf-8', 'replace')).hexdigest()[:16]}")
    put(entry, "title", short)
    put(entry, "updated", updated)
    put(entry, "link", rel="alternate", href=f"{origin}/case/{kept.id}/conflict")
    put(entry, "summary", " ".join(findings) or short)
    told: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return told
