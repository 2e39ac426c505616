"""What a team server keeps beside its cases, in a schema of its own. Each case lies in a schema of its own in the same database.

::

    setting     key, value                     the form of these tables, and a secret that feeds are signed with
    account     name, password (Argon2), whether they administer, since when they are disabled
    link        one-time addresses: to join, or to set a new password; only their hashes
    session     who is signed in where; only hashes of what the browsers hold
    token       what programs sign in with, and what it lets them do; only hashes
    attempt     failed and running sign-ins of late, by hashes of name and address
    shelf       cases: what addresses call them, which schema they lie in, whether all members may read them
    role        what an account may do in a case
    audit       who did what; the database refuses to change or delete its rows
    job, step, upload      pieces of work, what came of each page, and files that wait to be read
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    func,
)

SCHEMA = "team"
TEAM = MetaData(schema=SCHEMA)


def _time(name: str, *, needed: bool = True) -> Column[object]:
    default = func.clock_timestamp() if needed else None
    return Column(name, DateTime(timezone=True), nullable=not needed, server_default=default)


SETTING = Table("setting", TEAM, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

ACCOUNT = Table(
    "account",
    TEAM,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),  # the name as it is compared
    Column("password", Text),  # NULL until they have joined
    Column("administrator", Boolean, nullable=False, server_default="false"),
    _time("made_at"),
    _time("disabled_at", needed=False),
)

LINK = Table(
    "link",
    TEAM,
    Column("token_hash", String, primary_key=True),
    Column("account_id", Integer, ForeignKey(ACCOUNT.c.id), nullable=False),
    Column("purpose", String, nullable=False),  # join, reset
    _time("made_at"),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    _time("used_at", needed=False),
    Index("link_account", "account_id"),
)

SESSION = Table(
    "session",
    TEAM,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String, nullable=False, unique=True),
    Column("account_id", Integer, ForeignKey(ACCOUNT.c.id), nullable=False),
    _time("made_at"),
    _time("seen_at"),
    _time("ended_at", needed=False),
    Column("agent", Text, nullable=False),  # what the browser calls itself
    Index("session_account", "account_id"),
)

TOKEN = Table(
    "token",
    TEAM,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String, nullable=False, unique=True),
    Column("account_id", Integer, ForeignKey(ACCOUNT.c.id), nullable=False),
    Column("name", Text, nullable=False),  # what its owner calls it
    Column("writes", Boolean, nullable=False),
    _time("made_at"),
    _time("seen_at", needed=False),
    _time("ended_at", needed=False),
    Index("token_account", "account_id"),
)

ATTEMPT = Table(
    "attempt",
    TEAM,
    Column("id", BigInteger, primary_key=True),
    Column("of_name", String, nullable=False),
    Column("of_address", String, nullable=False),
    _time("at"),
    Index("attempt_name", "of_name", "at"),
    Index("attempt_address", "of_address", "at"),
)

SHELF = Table(
    "shelf",
    TEAM,
    Column("id", String, primary_key=True),
    Column("schema", String, nullable=False, unique=True),
    Column("open", Boolean, nullable=False, server_default="false"),  # whether every member may read it
    _time("made_at"),
)

ROLE = Table(
    "role",
    TEAM,
    Column("case_id", String, ForeignKey(SHELF.c.id), primary_key=True),
    Column("account_id", Integer, ForeignKey(ACCOUNT.c.id), primary_key=True),
    Column("role", SmallInteger, nullable=False),
    Index("role_account", "account_id"),
)

AUDIT = Table(
    "audit",
    TEAM,
    Column("id", BigInteger, primary_key=True),
    _time("at"),
    Column("account_id", Integer),
    Column("name", Text, nullable=False),  # as it was then; who works in the shell is called so
    Column("action", String, nullable=False),
    Column("case_id", String),
    Column("about", Text, nullable=False),
    Index("audit_case", "case_id", "id"),
)

JOB = Table(
    "job",
    TEAM,
    Column("id", Integer, primary_key=True),
    Column("case_id", String, ForeignKey(SHELF.c.id), nullable=False),
    Column("title", Text, nullable=False),
    Column("task", Text, nullable=False),  # what to do, as JSON
    Column("state", String, nullable=False, server_default="waiting"),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("now", Text, nullable=False, server_default=""),
    Column("problem", Text, nullable=False, server_default=""),
    Column("stopping", Boolean, nullable=False, server_default="false"),
    _time("made_at"),
    Index("job_case", "case_id", "id"),
)

STEP = Table(
    "step",
    TEAM,
    Column("job_id", Integer, ForeignKey(JOB.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # which of the things to do
    Column("part", Integer, primary_key=True),  # one file may hold several pages
    Column("source", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("page", Integer),
    Column("problem", Text, nullable=False),
    Column("hint", Text, nullable=False),
)

UPLOAD = Table(
    "upload",
    TEAM,
    Column("job_id", Integer, ForeignKey(JOB.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
