#!/usr/bin/env bash
# @edtf-ts/core 0.4.2 (npm): on 20 May, a deadline on one of 7 May and 7 June is definitely past and definitely to come, with no "maybe".
#
# The package compares dates in four values, YES, NO, MAYBE and UNKNOWN, so that what is not known is not claimed. Of a set, one of two
# days, it asks whether any of its members is before, and answers YES for the whole: isDefinitelyBefore and isDefinitelyAfter are both true
# of one pair of dates. "Some day up to 7 May" is definitely after 1 May. The signs of uncertainty mean nothing to it: about 1984 is
# definitely before New Year's day of 1985, and perhaps 1984 is 1984. Only missing digits give MAYBE, and there too much of it: the 7th of a
# month of 2024 may be 8 May. The offset of a moment is not taken off, so that a minute told in two zones is not equal, one of them
# definitely first.
# Common guess: of two answers that exclude each other one at most is YES; a set is treated as digits are that are missing.
# What helps: compare min and max, which are right but for the offset, and take "surely" from no mark or set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pins=(@edtf-ts/core==0.4.2)
npm install --silent --no-audit --no-fund --prefix "$folder" "${pins[@]/==/@}" >/dev/null
cd "$folder"
cat > dates.mjs <<'JAVASCRIPT'
import { FuzzyDate } from "@edtf-ts/core";

for (const [said, one, other] of [
  ["one of 7 May and 7 June", "[2024-05-07,2024-06-07]", "2024-05-20"],
  ["one of three days, to the second", "[2024-05-07..2024-05-09]", "2024-05-08"],
  ["some day up to 7 May", "[..2024-05-07]", "2024-05-01"],
  ["about 1984", "1984~", "1985-01-01"],
  ["perhaps 1984", "1984?", "1984"],
  ["a day of May from the 10th to the 19th", "2024-05-1X", "2024-05-15"],
  ["the 7th of a month, to the 8th", "2024-XX-07", "2024-05-08"],
  ["one minute in two zones", "2024-05-07T23:30:00-05:00", "2024-05-08T04:30:00Z"],
]) {
  const [date, than] = [FuzzyDate.parse(one), FuzzyDate.parse(other)];
  const sure = [date.isDefinitelyBefore(than) && "before", date.isDefinitelyAfter(than) && "after"].filter(Boolean);
  const told = `before ${date.isBefore(than)}, after ${date.isAfter(than)}, equals ${date.equals(than)}`;
  console.log(`${said}: ${one} to ${other}: ${told} | definitely: ${sure.join(" and ") || "neither"}`);
}
JAVASCRIPT
seen=$(TZ=UTC node dates.mjs)
expected=$(cat <<'TEXT'
one of 7 May and 7 June: [2024-05-07,2024-06-07] to 2024-05-20: before YES, after YES, equals NO | definitely: before and after
one of three days, to the second: [2024-05-07..2024-05-09] to 2024-05-08: before YES, after YES, equals YES | definitely: before and after
some day up to 7 May: [..2024-05-07] to 2024-05-01: before NO, after YES, equals NO | definitely: after
about 1984: 1984~ to 1985-01-01: before YES, after NO, equals NO | definitely: before
perhaps 1984: 1984? to 1984: before NO, after NO, equals YES | definitely: neither
a day of May from the 10th to the 19th: 2024-05-1X to 2024-05-15: before MAYBE, after MAYBE, equals MAYBE | definitely: neither
the 7th of a month, to the 8th: 2024-XX-07 to 2024-05-08: before MAYBE, after MAYBE, equals MAYBE | definitely: neither
one minute in two zones: 2024-05-07T23:30:00-05:00 to 2024-05-08T04:30:00Z: before YES, after NO, equals NO | definitely: before
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
