#!/usr/bin/env bash
# rdflib 7.6.0: in a SPARQL filter every xsd:gYear and xsd:gYearMonth is later than every xsd:date, and no two years can be compared.
#
# Literals of two types that have no common order are put in order by the address of their type, and "gYear" comes after "date". A filter
# for "on or after 1 January 2024" returns what is dated 1815, MAX(?day) is a month of 1815, and ORDER BY puts the vague dates last. Within
# one type the comparison is an error, which a filter takes as no: nothing is found, and nothing is said.
# Common guess: gYear and gYearMonth are dates, so they are compared as dates; or a comparison that cannot be made finds nothing.
# What helps: compare str(?day), ISO 8601 sorts as text; or store first and last day as two xsd:date.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check rdflib==7.6.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from rdflib import XSD, Graph, Literal, Namespace

talks = Namespace("https://talks.example/")
graph = Graph()
for day, kind in [("1815", XSD.gYear), ("1815-06", XSD.gYearMonth), ("2023-12-31", XSD.date), ("2024-05-07", XSD.date)]:
    graph.add((talks[day], talks.on, Literal(day, datatype=kind)))


def days(what, rest=""):
    query = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT {what} WHERE {{ ?talks <https://talks.example/on> ?day {rest}"
    return [str(row[0]) for row in graph.query(query)]


print("since 2024:", sorted(days("?day", 'FILTER(?day >= "2024-01-01"^^xsd:date) }')))
print("before 2024:", sorted(days("?day", 'FILTER(?day < "2024-01-01"^^xsd:date) }')))
print("years since 1800:", days("?day", 'FILTER(?day >= "1800"^^xsd:gYear) }'))
print("in order:", days("?day", "} ORDER BY ?day"))
print("the last:", days("(MAX(?day) AS ?last)", "}"))
print("as text, since 2024:", days("?day", 'FILTER(str(?day) >= "2024") }'))
PYTHON
)
expected=$(cat <<'TEXT'
since 2024: ['1815', '1815-06', '2024-05-07']
before 2024: ['2023-12-31']
years since 1800: []
in order: ['2023-12-31', '2024-05-07', '1815', '1815-06']
the last: ['1815-06']
as text, since 2024: ['2024-05-07']
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
