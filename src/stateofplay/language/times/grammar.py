"""The grammar: which runs of lexemes are time expressions, and what each means.

A rule is a regular expression over class letters (table in `words`) and the name of its meaning (`meanings`). Rules
are tried in order at every place, so the longer and more certain come first.
"""

from __future__ import annotations

import re

# Abbreviations inside patterns.
_PARTS = {
    # "early", "mid-", "the end of", "later on", "earlier in the"
    "{mod}": "(?:t?(?:m-?[fp]?|e[-f])t?)?",
    # the year after a day or month: ", 2014", "of last year"
    "{yr}": "(?:,?y|f?[LTX]u)",
    # a weekday before a date: "Monday, ", "Monday the "
    "{wd}": "(?:W,?p?t?)?",
    # a count: "two", "14", "twenty-five", "a"
    "{n}": "(?:n-n|n|d|a)",
}

RULES: tuple[tuple[str, str], ...] = (
    ("iso_date", "I"),
    # counted inside a month or from another day
    ("weekday_of_month", "t?[oOL]W[fp]M(?:f?,?y)?"),
    ("week_of_day", "t?Uf(?:M[do]|[do]f?M)(?:,?y)?"),
    ("week_of_month", "t?[oOL]U[fp]M(?:f?,?y)?"),
    ("weekday_and_day", "Wt[oO](?!f|U|W|V|p?M)"),
    ("day_beside", "t?UwR"),
    ("weekday_week", "WU(?!w)"),
    ("from_day", "{n}[UV]p(?:W|R)"),
    ("numeric_date", "N"),
    # days
    ("days_of_month", "M[do][->][do](?![_UV])(?:,?y)?"),
    ("days_of_month", "M[do](?:,[do])*&[do](?=[x,p&|]|$)"),
    ("days_of_month", "{wd}[do][->&]t?[do]f?M(?:,?y)?"),
    ("month_day_year", "{wd}M[doO],?y(?:,?P)?"),
    ("month_day_year", "{wd}(?:[do]f?|t?[doO]f)M,?y(?:,?P)?"),
    ("month_day", "(?:CZ?[p,]?|P[pf])?{mod}{wd}M[do]{yr}?(?:,?P)?"),
    ("month_day", "(?:CZ?[p,]?|P[pf])?{mod}{wd}(?:[do]f?|t?[doO]f)M(?:f?[LTX]u)?(?:,?P)?"),
    # months
    ("months", "M[->]M(?:f?,?y)?"),
    ("months", "M(?:&|>)Mf?,?y"),
    ("month_year", "{mod}Mf?,?y"),
    ("month_relative_year", "{mod}Mf?[LTXY]u"),
    ("relative_month_day", "t?[LX]M[do](?![_UV])"),
    ("relative_month", "{mod}t?[LTX]L?M"),
    ("bare_month", "{mod}M"),
    # seasons, quarters, decades, named days
    ("season_year", "{mod}t?Sf?(?:y|[LTX]u)"),
    ("relative_season", "{mod}t?[LTX]S"),
    ("this_season", "(?<=[pf])tm?S(?=[x,p|&])"),
    ("quarter", "k(?:f|,)?y?"),
    ("fiscal_year", "t?[LTX]zu|zu?y"),
    ("quarter", "[LTX]us(?:[oOL]-?)?q|t?y[oO]?-?q"),
    ("quarter", "t?[OoLTX]-?q(?:f?{yr})?"),
    ("quarter_before", "t?_?u-?[mg](?:[oO]-?)?q|tq{n}u[gm]"),
    ("quarter", "tq"),
    ("quarter_meant", "tY?i|t?Li|Yq|t?_?u-[mg]i|tyi"),
    ("year_end", "u(?:-|s)?e(?!f)|u-m"),
    ("half_year", "t?[OoLTX]hf?{yr}"),
    ("decade", "{mod}t?{mod}D"),
    ("named_day", "{mod}[LTX]?H(?:,?y)?(?:P)?"),
    # weekdays
    ("weekday_of_week", "{mod}Wf?P?f?[LTX]U"),
    ("weekday_of_week", "[LTX]Up?W"),
    ("weekday", "(?:CZ?[p,]?|(?:m-?)?P[pf]?)?{mod}t?[LTX]?W(?:P|m(?=P))?P?"),
    # relative days and periods
    ("relative_day", "(?:CZ?[p,]?|(?:m-?)?P[pf]?)?{mod}R(?:s?P)?"),
    ("part_of_today", "(?:CZ?[p,]?)?m?[TL]P"),
    ("neighbouring_part", "tXP"),
    ("hour_of_part", "[dn]ptP"),
    ("part_alone", "(?<=p)tP(?=[x,|&p])|(?<=p)(?:m-?)?P(?=[x,|&])"),
    ("ago", "{n}[VUu](?:&_)?g"),
    ("hours_away", "{n}jg|p{n}j(?=[x,&|]|$)"),
    ("vaguely_ago", "Vg"),
    ("from_now", "{n}[VUu]pQ"),
    ("weekend", "{mod}(?:[tTLX]|t[LX])E"),
    ("relative_period", "{mod}t?T?[LTX][Uu]"),
    ("current_period", "(?:t[me]f?t[Uu]|mptu|mptU)(?!y)"),
    ("year_before", "t?u-[mg]"),
    ("period_meant", "(?<=[pf])t(?:_[uU](?=_)|_?[uU](?=[x,p|&]))|tU(?=s)"),
    ("same_period", "m?t?Y{1,2}[Uu]"),
    ("count_from_anchor", "{n}[VUu][mw]|t[Uu]w"),
    ("beside_event", "tV(?=w)"),
    ("span_of_units", "t?[LX](?:n|d)?V(?:&V)?"),
    ("recent_units", "t?rV(?:&V)?"),
    # years
    ("years", "y[-/](?:y|d|n)"),
    ("year", "(?:{mod}|tu)y"),
    # what no calendar holds
    ("clock", "CZ?"),
    ("reference", "Q|tB"),
    ("present", "T(?=_)"),
    ("the_past", "(?<=p)tL(?=[x,|&])"),
    ("century", "{mod}t?(?:[oO]-?|[LTX])c"),
)


def _expand(pattern: str) -> str:
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return pattern


NAMES: tuple[str, ...] = tuple(name for name, _ in RULES)
# Most lexemes are plain words, at which no rule begins; looking ahead spares them the seventy alternatives. The name of each
# stands behind it as an empty group: an alternative that begins with its first letter is passed over without being entered.
_FIRST = "(?=[INMWdoOyCPtmeLTXDHRnaVQSuUYkpzr])"
PATTERN = re.compile(
    _FIRST + "(?:" + "|".join(f"(?:{_expand(pattern)})(?P<r{i}>)" for i, (_, pattern) in enumerate(RULES)) + ")"
)


def rule_of(match: re.Match[str]) -> str:
    """Name of the rule that matched."""
    assert match.lastgroup is not None
    return NAMES[int(match.lastgroup[1:])]
