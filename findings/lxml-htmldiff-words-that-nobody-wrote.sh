#!/usr/bin/env bash
# lxml 6.1.3: htmldiff puts words into its answer that stand on neither page, and takes an editor's strike for no change.
#
# Where the address of a link is another one, "Link: /new" and "Link: /old" are inserted and deleted as words of the text: who counts words
# or searches what was added finds them. <del> and <ins> of the pages themselves are dropped before: a newspaper that strikes out "signed"
# has changed nothing, and the answer prints the struck word as plain text, as if it were said.
# Common guess: what is in <ins> stands on the new page, what is in <del> stood on the old one, and what is in neither is as it was.
# What helps: take <del> with its text off both pages before, and drop what begins with "Link: " after; or compare plain texts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check lxml==6.1.3
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from lxml.html.diff import htmldiff

PAIRS = {
    "another address": ('<p><a href="/old">The text</a> is out.</p>', '<p><a href="/new">The text</a> is out.</p>'),
    "a link less": ('<p><a href="/old">The text</a> is out.</p>', "<p>The text is out.</p>"),
    "struck out": ("<p>The truce was signed.</p>", "<p>The truce was <del>signed</del>.</p>"),
    "corrected": ("<p>A truce of nine days.</p>", "<p>A truce of <del>nine</del> <ins>ten</ins> days.</p>"),
}
for name, (old, new) in PAIRS.items():
    print(f"{name}:", htmldiff(old, new))
PYTHON
)
expected=$(cat <<'TEXT'
another address: <p><a href="/new">The text <ins> Link: /new</ins> <del> Link: /old</del> </a> is out.</p>
a link less: <p>The text <del> Link: /old</del> is out.</p>
struck out: <p>The truce was signed.</p>
corrected: <p>A truce of nine <ins>ten days.</ins> <del>days.</del> </p>
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
