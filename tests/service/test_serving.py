"""What servers take before they serve."""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stateofplay.errors import ExchangeError, RecordError
from stateofplay.service.servers import serving
from stateofplay.service.servers.job_process import work
from stateofplay.service.servers.serving import HOST, checked_place, listen


@pytest.fixture
def taken() -> Iterator[int]:
    with closing(listen(0)) as socket:
        yield socket.getsockname()[1]


def test_the_socket_is_of_this_machine_alone() -> None:
    with closing(listen(0)) as socket:
        assert socket.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_refused_by_name(taken: int) -> None:
    with pytest.raises(ExchangeError, match=f"port {taken} of {HOST} cannot be had") as told:
        listen(taken)
    assert (told.value.slug, told.value.hint) == ("exchange.port", "Name another with --port.")


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(ExchangeError, match=f"there is no port {port}"):
        listen(port)


def test_where_none_is_asked_for_the_next_free_one_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PORTS", range(taken, taken + 20))
    with closing(listen(None)) as socket:
        assert taken < socket.getsockname()[1] < taken + 20


def test_a_place_must_be_there(tmp_path: Path) -> None:
    assert checked_place(str(tmp_path)) == str(tmp_path)
    assert checked_place("postgresql://db.example/talks") == "postgresql://db.example/talks"
    with pytest.raises(RecordError, match="no case or folder") as told:
        checked_place(f"{tmp_path}/my talks.sop")
    assert told.value.hint == f"Make a case with: stateofplay new '{tmp_path}/my talks.sop'"


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities here")
def test_who_reads_stands_back_behind_who_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(os, "nice", told.append)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    work(_Ended(), queue.Queue(), threading.Event())  # type: ignore[arg-type]
    assert told == [serving.NICE]


class _Ended:
    """Tasks of which there are no more."""

    def get(self, *_: object, **__: object) -> None:
        return None
