"""A title of a person as it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.actors.names.name import Name


@dataclass(frozen=True, slots=True)
class Title:
    """One title of a person. `owner` is the name that says for whom ("Russian", "the United Nations"), if there is one.

    `start`, `end` are the tokens of the whole title phrase, with its owner.
    """

    role: str
    owner: Name | None
    start: int
    end: int
    plural: bool = False
    public: bool = True
    """An office that speaks for a state or body ("minister"), not a job or standing ("student")."""
