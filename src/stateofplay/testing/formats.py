"""The contract of a format: it writes a case, says what it left out, explains every key, and names no folder of the machine."""

from __future__ import annotations

import io
from typing import ClassVar

from stateofplay.exchange.formats import Format, Material
from stateofplay.exchange.formats.parts.format import Written
from stateofplay.testing.cases import small_case


class FormatContract:
    """What every format must meet.

    Attributes
    ----------
    format
        The format.
    whole
        Whether it gives back the case row by row as it is, names of sources included (adding strips folders from them).
    stamped
        Whether its files tell when they were written or number themselves anew, so that no two are the same.

    Examples
    --------
    >>> from stateofplay.exchange.formats import load_format
    >>> class TestCalendar(FormatContract):
    ...     format = load_format("ics")
    >>> for name in sorted(n for n in dir(TestCalendar) if n.startswith("test_")):
    ...     getattr(TestCalendar(), name)()
    """

    format: ClassVar[Format]
    whole: ClassVar[bool] = False
    stamped: ClassVar[bool] = False

    def keys(self, data: bytes) -> set[str]:
        """The keys or columns that a file of this format holds; override it, and none may lack in the codebook."""
        return set()

    def written(self) -> tuple[bytes, Written]:
        """A small case in this format, and what is said of the writing."""
        out = io.BytesIO()
        with small_case() as case, case.read() as connection:
            done = self.format.write(Material(connection=connection, title="Geneva talks"), out)
        return out.getvalue(), done

    def test_it_writes_the_case_and_counts_what_it_wrote(self) -> None:
        data, done = self.written()
        assert data
        assert done.count > 0 or done.notes, "nothing is left out in silence"
        assert done.what

    def test_it_explains_itself(self) -> None:
        assert self.format.name == self.format.name.lower()
        assert self.format.suffix.startswith(".")
        assert self.format.says.endswith(".")
        assert self.format.fields
        assert all(meaning for _, meaning in self.format.fields)

    def test_every_key_stands_in_the_codebook(self) -> None:
        explained = {word.strip() for field, _ in self.format.fields for word in field.split(",")}
        assert self.keys(self.written()[0]) <= explained

    def test_the_same_case_is_written_the_same_way(self) -> None:
        with small_case() as case, case.read() as connection:
            files = [io.BytesIO(), io.BytesIO()]
            for out in files:
                self.format.write(Material(connection=connection, title="Geneva talks"), out)
        assert self.stamped or files[0].getvalue() == files[1].getvalue()

    def test_no_folder_of_the_machine_is_named(self) -> None:
        assert self.whole or b"/somewhere/private" not in self.written()[0]
