#!/usr/bin/env bash
# cyclopts 5.5.2: what is typed int rounds 2.5 to 2 without a word, also in "int | float"; "int | str" makes 1 of the label 1.10.
#
# A word with a point goes through float() and round(), which rounds halves to the even side: "--workers 0.5" is 0 workers, 1.5 and 2.5 are
# both 2, and 9007199254740993.0 loses its last digit, while 1e3 is refused and 1.5e3 is 1500. In a union the first type that takes a word
# has it, so "int | float" never gives a fraction and "int | str" eats labels and versions; "bool | str" takes the country code "no" for
# False. "int | None" has the word "none", so that a limit can be switched off from the command line where only the default was to do so.
# Common guess: int() as in argparse, where "2.5" is an error, and a union keeps what would be lost.
# What helps: a function under App(config=...) sees every argument with its words before they are read, and can refuse what is not written
# as a whole number, for all commands at once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check cyclopts==5.5.2
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from cyclopts import App, CycloptsError


def read(kind, word):
    app = App(result_action="return_value")

    def command(value):
        return value

    command.__annotations__["value"] = kind
    app.default(command)
    try:
        return app([word], exit_on_error=False, print_error=False)
    except CycloptsError:
        return "refused"


for kind, words in (
    (int, "0.5 1.5 2.5 9007199254740993.0 1e3 1.5e3"),
    (int | float, "2.5"),
    (float | int, "2.5"),
    (int | str, "1.10 1.x"),
    (bool | str, "no se"),
    (int | None, "none"),
):
    name = getattr(kind, "__name__", str(kind)) if isinstance(kind, type) else str(kind)
    print(f"{name}:", {word: read(kind, word) for word in words.split()})
PYTHON
)
expected=$(cat <<'TEXT'
int: {'0.5': 0, '1.5': 2, '2.5': 2, '9007199254740993.0': 9007199254740992, '1e3': 'refused', '1.5e3': 1500}
int | float: {'2.5': 2}
float | int: {'2.5': 2.5}
int | str: {'1.10': 1, '1.x': '1.x'}
bool | str: {'no': False, 'se': 'se'}
int | None: {'none': None}
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
