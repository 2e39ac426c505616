"""Watching against a real HTTP server on this machine: conditional requests, politeness, versions, vanished pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stateofplay.errors import ExchangeError, PageError
from stateofplay.exchange.formats import load_format
from stateofplay.record import Case, Outcome, create_case
from stateofplay.record.views import pages
from stateofplay.service.exporting import export
from stateofplay.service.watching import Watched, forget, seconds_of, subscribe, subscriptions, watch
from stateofplay.settings import Settings, settings_from

STORIES = {
    "one": "Chad and Sudan will meet in Geneva on 3 June, Chad said. The talks are to be direct, and last for two days.",
    "two": "Sudan said on Tuesday that it would not come to Geneva unless the shelling of its border towns ends at once.",
    "three": "Mediators from Switzerland proposed a pause of thirty days, which Chad welcomed and Sudan refused to discuss.",
}


@dataclass
class Site:
    """A small news site whose pages a test changes between visits."""

    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Path -> (status, body)."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of every request."""
    address: str = ""
    not_modified: int = 0

    def publish(self, *names: str) -> None:
        """Put stories into the feed."""
        for name in names:
            self.pages[f"/{name}"] = (200, story(name, STORIES[name]))
        items = "".join(
            f"<item><title>{name}</title><link>/{name}</link><pubDate>Mon, 27 May 2024 10:00:00 GMT</pubDate></item>"
            for name in names
        )
        self.pages["/rss"] = (200, f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>")

    def times(self, path: str) -> int:
        """How often a page was asked for."""
        return sum(p == path for p, _ in self.asked)


def story(name: str, words: str, advertisement: str = "") -> str:
    return (
        f"<html><head><title>{name}</title></head><body><!-- {advertisement} --><article><h1>Story {name}</h1>"
        f"<p>{words}</p></article></body></html>"
    )


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers)))
            status, body = made.pages.get(self.path, (404, ""))
            stamp = f'"{hash(body)}"'
            if self.headers.get("If-None-Match") == stamp:
                made.not_modified += 1
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(status)
            self.send_header(
                "Content-Type", "application/rss+xml" if self.path == "/rss" else "text/html; charset=utf-8"
            )
            self.send_header("ETag", stamp)
            self.send_header("Last-Modified", "Mon, 27 May 2024 10:00:00 GMT")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with create_case(tmp_path / "talks.sop") as made:
        yield made


SETTINGS = settings_from({"pages": {"allow_private_addresses": True, "timeout_seconds": 5.0}})


@dataclass
class Clock:
    """Time that passes only by sleeping."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def __call__(self) -> float:
        return self.time


def visit(case: Case, clock: Clock | None = None, settings: Settings = SETTINGS, **options: object) -> list[Watched]:
    clock = clock or Clock()
    return list(watch(case, settings=settings, sleep=clock.sleep, clock=clock, **options))  # type: ignore[arg-type]


def outcomes(watched: list[Watched]) -> list[str]:
    return [str(added.outcome) for w in watched for _, added in w.added]


def test_a_feed_brings_its_pages_once(case: Case, site: Site) -> None:
    site.publish("one", "two")
    assert [s.title for s in subscribe(case, f"{site.address}/rss", settings=SETTINGS)] == ["Post"]
    assert outcomes(visit(case)) == ["new", "new"]
    with case.read() as connection:
        assert [p["published"] for p in pages(connection)] == ["2024-05-27", "2024-05-27"]
    visit(case)  # now the pages themselves are visited too, for the first time
    before = len(site.asked)
    again = visit(case)
    assert all(w.unchanged for w in again)
    assert [dict(h)["If-None-Match"] for _, h in site.asked[before:]]
    assert site.not_modified >= len(again)
    site.publish("one", "two", "three")
    assert outcomes(visit(case)) == ["new"]
    visit(case, pages=False)
    assert site.times("/three") == 1


def test_a_changed_page_is_a_version_and_another_advertisement_is_none(case: Case, site: Site) -> None:
    site.pages["/one"] = (200, story("one", STORIES["one"]))
    subscribe(case, f"{site.address}/one", settings=SETTINGS)
    assert outcomes(visit(case)) == ["new"]
    site.pages["/one"] = (200, story("one", STORIES["one"], advertisement="buy now"))
    assert outcomes(visit(case)) == ["same"]
    site.pages["/one"] = (200, story("one", STORIES["two"]))
    (watched,) = visit(case)
    assert watched.added[0][1].outcome is Outcome.VERSION
    assert "version: page 2" in watched.sentence
    with case.read() as connection:
        assert [p["earlier"] for p in pages(connection)] == [None, 1]


def test_a_page_that_vanished_and_a_feed_that_is_html_are_said_and_stop_nothing(case: Case, site: Site) -> None:
    site.publish("one", "two")
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    del site.pages["/one"]
    (watched,) = visit(case)
    assert [p.slug for p in watched.problems] == ["pages.status"]
    assert outcomes([watched]) == ["new"]
    site.pages["/one"] = (200, story("one", STORIES["one"]))
    assert outcomes(visit(case, pages=False)) == ["new"]  # it came back; the feed was not taken for read
    site.pages["/rss"] = (200, "<html><body><p>We have moved.</p></body></html>")
    site.pages["/two"] = (404, "")
    by_address = {w.address.removeprefix(site.address): w for w in visit(case)}
    assert by_address["/rss"].problems[0].slug == "pages.feed"
    assert "does not exist" in by_address["/two"].sentence
    with case.read() as connection:
        assert len(pages(connection)) == 2


def test_one_host_is_asked_slowly_and_not_for_everything_at_once(case: Case, site: Site) -> None:
    site.publish("one", "two", "three")
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    clock = Clock()
    (watched,) = visit(case, clock, delay=2.0, per_host=2)
    assert (len(watched.added), watched.put_off) == (2, 1)
    assert "1 more new pages wait" in watched.sentence
    assert clock.slept == [2.0, 2.0]
    assert outcomes(visit(case, pages=False, per_host=2)) == ["new"]


def test_rounds_follow_each_other(case: Case, site: Site) -> None:
    site.publish("one")
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    clock = Clock()
    visit(case, clock, every=1800.0, rounds=3, pages=False)
    assert site.times("/rss") == 1 + 3
    assert [round(s) for s in clock.slept if s > 60] == [1798, 1800]


def test_lists_of_feeds_in_and_out(case: Case, site: Site, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        "<opml version='2.0'><body><outline text='Talks'><outline text='Post' xmlUrl='https://post.example/rss'/>"
        "</outline></body></opml>"
    )
    assert [s.address for s in subscribe(case, str(opml))] == ["https://post.example/rss"]
    export(case, "opml", tmp_path / "out.opml")
    forget(case, "https://post.example/rss")
    with case.read() as connection:
        assert subscriptions(connection) == ()
    subscribe(case, str(tmp_path / "out.opml"))
    with case.read() as connection:
        assert [s.title for s in subscriptions(connection)] == ["Post"]
    assert load_format("opml").name == "opml"
    with pytest.raises(ExchangeError, match="is not watched"):
        forget(case, "https://other.example/rss")
    opml.write_text("<opml version='2.0'><body/></opml>")
    with pytest.raises(PageError, match="lists no feed"):
        subscribe(case, str(opml))
    with pytest.raises(PageError, match="cannot be read"):
        subscribe(case, str(tmp_path / "missing.opml"))


def test_private_addresses_are_refused_unless_allowed(case: Case, site: Site) -> None:
    site.publish("one")
    with pytest.raises(PageError) as caught:
        subscribe(case, f"{site.address}/rss", settings=Settings())
    assert caught.value.slug == "pages.private-address"
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    (watched,) = visit(case, settings=Settings())
    assert watched.problems[0].slug == "pages.private-address"


def test_nothing_to_watch_is_said(case: Case) -> None:
    with pytest.raises(ExchangeError, match="nothing is watched"):
        visit(case)


@pytest.mark.parametrize("text", ["", "30", "5s", "-1m", "m", "1 week", "0h"])
def test_odd_intervals_are_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="no time between"):
        seconds_of(text)
