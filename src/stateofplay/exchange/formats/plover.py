"""PLOVER: one event a line, coded as PLOVER's manual has it, with the CAMEO root beside it."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material, page_address
from stateofplay.model import EventStatus, PloverEvent
from stateofplay.model.plover import auxiliary_mode, cameo_root, manual_event, quad_of
from stateofplay.record.views import Row


def write(material: Material, out: BinaryIO) -> Written:
    """Write the events of the case."""
    codes = {a.name: _country(a.identifiers) for a in material.actors}
    address = {page["number"]: page_address(page) for page in material.pages}
    count = 0
    for row in material.rows("events"):
        out.write(msgspec.json.encode(_event(row, codes, str(address[row.page]))) + b"\n")
        count += 1
    return Written(count=count, what="events")


def _event(row: Row, codes: dict[str, str | None], address: str) -> dict[str, object]:
    read, status = PloverEvent(row.what or ""), EventStatus(row.state or "")
    event = manual_event(read, status, row.quote)
    quad = quad_of(event)
    return {
        "event_id": row.claim_id,
        "event_date": row.date,
        "event_type": str(event),
        "auxiliary_mode": auxiliary_mode(read, status),
        "quad_code": int(quad),
        "quad_name": quad.name.lower().replace("_", " "),
        "cameo_root": cameo_root(event),
        "actor_name": row.party,
        "actor_country": codes.get(row.party or ""),
        "recipient_name": row.other,
        "recipient_country": codes.get(row.other or ""),
        "placename": row.place,
        "act": str(read),
        "act_status": str(status),
        "said_by": row.said_by,
        "firmness": row.firmness,
        "confidence": row.confidence,
        "publication_date": row.day if row.dated else None,
        "source": address,
        "source_copies": row.copies,
        "quote": row.quote,
        "verdict": row.verdict,
    }


def _country(identifiers: tuple[str, ...]) -> str | None:
    return next((i.removeprefix("iso3166:") for i in identifiers if i.startswith("iso3166:")), None)


FORMAT = Format(
    name="plover",
    suffix=".plover.jsonl",
    says="Events in PLOVER, coded as its manual has it, one JSON object a line: for event-data research.",
    fields=(
        ("event_id", "id of the claim in the case"),
        ("event_date", "ISO date as precise as the text has it, or null"),
        (
            "event_type",
            "PLOVER type by the manual: an act yet to come is AGREE, CONCEDE or THREATEN where the manual says so, "
            "joint exercises are COOPERATE",
        ),
        ("auxiliary_mode", "future, hypothetical or negation where the type does not say it; else null"),
        ("quad_code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
        ("quad_name", "the same in words"),
        ("cameo_root", "CAMEO root code, two digits; 18 stands for 18, 19 and 20, which PLOVER does not part"),
        ("actor_name", "who acts, by the case's name; null where the page does not say who did it"),
        ("actor_country", "ISO 3166 code, where the actor is a country of the lexicon"),
        ("recipient_name", "toward whom, or null"),
        ("recipient_country", "ISO 3166 code, or null"),
        ("placename", "where, as written, or null"),
        ("act", "type of the act itself, whether it happened or not"),
        ("act_status", "happened, planned, hypothetical or denied"),
        ("said_by", "whom the page gives as the source, or null"),
        ("firmness", "confirmed, stated, reported, claimed, hinted or disputed"),
        ("confidence", "the chance that it is right, 0 to 1, as measured on annotated pages (docs/confidence.md)"),
        ("publication_date", "day of the page, or null where it says none"),
        ("source", "address of the page, or a URN of its number in the case"),
        ("source_copies", "further pages with the same text: they are no further events"),
        ("quote", "the words that the event rests on"),
        ("verdict", "accept or unsure where a person judged it; else null"),
    ),
    notes=("An event that several stories tell stands here once a story: join by date, type and actors as your study asks.",),
    write=write,
)  # fmt: skip
