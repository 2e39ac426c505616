#!/usr/bin/env bash
# compromise 14.17.0 (npm): "tens of thousands fled" becomes "tens of 0 fled", and two of five parties are 0.4 parties.
#
# The rule for "2 out of 5" has its "out" optional, so that two of five parties are a fraction without parties, round two of ten is round
# 0.2, and the resolution and its year in "1701 of 2006" begin one, of which nought is left. A word for many, thousands, has no number
# before it to multiply and is nought; a year as people say it, twenty twenty-four, is a nought and a four. toNumber(), the call that makes
# digits of words, writes each of these into the text; json() gives them beside the counts that are right. Ranges and "three of the ten" are
# read as they are.
# Common guess: what is no number to such a library is left as it stands; a nought is in the answer where one is in the text.
# What helps: leave out what json() calls 0 or a fraction and the text does not; numbers of digits alone can be had by a pattern.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pins=(compromise==14.17.0)
npm install --silent --no-audit --no-fund --prefix "$folder" "${pins[@]/==/@}" >/dev/null
cd "$folder"
cat > counts.mjs <<'JAVASCRIPT'
import nlp from "compromise";

for (const text of [
  "Tens of thousands fled.",
  "Two of five parties sign.",
  "Three of the ten parties sign.",
  "Round two of ten talks ended.",
  "Resolution 1701 of 2006 calls for ten days.",
  "They met in twenty twenty-four.",
  "Between two and five were killed.",
]) {
  const counts = nlp(text).numbers().json().map(({ text, number }) => `${text.trim()} = ${number.num}`);
  console.log(text, "|", counts.join(", "), "|", nlp(text).numbers().toNumber().all().text());
}
JAVASCRIPT
seen=$(node counts.mjs)
expected=$(cat <<'TEXT'
Tens of thousands fled. | thousands = 0 | Tens of 0 fled.
Two of five parties sign. | Two of five = 0.4 | 0.4 parties sign.
Three of the ten parties sign. | Three = 3, ten = 10 | 3 of the 10 parties sign.
Round two of ten talks ended. | two of ten = 0.2 | Round 0.2 talks ended.
Resolution 1701 of 2006 calls for ten days. | 1701 of = 0, 2006 = 2006, ten = 10 | Resolution 0 2006 calls for 10 days.
They met in twenty twenty-four. | twenty twenty- = 0, four. = 4 | They met in 0-4.
Between two and five were killed. | two = 2, five = 5 | Between 2 and 5 were killed.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
