"""What the documents point at is there: pages, headings, files, tests; and every page can be found from the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("findings/*.md")])
SOURCES = sorted(
    p
    for folder in ("src", "tests", "training", "eval", "bench", "tools", "findings")
    for p in (ROOT / folder).rglob("*")
    if p.suffix in (".py", ".toml", ".sh", ".j2") and "language/model" not in p.as_posix()
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(
    r"(?<![\w/.-])((?:docs|tests|training|eval|bench|findings|tools|src)/[\w./-]*\.(?:md|py|sh|toml|csv|tsv|json|png|jpg))"
)
ADDED = ("pledges.py", "vtt.py", "voices.py", "test_ris.py", "ris.py", "test_gmr_by_one_move.py", "xx.toml", "NAME.sh")
"""Files that a how-to has its reader make, and names that stand for any."""


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def headings(page: Path) -> set[str]:
    """The anchors of a page, as forges make them of its headings."""
    plain = (re.sub(r"[`*]", "", h).strip().lower() for h in re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE))
    return {re.sub(r"[^\w\- ]", "", h).replace(" ", "-") for h in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(CODE.sub("", text_of(page))):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


def test_every_page_is_found_from_the_readme() -> None:
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen:
            continue
        seen.add(page)
        links = (link.partition("#")[0] for link in LINK.findall(text_of(page)))
        ahead += [t for link in links if link.endswith(".md") and (t := (page.parent / link).resolve()).exists()]
    assert len(seen) > 40
    assert {str(p.relative_to(ROOT)) for p in ROOT.glob("docs/**/*.md") if p not in seen} == set()


def test_files_that_are_named_are_there() -> None:
    found = [(path, name) for path in (*PAGES, *SOURCES) for name in NAMED.findall(text_of(path))]
    assert len(found) > 150
    gone = {(str(p.relative_to(ROOT)), n) for p, n in found if not n.endswith(ADDED) and not (ROOT / n).exists()}
    assert gone == set()


def test_the_house_names_rooms_that_are_there() -> None:
    package = ROOT / "src/stateofplay"
    named = set(re.findall(r"`([a-z_]+/[\w/.]*)`", text_of(ROOT / "docs/house.md")))
    rooms = {n for n in named if (package / n.split("/")[0]).is_dir()}
    assert len(rooms) > 60
    assert {n for n in rooms if not (package / n).exists()} == set()
