"""Forms of the words in our tables, so that a table is looked up by the word as it stands.

A statistical lemmatiser errs on rare forms ("hinted", "vowed"); the words of a table are few, and their forms can be listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def words(text: str) -> frozenset[str]:
    """A set of words written as one text.

    >>> sorted(words("truce accord"))
    ['accord', 'truce']
    """
    return frozenset(text.split())


IRREGULAR: dict[str, tuple[str, ...]] = {
    lemma: tuple(forms.split())
    for lemma, forms in (
        line.strip().split(": ")
        for line in """
        say: said
        tell: told
        think: thought
        feel: felt
        know: knew known
        see: saw seen
        seek: sought
        write: wrote written
        mean: meant
        swear: swore sworn
        learn: learnt
        find: found
        forget: forgot forgotten
        understand: understood
        foresee: foresaw foreseen
        beseech: besought
        become: became
        arise: arose arisen
        begin: began begun beginning
        bind: bound
        bring: brought
        build: built
        buy: bought
        catch: caught
        choose: chose chosen
        come: came coming
        deal: dealt
        draw: drew drawn
        drive: drove driven
        fall: fell fallen
        fly: flew flown
        forbid: forbade forbidden forbidding
        forgive: forgave forgiven
        forgo: forwent forgone
        get: got gotten getting
        give: gave given
        go: went gone
        hear: heard
        hit: hitting
        keep: kept
        lay: laid
        lead: led
        lend: lent
        let: letting
        lose: lost
        make: made
        meet: met
        mislead: misled
        outdo: outdid outdone
        overcome: overcame
        override: overrode overridden
        oversee: oversaw overseen
        overthrow: overthrew overthrown
        overtake: overtook overtaken
        pay: paid
        rebuild: rebuilt
        redraw: redrew redrawn
        rise: rose risen
        run: ran running
        sell: sold
        send: sent
        set: setting
        shoot: shot
        shut: shutting
        sit: sat sitting
        speak: spoke spoken
        spend: spent
        split: splitting
        strike: struck stricken
        take: took taken
        teach: taught
        throw: threw thrown
        undergo: underwent undergone
        undertake: undertook undertaken
        undo: undid undone
        uphold: upheld
        win: won winning
        withdraw: withdrew withdrawn
        withhold: withheld
        withstand: withstood
        ban: banned banning
        bar: barred barring
        compel: compelled compelling
        defer: deferred deferring
        deter: deterred deterring
        drop: dropped dropping
        expel: expelled expelling
        impel: impelled impelling
        incur: incurred incurring
        omit: omitted omitting
        permit: permitted permitting
        rebel: rebelled rebelling
        repel: repelled repelling
        rip: ripped ripping
        step: stepped stepping
        stop: stopped stopping
        strip: stripped stripping
        transfer: transferred transferring
        beg: begged begging
        commit: committed committing
        admit: admitted admitting
        refer: referred referring
        prefer: preferred preferring
        rebut: rebutted rebutting
        plan: planned planning
        slam: slammed slamming
        quip: quipped quipping
        dub: dubbed dubbing
        label: labelled labelling
        signal: signalled signalling
        counsel: counselled counselling
        scrap: scrapped scrapping
        submit: submitted submitting
        put: putting
        hold: held
        break: broke broken
        freeze: froze frozen
        quit: quitting
        leave: left
        stick: stuck
        tear: tore torn
        stand: stood
        fight: fought
        cancel: cancelled cancelling
        """.strip().splitlines()
    )
}
"""Forms that the rules below do not make."""

_VOWELS = frozenset("aeiou")


def verb_forms(lemma: str) -> Iterator[str]:
    """All forms of a verb.

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    irregular = IRREGULAR.get(lemma, ())
    yield lemma
    yield from irregular
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield from (lemma + "es", lemma + "ed", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing")
    else:
        yield from (lemma + "s", lemma + "ed", lemma + "ing")


def noun_forms(lemma: str) -> Iterator[str]:
    """Singular and plural of a noun.

    >>> sorted(noun_forms("plea")), sorted(noun_forms("ally"))
    (['plea', 'pleas'], ['allies', 'ally'])
    """
    yield lemma
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield lemma[:-1] + "ies"
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        yield lemma + "es"
    else:
        yield lemma + "s"


def by_verb_form(table: Mapping[str, T]) -> dict[str, T]:
    """A table of verbs keyed by each of their forms."""
    return {form: entry for lemma, entry in table.items() for form in verb_forms(lemma)}


def by_noun_form(table: Mapping[str, T]) -> dict[str, T]:
    """A table of nouns keyed by each of their forms."""
    return {form: entry for lemma, entry in table.items() for form in noun_forms(lemma)}
