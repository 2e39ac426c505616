#!/usr/bin/env bash
# readability-lxml 0.9: short_title() takes a party of the news for the name of the site, and cuts it off.
#
# Where no heading of the page lies within its title, what stands before a colon is taken off, and before a " - " too unless it has four words:
# "Norway: Chad must reopen the port", a demand on Chad, becomes "Chad must reopen the port", and "Chad - Norway talks end without a deal"
# is about Norway alone. The same headline in an <h1> as well, and all of it stays.
# Common guess: short_title() takes off " | Daily Post" and the like, and where it is in doubt gives title().
# What helps: title(), and what sites add taken off by hand; or trust short_title() only where it equals a heading of the page.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check readability-lxml==0.9 lxml==6.1.3
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from readability import Document


def short(title, heading=""):
    return Document(f"<html><head><title>{title}</title></head><body>{heading}<p>A text.</p></body></html>").short_title()


for title in (
    "Norway: Chad must reopen the port",
    "Chad - Norway talks end without a deal",
    "Talks end without a deal | Daily Post",
):
    print(f"{title} -> {short(title)}")
title = "Norway: Chad must reopen the port"
print("with a heading:", short(title, f"<h1>{title}</h1>"))
PYTHON
)
expected=$(cat <<'TEXT'
Norway: Chad must reopen the port -> Chad must reopen the port
Chad - Norway talks end without a deal -> Norway talks end without a deal
Talks end without a deal | Daily Post -> Talks end without a deal
with a heading: Norway: Chad must reopen the port
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
