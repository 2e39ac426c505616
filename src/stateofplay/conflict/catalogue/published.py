"""What was published about the cases of the catalogue, beside what is found here.

Each case has a file of the same name in ``published/``: results by concept with their source, counts of inverse analyses,
coalition moves, and every known difference with the reason. ``kind`` says whose a number is: ``published`` by the authors,
``software`` for what another program gives, ``own`` for a calculation from the definitions apart from this program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, TypeAlias, cast

from stateofplay.conflict.analysis import Analysis, analyse
from stateofplay.conflict.catalogue import find_case, load_case
from stateofplay.conflict.files.plain import Data, entries
from stateofplay.conflict.json import Json
from stateofplay.conflict.model.conflict import Conflict
from stateofplay.errors import ConflictError

Kind: TypeAlias = Literal["published", "software", "own"]
_WHOSE = {"published": "published", "software": "given by other software", "own": "by the definitions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One published number or set, and what is found here.

    Attributes
    ----------
    about
        What it is: ``"SEQ equilibria"``, ``"SEQ stable for Iraq"``, ``"rankings of Syria that make 2 a SEQ equilibrium"``.
    kind, source
        Whose it is and where it stands.
    published, found
        Labels of states, or one number, as texts.
    differing
        The states that only one of them has; for a number, the number.
    why
        The reason of the difference, where it is known.
    """

    about: str
    kind: Kind
    source: str
    published: tuple[str, ...]
    found: tuple[str, ...]
    differing: tuple[str, ...] = ()
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return not self.differing

    def sentence(self) -> str:
        """Say it in one line."""
        theirs, ours = (", ".join(part) or "none" for part in (self.published, self.found))
        start = f"{self.about}: {_WHOSE[self.kind]} {theirs}; found here"
        if self.agrees:
            return f"{start} the same."
        return f"{start} {ours}. They differ in {', '.join(self.differing)}: {self.why or 'the reason is not known'}."


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """All that was published about one case, beside what is found here.

    Examples
    --------
    >>> found = compare("chicken")
    >>> found.sentences()[0]
    'NASH equilibria: published 2, 3; found here the same.'
    """

    name: str
    source: str
    note: str
    conflict: Conflict
    analysis: Analysis
    findings: tuple[Finding, ...]

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        """The findings that differ without a known reason."""
        return tuple(finding for finding in self.findings if not finding.agrees and not finding.why)

    def sentences(self) -> tuple[str, ...]:
        """Return one line a finding."""
        return tuple(finding.sentence() for finding in self.findings)

    def to_dict(self) -> dict[str, Json]:
        """Return plain data for JSON."""
        return {
            "case": self.name,
            "source": self.source,
            "note": self.note,
            "findings": [
                {
                    "about": one.about,
                    "kind": one.kind,
                    "source": one.source,
                    "published": list(one.published),
                    "found": list(one.found),
                    "agrees": one.agrees,
                    "differing": list(one.differing),
                    "why": one.why,
                }
                for one in self.findings
            ],
        }


def published(name: str) -> Data:
    """Return what was published about a case, as the data of its file.

    Raises
    ------
    ConflictError
        ``conflict.no_such_case`` for a case without such a file.

    Examples
    --------
    >>> published("chicken")["result"][0]["equilibria"]
    ['2', '3']
    """
    file = files("stateofplay.conflict.catalogue").joinpath("published", f"{find_case(name)}.toml")
    if not file.is_file():
        raise ConflictError(
            f"nothing published is kept about {name!r}",
            slug="conflict.no_such_case",
            hint="Name a case of the catalogue.",
        )
    return tomllib.loads(file.read_text(encoding="utf-8"))


def compare(name: str) -> Comparison:
    """Analyse a case of the catalogue and set the results beside what was published.

    Parameters
    ----------
    name
        A case that :func:`~stateofplay.conflict.catalogue.case_names` lists.

    Examples
    --------
    >>> [finding.about for finding in compare("dvd-format-4-state-erroneous").findings if not finding.agrees]
    ['SEQ stable for DM1']
    """
    data, conflict = published(name), load_case(name)
    asked = list(dict.fromkeys(str(entry["concept"]) for entry in entries(data, "result")))
    analysis = analyse(conflict, asked) if asked else analyse(conflict)
    reasons = {
        (str(d["concept"]), str(d.get("decision_maker", "")), str(d["state"])): str(d["why"])
        for d in entries(data, "difference")
    }
    findings = [f for entry in entries(data, "result") for f in _results(analysis, entry, reasons)]
    findings += [_inverse(conflict, entry) for entry in entries(data, "inverse")]
    findings += [_jump(conflict, entry) for entry in entries(data, "jump")]
    return Comparison(
        name=find_case(name),
        source=str(data.get("source", "")),
        note=str(data.get("note", "")),
        conflict=conflict,
        analysis=analysis,
        findings=tuple(findings),
    )


def _results(analysis: Analysis, entry: Data, reasons: Mapping[tuple[str, str, str], str]) -> Iterator[Finding]:
    conflict, concept = analysis.conflict, str(entry["concept"])
    kind, source = cast("Kind", entry["kind"]), str(entry.get("source", ""))

    def finding(about: str, dm: str, theirs: Sequence[str], ours: Sequence[str], seen: set[str] | None) -> Finding:
        differing = {s for s in set(theirs) ^ set(ours) if seen is None or s in seen}
        whys = dict.fromkeys(reasons.get((concept, dm, state), "") for state in sorted(differing, key=_order))
        return Finding(
            about=about,
            kind=kind,
            source=source,
            published=tuple(theirs),
            found=tuple(ours),
            differing=tuple(sorted(differing, key=_order)),
            why="" if "" in whys else "; ".join(whys),
        )

    if "equilibria" in entry:
        theirs = [str(s) for s in cast("list[str]", entry["equilibria"])]
        unstable = [str(s) for s in cast("list[str]", entry.get("no_equilibria", []))]
        seen = {*theirs, *unstable} if unstable else None
        ours = [s for s in _labels(conflict, analysis.equilibria(concept)) if seen is None or s in seen]
        about = f"{concept} equilibria" + (f" among {', '.join(sorted(seen, key=_order))}" if seen else "")
        yield finding(about, "", theirs, ours, seen)
    for dm, states in cast("Mapping[str, list[str]]", entry.get("stable", {})).items():
        yield finding(f"{concept} stable for {dm}", dm, states, _labels(conflict, analysis.stable(concept, dm)), None)
    for dm, count in cast("Mapping[str, int]", entry.get("counts", {})).items():
        about = f"number of states {concept} stable for {dm}" if dm else f"number of {concept} equilibria"
        number = len(analysis.stable(concept, dm)) if dm else len(analysis.equilibria(concept))
        yield _number(about, kind, source, count, number, "")


def _inverse(conflict: Conflict, entry: Data) -> Finding:
    from stateofplay.conflict.inverse.analysis import inverse

    concept, free = str(entry["concept"]), cast("list[str]", entry["free"])
    found = inverse(conflict, str(entry["state"]), concept, free=free)
    return _number(
        f"of {found.total:,} rankings of {' and '.join(free)}, those that make {entry['state']} a {concept} equilibrium",
        cast("Kind", entry["kind"]),
        str(entry.get("source", "")),
        cast("int", entry["count"]),
        found.count or 0,
        str(entry.get("why", "")),
    )


def _jump(conflict: Conflict, entry: Data) -> Finding:
    from stateofplay.conflict.studies.coalition import coalition_analysis

    group, source = tuple(cast("list[str]", entry["coalition"])), str(entry["source_state"])
    jumps = coalition_analysis(conflict, ["CR"]).jumps
    ours = {
        _labels(conflict, (j.target,))[0]
        for j in jumps
        if j.coalition == group and _labels(conflict, (j.source,)) == (source,)
    }
    theirs = {str(entry["target_state"])}
    return Finding(
        about=f"equilibria that {' with '.join(group)} reaches together from {source}",
        kind=cast("Kind", entry["kind"]),
        source=str(entry.get("source", "")),
        published=tuple(sorted(theirs, key=_order)),
        found=tuple(sorted(ours, key=_order)),
        differing=tuple(sorted(ours ^ theirs, key=_order)),
        why=str(entry.get("why", "")),
    )


def _number(about: str, kind: Kind, source: str, theirs: int, ours: int, why: str) -> Finding:
    return Finding(
        about=about,
        kind=kind,
        source=source,
        published=(f"{theirs:,}",),
        found=(f"{ours:,}",),
        differing=() if theirs == ours else ("the number",),
        why=why,
    )


def _labels(conflict: Conflict, states: Sequence[int]) -> tuple[str, ...]:
    return tuple(conflict.space.label(state - 1) for state in states)


def _order(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdecimal() else (0, label)
