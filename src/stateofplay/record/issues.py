"""Issues of the case: which words of different pages are about the same thing, with the reason shown.

"a 30-day ceasefire", "an unconditional truce" and "pausing the fighting" belong to one issue. A table of concepts
(`issue_terms.toml`) joins what shares no word; what has no concept is joined by shared words. People rename, merge and split.
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, select

from stateofplay.errors import RecordError
from stateofplay.record.case import now
from stateofplay.record.tables import ISSUE_EDIT

_STOP = frozenset(
    (
        "a an the of to in on for and or with by at from that which who its his her their our any all no not "
        "be is are was were as it this these those some more most new full complete immediate unconditional "
        "day days week weeks month months year years further next other both between into over under about "
        "toward towards per cent percent 30 60 90"
    ).split()
)
_LIKE = 0.5


class IssueEdit(StrEnum):
    """What a person can do to an issue."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAW = "withdraw"


@dataclass(slots=True, kw_only=True)
class Issue:
    """An issue of the case."""

    name: str
    words: dict[str, str] = field(default_factory=dict)
    """Words as pages have them -> why they belong here."""


@dataclass(slots=True, kw_only=True)
class Issues:
    """All issues of a case."""

    issues: tuple[Issue, ...]
    by_words: Mapping[str, Issue]

    def of(self, words: str | None) -> str | None:
        """Name of the issue that some words of a page belong to."""
        if words is None:
            return None
        found = self.by_words.get(words)
        return found.name if found else words


@cache
def _concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files("stateofplay.record").joinpath("issue_terms.toml").read_text(encoding="utf-8"))
    out = []
    for concept, terms in table["concepts"].items():
        # Longer terms first, so that "secondary sanctions" is not found as a bare "sanctions" somewhere later.
        ordered = sorted(terms, key=len, reverse=True)
        patterns = [r"\W+(?:\w+\W+){0,2}?".join(re.escape(w) + r"\w*" for w in t.split()) for t in ordered]
        out.append((concept, re.compile(r"\b(?:" + "|".join(patterns) + ")", re.IGNORECASE)))
    return tuple(out)


def concept_of(words: str) -> str | None:
    """The concept that an issue's words are about: of those that occur, the one that comes first.

    Examples
    --------
    >>> concept_of("an unconditional 30-day truce"), concept_of("pausing the fighting for a month")
    ('ceasefire', 'ceasefire')
    """
    found = [(m.start(), -len(m.group()), concept) for concept, pattern in _concepts() if (m := pattern.search(words))]
    return min(found)[2] if found else None


def _stems(words: str) -> frozenset[str]:
    plain = re.findall(r"[a-z0-9]+", words.lower())
    return frozenset(re.sub(r"(ing|ed|es|s)$", "", w) if len(w) > 4 else w for w in plain if w not in _STOP)


def cluster(phrases: Iterable[str], edits: Iterable[Mapping[str, str]] = ()) -> Issues:
    """Cluster the words of issues.

    Parameters
    ----------
    phrases
        Words as pages have them; repeated ones count.
    edits
        What people did, the oldest first: ``edit``, ``issue``, ``value``.

    Returns
    -------
    Issues
        The largest first. Cost: n times the number of clusters without a concept.
    """
    counts = Counter(p for p in phrases if p)
    clusters: dict[str, Issue] = {}
    loose: list[tuple[frozenset[str], Issue]] = []
    for words, _ in sorted(counts.items(), key=lambda t: (-t[1], len(t[0]), t[0])):
        concept = concept_of(words)
        if concept is not None:
            issue = clusters.setdefault(concept, Issue(name=concept))
            issue.words[words] = f"names the concept “{concept}”"
            continue
        stems = _stems(words)
        for other, issue in loose:
            shared = stems & other
            if shared and len(shared) / len(stems | other) >= _LIKE:
                issue.words[words] = f"shares the words {', '.join(sorted(shared))} with “{issue.name}”"
                break
        else:
            issue = Issue(name=words, words={words: "the first words of this issue"})
            loose.append((stems, issue))
    issues = [*clusters.values(), *(issue for _, issue in loose)]
    issues = _edited(issues, edits)
    issues.sort(key=lambda i: (-sum(counts[w] for w in i.words), i.name))
    return Issues(issues=tuple(issues), by_words={w: i for i in issues for w in i.words})


def _edited(issues: list[Issue], edits: Iterable[Mapping[str, str]]) -> list[Issue]:
    standing: list[Mapping[str, str]] = []
    for edit in edits:
        if edit["edit"] == IssueEdit.WITHDRAW:
            if standing:
                standing.pop()
        else:
            standing.append(edit)
    by_name = {i.name: i for i in issues}
    for edit in standing:
        issue = by_name.get(edit["issue"])
        if issue is None:
            continue
        if edit["edit"] == IssueEdit.RENAME:
            del by_name[issue.name]
            issue.name = edit["value"]
            by_name[issue.name] = issue
        elif (
            edit["edit"] == IssueEdit.MERGE and (other := by_name.get(edit["value"])) is not None and other is not issue
        ):
            issue.words.update(dict.fromkeys(other.words, f"a person merged “{other.name}” into this issue"))
            del by_name[other.name]
        elif edit["edit"] == IssueEdit.SPLIT and edit["value"] in issue.words and len(issue.words) > 1:
            del issue.words[edit["value"]]
            parted = Issue(name=edit["value"], words={edit["value"]: f"a person split it off “{issue.name}”"})
            by_name[parted.name] = parted
    return list(by_name.values())


def edits_of(connection: Connection) -> list[dict[str, str]]:
    """What people did to the issues, the oldest first."""
    query = select(ISSUE_EDIT).order_by(ISSUE_EDIT.c.at)
    return [{k: str(v) for k, v in row.items()} for row in connection.execute(query).mappings()]


def edit(
    connection: Connection, issues: Issues, verb: IssueEdit, issue: str, value: str = "", *, author: str, note: str = ""
) -> None:
    """Write down a change to the issues, after checking that it makes sense on `issues`.

    Raises
    ------
    RecordError
        ``record.no_such_issue`` for a name that no issue has, or words that the issue does not have.
    """
    names = {i.name: i for i in issues.issues}
    if verb is not IssueEdit.WITHDRAW and issue not in names:
        raise RecordError(
            f"the case has no issue {issue!r}",
            slug="record.no_such_issue",
            hint="`stateofplay issues CASE` lists them.",
        )
    if verb is IssueEdit.MERGE and value not in names:
        raise RecordError(
            f"the case has no issue {value!r} to merge",
            slug="record.no_such_issue",
            hint="Name two issues of the list.",
        )
    if verb is IssueEdit.SPLIT and value not in names[issue].words:
        raise RecordError(
            f"the issue {issue!r} has no words {value!r}",
            slug="record.no_such_issue",
            hint="Name words as the list has them.",
        )
    connection.execute(
        ISSUE_EDIT.insert(),
        {
            "id": uuid.uuid4().hex,
            "edit": str(verb),
            "issue": issue,
            "value": value,
            "note": note,
            "author": author,
            "at": now(),
        },
    )
