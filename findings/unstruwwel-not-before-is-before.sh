#!/usr/bin/env bash
# unstruwwel 1.0.2: "not before 1919" is a time that ends with 1918, and 1919-06-28 is 1906 to 1928.
#
# The package turns what catalogues say of dates into spans, has "not" among its words and does nothing with it: "not before" is before and
# "not after" after, each the opposite of what was meant, as the German "nicht vor" is. A day in ISO 8601, the form that it writes itself,
# is no form that it reads: the numbers of month and day become years of the century, so that 28 June 1919 is the span of the years 06 to
# 28, and 7 May 2024 that of 05 to 24. Safe mode, which is to decline what is not one dating, accepts all of them. In words, 28 June 1919 is
# read to the day.
# Common guess: what is not understood gives (None, None), as "44 BC" does; what comes in as ISO 8601 comes out as such.
# What helps: take ISO 8601 and every phrase with a negation out before, and look whether the year that was written is an end of the span.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check unstruwwel==1.0.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from unstruwwel import unstruwwel

for language, text in (
    ("en", "before 1919"),
    ("en", "not before 1919"),
    ("en", "not after 1919"),
    ("de", "nicht vor 1919"),
    ("en", "28 June 1919"),
    ("en", "1919-06-28"),
    ("en", "2024-05-07"),
    ("de", "1919-06-28"),
    ("en", "44 BC"),
):
    print(language, text, "|", *unstruwwel(text, language), "|", unstruwwel(text, language, scheme="iso-format"))
PYTHON
)
expected=$(cat <<'TEXT'
en before 1919 | -inf 1918 | ..1918-12-31
en not before 1919 | -inf 1918 | ..1918-12-31
en not after 1919 | 1920 inf | 1920-01-01..
de nicht vor 1919 | -inf 1918 | ..1918-12-31
en 28 June 1919 | 1919 1919 | 1919-06-28/1919-06-28
en 1919-06-28 | 1906 1928 | 1906-01-01/1928-12-31
en 2024-05-07 | 2005 2024 | 2005-01-01/2024-12-31
de 1919-06-28 | 1906 1928 | 1906-01-01/1928-12-31
en 44 BC | None None | None
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
