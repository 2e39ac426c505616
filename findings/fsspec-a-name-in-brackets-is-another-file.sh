#!/usr/bin/env bash
# fsspec 2026.9.0: cat, get, open_files and rm of "page[1].html" take "page1.html"; rm deletes it, and leaves the file that was named.
#
# Whatever may take many paths expands each as a pattern first, also where a file of just this name is there, and brackets are a set of
# letters: browsers, mail programs and wget call second copies page[1].html. exists, isfile, open and cat_file take the name as it
# stands, so that a check before tells nothing. Where there is no page1.html, it is FileNotFoundError for a file that exists() has seen.
# Common guess: a name that came out of ls() or find() can be handed to cat, get and rm as it is; rm deletes what exists() was asked of.
# What helps: cat_file, get_file, rm_file and open for one name, or glob.escape(name) for the others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check fsspec==2026.9.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import glob

import fsspec

store = fsspec.filesystem("memory")
for name in ("page1.html", "page[1].html"):
    store.pipe(f"/shelf/{name}", f"text of {name}".encode())
asked = "/shelf/page[1].html"
with store.open(asked) as file:
    print("exists:", store.exists(asked), "| open:", file.read().decode(), "| cat_file:", store.cat_file(asked).decode())
print("cat:", store.cat(asked))
print("open_files:", [file.path for file in fsspec.open_files([f"memory:/{asked}"])])
print("escaped:", store.cat(glob.escape(asked)))
store.rm(asked)
print("after rm:", store.ls("/shelf", detail=False))
try:
    store.rm(asked)
except FileNotFoundError:
    print("once more: FileNotFoundError, and exists:", store.exists(asked))
PYTHON
)
expected=$(cat <<'TEXT'
exists: True | open: text of page[1].html | cat_file: text of page[1].html
cat: {'/shelf/page1.html': b'text of page1.html'}
open_files: ['/shelf/page1.html']
escaped: {'/shelf/page[1].html': b'text of page[1].html'}
after rm: ['/shelf/page[1].html']
once more: FileNotFoundError, and exists: True
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
