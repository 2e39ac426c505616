"""W3C Web Annotations: each claim as an annotation of its page, found again by quote and by position."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material, page_address
from stateofplay.record.views import Row

_AROUND = 32
"""Characters before and after a quote by which another program can find it again."""


def write(material: Material, out: BinaryIO) -> Written:
    """Write one AnnotationPage with an annotation a claim."""
    by_number = {page["number"]: page for page in material.pages}
    items = [_annotation(row, material, by_number[row.page]) for row in material.all_rows()]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:stateofplay:annotations",
        "type": "AnnotationPage",
        "label": material.title,
        "items": items,
    }
    out.write(msgspec.json.format(msgspec.json.encode(page), indent=2) + b"\n")
    return Written(count=len(items), what="annotations")


def _annotation(row: Row, material: Material, page: dict[str, object]) -> dict[str, object]:
    text = material.articles[row.page].text
    body: list[dict[str, object]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": row.kind},
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _sentence(row)},
    ]
    if row.verdict:
        body.append({"type": "TextualBody", "purpose": "assessing", "value": row.verdict})
    return {
        "id": f"urn:stateofplay:claim:{row.claim_id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": {
            "source": page_address(page),
            "state": {"type": "TimeState", "sourceDate": f"{str(page['added_at'])[:19]}Z"},
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": row.quote,
                    "prefix": text[max(0, row.start - _AROUND) : row.start],
                    "suffix": text[row.end : row.end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": row.start, "end": row.end},
            ],
        },
    }


def _sentence(row: Row) -> str:
    parts = [row.party, row.state, row.what, row.other, row.date, row.place]
    return " | ".join(p for p in parts if p) or row.quote


FORMAT = Format(
    name="annotations",
    suffix=".annotations.json",
    says="Each claim as a W3C Web Annotation of its page: for annotation tools such as Hypothesis and Recogito.",
    fields=(
        ("@context, id, type, label, items", "an AnnotationPage; label is the case's title"),
        ("motivation", "always describing"),
        ("body, purpose, format, value", "tagging: the kind of claim; describing: party, state, what, other, date and place, "
         "parted by bars; assessing: a person's verdict"),
        ("target, source", "address of the page, or a URN of its number in the case"),
        ("state, sourceDate", "TimeState: when the page was received; the live page may have changed since"),
        ("selector, exact, prefix, suffix", "TextQuoteSelector: the quote and 32 characters around it"),
        ("start, end", "TextPositionSelector: code points into the article's text as read, which is without menus"),
    ),
    notes=(
        "To find a quote in the live page use the TextQuoteSelector, and compare what was found with `exact`: some tools "
        "settle for words that are merely like it.",
        "The positions are those of the text as read. Recogito goes by them alone and never looks at the quote: give it "
        "that text (`text` of a page in the jsonl format), not the live page.",
    ),
    write=write,
)  # fmt: skip
