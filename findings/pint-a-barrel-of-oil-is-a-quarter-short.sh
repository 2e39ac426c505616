#!/usr/bin/env bash
# Pint 0.25.3 beside SciPy 1.17.1: a barrel holds 119 litres in one and 159 in the other, and units of sanctions are read as other things.
#
# "barrel" and "bbl" are the American barrel of 31.5 gallons for liquids that are not oil; oil's, of 42, is called oil_barrel. SciPy's
# barrel and bbl are oil's. What the market's reports write is rarely refused: mb/d, million barrels a day, is millibarns; mcm, a million
# cubic metres of gas, is micrometres; kt is knots, so that a charge of 20 kt has a speed; MT is megateslas; quarters are weights. bcm and
# boe raise.
# Common guess: a unit that is understood is the one that the field means, and two scientific packages agree on bbl.
# What helps: units of one's own for such reports, ureg.define("bbl = 42 * gallon"), and a check of the dimension of all that is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check Pint==0.25.3 scipy==1.17.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import pint
from scipy import constants

units = pint.UnitRegistry()
print("Pint: bbl", units("1 bbl").to("liter").round(1), "| oil_barrel", units("1 oil_barrel").to("liter").round(1))
print("SciPy: bbl", round(constants.bbl / constants.liter, 1), "liter | barrel", round(constants.barrel / constants.liter, 1), "liter")
for said, meant in (
    ("2 mb/d", "million barrels a day"),
    ("5 mcm", "million cubic metres of gas"),
    ("20 kt", "kilotons of a charge or of grain"),
    ("30 MT", "million tonnes"),
    ("3 quarters", "quarters of a year"),
    ("5 nm", "nautical miles"),
):
    read = units(said)
    print(f"{said}, {meant}: {read} {dict(read.dimensionality)}")
for said in ("5 bcm", "7 boe", "60 km2"):
    try:
        print(f"{said}: {units(said)}")
    except pint.UndefinedUnitError as error:
        print(f"{said}: {error}")
PYTHON
)
expected=$(cat <<'TEXT'
Pint: bbl 119.2 liter | oil_barrel 159.0 liter
SciPy: bbl 159.0 liter | barrel 159.0 liter
2 mb/d, million barrels a day: 2.0 millibarn / day {'[length]': 2, '[time]': -1}
5 mcm, million cubic metres of gas: 5 micrometer {'[length]': 1}
20 kt, kilotons of a charge or of grain: 20 knot {'[length]': 1, '[time]': -1}
30 MT, million tonnes: 30 megatesla {'[mass]': 1, '[time]': -2, '[current]': -1}
3 quarters, quarters of a year: 3 quarter {'[mass]': 1}
5 nm, nautical miles: 5 nanometer {'[length]': 1}
5 bcm: 'bcm' is not defined in the unit registry
7 boe: 'boe' is not defined in the unit registry
60 km2: 'km2' is not defined in the unit registry
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
