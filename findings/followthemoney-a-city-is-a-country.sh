#!/usr/bin/env bash
# followthemoney 4.11.2: the country of "Istanbul" is Turkey, that of "Oslo" is none, and with fuzzy=True "Katanga" is in Canada.
#
# The country type knows capitals and some large cities as names of their states, so that a place of talks that is added as a country is
# accepted and becomes its host: "Geneva" is ch, "Doha" is qa. Others are dropped without a word. fuzzy=True takes the nearest name by
# letters, at any distance that a short name allows: regions at war land on another continent.
# Common guess: what is no country is refused; fuzzy is for misspelt names of countries.
# What helps: add codes, never names; for names, compare the caption of the code that came back with what was given.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check followthemoney==4.11.2 rigour==2.6.1 countrynames==1.17.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from followthemoney import model
from followthemoney.types import registry

for place in ("Geneva", "Doha", "Istanbul", "Oslo", "Sahara", "Katanga", "Puntland"):
    talks = model.make_entity("Event")
    talks.id = "talks"
    talks.add("country", place)
    print(place, "->", talks.get("country"), "| fuzzy:", registry.country.clean(place, fuzzy=True))
PYTHON
)
expected=$(cat <<'TEXT'
Geneva -> ['ch'] | fuzzy: ch
Doha -> ['qa'] | fuzzy: qa
Istanbul -> ['tr'] | fuzzy: tr
Oslo -> [] | fuzzy: None
Sahara -> [] | fuzzy: ru
Katanga -> [] | fuzzy: ca
Puntland -> [] | fuzzy: gb
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
