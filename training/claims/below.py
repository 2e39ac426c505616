"""What the lower layers of a base-size encoder make of many pages, kept for those that learn above them.

    python -m training.claims.below MPNET OUT CACHE...

Goes on where it stopped. They stay as they are while the upper ones learn (`training.claims.upper`), so each window goes
through them once, in 16 bits.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch
from training.claims.teacher import Teacher
from training.claims.train import read_cache
from training.claims.upper import FIRST

from stateofplay.finding.learned import pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mpnet", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("cache", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=10**9, help="pages of each cache")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(options.mpnet)
    del teacher.model.encoder.layer[FIRST:]
    begin, words = time.time(), 0
    for folder in options.cache:
        for number, (key, record) in enumerate(read_cache(folder, options.most).items()):
            target = options.out / f"{key}.pt"
            if target.exists():
                continue
            view, kept = record["view"], {}
            for window in pairs.windows(view):
                numbers, owner = teacher.pieces_of(view.words[window.first : window.last])
                with torch.no_grad():
                    lower = teacher.model(torch.tensor([numbers])).last_hidden_state[0]
                kept[window.first] = {"owner": torch.tensor(owner, dtype=torch.int16), "lower": lower}
            partial = target.with_suffix(".partial")
            torch.save(kept, partial)
            partial.rename(target)
            words += len(view.words)
            if number % 20 == 0:
                print(key, words, f"{(time.time() - begin) / 60:.1f}m", flush=True)


if __name__ == "__main__":
    main()
