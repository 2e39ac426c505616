#!/usr/bin/env bash
# frictionless 5.21.0: a column of decimal commas, 3,5 and 12,5, is described as places on the globe, and read as pairs of degrees.
#
# Where fields are cut by semicolons, as offices of half of Europe save their tables, 3,5 is three and a half. No type for numbers takes the
# comma unless told, but geopoint, longitude and latitude in one cell, does, and the guess is made from what all values fit: shares and
# articles ("3, 5" for 3 and 5) become geopoints, valid by the report, and are read as [3.0, 5.0]. One value whose second part is above
# 90 makes a text of the whole column again, so that 3,95 decides whether 3,5 is a place.
# Common guess: what is no number stays text; a guess of types errs between number, date and text.
# What helps: a schema; or Detector(field_type="string"); or a field of type number with decimalChar ",".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check frictionless==5.21.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from pathlib import Path

from frictionless import Detector, Resource, Schema, validate

TABLES = {
    "shares": ["3,5", "12,5", "40,1"],
    "shares, one of them 3,95": ["3,5", "12,5", "3,95"],
    "articles": ["3, 5", "2, 4", "7, 9"],
    "thousands": ["1,200", "2,500", "3,075"],
}


def read(cells, **how):
    Path("table.csv").write_text("party;told\n" + "".join(f"{party};{cell}\n" for party, cell in zip("ABC", cells)))
    resource = Resource("table.csv", **how)
    rows = resource.read_rows()
    return resource.schema.get_field("told").type, [str(row["told"]) if how else row["told"] for row in rows]


for name, cells in TABLES.items():
    print(f"{name}:", *read(cells), "| valid:", validate("table.csv").valid)
print("as text:", *read(TABLES["shares"], detector=Detector(field_type="string")))
fields = [{"name": "party", "type": "string"}, {"name": "told", "type": "number", "decimalChar": ","}]
print("as told:", *read(TABLES["shares"], schema=Schema.from_descriptor({"fields": fields})))
PYTHON
)
expected=$(cat <<'TEXT'
shares: geopoint [[3.0, 5.0], [12.0, 5.0], [40.0, 1.0]] | valid: True
shares, one of them 3,95: string ['3,5', '12,5', '3,95'] | valid: True
articles: geopoint [[3.0, 5.0], [2.0, 4.0], [7.0, 9.0]] | valid: True
thousands: string ['1,200', '2,500', '3,075'] | valid: True
as text: string ['3,5', '12,5', '40,1']
as told: number ['3.5', '12.5', '40.1']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
