"""A call of an operation: who calls, what they gave, and the cases that it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from stateofplay.errors import ExchangeError
from stateofplay.service.library import KeptCase, Library
from stateofplay.web.identity import Identity
from stateofplay.web.operations import Operation

MOST_TEXT = 20_000
"""Characters of one parameter."""
MOST_OF_A_NAME = 300
"""Of what a case, an issue or a what-if is to be called: it stands in tables and above pages."""
MOST_OF_A_FIELD = 2_000
"""Of one field of a claim that a person writes; the longest sentences have as many."""
MOST_OFFSET = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a form."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of an operation.

    Parameters
    ----------
    path
        Values of the parts of the path.
    given
        What the query or the form gave, each name with all its values.
    cookies
        Of the request.
    format
        ``"html"``, or the twin that was asked for.
    address
        Path and query as they were asked for, without the ending of a twin.
    """

    operation: Operation
    identity: Identity
    library: Library
    path: Mapping[str, str]
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    cookies: Mapping[str, str] = field(default_factory=dict)
    format: str = "html"
    address: str = "/"
    origin: str = ""
    client: str = ""
    """Address that it comes from."""
    agent: str = ""
    """What the browser calls itself."""
    services: Mapping[str, object] = field(default_factory=dict)
    """Further things that the server keeps: the jobs."""
    _kept: list[tuple[KeptCase, str]] = field(default_factory=list)

    @property
    def case(self) -> str:
        """The id of the case in the path."""
        return self.path["case"]

    def kept(self) -> KeptCase:
        """The case of the path as it is now: for the whole of a call the same.

        For what asks the database itself for what was judged (`fresh`), the case as it was when its last page came.
        """
        return self._look()[0]

    @property
    def version(self) -> str:
        """The version of the case that the answer is of."""
        kept, now = self._look()
        return now if self.operation.fresh else kept.version

    @property
    def looked(self) -> str:
        """When what the case watches was last looked at."""
        self.kept()
        return self.library.looked(self.case)

    def wait_for_newest(self) -> None:
        """Take the case as it is now, where what it was kept as lacks something."""
        self._kept[:] = [self.library.look(self.case, self.identity.name, newest=True)]

    def _look(self) -> tuple[KeptCase, str]:
        if not self._kept:
            fresh = self.operation.fresh
            self._kept.append(self.library.look(self.case, self.identity.name, but_judged=fresh))
        return self._kept[0]

    def feed_key(self) -> Callable[[str], str]:
        """Gives the key that opens one feed of the case to a program that cannot sign in."""
        make = self.services["feed_key"]
        assert callable(make)
        return lambda name: str(make(self.identity, f"/case/{self.case}/{name}"))

    def text(self, name: str, default: str = "", *, limit: int = MOST_TEXT) -> str:
        """One value, without what lies before and behind it."""
        values = self.given.get(name, ())
        value = values[-1].strip() if values else default
        if len(value) > limit:
            raise ExchangeError(
                f"{name} is too long: {len(value)} characters",
                slug="exchange.parameter",
                hint=f"At most {limit} characters can be given.",
            )
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a name that are not empty."""
        return tuple(v.strip() for v in self.given.get(name, ()) if v.strip())

    def number(self, name: str, default: int = 0) -> int:
        """A whole number that is not negative.

        Raises
        ------
        ExchangeError
            ``exchange.parameter`` where it is none.
        """
        value = self.text(name)
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or int(value[:12]) > MOST_OFFSET:
            raise ExchangeError(
                f"{name} is no whole number: {value[:40]!r}",
                slug="exchange.parameter",
                hint=f"Write it as {name}=0.",
            )
        return int(value)

    def page_number(self) -> int:
        """The number of the page in the path."""
        value = self.path["page"]
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
