"""Run the benchmarks, each in its own process: ``python -m bench [NAME ...]``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def names() -> list[str]:
    """Every module of this folder that is a benchmark."""
    return sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_"))


def main(arguments: list[str]) -> int:
    unknown = [name for name in arguments if name not in names()]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}. Known: {', '.join(names())}.", file=sys.stderr)
        return 2
    failed = []
    for name in arguments or names():
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        print(f"Missed a target or stopped: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
