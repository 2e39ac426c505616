"""Spellings: how else a page may be quoted as naming a body or a group, by the words that hang on its name.

"Chamber of Commerce" is the "American Chamber of Commerce in Shanghai", "fishermen" are the "fishermen of Barbate", "analysts"
the "analysts and lawmakers" of whom the sentence tells. The draft keeps its name; the fuller one, and in a description the
shorter one, becomes an alias, unless another draft is called so or could be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from stateofplay.language.actors.kinds.phrases import clean
from stateofplay.language.actors.roster import ActorDraft, DraftSpan, Roster
from stateofplay.language.document import MentionKind
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_LOOKED_AT = 6
"""Mentions of a draft that are looked at."""
_BEFORE, _BEHIND = 6, 10
"""Words that a fuller name has at most before and behind the one that was found."""
_ARTICLES = frozenset("the a an this that these those".split())
_JOINTS = POSSESSIVES | {"-"}
_LINKS = frozenset("of for on de la del the".split())
_OF_PLACE = frozenset({"in", "at"})
_NO_BEGINNING = frozenset("ADP CCONJ PRON PUNCT".split())
_NO_MODIFIER = frozenset("AUX ADP PRON PUNCT SCONJ".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december yesterday today tomorrow".split()
)


def find_spellings(doc: Doc, roster: Roster, kept: Collection[ActorDraft]) -> dict[ActorDraft, list[str]]:
    """What else the page calls each body, group and person without a name among `kept`, where nobody else is meant."""
    told = {_key(form) for d in roster.drafts for form in (d.name, *d.forms, *d.nominals)}
    found: dict[str, tuple[ActorDraft, str] | None] = {}
    for draft in roster.drafts:
        if draft not in kept or draft.kind is ActorKind.COUNTRY or (draft.kind is ActorKind.PERSON and draft.forms):
            continue
        spans = [s for s in draft.spans if s.kind in (MentionKind.NAME, MentionKind.NOMINAL)]
        for text in (text for span in spans[:_LOOKED_AT] for text in _spellings(doc, draft, span, roster, kept)):
            key = _key(text)
            if key not in told:
                first = found.setdefault(key, (draft, text))
                if first is not None and first[0] is not draft:
                    found[key] = None
    spelled: dict[ActorDraft, list[str]] = {}
    for draft, text in filter(None, found.values()):
        spelled.setdefault(draft, []).append(text)
    return spelled


def _key(form: str) -> str:
    return form.lower().replace("’", "'").removeprefix("the ")


def _spellings(
    doc: Doc, draft: ActorDraft, span: DraftSpan, roster: Roster, kept: Collection[ActorDraft]
) -> Iterator[str]:
    named = span.kind is MentionKind.NAME
    first = _begin(doc, span, named=named)
    if named:
        starts, ends = {first, span.start}, [span.end, *_name_ends(doc, draft, span)]
    elif draft.entry is None:
        starts = {*range(first, span.head), span.start}
        ends = [span.end, *_description_ends(doc, draft, span, roster, kept)]
    else:
        starts, ends = {first}, [span.end]
    for start in sorted(starts):
        cut = doc[start].text in _JOINTS or (start > first and doc[start - 1].text == "-")
        if doc[start].pos_ not in _NO_BEGINNING and not cut:
            yield from (clean(doc, start, end) for end in ends if start < end)


def _begin(doc: Doc, span: DraftSpan, *, named: bool) -> int:
    """Where the phrase begins whose name is `span`: past what describes it, past capitals alone where it is a name."""
    start = span.start
    last = span.end - 1 if named else span.head
    while start > 0 and span.start - start < _BEFORE:
        token = doc[start - 1]
        if token.text in (POSSESSIVES if named else _JOINTS):
            start -= 1
            continue
        if token.is_space or token.lower_ in _ARTICLES or token.lower_ in _DAYS or (named and not _is_capital(token)):
            break
        if not start <= token.head.i <= last and doc[start].text != "-":
            break
        if token.pos_ in _NO_MODIFIER or (token.pos_ == "VERB" and token.dep_ != "amod"):
            break
        start -= 1
    return start


def _name_ends(doc: Doc, draft: ActorDraft, span: DraftSpan) -> Iterator[int]:
    """Ends of "... of Merindal", "... on Environment and Public Works": capitals that hang on the name.

    "In Shanghai" tells branches of a body apart, not where one that the lexicon knows is; "and" joins two bodies unless it
    stands in what one is for.
    """
    end = span.end
    while end < len(doc) and end - span.end < _BEHIND:
        links = _LINKS | ({"and", "&"} if end > span.end else frozenset())
        links |= _OF_PLACE if draft.entry is None else frozenset()
        at = end
        while at < len(doc) and at - end < 2 and doc[at].lower_ in links:  # "of the"
            at += 1
        while at < len(doc) and _is_capital(doc[at]):
            at += 1
        if not _is_capital(doc[at - 1]) or at == end or not _hangs(doc[at - 1], span):
            return
        end = at
        yield end


def _hangs(token: Token, span: DraftSpan) -> bool:
    for _ in range(_BEHIND):
        if span.start <= token.i < span.end:
            return True
        token = token.head
    return False


def _description_ends(
    doc: Doc, draft: ActorDraft, span: DraftSpan, roster: Roster, kept: Collection[ActorDraft]
) -> Iterator[int]:
    """Ends of "... in Gaza", "... who support the port", "... and lawmakers": what hangs on the noun and follows it at once.

    Who is joined to it by "and" must be no actor of its own.
    """
    for child in doc[span.head].children:
        if child.i < span.end or child.dep_ not in ("nmod", "acl", "acl:relcl", "conj"):
            continue
        inside = [t.i for t in child.subtree]
        stop = max(inside) + 1
        if min(inside) != span.end or stop - span.end > _BEHIND + 1:
            continue
        if child.dep_ == "conj":
            other = roster.taken.get(child.i)
            if other is None or other is draft or other not in kept:
                yield child.i + 1
        else:
            yield next((k for k in range(span.end, stop) if doc[k].is_space or doc[k].text in ",;:–—("), stop)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ not in _DAYS
