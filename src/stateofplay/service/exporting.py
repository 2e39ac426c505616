"""Write a case for other programs, and read it in again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from stateofplay.errors import ExchangeError
from stateofplay.exchange.delivery import written_whole
from stateofplay.exchange.formats import Material, Written, load_format
from stateofplay.exchange.importing import Imported, import_lines
from stateofplay.model import CLAIM_KINDS
from stateofplay.record import Case, open_case
from stateofplay.record.storage.case import making_case, title_of
from stateofplay.record.storage.locations import is_address, shown
from stateofplay.record.views import Filter

_SQLITE = b"SQLite format 3\0"


def export(
    case: Case,
    format: str,
    output: Path | BinaryIO,
    *,
    wanted: Filter | None = None,
    full_sources: bool = False,
    kinds: tuple[str, ...] = CLAIM_KINDS,
    mask_tokens: bool = False,
    claims_at: str = "",
) -> Written:
    """Write a case in one of `stateofplay.exchange.formats.FORMATS`.

    Parameters
    ----------
    case, format
        What to write, and how.
    output
        A file, which appears only when it is complete, or a binary stream.
    wanted, kinds
        Which claims; formats that write the whole case say so in their codebook.
    full_sources
        Name files with their folders, as far as the case knows them; their names alone else.
    mask_tokens
        Cover tokens, keys and names of sessions in addresses.
    claims_at
        What stands before a claim's id in the address of its page, where a server shows the case.

    Raises
    ------
    ExchangeError
        ``exchange.format``, ``exchange.kind``, ``exchange.missing`` (a library), ``exchange.write``.
    """
    found = load_format(format)
    if unknown := [kind for kind in kinds if kind not in CLAIM_KINDS]:
        raise ExchangeError(
            f"there is no kind of claim {unknown[0]!r}", slug="exchange.kind", hint=f"Known: {', '.join(CLAIM_KINDS)}."
        )
    if mask_tokens and format == "jsonl":
        raise ExchangeError(
            "the ids of pages are made from their addresses, so an export of the whole case keeps them as they are",
            slug="exchange.parameter",
            hint="Cover tokens when pages are added: stateofplay add CASE ADDRESS --mask-tokens",
        )
    with case.read() as connection:
        material = Material(
            connection=connection,
            title=title_of(connection) or case.title,
            wanted=wanted or Filter(),
            full_sources=full_sources,
            kinds=kinds,
            mask_tokens=mask_tokens,
            claims_at=claims_at,
        )
        if not isinstance(output, Path):
            return found.write(material, output)
        with written_whole(output) as file:
            return found.write(material, file)


def import_case(location: str | Path, source: str | Path, *, take_rest: bool = False) -> Imported:
    """Read a JSONL export, or another case itself, into a case: made where there is none, merged where there is one.

    All of it is imported or nothing. Pages, claims and judgements of both are in the case then, each once; the other case is
    only read.

    Parameters
    ----------
    location
        The case to add to.
    source
        A file written by ``export --format jsonl``, a case file, or the address of a case on PostgreSQL.
    take_rest
        Leave doubtful rows out and take the others; each is named in what comes back.

    Raises
    ------
    ExchangeError
        ``exchange.read`` where the file cannot be read, ``exchange.import`` or ``exchange.newer`` for what is wrong in it,
        ``exchange.same`` for a case and itself.
    RecordError
        As `open_case`.
    """
    name = str(source)
    if is_address(name) or _is_database(Path(name)):
        if not is_address(name) and _same_file(location, name):
            raise ExchangeError(
                f"{name} is the case itself", slug="exchange.same", hint="Name the other reviewer's copy of it."
            )
        # Only read: opening a case of an older form brings it up to date, and the other one is not ours.
        with open_case(name, untouched=True) as other, lines_of(other) as lines:
            return _import(location, lines, shown(name), take_rest)
    try:
        with Path(name).open("rb") as stream:
            return _import(location, stream, name, take_rest)
    except OSError as error:
        raise _unreadable(name, error) from error


def _is_database(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise _unreadable(str(file), error) from error


def _unreadable(name: str, error: OSError) -> ExchangeError:
    return ExchangeError(
        f"{name} cannot be read: {error.strerror or error}", slug="exchange.read", hint="Check the path."
    )


def _same_file(location: str | Path, name: str) -> bool:
    return not is_address(str(location)) and Path(location).exists() and Path(location).samefile(name)


@contextmanager
def lines_of(case: Case) -> Iterator[BinaryIO]:
    """A case as the lines of its JSONL export, in a file that vanishes."""
    with tempfile.TemporaryFile() as file, case.read() as connection:
        load_format("jsonl").write(Material(connection=connection, title=title_of(connection) or case.title), file)
        file.seek(0)
        yield file


def _import(location: str | Path, stream: BinaryIO, name: str, take_rest: bool) -> Imported:
    if is_address(str(location)) or (Path(location).is_file() and Path(location).stat().st_size):
        with open_case(location) as case, case.write() as connection:
            return import_lines(connection, stream, name=name, take_rest=take_rest)
    # It appears when all of it is in it.
    with making_case(location) as case, case.write() as connection:
        return import_lines(connection, stream, name=name, fresh=True, take_rest=take_rest)
