#!/usr/bin/env bash
# pgmpy 1.1.2 and pyAgrum 3.3.1 on one Bayesian network in XDSL: the chance of a deal under little pressure and no aid is .2, .3 or .4.
#
# XDSL, the format of GeNIe, has the parents of a variable in a row and its probabilities in another, one set for each case of the parents,
# and no word on which parent changes first. pgmpy takes the last, pyAgrum the first. Each reads its own file as it wrote it and the other's
# without complaint, since each set still adds up to one: .3 under "low, no" is the other's "middle, yes". In UAI it is worse: pgmpy names
# the child last and writes its table with the child first, so that in pyAgrum sets no longer add up, and a chance comes out all the same.
# Common guess: a file that is read without an error, with all names and arcs, has the probabilities that were written.
# What helps: BIF or XMLBIF, where both agree; and after every change of tool a look at one cell of a table with two parents.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pgmpy==1.1.2 pyagrum==3.3.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import logging
import warnings

logging.disable(logging.CRITICAL)  # of packages below these
warnings.simplefilter("ignore")
import pyagrum
from pgmpy.factors.discrete import TabularCPD
from pgmpy.inference import VariableElimination
from pgmpy.models import DiscreteBayesianNetwork
from pgmpy.readwrite import BIFReader, BIFWriter, UAIWriter, XDSLReader, XDSLWriter, XMLBIFReader, XMLBIFWriter

STATES = {"Deal": ["yes", "no"], "Pressure": ["low", "middle", "high"], "Aid": ["yes", "no"]}
PRESSURE, AID = [0.2, 0.3, 0.5], [0.25, 0.75]
DEAL = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]  # low yes, low no, middle yes, middle no, high yes, high no
CASE = {"Pressure": "low", "Aid": "no"}

ours = DiscreteBayesianNetwork([("Pressure", "Deal"), ("Aid", "Deal")])
ours.add_cpds(
    TabularCPD("Pressure", 3, [[p] for p in PRESSURE], state_names=STATES),
    TabularCPD("Aid", 2, [[p] for p in AID], state_names=STATES),
    TabularCPD("Deal", 2, [DEAL, [1 - p for p in DEAL]], evidence=["Pressure", "Aid"], evidence_card=[3, 2], state_names=STATES),
)
theirs = pyagrum.BayesNet()
for name in ("Pressure", "Aid", "Deal"):
    theirs.add(pyagrum.LabelizedVariable(name, "", STATES[name]))
theirs.addArc("Pressure", "Deal")
theirs.addArc("Aid", "Deal")
theirs.cpt("Pressure").fillWith(PRESSURE)
theirs.cpt("Aid").fillWith(AID)
cases = [(pressure, aid) for pressure in STATES["Pressure"] for aid in STATES["Aid"]]
for (pressure, aid), p in zip(cases, DEAL, strict=True):
    theirs.cpt("Deal")[{"Pressure": pressure, "Aid": aid}] = [p, 1 - p]


def pgmpy_says(model):
    model.check_model()
    chances = (VariableElimination(model).query(["Deal"], evidence=case, show_progress=False) for case in ({}, CASE))
    return " ".join(f"{float(chance.get_value(Deal='yes')):.4f}" for chance in chances)


def pyagrum_says(model, deal="Deal", yes="yes", cases=({}, CASE)):
    chances = []
    for case in cases:
        engine = pyagrum.LazyPropagation(model)
        engine.setEvidence(case)
        engine.makeInference()
        chances.append(f"{engine.posterior(deal)[{deal: yes}]:.4f}")
    return " ".join(chances)


print("chance of a deal, and under low pressure without aid: pgmpy", pgmpy_says(ours), "| pyAgrum", pyagrum_says(theirs))
for kind, reader, writer in (("xdsl", XDSLReader, XDSLWriter), ("bif", BIFReader, BIFWriter), ("bifxml", XMLBIFReader, XMLBIFWriter)):
    writer(ours).write(f"ours.{kind}")
    pyagrum.saveBN(theirs, f"theirs.{kind}")
    for author, file in (("pgmpy", f"ours.{kind}"), ("pyAgrum", f"theirs.{kind}")):
        read = pgmpy_says(reader(file).get_model()), pyagrum_says(pyagrum.loadBN(file))
        print(f"{kind} of {author}: read by pgmpy {read[0]} | by pyAgrum {read[1]}")
UAIWriter(ours).write("ours.uai")  # no names there: 0 is Aid, 1 is Deal, 2 is Pressure
read = pyagrum.loadBN("ours.uai")
print("uai of pgmpy: read by pyAgrum", pyagrum_says(read, "1", "0", ({}, {"2": "0", "0": "1"})), end=", ")
print("yes and no add up to", f"{sum(read.cpt('1')[{'2': 0, '0': 1}]):.1f}")
PYTHON
)
expected=$(cat <<'TEXT'
chance of a deal, and under low pressure without aid: pgmpy 0.4350 0.2000 | pyAgrum 0.4350 0.2000
xdsl of pgmpy: read by pgmpy 0.4350 0.2000 | by pyAgrum 0.4550 0.4000
xdsl of pyAgrum: read by pgmpy 0.4075 0.3000 | by pyAgrum 0.4350 0.2000
bif of pgmpy: read by pgmpy 0.4350 0.2000 | by pyAgrum 0.4350 0.2000
bif of pyAgrum: read by pgmpy 0.4350 0.2000 | by pyAgrum 0.4350 0.2000
bifxml of pgmpy: read by pgmpy 0.4350 0.2000 | by pyAgrum 0.4350 0.2000
bifxml of pyAgrum: read by pgmpy 0.4350 0.2000 | by pyAgrum 0.4350 0.2000
uai of pgmpy: read by pyAgrum 0.5207 0.4286, yes and no add up to 0.7
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
