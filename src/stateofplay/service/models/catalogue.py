"""The catalogue of classic conflicts, and models in their forms."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.conflict.catalogue.published import compare
from stateofplay.conflict.files import model_schema, parse_model, read_model, write_gmcr, write_json, write_model
from stateofplay.conflict.json import Json
from stateofplay.exchange.analysis_page.content import StudyFinding
from stateofplay.service.analysing import catalogue, find_case, is_file, load_model

__all__ = ["CaseLine", "compare_published", "list_cases", "model_schema", "write_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One conflict of the catalogue: its name, its title, and how large it is."""

    name: str
    title: str
    decision_makers: int
    options: int


def list_cases() -> tuple[CaseLine, ...]:
    """Every conflict of the catalogue; their states are not listed, so this is quick for large ones too."""
    models = {name: parse_model(text, where=name, settle=False) for name, text in catalogue().items()}
    return tuple(
        CaseLine(name=name, title=c.name, decision_makers=len(c.decision_makers), options=len(c.options))
        for name, c in models.items()
    )


def write_case(name: str, form: str) -> str:
    """Write a model (of the catalogue, or of a file) as ``toml``, ``json`` or ``gmcr``.

    A case of the catalogue comes in TOML as it stands there, with what was published about it, beside what is found
    here, as comments at the end.
    """
    if form != "toml":
        return (write_json if form == "json" else write_gmcr)(load_model(name))
    if is_file(name):
        return write_model(read_model(name))
    found, text = find_case(name)
    published = compare_published(found)
    if published is None:
        return text
    lines = "\n".join(f"# {line}" for line in published[0].sentences)
    return f"{text.rstrip()}\n\n{lines}\n"


def compare_published(name: str) -> tuple[StudyFinding, dict[str, Json]] | None:
    """What was published about a case, or given by other software, beside what is found here.

    Returns
    -------
    tuple or None
        The finding in words and its plain data; None for a file, and for a case about which nothing is kept.
    """
    if is_file(name):
        return None
    found = compare(find_case(name)[0])
    sentences = [one.sentence() for one in found.findings if one.kind != "own"]
    if not sentences:
        return None
    title = "Published results, and what is found here"
    finding = StudyFinding(key="published", title=title, sentences=(f"After {found.source}.", *sentences))
    return finding, found.to_dict()
