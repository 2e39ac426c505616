"""Issues of the case: which words of different pages are about the same thing, with the reason shown.

"a 30-day ceasefire", "an unconditional truce" and "pausing the fighting" belong to one issue. A table of concepts
(`terms.toml`) joins what shares no word; what has no concept is joined by shared words. People rename, merge and split.
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from sqlalchemy import Connection, select

from stateofplay.errors import RecordError
from stateofplay.record.storage.case import now
from stateofplay.record.storage.order import in_order
from stateofplay.record.storage.tables import ISSUE_EDIT

_STOP = frozenset(
    (
        "a an the of to in on for and or with by at from that which who its his her their our any all no not "
        "be is are was were as it this these those some more most new full complete immediate unconditional "
        "day days week weeks month months year years further next other both between into over under about "
        "toward towards per cent percent 30 60 90"
    ).split()
)
_LINKING = frozenset(
    (
        "a an the of to in on for and or with by at from that which who its his her their our any all no not never without be is "
        "are was were been being as it this these those some such new more other both between into over under about toward "
        "towards will would shall should must can could may might have has had do does did talk s"
    ).split()
)
"""Words that narrow nothing."""
_LIKE = 0.5
"""Shared words, of all words of both, from which two phrases are one issue."""
_PART = re.compile(
    r"\b(?:of|to|on|for|with|by|from|that|which|who|if|unless|until|before|after|while|under|over|between|against|brokered|"
    r"proposed|including|in(?!\W+(?:person|exchange))\b)\b",
    re.IGNORECASE,
)
"""Where a part of a phrase begins that only says more about the part before."""
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-z0-9]+")
_FIRST_LETTERS = 3
_NEGATED = re.compile(r"(?:not|no|never|without)\b", re.IGNORECASE)


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
    standing: tuple[Mapping[str, str], ...] = ()
    """What people did to them and nobody took back, the oldest first."""

    def of(self, words: str | None) -> str | None:
        """Name of the issue that some words of a page belong to."""
        if words is None:
            return None
        found = self.by_words.get(words)
        return found.name if found else words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    begin: Mapping[str, frozenset[str]]
    """Concept -> the first letters of its terms: a phrase none of whose words begins so is not searched for them."""
    generic: frozenset[str]
    lifted: Mapping[str, re.Pattern[str]]


@cache
def _table() -> _Table:
    table = tomllib.loads(files("stateofplay.record.issues").joinpath("terms.toml").read_text(encoding="utf-8"))
    patterns = []
    for concept, terms in table["concepts"].items():
        # Longer terms first, so that "secondary sanctions" is not found as a bare "sanctions" somewhere later.
        ordered = sorted(terms, key=len, reverse=True)
        parts = [r"\W+(?:\w+\W+){0,3}?".join(map(_with_endings, t.split())) for t in ordered]
        patterns.append((concept, re.compile(r"\b(?:" + "|".join(parts) + ")", re.IGNORECASE)))
    lifting = re.compile(r"\b(?:" + "|".join(map(re.escape, table["lifting"]["words"])) + r")\w*", re.IGNORECASE)
    return _Table(
        patterns=tuple(patterns),
        begin={
            concept: frozenset(t.split()[0].rstrip("|").lower()[:_FIRST_LETTERS] for t in terms)
            for concept, terms in table["concepts"].items()
        },
        generic=frozenset(table["generic"]["concepts"]),
        lifted=dict.fromkeys(table["lifting"]["concepts"], lifting),
    )


def _with_endings(word: str) -> str:
    """A word of a term as a pattern: with any ending, or as it stands where a bar is behind it."""
    return re.escape(word[:-1]) + r"\b" if word.endswith("|") else re.escape(word) + r"\w*"


@lru_cache(maxsize=65536)
def concept_of(words: str) -> str | None:
    """The concept that an issue's words are about.

    The first part of the phrase that names a concept decides, and in it the last one: "a humanitarian truce on the border" is
    about the truce. What is named only in general (an agreement, a deal) counts where the part names nothing else.

    Examples
    --------
    >>> concept_of("an unconditional 30-day truce"), concept_of("pausing the fighting for a month")
    ('ceasefire', 'ceasefire')
    >>> concept_of("humanitarian truce along the river"), concept_of("strike a deal"), concept_of("the bus strike")
    ('ceasefire', 'agreement', 'strike')
    """
    table = _table()
    begun = {key for word in _WORD.findall(words.lower()) for key in (word[:1], word[:2], word[:_FIRST_LETTERS])}
    found = [
        (m.start(), m.end(), concept)
        for concept, pattern in table.patterns
        if not begun.isdisjoint(table.begin[concept])
        for m in pattern.finditer(words)
    ]
    whole = [
        (start, end, concept)
        for start, end, concept in found
        if not any(a <= start and end <= b and b - a > end - start for a, b, _ in found)
    ]
    if not whole:
        return None
    cuts = [m.start() for m in _PART.finditer(words)]
    first = min(sum(cut < start for cut in cuts) for start, _, _ in whole)
    here = [w for w in whole if sum(cut < w[0] for cut in cuts) == first]
    return max(here, key=lambda w: (w[2] not in table.generic, w[0], w[1]))[2]


@lru_cache(maxsize=65536)
def turns_against(words: str) -> bool:
    """Whether words about an issue mean the opposite of it: "lifting the embargo", "no talks", "not a treaty".

    Examples
    --------
    >>> turns_against("lifting of the trade embargo"), turns_against("a new embargo"), turns_against("not a peace treaty")
    (True, False, True)
    """
    lifting = _table().lifted.get(concept_of(words) or "")
    return bool(_NEGATED.match(words)) != bool(lifting and lifting.search(words))


@lru_cache(maxsize=65536)
def narrowing(words: str) -> frozenset[str]:
    """Stems of what narrows words about an issue to a part of it, beside the terms that name the issue.

    Examples
    --------
    >>> sorted(narrowing("an unconditional 30-day truce")), sorted(narrowing("no lifting of the embargo"))
    (['30', 'day', 'unconditional'], [])
    """
    concept, table = concept_of(words), _table()
    plain = next((pattern.sub(" ", words) for name, pattern in table.patterns if name == concept), words)
    lifting = table.lifted.get(concept or "")
    plain = lifting.sub(" ", plain) if lifting else plain
    return frozenset([_stem(w) for w in _LETTERS.findall(plain.lower()) if w not in _LINKING])


def stems(words: str) -> frozenset[str]:
    """Content words without their commonest endings, to compare phrases by."""
    plain = _LETTERS.findall(words.lower())
    return frozenset([_stem(w) for w in plain if w not in _STOP])


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return re.sub(r"(ing|ed|es|s|e)$", "", word) if len(word) > 4 else word


def cluster(phrases: Iterable[str], edits: Iterable[Mapping[str, str]] = ()) -> Issues:
    """Cluster the words of issues.

    Parameters
    ----------
    phrases
        Words as pages have them; repeated ones count.
    edits
        What people did, the oldest first: ``edit``, ``issue``, ``value``, ``author``.

    Returns
    -------
    Issues
        The largest first. Cost: n times the clusters that share a word with a phrase.
    """
    counts = Counter([p for p in phrases if p])
    clusters: dict[str, Issue] = {}
    loose: list[tuple[frozenset[str], Issue]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for words, _ in sorted(counts.items(), key=lambda t: (-t[1], len(t[0]), t[0])):
        concept = concept_of(words)
        if concept is not None:
            issue = clusters.setdefault(concept, Issue(name=concept))
            issue.words[words] = f"names the concept “{concept}”"
            continue
        own = stems(words)
        overlap = Counter(chain.from_iterable([index[stem] for stem in own if stem in index]))
        # The earliest, which is the largest, of those that share enough.
        # What shares too little of this phrase alone cannot share enough of both.
        size, least = len(own), _LIKE * len(own)
        shared = [(p, both) for p, both in overlap.items() if both >= least]
        like = [p for p, both in shared if both / (size + len(loose[p][0]) - both) >= _LIKE]
        if like:
            other, issue = loose[min(like)]
            issue.words[words] = f"shares the words {', '.join(sorted(own & other))} with “{issue.name}”"
        else:
            issue = Issue(name=words, words={words: "the first words of this issue"})
            for stem in own:
                index[stem].append(len(loose))
            loose.append((own, issue))
    standing = _standing(edits)
    issues = _edited([*clusters.values(), *(issue for _, issue in loose)], standing)
    issues.sort(key=lambda i: (-sum(counts[w] for w in i.words), i.name))
    return Issues(issues=tuple(issues), by_words={w: i for i in issues for w in i.words}, standing=tuple(standing))


def _standing(edits: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The edits that nobody took back; each person takes back the last of their own."""
    standing: list[Mapping[str, str]] = []
    for edit in edits:
        if edit["edit"] != IssueEdit.WITHDRAW:
            standing.append(edit)
            continue
        mine = [i for i, old in enumerate(standing) if old.get("author") == edit.get("author")]
        if mine:
            del standing[mine[-1]]
    return standing


def _edited(issues: list[Issue], standing: Iterable[Mapping[str, str]]) -> list[Issue]:
    by_name = {i.name: i for i in issues}
    for edit in standing:
        issue = _find(by_name, edit["issue"])
        if issue is None:
            continue  # its words are in no page any more that the filter lets through
        value, who = edit["value"], edit.get("author") or "a person"
        if edit["edit"] == IssueEdit.RENAME:
            del by_name[issue.name]
            issue.name = value
            by_name[value] = issue
        elif edit["edit"] == IssueEdit.MERGE and (other := _find(by_name, value)) not in (None, issue):
            issue.words.update(dict.fromkeys(other.words, f"{who} merged “{other.name}” into this issue"))
            del by_name[other.name]
        elif edit["edit"] == IssueEdit.SPLIT and value in issue.words and len(issue.words) > 1:
            del issue.words[value]
            by_name[value] = Issue(name=value, words={value: f"{who} split it off “{issue.name}”"})
    return list(by_name.values())


def _find(by_name: Mapping[str, Issue], name: str) -> Issue | None:
    """An issue by its name, or by words of it: an issue that is named by words of a page may get another name with new pages."""
    return by_name.get(name) or next((issue for issue in by_name.values() if name in issue.words), None)


def edits_of(connection: Connection) -> list[dict[str, str]]:
    """What people did to the issues, in the order of doing."""
    done = in_order(connection.execute(select(ISSUE_EDIT)), lambda row: (row.id, row.at, row.follows))
    return [{k: str(v) for k, v in row._mapping.items()} for row in done]


def edit(
    connection: Connection, issues: Issues, verb: IssueEdit, issue: str, value: str = "", *, author: str, note: str = ""
) -> None:
    """Write down a change to the issues, after checking that it makes sense on `issues`.

    Raises
    ------
    RecordError
        ``record.no_such_issue`` for a name that no issue has, or words that the issue does not have; ``record.issue_name`` for
        a name that is taken; ``record.nothing_to_withdraw``.
    """
    names = {i.name: i for i in issues.issues}
    if verb is IssueEdit.WITHDRAW:
        if not any(old["author"] == author for old in issues.standing):
            raise RecordError(
                f"{author} did nothing to the issues that could be taken back", slug="record.nothing_to_withdraw"
            )
        issue, value = "", ""
    else:
        _check(names, verb, issue, value)
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
            "follows": done[-1]["id"] if (done := edits_of(connection)) else None,
        },
    )


def _check(names: Mapping[str, Issue], verb: IssueEdit, issue: str, value: str) -> None:
    """Refuse what would change nothing, or what nobody could undo."""
    if issue not in names:
        raise RecordError(
            f"the case has no issue {issue!r}",
            slug="record.no_such_issue",
            hint="`stateofplay issues CASE` lists them.",
        )
    if verb is IssueEdit.RENAME and (not value.strip() or value in names):
        raise RecordError(
            f"{value!r} is no new name for an issue"
            if not value.strip()
            else f"the case has an issue {value!r} already",
            slug="record.issue_name",
            hint="Choose another name, or merge the two.",
        )
    if verb is IssueEdit.MERGE and (value not in names or value == issue):
        raise RecordError(
            f"the case has no issue {value!r} to merge" if value != issue else "an issue cannot be merged with itself",
            slug="record.no_such_issue",
            hint="Name two issues of the list.",
        )
    if verb is IssueEdit.SPLIT and (value not in names[issue].words or len(names[issue].words) < 2):
        raise RecordError(
            f"the issue {issue!r} has no words {value!r}"
            if value not in names[issue].words
            else f"{value!r} is all that the issue {issue!r} has",
            slug="record.no_such_issue",
            hint="Name words as the list has them.",
        )
