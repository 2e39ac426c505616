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
from stateofplay.record import AddingOutcome, Case, create_case
from stateofplay.record.views import pages
from stateofplay.service.exporting import export
from stateofplay.service.visiting.watching import Watched, forget, seconds_of, subscribe, subscriptions, watch
from stateofplay.settings import Settings, settings_from
from tests.thoroughness import PATIENCE

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
    """Path and headers of every request but those for robots.txt."""
    robots: tuple[int, str] = (404, "")
    asked_robots: int = 0
    wait: dict[str, str] = field(default_factory=dict)
    """Path -> Retry-After, sent with an error."""
    held: dict[str, threading.Event] = field(default_factory=dict)
    """Path -> what its answer waits for."""
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
            if self.path == "/robots.txt":
                made.asked_robots += 1
                self.send_response(made.robots[0])
                self.end_headers()
                self.wfile.write(made.robots[1].encode())
                return
            made.asked.append((self.path, dict(self.headers)))
            if self.path in made.held:
                made.held[self.path].wait(PATIENCE)
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
            if self.path in made.wait:
                self.send_header("Retry-After", made.wait[self.path])
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
    assert watched.added[0][1].outcome is AddingOutcome.VERSION
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
    assert "1 more new page waits" in watched.sentence
    assert clock.slept == [2.0, 2.0, 2.0], "robots.txt is a request too"
    assert outcomes(visit(case, pages=False, per_host=2)) == ["new"]


def test_rounds_follow_each_other(case: Case, site: Site) -> None:
    site.publish("one")
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    clock = Clock()
    visit(case, clock, every=1800.0, rounds=3, pages=False)
    assert site.times("/rss") == 1 + 3
    assert [round(s) for s in clock.slept if s > 60] == [1796, 1800]
    assert site.asked_robots == 1 + 1, "once to subscribe, once to watch: rules hold for a day"


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
    with pytest.raises(ExchangeError, match="watches no feed"):
        visit(case)


@pytest.mark.parametrize("text", ["", "30", "5s", "-1m", "m", "1 week", "0h"])
def test_odd_intervals_are_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="no time between"):
        seconds_of(text)


ROBOTS = """
User-agent: *
Disallow: /

User-agent: stateofplay
Disallow: /two
Disallow: /*.pdf$
Crawl-delay: 7
"""


def test_robots_txt_is_honoured(case: Case, site: Site) -> None:
    site.publish("one", "two")
    site.robots = (200, ROBOTS)
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    clock = Clock()
    (watched,) = visit(case, clock)
    assert outcomes([watched]) == ["new"]
    assert watched.closed == 1
    assert "1 page not visited: robots.txt" in watched.sentence
    assert site.times("/two") == 0
    assert set(clock.slept) == {7.0}, "the host asks for more than two seconds"


def test_what_robots_txt_closes_is_not_subscribed_to(case: Case, site: Site) -> None:
    site.publish("one")
    site.robots = (200, "User-agent: *\nDisallow: /rss\n")
    with pytest.raises(PageError) as caught:
        subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    assert caught.value.slug == "pages.robots"
    assert site.times("/rss") == 0


def test_a_host_whose_rules_fail_is_left_alone_for_now(case: Case, site: Site) -> None:
    site.publish("one")
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    site.robots = (500, "")
    before = len(site.asked)
    (watched,) = visit(case)
    assert watched.problems[0].slug == "pages.robots"
    assert "cannot be read for now" in watched.sentence
    assert len(site.asked) == before
    site.robots = (403, "")
    assert outcomes(visit(case)) == ["new"], "no rules are no prohibition"


@pytest.mark.parametrize(("status", "header", "seconds"), [(429, "90", 90), (503, "4000", 4000), (429, None, 300)])
def test_who_asks_to_wait_is_waited_for(case: Case, site: Site, status: int, header: str | None, seconds: int) -> None:
    site.publish("one", "two", "three")
    subscribe(case, f"{site.address}/rss", settings=SETTINGS)
    site.pages["/one"] = (status, "")
    if header:
        site.wait["/one"] = header
    clock = Clock()
    (watched,) = visit(case, clock)
    assert [p.slug for p in watched.problems] == ["pages.status"]
    assert watched.put_off == 2, "the others of this host wait too"
    assert (site.times("/two"), site.times("/three")) == (0, 0)
    site.publish("one", "two", "three")
    for later, new in ((seconds - 60, 0), (seconds + 60, 3)):
        with create_case(Path(case.location).with_suffix(f".{later}.sop")) as other:
            subscribe(other, f"{site.address}/rss", settings=SETTINGS)
            site.pages["/one"] = (status, "")
            clock = Clock()
            rounds = watch(other, every=max(later, 60), rounds=2, pages=False, delay=0, settings=SETTINGS,
                           sleep=clock.sleep, clock=clock)  # fmt: skip
            next(rounds)
            site.publish("one", "two", "three")
            (second,) = rounds
            assert len(outcomes([second])) == new
            assert new or "asked to wait" in second.sentence


def test_a_date_to_come_back_at(case: Case, site: Site) -> None:
    from datetime import UTC, datetime, timedelta
    from email.utils import format_datetime

    site.pages["/one"] = (503, "")
    site.wait["/one"] = format_datetime(datetime.now(UTC) + timedelta(seconds=500), usegmt=True)
    with pytest.raises(PageError) as caught:
        subscribe(case, f"{site.address}/one", settings=SETTINGS)
    assert caught.value.retry_after == pytest.approx(500, abs=5)
    site.wait["/one"] = "next week"
    with pytest.raises(PageError) as caught:
        subscribe(case, f"{site.address}/one", settings=SETTINGS)
    assert caught.value.retry_after is None
