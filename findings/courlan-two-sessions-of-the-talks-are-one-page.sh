#!/usr/bin/env bash
# courlan 1.4.0 beside surt 0.3.1 and ural 1.6.2: ?session=3 and ?session=4 are one address, and so are ?4711 and ?4712.
#
# clean_url, of the package on which trafilatura stands, takes off what it holds for tracking, also without strict=True: session and ref are
# among the names, so that sessions of a conference and documents by their symbol (ref=S/2024/1) fall together. A question mark with a bare
# value behind it goes as well, and with it what tells the pages of many an old site apart. surt, by which archives of the web are indexed,
# keeps all these and writes the path in small letters, so that the short addresses AbCd and abcd are one capture. ural keeps those and
# drops sid; both drop what stands behind "#", by which the entries of a live page are told apart.
# Common guess: an address that was cleaned still leads to its page; of several cleaners the strictest drops what the others drop.
# What helps: keep the address as it was beside the cleaned one, and take two pages for one only if their texts are alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check courlan==1.4.0 surt==0.3.1 ural==1.6.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import courlan
import surt
import ural

CLEANERS = {"courlan": courlan.clean_url, "surt": surt.surt, "ural": ural.normalize_url}
PAIRS = (
    ("https://talks.example/minutes?session=3", "https://talks.example/minutes?session=4"),
    ("https://docs.example/view?ref=S/2024/1", "https://docs.example/view?ref=S/2024/2"),
    ("https://ministry.example/view.php?4711", "https://ministry.example/view.php?4712"),
    ("https://short.example/AbCd", "https://short.example/abcd"),
    ("https://ministry.example/?sid=12", "https://ministry.example/?sid=13"),
    ("https://news.example/live#talks-open", "https://news.example/live#talks-fail"),
    ("https://docs.example/view?doc=5", "https://docs.example/view?doc=6"),
)
for pair in PAIRS:
    print(*pair)
    for name, clean in CLEANERS.items():
        one, other = map(clean, pair)
        print(f"  {name}:", f"one page, {one}" if one == other else "two pages")
PYTHON
)
expected=$(cat <<'TEXT'
https://talks.example/minutes?session=3 https://talks.example/minutes?session=4
  courlan: one page, https://talks.example/minutes
  surt: two pages
  ural: two pages
https://docs.example/view?ref=S/2024/1 https://docs.example/view?ref=S/2024/2
  courlan: one page, https://docs.example/view
  surt: two pages
  ural: two pages
https://ministry.example/view.php?4711 https://ministry.example/view.php?4712
  courlan: one page, https://ministry.example/view.php
  surt: two pages
  ural: two pages
https://short.example/AbCd https://short.example/abcd
  courlan: two pages
  surt: one page, example,short)/abcd
  ural: two pages
https://ministry.example/?sid=12 https://ministry.example/?sid=13
  courlan: two pages
  surt: two pages
  ural: one page, ministry.example
https://news.example/live#talks-open https://news.example/live#talks-fail
  courlan: two pages
  surt: one page, example,news)/live
  ural: one page, news.example/live
https://docs.example/view?doc=5 https://docs.example/view?doc=6
  courlan: two pages
  surt: two pages
  ural: two pages
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
