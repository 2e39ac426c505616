"""Whether a spaCy pipeline can serve: what it assigns, which labels it lacks, and what it does with a long line."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.errors import LanguageError

LONG_LINE = " and ".join(["the envoys met"] * 500)
USEFUL = frozenset(
    "nsubj:pass obl:agent nmod:poss acl:relcl advcl advmod amod appos aux aux:pass compound cop det flat iobj nmod"
    " parataxis xcomp".split()
)
"""Labels without which claims are lost, though a pipeline without one of them can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """One thing that a pipeline must assign.

    Attributes
    ----------
    required
        Whether it cannot serve without.
    """

    name: str
    serves: str
    found: bool
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """What was found of a pipeline."""

    pipeline: str
    language: str
    layers: tuple[Assigned, ...]
    missing: tuple[str, ...]
    """Labels without which it cannot serve."""
    lacking: tuple[str, ...]
    """Labels without which it finds less."""
    depth: int
    """How deep the deepest tree of a long line is."""
    sentences: tuple[str, ...]
    """How it cuts the text that it is tried on."""

    @property
    def fit(self) -> bool:
        """Whether it can serve."""
        return not self.missing and all(layer.found for layer in self.layers if layer.required)


def examine(pipeline: str) -> Fitness:
    """Examine a pipeline, fit or not.

    Parameters
    ----------
    pipeline
        Name or folder of a spaCy pipeline, or ``"embedded"``.

    Raises
    ------
    LanguageError
        ``language.missing``.

    Examples
    --------
    >>> found = examine("embedded")
    >>> found.fit, found.missing
    (True, ())
    """
    from stateofplay.language import pipeline as pipelines
    from stateofplay.language.embedded import EMBEDDED

    loaded = pipelines.load() if pipeline == EMBEDDED else pipelines.open_pipeline(pipeline)
    labels = pipelines.parser_labels(loaded)
    lacking = pipelines.lacking_layers(loaded)
    doc = loaded(pipelines.PROBE)
    try:
        depth, _ = pipelines.depth_of(loaded(LONG_LINE))
    except (LanguageError, RecursionError):
        depth = pipelines.DEEPEST + 1
    cut = [span.text.strip() for span in doc.sents] if doc.has_annotation("SENT_START") else []
    return Fitness(
        pipeline=pipeline,
        language=loaded.lang or "",
        layers=tuple(
            Assigned(name=one.name, serves=one.serves, found=one not in lacking, required=one.required)
            for one in pipelines.LAYERS
        ),
        missing=tuple(sorted(pipelines.REQUIRED_RELATIONS - labels)),
        lacking=tuple(sorted(USEFUL - labels)),
        depth=depth,
        sentences=tuple(cut),
    )
