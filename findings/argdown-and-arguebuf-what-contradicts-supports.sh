#!/usr/bin/env bash
# @argdown/core 2.0.1 (npm) and arguebuf 2.7.2: an argument map in strict mode comes over with each objection as a support of what it denies.
#
# Argdown has a word of its own for each relation: in the loose mode, its default, a minus between two statements is an "attack"; in the
# strict one the same line is "contrary", and an undercut is "undercut" in both. arguebuf, which reads Argdown's JSON among the formats of
# argumentation, knows "attack" and "contradictory" and makes Support of every other word. One line in the head of the file, or the option
# of the program that wrote it, turns all objections between statements round, with no warning; where only undercuts are missed, most of the
# map is right. AIF, Graphviz and protobuf written from there have a rule of inference at these places.
# Common guess: a relation that a reader does not know raises or is left open; strict mode is about what is checked, not about what is
# written.
# What helps: write the JSON in loose mode, and change "contrary" and "undercut" to "attack" in map.edges before it is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pins=(@argdown/core==2.0.1)
npm install --silent --no-audit --no-fund --prefix "$folder" "${pins[@]/==/@}" >/dev/null
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check arguebuf==2.7.2
cd "$folder"
cat > write.mjs <<'JAVASCRIPT'
import * as argdown from "@argdown/core";
import { writeFileSync } from "node:fs";

const STAGES = {
  "parse-input": ["ParserPlugin"],
  "build-model": ["ModelPlugin"],
  "build-map": ["PreselectionPlugin", "StatementSelectionPlugin", "ArgumentSelectionPlugin", "MapPlugin", "GroupPlugin"],
  "export-json": ["JSONExportPlugin"],
};
const input = `
[Chad]: Chad opens the ports.
  + [Norway]: The ports were agreed upon in May.
  - [Mali]: The ports are mined.
  >< [Niger]: Chad keeps the ports closed.

<Sweep>: The mines are gone by June.
  _> <Delay>

<Delay>: Mines mean that nothing sails this year.
  - [Chad]
`;
const program = new argdown.ArgdownApplication();
for (const [stage, names] of Object.entries(STAGES)) for (const name of names) program.addPlugin(new argdown[name](), stage);
for (const mode of ["loose", "strict"]) {
  writeFileSync(`${mode}.json`, program.run({ process: Object.keys(STAGES), input, model: { mode }, logLevel: "error" }).json);
}
JAVASCRIPT
node write.mjs
seen=$("$folder/env/bin/python" - <<'PYTHON'
import json

import arguebuf

for mode in ("loose", "strict"):
    with open(f"{mode}.json") as file:
        written = json.load(file)
    graph = arguebuf.load.argdown(written)
    words = {(edge["from"], edge["to"]): edge["relationType"] for edge in written["map"]["edges"]}
    for scheme in graph.scheme_nodes.values():
        (source,), (target,) = graph.incoming_nodes(scheme), graph.outgoing_nodes(scheme)
        kind = type(scheme.scheme).__name__
        print(f"{mode}: {source.plain_text} -> {target.plain_text} | {words[source.id, target.id]} is read as {kind}")
PYTHON
)
expected=$(cat <<'TEXT'
loose: The ports were agreed upon in May. -> Chad opens the ports. | support is read as Support
loose: The ports are mined. -> Chad opens the ports. | attack is read as Attack
loose: Chad opens the ports. -> Chad keeps the ports closed. | contradictory is read as Attack
loose: The mines are gone by June. -> Mines mean that nothing sails this year. | undercut is read as Support
loose: Chad opens the ports. -> Mines mean that nothing sails this year. | attack is read as Attack
strict: The ports were agreed upon in May. -> Chad opens the ports. | entails is read as Support
strict: The ports are mined. -> Chad opens the ports. | contrary is read as Support
strict: Chad opens the ports. -> Chad keeps the ports closed. | contradictory is read as Attack
strict: The mines are gone by June. -> Mines mean that nothing sails this year. | undercut is read as Support
strict: Chad opens the ports. -> Mines mean that nothing sails this year. | attack is read as Attack
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
