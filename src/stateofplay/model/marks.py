"""Which readers found a claim: a mark on its component, where a case is read by more than the embedded reader.

A claim of the embedded reader alone has the plain name of its finder (``"positions"``) and no mark.
"""

from __future__ import annotations

from dataclasses import dataclass

_BY, _AGAINST, _WITHOUT = " by ", " against ", " without "


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a component says of the readers of its claim."""

    by: tuple[str, ...] = ()
    """Readers that found it; empty where the embedded reader read alone."""
    against: tuple[str, ...] = ()
    """Readers that read something else in the same words."""
    without: tuple[str, ...] = ()
    """Readers that read the page and did not find it."""


def mark(component: str, by: tuple[str, ...], *, against: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> str:
    """A component with the readers of its claim.

    Examples
    --------
    >>> mark("positions", ("embedded", "ministry"))
    'positions by embedded,ministry'
    >>> mark("positions", ("ministry",), without=("embedded",))
    'positions by ministry without embedded'
    """
    plain = component.split(_BY)[0]
    parts = ((_BY, by), (_AGAINST, against), (_WITHOUT, without))
    return plain + "".join(word + ",".join(names) for word, names in parts if names)


def marks_of(component: str) -> Marks:
    """What a component says of the readers.

    Examples
    --------
    >>> marks_of("positions by ministry without embedded")
    Marks(by=('ministry',), against=(), without=('embedded',))
    >>> marks_of("positions").by
    ()
    """
    if _BY not in component:
        return Marks()
    rest = component.split(_BY, 1)[1]
    rest, _, without = rest.partition(_WITHOUT)
    by, _, against = rest.partition(_AGAINST)
    return Marks(by=_names(by), against=_names(against), without=_names(without))


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name for name in listed.split(",") if name)


def reader_words(component: str) -> str:
    """The mark in words, for people; empty where there is none.

    Examples
    --------
    >>> reader_words("positions by embedded,ministry")
    'found by embedded and ministry'
    >>> reader_words("positions by embedded against ministry")
    'found by embedded; ministry reads these words otherwise'
    """
    marks = marks_of(component)
    if not marks.by:
        return ""
    said = [f"found by {' and '.join(marks.by)}"]
    if marks.against:
        said.append(f"{' and '.join(marks.against)} reads these words otherwise")
    if marks.without:
        said.append(f"{' and '.join(marks.without)} did not find it")
    return "; ".join(said)
