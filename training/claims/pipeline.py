"""Train the network of the learned reader from nothing, in eleven steps, each of which goes on where it stopped.

    python -m training.claims.pipeline WORK --train PAGES --texts TEXTS --gold GOLD --news NEWS --minilm FILE --mpnet FOLDER

Run it in an environment with State of Play, PyTorch, transformers and scikit-learn. It takes some four hours on one
core with 16-bit products (AVX-512). `docs/learned-claims.md` says what each folder is.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path

STORIES = 1750
TOPICAL = re.compile(
    r"\b(talks?|negotiat\w+|minister\w*|government\w*|president|deal|agreement|cease-?fire|truce|sanctions?|summit|union|"
    r"strike|treaty|opposition|envoy|parliament|demand\w*|reject\w*|threat\w*|offer\w*)\b", re.I)  # fmt: skip


def run(module: str, *arguments: object) -> None:
    """Run one step as a program of its own; its failure ends the whole."""
    subprocess.run([sys.executable, "-u", "-m", f"training.claims.{module}", *map(str, arguments)], check=True)


def write_stories(news: Path, folder: Path) -> None:
    """Write the stories of middling length that speak of politics most, each under its number."""
    rows = []
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            if 800 < len(text) < 7000:
                rows.append((-len(TOPICAL.findall(text)) / len(text), number, text))
    folder.mkdir(parents=True, exist_ok=True)
    for _, number, text in sorted(rows)[:STORIES]:
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path, help="where everything in between is kept")
    parser.add_argument("--train", type=Path, required=True, help="annotated pages, NNN.txt and NNN.json")
    parser.add_argument("--texts", type=Path, required=True, help="texts of training/claims/annotations")
    parser.add_argument("--gold", type=Path, required=True, help="folder of the scorer")
    parser.add_argument("--news", type=Path, required=True, help="news stories without answers, .jsonl.xz")
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--mpnet", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, default=Path("src/stateofplay/finding/learned/model"))
    options = parser.parse_args()
    work, here = options.work, Path(__file__).parent
    cache, news, taught = work / "cache", work / "news", work / "states"
    writing, raw = f"own={here / 'pages'}", f"raw={options.texts}:{here / 'annotations'}"
    run("cache", cache, writing, f"train={options.train}", raw)
    write_stories(options.news, work / "stories")
    run("cache", news, f"news={work / 'stories'}")
    run("teacher", options.mpnet, taught, cache, news)
    distilled, tall, tuned, small, two, deep = (
        work / f"{name}.pt" for name in ("distilled", "tall", "tuned", "small", "two", "deep")
    )
    below = work / "below"
    if not distilled.exists():
        run("distil", taught, distilled, "--minilm", options.minilm)
    fit = (cache, "--scorer", options.gold)
    if not tall.exists():
        run("train", *fit, "--out", tall, "--teacher", taught, "--layers", 2, "--epochs", 2)
    if not tuned.exists():
        run("below", options.mpnet, below, cache)
        started = ("--tune", options.mpnet, "--below", below, "--init", tall, "--every", 1)
        run("train", *fit, "--out", tuned, *started, "--layers", 2, "--epochs", 4, "--rate", 1e-4, "--new", 5e-4)
    told = work / "told"
    run("teacher", options.mpnet, told, cache, news, "--tuned", tuned)
    soft = ("--soft", tuned, "--states", told, "--more", news)
    if not small.exists():
        run("train", *fit, "--out", small, *soft, "--init", distilled, "--epochs", 8)
    if not two.exists():
        run("train", *fit, "--out", two, *soft, "--init", small, "--layers", 2, "--epochs", 5)
    if not deep.exists():
        run("below", options.mpnet, below, news)
        thought = work / "thought"
        run("told", options.mpnet, tuned, thought, cache, news, "--below", below)
        own = ("--deep", 3, "--init", two, "--layers", 2, "--told", thought, "--more", news, "--like", tuned)
        run("train", *fit, "--out", deep, *own, "--epochs", 4, "--new", 7e-4, "--every", 0, "--hands", os.cpu_count())
    run("export", deep, options.out, "--cache", cache, "--scorer", options.gold)


if __name__ == "__main__":
    main()
