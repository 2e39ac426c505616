#!/usr/bin/env bash
# dom-anchor-text-quote 4.0.2 (npm) with jsdom 24.1.3: a note on "Chad accepts the plan" is hung on "Norway accepts the plan", half a name in.
#
# A quote of a W3C annotation that no longer stands in the page is sought by likeness, in slices of 32 characters, near the place it had or
# at the start. What comes back is a range like any other, with no word on how like it was: "will not sign" for "will sign", 17 May for 7,
# "rejects" for "accepts", and where one party of two has said it, the other party's sentence, cut to the length that the quote had. A page
# that was corrected shows each old note upon its opposite. Only what has nothing in common is null; a prefix in the selector changes nothing.
# Common guess: an exact quote is found exactly or not at all, or what is merely like it is marked so.
# What helps: compare range.toString() with selector.exact, and tell the reader of a note that its words are gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pins=(dom-anchor-text-quote==4.0.2 jsdom==24.1.3)
npm install --silent --no-audit --no-fund --prefix "$folder" "${pins[@]/==/@}" >/dev/null
cd "$folder"
cat > notes.cjs <<'JAVASCRIPT'
const { JSDOM } = require("jsdom");
const { toRange } = require("dom-anchor-text-quote");

const notes = [
  ["Chad rejects the plan. Norway accepts the plan.", { exact: "Chad accepts the plan" }],
  ["Chad rejects the plan.", { exact: "Chad accepts the plan" }],
  ["The minister said that Norway will not sign the accord before May.", { exact: "Norway will sign the accord before May" }],
  ["They met at noon. The truce ends on 17 May, the envoy said.", { exact: "The truce ends on 7 May", prefix: "They met at noon. " }],
  ["The ships left. Nothing else was heard of them.", { exact: "The truce ends on 7 May" }],
  ["Chad rejects the plan. Norway accepts the plan.", { exact: "Norway accepts the plan" }],
];
for (const [page, selector] of notes) {
  const { window } = new JSDOM(`<body><p>${page}</p></body>`);
  Object.assign(global, { window, document: window.document, Node: window.Node, NodeFilter: window.NodeFilter });
  const range = toRange(window.document.body, selector);
  console.log(`page: ${page} | note on: ${selector.exact} | hung on: ${range && range.toString()}`);
}
JAVASCRIPT
seen=$(node notes.cjs)
expected=$(cat <<'TEXT'
page: Chad rejects the plan. Norway accepts the plan. | note on: Chad accepts the plan | hung on: rway accepts the plan
page: Chad rejects the plan. | note on: Chad accepts the plan | hung on: Chad rejects the plan
page: The minister said that Norway will not sign the accord before May. | note on: Norway will sign the accord before May | hung on: Norway will not sign the accord before May
page: They met at noon. The truce ends on 17 May, the envoy said. | note on: The truce ends on 7 May | hung on: The truce ends on 17 Ma
page: The ships left. Nothing else was heard of them. | note on: The truce ends on 7 May | hung on: null
page: Chad rejects the plan. Norway accepts the plan. | note on: Norway accepts the plan | hung on: Norway accepts the plan
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
