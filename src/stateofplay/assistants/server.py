"""The server: every tool, resource and prompt on the official SDK, all of them read-only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from stateofplay import __version__
from stateofplay.assistants.texts import prompt, texts
from stateofplay.assistants.tools import Desk, tools_of
from stateofplay.errors import StateOfPlayError
from stateofplay.exchange.formats import codebooks
from stateofplay.service.assisting.replies import Reply
from stateofplay.service.assisting.views import page_text
from stateofplay.service.library import Library

READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
CaseWords = Annotated[str, Field(description="Name of the case; may be left out where there is one.")]


def build_server(library: Library, base: str) -> MCPServer[Any]:
    """Build the server.

    Parameters
    ----------
    library
        The cases.
    base
        Address of the browser face, for the links of answers.
    """
    desk = Desk(library=library, base=base.rstrip("/"))
    server: MCPServer[Any] = MCPServer(
        name="state-of-play",
        title="State of Play",
        instructions=texts().instructions,
        version=__version__,
        log_level="WARNING",
    )
    for tool in tools_of(desk):
        title = tool.__name__.replace("_", " ").capitalize()
        server.add_tool(_answering(tool), title=title, annotations=READ_ONLY, structured_output=False)
    _add_resources(server, desk)
    _add_prompts(server)
    return server


def _answering(tool: Callable[..., Reply]) -> Callable[..., CallToolResult]:
    """A tool as the SDK takes it: its answer as text and as data, its errors as sentences.

    It stays a plain function, which the SDK runs in a thread of its own: a case may be asked from any thread, and a question that
    takes long holds up nobody else.
    """

    @wraps(tool)
    def answer(*given: Any, **named: Any) -> CallToolResult:
        try:
            reply = tool(*given, **named)
        except StateOfPlayError as error:
            # Of any other exception a client would learn only that there was one.
            raise ToolError(error.told) from error
        return CallToolResult(content=[TextContent(type="text", text=reply.text())], structured_content=reply.data())

    answer.__annotations__ = {**tool.__annotations__, "return": CallToolResult}
    return answer


def _add_resources(server: MCPServer[Any], desk: Desk) -> None:
    @server.resource(
        "stateofplay://codebook",
        name="codebook",
        title="Codebook",
        description="What every field of every export format means.",
        mime_type="text/markdown",
    )
    def codebook() -> str:
        return codebooks()

    @server.resource(
        "stateofplay://{case}/page/{number}",
        name="page",
        title="An archived page",
        description="The text of a page as it was read, by the name of its case and its number.",
        mime_type="text/plain",
    )
    def page(case: str, number: str) -> str:
        try:
            kept, _ = desk.case(case)
        except StateOfPlayError as error:
            raise ResourceNotFoundError(error.told) from error
        try:
            text = page_text(kept, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
        except StateOfPlayError as error:
            raise ResourceError(error.told) from error
        if text is None:
            raise ResourceNotFoundError(f"the case {case} has no page {number}")
        return text


def _add_prompts(server: MCPServer[Any]) -> None:
    words = texts().prompts

    @server.prompt(name="brief_me", title=words["brief_me"].title, description=words["brief_me"].says)
    def brief_me(case: CaseWords = "") -> str:
        return prompt("brief_me", case=case)

    @server.prompt(name="what_changed", title=words["what_changed"].title, description=words["what_changed"].says)
    def what_changed(
        case: CaseWords = "", since: Annotated[str, Field(description="From this day on, such as 2025-06-01.")] = ""
    ) -> str:
        return prompt("what_changed", case=case, since=since)

    @server.prompt(name="check_sentence", title=words["check_sentence"].title, description=words["check_sentence"].says)
    def check_sentence(
        sentence: Annotated[str, Field(description="The sentence to check.")], case: CaseWords = ""
    ) -> str:
        return prompt("check_sentence", sentence=sentence, case=case)
