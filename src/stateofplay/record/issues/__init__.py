"""Words of positions come in, issues go out: `clusters` joins what is about the same thing, by the concepts of `terms.toml`."""

from stateofplay.record.issues.clusters import (
    IssueEdit,
    Issues,
    cluster,
    concept_of,
    edit,
    edits_of,
    stems,
    turns_against,
)

__all__ = ["IssueEdit", "Issues", "cluster", "concept_of", "edit", "edits_of", "stems", "turns_against"]
