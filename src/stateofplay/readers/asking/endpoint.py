"""One request to an OpenAI-compatible endpoint and its answer: key, timeouts, retries, Retry-After and budgets."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from stateofplay.errors import ReaderError
from stateofplay.readers.asking.answers import schema_of
from stateofplay.readers.asking.consent import is_local
from stateofplay.readers.reading import ReadingAccount
from stateofplay.settings import ReaderSettings, ReadingSettings

if TYPE_CHECKING:
    import httpx

LARGEST_ANSWER = 4_000_000
CHARACTERS_A_TOKEN = 4
"""By which tokens are counted where the server leaves that out."""
FIRST_WAIT = 0.5
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerReply:
    """What a server answered."""

    content: str
    cut: bool
    """Whether it stopped because the answer became too long."""


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Failed(Exception):
    """A try that may be made again; `wait` is what the server asked for."""

    def __init__(self, slug: str, sentence: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.slug, self.sentence, self.wait = slug, sentence, wait


class Endpoint:
    """Where a language model answers.

    Parameters
    ----------
    name, settings
        Of the reader.
    limits
        How much may be asked.
    account
        Where requests and tokens are counted.
    sleep
        Waits some seconds.
    """

    def __init__(
        self,
        name: str,
        settings: ReaderSettings,
        limits: ReadingSettings,
        account: ReadingAccount,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name, self.settings, self._limits, self._account, self._sleep = name, settings, limits, account, sleep
        self._client: httpx.Client | None = None
        self._key = _key(name, settings)

    def ask(self, kind: str, messages: list[dict[str, str]]) -> ServerReply:
        """Ask once, and again where that may help.

        Raises
        ------
        ReaderError
            ``readers.budget``, ``readers.unreachable``, ``readers.slow``, ``readers.busy``, ``readers.refused``,
            ``readers.answer``.
        """
        tries = self.settings.retries + 1
        for number in range(tries):
            try:
                return self._once(kind, messages)
            except _Failed as failed:
                wait = FIRST_WAIT * 2**number if failed.wait is None else failed.wait
                if number + 1 == tries or wait > self.settings.longest_wait_seconds:
                    raise self._given_up(failed, number + 1) from failed
                self._sleep(wait)
        raise AssertionError  # the last try returns or raises

    def _given_up(self, failed: _Failed, tries: int) -> ReaderError:
        hint = "What was answered is kept; run the same again to go on from there."
        if failed.wait is not None:
            hint = f"It asks to wait {failed.wait:g} seconds. {hint}"
        many = "once" if tries == 1 else f"{tries} times"
        return ReaderError(f"the reader {self.name} was asked {many}: {failed.sentence}", slug=failed.slug, hint=hint)

    def _once(self, kind: str, messages: list[dict[str, str]]) -> ServerReply:
        import httpx

        most = self._within_budget()
        body: dict[str, Any] = {
            "model": self.settings.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": most,
            **_form(kind, self.settings.answers),
        }
        self._account.requests += 1
        try:
            status, headers, data = self._send(body)
        except httpx.TimeoutException as error:
            raise _Failed("readers.slow", f"no answer within {self.settings.timeout_seconds:g} seconds") from error
        except httpx.TransportError as error:
            sentence = f"{self.settings.base_url} cannot be reached ({type(error).__name__})"
            raise _Failed("readers.unreachable", sentence) from error
        except httpx.DecodingError as error:
            raise _Failed("readers.answer", "the answer is packed wrongly") from error
        if status in _AGAIN:
            busy = status in (429, 503, 529)
            wait = _wait_of(headers.get("retry-after"))
            raise _Failed("readers.busy" if busy else "readers.unreachable", f"the server answers {status}", wait)
        if status != 200:
            raise self._refusal(status, data)
        return self._told(messages, data)

    def _within_budget(self) -> int:
        """How long the answer may become; that nothing is left is an error before anything is sent."""
        spent, limits = self._account, self._limits
        left = limits.max_tokens - spent.tokens if limits.max_tokens else self.settings.max_answer_tokens
        if (limits.max_requests and spent.requests >= limits.max_requests) or left <= 0:
            what = f"{limits.max_requests} requests" if left > 0 else f"{limits.max_tokens} tokens"
            raise ReaderError(
                f"the budget of {what} is spent",
                slug="readers.budget",
                hint="What was answered is kept; run the same again to go on from there, or raise "
                "--max-requests or --max-tokens.",
            )
        return min(self.settings.max_answer_tokens, left)

    def _send(self, body: dict[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        """One request. Redirects are not followed and no proxy of the environment is used: pages go where the settings say."""
        import httpx

        seconds = self.settings.timeout_seconds
        if self._client is None:
            self._client = httpx.Client(timeout=seconds, follow_redirects=False, trust_env=False)
        headers = {"authorization": f"Bearer {self._key}"} if self._key else {}
        end = time.monotonic() + seconds
        address = self.settings.base_url.rstrip("/") + "/chat/completions"
        data = b""
        with self._client.stream("POST", address, json=body, headers=headers) as response:
            for piece in response.iter_bytes():
                data += piece
                if time.monotonic() > end:
                    raise httpx.ReadTimeout("too slow")
                if len(data) > LARGEST_ANSWER:
                    raise _Failed("readers.answer", "the answer is too large")
            return response.status_code, response.headers, data

    def _refusal(self, status: int, data: bytes) -> ReaderError:
        said = _error_of(data)
        hints = {
            400: 'Where the server knows no schemas, set answers = "json_object" or "text" for this reader.',
            401: "Check the key: key_env or key_file of this reader.",
            403: "Check the key: key_env or key_file of this reader.",
            404: "Check base_url and model of this reader.",
        }
        told = f": {said}" if said else ""
        return ReaderError(
            f"the server of the reader {self.name} answers {status}{told}",
            slug="readers.refused",
            hint=hints.get(status, "Check base_url and model of this reader."),
        )

    def _told(self, messages: list[dict[str, str]], data: bytes) -> ServerReply:
        try:
            answer = msgspec.json.decode(data, type=_Completion)
            choice = answer.choices[0]
        except (msgspec.DecodeError, IndexError) as error:
            raise _Failed("readers.answer", "what came back is not of the protocol") from error
        content = choice.message.content or ""
        if answer.usage is not None:
            self._account.tokens_in += answer.usage.prompt_tokens
            self._account.tokens_out += answer.usage.completion_tokens
        else:
            self._account.estimated = True
            self._account.tokens_in += sum(len(m["content"]) for m in messages) // CHARACTERS_A_TOKEN
            self._account.tokens_out += len(content) // CHARACTERS_A_TOKEN
        return ServerReply(content=content, cut=choice.finish_reason == "length")


def _form(kind: str, answers: str) -> dict[str, Any]:
    if answers == "json_schema":
        schema = {"name": kind, "strict": True, "schema": schema_of(kind)}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    return {"response_format": {"type": "json_object"}} if answers == "json_object" else {}


def _wait_of(said: str | None) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or as a time.

    >>> _wait_of("7"), _wait_of("soon"), _wait_of(None)
    (7.0, None, None)
    """
    if said is None:
        return None
    try:
        return max(0.0, float(said)) if float(said) < 1e9 else None
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _error_of(data: bytes) -> str:
    """The sentence of a server's error, where it has one."""
    try:
        found = json.loads(data)
        said = found.get("error", found) if isinstance(found, dict) else ""
        said = said.get("message", "") if isinstance(said, dict) else said
    except ValueError:
        return ""
    return " ".join(str(said).split())[:200]


def _key(name: str, settings: ReaderSettings) -> str:
    """The key, from the environment or a file; it goes nowhere but into the header of requests."""
    key = ""
    if settings.key_env:
        key = os.environ.get(settings.key_env, "").strip()
        if not key:
            raise ReaderError(
                f"the reader {name} takes its key from the environment, but {settings.key_env} is not set",
                slug="readers.key",
                hint=f"Set it, for example: export {settings.key_env}=$(cat key.txt)",
            )
    elif settings.key_file:
        try:
            key = Path(settings.key_file).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ReaderError(
                f"the key of the reader {name} cannot be read from {settings.key_file}",
                slug="readers.key",
                hint="key_file names a file that holds the key and nothing else.",
            ) from error
    if key and (not key.isascii() or not key.isprintable() or " " in key):
        raise ReaderError(f"what should be the key of the reader {name} is none", slug="readers.key")
    if key and settings.base_url.startswith("http:") and not is_local(settings.base_url) and not settings.plain_http:
        raise ReaderError(
            f"the reader {name} would send its key unencrypted to another machine",
            slug="readers.key",
            hint="Use an https address, or set plain_http = true for this reader where the network is your own.",
        )
    return key
