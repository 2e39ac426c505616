#!/usr/bin/env bash
# mcp 2.3.0: the text of a ToolError reaches the client with "Error executing tool NAME:" before it.
#
# The docstring of the class speaks of "your message"; whoever compares the whole text, or shows it to people, meets the prefix. Another
# exception gives the prefix alone, its message stays on the server.
# Common guess: what is raised is what the client reads.
# What helps: write messages that read well behind a colon, and compare their end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check mcp==2.3.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import asyncio
import logging

from mcp import Client
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

logging.disable(logging.CRITICAL)  # the server logs what it does not send
server = MCPServer("talks")


@server.tool()
def seat(name: str) -> str:
    """Where somebody sits."""
    if name == "Norway":
        raise ToolError("no seat is known")
    raise ValueError("kept on the server")


async def main():
    async with Client(server) as client:
        for name in ("Norway", "Chad"):
            result = await client.call_tool("seat", {"name": name})
            print(name, result.is_error, [part.text for part in result.content])


asyncio.run(main())
PYTHON
)
expected=$(cat <<'TEXT'
Norway True ['Error executing tool seat: no seat is known']
Chad True ['Error executing tool seat']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
