"""A build that is measured from outside (`bench.paired`): run by path, with the build alone on the path, whatever its age."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

PUBLISHED = "2025-05-15"


def main(folder: Path) -> None:
    """Answer each line on standard input with the milliseconds a page of reading and of the parse."""
    from stateofplay.service.reading import read

    parse: Callable[[str], object]
    try:
        from stateofplay.language.embedded import read_words as parse
    except ImportError:  # a build that parsed within spaCy
        from stateofplay.language.pipeline import load

        parse = load("embedded")

    pages = [path.read_bytes() for path in sorted(folder.iterdir())]
    texts = [read(page, published=PUBLISHED).article.text for page in pages]
    print("ready", flush=True)
    for _ in sys.stdin:
        begin = time.process_time()
        for page in pages:
            read(page, published=PUBLISHED)
        middle = time.process_time()
        for text in texts:
            parse(text)
        end = time.process_time()
        print(1000 * (middle - begin) / len(pages), 1000 * (end - middle) / len(pages), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
