"""What is said of each kind of ambiguity, and how sure each test is. One line a note; names and words come from the claims."""

from __future__ import annotations

# kind -> (sureness from 0 to 1, template)
NOTES: dict[str, tuple[float, str]] = {
    "absent_and_conditional": (
        0.95,
        "{who} is said to stay away from {meeting}, and elsewhere to come only on a condition",
    ),
    "absent_and_attends": (0.9, "{who} is said both to attend {meeting} and to stay away"),
    "absent_and_undecided": (0.7, "{who} is said to stay away from {meeting}, and elsewhere to be undecided"),
    "attends_and_conditional": (0.7, "{who} is said to attend {meeting}, and elsewhere to come only on a condition"),
    "attends_and_undecided": (0.6, "{who} is said to attend {meeting}, and elsewhere to be undecided"),
    "opposite_stances": (0.8, '{holder} is given as {one} and as {other} "{issue}"'),
    "third_party": (0.75, "people of {side} are named for {meeting}, which the text gives as talks of {parties}"),
    "no_side": (0.7, '"{who}": which side they belong to is not said'),
    "unresolved_date": (0.65, '"{words}": which day that is cannot be told from the page'),
    "red_line": (0.7, '"{issue}" is called a red line; whether it is refused or demanded is left to the reader'),
    "one_of_two": (0.68, '"{word}" may be {names}: they are named together before'),
    "denied": (0.6, "{deniers} denied what {claimants} said"),
    "denied_by_page": (0.5, '{deniers} denied "{words}"; who says so was not found'),
}
STANCE_WORDS: dict[str, str] = {
    "supports": "supporting",
    "opposes": "opposing",
    "demands": "demanding",
    "offers": "offering",
    "proposes": "proposing",
    "considers": "considering",
    "threatens": "threatening",
}
