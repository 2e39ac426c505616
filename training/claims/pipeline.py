"""Train the network of the learned reader from nothing, in nine steps, each of which goes on where it stopped.

    python -m training.claims.pipeline WORK --train PAGES --texts TEXTS --gold GOLD --news NEWS --minilm FILE --mpnet FOLDER

Run it in an environment with State of Play, PyTorch, transformers and scikit-learn. It takes two hours on one core
with 16-bit products (AVX-512), four without. `docs/learned-claims.md` says what each folder is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.claims.teacher import stories

STORIES = 1062


def run(module: str, *arguments: object) -> None:
    """Run one step as a program of its own; its failure ends the whole."""
    subprocess.run([sys.executable, "-u", "-m", f"training.claims.{module}", *map(str, arguments)], check=True)


def write_stories(news: Path, folder: Path) -> None:
    """Write the stories that speak of politics most as texts, under the numbers that the teacher uses."""
    folder.mkdir(parents=True, exist_ok=True)
    for (key, text), _ in zip(stories(news), range(STORIES), strict=False):
        (folder / f"{key.removeprefix('news-')}.txt").write_text(text, encoding="utf-8")


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
    own, raw = f"own={here / 'pages'}", f"raw={options.texts}:{here / 'annotations'}"
    run("cache", cache, own, f"train={options.train}", raw)
    write_stories(options.news, work / "stories")
    run("cache", news, f"news={work / 'stories'}")
    run("teacher", options.mpnet, taught, "--cache", cache, "--news", options.news, "--stories", STORIES)
    distilled, tall, small, two = (work / f"{name}.pt" for name in ("distilled", "tall", "small", "two"))
    if not distilled.exists():
        run("distil", taught, distilled, "--minilm", options.minilm)
    fit = (cache, "--scorer", options.gold)
    if not tall.exists():
        run("train", *fit, "--out", tall, "--teacher", taught, "--layers", 2, "--epochs", 6)
    soft = ("--soft", tall, "--states", taught, "--more", news)
    if not small.exists():
        run("train", *fit, "--out", small, *soft, "--init", distilled, "--epochs", 8)
    if not two.exists():
        run("train", *fit, "--out", two, *soft, "--init", small, "--layers", 2, "--epochs", 5)
    whole = work / "whole.pt"
    if not whole.exists():
        run("train", *fit, "--out", whole, *soft, "--init", two, "--layers", 2, "--epochs", 2, "--fold", -1)
    chosen = ("--decisions", two.with_suffix(".found"))
    run("export", whole, options.out, "--cache", cache, "--scorer", options.gold, *chosen)


if __name__ == "__main__":
    main()
