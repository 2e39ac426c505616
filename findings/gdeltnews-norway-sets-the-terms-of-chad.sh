#!/usr/bin/env bash
# gdeltnews 1.1.0: in a page put together from GDELT's Web NGrams, Norway agrees "only if the ports of the south are opened", as Chad alone said.
#
# The data has each word of a page with the words around it and the tenth of the page where it stands; reconstruct() lays these pieces one on
# another where they overlap, the longest overlap first. Where a run of fifteen words comes again further down, the later place fits as well,
# and once it is taken nothing may be added that stood before it: all between the two is gone, and the first sentence goes on as the second
# ends. Refusals and conditions that are told in one form, party by party, become one party's. A page whose first word is its last loses the
# first. Nothing is counted or told, and keep_unmerged=True, made for what was left over, adds none of it.
# Common guess: what it cannot place it leaves out with a gap; the text is at worst shorter, and never says what the page did not.
# What helps: count the data's words of a page against those of its text, and take no sentence for a quotation that does not stand in the page.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check gdeltnews==1.1.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import contextlib
import gzip
import io
import json
import pathlib

import gdeltnews

PAGES = {
    "terms": "Oslo , 7 May . Norway said that it agrees to a ceasefire along the whole line of contact from noon on Monday without any condition . "
    "Its minister thanked the hosts . Chad said that it agrees to a ceasefire along the whole line of contact from noon on Monday "
    "only if the ports of the south are opened . The next round of talks is to be held in June .",
    "answers": "The talks in Bergen ended late on Friday . Both sides rejected the draft that the mediators had brought . "
    "Asked about an exchange of prisoners before the end of the month , the minister of Norway said no . "
    "Asked about an exchange of prisoners before the end of the month , the minister of Chad said yes . They meet again in June .",
    "ends": "Oslo and Bergen take turns . The ministers spoke of the fish and the islands and then left for Oslo",
    "plain": "A page on which no run of words comes twice is put together as it was , from the first of them up to this last one .",
}


def pieces(page, text):
    """A row a word, with seven words on each side and the tenth of the page: what the package asks for."""
    words = text.split()
    for i, word in enumerate(words):
        before, after = words[max(0, i - 7) : i], words[i + 1 : i + 8]
        row = {"date": "2024-05-07T10:00:00Z", "lang": "en", "type": 1, "ngram": word, "pos": i * 10 // len(words) * 10}
        yield row | {"pre": " ".join(before), "post": " ".join(after), "url": f"https://paper.example/{page}"}


def put_together(**options):
    """The text of each page, as the program gives it back."""
    with contextlib.redirect_stdout(io.StringIO()):
        gdeltnews.reconstruct("data", "out", processes=1, show_progress=False, **options)
    (table,) = pathlib.Path("out").iterdir()
    rows = [line.split("|") for line in table.read_text().splitlines()[1:]]
    return {row[2].rsplit("/", 1)[1]: row[0] for row in rows}


pathlib.Path("data").mkdir()
with gzip.open("data/20240507100000.webngrams.json.gz", "wt") as file:
    for page, text in PAGES.items():
        file.writelines(json.dumps(row) + "\n" for row in pieces(page, text))
for page, text in put_together().items():
    print(page, "| as it was" if text == PAGES[page] else f"| {len(text.split())} of {len(PAGES[page].split())} words: {text}")
text = put_together(keep_unmerged=True)["terms"]
print("keep_unmerged | the same text:", text == put_together()["terms"])
PYTHON
)
expected=$(cat <<'TEXT'
terms | 45 of 73 words: Oslo , 7 May . Norway said that it agrees to a ceasefire along the whole line of contact from noon on Monday only if the ports of the south are opened . The next round of talks is to be held in June .
answers | 46 of 66 words: The talks in Bergen ended late on Friday . Both sides rejected the draft that the mediators had brought . Asked about an exchange of prisoners before the end of the month , the minister of Chad said yes . They meet again in June .
ends | 19 of 20 words: and Bergen take turns . The ministers spoke of the fish and the islands and then left for Oslo
plain | as it was
keep_unmerged | the same text: True
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
