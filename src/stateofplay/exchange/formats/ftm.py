"""FollowTheMoney: actors, events, seats and pages as entities. Bargaining positions are never its `Position`, an office held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import CaseActor, Material, page_address
from stateofplay.model.ids import digest
from stateofplay.record.meetings import CaseMeeting
from stateofplay.record.views import Row

Entity = dict[str, object]
_SCHEMA = {
    "person": "Person",
    "country": "PublicBody",
    "organization": "Organization",
    "armed_group": "Organization",
    "group": "LegalEntity",
}
_LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "af=afr am=amh ar=ara az=aze be=bel bg=bul bn=ben bs=bos ca=cat cs=ces da=dan de=deu el=ell en=eng es=spa "
        "et=est fa=fas fi=fin fr=fra ga=gle he=heb hi=hin hr=hrv hu=hun hy=hye id=ind is=isl it=ita ja=jpn ka=kat "
        "kk=kaz km=khm kn=kan ko=kor ky=kir lb=ltz lo=lao lt=lit lv=lav mk=mkd mn=mon ms=msa mt=mlt my=mya ne=nep "
        "nl=nld no=nor pl=pol ps=pus pt=por ro=ron ru=rus si=sin sk=slk sl=slv sq=sqi sr=srp sv=swe sw=swa ta=tam "
        "te=tel tg=tgk th=tha tk=tuk tl=tgl tr=tur uk=ukr ur=urd uz=uzb vi=vie zh=zho "
    ).split()
)
"""Two-letter codes of languages -> the three-letter ones that FollowTheMoney knows; of others it takes none."""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def write(material: Material, out: BinaryIO) -> Written:
    """Write entities, one a line, each before those that refer to it where that can be."""
    count = 0
    for entity in _entities(material):
        out.write(msgspec.json.encode(entity) + b"\n")
        count += 1
    notes = ("Bargaining positions, conditions and statements have no schema in FollowTheMoney and are left out.",)
    return Written(count=count, what="entities", notes=notes)


def _entities(material: Material) -> Iterator[Entity]:
    known = {a.name: _id("actor", a.name) for a in material.actors}
    documents = {page["number"]: _id("page", str(page["number"]), page_address(page)) for page in material.pages}
    for page in material.pages:
        yield _entity(
            documents[page["number"]],
            "Article",
            title=[page["title"]],
            publishedAt=[page["published"]],
            publisher=[page["site"]],
            sourceUrl=[a for a in [page_address(page)] if a.startswith("http")],
            language=[_LANGUAGES.get(str(page["language"]))],
        )
    for actor in material.actors:
        side = _SCHEMA.get(material.identities.kinds.get(actor.side or "", "group"))
        yield from _actor(actor, side, known, documents)
    for meeting in material.meetings():
        yield from _meeting(meeting, known, documents)
    for row in material.rows("events"):
        yield _event(row, known, documents)


def _actor(
    actor: CaseActor, side_schema: str | None, known: dict[str, str], documents: dict[object, str]
) -> Iterator[Entity]:
    ours = known[actor.name]
    country = [i.removeprefix("iso3166:").lower() for i in actor.identifiers if i.startswith("iso3166:")]
    schema = _SCHEMA.get(actor.kind, "LegalEntity")
    yield _entity(
        ours,
        schema,
        name=[actor.name],
        alias=actor.aliases,
        wikidataId=[i.removeprefix("wikidata:") for i in actor.identifiers if i.startswith("wikidata:")],
        **({} if schema == "Person" else {"country": country}),
    )
    if actor.side in known and actor.side != actor.name:
        if schema == "Person" and side_schema in ("Organization", "PublicBody"):  # others cannot have members there
            yield _entity(
                _id("membership", actor.name, actor.side),
                "Membership",
                member=[ours],
                organization=[known[actor.side]],
                role=actor.roles,
            )
        else:
            yield _entity(
                _id("representation", actor.name, actor.side),
                "Representation",
                agent=[ours],
                client=[known[actor.side]],
                role=actor.roles,
            )
    for number, name in actor.mentions:
        yield _entity(
            _id("mention", documents[number], name),
            "Mention",
            document=[documents[number]],
            name=[name],
            resolved=[ours],
            detectedSchema=[schema],
        )


def _meeting(meeting: CaseMeeting, known: dict[str, str], documents: dict[object, str]) -> Iterator[Entity]:
    ours = _id("meeting", *sorted(r.claim_id for r in meeting.rows))
    seats = [s for s in meeting.seats.values() if s.current.state == "attends" and s.who in known]
    yield _entity(
        ours,
        "Event",
        name=[meeting.name],
        date=_dates(meeting.date),
        location=[meeting.place],
        involved=[known[p] for p in dict.fromkeys([*meeting.parties, *(s.who for s in seats)]) if p in known],
        summary=[f"{meeting.current.state}: {meeting.current.quote}"],
        keywords=["meeting", meeting.current.state],
        proof=[documents[r.page] for r in meeting.rows],
    )


def _event(row: Row, known: dict[str, str], documents: dict[object, str]) -> Entity:
    return _entity(
        _id("event", row.claim_id),
        "Event",
        name=[" ".join(p for p in (row.party, row.what, row.other) if p)],
        date=_dates(row.date),
        location=[row.place],
        involved=[known[n] for n in (row.party, row.other) if n in known],
        summary=[row.quote],
        keywords=[row.what, row.state],
        recordId=[row.claim_id],
        proof=[documents[row.page]],
    )


def _entity(identity: str, schema: str, **properties: Iterable[object]) -> Entity:
    kept = {name: list(dict.fromkeys(str(v) for v in values if v)) for name, values in properties.items()}
    return {"id": identity, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}


def _dates(value: str | None) -> list[str]:
    """Days, months and years; FollowTheMoney has no weeks."""
    return [value] if value and _DATE.fullmatch(value) else []


def _id(*parts: str) -> str:
    return f"sop-{digest(*parts, length=20)}"


FORMAT = Format(
    name="ftm",
    suffix=".ftm.json",
    says="Actors, meetings, events and pages as FollowTheMoney entities, one a line: for Aleph and OpenSanctions tools.",
    fields=(
        ("id", "made from content: the same case gives the same ids"),
        ("schema", "Person; PublicBody (countries); Organization (organisations, armed groups); LegalEntity (groups); "
         "Membership; Representation; Event (meetings and events); Article (pages); Mention. Never Position: that is an office "
         "held, and our positions are bargaining positions"),
        ("properties", "lists of text, as FollowTheMoney has them"),
        ("name, alias, country, wikidataId", "actors; country is the ISO 3166 code in small letters"),
        ("member, organization, role", "Membership: a person, the side it stands on, its roles as pages give them"),
        ("agent, client", "Representation: an actor, and the side it stands on, where Membership does not fit"),
        ("date, location, involved, summary, keywords, proof, recordId", "Event: when (days, months, years; no weeks), where, "
         "who, the words it rests on, kind and status, the pages it stands in, the claim's id"),
        ("title, publishedAt, publisher, sourceUrl, language", "Article"),
        ("document, resolved, detectedSchema", "Mention: a name on a page, and the actor it is"),
    ),
    notes=("Bargaining positions, conditions and statements have no schema there and are left out.",),
    write=write,
)  # fmt: skip
