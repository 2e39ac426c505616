#!/usr/bin/env bash
# zstandard 0.25.0: ZstdDecompressor.decompress() stops after the first frame and says nothing of the rest.
#
# Web archives (.warc.zst), logs and backups are written as many frames in a row. gzip.decompress reads all members of such a file;
# zstandard's one-shot call returns the first frame as if it were the whole. decompressobj() tells the rest in unused_data;
# stream_reader(...).read() returns every frame here although its documented default is read_across_frames=False.
# Common guess: what gzip.decompress does with members, decompress does with frames, or it raises.
# What helps: decompressobj(read_across_frames=True), or stream_reader with read_across_frames=True said aloud.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check zstandard==0.25.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import gzip
import io
import zstandard

first, second = b"the first page\n", b"the second page\n"
compress = zstandard.ZstdCompressor().compress
both = compress(first) + compress(second)
print("gzip        ", gzip.decompress(gzip.compress(first) + gzip.compress(second)))
print("decompress  ", zstandard.ZstdDecompressor().decompress(both))
piece = zstandard.ZstdDecompressor().decompressobj()
print("decompressobj", piece.decompress(both), len(piece.unused_data) > 0)
print("across      ", zstandard.ZstdDecompressor().decompressobj(read_across_frames=True).decompress(both))
PYTHON
)
expected=$(cat <<'TEXT'
gzip         b'the first page\nthe second page\n'
decompress   b'the first page\n'
decompressobj b'the first page\n' True
across       b'the first page\nthe second page\n'
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
