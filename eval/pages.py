"""Score the page reader on article-extraction-benchmark (181 pages with their article bodies).

    python eval/pages.py FOLDER [--text] [--worst N]

FOLDER is a checkout of the benchmark: it holds ``ground-truth.json`` and ``html/*.html.gz``. The measure is the
benchmark's own: multisets of four-word shingles, precision and recall of each page averaged over the pages, F of both.
``--text`` scores what only we read: every page is first flattened to bare text, menus and all, as a scraper leaves it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from stateofplay.errors import PageError
from stateofplay.pages import read_page

TOKEN = re.compile(r"\w+", re.UNICODE | re.MULTILINE | re.IGNORECASE | re.DOTALL)


NEAR_PERFECT = 0.98
"""F of a page from which on it counts as near perfect."""


def count_shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Four-word shingles; a text shorter than that is one shingle."""
    tokens = TOKEN.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1)))


def compare(truth: str, found: str) -> tuple[float, float, float]:
    """Shares of shared, invented and missed shingles, of a page whose shingles sum to one."""
    a, b = count_shingles(truth), count_shingles(found)
    hits = sum((a & b).values())
    missed, invented = sum(a.values()) - hits, sum(b.values()) - hits
    total = hits + missed + invented
    return (hits / total, invented / total, missed / total) if total else (0.0, 0.0, 0.0)


def score(rows: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Precision, recall and F, each page counting the same."""
    precision = [h / (h + i) for h, i, _ in rows if h + i]
    recall = [h / (h + m) for h, _, m in rows if h + m]
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / max(1, len(recall))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def read_with_us(html: str) -> str:
    """Our body, without the headline: the benchmark's bodies have none."""
    try:
        article = read_page(html.encode(), content_type="text/html")
    except PageError:
        return ""
    return article.text.removeprefix(article.title or "").strip()


def read_with_trafilatura(html: str) -> str:
    """The reference: trafilatura in its precision mode."""
    import trafilatura

    return trafilatura.extract(html, favor_precision=True, include_comments=False) or ""


def read_flattened(html: str) -> str:
    """Our body of the page flattened to bare text."""
    text = flatten(html)
    if not text.strip():
        return ""
    try:
        article = read_page(text.encode(), content_type="text/plain")
    except PageError:
        return ""
    return article.text.removeprefix(article.title or "").strip()


def flatten(html: str) -> str:
    """All that a browser shows, as a scraper would save it."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=False, alt_texts=False, links=False, form_fields=False, noscript=False)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", action="store_true", help="score pages flattened to bare text too")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N worst pages of each reader")
    options = parser.parse_args()
    truth = json.loads((options.folder / "ground-truth.json").read_text(encoding="utf-8"))
    readers: dict[str, Callable[[str], str]] = {
        "stateofplay": read_with_us,
        "trafilatura precision": read_with_trafilatura,
    }
    if options.text:
        readers |= {"stateofplay, bare text": read_flattened, "bare text as it is": flatten}
    print(f"{len(truth)} pages\n{'reader':26}{'P':>8}{'R':>8}{'F':>8}{'perfect':>9}{'ms/page':>10}")
    for name, read in readers.items():
        rows, spent = {}, 0.0
        for key, page in sorted(truth.items()):
            html = gzip.decompress((options.folder / "html" / f"{key}.html.gz").read_bytes()).decode("utf-8", "replace")
            start = time.process_time()
            found = read(html)
            spent += time.process_time() - start
            rows[key] = compare(page.get("articleBody", ""), found)
        p, r, f = score(list(rows.values()))
        perfect = sum(score([row])[2] >= NEAR_PERFECT for row in rows.values())
        print(f"{name:26}{p:8.3f}{r:8.3f}{f:8.3f}{perfect:9}{1000 * spent / len(rows):10.1f}")
        for key in sorted(rows, key=lambda k: rows[k][0])[: options.worst]:
            hit, invented, missed = rows[key]
            where = truth[key].get("url", "")[:70]
            print(f"    {key[:12]}  shared {hit:.2f}  invented {invented:.2f}  missed {missed:.2f}  {where}")


if __name__ == "__main__":
    main()
