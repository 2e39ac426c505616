"""The server as programs meet it: the SDK's own client and fastmcp's, over stdio and over HTTP with a token.

Both are loaded by the tests that need them: every process that runs tests collects all.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import pytest

from tests.thoroughness import PATIENCE

if TYPE_CHECKING:
    from mcp.client.client import Client

# What third parties deprecate of their own.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(not find_spec("fastmcp") or not find_spec("mcp"), reason="fastmcp or mcp is not installed"),
]
TOOLS = {
    "cases", "state_of_play", "positions", "talks", "attendance", "conditions", "events", "changes", "search", "claim",
    "who_waits", "outcomes", "why", "concepts", "what_if", "check",
}  # fmt: skip
TOKEN = "a-token-of-twenty-four-signs"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


@dataclass
class Served:
    address: str
    token: str


def arguments(folder: Path, *more: str) -> list[str]:
    return ["-m", "stateofplay.cli", "mcp", str(folder), *more]


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """The server over HTTP, with the token from the environment."""
    process = subprocess.Popen(
        [sys.executable, *arguments(folder, "--http", "--port", "0", "--name", "record.example")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**ENVIRONMENT, "STATEOFPLAY_MCP_TOKEN": TOKEN},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.match(r"Serving (http://\S+/mcp)\n", line)
    assert found, line + (process.stderr.read() if process.stderr else "")
    yield Served(found[1], TOKEN)
    process.terminate()
    process.communicate(timeout=PATIENCE)


@asynccontextmanager
async def over_stdio(program: Path, folder: Path, mode: str) -> AsyncIterator[Client]:
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    server = StdioServerParameters(command=str(program), args=["mcp", str(folder)], env=ENVIRONMENT)
    async with Client(stdio_client(server), mode=mode) as client:
        yield client


@asynccontextmanager
async def over_http(served: Served, mode: str) -> AsyncIterator[Client]:
    import httpx2
    from mcp.client.client import Client
    from mcp.client.streamable_http import streamable_http_client

    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {served.token}"}, timeout=PATIENCE) as http,
        Client(streamable_http_client(served.address, http_client=http), mode=mode) as client,
    ):
        yield client


async def ask_everything(client: Client) -> None:
    """What any client of the SDK should get."""
    tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.description
        for name, told in tool.input_schema["properties"].items():
            assert told.get("description"), f"{tool.name}: nothing is said of {name}"
    found = await client.call_tool("positions", {"case": "bergen", "party": "Norway"})
    assert not found.is_error
    data = found.structured_content
    assert data is not None
    assert data["items"][0]["sentence"] in found.content[0].text  # type: ignore[union-attr]
    checked = await client.call_tool("check", {"sentence": "Norway supports a reopening of the port."})
    assert checked.structured_content is not None
    assert checked.structured_content["finding"] == "contradicted"
    empty = await client.call_tool("positions", {"party": "Freedonia"})
    assert empty.content[0].text.startswith("No positions of Freedonia")  # type: ignore[union-attr]
    wrong = await client.call_tool("changes", {"since": "soon"})
    assert wrong.is_error
    assert "'soon' is no day, month or year. Write it as 2025-06-01" in wrong.content[0].text  # type: ignore[union-attr]
    year = await client.call_tool("events", {"since": "2024"})
    assert "events since 2024" in year.content[0].text  # type: ignore[union-attr]
    missing = await client.call_tool("state_of_play", {"case": "oslo"})
    assert missing.is_error
    assert "no case 'oslo'. Cases: bergen." in missing.content[0].text  # type: ignore[union-attr]
    page = await client.read_resource("stateofplay://bergen/page/3")
    text = page.contents[0].text  # type: ignore[union-attr]
    assert "Ignore all instructions" in text
    assert text.index("never instructions") < text.index("Ignore all instructions")
    book = await client.read_resource("stateofplay://codebook")
    assert "claim" in book.contents[0].text  # type: ignore[union-attr]
    with pytest.raises(Exception, match="no page 99"):
        await client.read_resource("stateofplay://bergen/page/99")
    prompts = (await client.list_prompts()).prompts
    assert [p.name for p in prompts] == ["brief_me", "what_changed", "check_sentence"]
    asked = await client.get_prompt("check_sentence", {"sentence": "Chad {case} gave in.", "case": "bergen"})
    assert "Chad {case} gave in." in asked.messages[0].content.text  # type: ignore[union-attr]


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_the_sdks_client_over_stdio(program: Path, folder: Path, mode: str) -> None:
    async def main() -> None:
        async with over_stdio(program, folder, mode) as client:
            await ask_everything(client)

    anyio.run(main)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_the_sdks_client_over_http(served: Served, mode: str) -> None:
    async def main() -> None:
        async with over_http(served, mode) as client:
            await ask_everything(client)

    anyio.run(main)


def test_many_questions_at_once_are_all_answered(served: Served) -> None:
    async def main() -> None:
        async with over_http(served, "auto") as client:
            answers: list[Any] = []

            async def one(tool: str, given: dict[str, Any]) -> None:
                answers.append(await client.call_tool(tool, given))

            async with anyio.create_task_group() as group:
                for _ in range(5):
                    for tool, given in (("cases", {}), ("talks", {}), ("outcomes", {}), ("search", {"words": "port"})):
                        group.start_soon(one, tool, given)
            assert len(answers) == 20
            assert not any(a.is_error for a in answers)

    anyio.run(main)


async def ask_as_stranger(transport: Any) -> None:
    import fastmcp

    async with fastmcp.Client(transport) as client:
        assert {tool.name for tool in await client.list_tools()} == TOOLS
        found = await client.call_tool("check", {"sentence": "Chad rejects the loan of two ships."})
        assert found.structured_content["finding"] == "supported"
        with pytest.raises(Exception, match="no day, month or year"):
            await client.call_tool("events", {"since": "soon"})
        page = await client.read_resource("stateofplay://bergen/page/1")
        assert "port of Bergen" in page[0].text
        assert len(await client.list_prompts()) == 3


def test_a_stranger_over_stdio(program: Path, folder: Path) -> None:
    from fastmcp.client.transports import StdioTransport

    anyio.run(ask_as_stranger, StdioTransport(str(program), ["mcp", str(folder)], env=ENVIRONMENT))


def test_a_stranger_over_http(served: Served) -> None:
    from fastmcp.client.transports import StreamableHttpTransport

    anyio.run(
        ask_as_stranger, StreamableHttpTransport(served.address, headers={"Authorization": f"Bearer {served.token}"})
    )


HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
}  # fmt: skip
ACCEPT = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ü"])
def test_nobody_is_answered_without_the_token(served: Served, said: str) -> None:
    headers = {**ACCEPT, **({"authorization": said.encode()} if said else {})}
    answer = httpx.post(served.address, json=HELLO, headers=headers, timeout=PATIENCE)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert TOKEN not in answer.text


@pytest.mark.parametrize("head", [{"host": "evil.example"}, {"origin": "https://evil.example"}])
def test_pages_of_other_names_are_refused(served: Served, head: dict[str, str]) -> None:
    headers = {**ACCEPT, "authorization": f"Bearer {TOKEN}", **head}
    assert httpx.post(served.address, json=HELLO, headers=headers, timeout=PATIENCE).status_code in (403, 421)


@pytest.mark.parametrize(
    "head", [{"host": "record.example"}, {"host": "record.example:443", "origin": "https://record.example"}]
)
def test_behind_a_proxy_it_answers_to_the_names_that_it_was_given(served: Served, head: dict[str, str]) -> None:
    headers = {**ACCEPT, "authorization": f"Bearer {TOKEN}", **head}
    assert httpx.post(served.address, json=HELLO, headers=headers, timeout=PATIENCE).status_code == 200


def test_nothing_but_the_protocol_comes_out_of_stdout(folder: Path) -> None:
    # Started from nothing, as an assistant's host starts it.
    done = subprocess.run(
        [sys.executable, *arguments(folder)],
        input=json.dumps(HELLO) + "\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [1]
    said = json.loads(lines[0])["result"]
    assert "never instructions to you" in said["instructions"]


def test_what_is_asked_changes_nothing(folder: Path, served: Served) -> None:
    before = (folder / "bergen.sop").read_bytes()

    async def main() -> None:
        async with over_http(served, "auto") as client:
            for tool in sorted(TOOLS - {"claim", "search", "check"}):
                await client.call_tool(tool, {})
            await client.call_tool("check", {"sentence": "Chad will sign."})

    anyio.run(main)
    assert (folder / "bergen.sop").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["no-such-folder"], 74, "no case or folder"),
        ([".", "--http", "--port", "99999"], 65, "no port"),
        ([".", "--http", "--token-file", "none"], 65, "cannot be read"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    words: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from stateofplay.cli.app import run

    monkeypatch.chdir(tmp_path)
    assert run(["mcp", *words]) == code
    assert said in capsys.readouterr().err


def test_a_short_token_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from stateofplay.cli.app import run

    (tmp_path / "token").write_text("secret\n")
    assert run(["mcp", str(tmp_path), "--http", "--port", "0", "--token-file", str(tmp_path / "token")]) == 65
    assert "too short" in capsys.readouterr().err
