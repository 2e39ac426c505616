#!/usr/bin/env bash
# pySHACL 0.40.1 and rudof 0.3.35 (pyrudof): the same valid graph passes one validator of SHACL and fails the other, by what stores did to it.
#
# pySHACL asks rdflib, which has what Python's dates can hold: the ides of March (-0044-03-15), a year of five digits and a day's end at
# 24:00 are "not of datatype", valid as they are; the zone of a date is dropped, so that of two days that begin ten hours apart neither is
# "less than" the other; a date is less than a moment, which no rule of comparison says. And it validates what rdflib made of the graph:
# "05" is the value 5, so that it does not match "^05$", 1 and "01" are one value where two are too many, and "0005" has the length 1. rudof
# takes each literal as it was written, and says the opposite in each of these cases.
# Common guess: SHACL is one standard, and its validators differ in what they support, not in what conforms.
# What helps: name the validator in the report; codes and days that must be compared by their letters as xsd:string.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0 pyrudof==0.3.35
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import logging

import pyrudof
import pyshacl
import rdflib

logging.disable()  # rdflib tells at length what Python's dates lack
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix case: <https://case.example/> .
"""
CASES = (
    ("the ides of March", '"-0044-03-15"^^xsd:date', "sh:datatype xsd:date"),
    ("a year of five digits", '"12024-05-07"^^xsd:date', "sh:datatype xsd:date"),
    ("the end of a day", '"2024-05-07T24:00:00Z"^^xsd:dateTime', "sh:datatype xsd:dateTime"),
    ("one day, of two zones", '"2024-05-07+05:00"^^xsd:date ; case:end "2024-05-07-05:00"^^xsd:date', "sh:lessThan case:end"),
    ("a day and a moment", '"2024-05-07"^^xsd:date ; case:end "2024-05-08T00:00:00Z"^^xsd:dateTime', "sh:lessThan case:end"),
    ("code 05", '"05"^^xsd:integer', 'sh:pattern "^05$"'),
    ("code 0005", '"0005"^^xsd:integer', "sh:maxLength 1"),
    ("codes 1 and 01", '1, "01"^^xsd:integer', "sh:maxCount 1"),
    ("codes 01 and 1", '"01"^^xsd:integer', "sh:hasValue 1"),
    ("the 7th of May", '"2024-05-07"^^xsd:date', "sh:datatype xsd:date"),
    ("two codes", "1, 2", "sh:maxCount 1"),
)


def of_pyshacl(data, shapes):
    graph, shape = (rdflib.Graph().parse(data=text, format="turtle") for text in (data, shapes))
    return pyshacl.validate(graph, shacl_graph=shape)[0]


def of_rudof(data, shapes):
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data)
    rudof.read_shacl(shapes)
    return rudof.validate_shacl().conforms


for name, value, constraint in CASES:
    data = f"{PREFIXES}case:claim a case:Claim ; case:value {value} ."
    shapes = f"{PREFIXES}case:S a sh:NodeShape ; sh:targetClass case:Claim ; sh:property [ sh:path case:value ; {constraint} ] ."
    print(f"{name}, {constraint}: pySHACL {of_pyshacl(data, shapes)}, rudof {of_rudof(data, shapes)}")
PYTHON
)
expected=$(cat <<'TEXT'
the ides of March, sh:datatype xsd:date: pySHACL False, rudof True
a year of five digits, sh:datatype xsd:date: pySHACL False, rudof True
the end of a day, sh:datatype xsd:dateTime: pySHACL False, rudof True
one day, of two zones, sh:lessThan case:end: pySHACL False, rudof True
a day and a moment, sh:lessThan case:end: pySHACL True, rudof False
code 05, sh:pattern "^05$": pySHACL False, rudof True
code 0005, sh:maxLength 1: pySHACL True, rudof False
codes 1 and 01, sh:maxCount 1: pySHACL True, rudof False
codes 01 and 1, sh:hasValue 1: pySHACL True, rudof False
the 7th of May, sh:datatype xsd:date: pySHACL True, rudof True
two codes, sh:maxCount 1: pySHACL False, rudof False
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
