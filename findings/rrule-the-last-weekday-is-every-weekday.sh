#!/usr/bin/env bash
# rrule 2.8.1 (npm): a review on the last weekday of each month is told as "every month on weekdays", and is 261 reviews when read back.
#
# toText() has no words for BYSETPOS, which picks one of the days that the other parts name, nor for BYEASTER. For what it has no words it
# was to write "(~ approximate)", and isFullyConvertibleToText() to say false; but the loop over the parts of the rule ends with true at the
# first that is FREQ, DTSTART, TZID or WKST, where it was to go on, and FREQ comes first nearly always. The same rule with BYSETPOS before
# FREQ is told as approximate. fromText() reads what was written, another rule: one Sunday of June becomes four, the last day of a year
# twelve. The last Friday is safe as BYDAY=-1FR, and lost as BYDAY=FR;BYSETPOS=-1.
# Common guess: a rule that can be told in full, as the library says, is; the order of its parts means nothing, as RFC 5545 has it.
# What helps: show dates, the first three from rule.all(), beside the words; and show no words where the rule has BYSETPOS or BYEASTER.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pins=(rrule==2.8.1)
npm install --silent --no-audit --no-fund --prefix "$folder" "${pins[@]/==/@}" >/dev/null
cd "$folder"
cat > rules.mjs <<'JAVASCRIPT'
import rrule from "rrule";

const { RRule } = rrule;
const [start, end] = [new Date("2027-01-01T00:00:00Z"), new Date("2027-12-31T23:59:59Z")];
const days = (options) => new RRule({ ...options, dtstart: start }).between(start, end, true).length;

for (const text of [
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
  "BYSETPOS=-1;FREQ=MONTHLY;BYDAY=FR",
  "FREQ=MONTHLY;BYDAY=-1FR",
  "FREQ=YEARLY;BYMONTH=6;BYDAY=SU;BYSETPOS=1",
  "FREQ=YEARLY;BYYEARDAY=-1",
]) {
  const rule = RRule.fromString(text);
  const [told, asked] = [rule.toText(), rule.isFullyConvertibleToText()];
  const back = RRule.parseText(told.replace("(~ approximate)", ""));
  console.log(`${text} | ${told} | in full: ${asked} | days in 2027: ${days(rule.origOptions)}, read back: ${days(back)}`);
}
JAVASCRIPT
seen=$(TZ=UTC node rules.mjs)
expected=$(cat <<'TEXT'
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | every month on weekdays | in full: true | days in 2027: 12, read back: 261
FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1 | every month on Friday | in full: true | days in 2027: 12, read back: 53
BYSETPOS=-1;FREQ=MONTHLY;BYDAY=FR | every month on Friday (~ approximate) | in full: false | days in 2027: 12, read back: 53
FREQ=MONTHLY;BYDAY=-1FR | every month on the last Friday | in full: true | days in 2027: 12, read back: 12
FREQ=YEARLY;BYMONTH=6;BYDAY=SU;BYSETPOS=1 | every June on Sunday | in full: true | days in 2027: 1, read back: 4
FREQ=YEARLY;BYYEARDAY=-1 | every year on the last day | in full: true | days in 2027: 1, read back: 12
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
