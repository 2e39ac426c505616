"""What the server says of itself."""

from __future__ import annotations

import msgspec

from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call


def openapi(call: Call) -> OperationAnswer:
    """Every operation in OpenAPI."""
    from stateofplay.web.describe import to_openapi

    body = msgspec.json.format(msgspec.json.encode(to_openapi(team="team" in call.services)), indent=1)
    return OperationAnswer(body=body, media="application/json; charset=utf-8")
