"""Where the attributed words stand: from a cue and a slot to a run of tokens.

A content clause is begun where the parse or the word "that" says, and ended where the sentence ends or another act of speech
begins. A parser that loses its way in a long sentence then costs a few words, not the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.finding.statements.ends import (
    DASHES,
    DOUBLE,
    break_before,
    content_end,
    is_speech_gerund,
    turns_to_others,
)
from stateofplay.finding.statements.spans import MARKS, bounds, follows_comma, subtree_range, trim
from stateofplay.finding.words.cues import CARRIER_FORMS, SPEECH_FORMS, STANCE_NOUNS
from stateofplay.language.clauses import child
from stateofplay.language.inflections import words
from stateofplay.language.lexicon import is_medium
from stateofplay.language.tokens import Doc, Token

_BEFORE_THAT = 9  # tokens between a verb of saying and its "that": "told the council in Geneva on Monday that"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A run of tokens, end exclusive, and the head of its clause or phrase where the parse gives one."""

    start: int
    end: int
    head: Token | None = None


def fill(cue: Token, slot: str) -> Iterator[Content]:
    """Contents of `cue` in a slot (see `cues`), read off the parse."""
    if slot == "that":
        content = that_clause(cue)
        if content is not None:
            yield content
    elif slot == "to":
        yield from _infinitives(cue)
    elif slot == "obj":
        for c in cue.children:
            if c.i > cue.i and (c.dep_ == "obj" or (c.dep_ in ("ccomp", "xcomp") and _is_gerund(c)) or _is_bare(c)):
                yield from _trimmed(_with_complement(c, cue))
    elif slot == "stance":
        for c in cue.children:
            if c.dep_ == "obj" and c.i > cue.i and c.lower_ in STANCE_NOUNS:
                yield from _trimmed(_with_complement(c, cue))
    elif slot == "as":
        yield from _descriptions(cue)
    elif slot == "on-to":
        yield from _called_on(cue)
    elif slot == "to-noun":
        yield from _after_preposition(cue, "to")
    elif (
        slot == "for" and cue.lower_.startswith("call") and any(c.dep_ in ("obj", "compound:prt") for c in cue.children)
    ):
        return  # "called them names for asking", "called out the minister for failing" call for nothing
    elif slot != "quote":
        yield from _after_preposition(cue, slot)


def that_clause(cue: Token) -> Content | None:
    """The content clause after a cue, with or without "that"."""
    doc = cue.doc
    _, sentence_end = bounds(cue)
    head = _clause_head(cue)
    marker = _that_after(cue, sentence_end)
    behind = _behind_aside(cue, head, sentence_end) if marker is None else None
    if marker is not None and doc[marker - 1].lower_ == "fact" and _AGAINST & {t.lower_ for t in doc[cue.i : marker]}:
        return None  # "said so despite the fact that Chad left": the page's own words
    if marker is not None and not _is_of_a_noun(doc[marker], cue, head):
        start = marker + 1
    elif behind is not None:
        start = behind
    elif head is not None:
        start = _start_without_that(cue, head)
        if (
            start < len(doc)
            and doc[start].pos_ == "ADP"
            and any(c.dep_ == "ccomp" and c.i < cue.i for c in cue.children)
        ):
            return None  # "The talks failed, X said in a film shown on Monday": what was said stands before
        start = _past_medium(cue, start)
    else:
        return None
    end = content_end(cue, start, sentence_end, head)
    trimmed = trim(doc, start, end)
    if trimmed is None or is_speech_gerund(doc[trimmed[0]]) or (marker is None and names_first(doc, *trimmed)):
        return None
    return Content(start=trimmed[0], end=trimmed[1], head=head)


_AGAINST = frozenset("despite spite given because due owing beyond besides".split())
"""What stands before "the fact that" where it tells no words."""


def _is_of_a_noun(that: Token, cue: Token, head: Token | None) -> bool:
    """Whether "that" tells what a noun says which itself stands in what is said: "said his hint that Chad pays was helpful"."""
    clause = that.head
    if not clause.dep_.startswith("acl") or clause.head.relation == "obl" or clause.head.i <= cue.i + 1:
        return False  # "said in an interview that"
    if head is not None:
        return head.is_ancestor(clause) and head.i > clause.i
    # A parse that took the noun for the object and its verb for one beside that of the clause.
    verb = next((c for c in clause.children if c.dep_ == "conj" and c.i > clause.i), None)
    own = verb is not None and child(verb, "nsubj", "nsubj:pass") is not None
    return clause.head.dep_ == "obj" and verb is not None and not own


def _past_medium(cue: Token, start: int) -> int:
    """Where the content begins behind a medium that was told: "told the Star | the port was open"."""
    doc = cue.doc
    if cue.lemma_ != "tell" or start != cue.i + 1:
        return start
    begin = start + (doc[start].lower_ == "the")
    for end in range(min(begin + _NAME, len(doc) - 1), begin, -1):
        if doc[end].pos_ != "PART" and is_medium(doc[begin:end].text):
            return end
    return start


_NAME = 4  # words of a medium's name


POINTING = frozenset("this that these those which".split())
"""What points back at what was told before."""


def names_first(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a thing is named and a dash goes on about it: "confirmed 60 judges – this includes three of the court"."""
    if start and doc[start - 1].text in DASHES:
        return doc[start].lower_ in POINTING
    dash = next((i for i in range(start, end) if doc[i].text in DASHES), None)
    if dash is None or dash + 1 >= end or doc[dash + 1].lower_ not in POINTING:
        return False
    return not any(t.pos_ in ("VERB", "AUX") for t in doc[start:dash])


def _clause_head(cue: Token) -> Token | None:
    for c in cue.children:
        if c.i > cue.i and (
            c.dep_ == "ccomp"
            or (c.dep_ in ("acl", "advcl", "xcomp", "acl:relcl", "csubj:pass") and _marked(c, "that"))
            or (c.dep_ == "parataxis" and cue.pos_ != "NOUN" and not _reports(c))
        ):
            return c
    return None


def _reports(token: Token) -> bool:
    return token.lower_ in SPEECH_FORMS and any(c.dep_ == "nsubj" for c in token.children)


def _that_after(cue: Token, sentence_end: int) -> int | None:
    """Index of the "that" that opens the content of `cue`, with nothing but an addressee or an adverbial between."""
    doc = cue.doc
    named = _titles_after(cue, sentence_end)
    reach = _BEFORE_THAT + len(named)
    for t in doc[cue.i + 1 : min(cue.i + 1 + reach, sentence_end)]:
        if t.i in named:
            continue
        if t.lower_ == "that":
            following = doc[t.i + 1] if t.i + 1 < sentence_end else None
            if cue.pos_ == "NOUN":
                clause = t.dep_ == "mark" and t.i <= cue.i + 4 and (t.head.head.i == cue.i or t.i == cue.i + 1)
                return t.i if clause else None
            if t.i == cue.i + 1:
                # "said that is wrong" has a pronoun; all else right after a verb of saying opens a clause.
                return (
                    t.i
                    if (following is not None and following.pos_ not in ("AUX", "VERB", "PUNCT")) or t.dep_ == "mark"
                    else None
                )
            opens = t.pos_ == "SCONJ" or t.dep_ == "mark" or _is_read_as_relative(t)
            return t.i if opens else None
        if (
            t.pos_ in ("VERB", "AUX", "SCONJ")
            or t.text in (";", ":")
            or t.text in MARKS
            or t.lower_ in ("who", "which")
        ):
            return None
    return None


_AMID = words("before after while when during following amid")
"""Words that open an aside on when something was said."""
_LONGEST_ASIDE = 18


def _behind_aside(cue: Token, head: Token | None, sentence_end: int) -> int | None:
    """Where the content begins behind words on where or when it was said: "said, in a letter, | the port"."""
    doc, first = cue.doc, cue.i + 1
    if cue.pos_ == "NOUN" or first + 2 >= sentence_end or any(c.dep_ == "ccomp" and c.i < cue.i for c in cue.children):
        return None
    places = range(first + 1, min(first + _LONGEST_ASIDE, sentence_end - 1))
    if doc[first].lower_ in _AMID:
        return next((i + 1 for i in places if doc[i].lower_ == "that" and _opens_clause_of(doc[i], cue)), None)
    opening = doc[first + 1]
    if doc[first].text != "," or not (
        opening.pos_ == "ADP" or opening.lower_ in _AMID or opening.lower_ == "according"
    ):
        return None
    closing = [i for i in places if doc[i].text == ","]
    that = next((i + 2 for i in closing if doc[i + 1].lower_ == "that"), None)
    if that is not None or not closing or opening.pos_ != "ADP" or head is None or head.i < closing[0]:
        return that
    return closing[0] + 1 if doc[closing[0] + 1].pos_ in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") else None


def _opens_clause_of(that: Token, cue: Token) -> bool:
    return that.dep_ == "mark" and that.head.head is cue


def _is_read_as_relative(that: Token) -> bool:
    """ "Said in an interview that Chad would pay", where the parse takes "that" for a pronoun of the interview."""
    clause = that.head
    subject = child(clause, "nsubj")
    if clause.dep_ != "acl:relcl" or that.dep_ == "nsubj" or subject is None or subject.i < that.i:
        return False
    return clause.head.lower_ in CARRIER_FORMS


def _titles_after(cue: Token, sentence_end: int) -> frozenset[int]:
    """Words and marks of a quoted title behind a verb of saying: 'told the radio's “Morning Talk” that'."""
    doc, places = cue.doc, range(cue.i + 1, min(cue.i + 1 + _BEFORE_THAT, sentence_end))
    opening = next((i for i in places if doc[i].text in _QUOTING), None)
    if opening is None or opening == cue.i + 1:
        return frozenset()
    closing = next(
        (i for i in range(opening + 1, min(opening + _TITLE, sentence_end)) if doc[i].text in _QUOTING), None
    )
    words = () if closing is None else doc[opening + 1 : closing]
    if closing is None or not words or not all(t.is_title or t.is_upper or t.lower_ in _IN_TITLES for t in words):
        return frozenset()
    return frozenset(range(opening, closing + 1))


_QUOTING = MARKS - {"'", "’"}
_TITLE = 9  # tokens of a title with its marks
_IN_TITLES = frozenset("the a of and with in on for to this".split())


def _start_without_that(cue: Token, head: Token) -> int:
    """First token of a clause without "that": right after the cue, its addressee and its short adverbials."""
    low, _ = subtree_range(head)
    start = cue.i + 1
    if low <= start or cue.pos_ == "NOUN":
        return max(start, low)
    for c in sorted(cue.children, key=lambda t: t.i):
        if (
            start <= c.i < head.i
            and c is not head
            and c.relation in ("obj", "iobj", "obl", "advmod", "nsubj", "punct", "xcomp")
            and not (c.relation == "obj" and _lacks_subject(head) and cue.lemma_ in _WITHOUT_ADDRESSEE)
        ):
            a, b = subtree_range(c)
            if a <= start + 1 and b <= head.i:
                start = max(start, b)
    return start if start <= low else low


_WITHOUT_ADDRESSEE = frozenset({"say", "think", "believe", "claim", "insist", "argue"})
"""Verbs beside whose clause nobody stands to whom it is told."""


def _lacks_subject(clause: Token) -> bool:
    """ "Said earlier talks had ended": a parse that hangs "talks" on "said" leaves its verb without a subject."""
    finite = "Inf" not in clause.morph.get("VerbForm")
    return finite and child(clause, "nsubj", "nsubj:pass", "expl", "csubj") is None


def _with_complement(noun: Token, cue: Token) -> Content:
    """An object with the complement of its noun, where the parse hung that on the verb."""
    content = _clause(noun, cue)
    if noun.lower_ in STANCE_NOUNS:
        for c in _next_to_noun(noun):
            content = Content(start=content.start, end=max(content.end, _clause(c, cue).end), head=noun)
    return content


def _is_bare(token: Token) -> bool:
    """An object that the parser took for an oblique: it has no preposition, and tells no time."""
    return (
        token.dep_ == "obl"
        and token.pos_ == "NOUN"
        and token.ent_type_ not in ("DATE", "TIME")
        and not any(c.dep_ in ("case", "mark") for c in token.children)
    )


def _is_gerund(token: Token) -> bool:
    return "Ger" in token.morph.get("VerbForm") or (token.pos_ == "VERB" and token.lower_.endswith("ing"))


def _next_to_noun(cue: Token) -> Iterator[Token]:
    """What a parser hung on the verb although it stands right behind the noun: "expressed | support | for the plan"."""
    if cue.pos_ == "NOUN" and cue.head.pos_ in ("VERB", "AUX"):
        for c in cue.head.children:
            if c.i > cue.i and any(x.i == cue.i + 1 and x.dep_ in ("case", "mark") for x in c.children):
                yield c


def _infinitives(cue: Token) -> Iterator[Content]:
    for c in (*cue.children, *_next_to_noun(cue)):
        if c.dep_ in ("xcomp", "advcl", "ccomp", "acl") and c.i > cue.i:
            if _marked(c, "to") or (c.dep_ == "xcomp" and "Inf" in c.morph.get("VerbForm")):
                yield from _trimmed(_clause(c, cue))
        elif c.relation in ("obj", "obl") and c.i > cue.i:
            for x in c.children:
                if x.dep_ in ("acl", "acl:to") and _marked(x, "to"):
                    yield from _trimmed(_clause(x, cue))


def _descriptions(cue: Token) -> Iterator[Content]:
    quoted = _quoted_description(cue)
    if quoted is not None and _ends_there(quoted):
        yield quoted
        return
    described = tuple(_parsed_descriptions(cue))
    if described or quoted is None:
        yield from described
    else:
        yield quoted


def _parsed_descriptions(cue: Token) -> Iterator[Content]:
    thing = next((c for c in cue.children if c.dep_ in ("obj", "nsubj:pass")), None)
    for c in cue.children:
        if c.i <= cue.i:
            continue
        if c.dep_ in ("obl", "advcl", "xcomp", "nmod") and _case(c) in ("as", ""):
            if _case(c) == "" and c.dep_ != "xcomp":
                continue
            content = _clause(c, cue)
            if thing is not None and thing.dep_ == "obj" and thing.pos_ != "PRON" and thing.i < c.i:
                content = Content(start=_clause(thing, cue).start, end=content.end, head=c)
            yield from _trimmed(content, drop={"as", "both"})
            return


def _quoted_description(cue: Token) -> Content | None:
    """The quotation that is the description: “a trap” in 'called the offer “a trap”', however the parser hung it."""
    doc = cue.doc
    _, end = bounds(cue)
    mark = next((t.i for t in doc[cue.i + 1 : min(end, cue.i + _LONGEST_THING)] if t.text in DOUBLE), None)
    if mark is None or mark == cue.i + 1:
        return None
    between, last = doc[cue.i + 1 : mark], doc[mark - 1]
    if any(t.pos_ in ("VERB", "AUX", "SCONJ") or (t.is_punct and t.text not in _IN_NAMES) for t in between):
        return None
    if last.lower_ not in _ARTICLES and last.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return None
    close = next((t.i for t in doc[mark + 1 : end] if t.text in DOUBLE), None)
    if close is None or (close + 1 < len(doc) and doc[close + 1].pos_ in ("NOUN", "PROPN", "ADJ")):
        return None
    stop = close - 1 if doc[close - 1].text in (",", ".") else close
    return Content(start=mark + 1, end=stop, head=doc[stop - 1]) if stop > mark + 1 else None


def _ends_there(quoted: Content) -> bool:
    """Tell whether a quoted description does not go on: no '... and "worse"', no '... that nobody needs'."""
    assert quoted.head is not None
    doc = quoted.head.doc
    following = next((t for t in doc[quoted.end : quoted.end + 3] if t.text not in DOUBLE and t.text != ","), None)
    if following is None or following.is_space or (following.is_punct and following.text not in MARKS):
        return True
    if turns_to_others(following):
        return True
    return following.dep_ == "cc" and doc[following.i + 1].pos_ in ("VERB", "AUX", "PRON")


_LONGEST_THING = 14  # words between "called" and the quotation
_ARTICLES = frozenset({"as", "a", "an"})
_IN_NAMES = frozenset({"'", "’", "-", "."})


def _after_preposition(cue: Token, preposition: str) -> Iterator[Content]:
    for c in (*cue.children, *_next_to_noun(cue)):
        if c.i < cue.i:
            continue
        if c.relation in ("obl", "nmod", "advcl", "acl", "xcomp", "ccomp") and _case(c) == preposition:
            yield from _trimmed(_with_infinitive(_clause(c, cue), cue, preposition), drop={preposition})
        elif c.dep_ == "obj" and cue.pos_ == "VERB":
            # "accused the army of stalling" is often read with "of" under the object.
            for x in c.children:
                if x.i > c.i and x.relation in ("nmod", "acl", "advcl") and _case(x) == preposition:
                    yield from _trimmed(_clause(x, cue), drop={preposition})


def _with_infinitive(content: Content, cue: Token, preposition: str) -> Content:
    """What somebody is called upon to do, where the parse hung that on the verb: "called for Chad | to withdraw its ships"."""
    if preposition != "for":
        return content
    for c in cue.children:
        if c.relation in ("xcomp", "advcl") and _marked(c, "to") and subtree_range(c)[0] == content.end:
            return Content(start=content.start, end=_clause(c, cue).end, head=content.head)
    return content


def _called_on(cue: Token) -> Iterator[Content]:
    """Whom and to what: from the noun after "on" to the end of the infinitive, wherever that was attached."""
    for c in cue.children:
        if (
            c.i > cue.i
            and c.relation in ("obl", "nmod", "obj")
            and any(x.lower_ in ("on", "upon") for x in cue.doc[cue.i + 1 : c.i + 1])
        ):
            content = _clause(c, cue)
            for x in (*c.children, *cue.children):
                if x.i > c.i and x.dep_ in ("xcomp", "advcl", "acl", "ccomp") and _marked(x, "to"):
                    end = max(content.end, _clause(x, cue).end)
                    yield from _trimmed(Content(start=content.start, end=end, head=x), drop={"on", "upon"})
                    return


def _case(token: Token) -> str:
    for c in token.children:
        if c.dep_ in ("case", "mark") and c.i < token.i:
            return c.lower_
    return ""


def _marked(clause: Token, mark: str) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == mark for c in clause.children) or (
        mark == "to" and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
    )


def _clause(head: Token, cue: Token) -> Content:
    """The phrase or clause of `head` with all that hangs on it, on its side of the cue."""
    start, end = subtree_range(head)
    if start <= cue.i < head.i:
        start = cue.i + 1
    past = "Past" in cue.morph.get("Tense")
    for t in head.doc[head.i + 1 : end]:
        cut = t.i - 1 if (is_speech_gerund(t) and follows_comma(t)) or turns_to_others(t) else None
        if cut is None and t.pos_ == "VERB" and t.lower_ in SPEECH_FORMS and head.pos_ == "VERB":
            cut = break_before(head.doc, t, start + 1, past)
        if cut is not None:
            end = cut
            break
    return Content(start=start, end=end, head=head)


def _trimmed(content: Content, *, drop: frozenset[str] | set[str] = frozenset()) -> Iterator[Content]:
    assert content.head is not None
    trimmed = trim(content.head.doc, content.start, content.end, drop=drop)
    if trimmed is not None:
        yield Content(start=trimmed[0], end=trimmed[1], head=content.head)
