"""A server on this machine that speaks the protocol of chat completions, with answers that a test writes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(kw_only=True)
class Reply:
    """What the server does with one request."""

    content: str = '{"claims": []}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    body: bytes | None = None
    """Instead of a completion."""
    after: float = 0.0
    """Seconds before it answers."""
    usage: bool = True


def claims(*listed: dict[str, Any]) -> Reply:
    """A reply with claims."""
    return Reply(content=json.dumps({"claims": list(listed)}))


@dataclass(kw_only=True)
class Seen:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def kind(self) -> str:
        """Of which claims it asks."""
        form = self.body.get("response_format", {})
        if "json_schema" in form:
            return str(form["json_schema"]["name"])
        return ""

    @property
    def page(self) -> dict[str, Any]:
        """The page that it holds."""
        found: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return found


class Model:
    """The server: `answer` says what each request gets, `seen` what was asked."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.strangers: list[str] = []
        """Requests for anything else."""
        self.answer: Callable[[Seen], Reply] = lambda seen: Reply()
        self.address = ""

    def asked(self, kind: str) -> int:
        """How often a kind was asked for."""
        return sum(seen.kind == kind for seen in self.seen)


@contextmanager
def serving() -> Iterator[Model]:
    """A server while the block runs."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["content-length"]))
            if self.path != "/v1/chat/completions":
                model.strangers.append(f"POST {self.path}")
            headers = {k.lower(): v for k, v in self.headers.items()}
            seen = Seen(path=self.path, headers=headers, body=json.loads(data))
            model.seen.append(seen)
            reply = model.answer(seen)
            time.sleep(reply.after)
            body = reply.body
            if body is None:
                said: dict[str, Any] = {
                    "choices": [{"message": {"content": reply.content}, "finish_reason": reply.finish}]
                }
                if reply.usage:
                    said["usage"] = {"prompt_tokens": 100, "completion_tokens": 10}
                body = json.dumps(said).encode()
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # whoever asked has gone

        def do_GET(self) -> None:
            model.strangers.append(f"GET {self.path}")
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    model.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
