"""Add pages, watch feeds, make cases; and how far a job has come."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from stateofplay.errors import ExchangeError, PageError
from stateofplay.pages.dates import normalise
from stateofplay.service.servers.job_records import JobKeeper
from stateofplay.service.views.adding import add_view, job_view
from stateofplay.service.visiting.watching import forget as forget_address
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import MOST_OF_A_NAME, Call

MOST_SOURCES = 500


def jobs_of(call: Call) -> JobKeeper:
    """The jobs of the server."""
    return cast(JobKeeper, call.services["jobs"])


def form(call: Call) -> OperationAnswer:
    """What can be added."""
    return OperationAnswer(view=add_view(call.kept(), jobs_of(call)), template="add.html.j2")


def add(call: Call) -> OperationAnswer:
    """Begin a job with everything that the form gave."""
    addresses = [line.strip() for line in call.text("addresses", limit=200_000).splitlines() if line.strip()]
    if wrong := [a for a in addresses if not a.lower().startswith(("http://", "https://"))]:
        raise PageError(
            f"{wrong[0][:100]!r} is no address",
            slug="pages.address",
            hint="Addresses begin with http:// or https://, one a line.",
        )
    pasted = call.text("text", limit=5_000_000)
    if not addresses and not call.uploads and not pasted:
        raise PageError(
            "nothing was given to add", slug="pages.nothing", hint="Choose files, or paste a text or addresses."
        )
    if len(addresses) + len(call.uploads) > MOST_SOURCES:
        raise PageError(
            f"{len(addresses) + len(call.uploads)} pages at once are too many",
            slug="pages.too_many",
            hint=f"At most {MOST_SOURCES}; `stateofplay add` takes whole folders.",
        )
    published = call.text("published")
    if published and normalise(published) is None:
        # Told while what was pasted or chosen still stands in the form.
        raise PageError(
            f"{published[:40]!r} is not a date",
            slug="pages.published",
            hint="Write the date of publication as YYYY-MM-DD.",
        )
    sources: list[tuple[str, str]] = []
    folder = None
    if call.uploads or pasted:
        folder = Path(tempfile.mkdtemp(prefix="stateofplay-"))
        for number, upload in enumerate(call.uploads):
            name = _plain_name(upload.name, number)
            # Each in a folder of its own: two of one name are two pages.
            (folder / str(number)).mkdir()
            file = folder / str(number) / name
            file.write_bytes(upload.data)
            sources.append((str(file), name))
        if pasted:
            file = folder / "pasted.txt"
            file.write_text(pasted, encoding="utf-8", errors="replace")
            stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
            sources.append((str(file), call.text("label") or f"pasted {stamp}"))
    sources += [(address, address) for address in addresses]
    one = len(sources) == 1
    job = jobs_of(call).start(
        call.case,
        call.library.case(call.case).location,
        sources,
        title=f"Adding {sources[0][1] if one else f'{len(sources)} pages'}",
        published=published or None,
        folder=folder,
    )
    return OperationAnswer(redirect=f"/case/{call.case}/job/{job.id}")


def _plain_name(name: str, number: int) -> str:
    """The name of an uploaded file, without folders; what names nothing gets a number."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].strip().lstrip(".")
    plain = "".join(c for c in plain if c.isprintable() and c not in '<>:"|?*')[-120:]
    return plain or f"page-{number + 1}"


def watch(call: Call) -> OperationAnswer:
    """Subscribe to feeds, and visit everything that is watched once."""
    feeds = call.text("feeds").split()
    if wrong := [f for f in feeds if not f.lower().startswith(("http://", "https://"))]:
        raise PageError(
            f"{wrong[0][:100]!r} is no address", slug="pages.address", hint="Feeds begin with http:// or https://."
        )
    watched = list(feeds)
    folder = None
    if call.uploads:
        folder = Path(tempfile.mkdtemp(prefix="stateofplay-"))
        for number, upload in enumerate(call.uploads):
            file = folder / f"{number}.opml"
            file.write_bytes(upload.data)
            watched.append(str(file))
    job = jobs_of(call).start(
        call.case,
        call.library.case(call.case).location,
        (),
        title="Looking for what is new",
        watch=watched,
        folder=folder,
    )
    return OperationAnswer(redirect=f"/case/{call.case}/job/{job.id}")


def forget(call: Call) -> OperationAnswer:
    """Do not watch an address any more."""
    forget_address(call.library.case(call.case), call.text("address"))
    return OperationAnswer(redirect=f"/case/{call.case}/add")


def job(call: Call) -> OperationAnswer:
    """How far a job has come."""
    return OperationAnswer(view=job_view(jobs_of(call), call.case, call.path["job"]), template="job.html.j2")


def cancel(call: Call) -> OperationAnswer:
    """Stop a job."""
    jobs_of(call).cancel(call.path["job"], call.case)
    return OperationAnswer(redirect=f"/case/{call.case}/job/{call.path['job']}")


def new_case(call: Call) -> OperationAnswer:
    """Make a case in the folder that is served."""
    from stateofplay.record import create_case

    title = call.text("title", limit=MOST_OF_A_NAME)
    if (team := call.services.get("team")) is not None and title:
        from stateofplay.web.handlers.team import by_of, make_case

        return OperationAnswer(redirect=f"/case/{make_case(team, title, by_of(call))}/add")
    folder = call.library.folder
    if folder is None:
        raise ExchangeError(
            "one case is served, and no folder that another could be made in",
            slug="exchange.not_allowed",
            hint="Start again with: stateofplay serve FOLDER",
        )
    if not title:
        raise ExchangeError("a case needs a title", slug="exchange.parameter", hint="Say what is negotiated.")
    name = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())[:60] or "case"
    create_case(folder / f"{name}.sop", title=title).close()
    return OperationAnswer(redirect=f"/case/{name}/add")
