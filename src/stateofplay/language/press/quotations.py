"""Quotation marks: which words stand between them, also where a quote runs over paragraphs or its end is missing."""

from __future__ import annotations

from stateofplay.language.document import Quotation
from stateofplay.language.tokens import Doc, Token

_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")
_STRAIGHT = frozenset({'"', "``", "''"})
_STOPS = frozenset(",.!?…")
_SAYING = frozenset("said says told added asked wrote and but he she it they".split())
_SINGLE_OPEN, _SINGLE_CLOSE = "‘", "’"
_TYPED_SINGLE = "'"
_LEADING = frozenset("([{—–-")
_ELIDED = frozenset("n em til tis twas cause bout".split())
_PHRASE = 8  # tokens of a phrase in straight single marks
_LONGEST = 400  # tokens; a "quote" longer than this is an odd mark, not a speech


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Find the quotations of a document.

    Double marks, straight, curly or typed as two single ones, and single marks are read; of straight single marks those that
    open a word and are closed in their line ('...,' she said), since most are apostrophes. A mark that is still open at the
    end of a paragraph continues when the next paragraph begins with an opening mark (the newspaper habit for long quotes);
    otherwise the quotation ends with its paragraph and is marked ``unclosed``.

    Returns
    -------
    tuple of Quotation
        In text order, never overlapping. Cost: linear.
    """
    found: list[Quotation] = []
    start: int | None = None
    single = False
    typed = 0  # where the straight single mark stands that closes the open one
    for token in doc:
        mark = token.text
        if start is None:
            if mark in _OPEN or (mark in _STRAIGHT and not _closes(token)):
                start, single = token.i + 1, False
            elif mark == _SINGLE_OPEN and _single_closes_ahead(token):
                start, single = token.i + 1, True
            elif mark == _TYPED_SINGLE and (end := _typed_end(token)) is not None:
                start, typed = token.i + 1, end
        elif typed:
            if token.i == typed:
                _add(found, start, typed)
                start, typed = None, 0
        elif single:
            if (mark == _SINGLE_CLOSE and not _is_apostrophe(token)) or "\n" in mark:
                _add(found, start, token.i, unclosed="\n" in mark)
                start = None
        elif mark in _CLOSE or mark in _STRAIGHT:
            _add(found, start, token.i)
            start = None
        elif "\n" in mark:
            _add(found, start, token.i, unclosed=True)
            start = None
        elif token.i - start > _LONGEST:
            _add(found, start, token.sent.end, unclosed=True)
            start = None
    if start is not None:
        _add(found, start, len(doc), unclosed=True)
    return tuple(found)


def _add(found: list[Quotation], start: int, end: int, *, unclosed: bool = False) -> None:
    if end > start:
        found.append(Quotation(start=start, end=end, unclosed=unclosed))


def _closes(token: Token) -> bool:
    """A straight mark with no space before and a space after closes; it cannot open a quotation."""
    before = token.nbor(-1).whitespace_ or token.nbor(-1).is_space if token.i else True
    after = bool(token.whitespace_) or token.i + 1 >= len(token.doc) or token.nbor(1).is_space
    return not before and after


def _is_apostrophe(token: Token) -> bool:
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None:
        return False
    if not token.whitespace_ and after.is_alpha:
        return True
    before = token.nbor(-1) if token.i else None
    owned = (
        before is not None
        and before.lower_.endswith("s")
        and not before.whitespace_
        and after.is_alpha
        and after.is_lower
    )
    return owned and after.lower_ not in _SAYING and _closed_after_a_stop(token)


def _closed_after_a_stop(token: Token) -> bool:
    """Tell whether a later mark of the line closes after a comma or stop, so that this one is the prisoners' apostrophe."""
    for following in token.doc[token.i + 1 : token.i + _LONGEST]:
        if "\n" in following.text or following.text == _SINGLE_OPEN:
            return False
        if following.text == _SINGLE_CLOSE and following.nbor(-1).text in _STOPS:
            return True
    return False


def _typed_end(token: Token) -> int | None:
    """Where the quotation ends that this straight single mark opens, if it opens one: 'We will come,' she said."""
    doc = token.doc
    if token.whitespace_ or token.i + 1 >= len(doc) or not doc[token.i + 1].text[:1].isalnum():
        return None
    if doc[token.i + 1].lower_ in _ELIDED:
        return None
    before = doc[token.i - 1] if token.i else None
    if before is not None and not (before.whitespace_ or before.is_space or before.text in _LEADING):
        return None
    last: int | None = None
    for mark in doc[token.i + 1 : token.i + _LONGEST]:
        if "\n" in mark.text:
            break
        if mark.text != _TYPED_SINGLE:
            continue
        before = doc[mark.i - 1]
        if before.whitespace_:
            break  # another one opens
        if before.text in _STOPS:
            return mark.i
        # After an s it may be the owners' mark, so that only a short phrase with punctuation behind it ends there.
        if last is None and (not before.lower_.endswith("s") or (mark.i - token.i <= _PHRASE and _is_last(mark))):
            last = mark.i
    return last


def _is_last(mark: Token) -> bool:
    """Tell whether a mark ends the text or stands before punctuation or the end of a line."""
    return mark.i + 1 >= len(mark.doc) or bool(mark.nbor(1).is_punct or mark.nbor(1).is_space)


def _single_closes_ahead(token: Token) -> bool:
    for following in token.doc[token.i + 1 : token.i + 120]:
        if "\n" in following.text:
            return False
        if following.text == _SINGLE_CLOSE and not _is_apostrophe(following):
            return True
    return False
