"""The application: every row of the table of operations as routes, behind the guard."""

from __future__ import annotations

import hashlib
import sys
import time
import traceback
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote

from anyio.to_thread import current_default_thread_limiter
from markupsafe import escape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from stateofplay.errors import StateOfPlayError
from stateofplay.service.library import LARGE, Library
from stateofplay.service.servers.job_steps import PASSING
from stateofplay.threads import Turns
from stateofplay.web.answers import OperationAnswer, dress, handler_of
from stateofplay.web.calls import Call, Upload
from stateofplay.web.identity import NOBODY, Identity, Permission
from stateofplay.web.looking import SECONDS, cookie_of, looked_now, since_of
from stateofplay.web.operations import OPERATIONS, TWINS, Operation
from stateofplay.web.pages import STATIC, static_digest
from stateofplay.web.problems import CHANGED_AT, problem, told_of
from stateofplay.web.refreshing import AnswerRequest, Refreshing
from stateofplay.web.remembering import WHOEVER, Made, Remembered, make
from stateofplay.web.security import CALLER, MOST_BYTES, DeskDoor, Door, Guard, Guarded, Refuse, TooLarge

SMALLEST_PACKED = 1_000
THREADS = 24
MADE_AT_ONCE = 2
"""Views that are made at once: they hold the interpreter, and what is there already is given out beside them."""
RETRY_AFTER = {503: "2", 429: "900"}
MOST_FIELDS, MOST_FILES, MOST_PART = 500, 500, 25_000_000
_SAFE_IN_ADDRESS = "/?&=#%:~+,;@!$'()*"
"""What may stand in an address as it is; a case may be called in any script, and a header holds only Latin letters."""
_TOO_MUCH = ("Too many", "Part exceeded", "Field exceeded")
"""How what reads forms begins to say so."""
TOO_LARGE = (
    "web.too_large",
    f"that was too much at once: at most {MOST_FILES} files and {MOST_BYTES // 1_000_000} MB",
    "Go back and send fewer files at a time, or give the folder to the shell: stateofplay add CASE FOLDER.",
)
_STATIC_MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class _Twin(Convertor[str]):
    regex = "|".join(TWINS)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("twin", _Twin())


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What answers are made from."""

    library: Library
    door: Door
    services: Mapping[str, object]
    remembered: Remembered
    refreshing: Refreshing
    making: Turns
    """Taken while a view is made."""


def build_application(
    library: Library, identity: Identity, guard: Guard, services: Mapping[str, object] | None = None
) -> ASGIApp:
    """Build the application of a desk.

    Parameters
    ----------
    library
        The cases.
    identity
        Who sits at the desk.
    guard
        What is let in.
    services
        Further things that operations use, by name; those with a ``close`` are closed at the end.
    """
    desk = [o for o in OPERATIONS if o.face != "team"]
    return assemble(library, DeskDoor(guard, identity), desk, services or {})


def assemble(library: Library, door: Door, operations: Sequence[Operation], services: Mapping[str, object]) -> ASGIApp:
    """Put an application together from what it can do, behind its door."""
    remembered = Remembered()
    refreshing = Refreshing(remembered)
    services = {"feed_key": door.feed_key, **services}
    making = Turns(MADE_AT_ONCE)
    server = Server(
        library=library, door=door, services=services, remembered=remembered, refreshing=refreshing, making=making
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        # Views hold the interpreter while they are made: more threads answer nothing sooner, and each takes memory.
        current_default_thread_limiter().total_tokens = THREADS
        yield
        await run_in_threadpool(refreshing.close)
        for service in server.services.values():
            close = getattr(service, "close", None)
            if close is not None:
                await run_in_threadpool(close)
        library.close()

    routes = [Route("/static/{digest}/{name}", _static)]
    for one in operations:
        routes += _routes(server, one)
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={HTTPException: _told_http, Exception: _fault},
    )
    return Guarded(GZipMiddleware(app, minimum_size=SMALLEST_PACKED), door, _refusing)


def _routes(server: Server, one: Operation) -> list[Route]:
    """The routes of an operation, those of its data twins first: ``talks.json`` is no case of that name."""

    async def answer(request: Request) -> Response:
        return await _answer(server, one, request)

    methods = [one.method]
    # A name may hold a slash, which a server gives undone from its percent sign.
    address = one.path.replace("{party}", "{party:path}")
    made = []
    if one.method == "GET" and one.twins:
        path = "/index" if address == "/" else address
        made.append(Route(f"{path}.{{format:twin}}", answer, methods=methods, name=f"{one.name}.data"))
    return [*made, Route(address, answer, methods=methods, name=one.name)]


async def _answer(server: Server, one: Operation, request: Request) -> Response:
    path = dict(request.path_params)
    format = str(path.pop("format", "html"))
    case = path.get("case")
    identity = _caller(request)
    # Before anything is read. Whoever may not know of a case learns the same as of one that is not there.
    if not identity.may(one.permission, case):
        if not identity.signed_in:
            format = _wanted(request, format)
            return server.door.unknown(_asked_for(request), format, _refusing(request.scope))
        raise HTTPException(404 if case and not identity.may(_READ, case) else 403)
    if not one.is_for(identity):
        raise HTTPException(403)
    try:
        given, uploads = await _given(request)
        address = request.url.path.removesuffix(f".{format}") if format != "html" else request.url.path
        query = request.url.query
        call = Call(
            operation=one,
            identity=identity,
            library=server.library,
            path={key: str(value) for key, value in path.items()},
            given=given,
            uploads=uploads,
            cookies=request.cookies,
            format=format,
            address=address + (f"?{query}" if query else ""),
            origin=f"{'https' if server.door.secure else request.url.scheme}://{request.headers.get('host', '')}",
            client=request.client.host if request.client else "",
            agent=request.headers.get("user-agent", ""),
            services=server.services,
        )
        packed = "gzip" in request.headers.get("accept-encoding", "")
        return await run_in_threadpool(_run, server, call, request.headers.get("if-none-match", ""), packed)
    except StateOfPlayError as error:
        if error.slug == "record.judged_meanwhile" and case:
            # Who was told of another's word sees it when they look again.
            await run_in_threadpool(server.library.wrote, case, identity.name)
        around = await run_in_threadpool(_around_safely, server, one, identity, case, error.slug)
        if error.slug in CHANGED_AT:
            around["again"] = quote(CHANGED_AT[error.slug].format(**path), safe=_SAFE_IN_ADDRESS)
        status, *words = told_of(error)
        head = {"retry-after": RETRY_AFTER[status]} if status in RETRY_AFTER else {}
        return problem(status, *words, format=_wanted(request, format), around=around, head=head)
    except TooLarge:
        return problem(413, *TOO_LARGE, format=_wanted(request, format))


def _run(server: Server, call: Call, seen: str, packed: bool) -> Response:
    response = _respond(server, call, seen, packed)
    # Only what was shown has been looked at: an answer of the version before says nothing of what came since.
    shown = call.operation.name == "process" and response.headers.get("etag") == _own(_tag(_asked(call)), call)
    if shown and call.format == "html":
        value = looked_now(call.cookies, call.case, call.kept().last_page, time.time())
        name = cookie_of(call.case)
        response.set_cookie(
            name, value, max_age=SECONDS, httponly=True, samesite="lax", path="/", secure=server.door.secure
        )
    return response


def _respond(server: Server, call: Call, seen: str, packed: bool) -> Response:
    """Answer a call; where the browser has the answer for this version of the case already, say only that."""
    one, case = call.operation, call.path.get("case")
    if one.method == "GET" and one.keeps and case is not None:
        kept = call.kept()
        asked = _asked(call)
        tag = _tag(asked)
        if _own(tag, call) in seen:
            return Response(status_code=304, headers={"etag": _own(tag, call)})
        if (made := server.remembered.get(tag)) is not None:
            return _sent(made, packed, call, tag)
        if not one.fresh and len(kept.state.pages) >= LARGE:
            old = server.refreshing.before(
                asked, lambda version: call.library.has_own(case, call.identity.name, version)
            )
            if old is not None:
                server.refreshing.make(asked, tag, lambda: _view(server, call, asked))
                return _sent(old[0], packed, call, old[1])
        view = _view(server, call, asked)
        return view if isinstance(view, Response) else _sent(view, packed, call, tag)
    answer = handler_of(one)(call)
    if one.method != "GET":
        if case is not None and not answer.gone:
            call.library.wrote(case, call.identity.name)
        if (note := call.services.get("note")) is not None:
            assert callable(note)
            note(call)
    if answer.redirect:
        return _redirect(answer)
    return _sent(_made(call, answer, call.identity), packed, call)


def _redirect(answer: OperationAnswer) -> Response:
    response = Response(status_code=303, headers={"location": quote(answer.redirect, safe=_SAFE_IN_ADDRESS)})
    for name, value, seconds in answer.cookies:
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", path="/")
    for name, value in answer.headers:
        response.headers.append(name, value)
    return response


def _view(server: Server, call: Call, asked: AnswerRequest) -> Made | Response:
    """Make a view, and keep it for whoever asks next; somebody else may have made it while this one waited."""
    tag = _tag(asked)
    one = call.operation
    with server.making.at(tag, alone=one.slow or one.fresh):
        if (made := server.remembered.get(tag)) is None:
            answer = handler_of(call.operation)(call)
            if answer.redirect:
                return _redirect(answer)
            made = _made(call, answer, replace(call.identity, name=WHOEVER) if call.identity.name else call.identity)
            server.remembered.put(tag, made)
    server.refreshing.is_made(asked, tag)
    return made


_READ = OPERATIONS[0].permission


def _caller(request: Request) -> Identity:
    caller = request.scope.get(CALLER)
    return caller.identity if caller is not None else NOBODY


def _asked_for(request: Request) -> str:
    """Path and query of a request that can be made again."""
    if request.method not in ("GET", "HEAD"):
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _made(call: Call, answer: OperationAnswer, identity: Identity) -> Made:
    around = {} if answer.body is not None or call.format != "html" else around_of(call, identity)
    body, media = dress(answer, call.format, around)
    headers = [("content-type", media), ("vary", "Accept-Encoding"), *answer.headers]
    if answer.filename:
        headers.append(("content-disposition", f'attachment; filename="{answer.filename}"'))
    return make(body, tuple(headers))


def _sent(made: Made, packed: bool, call: Call, tag: str = "") -> Response:
    headers = dict(made.headers)
    if tag:
        headers["etag"] = _own(tag, call)
    name = str(escape(call.identity.name)).encode("utf-8", "replace")
    if packed and (body := made.gzip(name)) is not None:
        return Response(body, headers={**headers, "content-encoding": "gzip"})
    return Response(made.body(name), headers=headers)


def _asked(call: Call) -> AnswerRequest:
    """What tells an answer from every other one, but for the name of who asks."""
    identity = call.identity
    may = [p for p in Permission if identity.may(p, call.case)]
    parts = (
        call.kept().opened,
        call.origin,
        call.address,
        call.format,
        identity.name if call.operation.personal else (bool(identity.account), identity.everywhere is not None),
        max(may),
        static_digest(),
        call.looked if call.operation.checked else "",
        repr(since_of(call, call.text("since"))) if call.operation.counts else "",
    )
    key = hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:20]
    return AnswerRequest(case=call.case, version=call.version, key=key)


def _tag(asked: AnswerRequest) -> str:
    return hashlib.sha256(f"{asked.key} {asked.version}".encode()).hexdigest()[:20]


def _own(tag: str, call: Call) -> str:
    """The tag of an answer as it goes out to somebody: two who use one browser see their own names."""
    return f'W/"{tag}{hashlib.sha256(call.identity.name.encode("utf-8", "replace")).hexdigest()[:8]}"'


def around_of(call: Call, identity: Identity) -> dict[str, object]:
    """What every page shows around its view: where one is, what else there is, who one is."""
    case = call.path.get("case")
    kept = call.kept() if case else None
    frame = _frame(call.operation, identity, case, kept.state.title if kept else "", call.address)
    return {**frame, "notices": kept.case.notices if kept else ()}


def _frame(one: Operation, identity: Identity, case: str | None, title: str, address: str) -> dict[str, object]:
    labelled = [o for o in OPERATIONS if o.label and _is_shown(o, identity, case)] if case else []
    return {
        "operation": one,
        "identity": identity,
        "case": case,
        "case_title": title,
        "address": address,
        "navigation": tuple((o, o.path.replace("{case}", case or "")) for o in labelled),
        "may": {p.name.lower(): identity.may(p, case) for p in (Permission.REVIEW, Permission.EDIT)},
    }


def _is_shown(one: Operation, identity: Identity, case: str) -> bool:
    return identity.may(one.permission, case) and (one.face == "both" or bool(identity.account))


def _around_safely(
    server: Server, one: Operation, identity: Identity, case: str | None, slug: str
) -> dict[str, object]:
    """The frame of an error page; of a case that cannot be opened only what does not need it."""
    title = ""
    if case:
        known = server.library.known(case)
        try:
            if known is None and slug in PASSING:
                case = None  # who waited for the case once in vain need not wait again to be told so
            else:
                title = (known or server.library.kept(case)).state.title
        except StateOfPlayError:
            case = None
    return _frame(one, identity, case, title, "")


async def _given(request: Request) -> tuple[Mapping[str, list[str]], tuple[Upload, ...]]:
    given = parse_qs(request.url.query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    uploads: list[Upload] = []
    if request.method != "POST":
        return given, ()
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_PART) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        uploads.append(Upload(name=value.filename, data=await value.read()))
                else:
                    given.setdefault(name, []).append(value)
    except HTTPException as error:  # of more files than that, or of a field that is longer
        if str(error.detail).startswith(_TOO_MUCH):
            raise TooLarge from None
        raise
    return given, tuple(uploads)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    file = STATIC / name
    if name.startswith(".") or "\\" in name or file.suffix not in _STATIC_MEDIA or not file.is_file():
        return problem(404, "web.not_here", "there is no such file", "", format="json")
    fresh = request.path_params["digest"] == static_digest()
    cache = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return Response(file.read_bytes(), headers={"content-type": _STATIC_MEDIA[file.suffix], "cache-control": cache})


def _told_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = _WORDS.get(status, ("that could not be done", "Start from the list of cases."))
    frame = _frame(OPERATIONS[0], _caller(request), None, "", "")
    return problem(status, f"web.{status}", *words, format=_wanted(request, "html"), around=frame)


_WORDS = {
    400: ("that request could not be read", "Go back and send it again."),
    403: ("you may look at this, but not do that", "Ask who owns the case."),
    404: ("there is nothing at this address", "Start from the list of cases."),
    405: ("this address does not take that", "Go back to the page and use its forms."),
}


async def _fault(request: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return problem(
        500,
        "web.fault",
        "something went wrong here, and it is not your doing",
        "Go back and try again; if it happens again, tell the developers what you did. Nothing half-done was kept.",
        format=_wanted(request, "html"),
    )


def _refusing(scope: Scope) -> Refuse:
    format = _wanted(Request(scope), "html")

    def refuse(status: int, slug: str, sentence: str, hint: str) -> Response:
        return problem(status, slug, sentence, hint, format=format)

    return refuse


def _wanted(request: Request, format: str) -> str:
    """The dress of an error: data for who asked for data."""
    if format != "html" or request.url.path.endswith(tuple(f".{twin}" for twin in TWINS)):
        return "json"
    return "json" if "application/json" in request.headers.get("accept", "") else "html"
