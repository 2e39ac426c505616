"""What the driver and the workers of a batch hold does not grow with the pages, and nothing is loaded that they do not ask."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from stateofplay.service.batch.dataset.copies import BANDS, HASHES, MEMORY, ROWS
from stateofplay.service.batch.dataset.folder import Dataset, Receipt, RunRequest
from stateofplay.service.batch.dataset.joining import ROWS_AT_ONCE
from stateofplay.service.batch.dataset.tables import write_table

SPAN = 256
FEW, MANY = 500, 50_000
BESIDE = 30
"""MB that may come on top of what DuckDB is given: rows on their way to a file."""


def written(folder: Path, pages: int) -> Path:
    """A dataset as a run leaves it before copies are found: a third of its pages copies, four claims a page."""
    luck = random.Random(pages)
    dataset = Dataset(folder)
    dataset.begin(RunRequest(sources=("crawl",)), "digest")
    for begin in range(0, pages, SPAN):
        span = f"{begin:012x}"
        rows, claims = [], []
        story = [luck.getrandbits(32) for _ in range(HASHES)]
        for number in range(begin, min(begin + SPAN, pages)):
            signature = story if number % 3 == 0 else [luck.getrandbits(32) for _ in range(HASHES)]
            rows.append({
                "id": f"p{number}", "place": f"crawl#{number}", "published": f"2031-05-{number % 28 + 1:02}",
                "signature": signature, "bands": [band << 32 | signature[band * ROWS] for band in range(BANDS)],
            })  # fmt: skip
            day = f"2031-{begin // SPAN % 12 + 1:02}-{number % 28 + 1:02}" if number % 3 else None
            for kind in ("events", "meetings", "positions", "statements"):
                claims.append({
                    "id": f"c{number}-{kind}", "page_id": f"p{number}", "kind": kind, "what": "CONSULT", "date": day,
                    "party_side": f"Side {number % 50}; Side {number % 31}", "other_side": f"Side {number % 40}",
                    "same": f"{number % 900}-{kind}" if kind == "events" else f"{number}-{kind}",
                })  # fmt: skip
        write_table(dataset.part("pages", span), "pages", rows)
        write_table(dataset.part("claims", span), "claims", claims)
        dataset.accept(Receipt(span=span, pages=len(rows), read=len(rows), claims=len(claims)))
    return folder


FINISH = """
import sys
from pathlib import Path
from stateofplay.service.batch.dataset.folder import Dataset
from stateofplay.service.batch.libraries import spare_pandas
from stateofplay.service.batch.running import finish

spare_pandas()
summary = finish(Dataset(Path(sys.argv[1])))
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(summary.copies, int(most.split()[1]) / 1024)
"""


def finished(folder: Path) -> tuple[int, float]:
    """Copies found in a process of its own, and the most that it held, in MB."""
    done = subprocess.run([sys.executable, "-c", FINISH, str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    copies, most = done.stdout.split()
    return int(copies), float(most)


@pytest.mark.slow
def test_the_driver_holds_no_more_with_a_hundred_times_the_pages(tmp_path: Path) -> None:
    from pyarrow import parquet

    few, many = written(tmp_path / "few", FEW), written(tmp_path / "many", MANY)
    (few_copies, before), (many_copies, after) = finished(few), finished(many)
    stories = [-(-FEW // SPAN), -(-MANY // SPAN)]
    assert [few_copies, many_copies] == [
        sum(number % 3 == 0 for number in range(pages)) - told for pages, told in zip((FEW, MANY), stories, strict=True)
    ]
    assert after - before < int(MEMORY.removesuffix("MB")) + BESIDE
    # A group of rows in a file is remembered until the file is closed.
    (joined,) = (path for path in Dataset(many).parts("joined") if "all" in path.name)
    kept = parquet.ParquetFile(joined).metadata
    assert kept.num_row_groups <= kept.num_rows // ROWS_AT_ONCE + 1


def test_pyarrow_loads_no_pandas_where_it_is_not_asked_for() -> None:
    pytest.importorskip("pandas")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from stateofplay.service.batch.libraries import spare_pandas\n"
            "spare_pandas()\n"
            "import pyarrow as pa\n"
            "table = pa.table({'page_id': ['p1'], 'claims': [3]})\n"
            "assert 'pandas' not in sys.modules\n"
            "assert table.to_pandas().claims.sum() == 3\n",
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
