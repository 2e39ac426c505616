"""Whether a name takes a verb in the plural, and templates whose verbs agree with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_SINGULAR_IN_S = frozenset(
    "Nations States Affairs Times News Relations Operations Studies Services Sciences Sports Politics Economics Arts "
    "Netherlands Philippines Emirates Reuters Brussels Paris Airways Motors Holdings Systems Industries Associates Headquarters "
    "Works Athens Texas Hamas Honduras Cyprus Mauritius Maldives Bahamas Seychelles Elders Commons Analytics Physics".split()
)
"""Last words of names that end in s and stand for one thing."""
_AFTER_HEAD = re.compile(
    r" (?:of|in|for|from|on|at|to|with|who|and its|familiar|close|involved|briefed|near|speaking) "
)
_A_PEOPLE = re.compile(r"^[A-Z][\w-]+(?:ans|crats|ists|sters|kers|this|urds|bels)$")
"""Endings of names of peoples and members, where nobody says what kind of name it is: "Palestinians", "Dockers"."""
_MANY = frozenset({"Taliban", "police", "people", "militia", "clergy"})


@lru_cache(maxsize=4096)  # a view of a hundred claims asks it of a dozen names
def names_several(name: str, kind: str | None = None) -> bool:
    """Whether a name takes a verb in the plural.

    A description does if its small-letter noun is a plural; a proper name only where it is the name of a group or body.

    >>> names_several("military officials"), names_several("the press"), names_several("United States", "country")
    (True, False, False)
    >>> names_several("House Republicans", "organization"), names_several("United Nations", "organization")
    (True, False)
    >>> names_several("members of the council", "group"), names_several("European countries", "group")
    (True, True)
    >>> names_several("Palestinians"), names_several("Verizon")
    (True, False)
    """
    head = _AFTER_HEAD.split(name, maxsplit=1)[0]
    last = head.rsplit(maxsplit=1)[-1] if head.split() else ""
    if last in _MANY or (kind is None and _A_PEOPLE.search(last)):
        return True
    plural = last.endswith("s") and not last.endswith(("ss", "'s", "’s")) and last not in _SINGULAR_IN_S
    if last[:1].islower():
        return plural
    return plural and len(last) > 3 and kind in ("group", "organization", "armed_group")


def agree(template: str, *, many: bool) -> str:
    """Choose the form of each verb of a template that agrees with its subject.

    >>> agree("[says|say] no", many=True)
    'say no'
    """
    return _CHOICE.sub(lambda found: found.group(2 if many else 1), template)


_SMALL = (
    "In|Whether|If|As|Where|To|With|By|From|When|Once|Both|For|Of|On|At|Under|Without|Only|Neither|Nobody|Nothing|What|Who|Whom|"
    "Why|How|Which|Would|Will|Could|Can|Should|Must|May|Might|Does|Do|Did|Is|Are|Was|Were|Has|Have|Had|And|Or|But|So|Then|Since|"
    "After|Before|Until|While|Though|Because|Unless|Between|Among|Against|Over|Either|Nor|Not|Here|There|Now|Perhaps|Every|Each|No"
)
"""First words of sentences that are no part of a name."""
_HEADS = (
    "States|Kingdom|Emirates|Nations|Union|Commission|Council|League|Republic|Federation|Islands|Authority|opposition"
)
_ALONE = "Netherlands|Philippines|Maldives|Bahamas|Gambia|Vatican|Kremlin|Taliban|White House|EU|UN|US|UK|UAE|IAEA"
_TAKES_THE = re.compile(
    r"(?<![\w-])(?P<before>[Tt]he |[A-Z][\w’'.-]*[’']s? )?"
    rf"(?P<name>(?!(?:{_SMALL}) )(?:[A-Z][\w’']* )+?(?:{_HEADS})|{_ALONE})(?![\w’'-])(?! [A-Z])(?!:)"
)
_QUOTED = re.compile(r"(“[^”]*”)")


def with_articles(sentence: str, descriptions: Iterable[str] = ()) -> str:
    """A sentence of ours in which names that take an article have it; what a page says in quotation marks stays.

    So do descriptions that stand for a name. Either before a colon is a label.

    >>> with_articles("United States would leave it, and “United States” told United Nations.")
    'The United States would leave it, and “United States” told the United Nations.'
    >>> with_articles("In every reading Chad and the European Union gain; Chad-United States talks")
    'In every reading Chad and the European Union gain; Chad-United States talks'
    >>> with_articles("Would United States rather see it? Does Netherlands?")
    'Would the United States rather see it? Does the Netherlands?'
    >>> with_articles("Chad would leave Togolese opposition alone. Harbour Authority: pay")
    'Chad would leave the Togolese opposition alone. Harbour Authority: pay'
    >>> with_articles("dockers' union wants the port company to pay", ["dockers' union", "port company"])
    "The dockers' union wants the port company to pay"
    """
    small = sorted((d for d in descriptions if d[:1].islower()), key=len, reverse=True)
    parts = _QUOTED.split(sentence)
    for place in range(0, len(parts), 2):
        head = "".join(parts[:place]).rstrip()
        parts[place] = _TAKES_THE.sub(lambda found, head=head: _articled(found, head), parts[place])
        for one in small:
            described = re.compile(rf"(?<![\w’'-])(?P<before>[Tt]he )?(?P<name>{re.escape(one)})(?![\w’'-])(?!:)")
            parts[place] = described.sub(lambda found, head=head: _articled(found, head), parts[place])
    return "".join(parts)


def _articled(found: re.Match[str], head: str) -> str:
    if found["before"]:
        return found[0]
    before = head + found.string[: found.start()].rstrip()
    return f"{'The' if not before or before[-1] in '.!?' else 'the'} {found['name']}"


def with_verb(name: str, verb: str, kind: str | None = None) -> str:
    """A name with a verb that agrees with it.

    >>> with_verb("unions", "[wants|want]"), with_verb("Verizon", "[wants|want]")
    ('unions want', 'Verizon wants')
    """
    return f"{name} {agree(verb, many=names_several(name, kind))}"
