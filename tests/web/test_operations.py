"""The table of operations is what the docs and OpenAPI say, and every row of it runs."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.service.views.search import FACETS
from stateofplay.web.answers import handler_of
from stateofplay.web.describe import to_openapi, with_table
from stateofplay.web.operations import OPERATIONS

HANDLERS = Path(__file__).resolve().parents[2] / "src/stateofplay/web/handlers"


def test_the_docs_have_every_operation_and_every_parameter(root: Path) -> None:
    page = (root / "docs/web.md").read_text(encoding="utf-8")
    assert page == with_table(page), "run: python -m stateofplay.web.describe docs/web.md"


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda o: o.name)
def test_every_operation_has_a_handler_that_says_what_it_does(one) -> None:  # type: ignore[no-untyped-def]
    assert handler_of(one).__doc__
    assert one.says.endswith(".")


def test_every_parameter_that_a_handler_asks_for_is_in_the_table() -> None:
    told = {p.name for o in OPERATIONS for p in o.parameters}
    asked = set()
    for file in HANDLERS.glob("*.py"):
        asked |= set(re.findall(r'call\.(?:text|texts|number)\("([a-z_]+)"', file.read_text(encoding="utf-8")))
    assert len(asked) > 5
    assert asked - told - INNER == set()


def test_every_parameter_in_the_table_is_read_by_its_handler() -> None:
    seen = 0
    for one in OPERATIONS:
        told = {p.name.partition(".")[0] for p in one.parameters} - ELSEWHERE
        module = inspect.getmodule(inspect.unwrap(handler_of(one)))
        assert module is not None
        text = inspect.getsource(module)
        read = set(re.findall(r'"([a-z_]+)[."]', text)) | (set(FACETS) if "FACETS" in text else set())
        assert told - read == set(), f"{one.runs} does not hand on what web/operations says that it takes"
        seen += len(told)
    assert seen > 60


def test_each_facet_of_the_search_is_a_parameter_and_has_a_heading() -> None:
    template = (HANDLERS.parent / "templates/search.html.j2").read_text(encoding="utf-8")
    for one in (o for o in OPERATIONS if o.runs.startswith("search:")):
        assert set(FACETS) <= {p.name for p in one.parameters}
    assert [f for f in FACETS if f'"{f}": "' not in template] == []


ELSEWHERE = {"files", "key"}
"""What is taken before a handler is called: uploads, and the keys of feeds."""
INNER = {"done", "last"}
"""What only our own redirects carry: what the page before has done."""


def test_openapi_tells_every_route(desk: TestClient) -> None:
    told = desk.get("/openapi.json").json()
    assert told == to_openapi()
    assert told["openapi"].startswith("3.1")
    names = [e["operationId"] for path in told["paths"].values() for e in path.values()]
    assert len(names) == len(set(names)) > sum(o.face != "team" for o in OPERATIONS)
    assert "/sign-in" not in told["paths"]
