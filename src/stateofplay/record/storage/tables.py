"""The tables of a case file. Pages, claims and judgements are only ever added; what is current is computed.

::

    case_info    key, value                        title, when it was made
    page         one row for every version of every page, as it was received and as it was read
    claim        one row for every claim of every page, with the columns that views filter by
    actor        the actors of every page
    sentence     the sentences of every page, for search
    lost         claims whose sentence is gone from a newer version of their page
    judgement    what people say of a claim; the latest one that is not withdrawn counts
    identity     what people say of two names: the same actor, or not
    issue_edit   what people did to the clusters of issues: rename, merge, split
    feed         addresses that `watch` fetches again
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

CASE_INFO = Table(
    "case_info",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

PAGE = Table(
    "page",
    METADATA,
    Column("id", String, primary_key=True),  # digest of source and bytes
    Column("number", Integer, nullable=False, unique=True),  # in the order of adding; what people call it
    Column("source", Text, nullable=False),  # path or address as given
    Column("address", Text),  # canonical address, where there is one; versions share it
    Column("site", Text),
    Column("title", Text),
    Column("published", String),
    Column("published_source", String),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("article", Text, nullable=False),  # the rest of the article as JSON: clutter, authors, repairs
    Column("sha256", String, nullable=False),
    Column("raw", LargeBinary, nullable=False),  # the bytes as received, zlib
    Column("signature", LargeBinary),  # MinHash of the text, NULL for very short ones
    Column("copy_of", String, ForeignKey("page.id")),
    Column("earlier", String, ForeignKey("page.id")),  # the version that this one takes the place of
    Column("ambiguities", Text, nullable=False),
    Column("reader", String, nullable=False),
    Column("added_at", String, nullable=False),
    Index("page_address", "address"),
    Index("page_sha256", "sha256"),
    Index("page_copy_of", "copy_of"),
    Index("page_earlier", "earlier"),
)

BAND = Table(
    "band",
    METADATA,
    Column("key", String, primary_key=True),  # one band of a signature; pages that share one may be copies
    Column("page_id", String, ForeignKey("page.id"), primary_key=True),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("id", String, primary_key=True),
    Column("page_id", String, ForeignKey("page.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("party", Text),  # holder, speaker, who, actor
    Column("other", Text),  # recipient, what it depends on, capacity
    Column("what", Text),  # issue, content, meeting, event type
    Column("state", String),  # stance, status, act, relation
    Column("date", String),
    Column("place", Text),
    Column("flag", Boolean, nullable=False, default=False),  # red line; direct speech
    Column("said_by", Text),
    Column("firmness", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("component", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", Text, nullable=False),  # the whole claim as JSON, as the contract has it
    Index("claim_page", "page_id", "start", "end"),  # what lies on some words is told by it alone
    Index("claim_kind", "kind", "party"),
)

ACTOR = Table(
    "actor",
    METADATA,
    Column("page_id", String, ForeignKey("page.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("kind", String, nullable=False),
    Column("side", Text),
    Column("roles", Text, nullable=False),  # JSON list
    Column("aliases", Text, nullable=False),  # JSON list
    Column("identifiers", Text, nullable=False),  # JSON list
    Column("mentions", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("actor_name", "name"),
)

SENTENCE = Table(
    "sentence",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("page_id", String, ForeignKey("page.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("sentence_page", "page_id"),
)

LOST = Table(
    "lost",
    METADATA,
    Column("claim_id", String, ForeignKey("claim.id"), primary_key=True),
    Column("page_id", String, ForeignKey("page.id"), nullable=False),  # the newer version that lacks the sentence
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("id", String, primary_key=True),
    Column("claim_id", String, ForeignKey("claim.id"), nullable=False),
    Column("verdict", String, nullable=False),  # accept, reject, unsure, withdraw
    Column("correction", Text, nullable=False),  # JSON object field -> value
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("follows", String),  # id of the row that stood last when this one was written; see order.py
    Index("judgement_claim", "claim_id"),
)

IDENTITY = Table(
    "identity",
    METADATA,
    Column("id", String, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("verdict", String, nullable=False),  # same, different, withdraw
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("follows", String),  # id of the row that stood last when this one was written; see order.py
)

ISSUE_EDIT = Table(
    "issue_edit",
    METADATA,
    Column("id", String, primary_key=True),
    Column("edit", String, nullable=False),  # rename, merge, split, withdraw
    Column("issue", Text, nullable=False),
    Column("value", Text, nullable=False),  # the new name, the other issue, or the words to split off
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("follows", String),  # id of the row that stood last when this one was written; see order.py
)

FEED = Table(
    "feed",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("title", Text),
    Column("kind", String, nullable=False),  # feed or page
    Column("fetched_at", String),
    Column("etag", Text),
    Column("modified", Text),
    Column("problem", Text),
)

APPEND_ONLY = ("page", "band", "claim", "actor", "sentence", "lost", "judgement", "identity", "issue_edit")
"""Tables whose rows a database trigger keeps from being changed or deleted."""
