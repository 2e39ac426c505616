"""Write a case for other programs, and read it in again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from stateofplay.errors import ExchangeError
from stateofplay.exchange.formats import Material, Written, load_format
from stateofplay.exchange.importing import Imported, import_lines
from stateofplay.model import CLAIM_KINDS
from stateofplay.record import Case, create_case, open_case
from stateofplay.record.views import Filter


def export(
    case: Case,
    format: str,
    output: Path | BinaryIO,
    *,
    wanted: Filter | None = None,
    full_sources: bool = False,
    kinds: tuple[str, ...] = CLAIM_KINDS,
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
    with case.read() as connection:
        material = Material(
            connection=connection, title=case.title, wanted=wanted or Filter(), full_sources=full_sources, kinds=kinds
        )
        if not isinstance(output, Path):
            return found.write(material, output)
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as file:
                temporary = Path(file.name)
                try:
                    written = found.write(material, file)  # type: ignore[arg-type]
                except BaseException:
                    temporary.unlink(missing_ok=True)
                    raise
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)  # as any file of this user; temporary ones are closed to others
            temporary.replace(output)
        except OSError as error:
            raise ExchangeError(
                f"{output} cannot be written: {error.strerror or error}",
                slug="exchange.write",
                hint="Name another file with -o.",
            ) from error
    return written


def import_case(location: str | Path, file: Path) -> Imported:
    """Read a JSONL export into a case: made where there is none, merged where there is one; all of it or nothing.

    Raises
    ------
    ExchangeError
        ``exchange.read`` where the file cannot be read, ``exchange.import`` or ``exchange.newer`` for what is wrong in it.
    RecordError
        As `open_case`.
    """
    try:
        stream = file.open("rb")
    except OSError as error:
        raise ExchangeError(
            f"{file} cannot be read: {error.strerror or error}", slug="exchange.read", hint="Check the path."
        ) from error
    is_address = "://" in str(location)[:24]
    fresh = not is_address and not Path(location).exists()
    with stream:
        case = create_case(location) if fresh else open_case(location)
        try:
            with case, case.write() as connection:
                return import_lines(connection, stream, name=str(file), fresh=fresh)
        except BaseException:
            if fresh:
                # It was made a moment ago for nothing but this import.
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{location}{suffix}").unlink(missing_ok=True)
            raise
